"""Command lines: every command and option there is, with values that fit and values that do not.

The options are read off the program itself, so one that is new is tried, too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import click

from gradreel.animate.cli.group import load_command
from gradreel.animate.cli.program import COMMANDS
from gradreel.animate.export.presets import PRESETS

from . import values
from .case import Case

SCENE = b"""
from gradreel.animate import Caption, ContourPanel, CurvePanel, Hold, Play, Scene, Timeline
from gradreel.core import GradientDescent, Momentum, Quadratic

SCENE = Scene(
    name="tiny", summary="Two paths.", title="Two paths", surface=Quadratic(), start=(1.0, 1.0),
    steps=10, optimizers=(GradientDescent(learning_rate=0.05), Momentum(learning_rate=0.05)),
    panels={"map": ContourPanel(), "loss": CurvePanel("loss", optimizers=("momentum",),
    label="loss")},
    rows=(("map", "loss"),),
    timeline=Timeline((Play(to=10, seconds=1), Hold(0.5)), (Caption(0, "loss {loss}"),)),
)
"""

ABOUT: dict[str, tuple[str, ...]] = {
    "--fps": values.NUMBERS, "--size": values.SIZES, "--theme": ("light", "dark", "blue", ""),
    "-q": ("l", "m", "x", ""), "--from": values.NUMBERS, "--to": values.NUMBERS,
    "--by": ("scene", "hold", "x", ""), "--starts": values.NUMBERS,
    "--loop": ("forever", "once", *values.NUMBERS), "--hold-last": values.NUMBERS,
    "--gif-quality": ("default", "high", "low"), "--for": ("github", "beamer", "reveal", "x"),
    "--max-size": ("1MB", "10kB", "1", "0MB", "-1MB", "1e9MB", "nanMB", "1 MB", "1mib"),
    "--frame": values.NUMBERS, "--step": values.NUMBERS, "--time": values.NUMBERS,
    "--jobs": ("1", "2", *values.NUMBERS), "--dask": ("", "x", "tcp://", "::"),
    "--columns": values.NUMBERS,
    "--surface": values.SURFACES, "--start": values.POINTS,
    "--steps": ("1", "3", "20", *values.NUMBERS), "--window": values.WINDOWS,
    "--schedule": values.SCHEDULES, "--batch": ("1", "5", *values.NUMBERS),
    "--seed": values.NUMBERS,
    "--pace": ("even", "eventful", "fast", ""), "--layout": ("map", "grid", "row", ""),
    "--convention": ("paper", "torch", "keras", "optax", "d2l", "x"),
    "--optimizer": values.OPTIMIZERS, "--vary": values.RANGES,
    "--at": ("start", "start,end", "0,5", "99", "nan", "-1", ",", "hold 1", "x", "start,start"),
    "--ignore": ("curve", "0,0,9,9", "9", "-1,0,9,9", ""), "--levels": values.NUMBERS,
    "--share": values.NUMBERS,
    "--name": values.TEXTS, "--folder": (".", "golden", "..", "tiny.py", "", "no/such/folder"),
}  # fmt: skip
FILES = (
    "run.csv",
    "tiny.py",
    "data.csv",
    "grid.npz",
    "old.gif",
    "folder",
    "loop",
    "none.csv",
    "pipe",
)
SCENES = ("tiny.py", "tiny.py", "tiny.py", "broken.py", "slope", "nope", "folder", "loop",
          "old.gif", "update_rule", "empty.py", "pipe", "")  # fmt: skip
WORDS = {"scene": SCENES, "kind": ("scene", "panel", "optimizer", "surface", "format", "x")}
DRAWN_AT = ("--size", "160x90", "--fps", "4")


LEFT_OUT = ("watch", "opens")
"""Parameters that are not tried: the one never ends, the other starts a program."""


def command_line(random: Random) -> Case:
    """Make a case of one command."""
    words, command = random.choice(list(_commands()))
    arguments = list(words)
    writes: list[str] = []
    for parameter in (each for each in command.params if each.name not in LEFT_OUT):
        if isinstance(parameter, click.Argument):
            given = random.choice(WORDS.get(parameter.name or "", (*FILES, *values.TEXTS[:8])))
            if parameter.name == "path":
                given = values.some_name(random)
                writes.append(given)
            arguments += [given] if random.random() < 0.95 else []
        else:
            arguments += _option(random, parameter, writes)
    if "fps" not in str(arguments) and any(each.opts[0] == "-q" for each in command.params):
        arguments += DRAWN_AT
    if random.random() < 0.05:
        arguments.insert(random.randrange(len(arguments) + 1), random.choice(values.TEXTS))
        writes += arguments  # it may have become the value of an option that names a file
    if "--for" in arguments:
        arguments, more = _for_a_purpose(words[0], arguments, writes)
        writes += more
    if words[0] == "golden":
        writes += _goldens(arguments)
    return Case(_typable(arguments), FOLDER, [os.path.normpath(name) for name in writes if name])


def _commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name in COMMANDS:
        command = load_command(name)
        if isinstance(command, click.Group):
            yield from (((name, each), below) for each, below in command.commands.items())
        elif name != "doctor":  # it looks at the machine, not at what is given
            yield (name,), command


def _option(random: Random, option: click.Parameter, writes: list[str]) -> list[str]:
    name = max(option.opts, key=len) if option.opts[0] != "-q" else "-q"
    if option.name in ("output", "outputs", "poster", "report"):
        wanted = 0.95 if option.name != "poster" else 0.1
        if random.random() > wanted:
            return []
        made = [values.some_name(random) for _ in range(random.choice((1, 1, 1, 2)))]
        writes += made
        return [word for each in made for word in (name, each)]
    if getattr(option, "is_flag", False):
        return [name] if random.random() < 0.1 else []
    if random.random() > (0.9 if name in ("--surface", "--optimizer", "--vary") else 0.15):
        return []
    known = ABOUT.get(name)
    given = random.choice(known or FILES)
    if name == "--optimizer" and random.random() < 0.3:
        return [name, given, name, random.choice(values.OPTIMIZERS)]
    return [name, given]


def _for_a_purpose(
    command: str, arguments: list[str], writes: list[str]
) -> tuple[list[str], list[str]]:
    """Return the words, and what else is written: a poster beside a film, or all where none is."""
    posters = [str(Path(each).with_suffix(".png")) for each in writes if Path(each).name]
    if "-o" in arguments:
        bare = [each for each in writes if Path(each).name and not Path(each).suffix]
        return arguments, [*posters, *(path for e in bare for path in _made_for(e, arguments))]
    if command == "render":
        return arguments, [*posters, *_named_by_purpose(arguments)]
    return [*arguments, "-o", "made"], [*posters, *_made_for("made", arguments)]


def _named_by_purpose(arguments: list[str]) -> list[str]:
    """Say what is written where a purpose alone was given: files that are called as the scene."""
    scenes = [Path(each) for each in arguments if each in SCENES]
    stems = [each.stem if each.suffix == ".py" else each.name for each in scenes]
    return [path for stem in stems if stem for path in _made_for(stem, arguments)]


def _made_for(stem: str, arguments: list[str]) -> list[str]:
    """Say what a purpose makes of a name without suffix."""
    purpose = arguments[arguments.index("--for") + 1 :][:1]
    if not {*purpose} & PRESETS.keys():
        return [stem]
    preset = PRESETS[purpose[0]]
    poster = preset.poster_path(stem)
    return [*map(str, preset.paths(stem)), *([str(poster)] if poster else [])]


def _goldens(arguments: list[str]) -> list[str]:
    """Say where goldens may be written: below the folder of the name that was given."""
    folder = (
        arguments[arguments.index("--folder") + 1] if "--folder" in arguments[:-1] else "golden"
    )
    name = arguments[arguments.index("--name") + 1] if "--name" in arguments[:-1] else ""
    names = [name] if name else ["tiny", "slope", "update_rule"]
    # `golden/` itself may come, or go when it is empty.
    if folder == ".":
        return names
    above = Path(folder).parts[:1]  # those that are missing are made, too
    return [*above, folder, *(os.path.join(folder, each) for each in names)]


def _typable(arguments: list[str]) -> list[str]:
    """Leave out what no shell can hand over."""
    return [word for word in arguments if "\x00" not in word]


def _link(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


FOLDER = {
    "tiny.py": SCENE,
    "broken.py": b"SCENE = 1 +\n",
    "empty.py": b"",
    "old.gif": b"an older file",
    "a.gif": b"an older file",
    "a.mp4": b"an older file",
    "run.csv": b"w,b\n1,1\n0.5,0.5\n0.2,0.1\n",
    "data.csv": b"x,y\n0,1\n1,0\n0.5,0.5\n",
    "grid.npz": b"PK\x03\x04 damaged",
    "photo.png": b"a photo of mine",
    "folder/photo.png": b"a photo of mine",
    "golden/tiny/photo.png": b"a photo of mine",
    "golden/tiny.txt": b"a text of mine",
    "pipe": os.mkfifo,
    "loop": _link("loop"),
    "dangling.gif": _link("nowhere/there.gif"),
}
