"""What surrounds the panels of every scene: the title above, the step and its caption below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from ..drawing.fitting import LEAST, Fitter
from ..drawing.moving import figure_of
from ..drawing.text import PictureText
from ..scene.clock import Moment
from ..scene.panel import Margins, PanelContext
from ..scene.placeholders import Numbers
from ..scene.terms import Piece, pieces, pieces_of_lines
from .banner_plan import STEP, BannerPlan, captions_of, plan_of


class Banner:
    """Title, step and caption, on axes that fill the picture.

    Parameters
    ----------
    title
        Of the scene; its timeline may have others that take its place.
    hues
        The colour of each target that a caption may name.
    """

    title: str
    hues: Mapping[str, str]

    margins: Margins = Margins()

    def __init__(self, title: str, hues: Mapping[str, str]) -> None:
        self.title, self.hues = title, hues

    def draw(self, axes: Axes, context: PanelContext) -> DrawnBanner:
        """Write the title, and measure the room that the longest caption has."""
        axes.set_axis_off()
        return DrawnBanner(axes, context, self)


class DrawnBanner:
    """A banner whose title stands, unless the timeline has more than one."""

    def __init__(self, axes: Axes, context: PanelContext, banner: Banner) -> None:
        self._axes, self._dpi = axes, figure_of(axes).dpi
        self._scale = self._dpi / 100
        self._ink, self._muted, self._hues = context.theme.ink, context.theme.muted, banner.hues
        width, height = (side / self._scale for side in axes.bbox.size)
        self._plan = plan = plan_of(context, banner.title, (width, height), self._dpi)
        self._titles = self._written(plan)
        word = self._text(plan.side, plan.step_foot, "step ", STEP, self._ink, "bold")
        left = plan.side + word.advance(self._dpi) / self._scale
        self._step = self._text(left, plan.step_foot, "", STEP, self._ink, "bold", moves=True)
        self._pace = self._text(plan.side, plan.pace_foot, "", LEAST, self._muted, moves=True)
        self._numbers, self._fitter = Numbers(context), Fitter(self._dpi)
        many = max((len(pieces(text)) for text in captions_of(context)), default=1)
        left, foot, size = plan.caption_left, plan.foot, plan.caption_size
        self._caption = [
            [self._text(left, foot, "", size, self._muted, moves=True) for _ in range(many)]
            for _ in range(plan.caption_lines)
        ]

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the step, the pace and the caption, and the title where it changes."""
        self._pace.set_text(moment.pace)
        self._step.set_text(f"{moment.whole:,}")
        words, plan = pieces(self._numbers.fill(moment.caption, moment.whole)), self._plan
        lines = [words]
        if len(self._caption) > 1:
            whole = "".join(piece.words for piece in words)
            broken = self._fitter.lines(whole, plan.caption_room, plan.caption_size)
            lines = pieces_of_lines(words, broken[: len(self._caption)])
        feet = plan.caption_feet(len(lines))
        for number, texts in enumerate(self._caption):
            written = lines[number] if number < len(lines) else ()
            foot = feet[number] * self._scale if number < len(feet) else None
            self._write(texts, written, foot, None if moment.said == 1 else moment.said)
        title = self._titles.get(moment.title, ())
        for text in title:
            text.set_alpha(None if moment.titled == 1 else moment.titled)
        return [self._step, self._pace, *(text for line in self._caption for text in line), *title]

    def _write(
        self, texts: Sequence[PictureText], words: Sequence[Piece], foot: float | None,
        alpha: float | None,
    ) -> None:  # fmt: skip
        """Write the pieces of a line one behind the other, each in the colour of its target."""
        pen = self._plan.caption_left * self._scale
        for number, text in enumerate(texts):
            piece = words[number] if number < len(words) else Piece("")
            text.set_color(self._hues.get(piece.target, self._muted))
            text.set_alpha(alpha)
            text.set_text(piece.words)
            text.set_x(pen)
            if foot is not None:
                text.set_y(foot)
            pen += text.advance(self._dpi) if piece.words else 0.0

    def _written(self, plan: BannerPlan) -> dict[str, list[PictureText]]:
        """Write each title; return those that change, by what they are."""
        moves = len(plan.titles) > 1
        written = {
            key: [
                self._text(plan.side, foot, line, plan.title_size, self._ink, "bold", moves=moves)
                for line, foot in reversed([*zip(lines, plan.title_feet(len(lines)), strict=True)])
            ]
            for key, lines in plan.titles.items()
        }
        return written if moves else {}

    def _text(
        self, x: float, y: float, words: str, size: float, color: str, weight: str = "normal", *,
        moves: bool = False,
    ) -> PictureText:  # fmt: skip
        text = PictureText(
            x * self._scale, y * self._scale, words, size=size, color=color, weight=weight,
            moves=moves,
        )  # fmt: skip
        return text.put(self._axes)
