"""What may be written to, for every path that a user could give: nothing here draws anything."""

import os
import socket
from pathlib import Path

import pytest

from gradreel.core.errors import InvalidInput
from gradreel.core.input_files import read_whole, reading
from gradreel.core.output_paths import (
    check_apart,
    filled_folder,
    not_on_windows,
    output_file,
    output_folder,
)

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")
PLACES = ["", "   ", ".", "..", "/", "a/..", "a/../..", "./"]
NO_NAMES = [
    "-", ".gif", "~", "~/film.gif", "C:", "C:\\film.gif", "a\0.gif", "a\n.gif", "\x1b]0;.gif",
    "x" * 300, "x" * 300 + ".gif", "ä" * 128 + ".gif", "x/" * 3000 + "a.gif", "\ud800.gif",
    "no/film.gif", "file/film.gif", None, 3, b"film.gif",
]  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").mkdir()
    (tmp_path / "file").write_text("mine")
    return tmp_path


def is_refused(check, given):
    before = sorted(Path().rglob("*"))
    with pytest.raises(InvalidInput) as error:
        check(given)
    told = str(error.value)
    assert told.endswith(".")
    assert "; " in told or ": " in told  # what is wrong, and what to do
    assert "\n" not in told
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize("check", [output_file, output_folder])
@pytest.mark.parametrize("given", [*PLACES, *NO_NAMES])
def test_what_is_no_name_is_refused(check, given):
    is_refused(check, given)


@pytest.mark.parametrize(
    "given", ["", "   ", "-", "~", "C:", "file", "file/in", "no/../x", "x" * 300]
)
def test_nothing_is_put_where_no_folder_can_be(given):
    is_refused(filled_folder, given)


@pytest.mark.parametrize("given", [".", "a", "new", "a/../b", "deep/er", "film.d/"])
def test_files_may_be_put_into_any_folder(given):
    assert filled_folder(given) == Path(given)


@pytest.mark.parametrize("given", ["a.gif", "a/../b.gif", "ä b.gif", "x" * 251 + ".gif", "a:b.gif"])
def test_names_are_taken_as_they_are(given):
    assert output_file(given) == Path(given)


@posix_only
def test_bytes_that_are_no_text_are_a_name():
    given = os.fsdecode(b"\xff.gif")
    assert output_file(given).name == given


def test_a_slash_at_the_end_is_that_of_a_folder():
    is_refused(output_file, "film.gif/")
    is_refused(output_file, "film.gif/.")
    assert output_folder("film/") == Path("film")


def test_the_folder_where_one_stands_is_not_replaced(here, monkeypatch):
    monkeypatch.chdir(here / "a")
    for given in (here / "a", here, "../a"):
        is_refused(output_folder, given)


def test_a_file_is_no_folder_nor_the_other_way_round():
    is_refused(output_folder, "file")
    is_refused(output_file, "a")


@posix_only
@pytest.mark.parametrize(
    "given", ["/dev/null", "/dev/full", "pipe", "socket", "link.gif", "pipe.gif"]
)
@pytest.mark.parametrize("check", [output_file, output_folder, filled_folder])
def test_only_files_are_written(here, given, check):
    os.mkfifo("pipe")
    Path("pipe.gif").symlink_to("pipe")
    Path("link.gif").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket")
        is_refused(check, given)


SYSTEMS = ["/proc", "/proc/self/fd", "/sys", "/sys/kernel", "/dev", "link"]
with_proc = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs /proc and /sys")


@with_proc
@pytest.mark.parametrize("name", ["a.gif", "frames"])
@pytest.mark.parametrize("folder", SYSTEMS)
@pytest.mark.parametrize("check", [output_file, output_folder, filled_folder])
def test_nothing_is_put_among_what_is_the_systems(check, folder, name):
    """To root it looks as if it could be."""
    Path("link").symlink_to("/sys")
    with pytest.raises(InvalidInput, match="is the system's own, and no files are kept there; ch"):
        check(f"{folder}/{name}")
    assert not Path(folder, name).exists()


@with_proc
@pytest.mark.parametrize("given", ["/proc/self/mem", "/proc/self/environ", "/sys/kernel/notes"])
def test_what_is_the_systems_is_not_read(given):
    """Some of it has no end, and some waits."""
    Path("link.png").symlink_to(given)
    for path in (given, "link.png"):
        is_refused(lambda path: read_whole(Path(path)), path)


@with_proc
def test_a_link_of_the_systems_to_a_file_is_that_file(here):
    assert output_file("/proc/self/cwd/a.gif")
    assert output_file("/dev/shm/a.gif")
    assert read_whole(Path("/proc/self/cwd/file")) == b"mine"


@posix_only
def test_links_are_followed():
    Path("to_file.gif").symlink_to("file")
    Path("to_nothing.gif").symlink_to("a/new.gif")
    assert output_file("to_file.gif") == Path("to_file.gif")
    assert output_file("to_nothing.gif") == Path("to_nothing.gif")
    Path("astray.gif").symlink_to("no/new.gif")
    Path("one.gif").symlink_to("other.gif")
    Path("other.gif").symlink_to("one.gif")
    for given in ("astray.gif", "one.gif", "other.gif/film.gif"):
        is_refused(output_file, given)


@pytest.mark.parametrize(
    "pair",
    [
        ("x.gif", "./x.gif"), ("x.gif", "a/../x.gif"), ("x.gif", "X.GIF"), ("ä.gif", "a\u0308.gif"),
        ("a/x.gif", "link/x.gif"), ("file", "hard"), ("frames", "frames/x.gif"),
    ],
)  # fmt: skip
@posix_only
def test_one_place_is_not_two_outputs(pair):
    Path("link").symlink_to("a")
    os.link("file", "hard")
    one, other = map(Path, pair)
    for outputs, inputs in (((one, other), ()), ((other, one), ()), ((one,), (other,))):
        with pytest.raises(InvalidInput, match=r"the same file as|one lies in the other"):
            check_apart(outputs, inputs)


def test_a_folder_to_read_is_left_to_its_reader():
    check_apart([Path("x.gif")], [Path(".")])


def test_what_is_apart_passes():
    check_apart(map(Path, ("x.gif", "x.mp4", "a/x.gif", "frames")), [Path("file")])


@pytest.mark.parametrize("name", ["CON", "nul.txt", "com1", "a.", "a ", "a:b", "a?b", "LPT9.png"])
def test_what_windows_does_not_take(name):
    assert not_on_windows(name)
    assert not not_on_windows(f"my_{name.strip('. ?').replace(':', '').replace('?', '')}x")


@posix_only
@pytest.mark.parametrize(
    "given", ["pipe", "/dev/zero", "a", "loop", "no", "x" * 300, "a\0", "file/x"]
)
def test_only_files_are_read(given):
    os.mkfifo("pipe")
    Path("loop").symlink_to("loop")
    is_refused(lambda path: read_whole(Path(path)), given)
    with pytest.raises(InvalidInput), reading(Path(given)):
        raise AssertionError("it was opened")


def test_what_is_read_as_a_whole_has_a_limit():
    assert read_whole(Path("file")) == b"mine"
    with pytest.raises(InvalidInput, match="give a smaller file"):
        read_whole(Path("file"), most=3)
