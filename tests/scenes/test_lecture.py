"""The lecture's pictures: their figures are on screen, and what they say of the run is true."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from gradreel.animate import CurvePanel, Play
from gradreel.animate.scene.loading import load_scene
from gradreel.animate.scene.plain_text import plain
from gradreel.animate.scene.spoken import joined, spoken
from gradreel.core.events import Arrives
from gradreel.core.quantities import series
from gradreel.scenes import loss_surface
from gradreel.scenes.lecture import SCENE as FILM
from gradreel.scenes.lecture_setup import START, SURFACE

SCENES = {scene.name: scene for scene in FILM.scenes}
FOLDER = Path(__file__).parents[2] / "scenes"
ORDER = (
    "opening",
    "update_rule",
    "sparse_data",
    "loss_surface",
    "right_angle",
    "adagrad_replay",
    "best_rates",
    "slowing_down",
    "history_w",
    "slope",
    "history_b",
    "without_root",
    "flip_side",
    "set_back",
    "with_momentum",
    "summary",
    "next_time",
)
W, B = 0, 1


def run(name, optimizer="adagrad"):
    return SCENES[name].trajectories[optimizer]


def channel(name, which, parameter, optimizer="adagrad"):
    return run(name, optimizer).channels[which][:, parameter]


def settles(name, optimizer, parameter=None):
    """An independent rule: one step after the last that is farther than 0.1 from the minimum."""
    away = run(name, optimizer).params - SURFACE.minimum
    far = np.hypot(*away.T) > 0.1 if parameter is None else np.abs(away[:, parameter]) > 0.1
    return int(np.flatnonzero(far)[-1]) + 1


def written(value, style):
    return style.format(value).replace("-", "\N{MINUS SIGN}")


@pytest.fixture(scope="session")
def said(read, small_stage_of):
    """All that can be read in the middle of a scene's segments and captions and at its end."""

    @lru_cache
    def texts(name):
        stage, start = small_stage_of(name), 0.0
        indices = [len(stage) - 1]
        for segment in stage.scene.clock.segments:
            indices.append(stage.frame_at_time(start + segment.seconds / 2))
            start += segment.seconds
        cues = stage.outline.cues
        indices += [stage.frame_at_time((cue.start + cue.end) / 2) for cue in cues]
        # Taken at once: the next frame writes other words into the same artists.
        return frozenset(plain(text.get_text()) for i in indices for text, _ in read(stage, i))

    return texts


def histories():
    """The figures of the histories and rates: scene, words with the number, number, the claim."""
    v_w, v_b = (channel("history_w", "sum_of_squares", each) for each in (W, B))
    rate_w, rate_b = (channel("history_w", "effective_learning_rate", each) for each in (W, B))
    return [
        ("history_w", written(v_w[0], "v_0 = {:.2g}"), v_w[0], 0.019),
        ("history_w", written(rate_w[0], "first rate {:.2g}"), rate_w[0], 0.72),
        ("history_w", written(v_w[399], "ends at {:.0f}"), v_w[399], 540),
        ("history_b", written(v_b[0], "v_0 = {:.4g}"), v_b[0], 84.45),
        ("history_b", written(rate_b[0], "first rate {:.3g}"), rate_b[0], 0.0109),
        ("history_b", written(round(v_b[399], -3), "{:,.0f}: five digits"), v_b[399], 73_000),
        ("history_b", written(rate_b[399], "{:.2g}"), rate_b[399], 0.00037),
        ("slowing_down", written(rate_b[399], "{:.2g}"), rate_b[399], 0.00037),
        ("update_rule", written(v_w[0], "{:.2g} for w"), v_w[0], 0.019),
        ("update_rule", written(v_b[0], "{:.4g} for b"), v_b[0], 84.45),
        ("update_rule", written(rate_w[0], "{:.2g} for w"), rate_w[0], 0.72),
        ("update_rule", written(rate_b[0], "{:.3g} for b"), rate_b[0], 0.0109),
    ]


def places():
    """The figures of the set-up and of the paths."""
    minimum, stuck = SURFACE.minimum, run("without_root", "Without_the_root").params[2000, B]
    return [
        ("loss_surface", written(START[W], "w = {:.0f}"), START[W], -4),
        ("loss_surface", written(START[B], "b = {:.0f}"), START[B], -3),
        (
            "right_angle",
            "learning rate 0.01",
            SCENES["right_angle"].optimizers[0].learning_rate,
            0.01,
        ),
        ("right_angle", "momentum 0.9", SCENES["right_angle"].optimizers[1].momentum, 0.9),
        ("flip_side", written(minimum[W], "{:.2g}"), minimum[W], 0.0059),
        ("flip_side", written(minimum[B], "{:.2g}"), minimum[B], 0.073),
        ("without_root", written(stuck, "b = {:.2f}"), stuck, -2.92),
    ]


