"""Whatever goes in: no terminal, caption or LaTeX obeys it."""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.animate.cli.errors import explain
from gradreel.animate.formats.text import SIDECARS, About
from gradreel.animate.safe_text import (
    LONGEST_GIVEN,
    LONGEST_SENTENCE,
    one_line,
    sentence,
    shortened,
    tex_unsafe,
)
from gradreel.animate.scene.outline import Cue, Outline
from gradreel.animate.scene.plain_text import plain
from gradreel.core.errors import InvalidInput

ODD = "\x00\a\b\t\n\v\f\r\x1b\x7f\x85\x9b\u200b\u2028\u202e\u2066\ufeff\udc80-->&<{}\\%#$^~_'\"` a1"
"""Each is an end of line, a mark or an order somewhere."""

texts = st.text(st.one_of(st.sampled_from(ODD), st.characters(codec=None)), max_size=300)
ABOUT = About(
    scene="s", title="t", version="1", size=(320, 180), fps=25, frames=10,
    outline=Outline(1.0, (), (), ()), alt="a", digest="sha256:0", name="film",
)  # fmt: skip


def orders(text: str) -> set[str]:
    """What a terminal would obey or hide; the two joiners make letters and emoji."""
    return {
        character
        for character in text
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    } - {"\u200c", "\u200d"}


@given(texts)
def test_no_order_reaches_a_terminal(text: str) -> None:
    assert not orders(one_line(text))
    assert one_line(one_line(text)) == one_line(text)


@given(texts, st.integers(1, 50))
def test_what_is_shortened_keeps_both_ends(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) == min(len(text), most)
    head, _, tail = short.partition("…") if short != text else (text, "", "")
    assert text.startswith(head)
    assert text.endswith(tail)


@given(texts)
def test_any_error_is_one_short_line(text: str) -> None:
    for error in (InvalidInput(text), ZeroDivisionError(text), OSError(5, text, text)):
        told, status = explain(error)
        assert status in (1, 2)
        assert not orders(told)
        assert len(told) <= LONGEST_SENTENCE


@pytest.mark.parametrize("quote", ["'", '"', "`", ""])
def test_an_error_repeats_little_of_what_was_given_and_all_of_its_own(quote: str) -> None:
    given = f"{quote}{'very ' * 20_000 if quote else 'x' * 100_000}{quote}"
    told = sentence(f"{given} was given for Anna's --size; give WIDTHxHEIGHT, such as 1280x720.")
    assert told.endswith(" was given for Anna's --size; give WIDTHxHEIGHT, such as 1280x720.")
    assert "…" in told
    assert len(told) <= LONGEST_GIVEN + 100


def test_sentences_without_long_things_stay_as_they_are() -> None:
    said = "The user's " + "word " * 60 + "is the friend's."
    assert sentence(said) == said


@given(texts, texts, texts)
def test_captions_keep_their_number(scene: str, title: str, text: str) -> None:
    cues = (Cue(0.0, 0.5, text), Cue(0.5, 1.0, "last"))
    about = replace(ABOUT, scene=scene, title=title, outline=Outline(1.0, cues, (), ()))
    count = 1 + bool(plain(text))
    for suffix in (".vtt", ".srt"):
        blocks = SIDECARS[suffix](about).strip("\n").split("\n\n")
        blocks = blocks[2:] if suffix == ".vtt" else blocks  # the head and the note
        assert len(blocks) == count
        assert [block.count("-->") for block in blocks] == [1] * count
        assert [len(block.split("\n")) for block in blocks] == [2 + (suffix == ".srt")] * count
        assert not orders("".join(blocks).replace("\n", ""))


@given(texts, texts)
def test_nothing_leaves_a_comment_in_latex(scene: str, title: str) -> None:
    lines = SIDECARS[".tex"](replace(ABOUT, scene=scene, title=title)).splitlines()
    assert [line[:1] for line in lines] == ["%", "%", "%", "%", "\\"]
    assert lines[-1] == SIDECARS[".tex"](ABOUT).splitlines()[-1]


@given(texts.filter(bool))
def test_a_name_stands_in_latex_or_is_refused(name: str) -> None:
    about = replace(ABOUT, name=name)
    if tex_unsafe(name):
        with pytest.raises(InvalidInput, match="LaTeX cannot play the pictures of"):
            SIDECARS[".tex"](about)
    else:
        last = SIDECARS[".tex"](about).splitlines()[-1]
        assert f"{{{name}/frame_}}" in last
        assert not re.search(r"[\\{}%#$&~^]", name)
        assert last.count("{") == last.count("}")


def test_a_scene_cannot_steer_the_terminal_or_what_stands_beside_its_film(
    tmp_path: Path, make_small
) -> None:
    from gradreel.animate import Caption, Play, Stage, Timeline, render
    from gradreel.animate.export.record import tags_of

    with pytest.raises(InvalidInput, match="printable characters"):
        make_small(name="a\nb\x1b[2J\udc80")
    told = (Caption(0, "c\x1b]0;d\x07"),)
    scene = make_small(title="a\x1b[2J", timeline=Timeline((Play(to=3, seconds=1),), told))
    stage = Stage(scene, (160, 90), fps=5)
    files = [tmp_path / f"film{suffix}" for suffix in SIDECARS]
    render(stage, files)
    assert [file for file in files if "\x1b" in file.read_text("utf-8")] == []
    tags = tags_of(stage)
    assert not orders(tags["title"] + tags["description"] + tags["comment"])
