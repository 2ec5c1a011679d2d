"""Work in parts that others do: asked for in order, a few ahead, taken as it comes."""

from collections.abc import Generator, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, Protocol, TypeVar

from .errors import GradreelError, RenderError

POLL_SECONDS = 0.2
"""In slices of time: without a timeout Ctrl-C cannot interrupt waiting on Windows."""

AHEAD = 2
"""Parts that are asked for at a time, for each process: more would wait in memory."""


class Runs(Protocol):
    """What a process is asked for; it can be pickled."""

    def run(self) -> Any:
        """Do it, and return what is to come back."""


E = TypeVar("E", bound=Runs)


class Work(NamedTuple):
    """What the sentences on a failure call the work.

    Attributes
    ----------
    part
        What a process did: "drew a part of the film".
    whole
        What all do: "draw the film".
    less
        What would need less memory: "a smaller --size".
    """

    part: str
    whole: str
    less: str


def answers(
    executor: Executor, errands: Iterator[E], most: int, work: Work
) -> Generator[tuple[E, Any]]:
    """Go through errands and what they return as they come; a few are asked for ahead.

    Raises
    ------
    RenderError
        One failed, or whoever was to do it has gone.
    """
    # Not futures.wait: Ctrl-C within it can leave locks held that other threads wait for.
    came: SimpleQueue[Future[Any]] = SimpleQueue()
    asked: dict[Future[Any], E] = {}
    try:
        while True:
            for errand in errands:
                future = _submitted(executor, errand, work)
                asked[future] = errand
                future.add_done_callback(came.put)
                if len(asked) >= most:
                    break
            if not asked:
                return
            future = _next(came)
            errand = asked.pop(future)
            yield errand, _result(future, work)
    finally:
        for future in asked:
            future.cancel()


def _submitted(executor: Executor, errand: Runs, work: Work) -> Future[Any]:
    try:
        return executor.submit(type(errand).run, errand)
    except GradreelError:
        raise
    except Exception as error:  # as one that was shut down, or whose processes have gone
        raise _failed(error, work) from error


def _next(came: SimpleQueue[Future[Any]]) -> Future[Any]:
    while True:
        with suppress(Empty):
            return came.get(timeout=POLL_SECONDS)


def _result(future: Future[Any], work: Work) -> Any:
    try:
        return future.result()
    except GradreelError:
        raise
    except MemoryError as error:
        raise RenderError(
            f"A process that {work.part} ran out of memory: give fewer --jobs or {work.less}."
        ) from error
    except Exception as error:  # as BrokenProcessPool, or what a cluster says
        raise _failed(error, work) from error


def _failed(error: Exception, work: Work) -> RenderError:
    told = ": ".join(filter(None, [type(error).__name__, str(error).rstrip(".")]))
    if isinstance(error, CancelledError):  # nobody here cancels what is waited for
        told = "what they were asked for was cancelled, as by a scheduler that has gone"
    return RenderError(
        f"The processes that {work.whole} failed, {told}; start them again, or give --jobs 1 and "
        f"no --dask to {work.whole} here."
    )
