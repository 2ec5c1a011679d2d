"""Waiting for what another process or thread does, without reading a clock."""

import time
from collections.abc import Callable

import pytest

PATIENCE = 600
"""Seconds that a test allows a program that should end at once: a busy machine is no fault."""

_TRIES = 100 * PATIENCE


def wait_until(condition: Callable[[], object], tries: int = _TRIES) -> None:
    """Return when the condition holds; what never happens fails in the end."""
    for _ in range(tries):
        if condition():
            return
        time.sleep(0.01)
    pytest.fail("it never happened")
