"""Whether a film is the same byte for byte in every format, however many processes draw it.

`python -m bench.jobs [FILM] --size 320x180 --jobs 1,2,3,5` ends with 1 if any file differs. The
tests try that with a few frames; `make film-jobs` with the whole lecture.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from gradreel.animate import render
from gradreel.animate.formats import FORMATS
from gradreel.animate.scene.film import Film
from gradreel.animate.scene.loading import load_scene
from gradreel.animate.scene.scene import Scene
from gradreel.animate.stage.opening import open_stage


def main(arguments: Sequence[str] | None = None) -> int:
    """Render the film once for each number of processes, compare, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.jobs", description=__doc__)
    parser.add_argument("film", nargs="?", default="lecture", help="a film or scene")
    parser.add_argument("--size", default="320x180", help="of the frames")
    parser.add_argument("--fps", type=float, default=25.0, help="frames per second")
    parser.add_argument("--jobs", default="1,2,3,5", help="numbers of processes")
    options = parser.parse_args(arguments)
    scene = load_scene(options.film)
    width, height = map(int, options.size.split("x"))
    numbers = [int(number) for number in options.jobs.split(",")]
    made = [digests(scene, (width, height), options.fps, number) for number in numbers]
    odd = [name for name in made[0] if any(other.get(name) != made[0][name] for other in made)]
    print(
        f"{options.film} with {options.jobs} processes: {len(made[0])} files, "
        + (f"of which {', '.join(sorted(odd)[:5])} differ." if odd else "the same byte for byte.")
    )
    return int(bool(odd))


def digests(
    scene: Scene | Film, size: tuple[int, int], fps: float, jobs: int
) -> dict[str, str]:  # fmt: skip
    """Return the digests of a film in all formats that are made in pieces, by name."""
    with tempfile.TemporaryDirectory(prefix="gradreel-jobs-") as folder:
        paths = [Path(folder, f"film{s}") for s, each in FORMATS.items() if each.pieces]
        render(open_stage(scene, size, fps=fps), paths, jobs=jobs)
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        return {
            path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
            for path in files
        }


if __name__ == "__main__":
    sys.exit(main())
