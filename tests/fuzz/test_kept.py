"""Cases that once failed, each as small as it can be, with the status and words that are right."""

import io
import os
import shlex
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from .case import Case
from .command_lines import FOLDER
from .scenes import scene_file

SMALL = "--size 160x90 --fps 4"
STILL = f"still odd.py -o a.png {SMALL}"


def timeline(verbs: str = "Play(to=10, seconds=1),", more: str = "") -> str:
    return f"Timeline(({verbs}){more})"


def event(text: str) -> dict[str, str]:
    return {"timeline": timeline("Play(to='e', seconds=1),", f", events={{'e': {text}}}")}


def loss_panel(text: str) -> dict[str, str]:
    return {"panels": f"{{'map': ContourPanel(), 'loss': {text}}}"}


CURVES = "CurvePanel('loss', optimizers=('adam',), label='x', {})"
FIELDS: dict[str, tuple[dict[str, str], str]] = {
    "a callout of whole numbers below a logarithmic scale": (
        loss_panel(CURVES.format("scale='log'"))
        | {"timeline": timeline(more=", (), (Callout('loss', 'x', point=(3, 0)),)")},
        "has no place for that",
    ),
    "surface is a text": ({"surface": "'x'"}, "surface='x'"),
    "surface is a class": ({"surface": "Quadratic"}, "write Quadratic(...)"),
    "title is a number": ({"title": "1"}, "title=1"),
    "title is a formula cut off": ({"title": r"r'$\eta_{max$'"}, "title"),
    "rows without end": ({"rows": "iter(int, 1)"}, "sequence that ends"),
    "panels without end": ({"panels": "iter(int, 1)"}, "mapping by names"),
    "a row without end": ({"rows": "(iter(str, 1),)"}, "sequence that ends"),
    "widths are nan": ({"widths": "(nan, 1)"}, "widths"),
    "steps of 401 digits": ({"steps": "10**400"}, "steps"),
    "start is endless": ({"start": "(inf, 0)"}, "start"),
    "an event is a text": (event("After('x', 1)"), "event='x'"),
    "an event is bytes": (event("b'x'"), "b'x'"),
    "an event after itself": (event("After('e', 1)"), "'e'"),
    "an event in a run that is none": (event("Arrives('nobody')"), "nobody"),
    "a play to nan": ({"timeline": timeline("Play(to=nan, seconds=1),")}, "to=nan"),
    "a point of nan": (
        {"timeline": timeline(more=", (), (Callout('map', 'x', point=(nan, nan)),)")}, "point",
    ),
    "a caption that is cut off": (
        {"timeline": timeline(more=", (Caption(0, '{loss'),)")}, "{loss",
    ),
    "limits that are equal": (loss_panel(CURVES.format("limits=(1, 1)")), "limits=(1, 1)"),
    "limits of nan": (loss_panel(CURVES.format("limits=(nan, 1)")), "limits"),
    "a channel that is a picture": (
        loss_panel("CurvePanel('🎬', optimizers=('adam',), label='x')"), "🎬",
    ),
    "a panel is a class": (loss_panel("ReadoutPanel"), "ReadoutPanel"),
    "a panel is none": (loss_panel("None"), "None"),
    "a gradient that is none": (
        {"surface": "surface_from_function(lambda w, b: w**2, gradient=lambda w, b: None)"},
        "gradient of own",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_a_scene_with_an_odd_field(name: str) -> None:
    fields, told = FIELDS[name]
    expect(Case(STILL.split(), {"odd.py": scene_file(**fields)}, ["a.png"]), 2, told)


DRAWN = {
    "flat": "surface_from_function(lambda w, b: w * 0 + 1)",
    "nearly flat": "surface_from_function(lambda w, b: 1 + 1e-16 * w)",
    "huge": "surface_from_function(lambda w, b: 1e250 * w**2)",
    "half of it a hole": "surface_from_function(lambda w, b: np.sqrt(w - 0.5) + np.log(b))",
    "steep": "Quadratic(condition_number=1e308)",
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_scene_on_an_odd_surface_is_drawn(name: str) -> None:
    expect(Case(STILL.split(), {"odd.py": scene_file(surface=DRAWN[name])}, ["a.png"]), 0)


def test_a_run_that_leaves_while_one_coordinate_hardly_moves_is_drawn() -> None:
    files = {"a.csv": b"w,b\n0,1\n5e-324,1e16\n"}
    expect(Case(f"{RUN} a.csv".split(), files, ["a.png"]), 0)


@pytest.mark.parametrize("line", ["()", "((0, 0),)", "((0, 0), (0, 0))"])
def test_a_line_of_no_length_is_not_seen(line: str) -> None:
    fields = {"timeline": timeline(more=f", (), (Callout('map', 'x', line={line}),)")}
    expect(Case(STILL.split(), {"odd.py": scene_file(**fields)}, ["a.png"]), 0)


def test_characters_that_no_font_has_are_a_note_unless_all_is_to_be_quiet() -> None:
    files = {"odd.py": scene_file(title="'🎬 \\u0915'")}
    expect(Case(STILL.split(), files, ["a.png"]), 0, "Note: ")
    outcome = expect(Case([*STILL.split(), "--quiet"], files, ["a.png"]), 0)
    assert outcome == ""


AXIS = np.linspace(-1, 1, 9)
LOSS = np.add.outer(AXIS**2, AXIS**2)
SIGNS = np.where(np.indices((9, 9)).sum(axis=0) % 2, 1, -1)
RACE = "race --steps 5 --quiet -o a.png --size 160x90"
RUN = f"{RACE} --surface booth --run"
GRID = f"{RACE} --optimizer adam --surface a.npz"


def grid(loss: NDArray[Any], w: NDArray[Any]) -> dict[str, bytes]:
    made = io.BytesIO()
    np.savez(made, w=w, b=AXIS, loss=loss)
    return {"a.npz": made.getvalue()}


HUGE, FAR = (1e308 * SIGNS, AXIS), (LOSS, AXIS * 1e308)
NOWHERE, WORDS = (LOSS * np.nan, AXIS), (LOSS.astype(str), AXIS)
SWEEP = "sweep --surface booth --optimizer momentum -o a.png --vary momentum=0.1:2:3"
READ: dict[str, tuple[str, Mapping[str, Any], str]] = {
    "a run of no name": (f"{RUN} ''", {}, "'' is no name of a file"),
    "data of no name": (f"{RACE} --optimizer adam --data ' '", {}, "' ' is no name of a file"),
    "info of no name": ("info ''", {}, "'' is no name of a file"),
    "a run of nan": (f"{RUN} a.csv", {"a.csv": b"w,b\nnan,nan\n1,1\n"}, "a.csv starts at"),
    "losses of both signs, too high": (GRID, grid(*HUGE), "a.npz has no finite loss and gradient"),
    "a grid wider than floats": (GRID, grid(*FAR), "w of the grid reach from -1e+308 to 1e+308"),
    "a grid of nan": (GRID, grid(*NOWHERE), "a.npz: No loss of the grid is a finite number"),
    "a grid of words": (GRID, grid(*WORDS), "a.npz: array loss is of type"),
    "a momentum of too much": (SWEEP, {}, "momentum=[0.1, 1.05, 2.0] was given"),
    "a scene in a circle of links": (f"still loop -o a.png {SMALL}", FOLDER, "loop"),
    "a pipe as a run": (f"{RUN} pipe.csv", {"pipe.csv": os.mkfifo}, "pipe.csv cannot be read"),
    "a pipe as data": (
        f"{RACE} --optimizer adam --data a.csv", {"a.csv": os.mkfifo}, "a.csv cannot be read",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_cannot_be_read(name: str) -> None:
    typed, files, told = READ[name]
    expect(Case(shlex.split(typed), files, ["a.png"]), 2, told)


RENDER = f"render tiny.py {SMALL} -o"
UPDATE = "golden update tiny.py --at start --size 160x90"
WRITTEN: dict[str, tuple[str, int, str]] = {
    "the folder one is in": (f"{RENDER} .", 2, "'.' is a place"),
    "standard output": (f"{RENDER} -", 2, "standard output"),
    "a suffix alone": (f"{RENDER} .gif", 2, "'.gif' has nothing before the '.'"),
    "the root": (f"{RENDER} /", 2, "'/' is a place"),
    "a pipe": (f"{RENDER} pipe", 2, "'pipe' is a pipe"),
    "a link in a circle": (f"{RENDER} loop/a.gif", 2, "loop"),
    "a folder of photos": (f"{RENDER} folder", 2, "folder"),
    "the scene itself": (f"{RENDER} tiny.py", 2, "tiny.py"),
    "a golden above": (f"{UPDATE} --name ../../x", 2, "../../x"),
    "a golden in a folder of photos": (f"{UPDATE} --folder . --name folder", 2, "folder"),
    "a golden where no folder can be": (f"{UPDATE} --folder tiny.py", 2, "'tiny.py' is a file"),
    "goldens here": (f"{UPDATE} --folder . --name x", 0, ""),
    "goldens in a folder that is made": (f"{UPDATE} --folder no/such --name x", 0, ""),
    "goldens in the folder above": (f"{UPDATE} --folder .. --name x", 0, ""),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_where_something_is_written(name: str) -> None:
    typed, status, told = WRITTEN[name]
    expect(Case(typed.split(), FOLDER, [] if status else ["x", "no", "../x"]), status, told)


def expect(case: Case, status: int, told: str = "") -> str:
    """Run a case: no promise is broken, and status and words are these; return the words."""
    outcome, wrong = case.outcome()
    assert wrong == []
    assert outcome.status == status, outcome.err
    assert told in outcome.err
    return outcome.err
