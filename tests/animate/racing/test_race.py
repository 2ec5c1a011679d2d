"""A race is a scene made of what takes part: panels, pace and words that suit it."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from gradreel.animate import Race, Stage
from gradreel.animate.drawing.text import PictureText
from gradreel.animate.panels.curves.curve import CurvePanel
from gradreel.animate.racing.pace import HOLD_SECONDS, PARTS, SECONDS, paced
from gradreel.animate.style.run_styles import MOST, label_of
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.core import (
    OPTIMIZERS,
    SURFACES,
    AdaGrad,
    Adam,
    Beale,
    GradientDescent,
    Himmelblau,
    MiniBatch,
    Momentum,
    Neuron,
    Quadratic,
    Saddle,
    Trajectory,
    descend,
    sparse_dataset,
    start_of,
)
from gradreel.core.errors import InvalidInput

TWO = (GradientDescent(learning_rate=0.1), AdaGrad(learning_rate=1.0))
EVERYBODY = tuple(make() for make in [*OPTIMIZERS.values()][:MOST])


DRAWN = ("beale", "saddle", "himmelblau", "neuron")  # of each kind one; drawing takes a while


def race(surface=None, optimizers=TWO, steps=60, **more):
    surface = surface or Quadratic()
    start = tuple(start_of(surface).tolist())
    return Race(surface, start, steps, optimizers, **more)


@pytest.mark.parametrize("name", SURFACES)
def test_every_surface_makes_a_race_that_can_be_drawn(name):
    scene = race(SURFACES[name](), (Momentum(learning_rate=0.001), Adam())).scene()
    assert scene.clock.last_step == 60
    if name in DRAWN:
        stage = Stage(scene, (320, 180), fps=2)
        last = stage.frame(len(stage) - 1)
        assert np.array_equal(last, stage.redraw(len(stage) - 1))
    known = "distance" in scene.panels
    assert known == (scene.panels["loss"].channel == "loss_above_minimum")


def test_bands_are_as_the_surface_asks():
    assert race(Beale()).scene().panels["map"].spacing == "log"
    assert race(Quadratic()).scene().panels["map"].spacing == "linear"


def test_without_a_known_minimum_losses_are_shown_within_the_window():
    """Down a saddle the loss falls without end, and must not flatten what can be seen."""
    scene = race(Saddle(), (GradientDescent(learning_rate=0.1),), 200).scene()
    panel = scene.panels["loss"]
    assert isinstance(panel, CurvePanel)
    assert (panel.channel, panel.scale) == ("loss", "linear")
    assert set(scene.panels) == {"map", "loss", "standings"}
    assert scene.trajectories["gradient_descent"].loss[-1] < 100 * panel.limits[0] < 0


def test_who_diverges_does_not_flatten_the_others():
    wild = (GradientDescent(learning_rate=0.1), Momentum(learning_rate=1.0))
    for name in ("loss", "distance"):
        low, high = race(optimizers=wild).scene().panels[name].limits
        curve = race(optimizers=wild).scene().panels[name]
        assert high < 50 * _first(curve, wild)
        assert low > 0


def _first(panel, optimizers):
    from gradreel.core.quantities import measured

    run = race(optimizers=optimizers).scene().trajectories["gradient_descent"]
    return measured(Quadratic(), run, panel.channel, None)[0]


@pytest.mark.parametrize("count", [1, 2, 5, 6, 8, 12, 16])
def test_up_to_five_share_a_map_and_more_have_one_each(count):
    made = race(Himmelblau(), EVERYBODY[:count], 20)
    assert set(made.scene().panels) == (
        {"map", "loss", "distance", "standings"} if count <= 5 else {"maps"}
    )
    for layout, panel in (("map", "map"), ("grid", "maps")):
        assert panel in replace(made, layout=layout).scene().panels


def test_many_runs_on_one_map_have_their_names_in_the_table_alone():
    scene = race(Himmelblau(), EVERYBODY, 20, layout="map").scene()
    assert not scene.panels["map"].names
    assert "distance" not in scene.panels
    assert scene.rows == (("map", "loss"), ("map", "standings"))
    stage = Stage(scene, (480, 270), fps=2)
    words = {text.get_text() for text in stage.figure.findobj(PictureText)}
    assert {label_of(each.name) for each in EVERYBODY} <= words  # none is cut short
    assert race().scene().panels["map"].names


def test_learning_rates_stand_in_the_table():
    table = race(optimizers=(*TWO, Momentum(0.1, 0.5), Momentum(0.1, 0.9))).scene()
    facts = table.panels["standings"].facts
    assert facts == {
        "gradient_descent": "0.1", "adagrad": "1", "momentum(momentum=0.5)": "0.1",
        "momentum(momentum=0.9)": "0.1",
    }  # fmt: skip
    rates = race(optimizers=(Adam(0.01), Adam(0.1))).scene().panels["standings"].facts
    assert rates == {}  # they are in the names


@pytest.mark.parametrize(
    ("optimizers", "note"),
    [
        ((GradientDescent(), AdaGrad()), ()),
        ((Momentum(convention="torch"), AdaGrad(convention="torch")), ("convention: torch",)),
        ((GradientDescent(), AdaGrad(convention="optax")), ("convention: AdaGrad optax",)),
    ],
)
def test_a_convention_that_is_not_the_papers_stands_on_the_picture(optimizers, note):
    assert tuple(race(optimizers=optimizers).scene().panels["standings"].notes) == note


def test_batches_are_shown_with_the_steps_that_learn_nothing_of_w():
    surface = Neuron(sparse_dataset())
    batches = MiniBatch(surface.dataset, 10, seed=3)
    scene = race(surface, oracle=batches).scene()
    assert scene.panels["data"].batch == batches
    blind = [k for k in range(60) if not surface.dataset.x[batches.batch(k)].any()]
    assert list(scene.panels["loss"].marks) == blind
    gradient = scene.trajectories["gradient_descent"].channels["gradient"]
    assert (gradient[blind, 0] == 0).all()
    assert f"every $x$ was 0 in {len(blind)} of 60 steps: ticks" in scene.panels["standings"].notes
    Stage(scene, (480, 270), fps=2).frame(0)


def test_recorded_runs_take_part():
    foreign = Trajectory("net", np.array([[-1.0, 1.0], [0.05, 0.0]]), np.array([3.0, 0.0]))
    scene = race(runs=(foreign,)).scene()
    assert list(scene.trajectories) == ["gradient_descent", "adagrad", "net"]
    assert scene.trajectories["net"] == foreign
    stage = Stage(scene, (320, 180), fps=5)
    stage.frame(len(stage) - 1)
    rows = {row.name: row.place.get_text() for row in stage.panels["standings"].rows}
    assert rows["net"] == "since step 1"


def test_a_run_that_stands_on_the_minimum_has_no_place_on_a_log_axis():
    places = np.array([[-1.6, 1.4], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    there = Trajectory("there", places, Quadratic().loss(places))
    stage = Stage(race(runs=(there,), steps=3).scene(), (320, 180), fps=5)
    for index in range(len(stage)):
        stage.frame(index)
    assert not stage.panels["distance"].curves[2].marker.get_visible()


def test_a_long_race_is_walked_once(monkeypatch):
    from gradreel.core import experiment

    calls = []
    monkeypatch.setattr(experiment, "descend", lambda *a, **k: calls.append(a) or descend(*a, **k))
    scene = race().scene()
    titled = replace(scene, title="another")
    assert len(titled.trajectories) == len(scene.trajectories) == 2
    assert len(calls) == 2
    longer = replace(scene, steps=scene.steps + 1)
    assert {run.steps for run in longer.trajectories.values()} == {scene.steps + 1}
    assert len(calls) == 4


def test_captions_say_what_the_runs_did():
    made = race(optimizers=(*TWO, Momentum(learning_rate=1.0)), steps=100).scene()
    said = {caption.step: caption.text for caption in made.timeline.captions}
    runs = made.trajectories
    lost = int(runs["momentum"].outcome.diverged_at)
    settled = {name: runs[name].settles((0, 0), 0.1) for name in ("gradient_descent", "adagrad")}
    first = min(settled, key=settled.get)
    assert first == "adagrad"
    assert said[0] == "from (−1.6, 1.4): who is within 0.1 of ★ first, and stays?"
    assert said[lost] == f"Momentum diverges at step {lost}"
    assert said[settled["adagrad"]] == f"AdaGrad is there first, at step {settled['adagrad']}"
    assert said[100] == (
        f"arrived: AdaGrad at {settled['adagrad']}, "
        f"Gradient descent at {settled['gradient_descent']}"
    )


@pytest.mark.parametrize(
    ("made", "end"),
    [
        (race(Saddle(), (GradientDescent(learning_rate=0.01),), 5), "lowest: Gradient descent"),
        (race(optimizers=(GradientDescent(learning_rate=1e-5),)), "nobody has arrived after 60"),
        (race(optimizers=(GradientDescent(learning_rate=9.0),)), "nobody has arrived after 60"),
        (race(Saddle(), (GradientDescent(learning_rate=1e9),)), "all diverged within 60 steps"),
        (race(Himmelblau(), EVERYBODY), "first; "),
    ],
)
def test_every_end_has_its_words(made, end):
    assert end in made.scene().timeline.captions[-1].text


def test_the_title_says_ground_and_start():
    assert race().scene().title == "Quadratic: 2 runs from (−1.6, 1.4), 60 steps"
    assert race(ground="bowl(a=3)", optimizers=TWO[:1]).scene().title.startswith("bowl(a=3): 1 run")


@pytest.mark.parametrize("name", ["rosenbrock", "saddle", "quadratic"])
def test_a_race_has_one_pace(name):
    """Time that runs faster and faster makes who is slow look quick."""
    play, hold = race(SURFACES[name](), steps=200).scene().clock.segments
    assert (play.first, play.last, play.seconds) == (0, 200, SECONDS)
    assert (hold.first, hold.last, hold.seconds) == (200, 200, HOLD_SECONDS)
    steps = [play.step(second) for second in range(9)]
    assert np.diff(steps) == pytest.approx(200 / SECONDS)


def test_pace_slows_where_most_is_to_be_seen_if_that_is_asked_for():
    made = race(steps=200, pace="eventful").scene()
    *parts, hold = made.clock.segments
    assert [part.seconds for part in parts] == [seconds for _, seconds in PARTS]
    assert parts[-1].last == 200
    assert hold.seconds == HOLD_SECONDS
    speeds = [(part.last - part.first) / part.seconds for part in parts]
    assert speeds == sorted(speeds)


@pytest.mark.parametrize("pace", ["even", "eventful"])
@pytest.mark.parametrize("steps", [1, 2, 3, 5])
def test_the_shortest_races_are_shown_whole(steps, pace):
    scene = race(steps=steps, pace=pace).scene()
    assert scene.clock.last_step == steps
    assert Stage(scene, (160, 90), fps=2).frame(0).any()


def test_runs_that_do_not_move_have_a_pace():
    still = Trajectory("still", np.zeros((11, 2)), np.zeros(11))
    for pace in ("even", "eventful"):
        verbs = paced({"still": still}, Quadratic().window, 10, pace)
        assert sum(verb.seconds for verb in verbs) > HOLD_SECONDS


@pytest.mark.parametrize(("size", "theme"), [((480, 270), LIGHT), ((1280, 720), DARK)])
def test_no_text_touches_another_or_the_edge(size, theme):
    """The names on the map have their own tests; here they stand in nobody's way."""
    foreign = replace(
        race().scene().trajectories["adagrad"], name="a_network_with_quite_a_long_name"
    )
    made = race(
        Beale(), (Momentum(0.001, 0.5), Momentum(0.001, 0.9), Adam(convention="keras"), *TWO),
        runs=(foreign,), layout="map",
    )  # fmt: skip
    stage = Stage(made.scene(), size, theme=theme, fps=2)
    names = set(stage.panels["map"].names.texts)
    for index in (0, len(stage) // 2, len(stage) - 1):
        stage.frame(index)
        texts = [t for t in stage.figure.findobj(PictureText) if t.get_visible() and t.get_text()]
        boxes = [
            (t.get_text(), t.get_window_extent(stage.renderer)) for t in texts if t not in names
        ]
        assert len(boxes) > 25
        for words, box in boxes:
            assert 0 <= box.x0 < box.x1 <= size[0], words
            assert 0 <= box.y0 < box.y1 <= size[1], words
        for (words, box), (others, other) in combinations(boxes, 2):
            across = min(box.x1, other.x1) - max(box.x0, other.x0)
            upright = min(box.y1, other.y1) - max(box.y0, other.y0)
            assert min(across, upright) <= 1, (words, others)


def test_verdicts_stand_in_the_table_and_not_over_the_paths():
    made = race(optimizers=(*TWO, Momentum(learning_rate=1.0)))
    stage = Stage(made.scene(), (640, 360), fps=4)
    stage.frame(len(stage) - 1)
    names = {text.get_text() for text in stage.panels["map"].names.texts}
    assert names == {"Gradient descent", "AdaGrad", "Momentum"}
    places = {row.name: row.place.get_text() for row in stage.panels["standings"].rows}
    assert places["momentum"].startswith("diverged at ")


def test_a_name_is_tied_to_its_head_whatever_it_says_just_then():
    """A name has room for the longest of its words; the line goes to those that are shown."""
    made = race(Beale(), (Momentum(learning_rate=0.01), GradientDescent(0.005)), 40)
    stage = Stage(made.scene(), (640, 360), fps=10)
    names = stage.panels["map"].names
    tied = 0
    for index in range(0, len(stage), 3):
        stage.frame(index)
        for text, line in zip(names.texts, names.leaders, strict=True):
            if line.get_visible():
                x, y = line.get_xydata()[1]
                box = text.get_window_extent(stage.renderer)
                assert box.x0 - 12 <= x <= box.x1 + 12, text.get_text()
                assert box.y0 - 9 <= y <= box.y1 + 9, text.get_text()
                tied += 1
    assert tied > 5


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"optimizers": ()}, r"0 optimizers and runs were given for a race; give 1 to 16"),
        ({"optimizers": (Adam(),) * 17}, r"17 optimizers and runs were given"),
        ({"start": (9.0, 0.0)}, r"The start \(9, 0\) is outside the window, w from −2 to 2 and b"),
        ({"start": (float("nan"), 0.0)}, r"start=\(nan, 0.0\); give a point, two finite numbers"),
    ],
)
def test_impossible_races_are_refused(changes, words):
    with pytest.raises(InvalidInput, match=words):
        replace(race(), **changes)
