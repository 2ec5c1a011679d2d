"""What each command makes and prints."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import imageio.v3 as imageio
import numpy as np
import pytest

from gradreel.animate import Stage
from gradreel.animate.scene.loading import load_scene
from gradreel.animate.style.theme import DARK
from gradreel.core import read_trace

Run = Callable[..., tuple]
SMALL = ("--size", "160x90", "--fps", "10")


def test_list_names_the_scene_with_its_sentence(run: Run) -> None:
    outcome = run("list")
    assert (outcome.status, outcome.err) == (0, "")
    lines = dict(line.split(maxsplit=1) for line in outcome.out.splitlines())
    assert lines["adagrad_replay"] == load_scene("adagrad_replay").summary


def test_render_makes_all_files_and_says_so(run: Run, scene: str, folder: Path) -> None:
    outcome = run("render", scene, "-o", "a.mp4", "-o", "b.GIF", *SMALL)
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert re.fullmatch(r"a\.mp4  [\d.]+ (bytes|kB)  160x90  10 fps  1\.5 s", lines[0])
    assert re.fullmatch(r"b\.GIF  [\d.]+ (bytes|kB)  160x90  10 fps  1\.5 s", lines[1])
    assert len(lines) == 2
    assert imageio.improps(folder / "a.mp4", plugin="FFMPEG").shape[1:] == (90, 160, 3)
    assert {path.name for path in folder.iterdir()} == {"tiny.py", "a.mp4", "b.GIF"}


def test_json_is_one_line_that_is_true(run: Run, scene: str, folder: Path) -> None:
    with (folder / scene).open("a") as file:
        file.write("print('the scene speaks')\n")
    outcome = run("render", scene, "-o", "a.gif", *SMALL, "--json", "--from", "2", "--to", "7")
    assert outcome.status == 0
    assert outcome.err == "the scene speaks\n"
    assert outcome.out.count("\n") == 1
    assert json.loads(outcome.out) == {
        "scene": "tiny",
        "frames": 5,  # ten steps a second, ten frames a second; the hold at step 10 is cut off
        "seconds": 0.5,
        "outputs": [
            {
                "path": "a.gif",
                "bytes": (folder / "a.gif").stat().st_size,
                "width": 160,
                "height": 90,
                "fps": 10.0,
            }
        ],
    }


def test_from_and_to_show_only_these_steps(run: Run, scene: str) -> None:
    to_four = json.loads(run("render", scene, "-o", "a.gif", *SMALL, "--json", "--to", "4").out)
    from_four = json.loads(run("render", scene, "-o", "a.gif", *SMALL, "--json", "--from", "4").out)
    assert (to_four["seconds"], from_four["seconds"]) == (0.4, 0.6 + 0.5)


def test_quality_gives_size_and_rate_and_options_override_it(run: Run, scene: str) -> None:
    report = json.loads(
        run("render", scene, "-o", "a.gif", "-q", "l", "--size", "160x90", "--json").out
    )
    # 1.5 seconds are 22 frames, and the half of one that is left is not shown.
    assert report["outputs"][0]["fps"] == 15
    assert report["frames"] == 22
    report = json.loads(run("render", scene, "-o", "a.gif", "-q", "l", "--fps", "2", "--json").out)
    assert (report["outputs"][0]["width"], report["outputs"][0]["height"]) == (854, 480)
    assert report["frames"] == 3


def test_quiet_says_nothing(run: Run, scene: str, folder: Path) -> None:
    assert run("render", scene, "-o", "a.gif", *SMALL, "--quiet") == (0, "", "")
    assert (folder / "a.gif").stat().st_size > 0


@pytest.mark.parametrize(
    ("place", "index"),
    [
        (["--frame", "4"], 4),
        (["--frame", "0"], 0),
        ([], 14),
        (["--step", "10"], 10),  # of 15 frames the eleventh is the first that shows step 10
        (["--step", "0"], 0),
        (["--time", "0.45"], 4),
        (["--time", "1.5"], 14),
    ],
)
def test_still_is_that_frame_of_the_render(
    run: Run, scene: str, folder: Path, place: list[str], index: int
) -> None:
    outcome = run("still", scene, "-o", "a.png", *SMALL, *place)
    assert (outcome.status, outcome.err) == (0, "")
    stage = Stage(load_scene(scene), (160, 90), fps=10)
    assert len(stage) == 15
    assert re.fullmatch(
        rf"a\.png  .*  160x90  frame {index}, step {stage.moment(index).whole}\n", outcome.out
    )
    np.testing.assert_array_equal(imageio.imread(folder / "a.png"), stage.frame(index))


def test_still_takes_a_theme(run: Run, scene: str, folder: Path) -> None:
    run("still", scene, "-o", "a.png", *SMALL, "--theme", "dark")
    expected = Stage(load_scene(scene), (160, 90), fps=10, theme=DARK).frame(14)
    np.testing.assert_array_equal(imageio.imread(folder / "a.png"), expected)


@pytest.mark.parametrize("name", ["a.csv", "a.npz"])
def test_trace_holds_the_numbers_of_the_scene(
    run: Run, scene: str, folder: Path, name: str
) -> None:
    outcome = run("trace", scene, "-o", name)
    assert (outcome.status, outcome.err) == (0, "")
    assert re.fullmatch(rf"{name}  .* gradient_descent, momentum\n", outcome.out)
    trace, scene_runs = read_trace(folder / name), load_scene(scene).trajectories
    assert list(trace) == list(scene_runs)
    for key, expected in scene_runs.items():
        np.testing.assert_array_equal(trace[key].params, expected.params)
        for channel, values in expected.channels.items():
            np.testing.assert_array_equal(trace[key].channels[channel], values)


def test_a_scene_runs_itself(scene: str, folder: Path) -> None:
    """As `python my.py`: what it asks for is done, and what is wrong ends it with a status."""
    with (folder / scene).open("a") as file:
        file.write(
            "if __name__ == '__main__':\n    import sys\n    from gradreel.animate import main\n"
            "    main(['render', __file__, *sys.argv[1:]])\n    print('after')\n"
        )
    call = [sys.executable, str(folder / scene)]
    good = subprocess.run(
        [*call, "-o", "a.gif", *SMALL, "--quiet"], capture_output=True, text=True, check=True
    )
    assert (good.stdout, good.stderr) == ("after\n", "")
    bad = subprocess.run(call, capture_output=True, text=True, check=False)
    assert bad.returncode == 2
    assert bad.stderr.startswith("Error: `gradreel render` needs at least one output")
    assert bad.stdout == ""


def test_the_users_matplotlib_settings_do_no_harm(spawn: Run, scene: str, folder: Path) -> None:
    (folder / "matplotlibrc").write_text("no.such.key: 3\nlines.linewidth: wide\nfont.size: 40\n")
    outcome = spawn("still", scene, "-o", "a.png", *SMALL, MPLBACKEND="nonsense")
    assert (outcome.status, outcome.err) == (0, "")
    expected = Stage(load_scene(scene), (160, 90), fps=10).frame(14)
    np.testing.assert_array_equal(imageio.imread(folder / "a.png"), expected)


def test_a_folder_may_have_its_own_core(spawn: Run, scene: str, folder: Path) -> None:
    for name in ("core", "animate", "scenes"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("raise SystemExit('wrong package')")
    assert spawn("trace", scene, "-o", "a.csv").status == 0


@pytest.mark.parametrize("quiet", [True, False])
def test_progress_bar_is_shown_on_a_terminal(program: list[str], scene: str, quiet: bool) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [*program, "render", scene, "-o", "a.gif", *SMALL, *["--quiet"] * quiet]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, text=True, env=environment
    ) as process:
        os.close(theirs)
        shown = _read_all(ours)
        assert process.stdout is not None
        out = process.stdout.read()
    assert process.returncode == 0
    if quiet:
        assert (shown, out) == ("", "")
        return
    last = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", shown).strip().splitlines()[-1]
    assert re.search(r"tiny .* 100% 15/15 frames 0:00:00", last)
    assert out.startswith("a.gif  ")


def _read_all(descriptor: int) -> str:
    parts = []
    while True:
        try:
            part = os.read(descriptor, 65536)
        except OSError:  # EIO: the other end is closed
            part = b""
        if not part:
            os.close(descriptor)
            return b"".join(parts).decode()
        parts.append(part)
