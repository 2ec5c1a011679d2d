"""How a group lists its commands, answers a misspelt one, and how a run begins and ends.

Only click is imported here, and a command when it is run: `gradreel --help` is at once.
"""
# ruff: noqa: PLC0415

import contextlib
import io
import logging
import os
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from .errors import explain, show_traceback
from .saying import say

COMPLETION = "_GRADREEL_COMPLETE"
"""Set by a shell that asks for completions, as `gradreel completion` tells it to."""

_main_runs = False


class Group(click.Group):
    """A group of commands; a misspelt one gets the nearest names."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that `args` begin with."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            near = get_close_matches(args[0], self.commands)
            hint = f"did you mean {' or '.join(near)}?" if near else ""
            known = f"choose one of {', '.join(self.commands)}"
            raise click.UsageError(f"There is no command {args[0]!r}; {hint or known}", ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands in the order in which they are defined."""
        return list(self.commands)


class Program(Group):
    """The group of all commands, each in a file of its name that is read when it is run.

    Parameters
    ----------
    rows
        The one line of help of each command, by its name: all that help and completion need.
    """

    def __init__(self, rows: Mapping[str, str], **options: Any) -> None:
        listed = {name: click.Command(name, help=line) for name, line in rows.items()}
        super().__init__(commands=listed, **options)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that `args` begin with, and read its file."""
        from .project import defaults_for

        name, known, rest = super().resolve_command(ctx, args)
        if known is None:  # a shell asks what may come after a misspelt one
            return name, known, rest
        command = load_command(args[0])
        if not ctx.resilient_parsing:
            ctx.default_map = {args[0]: defaults_for(command)}
        return name, command, rest


def load_command(name: str) -> click.Command:
    """Read the file of a command, and return what it calls `command`."""
    command: click.Command = import_module(f"{__package__}.commands.{name}").command
    return command


def run(group: click.Group, arguments: Sequence[str]) -> int:
    """Run a command, say what went wrong in one line, and return the exit status."""
    _keep_standard_streams()
    _ignore_matplotlib_settings()
    if isinstance(sys.stdout, io.TextIOWrapper):  # a path may hold what the terminal cannot show
        sys.stdout.reconfigure(errors="backslashreplace")
    status = 0
    try:
        if instruction := os.environ.get(COMPLETION):
            return _complete(group, instruction)
        with _warnings(), group.make_context("gradreel", list(arguments)) as ctx:
            group.invoke(ctx)
    except click.exceptions.Exit as error:  # after --help
        status = error.exit_code
    except BrokenPipeError:  # `gradreel list | head -1`: the reader has seen enough
        pass
    except BaseException as error:  # a scene's own code may raise anything
        show_traceback()
        sentence, status = explain(error)
        with contextlib.suppress(OSError):  # nobody reads standard error: the status says it
            say(f"Error: {sentence}", err=True)
    _flush()
    return status


def _complete(group: click.Group, instruction: str) -> int:
    """Answer a shell; what goes wrong is not told, since it would stand in the line being typed."""
    from click.shell_completion import shell_complete

    with contextlib.suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return shell_complete(group, {}, "gradreel", COMPLETION, instruction)
    return 1


@contextlib.contextmanager
def _warnings() -> Iterator[None]:
    """Say what a picture lacks in one line, without the place in the code; not with --quiet.

    numpy's warnings about a user's numbers stay off standard error: a loss may well have no value
    somewhere, that is a result. What gradreel's own lines warn of would be a fault, which its
    tests find.
    """
    usual = warnings.showwarning

    def show(message: Any, category: type[Warning], *place: Any, **more: Any) -> None:
        if category.__name__ == "MissingGlyphs":
            asked = click.get_current_context(silent=True)
            if not (asked and asked.params.get("quiet")):
                say(f"Note: {message}", err=True)
        else:
            usual(message, category, *place, **more)

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"(?!gradreel\.)")
        warnings.filterwarnings("always", message="No font has ")
        warnings.showwarning = show
        yield


def _keep_standard_streams() -> None:
    """Open what a service closed: the next file would take its number, and get its messages."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free


def _ignore_matplotlib_settings() -> None:
    """Keep the user's matplotlib out of it: themes fix every setting, and only Agg draws."""
    os.environ.pop("MPLBACKEND", None)  # a name that matplotlib does not know is fatal
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it complains of the user's file


def _flush() -> None:
    """Write out what was printed; without a reader, drop it now: Python would complain later."""
    try:
        if sys.stdout:  # None if it was closed before the start
            sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def once() -> Iterator[None]:
    """Refuse to run within a run: a scene's file that renders itself would never end."""
    global _main_runs  # noqa: PLW0603 - whether it runs is a fact of the process
    if _main_runs:
        from gradreel.core.errors import InvalidInput

        raise InvalidInput(
            "main() was called while a scene was read; put the call under "
            '`if __name__ == "__main__":`.'
        )
    _main_runs = True
    try:
        yield
    finally:
        _main_runs = False
