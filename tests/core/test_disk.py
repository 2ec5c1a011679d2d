"""Every step that changes the disk passes one module, where the tests of the writers stand."""

import errno
import re
from pathlib import Path

import pytest

from gradreel.core import disk

ROOT = Path(__file__).parents[2]
CHANGES = re.compile(
    r"\.write_(text|bytes)\(|\.(unlink|mkdir|makedirs|rmdir|touch|symlink_to|hardlink_to)\(|rmtree"
    r"|os\.(replace|rename|remove|link|symlink|truncate)\(|\.rename\(|tempfile|copy(file|2|tree)\("
    r"|open\([^)]*[\"']([wxa]b?t?|r\+b?)[\"']"
)
SOURCES = [path for room in ("core", "animate", "scenes") for path in (ROOT / room).rglob("*.py")]


def test_nothing_else_changes_the_disk():
    assert len(SOURCES) > 100
    found = {
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in SOURCES
        for line in path.read_text(encoding="utf-8").splitlines()
        if CHANGES.search(line)
    }
    assert {each.split(":")[0] for each in found} == {"core/disk.py"}, found


def test_each_piece_that_is_written_is_a_step(tmp_path):
    seen = []
    with disk.watched(lambda deed, path: seen.append((deed, path.name))):
        disk.write(tmp_path / "a", "text")
        with disk.changing(tmp_path / "a") as file:
            file.write(b"T")
        disk.move(tmp_path / "a", tmp_path / "b")
    assert seen == [
        ("create", "a"), ("write", "a"), ("change", "a"), ("write", "a"), ("move", "b"),
    ]  # fmt: skip
    assert (tmp_path / "b").read_text() == "Text"


def test_a_full_disk_is_said_by_the_one_who_writes(tmp_path):
    def full(deed, path):
        if deed == "write":
            raise OSError(errno.ENOSPC, "No space left on device")

    with disk.watched(full), pytest.raises(OSError, match="No space left"):
        disk.write(tmp_path / "a", "text")


def test_what_is_not_there_cannot_change_places(tmp_path):
    (tmp_path / "a").write_text("a")
    with pytest.raises(OSError, match=r"."):
        disk.exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a").read_text() == "a"
