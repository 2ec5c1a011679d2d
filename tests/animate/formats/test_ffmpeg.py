import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from waiting import wait_until

from gradreel.animate.formats import Clip
from gradreel.animate.formats.ffmpeg import FfmpegProcess, explain_failure, find_ffmpeg
from gradreel.animate.formats.video.mp4 import mp4_command
from gradreel.core.errors import RenderError

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX processes")
FRAME = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    yield
    assert [thread.name for thread in threading.enumerate() if "ffmpeg" in thread.name] == []


def python(code: str, *arguments: str, frame_bytes: int = FRAME.nbytes) -> FfmpegProcess:
    """A stand-in for ffmpeg."""
    program = f"import os, sys, time\n{code}"
    return FfmpegProcess([sys.executable, "-c", program, *arguments], frame_bytes, "film.mp4")


def film(process: FfmpegProcess, frames: Iterable[np.ndarray]) -> None:
    for frame in frames:
        process.write(frame)
    process.finish()


def make_program(path: Path) -> Path:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@posix_only
def test_the_ffmpeg_on_the_path_comes_first(tmp_path, monkeypatch):
    program = make_program(tmp_path / "ffmpeg")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_ffmpeg() == str(program)


def test_without_one_on_the_path_imageios_serves(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("IMAGEIO_FFMPEG_EXE", raising=False)
    binary = find_ffmpeg()
    told = subprocess.run([binary, "-version"], capture_output=True, text=True, check=True).stdout
    assert told.startswith("ffmpeg version")


def test_with_neither_the_error_says_what_to_type(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(RenderError, match=r"no ffmpeg was found.*pip install"):
        find_ffmpeg()


def test_frames_arrive_whole_and_in_order(tmp_path):
    out = tmp_path / "bytes"
    process = python("open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())", str(out))
    frames = [FRAME + i for i in range(60)]
    for frame in frames:
        process.write(frame)
    process.finish()
    assert out.read_bytes() == b"".join(frame.tobytes() for frame in frames)


def test_progress_is_followed():
    process = python("print('fps=1\\nframe=  3\\nframe=7', flush=True); sys.stdin.buffer.read()")
    wait_until(lambda: process.encoded == 7)
    process.finish()
    assert process.encoded == 7


def test_a_talkative_program_does_not_stall():
    process = python(
        "for i in range(20000): print('x' * 60); print('y' * 60, file=sys.stderr)\n"
        "sys.stdin.buffer.read()"
    )
    process.write(FRAME)
    process.finish()


def test_a_program_that_fails_at_the_end_is_quoted():
    process = python(
        "sys.stdin.buffer.read(); print('[x @ 0x1] Bad luck.', file=sys.stderr); exit(3)"
    )
    process.write(FRAME)
    with pytest.raises(RenderError, match=r"status 3 while writing film\.mp4; it said: Bad luck\."):
        process.finish()


@pytest.mark.parametrize(
    ("status", "told"), [(1, "failed with status 1"), (0, "stopped before the last frame")]
)
def test_a_program_that_stops_reading_midway_is_an_error(status, told):
    frame = np.zeros((720, 1280, 3), np.uint8)
    process = python(
        f"sys.stdin.buffer.read(10**6); print('Enough', file=sys.stderr); os._exit({status})",
        frame_bytes=frame.nbytes,
    )
    with pytest.raises(RenderError, match=f"{told}.*Enough"):
        film(process, [frame] * 100)
    with pytest.raises(RenderError, match="Enough"):  # and again, without a hang
        process.finish()


@posix_only
def test_a_program_that_is_killed_is_named_with_its_signal():
    process = python("sys.stdin.buffer.read(10); os.kill(os.getpid(), 9)")
    process.write(FRAME)
    with pytest.raises(RenderError, match="ended by SIGKILL"):
        process.finish()


def test_a_program_that_hangs_can_be_killed(tmp_path):
    frame = np.zeros((720, 1280, 3), np.uint8)
    ended = tmp_path / "ended by itself"
    code = "time.sleep(60); open(sys.argv[1], 'w')"
    process = python(code, str(ended), frame_bytes=frame.nbytes)
    process.write(frame)  # more than a pipe holds: the feeding thread is stuck in it
    process.kill()
    process.kill()
    assert not ended.exists()
    with pytest.raises(RenderError):
        process.write(frame)


@posix_only
def test_what_a_wrapper_started_is_killed_too(tmp_path):
    ended = tmp_path / "ended by itself"
    command = ["/bin/sh", "-c", f"sleep 60; touch {shlex.quote(str(ended))}"]
    process = FfmpegProcess(command, FRAME.nbytes, "film.mp4")
    process.write(FRAME)
    process.kill()
    assert not ended.exists()


def test_the_queue_is_bounded():
    frame = np.zeros((1000, 1400, 3), np.uint8)  # 4.2 MB
    process = python("time.sleep(60)", frame_bytes=frame.nbytes)
    accepted = []

    def frames():
        for number in range(200):
            yield frame
            accepted.append(number)  # asked for the next one: the last was taken

    def send():
        with pytest.raises(RenderError):
            film(process, frames())

    sender = threading.Thread(target=send)
    sender.start()
    wait_until(lambda: len(accepted) >= 7)
    time.sleep(0.3)
    assert len(accepted) <= 9  # 32 MiB wait, and one is on its way
    process.kill()
    sender.join(10)
    assert not sender.is_alive()


@posix_only
def test_it_runs_in_a_session_of_its_own():
    process = python("sys.stdin.buffer.read(); sys.exit(f'leader {os.getsid(0) == os.getpid()}')")
    with pytest.raises(RenderError, match="leader True"):
        process.finish()


def test_a_program_that_is_not_there(tmp_path):
    with pytest.raises(RenderError, match=r"cannot be started.*pip install"):
        FfmpegProcess([str(tmp_path / "ffmpeg")], 1, "film.mp4")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_named():
    size = (64, 48)
    process = FfmpegProcess(
        mp4_command(find_ffmpeg(), "/dev/full", Clip(size, 25)), 64 * 48 * 3, "film.mp4"
    )
    with pytest.raises(RenderError, match=r"disk is full.*film\.mp4.*free some space"):
        film(process, [np.zeros((48, 64, 3), np.uint8)] * 60)


@posix_only
def test_a_file_over_the_size_limit_is_named(tmp_path):
    resource = pytest.importorskip("resource")
    frames = np.random.default_rng(1).integers(0, 256, (60, 48, 64, 3), dtype=np.uint8)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        command = mp4_command(find_ffmpeg(), str(tmp_path / "a.mp4"), Clip((64, 48), 25))
        process = FfmpegProcess(command, 64 * 48 * 3, "film.mp4")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    with pytest.raises(RenderError, match=r"film\.mp4.*largest file size"):
        film(process, frames)


def test_the_sentence_drops_repetition_and_says_when_nothing_was_said():
    lines = ["[a @ 0x1] [b @ 0x2] First.", "[a @ 0x3] First.", "Second", "Third", "Fourth"]
    assert explain_failure("f.gif", 1, lines).endswith("it said: First; Second; Third.")
    assert "gave no reason" in explain_failure("f.gif", 1, [])
    assert shutil.which("sh") is None or signal.Signals(9).name in explain_failure("f", -9, [])
