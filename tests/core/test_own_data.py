"""What others recorded: datasets and runs from plain .csv and .npz files."""

import csv

import numpy as np
import pytest

from gradreel.core import (
    Dataset,
    GradientDescent,
    InvalidInput,
    Neuron,
    Quadratic,
    Rosenbrock,
    Trajectory,
    descend,
    read_trace,
    sparse_dataset,
)

POINTS = "x,y\n0,0.5\n1.5,1\n-2e-1,0\n"


def test_a_dataset_from_csv(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text(POINTS)
    assert Dataset.load(path) == Dataset([0, 1.5, -0.2], [0.5, 1, 0])
    # From a spreadsheet: a mark at the beginning, other columns, blanks and blank lines.
    path.write_bytes("\ufeffid, y ,x\r\n1,0.5,0\r\n\r\n2, 1 ,1.5\r\nz,0,-0.2\r\n".encode())
    assert Dataset.load(str(path)) == Dataset([0, 1.5, -0.2], [0.5, 1, 0])


def test_a_dataset_from_npz(tmp_path):
    path = tmp_path / "points.NPZ"
    with path.open("wb") as file:
        np.savez(file, x=np.array([0, 1]), y=np.array([1.0, 0.5], np.float32), more=np.zeros(9))
    assert Dataset.load(path) == Dataset([0, 1], [1, 0.5])


def test_the_lecture_s_data_survive_both(tmp_path):
    data = sparse_dataset()
    np.savez(tmp_path / "data.npz", x=data.x, y=data.y)
    with (tmp_path / "data.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("x", "y"), *np.stack([data.x, data.y], 1).tolist()])
    for suffix in (".npz", ".csv"):
        read = Dataset.load(tmp_path / f"data{suffix}")
        assert read == data
        assert Neuron(read).loss(np.zeros(2)) == Neuron().loss(np.zeros(2))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x,z\n1,2\n", "line 1: column y is missing; name one column x and one y"),
        ("0,0.5,7\n1,1,7\n", r"column x is missing; .* \(there are '0', '0\.5', '7'\)"),
        ("x,y,x\n1,2,3\n", "line 1: column x is there twice"),
        ("x,y\n1,2\n1,two\n", "line 3: column y is 'two'; give a finite number"),
        ("x,y\n1,\n", "line 2: column y is ''; give a finite number"),
        ("x,y\n1,2\nnan,2\n", "line 3: column x is nan; leave such points out"),
        ("x,y\n1,2\n3,-inf\n", "line 3: column y is -inf; leave such points out"),
        ("x,y\n1,2\n3\n", "line 3 has 1 column where the first line has 2; give every line as m"),
        ("x,y\n", "holds no points; give a line for each below the names x,y"),
        ("", "line 1: column x is missing"),
        ("x,y\n1,\udcff\n", "is not a CSV file in UTF-8"),
        ('x,y\n1,"2\n', "is not a CSV file in UTF-8"),
    ],
)
def test_a_bad_csv_of_points_is_refused(tmp_path, text, sentence):
    path = tmp_path / "bad.csv"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InvalidInput, match=sentence) as caught:
        Dataset.load(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ({"x": [1.0]}, "holds x; give arrays x and y of one length"),
        ({"x": [1.0], "y": [1.0, 2.0]}, "The dataset has 1 x and 2 y"),
        ({"x": [1.0], "y": [np.nan]}, "The dataset's y holds nan at index 0; leave such points"),
        ({"x": ["a"], "y": [1.0]}, "array x is .* not an array of real numbers"),
    ],
)
def test_a_bad_npz_of_points_is_refused(tmp_path, arrays, sentence):
    path = tmp_path / "bad.npz"
    np.savez(path, **arrays)
    with pytest.raises(InvalidInput, match=sentence) as caught:
        Dataset.load(path)
    assert str(caught.value).startswith(str(path))


def test_other_files_of_points_are_refused(tmp_path):
    with pytest.raises(InvalidInput, match=r"end its name in \.csv or \.npz"):
        Dataset.load(tmp_path / "points.txt")
    with pytest.raises(InvalidInput, match=r"cannot be read \(No such file or directory\)"):
        Dataset.load(tmp_path / "points.csv")


PARAMS = np.array([[1.0, 2.0], [0.5, 1.0], [0.25, 0.5]])
RUN = "w,b,loss\n1,2,9\n0.5,1,8\n0.25,0.5,7\n"


