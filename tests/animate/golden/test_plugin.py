"""pytest inside pytest: the options, and under which conditions a right test must pass."""

import re
import subprocess
import sys

import pytest

from gradreel.animate.golden.session import Run

pytest_plugins = ["pytester"]


def test_a_missing_golden_fails_with_the_command_that_makes_it(project, told):
    output = told()
    assert "There is no golden 'small' in " in output
    command = re.search(r"Make it with: pytest (\S+) (\S+)", output)
    assert not (project.path / "golden").exists()
    project.runpytest(*command.groups()).assert_outcomes(passed=1)
    assert {path.name for path in (project.path / "golden/small").iterdir()} == {
        "golden.txt", "start.png", "10.png", "end.png",
    }  # fmt: skip
    project.runpytest().assert_outcomes(passed=1)


def test_only_missing_adds_and_replaces_nothing(kept, change, check_text):
    change("scene()", "scene(title='Another')")
    before = (kept.path / "golden/small/golden.txt").read_bytes()
    kept.makepyfile(
        test_new=check_text.replace('"end"]', '"end"], name="new"').replace("_small", "_new")
    )
    result = kept.runpytest("--golden-update=only-missing")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["written: golden/new"])
    assert (kept.path / "golden/small/golden.txt").read_bytes() == before


def test_one_picture_is_approved_and_the_others_are_not(kept, change, told):
    change("scene()", "scene(captions=(Caption(9, 'late'),))")
    change("import scene", "import *")
    output = told("--golden-update=small[start]")
    assert "frame start" not in output
    assert "--golden-update=small[10]'" in output or "frame 10: " in output
    told("--golden-update=small[10]")
    kept.runpytest("--golden-update=small[end]").assert_outcomes(passed=1)
    kept.runpytest().assert_outcomes(passed=1)


@pytest.mark.parametrize("given", ["test_small.py", "a/b", "small[", "[10]"])
def test_an_update_that_cannot_be_is_refused(kept, given):
    result = kept.runpytest("--golden-update", given)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        [f"*--golden-update={given.replace('[', '[[]')} was given; choose*"]
    )


def test_one_name_written_by_two_tests_fails_the_run(project, check_text):
    project.makepyfile(
        test_again=check_text.replace("scene()", "scene(title='B')").replace("_small", "_b")
    )
    result = project.runpytest("--golden-update")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        ["ERROR: small was asked for by test_again.py::test_b and by test_small.py::test_small, *"]
    )


MANY = """
import numpy as np

def frames(grey):
    return [np.full((48, 64, 3), grey + k, np.uint8) for k in range(3)]

def test_a(golden):
    golden.check_frames(frames({a}), name="mine")

def test_b(golden):
    golden.check_frames(frames({b}), name="yours")
    golden.check_frames(frames({c}), name="{again}")
"""


@pytest.fixture
def many(project):
    """Write tests of plain pictures, with other greys and names where they are given."""

    def write(a=10, b=20, c=30, again="hers"):
        project.makepyfile(test_small=MANY.format(a=a, b=b, c=c, again=again))
        return project

    return write


def test_an_update_writes_only_what_fails(project, many, change):
    folder = many().path / "golden"
    many().runpytest("--golden-update").stdout.fnmatch_lines(["written: golden/yours"])
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")}
    result = many(b=90).runpytest("--golden-update")
    assert [line for line in result.outlines if "written" in line] == ["written: golden/yours"]
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")}
    changed = {path.parent.name for path in folder.rglob("*.*") if before[path] != after[path]}
    assert changed == {"yours"}
    change("frames(90)", "[*frames(90)[:2], frames(70)[0]]")
    before = after
    project.runpytest("--golden-update").assert_outcomes(passed=2)
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")}
    assert {path.name for path in after if before[path] != after[path]} == {"golden.txt", "2.png"}


@pytest.mark.parametrize("given", ["--golden-update=mien", "--golden-update=mien[0]"])
def test_a_wrong_name_is_an_error_with_the_nearest(many, given):
    many().runpytest("--golden-update")
    result = many().runpytest(given)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        ["ERROR: no test that ran asked for a golden 'mien' to update; the nearest are mine"]
    )


@pytest.mark.parametrize("given", [(), ("--golden-update",)])
def test_one_name_for_two_pictures_in_a_test_is_refused_at_once(many, given):
    many().runpytest("--golden-update")
    result = many(again="yours").runpytest(*given)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*The golden 'yours' was asked for twice in *::test_b, and not*"])
    many(c=20, again="yours").runpytest(*given).assert_outcomes(passed=2)


def test_two_tests_that_share_a_golden_are_told(many):
    same = many(a=10, c=10, again="mine").runpytest("--golden-update")
    tests = "test_small.py::test_a and test_small.py::test_b"
    same.stdout.fnmatch_lines([f"shared: golden/mine by {tests}"])
    assert same.ret == 0
    other = many(a=10, c=90, again="mine").runpytest("--golden-update")
    other.stdout.fnmatch_lines(["ERROR: mine was asked for by *, and not of the same pictures; *"])
    assert other.ret == pytest.ExitCode.TESTS_FAILED


