"""A voice is typed, or the project's."""

from fractions import Fraction
from pathlib import Path

from gradreel.animate.formats.voice import voice_seconds

from ..recordings import recorded

LOOK = ("--size", "160x90", "--fps", "5")


def test_it_is_typed_or_the_projects(run, scene: str, folder: Path):
    recorded(folder / "talk.wav", 0.5)
    typed = run("render", scene, "-o", "a.mp4", "--voice", "talk.wav", *LOOK)
    assert (typed.status, typed.err) == (0, "")
    assert voice_seconds(folder / "a.mp4") > Fraction(4, 10)
    for args, words in (
        (("-o", "a.gif"), "no output has sound: add one of .mp4, .webm, .mov, .html, .pptx"),
        (("-o", "a.mp4", "--max-size", "1MB"), "a.mp4 is to fit a size"),
    ):
        refused = run("render", scene, *args, "--voice", "talk.wav", *LOOK)
        assert refused.status == 2
        assert words in refused.err
    (folder / "pyproject.toml").write_text('[tool.gradreel]\nvoice = "talk.wav"\n')
    for name in ("b.mp4", "b.gif"):  # which has none, and nobody typed that it should
        assert run("render", scene, "-o", name, *LOOK).status == 0
    assert voice_seconds(folder / "b.mp4") > Fraction(4, 10)
