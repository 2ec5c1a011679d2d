import re
import struct
import subprocess
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from gradreel.animate.formats import Clip, Mp4Encoder
from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.formats.video.mp4 import mp4_command
from gradreel.animate.scene.rates import exact_rate


def make(path, frames, fps=25):
    height, width = frames[0].shape[:2]
    with Mp4Encoder(path, Clip((width, height), fps)) as encoder:
        for frame in frames:
            encoder.write(frame)
    return path


def boxes(data: bytes, inside: tuple[bytes, ...] = ()) -> Iterator[tuple[bytes, bytes]]:
    """(name, content) of each box of an ISO base media file, at the top or inside others."""
    place = 0
    while place < len(data):
        length, name = struct.unpack(">I4s", data[place : place + 8])
        content = data[place + 8 : place + length]
        yield from boxes(content, inside[1:]) if inside[:1] == (name,) else [(name, content)]
        place += length


def box(data: bytes, *path: bytes) -> bytes:
    return dict(boxes(data, path[:-1]))[path[-1]]


def probe(path: Path) -> str:
    """What ffmpeg reads in the file."""
    command = [find_ffmpeg(), "-hide_banner", "-i", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


def decode(path: Path, size: tuple[int, int]) -> np.ndarray:
    """RGB of the stored yuv420p by the formulas of BT.709 (2015), not by ffmpeg's converter."""
    width, height = size
    command = [find_ffmpeg(), "-v", "error", "-i", str(path)]
    command += ["-pix_fmt", "yuv420p", "-f", "rawvideo", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    planes = np.frombuffer(raw, np.uint8).reshape(-1, width * height * 3 // 2).astype(float)
    luma, chroma = np.split(planes, [width * height], axis=1)
    y = (luma.reshape(-1, height, width) - 16) / 219
    blue, red = np.moveaxis(chroma.reshape(-1, 2, height // 2, width // 2), 1, 0)
    cb, cr = (((c - 128) / 224).repeat(2, axis=1).repeat(2, axis=2) for c in (blue, red))
    r, b = y + 1.5748 * cr, y + 1.8556 * cb
    g = (y - 0.2126 * r - 0.0722 * b) / 0.7152
    return np.stack([r, g, b], axis=-1) * 255


def test_the_command_is_built_purely(monkeypatch):
    monkeypatch.setenv("PATH", "")
    command = mp4_command("ff", "/out/x.mp4", Clip((960, 540), Fraction(30000, 1001)))
    told = " ".join(command)
    assert command[0] == "ff"
    for part in (
        "-f rawvideo -framerate 30000/1001 -pixel_format rgb24 -s 960x540 -i pipe:0",
        "-vcodec libx264",
        "-crf 18.5",
        "-preset veryfast",
        "-threads 2",
        "-movflags +faststart",
        "-progress pipe:1",
        "/out/x.mp4",
    ):
        assert part in told
    assert re.search(r"scale=[^;,]*out_color_matrix=bt709", told)


def test_every_frame_is_there_and_lasts_as_long_as_it_should(tmp_path, frames, size):
    path = make(tmp_path / "a.mp4", frames, 25)
    assert len(decode(path, size)) == len(frames)
    assert "Duration: 00:00:01.20" in probe(path)


@pytest.mark.parametrize(
    "fps",
    [
        1,
        12.5,
        23.976,
        24,
        25,
        29.97,
        59.94,
        Fraction(25, 3),
        30,
        Fraction(30000, 1001),
        50,
        60,
        120,
    ],
)
def test_the_rate_in_the_file_is_exact_and_constant(tmp_path, frames, fps):
    media = (b"moov", b"trak", b"mdia")
    data = make(tmp_path / "a.mp4", frames[:4], fps).read_bytes()
    timescale = struct.unpack(">I", box(data, *media, b"mdhd")[12:16])[0]
    table = box(data, *media, b"minf", b"stbl", b"stts")
    entries, count, ticks = struct.unpack(">III", table[4:16])
    assert (entries, count) == (1, 4)
    assert Fraction(timescale, ticks) == exact_rate(fps)


def test_it_is_h264_yuv420p_tagged_bt709(tmp_path, frames):
    path = make(tmp_path / "a.mp4", frames)
    told = probe(path)
    assert "h264" in told
    assert re.search(r"yuv420p\(tv, bt709[,)]", told)  # matrix, primaries and transfer alike
    assert f"{frames[0].shape[1]}x{frames[0].shape[0]}" in told
    # The container says it too: primaries 1, transfer 1, matrix 1, limited range.
    assert b"colrnclx\x00\x01\x00\x01\x00\x01\x00" in path.read_bytes()


def test_the_index_comes_first(tmp_path, frames):
    names = [name for name, _ in boxes(make(tmp_path / "a.mp4", frames).read_bytes())]
    assert names.index(b"moov") < names.index(b"mdat")


def test_flat_areas_keep_their_colour(tmp_path, size):
    colors = [(200, 30, 40), (165, 0, 38), (49, 54, 149), (255, 255, 255), (0, 0, 0), (0, 128, 0)]
    frames = [np.full((size[1], size[0], 3), color, np.uint8) for color in colors for _ in range(3)]
    decoded = decode(make(tmp_path / "a.mp4", frames), size)
    apart = decoded.mean(axis=(1, 2)) - [frame[0, 0] for frame in frames]
    assert np.abs(apart).max() < 2


def test_flat_areas_beside_others_keep_their_colour(tmp_path, frames, size):
    decoded = decode(make(tmp_path / "a.mp4", frames), size)
    for field in (np.s_[:, 4:16, 4:44], np.s_[:, 36:60, 4:44], np.s_[:, 36:60, 52:92]):
        apart = decoded[field].mean(axis=(1, 2)) - np.array(frames)[field].mean(axis=(1, 2))
        assert np.abs(apart).max() < 2


def test_the_same_frames_make_the_same_file(tmp_path, frames):
    first = make(tmp_path / "a.mp4", frames).read_bytes()
    assert make(tmp_path / "b.mp4", frames).read_bytes() == first


@pytest.mark.parametrize("name", ["a b.mp4", "-a.mp4", "100%d.mp4", "x:y.mp4", "é" * 60 + ".mp4"])
def test_names_that_mean_something_to_ffmpeg(tmp_path, frames, name):
    make(tmp_path / name, frames[:2])
    assert [path.name for path in tmp_path.iterdir()] == [name]
