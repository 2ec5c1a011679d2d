"""What fails while running: status 1, one line, nothing half made."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from waiting import PATIENCE, wait_until

from gradreel.animate.cli import job
from gradreel.core.errors import RenderError

Run = Callable[..., tuple]
SMALL = ("--size", "160x90", "--fps", "10")
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and descriptors")


def started(command: list[str]) -> subprocess.Popen[str]:
    """Start a program that takes Ctrl-C, also where the tests were told to ignore it."""
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )


@posix
@pytest.mark.parametrize(
    ("signals", "name"),
    [
        ([signal.SIGINT], "Ctrl-C"),
        ([signal.SIGTERM], "SIGTERM"),
        ([signal.SIGINT, signal.SIGTERM], "Ctrl-C"),
    ],
)
def test_being_stopped_leaves_everything_as_it_was(
    program: list[str], scene: str, folder: Path, signals: list[signal.Signals], name: str
) -> None:
    text = (folder / scene).read_text().replace("Hold(0.5)", "Hold(0.5), Play(to=2, seconds=500)")
    (folder / scene).write_text(text)
    (folder / "old.gif").write_bytes(b"older file")
    command = [*program, "render", scene, "-o", "old.gif", "-o", "new.mp4", *SMALL]
    with started(command) as process:
        wait_until(lambda: len(list(folder.glob(".gradreel-*"))) == 2 or process.poll() is not None)
        time.sleep(0.2)
        # While it stands still, so that all arrive at once however busy the machine is.
        for each in (signal.SIGSTOP, *signals, signal.SIGCONT):
            process.send_signal(each)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert err == f"Error: Stopped by {name}; nothing was written to old.gif and new.mp4.\n"
    assert out == ""
    assert (folder / "old.gif").read_bytes() == b"older file"
    assert sorted(path.name for path in folder.iterdir()) == ["old.gif", "tiny.py"]


@posix
@pytest.mark.parametrize(
    ("stop", "said"),
    [
        ("program", r"Stopped by Ctrl-C; nothing was written to old\.mp4\."),
        ("worker", r"A process that drew a part .* by SIGKILL, .*; old\.mp4 was not written\."),
    ],
)
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes in /proc")
def test_being_stopped_while_workers_draw_leaves_none_of_them(
    program: list[str], scene: str, folder: Path, stop: str, said: str
) -> None:
    text = (folder / scene).read_text().replace("Hold(0.5)", "Hold(0.5), Play(to=2, seconds=500)")
    (folder / scene).write_text(text)
    (folder / "old.mp4").write_bytes(b"older file")
    command = [*program, "render", scene, "-o", "old.mp4", *SMALL, "--jobs", "2"]
    with started(command) as process:
        workers: list[int] = []

        def drawing() -> bool:
            workers[:] = _below(process.pid)
            return len(workers) == 2 and any(_below(worker) for worker in workers)

        wait_until(lambda: drawing() or process.poll() is not None)
        if stop == "program":
            process.send_signal(signal.SIGINT)
        else:
            os.kill(workers[0], signal.SIGKILL)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (1, "")
    assert re.fullmatch(f"Error: {said}\n", err)
    assert workers
    wait_until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    assert (folder / "old.mp4").read_bytes() == b"older file"
    assert sorted(path.name for path in folder.iterdir()) == ["old.mp4", "tiny.py"]


def _below(process: int) -> list[int]:
    """The processes that any thread of one has started: of a worker those that encode."""
    lists = Path(f"/proc/{process}/task").glob("*/children")
    with suppress(OSError):
        return [int(child) for each in lists for child in each.read_text().split()]
    return []


def test_a_stop_after_the_files_are_there_says_so(
    run: Run, scene: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = job.render

    def late(*arguments: object, **options: object) -> None:
        real(*arguments, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(job, "render", late)
    outcome = run("render", scene, "-o", "a.gif", *SMALL)
    assert outcome.status == 1
    assert outcome.error == "Stopped by Ctrl-C; only a.gif had been written."


def test_the_usual_signal_handlers_are_put_back(run: Run) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    run("--help")
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RenderError("the disk is full."), "the disk is full."),
        (ZeroDivisionError("one\n\nby zero"), "ZeroDivisionError: one by zero; set GRADREEL_TRACE"),
        (MemoryError(), "The memory is used up; choose a smaller --size"),
        (PermissionError(13, "Permission denied", "x.gif"), "(x.gif): Permission denied"),
        (ModuleNotFoundError("No module named 'numpy'"), "`gradreel doctor` says what is missing"),
        (KeyboardInterrupt(), "Stopped by Ctrl-C; nothing was written to a.gif."),
    ],
)
def test_any_failure_is_one_line(
    run: Run, scene: str, monkeypatch: pytest.MonkeyPatch, error: BaseException, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setitem(fail.__globals__, "__name__", "gradreel.tried")  # as code of our own
    monkeypatch.setattr(job, "make_stage", fail)
    outcome = run("render", scene, "-o", "a.gif")
    assert outcome.status == 1
    assert said in outcome.error


def test_the_environment_can_ask_for_the_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADREEL_TRACEBACK", "1")
    outcome = run("render", "nothing.py", "-o", "a.gif")
    assert "Traceback (most recent call last)" in outcome.err
    assert outcome.err.splitlines()[-1].startswith("Error: There is no file nothing.py")


@posix
@pytest.mark.parametrize("command", ["--help", "list"])
def test_a_reader_that_has_seen_enough_is_no_error(program: list[str], command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*program, command], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@posix
@pytest.mark.parametrize(("call", "status"), [("--version >&-", 0), ("versoin 2>&-", 2)])
def test_a_closed_stream_changes_no_status(program: list[str], call: str, status: int) -> None:
    command = f"{shlex.join(program)} {call}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (status, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_the_output_is_told(program: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*program, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert "No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1


@posix
def test_a_name_that_the_terminal_cannot_show_is_no_failure(
    program: list[str], scene: str, folder: Path
) -> None:
    name = b"caf\xe9.csv"
    done = subprocess.run(
        [*program, "trace", scene, "-o", os.fsdecode(name)], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (folder / os.fsdecode(name)).exists()


def test_main_in_a_thread_leaves_signals_alone() -> None:
    code = (
        "import threading\nfrom gradreel.animate.cli import main\n"
        "thread = threading.Thread(target=main, args=(['--version'],))\n"
        "thread.start()\nthread.join()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("gradreel ")
    assert done.stderr == ""


@posix
@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-", "<&- >&- 2>&-", "2>/dev/null"])
def test_a_service_without_streams_gets_its_file(
    program: list[str], scene: str, folder: Path, closed: str
) -> None:
    """What is opened next would take the number of a closed stream, and its messages."""
    command = f"{shlex.join([*program, 'render', scene, '-o', 'a.gif', *SMALL])} {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "a.gif").read_bytes().startswith(b"GIF89a")


@pytest.mark.parametrize(
    "raised",
    ["SystemExit(7)", "SystemExit", "GeneratorExit", "BaseException('odd')", "click.Abort"],
)
@pytest.mark.parametrize("command", ["render tiny.py -o a.gif", "still tiny.py -o a.png",
                                     "storyboard tiny.py -o a.png", "trace tiny.py -o a.csv",
                                     "golden update tiny.py"])  # fmt: skip
def test_code_of_a_scene_cannot_end_the_program(
    run: Run, scene: str, folder: Path, command: str, raised: str
) -> None:
    odd = f"""
import click
class Odd(Quadratic):
    def loss(self, params):
        raise {raised}
    gradient = loss
"""
    text = (folder / scene).read_text()
    text = text.replace("\nSCENE", odd + "\nSCENE", 1).replace("surface=Quadratic", "surface=Odd")
    (folder / scene).write_text(text)
    outcome = run(*command.split())
    assert outcome.status == 1
    assert re.search(r"tiny\.py, line \d+: .*`raise ", outcome.error), outcome.error
    assert [path.name for path in folder.iterdir()] == ["tiny.py"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "command", ["still {} tiny.py -o a.png", "trace tiny.py -o a.csv", "render {} tiny.py -o a.gif"]
)
def test_a_report_that_cannot_be_written_is_not_told_as_a_failed_file(
    program: list[str], scene: str, folder: Path, command: str
) -> None:
    words = command.format(" ".join(SMALL)).split()
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*program, *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == (
        "Error: Standard output took no more (No space left on device), so not all could be told; "
        "what was to be written to files is there.\n"
    )
    assert (folder / words[-1]).stat().st_size > 100
