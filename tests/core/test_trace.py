"""Trace files: exact round trips, the layout of the CSV, and bad files."""

import csv
import dataclasses
import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gradreel.core import (
    OPTIMIZERS,
    AdaGrad,
    GradientDescent,
    InvalidInput,
    Momentum,
    Neuron,
    Quadratic,
    RenderError,
    Rosenbrock,
    Trajectory,
    descend,
    read_trace,
    write_trace,
)

START = (-4.0, -3.0)
SUFFIXES = [".csv", ".npz"]


@pytest.fixture(scope="module")
def runs():
    return [descend(make(), Neuron(), START, steps=12) for make in OPTIMIZERS.values()]


def arrays_of(run):
    return {"params": run.params, "loss": run.loss, **run.channels}


def assert_same_bits(one, other):
    assert one.name == other.name
    first, second = arrays_of(one), arrays_of(other)
    assert first.keys() == second.keys()
    for name in first:
        assert first[name].shape == second[name].shape
        assert first[name].tobytes() == second[name].tobytes(), name


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_round_trip_is_exact(runs, tmp_path, suffix):
    path = tmp_path / f"run{suffix}"
    write_trace(path, runs)
    read = read_trace(path)
    assert list(read) == list(OPTIMIZERS)
    for run in runs:
        assert_same_bits(run, read[run.name])
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_trajectory_saves_and_loads_itself(runs, tmp_path, suffix):
    path = tmp_path / f"run{suffix.upper()}"
    runs[3].save(path)
    assert_same_bits(Trajectory.load(str(path)), runs[3])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_diverged_run_of_other_length_comes_back_too(runs, tmp_path, suffix):
    lost = descend(GradientDescent(1.0), Rosenbrock(), (-1.2, 1.0), steps=30)
    assert not lost.outcome.finished
    write_trace(tmp_path / f"run{suffix}", [lost, runs[1]])
    read = read_trace(tmp_path / f"run{suffix}")
    assert_same_bits(read["gradient_descent"], lost)
    assert_same_bits(read["momentum"], runs[1])
    assert str(read["gradient_descent"].outcome) == str(lost.outcome)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(
    values=arrays(np.float64, (4, 2), elements=st.floats(allow_nan=False)),
    name=st.text(st.characters(codec="utf-8", categories=["L", "P"]), min_size=1).map(str.strip),
)
def test_any_number_and_name_survive(tmp_path_factory, values, name):
    # -0.0, denormals, 1.7976931348623157e308 and infinity among them; commas and quotes too.
    run = Trajectory(name, values, values[:, 0], {"velocity": values[1:]})
    for suffix in SUFFIXES:
        path = tmp_path_factory.mktemp("any") / f"run{suffix}"
        run.save(path)
        assert_same_bits(Trajectory.load(path), run)


def test_a_batch_goes_to_npz(tmp_path):
    batch = descend(AdaGrad(np.ones((2, 3))), Quadratic(), (1.0, 1.0), steps=5)
    batch.save(tmp_path / "sweep.npz")
    assert_same_bits(Trajectory.load(tmp_path / "sweep.npz"), batch)
    with pytest.raises(InvalidInput, match=r"batch of shape \(2, 3\).*end the name in .npz"):
        batch.save(tmp_path / "sweep.csv")
    assert os.listdir(tmp_path) == ["sweep.npz"]


def test_layout_of_the_csv(tmp_path):
    path = tmp_path / "run.csv"
    runs = [descend(make(), Quadratic(), (1.0, 0.1), steps=2) for make in (Momentum, AdaGrad)]
    write_trace(path, runs)
    raw = path.read_bytes()
    assert b"\r" not in raw
    header, *rows = csv.reader(raw.decode("ascii").splitlines())
    assert header == [
        *("optimizer", "step", "w", "b", "loss"),
        *("gradient_w", "gradient_b", "velocity_w", "velocity_b"),
        *("sum_of_squares_w", "sum_of_squares_b"),
        *("effective_learning_rate_w", "effective_learning_rate_b"),
    ]
    assert [row[:2] for row in rows] == [
        [name, str(step)] for name in ("momentum", "adagrad") for step in range(3)
    ]
    # 0.1 and what follows from it, with 17 significant digits; L = (1 + 10 * 0.01) / 2.
    assert rows[0][2:] == [
        *("1", "0.10000000000000001", "0.55000000000000004"),
        *("1", "1", "-0.01", "-0.01"),
        *("", "", "", ""),
    ]
    assert rows[2][5:] == [""] * 8  # no step is taken from the last row
    assert rows[3][7:9] == ["", ""]  # AdaGrad has no velocity
    assert rows[3][9:11] == ["1", "1"]


