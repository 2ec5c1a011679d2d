"""The report: what is on the page, which files lie beside it, and when nothing is written."""

import base64
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from gradreel.animate.compare.pixels import STRICT
from gradreel.animate.golden import run_table
from gradreel.animate.golden.checking import MOST_SHOWN, Comparison
from gradreel.animate.golden.evidence import compared, mark, png
from gradreel.animate.golden.finding import Finding, Shown
from gradreel.animate.golden.page import write_page
from gradreel.animate.golden.recording import record_frames, record_scene
from gradreel.animate.golden.report import write_report
from gradreel.animate.golden.store import write_golden
from gradreel.core import AdaGrad, disk
from gradreel.core.errors import InvalidInput, RenderError

pytest_plugins = ["pytester"]


class Page(HTMLParser):
    """What a reader finds on a page: texts by the class of what they stand in, and pictures."""

    EMPTY = ("meta", "img", "br")

    def __init__(self, path):
        super().__init__()
        self.path, self.text, self.images, self.open = path, {}, [], []
        self.links, self.names = [], []
        self.feed(path.read_text(encoding="utf-8"))
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.links += [found[name] for name in ("src", "href", "action", "data") if name in found]
        self.names += [found["id"]] if "id" in found else []
        if tag == "img":
            self.images.append((found["alt"], int(found["width"]), found["src"]))
        if tag not in self.EMPTY:
            self.open.append((tag, found.get("class", "").split()))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        for key in {key for tag, classes in self.open for key in (tag, *classes)}:
            self.text[key] = self.text.get(key, "") + data


def picture(source):
    data = base64.b64decode(source.removeprefix("data:image/png;base64,"), validate=True)
    return np.asarray(Image.open(BytesIO(data)).convert("RGB"))


def walk(count=5, stray=None):
    """Frames of a square that walks; it is beside its way in frame `stray`."""
    for k in range(count):
        frame = np.full((90, 160, 3), 235, np.uint8)
        x = 10 + 20 * k + (12 if k == stray else 0)
        frame[40:52, x : x + 12] = (190, 20, 20)
        yield frame


@pytest.fixture
def finding(tmp_path):
    """Frame 3 of five differs."""
    golden = write_golden(tmp_path / "golden/walk", record_frames(walk(), name="walk"))
    comparison = Comparison(golden, record_frames(walk(stray=3), name="walk"))
    return compared(comparison, "test_walk.py::test_walk", "Do this.")


def test_a_failure_shows_expected_got_and_difference(tmp_path, finding):
    page = Page(write_report(tmp_path / "report", [finding]))
    assert page.text["summary"] == "1 of 1 check failed."
    assert "The golden 'walk' is not what is there now; pixels broke first." in page.text["p"]
    assert "First differing frame: 3, 1 of 5 pictures differ." in page.text["failure"]
    assert page.text["differs"] == "3 differs"
    assert page.text["sequence"] == "0123 differs4"
    assert page.text["advice"] == "Do this."
    assert page.text["test"] == "test_walk.py::test_walk"
    assert [alt for alt, _, _ in page.images] == [
        "expected, frame 3", "got, frame 3", "difference, frame 3",
    ]  # fmt: skip
    expected, got, difference = (picture(source) for _, _, source in page.images)
    np.testing.assert_array_equal(expected, [*walk()][3])
    np.testing.assert_array_equal(got, [*walk(stray=3)][3])
    assert difference.shape == expected.shape


def test_the_pictures_are_there_as_files(tmp_path, finding):
    report = tmp_path / "report"
    page = Page(write_report(report, [finding, replace(finding, test="test_more.py::test_walk")]))
    assert sorted(str(path.relative_to(report)) for path in report.rglob("*.png")) == [
        f"pictures/{name}/3.{kind}.png"
        for name in ("walk", "walk_2")
        for kind in ("difference", "expected", "got")
    ]
    for (alt, _, source), kind in zip(page.images, ["expected", "got", "difference"], strict=False):
        assert alt.startswith(kind)
        np.testing.assert_array_equal(
            picture(source), np.asarray(Image.open(report / f"pictures/walk/3.{kind}.png"))
        )


def test_the_page_loads_nothing(tmp_path, finding):
    path = write_report(tmp_path / "report", [finding, replace(finding, name="other")])
    page = Page(path)
    assert len(page.links) == 10
    for link in page.links:
        assert link.startswith("data:image/png;base64,") or link[1:] in page.names
    text = path.read_text()
    assert "default-src 'none'" in text
    assert re.findall(r"https?:|//[a-z]|@import|url\(|fetch|import\(", text) == []


def test_the_page_blinks_for_nobody_who_does_not_want_it(tmp_path):
    text = write_report(tmp_path / "report", []).read_text()
    assert "prefers-reduced-motion: reduce" in text
    assert "animation" not in text
    period = int(re.search(r"PERIOD = (\d+)", text)[1])
    assert 2 * period >= 1000 / 3  # at most three flashes a second (WCAG 2.3.1)