def test_tests_of_two_processes_that_share_a_golden_are_told():
    runs = Run(), Run()
    for number, run in enumerate(runs):
        run.written.append(("golden/mine", f"test_{number}"))
        run.asked.append(("golden/mine", f"test_{number}", f"picture {number}"))
    whole = Run()
    for run in runs:
        whole.merge(run.sent())
    assert list(whole.shared()) == [("golden/mine", ["test_0", "test_1"], False)]


HOSTILE = {
    "TZ": "Asia/Kathmandu",
    "LC_ALL": "de_DE.UTF-8",
    "PYTHONHASHSEED": "12345",
    "MPLBACKEND": "svg",
}
MATPLOTLIBRC = "figure.dpi: 37\naxes.linewidth: 5\npath.simplify: True\nlines.antialiased: False\n"


def test_no_false_alarm_under_a_hostile_environment(kept, monkeypatch, check_text):
    (kept.path / "matplotlibrc").write_text(MATPLOTLIBRC)
    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value)
    ini = kept.path / "tox.ini"
    ini.write_text(ini.read_text().replace("-p no:randomly ", ""))  # in random order
    kept.makepyfile(test_two=check_text.replace("_small", "_two"))
    kept.runpytest_subprocess("-n", "2").assert_outcomes(passed=2)


def test_the_plugin_imports_nothing_that_takes_time():
    """Each of its modules is there for every run of pytest: no more than these, of ours or not."""
    code = (
        "import sys, pytest\n"
        "there = set(sys.modules)\n"
        "import gradreel.animate.golden.plugin\n"
        "print(*sorted(set(sys.modules) - there))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    golden = "gradreel.animate.golden"
    parts = (f"{golden}.{name}" for name in ("plugin", "session", "watch"))
    assert done.stdout.split() == ["gradreel", "gradreel.animate", golden, *parts]


def test_beside_a_plugin_that_has_a_fixture_of_the_same_name(kept):
    kept.makeconftest(
        "import pytest\n\n@pytest.fixture\ndef golden():\n    return 'of another plugin'\n"
    )
    text = (kept.path / "test_small.py").read_text()
    own = text.replace("test_small(golden)", "test_small(gradreel_golden, golden)").replace(
        "golden.check", "assert golden == 'of another plugin'\n    gradreel_golden.check"
    )
    kept.makepyfile(test_small=own)
    result = kept.runpytest()
    result.assert_outcomes(passed=1)
    assert "unused" not in result.stdout.str()


def test_frames_need_neither_matplotlib_nor_ffmpeg(many):
    project = many()
    heavy = ("matplotlib", "contourpy", "ffmpeg", "imageio", "imageio_ffmpeg", "click", "rich")
    project.makeconftest(f"import sys\n\nsys.modules.update(dict.fromkeys({heavy}))\n")
    files = """
        from PIL import Image

        def test_film(golden, tmp_path):
            frames = [Image.new("RGB", (64, 48), (k, 0, 0)) for k in range(3)]
            frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
            golden.check_frames(tmp_path / "a.gif", name="film")
            golden.check_frames(frames, name="frames")
    """
    project.makepyfile(test_film=files)
    project.runpytest_subprocess("--golden-update").assert_outcomes(passed=3)


def test_a_run_without_goldens_imports_nothing_either(project):
    project.makepyfile(
        test_small="import sys\n\ndef test_a():\n"
        "    assert not {'numpy', 'matplotlib', 'PIL'} & set(sys.modules)\n"
    )
    project.runpytest_subprocess().assert_outcomes(passed=1)


THEIRS = """
import pytest

@pytest.fixture
def golden():
    return "theirs"
"""


@pytest.mark.parametrize("where", ["named first", "of the project"])
def test_another_plugins_fixture_keeps_its_name(project, where):
    """As of pytest-golden, whichever of the two is loaded first."""
    project.makepyfile(theirs=THEIRS)
    if where == "of the project":
        project.makeconftest('pytest_plugins = ["theirs"]')
    project.makepyfile(
        test_small="""
        def test_theirs(golden):
            assert golden == "theirs"

        def test_ours(gradreel_golden):
            assert callable(gradreel_golden.check)
        """
    )
    loaded = ["-p", "theirs"] if where == "named first" else []
    project.runpytest(*loaded).assert_outcomes(passed=2)


def test_a_plugin_with_a_module_of_that_name_has_no_fixture(project):
    project.mkpydir("theirs").joinpath("golden.py").write_text("")
    project.makepyfile(test_small="def test_ours(golden):\n    assert golden.check\n")
    project.makeconftest('import theirs.golden\npytest_plugins = ["theirs"]')
    project.runpytest().assert_outcomes(passed=1)


def test_a_folder_may_have_its_own(project):
    """A conftest.py hides the fixture where it lies, and there alone; it may also build on it."""
    for folder, given in (("own", ""), ("built", "golden"), ("none", None)):
        path = project.mkdir(folder)
        if given is not None:
            text = THEIRS.replace("golden()", f"golden({given})")
            text = text.replace('"theirs"', "golden.check") if given else text
            (path / "conftest.py").write_text(text)
        told = {"own": '== "theirs"', "built": ".__name__ == 'check'", "none": ".check"}[folder]
        (path / f"test_{folder}.py").write_text(f"def test_it(golden):\n    assert golden{told}\n")
    project.runpytest("own", "built", "none").assert_outcomes(passed=3)
