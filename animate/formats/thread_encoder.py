"""What the formats that are made here, without ffmpeg, share."""

import errno
import threading
import time
from abc import abstractmethod
from collections.abc import Iterable
from pathlib import Path

from gradreel.core.errors import RenderError

from .clip import Clip, Frame
from .encoder import Encoder
from .frame_queue import FrameQueue

WAIT_SECONDS = 0.002


class ThreadEncoder(Encoder):
    """An `Encoder` whose frames are encoded in a thread of its own; a format adds its `_make`."""

    def __init__(self, path: str | Path, clip: Clip) -> None:
        super().__init__(path, clip)
        self._frames = FrameQueue(clip.channels * clip.size[0] * clip.size[1])
        self._error: Exception | None = None
        self._thread: threading.Thread | None = None
        self._ended = False
        self._done = 0

    @abstractmethod
    def _make(self, frames: Iterable[Frame]) -> None:
        """Make the whole of ``frames`` in the temporary place; runs in the thread.

        An OSError in it is put into a sentence. After each frame it adds one to ``_done``.
        """

    @property
    def encoded(self) -> int:
        """How many of the frames written are really done; at most those written."""
        return self._written if self._finished else min(self._done, self._written)

    def _start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="encoder", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._make(self._frames)
        except Exception as error:
            self._error = error
        self._frames.close()
        self._ended = True

    def _encode(self, frame: Frame) -> None:
        if self._thread is None:
            raise RenderError(f"{self.path.name} is not open: write to it in a `with` block.")
        if not self._frames.put(frame):
            self._raise_failure()

    def end(self) -> None:
        """Say that no frame follows; the thread does the rest meanwhile."""
        self._frames.end()

    def _end(self) -> None:
        self.end()
        self._wait()
        self._raise_failure()

    def _kill(self) -> None:
        self._frames.close()
        self._wait()

    def _wait(self) -> None:
        # Not Thread.join alone: Ctrl-C within it can leave its lock held.
        if self._thread is not None:
            while not self._ended:
                time.sleep(WAIT_SECONDS)
            self._thread.join()

    def _raise_failure(self) -> None:
        if isinstance(self._error, OSError):
            self._staged.size()  # a folder that went away says more than what follows from it
            raise RenderError(explain_refusal(self.path.name, self._error)) from self._error
        if self._error is not None:
            raise self._error


def explain_refusal(output: str, error: OSError) -> str:
    """Put what the system said into one sentence that says what to do."""
    if error.errno == errno.ENOSPC:
        return f"The disk is full, {output} was not written: free some space or choose another."
    if error.errno == errno.EFBIG:
        return f"{output} was not written: it grew over the largest file size allowed here."
    return (
        f"{output} could not be written ({error.strerror or error}): check its folder and disk, "
        "or choose another."
    )
