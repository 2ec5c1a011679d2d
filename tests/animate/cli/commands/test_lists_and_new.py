"""What `gradreel optimizers`, `gradreel surfaces` and `gradreel new` say and write."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gradreel.animate.cli.commands.new import KINDS, names_of
from gradreel.animate.scene.loading import load_single
from gradreel.core import (
    CONVENTIONS,
    OPTIMIZERS,
    SURFACES,
    minima_of,
    parse_optimizer,
    parse_surface,
    start_of,
)

Run = Callable[..., tuple]


def test_every_optimizer_is_listed_as_it_can_be_typed(run: Run) -> None:
    outcome = run("optimizers")
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines.pop().endswith("a learning rate that is not given from `gradreel surfaces`.")
    typed = [line for line in lines if not line.startswith(" ")]
    assert [parse_optimizer(line) for line in typed] == [make() for make in OPTIMIZERS.values()]
    assert all("learning_rate=" in line for line in typed)
    said = [line.split(": ")[1].split(", ") for line in lines if "conventions: " in line]
    assert said == [list(CONVENTIONS[name]) for name in OPTIMIZERS]
    assert max(map(len, lines)) <= 100


def test_every_surface_is_listed_with_its_places(run: Run) -> None:
    outcome = run("surfaces")
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    begins = [i for i, line in enumerate(lines) if not line.startswith(" ")]
    assert len(begins) == len(SURFACES)
    for i in begins:
        typed, _, places, suits = lines[i : i + 4]
        assert suits.startswith("    suits it: ")
        surface = parse_surface(typed)
        assert surface == type(surface)()
        start = re.search(r"start (\S+),(\S+);", places)
        assert start
        assert [float(x) for x in start.groups()] == pytest.approx(list(start_of(surface)))
        assert places.count(" and ") == max(len(minima_of(surface)) - 1, 0)
        assert ("no known minimum" in places) == (not len(minima_of(surface)))
    assert max(map(len, lines)) <= 110
    assert not any("  " in line.strip() for line in lines)


def test_a_new_scene_renders_as_it_was_written(run: Run, folder: Path) -> None:
    outcome = run("new", "my_scene.py")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.endswith("now: gradreel render my_scene.py -o my_scene.gif\n")
    assert (folder / "my_scene.py").read_text().count("#") >= 6  # it is explained
    scene = load_single("my_scene.py", "be read")
    assert (scene.name, scene.title) == ("my_scene", "My scene")
    made = run("render", "my_scene.py", "-o", "a.gif", "--size", "160x90", "--fps", "2")
    assert made.status == 0, made.err


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["my_thing", "größe", "_3d", "__", "class", "kind", "None"])
def test_every_name_makes_code(run: Run, folder: Path, kind: str, name: str) -> None:
    stem = kind if name == "kind" else name
    outcome = run("new", kind, f"{stem}.py")
    assert (outcome.status, outcome.err) == (0, "")
    text = (folder / f"{stem}.py").read_text("utf-8")
    assert f"my_{kind}" not in text
    made: dict[str, object] = {}
    exec(compile(text, f"{stem}.py", "exec"), made)
    assert kind == "scene" or KINDS[kind].value.format(**names_of(stem, kind)) in made


def test_a_new_scene_is_clean_code(run: Run, folder: Path) -> None:
    run("new", "scene", "my_scene.py")
    told = (folder / "my_scene.py").read_text()
    (folder / "my_scene.py").unlink()
    run("new", "my_scene.py")  # a file alone is that of a scene
    assert (folder / "my_scene.py").read_text() == told
    assert max(map(len, told.splitlines())) <= 100


@pytest.mark.parametrize(
    "said", ["an optimizer adam", "a surface booth", "a panel ContourPanel", "a format .gif"]
)
def test_a_built_in_name_is_refused(run: Run, said: str) -> None:
    _, kind, name = said.split()
    outcome = run("new", kind, f"{name.removesuffix('Panel').removeprefix('.').lower()}.py")
    assert outcome.status == 2
    assert outcome.error == f"There is {said} already; choose another name."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("there.py", r"'there\.py' is there already; choose another name or move it away"),
        ("folder.py", r"'folder\.py' is there already"),
        ("scene.txt", r"'scene\.txt' .* ends in \.py, such as my_scene\.py"),
        ("my-scene.py", r"'my-scene\.py' .* letters, digits and underscores"),
        ("no/scene.py", r"The folder 'no' does not exist: create it first"),
    ],
)
def test_a_file_is_never_overwritten(run: Run, folder: Path, name: str, said: str) -> None:
    (folder / "there.py").write_text("mine")
    (folder / "folder.py").mkdir()
    before = sorted(folder.rglob("*"))
    outcome = run("new", name)
    assert outcome.status == 2
    assert re.search(said, outcome.error)
    assert sorted(folder.rglob("*")) == before
    assert (folder / "there.py").read_text() == "mine"
