"""Films made in pieces: the same pictures at the same times, whoever made the pieces."""

import re
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from gradreel.animate.formats import FORMATS, Clip, open_encoder
from gradreel.animate.formats.clip import Part
from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.formats.pieces import Piece, PieceEncoder
from gradreel.animate.formats.reading import read_pictures
from gradreel.animate.scene.outline import Chapter
from gradreel.core.errors import RenderError

PICTURES = (".gif", ".webp", ".apng")
VIDEOS = (".mp4", ".webm", ".mov")
CUTS = (7, 15)
TAGS = {"title": "T", "description": "a; b", "comment": '{"gradreel": "1"}'}
CHAPTERS = (Chapter(0, 1, "one; two"), Chapter(1, 3, "3 = 4"))


def clip(frames, fps=25, **options):
    return Clip((frames[0].shape[1], frames[0].shape[0]), fps, **options)


def make(path: Path, frames, fps=25, **options) -> Path:
    with open_encoder(path, clip(frames, fps, **options)) as encoder:
        for frame in frames:
            encoder.write(frame)
    return path


def times(path: Path) -> list[tuple[int, int]]:
    """When each packet is shown and for how long, in the units of the file."""
    command = [find_ffmpeg(), "-v", "error", "-i", path, "-map", "0:v", "-c", "copy", "-f"]
    told = subprocess.run([*command, "framecrc", "-"], capture_output=True, text=True, check=True)
    rows = [line.split(",") for line in told.stdout.splitlines() if line[0] != "#"]
    return sorted((int(shown), int(stays)) for _, _, shown, stays, *_ in rows)


@pytest.mark.parametrize("suffix", VIDEOS)
@pytest.mark.parametrize("fps", [12.5, Fraction(30000, 1001)])
def test_a_joined_video_has_the_pictures_and_times_of_one_made_in_one_go(
    tmp_path, frames, suffix, fps
):
    whole = make(tmp_path / f"whole{suffix}", frames, fps)
    cut = make(tmp_path / f"a 'cut%d{suffix}", frames, fps, cuts=CUTS)
    assert times(cut) == times(whole)
    shown = zip(read_pictures(whole), read_pictures(cut), strict=True)
    assert max(np.abs(a.frame.astype(int) - b.frame).mean() for a, b in shown) < 2
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("suffix", VIDEOS)
def test_chapters_and_tags_are_those_of_the_whole(tmp_path, frames, suffix):
    told = []
    for cuts in ((), CUTS):
        path = make(tmp_path / f"a{suffix}", frames, cuts=cuts, tags=TAGS, chapters=CHAPTERS)
        said = subprocess.run(
            [find_ffmpeg(), "-hide_banner", "-i", path], capture_output=True, text=True, check=False
        ).stderr
        told.append(re.sub(r"bitrate: \d+|\d+ kb/s", "", said))
    assert told[0] == told[1]
    assert "3 = 4" in told[1]


@pytest.mark.parametrize("suffix", PICTURES)
@pytest.mark.parametrize("fps", [12.5, 29.97])
def test_joined_pictures_are_the_frames_for_as_long_as_they_are_shown(
    tmp_path, frames, suffix, fps
):
    """A hold goes over a cut, and a piece has one picture alone."""
    film = [frames[min(k, 10)] for k in range(15)] + [frames[k] for k in range(15)]
    whole, cut = (
        list(
            read_pictures(make(tmp_path / f"{n}{suffix}", film, fps, cuts=cuts, samples=film[::5]))
        )
        for n, cuts in enumerate([(), (11, 14, 15, 22)])
    )
    assert sum(each.seconds for each in cut) == pytest.approx(len(film) / fps, abs=0.0051)
    seen = [_shown(each, film, fps) for each in (whole, cut)]
    apart = [np.abs(a.astype(int) - b).mean() for a, b in zip(*seen, strict=True)]
    assert max(apart) <= (1 if suffix == ".gif" else 0)


