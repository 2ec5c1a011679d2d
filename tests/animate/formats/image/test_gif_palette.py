import numpy as np
import pytest
from PIL import Image

from gradreel.animate.formats.image.gif_palette import OPAQUE_COLORS, count_colors, fit_palette


def squared_error(frame: np.ndarray, palette: np.ndarray) -> float:
    """Mean squared error of a frame whose pixels take the nearest colour: by brute force."""
    colors, counts = np.unique(frame.reshape(-1, 3), axis=0, return_counts=True)
    apart = colors[:, None].astype(float) - palette[None].astype(float)
    return float(np.average((apart**2).sum(axis=-1).min(axis=1), weights=counts))


def pillow_palette(frame: np.ndarray) -> np.ndarray:
    fitted = Image.fromarray(frame).quantize(OPAQUE_COLORS, method=Image.Quantize.MEDIANCUT)
    return np.array(fitted.getpalette()[: 3 * OPAQUE_COLORS]).reshape(-1, 3)


@pytest.fixture
def bands() -> np.ndarray:
    """Thirty flat bands with soft, noisy edges, as a filled contour plot has."""
    rng = np.random.default_rng(3)
    colors = rng.integers(0, 256, (30, 3))
    picture = np.repeat(colors, 8, axis=0)[:, None].repeat(200, axis=1).astype(float)
    edge = rng.random((29, 200, 1))
    picture[8::8] = edge * picture[8::8] + (1 - edge) * picture[7:-1:8]
    return np.rint(picture).astype(np.uint8)


def rows(colors: np.ndarray) -> set[tuple[int, ...]]:
    return {tuple(int(c) for c in color) for color in colors}


def test_colours_are_counted_over_all_samples():
    a = np.zeros((2, 3, 3), np.uint8)
    b = a.copy()
    b[0, 0] = (1, 2, 255)
    colors, area = count_colors([a, b])
    assert colors.tolist() == [[0, 0, 0], [1, 2, 255]]
    assert area.tolist() == [11, 1]


def test_few_colours_are_kept_as_they_are(frames):
    there = rows(np.unique(np.array(frames).reshape(-1, 3), axis=0))
    assert rows(fit_palette(frames)) == there


def test_one_colour():
    assert fit_palette([np.full((16, 16, 3), 7, np.uint8)]).tolist() == [[7, 7, 7]]


def test_255_colours_fit_and_256_are_fitted():
    def picture(count):
        pixels = np.zeros((count, 3), np.uint8)
        pixels[:, 0] = np.arange(count)
        return pixels[None]

    assert len(fit_palette([picture(255)])) == 255
    palette = fit_palette([picture(256)])
    assert len(palette) <= 255
    assert squared_error(picture(256), palette) <= 1 / 128


def test_flat_colours_are_exact(bands):
    flat = bands[4::8, 0]
    assert len(np.unique(bands.reshape(-1, 3), axis=0)) > 2000
    assert rows(flat) <= rows(fit_palette([bands]))


def test_the_fit_is_better_than_median_cut(bands):
    palette = fit_palette([bands])
    assert len(palette) <= OPAQUE_COLORS
    assert squared_error(bands, palette) < squared_error(bands, pillow_palette(bands)) / 2


def test_a_large_area_counts_for_more(bands):
    ramp = np.linspace(0, 255, 3 * 40_000).astype(np.uint8).reshape(200, 200, 3)
    noise = np.random.default_rng(5).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    palette = fit_palette([ramp, noise])
    assert squared_error(ramp, palette) < squared_error(noise, palette) / 20


def test_neither_the_order_of_samples_nor_another_run_changes_it(bands):
    other = bands[::-1, :, ::-1].copy()
    first = fit_palette([bands, other])
    assert np.array_equal(first, fit_palette([bands, other]))
    assert np.array_equal(first, fit_palette([other, bands]))


def test_hundreds_of_thousands_of_colours(frames):
    noise = np.random.default_rng(7).integers(0, 256, (600, 600, 3), dtype=np.uint8)
    palette = fit_palette([noise])
    assert 200 < len(palette) <= OPAQUE_COLORS
    assert squared_error(noise[:100, :100], palette) < squared_error(
        noise[:100, :100], pillow_palette(noise)
    )
