"""The options of what makes films: of render, race and sweep alike."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from .completing import offering_suffixes
from .completing import outputs as suffixes
from .delivery import Wishes, delivery_options
from .look import (
    Decorator,
    json_option,
    look_options,
    open_option,
    output_path,
    parse_step,
    quiet_option,
    watch_option,
)

MOST_JOBS = 1024
"""As in export/crew.py, which takes numpy."""

_FORMATS = (
    ".mp4, .webm, .mov, .gif, .webp, .apng, a page that plays (.html), slides that play "
    "(.pptx) or, without a suffix, a folder of PNGs; how it ends as .png, .svg or .pdf; beside "
    "them .srt, .vtt, .json, .tex, or slides that show the page (.reveal, .qmd)"
)


jobs_option: Decorator = click.option(
    "--jobs", type=click.IntRange(1, MOST_JOBS), metavar="N",
    help="Draw in N processes; the files are the same.  [default: as many as pay]",
)  # fmt: skip


def job_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add to a command all that a `RenderJob` is asked besides its source."""

    @click.option(
        "-o", "outputs", type=output_path, multiple=True, metavar="OUT",
        help=f"File to make, {_FORMATS}; several may be given.",
        shell_complete=offering_suffixes(suffixes),
    )  # fmt: skip
    @delivery_options
    @look_options
    @click.option(
        "--from", "first", type=parse_step, metavar="STEP",
        help="Begin at this step, or at the event of this name.",
    )  # fmt: skip
    @click.option(
        "--to", "last", type=parse_step, metavar="STEP", help="End at this step or event."
    )
    @jobs_option
    @click.option(
        "--dask", metavar="ADDRESS", help="Draw on a Dask cluster, given its scheduler's address."
    )
    @watch_option
    @open_option
    @quiet_option
    @json_option
    @wraps(command)
    def with_job(*args: Any, outputs: tuple[Path, ...], wishes: Wishes, **options: Any) -> None:
        if not (outputs or wishes.purpose):
            ctx = click.get_current_context()
            raise click.MissingParameter(
                ctx=ctx, param=next(p for p in ctx.command.params if p.name == "outputs")
            )
        command(*args, outputs=outputs, wishes=wishes, **options)

    return with_job
