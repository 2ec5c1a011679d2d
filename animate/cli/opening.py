"""Showing what was made with the program that the system has for it."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from gradreel.core.errors import RenderError


def open_file(path: Path) -> None:
    """Open a file with the system's own program, or in a browser.

    Raises
    ------
    RenderError
        Nothing here opens it.
    """
    if click.launch(str(path)) and not webbrowser.open(path.resolve().as_uri()):
        raise RenderError(
            f"{path} was made, and nothing here opens it: open it by hand, or leave out --open."
        )
