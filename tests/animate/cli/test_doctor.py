"""The health check: sound here, and right about each thing that could be missing."""

import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from gradreel.animate.cli.commands import doctor
from gradreel.animate.formats.ffmpeg import find_ffmpeg

Run = Callable[..., tuple]
NAMES = ["python", "gradreel", "numpy", "matplotlib", "contourpy", "imageio", "pillow",
         "ffmpeg-python", "click", "rich", "xxhash", "ffmpeg", "libx264", "libvpx-vp9", "prores_ks",
         "libwebp_anim", "gif", "paletteuse", "DejaVu Sans"]  # fmt: skip


def test_all_is_well_here(run: Run) -> None:
    outcome = run("doctor")
    assert (outcome.status, outcome.err) == (0, "")
    assert [line.split("  ")[0] for line in outcome.out.splitlines()] == ["ok"] * len(NAMES)
    findings = {finding.name: finding for finding in doctor.examine()}
    assert list(findings) == NAMES
    assert findings["numpy"].found == version("numpy")
    assert find_ffmpeg() in findings["ffmpeg"].found
    assert Path(findings["DejaVu Sans"].found).name == "DejaVuSans.ttf"


def test_what_is_missing_is_told_with_what_to_type(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = version

    def without_rich(name: str) -> str:
        if name == "rich":
            raise PackageNotFoundError(name)
        return "1.25.0" if name == "numpy" else real(name)

    monkeypatch.setattr(doctor, "version", without_rich)
    outcome = run("doctor")
    assert outcome.status == 1
    assert re.search(r'missing  rich .* -m pip install "rich>=[\d.]+"', outcome.out)
    assert re.search(r"missing  numpy .*1\.25\.0 is too old, 1\.26 is needed; type", outcome.out)
    assert outcome.error.startswith("numpy, rich must be put right")


def _fake_ffmpeg(folder: Path, monkeypatch: pytest.MonkeyPatch, answers: str) -> None:
    program = folder / "fake_ffmpeg"
    program.write_text(f"#!{sys.executable}\nimport sys\n{answers}\n")
    program.chmod(0o755)
    monkeypatch.setattr("gradreel.animate.formats.ffmpeg.shutil.which", lambda name: str(program))


@pytest.mark.skipif(sys.platform == "win32", reason="needs scripts that can be run")
def test_an_ffmpeg_without_its_encoders_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = (
        "print('ffmpeg version 1.2 Copyright (c)' if '-version' in sys.argv else "
        "' V....D gif  GIF\\n V....D libx264rgb  x\\n .. palettegen  x')"
    )
    _fake_ffmpeg(folder, monkeypatch, answers)
    findings = {finding.name: finding for finding in doctor.examine()}
    assert findings["ffmpeg"].found.startswith("1.2 (")
    assert not findings["gif"].fix
    assert "install ffmpeg" in findings["libx264"].fix
    assert "install ffmpeg" in findings["paletteuse"].fix


@pytest.mark.skipif(sys.platform == "win32", reason="needs scripts that can be run")
def test_an_ffmpeg_that_does_not_run_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fake_ffmpeg(folder, monkeypatch, "sys.exit(3)")
    (finding,) = [finding for finding in doctor.examine() if finding.name == "ffmpeg"]
    assert "exit status 3" in finding.found
    assert "imageio[ffmpeg]" in finding.fix


def test_another_package_called_ffmpeg_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "ffmpeg.py").write_text("class FFmpeg: ...\n")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "ffmpeg", raising=False)
    (finding,) = [finding for finding in doctor.examine() if finding.name == "ffmpeg-python"]
    monkeypatch.delitem(sys.modules, "ffmpeg")
    assert "is another package" in finding.found
    assert "--force-reinstall" in finding.fix


def test_it_works_without_numpy_and_matplotlib() -> None:
    code = (
        "import sys\n"
        "for name in ('numpy', 'matplotlib', 'rich'):\n    sys.modules[name] = None\n"
        "from gradreel.animate.cli import main\nmain(['doctor'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    missing = re.findall(r"^missing  (.*?)  ", done.stdout, re.MULTILINE)
    assert {"numpy", "matplotlib", "rich", "DejaVu Sans"} <= set(missing)
    assert done.stderr.count("\n") == 1
