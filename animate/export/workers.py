"""Processes that draw pieces of films or run sweeps, as an executor; and what each of them runs.

`concurrent.futures.ProcessPoolExecutor` is another way to have them. Here a process that dies fails
its own piece alone, Ctrl-C in the terminal is ours to handle, all can be ended at once, and a
script that renders need not guard itself against being run again by each.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any

from gradreel.core.errands import Work
from gradreel.core.errors import GradreelError, RenderError, is_out_of_memory
from gradreel.core.interrupts import interrupts_held

from ..scene.loading import place_of_author

ENDING_SECONDS = 5.0
"""Time that a process has to put away what it has begun; then it is ended at once."""

WAIT_SECONDS = 0.005

Call = tuple["Future[Any]", Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class Workers(Executor):
    """So many processes at most, each started when it is needed first; use it in a `with` block.

    Leaving the block ends them, whatever they are doing.
    """

    def __init__(self, most: int, work: Work) -> None:
        self._max_workers, self._what = most, work
        self._work: SimpleQueue[Call | None] = SimpleQueue()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._threads: list[threading.Thread] = []
        self._closed = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Ask for a call of what can be pickled; see `Executor.submit`."""
        future: Future[Any] = Future()
        self._work.put((future, fn, args, kwargs))
        if len(self._threads) < self._max_workers:
            thread = threading.Thread(target=self._serve, name="worker", daemon=True)
            self._threads.append(thread)
            thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more work, and end the processes; what was not begun is given up."""
        del wait, cancel_futures
        with interrupts_held():
            self._closed = True
            for _ in self._threads:
                self._work.put(None)
            for process in self._processes:
                _ask_to_end(process)
            until = time.monotonic() + ENDING_SECONDS
            while any(thread.is_alive() for thread in self._threads):
                if time.monotonic() > until:
                    for process in self._processes:
                        process.kill()
                time.sleep(WAIT_SECONDS)

    def _serve(self) -> None:
        process: subprocess.Popen[bytes] | None = None
        while (work := self._work.get()) is not None and not self._closed:
            future, *call = work
            if not future.set_running_or_notify_cancel():
                continue
            try:
                process = process or self._start()
                future.set_result(_answer(process, call))
            except _Gone:
                assert process
                future.set_exception(_lost(_bury(process), self._what))
                process = None
            except Exception as error:
                future.set_exception(error)
        if process:
            _bury(process)

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", _PROGRAM], stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise RenderError(
                f"No further process could be started ({error.strerror or error}): give fewer "
                "--jobs."
            ) from error
        self._processes.append(process)
        if self._closed:
            _ask_to_end(process)
        with suppress(OSError):  # what becomes of it is seen with the first answer
            _send(_pipe(process.stdin), sys.path)
        return process


class _Gone(Exception):
    """A process ended before it answered."""


def _answer(process: subprocess.Popen[bytes], call: list[Any]) -> Any:
    told = pickle.dumps(call)
    try:
        pipe = _pipe(process.stdin)
        pipe.write(told)
        pipe.flush()
        done, answer = pickle.load(_pipe(process.stdout))  # noqa: S301 - of our own process
    except (OSError, EOFError, pickle.UnpicklingError) as error:
        raise _Gone from error
    if not done:
        raise answer
    return answer


def _lost(status: int, work: Work) -> RenderError:
    how = f"with status {status}"
    if status < 0:
        with suppress(ValueError):
            how = f"by {signal.Signals(-status).name}"
    return RenderError(
        f"A process that {work.part} was ended {how}, as systems do where the memory is used up: "
        f"give fewer --jobs or {work.less}."
    )


def _bury(process: subprocess.Popen[bytes]) -> int:
    """Wait until a process has ended, and return its exit status."""
    with suppress(OSError):
        _pipe(process.stdin).close()  # which it takes for a good-bye
    status = process.wait()
    _pipe(process.stdout).close()
    return status


def _ask_to_end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe
    return pipe


def _send(pipe: IO[bytes], thing: object) -> None:
    pickle.dump(thing, pipe)
    pipe.flush()


_PROGRAM = f"from {__name__} import serve; serve()"


def serve() -> None:
    """Answer calls from standard input on standard output, until it ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the code of a scene prints is no answer
    signal.signal(signal.SIGTERM, _stop)
    calls = sys.stdin.buffer
    sys.path[:] = pickle.load(calls)  # noqa: S301 - of the process that started this one
    with suppress(EOFError, OSError, _Stopped):
        while True:
            _send(answers, _outcome(calls))


class _Stopped(BaseException):
    """What this process is told before it ends: to put away what it has begun."""


def _stop(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)
    raise _Stopped


def _outcome(calls: IO[bytes]) -> tuple[bool, Any]:
    try:
        fn, args, kwargs = pickle.load(calls)  # noqa: S301 - of the process that started this one
        return True, fn(*args, **kwargs)
    except (EOFError, _Stopped):
        raise
    except GradreelError as error:
        return False, error
    except BaseException as error:  # as sys.exit() in the code of a scene
        if is_out_of_memory(error):
            return False, MemoryError()
        told = f"A part of the work failed, {type(error).__name__}: {error}."
        return False, RenderError(place_of_author(error) or told)
