"""Waiting for what another process or thread does, without reading a clock."""

import time
from collections.abc import Callable

import pytest

_TRIES = 6000


def wait_until(condition: Callable[[], object], tries: int = _TRIES) -> None:
    """Return when the condition holds; what never happens fails after a minute or longer."""
    for _ in range(tries):
        if condition():
            return
        time.sleep(0.01)
    pytest.fail("it never happened")
