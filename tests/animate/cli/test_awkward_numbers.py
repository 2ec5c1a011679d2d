"""Numbers at the edge of what floats are, through the commands: no warning, no raw error."""

import numpy as np
import pytest

SIZE = ("--size", "320x180")
ADAM = ("--optimizer", "adam", "--steps", "9")
W, B = np.linspace(-2, 2, 9, dtype=np.float32), np.linspace(-1, 1, 7)
ROUGH = np.random.default_rng(0).normal(size=(7, 9))
GRIDS = {
    "flat": 0 * ROUGH + 1,
    "noise": 1 + 1e-16 * ROUGH,
    "holes": np.where((abs(W) < 0.3) & (abs(B[:, None]) < 0.4), np.nan, ROUGH),
    "huge": 1e305 * ROUGH,
    "tiny": 1e-305 * ROUGH,
    "negative": -1e5 - ROUGH,
}

OWN = """
import numpy as np
from gradreel.animate import Race
from gradreel.core import Adam, GradientDescent, surface_from_function

def own(w, b):
    nothing = np.nanmax(np.where(w > 99, w, np.nan))  # numpy warns of it
    return np.log(w) + np.sqrt(b) + 1 / (w - b) + np.nan_to_num(nothing)

SCENE = Race(
    surface=surface_from_function(own, start=(1.0, 0.5)), start=(1.0, 0.5), steps=20,
    optimizers=(GradientDescent(0.1), Adam(0.1)),
).scene()
"""


@pytest.fixture
def grid(folder):
    def save(name):
        np.savez(folder / f"{name}.npz", w=W, b=B, loss=GRIDS[name])
        return f"{name}.npz"

    return save


def check(done):
    assert done.status == 0, done.err
    assert done.err == ""


@pytest.mark.parametrize("name", GRIDS)
def test_a_race_on_any_losses(run, grid, name):
    optimizers = ("--optimizer", "adam", "--optimizer", "gradient_descent(learning_rate=0.1)")
    check(run("race", "--surface", grid(name), *optimizers, "--steps", "9", "-o", "a.png", *SIZE))


@pytest.mark.parametrize("name", ["flat", "huge"])
def test_a_sweep_on_any_losses(run, grid, name):
    rates = "learning_rate=log:1e-300:1e300:6"
    check(run("sweep", "--surface", grid(name), *ADAM, "--vary", rates, "-o", "a.png", *SIZE))


@pytest.mark.parametrize("name", ["holes", "huge"])
def test_a_trace_of_any_losses(run, grid, name):
    check(
        run("trace", "--surface", grid(name), "--optimizer", "adam", "--steps", "9", "-o", "a.csv")
    )


@pytest.mark.parametrize(
    ("surface", "start"),
    [
        ("rosenbrock", "1,1"),
        ("rosenbrock", "1e-320,0"),
        ("quadratic", "0,0"),
        ("saddle", "0,0"),
        ("quadratic(condition_number=1e308)", "1,1"),
    ],
)
def test_a_race_from_any_start(run, surface, start):
    typed = ("--optimizer", "adam", "--optimizer", "momentum", "--start", start, "--steps", "9")
    check(run("race", "--surface", surface, *typed, "-o", "a.png", *SIZE))


def test_a_sweep_where_theory_has_nothing_to_say(run):
    typed = ("--optimizer", "momentum", "--vary", "learning_rate=log:0.001:1:4", "--steps", "9")
    surface = "quadratic(condition_number=1e308)"
    check(run("sweep", "--surface", surface, *typed, "-o", "a.png", *SIZE))


def test_numpys_warnings_of_a_scenes_own_function_are_its_own(run, folder):
    (folder / "own.py").write_text(OWN)
    check(run("still", "own.py", "-o", "a.png", *SIZE, "--quiet"))


@pytest.mark.parametrize(
    "vary", ["learning_rate=1:1.0000000000000002:40", "learning_rate=-1e308:1e308:5"]
)
def test_a_range_whose_numbers_floats_do_not_tell_apart(run, vary):
    done = run(
        "sweep", "--surface", "quadratic", "--optimizer", "adam", "--vary", vary, "-o", "a.png"
    )
    assert done.status == 2
    assert "numbers that floats tell apart; give ends" in done.err


WILD = """w,b
-1.5,1.0
-1,0.5
1e308,1e308
nan,0
0.5,0.2
-1e308,3
0.2,0.1
1e308,-1e308
"""
LOSSES = """w,b,loss
1,1,5
1,0.9,0
0.9,0.8,5
0.5,0.5,0
0.4,0.4,1e308
0.3,0.3,-1e308
0.3,0.2,1
"""


@pytest.mark.parametrize("surface", ["quadratic", "saddle"])
@pytest.mark.parametrize("text", [WILD, LOSSES])
def test_a_run_recorded_elsewhere_with_any_numbers(run, folder, surface, text):
    (folder / "wild.csv").write_text(text)
    check(run("race", "--surface", surface, "--run", "wild.csv", *ADAM, "-o", "a.png", *SIZE))


def test_a_run_that_starts_nowhere_is_refused(run, folder):
    (folder / "lost.csv").write_text("w,b\nnan,nan\n1,1\n0.5,0.5\n")
    done = run("race", "--surface", "quadratic", "--run", "lost.csv", "--steps", "2", "-o", "a.png")
    assert done.status == 2
    assert len(done.err.splitlines()) == 1
