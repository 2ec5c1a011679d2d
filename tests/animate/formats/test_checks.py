import os
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from gradreel.animate.formats import FORMATS, Clip, GifEncoder, Mp4Encoder, open_encoder
from gradreel.core.errors import InvalidInput

SAMPLES = [np.zeros((48, 64, 3), np.uint8)]
CLIP = Clip((64, 48), 25, samples=SAMPLES)
SUFFIXES = [suffix for suffix, each in FORMATS.built_in.items() if each.encoder]


def test_the_suffix_chooses_whatever_its_case(tmp_path):
    assert isinstance(open_encoder(tmp_path / "a.MP4", CLIP), Mp4Encoder)
    assert isinstance(open_encoder(tmp_path / "a.b.Gif", CLIP), GifEncoder)


@pytest.mark.parametrize("name", ["a.avi", "a.png", ".gif.x"])
def test_an_unknown_suffix_lists_the_known_ones(tmp_path, name):
    with pytest.raises(InvalidInput, match=r"\.mp4, \.gif, .*, or a name without a suffix"):
        open_encoder(tmp_path / name, CLIP)


@pytest.mark.parametrize(
    ("size", "nearest"),
    [
        ((0, 48), "16x48"),
        ((-64, 48), "16x48"),
        ((65, 49), "64x48"),
        ((64, 10**9), "64x8192"),
        ((8193, 9000), "8192x8192"),
    ],
)
def test_an_impossible_mp4_size_offers_the_nearest(tmp_path, size, nearest):
    with pytest.raises(InvalidInput, match=rf"{size[0]}x{size[1]}.*nearest is {nearest}\."):
        open_encoder(tmp_path / "a.mp4", Clip(size, 25, samples=SAMPLES))


def test_a_gif_may_be_odd_but_not_huge(tmp_path):
    odd = [np.zeros((49, 65, 3), np.uint8)]
    open_encoder(tmp_path / "a.gif", Clip((65, 49), 25, samples=odd))
    with pytest.raises(InvalidInput, match="nearest is 8192x49"):
        open_encoder(tmp_path / "a.gif", Clip((10_000, 49), 25, samples=SAMPLES))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("fps", [0, -25, 0.05, 1000, float("nan"), float("inf"), "25"])
def test_an_impossible_rate(tmp_path, suffix, fps):
    with pytest.raises(InvalidInput, match=rf"{fps!r} frames per second.*0\.1 to 120"):
        open_encoder(tmp_path / f"a{suffix}", Clip((64, 48), fps, samples=SAMPLES))


def test_the_rate_is_kept_exactly(tmp_path):
    def rate(fps):
        return open_encoder(tmp_path / "a.mp4", Clip((64, 48), fps, samples=SAMPLES)).fps

    assert rate(29.97) == Fraction(30000, 1001)
    assert rate(30000 / 1001) == rate(Fraction(30000, 1001)) == Fraction(30000, 1001)
    assert rate(np.float64(12.5)) == Fraction(25, 2)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_missing_folder(tmp_path, suffix):
    with pytest.raises(InvalidInput, match=r"nowhere' does not exist: create it"):
        open_encoder(tmp_path / "nowhere" / f"a{suffix}", CLIP)


def test_a_folder_in_the_files_place(tmp_path):
    (tmp_path / "a.gif").mkdir()
    with pytest.raises(InvalidInput, match="is a folder"):
        open_encoder(tmp_path / "a.gif", CLIP)


def test_a_folder_that_cannot_be_written_to(tmp_path, monkeypatch):
    if os.name == "posix" and os.geteuid() != 0:
        tmp_path.chmod(0o555)
    else:  # root may write everywhere
        monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)
    with pytest.raises(InvalidInput, match="cannot be written to"):
        open_encoder(tmp_path / "a.mp4", CLIP)
    tmp_path.chmod(0o755)


@pytest.mark.parametrize(
    "samples", [[], [np.zeros((48, 60, 3), np.uint8)], [np.zeros((48, 64, 3))]]
)
def test_a_gif_needs_samples_that_fit(tmp_path, samples):
    with pytest.raises(InvalidInput, match=r"sample frame|A frame is"):
        open_encoder(tmp_path / "a.gif", Clip((64, 48), 25, samples=samples))


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (np.zeros((64, 48, 3), np.uint8), r"\(64, 48, 3\) uint8: it must be \(48, 64, 3\)"),
        (np.zeros((48, 64, 4), np.uint8), r"\(48, 64, 4\)"),
        (np.zeros((48, 64, 3), np.float32), "float32"),
        (np.zeros((48, 128, 3), np.uint8)[:, ::2], "ascontiguousarray"),
        (b"abc", "A frame is bytes"),
    ],
)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_frame_that_does_not_fit(tmp_path, suffix, frame, told):
    encoder = open_encoder(tmp_path / f"a{suffix}", CLIP)
    with pytest.raises(InvalidInput, match=told), encoder:
        encoder.write(frame)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_started_or_made_by_checking(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    for suffix in SUFFIXES:
        open_encoder(tmp_path / f"a{suffix}", CLIP)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"plays": -1}, "from 0 to 65535; 0 is for ever"),
        ({"quality": "best"}, "give 'default' or 'high'"),
        ({"tags": {"artist": "x"}}, "artist were given.*title, description, comment"),
    ],
)
def test_a_clip_that_cannot_be(wrong, told):
    with pytest.raises(InvalidInput, match=told):
        Clip((64, 48), 25, **wrong)


def test_a_transparent_mp4_is_a_sentence(tmp_path):
    with pytest.raises(InvalidInput, match=r"a\.mp4 cannot be transparent.*choose \.webm"):
        open_encoder(tmp_path / "a.mp4", Clip((64, 48), 25, alpha=True))
