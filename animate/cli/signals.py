"""Being stopped: by Ctrl-C, by `kill`, by a terminal that closes."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# As in core/interrupts.py, which takes numpy: what this file needs is there before anything else.
STOPS = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK", "SIGXCPU")
    if hasattr(signal, name)
]


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn every signal that asks to stop into a KeyboardInterrupt that says which one it was.

    Only the first counts: an impatient second one would break off the cleaning up. A signal that
    is ignored (as under nohup) stays ignored.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's alone
        return
    usual = (signal.SIG_DFL, signal.default_int_handler)
    theirs = {number: signal.getsignal(number) for number in STOPS}
    ours = [number for number, handler in theirs.items() if handler in usual]

    stopped = False

    def stop(number: int, _frame: FrameType | None) -> None:
        nonlocal stopped
        if not stopped:
            stopped = True
            name = "Ctrl-C" if number == signal.SIGINT else signal.Signals(number).name
            raise KeyboardInterrupt(name)

    for number in ours:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, theirs[number])
