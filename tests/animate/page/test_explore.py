"""The page to play with, read without a browser: digits, knobs, sizes, and what is refused."""

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

import gradreel.animate.explore
import gradreel.animate.formats.page
from gradreel.animate import Exploring, Race, write_explore
from gradreel.animate.explore import page as page_module
from gradreel.animate.explore.fitting import bounded_page
from gradreel.animate.explore.knobs import knob_of, start_knobs
from gradreel.animate.explore.numbers import ABOVE, FAR, LOSS, NONE, TO_ZERO, Places, significant
from gradreel.animate.explore.page import write_page
from gradreel.animate.explore.picture import decade_ticks, even_ticks
from gradreel.animate.formats.reading import read_pictures
from gradreel.core import (
    AdaGrad,
    Adam,
    CosineDecay,
    GradientDescent,
    GridSurface,
    MiniBatch,
    Momentum,
    Neuron,
    Quadratic,
    Rastrigin,
    Saddle,
    Scheduled,
    Trajectory,
    Update,
    Window,
    descend,
    sparse_dataset,
)
from gradreel.core.errors import InvalidInput

OWN = Path(gradreel.animate.explore.__file__).parent
REPLAY = Path(gradreel.animate.formats.page.__file__).parent
BOWL = Quadratic()


def plan_of(page):
    return json.loads(page.partition('id="plan">')[2].partition("<")[0])


def decoded(code, digits):
    """The number that a code of `significant` stands for, as the page makes it."""
    count, first = abs(code) - 1, 10 ** (digits - 1)
    mantissa, power = count % (9 * first) + first, count // (9 * first) - 329 - digits
    return 0 if not code else float(f"{np.sign(code) * mantissa}e{power}")


@pytest.mark.parametrize("digits", [LOSS, TO_ZERO, ABOVE])
def test_codes_of_losses_are_their_digits(digits):
    rng = np.random.default_rng(3)
    values = 10.0 ** rng.uniform(-323, 308, 4000) * rng.choice([-1.0, 1.0], 4000)
    hard = [1.0, 0.9995, 0.99949999, 9.995, 1.125, 0.001235, 2.5e-320, 5e-324, 1.79e308, 0.0, 1e-5]
    given = np.concatenate([values, hard])
    codes = significant(given, digits)
    for value, code in zip(given.tolist(), codes.tolist(), strict=True):
        assert decoded(code, digits) == float(f"{value:.{digits - 1}e}")
    rising = significant(np.sort(given), digits)
    assert (np.diff(rising) >= 0).all()
    assert significant(np.array([np.nan, np.inf]), digits).tolist() == [NONE, NONE]


@pytest.mark.parametrize(
    ("low", "high"), [(-2, 2), (0, 1e-9), (1, 1 + 1e-6), (-1e6, 3e6), (-1e12, 1e12), (-4.8, 1.6)]
)
def test_codes_of_places_are_their_decimals(low, high):
    places = Places.of(low, high)
    ends = (places.codes(np.array([low, high])) + places.origin) / 10.0**places.decimals
    assert ends == pytest.approx([low, high], abs=(high - low) / 2000)
    assert 2000 <= np.ptp(places.codes(np.array([low, high]))) + 1 <= 20001
    halves = (np.arange(9) + 0.5) / 10.0**places.decimals + low
    values = np.concatenate([np.random.default_rng(5).uniform(low, high, 500), halves])
    for value, code in zip(values.tolist(), places.codes(values).tolist(), strict=True):
        shown = (code + places.origin) / 10.0**places.decimals
        assert shown == pytest.approx(round(value, places.decimals), rel=1e-15)
    assert places.codes(np.array([np.nan, 1e300, -1e300])).tolist() == [NONE, FAR, -FAR]


def test_knobs_have_the_own_value_and_short_ones():
    knob = knob_of("learning_rate", np.geomspace(0.001, 1, 7), 0.0123456)
    assert knob.texts == ["0.001", "0.00316", "0.01", "0.0123456", "0.0316", "0.1", "0.316", "1.0"]
    assert knob.values[knob.own] == 0.0123456
    near = knob_of("beta", np.linspace(0.9, 0.9001, 3), 0.9)
    assert near.texts == ["0.9", "0.90005", "0.9001"]
    places = (Places(3, 0), Places(2, 0))
    w, b = start_knobs((-2, 2, 0, 1), (-1.2, 0.35), 4, places)
    assert (w.texts, w.own) == (["-1.2", "-0.5", "0.5", "1.5"], 0)
    assert (b.texts, b.own) == (["0.12", "0.35", "0.62", "0.88"], 1)


