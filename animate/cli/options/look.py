"""What can be typed: types, presets, and the options that several commands share."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import click
from click.core import ParameterSource

from .completing import offering, offering_suffixes, scenes

if TYPE_CHECKING:
    from fractions import Fraction


class Look(NamedTuple):
    """Size in pixels (width, height), frames per second and theme of what is drawn."""

    size: tuple[int, int]
    fps: float | Fraction
    theme: str


class Quality(NamedTuple):
    """A size and a frame rate under one letter."""

    size: tuple[int, int]
    fps: float


QUALITIES = {
    "l": Quality((854, 480), 15),
    "m": Quality((1280, 720), 25),
    "h": Quality((1920, 1080), 50),
    "k": Quality((3840, 2160), 50),
}
"""What each letter of -q stands for."""

TYPED = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)

THEME_NAMES = ("light", "dark")  # of theme.py, which takes matplotlib to import


def parse_size(text: str) -> tuple[int, int]:
    """Turn "1280x720" into (1280, 720); which sizes are possible, stage and encoders say."""
    found = re.fullmatch(r"(\d{1,9})[xX×](\d{1,9})", text)
    if not found:
        raise click.BadParameter(
            f"{text!r} is no size; give width x height in pixels, such as 1280x720"
        )
    return int(found[1]), int(found[2])


def parse_fps(text: str) -> Fraction:
    """Turn "25", "29.97" or "30000/1001" into an exact rate."""
    from ...scene.rates import parse_rate  # noqa: PLC0415 - `gradreel --help` is at once

    return parse_rate(text)


def parse_step(text: str) -> int | str:
    """Turn "60" into 60; other words stand for an event, whose step the scene knows."""
    try:
        return int(text)
    except ValueError:
        return text


def look_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add -q, --size, --fps and --theme to a command, which gets them as one `look`."""

    @click.option(
        "-q",
        "quality",
        type=click.Choice(list(QUALITIES)),
        default="m",
        show_default=True,
        help="; ".join(
            f"{letter}: {width}x{height}, {fps} fps"
            for letter, ((width, height), fps) in QUALITIES.items()
        )
        + ".",
    )
    @click.option(
        "--size",
        type=parse_size,
        metavar="WxH",
        help="Size in pixels, not that of -q; 1080x1920 and 1080x1080 are laid out for phones.",
    )
    @click.option("--fps", type=parse_fps, metavar="N", help="Frames per second, not that of -q.")
    @click.option("--theme", type=click.Choice(THEME_NAMES), default="light", show_default=True)
    @wraps(command)
    def with_look(
        *args: Any,
        quality: str,
        size: tuple[int, int] | None,
        fps: Fraction | None,
        theme: str,
        **options: Any,
    ) -> None:
        source = click.get_current_context().get_parameter_source
        if source("size") is ParameterSource.DEFAULT_MAP and source("quality") in TYPED:
            size = None  # what is typed goes before what a project wishes
        preset = QUALITIES[quality]
        look = Look(size or preset.size, preset.fps if fps is None else fps, theme)
        command(*args, look=look, **options)

    return with_look


class GivenPath(click.Path):
    """A path that is written to: what can be none is refused before anything else is looked at.

    Attributes
    ----------
    output
        Whether the path itself is made; else a folder into which files are put.
    """

    def __init__(self, *, output: bool) -> None:
        super().__init__(path_type=Path)
        self.output = output

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,  # noqa: ARG002 - click's signature
        ctx: click.Context | None,  # noqa: ARG002
    ) -> Path:
        """Return the path; only here it is known whether it was typed with a slash at its end."""
        from gradreel.core.output_paths import checked_path, named, output_file  # noqa: PLC0415

        if not self.output:
            return checked_path(value, "a folder", "out")
        path = named(value)
        return output_file(value) if path.suffix and not os.path.isdir(path) else path


class ReadPath(click.Path):
    """A path that is read, which no name is not: an empty one would be the folder one is in."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Return the path; what is there, those who read it say."""
        if not os.fspath(value).strip():
            self.fail(f"{value!r} is no name of a file: give one", param, ctx)
        return Path(value)


output_path: GivenPath = GivenPath(output=True)
folder_path: GivenPath = GivenPath(output=False)
input_path: ReadPath = ReadPath()

Decorator: TypeAlias = Callable[[Callable[..., None]], Callable[..., None]]
"""Adds an option, or an argument, to the function of a command."""

scene_argument: Decorator = click.argument("scene", shell_complete=offering(scenes, files=True))
theme_option: Decorator = click.option(
    "--theme", type=click.Choice(THEME_NAMES), default="light", show_default=True
)
quiet_option: Decorator = click.option("--quiet", is_flag=True, help="Say nothing but errors.")
open_option: Decorator = click.option(
    "--open", "opens", is_flag=True, help="Show the first output when it is made."
)
watch_option: Decorator = click.option(
    "--watch", is_flag=True, help="Write it anew whenever what it is made of is saved."
)
json_option: Decorator = click.option(
    "--json", "as_json", is_flag=True, help="Print one line of JSON, and no progress."
)


def output_option(
    text: str, suffixes: Callable[[], Iterable[str]], metavar: str = "OUT"
) -> Decorator:
    """Add -o to a command, which gets the one that must be given as `output`."""
    return click.option(
        "-o", "output", type=output_path, required=True, metavar=metavar, help=text,
        shell_complete=offering_suffixes(suffixes),
    )  # fmt: skip