def test_the_text_of_state_and_numbers_is_shown_as_a_diff(tmp_path, small):
    golden = write_golden(tmp_path / "small", record_scene(small, [10]))
    faster = replace(
        small, title="A <b>", optimizers=(small.optimizers[0], AdaGrad(learning_rate=0.202))
    )
    comparison = Comparison(golden, record_scene(faster, [10]))
    page = Page(write_report(tmp_path / "report", [compared(comparison, "t", "")]))
    assert page.text["numbers"].startswith("numbers adagrad: effective_learning_rate.w at step 0")
    assert '- text "A bowl", #1a1a1a' in page.text["del"]
    assert '+ text "A <b>", #1a1a1a' in page.text["ins"]
    assert "step w b loss gradient.w" in page.text["diff"]
    rows = re.findall(r"(?m)[-+] (\d+) -1 0\.8 ", page.text["numbers"])
    assert rows == ["0", "0"]
    assert "frame 10" in page.text["state"]
    assert "numbers, state" in page.text.get("nav", "numbers, state")


def test_only_the_rows_that_differ_are_in_the_diff():
    table = ["step w loss", "0 1 2", "1 3 4", "2 5 nan"]
    other = ["step w loss", "0 1 2.0000001", "1 3.1 4", "2 5 nan"]
    assert run_table.difference(table, other) == ["  step w loss", "- 1 3 4", "+ 1 3.1 4"]
    assert run_table.difference(table, table) == []
    assert run_table.difference(table, table[:2])[-2:] == ["+ step w loss", "+ 0 1 2"]
    assert run_table.difference([], table)[0] == "+ step w loss"


def test_the_difference_is_marked_where_it_is():
    expected, got = [*walk()][3], [*walk(stray=3)][3]
    marked = mark(expected, got, STRICT, {})
    changed = (expected != got).any(axis=-1)
    color = marked[45, 75]
    assert color[0] > 150
    assert color[1] < 50
    same = (marked == color).all(axis=-1)
    assert not (same & ~changed).any()
    assert same.sum() > 0.8 * changed.sum()  # the rest is under the frame of the box
    black = np.argwhere((marked == 0).all(axis=-1))
    assert (np.ptp(black, axis=0) <= 18).all()
    assert abs(black.mean(axis=0)[0] - 46) < 3
    assert (marked[:30] > 180).all()


def test_the_page_says_what_passed(tmp_path):
    passed = Finding("calm", "test_calm.py::test_calm", ["start", "40"], "strict")
    path = write_report(tmp_path / "report", [passed], ["a note & more"])
    page = Page(path)
    assert page.text["summary"] == "1 check passed, none failed."
    assert "good" in page.text
    assert re.search(r"calmtest_calm.py::test_calmstart, 40strict", page.text["passed"])
    assert page.text["notes"] == "a note & more"
    assert "failure" not in page.text
    assert [*path.parent.iterdir()] == [path]


def test_a_page_without_checks_does_not_say_that_they_passed(tmp_path):
    page = Page(write_report(tmp_path / "report", []))
    assert page.text["summary"] == "No golden was compared."
    assert "good" not in page.text


def test_what_is_shown_is_text_and_no_markup():
    nasty = '<script>alert("x")</script>'
    shown = Shown("state", nasty, nasty, (f"- {nasty}",))
    pixels = Shown("pixels", nasty, nasty, (), {"got": png(np.zeros((4, 4, 3), np.uint8))})
    finding = Finding(nasty, nasty, [nasty], "strict", nasty, nasty, [shown, pixels])
    text = write_page([finding, finding, replace(finding, said="")], [nasty])
    assert nasty not in text
    assert text.count("<script>") == 1


def test_a_film_in_which_all_changed_shows_the_first_frames_only(tmp_path):
    count = MOST_SHOWN + 5
    golden = write_golden(tmp_path / "film", record_frames(walk(count), name="film"))
    other = record_frames((255 - frame for frame in walk(count)), name="film")
    finding = compared(Comparison(golden, other), "t", "")
    assert len(finding.shown) == count
    assert sum(bool(shown.pictures) for shown in finding.shown) == MOST_SHOWN
    assert f"{count} of {count} pictures differ" in write_page([finding], [])


def test_a_long_film_is_told_in_short(finding):
    long = replace(finding, frames=[str(k) for k in range(2000)])
    text = write_page([long, replace(long, said="", shown=[])], [])
    assert "1 of 2000 pictures differ" in text
    assert "0 to 1999, 2000 frames" in text
    assert "<li>1998</li>" not in text


def test_pictures_of_two_sizes_have_no_difference(tmp_path):
    golden = write_golden(tmp_path / "cut", record_frames(walk(), name="cut"))
    cut = record_frames((frame[:-2] for frame in walk()), name="cut")
    finding = compared(Comparison(golden, cut), "t", "")
    assert {tuple(shown.pictures) for shown in finding.shown[1:]} == {("expected", "got")}


