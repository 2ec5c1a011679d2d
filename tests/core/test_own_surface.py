"""A surface from one's own function: as good as a built-in one, and checked before it is used."""

import inspect
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.core import (
    OPTIMIZERS,
    SURFACES,
    GradientDescent,
    InvalidInput,
    Quadratic,
    Surface,
    Window,
    curvatures,
    descend,
    spacing_of,
    start_of,
    surface_from_function,
    tune,
)
from gradreel.core.asking import gradient_at, loss_at


def bumps(w, b):
    return np.sin(3 * w) * np.cos(2 * b) + 0.1 * (w**2 + b**2)


def bumps_slopes(w, b):
    return (
        3 * np.cos(3 * w) * np.cos(2 * b) + 0.2 * w,
        -2 * np.sin(3 * w) * np.sin(2 * b) + 0.2 * b,
    )


@pytest.mark.parametrize("shape", [(), (5,), (3, 4)])
@pytest.mark.parametrize("slopes", [None, bumps_slopes])
def test_one_call_serves_a_point_a_path_and_a_grid(shape, slopes):
    surface = surface_from_function(bumps, slopes)
    params = np.random.default_rng(2).uniform(-2, 2, (*shape, 2))
    w, b = params[..., 0], params[..., 1]
    np.testing.assert_array_equal(surface.loss(params), bumps(w, b))
    np.testing.assert_allclose(
        surface.gradient(params), np.stack(bumps_slopes(w, b), axis=-1), atol=1e-9
    )


@pytest.mark.parametrize("name", SURFACES)
def test_central_differences_are_right_to_about_ten_digits(name):
    known = SURFACES[name]()
    own = surface_from_function(
        lambda w, b: known.loss(np.stack([w, b], axis=-1)), window=known.window
    )
    low, high = np.array(known.window).reshape(2, 2).T
    params = np.random.default_rng(5).uniform(low, high, (300, 2))
    exact = known.gradient(params)
    scale = np.abs(exact).max() + np.abs(known.loss(params)).max()
    assert np.abs(own.gradient(params) - exact).max() < 2e-9 * scale


@given(st.floats(1.0, 1e6))
def test_the_step_grows_with_the_params(far):
    # At a fixed step rounding alone would be 1e-16 * far^2 / 1e-5 of a slope of far.
    own = surface_from_function(lambda w, b: w * w + b)
    slope = own.gradient(np.array([far, 0.0]))
    np.testing.assert_allclose(slope, [2 * far, 1.0], rtol=1e-9, atol=1e-9 * far * far)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_run_on_it_is_that_on_the_built_in_one(name):
    def bowl(w, b):
        return 0.5 * (w * w + 10.0 * (b * b))

    def slopes(w, b):
        return w, 10.0 * b

    optimizer = OPTIMIZERS[name](learning_rate=0.01)
    theirs = descend(optimizer, Quadratic(), (1.0, -1.0), steps=100)
    given = surface_from_function(bowl, slopes)
    assert descend(optimizer, given, (1.0, -1.0), steps=100).params.tobytes() == (
        theirs.params.tobytes()
    )
    if name != "lion":  # which sees signs alone, and those of numbers about 0 differ
        found = descend(optimizer, surface_from_function(bowl), (1.0, -1.0), steps=100)
        np.testing.assert_allclose(found.params, theirs.params, atol=1e-6)


def test_what_is_left_out_is_filled_in():
    surface = surface_from_function(bumps, window=(0, 10, -5, 5))
    assert surface.name == "bumps"
    assert repr(surface) == "<surface bumps, gradient by central differences>"
    assert surface.window == (0.0, 10.0, -5.0, 5.0)
    assert start_of(surface).tolist() == [1.0, 4.0]
    assert surface.minimum is None
    assert spacing_of(surface) == "linear"
    assert surface_from_function(lambda w, b: w + b).name == "own"


def test_what_is_given_is_kept():
    surface = surface_from_function(
        bumps, bumps_slopes, start=(1, 2), minimum=(-0.5, 0), name="mine", spacing="log"
    )
    assert repr(surface) == "<surface mine, gradient given>"
    assert start_of(surface).tolist() == [1.0, 2.0]
    assert surface.minimum.tolist() == [-0.5, 0.0]
    assert spacing_of(surface) == "log"


def test_surface_has_it_too_and_asks_no_one_else_for_it():
    made = Surface.from_function(bumps, bumps_slopes, window=(-1, 1, -1, 1), name="mine")
    assert made.name == "mine"
    assert made.window == (-1, 1, -1, 1)
    assert not hasattr(made, "from_function")
    assert "from_function" not in {name for name, _ in inspect.getmembers(Quadratic)}


def test_it_pickles_if_its_functions_do():
    surface = surface_from_function(bumps, bumps_slopes)
    again = pickle.loads(pickle.dumps(surface))
    params = np.ones((3, 2))
    np.testing.assert_array_equal(again.gradient(params), surface.gradient(params))


