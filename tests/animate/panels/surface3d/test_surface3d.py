"""The surface in 3D: by geometry, by the data of its artists, and at every angle."""

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from gradreel.animate import Hold, Play, Stage, SurfacePanel, Timeline
from gradreel.animate.drawing.text import PictureText
from gradreel.animate.panels.surface3d.block import Block
from gradreel.animate.panels.surface3d.surface3d import DrawnSurface
from gradreel.animate.panels.surface3d.turntable import Turntable, View
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.core import Ackley, GradientDescent, Momentum, Neuron, Quadratic, Rosenbrock, Window
from gradreel.core.errors import InvalidInput

ROUND = SurfacePanel(swing=180.0)
"""Goes past every angle in half a period."""


def stage_of(small, panel=None, size=(640, 360), **changes):
    scene = replace(
        small, panels={"3d": panel or SurfacePanel()}, rows=(("3d",),), widths=(), **changes
    )
    return Stage(scene, size, fps=10)


def drawn(stage) -> DrawnSurface:
    return stage._sheet.panels["3d"]


def moments(stage, seconds):
    return [replace(stage.moment(5), seconds=second) for second in seconds]


def block(surface=None, cells=40, bands=(10, "linear")):
    surface = surface or Quadratic()
    return Block(surface, surface.window, bands, 0.9, cells)


def view(azimuth, elevation=40.0, scale=100.0):
    return View(math.radians(azimuth), math.radians(elevation), scale, (0.0, 0.0))


def test_projection_is_a_turn_and_a_tilt():
    """Against the textbook's two rotation matrices."""
    points = np.random.default_rng(5).uniform(-1, 1, (50, 3))
    seen = view(-50, 35)
    turn, tilt = seen.angle, seen.elevation
    about_z = [[math.cos(turn), -math.sin(turn), 0], [math.sin(turn), math.cos(turn), 0], [0, 0, 1]]
    about_x = [
        [1, 0, 0], [0, math.cos(tilt - math.pi / 2), -math.sin(tilt - math.pi / 2)],
        [0, math.sin(tilt - math.pi / 2), math.cos(tilt - math.pi / 2)],
    ]  # fmt: skip
    expected = (100 * points @ np.array(about_z).T @ np.array(about_x).T)[:, :2]
    assert np.allclose(seen.project(points), expected)


@pytest.mark.parametrize("azimuth", [-130, -50, 20, 100, 179])
def test_near_sides_are_those_that_the_viewer_sees(azimuth):
    seen = view(azimuth)
    towards = np.append(seen.towards_viewer, 0.0)
    lower = seen.project(towards) - seen.project(np.zeros(3))
    assert lower[0] == pytest.approx(0, abs=1e-9)  # nearer is straight down in the picture
    assert lower[1] < 0
    corners = [(u, v) for u in (-1, 1) for v in (-1, 1)]
    nearest = min(corners, key=lambda c: seen.project(np.array([*c, 0.0]))[1])
    assert seen.near == nearest


def test_relief_is_as_high_as_the_loss_and_lines_lie_at_their_levels():
    surface = Quadratic()
    relief = block(surface)
    low, high = relief.levels[0], relief.levels[-1]
    w, b = -0.7, 0.4
    expected = 0.9 * (float(surface.loss(np.array([w, b]))) - low) / (high - low)
    assert relief.place(np.array([w, b]))[2] == pytest.approx(expected, abs=0.005)
    heights = relief.lines[:, 2][np.isfinite(relief.lines[:, 2])]
    assert np.allclose(np.unique(heights), relief.height_of(relief.levels[1:-1]))
    on = relief.lines[np.isfinite(relief.lines).all(axis=1)]
    assert np.abs(relief._height_at(on[:, :2]) - on[:, 2]).max() < 0.01


def test_bands_of_a_log_spacing_are_equally_high():
    relief = block(Rosenbrock(), bands=(12, "log"))
    steps = np.diff(relief.height_of(relief.levels))
    assert np.allclose(steps, 0.9 / 12)


@pytest.mark.parametrize("azimuth", [-30, 25, 165, 200])
def test_hidden_is_what_a_walk_along_the_ray_finds(azimuth):
    """Against a fine walk, point by point, over the true surface."""
    surface = Neuron()
    relief = block(surface, cells=100)
    seen = view(azimuth, 35)
    rng = np.random.default_rng(3)
    ground = rng.uniform(-0.97, 0.97, (300, 2))
    window = surface.window
    low = np.array([window.w_min, window.b_min])
    span = np.array([window.w_max, window.b_max]) - low
    points = relief.place(low + (ground + 1) / 2 * span)
    hidden = relief.hidden(points, seen)
    away = np.linspace(0.02, 1.5, 600)
    ways = ground[:, None] + seen.towards_viewer * away[:, None]
    inside = (np.abs(ways) <= 1).all(axis=-1)
    heights = relief.height_of(surface.loss(low + (ways + 1) / 2 * span))
    depth = np.where(inside, heights - points[:, 2, None] - away * math.tan(seen.elevation), -1.0)
    clear = np.abs(depth.max(axis=1) - 0.02) > 0.02  # not those that just touch
    assert np.array_equal(hidden[clear], depth.max(axis=1)[clear] > 0.02)
    assert 0 < hidden.sum() < len(hidden)


