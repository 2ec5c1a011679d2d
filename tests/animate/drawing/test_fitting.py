"""What is too wide gets smaller, then loses its middle, and stays different from the others."""

import math

import pytest

from gradreel.animate.drawing.fitting import ABBREVIATED, ELLIPSIS, LEAST, Fitter, outlined, widest

FITTER = Fitter(100)
LONG = "AdaGrad with a learning rate of 0.1 and an epsilon of 1e-8"


def test_what_fits_is_left_as_it_is():
    assert FITTER.fit("AdaGrad", 300, 20) == ("AdaGrad", 20)
    assert FITTER.fit("", 0, 20) == ("", 20)


@pytest.mark.parametrize("room", [5, 40, 130, 300, 500, 550])
@pytest.mark.parametrize("words", [LONG, "x" * 200, r"rate $\eta/\sqrt{v_t}$ of " + LONG])
def test_what_is_too_wide_is_first_smaller_then_shortened(words, room):
    found, size = FITTER.fit(words, room, 21)
    assert size >= LEAST
    assert found == words or size == LEAST
    assert FITTER.width(found, size) <= room or found == ELLIPSIS


def test_the_middle_is_left_out():
    found, _ = FITTER.fit(LONG, 200, 20)
    first, last = found.split(ELLIPSIS)
    assert LONG.startswith(first)
    assert LONG.endswith(last)
    assert min(len(first), len(last)) > 5


@pytest.mark.parametrize(
    "names",
    [
        [f"a run whose name differs at its end alone {i}" for i in range(6)],
        [f"{i} a run whose name differs at its beginning alone" for i in range(6)],
        [f"a run whose name differs {i} in its middle and no other place" for i in range(6)],
        ["x" * count for count in range(80, 90)],
    ],
)
def test_names_that_differ_go_on_differing(names):
    found, size = FITTER.fit_each(names, [130] * len(names), 20)
    assert len(set(found)) == len(names)
    assert all(FITTER.width(name, size) <= 130 for name in found)


def test_one_name_twice_is_the_same_twice():
    found = FITTER.shortened([LONG, LONG, "Adam"], [130] * 3, 18)
    assert found[0] == found[1] != found[2] == "Adam"


def test_formulas_are_whole_or_left_out():
    for room in range(20, 400, 20):
        found, _ = FITTER.fit(r"a label $\eta_t$ in front of $\sqrt{v_t}$ and more", room, 18)
        assert found.count("$") % 2 == 0


def test_in_a_row_the_longest_gives_way():
    found, size = FITTER.fit_row(["Adam", LONG, "NAG"], 300, 20)
    assert found[::2] == ["Adam", "NAG"]
    assert sum(FITTER.width(name, size) for name in found) <= 300
    assert FITTER.fit_row(["Adam", "NAG"], 300, 20) == (["Adam", "NAG"], 20)


def test_lines_break_at_spaces_and_not_in_a_formula():
    lines = FITTER.lines(r"all of $a b c$ is one word, and so on and so forth", 150, 16)
    assert " ".join(lines) == r"all of $a b c$ is one word, and so on and so forth"
    assert all(FITTER.width(line, 16) <= 150 for line in lines)
    assert FITTER.lines("w" * 90, 150, 16)[0].count(ELLIPSIS) == 1


@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize(
    "texts",
    [
        ["0"],
        ["WWW", "iiiiiiii", "−0.001", "1,000"],
        [f"arrived at {step:,}" for step in range(95, 1_020, 7)],
        ["AVAVA", "VAVAV", "TaToTe", "Teeeee", "f", "j|", "|j", "—", "…"],
    ],
)
def test_the_widest_is_as_wide_as_if_each_were_measured(texts, weight):
    assert widest(texts, 14, weight) == max(outlined(words, 14, weight) for words in texts)
    assert widest(reversed(texts), 14, weight) == widest(texts, 14, weight)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Gradient descent", "NAG"], ["Gradient…", "NAG"]),
        (["Gradient descent", "Gradient ascent"], None),
        (["AdaGrad with momentum", "AdaGrad"], None),
    ],
)
def test_a_name_keeps_whole_words_unless_it_looks_like_another_then(texts, found):
    fitter = Fitter(100.0)
    room = fitter.width("Gradient…", 16.0) + 1
    kept = fitter.whole_words(texts, [room] * 2, 16.0)
    assert len(set(kept)) == 2
    assert all(fitter.width(each, 16.0) <= room for each in kept)
    assert kept == (found or fitter.shortened(texts, [room] * 2, 16.0))


@pytest.mark.parametrize("words", [LONG, "the sum of the gradient so far", "AdaGrad + momentum"])
def test_nothing_is_cut_in_the_middle_of_a_word(words):
    spoken = {*words.split(), *ABBREVIATED.values()}
    least = max(FITTER.width(word + ELLIPSIS, LEAST) for word in words.split())
    for room in range(math.ceil(least), math.ceil(FITTER.width(words, LEAST)), 9):
        found, _ = FITTER.fit(words, room, 20)
        assert {*found.replace(ELLIPSIS, " ").split()} <= spoken, found


def test_long_words_are_abbreviated_before_any_is_left_out():
    room = FITTER.width("gradient of $w$", LEAST) - 1
    assert FITTER.fit("gradient of $w$", room, 20) == ("grad. of $w$", LEAST)
    assert FITTER.fit("gradient of $w$", room + 2, 20)[0] == "gradient of $w$"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("AdaGrad + momentum", "AdaGrad +\nmomentum"),
        ("Without the root", "Without the\nroot"),
        ("NAG", "NAG"),
        ("one two three four five six", "one two three four five six"),  # three lines
        ("Gradient-descent", "Gradient-descent"),  # no space to break it at
    ],
)
def test_a_name_is_broken_into_two_lines_if_nothing_is_left_out_then(words, found):
    room = FITTER.width("momentum", 16.0) + 1
    broken = FITTER.in_two(words, room, 16.0)
    assert broken == found
    assert FITTER.width(broken, 16.0) == max(FITTER.width(e, 16.0) for e in found.split("\n"))
