"""Every scene can be read at its start, its events and its end, in both themes, large and small."""

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import FancyBboxPatch

from gradreel.animate import Callout, ContourPanel, Hold, Play, Stage, Timeline
from gradreel.animate.drawing.dots import Dot
from gradreel.animate.stage.places import context_of
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.scenes.lecture import SCENE as FILM

# Where words stand goes by the size and not by the theme, what is faint by the theme alone.
LOOKS = ((LIGHT, (480, 270)), (DARK, (1280, 720)))
CASES = [
    pytest.param((scene, theme, size), id=f"{scene.name}-{theme.name}-{size[0]}")
    for scene in FILM.scenes
    for theme, size in LOOKS
]
LEAST_CONTRAST = 4.5  # of text, WCAG 2
LEAST_OF_PATHS = 3.0
SHARE = 0.3  # of a text's box that a colour fills before it counts as what lies under the text


def looked_at(stage):
    """Frames that matter: the first and the last of every segment; holds stand still between."""
    clock = stage.scene.clock
    ends = np.cumsum([0, *(segment.seconds for segment in clock.segments)])
    count = len(stage)
    shares = [(start + 0.02, end - 0.02) for start, end in pairwise(ends)]
    found = {0, count - 1}
    for pair in shares:
        found |= {min(int(second / clock.seconds * (count - 1)), count - 1) for second in pair}
    return sorted(found)


def is_plate(artist):
    """Whether it covers what lies below it; a frame around what is pointed at does not."""
    return isinstance(artist, FancyBboxPatch) and artist.get_fill()


def overlap(one, other):
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    upright = min(one.y1, other.y1) - max(one.y0, other.y0)
    return across, upright


def luminance(rgb):
    rgb = np.asarray(rgb, float)
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def under(frame, box, color):
    """What lies under a text: the commonest colour of its box, and others that fill much of it."""
    height = len(frame)
    rows = slice(max(int(height - box.y1), 0), int(height - box.y0) + 1)
    part = frame[rows, max(int(box.x0), 0) : int(box.x1) + 1].reshape(-1, 3)
    counts = np.bincount(part // 8 @ (32 * 32, 32, 1))  # colours told apart by 5 bits of each part
    commonest = np.argsort(-counts, kind="stable")[:4]
    found = np.stack(np.unravel_index(commonest, (32, 32, 32)), axis=-1) * 8 + 4
    own = np.array(color) * 255
    return [
        each / 255
        for number, each in enumerate(found)
        if number == 0
        or (counts[commonest[number]] >= SHARE * len(part) and np.abs(each - own).max() > 40)
    ]


class Picture:
    """A frame of a stage, and what can be wrong with it: each check gives its complaints."""

    def __init__(self, stage, index, read):
        self.size, self.dpi = stage.size, stage.figure.dpi
        self.frame = stage.frame(index)
        self.texts = read(stage, index)
        moving = stage.moving(stage.moment(index))
        self.plates = [a.get_window_extent() for a in moving if is_plate(a)]
        self.dots = [a.pixel for a in moving if isinstance(a, Dot) and a.get_visible()]

    def cut_off(self):
        boxes = [(text.get_text(), box) for text, box in self.texts]
        boxes += [("a plate", box) for box in self.plates]
        width, height = self.size
        return [
            words
            for words, box in boxes
            if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height
        ]

    def overlapping(self):
        found = []
        for (text, box), (other, there) in combinations(self.texts, 2):
            across, upright = overlap(box, there)
            if text.get_text() == other.get_text() and box.x0 == there.x0 and box.y0 == there.y0:
                continue  # what glows is drawn over itself
            # The boxes hold room for the tallest letters: a rim of it may be shared.
            if across > 1 and upright > 0.004 * self.size[1] + 1:
                found.append((text.get_text(), other.get_text()))
        return found

    def under_plates(self):
        found = []
        for plate in self.plates:
            for text, box in self.texts:
                own = plate.x0 <= box.x0 and box.x1 <= plate.x1 and overlap(plate, box)[1] > 0
                if not own and min(overlap(plate, box)) > 0:
                    found.append(text.get_text())
        pairs = combinations(self.plates, 2)
        return found + ["a plate" for one, other in pairs if min(overlap(one, other)) > 0]

    def covered_heads(self):
        boxes = [(text.get_text(), box) for text, box in self.texts]
        boxes += [("a plate", box) for box in self.plates]
        return [
            words
            for words, box in boxes
            for x, y in self.dots
            if box.x0 < x < box.x1 and box.y0 < y < box.y1
        ]

    def too_small(self):
        return [
            text.get_text()
            for text, _ in self.texts
            if text.get_fontsize() * self.dpi / 72 < self.size[1] / 45 - 1e-6
        ]

    def faint(self):
        found = []
        for text, box in self.texts:
            color, halo = to_rgb(text.get_color()), getattr(text, "_halo", None)
            grounds = [to_rgb(halo)] if halo else under(self.frame, box, color)
            if any(contrast(color, ground) < LEAST_CONTRAST for ground in grounds):
                found.append(text.get_text())
        return found


CHECKS = (
    Picture.cut_off,
    Picture.overlapping,
    Picture.under_plates,
    Picture.covered_heads,
    Picture.too_small,
    Picture.faint,
)


@pytest.mark.parametrize("case", CASES)
def test_scene_can_be_read(case, read, small_stage_of, large_stage_of):
    scene, theme, size = case
    stage = (small_stage_of if theme is LIGHT else large_stage_of)(scene.name)
    assert (stage.theme, stage.size) == (theme, size)
    limits = [(axes.get_xlim(), axes.get_ylim()) for axes in stage.figure.axes]
    complaints = []
    for index in looked_at(stage):
        picture = Picture(stage, index, read)
        assert len(picture.texts) > 5
        for check in CHECKS:
            if found := check(picture):
                complaints.append((check.__name__, index, found))
    assert not complaints
    # axes do not move during a run
    assert [(axes.get_xlim(), axes.get_ylim()) for axes in stage.figure.axes] == limits


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("scene", FILM.scenes, ids=lambda scene: scene.name)
def test_paths_stand_out_from_rim_and_ground_and_differ_by_marker(scene, theme):
    context = context_of(scene, theme)
    for name in scene.trajectories:
        color = to_rgb(context.theme.path_color(name))
        for ground in (theme.halo, theme.background):
            assert contrast(color, to_rgb(ground)) >= LEAST_OF_PATHS, name
    marks = [context.mark(name).marker for name in scene.trajectories]
    assert len(set(marks)) == len(marks)


def test_the_checks_see_what_is_wrong(read):
    """Each check complains of a scene made wrong on purpose."""
    scene = next(each for each in FILM.scenes if each.name == "right_angle")
    alone = {"panels": {"map": ContourPanel()}, "rows": (("map",),), "widths": (), "heights": ()}
    corner = scene.events["corner"]
    crossing = Callout("map", "right on its head", at=corner, offset=(0, 0))
    cut = Callout("map", "a text that runs out of the picture", point=(1.5, -3.4), offset=(60, 0))
    both = Callout("map", "two in one place", point=(1.5, -3.4), offset=(50, 0))
    timeline = Timeline((Play(corner, 1), Hold(1, callouts=(crossing, cut, both))))
    stage = Stage(replace(scene, timeline=timeline, **alone), (640, 360))
    picture = Picture(stage, len(stage) - 1, read)
    assert picture.covered_heads()
    assert picture.cut_off()
    assert picture.under_plates()
    assert picture.overlapping()
    title = picture.texts[0][0]
    title.set(fontsize=1, color="#e0e0e0")
    assert picture.too_small()
    assert picture.faint()
