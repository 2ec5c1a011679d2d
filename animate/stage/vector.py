"""A frame as lines, areas and letters instead of pixels, for paper.

Matplotlib's vector formats have 72 units to the inch, and what panels place in pixels must fall
into them. So the scene is set up anew in a picture whose pixels are these units, from the same
moment; nothing in it is a raster but what a panel has only as one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
from matplotlib.figure import Figure

from gradreel.core import disk
from gradreel.core.errors import InvalidInput

from ..scene.clock import Moment
from ..scene.layout import design_size
from ..scene.panel import Zoomable
from ..scene.scene import Scene
from ..scene.segments import Segment
from ..scene.timeline import Timeline
from ..style.theme import POINTS_PER_PIXEL
from .film_stage import FilmStage
from .opening import AnyStage
from .stage import Stage

_SAVING: dict[Any, Any] = {
    "svg.fonttype": "path",  # outlines: the letters are the same without the font
    "svg.hashsalt": "gradreel",  # names inside the file are the same at each writing
    "svg.id": None,
    "pdf.fonttype": 42,  # the font goes with the file, and text can be searched
    "pdf.compression": 6,
}
_SVG_SIDE = re.compile(r'\b(width|height)="[\d.]+pt"')


def write_svg(stage: AnyStage, index: int, path: Path, tags: Mapping[str, str]) -> None:
    """Write a frame as SVG, its nominal size that of the stage in pixels."""
    words = {"Title": tags["title"], "Description": tags["description"]}
    _save(stage, index, path, {**words, "Keywords": [tags["comment"]], "Date": None})
    sides = dict(zip(("width", "height"), stage.size, strict=True))
    text = path.read_text(encoding="utf-8")  # its first two sides are those of the whole
    text = _SVG_SIDE.sub(lambda found: f'{found[1]}="{sides[found[1]]}"', text, count=2)
    disk.write(path, text)


def write_pdf(stage: AnyStage, index: int, path: Path, tags: Mapping[str, str]) -> None:
    """Write a frame as a page of PDF, 100 design pixels to the inch."""
    words = {"Title": tags["title"], "Subject": tags["description"], "Keywords": tags["comment"]}
    _save(stage, index, path, {**words, "CreationDate": None, "Creator": None, "Producer": None})


def _save(stage: AnyStage, index: int, path: Path, metadata: Mapping[str, object]) -> None:
    with stage.theme.applied():
        figure = vector_figure(stage, index)
        mpl.rcParams.update(_SAVING)
        with disk.writing(path) as file:
            figure.savefig(file, format=path.suffix[1:].lower(), metadata=dict(metadata))


def vector_figure(stage: AnyStage, index: int) -> Figure:
    """Return a figure of its own with everything that frame `index` shows, to be saved as it is."""
    if isinstance(stage, FilmStage):
        raise InvalidInput(
            f"A vector still of the film {stage.scene.name} was asked for; ask one of its scenes: "
            f"{', '.join(scene.name for scene in stage.scene.scenes)}."
        )
    moment = stage.moment(index)
    width, height, _ = design_size(stage.size)
    # Not whole numbers: they are no pixels here, only units of length.
    units = cast("tuple[int, int]", (width * POINTS_PER_PIXEL, height * POINTS_PER_PIXEL))
    still = Stage(
        _as_changed(stage.scene, moment), units,
        theme=stage.theme, fps=stage.fps, transparent=stage.transparent,
    )  # fmt: skip
    page = still.page(index)
    for artist in page.moving(page.moment(index)):
        artist.set_animated(False)
    return page.figure


def _as_changed(scene: Scene, moment: Moment) -> Scene:
    """Return the scene with its panels as they are at a moment; those that stand change no more."""
    panels = dict(scene.panels)
    for name, progress in moment.changes.items():
        panel = panels[name]
        if progress > 0 and isinstance(panel, Zoomable):
            panels[name] = panel.changed(scene.surface, progress)
    segments = [
        _without(segment, {name for name in panels if panels[name] is not scene.panels[name]})
        for segment in scene.clock.segments
    ]
    timeline = Timeline.of(replace(scene.clock, segments=tuple(segments)))
    return replace(scene, panels=panels, timeline=timeline)


def _without(segment: Segment, changed: Collection[str]) -> Segment:
    """Return a segment that changes none of the panels that have been changed already."""
    first, *others = [name for name in segment.panels if name not in changed] or [""]
    return replace(segment, panel=first, also=tuple(others))
