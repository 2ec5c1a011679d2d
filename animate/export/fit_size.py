"""Films that fit into so many bytes: the best-looking size, rate and colours that do."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from gradreel.core import disk
from gradreel.core.errors import InvalidInput, RenderError
from gradreel.core.files import replacing
from gradreel.core.output_paths import output_file

from ..formats import FORMATS, Bitrate, suffixes_of
from ..stage.opening import AnyStage
from .delivery import Delivery
from .fit_choices import Choice, choices, describe
from .render import Progress, Written, render

MakeStage = Callable[[tuple[int, int], float | Fraction], AnyStage]
"""Sets up the scene at a size and a frame rate."""

UNITS = {"B": 1, "kB": 10**3, "MB": 10**6, "KiB": 2**10, "MiB": 2**20}

MOST_TRIALS = 6
"""Films that are made at most; the search takes as long as making these, most of them smaller than
what was asked for. A film that fits at once costs nothing more."""

ROOM = 0.98
"""Share of the limit that a film is expected to take at most, as what is expected is not exact."""

FULL = 0.9
"""A film that takes this share of the limit is good enough to stop."""

THINNEST = 0.3
"""Share of the bytes of constant quality below which a video is better made smaller."""

USUAL = Delivery()


@dataclass(frozen=True)
class Fit:
    """A film that fits.

    Attributes
    ----------
    written
        The file.
    told
        What was chosen, such as "960x540 at 10 fps, 96 colours: 1.9 MB of 2 MB".
    trials
        How many films were made to find it.
    """

    written: Written
    told: str
    trials: int


def parse_bytes(text: str) -> int:
    """Return the number of bytes that a text such as ``2MB``, ``500 kB`` or ``1.5MiB`` says.

    Raises
    ------
    InvalidInput
        It says none, or less than one byte.

    Examples
    --------
    >>> parse_bytes("2MB"), parse_bytes("1.5 MiB")
    (2000000, 1572864)
    """
    found = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*([a-z]+)\s*", text, re.IGNORECASE)
    units = {unit.lower(): factor for unit, factor in UNITS.items()}
    if not found or found[2].lower() not in units or float(found[1]) == 0:
        raise InvalidInput(
            f"{text!r} was given as the largest size; give a number and one of kB, MB, KiB and "
            "MiB, such as 2MB."
        )
    return max(int(float(found[1]) * units[found[2].lower()]), 1)


def told_bytes(count: int) -> str:
    """Write a number of bytes for people, with two digits that count."""
    if count < 999_500:
        return f"{count / 1000:.3g} kB" if count < 10_000 else f"{count / 1000:.0f} kB"
    return f"{count / 1e6:.3g} MB"


def render_within(
    make_stage: MakeStage,
    path: str | Path,
    limit: int,
    wanted: tuple[tuple[int, int], float | Fraction],
    delivery: Delivery = USUAL,
    progress: Progress | None = None,
) -> Fit:
    """Render the whole timeline into one file of at most ``limit`` bytes.

    The film as it is wanted is made first; if it is too large, a model says which of the smaller
    ones should fit, the best-looking of these is made, and what it takes corrects the model, at
    most `MOST_TRIALS` times. Halving the rate counts as much as halving the area or quartering the
    number of colours. Start, end and holds stay: they are the timeline's. A video is made in two
    passes with the bits that there are for it, and smaller where they would be too few.

    Parameters
    ----------
    make_stage
        Sets up the scene at a size and a frame rate.
    path
        The file to make, in a format that `fits`; an older one is replaced at the end.
    limit
        The most bytes.
    wanted
        Size (width, height) and frame rate if there were no limit; no film is larger or faster.
    delivery
        What else is wished for; its `colors` and `bitrate` are chosen here.
    progress
        Told the share of the work that is done.

    Raises
    ------
    InvalidInput
        A path, size or rate is not possible.
    RenderError
        Even the smallest legible film, 480 pixels wide at 5 frames a second, takes more.
    """
    path = output_file(path)
    found = FORMATS.get(path.suffix.lower())
    if not found or not found.fits:
        raise InvalidInput(no_fit(path) + ".")
    with replacing(path) as part:
        trials = _Trials(make_stage, path, part.parent, delivery, progress)
        search = _fit_video if found.fits == "passes" else _fit_pictures
        best, choice = search(trials, limit, choices(*wanted, palette=found.palette))
        disk.move(best.path, part)
    if progress:
        progress(1.0)
    told = f"{describe(choice)}: {told_bytes(best.bytes)} of {told_bytes(limit)}"
    return Fit(replace(best, path=path), told, trials.count)


def no_fit(path: Path) -> str:
    """Say that a file cannot be made to fit a size, and which can."""
    able = sorted(suffixes_of(lambda each: each.fits))
    return f"{str(path)!r} cannot be made to fit a size; choose one of {', '.join(able)}"


class _Trials:
    """Makes films in a folder that goes away."""

    def __init__(
        self,
        make_stage: MakeStage,
        path: Path,
        folder: Path,
        delivery: Delivery,
        progress: Progress | None,
    ) -> None:
        self.count = 0
        self.name = path.name
        self.log = folder / "passes"
        self._make_stage, self._folder, self._delivery = make_stage, folder, delivery
        self._progress, self._done = progress, 0.0
        self._look: tuple[tuple[int, int], float | Fraction] | None = None
        self._stage: AnyStage

    def make(self, choice: Choice, bitrate: Bitrate | None = None) -> Written:
        """Make one film."""
        self.count += 1
        folder = self._folder / str(self.count)
        disk.make_folder(folder)
        delivery = replace(self._delivery, colors=choice.colors, bitrate=bitrate)
        stage = self._stage_of(choice)
        [written] = render(stage, [folder / self.name], self._report, delivery)
        self._done += (1 - self._done) / 2
        return written

    def seconds(self, choice: Choice) -> float:
        """Return how long the film lasts."""
        about = self._delivery.about(self._stage_of(choice))
        return float(about.frames / about.fps)

    def _stage_of(self, choice: Choice) -> AnyStage:
        look = (choice.size, choice.fps)
        if self._look != look:
            self._look, self._stage = look, self._make_stage(*look)
        return self._stage

    def _report(self, share: float) -> None:
        # How many films follow is not known: each takes half of what is left of the bar.
        if self._progress:
            self._progress(self._done + (1 - self._done) / 2 * share)


def _fit_pictures(trials: _Trials, limit: int, ladder: list[Choice]) -> tuple[Written, Choice]:
    """Return the film of the best-looking choice that fits, as far as a few trials find it."""
    best: tuple[Written, Choice] | None = None
    choice, smallest = ladder[0], ladder[-1]
    while True:
        written = trials.make(choice)
        place = ladder.index(choice)
        if written.bytes <= limit:
            best = (written, choice)
            ladder = ladder[:place]  # only better ones are of interest now
        else:
            ladder = ladder[:place] + ladder[place + 1 :]
        scale = written.bytes / choice.share
        fitting = [other for other in ladder if other.share * scale <= ROOM * limit]
        if best:
            full = best[0].bytes >= FULL * limit
            if full or not fitting or trials.count == MOST_TRIALS:
                return best
            choice = fitting[0]
        elif choice == smallest:
            raise _nothing_fits(trials.name, choice, written.bytes, limit)
        else:
            choice = fitting[0] if fitting and trials.count < MOST_TRIALS - 1 else smallest


def _fit_video(trials: _Trials, limit: int, ladder: list[Choice]) -> tuple[Written, Choice]:
    """Return the video of the best-looking choice for which there are enough bits."""
    choice = ladder[0]
    written = trials.make(choice)
    if written.bytes <= limit:
        return written, choice
    scale = THINNEST * written.bytes / choice.share
    enough = [other for other in ladder if other.share * scale <= limit]
    if not enough:
        raise _nothing_fits(trials.name, ladder[-1], int(ladder[-1].share * scale), limit)
    choice = enough[0]
    bits = ROOM * limit * 8 / trials.seconds(choice)
    while trials.count < MOST_TRIALS:
        for last in (False, True):
            written = trials.make(choice, Bitrate(math.floor(bits), trials.log, last))
        if written.bytes <= limit:
            return written, choice
        bits *= ROOM * limit / written.bytes
    raise _nothing_fits(trials.name, choice, written.bytes, limit)


def _nothing_fits(name: str, choice: Choice, smallest: int, limit: int) -> RenderError:
    return RenderError(
        f"{name} does not fit into {told_bytes(limit)}: the smallest that is legible, "
        f"{describe(choice)}, takes {told_bytes(smallest)}; allow so much, or show less."
    )
