"""A golden that somebody or something damaged: one sentence, and an update makes it whole."""

import numpy as np
import pytest

from gradreel.animate.golden.fixture import GoldenFixture, GoldenMismatch
from gradreel.animate.golden.session import Run
from gradreel.animate.golden.update import Update

FRAMES = np.stack([np.full((6, 9, 3), 40 * k, np.uint8) for k in range(2)])
HUGE = "9" * 5000


@pytest.fixture
def kept(tmp_path):
    fixture(tmp_path, Update()).check_frames(FRAMES, "a")
    return tmp_path / "a"


def fixture(folder, update=None, *, reported=False):
    return GoldenFixture(folder, "test_a.py::test_a", update, Run(), reported)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("[pixels]\n", "[pixels]\njunk\n"),
        ("[pixels]\n", "[pixels]\n \n"),
        (" 0\n", " 0 0\n"),
        *((" 0\n", f" {lost}\n") for lost in ("zz", "-5", "13", "255", "²", "1.0", HUGE)),
    ],
)
def test_a_line_that_tells_nothing_of_a_picture(kept, was, now):
    text = kept / "golden.txt"
    whole = text.read_text("utf-8")
    text.write_text(whole.replace(was, now), "utf-8")
    told = r"golden\.txt is damaged: .* tells nothing of a picture; make it anew"
    with pytest.raises(GoldenMismatch, match=told) as refused:
        fixture(kept.parent).check_frames(FRAMES, "a")
    assert "\nMake it with: pytest test_a.py::test_a --golden-update=a" in str(refused.value)
    fixture(kept.parent, Update()).check_frames(FRAMES, "a")
    assert text.read_text("utf-8") == whole


@pytest.mark.parametrize("head", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
def test_what_an_editor_does_to_a_text_changes_nothing(kept, head, ends):
    text = kept / "golden.txt"
    text.write_bytes(head + text.read_bytes().replace(b"\n", ends))
    before = text.read_bytes()
    fixture(kept.parent).check_frames(FRAMES, "a")
    fixture(kept.parent, Update()).check_frames(FRAMES, "a")
    assert text.read_bytes() == before


@pytest.mark.parametrize("reported", [False, True])
@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"version https://git-lfs.github.com/spec/v1\n", "is a pointer of Git LFS"),
        (b"\x89PNG\r\n\x1a\n", "cannot be read: it is truncated or no png"),
        (b"", "cannot be read: it is truncated or no png"),
        (b"GIF89a" + bytes(30), "cannot be read: it is a GIF"),
        (None, "is missing"),
    ],
)
def test_a_picture_that_is_none(kept, data, told, reported):
    """Also where what is there now equals what was kept, of which no copy is held then."""
    picture = kept / "0.png"
    whole = picture.read_bytes()
    picture.write_bytes(data or b"")
    if data is None:
        picture.unlink()
    with pytest.raises(GoldenMismatch, match=rf"frame 0: .*0\.png {told}") as refused:
        fixture(kept.parent, reported=reported).check_frames(FRAMES, "a")
    assert "--golden-update=a[0]" in str(refused.value)
    fixture(kept.parent, Update()).check_frames(FRAMES, "a")
    assert picture.read_bytes() == whole
