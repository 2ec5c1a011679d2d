"""A voice in a video: heard from its beginning, no longer than it, and the pictures stay."""

import base64
import re
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction

import pytest

from gradreel.animate import Film, Hold, Play, Timeline, open_stage, render
from gradreel.animate.export import chunks
from gradreel.animate.export.crew import Jobs
from gradreel.animate.export.delivery import Delivery
from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.formats.reading import read_pictures
from gradreel.animate.formats.voice import voice_seconds
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.core.errors import InvalidInput

from ..recordings import recorded


@pytest.fixture(scope="module")
def stage(make_small):
    timeline = Timeline((Play(4, 0.8), Hold(0.4)))
    return open_stage(make_small(timeline=timeline, steps=4), (160, 90), fps=5)


def packets(path, *options):
    """What ffmpeg finds in a file, decoded: a line for each picture or piece of sound."""
    command = [find_ffmpeg(), "-v", "error", "-i", path, *options, "-f", "framemd5", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [line for line in said.splitlines() if not line.startswith("#")]


def test_it_is_heard_and_the_pictures_are_the_same(stage, tmp_path):
    voice = recorded(tmp_path / "talk.wav", 1.0)
    names = ["a.mp4", "a.mov", "a.webm", "a.gif"]
    made = {}
    for told, delivery in (("with", Delivery(voice=voice)), ("without", Delivery())):
        made[told] = [tmp_path / told / name for name in names]
        made[told][0].parent.mkdir()
        render(stage, made[told], delivery=delivery)
    for heard, silent in zip(made["with"][:3], made["without"][:3], strict=True):
        assert packets(heard, "-map", "0:v") == packets(silent, "-map", "0:v")
        assert abs(voice_seconds(heard) - 1) < 0.05
        with pytest.raises(InvalidInput, match="no sound"):
            voice_seconds(silent)
    assert made["with"][3].read_bytes() == made["without"][3].read_bytes()


def test_the_files_are_the_same_whoever_draws(stage, tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "LONGEST", 2)  # so that there are pieces to share out
    delivery = Delivery(voice=recorded(tmp_path / "talk.wav", 0.5))
    names = ["a.mp4", "a.mov", "a.webm"]  # pages and slides are drawn by one in any case
    made, told = [], []
    with ThreadPoolExecutor(1) as elsewhere:
        for who in ({"jobs": 1}, {"jobs": Jobs(2, say=told.append)}, {"executor": elsewhere}):
            folder = tmp_path / str(len(made))
            folder.mkdir()
            render(stage, [folder / name for name in names], delivery=delivery, **who)
            made.append({name: (folder / name).read_bytes() for name in names})
    assert made[0] == made[1] == made[2]
    assert chunks.cuts_of(stage)
    assert not told


def sounds(path):
    """How long each film in a page or a deck is heard, and what it shows."""
    films = re.findall(rb'src="data:video/mp4;base64,([^"]*)"', path.read_bytes())
    films = [base64.b64decode(film) for film in films]
    if path.suffix == ".pptx":
        with zipfile.ZipFile(path) as deck:
            names = [name for name in deck.namelist() if name.endswith(".mp4")]
            films = [deck.read(name) for name in sorted(names)]
    film = path.with_name("one.mp4")
    for data in films:
        film.write_bytes(data)
        yield voice_seconds(film), packets(film, "-map", "0:v")


@pytest.mark.parametrize("name", ["a.html", "a.pptx", "by hold.pptx"])
@pytest.mark.parametrize("kind", ["a scene", "a film in the dark"])
def test_it_is_heard_in_pages_and_in_slides(make_small, tmp_path, name, kind):
    """Each slide has its part; the pictures are those that there are without it."""
    timeline = Timeline((Play(2, 0.4), Hold(0.4), Play(4, 0.4), Hold(0.4)))
    scene, theme = make_small(timeline=timeline, steps=4), LIGHT
    if kind != "a scene":
        later = make_small(name="later", timeline=timeline, steps=4)
        scene, theme = Film("two", "Two.", "Two", (scene, later), card_seconds=0.4), DARK
    stage = open_stage(scene, (160, 90), fps=5, theme=theme)
    delivery = Delivery(by="hold" if "hold" in name else None)
    voice = recorded(tmp_path / "talk.wav", 1.0)
    heard, silent = tmp_path / name, tmp_path / f"silent {name}"
    render(stage, [heard], delivery=replace(delivery, voice=voice))
    render(stage, [silent], delivery=delivery)
    with pytest.raises(InvalidInput, match="no sound"):
        list(sounds(silent))
    told = list(sounds(heard))
    lengths = [float(seconds) for seconds, _ in told]
    joined = len(told) - 1 if "hold" in name else 0  # pictures that two slides have
    assert sum(lengths) == pytest.approx((len(stage) + joined) / 5, abs=0.15 * len(told))
    same = [
        (a.frame == b.frame).all()
        for a, b in zip(*map(read_pictures, (heard, silent)), strict=True)
    ]
    assert len(same) == len(stage)
    assert all(same)
    if name == "a.html":
        attributes = heard.read_text("utf-8").partition("<video ")[2][:60]
        assert ("muted" in attributes, "muted" in silent.read_text("utf-8")) == (False, True)


def test_one_that_is_longer_is_told_with_what_to_do(stage, tmp_path):
    voice, film = recorded(tmp_path / "talk.wav", 2.0), tmp_path / "a.mp4"
    seconds = Fraction(len(stage), 5)
    with pytest.raises(InvalidInput, match=r"lasts 2\.00 s and the film .* hold the last picture"):
        render(stage, [film], delivery=Delivery(voice=voice))
    assert not film.exists()
    held = Delivery(voice=voice, hold_seconds=float(2 - seconds))
    render(stage, [film], delivery=held)
    assert film.stat().st_size > 0


@pytest.mark.parametrize(("given", "words"), [
    ("nothing.wav", "No such file"),
    ("text.wav", "no sound that can be read"),
    ("list.m3u8", "no sound that can be read"),
    (".", "Is a directory"),
    ("a.mp4", "which is read"),
])  # fmt: skip
def test_what_is_no_voice_is_told(stage, tmp_path, given, words):
    (tmp_path / "text.wav").write_text("la la la")
    recorded(tmp_path / "real.wav", 0.2)
    (tmp_path / "list.m3u8").write_text("#EXTM3U\n#EXTINF:1,\nreal.wav\n#EXT-X-ENDLIST\n")
    recorded(tmp_path / "a.mp4", 0.2)
    before = (tmp_path / "a.mp4").read_bytes()
    with pytest.raises(InvalidInput, match=words):
        render(stage, [tmp_path / "a.mp4"], delivery=Delivery(voice=tmp_path / given))
    assert (tmp_path / "a.mp4").read_bytes() == before
    assert not (tmp_path / "a.gif").exists()


def test_a_recording_that_goes_while_it_is_drawn_leaves_nothing(stage, tmp_path, monkeypatch):
    voice = recorded(tmp_path / "talk.wav", 0.5)
    frames = type(stage).frames

    def then_gone(self):
        voice.unlink()
        yield from frames(self)

    monkeypatch.setattr(type(stage), "frames", then_gone)
    with pytest.raises(Exception, match=r"a\.mp4") as told:
        render(stage, [tmp_path / "a.mp4"], delivery=Delivery(voice=voice))
    assert "\n" not in str(told.value)
    assert list(tmp_path.iterdir()) == []