@dataclass(frozen=True)
class Own:
    """Another author's, which knows no arrays; `momentum` is no number."""

    learning_rate: float = 0.1
    momentum: str = "none"
    name = "own"

    def init(self, params):
        return None

    def lookahead(self, params, state):
        return params

    def update(self, gradient, state):
        assert isinstance(self.learning_rate, float)
        return Update(-self.learning_rate * gradient, state, {})


class Hill:
    """Another author's surface, of which no minimum is known, and a part has no loss."""

    name = "hill"
    window = Window(-1.0, 1.0, -1.0, 1.0)
    minimum = None

    def loss(self, params):
        loss = -(params**2).sum(axis=-1)
        return np.where(params[..., 0] > 0.9, np.nan, loss)

    def gradient(self, params):
        return -2 * params


def test_each_run_is_the_one_that_runs_alone():
    race = Race(BOWL, (-1.0, 0.5), 6, (Momentum(0.1), Own(0.2)))
    vary = {"learning_rate": [0.05, 0.1], "momentum": [0.5, 0.9]}
    momentum, own = Exploring(race, vary, starts=3).choices()
    assert [knob.name for knob in momentum.knobs] == ["w", "b", "learning_rate", "momentum"]
    assert [knob.name for knob in own.knobs] == ["w", "b", "learning_rate"]
    for choices, make in ((momentum, Momentum), (own, Own)):
        shape = tuple(len(knob.values) for knob in choices.knobs)
        assert choices.runs.params.shape == (7, *shape, 2)
        for at in np.ndindex(shape):
            w, b, *given = (knob.values[i] for knob, i in zip(choices.knobs, at, strict=True))
            alone = descend(make(*map(float, given)), BOWL, (w, b), steps=6)
            np.testing.assert_array_equal(choices.runs.params[:, *at], alone.params)
            np.testing.assert_array_equal(choices.runs.loss[:, *at], alone.loss)


