"""`gradreel golden`: check, update, report, compare, and their exit status."""

import re
import shlex
from pathlib import Path

import imageio.v3 as imageio
import numpy as np
import pytest


@pytest.fixture
def kept(run, scene):
    outcome = run("golden", "update", scene)
    assert outcome == (0, "golden/tiny  3 frames: start, hold 1, end\n", "")
    return scene


def test_check_passes_and_says_what_it_compared(run, kept):
    assert run("golden", "check", kept) == (
        0,
        "golden/tiny  3 frames, the same (exact rule)\n",
        "",
    )


def test_check_fails_where_the_scene_changed(run, kept, folder):
    path = folder / kept
    path.write_text(path.read_text().replace("rate=0.05)", "rate=0.0505)"))
    outcome = run("golden", "check", kept)
    assert outcome.status == 1
    assert "numbers broke first" in outcome.out
    assert "gradient_descent: w at step 1 is " in outcome.out
    assert outcome.error == "tiny differs from the golden golden/tiny; what differs stands above."
    command = re.search(r"If it is meant: gradreel (.*)", outcome.out)[1]
    assert run(*command.split()).status == 0
    assert run("golden", "check", kept).status == 0


def with_a_pixel(path):
    """A picture in which one pixel is another one, and the same without."""
    pixels = np.zeros((90, 160, 3), np.uint8)
    imageio.imwrite(path, pixels)
    pixels[5, 5] = 200
    return pixels


@pytest.mark.parametrize("option", ["--ignore=0,0,20,20", "--levels=200", "--share=0.001"])
def test_room_is_typed_and_told(run, folder, option):
    (folder / "frames").mkdir()
    changed = with_a_pixel(folder / "frames/0.png")
    assert run("golden", "update", "frames").status == 0
    imageio.imwrite(folder / "frames/0.png", changed)
    assert run("golden", "check", "frames").status == 1
    outcome = run("golden", "check", "frames", option)
    name = option[2:].partition("=")[0]
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.endswith(f", but for what was hidden: {name} 1 pixel, in 1 picture\n")
    assert run("golden", "report", "frames", "-o", "report", option).status == 0


@pytest.mark.parametrize(("option", "words"), [
    ("--levels=x", "gradreel golden has levels='x'; give a number from 0 to 255."),
    ("--share=2", "gradreel golden has share=2.0; give a number from 0 to 1."),
    ("--ignore=5", "gradreel golden has ignore=(5,); give names of regions, or"),
    ("--ignore=nope", "ignore='nope' was given; choose a region by its name"),
])  # fmt: skip
def test_room_that_is_not_possible_is_one_sentence(run, folder, option, words):
    (folder / "frames").mkdir()
    with_a_pixel(folder / "frames/0.png")
    run("golden", "update", "frames")
    imageio.imwrite(folder / "frames/0.png", with_a_pixel(folder / "frames/0.png"))
    outcome = run("golden", "check", "frames", option)
    assert outcome.status == 2
    assert words in outcome.error


def test_a_lossless_webp_is_held_to_the_pixel(run, folder):
    for lossless, status in ((True, 1), (False, 0)):
        name = f"film{lossless}.webp"
        changed = with_a_pixel(folder / "a.png")
        before = [np.zeros_like(changed), np.full_like(changed, 9)]
        imageio.imwrite(folder / name, before, lossless=lossless, duration=100)
        assert run("golden", "update", name).status == 0
        assert run("golden", "check", name).status == 0
        before[0][5, 5] = 12
        imageio.imwrite(folder / name, before, lossless=lossless, duration=100)
        assert run("golden", "check", name).status == status


def test_report_says_that_nothing_differs(run, kept, folder):
    assert run("golden", "report", kept, "-o", "report") == (
        0,
        "report/index.html  1 check passed, none failed\n",
        "",
    )
    assert [path.name for path in (folder / "report").iterdir()] == ["index.html"]
    assert "<td>gradreel golden report tiny.py</td>" in (folder / "report/index.html").read_text()


def test_report_shows_what_differs(run, kept, folder):
    path = folder / kept
    path.write_text(path.read_text().replace("rate=0.05)", "rate=0.0505)"))
    path.write_text(path.read_text().replace("start=(1.0, 1.0)", "start=(1.0, 0.7)"))
    outcome = run("golden", "report", kept, "-o", "deep/report")
    assert (outcome.status, outcome.out) == (1, "deep/report/index.html  1 of 1 check failed\n")
    assert (
        outcome.error
        == "tiny differs from the golden golden/tiny; deep/report/index.html shows how."
    )
    text = (folder / "deep/report/index.html").read_text()
    assert "If it is meant: gradreel golden update tiny.py --folder golden" in text
    pictures = sorted(path.name for path in (folder / "deep/report/pictures/tiny").iterdir())
    assert pictures[-3:] == ["start.difference.png", "start.expected.png", "start.got.png"]


