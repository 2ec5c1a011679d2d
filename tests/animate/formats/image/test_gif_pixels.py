from itertools import pairwise

import numpy as np
import pytest

from gradreel.animate.formats.image.frame_colors import CLEAR, FrameColors, colors_of
from gradreel.animate.formats.image.gif_palette import fit_palette
from gradreel.animate.formats.image.gif_pixels import (
    CLEAR_INDEX,
    NEAREST,
    WORST,
    Paint,
    Painter,
    Thrift,
)

STAYING, PASSING = Thrift(20, 400), Thrift(1600, 6000)


@pytest.fixture
def film() -> list[np.ndarray]:
    """Flat bands with soft edges, over which a soft disc moves and leaves a soft trail."""
    y, x = np.mgrid[:90, :160].astype(float)
    bands = np.array([(60, 90, 180), (160, 200, 220), (250, 240, 170), (200, 60, 70)], float)
    place = np.clip((y + 6 * np.sin(x / 20)) / 22.5, 0, 3.999)
    band, part = place.astype(int), np.clip((place % 1 - 0.9) / 0.1, 0, 1)[..., None]
    ground = (1 - part) * bands[band] + part * bands[np.minimum(band + 1, 3)]
    frames = []
    for i in range(12):
        disc = np.clip(9 - np.hypot(x - 15 - 10 * i, y - 40 - 2 * i), 0, 1)[..., None]
        ground = ground + (np.array((20, 120, 100.0)) - ground) * 0.5 * disc
        frames.append(np.rint((1 - disc) * ground + disc * 245).astype(np.uint8))
    return frames


def painted(film: list[np.ndarray], *thrift: Thrift) -> tuple[np.ndarray, list[np.ndarray]]:
    palette = fit_palette(film, 2.0)
    painter, frames = Painter(Paint.of(palette, film, *thrift)), FrameColors()
    changes = [frames.follow(frame) for frame in [*film, film[-1]]]
    return palette, [painter.paint(now, after.pixels) for now, after in pairwise(changes)]


def squared(palette: np.ndarray, indices: np.ndarray, frame: np.ndarray) -> np.ndarray:
    return np.square(palette[indices].astype(int) - frame).sum(axis=-1)


def nearest(palette: np.ndarray, frame: np.ndarray) -> np.ndarray:
    apart = frame[..., None, :].astype(int) - palette
    return np.square(apart).sum(axis=-1).min(axis=-1)


@pytest.mark.parametrize("thrift", [(NEAREST, NEAREST), (STAYING, PASSING)])
def test_a_pixel_that_does_not_change_does_not_flicker(film, thrift):
    _, shown = painted(film, *thrift)
    for i in range(1, len(film)):
        same = (film[i] == film[i - 1]).all(axis=-1)
        assert same.mean() > 0.5
        assert np.array_equal(shown[i][same], shown[i - 1][same])


@pytest.mark.parametrize("size", [(90, 160), (9, 7), (1, 1), (2, 4)])
@pytest.mark.parametrize("channels", [3, 4])
def test_what_differs_is_found_whatever_the_size(film, size, channels):
    cut = (slice(size[0]), slice(size[1]))
    frames = [frame[cut].repeat(2, axis=2)[..., :channels].copy() for frame in film]
    frames.append(frames[0])
    known = FrameColors()
    for before, frame in zip([None, *frames], [*frames, frames[-1]], strict=True):
        changed = known.follow(frame)
        assert np.array_equal(known.colors, colors_of(frame))
        differs = before is None or colors_of(before) != known.colors
        assert np.array_equal(changed.pixels, np.flatnonzero(np.broadcast_to(differs, size)))
        assert np.array_equal(changed.colors, known.colors.reshape(-1)[changed.pixels])


def test_without_thrift_every_pixel_takes_the_nearest_colour(film):
    palette, shown = painted(film)
    for indices, frame in zip(shown, film, strict=True):
        assert np.array_equal(squared(palette, indices, frame), nearest(palette, frame))


def test_thrift_goes_no_further_than_it_may_and_no_flat_area_is_touched(film):
    palette, shown = painted(film, STAYING, PASSING)
    off = 0
    for i, (indices, frame) in enumerate(zip(shown, film, strict=True)):
        after = film[min(i + 1, len(film) - 1)]
        apart, least = squared(palette, indices, frame), nearest(palette, frame)
        passes = (after != frame).any(axis=-1)
        # What stayed from an earlier frame has been painted by then, with the thrift of then.
        reach = np.where(passes | (i > 0), PASSING.reach, STAYING.reach)
        assert (apart <= np.maximum(least, reach)).all()
        assert (apart[least == 0] == 0).all()
        off += int((apart > least).sum())
    assert off > 100  # and it is used


def test_what_passes_is_painted_with_more_thrift_than_what_stays(film):
    palette, careful = painted(film, STAYING, STAYING)
    _, usual = painted(film, STAYING, PASSING)

    def errors(shown):
        found = [[], []]
        for a, b, indices in zip(film, film[1:], shown, strict=False):
            apart, passes = squared(palette, indices, a), (a != b).any(axis=-1)
            found[0].append(apart[~passes].mean())
            found[1].append(apart[passes].mean())
        return [float(np.mean(part)) for part in found]

    assert errors(usual)[1] > 1.2 * errors(careful)[1]


def test_a_soft_picture_that_moves_as_a_whole_is_painted_without_thrift():
    y, x = np.mgrid[:60, :80] / 80
    film = [
        np.rint(255 * np.stack([x, y, (x + y + t / 9) % 1 * 0.5], axis=-1)).astype(np.uint8)
        for t in range(4)
    ]
    palette, shown = painted(film, STAYING, PASSING)
    for indices, frame in zip(shown, film, strict=True):
        apart, least = squared(palette, indices, frame), nearest(palette, frame)
        assert apart.mean() <= max(WORST, least.mean())


def test_one_sample_and_equal_samples_will_do(film):
    for samples in (film[:1], film[:1] * 3):
        painter = Painter(Paint.of(fit_palette(samples), samples, STAYING, PASSING))
        assert painter.alone(film[0]).shape == (90, 160)


def test_what_is_less_opaque_than_a_third_is_clear():
    frame = np.full((4, 6, 4), 200, np.uint8)
    frame[..., 3] = 84
    frame[1:3, 1:4, 3] = 85
    colors = colors_of(frame)
    assert np.array_equal(colors == CLEAR, frame[..., 3] < 85)
    palette = fit_palette([frame])
    assert palette.tolist() == [[200, 200, 200]]
    indices = Painter(Paint.of(palette, [frame])).alone(frame)
    assert np.array_equal(indices == CLEAR_INDEX, frame[..., 3] < 85)
