"""However names are wanted to move, none lies on another, none leaps, and all rest in holds."""

from itertools import combinations

import numpy as np
import pytest

from gradreel.animate.drawing.gliding import Manners, disjoint, glide

SIZES = np.array([(120.0, 25.0), (60.0, 25.0), (90.0, 25.0), (40.0, 25.0)])
MANNERS = Manners(SIZES, (0, 0, 500, 300), fastest=12.0)
NO_HOLD = np.full(200, -1)


def wandering(seed, frames=200):
    """Places that run, leap and cross, also out of the bounds."""
    random = np.random.default_rng(seed)
    steps = random.normal(size=(frames, 4, 2)) * random.choice([0, 3, 40], size=(frames, 4, 1))
    return np.array([250.0, 150.0]) + steps.cumsum(axis=0)


def overlapping(centres, sizes=SIZES):
    return [
        (i, j)
        for i, j in combinations(range(len(sizes)), 2)
        if (np.abs(centres[..., i, :] - centres[..., j, :]) < (sizes[i] + sizes[j]) / 2)
        .all(axis=-1)
        .any()
    ]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("held", [False, True])
def test_both_rules_hold_for_anything_wanted(seed, held):
    holds = NO_HOLD.copy()
    if held:
        holds[60:75], holds[75:90], holds[150:] = 0, 1, 2
    centres = glide(wandering(seed), holds, MANNERS)
    assert not overlapping(centres)
    assert np.hypot(*np.moveaxis(np.diff(centres, axis=0), -1, 0)).max() <= 12 + 1e-5
    assert (centres >= SIZES / 2).all()
    assert (centres <= (500, 300) - SIZES / 2).all()


def covered(centres, heads):
    """At how many frames a name lies on a head."""
    gaps = np.abs(centres[:, :, None] - heads[:, None])
    return int((gaps < SIZES[:, None] / 2).all(axis=-1).any(axis=(1, 2)).sum())


def test_names_go_around_heads_on_their_way():
    wanted = np.tile([(70.0, 150.0), (100.0, 280.0), (300.0, 280.0), (480.0, 20.0)], (200, 1, 1))
    wanted[50:, 0] = 430, 150
    heads = np.tile([(250.0, 150.0)], (200, 1, 1))
    manners = Manners(SIZES, MANNERS.bounds, MANNERS.fastest, radius=6.0)
    assert covered(glide(wanted, NO_HOLD, manners), heads)
    centres = glide(wanted, NO_HOLD, manners, heads)
    assert not covered(centres, heads)
    assert centres[-1] == pytest.approx(wanted[-1])


def test_a_name_gives_way_to_a_head_that_comes_upon_it():
    wanted = np.tile([(250.0, 150.0), (60.0, 280.0), (300.0, 280.0), (480.0, 20.0)], (200, 1, 1))
    heads = np.stack([np.linspace(0, 500, 200), np.full(200, 152.0)], axis=-1)[:, None]
    manners = Manners(SIZES, MANNERS.bounds, MANNERS.fastest, radius=6.0)
    centres = glide(wanted, NO_HOLD, manners, heads)
    assert covered(glide(wanted, NO_HOLD, manners), heads) > 20
    assert not covered(centres, heads)
    assert centres[-1] == pytest.approx(wanted[-1])


def test_a_name_sets_out_in_time_for_a_head_that_is_quicker_than_it():
    wanted = np.tile([(250.0, 150.0), (60.0, 280.0), (300.0, 280.0), (480.0, 20.0)], (80, 1, 1))
    heads = np.tile([(20.0, 60.0)], (80, 1, 1))
    heads[40:50, 0] = np.linspace((20, 60), (480, 240), 10)
    heads[50:, 0] = heads[49, 0]
    holds = np.where(np.arange(80) < 40, 0, -1)
    manners = Manners(SIZES, MANNERS.bounds, fastest=4.0, radius=6.0)
    centres = glide(wanted, holds, manners, heads)
    assert covered(glide(wanted, holds, manners), heads)
    assert not covered(centres, heads)
    assert centres[-1] == pytest.approx(wanted[-1])


