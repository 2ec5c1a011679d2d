"""One pass: every output from one timeline, whole or not at all."""

import json
import re
import subprocess
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from gradreel.animate import Hold, Play, Stage, Timeline
from gradreel.animate.export.delivery import Delivery
from gradreel.animate.export.render import render
from gradreel.animate.formats.companion import Companion
from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.scene.rates import exact_rate
from gradreel.core.errors import InvalidInput, RenderError

SIZE = (160, 90)
PICTURES = (".gif", ".webp", ".apng")
VIDEOS = (".mp4", ".webm", ".mov")


@pytest.fixture(scope="module")
def make_stage(make_small):
    def make(seconds=1.0, hold=0.5, fps=10.0, **options):
        timeline = Timeline((Play(to=20, seconds=seconds), Hold(hold)))
        return Stage(make_small(timeline=timeline), SIZE, fps=fps, **options)

    return make


def delays(path: Path) -> list[float]:
    """Seconds for which each picture of a file is shown, as Pillow decodes it."""
    found = []
    with Image.open(path) as image:
        for picture in ImageSequence.Iterator(image):
            picture.load()
            found.append(picture.info["duration"] / 1000)
    return found


def duration(path: Path) -> float:
    """Seconds that a file plays."""
    if path.suffix in PICTURES:
        return sum(delays(path))
    command = [find_ffmpeg(), "-hide_banner", "-i", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    hours, minutes, seconds = re.search(r"Duration: (\d+):(\d+):([\d.]+)", told).groups()
    return 3600 * int(hours) + 60 * int(minutes) + float(seconds)


def lossless(path: Path) -> list[np.ndarray]:
    files = sorted(path.glob("*.png")) if path.is_dir() else [path]
    found = []
    for file in files:
        with Image.open(file) as image:
            found += [np.asarray(p.convert("RGBA")) for p in ImageSequence.Iterator(image)]
    return found


@pytest.mark.parametrize("fps", [7, 29.97, 120])
def test_every_output_plays_for_the_timelines_duration(tmp_path, make_stage, fps):
    stage = make_stage(seconds=0.83, hold=0.2, fps=fps)
    paths = [tmp_path / f"a{suffix}" for suffix in (*PICTURES, *VIDEOS)]
    written = render(stage, paths, delivery=Delivery(hold_seconds=0.4))
    seconds = written[0].frames / exact_rate(fps)
    assert seconds == pytest.approx(1.43, abs=0.5 / fps)
    for path, each in zip(paths, written, strict=True):
        assert duration(path) == pytest.approx(seconds, abs=0.01), path.suffix
        assert each.seconds == pytest.approx(seconds)


def test_a_hold_is_one_picture_with_a_long_delay(tmp_path, make_stage):
    stage = make_stage(seconds=1.0, hold=2.0, fps=10)
    paths = [tmp_path / f"a{suffix}" for suffix in PICTURES]
    render(stage, paths, delivery=Delivery(hold_seconds=3))
    moving = 1 + sum(not np.array_equal(a, b) for a, b in pairwise(stage.frames()))
    for path in paths:
        assert len(delays(path)) == moving, path.suffix
        assert delays(path)[-1] >= 5
        assert sum(delays(path)) == pytest.approx(6)


@pytest.mark.parametrize("plays", [0, 1, 3])
def test_how_often_it_plays_is_in_the_file(tmp_path, make_stage, plays):
    paths = [tmp_path / "a.webp", tmp_path / "a.apng"]
    render(make_stage(), paths, delivery=Delivery(plays=plays))
    for path in paths:
        with Image.open(path) as image:
            assert image.info["loop"] == plays


def test_lossless_outputs_are_the_frames(tmp_path, make_stage):
    stage = make_stage()
    frames = [np.dstack([f, np.full(f.shape[:2], 255, np.uint8)]) for f in stage.frames()]
    pictures = [frames[0], *(b for a, b in pairwise(frames) if not np.array_equal(a, b))]
    render(stage, [tmp_path / "a.apng", tmp_path / "a.webp", tmp_path / "a"])
    for name, expected in (("a.apng", pictures), ("a.webp", pictures), ("a", frames)):
        found = lossless(tmp_path / name)
        assert len(found) == len(expected)
        assert all(np.array_equal(a, b) for a, b in zip(found, expected, strict=True)), name


def test_texts_and_a_poster_appear_with_the_film(tmp_path, make_stage):
    stage = make_stage()
    poster = Companion(tmp_path / "poster.txt", lambda part: part.write_text("seen"))
    paths = [tmp_path / name for name in ("a.srt", "a.mp4", "a.json")]
    written = render(stage, paths, delivery=Delivery(hold_seconds=1), beside=[poster])
    assert [each.path.name for each in written] == ["a.srt", "a.mp4", "a.json", "poster.txt"]
    assert [each.frames for each in written] == [0, 25, 0, 0]
    assert all(each.bytes == each.path.stat().st_size for each in written)
    index = json.loads((tmp_path / "a.json").read_text())
    assert (index["seconds"], index["frames"], index["fps"]) == (2.5, 25, 10)
    assert (tmp_path / "poster.txt").read_text() == "seen"


def test_texts_alone_need_no_drawing(tmp_path, make_stage, monkeypatch):
    monkeypatch.setattr(Stage, "frame", None)
    [written] = render(make_stage(), [tmp_path / "a.json"])
    assert (written.frames, written.bytes) == (0, (tmp_path / "a.json").stat().st_size)
    with pytest.raises(InvalidInput, match="at least one, such as"):
        render(make_stage(), [])


def test_a_failing_poster_leaves_nothing(tmp_path, make_stage):
    def write(part):
        part.write_text("half")
        raise OSError(28, "No space left on device")

    (tmp_path / "a.gif").write_bytes(b"older")
    with pytest.raises(RenderError, match=r"^p\.png could not be written .*; a\.gif and a\.srt w"):
        render(
            make_stage(),
            [tmp_path / "a.gif", tmp_path / "a.srt"],
            beside=[Companion(tmp_path / "p.png", write)],
        )
    assert [path.name for path in tmp_path.iterdir()] == ["a.gif"]
    assert (tmp_path / "a.gif").read_bytes() == b"older"


def test_nothing_is_written_when_a_folder_vanishes_at_the_end(tmp_path, make_stage, monkeypatch):
    (tmp_path / "there").mkdir()
    (tmp_path / "gone").mkdir()
    commit = Companion.commit

    def vanish(self):
        (tmp_path / "gone").rename(tmp_path / "away")
        commit(self)

    monkeypatch.setattr(Companion, "commit", vanish)
    paths = [tmp_path / "there" / "a.gif", tmp_path / "gone" / "a.srt", tmp_path / "gone" / "b.mp4"]
    with pytest.raises(RenderError) as caught:
        render(make_stage(), paths)
    assert re.fullmatch(
        r"a\.srt cannot be written in '.*gone' .*; a\.gif and b\.mp4 were not written\.",
        str(caught.value),
    )
    assert list((tmp_path / "there").iterdir()) == []


def test_frames_are_drawn_once_for_all_outputs(tmp_path, make_stage, monkeypatch):
    stage = make_stage()
    pictures = 1 + sum(a is not b for a, b in pairwise(stage.frames()))
    drawn = []
    compose = Stage._compose
    monkeypatch.setattr(Stage, "_compose", lambda *a: drawn.append(1) or compose(*a))
    render(stage, [tmp_path / f"a{suffix}" for suffix in (".mp4", ".webp", ".apng", ".webm")])
    assert len(drawn) == pictures


@pytest.mark.parametrize("seconds", [0.001, 0.5, 0.83, 1.001, 2.02])
@pytest.mark.parametrize("fps", [1, 7, 12.5, 23.976, 29.97, 59.94, 120])
def test_the_rate_is_the_one_asked_for_and_the_end_is_a_whole_frame(make_stage, seconds, fps):
    stage = make_stage(seconds=seconds, hold=0.0, fps=fps)
    for held in (0.0, 0.4, 1.0):
        about = Delivery(hold_seconds=held).about(stage)
        assert about.fps == exact_rate(fps)
        assert about.frames >= len(stage)
        lasts = about.frames / about.fps
        if lasts > 1 / about.fps:  # a film has one frame at the least
            assert abs(lasts - Fraction(seconds + held)) <= Fraction(1, 2) / about.fps + Fraction(
                1, 10**9
            )
        assert about.outline.seconds == about.outline.stretches[-1].end == float(lasts)
        assert all(cue.end <= lasts for cue in about.outline.cues)


@pytest.mark.parametrize("seconds", [-1, 3601, float("nan"), float("inf")])
def test_an_impossible_hold(seconds):
    with pytest.raises(InvalidInput, match="from 0 to 3600"):
        Delivery(hold_seconds=seconds)


# What is lost is the halved chroma, most of it round letters: so the larger the picture, the less.
@pytest.mark.parametrize(("suffix", "least"), [(".mp4", 31.0), (".webm", 30.0), (".mov", 48.0)])
def test_lossy_outputs_stay_close_to_the_frames(tmp_path, replay, suffix, least):
    render(replay, [tmp_path / f"a{suffix}"])
    errors = [
        np.square(frame - shown.astype(float)).mean()
        for frame, shown in zip(replay.frames(), decoded(tmp_path / f"a{suffix}"), strict=True)
    ]
    assert 10 * np.log10(255**2 / max(errors)) > least


def decoded(path: Path) -> np.ndarray:
    command = [find_ffmpeg(), "-v", "error", "-i", str(path), "-vf", "scale=in_color_matrix=bt709"]
    command += ["-pix_fmt", "rgb24", "-f", "rawvideo", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, 180, 320, 3)