RACES = {
    "diverging": Race(BOWL, (-1.0, 0.5), 300, (GradientDescent(50.0), Momentum(0.1))),
    "no minimum": Race(Saddle(), None, 20, (GradientDescent(0.1),)),
    "own classes": Race(Hill(), (0.3, 0.2), 20, (Own(),)),
    "batches": Race(
        Neuron(sparse_dataset()), None, 5, (Adam(0.1),), oracle=MiniBatch(sparse_dataset(), 4)
    ),
    "scheduled": Race(BOWL, None, 5, (Scheduled(AdaGrad(0.1), CosineDecay(5)),)),
    "two of one kind": Race(BOWL, None, 5, (Momentum(0.1), Momentum(0.2))),
    "flat": Race(
        GridSurface(*[np.linspace(-1, 1, 5)] * 2, np.ones((5, 5)), np.zeros(2), None, "flat"),
        None, 5, (Own(),),
    ),
    "recorded alone": Race(
        BOWL, None, 5, runs=(Trajectory("net", np.full((3, 2), 0.5), np.full(3, 0.1)),)
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", RACES)
@pytest.mark.parametrize("starts", [None, 2])
def test_any_race_has_a_page(kind, starts, monkeypatch):
    monkeypatch.setattr(page_module, "SIZE", (64, 56))
    page = write_page(Exploring(RACES[kind], starts=starts))
    plan = plan_of(page)
    assert all(len(run["knobs"]) <= 2 + (starts is None) for run in plan["runs"])
    assert all(curve["low"] < curve["high"] for curve in plan["curves"])
    assert "nan" not in page.partition("<section>")[0].partition('class="board"')[2]


@pytest.mark.parametrize(
    ("starts", "labels"), [(None, "Momentum 1; Momentum 2"), (2, "Momentum η=0.1; Momentum η=0.2")]
)
def test_no_name_says_what_a_slider_changes(starts, labels, monkeypatch):
    monkeypatch.setattr(page_module, "SIZE", (64, 56))
    page = write_page(Exploring(RACES["two of one kind"], starts=starts))
    found = re.findall(r'<th scope="row"><svg .*?</svg>(.*?)</th>', page)
    assert "; ".join(found) == labels


def test_a_race_is_small():
    four = (GradientDescent(0.01), Momentum(0.01), AdaGrad(0.1), Adam(0.1))
    race = Race(Neuron(sparse_dataset()), (-4.0, -3.0), 400, four)
    assert len(write_page(Exploring(race))) < 150_000  # with 84 runs, and less with 4


def test_a_page_too_large_is_refused_and_nothing_written(tmp_path):
    exploring = Exploring(Race(BOWL, None, 50, (Momentum(0.1),)), starts=9)
    with pytest.raises(InvalidInput) as error:
        write_explore(tmp_path / "a.html", exploring, most_bytes=30_000)
    assert str(error.value).startswith("a.html takes ")
    assert str(error.value).endswith(
        " with 81 runs of 50 steps, and 30 kB are allowed; give fewer starts, values to vary, "
        "optimizers or steps, or allow more."
    )
    assert not list(tmp_path.iterdir())
    write_explore(tmp_path / "a.html", exploring)
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    with pytest.raises(InvalidInput, match=r"a\.html is a page to explore, of runs to choose"):
        list(read_pictures(tmp_path / "a.html"))
    many = Exploring(Race(BOWL, None, 10**7, (Momentum(0.1),)), starts=9)
    with pytest.raises(
        InvalidInput, match=r"^81 runs of momentum, 10,000,000 steps each, need more"
    ):
        many.choices()
    with pytest.raises(InvalidInput, match=r"\.html"):
        write_explore(tmp_path / "a.gif", exploring)


# Of 3 x 3 runs that jump about: with all decimals they take 63 kB, with one less 56.
JUMPING = Exploring(
    Race(Rastrigin(), None, 900, (Momentum(0.01),)),
    {"learning_rate": np.linspace(0.01, 0.02, 3), "momentum": np.linspace(0.8, 0.95, 3)},
)


def test_a_page_has_a_decimal_less_before_it_is_refused_and_then_says_which_grid_fits(monkeypatch):
    monkeypatch.setattr(page_module, "SIZE", (64, 56))
    fine = write_page(JUMPING).encode()
    assert bounded_page(len(fine), JUMPING, "a.html") == fine
    page = bounded_page(len(fine) - 1, JUMPING, "a.html")
    digits = [plan_of(each.decode())["digits"][:2] for each in (fine, page)]
    assert digits == [[3, 3], [2, 2]]
    most = len(page) - 2000
    with pytest.raises(InvalidInput) as error:
        bounded_page(most, JUMPING, "a.html")
    assert str(error.value).endswith(
        "are allowed; a grid of 2 of learning_rate and 2 of momentum fits; or give fewer "
        "optimizers or steps, or allow more."
    )
    for count, fits in ((2, True), (3, False)):
        vary = {
            "learning_rate": np.linspace(0.01, 0.02, count),
            "momentum": np.linspace(0.8, 0.95, count),
        }
        grid = replace(JUMPING, vary=vary)
        if fits:
            assert len(bounded_page(most, grid, "a.html")) <= most
        else:
            with pytest.raises(InvalidInput, match="fits"):
                bounded_page(most, grid, "a.html")


@pytest.mark.parametrize(
    ("vary", "said"),
    [
        ({"beta1": [0.5]}, "none of momentum has it; choose learning_rate, momentum"),
        ({"momentum": []}, "at most two hyperparameters, each with one or more values"),
        ({key: [1.0] for key in "abc"}, "at most two hyperparameters"),
        ([1], "a dict of values"),
    ],
)
def test_what_cannot_vary_is_refused(vary, said):
    with pytest.raises(InvalidInput, match=said):
        Exploring(Race(BOWL, None, 5, (Momentum(0.1),)), vary)


def test_ticks_lie_within_and_say_where():
    assert [tick.text for tick in even_ticks(0, 400)] == ["0", "80", "160", "240", "320", "400"]
    found = decade_ticks(1e-9, 20)
    assert [tick.text for tick in found][:2] == ["1e−9", "1e−6"]
    for low, high, make in (
        (0.2, 0.7, decade_ticks),
        (1e-300, 1e300, decade_ticks),
        (-1, 2, even_ticks),
    ):
        shares = [tick.share for tick in make(low, high)]
        assert len(shares) > 1
        assert min(shares) > -0.001
        assert max(shares) < 1.001


def test_its_own_code_is_short():
    shared = [REPLAY / "replay.css", REPLAY / "shared.js"]
    code = [*shared, *(OWN / f"explore.{kind}" for kind in ("html", "css", "js"))]
    assert sum(len(path.read_text("utf-8").splitlines()) for path in code) <= 500
