"""Scenes by name and by file."""

import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from gradreel.animate import Scene
from gradreel.animate.scene import loading
from gradreel.animate.scene.loading import blaming, load_scene, scene_names
from gradreel.core.errors import InvalidInput, RenderError
from gradreel.scenes.adagrad_replay import SCENE

Run = Callable[..., tuple]


def test_a_scene_by_name_is_the_one_that_scenes_exports() -> None:
    assert "adagrad_replay" in scene_names()
    assert load_scene("adagrad_replay") is SCENE


def test_a_file_is_run_anew_and_not_as_main(scene: str, folder: Path) -> None:
    with (folder / scene).open("a") as file:
        file.write("if __name__ == '__main__':\n    raise AssertionError\n")
    first, second = load_scene(scene), load_scene(str(folder / scene))
    assert isinstance(first, Scene)
    assert first is not second


def test_a_file_may_import_what_lies_beside_it(
    scene: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "beside_it.py").write_text("TITLE = 'from beside'\n")
    text = (folder / scene).read_text().replace('title="Two paths"', "title=TITLE")
    (folder / scene).write_text("from beside_it import TITLE\n" + text)
    monkeypatch.chdir("/")
    path, modules = list(sys.path), set(sys.modules)
    assert load_scene(str(folder / scene)).title == "from beside"
    assert sys.path == path
    assert set(sys.modules) - modules == {"beside_it"}
    monkeypatch.delitem(sys.modules, "beside_it")


def test_a_file_may_define_dataclasses_with_late_annotations(scene: str, folder: Path) -> None:
    text = (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n"
        "@dataclass(frozen=True)\nclass Mine:\n    x: float = 1.0\n"
    )
    (folder / scene).write_text(text + (folder / scene).read_text())
    assert load_scene(scene).name == "tiny"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "rate = 1\nbad = rate / 0\n",
            "my.py, line 2: ZeroDivisionError: division by zero, in `bad = rate / 0`.",
        ),
        (
            "def f():\n    return {}['a']\n\nf()\n",
            "my.py, line 2: KeyError: 'a', in `return {}['a']`.",
        ),
        (
            "import json\njson.loads('{')\n",
            "my.py, line 2: JSONDecodeError: Expecting property name",
        ),
        ("x = = 1\n", "my.py, line 1: SyntaxError: invalid syntax, in `x = = 1`."),
        ("def f():\nx = 1\n", "my.py, line 2: IndentationError: expected an indented block"),
        (
            "import no_such_module\n",
            "my.py, line 1: ModuleNotFoundError: No module named 'no_such_module', in",
        ),
        ("raise ValueError\n", "my.py, line 1: ValueError, in `raise ValueError`."),
        ("x = 0\nassert x, 'two\\nlines'\n", "my.py, line 2: AssertionError: two lines, in"),
        (
            "from gradreel.animate import Timeline\nTimeline(())\n",
            "my.py, line 2: A timeline was given no segments",
        ),
        ("x = 1\n", "my.py has no SCENE; it needs `SCENE = Scene(...)`"),
        ("SCENE = {'name': 'x'}\n", "The SCENE of my.py is of type dict; it needs `SCENE = Scene("),
        ("import sys\nsys.exit(0)\n", "my.py ended the program while it was read"),
        (
            "from gradreel.animate import main\nmain(['render', __file__, '-o', 'a.gif'])\n",
            "my.py, line 2: main() was called while a scene was read; put the call under",
        ),
    ],
)
def test_a_file_that_is_no_scene_is_told_by_its_own_line(
    run: Run, folder: Path, text: str, said: str
) -> None:
    (folder / "my.py").write_text(text)
    outcome = run("render", "my.py", "-o", "a.gif")
    assert outcome.status == 2
    assert outcome.error.startswith(said)
    assert sorted(path.name for path in folder.iterdir()) == ["my.py"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("adagrad_repaly", "no scene called 'adagrad_repaly' (the nearest is adagrad_replay)"),
        ("zzz", "no scene called 'zzz'; choose one of `gradreel list`, or give the path"),
        ("tiny", "no scene called 'tiny', but a file tiny.py; give that name"),
        ("missing.py", "no file missing.py"),
        ("sub", "'sub' is a folder; give the path of a .py file in it"),
        ("sub/", "'sub/' is a folder"),
        ("circle.py", "circle.py cannot be read (Too many levels of symbolic links); give another"),
        (f"{'a' * 300}.py", "too long"),
        ("a" * 300, "There is no scene called 'aaa"),
        ("made.gif", "made.gif is no .py file; give one that has a SCENE"),
        ("sub/notes.txt", "sub/notes.txt is no .py file"),
        ("", "'' is a folder"),
    ],
)
def test_a_scene_that_is_not_there(scene: str, folder: Path, given: str, said: str) -> None:
    (folder / "sub").mkdir()
    (folder / "made.gif").write_bytes(b"GIF89a")
    (folder / "circle.py").symlink_to("circle.py")
    with pytest.raises(InvalidInput) as caught:
        load_scene(given)
    assert said in str(caught.value)


