"""A matplotlib figure or animation, recorded: its pictures without texts, and what is on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import index
from typing import Any

from matplotlib.animation import AbstractMovieWriter, Animation
from matplotlib.figure import Figure

from gradreel.core.counted import counted
from gradreel.core.errors import InvalidInput

from ..compare.pixels import Region, size
from ..scene.frame import Frame
from .environment import environment
from .figure_as_text import of_figure
from .figure_canvas import drawn, own_canvas
from .given_frames import seen
from .packed_frames import PackedFrames
from .rasteriser import fingerprint
from .recording import Recording, one_size, regions

START, END = "start", "end"
ONLY = "picture"
"""Label of the only picture of a figure that does not move."""

FramePlace = int | str


def record_animation(
    given: Figure | Animation,
    at: Iterable[FramePlace] | None = None,
    *,
    name: str,
    text: bool = False,
) -> Recording:
    """Record a figure, or an animation at some of its frames.

    An animation is gone through as `Animation.save` does, but only what is asked for is drawn.

    Parameters
    ----------
    at
        Numbers of frames from 0, "start" and "end"; the last two if left out. A figure has none.
    text
        Whether the pictures have texts; what they say is compared in any case.

    Raises
    ------
    InvalidInput
        If it is neither, or there is no such frame.
    """
    taken = _Taken(text=text)
    facts = {"text": "drawn" if text else "not drawn"}
    if isinstance(given, Figure):
        if at is not None:
            raise InvalidInput("A figure that does not move has no frames; leave at=... out.")
        taken.take(given, ONLY)
    elif isinstance(given, Animation):
        count = _go_through(given, (START, END) if at is None else at, taken)
        facts["length"] = counted(count, "frame")
    else:
        raise InvalidInput(
            f"{type(given).__name__} was given; give a matplotlib figure or animation (pictures go "
            "to golden.check_frames)."
        )
    return Recording(
        name,
        {"size": one_size(list(taken.sizes), name), **facts},
        fingerprint(text=text),
        PackedFrames(taken.frames.items()),
        sections=taken.sections,
        regions=taken.regions,
        environment=environment(),
    )


def _places(at: object) -> dict[str, int | None]:
    """Return the frame of each label, None for the last."""
    if isinstance(at, str) or not isinstance(at, Iterable):
        raise InvalidInput(f"Frames at {at!r} were asked for; give a list: start, 40, end.")
    found: dict[str, int | None] = {}
    for place in at:
        number = {START: 0, END: None}.get(place, -1) if isinstance(place, str) else _number(place)
        if number == -1:
            raise InvalidInput(
                f"There is no frame {place!r}; give numbers from 0 on, {START!r} or {END!r}."
            )
        if str(place) in found:
            raise InvalidInput(f"The frame {place} was given twice; give each once.")
        found[str(place)] = number
    if not found:
        raise InvalidInput("No frames were asked for; give at=... one at least, or leave it out.")
    return found


def _number(place: object) -> int:
    """Return the number of a frame, -1 for what is none."""
    try:
        return max(index(place), -1)  # type: ignore[arg-type]
    except TypeError:
        return -1


def _go_through(animation: Animation, at: object, taken: _Taken) -> int:
    """Take the frames asked for, in their order; return how many there are in all."""
    writer = _Writer(at, taken)
    animation.save("", writer=writer)
    for label, number in writer.places.items():
        if number is None and writer.count:
            taken.take(writer.figure, label)  # it still shows the last
        elif label not in taken.frames:
            last = f"; the last is {writer.count - 1}" if writer.count else ""
            raise InvalidInput(
                f"There is no frame {label}: the animation has {counted(writer.count, 'frame')}"
                f"{last}."
            )
    taken.frames = {label: taken.frames[label] for label in writer.places}
    return writer.count


class _Taken:
    """What was recorded so far.

    Attributes
    ----------
    frames, sections, regions
        As in a `Recording`.
    sizes
        Of the pictures.
    """

    def __init__(self, *, text: bool) -> None:
        self._text = text
        self.frames: dict[str, Frame] = {}
        self.sections: dict[str, list[str]] = {}
        self.regions: dict[str, Region] = {}
        self.sizes: dict[str, None] = {}

    def take(self, figure: Figure, label: str) -> None:
        """Draw a figure, then describe it: layouts and ticks are settled by drawing."""
        whole = drawn(figure) if self._text else None
        textless = drawn(figure, text=False)
        frame = self.frames[label] = seen(textless if whole is None else whole)
        self.sections[f"state {label}"] = of_figure(figure)
        boxes = {f"axes {number}": axes.bbox for number, axes in enumerate(figure.axes, 1)}
        self.regions = regions(boxes, frame.shape[0])
        self.sizes[size(frame)] = None


class _Writer(AbstractMovieWriter):
    """Takes frames in the place of a film."""

    def __init__(self, at: object, taken: _Taken) -> None:
        super().__init__()
        self._at, self._taken = at, taken
        self.count = 0

    @contextmanager
    def saving(self, fig: Figure, *_: Any, **__: Any) -> Iterator[Any]:
        self.setup(fig)
        with own_canvas(fig):
            yield self
        self.finish()

    def setup(self, fig: Figure, *_: Any, **__: Any) -> None:
        self.figure = fig
        # Not before: an animation that was not begun warns of it when it is dropped.
        self.places = _places(self._at)

    def grab_frame(self, **_: Any) -> None:
        for label, number in self.places.items():
            if number == self.count:
                self._taken.take(self.figure, label)
        self.count += 1

    def finish(self) -> None:
        pass
