"""The parts of an optimizer's next step, as arrows from one origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core import allow
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput
from gradreel.core.step_parts import Parts, parts_of

from ...drawing.dots import Dot, DotLook
from ...drawing.fitting import Fitter
from ...drawing.moving import figure_of
from ...drawing.strokes import Stroke
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.number_format import signed
from ...scene.panel import Margins, PanelContext
from ...style.theme import TEXT, Theme, points
from .arrows import Arrow, DrawnArrow, Frame, TipNames
from .scale import exactly, squares

SQUARES = 5
"""Squares of the frame on each side of its centre."""

REACH = 4.4
"""Squares that the longest arrow takes at the most; the plain step alone may go beyond."""

_ROW = 29.0
_LEGEND = 470.0  # width of the legend where it stands beside the frame
_GAP = 26.0  # between the frame and the legend
_NAMES = 26.0  # room for w to the right of the frame and for b above it
_SAMPLE = 34.0  # room for an arrow's sample in the legend
_SPACE = 11.0  # between the legend's columns
_LEAST_TEXT = 16.0  # smaller text cannot be read from the last row
_LEAST = 150.0  # side of the frame


@dataclass(frozen=True)
class AnatomyPanel:
    """What the next step of one run is made of, at its head: w to the right, b up.

    - plain step: -learning_rate * gradient, what gradient descent would do at that rate. Where it
      is longer than the frame it is cut off, and said to go on.
    - gradient and momentum: the step's two parts (see `parts_of`), where something is carried over
      from the steps before; a parallelogram shows that they add up.
    - step: the step taken.

    One of them that is the same as another throughout the run is left out. The legend gives the
    numbers of the whole step. Steps shrink by orders of magnitude, so the scale changes during a
    run; it is written below, together with the one before it (see `squares`).

    Attributes
    ----------
    optimizer
        Whose step: of one that the scene runs, not one recorded elsewhere; the first if left out.
    """

    optimizer: str | None = None

    def __post_init__(self) -> None:
        allow.settle(self, optimizer=allow.optional(allow.name))

    @property
    def margins(self) -> Margins:
        """A little room; frame and legend share what there is."""
        return Margins(left=8, right=4, bottom=4, top=4)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnAnatomy:
        """Rule the frame and write the legend's words."""
        axes.set_axis_off()
        name = context.first(self.optimizer)
        run = context.trajectory(name)
        if name not in context.optimizers:
            raise InvalidInput(
                f"An anatomy panel asks for {name}, which was recorded elsewhere, so "
                "what its steps are made of is not known; choose "
                f"{' or '.join(context.optimizers)}."
            )
        steps = min(max(int(context.clock.last_step), 1), run.steps)
        parts = parts_of(context.optimizers[name], run, steps)
        arrows = _arrows(parts, context.theme, context.theme.path_color(name))
        places = _places(axes, len(arrows) + 3)
        _rule(axes, context.theme, places.frame)
        lengths = np.abs([parts.own, parts.carried, parts.taken]).max(axis=(0, 2))
        worth = squares(lengths, REACH)
        return DrawnAnatomy(axes, context, name, _Content(parts, arrows, worth), places)


class _Content(NamedTuple):
    parts: Parts
    arrows: Sequence[Arrow]
    worth: FloatArray


class _Places(NamedTuple):
    """The frame, and left, right and top of the legend, in pixels."""

    frame: Frame
    left: float
    right: float
    top: float


class DrawnAnatomy:
    """An anatomy panel whose frame and words stand."""

    def __init__(
        self, axes: Axes, context: PanelContext, name: str, content: _Content, places: _Places
    ) -> None:
        frame, self._content = places.frame, content
        muted = context.theme.muted
        self.sides = Stroke(axes, muted, 1.8, layer=0.1, transform=IdentityTransform())
        self.arrows = [
            DrawnArrow(axes, arrow, frame, layer=0.2 + 0.1 * i)
            for i, arrow in enumerate(content.arrows)
        ]
        look = DotLook(
            context.mark(name).marker, context.theme.path_color(name), context.theme.halo
        )
        self.head = Dot(axes, look, size=10, rim=2.1)
        self.head.set_transform(IdentityTransform())
        self.head.set_point(frame.centre, frame.centre)
        self.names = TipNames(axes, context, self.arrows, frame, content.worth)
        self.legend = _Legend(axes, context, name, content, places)

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the parallelogram, the arrows, the head, the names and the legend's numbers."""
        k = min(moment.whole, len(self._content.worth) - 1)
        worth = float(self._content.worth[k])
        for arrow in self.arrows:
            arrow.set(k, worth)
        self._set_sides(k, worth)
        self.names.set(moment)
        self.legend.set(k)
        strokes = [arrow.stroke for arrow in self.arrows]
        names = [*self.names.leaders, *self.names.texts]
        return [self.sides, *strokes, self.head, *names, *self.legend.texts]

    def name_places(self, moment: Moment) -> FloatArray:
        """Return where the names stand at a moment, (names, 2)."""
        return self.names.places.at(moment)

    def _set_sides(self, k: int, worth: float) -> None:
        """From the tips of the two parts to that of the step, which is their sum."""
        tips = {drawn.arrow.name: drawn.tip(k, worth) for drawn in self.arrows}
        sides = np.zeros((0, 2))
        if "momentum" in tips:
            sides = np.array([tips["gradient"], tips["step"], tips["momentum"]])
        self.sides.set_points(sides, sides)


