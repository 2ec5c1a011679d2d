"""`gradreel race`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ...racing import Race

from ..options.explore import starts_option, vary_option
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
@vary_option("In explore.html: a slider for each optimizer that has it, from:to:count.")
@starts_option
@job_options
def command(
    ground: Ground,
    entries: Entries,
    layout: Any,
    pace: Any,
    vary: Sequence[str],
    starts: int | None,
    **asked: Any,
) -> None:
    """Let optimizers and recorded runs race over a surface.

    Up to 5 runs share one map, beside a table of ranks; each of 6 or more has a small map of its
    own. A .png, .svg or .pdf shows how it ends. A name that ends in explore.html makes a page in
    which the reader plays with the runs: learning rates on sliders, or what --vary and --starts
    say.
    """
    from ..job import RenderJob, Source
    from ..options.read_explore import explored, read_choices
    from ..options.read_race import contest

    ranges = read_choices(asked["outputs"], vary, starts)
    told = not (asked["quiet"] or asked["as_json"])

    @cache
    def race() -> Race:
        return replace(contest(ground, entries, told=told), layout=layout, pace=pace)

    source = Source(
        "race",
        lambda: race().scene(),
        inputs_of(ground, entries),
        page=lambda: explored(race(), ranges, starts),
        forget=race.cache_clear,
    )
    RenderJob(source, **asked).run()
