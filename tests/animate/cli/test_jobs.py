"""What render, race and sweep have in common, held for each of them and over all scenes."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import click
import numpy as np
import pytest
from PIL import Image

from gradreel.animate import Stage
from gradreel.animate.cli.group import load_command
from gradreel.animate.cli.job import cut
from gradreel.animate.cli.program import COMMANDS
from gradreel.animate.scene.film import Film
from gradreel.animate.scene.loading import load_scene, scene_names
from gradreel.core.errors import InvalidInput

Run = Callable[..., tuple]
SMALL = ("--size", "320x180", "--fps", "2")
JOBS = {
    "render": ("tiny.py",),
    "race": ("--surface", "booth", "--optimizer", "adam", "--steps", "10"),
    "sweep": (
        "--surface", "booth", "--optimizer", "adam", "--steps", "10",
        "--vary", "learning_rate=log:0.01:1:4",
    ),
}  # fmt: skip
each_job = pytest.mark.parametrize("job", JOBS)
SCENES = [name for name in scene_names() if not isinstance(load_scene(name), Film)]


def _commands() -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name in COMMANDS:
        command = load_command(name)
        if isinstance(command, click.Group):
            found |= {f"{name} {each}": below for each, below in command.commands.items()}
        else:
            found[name] = command
    return found


def test_the_three_take_the_same_options() -> None:
    names = {job: {each.name for each in load_command(job).params} for job in JOBS}
    assert names["render"] - {"scene"} <= names["race"] & names["sweep"]
    assert {"purpose", "poster", "most", "plays", "transparent", "first"} <= names["render"]


def test_whatever_writes_a_file_can_be_quiet() -> None:
    loud = {
        name
        for name, command in _commands().items()
        if {"output", "outputs", "path"} & {each.name for each in command.params}
        and "quiet" not in {each.name for each in command.params}
    }
    assert loud == set()


@each_job
def test_every_kind_of_output_in_one_pass(run: Run, scene: str, folder: Path, job: str) -> None:
    names = ["a.gif", "a.webp", "frames", "a.srt", "a.vtt", "a.json", "a.tex", "a.png", "a.svg"]
    given = [word for name in names for word in ("-o", name)]
    outcome = run(job, *JOBS[job], *given, "--poster", "p.pdf", *SMALL)
    assert (outcome.status, outcome.err) == (0, "")
    assert {path.name for path in folder.iterdir()} == {*names, "p.pdf", "tiny.py"}
    assert {line.split("  ")[0] for line in outcome.out.splitlines()} == {*names, "p.pdf"}
    assert "a.png  " in outcome.out
    assert re.search(r"a\.png  .*  320x180\n", outcome.out)
    last = sorted((folder / "frames").glob("*.png"))[-1]
    with Image.open(folder / "a.png") as still, Image.open(last) as frame:
        np.testing.assert_array_equal(np.asarray(still), np.asarray(frame))


@each_job
def test_delivery_is_the_same_for_all(run: Run, scene: str, folder: Path, job: str) -> None:
    options = ("--transparent", "--loop", "2", "--hold-last", "1", "--max-size", "1MB")
    outcome = run(job, *JOBS[job], "-o", "a.webp", "-o", "a.png", *SMALL, *options)
    assert (outcome.status, outcome.err) == (0, "")
    with Image.open(folder / "a.webp") as film, Image.open(folder / "a.png") as still:
        assert film.info["loop"] == 2
        assert film.convert("RGBA").getextrema()[3][0] == 0
        assert still.mode == "RGBA"
    assert re.search(r"a\.webp .* of 1 MB\)", outcome.out)


@each_job
def test_a_preset_names_the_files(run: Run, scene: str, folder: Path, job: str) -> None:
    outcome = run(job, *JOBS[job], "--for", "github", "--size", "160x90", "--fps", "5", "--json")
    assert (outcome.status, outcome.err) == (0, "")
    made = {each["path"] for each in json.loads(outcome.out)["outputs"]}
    stem = "tiny" if job == "render" else job
    assert {f"{stem}.gif"} <= made
    assert {path.name for path in folder.iterdir()} == made | {"tiny.py"}


@each_job
def test_steps_can_be_cut(run: Run, scene: str, job: str) -> None:
    whole = json.loads(run(job, *JOBS[job], "-o", "a.gif", *SMALL, "--json").out)
    part = json.loads(
        run(job, *JOBS[job], "-o", "a.gif", *SMALL, "--json", "--from", "2", "--to", "6").out
    )
    assert 0 < part["seconds"] < whole["seconds"]


@each_job
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("", r"needs at least one output: -o"),
        ("-o a.avi", r"'a\.avi' does not end in a format known here"),
        ("-o a.png --max-size 1MB", r"'a\.png' cannot be made to fit a size"),
        ("-o a.png --loop once", r"--loop was given, and none of the outputs plays by itself"),
        ("-o a.mp4 --transparent", r"a\.mp4 cannot be transparent"),
        ("-o a.gif --from 4 --to 3", r"--from 4 --to 3 was given"),
        ("-o a.gif --to 99999", r"--to 99999 was given"),
        ("-o a.gif --poster a.gif", r"'a\.gif' does not end in a format known here"),
        ("-o a.png --poster a.png", r"'a\.png' was given as poster and as output"),
        ("-o no/a.png", r"folder 'no' does not exist"),
    ],
)
def test_what_is_not_possible_is_one_sentence(
    run: Run, scene: str, folder: Path, job: str, options: str, said: str
) -> None:
    outcome = run(job, *JOBS[job], *options.split(), *SMALL)
    assert outcome.status == 2
    assert re.search(said, outcome.error), outcome.error
    assert outcome.out == ""
    assert [path.name for path in folder.iterdir()] == ["tiny.py"]


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_can_be_cut_between_any_of_its_events(name: str) -> None:
    """Words and panels name events that the part no longer shows."""
    scene = load_scene(name)
    low, high = scene.clock.first_step, scene.clock.last_step
    middle = int((low + high) / 2)
    drawn = {(low, min(60, high)), (middle, high)}  # before and after most events
    found = {(low, int(step)) for step in scene.events.values()} | {(low, high)}
    for first, last in sorted(drawn | found):
        part = cut(scene, int(first), int(last))
        assert {(first, last)} == {(part.clock.first_step, part.clock.last_step)}
        assert part.events == scene.events
        if (first, last) in drawn:
            stage = Stage(part, (160, 90), fps=2)
            assert stage.frame(len(stage) - 1).any()
            assert stage.outline.seconds == part.clock.seconds


def test_one_step_is_shown_as_long_as_it_is_held(scene: str) -> None:
    held = cut(load_scene(scene), 10, 10)
    assert held.clock.seconds == 0.5
    with pytest.raises(InvalidInput, match="Steps 4 to 4 were asked for, and the timeline does"):
        cut(load_scene(scene), 4, 4)
