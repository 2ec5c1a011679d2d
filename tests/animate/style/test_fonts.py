"""Fonts besides DejaVu Sans, and what is said of characters that none has."""

import hashlib
import subprocess
import sys
import warnings
from dataclasses import replace

import matplotlib as mpl
import numpy as np
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from gradreel.animate import Film, Stage
from gradreel.animate.cli import main
from gradreel.animate.drawing.missing_glyphs import MissingGlyphs, _tell
from gradreel.animate.stage.opening import open_stage
from gradreel.animate.style.fonts import characters_of
from gradreel.animate.style.theme import LIGHT, find_theme
from gradreel.core.errors import InvalidInput

SIZE = (320, 180)
SCENE_FILE = """
from gradreel.animate import ContourPanel, Play, Scene, Timeline
from gradreel.core import GradientDescent, Quadratic
SCENE = Scene(
    name="told", summary="A path.", title="{title}", surface=Quadratic(), start=(1.0, 1.0),
    steps=10, optimizers=(GradientDescent(),), panels=dict(map=ContourPanel()), rows=(("map",),),
    timeline=Timeline((Play(to=10, seconds=1),)),
)
"""


@pytest.fixture(autouse=True)
def _told_anew():
    _tell.cache_clear()


def make_font(path, family, characters):
    """Write a font that has a black square for each of these characters."""
    pen = TTGlyphPen(None)
    for number, point in enumerate([(100, 0), (100, 700), (800, 700), (800, 0)]):
        (pen.lineTo if number else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    names = [".notdef", *(f"u{ord(each):04X}" for each in characters)]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(c): n for c, n in zip(characters, names[1:], strict=True)})
    font.setupGlyf(dict.fromkeys(names, square))
    font.setupHorizontalMetrics(dict.fromkeys(names, (900, 100)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": family, "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    font.setupPost()
    font.save(path)
    return str(path)


@pytest.fixture(scope="module")
def squares(tmp_path_factory):
    return make_font(tmp_path_factory.mktemp("fonts") / "squares.ttf", "Squares", "学习")


def digest(stage):
    return hashlib.sha256(stage.frame(0)).hexdigest()


def test_characters_come_from_the_font_that_is_named(small, squares):
    scene = replace(small, title="a 学习 b")
    with_font = Stage(scene, SIZE, theme=replace(LIGHT, fonts=(squares,)))
    with pytest.warns(MissingGlyphs):
        without = Stage(scene, SIZE)
    assert not np.array_equal(with_font.frame(0), without.frame(0))
    # What DejaVu Sans has is drawn as ever.
    assert digest(Stage(small, SIZE, theme=with_font.theme)) == digest(Stage(small, SIZE))
    # A family that is known by now is one that can be named.
    assert digest(Stage(scene, SIZE, theme=replace(LIGHT, fonts=("Squares",)))) == digest(with_font)
    again = Stage(scene, SIZE)  # told once
    assert digest(again) == digest(without)


@pytest.mark.parametrize(
    ("title", "lacking"),
    [("学习 rate", "学习"), ("सीखना", "U+0938"), ("fast 🚀", "🚀"), ("learning $w$ 学", "formula")],
)
def test_what_no_font_has_is_told_once_in_a_sentence(small, title, lacking):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        for _ in range(2):
            Stage(replace(small, title=title), SIZE).frame(0)
    (only,) = told
    assert only.category is MissingGlyphs
    sentence = str(only.message)
    assert lacking in sentence
    assert "the title" in sentence
    assert "GRADREEL_FONTS" in sentence
    assert "\n" not in sentence


def test_a_film_tells_of_all_its_scenes_before_it_is_drawn(small):
    film = Film("film", "A film.", "学", (small, replace(small, title="习")))
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        stage = open_stage(film, SIZE)
        assert [each.category for each in told] == [MissingGlyphs] * 2
        stage.frame(0)
        stage.frame(len(stage) - 1)
    assert len(told) == 2


def test_other_letters_and_signs_need_no_word(small):
    Stage(replace(small, title="Größe η → ∂L/∂w, β₁ − 0,5 · Жук λόγος\u200d"), SIZE).frame(0)


def test_without_texts_nothing_is_told(small):
    Stage(replace(small, title="学习"), SIZE, text=False).frame(0)


@pytest.mark.parametrize("fonts", ["Squares", ["Squares"], (3,), None])
def test_fonts_that_are_no_tuple_of_names_are_refused(fonts):
    with pytest.raises(InvalidInput, match="give a tuple of families"):
        replace(LIGHT, fonts=fonts)


@pytest.mark.parametrize("font", ["No Such Family", "missing.ttf"])
def test_a_font_that_is_not_there_is_told_in_a_sentence(font):
    with pytest.raises(InvalidInput, match="font") as error:
        replace(LIGHT, fonts=(font,))
    assert font in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_no_font_and_a_second_of_a_family_are_refused(tmp_path, squares):
    (tmp_path / "no.ttf").write_bytes(b"no font")
    second = make_font(tmp_path / "second.ttf", "Squares", "学")
    replace(LIGHT, fonts=(squares,))
    for path, words in ((tmp_path / "no.ttf", "cannot be drawn with"), (second, "Squares")):
        with pytest.raises(InvalidInput, match=words):
            replace(LIGHT, fonts=(str(path),))


def test_the_environment_names_fonts_for_the_command_line(monkeypatch, squares):
    monkeypatch.setenv("GRADREEL_FONTS", squares)
    assert find_theme("light") == replace(LIGHT, fonts=(squares,))
    monkeypatch.delenv("GRADREEL_FONTS")
    assert find_theme("light") is LIGHT


def test_the_command_line_says_it_in_one_line_and_when_quiet_not_at_all(tmp_path, capsys):
    scene, still = tmp_path / "told.py", tmp_path / "still.png"
    scene.write_text(SCENE_FILE.format(title="学习"), encoding="utf-8")
    typed = ["still", str(scene), "-o", str(still), "--size", "320x180"]
    main(typed)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("Note: No font has '学习' (U+5B66, U+4E60), in the title '学习'")
    main([*typed, "--quiet"])
    assert capsys.readouterr().err == ""


def test_nothing_of_matplotlib_reaches_standard_error(tmp_path):
    """In a process of its own: pytest catches what is logged."""
    code = (
        "from gradreel.animate import Stage\n"
        "from gradreel.animate.export.stills import write_still\n"
        + SCENE_FILE.format(title="学习 $w$ 🚀")
        + f"write_still(Stage(SCENE, (320, 180)), 3, {str(tmp_path / 'still.svg')!r})\n"
    )
    command = [sys.executable, "-W", "ignore:No font has", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_settings_of_the_user_are_not_asked_what_serif_is(small):
    with mpl.rc_context({"font.serif": ["No Such Family"]}):
        stage = Stage(small, SIZE, theme=replace(LIGHT, fonts=("serif",)))
    assert digest(stage) == digest(Stage(small, SIZE, theme=replace(LIGHT, fonts=("serif",))))


def test_a_font_is_opened_by_no_setting_of_the_user():
    characters_of.cache_clear()
    with mpl.rc_context():
        with warnings.catch_warnings(action="ignore"):  # it goes in matplotlib 3.13
            mpl.rcParams["text.kerning_factor"] = 5
        assert ord("a") in characters_of("DejaVu Sans")
