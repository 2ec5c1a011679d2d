"""Texts that cannot be drawn are refused when the scene is made; names are shown as they are."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from gradreel.animate import (
    Callout,
    Caption,
    ContourPanel,
    CurvePanel,
    Film,
    Hold,
    Play,
    Stage,
    Timeline,
)
from gradreel.animate.drawing.text import PictureText
from gradreel.core import GradientDescent, Quadratic, descend
from gradreel.core.errors import InvalidInput

BROKEN = r"$\eta_{max$"
FIELDS = BROKEN.replace("{", "{{").replace("}", "}}")  # in texts that hold numbers of the run
SHOWN = (Play(to=20, seconds=2),)
CALLOUT = Callout("map", text=FIELDS)

WITH = {
    "title": {"title": f"rate {BROKEN}"},
    "second line of a title": {"title": f"fine\n{BROKEN}"},
    "summary": {"summary": BROKEN},
    "caption of a verb": {"timeline": Timeline((*SHOWN, Hold(1, caption=FIELDS)))},
    "caption": {"timeline": Timeline(SHOWN, captions=(Caption(3, FIELDS),))},
    "callout": {"timeline": Timeline(SHOWN, callouts=(CALLOUT,))},
    "callout of a verb": {"timeline": Timeline((*SHOWN, Hold(1, callouts=(CALLOUT,))))},
    "label of an axis": {
        "panels": {"map": ContourPanel(w_label=BROKEN), "curve": CurvePanel("gradient", "w")}
    },
    "heading of a curve": {
        "panels": {"map": ContourPanel(), "curve": CurvePanel("loss", heading=BROKEN)}
    },
}


@pytest.mark.parametrize("where", WITH)
def test_half_a_character_is_refused_when_the_scene_is_made(make_small, where):
    halved = {key: _halved(value) for key, value in WITH[where].items()}
    with pytest.raises(InvalidInput, match=r"half of a character, '\\udc80'; take it out"):
        make_small(**halved)


@pytest.mark.parametrize("where", ["title", "summary"])
def test_half_a_character_is_refused_when_a_film_is_made(make_small, where):
    texts = {"name": "film", "summary": "A film.", "title": "Film"} | {where: "a\udc80"}
    with pytest.raises(
        InvalidInput, match=rf"The {where} .* of film 'film' has the half of a char"
    ):
        Film(**texts, scenes=(make_small(),))


def _halved(value):
    """Put half of a character where the formula is broken, however deep."""
    if isinstance(value, str):
        return value.replace(BROKEN, "a\udc80").replace(FIELDS, "a\udc80")
    if isinstance(value, dict):
        return {key: _halved(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_halved, value))
    if is_dataclass(value):
        changed = {each.name: _halved(getattr(value, each.name)) for each in fields(value)}
        return replace(value, **changed)
    return value


@pytest.mark.parametrize("where", WITH)
def test_a_broken_formula_is_refused_when_the_scene_is_made(make_small, where):
    with pytest.raises(InvalidInput, match="cannot be read: Expected end_group") as error:
        make_small(**WITH[where])
    sentence = str(error.value)
    assert BROKEN in sentence
    assert "scene 'small'" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("formula", "reason"),
    [(r"$\foo$", "Unknown symbol"), (r"$a_b_c$", "Double subscript"), (r"$\frac{a}$", "Expected")],
)
def test_what_is_wrong_in_it_is_said(make_small, formula, reason):
    with pytest.raises(InvalidInput, match=reason):
        make_small(title=formula)


@pytest.mark.parametrize("title", [r"$\frac{a}{b}$, $w$", "costs $5", r"from \$5 to \$6", r"\eta"])
def test_what_can_be_drawn_is_drawn(make_small, title):
    Stage(make_small(title=title), (320, 180)).frame(0)


def test_a_film_has_texts_too(make_small):
    with pytest.raises(InvalidInput, match=r"in the title .* of film 'film'"):
        Film("film", "A film.", BROKEN, (make_small(),))


def test_a_title_of_two_lines_is_shown_whole(make_small):
    stage = Stage(make_small(title="Above it\nbelow"), (640, 360))
    texts = {text.get_text(): text for text in stage.figure.findobj(PictureText)}
    upper, lower = (texts[line].get_window_extent(stage.renderer) for line in ("Above it", "below"))
    assert upper.y1 <= 360
    assert lower.y1 <= upper.y0 + 2
    one = Stage(make_small(title="Above it"), (640, 360))
    assert not np.array_equal(one.frame(0)[:40], stage.frame(0)[:40])


@pytest.mark.parametrize(
    "texts",
    [
        {"title": "a\nb\nc"},
        {"timeline": Timeline(SHOWN, captions=(Caption(3, "a\nb"),))},
        {"panels": {"map": ContourPanel(b_label="a\nb"), "curve": CurvePanel("gradient", "w")}},
    ],
)
def test_more_lines_than_there_is_room_for_are_refused(make_small, texts):
    with pytest.raises(InvalidInput, match="take out line breaks"):
        make_small(**texts)


@pytest.mark.parametrize("name", [BROKEN, "a$b$c", "100%_{"])
def test_a_runs_name_is_shown_as_it_is(make_small, name):
    run = replace(descend(GradientDescent(0.1), Quadratic(), (-1.0, 0.8), steps=20), name=name)
    stage = Stage(make_small(runs=(run,)), (640, 360), fps=5)
    stage.frame(3)
    texts = [text.get_text() for text in stage.figure.findobj(PictureText)]
    assert name.replace("_", " ").replace("$", r"\$") in texts
