"""How long another program may do nothing before it counts as hanging."""

from __future__ import annotations

import contextlib
import math
import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from gradreel.core.errors import InvalidInput, RenderError

VARIABLE = "GRADREEL_FFMPEG_SECONDS"
"""Set in the environment, it says how long ffmpeg may do nothing."""

USUAL_SECONDS = 60.0
"""Generous: a loaded machine may take many seconds for one large frame."""

ANSWER_SECONDS = 30.0
"""For a question that is usually answered at once."""

_LOOKS = 10  # in the time that is allowed

MOST_SAID = 2**24
"""Bytes that are read of an answer; a list of all that ffmpeg can do has 100,000."""


def patience(usual: float = USUAL_SECONDS) -> float:
    """Return how many seconds ffmpeg may do nothing: `usual`, or what the environment says.

    Raises
    ------
    InvalidInput
        The environment says something else than a number of seconds.
    """
    text = os.environ.get(VARIABLE)
    if not text:
        return usual
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise InvalidInput(
            f"{VARIABLE} is {text!r}: give the seconds that ffmpeg may do nothing, such as 60, or "
            "unset it."
        )
    return seconds


def hanging(what: str, seconds: float) -> RenderError:
    """Return what is told of an ffmpeg that hung while doing something."""
    unit = "second" if seconds == 1 else "seconds"
    return RenderError(
        f"ffmpeg did nothing for {seconds:g} {unit} while {what} and was ended; check it with "
        f"`ffmpeg -version`, or set {VARIABLE} to more seconds."
    )


def start(command: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
    """Start ffmpeg with a session of its own, so that Ctrl-C in the terminal is ours to handle.

    Raises
    ------
    RenderError
        It cannot be started.
    """
    try:
        return subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True, **options)
    except OSError as error:
        raise RenderError(
            f"ffmpeg cannot be started as {command[0]!r} ({error.strerror}): install it anew, "
            'or type `pip install "imageio[ffmpeg]"`.'
        ) from error


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program at once, with whatever it started if it leads a session of its own."""
    # Never after the process was waited for, when its number may belong to another.
    if os.name == "posix" and process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def signal_name(number: int) -> str:
    """Return what a signal is called; most real-time signals have a number alone."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


class Watchdog:
    """Ends a program that we wait for and that does nothing.

    Only the time counts in which we wait, not that in which we are busy ourselves.

    Parameters
    ----------
    process
        Started with a session of its own.
    what
        What it is doing, for the error.
    seconds
        How long it may do nothing.
    """

    def __init__(self, process: subprocess.Popen[bytes], what: str, seconds: float) -> None:
        self.what = what
        self._process, self._seconds = process, seconds
        self._waiting = self._ended = False
        self._idle = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="ffmpeg watchdog", daemon=True)
        self._thread.start()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Wait for the program within the block.

        Raises
        ------
        RenderError
            It was ended, as it did nothing for too long.
        """
        self._idle = 0
        self._waiting = True
        try:
            yield
        finally:
            self._waiting = False
        if self._ended:
            raise hanging(self.what, self._seconds)

    def close(self) -> None:
        """Watch no longer."""
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(self._seconds / _LOOKS):
            self._idle += 1
            if self._waiting and self._idle > _LOOKS:
                self._ended = True
                end(self._process)
                return


class Voice:
    """What a program says on its standard output; whoever reads waits only so long.

    At the end of it RenderError says if a signal ended the program.
    """

    def __init__(self, process: subprocess.Popen[bytes], dog: Watchdog) -> None:
        assert process.stdout is not None
        self._process, self._pipe, self._dog = process, process.stdout, dog

    def read(self, size: int) -> bytes:
        """Read so many bytes, fewer only at the end."""
        with self._dog.waiting():
            said = self._pipe.read(size)
        if len(said) < size:
            self._check_not_killed()
        return said

    def readline(self, size: int = MOST_SAID) -> bytes:
        """Read a line of at most so many bytes, none at the end."""
        with self._dog.waiting():
            line = self._pipe.readline(size)
        if not line:
            self._check_not_killed()
        return line

    def __iter__(self) -> Iterator[bytes]:
        """Go through the lines."""
        return iter(self.readline, b"")

    def status(self) -> int:
        """Wait until the program ends by itself, and return its exit status."""
        with self._dog.waiting():
            return self._process.wait()

    def _check_not_killed(self) -> None:
        """Raise RenderError if a signal ended it: what it read is not to blame then."""
        if (status := self.status()) < 0:
            raise RenderError(
                f"ffmpeg was ended by {signal_name(-status)} while {self._dog.what}; check it with "
                "`ffmpeg -version`."
            )


@contextmanager
def listening(command: Sequence[str], what: str, seconds: float) -> Iterator[Voice]:
    """Start ffmpeg, and give what it says; it is ended with the block.

    Parameters
    ----------
    command
        The program and its arguments.
    what
        What it is doing, for the error.
    seconds
        How long it may do nothing while it is waited for.

    Raises
    ------
    RenderError
        It cannot be started, or it hung and was ended.
    """
    with start(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        dog = Watchdog(process, what, seconds)
        try:
            yield Voice(process, dog)
        finally:
            end(process)
            dog.close()


def ask(command: Sequence[str], what: str) -> str:
    """Return what ffmpeg answers, as far as it can be meant; the parameters are as above.

    Raises
    ------
    RenderError
        It cannot be started, it failed, or it hung and was ended.
    """
    with listening(command, what, patience(ANSWER_SECONDS)) as voice:
        said = voice.read(MOST_SAID)
        if len(said) < MOST_SAID and (status := voice.status()):
            raise RenderError(f"{command[0]!r} failed with exit status {status} while {what}.")
    return said.decode(errors="replace")
