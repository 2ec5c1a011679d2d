"""`gradreel sweep`."""

from collections.abc import Sequence
from typing import Any

import click

from ..options.job import job_options
from ..options.race import Ground, ground_options, inputs_of


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
def command(ground: Ground, optimizer: str, vary: Sequence[str], **asked: Any) -> None:
    """Map an optimizer over one or two of its parameters.

    A .png, .svg or .pdf shows how it ends, a film all steps.
    """
    from ..job import RenderJob, Source
    from ..options.read_sweep import read_ranges, swept

    ranges = read_ranges(vary, ground)
    source = Source("sweep", lambda: swept(ground, optimizer, ranges), inputs_of(ground))
    RenderJob(source, **asked).run()
