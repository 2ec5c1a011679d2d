"""The one way to the terminal."""

import click

from ..safe_text import one_line


def say(line: str, *, err: bool = False) -> None:
    """Print one line; what names, files and other programs put into it cannot steer the terminal.

    Parameters
    ----------
    line
        What to print; an end of line within it becomes a space, so nothing can look like two.
    err
        Whether it goes to standard error.
    """
    click.echo(one_line(line), err=err)  # noqa: TID251 - this is the way
