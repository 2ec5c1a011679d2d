"""Files and folders that appear whole or not at all: put in place, taken back, cleared up after."""

import errno
import os

import pytest

from gradreel.core import disk
from gradreel.core.errors import RenderError
from gradreel.core.staged import StagedFile, StagedFolder, commit_all

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs locks on folders")


def make(kind, target, text):
    """Return something staged that is finished: a file that says `text`, or a folder with one."""
    staged = kind(target)
    staged.create()
    disk.write(staged.path / "page" if kind is StagedFolder else staged.path, text)
    return staged


def told(target):
    """What a file or folder says, None if it is not there."""
    page = target / "page" if target.is_dir() else target
    return page.read_text() if page.exists() else None


def no_exchange(deed, path):
    if deed == "exchange":
        raise OSError(errno.ENOSYS, "Function not implemented")


def die(staged):
    """Let go of what a living process holds, as the system does when it dies."""
    os.close(staged._hidden._lock)
    staged._hidden._lock = None


@pytest.fixture(params=[StagedFile, StagedFolder])
def kind(request):
    return request.param


@pytest.fixture(params=[True, False], ids=["exchange", "no exchange"])
def exchanging(request):
    if request.param:
        yield True
    else:
        with disk.watched(no_exchange):
            yield False


@pytest.mark.parametrize("older", [True, False])
def test_what_is_finished_takes_the_place_of_the_older(tmp_path, kind, exchanging, older):
    target = tmp_path / "it"
    for text in ["older", "newer"] if older else ["newer"]:
        staged = make(kind, target, text)
        staged.commit()
        staged.discard()
    assert told(target) == "newer"
    assert os.listdir(tmp_path) == ["it"]


@pytest.mark.parametrize("older", [True, False])
def test_a_commit_can_be_taken_back(tmp_path, kind, exchanging, older):
    target = tmp_path / "it"
    if older:
        first = make(kind, target, "older")
        first.commit()
        first.discard()
    staged = make(kind, target, "newer")
    staged.commit()
    back = staged.revert()
    staged.discard()
    # A file is never away from its name for a moment: where nothing can be exchanged the older
    # one is lost by that, and it is said.
    assert back == (kind is StagedFolder or exchanging or not older)
    assert told(target) == ("newer" if not back else "older" if older else None)
    assert os.listdir(tmp_path) == ([] if back and not older else ["it"])


def test_several_are_put_in_place_or_none(tmp_path, kind):
    first, second = (make(kind, tmp_path / name, "newer") for name in ("a", "b"))

    def full(deed, path):
        if deed == "move" and path.name == "b":
            raise OSError(errno.EIO, "Input/output error")

    with disk.watched(full), pytest.raises(RenderError, match=r"^b cannot be written"):
        commit_all([first, second])
    first.discard()
    second.discard()
    assert os.listdir(tmp_path) == []


@posix_only
def test_what_a_dead_process_left_of_the_same_output_is_removed_and_only_that(tmp_path, kind):
    dead, other, living = (make(kind, tmp_path / name, "half") for name in ("a", "b", "a"))
    die(dead)
    die(other)
    (tmp_path / ".gradreel-0123456789ab.a").write_text("somebody's own")
    staged = make(kind, tmp_path / "a", "newer")
    staged.commit()
    staged.discard()
    left = {".gradreel-0123456789ab.a", "a", other._hidden.path.name, living._hidden.path.name}
    assert set(os.listdir(tmp_path)) == left
    living.commit()  # the last to finish wins
    living.discard()
    assert told(tmp_path / "a") == "half"


@posix_only
def test_a_folder_put_aside_by_a_dead_process_comes_back(tmp_path):
    first = make(StagedFolder, tmp_path / "it", "older")
    first.commit()
    first.discard()
    dead = make(StagedFolder, tmp_path / "it", "newer")

    def killed(deed, path):
        no_exchange(deed, path)
        if deed == "move" and path.name == "it":
            raise SystemExit

    with disk.watched(killed), pytest.raises(SystemExit):
        dead.commit()
    die(dead)
    staged = make(StagedFolder, tmp_path / "it", "third")
    assert told(tmp_path / "it") == "older"
    staged.discard()
    assert os.listdir(tmp_path) == ["it"]


def test_a_name_as_long_as_can_be(tmp_path, kind):
    target = tmp_path / ("n" * 255)
    staged = make(kind, target, "newer")
    staged.commit()
    staged.discard()
    assert told(target) == "newer"