class _Legend:
    """The run's name, a row for each arrow with its numbers, and the scale below."""

    def __init__(
        self, axes: Axes, context: PanelContext, name: str, content: _Content, places: _Places
    ) -> None:
        self._content, self._axes = content, axes
        self._dpi = figure_of(axes).dpi
        pixel = self._dpi / 100
        rooms = [self._widest(axis) for axis in (0, 1)]
        names, self._size = self._fitting(sum(rooms), (places.right - places.left) / pixel)
        rows = len(content.arrows) + 3
        feet = [places.top - (row + 0.75) * _ROW * pixel for row in range(rows)]
        column = places.right - (rooms[1] * self._size / TEXT.number + _SPACE) * pixel
        room = (column - places.left) / pixel - 2 * _SPACE
        fitter = Fitter(self._dpi, "bold")
        label = fitter.shortened([context.mark(name).label], [room], self._size)[0]
        self._put(places.left, feet[0], label, weight="bold", color=context.theme.path_color(name))
        for x, words in ((column, "$w$"), (places.right, "$b$")):
            self._put(x, feet[0], words, ha="right", color=context.theme.muted)
        self._numbers = []
        for arrow, words, foot in zip(content.arrows, names, feet[1:], strict=False):
            self._sample(arrow, places.left, foot)
            self._put(places.left + _SAMPLE * pixel, foot, words, color=arrow.color)
            for axis, x in enumerate((column, places.right)):
                text = self._put(
                    x, foot, "", ha="right", weight="bold", color=arrow.color, moves=True
                )
                self._numbers.append((text, arrow.values[:, axis]))
        self._scale = self._put(places.left, feet[-2], "", color=context.theme.ink, moves=True)
        self._before = self._put(places.left, feet[-1], "", color=context.theme.muted, moves=True)

    @property
    def texts(self) -> list[PictureText]:
        """What changes."""
        return [*(number for number, _ in self._numbers), self._scale, self._before]

    def set(self, k: int) -> None:
        """Write the numbers of a step, and its scale with the one before it."""
        for number, values in self._numbers:
            number.set_text(signed(float(values[k])))
        worth = self._content.worth
        self._scale.set_text(f"1 square = {exactly(float(worth[k]))}")
        changed = np.flatnonzero(np.diff(worth[: k + 1]))
        before = ""
        if len(changed):
            before = f"until step {changed[-1]:,}: {exactly(float(worth[changed[-1]]))}"
        self._before.set_text(before)

    def _fitting(self, numbers: float, room: float) -> tuple[list[str], float]:
        """Return what the arrows are called, in full if that fits, and the size of the text.

        `numbers` is the width that the numbers need at the usual size.
        """
        arrows, fixed = self._content.arrows, _SAMPLE + 2 * _SPACE
        for words in ([arrow.words for arrow in arrows], [arrow.name for arrow in arrows]):
            widths = [self._advance(PictureText(0, 0, each, size=TEXT.number)) for each in words]
            size = min(TEXT.number, TEXT.number * (room - fixed) / (max(widths) + numbers))
            if size >= _LEAST_TEXT:
                return words, size
        needed = fixed + (max(widths) + numbers) * _LEAST_TEXT / TEXT.number
        raise InvalidInput(
            f"The legend of an anatomy panel needs {needed:.0f} pixels and has {room:.0f}; "
            "give the panel a larger share."
        )

    def _widest(self, axis: int) -> float:
        """Width of the longest number of a column at the usual size, in design pixels."""
        text = PictureText(0, 0, "", size=TEXT.number, weight="bold")
        longest = 0.0
        for arrow in self._content.arrows:
            values = arrow.values[:: max(1, len(arrow.values) // 1000), axis]
            for words in {signed(float(value)) for value in values}:
                text.set_text(words)
                longest = max(longest, self._advance(text))
        return longest

    def _advance(self, text: PictureText) -> float:
        return text.advance(self._dpi) * 100 / self._dpi

    def _put(self, x: float, foot: float, words: str, **options: Any) -> PictureText:
        return PictureText(x, foot, words, size=self._size, **options).put(self._axes)

    def _sample(self, arrow: Arrow, left: float, foot: float) -> None:
        pixel = self._dpi / 100
        height = foot + 0.36 * _LEAST_TEXT * pixel  # the same, whatever size the text fits in
        self._axes.plot(
            [left + 3 * pixel, left + (_SAMPLE - 10) * pixel], [height, height], color=arrow.color,
            linewidth=points(arrow.width), solid_capstyle="round", transform=IdentityTransform(),
            clip_on=False,
        )  # fmt: skip


def _arrows(parts: Parts, theme: Theme, color: str) -> list[Arrow]:
    """The arrows that tell something, from the lowest: the step is the widest, seen beneath all."""
    carried = theme.spare if color != theme.spare else theme.paths["nesterov"]
    plain_words = r"plain step $-\eta\nabla L$"
    if not parts.carries and parts.is_plain:
        return [Arrow("step", r"step $-\eta\nabla L$", parts.taken, color, 6.5)]
    arrows = [Arrow("step", "step taken", parts.taken, color, 6.5)]
    if parts.plain is not None and not parts.is_plain:
        arrows.append(Arrow("plain", plain_words, parts.plain, theme.muted, 3.0))
    if parts.carries:
        words = plain_words if parts.is_plain else "gradient's part"
        arrows.append(Arrow("gradient", words, parts.own, theme.ink, 3.0))
        arrows.append(Arrow("momentum", "momentum's part", parts.carried, carried, 3.0))
    return arrows


def _places(axes: Axes, rows: int) -> _Places:
    """Put the legend beside the frame or below it, whichever leaves the frame more room."""
    box, scale = axes.bbox, figure_of(axes).dpi / 100
    width, height = box.width / scale, box.height / scale
    beside = min(height - _NAMES, width - _NAMES - _GAP - _LEGEND)
    below = min(height - _NAMES - _GAP - rows * _ROW, width - 2 * _NAMES)
    side = max(beside, below)
    if side < _LEAST:
        raise InvalidInput(
            f"An anatomy panel has {width:.0f}x{height:.0f} pixels, which leaves its frame "
            f"{max(side, 0):.0f}; give it room for {_LEAST:.0f}."
        )
    half = side / 2 * scale
    if beside > below:
        left = box.x0 + (side + _NAMES + _GAP) * scale
        middle = box.y1 - _NAMES * scale - half
        top = middle + rows * _ROW / 2 * scale
        frame = Frame(np.array([box.x0 + half, middle]), half, half / SQUARES, scale)
        return _Places(frame, left, min(box.x1, left + _LEGEND * scale), top)
    centre = np.array([(box.x0 + box.x1) / 2, box.y1 - _NAMES * scale - half])
    spare = max(width - _LEGEND, 0) / 2 * scale
    top = centre[1] - half - _GAP / 2 * scale
    frame = Frame(centre, half, half / SQUARES, scale)
    return _Places(frame, box.x0 + spare, box.x1 - spare, top)


def _rule(axes: Axes, theme: Theme, frame: Frame) -> None:
    """Draw the squares, the two axes through the head, and their names outside."""
    x, y = frame.centre
    for i in range(-SQUARES, SQUARES + 1):
        at, color = i * frame.square, theme.muted if i == 0 else theme.faint
        for xs, ys in (
            ([x + at, x + at], [y - frame.half, y + frame.half]),
            ([x - frame.half, x + frame.half], [y + at, y + at]),
        ):
            axes.plot(
                xs, ys, color=color, linewidth=points(1.3 if i == 0 else 0.9),
                zorder=1.1 if i == 0 else 1, transform=IdentityTransform(), clip_on=False,
            )  # fmt: skip
    gap, drop = 8 * frame.scale, 0.36 * TEXT.body * frame.scale
    names = (
        (x + frame.half + gap, y - drop, "$w$", "left"),
        (x, y + frame.half + gap, "$b$", "center"),
    )
    for left, foot, words, side in names:
        PictureText(left, foot, words, size=TEXT.body, ha=side, color=theme.ink).put(axes)
