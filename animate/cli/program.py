"""The commands, their options and the way in. What a command does is in the file of its name.

Only click is imported here, and each command imports its own work: `gradreel --help` is at once.
"""
# ruff: noqa: PLC0415

import contextlib
import io
import logging
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from .errors import explain, show_traceback
from .options.job import job_options
from .options.look import (
    THEME_NAMES,
    Look,
    folder_path,
    input_path,
    look_options,
    output_path,
    parse_size,
    quiet_option,
)
from .options.race import entry_options, ground_options
from .race_commands import RACE_COMMANDS
from .saying import say
from .signals import stoppable

_scene = click.argument("scene")


class Program(click.Group):
    """The group of all commands; a misspelt one gets the nearest names."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that `args` begin with."""
        if args[0] not in self.commands:
            near = get_close_matches(args[0], self.commands)
            hint = f"did you mean {' or '.join(near)}?" if near else ""
            known = f"choose one of {', '.join(self.commands)}"
            raise click.UsageError(f"There is no command {args[0]!r}; {hint or known}", ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands in the order in which they are defined here."""
        return list(self.commands)


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: gradreel render adagrad_replay -o replay.mp4 -o replay.gif",
)
@click.version_option(package_name="gradreel", message="gradreel %(version)s")
@click.pass_context
def program(ctx: click.Context) -> None:
    """Replay how optimizers move over a loss surface, as video, pictures and numbers."""
    if ctx.invoked_subcommand is None:
        for line in ctx.get_help().splitlines():
            say(line)


@program.command("list", epilog="Example: gradreel list")
def list_() -> None:
    """Name every scene, with one sentence for each."""
    from .commands.list import list_scenes

    list_scenes()


@program.command(epilog="Example: gradreel render adagrad_replay -o replay.mp4 -o replay.gif -q h")
@_scene
@job_options
def render(scene: str, **asked: Any) -> None:
    """Render SCENE to one or more files.

    SCENE is a name from `gradreel list`, or the path of a .py file that has a SCENE.
    """
    from .commands.render import RenderJob, Source

    RenderJob(Source.of_scene(scene), **asked).run()


@program.command(epilog="Example: gradreel still adagrad_replay -o turn.png --step 30")
@_scene
@click.option(
    "-o",
    "output",
    type=output_path,
    required=True,
    metavar="OUT",
    help="File to make: .png, .webp, .svg or .pdf.",
)
@click.option("--frame", type=int, metavar="N", help="The frame of this number, 0 the first.")
@click.option("--step", type=int, metavar="K", help="The first frame that shows this step.")
@click.option("--time", "seconds", type=float, metavar="SECONDS", help="The frame at this time.")
@look_options
@click.option("--transparent", is_flag=True, help="Leave the ground see-through.")
@quiet_option
def still(
    scene: str, output: Path, look: Look, transparent: bool, quiet: bool, **place: Any
) -> None:
    """Write one frame of SCENE, the last if none is named."""
    from .commands.still import Place, write_frame

    write_frame(scene, output, look, Place(**place), transparent=transparent, quiet=quiet)


@program.command(epilog="Example: gradreel storyboard lecture -o lecture.png")
@_scene
@click.option(
    "-o", "output", type=output_path, required=True, metavar="OUT.png", help="File to make."
)
@click.option(
    "--size", type=parse_size, default="480x270", show_default=True, metavar="WxH",
    help="Of each picture, in pixels.",
)  # fmt: skip
@click.option("--theme", type=click.Choice(THEME_NAMES), default="light", show_default=True)
@click.option("--columns", type=int, default=3, show_default=True, help="Pictures in a row.")
@quiet_option
def storyboard(scene: str, output: Path, quiet: bool, **look: Any) -> None:
    """Write the pictures of SCENE that say most, side by side as one."""
    from .commands.storyboard import write_storyboard

    write_storyboard(scene, output, quiet=quiet, **look)


@program.command(epilog="Example: gradreel trace adagrad_replay -o adagrad_replay.csv")
@click.argument("scene", required=False)
@click.option(
    "-o",
    "output",
    type=output_path,
    required=True,
    metavar="OUT",
    help="File to make, .csv or .npz.",
)
@ground_options
@entry_options
@quiet_option
def trace(scene: str | None, output: Path, **asked: Any) -> None:
    """Write the numbers behind SCENE: each optimizer's every step.

    Instead of a SCENE a surface and optimizers may be given, as for a race.
    """
    from .commands.trace import write_numbers

    write_numbers(scene, output, **asked)


for _command in RACE_COMMANDS:
    program.add_command(_command)


@program.command("presets", epilog="Example: gradreel presets")
def presets() -> None:
    """List what `render --for` chooses for each destination, and why."""
    from .commands.presets import list_presets

    list_presets()


@program.command(epilog="Example: gradreel info replay.mp4")
@click.argument("file", type=input_path)
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def info(file: Path, as_json: bool) -> None:
    """Print what FILE says of its making: its scene, parameters and trajectories.

    FILE is what gradreel wrote, or a folder of its pictures.
    """
    from .commands.info import tell_info

    tell_info(file, as_json=as_json)


@program.command(epilog="Example: gradreel verify replay.mp4 adagrad_replay")
@click.argument("file", type=input_path)
@_scene
def verify(file: Path, scene: str) -> None:
    """Say whether FILE still shows what SCENE makes; exit status 1 if not.

    Each frame is drawn again. A lossless file must have the same pixels, a lossy one come near.
    """
    from .commands.verify import tell_verdict

    tell_verdict(file, scene)


@program.command(epilog="Example: gradreel doctor")
def doctor() -> None:
    """Check what gradreel needs.

    Where something is missing, it says what to type, and the exit status is 1.
    """
    from .commands.doctor import tell_health

    tell_health()


@program.group(cls=Program, epilog="Example: gradreel golden check adagrad_replay")
def golden() -> None:
    """Keep frames of a scene, and tell what differs later."""


_folder = click.option(
    "--folder",
    type=folder_path,
    default=Path("golden"),
    show_default=True,
    help="Where the goldens are, each in a folder of its name.",
)
_name = click.option("--name", metavar="NAME", help="Of the golden; the scene's by default.")


@golden.command("check", epilog="Example: gradreel golden check adagrad_replay")
@_scene
@_folder
@_name
def golden_check(scene: str, folder: Path, name: str | None) -> None:
    """Compare SCENE with its golden; exit status 1 if they differ."""
    from .commands.golden import GoldenJob

    GoldenJob(scene, folder, name).check()


@golden.command("update", epilog="Example: gradreel golden update adagrad_replay --at start,40,end")
@_scene
@_folder
@_name
@click.option("--at", metavar="PLACES", help="Steps and events: start,40,end or hold 1.")
@click.option("--size", type=parse_size, metavar="WxH", help="Of the pictures, in pixels.")
@click.option("--theme", type=click.Choice(THEME_NAMES), help="Colours of the pictures.")
def golden_update(scene: str, folder: Path, name: str | None, **look: Any) -> None:
    """Write the golden of SCENE, new or anew."""
    from .commands.golden import GoldenJob

    GoldenJob(scene, folder, name).update(**look)


@golden.command("report", epilog="Example: gradreel golden report adagrad_replay -o report")
@_scene
@_folder
@_name
@click.option(
    "-o", "report", type=folder_path, required=True, metavar="DIR", help="Folder to make."
)
def golden_report(scene: str, folder: Path, name: str | None, report: Path) -> None:
    """Compare SCENE with its golden, and show what differs.

    DIR/index.html shows expected, got and difference, DIR/pictures holds them as files. The exit
    status is 1 if they differ.
    """
    from .commands.golden import GoldenJob

    GoldenJob(scene, folder, name).report(report)


@golden.command("compare", epilog="Example: gradreel golden compare old.gif new.gif")
@click.argument("first", metavar="A", type=input_path)
@click.argument("second", metavar="B", type=input_path)
def golden_compare(first: Path, second: Path) -> None:
    """Compare two GIFs, MP4s, PNGs or folders of PNGs.

    The first and the worst differing frame are told, and whether they are shown as long and as
    often; exit status 1 if anything differs.
    """
    from .commands.golden import compare

    compare(first, second)


COMPLETION = "_GRADREEL_COMPLETE"
"""Set by a shell that asks for completions: `eval "$(_GRADREEL_COMPLETE=bash_source gradreel)"`."""

_main_runs = False


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line; also for a scene's own file: `main(["render", __file__, ...])`.

    Parameters
    ----------
    argv
        What is typed after `gradreel`; by default what was typed.

    Raises
    ------
    SystemExit
        With 1 if something failed while running, 2 if the usage was wrong; one line on standard
        error says what. On success it returns.
    """
    with _once(), stoppable(), _without_warnings_of_others():
        status = _run(sys.argv[1:] if argv is None else list(argv))
    if status:
        sys.exit(status)


@contextlib.contextmanager
def _without_warnings_of_others() -> Iterator[None]:
    """Keep numpy's warnings about a user's numbers off standard error.

    A loss may well have no value somewhere: that is a result. What gradreel's own lines warn of
    would be a fault, which its tests find.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"(?!gradreel\.)")
        yield


def _run(arguments: list[str]) -> int:
    """Run, say what went wrong in one line, and return the exit status."""
    _keep_standard_streams()
    _ignore_matplotlib_settings()
    if isinstance(sys.stdout, io.TextIOWrapper):  # a path may hold what the terminal cannot show
        sys.stdout.reconfigure(errors="backslashreplace")
    status = 0
    try:
        if instruction := os.environ.get(COMPLETION):
            from click.shell_completion import shell_complete

            return shell_complete(program, {}, "gradreel", COMPLETION, instruction)
        with _notes(), program.make_context("gradreel", arguments) as ctx:
            program.invoke(ctx)
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


@contextlib.contextmanager
def _notes() -> Iterator[None]:
    """Say what a picture lacks in one line, without the place in the code; not with --quiet."""
    usual = warnings.showwarning

    def show(message: Any, category: type[Warning], *place: Any, **more: Any) -> None:
        if category.__name__ == "MissingGlyphs":
            asked = click.get_current_context(silent=True)
            if not (asked and asked.params.get("quiet")):
                say(f"Note: {message}", err=True)
        else:
            usual(message, category, *place, **more)

    with warnings.catch_warnings():
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
def _once() -> Iterator[None]:
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
