"""`gradreel race`."""

from dataclasses import replace
from typing import Any

import click

from ..options.job import job_options
from ..options.race import Entries, Ground, entry_options, ground_options, inputs_of


@click.command(
    epilog="Example: gradreel race --surface beale --optimizer 'adam(learning_rate=0.05)' "
    "--optimizer adagrad -o race.gif"
)
@ground_options
@entry_options
@click.option(
    "--layout",
    type=click.Choice(["map", "grid"]),
    help="One map and a table, or a small map of each; by default a grid from 6 runs on.",
)
@click.option(
    "--pace",
    type=click.Choice(["even", "eventful"]),
    default="even",
    help="All steps at one pace, or slower where more is to be seen.",
)
@job_options
def command(ground: Ground, entries: Entries, layout: Any, pace: Any, **asked: Any) -> None:
    """Let optimizers and recorded runs race over a surface.

    Up to 5 runs share one map, beside a table of ranks; each of 6 or more has a small map of its
    own. A .png, .svg or .pdf shows how it ends.
    """
    from ..job import RenderJob, Source
    from ..options.read_race import contest

    told = not (asked["quiet"] or asked["as_json"])
    source = Source(
        "race",
        lambda: replace(contest(ground, entries, told=told), layout=layout, pace=pace).scene(),
        inputs_of(ground, entries),
    )
    RenderJob(source, **asked).run()
