"""What is printed and written."""

import io
import json
import subprocess
import sys

import numpy as np
import pytest
from rich.console import Console

from bench.measuring import Row
from bench.report import bound, figure, table, write_json

from .conftest import FOLDER

ROWS = [
    Row("video", "a ratio", 17.31, "x", 15, "at least", "how so"),
    Row("video", "another", 1.4142, "x", 1.3),
    Row("start-up", "set-up", 1234.5, "ms"),
]


def test_figures_have_three_digits_that_count():
    shown = [figure(value) for value in (0.1123, 1.4142, 17.31, 182.4, 1234.4)]
    assert shown == ["0.112", "1.41", "17.3", "182", "1,234"]


def test_bounds_are_written_with_their_side():
    assert [bound(row) for row in ROWS] == ["≥ 15 x", "≤ 1.3 x", ""]


def test_the_table_shows_every_row_and_whether_it_passed():
    out = io.StringIO()
    Console(file=out, width=150).print(table(ROWS, 0.25))
    assert "a load of 0.2 before" in " ".join(out.getvalue().split())
    lines = [line.split("│") for line in out.getvalue().splitlines() if line.startswith("│")]
    cells = [[cell.strip() for cell in line[1:-1]] for line in lines]
    assert cells == [
        ["video: a ratio", "17.3 x", "≥ 15 x", "pass", "how so"],
        ["video: another", "1.41 x", "≤ 1.3 x", "FAIL", ""],
        ["start-up: set-up", "1,234 ms", "", "", ""],
    ]


def test_the_json_holds_the_numbers_and_the_machine(tmp_path):
    file = tmp_path / "bench.json"
    write_json(ROWS, 0.25, file)
    found = json.loads(file.read_text())
    assert [row["value"] for row in found["rows"]] == [17.31, 1.4142, 1234.5]
    assert [row["passed"] for row in found["rows"]] == [True, False, True]
    assert {"python", "matplotlib", "cores"} <= set(found["machine"])


def test_numbers_of_numpy_are_written_as_well(tmp_path):
    row = Row("golden", "a ratio", np.float64(1.25), "x", 1.15)
    write_json([row], 0.25, tmp_path / "bench.json")
    [found] = json.loads((tmp_path / "bench.json").read_text())["rows"]
    assert (found["value"], found["passed"]) == (1.25, False)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["vidoe", "video", "all"], "unknown: all, vidoe; choose from video, gif"),
        (["--json", "not/there.json"], "there is no folder for not/there.json"),
        (["--against", "before.json"], "there is no file before.json"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_measured(given, told):
    done = subprocess.run(
        [sys.executable, "-m", "bench", *given],
        cwd=FOLDER.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert told in done.stderr
    assert "measuring" not in done.stderr
