"""The whole lecture as MP4, 1280x720: whether rendering keeps up with playing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gradreel.animate import FilmStage, SurfacePanel, render
from gradreel.scenes.lecture import SCENE as LECTURE

from .measuring import FPS, Row, forget, seconds

PART = "the lecture 1280x720"
SIZE = (1280, 720)


def measure(folder: Path) -> list[Row]:
    """Render the film once without its 3D scenes, and those once alone."""
    turning = [
        scene
        for scene in LECTURE.scenes
        if any(isinstance(panel, SurfacePanel) for panel in scene.panels.values())
    ]
    flat = [scene for scene in LECTURE.scenes if scene not in turning]
    rates = {}
    for name, scenes in (("flat", flat), ("turning", turning)):
        film = replace(LECTURE, scenes=tuple(scenes))
        forget()
        stage = FilmStage(film, SIZE, fps=FPS)
        needed = seconds(lambda stage=stage: render(stage, [folder / "film.mp4"]))
        rates[name] = (len(stage) / needed, len(stage), needed)
    return [
        Row(
            PART, f"frames a second, {len(flat)} scenes with their title cards",
            rates["flat"][0], "", FPS, "at least",
            f"{rates['flat'][1]:,} frames in {rates['flat'][2]:.0f} s, set-up of each included",
        ),
        Row(
            PART, "frames a second of the 3D scene", rates["turning"][0], "",
            note=f"{rates['turning'][1]:,} frames in {rates['turning'][2]:.0f} s",
        ),
    ]  # fmt: skip
