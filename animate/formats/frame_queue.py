"""Frames on their way from who draws to who encodes: a few at a time, in order."""

import queue
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

QUEUE_BYTES = 32 * 2**20
POLL_SECONDS = 0.2


class FrameQueue:
    """A bounded queue between two threads, so that memory does not grow with the film.

    Parameters
    ----------
    frame_bytes
        Size of one frame; fixes how many may wait.
    """

    closed: bool

    def __init__(self, frame_bytes: int) -> None:
        self.closed = False
        # Two queues that have no lock in Python: Ctrl-C inside queue.Queue, threading.Event or
        # Thread.join can leave their locks held, and the clean-up would wait for ever.
        self._frames: queue.SimpleQueue[NDArray[np.uint8] | None] = queue.SimpleQueue()
        self._slots: queue.SimpleQueue[None] = queue.SimpleQueue()
        for _ in range(max(2, min(16, QUEUE_BYTES // max(frame_bytes, 1)))):
            self._slots.put(None)

    def put(self, frame: NDArray[np.uint8], wait: Callable[[float], None] | None = None) -> bool:
        """Add a frame, waiting for a place; return whether it was taken: not once `closed`.

        The frame is not copied: the caller must not change it afterwards. While there is no place,
        `wait` is told now and then how many seconds went by; what it raises ends the waiting.
        """
        while not self.closed:
            try:
                # In slices of time: without a timeout Ctrl-C cannot interrupt it on Windows.
                self._slots.get(timeout=POLL_SECONDS)
            except queue.Empty:
                if wait:
                    wait(POLL_SECONDS)
                continue
            self._frames.put(frame)
            return True
        return False

    def end(self) -> None:
        """Say that no frame follows."""
        self._frames.put(None)

    def close(self) -> None:
        """Take no more frames, and let who takes them stop; from either side."""
        self.closed = True
        self._frames.put(None)  # wakes the other side if it waits for a frame

    def __iter__(self) -> Iterator[NDArray[np.uint8]]:
        """Take the frames until the end, or until closed."""
        while (frame := self._frames.get()) is not None and not self.closed:
            yield frame
            self._slots.put(None)
