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

    Raises
    ------
    RenderError
        Standard output takes no more, as a file on a full disk; what was to be made is made.
    """
    try:
        click.echo(one_line(line), err=err)  # noqa: TID251 - this is the way
    except BrokenPipeError:  # the reader has seen enough
        raise
    except OSError as error:
        if err:
            raise
        from gradreel.core.errors import RenderError  # noqa: PLC0415 - takes numpy

        raise RenderError(
            f"Standard output took no more ({error.strerror}), so not all could be told; what was "
            "to be written to files is there."
        ) from error
