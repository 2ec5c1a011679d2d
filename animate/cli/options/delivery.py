"""What can be typed about how films are delivered: how they play, how good, how large, where to."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from .completing import offering_suffixes, stills
from .look import TYPED, input_path, output_path

PURPOSES = (
    "powerpoint", "keynote", "google-slides", "reveal", "github", "youtube", "portrait", "square",
    "beamer",
)  # fmt: skip
"""Names in presets.py, which takes numpy to import."""

MOST_PLAYS, LONGEST_HOLD = 65_535, 3600
"""As in formats/clip.py and export/delivery.py, which take numpy to import."""


class Wishes(NamedTuple):
    """What was typed; None where nothing was, and a preset may say it.

    Attributes
    ----------
    transparent
        Whether the ground is left see-through.
    plays
        How often a picture that plays by itself is shown, 0 for ever.
    hold_seconds
        How much longer the last picture stays.
    gif_quality
        "default" or "high".
    poster
        The still to write beside.
    most
        The size that no film may exceed, such as "2MB".
    purpose
        The name of a preset.
    by
        How slides, pages and fragments divide the film.
    voice
        The recording that is heard in videos.
    sized, paced, voiced
        Whether the size and the frame rate were typed, by whichever option, and the voice.
    """

    transparent: bool = False
    plays: int | None = None
    hold_seconds: float | None = None
    gif_quality: str | None = None
    poster: Path | None = None
    most: str | None = None
    purpose: str | None = None
    by: str | None = None
    voice: Path | None = None
    sized: bool = False
    paced: bool = False
    voiced: bool = False


def parse_plays(text: str) -> int:
    """Turn forever, once or a number into how often a film is shown, 0 for ever."""
    if text in {"forever", "once"}:
        return int(text == "once")
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST_PLAYS:
        return int(text)
    raise click.BadParameter(
        f"{text!r} is no number of times; give forever, once or a number from 1 to {MOST_PLAYS}"
    )


def parse_hold(text: str) -> float:
    """Turn seconds into a number."""
    with suppress(ValueError):
        if 0 <= float(text) <= LONGEST_HOLD:
            return float(text)
    raise click.BadParameter(
        f"{text!r} is no time to hold a picture; give seconds, a number from 0 to {LONGEST_HOLD}"
    )


def delivery_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command, which gets them as one `wishes`."""

    @click.option(
        "--transparent",
        is_flag=True,
        help="Leave the ground see-through; not in .mp4, .html or .pptx.",
    )
    @click.option(
        "--loop",
        "plays",
        type=parse_plays,
        metavar="forever|once|N",
        help="How often a .gif, .webp, .apng or .pptx plays.  [default: forever]",
    )
    @click.option(
        "--hold-last", "hold_seconds", type=parse_hold, metavar="SECONDS",
        help="Keep the last picture so much longer.",
    )  # fmt: skip
    @click.option(
        "--gif-quality", type=click.Choice(["default", "high"]), help="Larger and better GIFs."
    )
    @click.option(
        "--max-size",
        "most",
        metavar="SIZE",
        help="Make each film fit: 2MB, 500kB, 1.5MiB; a larger explore.html is refused.",
    )
    @click.option(
        "--poster",
        type=output_path,
        metavar="FILE",
        help="Also write the picture that shows most: .png, .webp, .svg or .pdf.",
        shell_complete=offering_suffixes(stills),
    )
    @click.option(
        "--for",
        "purpose",
        type=click.Choice(PURPOSES),
        metavar="PURPOSE",
        help="Files, size, rate and loop for a destination; see `gradreel presets`.",
    )
    @click.option(
        "--by",
        type=click.Choice(["scene", "hold"]),
        help="A slide for each (.pptx, .reveal, .qmd), or a page with caption and numbers (.pdf).",
    )
    @click.option(
        "--voice", type=input_path, metavar="FILE",
        help="A recording that is heard in a .mp4, .mov, .webm, .html or .pptx.",
    )  # fmt: skip
    @wraps(command)
    def with_wishes(*args: Any, **options: Any) -> None:
        asked = {name: options.pop(name) for name in Wishes._fields if name in options}
        sized, paced = _typed("quality", "size"), _typed("quality", "fps")
        voiced = _typed("voice")
        wishes = Wishes(**asked, sized=sized, paced=paced, voiced=voiced)
        command(*args, wishes=wishes, **options)

    return with_wishes


def _typed(*names: str) -> bool:
    """Whether one of these parameters was given."""
    source = click.get_current_context().get_parameter_source
    return any(source(name) in TYPED for name in names)
