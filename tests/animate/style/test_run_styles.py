"""Runs that no theme knows are told apart as the built-in optimizers are."""

import random
from itertools import combinations

import pytest

from gradreel.animate.style.run_styles import (
    MOST,
    colors,
    dressed,
    label_of,
    mark_of,
    parameter_label,
    slots,
)
from gradreel.animate.style.theme import APART, DARK, LIGHT, MARKERS

from .test_theme import ciede2000, lab

MIXED = ("adam", "momentum(momentum=0.5)", "momentum(momentum=0.9)", "my_net", "adam run")


def test_a_built_in_optimizer_wears_its_own():
    assert slots(MARKERS) == {name: name for name in MARKERS}
    assert dressed(LIGHT, [*MARKERS][:APART]) is LIGHT
    assert dressed(LIGHT, MARKERS).paths == LIGHT.paths


def eight_runs():
    """Any eight: of the optimizers, of one kind, of strangers, and some of each."""
    chance, known = random.Random(8), [*MARKERS]
    yield from (known[:8], known[8:], known[4:12])
    yield [f"momentum(momentum=0.{i})" for i in range(8)]
    yield [f"net {i}" for i in range(8)]
    for _ in range(60):
        own = [f"{kind}(eps=1)" for kind in chance.sample(known, 3)]
        yield chance.sample([*known, *own, "net", "my yogi"], 8)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_any_eight_runs_are_far_apart(theme):
    for names in eight_runs():
        clothes = dressed(theme, names)
        assert not clothes.dashed
        seen = {name: lab(clothes.path_color(name), "usual") for name in names}
        for one, other in combinations(names, 2):
            assert ciede2000(seen[one], seen[other]) >= 20, (one, other)
        lecture = set(names) & {*MARKERS} - {*[*MARKERS][6:]}
        assert {clothes.path_color(name) == theme.paths[name] for name in lecture} <= {True}


def test_any_two_of_the_optimizers_are_far_apart():
    for pair in combinations(MARKERS, 2):
        clothes = dressed(LIGHT, pair)
        assert ciede2000(*(lab(clothes.path_color(name), "usual") for name in pair)) >= 20


def test_colours_of_optimizers_hang_on_who_runs_and_not_on_the_order():
    chance = random.Random(3)
    for count in (2, 8, 12):
        names = chance.sample([*MARKERS], count)
        assert colors(names) == colors(sorted(names))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("count", [9, 10, 11, 12, 16])
def test_runs_whose_colours_come_near_are_dashed(theme, count):
    for names in ([*MARKERS][-count:], [f"net {i}" for i in range(count)]):
        clothes = dressed(theme, names)
        assert len(clothes.dashed) == max(0, count - APART)
        for one, other in combinations(names, 2):
            near = ciede2000(*(lab(clothes.path_color(name), "usual") for name in (one, other)))
            assert near >= 20 or {one, other} & clothes.dashed


def test_beside_the_lectures_six_a_stranger_is_taken_for_none_of_them():
    names = ("adagrad", "set back", "momentum", "momentum(momentum=0.9)")
    for dress in (slots(names), colors(names)):
        for name in ("set back", "momentum(momentum=0.9)"):
            assert dress[name] not in [*MARKERS][:6]


def test_others_wear_their_namesakes_or_what_is_free():
    worn = slots(MIXED)
    assert worn["adam"] == "adam"
    assert worn["momentum(momentum=0.5)"] == "momentum"
    assert len(set(worn.values())) == len(MIXED)
    assert list(worn) == list(MIXED)


def test_who_is_built_in_goes_first_whatever_the_order():
    assert slots(["momentum(momentum=0.5)", "momentum"])["momentum"] == "momentum"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_sixteen_strangers_all_differ_in_colour_and_marker(theme):
    names = [f"run {i}" for i in range(MOST)]
    clothes = dressed(theme, names)
    for one, other in combinations(names, 2):
        assert clothes.path_color(one) != clothes.path_color(other)
        assert mark_of(one, names).marker != mark_of(other, names).marker
    assert "X" not in {mark_of(name, names).marker for name in names}  # that is: diverged


def test_more_than_there_are_begin_again():
    names = [f"run {i}" for i in range(2 * MOST)]
    worn = slots(names)
    assert set(worn) == set(names)
    assert set(worn.values()) == set(MARKERS)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("nesterov", "NAG"),
        ("momentum(momentum=0.5)", "Momentum μ=0.5"),
        ("adam(learning_rate=0.1, beta1=0.8)", "Adam η=0.1, β₁=0.8"),
        ("adamw(weight_decay=0.1)", "AdamW λ=0.1"),
        ("rmsprop(decay=0.5)", "RMSProp ρ=0.5"),
        ("adagrad(convention=torch)", "AdaGrad torch"),
        ("my_net", "my net"),
        ("cash$run", r"cash\$run"),  # no formula
    ],
)
def test_labels(name, label):
    assert label_of(name) == label


def test_parameters_have_their_letters():
    assert parameter_label("learning_rate") == r"learning rate $\eta$"
    assert parameter_label("weight_decay") == "weight decay"
