"""Run our goldens in as many surroundings: `python -m tests.hostile --runs 20 --seed 1`.

Each run is a process of its own, with another order, number of workers, language, time zone, hash
seed, matplotlibrc, set of processor features and line ends of golden.txt. All must pass.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).parents[1]
COPIED = ("conftest.py", "test_goldens.py", "golden")
FEATURES = ("", "AVX2 FMA3", "AVX512F", "AVX512_SKX", "X86_V3", "X86_V4")
ZONES = ("UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia")
WORKERS = ("0", "2", "3")
SETTINGS = {
    "savefig.dpi": ("37", "300"),
    "figure.dpi": ("37", "300"),
    "font.size": ("5", "22"),
    "axes.grid": ("True", "False"),
    "text.hinting": ("none", "force_autohint"),
    "image.resample": ("True", "False"),
}


class Surroundings(NamedTuple):
    """What a run finds."""

    variables: Mapping[str, str]
    options: Sequence[str]
    matplotlibrc: str
    line_ends: str


def surroundings(chance: random.Random) -> Surroundings:
    """Choose some."""
    told = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
    variables = {
        "LC_ALL": chance.choice([*told.split(), "C"]),
        "TZ": chance.choice(ZONES),
        "PYTHONHASHSEED": str(chance.randrange(2**32)),
        "NPY_DISABLE_CPU_FEATURES": chance.choice(FEATURES),
    }
    order = f"--randomly-seed={chance.randrange(2**32)}"
    lines = [f"{key}: {chance.choice(values)}" for key, values in SETTINGS.items()]
    options = ("-n", chance.choice(WORKERS), order)
    return Surroundings(variables, options, "\n".join(lines), chance.choice(("\n", "\r\n")))


def run(there: Surroundings) -> str:
    """Run a copy of our goldens there, and return the last line that pytest says."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in COPIED:
            copy = shutil.copytree if (TESTS / name).is_dir() else shutil.copy
            copy(TESTS / name, folder / name)
        for text in folder.rglob("golden.txt") if there.line_ends == "\r\n" else ():
            text.write_bytes(text.read_bytes().replace(b"\n", b"\r\n"))
        (folder / "matplotlibrc").write_text(there.matplotlibrc, "utf-8")
        words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *there.options]
        done = subprocess.run(
            words, cwd=folder, env=os.environ | there.variables, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        return done.stdout.strip().rpartition("\n")[2] or done.stderr.strip()


def main() -> int:
    """Run them all; status 1 if one failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance, good = random.Random(asked.seed), 0
    for number in range(1, asked.runs + 1):
        there = surroundings(chance)
        said = run(there)
        good += bool(re.match(r"\d+ passed( in|, \d+ warning)", said))
        shown = " ".join(f"{key}={value}" for key, value in there.variables.items())
        ends = "CRLF" if there.line_ends == "\r\n" else "LF"
        print(f"{number:3}  {said}  ({shown} {' '.join(there.options)} {ends})", flush=True)
    print(f"{good} of {asked.runs} runs without an alarm")
    return good != asked.runs


sys.exit(main())
