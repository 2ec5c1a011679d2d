"""Being asked to stop at a moment when it can be answered."""

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

STOPS = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK", "SIGXCPU")
    if hasattr(signal, name)
]
"""Every signal that asks to stop: Ctrl-C, `kill`, a terminal that closes, time that is used up."""


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let a signal that asks to stop take effect at the end of the block if it comes inside.

    For the few short steps that must not be left half done: between starting a process and noting
    it, while files get their names, and while something is being cleaned up. Does nothing outside
    the main thread, which alone gets signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    with ExitStack() as stack:  # all are put back, even if one that comes meanwhile raises
        stack.callback(_raise_again, came)
        for number in STOPS:
            before = signal.getsignal(number)
            if before not in (None, signal.SIG_IGN):  # None: set from outside of Python
                stack.callback(signal.signal, number, before)
                signal.signal(number, lambda came_now, _frame: came.append(came_now))
        yield


def _raise_again(came: list[int]) -> None:
    for number in dict.fromkeys(came):
        signal.raise_signal(number)
