"""`gradreel presets`."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from ..saying import say

if TYPE_CHECKING:
    from ...export.presets import Preset

WIDTH = 96
_INDENT = "    "


@click.command(epilog="Example: gradreel presets")
def command() -> None:
    """List what `render --for` chooses for each destination, and why."""
    from ...export.presets import PRESETS

    for preset in PRESETS.values():
        say(f"{preset.name:<14}{_facts(preset)}")
        for line in textwrap.wrap(preset.reason, WIDTH - len(_INDENT)):
            say(f"{_INDENT}{line}")


def _facts(preset: Preset) -> str:
    from ...export.presets import ONCE
    from ...formats import FORMATS
    from ..outputs import file_size

    made = [suffix or "a folder of .png" for suffix in preset.suffixes]
    made += ["a poster .png"] if preset.poster else []
    width, height = preset.size
    facts = [
        " + ".join(made),
        f"{width}x{height}",
        f"{preset.fps:g} fps",
    ]
    # Of the others, the program in which they lie says how often they are played.
    if any(FORMATS[suffix].plays for suffix in preset.suffixes if suffix in FORMATS):
        facts.append("played once" if preset.plays == ONCE else "played for ever")
    if preset.hold_seconds:
        facts.append(f"the last picture {preset.hold_seconds:g} s longer")
    if preset.most_bytes:
        facts.append(f"at most {file_size(preset.most_bytes)}")
    return ", ".join(facts)