def test_nan_is_written_as_nan(tmp_path):
    run = descend(GradientDescent(1.0), Quadratic(), (0.0, 1.0), steps=30)
    run.save(tmp_path / "run.csv")
    last_but_one = (tmp_path / "run.csv").read_text().splitlines()[-2]
    assert last_but_one == "gradient_descent,29,nan,nan,nan,nan,nan"


def test_layout_of_the_npz(runs, tmp_path):
    write_trace(tmp_path / "run.npz", runs[:2])
    with np.load(tmp_path / "run.npz", allow_pickle=False) as contents:
        assert contents.files == [
            *("gradient_descent/params", "gradient_descent/loss", "gradient_descent/gradient"),
            *("momentum/params", "momentum/loss", "momentum/gradient", "momentum/velocity"),
        ]
        assert contents["momentum/velocity"].dtype == np.float64


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_run_without_channels_or_with_a_batch_in_step_is_a_trace_too(tmp_path, suffix):
    run = Trajectory("mine", [(0.0, 1.0), (0.5, 0.5)], [1.0, 0.5])
    run.save(tmp_path / f"mine{suffix}")
    assert_same_bits(Trajectory.load(tmp_path / f"mine{suffix}"), run)


def test_a_csv_from_a_spreadsheet_is_read(tmp_path):
    text = "\ufeffloss,b,w,step,optimizer\r\n1,2,3,0,mine\r\n\r\n4,5,6,1,mine\r\n"
    (tmp_path / "run.csv").write_bytes(text.encode())
    run = Trajectory.load(tmp_path / "run.csv")
    np.testing.assert_array_equal(run.params, [(3.0, 2.0), (6.0, 5.0)])
    np.testing.assert_array_equal(run.loss, (1.0, 4.0))


GOOD = "optimizer,step,w,b,loss,g_w,g_b\nrun,0,1,2,3,4,5\nrun,1,1,2,3,6,7\nrun,2,1,2,3,,\n"


def test_the_good_table_is_good(tmp_path):
    (tmp_path / "good.csv").write_text(GOOD)
    run = Trajectory.load(tmp_path / "good.csv")
    np.testing.assert_array_equal(run.channels["g"], [(4.0, 5.0), (6.0, 7.0)])


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("w,b,loss", "w,loss", "line 1: column b is missing"),
        ("g_w,g_b", "g_w,g_w", "line 1: column g_w is there twice"),
        ("g_w,g_b", "g_w,h_b", "line 1: column g_w is not half of a pair"),
        ("g_w,g_b", "g_w,g", "line 1: column g_w is not half of a pair"),
        ("run,1,1,2", "run,1,one,2", "line 3: column w is 'one'; give a number or nan"),
        ("run,1,1,2,3", "run,1,1,2,", "line 3: column loss is ''"),
        ("run,1,1,2,3,6", "run,1,1,2,3,", "line 3: column g_w is ''"),
        ("run,1,1", "run,2,1", "line 3: column step is '2'; the next step here is 1"),
        ("run,1,1", "run,x,1", "line 3: column step is 'x'"),
        ("run,1,1,2,3,6,7", "run,1,1,2", "line 3 has 4 columns where the first line has 7"),
        ("3,,\n", "3,8,\n", "line 4: column g_w is '8'; leave it empty"),
        (GOOD, GOOD + "walk,0,1,2,3,,\n", "line 5: column step is the only one"),
        (GOOD, "", "holds no rows"),
        (GOOD, "optimizer,step,w,b,loss\n", "holds no rows"),
        (GOOD, '"optimizer', "not a CSV file in UTF-8"),
        ("run,0", "\udcff,0", "not a CSV file in UTF-8"),
    ],
)
def test_a_bad_csv_is_refused_by_line_and_column(tmp_path, old, new, sentence):
    assert old in GOOD
    path = tmp_path / "bad.csv"
    path.write_bytes(GOOD.replace(old, new).encode("utf-8", "surrogateescape"))
    with pytest.raises(InvalidInput, match=sentence) as caught:
        read_trace(path)
    assert str(caught.value).startswith(str(path))


def test_line_numbers_count_lines_of_the_file(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text(GOOD.replace("run", '"my\nrun"').replace('",2,1', '",x,1'))
    with pytest.raises(InvalidInput, match="line 7: column step"):
        read_trace(path)


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        ({"run/params": np.zeros((3, 2))}, "holds params but no array run/loss"),
        ({"params": np.zeros((3, 2)), "run/loss": np.zeros(3)}, "no array <name>/params"),
        ({"run/params": np.zeros((3, 2)), "run/loss": np.zeros(4)}, r"loss has shape \(4,\)"),
        ({"run/params": np.array(["a", "b"]), "run/loss": np.zeros(2)}, "not an array of real"),
        (
            {"run/params": np.array([None, 1]), "run/loss": np.zeros(2)},
            r"not a readable \.npz file",
        ),
    ],
)
def test_a_bad_npz_is_refused(tmp_path, contents, sentence):
    path = tmp_path / "bad.npz"
    np.savez(path, **contents)
    with pytest.raises(InvalidInput, match=sentence) as caught:
        read_trace(path)
    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"\x93NUMPY\x01", b"text, not zip"])
