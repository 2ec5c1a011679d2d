"""`gradreel`: the program, and the table of its commands."""

import sys
from collections.abc import Sequence

import click

from .group import Program, once, run
from .saying import say
from .signals import stoppable

COMMANDS = {
    "list": "Name every scene, with one sentence for each.",
    "render": "Render SCENE to one or more files.",
    "still": "Write one frame of SCENE, the last if none is named.",
    "storyboard": "Write the pictures of SCENE that say most, side by side as one.",
    "trace": "Write the numbers behind SCENE: each optimizer's every step.",
    "race": "Let optimizers and recorded runs race over a surface.",
    "sweep": "Map an optimizer over one or two of its parameters.",
    "optimizers": "List the optimizers with their parameters, as race takes them.",
    "surfaces": "List the surfaces with their parameters, starts and minima.",
    "new": "Write a commented scene, panel, optimizer, surface or format.",
    "presets": "List what `render --for` chooses for each destination, and why.",
    "info": "Print what FILE says of its making: its scene, parameters and trajectories.",
    "verify": "Say whether FILE still shows what SCENE makes; exit status 1 if not.",
    "doctor": "Check what gradreel needs.",
    "completion": "Print what makes TAB complete commands, options, names and formats in SHELL.",
    "golden": "Keep frames of a scene, and tell what differs later.",
}
"""The commands in their order: the name, which is that of the file in commands/, and the line that
the help says of it, so that the help reads none of these files."""


@click.group(
    cls=Program,
    rows=COMMANDS,
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
    with once(), stoppable():
        status = run(program, sys.argv[1:] if argv is None else list(argv))
    if status:
        sys.exit(status)
