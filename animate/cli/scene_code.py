"""Running code that is not ours: a scene's file, its surface, its panels."""

import contextlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ..scene.loading import blaming


@contextmanager
def running(given: str) -> Iterator[None]:
    """Keep what a scene's own code prints and raises apart from what the program says.

    Parameters
    ----------
    given
        The scene as it was typed.

    Raises
    ------
    RenderError
        The code failed; the sentence names its line.
    """
    # What it prints must not mix with the results; without a standard error it is lost.
    with contextlib.redirect_stdout(sys.stderr), blaming(given):
        yield
