"""A record is whole and of the right kind, or it is refused in a sentence."""

import json

import pytest
from damage_media import DAMAGED_TEXTS, XML_BOMB, damaged_records, gif, gif_comment, png, text_chunk

from gradreel.animate import Stage
from gradreel.animate.export.record import about_of, tags_of
from gradreel.animate.formats.checked_record import checked
from gradreel.animate.formats.image.xmp import parse_xml, read_xmp
from gradreel.animate.formats.records import read_record
from gradreel.animate.scene.film import Film
from gradreel.animate.stage.film_stage import FilmStage
from gradreel.core.errors import InvalidInput


@pytest.fixture(scope="module")
def stage(make_small):
    return Stage(make_small(), (160, 90), fps=5)


@pytest.fixture(scope="module")
def record(stage):
    return json.loads(tags_of(stage, still=3)["comment"])


def test_what_is_written_is_right(stage, record, tmp_path, make_small):
    film = FilmStage(Film("f", "", "F", (make_small(), make_small(name="b"))), (160, 90), fps=5)
    comments = [tags_of(stage, still=3), tags_of(stage, about_of(stage)), tags_of(film)]
    for comment in (each["comment"] for each in comments):
        assert checked(tmp_path, comment) == json.loads(comment)


def test_what_gradreel_would_not_write_is_refused_in_a_sentence(tmp_path, record):
    path = tmp_path / "a.png"
    for what, text in damaged_records(record):
        with pytest.raises(InvalidInput, match="another program changed it; render it") as caught:
            checked(path, text)
        assert str(caught.value).startswith(str(path)), what
        assert len(str(caught.value)) < len(str(path)) + 250, what


EXPLORED = {"vary": {"momentum": [0.5]}, "starts": 3, "radius": 0.1, "decimals": [3, 3]}
EXPLORED["choices"] = "9 runs"


def test_a_page_to_explore_says_other_things_which_are_checked_too(tmp_path, record):
    pictures = ("size", "fps", "frames", "theme", "transparent", "still")
    told = {key: value for key, value in record.items() if key not in pictures}
    page = {**told, "explored": EXPLORED}
    assert checked(tmp_path, json.dumps(page)) == page
    for key in EXPLORED:
        for wrong in (-1, 10**400, 1e308, [], [{}], {"a": 1}, True, float("nan")):
            text = json.dumps({**page, "explored": {**EXPLORED, key: wrong}})
            with pytest.raises(InvalidInput, match="another program changed it; render it"):
                checked(tmp_path / "a.html", text)


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt"])
def test_each_kind_of_text_in_a_png_is_read(tmp_path, record, kind):
    comment = json.dumps(record).encode()
    (tmp_path / "a.png").write_bytes(png(4, 4, text_chunk(comment, kind)))
    assert read_record(tmp_path / "a.png") == record


@pytest.mark.parametrize("what", DAMAGED_TEXTS)
def test_a_damaged_text_in_a_picture_is_none(tmp_path, what):
    (tmp_path / "a.png").write_bytes(DAMAGED_TEXTS[what]())
    with pytest.raises(InvalidInput):
        read_record(tmp_path / "a.png")


def test_a_gif_may_have_comments_of_others(tmp_path, record):
    comment = json.dumps(record, separators=(",", ":")).encode()
    assert len(comment) > 255
    blocks = map(gif_comment, (b"made by hand", comment, b"{}"))
    (tmp_path / "a.gif").write_bytes(gif(2, 2, *blocks))
    assert read_record(tmp_path / "a.gif") == record


def test_xml_with_entities_is_none():
    with pytest.raises(ValueError, match="entities"):
        parse_xml(XML_BOMB)
    assert read_xmp(XML_BOMB) == {}
    assert read_xmp(b"<a>" * 100_000) == {}
    deep = b"<a>" * 5_000 + b"</a>" * 5_000
    assert read_xmp(deep) == {}
