"""What MP4, WebM and MOV have in common: tags, chapters, colours, durations."""

import gc
import re
import subprocess
from fractions import Fraction
from pathlib import Path

import imageio.v3 as imageio
import numpy as np
import pytest

from gradreel.animate.formats import Clip, open_encoder
from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.formats.ffmpeg_commands import ffmetadata
from gradreel.animate.scene.outline import Chapter
from gradreel.animate.scene.rates import exact_rate

SUFFIXES = (".mp4", ".webm", ".mov")
TAGS = {"title": "A = b; #1\\", "comment": '{"learning rate": "η = 0.1"}'}


def make(path, frames, fps=25, **more):
    height, width = frames[0].shape[:2]
    with open_encoder(path, Clip((width, height), fps, **more)) as encoder:
        for frame in frames:
            encoder.write(frame)
    return path


def ffmpeg(*arguments) -> subprocess.CompletedProcess[bytes]:
    command = [find_ffmpeg(), "-hide_banner", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False)


def probe(path: Path) -> str:
    return ffmpeg("-i", path).stderr.decode()


def decode(path: Path, size: tuple[int, int]) -> np.ndarray:
    """(frames, height, width, 3) float: 16 bits of each Y'CbCr by the formulas of BT.709 (2015)."""
    arguments = ("-v", "error", "-i", path, "-pix_fmt", "yuv444p16le", "-f", "rawvideo", "-")
    raw = np.frombuffer(ffmpeg(*arguments).stdout, np.uint16).astype(float) / 256
    planes = raw.reshape(-1, 3, size[1], size[0])
    y, cb, cr = (planes[:, 0] - 16) / 219, *((planes[:, i] - 128) / 224 for i in (1, 2))
    r, b = y + 1.5748 * cr, y + 1.8556 * cb
    return np.stack([r, (y - 0.2126 * r - 0.0722 * b) / 0.7152, b], axis=-1) * 255


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_tags_are_in_the_file(tmp_path, frames, suffix):
    told = ffmpeg(
        "-i", make(tmp_path / f"a{suffix}", frames[:3], tags=TAGS), "-f", "ffmetadata", "-"
    )
    text = re.sub(r"\\([=;#\\])", r"\1", told.stdout.decode())
    for key, value in TAGS.items():
        assert re.search(rf"^{key}={re.escape(value)}$", text, re.MULTILINE | re.IGNORECASE), text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_chapters_are_in_the_file(tmp_path, frames, suffix):
    chapters = [Chapter(0, 0.4, "First = 1; #2 \\"), Chapter(0.4, 1.2, "Über η")]
    told = probe(make(tmp_path / f"a{suffix}", frames, tags=TAGS, chapters=chapters))
    found = re.findall(r"Chapter #0:\d: start (\S+), end (\S+)\s+Metadata:\s+title +: (.*)", told)
    assert [(float(a), float(b), title) for a, b, title in found] == [
        (0, 0.4, "First = 1; #2 "),
        (0.4, 1.2, "Über η"),
    ]
    assert "Duration: 00:00:01.20" in told


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # imageio leaves its pipes to the collector
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_imageio_reads_it(tmp_path, frames, suffix):
    found = imageio.imread(make(tmp_path / f"a{suffix}", frames), plugin="FFMPEG")
    gc.collect()
    assert found.shape == (30, 64, 96, 3)
    # imageio converts as BT.601, which moves colours by up to about 20.
    assert np.abs(found[7, 4:16, 4:44].mean(axis=(0, 1)) - frames[7][4, 4]).max() < 25


def test_chapters_as_text():
    chapters = [Chapter(0, 0.3996, "a=b\nc")]
    assert ffmetadata(chapters) == (
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=400\ntitle=a\\=b\\\nc\n"
    )


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("fps", [1, 12.5, 29.97, 30, Fraction(30000, 1001), 60, 120])
def test_each_frame_is_shown_when_it_should_be(tmp_path, frames, suffix, fps):
    path = make(tmp_path / f"a{suffix}", frames, fps)
    told = ffmpeg("-v", "error", "-i", path, "-map", "0:v", "-f", "framehash", "-").stdout.decode()
    base = Fraction(re.search(r"^#tb 0: (\S+)$", told, re.MULTILINE)[1])
    starts = [int(line.split(",")[1]) * base for line in told.splitlines() if line[0] != "#"]
    assert len(starts) == len(frames)
    for index, start in enumerate(starts):
        assert abs(start - index / Fraction(fps)) < Fraction(1, 1000)
    seconds = float(re.search(r"Duration: 00:00:(\S+),", probe(path))[1])
    assert abs(seconds - len(frames) / fps) <= 0.01


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("fps", [23.976, 29.97, 59.94, 12.5])
def test_the_rate_in_the_container_is_the_one_that_was_given(tmp_path, frames, suffix, fps):
    """By what ffmpeg reads back: a duration in a whole number of ticks, or in nanoseconds."""
    path = make(tmp_path / f"a{suffix}", frames[:3], fps)
    if suffix == ".webm":
        _, _, rest = path.read_bytes().partition(b"\x23\xe3\x83")  # DefaultDuration
        nanoseconds = int.from_bytes(rest[1 : 1 + (rest[0] & 0x7F)], "big")
        assert nanoseconds == 10**9 // exact_rate(fps)
    else:
        told = ffmpeg("-v", "error", "-i", path, "-map", "0:v", "-f", "framehash", "-").stdout
        base = Fraction(re.search(r"^#tb 0: (\S+)$", told.decode(), re.MULTILINE)[1])
        ticks = int(told.decode().splitlines()[-1].split(",")[3])
        assert 1 / (ticks * base) == exact_rate(fps)
    assert re.search(rf"{float(exact_rate(fps)):.4g}0* fps", probe(path))


@pytest.mark.parametrize(
    ("suffix", "format_told"),
    [(".mp4", "yuv420p"), (".webm", "yuv420p"), (".mov", r"yuv444p1\dle")],
)
def test_the_colours_are_tagged_bt709(tmp_path, frames, suffix, format_told):
    told = probe(make(tmp_path / f"a{suffix}", frames[:3]))
    assert re.search(format_told + r"\(tv, bt709[,)]", told), told


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_flat_areas_keep_their_colour(tmp_path, size, suffix):
    colors = [(200, 30, 40), (165, 0, 38), (49, 54, 149), (255, 255, 255), (0, 0, 0), (0, 128, 0)]
    frames = [np.full((size[1], size[0], 3), color, np.uint8) for color in colors for _ in range(3)]
    decoded = decode(make(tmp_path / f"a{suffix}", frames), size)
    apart = decoded.mean(axis=(1, 2)) - [frame[0, 0] for frame in frames]
    assert np.abs(apart).max() < 2


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_frames_make_the_same_file(tmp_path, frames, suffix):
    first = make(tmp_path / f"a{suffix}", frames[:9], tags=TAGS).read_bytes()
    assert make(tmp_path / f"b{suffix}", frames[:9], tags=TAGS).read_bytes() == first


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_odd_sizes_are_a_sentence(tmp_path, suffix):
    with pytest.raises(ValueError, match=r"65x48 is not possible.*nearest is 64x48"):
        open_encoder(tmp_path / f"a{suffix}", Clip((65, 48), 25))
