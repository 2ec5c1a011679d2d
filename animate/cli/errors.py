"""From any exception to one sentence and an exit status."""

import errno
import os
import traceback
from difflib import get_close_matches

import click

from ..safe_text import sentence
from .saying import say
from .signals import stopped_by

TRACEBACK_VARIABLE = "GRADREEL_TRACEBACK"
"""Set in the environment, it shows where an error came from."""

FAILED, WRONG_USAGE = 1, 2

_MISSING = {
    "scene": "a SCENE: a name from `gradreel list`, or the path of a .py file that has a SCENE",
    "outputs": "at least one output: -o with a file name, such as -o replay.mp4",
    "output": "an output: -o with a file name",
}


class Stopped(click.ClickException):
    """Ctrl-C or its like, with what became of the outputs."""

    exit_code = FAILED


def explain(error: BaseException) -> tuple[str, int]:
    """Return one short sentence, in one line, and the exit status 1 (failed) or 2 (wrong usage)."""
    told, status = _explain(error)
    return sentence(told), status


def show_traceback() -> None:
    """Print the traceback of the exception being handled if the environment asks for it."""
    if os.environ.get(TRACEBACK_VARIABLE):
        for line in traceback.format_exc().splitlines():
            say(line, err=True)


def _explain(error: BaseException) -> tuple[str, int]:
    if isinstance(error, click.UsageError):
        return _usage(error), WRONG_USAGE
    if isinstance(error, click.ClickException):
        return error.format_message(), error.exit_code
    if name := stopped_by(error):
        return f"Stopped by {name}.", FAILED
    return _explain_failure(error)


def _explain_failure(error: BaseException) -> tuple[str, int]:
    # Before gradreel's own errors, which cannot be imported either when numpy is missing.
    if isinstance(error, ImportError):
        return f"{error}; `gradreel doctor` says what is missing and what to type.", FAILED

    from gradreel.core.errors import (  # noqa: PLC0415 - takes numpy
        GradreelError,
        InvalidInput,
        is_out_of_memory,
    )

    if isinstance(error, GradreelError):
        return str(error), WRONG_USAGE if isinstance(error, InvalidInput) else FAILED
    if is_out_of_memory(error):
        return "The memory is used up; choose a smaller --size or close other programs.", FAILED
    if isinstance(error, SystemExit | GeneratorExit):
        return f"Code that gradreel ran ended the program, {type(error).__name__}: {error}.", FAILED
    if isinstance(error, OSError) and error.strerror:
        return _refused(error)

    from ..scene.loading import place_of_author  # noqa: PLC0415 - takes numpy

    ours = (
        f"gradreel itself failed, {type(error).__name__}: {error}; "
        f"set {TRACEBACK_VARIABLE}=1 to see where, and report it."
    )
    return place_of_author(error) or ours, FAILED


def _refused(error: OSError) -> tuple[str, int]:
    """Say what the system refused; that a name is too long, its giver can mend."""
    if error.errno == errno.ENAMETOOLONG:
        return f"The name {error.filename!r} is too long; give a shorter one.", WRONG_USAGE
    name = f" ({error.filename})" if error.filename else ""
    return f"The system refused a file{name}: {error.strerror}; check it and its disk.", FAILED


def _usage(error: click.UsageError) -> str:
    """Put click's words, which may be two sentences and a usage block, into one sentence."""
    command = error.ctx.command_path if error.ctx else "gradreel"
    name = error.param.name if isinstance(error, click.BadParameter) and error.param else None
    if isinstance(error, click.MissingParameter) and name in _MISSING:
        said = f"`{command}` needs {_MISSING[name]}"
    elif isinstance(error, click.NoSuchOption):
        # The dashes that all options begin with make none alike.
        plain = {each.lstrip("-"): each for each in error.possibilities or ()}
        alike = get_close_matches(error.option_name.lstrip("-"), plain)
        near = " or ".join(plain[each] for each in alike)
        hint = f"; did you mean {near}?" if near else ""
        said = f"There is no option {error.option_name}{hint}"
    else:
        said = error.format_message().rstrip(".")
    return said if said.endswith("?") else f"{said}; see `{command} --help`."
