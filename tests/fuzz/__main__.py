"""`python -m tests.fuzz`: exit 1 if a case fails."""

from __future__ import annotations

import argparse
import faulthandler
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from . import case_of, family_of
from .case import MOST_SECONDS


def main() -> int:
    """Run the cases, tell which failed, and return the exit status."""
    given = _arguments()
    if given.part is not None:
        return _part(given.seed, *given.part)
    if given.case is not None:
        case = case_of(given.seed, given.case)
        wrong = case.run()
        print(case, *wrong, sep="\n")
        return bool(wrong)
    begun, failed = time.monotonic(), 0
    with ThreadPoolExecutor(given.jobs) as pool:
        parts = [(first, given.cases, given.jobs) for first in range(given.jobs)]
        for found in pool.map(lambda part: list(_failures(given.seed, *part)), parts):
            for number, wrong in found:
                failed += 1
                print(
                    f"--seed {given.seed} --case {number}: {case_of(given.seed, number).arguments}"
                )
                print(*(f"    {each}" for each in wrong), sep="\n", flush=True)
    kinds = ", ".join(sorted({family_of(number) for number in range(given.cases)}))
    seconds = time.monotonic() - begun
    print(f"{given.cases} cases of seed {given.seed} ({kinds}) in {seconds:.0f} s: {failed} failed")
    return bool(failed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the cases")
    parser.add_argument("--cases", type=int, default=2000, help="how many")
    parser.add_argument("--case", type=int, help="run this one alone, and show it")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--part", type=int, nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def _failures(seed: int, first: int, end: int, step: int) -> Iterator[tuple[int, list[str]]]:
    """Go through the cases that fail, each with what is wrong, of every `step`-th.

    They run in a process of their own. One that dies or hangs is a failure of the case that it had
    begun, and another process goes on behind it.
    """
    number = first
    while number < end:
        part = [str(seed), "--part", str(number), str(end), str(step)]
        command = [sys.executable, "-m", "tests.fuzz", "--seed", *part]
        done = subprocess.run(command, capture_output=True, check=False)
        for line in done.stdout.splitlines():
            number, wrong = json.loads(line)
            if wrong:
                yield number, wrong
            number += step
        if number < end:
            said = done.stderr.decode("utf-8", "replace")[-1500:]
            yield number, [f"the process ended with {done.returncode}: {said}"]
            number += step


def _part(seed: int, first: int, end: int, step: int) -> int:
    """Run every `step`-th case, and print a line for each that is done."""
    for number in range(first, end, step):
        # What hangs may be deep in C, where no signal is answered.
        faulthandler.dump_traceback_later(2 * MOST_SECONDS, exit=True)
        wrong = case_of(seed, number).run()
        faulthandler.cancel_dump_traceback_later()
        print(json.dumps([number, wrong]), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
