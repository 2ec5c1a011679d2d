"""`gradreel optimizers`."""

import click

from ..saying import say


@click.command(epilog="Example: gradreel optimizers")
def command() -> None:
    """List the optimizers with their parameters, as race takes them."""
    from gradreel.core import CONVENTIONS, OPTIMIZERS

    from ..listing import INDENT, say_kind

    for name, made in OPTIMIZERS.items():
        say_kind(name, made)
        say(f"{INDENT}conventions: {', '.join(CONVENTIONS[name])}")
    say("race, trace and sweep take a learning rate that is not given from `gradreel surfaces`.")
