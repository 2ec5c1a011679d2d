"""What a race says is what its runs did: each claim is read and held against the trajectories."""

import math
import re

import numpy as np
import pytest

from gradreel.animate import Race
from gradreel.animate.export.alt_text import alt_text
from gradreel.animate.scene.number_format import near, number
from gradreel.animate.scene.plain_text import plain
from gradreel.animate.style.run_styles import label_of
from gradreel.core import (
    OPTIMIZERS,
    SURFACES,
    Adam,
    Beale,
    CosineDecay,
    GradientDescent,
    Himmelblau,
    MiniBatch,
    Momentum,
    Neuron,
    Quadratic,
    Rosenbrock,
    Saddle,
    Scheduled,
    Trajectory,
    minima_in_window,
    minima_of,
)
from gradreel.core.standing import Progress, Way, ranks
from gradreel.core.suggested import suggested_for
from gradreel.core.surfaces.suggestions import TUNED

EVERYBODY = TUNED
AS_GRADIENT_DESCENT = (GradientDescent(0.1), Momentum(0.1, 0.0))


def suited(surface, names):
    rates = suggested_for(surface).learning_rates
    return tuple(OPTIMIZERS[name](learning_rate=rates[name]) for name in names)


def recorded(surface, *places):
    params = np.array(places, dtype=float)
    return Trajectory("net", params, surface.loss(params))


RACES = {
    **{
        name: Race(make(), steps=120, optimizers=suited(make(), EVERYBODY[:4]))
        for name, make in SURFACES.items()
    },
    "everybody": Race(Himmelblau(), steps=100, optimizers=suited(Himmelblau(), EVERYBODY)),
    "one": Race(Beale(), steps=150, optimizers=(Adam(0.3),)),
    "a step": Race(Quadratic(), steps=1, optimizers=suited(Quadratic(), EVERYBODY[:8])),
    "ties": Race(Quadratic(), steps=60, optimizers=AS_GRADIENT_DESCENT),
    "ties that leave": Race(Saddle(), steps=99, optimizers=AS_GRADIENT_DESCENT),
    "ties that leave not": Race(Saddle(), steps=3, optimizers=AS_GRADIENT_DESCENT),
    "lost": Race(Rosenbrock(), steps=90, optimizers=(GradientDescent(0.1), Momentum(0.5), Adam())),
    "all lost": Race(Saddle(), steps=60, optimizers=(GradientDescent(1e9),)),
    "thrown out": Race(
        Saddle(), (1.9, 0.0), 9, (GradientDescent(2.2), GradientDescent(0.1)), radius=0.2
    ),
    "leavers": Race(
        Saddle(), steps=80,
        optimizers=(GradientDescent(0.1), Momentum(0.1), Adam(0.1), Adam(0.01), Adam(0.001)),
    ),
    "batches": Race(
        Neuron(), steps=60, optimizers=(Adam(0.3), Adam(0.4)),
        oracle=MiniBatch(Neuron().dataset, 10),
    ),
    "schedules": Race(
        Quadratic(), steps=60, optimizers=(Adam(0.3), Scheduled(Adam(0.3), CosineDecay(60)))
    ),
    "started elsewhere": Race(
        Beale(), steps=60, optimizers=suited(Beale(), EVERYBODY[:2]),
        runs=(recorded(Beale(), (2, 1), (2.5, 0.5), (3, 0.5)),),
    ),
    "recorded": Race(Beale(), runs=(recorded(Beale(), (2, 1), (math.nan, 0.5), (3, 0.5)),)),
    "half a window": Race(
        Himmelblau(window=(-1, 1, -2, 2)), steps=60, optimizers=suited(Himmelblau(), EVERYBODY[:4])
    ),
}  # fmt: skip


@pytest.fixture(scope="module", params=RACES)
def told(request):
    """A race and its scene."""
    race = RACES[request.param]
    return race, race.scene()


def standings_of(race, scene):
    """Where the runs end, worked out anew: by name, (what it is, the step or the number)."""
    surface, ends = race.surface, {}
    stars = minima_of(surface)
    known = len(minima_in_window(surface)) > 0
    for name, run in scene.trajectories.items():
        last = min(race.steps, run.steps)
        away = [min(math.dist(p, m) for m in stars) if len(stars) else math.inf for p in run.params]
        inside = [bool(surface.window.contains(p)) for p in run.params]
        lost = int(run.outcome.diverged_at)
        holds = [a <= race.radius for a in away] if known else [not here for here in inside]
        since = next((k for k in range(last, -1, -1) if not holds[k]), -1) + 1
        if known and since <= last:
            ends[name] = ("there", since)
        elif not known and 0 < since <= last and run.loss[since] < run.loss[0]:
            ends[name] = ("left", since)
        elif 0 <= lost <= last:
            ends[name] = ("lost", lost)
        elif not known and since <= last:
            ends[name] = ("out", since)
        else:
            ends[name] = ("going", away[last] if known else run.loss[last])
    return ends