def arrivals():
    """The steps at which the optimizers arrive."""
    replay = [
        (
            "adagrad_replay",
            f"{settles('adagrad_replay', each)} ",
            settles("adagrad_replay", each),
            k,
        )
        for each, k in (("nesterov", 64), ("momentum", 84), ("adagrad", 275))
    ]
    flip = [
        ("flip_side", f"{settles('flip_side', each, axis)}", settles("flip_side", each, axis), k)
        for each, axis, k in (
            ("adagrad", W, 235),
            ("adagrad", B, 273),
            ("gradient_descent", B, 178),
            ("gradient_descent", W, 345),
        )
    ]
    return replay + flip


@pytest.mark.parametrize(
    ("name", "words", "value", "claim"),
    histories() + places() + arrivals(),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_figure_is_on_screen_and_is_the_lectures(said, name, words, value, claim):
    assert value == pytest.approx(claim, rel=0.02)
    assert any(words in text for text in said(name))


def test_data_is_made_sparse_before_the_viewers_eyes(said):
    x = SURFACE.dataset.x
    assert (len(x), (x == 0).sum()) == (500, 400)
    assert {"0", "400", "dense:", "sparse:"} <= said("sparse_data")
    assert "now 400 of the 500 x go to 0" in said("sparse_data")


def test_what_sparse_data_says_is_true():
    gradient = np.abs(channel("sparse_data", "gradient", slice(None), "gradient_descent")[0])
    assert gradient[B] > 10 * gradient[W]
    w, b = SURFACE.minimum
    ends = 1 / (1 + np.exp(-(w * np.array([0.0, 1.0]) + b)))
    assert abs(ends[1] - ends[0]) < 0.01  # the best fit is nearly flat


def test_surface_is_high_low_flat_and_steep_where_the_callouts_point():
    high, also, low, steep = (
        np.array(getattr(loss_surface, each)) for each in ("HIGH", "ALSO_HIGH", "LOW", "STEEP")
    )
    loss = SURFACE.loss
    assert min(loss(high), loss(also)) > 2.5 * loss(low)
    assert loss(low) < 1.1 * loss(SURFACE.minimum)
    slope = {
        name: np.hypot(*SURFACE.gradient(place))
        for name, place in (("high", high), ("low", low), ("steep", steep))
    }
    assert slope["steep"] > 2.5 * slope["high"]
    assert slope["steep"] > 10 * slope["low"]


def test_right_angle_is_one():
    scene = SCENES["right_angle"]
    path, corner = run("right_angle", "gradient_descent").params, int(scene.events["corner"])
    moved = np.abs(path[corner] - path[0])
    assert moved[B] > 10 * moved[W]
    steps = np.hypot(*np.diff(path, axis=0).T)
    assert steps[corner:].mean() < 0.2 * steps[:corner].mean()  # it creeps
    for each in scene.trajectories:
        assert settles("right_angle", each, B) < settles("right_angle", each, W)


def test_update_rule_is_what_it_says():
    run_ = run("update_rule")
    first = run_.params[1] - run_.params[0]
    assert first == pytest.approx([0.1, 0.1], rel=1e-5)
    gradient = run_.channels["gradient"]
    own = 0.1 / (np.sqrt((gradient**2).cumsum(axis=0)) + 1e-8)  # both lines of the rule
    assert run_.channels["effective_learning_rate"] == pytest.approx(own, rel=1e-12)
    assert (np.diff(own, axis=0) < 0).all()  # the rate can only fall
    peak = int(SCENES["update_rule"].events["peak"])
    assert np.abs(gradient[peak, B]) > 5 * np.abs(gradient[peak, W])  # plain: nearly along b
    step = run_.params[peak + 1] - run_.params[peak]
    assert 0.5 < step[W] / step[B] < 2


def test_adagrad_slows_down_and_the_film_does_not():
    scene = SCENES["slowing_down"]
    near = int(scene.events["near"])
    gradient = np.abs(channel("slowing_down", "gradient", B))
    history = channel("slowing_down", "sum_of_squares", B)
    assert gradient[near] < 0.5 * gradient.max()
    assert history[near] > 0.9 * history[-1]
    assert (np.diff(history) > 0).all()
    moves = np.hypot(*np.diff(run("slowing_down").params, axis=0).T)
    assert moves[near:].max() < moves[:near].min()
    assert all(verb.speeds == (1, 1) for verb in scene.timeline.verbs if isinstance(verb, Play))


@pytest.mark.parametrize(("name", "axis"), [("history_w", W), ("history_b", B)])
def test_gradient_grows_and_shrinks_while_the_history_only_grows(name, axis):
    gradient, history, rate = (
        channel(name, which, axis)
        for which in ("gradient", "sum_of_squares", "effective_learning_rate")
    )
    peak = int(SCENES[name].events["peak"])
    size = np.abs(gradient)
    assert (gradient < 0).all()
    assert (np.diff(size[: peak + 1]) > 0).all()
    assert (np.diff(size[peak:]) < 0).all()
    assert size[-1] < 0.05 * size[peak]
    assert (np.diff(history) > 0).all()
    assert history[-1] - history[200] < 0.1 * history[-1]  # hardly anything is added
    assert (np.diff(rate) < 0).all()
    assert (np.diff(rate, 2) > 0).all()  # ever more slowly
    assert rate[0] > 5 * 0.1 if axis == W else rate[0] < 0.1 / 5
    assert (np.abs(channel(name, "gradient", B)) > np.abs(channel(name, "gradient", W))).all()


def test_slope_along_the_path_grows_and_then_shrinks():
    path = run("slope").params
    distance = np.hypot(*np.diff(path, axis=0).T)
    slope = np.diff(SURFACE.loss(path)) / distance
    steepest = int(SCENES["slope"].events["steepest"])
    assert (slope < 0).all()
    assert abs(int(slope.argmin()) - steepest) <= 5
    assert slope[0] > 0.5 * slope.min()  # it starts gently
    assert slope[-1] > 0.05 * slope.min()


def test_without_the_root_b_stays_far_away():
    stuck = run("without_root", "Without_the_root")
    assert abs(stuck.params[2000, B] - SURFACE.minimum[B]) > 2
    rate = stuck.channels["effective_learning_rate"][:, B]
    rooted = channel("without_root", "effective_learning_rate", B)
    assert (rate < 0.2 * rooted).all()
    killed = int(SCENES["without_root"].events["killed"])
    assert rate[killed] < 1e-4 <= rate[killed - 1]
    assert settles("without_root", "adagrad") == SCENES["without_root"].events["arrived"]


def test_flip_side():
    order = {each: [settles("flip_side", each, axis) for axis in (W, B)] for each in run_names()}
    assert order.pop("adagrad") == [235, 273]  # w first
    assert all(b < w for w, b in order.values())
    assert (np.diff(channel("flip_side", "sum_of_squares", B)) >= 0).all()


def run_names():
    return list(SCENES["flip_side"].trajectories)


def test_next_time_a_fading_history_arrives_first():
    assert (
        settles("next_time", "adam")
        < settles("next_time", "rmsprop")
        < settles("next_time", "adagrad")
    )
    fading = channel("next_time", "second_moment", B, "rmsprop")
    rate = channel("next_time", "effective_learning_rate", B, "rmsprop")
    assert fading[-1] < 0.01 * fading.max()
    assert rate[-1] > 10 * rate.min()
    adagrad = channel("next_time", "effective_learning_rate", B)
    assert adagrad[-1] == adagrad.min()


def test_events_follow_the_independent_rule():
    for scene in FILM.scenes:
        for name, event in scene.timeline.events.items():
            if isinstance(event, Arrives) and event.for_good and event.radius == 0.1:
                axis = "wb".index(event.coordinate) if event.coordinate else None
                assert scene.events[name] == settles(scene.name, event.optimizer, axis), scene.name


@pytest.mark.parametrize("name", ORDER)
def test_limits_set_by_hand_hold_the_whole_curve(name):
    scene = SCENES[name]
    for panel in scene.panels.values():
        if isinstance(panel, CurvePanel) and panel.limits:
            for each in panel.optimizers or scene.trajectories:
                values = series(scene.trajectories[each], panel.channel, panel.coordinate)
                assert panel.limits[0] <= values.min() <= values.max() <= panel.limits[1]


def test_film_has_its_scenes_in_the_lectures_order():
    assert tuple(scene.name for scene in FILM.scenes) == ORDER
    assert len({scene.title for scene in FILM.scenes}) == len(ORDER)


@pytest.mark.parametrize("name", [*ORDER, "lecture"])
def test_scene_stands_alone(name):
    """By its name and by its file; a sentence tells what it shows."""
    by_name, by_file = load_scene(name), load_scene(str(FOLDER / f"{name}.py"))
    assert by_name.name == by_file.name == name
    summary = by_name.summary
    assert summary.endswith(".")
    assert ". " not in summary
    assert 5 <= len(summary.split()) <= 20


@pytest.mark.parametrize("name", ORDER)
def test_there_is_time_to_read(small_stage_of, name):
    """Three words a second, and never less than two seconds; no scene is longer than 40."""
    stage = small_stage_of(name)
    short = [
        cue.text
        for cue in stage.outline.cues
        if cue.end - cue.start < max(2, len(plain(cue.text).split()) / 3) - 1e-6
    ]
    assert not short
    for each in joined(spoken(stage.scene.clock)):
        assert each.seconds >= len(each.text.split()) / 3, each
    assert 20 <= stage.scene.clock.seconds <= 40