@pytest.mark.parametrize("surface", [Neuron(), Ackley()], ids=lambda surface: surface.name)
@pytest.mark.parametrize("azimuth", [-89, -30, 25, 91, 200])
def test_what_is_nearest_to_the_viewer_is_painted_last(small, azimuth, surface):
    """A cell that is seen has its colour in the picture; one that is hidden has not."""
    panel = SurfacePanel(azimuth=azimuth, swing=0, elevation=38, paths=False)
    stage = stage_of(small, panel, (800, 450), surface=surface)
    shown = drawn(stage)
    relief, seen = shown.relief._block, shown.view(stage.moment(0))
    relief.lines = np.full((1, 3), np.nan)
    frame = stage.frame(0)
    cells = len(shown.relief._colors)
    rows, columns = (axis.ravel() for axis in np.mgrid[2 : cells - 2 : 2, 2 : cells - 2 : 2])
    one, other = relief.points[rows, columns], relief.points[rows + 1, columns + 1]
    sides = (
        seen.project(relief.points[rows, columns + 1]),
        seen.project(relief.points[rows + 1, columns]),
    )
    (a, b), (c, d) = ((side - seen.project(one)).T for side in sides)
    middle = (one + other) / 2
    pixels = seen.project(middle).astype(int)
    painted = frame[449 - pixels[:, 1], pixels[:, 0]] / 255
    alike = np.abs(painted - shown.relief._colors[rows, columns, :3]).max(axis=1) < 0.06
    hidden = relief.hidden(middle, seen)
    facing = ~hidden & (a * d - b * c > 6)  # square pixels; others are too narrow to be met
    assert facing.sum() > 200
    assert alike[facing].mean() > 0.9
    assert alike[hidden].sum() <= 0.1 * hidden.sum()


def test_high_is_red_and_low_is_blue_as_on_the_contour():
    for theme in (LIGHT, DARK):
        relief = block(Quadratic())
        colors = relief.colors(theme)
        lowest, highest = colors[20, 20], colors[0, 0]
        assert lowest[2] > lowest[0]
        assert highest[0] > highest[2]
        bands = [to_rgb(color) for color in theme.bands(10)]
        assert np.abs(lowest[:3] - bands[0]).max() < 0.12  # light and shade aside
        assert np.abs(highest[:3] - bands[-1]).max() < 0.2


def test_turns_to_and_fro_with_the_seconds_alone(small):
    stage = stage_of(small, SurfacePanel(azimuth=-40, swing=20, period_seconds=8))
    degrees = [
        math.degrees(drawn(stage).view(moment).angle) for moment in moments(stage, (0, 2, 4, 6, 8))
    ]
    assert np.allclose(degrees, [-40, -20, -40, -60, -40])
    assert drawn(stage).timed


def test_path_lies_on_the_relief_from_the_start_to_the_head(small):
    stage = stage_of(small, SurfacePanel(swing=0, elevation=80))
    panel = drawn(stage)
    for index in (0, 6, 11, len(stage) - 1):
        moment = stage.moment(index)
        panel.at(moment)
        for track in panel.tracks:
            x, y = track.line.get_data()
            start = panel.view(moment).project(track._block.place(track.params[0]))
            assert (x[0], y[0]) == pytest.approx(tuple(start))
            assert (x[-1], y[-1]) == pytest.approx(tuple(track.head.pixel))
            place = panel.view(moment).project(track._block.place(track.place(moment.step)))
            assert tuple(track.head.pixel) == pytest.approx(tuple(place))


def test_long_step_follows_the_relief_and_does_not_cut_through_it(small):
    leap = GradientDescent(learning_rate=0.19)
    stage = stage_of(small, optimizers=(leap,), surface=Quadratic(condition_number=10.0))
    track = drawn(stage).tracks[0]
    vertices = track._vertices[np.isfinite(track._vertices).all(axis=1)]
    assert np.abs(track._block._height_at(vertices[:, :2]) - vertices[:, 2]).max() < 1e-9
    assert np.hypot(*np.diff(vertices[:, :2], axis=0).T).max() * track._density <= 1 + 1e-9


