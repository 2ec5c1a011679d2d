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


_asked: list[str] = []
"""What asked to stop, if anything has, while `stoppable` runs."""


def stopped_by(error: BaseException) -> str:
    """Return what asked to stop if an error comes of it, "Ctrl-C" or the signal; else "".

    A KeyboardInterrupt does. Within C code, such as matplotlib's, it may be lost, and what is
    raised instead is about something else: so does what comes after a signal without one.
    """
    if isinstance(error, KeyboardInterrupt):
        return str(error) or "Ctrl-C"
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, KeyboardInterrupt):
            return ""  # the signal was answered; this went wrong on the way out
        seen = seen.__cause__ or seen.__context__
    return _asked[0] if _asked else ""


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

    def stop(number: int, _frame: FrameType | None) -> None:
        if not _asked:
            _asked.append("Ctrl-C" if number == signal.SIGINT else signal.Signals(number).name)
            raise KeyboardInterrupt(_asked[0])

    for number in ours:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, theirs[number])
        _asked.clear()
