"""Each label has a picture of its own, and any label can stand in the text of a golden."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.animate.golden.names import escaped, file_names, old_file_name, unescaped
from gradreel.animate.golden.packed_frames import PackedFrames
from gradreel.animate.golden.recording import Recording
from gradreel.animate.golden.store import delete_golden, read_golden, write_golden
from gradreel.core.output_paths import not_on_windows, output_file

PAIRS = [
    ("α", "β"), ("ä", "ö"), ("a b", "a_b"), ("x/y", "x_y"), ("A", "a"), ("ä", "a\u0308"),
    ("a, b", "a"), ("end]", "[end]"), ("a\nb", "a b"), ("CON", "con"), ("/", "\\"),
    ("x" * 300, "x" * 301), ("\\u002c", ","), (".", ".."),
]  # fmt: skip


def recording(labels):
    pictures = PackedFrames(
        (label, np.full((16, 16, 3), 9 * n, np.uint8)) for n, label in enumerate(labels)
    )
    sections = {f"state {label}": [f"text {n}"] for n, label in enumerate(labels)}
    return Recording("it", {"size": "16x16"}, "none", pictures, sections, {"state x": "y\nz"})


@pytest.mark.parametrize("labels", PAIRS)
def test_a_golden_with_any_two_labels_is_read_as_it_was_written(tmp_path, labels):
    write_golden(tmp_path / "it", recording(labels))
    kept = read_golden(tmp_path / "it")
    assert list(kept.labels) == list(labels)
    assert kept.sections == recording(labels).sections
    for number, label in enumerate(labels):
        assert kept.picture(label)[0, 0, 0] == 9 * number
    assert len(list((tmp_path / "it").glob("*.png"))) == 2
    delete_golden(tmp_path / "it")
    assert not (tmp_path / "it").exists()


@given(st.lists(st.text(min_size=1), unique=True))
def test_no_two_labels_share_a_file(labels):
    names = list(file_names(labels).values())
    assert len({name.casefold() for name in names}) == len(labels)
    for name in names:
        assert "/" not in name
        assert not not_on_windows(name)
        assert len(name.encode()) < 250


@given(st.text(), st.sampled_from(["", ",", "]", ",]"]))
def test_an_escaped_word_is_one_line_without_marks(word, marks):
    text = escaped(word, marks)
    assert unescaped(text) == word
    assert len(text.splitlines()) <= 1
    assert not set(marks) & set(text)


@pytest.mark.parametrize("label", ["start", "hold 1", "40", "-1.5", "1e-05", "A", "a_b"])
def test_plain_labels_keep_the_names_that_they_had(label):
    assert file_names([label]) == {label: old_file_name(label)}


def test_a_picture_of_an_older_golden_is_found(tmp_path):
    golden = write_golden(tmp_path / "it", recording(["α", "end"]))
    (tmp_path / "it/α.png").rename(tmp_path / "it/_.png")
    assert golden.picture("α")[0, 0, 0] == 0
    write_golden(tmp_path / "it", recording(["α"]))
    assert {path.name for path in (tmp_path / "it").iterdir()} == {"α.png", "golden.txt"}


def test_a_name_in_a_golden_is_one_that_a_file_can_have(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in file_names([label for pair in PAIRS for label in pair]).values():
        assert output_file(name).name == name


def test_a_golden_that_is_deleted_leaves_what_is_not_its_own(tmp_path):
    write_golden(tmp_path / "it", recording(["start", "end"]))
    (tmp_path / "it/photo.png").write_bytes(b"mine")
    delete_golden(tmp_path / "it")
    assert [path.name for path in (tmp_path / "it").iterdir()] == ["photo.png"]
