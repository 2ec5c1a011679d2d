"""From what was typed to a sweep: hyperparameters on a grid, as a scene."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gradreel.core import SweepRange, parse_range, plan_sweep
from gradreel.core.errors import InvalidInput

from ...racing.sweep import Sweeping
from ...scene.scene import Scene
from ..sweepers import Who
from .race import Ground
from .read_race import field_of, read_optimizer, read_surface


def swept(ground: Ground, optimizer: str, ranges: Mapping[str, SweepRange], who: Who) -> Scene:
    """Run an optimizer with many hyperparameters at once, and make a scene of it."""
    field = field_of(ground, read_surface(ground))
    runner = read_optimizer(optimizer, ground, field)
    plan = plan_sweep(
        runner,
        field.surface,
        field.start,
        steps=field.steps,
        vary={name: each.values for name, each in ranges.items()},
    )
    with who.runs(plan) as (executor, most):
        *_, (_, course) = plan.courses(executor, most)
    spacings = tuple(each.spacing for each in ranges.values())
    return Sweeping(
        runner, field.surface, field.start, course, spacings, ground=field.ground,
        notes=field.notes,
    ).scene()  # fmt: skip


def read_ranges(vary: Sequence[str], ground: Ground) -> dict[str, SweepRange]:
    """Make numbers of texts such as "learning_rate=log:0.001:1:40".

    Raises
    ------
    InvalidInput
        A text is not of that form, a name is there twice, there are more than two, or the
        gradients are asked for from a part of the data.
    """
    if not 1 <= len(vary) <= 2:
        raise InvalidInput(
            f"--vary was given {len(vary)} times; a picture can show one or two hyperparameters, "
            "such as --vary learning_rate=log:0.001:1:40."
        )
    ranges = ranges_of(vary)
    if ground.batch is not None:
        raise InvalidInput(
            f"--batch {ground.batch} was given; a sweep takes its gradients from the whole data, "
            "so leave it."
        )
    return ranges


def ranges_of(vary: Sequence[str]) -> dict[str, SweepRange]:
    """Make numbers of texts such as "learning_rate=log:0.001:1:40", however many.

    Raises
    ------
    InvalidInput
        A text is not of that form, or a name is there twice.
    """
    ranges: dict[str, SweepRange] = {}
    for text in vary:
        name, equals, values = text.partition("=")
        if not equals:
            raise InvalidInput(
                f"--vary {text!r} has no values; give them as in learning_rate=log:0.001:1:40."
            )
        if name in ranges:
            raise InvalidInput(f"--vary {name} was given twice; vary it once.")
        ranges[name.strip()] = parse_range(values)
    return ranges