def test_what_is_hidden_is_seen_through_and_the_rest_is_solid(small):
    stage = stage_of(
        small,
        SurfacePanel(azimuth=0, swing=0, elevation=20),
        surface=Neuron(),
        start=(-4.0, -3.0),
        optimizers=(GradientDescent(learning_rate=0.03),),
    )
    panel, moment = drawn(stage), stage.moment(len(stage) - 1)
    panel.at(moment)
    track = panel.tracks[0]
    solid, through = (np.isfinite(s.get_xdata()) for s in (track.line, track.behind))
    assert solid.sum() > 3
    assert through.sum() > 3
    both = solid & through
    assert (solid | through).all()
    assert both.sum() <= 4  # where one kind of line ends and the other begins


def test_run_that_leaves_the_window_stays_at_its_edge_hollow(small):
    leaving = Momentum(learning_rate=0.3, momentum=0.95)
    window = Window(-1.1, 0.2, 0.0, 0.9)
    stage = stage_of(small, SurfacePanel(window=window), optimizers=(leaving,))
    panel, track = drawn(stage), drawn(stage).tracks[0]
    for index in range(len(stage)):
        moment = stage.moment(index)
        panel.at(moment)
        outside = not window.contains(track.place(moment.step))
        assert (track.head.get_markerfacecolor() == LIGHT.halo) == outside
        if outside:
            assert np.array_equal(stage.frame(index), stage.redraw(index))
            break
    else:
        pytest.fail("the run never left")


def test_run_that_diverges_ends_as_a_cross(small):
    timeline = Timeline((Play(to=60, seconds=2),))
    stage = stage_of(
        small,
        surface=Quadratic(condition_number=100.0),
        steps=60,
        optimizers=(GradientDescent(learning_rate=5.0),),
        timeline=timeline,
    )
    last = len(stage) - 1
    assert np.array_equal(stage.frame(last), stage.redraw(last))
    assert drawn(stage).tracks[0].head.get_marker() == "X"


def test_nothing_overlaps_or_is_cut_off_at_any_angle(small):
    """All texts of the panel, the legend above too, by their true sizes."""
    for panel in (ROUND, replace(ROUND, w_label="$w$ (sparse)", b_label="$b$ (dense)")):
        for surface in (Neuron(), Rosenbrock()):
            spaced = replace(panel, spacing="log") if surface == Rosenbrock() else panel
            stage = stage_of(small, spaced, (640, 360), surface=surface)
            still = [a for a in stage.figure.findobj(PictureText) if not a.get_animated()]
            legend = [text for text in still if text.get_text() == "minimum"]
            for moment in moments(stage, np.linspace(0, 6, 31)):
                drawn(stage).at(moment)
                texts = [t for t in [*drawn(stage).cage.texts, *legend] if t.get_text()]
                boxes = [box_of(text) for text in texts]
                for (a, one), (c, other) in combinations(zip(texts, boxes, strict=True), 2):
                    assert not overlap(one, other), (a.get_text(), c.get_text(), moment.seconds)
                assert all(min(x0, y0) >= 0 and x1 <= 640 and y1 <= 360 for x0, y0, x1, y1 in boxes)


def test_small_block_has_fewer_numbers_and_none_overlap(small):
    panels = {"map": small.panels["map"], "3d": replace(ROUND, height=0.3)}
    scene = replace(small, surface=Neuron(), panels=panels, rows=(("map", "3d"),), widths=(3.6, 1))
    stage = Stage(scene, (640, 360), fps=10)
    few = [text for text in drawn(stage).cage.texts if text.get_text()]
    many = drawn(stage_of(small, replace(ROUND, height=0.3), surface=Neuron())).cage.texts
    assert 5 < len(few) < len([text for text in many if text.get_text()])
    for moment in moments(stage, np.linspace(0, 6, 31)):
        drawn(stage).at(moment)
        for one, other in combinations(map(box_of, few), 2):
            assert not overlap(one, other)


def test_texts_cover_no_block_at_any_angle(small):
    stage = stage_of(small, ROUND, surface=Neuron(), start=(-4.0, -3.0))
    panel = drawn(stage)
    for moment in moments(stage, np.linspace(0, 6, 31)):
        panel.at(moment)
        seen = panel.view(moment)
        pixels = seen.project(panel.relief._block.points).reshape(-1, 2)
        for text in panel.cage.texts:
            x0, y0, x1, y1 = box_of(text)
            within = (pixels > (x0, y0)).all(axis=1) & (pixels < (x1, y1)).all(axis=1)
            assert not within.any(), (text.get_text(), moment.seconds)


