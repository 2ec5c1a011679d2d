"""Frames that are drawn in one process after any others, and alone in a new one.

As a script it prints the digest of each picture, drawn alone: every one in a child of this process,
which has set the stage and drawn nothing.
"""

import hashlib
import os
import sys
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
import numpy as np

from gradreel.animate import Film, Sweeping
from gradreel.animate.export.stills import write_still
from gradreel.animate.stage.opening import open_stage
from gradreel.animate.style.theme import THEMES
from gradreel.core import GradientDescent, Momentum, Quadratic, sweep


class Opened(NamedTuple):
    """All that a stage is opened with."""

    scene: str
    size: tuple[int, int] = (256, 144)
    theme: str = "light"
    fps: float = 5.0
    transparent: bool = False


class Picture(NamedTuple):
    """A frame of a stage, by its share of the whole; or, named by a suffix, its still."""

    stage: Opened
    share: float
    suffix: str = ""


STAGES = (
    Opened("sparse_data"),
    Opened("slowing_down"),
    Opened("slowing_down", (426, 240), "dark", 12.5),
    Opened("right_angle", (320, 180), fps=50.0),
    Opened("loss_surface", theme="dark"),
    Opened("film", transparent=True),
    Opened("film", (200, 200), fps=10.0),
    Opened("map of a sweep"),
    Opened("curve of a sweep", (320, 180), "dark", transparent=True),
    Opened("slowing_down", (160, 284), "dark"),
)
PICTURES = (
    *(Picture(stage, share) for stage in STAGES for share in (0.55, 0.93)),
    Picture(STAGES[5], 0.0),  # a title card
    Picture(STAGES[1], 0.93, ".svg"),
    Picture(STAGES[7], 0.55, ".pdf"),
)


@cache
def scene_of(name):
    """Return a scene or film by name; those of the package, or made of them."""
    if name == "film":
        scenes = (scene_of("loss_surface"), scene_of("slowing_down"))
        return Film("film", "Two scenes.", "A film of $w$ and $b$", scenes, card_seconds=1)
    if "sweep" in name:
        return sweep_scene("map" in name)
    return import_module(f"gradreel.scenes.{name}").SCENE


def sweep_scene(mapped):
    vary = {"learning_rate": np.geomspace(0.001, 1, 7)}
    optimizer = Momentum() if mapped else GradientDescent()
    if mapped:
        vary["momentum"] = np.linspace(0, 0.9, 4)
    outcome = sweep(optimizer, Quadratic(), (-1.6, 1.4), steps=40, vary=vary)
    spacings = ("log", "linear")[: len(vary)]
    return Sweeping(optimizer, Quadratic(), (-1.6, 1.4), outcome, spacings).scene()


def opened(how):
    theme = THEMES[how.theme]
    return open_stage(
        scene_of(how.scene), how.size, theme=theme, fps=how.fps, transparent=how.transparent
    )


def digest(stage, picture):
    """Return a name of the picture's pixels, or of the bytes of a still."""
    index = round(picture.share * (len(stage) - 1))
    if not picture.suffix:
        return hashlib.sha256(stage.frame(index)).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"still{picture.suffix}")
        write_still(stage, index, path)
        return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def other_values():
    """Return another value than the default for each of matplotlib's settings, as a file has it."""
    words = (
        "True", "False", "3", "0.7", "7, 3", "0.3, 0.6", "1, 2, 3", "4, 90, 3", "tight", "red",
        "bold", "italic", "condensed", "small-caps", "serif", "cm", "stix", "none", "None", "svg",
        "bottom", "top", "left", "right", "center", "baseline", "in", "out", "both", "x", "minor",
        "butt", "round", "bevel", "miter", "dashed", "nearest", "data", "rgba", "upper", "lower",
        "equal", "gray", "serial", "full", "portrait", "landscape", "png", "pdf", "letter", "a4",
        "html5", "jpeg", "pillow", "tk", "nearest", "zoom", "%Y", "xelatex", "xpdf", "concise",
        "upper left", "cycler('color', ['red'])", "Europe/Berlin", "2000-01-01T00:00:00", "42",
        "rm", "round_numbers", "window", "lualatex", "latex+dvipng",
        "medium", "large", "anything", "sphere", "arcball", "fixed", "flat",
    )  # fmt: skip
    found = {}
    for key, default in dict.items(mpl.rcParamsDefault):
        for word in words:
            try:
                value = mpl.RcParams.validate[key](word)
            except (ValueError, TypeError, RuntimeError, SyntaxError):
                continue
            if value != default:
                found[key] = word
                break
    return found


def in_child(act, *given):
    """Return what an act returns in a child of this process, a text."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, act(*given).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        done = pipe.read()
    os.waitpid(child, 0)
    return done


def alone(pictures):
    """Return the digest of each picture of a stage, each drawn by a child that drew none before."""
    stage = opened(pictures[0].stage)
    return " ".join(in_child(digest, stage, picture) for picture in pictures)


if __name__ == "__main__":
    asked = [PICTURES[number] for number in map(int, sys.argv[1:])]
    found = {}
    for how in dict.fromkeys(picture.stage for picture in asked):
        own = [picture for picture in asked if picture.stage == how]
        digests = in_child(alone, own).split()
        found |= dict(zip(own, digests, strict=True))
    print(*(found[picture] for picture in asked), sep="\n")
