"""Pictures of sweeps: whole, legible, and the same whatever the size of their texts."""

from itertools import combinations

import numpy as np
import pytest

from gradreel.animate import Stage
from gradreel.animate.drawing.text import PictureText
from gradreel.animate.panels.sweep.color_scale import COUNT, Shades, lost_color, waiting_color
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.core import Momentum

from ..style.test_theme import ciede2000, lab
from .swept import GROUNDS, RATES, sweeping, texts_of


@pytest.mark.parametrize(("surface", "start", "optimizer", "vary"), GROUNDS)
@pytest.mark.parametrize(("size", "theme"), [((480, 270), DARK), ((1280, 720), LIGHT)])
def test_pictures_of_all_kinds_are_whole(surface, start, optimizer, vary, size, theme):
    stage = Stage(sweeping(optimizer, surface(), tuple(start), **vary).scene(), size,
                  theme=theme, fps=2)  # fmt: skip
    last = len(stage) - 1
    assert np.array_equal(stage.frame(last), stage.redraw(last))
    boxes = texts_of(stage)
    assert not any("…" in words for words, _ in boxes)
    check_apart(boxes, size)


@pytest.mark.parametrize(("size", "theme"), [((480, 270), DARK), ((1280, 720), LIGHT)])
@pytest.mark.parametrize("vary", [{}, {"learning_rate": RATES}], ids=["map", "curve"])
def test_no_text_touches_another_or_the_edge(size, theme, vary):
    stage = Stage(sweeping(Momentum(), **vary).scene(), size, theme=theme, fps=5)
    stage.frame(len(stage) - 1)
    boxes = texts_of(stage)
    assert len(boxes) > 12
    check_apart(boxes, size)


def check_apart(boxes, size):
    """All stand in the picture, and none touches another."""
    for words, box in boxes:
        assert 0 <= box.x0 < box.x1 <= size[0], words
        assert 0 <= box.y0 < box.y1 <= size[1], words
    for (words, box), (others, other) in combinations(boxes, 2):
        across = min(box.x1, other.x1) - max(box.x0, other.x0)
        assert min(across, min(box.y1, other.y1) - max(box.y0, other.y0)) <= 1, (words, others)


def test_pictures_without_text_do_not_depend_on_its_size(monkeypatch):
    """Text grows and shrinks with FreeType; what is compared without it must not."""
    scene = sweeping(Momentum()).scene()
    plain = Stage(scene, (480, 270), fps=5, text=False).frame(9)
    monkeypatch.setattr(PictureText, "advance", lambda self, dpi: 7 + len(self.get_text()))
    assert np.array_equal(Stage(scene, (480, 270), fps=5, text=False).frame(9), plain)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_both_greys_are_told_from_every_colour(theme):
    shades = Shades(theme, 1.0, 100.0)(np.geomspace(1.0, 100.0, COUNT)) / 255
    greys = [lab(grey(theme), "usual") for grey in (waiting_color, lost_color)]
    for grey in greys:
        for shade in shades:
            assert ciede2000(grey, lab(tuple(shade[:3]), "usual")) > 7
        assert ciede2000(grey, lab(theme.background, "usual")) > 5
    assert ciede2000(*greys) > 10
