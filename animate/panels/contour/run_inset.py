"""A small map with one run that is not of the scene's own: a cell of a sweep, looked into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core import NEAR, Trajectory, allow
from gradreel.core.trajectory import single_run

from ...drawing.fitting import Fitter
from ...drawing.levels import levels_of
from ...drawing.moving import figure_of
from ...drawing.signs import SIGN, SIZE, Sign, look_of, rim_of
from ...drawing.stars import stars_in, starts_of
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT, points
from .ground import Ground, Losses
from .landmarks import draw_stars, draw_starts
from .paths import Path
from .small_map import BANDS, Verdict, bare

LINE = 1.35
"""Distance of the two lines above the map, as a multiple of the text's size."""

_SIZE, _AFTER = TEXT.tick, 8.0


@dataclass(frozen=True)
class RunInset:
    """The path of a run on a small map, by the clock of the scene, and words above.

    Attributes
    ----------
    run
        Whose path.
    heading
        Why it is shown: "fastest", for one.
    words
        What it is: its hyperparameters, for one.
    sign
        That stands in the picture where the run is from.
    spacing
        Of the contours, as of a `ContourPanel`.
    radius
        How near to the minimum counts as there, in units of the params.
    """

    run: Trajectory
    heading: str
    words: str
    sign: Sign
    spacing: Literal["linear", "log"] = "linear"
    radius: float = NEAR

    def __post_init__(self) -> None:
        allow.settle(
            self,
            run=single_run,
            heading=allow.text,
            words=allow.text,
            sign=SIGN,
            spacing=allow.choice("linear", "log"),
            radius=allow.number(above=0),
        )

    @property
    def margins(self) -> Margins:
        """Room for the two lines above the map."""
        return Margins(left=18, top=2 * LINE * _SIZE + 6, bottom=8)

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask to stand beside the other one."""
        return Stacking(least=110, half=True)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnRunInset:
        """Draw the surface and write the words."""
        window, name = context.surface.window, self.run.name
        color = context.theme.path_color(next(iter(context.trajectories)))
        theme = replace(context.theme, paths={**context.theme.paths, name: color})
        context = replace(context, trajectories={name: self.run}, theme=theme)
        bare(axes, window)
        losses = Losses.seen(axes, context.surface, window)
        Ground(levels_of(losses.loss, BANDS, self.spacing), window).draw(axes, context, losses)
        draw_starts(axes, context, starts_of([self.run]))
        draw_stars(axes, context, stars_in(context.surface, window))
        verdict = Verdict(context, name, self.radius)
        place = self._write(axes, context, verdict)
        return DrawnRunInset(Path(axes, context, name), verdict, place)

    def _write(self, axes: Axes, context: PanelContext, verdict: Verdict) -> PictureText:
        """Write the heading and what the run is, and return the text for where it is."""
        theme, box, scale = context.theme, axes.bbox, figure_of(axes).dpi / 100
        lower = box.y1 + 0.45 * _SIZE * scale
        upper, look = lower + LINE * _SIZE * scale, look_of(self.sign, theme)
        axes.plot(
            box.x0 + SIZE / 2 * scale, upper + 0.36 * _SIZE * scale, marker=look.marker,
            markersize=points(SIZE), markerfacecolor=look.fill, markeredgecolor=look.edge,
            markeredgewidth=points(rim_of(self.sign)), clip_on=False,
            transform=IdentityTransform(),
        )  # fmt: skip
        left, wide = SIZE + _AFTER, box.width / scale
        plain, bold = Fitter.of(axes), Fitter.of(axes, "bold")
        said = max(plain.width(words, _SIZE) for words in verdict.longest())
        if bold.width(self.heading, _SIZE) <= wide - left - said - _AFTER:  # else the sign says it
            PictureText(
                box.x0 + left * scale, upper, self.heading, size=_SIZE, weight="bold",
                color=theme.ink,
            ).put(axes)  # fmt: skip
        words, size = plain.fit(self.words, wide, _SIZE)
        PictureText(box.x0, lower, words, size=size, color=theme.muted).put(axes)
        place = PictureText(box.x1, upper, "", size=_SIZE, ha="right", moves=True, color=theme.ink)
        return place.put(axes)


class DrawnRunInset:
    """A small map whose surface stands."""

    path: Path
    place: PictureText

    def __init__(self, path: Path, verdict: Verdict, place: PictureText) -> None:
        self.path, self.place, self._verdict = path, place, verdict

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the path, the head and where the run is."""
        self.path.set(moment)
        self.place.set_text(self._verdict.words(moment.whole))
        return [*self.path.strokes, self.path.head, self.place]
