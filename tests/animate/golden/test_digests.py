"""Digests of pictures: other pictures have other digests, and those of older goldens still hold."""

import sys

import numpy as np
import pytest

from gradreel.animate.golden.digests import digest_by_blake2, digest_by_xxh3, kind
from gradreel.animate.golden.fixture import GoldenFixture, GoldenMismatch
from gradreel.animate.golden.recording import record_frames
from gradreel.animate.golden.session import Run
from gradreel.animate.golden.store import read_golden, write_frame, write_golden
from gradreel.animate.golden.update import Update
from gradreel.core.errors import InvalidInput

FRAMES = np.arange(4 * 6 * 9 * 3).astype(np.uint8).reshape(4, 6, 9, 3)
LARGE = np.random.default_rng(0).integers(0, 256, (100, 900, 3), np.uint8)  # more than one stripe


def fixture(folder, update=None):
    return GoldenFixture(folder, "test_a.py::test_a", update, Run())


def test_each_bit_counts():
    frame = FRAMES[0]
    found = {digest_by_xxh3(frame)}
    for bit in range(8 * frame.size):
        bits = np.unpackbits(frame)
        bits[bit] ^= 1
        found.add(digest_by_xxh3(np.packbits(bits).reshape(frame.shape)))
    assert len(found) == 8 * frame.size + 1


def changes(frame):
    """Go through pictures that are not like this one and have a pattern in how they differ."""
    yield from (frame + np.uint8(level) for level in range(1, 256))
    yield from (frame ^ np.uint8(1 << bit) for bit in range(1, 8))
    yield from (np.roll(frame, by, axis) for by in (1, 2, 4, 8, 90) for axis in (0, 1, 2))
    yield from (frame[::-1], frame[:, ::-1], frame[..., ::-1])
    for one, other in ((0, 1), (0, 4), (1, 90), (3, 99)):
        swapped = frame.copy()
        swapped[[one, other]] = swapped[[other, one]]
        yield swapped
    for column in (0, 1, 2, 7, -1):
        for level in (1, 128):
            lined = frame.copy()
            lined[:, column] ^= np.uint8(level)
            yield lined


@pytest.mark.parametrize(
    "frame", [LARGE, np.full((100, 900, 3), 255, np.uint8)], ids=["noise", "white"]
)
def test_changes_of_the_whole_picture(frame):
    different = [each for each in changes(frame) if not np.array_equal(each, frame)]
    unlike = {each.tobytes() for each in different}
    assert len(unlike) > 260
    found = {digest_by_xxh3(each) for each in different}
    assert len(found) == len(unlike)
    assert digest_by_xxh3(frame) not in found


def test_two_blocks_that_change_places():
    data = LARGE.reshape(-1)[: 8 << 15]
    both = np.concatenate([data, data[::-1]])
    other = np.concatenate([data[::-1], data])
    assert digest_by_xxh3(both.reshape(-1, 1, 1)) != digest_by_xxh3(other.reshape(-1, 1, 1))


def test_the_shape_counts():
    data = np.zeros(2 * 3 * 12, np.uint8)
    shapes = [(2, 12, 3), (12, 2, 3), (3, 8, 3), (2, 9, 4), (6, 3, 4), (72, 1, 1)]
    assert len({digest_by_xxh3(data.reshape(shape)) for shape in shapes}) == len(shapes)


def test_the_same_on_every_machine():
    assert digest_by_xxh3(FRAMES[0]) == "1209972cabab53069021bed783e94323"
    assert digest_by_xxh3(np.asfortranarray(FRAMES[0])) == digest_by_xxh3(FRAMES[0])
    assert digest_by_xxh3(LARGE[:, ::2]) == digest_by_xxh3(LARGE[:, ::2].copy())
    odd = LARGE.reshape(-1)[1:].reshape(-1, 1, 1)  # its words begin between those of memory
    assert digest_by_xxh3(odd) == digest_by_xxh3(odd.copy())


