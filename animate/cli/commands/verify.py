"""`gradreel verify`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..options.look import input_path, scene_argument
from ..saying import say

if TYPE_CHECKING:
    from ...compare.verify import Verdict


@click.command(epilog="Example: gradreel verify replay.mp4 adagrad_replay")
@click.argument("file", type=input_path)
@scene_argument
def command(file: Path, scene: str) -> None:
    """Say whether FILE still shows what SCENE makes; exit status 1 if not.

    Each frame is drawn again. A lossless file must have the same pixels, a lossy one come near.
    """
    from gradreel.core.counted import counted

    from ...compare.verify import verify
    from ...explore.checking import differing
    from ...formats.checked_record import EXPLORED
    from ...formats.records import read_record
    from ...scene.loading import load_scene
    from ..scene_code import running

    _check_order(file, scene)
    record = read_record(file) if file.suffix.lower() == ".html" else {}
    if EXPLORED in record:
        with running(scene):
            reasons = differing(file, record, load_scene(scene))
        for reason in reasons:
            say(reason)
        if reasons:
            raise _otherwise(file, scene)
        say(f"{file}  {record[EXPLORED]['choices']}, the same numbers")
        return
    with running(scene):
        verdict = verify(file, load_scene(scene))
    if verdict.same:
        say(f"{file}  {counted(verdict.frames, 'frame')}, {_how(verdict)}")
        return
    for reason in verdict.reasons:
        say(reason)
    for name, found in (("first", verdict.first), ("worst", verdict.worst)):
        if found:
            say(f"{name} frame that differs: {found.frame}, {found.what}")
    raise _otherwise(file, scene)


def _check_order(file: Path, scene: str) -> None:
    from gradreel.core.errors import InvalidInput

    if file.suffix.lower() == ".py":
        raise InvalidInput(
            f"{file} is a scene, and what was rendered comes first: "
            f"`gradreel verify {scene} {file}`."
        )


def _otherwise(file: Path, scene: str) -> click.ClickException:
    return click.ClickException(f"{file} does not show what {scene} makes; render it anew.")


def _how(verdict: Verdict) -> str:
    if verdict.exact:
        return "the same pixels"
    return f"the same as far as the format keeps them ({verdict.decibels:.1f} dB and more)"
