"""`gradreel doctor`."""

import click

from ..doctor import examine
from .saying import say


def tell_health() -> None:
    """Print a line for each thing that is needed.

    Raises
    ------
    click.ClickException
        Something is missing; the lines say what to type.
    """
    findings = examine()
    for finding in findings:
        fix = f"; type: {finding.fix}" if finding.fix else ""
        state = "missing" if finding.fix else "ok"
        say(f"{state:<7}  {finding.name:<13}  {finding.found}{fix}")
    missing = [finding.name for finding in findings if finding.fix]
    if missing:
        raise click.ClickException(
            f"{', '.join(missing)} must be put right before gradreel can work; type what stands "
            "beside it above."
        )
