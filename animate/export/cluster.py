"""Dask's scheduler as an executor: who draws, where others' machines are to."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass

from gradreel.core.errors import InvalidInput, RenderError

_ADDRESS = re.compile(r"(?:[a-z]+://)?(?:[^\s/:]+|\[[0-9a-fA-F:]+\]):\d{1,5}/?")

ANSWER_SECONDS = 10.0
"""How long a scheduler may take to answer at first."""

RETRIES = 2
"""A piece that is lost with its worker is drawn again anyhow; so often also one that fails."""


@dataclass(frozen=True)
class Cluster:
    """An executor, and how many calls it runs at a time."""

    executor: Executor
    most: int


_TALKERS = ("distributed", "tornado", "asyncio")
"""Loggers that tell of each lost connection, with tracebacks."""


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own log off standard error within the block: what matters is raised."""
    names = [each for each in logging.root.manager.loggerDict if each.partition(".")[0] in _TALKERS]
    loggers = [logging.getLogger(each) for each in {*names, *_TALKERS}]
    before = [each.handlers for each in loggers]
    for each in loggers:
        # A file's is of a subclass: who keeps a log of their own keeps it.
        rest = [handler for handler in each.handlers if type(handler) is not logging.StreamHandler]
        each.handlers = [*rest, logging.NullHandler()]
    try:
        yield
    finally:
        for each, handlers in zip(loggers, before, strict=True):
            each.handlers = handlers


@contextmanager
def dask(address: str) -> Iterator[Cluster]:
    """Let a Dask cluster run calls within the block.

    Parameters
    ----------
    address
        Of its scheduler, such as "tcp://10.0.0.5:8786" or "10.0.0.5:8786".

    Raises
    ------
    InvalidInput
        It is no address, or no worker is there.
    RenderError
        Dask is not installed, or nobody answers.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and it takes a second
    except ImportError as error:
        raise RenderError(
            "A cluster needs the package distributed, which is not there: type "
            '`pip install "gradreel[cluster]"`.'
        ) from error
    if not _ADDRESS.fullmatch(
        address
    ):  # a client that was begun in vain would end with a traceback
        raise InvalidInput(
            f"{address!r} is no address of a scheduler; give one such as tcp://10.0.0.5:8786."
        )
    try:
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except ValueError as error:
        raise InvalidInput(
            f"{address!r} is no address of a scheduler ({error}); give one such as "
            "tcp://10.0.0.5:8786."
        ) from error
    except OSError as error:
        raise RenderError(
            f"No Dask scheduler answers at {address!r}; start one with `dask scheduler`, or give "
            "its address."
        ) from error
    with _quiet(), client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise InvalidInput(
                f"The Dask scheduler at {address!r} has no workers; start some with `dask worker "
                f"{address}`."
            )
        yield Cluster(client.get_executor(pure=False, retries=RETRIES), threads)
