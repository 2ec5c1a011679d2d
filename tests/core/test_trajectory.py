"""The record: shapes, arrival, outcome, equality."""

import copy
import dataclasses
import pickle

import numpy as np
import pytest

from gradreel.core import (
    DIVERGED_BEYOND,
    GradientDescent,
    InvalidInput,
    Momentum,
    Quadratic,
    Trajectory,
    descend,
)

PATH = np.array([(3.0, 4.0), (0.0, 0.05), (0.3, 0.0), (0.05, 0.0), (0.0, 0.0)])


def made(params=PATH, **others):
    return Trajectory("made", params, np.zeros(np.shape(params)[:-1]), **others)


def test_w_and_b_are_the_columns_of_params():
    run = made()
    assert run.steps == 4
    np.testing.assert_array_equal(run.w, PATH[:, 0])
    np.testing.assert_array_equal(run.b, PATH[:, 1])


def test_distance_is_euclidean():
    np.testing.assert_allclose(made().distance((0.0, 0.0)), [5.0, 0.05, 0.3, 0.05, 0.0])
    batch = made(np.stack([PATH, PATH], axis=1))
    assert batch.distance((0.0, 0.0)).shape == (5, 2)


@pytest.mark.parametrize(
    ("radius", "coordinate", "step"),
    [
        (0.1, None, 3),  # near at step 1, away again at 2
        (0.1, "w", 3),
        (0.1, "b", 1),
        (0.05, None, 3),  # on the circle counts
        (10.0, None, 0),
        (0.0, None, 4),
        (-1.0, None, None),
    ],
)
def test_settles_where_it_stays_for_good(radius, coordinate, step):
    assert made().settles((0.0, 0.0), radius, coordinate) == step


def test_what_ends_elsewhere_or_diverged_has_not_settled():
    assert made().settles((3.0, 4.0), 0.1) is None
    lost = PATH.copy()
    lost[-1] = np.nan
    assert made(lost).settles((0.0, 0.0), 100.0) is None


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda run: run.settles((0.0, 0.0), 0.1, "x"), "coordinate='x' was given; give 'w', 'b'"),
        (lambda run: run.settles(None, 0.1), "target is None"),
        (lambda run: run.distance(0.0), r"The target has shape \(\); give one point"),
        (
            lambda run: made(np.stack([PATH, PATH], axis=1)).settles((0, 0), 0.1),
            r"made is a batch of shape \(2,\)",
        ),
    ],
)
def test_refuses_what_cannot_be_asked(call, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        call(made())


LOST = [np.nan, np.inf, -np.inf, 1.01 * DIVERGED_BEYOND, -1.01 * DIVERGED_BEYOND]


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("step", [0, 2, 4])
def test_a_run_has_diverged_at_the_first_step_after_which_nothing_is_known(lost, step):
    params = PATH.copy()
    params[step:, 1] = lost
    assert made(params).outcome.diverged_at == step
    assert str(made(params).outcome) == f"diverged at step {step}"


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("step", [0, 2, 3])
def test_a_run_that_has_numbers_again_has_a_gap_and_did_not_diverge(lost, step):
    params = PATH.copy()
    params[step, 1] = lost
    run = made(params)
    assert run.outcome.finished
    assert np.flatnonzero(~run.known).tolist() == [step]


def test_a_lost_loss_is_as_good_as_lost_params_and_the_bound_itself_is_not_lost():
    assert Trajectory("run", PATH, [0, 0, 0, np.inf, np.nan]).outcome.diverged_at == 3
    assert Trajectory("run", PATH, [0, 0, 0, np.inf, 0]).outcome.diverged_at == -1
    assert made([(DIVERGED_BEYOND, 0.0), (0.0, 0.0)]).outcome.diverged_at == -1


def test_what_is_shown_of_a_step_is_all_or_nothing():
    loss = [1.0, np.nan, 3.0, 4.0, np.nan]
    run = Trajectory("run", PATH, loss, {"gradient": PATH[:-1]})
    shown = run.shown()
    assert np.isnan(shown.params[1]).all()
    assert np.isnan(shown.channels["gradient"][1]).all()
    for step in (0, 2, 3, 4):  # at the last one it diverges: that shows where it went
        assert (shown.params[step] == PATH[step]).all()
    assert np.array_equal(shown.loss, loss, equal_nan=True)
    assert shown.shown() == shown
    lost = descend(GradientDescent(1.0), Quadratic(), (1.0, 1.0), steps=50)
    assert lost.outcome.diverged_at > 0
    assert lost.shown() is lost


def test_arrays_are_copies_and_stay_read_only():
    params = PATH.copy()
    run = made(params, channels={"gradient": PATH[:-1]})
    params[0] = 9.0
    assert run.w[0] == 3.0
    for each in (run, copy.deepcopy(run), pickle.loads(pickle.dumps(run))):
        assert each == run
        for values in (each.params, each.loss, each.channels["gradient"]):
            with pytest.raises(ValueError, match="read-only"):
                values[0] = 1.0
        with pytest.raises(TypeError):
            each.channels["gradient"] = PATH[:-1]


def test_equality_goes_by_content_and_nan_equals_nan():
    lost = descend(GradientDescent(1.0), Quadratic(), (1.0, 1.0), steps=50)
    again = descend(GradientDescent(1.0), Quadratic(), (1.0, 1.0), steps=50)
    assert lost == again
    assert hash(lost) == hash(again)
    assert lost != dataclasses.replace(lost, name="other")
    assert lost != dataclasses.replace(lost, loss=np.zeros(51))
    assert lost != dataclasses.replace(lost, channels={})
    assert lost != dataclasses.replace(lost, channels={"gradient": np.zeros((50, 2))})
    assert lost != "a trajectory"


def test_can_be_named_anew():
    run = descend(Momentum(), Quadratic(), (1.0, 1.0), steps=3)
    other = dataclasses.replace(run, name="momentum, slow")
    assert (other.name, other.channels.keys()) == ("momentum, slow", run.channels.keys())


def test_repr_says_what_it_is():
    assert repr(made()) == "<Trajectory of made: 4 steps, finished>"
    batch = descend(GradientDescent([0.1, 1.0]), Quadratic(), (1.0, 1.0), steps=90)
    text = "90 steps in a batch of shape (2,), 1 of 2 runs diverged"
    assert repr(batch) == f"<Trajectory of gradient_descent: {text}>"


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        (("", PATH, np.zeros(5)), "is called ''; give it a printable name"),
        (("a\nb", PATH, np.zeros(5)), "give it a printable name"),
        (("run", PATH.T, np.zeros(2)), r"run: params has shape \(2, 5\); give shape"),
        (("run", PATH[:1], np.zeros(1)), "with at least one step"),
        (("run", PATH, np.zeros(4)), r"run: loss has shape \(4,\); give shape \(5,\)"),
        (("run", PATH, np.zeros(5), {"gradient": PATH}), r"gradient has shape \(5, 2\).*\(4, 2\)"),
        (("run", PATH, np.zeros(5), {"loss": PATH[1:]}), "channel of run is called 'loss'"),
        (("run", PATH, np.zeros(5), {"a/b": PATH[1:]}), "channel of run is called 'a/b'"),
        (("run", "path", np.zeros(5)), "params is 'path', which is not an array"),
    ],
)
def test_refuses_what_does_not_go_together(contents, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        Trajectory(*contents)
