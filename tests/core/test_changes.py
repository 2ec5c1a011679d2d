"""Several files of a folder change together or not at all."""

import errno
import os

import pytest

from gradreel.core import disk
from gradreel.core.changes import Changes, changes_in
from gradreel.core.errors import RenderError

KEY = "list.txt"
OLDER = {"a.png": b"old a", "b.png": b"old b", KEY: b"old", "photo.png": b"somebody's"}
NEWER = {"a.png": b"new a", "c.png": b"new c", KEY: b"new", "photo.png": b"somebody's"}

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs fork and locks on folders")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "it"
    folder.mkdir()
    fill(folder)
    return folder


def fill(folder):
    for path in folder.iterdir():
        path.unlink()
    for name, data in OLDER.items():
        (folder / name).write_bytes(data)


def change(folder):
    with changes_in(folder, KEY) as changes:
        changes.write("a.png", b"new a")
        changes.write("c.png", b"new c")
        changes.delete("b.png")
        changes.write(KEY, b"new")


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def steps(folder):
    """How many steps a change takes, and which."""
    seen = []
    with disk.watched(lambda deed, path: seen.append(deed)):
        change(folder)
    return seen


def at(number, act):
    """A watcher that acts at the step of this number, and not again."""
    left = [number]

    def watch(deed, path):
        left[0] -= 1
        if left[0] == -1:
            act()

    return watch


def full():
    raise OSError(errno.ENOSPC, "No space left on device")


def test_all_changes_are_made(folder):
    change(folder)
    assert contents(folder) == NEWER


def test_a_full_disk_at_any_step_leaves_all_as_it_was(folder):
    count = len(steps(folder))
    for number in range(count):
        fill(folder)
        told = None
        try:
            with disk.watched(at(number, full)):
                change(folder)
        except RenderError as error:
            told = str(error)
        assert contents(folder) == (OLDER if told else NEWER), number
        if told:
            assert "No space left on device) and is as before: free" in told


def test_a_folder_that_was_made_for_it_goes_again(tmp_path):
    with disk.watched(at(4, full)), pytest.raises(RenderError):
        change(tmp_path / "golden" / "it")
    assert list(tmp_path.iterdir()) == []


@posix_only
def test_killed_at_any_step_the_next_run_finds_all_or_nothing(folder):
    count = len(steps(folder))
    seen = set()
    for number in range(count):
        fill(folder)
        child = os.fork()
        if not child:
            with disk.watched(at(number, lambda: os.kill(os.getpid(), 9))):
                change(folder)
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 9
        Changes(folder, KEY).clear()
        found = contents(folder)
        assert found in (OLDER, NEWER), number
        seen.add(found == NEWER)
    assert seen == {True, False}


def test_what_cannot_be_taken_back_is_told_and_done_by_the_next_run(folder):
    failing = at(steps(folder).index("delete"), full)
    fill(folder)

    def watch(deed, path):
        failing(deed, path)
        if deed == "move" and path.name == "a.png" and path.read_bytes() == b"new a":
            full()

    with disk.watched(watch), pytest.raises(RenderError, match="as it was with the next run"):
        change(folder)
    Changes(folder, KEY).clear()
    assert contents(folder) == OLDER
