"""`gradreel race`."""

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
@job_options
def command(ground: Ground, entries: Entries, **asked: Any) -> None:
    """Let optimizers and recorded runs race over a surface.

    A .png, .svg or .pdf shows how it ends.
    """
    from ..job import RenderJob, Source
    from ..options.read_race import contest

    told = not (asked["quiet"] or asked["as_json"])
    source = Source(
        "race", lambda: contest(ground, entries, told=told).scene(), inputs_of(ground, entries)
    )
    RenderJob(source, **asked).run()
