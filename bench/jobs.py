"""Whether a film is the same byte for byte in every format, however many processes draw it.

`python -m bench.jobs [FILM] --size 160x90 --jobs 1,2,3,5` ends with 1 if any file differs, or if
the film is made in one piece, which shows nothing. The tests try that with a few frames; `make
film-jobs` with a scene in all formats, and the whole lecture as MP4.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from gradreel.animate import render
from gradreel.animate.export.chunks import cuts_of
from gradreel.animate.formats import FORMATS
from gradreel.animate.scene.film import Film
from gradreel.animate.scene.loading import load_scene
from gradreel.animate.scene.scene import Scene
from gradreel.animate.stage.opening import open_stage
from gradreel.core.counted import counted


def main(arguments: Sequence[str] | None = None) -> int:
    """Render the film once for each number of processes, compare, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.jobs", description=__doc__)
    parser.add_argument("film", nargs="?", default="lecture", help="a film or scene")
    parser.add_argument("--size", default="160x90", help="of the frames")
    parser.add_argument("--formats", default="", help="such as .mp4,.gif; all if left out")
    parser.add_argument("--fps", type=float, default=25.0, help="frames per second")
    parser.add_argument("--jobs", default="1,2,3,5", help="numbers of processes")
    options = parser.parse_args(arguments)
    scene = load_scene(options.film)
    width, height = map(int, options.size.split("x"))
    numbers = [int(number) for number in options.jobs.split(",")]
    formats = options.formats.split(",") if options.formats else list(FORMATS)
    stage = open_stage(scene, (width, height), fps=options.fps)
    pieces = len(cuts_of(stage)) + 1
    made = [digests(scene, stage.size, options.fps, number, formats) for number in numbers]
    odd = [name for name in made[0] if any(other.get(name) != made[0][name] for other in made)]
    print(
        f"{options.film}, {len(stage):,} frames in {counted(pieces, 'piece')}, with "
        f"{options.jobs} processes: {counted(len(made[0]), 'file')}, "
        + (f"of which {', '.join(sorted(odd)[:5])} differ." if odd else "the same byte for byte.")
    )
    return int(bool(odd) or pieces == 1)


def digests(
    scene: Scene | Film, size: tuple[int, int], fps: float, jobs: int, formats: Sequence[str]
) -> dict[str, str]:
    """Return the digests of a film in those formats that are made in pieces, by name."""
    with tempfile.TemporaryDirectory(prefix="gradreel-jobs-") as folder:
        paths = [Path(folder, f"film{each}") for each in formats if FORMATS[each].pieces]
        render(open_stage(scene, size, fps=fps), paths, jobs=jobs)
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        return {
            path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
            for path in files
        }


if __name__ == "__main__":
    sys.exit(main())
