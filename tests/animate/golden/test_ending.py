"""The end of a run: which goldens are named as unused, when, and what gets deleted."""

import pytest

from gradreel.animate.golden.ending import Ending
from gradreel.animate.golden.session import Census, Run

pytest_plugins = ["pytester"]

TEST = """
import numpy as np
import pytest

def frames():
    return [np.full((48, 64, 3), 40 * k, np.uint8) for k in range(3)]

def test_a(golden):
    golden.check_frames(frames(), name="a")

def test_b(golden):
    golden.check_frames(frames(), name="b")

@pytest.mark.one
def test_without():
    pass
"""
B = TEST[TEST.index("def test_b") : TEST.index("@pytest")]


@pytest.fixture
def project(pytester, monkeypatch):
    """A test of goldens a and b."""
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    pytester.makeini("[pytest]\naddopts = -p no:randomly -p no:hypothesispytest\nmarkers = one\n")
    pytester.makepyfile(test_mine=TEST)
    pytester.runpytest("--golden-update").assert_outcomes(passed=3)
    return pytester


@pytest.fixture
def left(project):
    """The same without the test of b, whose golden is left behind."""
    write(project, TEST.replace(B, ""))
    return project


def write(project, text, file="test_mine.py"):
    (project.path / file).write_text(text)


def told(result):
    """The lines of this plugin, without those of what was written."""
    words = ("unused: ", "perhaps unused: ", "deleted: ", "ERROR: --golden", "`pytest --golden-p")
    return [line for line in result.outlines if line.startswith(words)]


def goldens(project, folder="golden"):
    return sorted(path.name for path in (project.path / folder).glob("*"))


@pytest.mark.parametrize("asked", [(), (".",), ("-p", "no:cacheprovider")], ids=str)
def test_a_full_run_names_what_is_unused(left, asked):
    result = left.runpytest(*asked)
    result.assert_outcomes(passed=2)
    assert told(result) == ["unused: golden/b", "`pytest --golden-prune` deletes what is unused."]
    assert goldens(left) == ["a", "b"]


def test_a_run_that_uses_all_names_none(project):
    assert told(project.runpytest()) == []
    assert told(project.runpytest("--golden-prune")) == []
    assert goldens(project) == ["a", "b"]


def test_prune_deletes_what_is_unused_and_leaves_other_files(left):
    (left.path / "golden/b/note.md").write_text("mine")
    result = left.runpytest("--golden-prune")
    assert (told(result), result.ret) == (["deleted: golden/b"], 0)
    assert [path.name for path in (left.path / "golden/b").iterdir()] == ["note.md"]
    assert told(left.runpytest()) == []


def test_the_last_golden_takes_its_folder_with_it(project):
    write(project, "def test_nothing():\n    pass\n")
    assert told(project.runpytest("--golden-prune")) == ["deleted: golden/a", "deleted: golden/b"]
    assert not (project.path / "golden").exists()


