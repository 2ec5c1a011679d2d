"""`gradreel verify`."""

from __future__ import annotations

from pathlib import Path

import click

from gradreel.core.counted import counted

from ...compare.verify import Verdict, verify
from ...scene.loading import load_scene
from ..saying import say
from ..scene_code import running


def tell_verdict(path: Path, scene: str) -> None:
    """Say whether a file still shows what the code makes.

    Raises
    ------
    InvalidInput
        The file or the scene cannot be read.
    click.ClickException
        It does not; what differs is printed.
    """
    with running(scene):
        verdict = verify(path, load_scene(scene))
    if verdict.same:
        say(f"{path}  {counted(verdict.frames, 'frame')}, {_how(verdict)}")
        return
    for reason in verdict.reasons:
        say(reason)
    for name, found in (("first", verdict.first), ("worst", verdict.worst)):
        if found:
            say(f"{name} frame that differs: {found.frame}, {found.what}")
    raise click.ClickException(f"{path} does not show what {scene} makes; render it anew.")


def _how(verdict: Verdict) -> str:
    if verdict.exact:
        return "the same pixels"
    return f"the same as far as the format keeps them ({verdict.decibels:.1f} dB and more)"
