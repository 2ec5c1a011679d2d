"""What a user names becomes a deed on the disk only as it was meant; all else stands."""

import os
from pathlib import Path

import pytest

from gradreel.animate.cli.options.delivery import Wishes
from gradreel.animate.cli.options.look import Look
from gradreel.animate.cli.options.plan import plan

GOLDEN = ("--at", "start", "--size", "160x90")


def everything():
    return {path: path.read_bytes() if path.is_file() else None for path in Path().rglob("*")}


def is_refused(run, *arguments):
    before = everything()
    outcome = run(*arguments)
    assert outcome.status == 2
    assert "itself failed" not in outcome.error
    assert everything() == before
    return outcome.error


NAMES = [
    "../x", "../../x", "..", ".", "", "a/b", "/tmp/x", "a\0b", "a\nb", "x" * 300, "CON", "a.",
    "all",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", ["update", "check", "report"])
def test_a_golden_is_called_what_a_folder_can_be(run, scene, name, command):
    out = ("-o", "report") if command == "report" else ()
    assert "A golden is called" in is_refused(run, "golden", command, scene, "--name", name, *out)


def test_a_scene_cannot_lead_out_of_the_folder(run, scene, folder):
    (folder / scene).write_text((folder / scene).read_text().replace('"tiny"', '".."'))
    assert "A golden is called '..'" in is_refused(run, "golden", "update", scene)


def test_what_is_beside_the_pictures_of_a_golden_stands(run, scene, folder):
    assert run("golden", "update", scene, *GOLDEN).status == 0
    kept = folder / "golden/tiny"
    (kept / "photo.png").write_bytes(b"mine")
    (kept / "end.png").write_bytes(b"mine, too")
    assert run("golden", "update", scene).status == 0
    assert "end.png is there and no picture of this golden" in is_refused(
        run, "golden", "update", scene, "--at", "start,end"
    )
    (kept / "end.png").unlink()
    assert run("golden", "update", scene, "--at", "5,end").status == 0
    assert {path.name for path in kept.iterdir()} == {"photo.png", "5.png", "end.png", "golden.txt"}
    assert (kept / "photo.png").read_bytes() == b"mine"


def test_a_folder_of_pictures_does_not_become_a_golden(run, scene, folder):
    (folder / "pics").mkdir()
    (folder / "pics/photo.png").write_bytes(b"mine")
    told = is_refused(run, "golden", "update", scene, "--folder", ".", "--name", "pics")
    assert "pics holds files and is no golden" in told


def test_a_report_is_not_made_over_what_is_not_its_own(run, scene, folder):
    assert run("golden", "update", scene, *GOLDEN).status == 0
    assert run("golden", "report", scene, "-o", "report").status == 0
    (folder / "report/pictures").mkdir()
    (folder / "report/pictures/photo.png").write_bytes(b"mine")
    (folder / "report/notes.txt").write_bytes(b"mine")
    assert "photo.png is in the way" in is_refused(run, "golden", "report", scene, "-o", "report")
    (folder / "report/pictures/photo.png").unlink()
    assert run("golden", "report", scene, "-o", "report").status == 0
    assert (folder / "report/notes.txt").read_bytes() == b"mine"
    for out in ("", "-", "tiny.py", "~"):
        is_refused(run, "golden", "report", scene, "-o", out)


OUTPUTS = [
    "",
    "  ",
    ".",
    "..",
    "/",
    "-",
    ".gif",
    "~",
    "C:",
    "a.gif/",
    "x" * 300,
    "no/a.gif",
    "tiny.py",
]


@pytest.mark.parametrize("given", OUTPUTS)
@pytest.mark.parametrize("command", ["render", "still", "storyboard", "trace"])
def test_no_command_makes_what_cannot_be_named(run, scene, given, command):
    is_refused(run, command, scene, "-o", given)


@pytest.mark.parametrize("given", [*OUTPUTS, "a.png/"])
def test_no_poster_either(run, scene, given):
    is_refused(run, "render", scene, "-o", "a.gif", "--poster", given)


@pytest.mark.skipif(os.name != "posix", reason="needs pipes")
def test_data_is_never_waited_for(run, folder):
    for name in ("pipe.csv", "pipe.npz", "pipe.py", "pipe.gif"):
        os.mkfifo(name)
    race = ("race", "--surface", "quadratic", "-o", "a.gif")
    is_refused(run, *race, "--optimizer", "adam", "--data", "pipe.csv")
    is_refused(run, *race, "--run", "pipe.npz")
    is_refused(run, "render", "pipe.py", "-o", "a.gif")
    is_refused(run, "info", "pipe.gif")
    is_refused(run, "golden", "compare", "pipe.gif", "pipe.gif")


def test_a_scenes_name_is_no_file(run, folder):
    done = run("render", "adagrad_replay", "-o", "adagrad_replay", "--from", "0", "--to", "1",
               "--size", "160x90", "--fps", "1", "--quiet")  # fmt: skip
    assert done == (0, "", "")
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "._frame_00000.png"):
        (folder / "adagrad_replay" / name).write_bytes(b"litter")
    again = ("render", "adagrad_replay", "-o", "adagrad_replay", "-o", "talk.tex", "--from", "0",
             "--to", "1", "--size", "160x90", "--fps", "1", "--quiet")  # fmt: skip
    assert run("info", "adagrad_replay").status == 0
    assert run("golden", "compare", "adagrad_replay", "adagrad_replay").status == 0
    assert run(*again) == (0, "", "")
    assert "{adagrad_replay/frame_}" in (folder / "talk.tex").read_text()
    (folder / "adagrad_replay/notes.txt").write_bytes(b"mine")
    assert "holds what gradreel did not make" in is_refused(run, *again)


@pytest.mark.parametrize(
    ("given", "made"),
    [("talks/my.scene.py", "my.scene"), ("a.b", "a.b"), ("adagrad_replay", "adagrad_replay")],
)
def test_names_that_are_made_up_are_those_of_the_scene(given, made):
    look = Look((320, 180), 5, "light")
    assert plan(given, (), look, Wishes(purpose="github")).files == [Path(f"{made}.gif")]
    folder_too = plan(given, (), look, Wishes(purpose="beamer")).files
    assert folder_too == [Path(made.replace(".", "_")), Path(f"{made}.tex")]


def test_places_may_be_given_together_or_one_by_one(run, scene, tmp_path):
    assert run("golden", "update", scene, "--at", "start", "--at", "5,end").status == 0
    assert {path.stem for path in tmp_path.rglob("golden/tiny/*.png")} == {"start", "5", "end"}
