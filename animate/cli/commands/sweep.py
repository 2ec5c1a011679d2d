"""`gradreel sweep`."""

from collections.abc import Sequence
from typing import Any

import click

from ..options.completing import offering, optimizers
from ..options.explore import starts_option, vary_option
from ..options.job import job_options
from ..options.race import Ground, ground_options, inputs_of


@click.command(
    epilog="Example: gradreel sweep --surface quadratic --optimizer momentum "
    "--vary learning_rate=log:0.001:1:40 --vary momentum=0:0.99:40 -o map.png"
)
@ground_options
@click.option(
    "--optimizer",
    required=True,
    metavar="OPTIMIZER",
    help="From `gradreel optimizers`.",
    shell_complete=offering(optimizers),
)
@vary_option("One or two parameters, from:to:count or log:from:to:count.", required=True)
@starts_option
@job_options
def command(
    ground: Ground, optimizer: str, vary: Sequence[str], starts: int | None, **asked: Any
) -> None:
    """Map an optimizer over one or two of its parameters.

    A .png, .svg or .pdf shows how it ends, a film all steps. A name that ends in explore.html makes
    a page with the parameters on sliders, and the run that they choose.
    """
    from ..job import RenderJob, Source
    from ..options.read_explore import explored_sweep, read_choices
    from ..options.read_sweep import read_ranges, swept
    from ..sweepers import Who

    read_choices(asked["outputs"], (), starts)
    ranges = read_ranges(vary, ground)
    who = Who(asked["jobs"], asked["dask"], asked["quiet"] or asked["as_json"])
    source = Source(
        "sweep",
        lambda: swept(ground, optimizer, ranges, who),
        inputs_of(ground),
        page=lambda: explored_sweep(ground, optimizer, ranges, starts),
    )
    RenderJob(source, **asked).run()
