"""Races, traces and sweeps from what is typed."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import imageio.v3 as imageio
import numpy as np
import pytest

from gradreel.core import (
    AdaGrad,
    Adam,
    CosineDecay,
    MiniBatch,
    Momentum,
    Neuron,
    Quadratic,
    Scheduled,
    descend,
    read_trace,
    sparse_dataset,
    tune,
)

Run = Callable[..., tuple]
SMALL = ("--size", "320x180", "--fps", "2")
BEALE = ("--surface", "beale", "--optimizer", "adam(learning_rate=0.05)")


def test_race_makes_film_and_still(run: Run, folder: Path) -> None:
    outcome = run(
        "race", *BEALE, "--optimizer", "momentum", "--start", "1,1.5", "--steps", "50",
        "-o", "race.gif", "-o", "race.png", *SMALL,
    )  # fmt: skip
    assert (outcome.status, outcome.err) == (0, "")
    assert re.fullmatch(
        r"race\.gif  \d+ kB  320x180  2 fps  12\.0 s\nrace\.png  \d+ kB  320x180\n", outcome.out
    )
    film = imageio.imread(folder / "race.gif", index=None)
    still = imageio.imread(folder / "race.png")[..., :3].astype(int)
    last = film[-1][..., :3].astype(int)
    assert np.abs(still - last).mean() < 3  # a GIF has 256 colours


def test_json_is_one_line_and_quiet_says_nothing(run: Run) -> None:
    brief = (*BEALE, "--tune", "--steps", "60")
    outcome = run("race", *brief, "-o", "a.gif", *SMALL, "--json")
    assert json.loads(outcome.out)["scene"] == "race_on_beale"
    assert outcome.out.count("\n") == 1
    assert run("race", *brief, "-o", "a.png", *SMALL, "--quiet") == (0, "", "")


def test_trace_has_the_numbers_of_the_options(run: Run, folder: Path) -> None:
    outcome = run(
        "trace", "--surface", "quadratic(condition_number=20)", "--start", "-1.2,1", "--steps",
        "30", "--optimizer", "momentum(momentum=0.5)", "--optimizer", "adagrad", "--schedule",
        "cosine", "--convention", "torch", "-o", "run.npz",
    )  # fmt: skip
    assert (outcome.status, outcome.err) == (0, "")
    runs = read_trace(folder / "run.npz")
    assert list(runs) == ["momentum", "adagrad"]
    for optimizer in (Momentum(momentum=0.5, convention="torch"), AdaGrad(convention="torch")):
        expected = descend(
            Scheduled(optimizer, CosineDecay(steps=30)), Quadratic(20), (-1.2, 1.0), steps=30
        )
        assert runs[optimizer.name] == expected


def test_two_of_a_kind_have_names_of_their_own(run: Run, folder: Path) -> None:
    kinds = ("momentum(momentum=0.5)", "momentum(momentum=0.9)")
    given = [word for kind in kinds for word in ("--optimizer", kind)]
    assert run("trace", "--surface", "booth", *given, "--steps", "3", "-o", "a.csv").status == 0
    assert tuple(read_trace(folder / "a.csv")) == kinds


def test_batches_of_ones_own_data(run: Run, folder: Path) -> None:
    data = sparse_dataset(points=50)
    rows = [f"{x!r},{y!r}" for x, y in zip(data.x.tolist(), data.y.tolist(), strict=True)]
    (folder / "points.csv").write_text("\n".join(["x,y", *rows]))
    outcome = run(
        "trace", "--data", "points.csv", "--optimizer", "adam", "--batch", "5", "--seed", "7",
        "--steps", "20", "-o", "a.npz",
    )  # fmt: skip
    assert outcome.status == 0, outcome.err
    surface = Neuron(data)
    expected = descend(Adam(), surface, surface.start, steps=20, oracle=MiniBatch(data, 5, 7))
    assert read_trace(folder / "a.npz")["adam"] == expected


def test_runs_and_grids_recorded_elsewhere(run: Run, folder: Path) -> None:
    w, b = np.linspace(-2, 2, 21), np.linspace(-1, 3, 17)
    loss = np.add.outer(b**2, 3 * w**2)
    np.savez(folder / "net.npz", w=w, b=b, loss=loss)
    (folder / "run.csv").write_text("w,b\n1,2\n0.5,1\n0.25,0.5\n0,0\n")
    (folder / "adam.csv").write_text("w,b,loss\n1,2,7\n0.5,1,1.75\n")
    given = ("--surface", "net.npz", "--run", "run.csv", "--run", "adam.csv")
    outcome = run("trace", *given, "-o", "a.npz")
    assert outcome.status == 0, outcome.err
    runs = read_trace(folder / "a.npz")
    assert list(runs) == ["run", "adam"]
    assert runs["run"].loss == pytest.approx([7, 1.75, 0.4375, 0])
    assert run("race", *given, "-o", "a.gif", *SMALL).status == 0
    both = run("trace", *given, "--optimizer", "adam", "--steps", "2", "-o", "b.npz")
    assert both.status == 0
    assert list(read_trace(folder / "b.npz")) == ["adam", "run", "adam.csv adam"]


@pytest.mark.parametrize(
    ("last", "sentence"),
    [("nan,nan", "run diverges at step 2."), ("2,2", "run has no number at step 2.")],
)
def test_a_recorded_run_that_is_lost_on_the_way_diverged_if_it_has_no_numbers_again(
    run: Run, folder: Path, last: str, sentence: str
) -> None:
    (folder / "run.csv").write_text(f"w,b\n1,1\n1,2\nnan,1\n{last}\n")
    outcome = run("race", "--surface", "booth", "--run", "run.csv", "-o", "a.gif", *SMALL)
    assert (outcome.status, outcome.err) == (0, "")
    said = run("info", "a.gif").out
    assert sentence in said
    assert ("diverges" in said) == ("diverges" in sentence)


def test_a_race_starts_as_the_first_run_and_lasts_as_long_as_the_longest(
    run: Run, folder: Path
) -> None:
    (folder / "run.csv").write_text("w,b\n" + "0.1,0.1\n" * 8)
    run("trace", "--surface", "booth", "--run", "run.csv", "--optimizer", "adam", "-o", "a.npz")
    adam = read_trace(folder / "a.npz")["adam"]
    assert adam.steps == 7
    assert adam.params[0].tolist() == [0.1, 0.1]


@pytest.mark.parametrize(
    ("surface", "title"),
    [
        ("quadratic(condition_number=20)", "quadratic(condition_number=20): 1 run"),
        ("beale", "Beale: 1 run"),
        (
            f"gaussian_hills(seed=3, window=({'-3.500000, 3.500000, ' * 2}))",
            "Gaussian hills: 1 run",
        ),
    ],
)
def test_the_title_says_what_was_typed_as_far_as_it_fits(
    run: Run, surface: str, title: str
) -> None:
    given = ("--surface", surface, "--optimizer", "adam", "--steps", "5", "-o", "a.png")
    assert run("race", *given, *SMALL).status == 0
    assert re.search(rf"title +{re.escape(title)}", run("info", "a.png").out)


def test_tuned_rates_are_told_with_their_rule(run: Run, folder: Path) -> None:
    given = (*BEALE, "--optimizer", "adagrad", "--tune", "--steps", "120")
    outcome = run("trace", *given, "-o", "a.npz")
    best = [tune(kind, _beale(), (1.0, 1.5), steps=120) for kind in (Adam(), AdaGrad())]
    lines = outcome.out.splitlines()
    for line, tuning in zip(lines, best, strict=False):
        name = tuning.optimizer.name
        assert line == f"{name}  learning_rate={tuning.optimizer.learning_rate:.4g}"
        assert read_trace(folder / "a.npz")[name] == descend(
            tuning.optimizer, _beale(), (1.0, 1.5), steps=120
        )
    assert lines[2] == best[0].rule


def _beale():
    from gradreel.core import Beale

    return Beale()


@pytest.mark.parametrize(
    "vary",
    [
        ["learning_rate=log:0.001:1:8", "momentum=0:0.9:5"],
        ["learning_rate=log:0.001:1:8"],
    ],
)
def test_sweep_makes_a_map_or_a_curve_and_a_film_of_it(
    run: Run, folder: Path, vary: list[str]
) -> None:
    given = [word for text in vary for word in ("--vary", text)]
    outcome = run(
        "sweep", "--surface", "quadratic", "--optimizer", "momentum", *given, "--steps", "40",
        "-o", "map.png", "-o", "map.gif", *SMALL,
    )  # fmt: skip
    assert (outcome.status, outcome.err) == (0, "")
    still = imageio.imread(folder / "map.png")[..., :3].astype(int)
    film = imageio.imread(folder / "map.gif", index=None)[..., :3].astype(int)
    assert np.abs(still - film[-1]).mean() < 3
    assert np.abs(film[0] - film[-1]).mean() > 1


LONG = "0.5,1\n" * 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("race -o a.gif", r"Nobody takes part; give --optimizer .* or --run"),
        ("race --surface beale", r"`gradreel race` needs at least one output"),
        ("race --optimizer adam -o a.gif", r"There is no surface to run on; give --surface"),
        ("race --surface beal --optimizer adam -o a.gif", r"no surface beal \(did you mean beale"),
        ("race --surface beale --optimizer adm -o a.gif", r"no optimizer adm \(did you mean adam"),
        (
            "race --surface beale --optimizer adam(lerning_rate=1) -o a.gif",
            r"adam takes no lerning_rate \(did you mean learning_rate\?\); give learning_rate, ",
        ),
        (
            "race --surface beale --optimizer adam(beta1=2) -o a.gif",
            r"adam: beta1=2 was given; give a number from 0 to below 1",
        ),
        (
            "race --surface beale --optimizer adam(beta1=x) -o a.gif",
            r"adam: beta1=x is no plain value",
        ),
        ("race --surface beale --optimizer adam(0.1) -o a.gif", r"has a parameter without a name"),
        ("race --surface beale --optimizer adam( -o a.gif", r"'adam\(' is not of the form"),
        ("race --surface beale(a=1) --optimizer adam -o a.gif", r"beale takes no a"),
        (
            "race --surface quadratic(condition_number=0) --optimizer adam -o a.gif",
            r"quadratic: condition_number=0 was given; give a finite number of at least 1",
        ),
        (
            "race --surface beale --optimizer adam --start 9,9 -o a.gif",
            r"The start \(9, 9\) is outside the window, w from −1 to 4\.2 and b from −1 to 2\.2",
        ),
        (
            "race --surface beale --optimizer adam --start nan,1 -o a.gif",
            r"'nan,1' is not W,B; give numbers such as",
        ),
        ("race --surface beale --optimizer adam --start 1 -o a.gif", r"'1' is not W,B; give numb"),
        ("race --surface beale --optimizer adam --start a,b -o a.gif", r"'a,b' is not W,B"),
        ("race --surface beale --optimizer adam --window 1,2 -o a.gif", r"'1,2' is not WMIN,WMAX"),
        (
            "race --surface beale --optimizer adam --window 2,-2,0,1 -o a.gif",
            r"The window is .* w_min < w_max",
        ),
        ("race --surface beale --optimizer adam --steps 0 -o a.gif", r"--steps 0 was given"),
        ("race --surface beale --optimizer adam --steps ten -o a.gif", r"'ten' is not a valid int"),
        (
            "race --surface beale --optimizer adam --steps 10000000 -o a.gif",
            r"10,000,000 steps of adam need .* GB of memory, and .* GB are allowed",
        ),
        (
            "race --surface beale --optimizer adam --schedule cosin -o a.gif",
            r"no schedule cosin \(did you mean cosine",
        ),
        (
            "race --surface beale --optimizer adam --convention torh -o a.gif",
            r"adam: convention='torh' was given; for adam give paper, torch",
        ),
        ("race --surface beale --optimizer adam --batch 5 -o a.gif", r"beale is not made of data"),
        ("race --surface neuron --optimizer adam --batch 501 -o a.gif", r"a size from 1 to 500"),
        ("race --surface neuron --optimizer adam --batch 0 -o a.gif", r"'--batch': 0 is not in"),
        ("race --data good.csv --optimizer adam --seed 5 -o a.gif", r"--seed 5 .* without --batch"),
        ("race --surface beale --optimizer adam --data good.csv -o a.gif", r"beale is not made of"),
        ("race --data none.csv --optimizer adam -o a.gif", r"none\.csv cannot be read"),
        ("race --data bad.csv --optimizer adam -o a.gif", r"bad\.csv line 3: column y is 'q'"),
        ("race --data nan.csv --optimizer adam -o a.gif", r"nan\.csv line 2: column x is nan"),
        ("race --data less.csv --optimizer adam -o a.gif", r"line 1: column y is missing"),
        ("race --surface beale --run less.csv -o a.gif", r"less\.csv line 1: column w is missing"),
        ("race --surface beale --run cell.csv -o a.gif", r"cell\.csv line 3: column b is 'six'"),
        ("race --surface beale --run lost.csv -o a.gif", r"lost\.csv starts at \(nan, 1\) with a"),
        ("race --surface beale --run far.csv -o a.gif", r"The start \(9, 9\) is outside"),
        ("race --surface beale --run one.csv -o a.gif", r"one\.csv holds 1 row"),
        (
            "race --surface beale --optimizer adam(beta1=(0.1,0.2)) -o a.gif",
            r"adam has 2 values for beta1; give one number, or `gradreel sweep` a range",
        ),
        ("race --surface beale --run none.csv -o a.gif", r"none\.csv cannot be read"),
        ("race --surface beale --run run.txt -o a.gif", r"run\.txt does not say which format"),
        ("race --surface grid.npz --data good.csv --optimizer adam -o a.gif", r"needs none"),
        ("race --surface grid.npz --window 0,1,0,1 --optimizer adam -o a.gif", r"its own window"),
        ("race --surface good.npz --optimizer adam -o a.gif", r"good\.npz holds x, y; give"),
        ("race --surface none.npz --optimizer adam -o a.gif", r"none\.npz cannot be read"),
        (
            "race --surface beale --optimizer adam --optimizer adam -o a.gif",
            r"was given 2 times; give each optimizer once",
        ),
        ("race --surface beale --optimizer adam -o a.avi", r"'a\.avi' .* one of \.mp4, \.gif"),
        ("race --surface beale --run good.csv -o good.csv", r"'good\.csv' does not end in"),
        ("race --surface beale --optimizer adam -o a.gif --size 1x1", r"size 1x1 was given"),
        ("race beale --optimizer adam -o a.gif", r"unexpected extra argument \(beale\)"),
        ("trace -o a.csv", r"`gradreel trace` needs a SCENE .*, or --surface and --optimizer"),
        ("trace tiny.py --surface beale -o a.csv", r"scene tiny\.py was given with options of a"),
        ("trace --surface beale -o a.csv", r"Nobody takes part"),
        ("trace --surface beale --run good.csv -o good.csv", r"as 'good\.csv', which is read"),
        ("sweep --surface beale --optimizer adam -o a.png", r"[Mm]issing option '--vary'"),
        ("sweep --surface beale --vary beta1=0:1:3 -o a.png", r"[Mm]issing option '--optimizer'"),
        (
            "sweep --surface beale --optimizer adam --vary beta=0:0.9:3 -o a.png",
            r"adam has no hyperparameter beta \(did you mean beta[12]\?\)",
        ),
        (
            "sweep --surface beale --optimizer adam --vary beta1=0:1:3 -o a.png",
            r"beta1=.* was given; give a number from 0 to below 1",
        ),
        (
            "sweep --surface beale --optimizer adam --vary beta1=1:0:3 -o a.png",
            r"The range '1:0:3' was given; give first:last:count",
        ),
        (
            "sweep --surface beale --optimizer adam --vary beta1=log:0:0.9:3 -o a.png",
            r"'log:0:0\.9:3' is on a log scale; begin above 0",
        ),
        ("sweep --surface beale --optimizer adam --vary beta1 -o a.png", r"'beta1' has no values"),
        (
            "sweep --surface beale --optimizer adam --vary beta1=0:0.9:3 --vary beta1=0:0.5:3 "
            "-o a.png",
            r"--vary beta1 was given twice",
        ),
        (
            "sweep --surface beale --optimizer adam --vary beta1=0:0.9:3 --vary beta2=0:0.5:3 "
            "--vary eps=0:1:3 -o a.png",
            r"--vary was given 3 times; a picture can show one or two",
        ),
        (
            "sweep --surface beale --optimizer adam --vary beta1=0:0.9:9999 "
            "--vary beta2=0:0.9:9999 -o a.png",
            r"need .* GB of memory",
        ),
        (
            "sweep --surface neuron --optimizer adam --vary beta1=0:0.9:3 --batch 5 -o a.png",
            r"--batch 5 was given; a sweep takes its gradients from the whole data",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_writes_nothing(
    run: Run, scene: str, folder: Path, arguments: str, said: str
) -> None:
    (folder / "good.csv").write_text("x,y,w,b\n1,1,0.5,1\n2,2,0.5,1\n")
    (folder / "bad.csv").write_text("x,y\n1,1\n2,q\n")
    (folder / "nan.csv").write_text("x,y\nnan,1\n2,1\n")
    (folder / "less.csv").write_text("x,z\n1,1\n")
    (folder / "cell.csv").write_text("w,b\n1,1\n2,six\n")
    (folder / "lost.csv").write_text("w,b\nnan,1\n1,1\n")
    (folder / "far.csv").write_text("w,b\n9,9\n1,1\n")
    (folder / "one.csv").write_text("w,b\n1,1\n")
    (folder / "run.txt").write_text("w,b\n" + LONG)
    np.savez(folder / "good.npz", x=np.ones(2), y=np.ones(2))
    axis = np.linspace(0, 1, 5)
    np.savez(folder / "grid.npz", w=axis, b=axis, loss=np.add.outer(axis, axis))
    before = {path: path.read_bytes() for path in folder.iterdir()}
    outcome = run(*arguments.split())
    assert outcome.status == 2, outcome.err
    assert re.search(said, outcome.error), outcome.error
    assert outcome.error[-1] in ".?"
    assert outcome.out == ""
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_what_a_surface_of_ones_own_answers_is_checked(run: Run, folder: Path) -> None:
    """In a scene's file, where a surface can be made of a function."""
    text = (
        "from gradreel.animate import Race\n"
        "from gradreel.core import Adam, surface_from_function\n"
        "SCENE = Race(surface_from_function({}), (1.0, 1.0), 9, (Adam(),)).scene()\n"
    )
    answers = {
        "lambda w, b: w + 1j * b": r"which is not an array of real numbers",
        "lambda w, b: 1.0": r"has shape \(\) where shape",
        "lambda w, b: float(w)": r"could not be worked out for arrays",
        "lambda w, b: 'x'": r"not an array of real numbers",
        "lambda w, b: w * float('nan')": r"is nan at the start \(1\.0, 1\.0\)",
    }
    for answer, said in answers.items():
        (folder / "own.py").write_text(text.format(answer))
        outcome = run("render", "own.py", "-o", "a.gif", *SMALL)
        assert outcome.status == 2, answer
        assert re.search(said, outcome.error), outcome.error
    assert sorted(path.name for path in folder.glob("*.gif")) == []
