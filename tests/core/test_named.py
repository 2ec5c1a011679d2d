"""An optimizer under another name does the same; of two of one kind a name says what differs."""

import pickle
import re
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from gradreel.animate import Named
from gradreel.animate.scene.naming import told_apart
from gradreel.animate.scene.number_format import given as as_given
from gradreel.animate.style.run_styles import label_of
from gradreel.core import (
    CONVENTIONS,
    OPTIMIZERS,
    SCHEDULES,
    AdaDelta,
    Adam,
    Beale,
    CosineDecay,
    Momentum,
    Nesterov,
    RMSProp,
    Scheduled,
    StepDecay,
    Update,
    WarmUp,
    descend,
    hyperparameters_of,
)
from gradreel.core.errors import InvalidInput


def test_it_takes_the_same_steps():
    plain, named = Nesterov(learning_rate=0.001), Named(Nesterov(learning_rate=0.001), "mine")
    one, other = (descend(each, Beale(), (1.0, 1.5), steps=30) for each in (plain, named))
    assert other.name == "mine"
    assert np.array_equal(one.params, other.params)
    assert list(one.channels) == list(other.channels)
    assert (named.learning_rate, named.convention) == (0.001, "paper")
    assert pickle.loads(pickle.dumps(named)) == named
    assert eval(repr(named)) == named


def test_those_of_one_kind_are_named_by_what_differs():
    given = [Adam(), Momentum(momentum=0.5), Momentum(momentum=0.9)]
    names = [each.name for each in told_apart(given)]
    assert names == ["adam", "momentum(momentum=0.5)", "momentum(momentum=0.9)"]
    assert told_apart(given)[0] is given[0]


def test_every_difference_is_in_the_name():
    given = [
        Momentum(learning_rate=0.1, momentum=0.5),
        Momentum(learning_rate=0.2, momentum=0.5),
        Momentum(learning_rate=0.1, momentum=0.5, convention="torch"),
        Scheduled(Momentum(learning_rate=0.1, momentum=0.5), StepDecay()),
    ]
    names = [each.name for each in told_apart(given)]
    assert len(set(names)) == 4
    assert names[0] == "momentum(learning_rate=0.1, convention=paper, schedule=None)"


def test_the_same_twice_is_refused():
    with pytest.raises(InvalidInput, match="was given 2 times; give each optimizer once"):
        told_apart([Adam(), Adam()])


@pytest.mark.parametrize(
    ("optimizers", "labels"),
    [
        ((Adam(0.2), Adam(0.2000001)), ("Adam η=0.2", "Adam η=0.2000001")),
        ((Adam(beta2=0.999), Adam(beta2=0.9999999)), ("Adam β₂=0.999", "Adam β₂=0.9999999")),
        ((Adam(5e4), Adam(1e-5)), ("Adam η=5e4", "Adam η=1e−5")),
        ((Adam(1 / 3), Adam(0.1)), ("Adam η=0.333333", "Adam η=0.1")),
        ((Adam(0.1 + 0.2), Adam(0.3)), ("Adam η=0.30000000000000004", "Adam η=0.3")),
        ((Adam(eps=1e-8), Adam(eps=0.0)), ("Adam ε=1e−8", "Adam ε=0")),
        ((RMSProp(decay=0.5), RMSProp()), ("RMSProp ρ=0.5", "RMSProp ρ=0.9")),
        (
            (Momentum(), Scheduled(Momentum(), CosineDecay())),
            ("Momentum no schedule", "Momentum cosine schedule"),
        ),
        (
            tuple(Scheduled(Momentum(), CosineDecay(n)) for n in (100, 200)),
            ("Momentum steps=100", "Momentum steps=200"),
        ),
        (
            (
                Scheduled(Scheduled(Momentum(), WarmUp(5)), CosineDecay()),
                Scheduled(Scheduled(Momentum(), WarmUp(9)), CosineDecay()),
            ),
            ("Momentum steps=5", "Momentum steps=9"),
        ),
    ],
)
def test_labels_are_short_and_true(optimizers, labels):
    assert tuple(label_of(each.name) for each in told_apart(optimizers)) == labels


