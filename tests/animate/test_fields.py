"""What a field may be given, and what is kept of it."""

import dataclasses
import itertools
from dataclasses import is_dataclass
from fractions import Fraction

import numpy as np
import pytest
from fields_table import CLASSES, FUNCTIONS, wrong_values

from gradreel import animate
from gradreel.animate import Callout, Caption, ContourPanel, Hold, Named, Play, Race, Timeline
from gradreel.core import AdaGrad, Quadratic, Window, allow
from gradreel.core.errors import InvalidInput

NO_NUMBERS = (
    None, True, float("nan"), float("inf"), 10**400, "", "1", b"1", [], (), {}, object(), 1j, int,
    np.array([1.0]), np.bool_(True),
)  # fmt: skip


@pytest.mark.parametrize("given", NO_NUMBERS)
def test_what_is_no_number_is_refused_in_one_sentence(given):
    with pytest.raises(
        InvalidInput, match=r"^Hold was given seconds=.*; give a finite number"
    ) as no:
        Hold(given)
    assert "\n" not in str(no.value)
    assert len(str(no.value)) < 200


@pytest.mark.parametrize(
    "given", [np.float32(2), np.int64(2), np.array(2.0), Fraction(2), 2, 2.0], ids=repr
)
def test_numbers_of_any_kind_are_kept_as_pythons_own(given):
    kept = Play(to=given, seconds=given)
    assert type(kept.seconds) in (int, float)
    assert kept == Play(to=2, seconds=2)
    assert eval(repr(kept)) == kept


def test_sequences_are_kept_as_tuples_and_end():
    callouts = (Callout("map", str(i)) for i in range(3))
    assert len(Hold(1, callouts=callouts).callouts) == 3
    assert Callout("map", "", line=np.zeros((2, 2))).line == ((0.0, 0.0), (0.0, 0.0))
    with pytest.raises(InvalidInput, match="a sequence that ends, with at most 100,000 items"):
        Timeline(itertools.repeat(Hold(1)))
    for unordered in ("adagrad", {"adagrad"}, {"adagrad": 1}, b"adagrad", AdaGrad):
        with pytest.raises(InvalidInput, match="give a sequence, such as a tuple or a list"):
            ContourPanel(optimizers=unordered)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"optimizers": (AdaGrad,)},
            r"AdaGrad is a class, write AdaGrad",
        ),
        (
            {"runs": (np.zeros((3, 2)),)},
            r"runs\[0\]=.*; give a Trajectory, such as descend returns",
        ),
        ({"surface": lambda w, b: w}, "as surface_from_function makes it of a function"),
        ({"surface": Quadratic}, r"Quadratic is a class, write Quadratic"),
        ({"oracle": Quadratic()}, r"give an oracle, such as Noise"),
        ({"start": (float("nan"), 0)}, "give a point, two finite numbers"),
        ({"steps": 5.0}, "give a whole number of at least 1"),
        (
            {"optimizers": (AdaGrad(), AdaGrad([0.1, 0.2]))},
            r"optimizers\[1\]=.*an array to a sweep",
        ),
        ({"optimizers": (Named(AdaGrad([0.1]), "a"),)}, "give single numbers to it"),
    ],
)
def test_what_is_of_another_kind_is_told_with_what_to_write(changes, words):
    race = {"surface": Quadratic(), "start": (1.0, 1.0), "steps": 5, "optimizers": (AdaGrad(),)}
    with pytest.raises(InvalidInput, match=words):
        Race(**race | changes)


@pytest.mark.parametrize(
    "edges", [(1, 0, 0, 1), (0, float("nan"), 0, 1), ("a", 1, 0, 1), (0, 1e308, 0, 1), (0, 0, 0, 1)]
)
def test_a_window_has_edges_in_their_order(edges):
    with pytest.raises(InvalidInput, match="window"):
        Window(*edges)
    with pytest.raises(InvalidInput, match="window"):
        Window(0, 1, 0, 1)._replace(w_min=2)


def test_a_field_without_a_check_is_an_error_of_ours():
    with pytest.raises(KeyError):
        allow.settle(Hold(1), seconds=allow.number())


def test_the_table_has_every_field_of_every_public_class():
    public = [getattr(animate, each) for each in animate.__all__]
    made_of_data = {each for each in public if isinstance(each, type) and is_dataclass(each)}
    made_of_data.remove(animate.GoldenFixture)  # pytest makes it; users name it as a type
    assert made_of_data == {each for each in CLASSES if each.__name__ in animate.__all__}
    for kind, given in CLASSES.items():
        assert {each.name for each in dataclasses.fields(kind)} == set(given), kind


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_no_field_takes_an_object_of_no_kind(kind):
    """So no class can forget one."""
    for name in CLASSES[kind]:
        with pytest.raises(InvalidInput) as refused:
            kind(**CLASSES[kind] | {name: object()})
        assert "object object at" in str(refused.value)


@pytest.mark.parametrize("made", [*CLASSES, *FUNCTIONS], ids=lambda made: made.__qualname__)
def test_a_wrong_value_is_taken_or_refused_in_one_sentence(made):
    given = (CLASSES | FUNCTIONS)[made]
    made(**given)
    said = []
    for name in given:
        for wrong in wrong_values():
            try:
                made(**given | {name: wrong})
            except InvalidInput as refused:
                said.append(str(refused))
    assert said
    assert all("\n" not in sentence and len(sentence) < 400 for sentence in said)


@pytest.mark.parametrize(
    "notes",
    [
        {"captions": (Caption(41, "late"),)},
        {"callouts": (Callout("map", "late", at=41),)},
        {"callouts": (Callout("map", "late", start=40.5),)},
        {"verbs": (Play(40, 1, callouts=(Callout("map", "late", at=41),)),)},
    ],
)
def test_what_would_be_said_after_the_last_step_is_told(make_small, notes):
    said = r"has the (caption|callout) 'late' at step 4[01](\.5)? of 40, where nobody would see it"
    with pytest.raises(InvalidInput, match=said):
        make_small(steps=40, timeline=Timeline(**{"verbs": (Play(40, 1),)} | notes))


def test_two_of_one_name_are_told_how_to_be_called_otherwise(make_small):
    with pytest.raises(InvalidInput, match=r"each name once, as Named\(Adam\(\), 'second'\)"):
        make_small(optimizers=(AdaGrad(0.1), AdaGrad(0.2)))
