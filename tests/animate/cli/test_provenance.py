"""info, verify, presets and the formats of still, as they are typed."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

Run = Callable[..., tuple]
SMALL = ("--size", "160x90", "--fps", "10")


@pytest.fixture
def made(run: Run, scene: str) -> Path:
    assert run("render", scene, "-o", "a.apng", *SMALL).status == 0
    return Path("a.apng")


def test_info_says_what_the_file_shows(run: Run, made: Path) -> None:
    outcome = run("info", str(made))
    assert (outcome.status, outcome.err) == (0, "")
    lines = [line.split(maxsplit=1) for line in outcome.out.splitlines()]
    told = dict(lines)
    assert told["scene"] == "tiny"
    assert told["picture"] == "160x90, light, 15 frames at 10 fps"
    assert [text for name, text in lines if name == "optimizer"] == [
        "GradientDescent(learning_rate=0.05)", "Momentum(learning_rate=0.05, momentum=0.5)",
    ]  # fmt: skip
    assert told["run"] == "from (1, 1), 10 steps, 0 to 10 shown"
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", told["trajectories"])
    assert told["shows"].startswith("Two paths. Gradient descent and Momentum")


def test_info_for_programs_is_one_line(run: Run, made: Path) -> None:
    outcome = run("info", str(made), "--json")
    assert outcome.out.count("\n") == 1
    assert json.loads(outcome.out)["delivered"] == {"frames": 15, "fps": "10"}


def test_verify_says_yes_and_no(run: Run, scene: str, made: Path) -> None:
    outcome = run("verify", str(made), scene)
    assert outcome == (0, "a.apng  15 frames, the same pixels\n", "")
    text = Path(scene).read_text().replace("momentum=0.5", "momentum=0.6")
    Path("other.py").write_text(text)
    outcome = run("verify", str(made), "other.py")
    assert outcome.status == 1
    assert outcome.error == "a.apng does not show what other.py makes; render it anew."
    lines = outcome.out.splitlines()
    assert lines[0] == "its trajectories are others"
    assert re.fullmatch(r"first frame that differs: \d, \d+ pixels differ", lines[1])
    assert re.fullmatch(r"worst frame that differs: \d+, \d+ pixels differ", lines[2])


def test_a_part_of_a_scene_verifies(run: Run, scene: str) -> None:
    assert run("render", scene, "-o", "p.apng", *SMALL, "--from", "2", "--to", "6").status == 0
    assert run("verify", "p.apng", scene).status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["info", "none.mp4"], "There is no file or folder none.mp4"),
        (["info", "tiny.py"], "does not end in a format"),
        (["verify", "tiny.py", "a.gif"], "comes first: `gradreel verify a.gif tiny.py`"),
        (["verify", "a.svg", "tiny.py"], "has no pixels"),
        (["still", "tiny.py", "-o", "a.jpg"], r"choose one of \.png, \.webp, \.svg, \.pdf"),
    ],
)
def test_wrong_usage_is_one_sentence(run: Run, scene: str, arguments: list[str], said: str) -> None:
    outcome = run(*arguments)
    assert outcome.status == 2
    assert re.search(said, outcome.error)


def test_a_still_may_be_see_through(run: Run, scene: str, folder: Path) -> None:
    assert run("still", scene, "-o", "a.png", *SMALL, "--transparent").status == 0
    with Image.open(folder / "a.png") as image:
        assert image.mode == "RGBA"
        assert image.getextrema()[3] == (0, 255)
    assert run("verify", "a.png", scene).status == 0
    assert "see-through" in run("info", "a.png").out


@pytest.mark.parametrize("suffix", ["webp", "svg", "pdf"])
def test_still_writes_other_formats(run: Run, scene: str, suffix: str) -> None:
    outcome = run("still", scene, "-o", f"a.{suffix}", *SMALL, "--step", "4")
    assert (outcome.status, outcome.err) == (0, "")
    assert re.fullmatch(rf"a\.{suffix}  [\d.]+ (kB|MB)  160x90  frame 4, step 4\n", outcome.out)
    assert "frame 4 of 15 at 10 fps" in run("info", f"a.{suffix}").out


def test_presets_lists_each_with_its_reason(run: Run) -> None:
    outcome = run("presets")
    assert outcome.status == 0
    heads = [line for line in outcome.out.splitlines() if not line.startswith(" ")]
    assert [head.split()[0] for head in heads] == [
        "powerpoint", "keynote", "google-slides", "reveal", "github", "youtube",
        "portrait", "square", "beamer",
    ]  # fmt: skip
    assert "google-slides .gif, 960x540, 12.5 fps, played for ever" in outcome.out
    assert max(map(len, outcome.out.splitlines())) <= 120
