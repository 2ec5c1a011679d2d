"""Runs that no theme knows are told apart as the built-in optimizers are."""

from itertools import combinations

import pytest

from gradreel.animate.style.run_styles import (
    MOST,
    dressed,
    label_of,
    mark_of,
    parameter_label,
    slots,
)
from gradreel.animate.style.theme import DARK, LIGHT, MARKERS

MIXED = ("adam", "momentum(momentum=0.5)", "momentum(momentum=0.9)", "my_net", "adam run")


def test_a_built_in_optimizer_wears_its_own():
    assert slots(MARKERS) == {name: name for name in MARKERS}
    assert dressed(LIGHT, MARKERS) is LIGHT


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