def test_a_newer_report_replaces_an_older_one_whole(tmp_path, finding):
    report = tmp_path / "deep/report"
    write_report(report, [finding])
    (report / "junit.xml").write_text("mine")
    write_report(report, [replace(finding, name="other")])
    assert sorted(path.name for path in report.iterdir()) == ["index.html", "junit.xml", "pictures"]
    assert [path.name for path in (report / "pictures").iterdir()] == ["other"]
    write_report(report, [])
    assert sorted(path.name for path in report.iterdir()) == ["index.html", "junit.xml"]


def test_a_report_that_cannot_be_written_leaves_the_older_one(tmp_path, finding):
    report = tmp_path / "report"
    write_report(report, [finding])
    before = {path: path.read_bytes() for path in report.rglob("*") if path.is_file()}

    failing = iter(("exchange", "move"))  # but it can be put back

    def full(deed, path):
        if path.name == "pictures" and deed == next(failing, None):
            raise OSError(28, "No space left on device")

    with disk.watched(full), pytest.raises(RenderError, match=r"cannot be written .*No space left"):
        write_report(report, [replace(finding, name="other")])
    assert {path: path.read_bytes() for path in report.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["index.html", "pictures/mine.png"])
def test_what_is_no_report_is_not_overwritten(tmp_path, finding, name):
    path = tmp_path / "report" / name
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    with pytest.raises(InvalidInput, match="no report of goldens; give another folder"):
        write_report(tmp_path / "report", [finding])
    assert path.read_text() == "mine"
    with pytest.raises(InvalidInput, match="is a file; give a folder"):
        write_report(path, [finding])


def test_a_finding_survives_the_way_between_processes(finding):
    assert Finding.of(finding.plain()) == finding


TESTS = """
import numpy as np

FRAMES = [np.full((48, 64, 3), 99, np.uint8)] * 2

def test_missing(golden):
    golden.check_frames(FRAMES, name="missing")

def test_fine(golden):
    golden.check_frames(FRAMES, name="fine")

def test_other(golden):
    golden.check_frames(FRAMES, name="other")

def test_broken(golden):
    raise ValueError("before it compared")
"""


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["one process", "two processes"])
def test_pytest_writes_the_report(pytester, monkeypatch, processes):
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    pytester.makepyfile(test_it=TESTS)
    pytester.makeini("[pytest]\naddopts = -p no:randomly -p no:hypothesispytest\n")
    pytester.runpytest("--golden-update", "-k", "fine or other").assert_outcomes(
        passed=2, deselected=2
    )
    shutil.copytree(pytester.path / "golden/fine", pytester.path / "golden/old")
    pytester.makepyfile(test_it=TESTS.replace('FRAMES, name="other', 'FRAMES[:1], name="other'))
    result = pytester.runpytest("--golden-report", "report", *processes)
    result.assert_outcomes(passed=1, failed=3)
    result.stdout.fnmatch_lines(["report: report/index.html, 2 of 3 checks failed"])
    page = Page(pytester.path / "report/index.html")
    assert page.text["summary"] == "2 of 3 checks failed."
    assert page.text["nav"] == "missing framesother frames"
    # All that the processes know together: only `old` was asked for by none of them.
    assert page.text["notes"] == (
        "test_it.py::test_broken failed or was skipped, and not by a golden"
        "perhaps unused: golden/old "
        "(test_it.py::test_broken and 2 more did not pass and may use it)"
    )
    assert "--golden-update=only-missing" in page.text["advice"]
    assert page.text["td"] == "test_it.py::test_fine0, 1exact"
    assert sorted(path.name for path in pytester.path.glob("report/pictures/*/*")) == [
        "0.got.png", "1.got.png",
    ]  # fmt: skip


def test_the_report_of_a_part_of_a_run_says_so(pytester):
    pytester.makepyfile(test_it=TESTS)
    result = pytester.runpytest("--golden-report=.", "--golden-update", "-k", "fine")
    result.stdout.fnmatch_lines(["report: index.html, 1 check passed, none failed"])
    notes = Page(pytester.path / "index.html").text["notes"]
    assert notes.startswith("not a whole run: tests were deselected")


def test_pytest_refuses_a_folder_that_holds_something_else(kept):
    (kept.path / "index.html").write_text("mine")
    result = kept.runpytest("--golden-report", ".")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*index.html is there and no report of goldens; give another*"])


def test_pytest_refuses_a_folder_in_a_file(kept):
    (kept.path / "sub").write_text("")
    result = kept.runpytest("--golden-report", "sub/report")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*sub' is a file*give a folder."])


def test_a_report_that_cannot_be_written_fails_the_run(kept):
    kept.makepyfile(
        test_in_the_way="from pathlib import Path\n\ndef test_it():\n    Path('sub').write_text('')"
    )
    result = kept.runpytest("--golden-report", "sub/report")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["ERROR: *sub*"])
