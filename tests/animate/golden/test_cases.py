"""pytest inside pytest: right frames pass, and each way to be wrong fails with its name."""

import re

import numpy as np
import PIL.Image
import pytest

from gradreel.animate.golden.recording import record_frames
from gradreel.animate.golden.store import write_golden

pytest_plugins = ["pytester"]

SIZES = ["320x180", "1280x720"]


def test_right_frames_pass(kept):
    kept.runpytest().assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("given", "first", "names"),
    [
        # One optimizer's learning rate changed by 1 %.
        ("rate=0.0505", "numbers", r"gradient_descent: w at step 1 .* 1e-06 may be"),
        # A text changed.
        ("title='Another'", "state", r'every frame: - text "A bowl".* \+ text "Another"'),
        ("captions=(Caption(0, 'gone'),)", "state", r'frame start: - caption "go"'),
        # A panel's limits changed.
        (
            "limits=(-6, 2)",
            "state",
            r"pixels  frame end, curve: [\d,]+ pixels changed by up to \d+ of 255, most around",
        ),
        ("limits=(-6, 2)", "state", r"every frame: .* \+ y -6 to 2"),
        # A frame missing at the end of what is shown.
        ("seconds=1.96", "frames", r"length: the golden has 50 frames, got 49 frames"),
    ],
)
def test_a_change_of_the_scene(kept, change, told, given, first, names):
    change("scene()", f"scene({given})")
    change("import scene", "import *")
    output = told()
    assert f"The golden 'small' is not what is there now; {first} broke first." in output
    assert re.search(names, output)
    assert "If it is meant: pytest test_small.py::test_small --golden-update=small" in output


def test_two_colours_swapped(kept, change, told):
    change("at=", "theme=SWAPPED, at=")
    change(
        "from small import scene",
        "from dataclasses import replace\n"
        "from gradreel.animate.style.theme import LIGHT\n"
        "from small import scene\n"
        'one, two = (LIGHT.path_color(name) for name in ("gradient_descent", "adagrad"))\n'
        'SWAPPED = replace(LIGHT, paths={**LIGHT.paths, "gradient_descent": two, "adagrad": one})',
    )
    output = told()
    assert "state broke first" in output
    assert re.search(r"state .* #1a1a1a.* \| .*#00796b", output)
    assert re.search(r"pixels +frame end, map: \d+ pixels .*; also in curve", output)


def test_another_list_of_frames(kept, change, told):
    change('"start", 10, "end"', '"start", "end"')
    assert "the golden has 3 frames, got 2; frame 10 is missing" in told()


@pytest.mark.parametrize("size", SIZES)
def test_a_marker_of_a_scene_moved_by_its_own_width(project, told, size):
    width, height = size.split("x")
    test = f"""
        from small import scene
        from gradreel.animate import Stage

        def test_a(golden):
            stage = Stage(scene(), ({width}, {height}), text=False)
            golden.check_frames([stage.frame(20)], name="right")

        def test_b(golden):
            stage = Stage(scene(), ({width}, {height}), text=False)
            path = stage.panels["map"].paths[1]
            wide = path.head.get_markersize() * stage.figure.dpi / 72
            to_data = stage.figure.axes[1].transData.inverted()
            away, place = to_data.transform((wide, 0)) - to_data.transform((0, 0)), path.place
            path.place = lambda step: place(step) + away
            golden.check_frames([stage.frame(20)], name="moved")
    """
    project.makepyfile(test_small=test)
    project.runpytest("-k", "test_a", "--golden-update").assert_outcomes(passed=1, deselected=1)
    (project.path / "golden/right").rename(project.path / "golden/moved")
    assert re.search(
        r"frame 0, the picture: \d+ pixels changed by up to \d+ of 255, .* \(the exact rule: ",
        told("-k", "test_b", "--deselect", "test_small.py::test_a"),
    )


@pytest.fixture
def frames(project, request):
    """A test of five frames with a marker, of the size asked for, and its golden."""
    width, height = map(int, request.param.split("x"))
    marker = (project.path / "marker.py").read_text()
    marker = marker.replace("(1280, 720)", f"({width}, {height})")
    (project.path / "marker.py").write_text(marker)
    made = {}
    exec(marker, made)
    write_golden(project.path / "golden/mine", record_frames(made["frames"](), name="mine"))
    project.makepyfile(
        test_small="from marker import *\n\n"
        "def test_mine(golden):\n    golden.check_frames(frames(), name='mine')\n"
    )
    return project


@pytest.mark.parametrize("frames", SIZES, indirect=True)
def test_right_frames_from_anywhere_pass(frames):
    frames.runpytest().assert_outcomes(passed=1)


@pytest.mark.parametrize("frames", SIZES, indirect=True)
@pytest.mark.parametrize(
    ("now", "names"),
    [
        # A marker moved by its own width.
        ("frames(offset=11)", r"frame 3, the picture: 242 pixels changed by up to 240 of 255"),
        # Everything shifted by one pixel.
        ("frames(shift=1)", r"5 of 5 pictures differ, 0 is the first"),
        ("frames(color=(0, 0, 200))", r"frame 0, the picture: 121 pixels changed .* most around"),
        # One frame missing, at the end and within.
        ("list(frames())[:4]", r"frame 4 is missing"),
        ("[f for k, f in enumerate(frames()) if k != 2]", r"frame 2 is missing"),
        # A frame repeated, beside the others and in the place of one.
        (
            "[f for k, f in enumerate(frames()) for _ in range(1 + (k == 2))]",
            r"frame 3 is new; the picture",
        ),
        ("[list(frames())[k] for k in (0, 1, 1, 3, 4)]", r"frame 2, .* repeats the frame before"),
        # Another size.
        ("[f[:-2] for f in frames()]", r"the golden is \d+x\d+, got \d+x\d+"),
    ],
)
def test_wrong_frames_from_anywhere(frames, change, told, now, names):
    change("check_frames(frames()", f"check_frames({now}")
    assert re.search(names, told())


@pytest.mark.parametrize("file", ["10.png", "golden.txt"])
def test_a_truncated_golden(kept, told, file):
    path = kept.path / "golden/small" / file
    path.write_bytes(path.read_bytes()[:-20])
    output = told()
    assert file in output
    assert "truncated" in output
    kept.runpytest("--golden-update").assert_outcomes(passed=1)


@pytest.mark.parametrize("file", ["10.png", "golden.txt"])
def test_what_git_left_in_the_place_of_a_file_is_told(kept, told, file):
    path = kept.path / "golden/small" / file
    whole = path.read_bytes()
    path.write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")
    assert f"{file} is a pointer of Git LFS and not the file; fetch it with `git lfs" in told()
    path.write_bytes(whole)
    kept.runpytest().assert_outcomes(passed=1)


def test_a_merge_that_was_not_resolved_is_told_and_an_update_resolves_it(kept, told):
    path = kept.path / "golden/small/golden.txt"
    first, *rest = path.read_text().split("\n")
    ours = ["<<<<<<< HEAD", rest[0], "=======", rest[0] + "1", ">>>>>>> other", *rest[1:]]
    path.write_text("\n".join([first, *ours]))
    assert "golden.txt holds the marks of a merge that was not resolved; take one side" in told()
    kept.runpytest("--golden-update").assert_outcomes(passed=1)
    kept.runpytest().assert_outcomes(passed=1)


def test_a_golden_of_another_size(kept, told):
    path = kept.path / "golden/small/10.png"
    PIL.Image.fromarray(np.asarray(PIL.Image.open(path).convert("RGB"))[:, :300]).save(path)
    assert "frame 10: 10.png is not the picture that was kept; make it anew" in told()
