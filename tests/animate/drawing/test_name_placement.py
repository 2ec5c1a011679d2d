"""Names at the heads: they give way, go elsewhere and rest."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate.drawing.gliding import Manners
from gradreel.animate.drawing.name_placement import Ground
from gradreel.animate.drawing.resting import Pace, rested


def ground(heads, sizes, *, bounds=(0, 0, 600, 400), inked=None, shown=None):
    return Ground(
        heads=np.asarray(heads, dtype=float),
        sizes=np.asarray(sizes, dtype=float),
        radius=10,
        bounds=bounds,
        fixed=np.zeros((0, 2)),
        inked=np.zeros((0, 3)) if inked is None else np.asarray(inked, dtype=float),
        shown=np.ones(len(heads), dtype=int) if shown is None else shown,
        scale=1.0,
    )


def place(ground, *, fps=10, fastest=18.0):
    """Where names stand at each picture; those that are shown for long are held."""
    shown = np.asarray(ground.shown)
    held = np.where(shown > 1, np.arange(len(shown)), -1)
    pace = Pace.of(np.repeat(held, shown), fps)
    manners = Manners(ground.sizes, ground.bounds, fastest, ground.radius)
    centres = rested([ground], manners, pace, np.repeat(ground.heads, shown, axis=0))
    assert np.hypot(*np.moveaxis(np.diff(centres, axis=0), -1, 0)).max(initial=0) <= fastest
    assert not np.diff(centres, axis=0)[pace.still[1:]].any()
    return centres[np.cumsum(shown) - shown]


def crossing(knots=200):
    """Two heads that change places, and two that stand together in the middle."""
    share = np.linspace(0, 1, knots)[:, None]
    return np.stack(
        [
            (100, 200) + share * (400, 0),
            (500, 200) - share * (400, 0),
            np.broadcast_to((300, 205), (knots, 2)),
            np.broadcast_to((302, 200), (knots, 2)),
        ],
        axis=1,
    )


SIZES = [(90, 25), (150, 25), (40, 25), (80, 25)]


def overlap(a, b, half_a, half_b):
    return (np.abs(a - b) < half_a + half_b - 1e-9).all(axis=-1)


def test_no_name_covers_a_name_and_none_leaves_the_panel():
    heads, half = crossing(), np.array(SIZES) / 2
    centres = place(ground(heads, SIZES))
    for i in range(4):
        assert (centres[:, i] - half[i] >= -1e-9).all()
        assert (centres[:, i] + half[i] <= (600 + 1e-9, 400 + 1e-9)).all()
        for j in range(i):
            assert not overlap(centres[:, i], centres[:, j], half[i], half[j]).any()


def test_heads_are_covered_only_where_four_of_them_meet_and_then_hardly():
    heads, half = crossing(), np.array(SIZES) / 2
    centres = place(ground(heads, SIZES))
    covered = np.array(
        [
            overlap(centres[:, i], heads[:, j], half[i], 9 - allowed)
            for allowed in (0, 7)
            for i in range(4)
            for j in range(4)
        ]
    ).reshape(2, 16, -1)
    assert covered[0].any(axis=0).mean() < 0.03  # of the moments
    assert not covered[1].any()  # by more than 7 pixels, never


def test_names_stay_near_their_heads():
    heads = crossing()
    apart = np.abs(place(ground(heads, SIZES)) - heads) - np.array(SIZES) / 2
    assert apart.max() < 160
    assert np.median(apart.max(axis=-1)) < 60


def test_names_rest_most_of_the_time_and_never_leap():
    centres = place(ground(crossing(), SIZES))
    moved = np.abs(np.diff(centres, axis=0)).max(axis=-1)
    assert moved.max() < 60
    assert (moved[:, 2:] < 0.5).mean() > 0.5  # the heads that stand still


def test_lone_name_stands_to_the_right_of_its_head():
    centres = place(ground(np.full((5, 1, 2), 200.0), [(80, 25)]))
    assert (centres[:, 0, 0] > 240).all()
    assert centres[:, 0, 1] == pytest.approx(200, abs=1)


def test_name_gives_way_to_a_path():
    inked = [(x, 200, 0) for x in range(210, 600, 10)]
    centres = place(ground(np.full((5, 1, 2), 200.0), [(80, 25)], inked=inked))
    covered = [
        abs(x - centres[0, 0, 0]) < 40 and abs(y - centres[0, 0, 1]) < 12.5 for x, y, _ in inked
    ]
    assert sum(covered) <= 1


def test_name_at_the_edge_stays_inside():
    for corner in ((0, 0), (600, 0), (0, 400), (600, 400)):
        centres = place(ground(np.full((3, 1, 2), corner), [(150, 25)]))
        assert (centres >= (75, 12.5)).all()
        assert (centres <= (525, 387.5)).all()


def test_same_ground_gives_the_same_places():
    assert np.array_equal(place(ground(crossing(), SIZES)), place(ground(crossing(), SIZES)))


def test_names_stand_at_their_best_where_the_picture_is_held():
    shown = np.ones(200, dtype=int)
    shown[100] = 50  # both moving heads are in the middle, with the other two
    heads = crossing()
    held = place(ground(heads, SIZES, shown=shown))[100]
    apart = np.abs(held - heads[100]) - np.array(SIZES) / 2
    assert apart.max() < 60


@pytest.mark.parametrize(("fps", "shown"), [(10, [1, 9, 1, 40, 3, 2]), (25, [60, 1, 45, 1, 99, 7])])
def test_a_hold_is_planned_at_once_and_as_frame_by_frame(fps, shown):
    shown = np.array([*shown, *[1] * 30])
    held, frames = np.repeat(np.where(shown > 1, np.arange(36), -1), shown), int(shown.sum())
    pace, heads = Pace.of(held, fps), crossing(36)
    each = replace(pace, knots=pace.evenly)
    assert len(pace.knots) < 0.6 * len(each.knots)
    assert pace.seconds.sum() == pytest.approx(each.seconds.sum())
    manners = Manners(np.array(SIZES, float), (0, 0, 600, 400), 18.0, 10)
    at = ground(np.repeat(heads, shown, axis=0)[pace.evenly], SIZES)
    spots = np.repeat(heads, shown, axis=0)
    places = [rested([at], manners, way, spots) for way in (pace, each)]
    assert places[0].shape == (frames, 4, 2)
    assert np.array_equal(*places)