def test_a_run_from_csv_is_called_as_its_file(tmp_path):
    path = tmp_path / "my network.csv"
    path.write_text(RUN)
    run = Trajectory.load(path)
    assert run == Trajectory("my network", PARAMS, [9.0, 8.0, 7.0])
    assert read_trace(path) == {"my network": run}
    # What the file says of the loss stands, whatever surface is given.
    assert Trajectory.load(path, Quadratic()) == run


def test_a_loss_that_is_missing_is_that_of_the_surface(tmp_path):
    (tmp_path / "run.csv").write_text("epoch,b,w,,\n0,2,1,,\n10,1,0.5,,\n20,0.5,0.25,,\n")
    np.savez(tmp_path / "run.npz", w=PARAMS[:, 0], b=PARAMS[:, 1])
    for suffix in (".csv", ".npz"):
        run = Trajectory.load(tmp_path / f"run{suffix}", Rosenbrock())
        assert run == Trajectory("run", PARAMS, Rosenbrock().loss(PARAMS))
        with pytest.raises(
            InvalidInput, match="run has w and b but no loss; give a column or array loss, or a s"
        ):
            Trajectory.load(tmp_path / f"run{suffix}")


def test_channels_are_pairs_and_what_else_there_is_is_passed_over(tmp_path):
    text = "step,w,b,loss,gradient_w,gradient_b,seconds,noise_w\n" + "".join(
        f"{5 * k},{w},{b},{k},{10 * k},{20 * k},now,\n" for k, (w, b) in enumerate(PARAMS)
    )
    (tmp_path / "run.csv").write_text(text)
    run = Trajectory.load(tmp_path / "run.csv")
    assert list(run.channels) == ["gradient"]
    np.testing.assert_array_equal(run.channels["gradient"], [[0, 0], [10, 20]])
    np.testing.assert_array_equal(run.loss, [0, 1, 2])


@pytest.mark.parametrize("arrays", [{"params": PARAMS}, {"w": PARAMS[:, 0], "b": PARAMS[:, 1]}])
def test_a_run_from_npz(tmp_path, arrays):
    np.savez(tmp_path / "mine.npz", loss=[3, 2, 1], epochs=7, **arrays)
    assert Trajectory.load(tmp_path / "mine.npz") == Trajectory("mine", PARAMS, [3.0, 2.0, 1.0])


def test_a_run_that_was_lost_is_one_that_diverged(tmp_path):
    (tmp_path / "run.csv").write_text("w,b\n1,2\n1e200,2\nnan,nan\n")
    run = Trajectory.load(tmp_path / "run.csv", Rosenbrock())
    assert run.outcome.diverged_at == 1
    assert str(run.outcome) == "diverged at step 1"


def test_recorded_and_built_in_are_the_same_when_they_are(tmp_path):
    built_in = descend(GradientDescent(0.05), Quadratic(), (1.0, 1.0), steps=20)
    rows = "\n".join(f"{w!r},{b!r}" for w, b in built_in.params.tolist())
    (tmp_path / "gradient_descent.csv").write_text(f"w,b\n{rows}\n")
    read = Trajectory.load(tmp_path / "gradient_descent.csv", Quadratic())
    assert read.params.tobytes() == built_in.params.tobytes()
    assert read.loss.tobytes() == built_in.loss.tobytes()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("w,loss\n1,2\n", "line 1: column b is missing; give w and b, and loss if it is known"),
        ("1,2,3\n3,4,5\n", "line 1: column w is missing; give w and b"),
        ("w,b,w\n1,2,3\n", "line 1: column w is there twice"),
        ("w,b\n1,2\n1,two\n", "line 3: column b is 'two'; give a number or nan"),
        ("w,b,loss\n1,2,3\n1,2,\n", "line 3: column loss is ''; give a number or nan"),
        ("w,b\n1,2\n1\n", "line 3 has 1 column where the first line has 2"),
        ("w,b\n1,2\n", "holds 1 row; give the start and a row for each step after it"),
        ("w,b\n", "holds 0 rows; give the start"),
        ("w,b,g_w,g_b\n1,2,,\n1,2,3,4\n", "line 2: column g_w is ''; give a number or nan"),
    ],
)
def test_a_bad_csv_of_a_run_is_refused(tmp_path, text, sentence):
    path = tmp_path / "bad.csv"
    path.write_text(text)
    with pytest.raises(InvalidInput, match=sentence) as caught:
        Trajectory.load(path, Quadratic())
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ({"x": [1.0]}, r"holds no params of a run \(but x\); give arrays w and b, or params"),
        ({}, r"holds no params of a run \(but nothing\)"),
        ({"w": [1.0, 2.0], "b": [1.0]}, r"holds w of shape \(2,\) and b of shape \(1,\); give one"),
        ({"params": np.zeros((3, 3))}, r"params has shape \(3, 3\); give shape"),
        ({"params": np.zeros((1, 2))}, r"params has shape \(1, 2\); give shape"),
        ({"params": PARAMS, "loss": [1.0]}, r"loss has shape \(1,\); give shape \(3,\)"),
        ({"params": PARAMS * 1j}, "array params is .* not an array of real"),
    ],
)
def test_a_bad_npz_of_a_run_is_refused(tmp_path, arrays, sentence):
    path = tmp_path / "bad.npz"
    np.savez(path, **arrays)
    with pytest.raises(InvalidInput, match=sentence) as caught:
        Trajectory.load(path, Quadratic())
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


