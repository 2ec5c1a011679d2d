"""Frames with alpha: right at the edges of antialiased lines, on a white and on a black ground."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageSequence

from gradreel.animate.formats import Clip, open_encoder
from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.formats.video.alpha_edges import spread_colors

SIZE = WIDTH, HEIGHT = 96, 64
GROUNDS = {"white": 255.0, "black": 0.0}


@pytest.fixture(scope="module")
def film() -> list[np.ndarray]:
    """A half-transparent field, and an antialiased line over it that turns, straight alpha."""
    frames = []
    for i in range(10):
        big = Image.new("L", (8 * WIDTH, 8 * HEIGHT))
        ImageDraw.Draw(big).line([(80, 60 + 40 * i), (680, 440 - 40 * i)], fill=255, width=26)
        cover = np.asarray(big.resize(SIZE, Image.Resampling.BOX), float)[..., None] / 255
        under = np.zeros((HEIGHT, WIDTH, 1))
        under[8:40, 8:40] = 0.5
        alpha = cover + under * (1 - cover)
        color = cover * (180, 20, 40) + under * (1 - cover) * (30, 90, 200)
        straight = np.divide(color, alpha, out=np.full_like(color, 255), where=alpha > 0)
        frames.append(np.rint(np.dstack([straight, 255 * alpha])).astype(np.uint8))
    return frames


def make(path: Path, frames: list[np.ndarray]) -> Path:
    with open_encoder(path, Clip(SIZE, 10, alpha=True)) as encoder:
        for frame in frames:
            encoder.write(frame)
    return path


def decode(path: Path) -> list[np.ndarray]:
    """(height, width, 4) of each picture, straight alpha; Pillow, or ffmpeg for videos."""
    if path.is_dir():
        return [np.asarray(Image.open(file)) for file in sorted(path.glob("*.png"))]
    if path.suffix in {".webm", ".mov"}:
        command = [find_ffmpeg(), "-v", "error"]
        command += ["-c:v", "libvpx-vp9"] if path.suffix == ".webm" else []
        command += ["-i", str(path), "-vf", "scale=in_color_matrix=bt709", "-pix_fmt", "rgba"]
        out = subprocess.run([*command, "-f", "rawvideo", "-"], capture_output=True, check=True)
        return list(np.frombuffer(out.stdout, np.uint8).reshape(-1, HEIGHT, WIDTH, 4))
    with Image.open(path) as image:
        return [np.asarray(p.convert("RGBA")) for p in ImageSequence.Iterator(image)]


def over(frame: np.ndarray, ground: float) -> np.ndarray:
    alpha = frame[..., 3:] / 255
    return frame[..., :3] * alpha + ground * (1 - alpha)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("suffix", [".webp", ".apng", ""])
def test_lossless_formats_compose_to_the_same(tmp_path, film, suffix, ground):
    decoded = decode(make(tmp_path / f"a{suffix}", film))
    assert len(decoded) == len(film)
    for found, frame in zip(decoded, film, strict=True):
        assert np.array_equal(found[..., 3], frame[..., 3])
        assert np.array_equal(over(found, GROUNDS[ground]), over(frame, GROUNDS[ground]))


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    ("suffix", "least_psnr", "at_edges"), [(".webm", 36.0, 4.2), (".mov", 56.0, 0.8)]
)
def test_lossy_formats_compose_to_nearly_the_same(
    tmp_path, film, suffix, least_psnr, at_edges, ground
):
    decoded = decode(make(tmp_path / f"a{suffix}", film))
    assert len(decoded) == len(film)
    apart = [
        over(a, GROUNDS[ground]) - over(b, GROUNDS[ground])
        for a, b in zip(decoded, film, strict=True)
    ]
    assert 10 * np.log10(255**2 / np.mean(np.square(apart))) > least_psnr
    edges = [(frame[..., 3] > 0) & (frame[..., 3] < 255) for frame in film]
    found = [np.abs(a[edge]).mean() for a, edge in zip(apart, edges, strict=True)]
    assert max(found) < at_edges


def test_transparent_pixels_take_the_colour_of_what_they_touch(film):
    spread = spread_colors(film[0])
    assert np.array_equal(spread[..., 3], film[0][..., 3])
    seen = film[0][..., 3] > 0
    assert np.array_equal(spread[seen], film[0][seen])
    lone = np.full((5, 5, 4), (255, 255, 255, 0), np.uint8)
    lone[2, 2] = (180, 20, 40, 255)
    assert np.abs(spread_colors(lone)[1:4, 1:4, :3].astype(int) - (180, 20, 40)).max() <= 4


def test_a_frame_without_alpha_is_refused(tmp_path):
    with (
        pytest.raises(ValueError, match=r"must be \(64, 96, 4\) uint8.*RGBA"),
        open_encoder(tmp_path / "a.apng", Clip(SIZE, 10, alpha=True)) as encoder,
    ):
        encoder.write(np.zeros((HEIGHT, WIDTH, 3), np.uint8))