def box_of(text):
    """Left, bottom, right and top of the letters, pixels."""
    picture = text.picture(text.get_figure(root=True).dpi)
    inked = np.argwhere(picture.image[..., 3] > 0)
    x, y = text.get_transform().transform(text.get_position())
    x -= {"left": 0, "center": picture.advance / 2, "right": picture.advance}[text.get_ha()]
    (bottom, left), (top, right) = inked.min(axis=0), inked.max(axis=0) + 1
    x, y = round(x) + picture.left, round(y) + picture.below
    return x + left, y + bottom, x + right, y + top


def overlap(one, other):
    return all(min(one[i + 2], other[i + 2]) - max(one[i], other[i]) > 0 for i in (0, 1))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", [(480, 270), (641, 480)])
def test_composite_equals_a_full_redraw_in_any_order(small, theme, size):
    timeline = Timeline((Play(to=20, seconds=2), Hold(2)))
    scene = replace(
        small,
        panels=small.panels | {"3d": ROUND},
        widths=(1, 1, 1),
        rows=(("map", "curve", "3d"),),
        timeline=timeline,
    )
    stage = Stage(scene, size, theme=theme, fps=5)
    some = (0, 7, 12, 19)
    forward = [stage.frame(i).copy() for i in some]
    backward = [stage.frame(i).copy() for i in reversed(some)][::-1]
    for index, one, other in zip(some, forward, backward, strict=True):
        assert np.array_equal(one, other)
        assert np.array_equal(one, stage.redraw(index))


def test_pictures_without_text_do_not_depend_on_its_size(small, monkeypatch):
    scene = stage_of(small).scene
    plain = Stage(scene, (320, 180), fps=5, text=False).frame(7)
    monkeypatch.setattr(PictureText, "advance", lambda self, dpi: 7 + len(self.get_text()))
    assert np.array_equal(Stage(scene, (320, 180), fps=5, text=False).frame(7), plain)


def test_it_goes_on_turning_while_the_run_stands(small):
    timeline = Timeline((Play(to=20, seconds=1), Hold(2)))
    stage = stage_of(small, timeline=timeline, size=(320, 180))
    last = len(stage) - 1
    assert stage.moment(last).step == stage.moment(last - 5).step
    assert not np.array_equal(stage.frame(last), stage.frame(last - 5))


class Hole:
    """A surface that is not defined left of w = 0."""

    name, window, minimum = "hole", Window(-1, 1, -1, 1), None

    def loss(self, params):
        return np.where(params[..., 0] < 0, np.nan, params[..., 1] ** 2)

    def gradient(self, params):
        return np.zeros_like(params)


class Flat(Hole):
    """A surface without slope."""

    def loss(self, params):
        return np.zeros(params.shape[:-1])


@pytest.mark.parametrize("surface", [Flat(), Hole()])
def test_surfaces_that_have_no_height_everywhere_are_drawn(small, surface):
    stage = stage_of(small, surface=surface, start=(0.5, 0.5), size=(320, 180))
    assert stage.frame(0).std() > 0
    assert (drawn(stage).relief._colors[:, 0, 3] == 0).all() == isinstance(surface, Hole) - (
        isinstance(surface, Flat)
    )


def test_paths_can_be_chosen_and_left_out(small):
    assert not drawn(stage_of(small, SurfacePanel(paths=False))).tracks
    one = drawn(stage_of(small, SurfacePanel(optimizers=("adagrad",), names=True)))
    assert [track.name for track in one.tracks] == ["adagrad"]


def test_long_run_costs_a_bounded_number_of_vertices(small):
    jumping = Momentum(learning_rate=0.05, momentum=0.9999)
    timeline = Timeline((Play(to=5000, seconds=3),))
    stage = stage_of(small, optimizers=(jumping,), steps=5000, timeline=timeline)
    assert len(drawn(stage).tracks[0]._vertices) < 20_000


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"spacing": "cubic"}, "give 'linear' or 'log'"),
        ({"bands": 1}, "2 to 200"),
        ({"height": 0.0}, "0.05 to 2"),
        ({"height": float("nan")}, "0.05 to 2"),
        ({"elevation": 90.0}, "15 to 80"),
        ({"swing": -1.0}, "0 to 180"),
        ({"period_seconds": 0.0}, "above 0"),
        ({"azimuth": float("inf")}, "give degrees"),
    ],
)
def test_impossible_options_are_refused_when_the_panel_is_made(options, words):
    with pytest.raises(InvalidInput, match=words):
        SurfacePanel(**options)


def test_labels_without_room_are_refused_in_a_sentence(small):
    panel = SurfacePanel(w_label="w " * 60)
    with pytest.raises(InvalidInput, match="shorter labels"):
        stage_of(small, panel)


def test_swing_of_zero_stands_still():
    assert len(Turntable(-40, 0, 12, 38).views(1.0)) == 1
