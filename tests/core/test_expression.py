"""What a command line says: names with parameters, and what is offered to who misspells them."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.core import (
    OPTIMIZERS,
    SCHEDULES,
    SURFACES,
    Adam,
    Constant,
    CosineDecay,
    Dataset,
    GradreelError,
    GridSurface,
    InvalidInput,
    LogisticRegression,
    Momentum,
    Neuron,
    Quadratic,
    StepDecay,
    Window,
    parameters_of,
    parse_optimizer,
    parse_schedule,
    parse_surface,
)

POINTS = Dataset([0.0, 1.0, 2.0], [0.0, 1.0, 0.5])


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_bare_name_is_the_default(name):
    assert parse_optimizer(name) == OPTIMIZERS[name]() == parse_optimizer(f" {name}() ")


@pytest.mark.parametrize("name", SURFACES)
def test_a_bare_surface_is_the_default(name):
    assert parse_surface(name) == SURFACES[name]()


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_bare_schedule_is_the_default(name):
    assert parse_schedule(name) == SCHEDULES[name]()


@pytest.mark.parametrize("table", [OPTIMIZERS, SURFACES, SCHEDULES], ids=["o", "s", "t"])
def test_every_parameter_can_be_given(table):
    parse = {
        id(OPTIMIZERS): parse_optimizer,
        id(SURFACES): parse_surface,
        id(SCHEDULES): parse_schedule,
    }[id(table)]
    for name, make in table.items():
        known = parameters_of(make)
        given = ", ".join(
            f"{each}={tuple(value) if isinstance(value, Window) else value!r}"
            for each, value in known.items()
        )
        assert parse(f"{name}({given})") == make()
        fields = {each.name for each in dataclasses.fields(make)}
        assert set(known) == fields - {"dataset"}


def test_parameters_come_in_the_order_of_a_call():
    assert parameters_of(Momentum) == {
        **{"learning_rate": 0.01, "momentum": 0.9},
        "convention": "paper",
    }
    assert list(parameters_of(Momentum)) == ["learning_rate", "momentum", "convention"]


def test_values_are_literals():
    assert parse_optimizer("adam(learning_rate=5e-2, beta1=0)") == Adam(0.05, beta1=0.0)
    made = parse_surface("quadratic(condition_number=20, angle=-0.5, window=(-1, 1, -2, 2))")
    assert made == Quadratic(20, -0.5, Window(-1, 1, -2, 2))
    sweep = parse_optimizer("adam(learning_rate=(0.1, 0.2))")
    np.testing.assert_array_equal(sweep.learning_rate, [0.1, 0.2])
    assert parse_schedule("step(every=7, decay=0.5)") == StepDecay(7, 0.5)


def test_the_convention_is_the_text_s_own_or_the_one_given():
    assert parse_optimizer("adam", "keras") == Adam(convention="keras")
    assert parse_optimizer("adam(convention='optax')", "keras") == Adam(convention="optax")


def test_a_cosine_goes_over_the_run_unless_it_says_otherwise():
    assert parse_schedule("cosine", steps=77) == CosineDecay(77)
    assert parse_schedule("cosine(last=0.1)", steps=77) == CosineDecay(77, last=0.1)
    assert parse_schedule("cosine(steps=5)", steps=77) == CosineDecay(5)
    assert parse_schedule("constant", steps=77) == Constant()


def test_a_dataset_goes_to_what_is_made_of_data():
    assert parse_surface("neuron", POINTS) == Neuron(POINTS)
    made = parse_surface("logistic_regression(window=(-1, 1, -1, 1))", POINTS)
    assert made == LogisticRegression(POINTS, Window(-1, 1, -1, 1))
    with pytest.raises(
        InvalidInput,
        match="beale is not made of data, and a dataset was given; give it to neuron, "
        "logistic_regression or linear_regression",
    ):
        parse_surface("beale", POINTS)


def test_a_path_in_npz_is_a_loss_grid(tmp_path):
    path = tmp_path / "mine.npz"
    np.savez(path, w=[0.0, 1, 2], b=[0.0, 1, 2, 3], loss=np.ones((4, 3)))
    made = parse_surface(str(path))
    assert isinstance(made, GridSurface)
    assert made.name == "mine"
    with pytest.raises(InvalidInput, match="is not made of data"):
        parse_surface(str(path), POINTS)
    with pytest.raises(InvalidInput, match="cannot be read"):
        parse_surface(str(tmp_path / "other.npz"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "adm",
            r"no optimizer adm \(did you mean adam\?\); give gradient_descent, .* or "
            rf"{[*OPTIMIZERS][-1]}\.$",
        ),
        ("adma", r"no optimizer adma \(did you mean adam\?\)"),
        ("Adam", r"no optimizer Adam \(did you mean adam\?\)"),
        ("RMSprop", r"\(did you mean rmsprop\?\)"),
        ("gradientdescent", r"\(did you mean gradient_descent\?\)"),
        ("xyzzy", r"^There is no optimizer xyzzy; give"),
        ("adam(learning_rat=1)", r"adam takes no learning_rat \(did you mean learning_rate\?\)"),
        ("adam(lr=1)", r"adam takes no lr \(did you mean learning_rate\?\); give learning_rate, "),
        ("rmsprop(alpha=1)", r"rmsprop takes no alpha \(did you mean decay\?\)"),
        ("sgd", r"no optimizer sgd \(did you mean gradient_descent\?\)"),
        ("NAG", r"no optimizer NAG \(did you mean nesterov\?\)"),
        ("adam(0.05)", r"has a parameter without a name; name each one, as in adam\(learning"),
        ("adam(*x)", "has a parameter without a name"),
        ("adam(**x)", r"adam is given \*\*; give each parameter by its name"),
        ("adam(eps=1, eps=2)", "adam is given eps twice"),
        ("adam(beta1=2)", "^adam: beta1=2 was given; give a number from 0 to below 1"),
        ("adam(learning_rate='x')", "^adam: learning_rate is 'x', which is not an array"),
        ("adam(learning_rate=None)", "^adam: learning_rate is None"),
        ("adam(learning_rate={})", "^adam: learning_rate is {}"),
        ("adam(learning_rate=1+1j)", "^adam: learning_rate is"),
        ("adam(learning_rate=2*3)", r"adam: learning_rate=2 \* 3 is no plain value; give a number"),
        ("adam(eps=__import__('os'))", "is no plain value"),
        ("adam(convention='kears')", "adam: convention='kears' was given; for adam give paper"),
        ("lion(convention='torch')", "lion: convention='torch' was given; for lion give paper, k"),
        *((text, "is not of the form adam") for text in ("", "adam(", "a.b()", "a()()", "1", "\0")),
        ("mine.py", "'mine.py' is a file; give a name, which a package lends what is in it"),
        *((text, "is not of the form adam") for text in ("a;b", "a\nb", "lambda: 1", "(" * 999)),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text, sentence):
    with pytest.raises(InvalidInput, match=sentence) as caught:
        parse_optimizer(text)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("beal", r"There is no surface beal \(did you mean beale\?\); give neuron, .* or gaussian"),
        ("quadratic(condition=3)", r"takes no condition \(did you mean condition_number\?\); give"),
        ("quadratic(condition_number=(1, 2))", "^quadratic: condition_number=.* was given"),
        ("quadratic(window=3)", "^quadratic: The window is 3; give finite"),
        ("beale(window='abcd')", "^beale: the window is 'abcd'"),
        (f"quadratic(angle={10**400})", "^quadratic: angle=1000.* was given; give a finite number"),
        ("gaussian_hills(seed=1.5)", "^gaussian_hills: seed=1.5 was given; give a whole number"),
        ("neuron(dataset=3)", "neuron takes no dataset; give window"),
    ],
)
def test_surfaces_say_what_is_wrong(text, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        parse_surface(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "cosin",
            r"There is no schedule cosin \(did you mean cosine\?\); give constant, .* cyclic",
        ),
        ("constant(steps=3)", "constant takes no steps; it has no parameters"),
        ("warmup", r"\(did you mean warm_up\?\)"),
        ("step(every=0)", "^step: every=0 was given; give a whole number of at least 1"),
    ],
)
def test_schedules_say_what_is_wrong(text, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        parse_schedule(text)


@given(
    st.text(max_size=30)
    | st.builds(
        "{}({}={})".format,
        st.sampled_from([*OPTIMIZERS, "adan"]),
        st.sampled_from(["learning_rate", "eps", "momentum", "convention", "of"]),
        st.text(max_size=12),
    )
)
def test_any_text_makes_an_optimizer_or_one_sentence(text):
    found = outcome(text)
    assert found in OPTIMIZERS or found.endswith(".")


def outcome(text):
    try:
        return parse_optimizer(text).name
    except GradreelError as error:
        return str(error)