def test_it_can_be_tuned_on_and_has_theory_if_it_is_quadratic():
    own = surface_from_function(lambda w, b: 2 * w * w + 3 * b * b, minimum=(0, 0))
    np.testing.assert_allclose(curvatures(own), [4.0, 6.0], rtol=1e-7)
    found = tune(GradientDescent(), own, (1.0, 1.0), steps=30)
    # 2 / (4 + 6) = 0.2 is the fastest, but 0.251 next to it is slower than 0.126 (its factor is
    # 1 - 6 * 0.251 = -0.51, that of the other 1 - 4 * 0.126 = 0.50), so 0.158 is safer.
    assert found.optimizer.learning_rate == 0.158


def test_constant_slopes_need_no_array():
    plane = surface_from_function(lambda w, b: w - 2 * b, lambda w, b: (1.0, -2.0))
    np.testing.assert_array_equal(plane.gradient(np.zeros((3, 2))), [[1.0, -2.0]] * 3)


def test_it_may_be_undefined_somewhere():
    own = surface_from_function(lambda w, b: np.log(w) + b * b)
    run = descend(GradientDescent(0.3), own, (1.0, 1.0), steps=20)
    assert run.outcome.diverged_at > 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((lambda w, b: float(w) + b,), "The loss of own could not be worked out for arrays"),
        ((lambda w: w,), r"The loss of own could not be .*takes 1 positional argument but 2"),
        ((3,), "The loss of own could not be worked out .*'int' object is not callable"),
        ((lambda w, b: 3.0,), r"The loss of own has shape \(\) where shape \(3, 4\) is due"),
        ((lambda w, b: np.ravel(w),), r"The loss of own has shape \(1,\) where shape \(\) is due"),
        ((lambda w, b: w * 1j + b,), "The loss of own is .*, which is not an array of real num"),
        ((lambda w, b: None,), "The loss of own is None, which is not an array of real numbers"),
        ((bumps, lambda w, b: (w,)), r"The gradient of bumps has shape \(1,\) where shape \(2,\)"),
        ((bumps, lambda w, b: w), "The gradient of bumps could not be worked out"),
        ((bumps, lambda w, b: (w * 1j, b)), "The gradient of bumps is .* not an array of real"),
    ],
)
def test_refuses_what_is_no_function_of_arrays(arguments, sentence):
    with pytest.raises(InvalidInput, match=sentence) as caught:
        surface_from_function(*arguments)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"window": (1, 0, 0, 1)}, r"The window is \(1, 0, 0, 1\); give finite"),
        ({"window": 3}, "The window is 3; give finite"),
        ({"start": (1, np.nan)}, r"start=\(1, nan\) was given; give one point"),
        ({"minimum": (1, 2, 3)}, r"minimum=\(1, 2, 3\) was given; give one point"),
    ],
)
def test_refuses_options(options, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        surface_from_function(bumps, **options)


@pytest.mark.parametrize(
    ("window", "sentence"),
    [
        ((-1e13, 1, -1, 1), r"reaches to 1e\+13; end it within 1e\+12, beyond which every run"),
        ((-1, 1, -1e308, 1e308), r"reaches to 1e\+308; end it within"),
        ((1e11, 1e11 + 0.1, -1, 1), "too narrow for floats to tell the places in it apart; give"),
        (
            (-1, 1, 0, 1e-300),
            "too narrow for floats to tell the places in it apart; give",
        ),
    ],
)
def test_a_window_whose_places_floats_cannot_tell_apart_is_refused(window, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        surface_from_function(lambda w, b: w + b, window=window)


def test_a_function_is_asked_without_a_warning():
    """Far out, or where it has no value, numpy would warn on stderr."""
    surface = surface_from_function(
        lambda w, b: np.log(w) + np.sqrt(b) + np.exp(1e3 * w) + 1 / (w - b), start=(0.5, 0.25)
    )
    places = np.array([[-1.0, -1.0], [1.0, 1.0], [0.0, 0.0], [0.5, 0.25]])
    assert np.isfinite(surface.loss(places)).tolist() == [False, False, False, True]
    assert np.isfinite(surface.gradient(places[-1])).all()


def test_a_class_of_ones_own_is_asked_as_politely():
    class Cusp:
        name, window, minimum = "cusp", Window(-1.0, 1.0, -1.0, 1.0), None

        def loss(self, params):
            return 1 / params[..., 0]

        def gradient(self, params):
            raise KeyError("w")

    places = np.zeros((3, 2))
    assert np.isinf(loss_at(Cusp(), places)).all()
    with pytest.raises(
        InvalidInput, match=r"gradient of cusp could not be .* \(KeyError: 'w'\); w"
    ):
        gradient_at(Cusp(), places)