PLAIN = "w,b,loss\n1.5,2,3\n-1e3,0.25,1\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", ";").replace(".", ",").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace(",", " ").encode(),
        PLAIN.replace(",", "  ").replace("\n", " \n ").encode(),
        PLAIN.replace(",", ", ").replace("\n", "\r\n").encode(),
        PLAIN.replace(",", "\t").encode("utf-16"),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        b"# " + PLAIN.encode(),
        b"#" + PLAIN.replace(",", " ").encode(),
        b"# " + PLAIN.replace(",", " ").encode(),
        b"# made by hand; in a hurry\n\n" + PLAIN.replace(",", ";").encode(),
        b"# made by hand\n# " + PLAIN.replace(",", "\t").encode(),
        PLAIN.replace("w,b,loss", '"w","b","loss"').encode(),
    ],
)
def test_tables_as_other_programs_write_them(tmp_path, data):
    (tmp_path / "run.csv").write_bytes(data)
    run = Trajectory.load(tmp_path / "run.csv")
    np.testing.assert_array_equal(run.params, [(1.5, 2.0), (-1000.0, 0.25)])
    np.testing.assert_array_equal(run.loss, (3.0, 1.0))


@pytest.mark.parametrize("separator", [",", ";", "\t", " "])
def test_two_columns_of_numbers_need_no_names(tmp_path, separator):
    (tmp_path / "run.csv").write_text("1,2\n3,4\n".replace(",", separator))
    read = Trajectory.load(tmp_path / "run.csv", Quadratic())
    np.testing.assert_array_equal(read.params, [(1.0, 2.0), (3.0, 4.0)])
    assert Dataset.load(tmp_path / "run.csv") == Dataset(np.array([1.0, 3.0]), np.array([2.0, 4.0]))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("step,w,b\n0,1,2\n1,2,1,5\n", "line 3 has 4 columns"),
        ('w,b\n"1,5",2\n1,2\n', "line 2: column w is '1,5'; give a number"),
        ("w;b\n1.234,5;2\n1;2\n", r"line 2: column w is '1\.234,5'"),
        ("w,b\n1,\0\n1,2\n", r"line 2: column b is '\\x00'"),
        ("W,B\n1,2\n1,2\n", r"column w is missing; .* \(there are 'W', 'B'\)"),
        ("a\n1\n", r"column w is missing; .* \(there are 'a'\)"),
        (f"w,b\n{'9' * 200_000},1\n", r"not a CSV file .*field larger than field limit"),
        (f"w,b\n{'x' * 100_000},1\n1,2\n", r"column w is 'x{39}…'; give"),
        (",".join(map(str, range(20_000))) + "\n", "has 20000 columns; give at most 10000"),
        (",".join(f"c{k}" for k in range(5000)) + "\n", "missing; .* 'c9' and 4990 more"),
        ("w,b\r1,2\r3,x\r", "not a CSV file|column b"),
        ('w,b\n1,"2"x\n', "not a CSV file"),
    ],
)
def test_what_is_wrong_in_a_table_is_said_briefly(tmp_path, text, sentence):
    (tmp_path / "run.csv").write_text(text, newline="")
    with pytest.raises(InvalidInput, match=sentence) as caught:
        Trajectory.load(tmp_path / "run.csv", Quadratic())
    assert len(str(caught.value)) < len(str(tmp_path)) + 300


def test_a_number_beyond_all_is_infinite_and_so_has_diverged(tmp_path):
    (tmp_path / "run.csv").write_text("w,b\n1,2\n1e999,2\n")
    run = Trajectory.load(tmp_path / "run.csv", Quadratic())
    assert int(run.outcome.diverged_at) == 1
