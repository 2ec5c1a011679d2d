"""Captions as other programs read them, and the index by its own words."""

import json
import re
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.formats.text import SIDECARS, About
from gradreel.animate.scene.outline import Chapter, Cue, Outline, Stretch

OUTLINE = Outline(
    3725.0,
    (
        Cue(0.0, 1.23449, r"rate $\eta/\sqrt{v_t}$ of $w$"),
        Cue(1.23449, 1.9996, "a < b & b <i>not italic</i> --> c"),
        Cue(1.9996, 1.99961, "gone before it is there"),
        Cue(1.99961, 2.0004, ""),
        Cue(59.9996, 3661.007, r"over an hour {\an8}"),
    ),
    (Chapter(0.0, 60.0, "Start, $w$"), Chapter(60.0, 3725.0, "Rest")),
    (
        Stretch(0.0, 60.0, 0.0, 30.0, "rate of $w$", "Start, $w$"),
        Stretch(60.0, 3725.0, 30.0, 32.5, "", "Rest"),
    ),
)
ABOUT = About(
    scene="two",
    title="Two paths",
    version="1.2.3",
    size=(320, 180),
    fps=Fraction(25, 2),
    frames=46563,
    outline=OUTLINE,
    alt="Two paths meet.",
    digest="sha256:0123",
)
TIMES = [(0, 1234), (1234, 2000), (60000, 3661007)]
TEXTS = ["rate η/√(v_t) of w", "a < b & b <i>not italic</i> --> c", r"over an hour {\an8}"]


def read_by_ffmpeg(path: Path, text: str) -> list[tuple[int, int, str]]:
    """Decode captions with ffmpeg, whose readers are not ours, and write them as plain text."""
    path.write_text(text, encoding="utf-8")
    command = [find_ffmpeg(), "-v", "error", "-i", path, "-c:s", "text", "-f", "srt", "-"]
    out = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    found = []
    for block in re.split(r"\n\n(?=\d+\n)", out.strip()):
        _, times, *lines = block.split("\n")
        hours = re.findall(r"(\d+):(\d\d):(\d\d),(\d{3})", times)
        start, end = (
            ((int(h) * 60 + int(m)) * 60 + int(s)) * 1000 + int(ms) for h, m, s, ms in hours
        )
        found.append((start, end, "\n".join(lines).strip()))
    return found


@pytest.mark.parametrize("suffix", [".srt", ".vtt"])
def test_another_reader_finds_each_caption_at_its_millisecond(suffix: str, tmp_path: Path) -> None:
    found = read_by_ffmpeg(tmp_path / f"a{suffix}", SIDECARS[suffix](ABOUT))
    assert [(start, end) for start, end, _ in found] == TIMES
    assert [alike(text) for _, _, text in found[:2]] == [alike(text) for text in TEXTS[:2]]
    if suffix == ".srt":  # this reader writes the braces of the other format in its own way
        assert alike(found[2][2]) == alike(TEXTS[2])


def alike(text: str) -> str:
    """SubRip knows no escapes: what can be mistaken for markup is there in look-alikes."""
    for sign, other in (("‹", "<"), ("›", ">"), ("→", "-->"), (" ", "")):
        text = text.replace(sign, other)
    return text


def test_vtt_has_no_bare_markup() -> None:
    text = SIDECARS[".vtt"](ABOUT)
    assert text.startswith("WEBVTT\n\nNOTE two, gradreel 1.2.3, sha256:0123\n\n00:00:00.000 --> ")
    bodies = [line for line in text.splitlines() if "-->" not in line]
    assert "a &lt; b &amp; b &lt;i&gt;not italic&lt;/i&gt; --&gt; c" in bodies
    assert not any("<" in line for line in bodies)


def test_captions_never_overlap_and_blocks_are_numbered() -> None:
    text = SIDECARS[".srt"](ABOUT)
    assert [int(n) for n in re.findall(r"(?:^|\n\n)(\d+)\n", text)] == [1, 2, 3]
    assert text.endswith("\n")
    assert "\n\n\n" not in text


def test_a_film_without_words_has_captions_without_any() -> None:
    silent = replace(ABOUT, outline=Outline(1.0, (), (), ()))
    assert SIDECARS[".srt"](silent) == ""
    assert "-->" not in SIDECARS[".vtt"](silent)


def test_the_index_holds_times_steps_and_words() -> None:
    index = json.loads(SIDECARS[".json"](ABOUT))
    assert index["segments"] == [
        {"start": 0, "end": 60, "steps": [0, 30], "caption": "rate of w", "chapter": "Start, w"},
        {"start": 60, "end": 3725, "steps": [30, 32.5], "caption": "", "chapter": "Rest"},
    ]
    assert index["chapters"] == [
        {"start": 0, "end": 60, "title": "Start, w"},
        {"start": 60, "end": 3725, "title": "Rest"},
    ]
    assert [(c["start"], c["end"]) for c in index["captions"]] == [
        (start / 1000, end / 1000) for start, end in TIMES
    ]
    facts = ("scene", "title", "gradreel", "trajectories", "alt", "width", "height", "frames")
    assert [index[key] for key in facts] == [
        "two", "Two paths", "1.2.3", "sha256:0123", "Two paths meet.", 320, 180, 46563,
    ]  # fmt: skip
    assert (index["fps"], index["seconds"]) == (12.5, 3725)


def test_what_is_said_last_stays_with_the_last_picture() -> None:
    spoken = replace(ABOUT, outline=replace(OUTLINE, seconds=3661.007))
    held = spoken.lasting(spoken.outline.seconds + 2.0).outline
    assert held.seconds == held.cues[-1].end == 3663.007
    assert held.cues[:-1] == OUTLINE.cues[:-1]
    held = ABOUT.lasting(ABOUT.outline.seconds + 2.0).outline
    assert held.chapters[-1].end == held.stretches[-1].end == held.seconds == 3727.0
    assert held.cues == OUTLINE.cues  # nothing was being said when it ended
    assert held.stretches[0] == OUTLINE.stretches[0]
