"""pytest inside pytest: what passes, what fails and with what message, and what gets written."""

import re
import subprocess
import sys

# What an inner run imports first is dropped after it, and some libraries bear that only once.
import contourpy  # noqa: F401
import PIL.Image
import pytest

import gradreel.animate.golden.state  # noqa: F401

pytest_plugins = ["pytester"]

SCENE = """
from gradreel.animate import Caption, ContourPanel, CurvePanel, Play, Scene, Stage, Timeline
from gradreel.core import AdaGrad, GradientDescent, Quadratic

def scene(rate=0.05, title="A bowl", limits=None, seconds=2, captions=(Caption(0, "go"),)):
    return Scene(
        name="small", summary="A bowl.", title=title, surface=Quadratic(), start=(-1.0, 0.8),
        steps=20, optimizers=(GradientDescent(learning_rate=rate), AdaGrad(learning_rate=0.2)),
        panels={"map": ContourPanel(), "curve": CurvePanel("gradient", "w", limits=limits)},
        rows=(("map", "curve"),), widths=(2, 1),
        timeline=Timeline((Play(to=20, seconds=seconds),), captions),
    )
"""
CHECK = """
from small import scene

def test_small(golden):
    golden.check(scene(), at=["start", 10, "end"])
"""
MARKER = """
import numpy as np
import pytest

SIZE = (1280, 720)

def frames(offset=0, shift=0, color=(200, 0, 0)):
    for k in range(5):
        frame = np.full((SIZE[1], SIZE[0], 3), 240, np.uint8)
        x = 20 + 30 * k + (offset if k == 3 else 0)
        frame[60:71, x:x + 11] = color
        frame[80:84] = (0, 60, 140)
        yield np.roll(frame, shift, axis=1)
"""


@pytest.fixture
def project(pytester, monkeypatch):
    """A stranger's project: a scene, a test of it, and nothing else."""
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    pytester.makeini("[pytest]\naddopts = -p no:cacheprovider -p no:randomly\n")
    pytester.makepyfile(small=SCENE, test_small=CHECK, marker=MARKER)
    pytester.syspathinsert()
    return pytester


def change(project, old, new, file="test_small.py"):
    path = project.path / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.fixture
def kept(project):
    project.runpytest("--golden-update").assert_outcomes(passed=1)
    return project


def told(project, *arguments):
    """The output of a run in which one test fails."""
    result = project.runpytest(*arguments)
    result.assert_outcomes(failed=1)
    return result.stdout.str()


def test_a_missing_golden_fails_with_the_command_that_makes_it(project):
    output = told(project)
    assert "There is no golden 'small' in " in output
    command = re.search(r"Make it with: pytest (\S+) (\S+)", output)
    assert not (project.path / "golden").exists()
    project.runpytest(*command.groups()).assert_outcomes(passed=1)
    assert {path.name for path in (project.path / "golden/small").iterdir()} == {
        "golden.txt", "start.png", "10.png", "end.png",
    }  # fmt: skip
    project.runpytest().assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("given", "first", "names"),
    [
        ("rate=0.0505", "numbers", r"gradient_descent: w at step 1 .* 1e-06 may be"),
        ("title='Another'", "state", r'every frame: - text "A bowl".* \+ text "Another"'),
        ("captions=(Caption(0, 'gone'),)", "state", r'frame start: - caption "go"'),
        ("limits=(-6, 2)", "state", r"pixels  frame end, curve: \d+% of the 12x12 pixels around"),
        ("seconds=1.96", "frames", r"length: the golden has 50 frames, got 49 frames"),
    ],
)
def test_a_change_of_the_scene_fails_and_is_named(kept, given, first, names):
    change(kept, "scene()", f"scene({given})")
    change(kept, "import scene", "import *")
    output = told(kept)
    assert f"The golden 'small' is not what is there now; {first} broke first." in output
    assert re.search(names, output)
    assert "If it is meant: pytest test_small.py::test_small --golden-update=small" in output


def test_another_list_of_frames_fails(kept):
    change(kept, '"start", 10, "end"', '"start", "end"')
    assert "the golden has the frames start, 10, end, got start, end; frame 10 is missing" in told(
        kept
    )


