"""MP4, GIF and WebP in one pass, 960x540, against each encoder alone on the same frames."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from gradreel.animate import render
from gradreel.animate.export.delivery import Delivery
from gradreel.animate.formats import FORMATS, open_encoder
from gradreel.animate.scene.frame import Frame
from gradreel.animate.stage.stage import Stage
from gradreel.scenes.adagrad_replay import SCENE

from .measuring import MEGABYTE, Row, cold_stage, interleaved, median_ratio, seconds

PART = "formats 960x540"
SIZE = (960, 540)
FPS = 12.5
TOGETHER = (".mp4", ".gif", ".webp")
OTHERS = (".webm", ".mov", ".apng", "")
ROUNDS = 3


def measure(folder: Path) -> list[Row]:
    """Measure one pass to three formats, and the other formats alone; files go into `folder`."""
    stage, _ = cold_stage(SIZE, FPS)
    frames = list(stage.frames())  # equal neighbours are one array

    def one_pass() -> float:
        drawn = Stage(SCENE, SIZE, fps=FPS)  # set up, and nothing drawn
        return seconds(lambda: render(drawn, [folder / f"pass{suffix}" for suffix in TOGETHER]))

    def alone(suffix: str) -> float:
        return encode(stage, frames, folder / f"alone{suffix}")

    tasks = {"pass": one_pass} | {s: lambda s=s: alone(s) for s in TOGETHER}
    found = interleaved(tasks, ROUNDS)
    sums = [sum(times) for times in zip(*(found[suffix] for suffix in TOGETHER), strict=True)]
    parts = " + ".join(f"{suffix} {median(found[suffix]):.1f}" for suffix in TOGETHER)
    return [
        Row(
            PART, "one pass to three formats / their encoders one by one",
            median_ratio(found["pass"], sums), "x", 1.15,
            note=f"{median(found['pass']):.1f} s, the drawing included / {parts} s, "
            f"for {len(frames)} frames that are there already",
        ),
        *(_alone(suffix, alone(suffix), folder, len(frames)) for suffix in OTHERS),
    ]  # fmt: skip


def encode(stage: Stage, frames: Sequence[Frame], path: Path) -> float:
    """Return how long an encoder takes, its palette included, for frames that are there."""
    delivery = Delivery()
    clip = delivery.clip(stage, delivery.about(stage), sampled=FORMATS[path.suffix].palette)

    def task() -> None:
        with open_encoder(path, clip) as encoder:
            for frame in frames:
                encoder.write(frame)

    return seconds(task)


def _alone(suffix: str, took: float, folder: Path, count: int) -> Row:
    path = folder / f"alone{suffix}"
    files = list(path.iterdir()) if path.is_dir() else [path]
    size = sum(file.stat().st_size for file in files) / MEGABYTE
    return Row(
        PART, f"{suffix or 'folder of PNGs'} alone", took, "s",
        note=f"{size:.1f} MB for {count} frames that are there already",
    )  # fmt: skip
