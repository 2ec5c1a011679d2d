"""The commands about races, sweeps and scenes of one's own.

Only click is imported here, and each command imports its own work: `gradreel --help` is at once.
"""
# ruff: noqa: PLC0415

from pathlib import Path
from typing import Any

import click

from .options.job import job_options
from .options.look import output_path, quiet_option
from .options.race import entry_options, ground_options


@click.command(
    epilog="Example: gradreel race --surface beale --optimizer 'adam(learning_rate=0.05)' "
    "--optimizer adagrad -o race.gif"
)
@ground_options
@entry_options
@job_options
def race(**asked: Any) -> None:
    """Let optimizers and recorded runs race over a surface.

    A .png, .svg or .pdf shows how it ends.
    """
    from .commands.race import run_race

    run_race(**asked)


@click.command(
    epilog="Example: gradreel sweep --surface quadratic --optimizer momentum "
    "--vary learning_rate=log:0.001:1:40 --vary momentum=0:0.99:40 -o map.png"
)
@ground_options
@click.option("--optimizer", required=True, metavar="OPTIMIZER", help="From `gradreel optimizers`.")
@click.option(
    "--vary",
    multiple=True,
    required=True,
    metavar="NAME=RANGE",
    help="One or two parameters, from:to:count or log:from:to:count.",
)
@job_options
def sweep(**asked: Any) -> None:
    """Map an optimizer over one or two of its parameters.

    A .png, .svg or .pdf shows how it ends, a film all steps.
    """
    from .commands.sweep import run_sweep

    run_sweep(**asked)


@click.command("optimizers", epilog="Example: gradreel optimizers")
def optimizers() -> None:
    """List the optimizers with their parameters, as race takes them."""
    from .commands.optimizers_surfaces import list_optimizers

    list_optimizers()


@click.command("surfaces", epilog="Example: gradreel surfaces")
def surfaces() -> None:
    """List the surfaces with their parameters, starts and minima."""
    from .commands.optimizers_surfaces import list_surfaces

    list_surfaces()


@click.command(epilog="Example: gradreel new my_scene.py")
@click.argument("path", metavar="FILE.py", type=output_path)
@quiet_option
def new(path: Path, quiet: bool) -> None:
    """Write a commented scene to start from."""
    from .commands.new import write_scene

    write_scene(path, quiet=quiet)


RACE_COMMANDS = (race, sweep, optimizers, surfaces, new)
"""In the order in which the help names them."""
