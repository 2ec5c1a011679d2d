"""Finding ffmpeg and feeding it frames."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import IO

import numpy as np
from numpy.typing import NDArray

from gradreel.core.errors import RenderError

from .frame_queue import FrameQueue
from .patience import end, hanging, patience, signal_name, start

PIPE_BYTES = 2**20
WAIT_SECONDS = 0.002
LAST_LINES = 20
TOLD_LINES = 3
LINE_BYTES = 4096
TOLD_LETTERS = 300
LAST_WORDS_SECONDS = 5.0
IMAGEIO_VARIABLE = "IMAGEIO_FFMPEG_EXE"


def find_ffmpeg() -> str:
    """Return the path of the ffmpeg to use: the one on the PATH, else imageio-ffmpeg's.

    Raises
    ------
    RenderError
        There is neither; the sentence says what to type.
    """
    if on_path := shutil.which("ffmpeg"):
        return on_path
    chosen = os.environ.get(IMAGEIO_VARIABLE)
    if chosen and not shutil.which(chosen):
        raise RenderError(
            f"{IMAGEIO_VARIABLE} is {chosen!r}, which is no program that can be run: give the path "
            "of an ffmpeg, or unset it."
        )
    try:
        import imageio_ffmpeg  # noqa: PLC0415 - only where no ffmpeg is installed

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError) as error:
        raise RenderError(
            "no ffmpeg was found, neither on the PATH nor from imageio-ffmpeg: "
            'type `pip install "imageio[ffmpeg]"`, or install ffmpeg with your system\'s packages.'
        ) from error


class FfmpegProcess:
    """A running ffmpeg that takes raw frames on its standard input.

    A thread feeds it from a bounded queue, so drawing goes on while ffmpeg is busy and memory does
    not grow with the film; two more drain what it says, so it never stalls on a full pipe.

    Parameters
    ----------
    command
        The whole command; it reads ``pipe:0`` and reports with ``-progress pipe:1``.
    frame_bytes
        Size of one frame; fixes how many may wait in the queue.
    output
        Name of what is being made, for error messages.

    Attributes
    ----------
    taken, encoded
        How many frames ffmpeg has taken, and how many it says it has encoded.

    Raises
    ------
    RenderError
        The program cannot be started.
    """

    taken: int
    encoded: int

    def __init__(self, command: Sequence[str], frame_bytes: int, output: str) -> None:
        self.encoded = 0  # as ffmpeg says
        self.taken = 0
        self._output = output
        self._patience = patience()
        self._idle, self._signs = 0.0, (0, 0)
        self._last_lines: deque[str] = deque(maxlen=LAST_LINES)
        self._frames = FrameQueue(frame_bytes)  # closed when ffmpeg no longer takes what we send
        self._threads: list[threading.Thread] = []
        self._ended: list[threading.Thread] = []
        self._process = _start(command)
        try:
            self._start_thread(self._feed, self._process.stdin)
            self._start_thread(self._follow, self._process.stdout)
            self._start_thread(self._listen, self._process.stderr)
        except BaseException:
            self.kill()
            raise

    def write(self, frame: NDArray[np.uint8]) -> None:
        """Queue one frame; waits while the queue is full.

        The frame is not copied: the caller must not change it afterwards.

        Raises
        ------
        RenderError
            ffmpeg died, hung or stopped reading; its own last words are in the sentence.
        """
        if not self._frames.put(frame, self._wait):
            raise self._failure()

    def end(self) -> None:
        """Send what is queued and close the input; waits for nothing."""
        self._frames.end()

    def finish(self) -> None:
        """Send what is queued, close the input and wait until ffmpeg has written everything.

        Raises
        ------
        RenderError
            ffmpeg failed or hung; its own last words are in the sentence.
        """
        self.end()
        while not self._all_ended() or self._process.poll() is None:
            time.sleep(WAIT_SECONDS)
            self._wait(WAIT_SECONDS)
        self._join(self._threads)
        if self._process.returncode != 0 or self._frames.closed:
            raise self._failure()

    def kill(self) -> None:
        """End ffmpeg at once, with whatever it started, and wait until nothing of it is left."""
        self._frames.close()
        end(self._process)  # the whole group: a wrapper script's child would hold the pipes open
        self._join(self._threads)
        self._process.wait()

    def _wait(self, seconds: float) -> None:
        """Count time in which we wait and nothing happens; end an ffmpeg that hangs."""
        signs = (self.taken, self.encoded)  # not words: one that hangs may complain for ever
        if signs != self._signs:
            self._signs, self._idle = signs, 0.0
        self._idle += seconds
        if self._idle > self._patience:
            self.kill()
            raise hanging(f"writing {self._output}", self._patience)

    def _start_thread(self, work: Callable[[IO[bytes]], None], pipe: IO[bytes] | None) -> None:
        assert pipe is not None

        def run() -> None:
            try:
                work(pipe)
            finally:
                self._ended.append(threading.current_thread())

        thread = threading.Thread(target=run, name=f"ffmpeg {work.__name__}", daemon=True)
        thread.start()
        self._threads.append(thread)

    def _all_ended(self) -> bool:
        return all(thread in self._ended for thread in self._threads)

    def _join(self, threads: Sequence[threading.Thread]) -> None:
        """Wait for threads, but not for pipes that a stranger holds open: they end with us."""
        # Not Thread.join alone: Ctrl-C within it can leave its lock held.
        for _ in range(round(LAST_WORDS_SECONDS / WAIT_SECONDS)):
            if all(thread in self._ended for thread in threads):
                for thread in threads:
                    thread.join()
                return
            time.sleep(WAIT_SECONDS)

    def _failure(self) -> RenderError:
        self._join(self._threads[-1:])  # let it say why
        self.kill()
        return RenderError(
            explain_failure(self._output, self._process.returncode, list(self._last_lines))
        )

    def _feed(self, pipe: IO[bytes]) -> None:
        try:
            with pipe:
                for frame in self._frames:
                    pipe.write(frame.data)
                    pipe.flush()  # Python 3.14 would keep small frames back, up to 128 kB of them
                    self.taken += 1
        except OSError:  # BrokenPipeError, and EINVAL on Windows: ffmpeg has gone
            self._frames.close()

    def _follow(self, pipe: IO[bytes]) -> None:
        with pipe:
            for line in _lines(pipe):
                if done := re.match(rb"frame=\s*(\d+)", line):
                    self.encoded = int(done[1])

    def _listen(self, pipe: IO[bytes]) -> None:
        with pipe:
            for line in _lines(pipe):
                if text := line.decode(errors="replace").strip():
                    self._last_lines.append(text)


def _lines(pipe: IO[bytes]) -> Iterator[bytes]:
    """Go through the lines; one without an end comes in pieces, as memory is not without end."""
    return iter(partial(pipe.readline, LINE_BYTES), b"")


def explain_failure(output: str, status: int, lines: Sequence[str]) -> str:
    """Put ffmpeg's exit status and last lines into one sentence that says what to do."""
    # "[out#0/mp4 @ 0x55d0c0] text" -> "text"; the rest of a cascade only repeats the first lines.
    words = [re.sub(r"^(\[[^\]]*\]\s*)+", "", line).rstrip(".:") for line in lines]
    said = "; ".join(list(dict.fromkeys(word for word in words if word))[:TOLD_LINES])
    if "No space left on device" in said:
        return f"The disk is full, {output} was not written: free some space or choose another."
    if "File too large" in said:
        return f"{output} was not written: it grew over the largest file size allowed here."
    if len(said) > TOLD_LETTERS:
        said = f"…{said[-TOLD_LETTERS:]}"
    if status < 0:
        ending = f"was ended by {signal_name(-status)}"
    elif status == 0:
        ending = "stopped before the last frame"
    else:
        ending = f"failed with status {status}"
    reason = f"it said: {said}" if said else "it gave no reason; check it with `ffmpeg -version`"
    return f"ffmpeg {ending} while writing {output}; {reason}."


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    process = start(
        command,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        restore_signals=False,  # a file grown too large is then an error with words
    )
    assert process.stdin is not None
    _widen(process.stdin)
    return process


def _widen(pipe: IO[bytes]) -> None:
    """Let the kernel hold more than 64 kB between us and ffmpeg: fewer switches a frame."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - not there on Windows

        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