def _shown(pictures, film, fps):
    """What is on screen in the middle of each frame."""
    ends = np.cumsum([each.seconds for each in pictures])
    places = [int(np.searchsorted(ends, (k + 0.5) / fps)) for k in range(len(film))]
    return [pictures[min(at, len(pictures) - 1)].frame for at in places]


@pytest.mark.parametrize("suffix", [*VIDEOS, *PICTURES, ""])
def test_a_file_is_the_same_whoever_made_its_pieces(tmp_path, frames, suffix):
    options = {"cuts": CUTS, "tags": TAGS, "samples": frames[::9]}
    here = make(tmp_path / f"here{suffix}", frames, **options)
    film = clip(frames, **options)
    with open_encoder(tmp_path / f"there{suffix}", film, in_pieces=True) as encoder:
        assert isinstance(encoder, PieceEncoder)
        for first, end in reversed([(0, 7), (7, 15), (15, len(frames))]):
            part = Part(first, frames[first - 1] if first else None, encoder.shared)
            piece = replace(encoder.bare, part=part)
            place = encoder.place(first)
            made = FORMATS[suffix].pieces.encoder(place, piece)
            with made:
                for frame in frames[first:end]:
                    made.write(frame)
            encoder.take(Piece(place, first, end - first))
    assert _bytes(encoder.path) == _bytes(here)


def _bytes(path: Path) -> list[bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [file.read_bytes() for file in files]


def test_a_piece_that_fails_is_told_by_the_films_name(tmp_path, frames):
    (tmp_path / "a.mp4").write_bytes(b"older")
    film = clip(frames, cuts=CUTS)
    with (  # noqa: PT012 - where it fails is what is asked
        pytest.raises(RenderError, match=r"^ffmpeg was ended by SIGKILL while writing a\.mp4;"),
        open_encoder(tmp_path / "a.mp4", film) as encoder,
    ):
        for frame in frames[:9]:
            encoder.write(frame)
        encoder._current._running._process.kill()
        for frame in frames[9:]:
            encoder.write(frame)
    assert (tmp_path / "a.mp4").read_bytes() == b"older"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("suffix", [".mp4", ".gif", ".apng"])
def test_a_piece_ends_while_the_next_is_begun(tmp_path, frames, suffix, monkeypatch):
    kind, told = FORMATS[suffix].pieces.encoder, []
    for name in ("__enter__", "end", "finish"):
        monkeypatch.setattr(kind, name, _noted(getattr(kind, name), name, told))
    film = clip(frames, cuts=CUTS, samples=tuple(frames[:2]))
    with open_encoder(tmp_path / f"a{suffix}", film) as encoder:
        for frame in frames:
            encoder.write(frame)
            assert encoder.encoded <= len(frames)
    assert list(dict.fromkeys(told))[:4] == [
        ("__enter__", 0),
        ("end", 0),
        ("__enter__", CUTS[0]),
        ("finish", 0),
    ]


def _noted(act, name, told):
    def noting(encoder, *given):
        told.append((name, encoder.clip.part.first))
        return act(encoder, *given)

    return noting


def test_a_piece_that_fails_at_its_end_is_told_though_the_next_is_begun(tmp_path, frames):
    (tmp_path / "a.mp4").write_bytes(b"older")
    with (  # noqa: PT012 - where it fails is what is asked
        pytest.raises(RenderError, match=r"^a\.mp4 was not made: ffmpeg left half of it;"),
        open_encoder(tmp_path / "a.mp4", clip(frames, cuts=CUTS)) as encoder,
    ):
        for frame in frames[: CUTS[0] + 1]:
            encoder.write(frame)

        def refuse():
            raise ValueError("half of it")

        encoder._ending[0]._check = refuse
        for frame in frames[CUTS[0] + 1 :]:
            encoder.write(frame)
    assert (tmp_path / "a.mp4").read_bytes() == b"older"
    assert len(list(tmp_path.iterdir())) == 1
