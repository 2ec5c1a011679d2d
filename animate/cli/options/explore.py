"""What can be typed about the page in which the reader plays with the runs."""

import click

from .look import Decorator

MOST_STARTS = 100
"""As in explore/exploring.py, which takes numpy to import."""

starts_option: Decorator = click.option(
    "--starts",
    type=click.IntRange(1, MOST_STARTS),
    metavar="N",
    help="In explore.html: N x N places to start from; 1 for the one start alone.",
)


def vary_option(text: str, *, required: bool = False) -> Decorator:
    """Add --vary to a command."""
    return click.option("--vary", multiple=True, required=required, metavar="NAME=RANGE", help=text)
