"""A film in chunks, each drawn in a new process, against the film drawn in one go.

A renderer that spreads a film over processes, or goes on where it was stopped, relies on their
being equal. `python -m bench.chunks` says how many frames differ, and ends with 1 if any does.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256

from gradreel.animate.scene.loading import load_scene
from gradreel.animate.stage.opening import AnyStage, open_stage


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, or draw one chunk and print its digests; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.chunks", description=__doc__)
    parser.add_argument("film", nargs="?", default="lecture", help="a film or scene")
    parser.add_argument("--size", type=_size, default="320x180", help="of the frames")
    parser.add_argument("--fps", type=float, default=25.0, help="frames per second")
    parser.add_argument("--chunk", type=int, default=250, help="frames in a chunk")
    parser.add_argument("--begin", type=int, help="draw this chunk alone")
    options = parser.parse_args(arguments)
    stage = open_stage(load_scene(options.film), options.size, fps=options.fps)
    if options.begin is not None:
        print(*digests(stage, options.begin, options.chunk), sep="\n")
        return 0
    differ, count = compare(stage, options.film, options.chunk)
    width, height = options.size
    print(
        f"{differ:,} of {count:,} frames of {options.film} at {width}x{height} differ when each "
        f"{options.chunk} are drawn in a new process."
    )
    return int(differ > 0)


def digests(stage: AnyStage, begin: int, count: int) -> Iterator[str]:
    """Go through the digests of some frames, in order."""
    for index in range(begin, min(begin + count, len(stage))):
        yield sha256(stage.frame(index)).hexdigest()


def compare(stage: AnyStage, film: str, chunk: int) -> tuple[int, int]:
    """Return how many frames differ in chunks from those in one go, and how many there are."""
    differ = 0
    for begin in range(0, len(stage), chunk):
        apart = _elsewhere(stage, film, begin, chunk)
        pairs = list(zip(digests(stage, begin, chunk), apart, strict=True))
        odd = [begin + k for k, (here, there) in enumerate(pairs) if here != there]
        differ += len(odd)
        if odd:
            print(f"frames {odd[0]} to {odd[-1]}: {len(odd)} differ")
    return differ, len(stage)


def _elsewhere(stage: AnyStage, film: str, begin: int, chunk: int) -> list[str]:
    """Return the digests of a chunk that a new process draws."""
    width, height = stage.size
    command = [
        sys.executable, "-m", __spec__.name, film, "--size", f"{width}x{height}",
        "--fps", str(float(stage.fps)), "--begin", str(begin), "--chunk", str(chunk),
    ]  # fmt: skip
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def _size(text: str) -> tuple[int, int]:
    width, height = map(int, text.split("x"))
    return width, height


if __name__ == "__main__":
    sys.exit(main())