@st.composite
def optimizers_of_one_kind(draw):
    """Two to four of a kind: rates and all else, conventions and schedules at random."""
    kind = OPTIMIZERS[draw(st.sampled_from(sorted(OPTIMIZERS)))]
    rates = st.floats(1e-6, 1e6) | st.sampled_from([0.1, 0.2, 0.2000001, 1 / 3, 1e-5, 5e4])
    shares = st.floats(0.0, 0.9999999999) | st.sampled_from([0.9, 0.99, 0.9999999])
    of_name = {"learning_rate": rates, "eps": rates, "weight_decay": rates, "exponent": rates}
    made = []
    for _ in range(draw(st.integers(2, 4))):
        names = draw(st.sets(st.sampled_from(sorted(hyperparameters_of(kind())))))
        given = {name: draw(of_name.get(name, shares)) for name in sorted(names)}
        convention = draw(st.sampled_from(["paper", "paper", *CONVENTIONS[kind.name]]))
        optimizer = replace(kind(), **given, convention=convention)
        for schedule in draw(st.lists(st.sampled_from(sorted(SCHEDULES)), max_size=2)):
            optimizer = Scheduled(optimizer, SCHEDULES[schedule]())
        made.append(optimizer)
    return made


@tried(optimizers_of_one_kind())
def test_names_differ_where_optimizers_do_and_their_numbers_are_read_back(optimizers):
    distinct = [each for at, each in enumerate(optimizers) if each not in optimizers[:at]]
    if len(distinct) < len(optimizers):
        with pytest.raises(InvalidInput, match="give each optimizer once"):
            told_apart(optimizers)
    named = told_apart(distinct)
    labels = [label_of(each.name) for each in named]
    assert len({each.name for each in named}) == len(set(labels)) == len(distinct)
    for each, optimizer in zip(named, distinct, strict=True):
        assert each.name.startswith(optimizer.name)
        assert "Scheduled" not in each.name
        hyperparameters = hyperparameters_of(optimizer)
        for name, text in re.findall(r"[(, ]([a-z_0-9]+)=([-+.0-9e]+)(?=[,)])", each.name):
            value = hyperparameters[name]
            assert float(text) == pytest.approx(value, rel=1e-4)
            assert 1 - float(text) == pytest.approx(1 - value, rel=1e-4)  # 0.9999999 is not 1
            # Six digits at least, of which a last 0 is not written.
            six = float(text) == float(f"{value:.6g}")
            assert float(text) == value or six or len(text.strip("0.-").partition("e")[0]) >= 6


def test_what_a_user_named_stays_and_is_not_given_twice():
    mine, other = Named(Adam(0.1), "mine"), Named(Adam(0.1), "other")
    assert told_apart([mine, other, Adam(0.1)]) == (mine, other, Adam(0.1))
    for pair in ([mine, Named(Adam(0.2), "mine")], [Named(Adam(), "adam"), Adam(0.5)]):
        with pytest.raises(InvalidInput, match=r"2 optimizers called \w+ were given"):
            told_apart(pair)


class Still:
    """What every optimizer answers to; this one stays where it is."""

    def init(self, params):
        return None

    def lookahead(self, params, state):
        return params

    def update(self, gradient, state):
        return Update(0.0 * gradient, state, {})


class Plain(Still):
    """No dataclass, as most users' are."""

    name = "plain"

    def __init__(self, learning_rate: float, *, nesterov: bool = False, clock: object = None):
        self.learning_rate, self.nesterov, self._clock = learning_rate, nesterov, clock


@dataclass(frozen=True)
class Lookahead(Still):
    """One around another."""

    inner: object
    name: str = "ahead"


def test_ones_own_are_told_apart_by_what_they_hold():
    names = [each.name for each in told_apart([Plain(0.1), Plain(0.2), Plain(0.2, nesterov=True)])]
    assert names == [
        "plain(learning_rate=0.1, nesterov=False)",
        "plain(learning_rate=0.2, nesterov=False)",
        "plain(learning_rate=0.2, nesterov=True)",
    ]
    around = told_apart([Lookahead(Adam(0.1)), Lookahead(Adam(0.3)), Lookahead(AdaDelta())])
    assert [each.name for each in around] == [
        "ahead(inner=adam, inner.learning_rate=0.1)",
        "ahead(inner=adam, inner.learning_rate=0.3)",
        "ahead(inner=adadelta)",
    ]
    with pytest.raises(InvalidInput, match=r"with Named\(optimizer, name\)"):
        told_apart([Plain(0.1, clock=1), Plain(0.1, clock=2)])


def test_numbers_are_written_as_they_were_given():
    assert [as_given(each) for each in (0.3, 5e4, 1e-5, 12345.678, 9999.0, 0.0001, 1e300)] == [
        "0.3", "5e4", "1e−5", "1.2345678e4", "9999", "0.0001", "1e300",
    ]  # fmt: skip
