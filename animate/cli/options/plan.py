"""From what was typed to what is made: presets, what overrides them, what does not go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gradreel.core.errors import InvalidInput

from ...explore.page import is_page
from ...export.delivery import Delivery
from ...export.fit_size import no_fit, parse_bytes
from ...export.handout import HANDOUT
from ...export.presets import ONCE, Preset, find_preset
from ...export.stills import STILLS
from ...formats import FORMATS, Format, no_alpha, suffixes_of
from ...formats.sections import HOLD
from .delivery import Wishes
from .look import Look

DIVIDED = (".pptx", HANDOUT, ".reveal", ".qmd")
"""What `--by` says something of."""

NO_PRESET = Preset("", (), (0, 0), 0, "")
"""Says nothing of what is made, and plays for ever."""


@dataclass(frozen=True)
class Plan:
    """What is to be made.

    Attributes
    ----------
    outputs
        Films, stills and texts.
    poster
        The still beside them, None for none.
    look
        Size, frame rate, theme.
    transparent
        Whether the ground is left see-through.
    delivery
        How the films play.
    most_bytes
        The largest film that is allowed, None for any.
    """

    outputs: Sequence[Path]
    poster: Path | None
    look: Look
    transparent: bool
    delivery: Delivery
    most_bytes: int | None = None

    @property
    def limited(self) -> list[Path]:
        """The films that must not be larger than that."""
        if not self.most_bytes:
            return []
        return [path for path in self.outputs if (each := _film(path)) and each.fits]

    @property
    def stills(self) -> list[Path]:
        """The outputs that are one picture: how it ends."""
        ends = [p for p in self.outputs if p.suffix.lower() in STILLS and not _film(p)]
        return [path for path in ends if path not in self.handouts]

    @property
    def handouts(self) -> list[Path]:
        """The outputs that have a page for each section of the film."""
        return [p for p in self.outputs if self.delivery.by and p.suffix.lower() == HANDOUT]

    @property
    def pages(self) -> list[Path]:
        """The outputs in which the reader plays with the runs."""
        return [path for path in self.outputs if is_page(path)]

    @property
    def files(self) -> list[Path]:
        """Everything that is made."""
        return [*self.outputs, *([self.poster] if self.poster else [])]


def plan(scene: str, outputs: Sequence[Path], look: Look, wishes: Wishes) -> Plan:
    """Return what is to be made; what was typed goes before what a preset says.

    Parameters
    ----------
    scene
        Name or path of the scene, after which a preset's files are called if none is named.
    outputs
        As typed; with a preset, one without a suffix stands for all that the preset makes.

    Raises
    ------
    InvalidInput
        Two wishes exclude each other.
    """
    preset = find_preset(wishes.purpose) if wishes.purpose else NO_PRESET
    poster = wishes.poster
    if preset is not NO_PRESET:
        if outputs:
            poster = poster or preset.poster_path(outputs[0].with_suffix(""))
            outputs = [made for path in outputs for made in _made_for(preset, path)]
        else:
            own = Path(scene).stem if scene.lower().endswith(".py") else scene
            poster, outputs = poster or preset.poster_path(own), preset.paths(own)
        look = Look(
            look.size if wishes.sized else preset.size,
            look.fps if wishes.paced else preset.fps,
            look.theme,
        )
    _check_together(outputs, wishes)
    delivery = Delivery(
        plays=_plays(preset, wishes),
        hold_seconds=preset.hold_seconds if wishes.hold_seconds is None else wishes.hold_seconds,
        quality=wishes.gif_quality or "default",
        once=preset.once,
        by=wishes.by,
        voice=wishes.voice,
    )
    most_bytes = parse_bytes(wishes.most) if wishes.most else preset.most_bytes
    made = Plan(outputs, poster, look, wishes.transparent, delivery, most_bytes)
    if wishes.voice:
        _check_voice(made, wishes.voiced)
    return made


def _plays(preset: Preset, wishes: Wishes) -> int:
    """Return how often the film plays; from hold to hold once, since a click plays on."""
    if wishes.plays is not None:
        return wishes.plays
    return ONCE if wishes.by == HOLD else preset.plays


def _made_for(preset: Preset, path: Path) -> Sequence[Path]:
    return [path] if path.suffix else preset.paths(path)


def _check_together(outputs: Sequence[Path], wishes: Wishes) -> None:
    films = [(path, each) for path in outputs if (each := _film(path))]
    for path, each in films:
        if wishes.transparent and each.alpha == "none":
            raise no_alpha(path)
        if wishes.most and not each.fits:
            raise InvalidInput(_without_max_size(path))
    if wishes.most and not films and not any(map(is_page, outputs)):
        raise InvalidInput(_without_max_size(outputs[0]))
    if wishes.plays is not None and not any(each.plays for _, each in films):
        raise InvalidInput(
            "--loop was given, and none of the outputs plays by itself: add one that ends in "
            f"{', '.join(suffixes_of(lambda each: each.plays))}, or leave it out; of a video the "
            "player decides that."
        )
    if wishes.by and not any(path.suffix.lower() in DIVIDED for path in outputs):
        raise InvalidInput(
            f"--by {wishes.by} was given, and no output is divided: add one that ends in "
            f"{', '.join(DIVIDED)}, or leave it out."
        )
    if wishes.gif_quality and not any(each.palette for _, each in films):
        able = " or ".join(suffixes_of(lambda each: each.palette))
        raise InvalidInput(f"--gif-quality was given without a {able}: add one, or leave it out.")


def _check_voice(made: Plan, typed: bool) -> None:
    """Raise InvalidInput where a voice was asked for, and cannot be in what is made."""
    heard = [path for path in made.outputs if (film := _film(path)) and film.voice]
    if typed and not heard:
        able = ", ".join(suffixes_of(lambda each: each.voice))
        raise InvalidInput(f"--voice was given, and no output has sound: add one of {able}.")
    if limited := [path for path in heard if path in made.limited]:
        raise InvalidInput(
            f"{limited[0].name} is to fit a size, and how much of it a voice takes is not up to "
            "the film; leave out --voice, or let it be as large as it is."
        )


def _film(path: Path) -> Format | None:
    """Return the format of an output that is a film, None of a still, a text or something else."""
    found = FORMATS.get(path.suffix.lower())
    return found if found and found.encoder and not is_page(path) else None


def _without_max_size(path: Path) -> str:
    return f"{no_fit(path)}, or leave out --max-size."