def test_update_keeps_the_frames_and_the_look_that_were_asked_for(run, kept, folder):
    look = ("--at", "start, 4,end", "--size", "480x270", "--theme", "dark", "--name", "other")
    assert run("golden", "update", kept, *look).out.endswith(
        "golden/other  3 frames: start, 4, end\n"
    )
    before = (folder / "golden/other/golden.txt").read_text()
    assert run("golden", "update", kept, "--name", "other").status == 0
    assert (folder / "golden/other/golden.txt").read_text() == before
    assert imageio.imread(folder / "golden/other/4.png").shape == (270, 480, 3)
    assert run("golden", "check", kept, "--name", "other").status == 0
    assert run("golden", "check", kept).status == 0


def test_names_with_spaces_and_commas_can_be_typed_as_they_are_told(run, scene, folder):
    text = (folder / scene).read_text()
    text = text.replace("Hold(0.5))", 'Hold(0.5)), events={"fast, and slow": Turns("momentum")}')
    (folder / "my scene.py").write_text("from gradreel.animate import Turns\n" + text)
    missing = run("golden", "check", "my scene.py").error
    command = shlex.split(missing.partition("make it: ")[2])
    assert command == ["gradreel", "golden", "update", "my scene.py", "--folder", "golden"]
    kept = run(*command[1:], "--at", "fast, and slow", "--at", "start,end", "--size", "160x90")
    assert kept == (0, "golden/tiny  3 frames: fast, and slow, start, end\n", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("check tiny.py --name x", r"There is no golden golden/x; make it: gradreel golden update"),
        ("report tiny.py", "Missing option '-o'"),
        (
            "report tiny.py -o report",
            r"There is no golden golden/tiny; make it: gradreel golden up",
        ),
        ("report tiny.py -o mine", r"mine/index\.html is there and no report of goldens; give"),
        ("check nothing.py", "There is no file nothing.py"),
        ("update tiny.py --at middle", "no event 'middle'; choose one of start, hold 1, end"),
        ("update tiny.py --at 99", "Step 99 .* steps 0 to 10"),
        ("update tiny.py --size big", "'big' is no size"),
        ("compare a.gif", "Missing argument 'B'"),
        ("compare a.gif b.gif", "There is no file or folder a.gif"),
        ("compare tiny.py tiny.py", r"ends in \.mp4, .*\.gif, .*\.png"),
        ("compare broken.gif broken.gif", r"broken\.gif cannot be read"),
        ("compare broken.mp4 broken.mp4", r"broken\.mp4 cannot be read"),
        ("compare empty empty", r"The folder empty has no \.png"),
        ("chek tiny.py", r"no command 'chek'; did you mean check\?"),
    ],
)
def test_wrong_usage_is_one_sentence(run, scene, folder, arguments, said):
    (folder / "empty").mkdir()
    (folder / "mine").mkdir()
    (folder / "mine/index.html").write_text("mine")
    for suffix in ("gif", "mp4"):
        (folder / f"broken.{suffix}").write_bytes(b"GIF89a" + bytes(20))
    outcome = run("golden", *arguments.split())
    assert outcome.status == 2
    assert re.search(said, outcome.error)


def test_a_broken_golden_is_told_and_can_be_made_anew(run, kept, folder):
    path = folder / "golden/tiny/golden.txt"
    path.write_text(path.read_text()[:-10])
    assert "golden.txt is truncated" in run("golden", "check", kept).error
    assert run("golden", "update", kept).status == 0
    assert run("golden", "check", kept).status == 0


def moving(count=6):
    """Pictures of a square that walks to the right."""
    for k in range(count):
        frame = np.full((90, 160, 3), 235, np.uint8)
        x = 10 + 15 * k
        frame[50:62, x : x + 12] = (190, 20, 20)
        yield frame


def write(path, frames):
    if path.suffix == ".gif":
        imageio.imwrite(path, list(frames), duration=100, loop=0)
    elif path.suffix == ".mp4":
        imageio.imwrite(path, list(frames), fps=10, macro_block_size=2)
    else:
        path.mkdir()
        for number, frame in enumerate(frames):
            imageio.imwrite(path / f"{number + 8}.png", frame)  # 8, 9, 10: by number, not by name


@pytest.mark.parametrize("kind", ["a.gif", "a.mp4", "a"])
@pytest.mark.parametrize("other", ["b.gif", "b"])
def test_media_are_compared_frame_by_frame(run, folder: Path, kind, other):
    write(folder / kind, moving())
    write(folder / other, moving())
    outcome = run("golden", "compare", kind, other)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith("6 frames, the same within ")


@pytest.mark.parametrize("kind", ["a.gif", "a.mp4", "a"])
def test_the_first_and_the_worst_frame_are_told(run, folder: Path, kind):
    frames = list(moving())
    frames[3][10:18, 20:28], frames[4][:, 80:] = 0, 0
    write(folder / kind, moving())
    write(folder / "b", frames)
    outcome = run("golden", "compare", kind, "b")
    assert outcome.status == 1
    first, worst = outcome.out.splitlines()
    assert first.startswith("first differing frame: 3, ")
    assert worst.startswith("worst differing frame: 4, 100% of the 12x12 pixels around (")
    assert outcome.error == f"{kind} and b differ."


def test_a_missing_frame_is_told(run, folder: Path):
    write(folder / "a", moving())
    write(folder / "b", moving(5))
    outcome = run("golden", "compare", "a", "b")
    assert (outcome.status, outcome.out) == (1, "a has 6 frames, b has 5\n")
