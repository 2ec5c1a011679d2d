"""Formats, timing, presets and posters as they are typed."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from gradreel.animate.cli.options import delivery
from gradreel.animate.cli.options.delivery import PURPOSES, Wishes
from gradreel.animate.cli.options.look import Look
from gradreel.animate.cli.options.plan import plan
from gradreel.animate.export.presets import PRESETS
from gradreel.animate.formats import clip
from gradreel.core.errors import InvalidInput

Run = Callable[..., tuple]
SMALL = ("--size", "160x90", "--fps", "10")
LOOK = Look((1280, 720), 25, "light")


def named(*names: str) -> list[Path]:
    return [Path(name) for name in names]


def test_every_format_in_one_pass(run: Run, scene: str, folder: Path) -> None:
    names = ["a.mp4", "a.webm", "a.mov", "a.gif", "a.webp", "a.apng", "frames", "a.srt", "a.json"]
    outputs = [word for name in names for word in ("-o", name)]
    outcome = run("render", scene, *outputs, *SMALL, "--hold-last", "0.5", "--poster", "p.png")
    assert (outcome.status, outcome.err) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == sorted([*names, "p.png", "tiny.py"])
    lines = outcome.out.splitlines()
    assert [line.split("  ")[0] for line in lines] == [*names, "p.png"]
    assert all(line.endswith("160x90  10 fps  2.0 s") for line in lines[:7])
    assert json.loads((folder / "a.json").read_text())["seconds"] == 2.0
    assert len(list((folder / "frames").glob("*.png"))) == 20


def test_a_limit_is_kept_and_told(run: Run, scene: str, folder: Path) -> None:
    outcome = run("render", scene, "-o", "a.apng", "-o", "a.srt", *SMALL, "--max-size", "1MB")
    assert (outcome.status, outcome.err) == (0, "")
    film, text = outcome.out.splitlines()
    assert re.search(r"^a\.apng  .* 1\.5 s  \(160x90 at 10 fps.*: .* of 1 MB\)$", film)
    assert text.startswith("a.srt  ")
    assert (folder / "a.apng").stat().st_size <= 1_000_000


def test_transparent_is_transparent(run: Run, scene: str, folder: Path) -> None:
    outcome = run("render", scene, "-o", "a.apng", "--transparent", "--loop", "once", *SMALL)
    assert (outcome.status, outcome.err) == (0, "")
    with Image.open(folder / "a.apng") as image:
        assert image.info["loop"] == 1
        low, high = image.convert("RGBA").getextrema()[3]
        assert (low, high) == (0, 255)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("-o a.webm -o a.mp4 --transparent", r"a\.mp4 cannot be transparent, as H.264 has no alp"),
        ("-o a.mp4 --loop once", r"--loop was given, and none of the outputs plays by itself"),
        ("-o a.gif --loop twice", r"'twice' is no number of times; give forever, once or a number"),
        ("-o a.gif --loop 0", r"'0' is no number of times"),
        ("-o a.gif --loop 65536", r"'65536' is no number of times.*1 to 65535"),
        ("-o a.mp4 --gif-quality high", r"--gif-quality was given without a \.gif"),
        ("-o a.gif --hold-last -1", r"'--hold-last': '-1' is no time .* number from 0 to 3600"),
        ("-o a.gif --hold-last nan", r"'nan' is no time .* number from 0 to 3600"),
        ("-o a.gif --poster a.gif", r"'a\.gif' does not end in .* \.png, \.webp, \.svg, \.pdf"),
        ("-o a.webp --poster a.webp", r"'a\.webp' was given as poster and as output"),
        (
            "-o a.gif -o a.mov --max-size 1MB",
            r"'a\.mov' cannot be made to fit a size; choose one of",
        ),
        ("-o a.gif --max-size 2", r"'2' was given as the largest size; give a number and one of"),
        ("--for youtbe", r"'youtbe' is not one of"),
        ("--poster p.png", r"needs at least one output: -o"),
        ("-o nothing_of_mine.py", r"does not end in a format known here.* a folder of PNGs"),
        ("-o .", r"'\.' is a place and no name of an output"),
    ],
)
def test_what_does_not_go_together_is_one_sentence(
    run: Run, scene: str, folder: Path, arguments: str, said: str
) -> None:
    outcome = run("render", scene, *arguments.split(), *SMALL)
    assert outcome.status == 2
    assert re.search(said, outcome.error), outcome.error
    assert [path.name for path in folder.iterdir()] == ["tiny.py"]


def test_a_preset_names_files_size_and_rate() -> None:
    made = plan("scenes/tiny.py", [], LOOK, Wishes(purpose="reveal"))
    assert made.outputs == named("tiny.webm", "tiny.mp4", "tiny.vtt")
    assert made.poster == Path("tiny.png")
    assert (made.look.size, made.look.fps) == ((1280, 720), 25)
    assert made.delivery.hold_seconds == PRESETS["reveal"].hold_seconds


def test_what_is_typed_goes_before_a_preset() -> None:
    wishes = Wishes(purpose="youtube", hold_seconds=0, poster=Path("p.svg"), sized=True, paced=True)
    made = plan("tiny", named("talk", "extra.webm"), LOOK, wishes)
    assert made.outputs == named("talk.mp4", "talk.srt", "extra.webm")
    assert made.files[-1] == Path("p.svg")
    assert (made.look.size, made.look.fps) == (LOOK.size, LOOK.fps)
    assert made.delivery.hold_seconds == 0


def test_the_options_know_every_preset() -> None:
    assert tuple(PRESETS) == PURPOSES
    assert delivery.MOST_PLAYS == clip.MOST_PLAYS
    for name in PURPOSES:
        made = plan("tiny", [], LOOK, Wishes(purpose=name))
        assert made.look.size == PRESETS[name].size


def test_a_preset_that_cannot_be_transparent() -> None:
    with pytest.raises(InvalidInput, match=r"tiny\.mp4 cannot be transparent"):
        plan("tiny", [], LOOK, Wishes(purpose="youtube", transparent=True))


def test_a_preset_renders(run: Run, scene: str, folder: Path) -> None:
    outcome = run("render", scene, "--for", "beamer", "-o", "talk", "--size", "160x90")
    assert (outcome.status, outcome.err) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["talk", "talk.tex", "tiny.py"]
    assert len(list((folder / "talk").glob("*.png"))) == 6  # of 8 frames: the last ones rest


FRAME = r"""\documentclass[aspectratio=169]{beamer}
\usepackage{animate}
\begin{document}
\begin{frame}{A title}
\input{talk.tex}
\end{frame}
\end{document}
"""


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="needs LaTeX with beamer and animate")
def test_latex_finds_that_it_fits_a_frame_with_a_title(run: Run, scene: str, folder: Path) -> None:
    run("render", scene, "--for", "beamer", "-o", "talk")
    (folder / "frame.tex").write_text(FRAME)
    for _ in range(2):  # animate places its pictures by what the first run wrote
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "frame.tex"]
        told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert "Overfull" not in told.stdout
    assert (folder / "frame.pdf").stat().st_size > 1000
