"""Peak memory of a render at 1280x720, for a short run and for a long one in a long film.

Each render has a process of its own: `python -m bench.memory STEPS SECONDS FOLDER`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from gradreel.animate import Play, Stage, Timeline, render
from gradreel.scenes.adagrad_replay import SCENE

from .measuring import MEGABYTE, Row

PART = "memory"
RUNS = ((1_000, 20.0), (100_000, 30.0))
"""Steps of each optimizer and seconds of the film."""

STATUS = Path("/proc/self/status")


def measure(folder: Path) -> list[Row]:
    """Measure the peak memory of both runs."""
    return [_row(steps, length, folder) for steps, length in RUNS]


def _row(steps: int, length: float, folder: Path) -> Row:
    done = subprocess.run(
        [sys.executable, "-m", "bench.memory", str(steps), str(length), str(folder)],
        cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    ours, children = json.loads(done.stdout)
    return Row(
        PART, f"peak of a render, {steps:,} steps, {length:g} s", ours / MEGABYTE, "MB", 300,
        note=f"the Python process, MP4 and GIF at once; each ffmpeg at most "
        f"{children / MEGABYTE:.0f} MB",
    )  # fmt: skip


def render_long(steps: int, length: float, folder: Path) -> None:
    """Render the replay's scene with so many steps in so many seconds."""
    scene = replace(SCENE, steps=steps, timeline=Timeline((Play(to=steps, seconds=length),)))
    render(Stage(scene, (1280, 720)), [folder / "long.mp4", folder / "long.gif"])


def peak_memory() -> tuple[int, int]:
    """Return the peak resident bytes of this process and of the largest of its children."""
    import resource  # noqa: PLC0415  (not there on Windows)

    unit = 1 if sys.platform == "darwin" else 1024
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    if STATUS.exists():
        # ru_maxrss begins with the peak of the process that started this one; VmHWM does not.
        ours = high_water(STATUS.read_text())
    return ours, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit


def high_water(status: str) -> int:
    """Read the peak resident bytes from the text of Linux's /proc/PID/status."""
    found = re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)
    assert found is not None
    return int(found[1]) * 1024


if __name__ == "__main__":
    render_long(int(sys.argv[1]), float(sys.argv[2]), Path(sys.argv[3]))
    print(json.dumps(peak_memory()))
