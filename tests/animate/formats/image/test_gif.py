import subprocess
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pytest
from PIL import Image, ImageSequence

from gradreel.animate.formats import Clip, GifEncoder
from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.formats.image.gif import gif_command
from gradreel.animate.formats.image.gif_palette import fit_palette


class Picture(NamedTuple):
    delay: int
    left: int
    top: int
    width: int
    height: int
    local_table: bool
    disposal: int


class Gif(NamedTuple):
    width: int
    height: int
    global_table: bool
    loops: int | None
    pictures: list[Picture]


def number(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 2], "little")


def blocks(data: bytes) -> Iterator[tuple[str, bytes]]:
    """(kind, content) of each block; an image's content is its descriptor alone."""
    place = 13 + (3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    while data[place] != 0x3B:
        if data[place] == 0x21:
            kind, content, place = f"{data[place + 1]:02x}", b"", place + 2
        else:
            assert data[place] == 0x2C
            kind, content, flags = "image", data[place + 1 : place + 10], data[place + 9]
            place += 11 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
        while length := data[place]:
            content += data[place + 1 : place + 1 + length] if kind != "image" else b""
            place += 1 + length
        place += 1
        yield kind, content
    assert place == len(data) - 1


def parse(data: bytes) -> Gif:
    assert data[:6] == b"GIF89a"
    loops, control, pictures = None, b"", []
    for kind, content in blocks(data):
        if kind == "ff" and content.startswith(b"NETSCAPE2.0"):
            loops = number(content, 12)
        elif kind == "f9":
            control = content
        elif kind == "image":
            left, top, width, height = (number(content, i) for i in (0, 2, 4, 6))
            local, disposal = bool(content[8] & 0x80), control[0] >> 2 & 7
            delay, control = number(control, 1), b""  # each picture has a control block of its own
            pictures.append(Picture(delay, left, top, width, height, local, disposal))
    return Gif(number(data, 6), number(data, 8), bool(data[10] & 0x80), loops, pictures)


def make(path, frames, fps=25, **clip):
    height, width, channels = frames[0].shape
    made = Clip((width, height), fps, samples=frames, alpha=channels == 4, **clip)
    with GifEncoder(path, made) as encoder:
        for frame in frames:
            encoder.write(frame)
    assert encoder.encoded == len(frames)
    return path


def decode(path) -> np.ndarray:
    """Frames as Pillow, another implementation, shows them."""
    with Image.open(path) as image:
        return np.array([frame.convert("RGB") for frame in ImageSequence.Iterator(image)])


def test_the_command_is_built_purely(monkeypatch):
    monkeypatch.setenv("PATH", "")
    told = gif_command("ff", "/out/x.gif", (960, 540))
    assert told[0] == "ff"
    assert {"pipe:0", "960x540", "pal8", "/out/x.gif"} <= set(told)
    assert told[told.index("-loop") + 1] == "0"


def test_few_colours_come_back_exactly(tmp_path, frames):
    assert np.array_equal(decode(make(tmp_path / "a.gif", frames)), frames)


def test_one_global_palette_it_loops_and_stores_what_changes(tmp_path, frames):
    gif = parse(make(tmp_path / "a.gif", frames).read_bytes())
    assert (gif.width, gif.height, gif.global_table, gif.loops) == (96, 64, True, 0)
    assert len(gif.pictures) == len(frames)
    assert not any(picture.local_table for picture in gif.pictures)
    assert {picture.disposal for picture in gif.pictures} == {1}  # leave it in place
    first, *others = gif.pictures
    assert (first.width, first.height) == (96, 64)
    for i, picture in enumerate(others, 1):  # the block and where it was
        assert picture[1:5] == (2 * i - 2, 20, 12, 10)


@pytest.mark.parametrize("fps", [0.5, 7, 12.5, 15, 24, 25, 29.97, 30, 33, 48, 50])
def test_it_plays_for_the_right_time(tmp_path, frames, fps):
    pictures = parse(make(tmp_path / "a.gif", frames, fps).read_bytes()).pictures
    assert len(pictures) == len(frames)
    assert abs(sum(p.delay for p in pictures) - 100 * len(frames) / fps) <= 0.5
    assert min(p.delay for p in pictures) >= 2


def test_thirty_a_second(tmp_path, frames):
    pictures = parse(make(tmp_path / "a.gif", frames, 30).read_bytes()).pictures
    assert [p.delay for p in pictures] == [3, 3, 4] * 10


@pytest.mark.parametrize("fps", [51, 60, 100, 120])
def test_above_fifty_a_second_frames_are_left_out(tmp_path, frames, fps):
    path = make(tmp_path / "a.gif", frames, fps)
    pictures = parse(path.read_bytes()).pictures
    assert abs(sum(p.delay for p in pictures) - 100 * len(frames) / fps) <= 1
    assert min(p.delay for p in pictures) >= 2
    shown = decode(path)
    assert np.array_equal(shown[0], frames[0])
    assert np.array_equal(shown[-1], frames[-1])


def test_equal_neighbours_are_one_picture_with_a_long_delay(tmp_path, frames):
    film = [frames[0]] * 20 + frames[1:5] + [frames[5].copy() for _ in range(50)]
    path = make(tmp_path / "a.gif", film, 25)
    pictures = parse(path.read_bytes()).pictures
    assert [p.delay for p in pictures] == [80, 4, 4, 4, 4, 200]
    short = make(tmp_path / "b.gif", frames[:6], 25)
    assert path.stat().st_size == short.stat().st_size
    assert np.array_equal(decode(path), frames[:6])


def test_a_still_film(tmp_path, frames):
    pictures = parse(make(tmp_path / "a.gif", [frames[0]] * 25).read_bytes()).pictures
    assert [p.delay for p in pictures] == [100]


def test_a_single_frame_at_the_highest_rate(tmp_path, frames):
    pictures = parse(make(tmp_path / "a.gif", frames[:1], 120).read_bytes()).pictures
    assert [p.delay for p in pictures] == [2]


def test_a_hold_longer_than_two_bytes_can_say(tmp_path, frames):
    path = make(tmp_path / "a.gif", [frames[0]] * 130 + [frames[1]], 0.1)
    pictures = parse(path.read_bytes()).pictures
    assert [p.delay for p in pictures] == [60_000, 60_000, 10_000, 1000]


def test_colours_of_a_soft_picture_stay_close(tmp_path):
    y, x = np.mgrid[:48, :64] / 64
    film = [
        np.rint(255 * np.stack([x, y, (x + y + t / 40) % 1 * 0.5], axis=-1)).astype(np.uint8)
        for t in range(8)
    ]
    shown = decode(make(tmp_path / "a.gif", film)).astype(float)
    palette = fit_palette(film).astype(float)
    pixels = np.array(film)[:, ::5, ::5, None].astype(float)
    best = ((pixels - palette) ** 2).sum(axis=-1).min(axis=-1).mean()
    got = ((shown - film) ** 2).sum(axis=-1).mean()
    assert best < 100
    assert got < 1.5 * best  # ffmpeg takes the nearest for the eye, not in RGB


def test_a_black_pixel_is_not_taken_for_the_transparent_entry(tmp_path):
    film = [np.zeros((16, 16, 3), np.uint8) for _ in range(3)]
    film[0][:] = (255, 0, 0)
    film[1][4:8, 4:8] = (9, 9, 9)
    film[2][8:, :] = (0, 0, 255)
    assert np.array_equal(decode(make(tmp_path / "a.gif", film)), film)


def test_the_same_frames_make_the_same_file(tmp_path, frames):
    first = make(tmp_path / "a.gif", frames).read_bytes()
    assert make(tmp_path / "b.gif", frames).read_bytes() == first


def test_inside_the_rectangle_only_the_pixels_that_changed_are_stored(tmp_path):
    ground = np.random.default_rng(2).integers(0, 2, (64, 96, 1), dtype=np.uint8) * 255
    film = [ground.repeat(3, axis=2) for _ in range(2)]
    film[1][0, 0] = film[1][-1, -1] = (255, 0, 0)  # the rectangle is the whole frame
    one = make(tmp_path / "a.gif", film[:1]).stat().st_size
    path = make(tmp_path / "b.gif", film)
    assert parse(path.read_bytes()).pictures[1][3:5] == (96, 64)
    assert path.stat().st_size - one < (one - 13 - 768) / 4
    assert np.array_equal(decode(path), film)


def see_through(frames: list[np.ndarray]) -> list[np.ndarray]:
    """The frames, see-through but for a disc with a soft edge that moves."""
    y, x = np.mgrid[: frames[0].shape[0], : frames[0].shape[1]]
    film = []
    for i, frame in enumerate(frames):
        alpha = np.clip(20 - np.hypot(x - 20 - 2 * i, y - 30), 0, 1)
        film.append(np.dstack([frame, np.rint(255 * alpha).astype(np.uint8)]))
    return film


def assert_shown(frame: np.ndarray, shown: np.ndarray) -> None:
    solid = frame[..., 3] >= 85
    assert np.array_equal(shown[..., 3] == 255, solid)
    assert np.array_equal(shown[..., 3] == 0, ~solid)
    assert np.array_equal(shown[solid], np.dstack([frame[..., :3], shown[..., 3]])[solid])


def test_a_see_through_film_is_shown_where_it_is_solid(tmp_path, frames):
    film = see_through(frames)
    with Image.open(make(tmp_path / "a.gif", film)) as image:
        shown = [np.array(frame.convert("RGBA")) for frame in ImageSequence.Iterator(image)]
    assert len(shown) == len(film)
    for frame, picture in zip(film, shown, strict=True):
        assert_shown(frame, picture)


def test_ffmpeg_shows_a_see_through_film_alike(tmp_path, frames):
    film = see_through(frames)
    path = make(tmp_path / "a.gif", film)
    command = [find_ffmpeg(), "-loglevel", "error", "-i", str(path), "-fps_mode", "passthrough"]
    done = subprocess.run(
        [*command, "-f", "rawvideo", "-pix_fmt", "rgba", "-"], capture_output=True, check=True
    )
    shown = np.frombuffer(done.stdout, np.uint8).reshape(-1, *film[0].shape)
    for frame, picture in zip(film, shown, strict=True):
        assert_shown(frame, picture)


def test_an_opaque_picture_among_see_through_ones_costs_no_more_than_a_pixel(tmp_path, frames):
    film = see_through(frames[:6])
    film[2][..., 3] = 255
    with Image.open(make(tmp_path / "a.gif", film)) as image:
        shown = [np.array(frame.convert("RGBA")) for frame in ImageSequence.Iterator(image)]
    for i in (0, 1, 3, 4, 5):
        assert_shown(film[i], shown[i])
    assert np.count_nonzero(shown[2][..., 3] == 0) <= 1


def test_frames_that_differ_only_in_what_no_gif_shows_are_one_picture(tmp_path, frames):
    first, other = see_through(frames)[0], see_through(frames)[0]
    other[other[..., 3] == 0] = (1, 2, 3, 0)  # what is clear has no colour
    other[other[..., 3] == 255, 3] = 200  # and what is shown has no alpha
    assert not np.array_equal(first, other)
    pictures = parse(make(tmp_path / "a.gif", [first, other, first]).read_bytes()).pictures
    assert [picture.delay for picture in pictures] == [12]


@pytest.mark.parametrize(("plays", "again"), [(0, 0), (1, None), (2, 1), (5, 4)])
def test_it_plays_as_often_as_asked(tmp_path, frames, plays, again):
    path = make(tmp_path / "a.gif", frames[:3], plays=plays)
    assert parse(path.read_bytes()).loops == again


def test_the_comment_is_in_the_file(tmp_path, frames):
    text = "w ← w − η g; " * 60
    path = make(tmp_path / "a.gif", frames[:3], tags={"comment": text, "title": "not this"})
    found = [content for kind, content in blocks(path.read_bytes()) if kind == "fe"]
    assert [content.decode() for content in found] == [text]
    with Image.open(path) as image:
        assert image.n_frames == 3
    assert np.array_equal(decode(path), frames[:3])


def soft_film() -> list[np.ndarray]:
    """A soft ring that moves over bands, and rests where it began."""
    y, x = np.mgrid[:120, :200].astype(float)
    ground = np.stack([60 + 150 * (y // 30) / 3, 200 - 40 * (y // 30), 120 + 0 * y], axis=-1)
    film = []
    for i in [*range(10), 0, 0]:
        ring = np.clip(6 - np.abs(np.hypot(x - 30 - 12 * i, y - 60) - 20), 0, 1)[..., None]
        film.append(np.rint((1 - ring) * ground + ring * (20, 20, 60)).astype(np.uint8))
    return film


def test_what_does_not_change_does_not_flicker(tmp_path):
    film = soft_film()
    shown = decode(make(tmp_path / "a.gif", film))
    for i in range(1, len(shown)):
        same = (film[i] == film[i - 1]).all(axis=-1)
        assert np.array_equal(shown[i][same], shown[i - 1][same])


def test_flat_areas_are_exact(tmp_path):
    film = soft_film()
    flat = (film[0][:, :1] == film[0]).all(axis=-1)
    assert flat.mean() > 0.8
    assert np.array_equal(decode(make(tmp_path / "a.gif", film))[0][flat], film[0][flat])


def test_high_quality_is_nearer_and_larger(tmp_path):
    rng = np.random.default_rng(11)
    film = [
        np.clip(frame + rng.normal(0, 3, frame.shape) * (frame[..., 2:] < 90), 0, 255).astype(
            np.uint8
        )
        for frame in soft_film()
    ]
    usual = make(tmp_path / "a.gif", film)
    high = make(tmp_path / "b.gif", film, quality="high")
    errors = [
        np.square(decode(path)[: len(film) - 1].astype(int) - film[: len(film) - 1]).mean()
        for path in (usual, high)
    ]
    assert errors[1] < errors[0]
    assert high.stat().st_size > 1.05 * usual.stat().st_size


def test_no_more_colours_than_asked(tmp_path):
    film = soft_film()
    shown = decode(make(tmp_path / "a.gif", film, colors=16))
    assert 8 < len(np.unique(shown.reshape(-1, 3), axis=0)) <= 16
