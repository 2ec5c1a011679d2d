"""What is said when in a scene, with the numbers of its runs in the words; nothing is drawn."""

from __future__ import annotations

from dataclasses import replace

from ..scene.outline import Outline
from ..scene.placeholders import Numbers
from ..scene.scene import Scene
from ..style.theme import Theme
from .places import context_of


def outline_of(scene: Scene, theme: Theme, fps: float) -> Outline:
    """Return what is said when at a frame rate."""
    clock, numbers = scene.clock, Numbers(context_of(scene, theme, fps))

    def filled(text: str, seconds: float) -> str:
        index = clock.frame_at_time(min(seconds, clock.seconds), fps)
        return numbers.fill(text, clock.moment(index, fps).whole)

    outline = clock.outline()
    cues = tuple(replace(cue, text=filled(cue.text, cue.start)) for cue in outline.cues)
    stretches = tuple(
        replace(part, caption=filled(part.caption, part.start)) for part in outline.stretches
    )
    return replace(outline, cues=cues, stretches=stretches)
