"""golden compare: what one sees through, and how long and how often each picture is shown."""

from pathlib import Path

import imageio.v3 as imageio
import numpy as np
import pytest
from PIL import Image

from gradreel.animate import Stage, render
from gradreel.animate.export.delivery import Delivery

RED, CLEAR = (200, 0, 0, 255), (200, 0, 0, 0)


def animation(path: Path, *colors: tuple[int, ...], **options: object) -> str:
    frames = [Image.new("RGBA", (32, 32), color) for color in colors]
    kind = {".apng": "PNG", ".webp": "WEBP"}.get(path.suffix)
    if path.suffix == ".webp":
        options["lossless"] = True
    frames[0].save(path, kind, save_all=len(frames) > 1, append_images=frames[1:], **options)
    return path.name


@pytest.mark.parametrize("suffix", [".png", ".gif", ".webp", ".apng"])
@pytest.mark.parametrize("ground", [(255, 255, 255, 255), (0, 0, 0, 255)])
def test_what_is_opaque_and_what_is_not_differ(run, folder, suffix, ground):
    opaque = animation(folder / f"a{suffix}", ground, RED, duration=100)
    clear = animation(folder / f"b{suffix}", ground, CLEAR, duration=100, disposal=2)
    assert run("golden", "compare", opaque, opaque).status == 0
    assert run("golden", "compare", clear, clear).status == 0
    if suffix != ".png":  # there only the first is shown
        outcome = run("golden", "compare", opaque, clear)
        assert outcome.status == 1
        assert "first differing frame: 1, 100% of the 12x12 pixels" in outcome.out


def test_stills_and_folders_too(run, folder):
    for name, color in (("a", RED), ("b", CLEAR)):
        (folder / name).mkdir()
        animation(folder / f"{name}.png", color)
        animation(folder / name / "0.png", color)
    for one, other in (("a.png", "b.png"), ("a", "b"), ("a.png", "b")):
        outcome = run("golden", "compare", one, other)
        assert outcome.status == 1
        assert "differing frame: 0" in outcome.out
    assert run("golden", "compare", "a", "a.png").status == 0


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".apng"])
def test_how_long_and_how_often_count(run, folder, suffix):
    colors = [RED, (0, 200, 0, 255), (0, 0, 200, 255)]
    fast = animation(folder / f"a{suffix}", *colors, duration=20, loop=0)
    slow = animation(folder / f"b{suffix}", *colors, duration=2000, loop=0)
    late = animation(folder / f"c{suffix}", *colors, duration=[20, 20, 2000], loop=0)
    often = animation(folder / f"d{suffix}", *colors, duration=20, loop=3)
    for other, told in (
        (slow, f"frame 0 is shown for 0.02 s in {fast}, for 2 s in {slow}\n"),
        (late, f"frame 2 is shown for 0.02 s in {fast}, for 2 s in {late}\n"),
        (often, f"{fast} is played for ever, {often} {4 if suffix == '.gif' else 3} times\n"),
    ):
        outcome = run("golden", "compare", fast, other)
        assert (outcome.status, outcome.out) == (1, told)
        assert outcome.error == f"{fast} and {other} differ."


@pytest.mark.parametrize("suffix", [".mp4", ".webm", ".gif"])
def test_rates_of_videos_count(run, folder, suffix):
    frames = [np.full((32, 32, 3), grey, np.uint8) for grey in range(0, 240, 40)]
    for name, fps in (("a.mp4", 10), ("b.mp4", 30)):
        imageio.imwrite(folder / name, frames, fps=fps, macro_block_size=2)
    codec = {"codec": "libvpx"} if suffix == ".webm" else {}
    options = {"duration": 100} if suffix == ".gif" else {"fps": 10, "macro_block_size": 2}
    imageio.imwrite(folder / f"c{suffix}", frames, **options, **codec)
    assert run("golden", "compare", "a.mp4", f"c{suffix}").status == 0
    outcome = run("golden", "compare", f"c{suffix}", "b.mp4")
    assert outcome.status == 1
    assert f"frame 0 is shown for 0.1 s in c{suffix}, for 0.03333 s in b.mp4" in outcome.out


def test_formats_of_one_film_are_the_same(run, folder, make_small):
    """At a rate that fits no hundredths of a second."""
    stage = Stage(make_small(), (160, 90), fps=7)
    names = ["a.mp4", "a.webm", "a.mov", "a.gif", "a.apng"]
    render(stage, [folder / name for name in names], delivery=Delivery(plays=2))
    for name in names[1:]:
        outcome = run("golden", "compare", "a.mp4", name)
        assert (outcome.status, outcome.err) == (0, ""), outcome
