"""Numbers in the lecture's words: asked of the run, or in a table with what each of them is."""

import re

import pytest

from gradreel.animate.scene.placeholders import parse
from gradreel.animate.scene.plain_text import plain
from gradreel.animate.scene.spoken import spoken
from gradreel.scenes.lecture import SCENE as FILM
from gradreel.scenes.lecture_setup import SURFACE

SCENES = {scene.name: scene for scene in FILM.scenes}
ZEROS = int((SURFACE.dataset.x == 0).sum())
FIRST = 1  # the index of v_1

TYPED = {
    "sparse_data": {"500": len(SURFACE.dataset.x), "400": ZEROS, "1": 1},  # the input of b
    "history_w": {"1": FIRST},
    "history_b": {"1": FIRST},
    "slowing_down": {"400": SCENES["slowing_down"].steps},
}
"""Numbers that stand in words as they are, and what each is in the data or in the run."""

COUNTED = {"two": 2, "three": 3, "four": 4}


def spoken_in(name):
    """All that is said in a scene: captions, callouts and titles, with the claim of each."""
    clock = SCENES[name].clock
    yield from ((each.text, each.claim) for each in spoken(clock) if each.text)
    yield from ((each.text, each.claim) for each in clock.titles)
    yield SCENES[name].title, None
    yield SCENES[name].summary, None


@pytest.mark.parametrize("name", SCENES)
def test_numbers_of_the_run_are_not_typed_in(name):
    """A number is asked of the run as it is shown, or it stands in the table with what it is."""
    texts = [text for text, _ in spoken_in(name)]
    pieces = (piece for text in texts for piece in parse(text) if isinstance(piece, str))
    numbers = {n for each in pieces for n in re.findall(r"\d[\d,.]*\d|\d", plain(each))} - {"0"}
    typed = TYPED.get(name, {})
    assert numbers == set(typed)
    assert all(int(number.replace(",", "")) == value for number, value in typed.items())


@pytest.mark.parametrize("name", SCENES)
def test_what_is_counted_in_words_has_a_rule_or_is_the_number_of_runs(name):
    for text, claim in spoken_in(name):
        said = plain(text).lower().replace("two parameters", "w and b")
        for word in COUNTED.keys() & set(re.findall(r"[a-z]+", said)):
            counts_runs = COUNTED[word] == len(SCENES[name].optimizers)
            assert claim is not None or counts_runs or (name, word) in COUNTED_OTHERWISE, text


COUNTED_OTHERWISE = {
    ("sparse_data", "four"),  # in five inputs, as the data has it
}


def test_four_in_five_inputs_are_0():
    assert "four in five inputs" in SCENES["sparse_data"].summary
    assert 4 * len(SURFACE.dataset.x) == 5 * ZEROS


POINTS_OUT = {
    "high": "test_surface_is_high_low_flat_and_steep_where_the_callouts_point in test_lecture",
    "low": "as well",
    "flat": "as well",
    "steep: lines crowd": "as well",
    "the start: w = …": "numbers of the run alone",
    "the direct way": "a line from the start to the minimum",
    "largest": "stands at the event of the peak",
    "ends at …": "a number of the run alone",
    "b = …": "numbers of the run alone",
    "…": "a number of the run alone",
    "still at b = …": "a number of the run alone",
}
"""Callouts without a rule, by their words up to the first number, and what holds them."""


def test_a_callout_has_a_rule_or_stands_in_the_table():
    found = set()
    for scene in SCENES.values():
        for each in scene.clock.all_callouts:
            if each.claim is None:
                first, *rest = parse(each.text)
                words = plain(first) if isinstance(first, str) else ""
                told = rest or not isinstance(first, str)
                found.add(f"{words.rstrip()} …".strip() if told else words)
    assert found == set(POINTS_OUT)