def test_a_file_that_cannot_be_decoded(folder: Path) -> None:
    (folder / "my.py").write_bytes(b"x = '\xff\xfe'\n\x00")
    with pytest.raises(InvalidInput, match=r"^my\.py"):
        load_scene("my.py")


def test_a_surface_that_raises_is_told_by_its_line(run: Run, scene: str, folder: Path) -> None:
    """The scene's file is read well, its own code fails later, while the run is computed."""
    text = (folder / scene).read_text()
    mine = "class Mine(Quadratic):\n    def gradient(self, params):\n        return 1 / 0\n"
    text = text.replace("SCENE =", mine + "\nSCENE =").replace("=Quadratic()", "=Mine()")
    (folder / scene).write_text(text)
    outcome = run("trace", scene, "-o", "a.csv")
    assert outcome.status == 1
    number = text.splitlines().index("        return 1 / 0") + 1
    assert outcome.error == (
        f"tiny.py, line {number}: ZeroDivisionError: division by zero, in `return 1 / 0`."
    )


def test_errors_of_other_code_are_not_blamed_on_the_file(scene: str) -> None:
    with pytest.raises(ZeroDivisionError), blaming(scene):
        _ = 1 / 0
    with pytest.raises(RenderError, match="as it was"), blaming(scene):
        raise RenderError("as it was")


def test_one_broken_package_does_not_hide_the_other_scenes(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def entry(name: str, value: str) -> EntryPoint:
        return EntryPoint(name, value, loading.GROUP)

    entries = EntryPoints(
        [
            entry("broken", "no_such_module:SCENE"),
            entry("good", "gradreel.scenes.adagrad_replay:SCENE"),
            entry("wrong", "json:loads"),
        ]
    )
    monkeypatch.setattr(loading, "entry_points", lambda group: entries)
    outcome = run("list")
    assert outcome.status == 1
    assert outcome.out.split()[0] == "good"
    assert outcome.out.count("\n") == 1
    assert "'broken' of no_such_module:SCENE cannot be read, ModuleNotFoundError" in outcome.error
    with pytest.raises(RenderError, match="'wrong' of json:loads cannot be read, The SCENE"):
        load_scene("wrong")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_code_beside_a_scene_that_raises_is_told_by_its_line(
    run: Run, scene: str, folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    """A panel in a file of its own, which a stranger splits off first."""
    (folder / "beside_panel.py").write_text(
        "from dataclasses import dataclass\nfrom gradreel.animate import ContourPanel\n"
        "@dataclass(frozen=True)\nclass Mine(ContourPanel):\n"
        "    def draw(self, axes, context):\n        return {}['grad']\n"
    )
    text = (folder / scene).read_text().replace("ContourPanel()", "Mine()")
    (folder / scene).write_text("from beside_panel import Mine\n" + text)
    outcome = run("render", scene, "-o", "a.gif", "--jobs", jobs)
    monkeypatch.delitem(sys.modules, "beside_panel")
    assert outcome.status == 1
    assert outcome.error.endswith(
        "beside_panel.py, line 6: KeyError: 'grad', in `return {}['grad']`."
    )