def test_the_table_tells_who_is_where_and_in_which_order(told):
    race, scene = told
    ends = standings_of(race, scene)
    words = {Way.THERE: "there", Way.LEFT: "left", Way.DIVERGED: "lost", Way.THROWN_OUT: "out"}
    standings = {}
    for name, run in scene.trajectories.items():
        standings[name] = Progress(run, race.surface, race.radius).at(race.steps)
        kind, value = ends[name]
        assert words.get(standings[name].way, "going") == kind, name
        assert standings[name].value == pytest.approx(value), name
    order = dict(zip(standings, ranks(list(standings.values()), number), strict=True))
    best = {"there": 0, "left": 0, "going": 1, "out": 2, "lost": 3}
    for one, (kind, value) in ends.items():
        for other, (its, its_value) in ends.items():
            mine, theirs = (int(order[name].rstrip("=")) for name in (one, other))
            alike = kind == its == "going" and number(value) == number(its_value)
            if alike or (best[kind], value) == (best[its], its_value):
                assert mine == theirs
                assert order[one].endswith("=") or one == other
            elif best[kind] < best[its] or (kind == its and best[kind] < 2 and value < its_value):
                assert mine < theirs


def test_the_title_counts_runs_starts_and_steps(told):
    race, scene = told
    starts = {tuple(run.params[0]) for run in scene.trajectories.values()}
    count = len(scene.trajectories)
    assert f"{count:,} run{'s' * (count > 1)} from " in scene.title
    assert f", {race.steps:,} step{'s' * (race.steps != 1)}" in scene.title
    assert (f"{len(starts)} starts" in scene.title) == (len(starts) > 1)


def test_captions_name_all_who_were_first_and_their_steps(told):
    race, scene = told
    ends = standings_of(race, scene)
    labels = {name: plain(label_of(name)) for name in ends}
    done = {name: int(at) for name, (kind, at) in ends.items() if kind in ("there", "left")}
    said = {caption.step: plain(caption.text) for caption in scene.clock.captions}
    for step, text in said.items():
        found = re.fullmatch(r"(.*?) (?:is|are) there(?: first,)? at step ([\d,]+)", text)
        leaves = r"(.*?) leaves? the window(?: first,)? at step ([\d,]+)"
        found = found or re.fullmatch(leaves, text)
        if found:
            first = min(done.values())
            assert int(found[2].replace(",", "")) == first == step
            check_names(found[1], [labels[name] for name, at in done.items() if at == first])
        for name, at in re.findall(r"(?:arrived: |left: |, )([^,;]+?) at ([\d,]+)", text):
            mine = [key for key, label in labels.items() if label == name]
            assert mine, name
            assert done[mine[0]] == int(at.replace(",", ""))
        if count := re.search(r"(\d+) of (\d+) (arrive|leave)", text):
            assert (int(count[1]), int(count[2])) == (len(done), len(ends))
            first = [labels[name] for name, at in done.items() if at == min(done.values())]
            check_names(text.partition(" first; ")[0], first)
        if lost := re.search(r"(\d+) diverged", text):
            assert int(lost[1]) == sum(kind == "lost" for kind, _ in ends.values())
        if lowest := re.match(r"lowest: (.*) at a loss of ", text):
            going = {name: value for name, (kind, value) in ends.items() if kind == "going"}
            least = near(min(going.values()))
            assert text.endswith(f"at a loss of {least}")
            alike = [labels[name] for name, loss in going.items() if near(loss) == least]
            check_names(lowest[1], alike)
        if inside := re.search(r"still inside: (.*)", text):
            check_names(inside[1], [labels[n] for n, (kind, _) in ends.items() if kind == "going"])
        assert "1 steps" not in text
    assert said[race.steps]


def check_names(text, labels):
    """All are named, or one and how many there are more."""
    if more := re.fullmatch(r"(.*) and (\d+) more", text):
        assert more[1] in labels
        assert int(more[2]) == len(labels) - 1
    else:
        assert set(re.split(r", | and ", text)) == set(re.split(", ", ", ".join(labels)))


def test_rates_in_names_table_and_alt_text_are_those_that_ran(told):
    scene = told[1]
    alt = alt_text(scene.title, [scene])
    facts = (scene.panels.get("standings") or scene.panels["maps"]).facts
    for optimizer in scene.optimizers:
        in_label = re.findall(r"η=([^\s,]+)", label_of(optimizer.name))
        shown = [facts[optimizer.name]] if optimizer.name in facts else in_label
        assert numbers_in(" ".join(shown)) == [optimizer.learning_rate]
        assert optimizer.learning_rate in numbers_in(alt)
    assert len({label_of(each.name) for each in scene.optimizers}) == len(scene.optimizers)


def numbers_in(text):
    found = re.findall(r"\d+(?:\.\d+)?(?:e−?\d+)?", text)
    return [float(number.replace("−", "-")) for number in found]


def test_alt_text_has_the_steps_of_leaving_and_diverging(told):
    race, scene = told
    alt = alt_text(scene.title, [scene])
    for name, run in scene.trajectories.items():
        at = int(run.outcome.diverged_at)
        assert (f"{label_of(name)} diverges at step {at:,}." in alt) == (0 <= at <= race.steps)
    for name, (kind, step) in standings_of(race, scene).items():
        if kind == "left":
            told = rf"{re.escape(label_of(name))} (?:leaves the window )?at step {step:,}[.,]"
            assert re.search(told, alt), name


def test_words_name_one_star_or_several():
    for surface in (Himmelblau(), Beale()):
        scene = Race(surface, steps=40, optimizers=suited(surface, EVERYBODY[:2])).scene()
        several = len(minima_of(surface)) > 1
        assert ("of a ★ first" in scene.clock.captions[0].text) == several
        assert ("nearest" in scene.panels["distance"].label) == several
