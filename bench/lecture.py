"""How the lecture is shown: what stands still, how long words stay, how small its texts are.

`python -m bench.lecture` prints it as tables; names of scenes choose among those of the film.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from matplotlib.text import Text

from gradreel.animate import FilmStage, Scene, Stage
from gradreel.animate.scene.film import Film
from gradreel.animate.scene.plain_text import plain
from gradreel.animate.scene.spoken import joined, spoken
from gradreel.animate.scene.words_check import reading_seconds
from gradreel.animate.style.theme import DARK, LIGHT, Theme
from gradreel.scenes.lecture import SCENE

SIZES = ((1280, 720), (480, 270), (1080, 1920), (1080, 1080))
SMALL = (320, 180)
POINT = 72.0  # to the inch


def standing(stage: Stage | FilmStage) -> tuple[int, int]:
    """Count the frames that equal their predecessor, and those that have one."""
    equal = sum(np.array_equal(one, other) for one, other in pairwise(stage.frames()))
    return equal, len(stage) - 1


def words(scene: Scene) -> Iterator[tuple[str, float, float, str]]:
    """Go through captions and callouts: what each is, its seconds, those of reading, the words."""
    for each in joined(spoken(scene.clock)):
        if each.text:
            yield each.what, each.seconds, reading_seconds(each.text), plain(each.text)


def smallest(scene: Scene, size: tuple[int, int], theme: Theme) -> tuple[float, str]:
    """Return the height of the smallest letters that are drawn, in pixels, and their words."""
    stage = Stage(scene, size, theme=theme, fps=2)
    found = []
    for index in range(0, len(stage), 4):
        page = stage.page(index)
        still = [text for text in page.figure.findobj(Text) if not text.get_animated()]
        found += [(_pixels(text), text.get_text()) for text in still if _is_read(text)]
        moving = page.moving(page.moment(index))
        texts = (each for each in moving if isinstance(each, Text) and _is_read(each))
        found += [(_pixels(text), text.get_text()) for text in texts]
    return min(found)


def _is_read(text: Text) -> bool:
    shown = text.axes is None or text.axes.axison or text not in _labels(text)
    return bool(text.get_text().strip()) and text.get_visible() and shown


def _labels(text: Text) -> list[Text]:
    axes = text.axes
    assert axes is not None
    ticks = [*axes.get_xticklabels(), *axes.get_yticklabels()]
    return [axes.xaxis.label, axes.yaxis.label, *ticks]


def _pixels(text: Text) -> float:
    figure = text.get_figure(root=True)
    assert figure is not None
    return float(text.get_fontsize()) * figure.dpi / POINT


def report(film: Film, scenes: Sequence[Scene], fps: float, sizes: bool) -> Iterator[str]:
    """Go through the lines of the tables."""
    yield f"{'scene':16} {'seconds':>7} {'still':>6}"
    total, equal = 0, 0
    for scene in scenes:
        still, frames = standing(Stage(scene, SMALL, fps=fps))
        total, equal = total + frames, equal + still
        yield f"{scene.name:16} {scene.clock.seconds:7.1f} {still / max(frames, 1):6.0%}"
    yield f"{'all':16} {total / fps:7.1f} {equal / max(total, 1):6.0%}"
    if len(scenes) == len(film.scenes):
        still, frames = standing(FilmStage(film, SMALL, fps=fps))
        yield f"{'the film':16} {frames / fps:7.1f} {still / max(frames, 1):6.0%}"
    yield f"\n{'scene':16} {'what':8} {'seconds':>7} {'reading':>7}  words"
    for scene in scenes:
        for what, shown, needed, said in words(scene):
            short = "" if shown >= needed - 1e-6 else "  TOO SHORT"
            yield f"{scene.name:16} {what:8} {shown:7.1f} {needed:7.1f}  {said}{short}"
    if sizes:
        heads = [f"{w}x{h} {theme.name}" for w, h in SIZES for theme in (LIGHT, DARK)]
        yield "\nsmallest letters, in pixels\n" + f"{'scene':16} " + " ".join(heads)
        for scene in scenes:
            least = [smallest(scene, size, theme) for size in SIZES for theme in (LIGHT, DARK)]
            row = (f"{low:{len(head)}.1f}" for (low, _), head in zip(least, heads, strict=True))
            yield f"{scene.name:16} " + " ".join(row)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.lecture", description=__doc__)
    parser.add_argument("scenes", nargs="*", help="of the film; all if left out")
    parser.add_argument("--fps", type=float, default=10.0, help="at which frames are compared")
    parser.add_argument("--no-sizes", action="store_true", help="leave out the sizes of texts")
    given = parser.parse_args(arguments)
    known = {scene.name: scene for scene in SCENE.scenes}
    odd = [name for name in given.scenes if name not in known]
    if odd:
        parser.error(f"the film has no scene {odd[0]!r}; choose among {', '.join(known)}")
    scenes = [known[name] for name in given.scenes] or list(SCENE.scenes)
    for line in report(SCENE, scenes, given.fps, not given.no_sizes):
        print(line, flush=True)


if __name__ == "__main__":
    main()
