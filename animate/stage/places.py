"""Which panels of a scene stand where in a picture, and what they may know of the scene."""

from __future__ import annotations

from typing import NamedTuple

from ..scene.emphasis import panel_of
from ..scene.layout import Box, arrange, cells, design_size, is_wide
from ..scene.panel import Panel, PanelContext, Stackable, Stacking
from ..scene.scene import Scene
from ..scene.stacking import Wants, stacked
from ..style.run_styles import dressed
from ..style.theme import Theme
from .banner_plan import plan_of


class Places(NamedTuple):
    """The panels that are shown; the boxes of their axes and their cells, in design pixels."""

    panels: dict[str, Panel]
    boxes: dict[str, Box]
    cells: dict[str, Box]


def pages_of(context: PanelContext, scene: Scene, size: tuple[int, int]) -> list[Places]:
    """Return which panels of a scene are shown and where.

    One page has them all, but in a tall or square picture without room for what is spoken of: what
    the first leaves out stands on others, which take turns with it. See `stacking` for what is not
    shown at all.
    """
    width, height, scale = design_size(size)
    panels = dict(scene.panels)
    if is_wide(size):
        margins = {name: panel.margins for name, panel in panels.items()}
        table = (scene.rows, margins, (scene.widths, scene.heights), (width, height))
        return [Places(panels, arrange(*table), cells(*table))]
    with context.theme.applied():
        room = plan_of(context, scene.title, (width, height), 100 * scale).room
    asked = {
        name: panel.stacking(len(context.trajectories))
        if isinstance(panel, Stackable)
        else Stacking()
        for name, panel in panels.items()
    }
    usual = {name: asked[name].instead or panel for name, panel in panels.items()}
    inner = {name: asked[name].inner or panel for name, panel in usual.items()}
    small = {name: asked[name].small or panel for name, panel in usual.items()}
    wants = {
        name: Wants(usual[name].margins, inner[name].margins, small[name].margins, asked[name])
        for name in panels
    }
    told, first = spoken_of(scene), list(scene.keep)
    pages: list[Places] = []
    while first or not pages:
        stack = stacked(scene.rows, wants, first, room, told)
        drawn = usual | {n: inner[n] for n in stack.inner} | {n: small[n] for n in stack.small}
        pages.append(Places({n: drawn[n] for n in stack.boxes}, stack.boxes, stack.cells))
        shown = {name for page in pages for name in page.panels}
        first = [name for name in told if name not in shown]
    return pages


def spoken_of(scene: Scene) -> list[str]:
    """Return the panels that a caption, a callout or a verb names."""
    clock, names = scene.clock, list(scene.panels)
    found = [panel_of(target, names) for target in clock.targets]
    told = [each[0] for each in found if each]
    told += [callout.panel for callout in clock.all_callouts]
    told += [name for segment in clock.segments for name in segment.panels]
    return [name for name in dict.fromkeys(told) if name in names]


def context_of(scene: Scene, theme: Theme, fps: float = 25.0) -> PanelContext:
    """Return what the panels of a scene may know about it."""
    return PanelContext(
        scene.surface,
        scene.trajectories,
        scene.clock,
        dressed(theme, scene.trajectories),  # a colour for each run, also one that no theme knows
        scene.steps,
        {optimizer.name: optimizer for optimizer in scene.optimizers},
        fps=fps,
        targets=scene.clock.targets,
    )