def test_two_change_places_where_there_is_hardly_room():
    sizes = np.array([(190.0, 25.0), (60.0, 25.0)])
    manners = Manners(sizes, (0, 0, 200, 60), fastest=4.0, radius=3.0)
    wanted = np.tile([(100.0, 14.0), (100.0, 45.0)], (60, 1, 1))
    wanted[30:] = wanted[0, :, :] * (1, -1) + (0, 60)
    centres = glide(wanted, np.full(60, -1), manners)
    assert not overlapping(centres, sizes)


def test_what_breaks_no_rule_is_left_as_it_was():
    wanted = np.tile([(100.0, 50.0), (300.0, 50.0), (100.0, 200.0), (300.0, 200.0)], (200, 1, 1))
    wanted[:, 0] += np.linspace(0, 40, 200)[:, None] * (1, 0.5)
    assert np.array_equal(glide(wanted, NO_HOLD, MANNERS), wanted)


def test_two_that_change_places_pass_each_other():
    """Also where a third stands between them, and they are there in the end."""
    wanted = np.tile([(100.0, 150.0), (400.0, 150.0), (250.0, 150.0), (480.0, 20.0)], (200, 1, 1))
    wanted[50:, 0], wanted[50:, 1] = (400, 150), (100, 150)
    centres = glide(wanted, NO_HOLD, MANNERS)
    assert not overlapping(centres)
    assert centres[-1] == pytest.approx(wanted[-1])
    assert np.array_equal(centres[:, 3], wanted[:, 3])


def test_names_are_in_time_for_a_held_picture_and_rest_while_it_is_held():
    wanted = np.tile([(100.0, 50.0), (300.0, 50.0), (100.0, 200.0), (300.0, 200.0)], (200, 1, 1))
    wanted[100:, 0] = (180, 120)
    holds = np.where(np.arange(200) >= 100, 0, -1)
    centres = glide(wanted, holds, MANNERS)
    assert np.array_equal(centres[100:, 0], wanted[100:, 0])
    assert np.array_equal(centres[:87], wanted[:87])  # no sooner than need be


def test_names_stay_in_a_held_picture_until_it_ends():
    wanted = np.tile([(100.0, 50.0), (300.0, 50.0), (100.0, 200.0), (300.0, 200.0)], (200, 1, 1))
    wanted[100:, 0] = (180, 120)
    holds = np.where(np.arange(200) < 100, 0, -1)
    centres = glide(wanted, holds, MANNERS)
    assert np.array_equal(centres[:100], wanted[:100])
    assert np.array_equal(centres[-1], wanted[-1])


def test_names_on_one_spot_are_put_apart_nearby_and_the_others_stay():
    spot = np.array([(250.0, 290.0), (250.0, 290.0), (255.0, 280.0), (40.0, 40.0)])
    put = disjoint(np.clip(spot, *MANNERS.room), MANNERS)
    assert not overlapping(put)
    assert np.array_equal(put[3], spot[3])
    assert np.abs(put - spot).max() < 130


def test_names_too_many_for_their_room_stay_inside():
    crowd = Manners(np.full((6, 2), (90.0, 25.0)), (0, 0, 100, 60), fastest=5.0)
    centres = glide(np.full((30, 6, 2), 50.0), np.full(30, -1), crowd)
    assert np.isfinite(centres).all()
    assert (centres >= (45, 12.5)).all()
    assert (centres <= (55, 47.5)).all()


def test_a_name_wider_than_its_room_stands_in_the_middle():
    wide = Manners(np.array([(300.0, 25.0)]), (0, 0, 100, 60), fastest=5.0)
    centres = glide(np.full((5, 1, 2), 20.0), np.full(5, -1), wide)
    assert (centres == (50, 20)).all()