def test_a_process_that_crashed_leaves_a_gap(project):
    write(project, TEST.replace(B, ""))
    write(project, "import os\n\ndef test_z(golden):\n    os._exit(1)\n", "test_z.py")
    result = project.runpytest("-n", "1", "--max-worker-restart=0", "--golden-prune")
    assert told(result) == [
        "ERROR: --golden-prune deleted nothing: a process of the tests crashed; it needs a whole "
        "run that passes"
    ]
    assert goldens(project) == ["a", "b"]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (["-k", "test_a"], "tests were deselected"),
        (["-m", "one"], "tests were deselected"),
        (["--deselect", "test_mine.py::test_a"], "tests were deselected"),
        (["test_mine.py"], "only some files were asked for"),
        (["test_mine.py::test_a"], "only some files were asked for"),
        (["--ignore", "test_other.py"], "--ignore was given"),
        (["--ignore-glob", "*_other.py"], "--ignore-glob was given"),
        (["--lf"], "--last-failed was given"),
        (["--setup-only"], "test_mine.py::test_a did not run"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_nothing_is_named_or_deleted_after_a_part_of_a_run(left, asked, why):
    write(left, "def test_more():\n    pass\n", "test_other.py")
    assert told(left.runpytest(*asked)) == []
    result = left.runpytest(*asked, "--golden-prune")
    assert told(result) == [
        f"ERROR: --golden-prune deleted nothing: {why}; it needs a whole run that passes"
    ]
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert goldens(left) == ["a", "b"]


def test_nothing_is_named_or_deleted_after_a_stop(left):
    write(left, "def test_first():\n    assert False\n", "test_a.py")
    result = left.runpytest("-x", "--golden-prune")
    assert "the run was stopped" in told(result)[0]
    assert goldens(left) == ["a", "b"]


def test_nothing_is_deleted_if_any_test_failed(left):
    write(left, "def test_other():\n    assert False\n", "test_other.py")
    result = left.runpytest("--golden-prune")
    assert told(result) == [
        "ERROR: --golden-prune deleted nothing: not all tests passed; it needs a whole run that "
        "passes",
        "unused: golden/b",
        "`pytest --golden-prune` deletes what is unused.",
    ]
    assert goldens(left) == ["a", "b"]


def test_nothing_is_named_when_tests_are_only_collected(left):
    assert told(left.runpytest("--collect-only", "--golden-prune")) == []
    assert goldens(left) == ["a", "b"]


FAILS = "def test_b(golden):\n    {}\n"


@pytest.mark.parametrize(
    ("files", "who"),
    [
        ({"test_b": FAILS.format("assert False")}, "test_b.py::test_b"),
        ({"test_b": "import pytest\n" + FAILS.format("pytest.skip()")}, "test_b.py::test_b"),
        ({"test_b": "import pytest\npytest.importorskip('no_such')\n"}, "test_b.py"),
        ({"test_b": FAILS, "conftest": "collect_ignore = ['test_b.py']\n"}, "test_b.py"),
    ],
    ids=["failed", "skipped", "whole file skipped", "left out by conftest"],
)
def test_a_test_that_did_not_pass_may_use_it(left, files, who):
    for name, text in files.items():
        write(left, text, f"{name}.py")
    result = left.runpytest("--golden-prune")
    lines = [line for line in told(result) if not line.startswith("ERROR")]
    assert lines == [f"perhaps unused: golden/b ({who} did not pass and may use it)"]
    assert goldens(left) == ["a", "b"]


def test_only_what_was_asked_for_is_looked_through(left):
    for folder in ("one", "two"):
        (left.path / folder).mkdir()
        (left.path / "golden/b").rename(left.path / folder / "b")
        (left.path / folder / "golden").mkdir()
        (left.path / folder / "b").rename(left.path / folder / "golden/b")
        write(left, "def test_it():\n    pass\n", f"{folder}/test_{folder}.py")
        left.makepyfile(test_mine=TEST)
        left.runpytest("test_mine.py", "--golden-update=only-missing")
    assert told(left.runpytest("two"))[:-1] == ["unused: two/golden/b"]
    assert told(left.runpytest())[:-1] == ["unused: one/golden/b", "unused: two/golden/b"]


def test_a_run_is_whole_only_when_every_taker_came_to_an_end():
    census = Census(takers={"a", "b"}, passed={"a"})
    assert census.gap() == "b did not run"
    census.merge(Census(takers={"a", "b"}, failed={"b"}).plain())
    assert census.gap() is None
    assert census.stopped == ["b"]
    census.merge(Census(passed={"b"}).plain())  # it ran again, and passed
    assert census.stopped == []


def test_paths_outside_are_told_in_full(tmp_path):
    run = Run()
    run.written = [(str(tmp_path / "in/golden/x"), "t"), ("/elsewhere/golden/y", "t")]
    ending = Ending(run, tmp_path / "in")
    ending.tell_written()
    assert ending.lines == ["written: /elsewhere/golden/y", "written: golden/x"]