@pytest.fixture
def older(tmp_path):
    """A golden as it was before there were these digests."""
    fixture(tmp_path, Update()).check_frames(FRAMES, "a")
    text = tmp_path / "a/golden.txt"
    told = text.read_text("utf-8")
    for frame in FRAMES:
        told = told.replace(digest_by_xxh3(frame), digest_by_blake2(frame))
    text.write_text(told, "utf-8")
    assert kind(read_golden(tmp_path / "a").digests.values()) is digest_by_blake2
    return tmp_path


def test_an_older_golden_holds_each_pixel(older):
    fixture(older).check_frames(FRAMES, "a")
    changed = FRAMES.copy()
    changed[2, 3, 4, 1] += 1
    with pytest.raises(
        GoldenMismatch, match=r"frame 2, .*1 pixel changed by up to 1 of 255.*the exact rule"
    ):
        fixture(older).check_frames(changed, "a")
    with pytest.raises(GoldenMismatch, match="frames 1 and 2 changed places"):
        fixture(older).check_frames(FRAMES[[0, 2, 1, 3]], "a")
    with pytest.raises(GoldenMismatch, match="frame 3 is missing"):
        fixture(older).check_frames(FRAMES[:3], "a")


def test_an_older_golden_is_made_anew_in_one_kind(older):
    before = (older / "a/golden.txt").read_text("utf-8")
    fixture(older, Update()).check_frames(FRAMES, "a")
    assert (older / "a/golden.txt").read_text("utf-8") == before  # nothing failed
    changed = FRAMES.copy()
    changed[2, 3, 4, 1] += 1
    fixture(older, Update()).check_frames(changed, "a")
    golden = read_golden(older / "a")
    assert kind(golden.digests.values())
    assert golden.environment
    fixture(older).check_frames(changed, "a")
    with pytest.raises(GoldenMismatch):
        fixture(older).check_frames(FRAMES, "a")


def test_one_picture_of_an_older_golden_is_replaced(older):
    changed = FRAMES.copy()
    changed[1] = 7
    write_frame(read_golden(older / "a"), record_frames(changed, name="a"), "1")
    assert kind(read_golden(older / "a").digests.values()) is digest_by_blake2
    fixture(older).check_frames(changed, "a")


def test_two_kinds_in_one_golden_count_as_none(older):
    text = older / "a/golden.txt"
    told = text.read_text("utf-8")
    text.write_text(told.replace(digest_by_blake2(FRAMES[1]), digest_by_xxh3(FRAMES[1])), "utf-8")
    assert not read_golden(older / "a").environment
    fixture(older).check_frames(FRAMES, "a")
    with pytest.raises(GoldenMismatch, match="frame 1"):
        fixture(older).check_frames(
            np.where(np.arange(4)[:, None, None, None] == 1, 255 - FRAMES, FRAMES), "a"
        )


def test_without_xxhash_goldens_are_as_they_were(tmp_path, monkeypatch):
    fixture(tmp_path, Update()).check_frames(FRAMES, "with")
    monkeypatch.setitem(sys.modules, "xxhash", None)
    fixture(tmp_path, Update()).check_frames(FRAMES, "without")
    golden = read_golden(tmp_path / "without")
    assert list(golden.digests.values()) == [digest_by_blake2(frame) for frame in FRAMES]
    fixture(tmp_path).check_frames(FRAMES, "without")
    for command in (fixture(tmp_path), fixture(tmp_path, Update())):
        with pytest.raises(InvalidInput, match="of the package xxhash, which is not installed"):
            command.check_frames(FRAMES, "with")
    monkeypatch.undo()
    changed = FRAMES.copy()
    changed[2, 3, 4, 1] += 1
    for name in ("with", "without"):
        fixture(tmp_path).check_frames(FRAMES, name)
        with pytest.raises(GoldenMismatch, match=r"frame 2, .*the exact rule"):
            fixture(tmp_path).check_frames(changed, name)


def test_a_golden_is_written_in_the_new_kind(tmp_path):
    golden = write_golden(tmp_path / "a", record_frames(FRAMES, name="a"))
    assert list(golden.digests.values()) == [digest_by_xxh3(frame) for frame in FRAMES]
    assert kind(golden.digests.values()) is digest_by_xxh3
