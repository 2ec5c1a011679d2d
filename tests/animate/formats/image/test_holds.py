"""APNG, WebP and numbered PNGs: every frame without loss, each shown for exactly its time."""

import struct
import zlib
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import imageio.v3 as imageio
import numpy as np
import pytest
from PIL import Image, ImageSequence

from gradreel.animate.formats import Clip, Encoder, open_encoder
from gradreel.animate.formats.image.holds import merged, shortest_stay
from gradreel.animate.formats.image.staged_folder import MARK
from gradreel.animate.scene.rates import exact_rate
from gradreel.core.errors import InvalidInput, RenderError

TAGS = {"title": "Größe η", "description": "a < b & c", "comment": '{"a":1}'}


def make(path: Path, frames: list[np.ndarray], fps=25, **more) -> Path:
    height, width = frames[0].shape[:2]
    fill(open_encoder(path, Clip((width, height), fps, **more)), frames)
    return path


def fill(encoder: Encoder, frames: Iterable[np.ndarray]) -> None:
    with encoder:
        for frame in frames:
            encoder.write(frame)


def decode(path: Path) -> list[tuple[np.ndarray, float]]:
    """(picture as RGB, milliseconds) of each."""
    with Image.open(path) as image:
        return [
            (np.asarray(picture.convert("RGB")), picture.info["duration"])
            for picture in ImageSequence.Iterator(image)
            if picture.load() is not None
        ]


def chunks(path: Path) -> list[tuple[bytes, bytes]]:
    """(kind, content) of each chunk of a PNG, checksums verified."""
    data, place, found = path.read_bytes(), 8, []
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        content = data[place + 8 : place + 8 + length]
        (checksum,) = struct.unpack(">I", data[place + 8 + length : place + 12 + length])
        assert checksum == zlib.crc32(kind + content)
        found.append((kind, content))
        place += 12 + length
    return found


@pytest.mark.parametrize("suffix", [".apng", ".webp"])
@pytest.mark.parametrize("fps", [7, 12.5, 29.97, Fraction(30000, 1001), 60])
def test_each_picture_is_the_frame_for_its_time(tmp_path, frames, suffix, fps):
    film = [frames[0]] * 3 + frames[1:] + [frames[-1]] * 40
    found = decode(make(tmp_path / f"a{suffix}", film, fps))
    stays = float(1000 / exact_rate(fps))  # milliseconds
    counts = [3, *[1] * 28, 41]  # how many frames each picture stays
    assert len(found) == len(counts)
    start = 0
    for number, ((picture, shown), count) in enumerate(zip(found, counts, strict=True)):
        assert np.array_equal(picture, frames[number])
        # A WebP counts whole milliseconds, from the start of the film: the error never adds up.
        assert shown == pytest.approx(count * stays, abs=2 if suffix == ".webp" else 1e-6)
        assert sum(each[1] for each in found[:number]) == pytest.approx(start * stays, abs=1)
        start += count


@pytest.mark.parametrize("suffix", [".apng", ".webp"])
@pytest.mark.parametrize("count", [20, 21])
def test_no_picture_is_so_short_that_browsers_slow_it_down(tmp_path, frames, suffix, count):
    found = decode(make(tmp_path / f"a{suffix}", frames[:count], 120))
    assert len(found) == (count + 1) // 2
    assert min(shown for _, shown in found[:-1]) > 10
    assert np.array_equal(found[0][0], frames[0])
    assert np.array_equal(found[-1][0], frames[count - 1])
    assert sum(shown for _, shown in found) == pytest.approx(1000 * count / 120, abs=9)


def test_an_hour_on_one_picture_is_exact(tmp_path, frames):
    """Longer than two bytes of milliseconds, and at a rate that two bytes cannot hold."""
    from gradreel.animate.formats.image.apng import ApngWriter, Changes

    seconds = [Fraction(1001, 30000), Fraction(3600) + Fraction(1, 7), Fraction(1001, 30000)] * 2
    with (tmp_path / "a.apng").open("wb") as file:
        writer, changes = ApngWriter(file, 0, {}), Changes()
        for frame, stay in zip(frames, seconds, strict=False):
            writer.write(changes.store(frame), stay)
        writer.close()
    delays = [
        Fraction(*struct.unpack(">HH", c[20:24]))
        for k, c in chunks(tmp_path / "a.apng")
        if k == b"fcTL"
    ]
    assert len(delays) == 6
    assert delays[0] == seconds[0]
    assert abs(sum(delays) - sum(seconds)) < Fraction(1, 100)


@pytest.mark.parametrize("suffix", [".apng", ".webp"])
def test_imageio_reads_it(tmp_path, frames, suffix):
    path = make(tmp_path / f"a{suffix}", frames)
    found = list(imageio.imiter(path, plugin="pillow"))
    assert len(found) == len(frames)
    assert np.array_equal(found[7][..., :3], frames[7])


@pytest.mark.parametrize("plays", [0, 1, 65535])
@pytest.mark.parametrize("suffix", [".apng", ".webp"])
def test_how_often_it_plays(tmp_path, frames, suffix, plays):
    with Image.open(make(tmp_path / f"a{suffix}", frames[:3], plays=plays)) as image:
        assert image.info["loop"] == plays


