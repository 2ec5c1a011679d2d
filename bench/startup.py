"""What happens once: start-up and set-up; and drawing alone."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from statistics import median

from .measuring import Row, cold_stage, seconds

PART = "start-up"
HELP = "from gradreel.animate.cli import main; main(['--help'])"
SETUP = """
import json, time
begin = time.perf_counter()
from gradreel.animate import Stage
from gradreel.scenes.adagrad_replay import SCENE
Stage  # the import of matplotlib hangs on it
loaded = time.perf_counter()
SCENE.trajectories
run = time.perf_counter()
Stage(SCENE, (1280, 720))
print(json.dumps([loaded - begin, run - loaded, time.perf_counter() - run]))
"""
STARTS, SETUPS = 7, 3


def measure(folder: Path) -> list[Row]:
    """Measure start-up and set-up in new processes, and drawing in this one."""
    del folder  # nothing is written
    helps = [seconds(partial(_python, HELP)) for _ in range(STARTS)]
    imports, runs, setups = zip(*(json.loads(_python(SETUP)) for _ in range(SETUPS)), strict=True)
    return [
        Row(PART, "gradreel --help", median(helps), "s", 0.4, note=f"{STARTS} processes"),
        Row(
            PART, "stage at 1280x720", median(setups), "s",
            note=f"in a new process; before it imports {median(imports):.2f} s, "
            f"the four runs {median(runs):.3f} s",
        ),
        _drawing(),
    ]  # fmt: skip


def _python(code: str) -> bytes:
    return subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True).stdout


def _drawing() -> Row:
    stage, _ = cold_stage((1280, 720))
    pictures: set[tuple[float, str]] = set()
    times = []
    for index in range(len(stage)):
        moment = stage.moment(index)
        if (moment.step, moment.caption) not in pictures:
            pictures.add((moment.step, moment.caption))
            times.append(seconds(partial(stage.frame, index)))
    return Row(
        PART, "drawing a frame at 1280x720", 1000 * median(times), "ms",
        note=f"median of {len(times)} different pictures among {len(stage)} frames; "
        f"{sum(times):.2f} s in all",
    )  # fmt: skip