@pytest.mark.parametrize("size", ["(320, 180)", "(1280, 720)"])
@pytest.mark.parametrize(
    ("now", "names"),
    [
        ("list(frames(offset=11))", r"frame 3, the picture: \d+% of the 12x12 pixels around \(1"),
        ("list(frames(shift=1))", r"5 of 5 pictures differ, 0 is the first"),
        ("list(frames(color=(0, 0, 200)))", r"frame 0, the picture: 84% .* 8% may \(the strict"),
        ("list(frames())[:4]", r"frame 4 is missing"),
        ("[f for k, f in enumerate(frames()) for _ in range(1 + (k == 2))]", r"frame 5 is new"),
        ("[list(frames())[k] for k in (0, 1, 1, 3, 4)]", r"frame 2, .* repeats the frame before"),
        ("[f[:-2] for f in frames()]", r"the golden is \d+x\d+, got \d+x\d+"),
    ],
)
def test_frames_from_anywhere(project, size, now, names):
    change(project, "(1280, 720)", size, "marker.py")
    test = (
        "from marker import *\n\ndef test_mine(golden):\n    golden.check_frames({}, name='mine')\n"
    )
    project.makepyfile(test_small=test.format("frames()"))
    project.runpytest("--golden-update").assert_outcomes(passed=1)
    project.runpytest().assert_outcomes(passed=1)
    project.makepyfile(test_small=test.format(now))
    assert re.search(names, told(project))


@pytest.mark.parametrize("file", ["10.png", "golden.txt"])
def test_a_truncated_golden_fails(kept, file):
    path = kept.path / "golden/small" / file
    path.write_bytes(path.read_bytes()[:-20])
    output = told(kept)
    assert file in output
    assert "truncated" in output
    kept.runpytest("--golden-update").assert_outcomes(passed=1)


def test_a_golden_of_another_size_fails(kept):
    path = kept.path / "golden/small/10.png"
    PIL.Image.open(path).crop((0, 0, 300, 180)).save(path)
    assert "frame 10: the golden is 300x180, got 320x180" in told(kept)


def test_only_missing_adds_and_replaces_nothing(kept):
    change(kept, "scene()", "scene(title='Another')")
    before = (kept.path / "golden/small/golden.txt").read_bytes()
    kept.makepyfile(
        test_new=CHECK.replace('"end"]', '"end"], name="new"').replace("_small", "_new")
    )
    result = kept.runpytest("--golden-update=only-missing")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["written: golden/new"])
    assert (kept.path / "golden/small/golden.txt").read_bytes() == before


def test_one_picture_is_approved_and_the_others_are_not(kept):
    change(kept, "scene()", "scene(captions=(Caption(9, 'late'),))")
    change(kept, "import scene", "import *")
    output = told(kept, "--golden-update=small[start]")
    assert "frame start" not in output
    assert "--golden-update=small[10]'" in output or "frame 10: " in output
    told(kept, "--golden-update=small[10]")
    kept.runpytest("--golden-update=small[end]").assert_outcomes(passed=1)
    kept.runpytest().assert_outcomes(passed=1)


@pytest.mark.parametrize("given", ["test_small.py", "a/b", "small[", "[10]"])
def test_an_update_that_cannot_be_is_refused(kept, given):
    result = kept.runpytest("--golden-update", given)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        [f"*--golden-update={given.replace('[', '[[]')} was given; choose*"]
    )


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["one", "two"])
def test_one_name_written_by_two_tests_fails_the_run(project, processes):
    project.makepyfile(
        test_again=CHECK.replace("scene()", "scene(title='B')").replace("_small", "_b")
    )
    result = project.runpytest("--golden-update", *processes)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        ["ERROR: small was written by test_again.py::test_b and by test_small.py::test_small; *"]
    )


HOSTILE = {
    "TZ": "Asia/Kathmandu",
    "LC_ALL": "de_DE.UTF-8",
    "PYTHONHASHSEED": "12345",
    "MPLBACKEND": "svg",
}
MATPLOTLIBRC = "figure.dpi: 37\naxes.linewidth: 5\npath.simplify: True\nlines.antialiased: False\n"


@pytest.mark.parametrize("options", [("-n", "2"), ()], ids=["xdist", "random order"])
def test_no_false_alarm_under_a_hostile_environment(kept, monkeypatch, options):
    (kept.path / "matplotlibrc").write_text(MATPLOTLIBRC)
    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value)
    ini = kept.path / "tox.ini"
    ini.write_text(ini.read_text().replace("-p no:randomly", ""))
    kept.makepyfile(test_two=CHECK.replace("_small", "_two"))
    kept.runpytest_subprocess(*options).assert_outcomes(passed=2)


def test_the_plugin_imports_nothing_that_takes_time():
    code = (
        "import sys, gradreel.animate.golden.plugin\n"
        "heavy = {'numpy', 'matplotlib', 'PIL', 'rich'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_run_without_goldens_imports_nothing_either(project):
    project.makepyfile(
        test_small="import sys\n\ndef test_a():\n"
        "    assert not {'numpy', 'matplotlib', 'PIL'} & set(sys.modules)\n"
    )
    project.runpytest_subprocess("-p", "no:hypothesispytest").assert_outcomes(passed=1)