def test_an_apng_stores_only_what_changed(tmp_path, frames):
    kinds = chunks(make(tmp_path / "a.apng", frames, tags=TAGS))
    names = [kind for kind, _ in kinds]
    assert names[:5] == [b"IHDR", b"acTL", b"iTXt", b"iTXt", b"iTXt"]
    assert names[5:] == [b"fcTL", b"IDAT"] + [b"fcTL", b"fdAT"] * 29 + [b"IEND"]
    controls = [content for kind, content in kinds if kind == b"fcTL"]
    width, height, left, top = struct.unpack(">IIII", controls[5][4:20])
    assert (width, height, left, top) == (12, 10, 8, 20)
    serials = [struct.unpack(">I", c[:4])[0] for k, c in kinds if k in {b"fcTL", b"fdAT"}]
    assert serials == list(range(59))


@pytest.mark.parametrize("suffix", [".apng", ".webp", ""])
def test_tags_are_in_the_file(tmp_path, frames, suffix):
    from gradreel.animate.formats.image.xmp import read_xmp

    path = make(tmp_path / f"a{suffix}", frames[:2], tags=TAGS)
    with Image.open(path / "frame_00001.png" if path.is_dir() else path) as image:
        image.load()
        if suffix == ".webp":
            found = read_xmp(image.info["xmp"])
        else:
            found = {key.lower(): str(text) for key, text in image.text.items()}
    assert found == TAGS


@pytest.mark.parametrize("alpha", [False, True])
def test_a_film_of_one_picture_is_a_whole_file(tmp_path, frames, alpha):
    frame = frames[0]
    if alpha:
        frame = np.dstack([frame, np.full(frame.shape[:2], 99, np.uint8)])
    path = make(tmp_path / "a.webp", [frame] * 5, alpha=alpha, tags=TAGS)
    with Image.open(path) as image:
        assert image.info["xmp"]
        assert np.array_equal(np.asarray(image.convert("RGBA" if alpha else "RGB")), frame)


def test_numbered_pngs_are_the_frames(tmp_path, frames):
    path = make(tmp_path / "out", frames)
    assert sorted(p.name for p in path.iterdir()) == [
        MARK,
        *(f"frame_{i:05}.png" for i in range(30)),
    ]
    for number, frame in enumerate(frames):
        assert np.array_equal(imageio.imread(path / f"frame_{number:05}.png"), frame)


def test_a_shorter_film_leaves_nothing_of_a_longer_one(tmp_path, frames, listing):
    make(tmp_path / "out", frames)
    make(tmp_path / "out", frames[:4])
    assert len(list((tmp_path / "out").glob("*.png"))) == 4
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_of_others_is_never_replaced(tmp_path, frames, listing):
    (tmp_path / "out").mkdir()
    make(tmp_path / "out", frames[:2])  # an empty one may be
    make(tmp_path / "mine", frames[:2])
    (tmp_path / "mine" / "thesis.tex").write_text("years")
    before = listing()
    with pytest.raises(InvalidInput, match=r"mine' holds what gradreel did not make: choose"):
        make(tmp_path / "mine", frames[:2])
    (tmp_path / "file").write_text("x")
    with pytest.raises(InvalidInput, match="is a file: give the name of a folder"):
        make(tmp_path / "file", frames[:2])
    assert {k: v for k, v in listing().items() if k != "file"} == before


def test_an_interrupted_folder_leaves_the_older_one(tmp_path, frames, listing):
    make(tmp_path / "out", frames[:3])
    before = listing()

    def interrupted():
        yield frames[5]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(open_encoder(tmp_path / "out", Clip((96, 64), 25)), interrupted())
    assert listing() == before


@pytest.mark.parametrize("suffix", [".apng", ""])
def test_a_file_over_the_size_limit_is_named(tmp_path, suffix, listing):
    resource = pytest.importorskip("resource")
    noise = np.random.default_rng(1).integers(0, 256, (9, 64, 96, 3), dtype=np.uint8)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (15_000, before[1]))
    try:
        with pytest.raises(RenderError, match=r"a.* grew over the largest"):
            make(tmp_path / f"a{suffix}", list(noise))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert listing() == {}


@pytest.mark.parametrize(
    ("text", "least", "expected"),
    [
        ("aaab", 1, "a3 b1"),
        ("abcd", 2, "a2 d2"),
        ("abbbc", 2, "a2 b2 c1"),
        ("abaa", 2, "a4"),
        ("ab", 2, "b2"),
        ("", 1, ""),
    ],
)
def test_runs_of_equal_frames(text, least, expected):
    frames = [np.full((1, 1, 3), ord(letter), np.uint8) for letter in text]
    found = [f"{chr(frame[0, 0, 0])}{count}" for frame, count in merged(frames, least)]
    assert " ".join(found) == expected


def test_how_long_a_picture_must_stay():
    assert [shortest_stay(Fraction(rate)) for rate in (25, 60, 90, 91, 120)] == [1, 1, 1, 2, 2]
