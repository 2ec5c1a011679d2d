"""What every test keeps to."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CLOCKS = {
    "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time", "thread_time",
    "time_ns", "times", "now", "utcnow",
}  # fmt: skip
FILES = [path for path in TESTS.rglob("*.py") if path.name != "__main__.py"]


def _clocks(source: str) -> list[str]:
    """Name the clocks that a source reads: `time.time()` too, the method of a Timeline not."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            whole = f"{node.value.id}.{node.attr}"
            if whole == "time.time" or (node.attr in CLOCKS and node.value.id != "np"):
                found.append(whole)
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            found += [each.name for each in node.names if each.name in CLOCKS | {"time"}]
    return found


def test_no_test_reads_a_clock() -> None:
    """A busy machine is no fault: what takes long is measured by `make bench`."""
    read = {path: _clocks(path.read_text(encoding="utf-8")) for path in FILES}
    assert {path.relative_to(TESTS): clocks for path, clocks in read.items() if clocks} == {}


def _impatient(source: str) -> list[str]:
    """Name the patiences that a source counts itself."""
    return [
        ast.unparse(given)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        for given in (
            *(each.value for each in node.keywords if each.arg == "timeout"),
            *(node.args if getattr(node.func, "attr", "") == "set_default_timeout" else ()),
        )
        if not any(isinstance(e, ast.Name) and e.id == "PATIENCE" for e in ast.walk(given))
    ]


def test_no_test_is_impatient() -> None:
    """A program that is given a minute takes it when five suites run beside each other."""
    found = {path: _impatient(path.read_text(encoding="utf-8")) for path in FILES}
    assert {path.relative_to(TESTS): given for path, given in found.items() if given} == {}
    assert _impatient("run(x, timeout=60); page.set_default_timeout(15_000)") == ["60", "15000"]
    assert _impatient("run(x, timeout=PATIENCE); p.set_default_timeout(1000 * PATIENCE)") == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import time\nassert time.monotonic() < 3", ["time.monotonic"]),
        ("import time\ntime.time()", ["time.time"]),
        ("from time import perf_counter", ["perf_counter"]),
        ("import os\nos.times()", ["os.times"]),
        ("from datetime import datetime\ndatetime.now()", ["datetime.now"]),
        ("import time\ntime.sleep(1)", []),
    ],
)
def test_a_clock_is_found(source: str, found: list[str]) -> None:
    assert _clocks(source) == found