def test_what_is_no_npz_is_refused(tmp_path, content):
    (tmp_path / "bad.npz").write_bytes(content)
    with pytest.raises(InvalidInput, match=r"not a readable \.npz file"):
        read_trace(tmp_path / "bad.npz")


def test_an_npz_cut_short_or_damaged_is_refused(runs, tmp_path):
    path = tmp_path / "run.npz"
    write_trace(path, runs)
    whole = path.read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:500] + b"\x00" * 400 + whole[900:]):
        path.write_bytes(damaged)
        with pytest.raises(InvalidInput, match=r"not a readable \.npz file"):
            read_trace(path)


def test_an_npy_is_refused(tmp_path):
    with (tmp_path / "array.npz").open("wb") as file:
        np.save(file, np.zeros(3))
    with pytest.raises(InvalidInput, match=r"not a readable \.npz file"):
        read_trace(tmp_path / "array.npz")


def test_load_refuses_several_runs(runs, tmp_path):
    write_trace(tmp_path / "run.csv", runs[:2])
    sentence = r"holds 2 runs \(gradient_descent, momentum\); read it with read_trace"
    with pytest.raises(InvalidInput, match=sentence):
        Trajectory.load(tmp_path / "run.csv")


@pytest.mark.parametrize("name", ["run.txt", "run", "run.json"])
def test_unknown_suffixes_are_refused_and_the_known_listed(runs, tmp_path, name):
    with pytest.raises(InvalidInput, match=r"end its name in \.csv or \.npz"):
        write_trace(tmp_path / name, runs)
    with pytest.raises(InvalidInput, match=r"end its name in \.csv or \.npz"):
        read_trace(tmp_path / name)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_missing_files_and_folders(runs, tmp_path, suffix):
    with pytest.raises(InvalidInput, match=r"folder .*nowhere. does not exist: create it first"):
        write_trace(tmp_path / "nowhere" / f"run{suffix}", runs)
    with pytest.raises(InvalidInput, match=r"cannot be read \(No such file"):
        read_trace(tmp_path / f"none{suffix}")
    (tmp_path / f"folder{suffix}").mkdir()
    with pytest.raises(InvalidInput, match="is a folder: give the name of a file"):
        write_trace(tmp_path / f"folder{suffix}", runs)
    with pytest.raises(InvalidInput, match=r"cannot be read \(Is a directory"):
        read_trace(tmp_path / f"folder{suffix}")


def test_names_must_differ_and_something_be_given(runs, tmp_path):
    with pytest.raises(InvalidInput, match=r"Two trajectories for .* are called momentum"):
        write_trace(tmp_path / "run.csv", [runs[1], runs[1]])
    with pytest.raises(InvalidInput, match="No trajectory was given"):
        write_trace(tmp_path / "run.csv", [])
    write_trace(tmp_path / "run.csv", [runs[1], dataclasses.replace(runs[1], name="again")])
    assert list(read_trace(tmp_path / "run.csv")) == ["momentum", "again"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_failure_leaves_nothing_and_the_old_file_stands(
    runs, tmp_path, monkeypatch, suffix, error
):
    path = tmp_path / f"run{suffix}"
    path.write_bytes(b"old")

    def fail(*_args):
        raise error

    monkeypatch.setattr(os, "replace", fail)
    expected = RenderError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected) as caught:
        write_trace(path, runs)
    if isinstance(error, OSError):
        assert "be written" in str(caught.value)
        assert "(No space left on device)" in str(caught.value)
    assert os.listdir(tmp_path) == [path.name]
    assert path.read_bytes() == b"old"


def test_a_full_disk_in_the_middle_of_a_csv(runs, tmp_path):
    resource = pytest.importorskip("resource")
    signal = pytest.importorskip("signal")
    path = tmp_path / "run.csv"
    path.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        with pytest.raises(RenderError, match="could not be written"):
            write_trace(path, runs)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert os.listdir(tmp_path) == ["run.csv"]
    assert path.read_bytes() == b"old"


def test_a_written_file_has_the_usual_permissions(runs, tmp_path):
    (tmp_path / "other").write_text("")
    runs[0].save(tmp_path / "run.csv")
    usual = (tmp_path / "other").stat().st_mode
    assert (tmp_path / "run.csv").stat().st_mode == usual
