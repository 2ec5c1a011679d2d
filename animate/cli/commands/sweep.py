"""`gradreel sweep`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gradreel.core import SweepRange, parse_range, sweep
from gradreel.core.errors import InvalidInput

from ...racing.sweep import Sweeping
from ...scene.scene import Scene
from ..options.race import Ground
from ..options.read_race import field_of, read_optimizer, read_surface
from .race import inputs_of
from .render import RenderJob, Source


def run_sweep(ground: Ground, optimizer: str, vary: Sequence[str], **asked: Any) -> None:
    """Run an optimizer with many hyperparameters at once, and make the files.

    Parameters
    ----------
    asked
        What a `RenderJob` is asked besides its source.

    Raises
    ------
    InvalidInput
        A name, number or file that is not possible.
    RenderError
        Something failed on the way.
    """
    ranges = read_ranges(vary)
    if ground.batch is not None:
        raise InvalidInput(
            f"--batch {ground.batch} was given; a sweep takes its gradients from the whole data, "
            "so leave it."
        )
    source = Source("sweep", lambda: _swept(ground, optimizer, ranges), inputs_of(ground))
    RenderJob(source, **asked).run()


def _swept(ground: Ground, optimizer: str, ranges: Mapping[str, SweepRange]) -> Scene:
    field = field_of(ground, read_surface(ground))
    runner = read_optimizer(optimizer, ground, field)
    outcome = sweep(
        runner,
        field.surface,
        field.start,
        steps=field.steps,
        vary={name: each.values for name, each in ranges.items()},
    )
    spacings = tuple(each.spacing for each in ranges.values())
    return Sweeping(
        runner, field.surface, field.start, outcome, spacings, ground=field.ground,
        notes=field.notes,
    ).scene()  # fmt: skip


def read_ranges(vary: Sequence[str]) -> dict[str, SweepRange]:
    """Make numbers of texts such as "learning_rate=log:0.001:1:40".

    Raises
    ------
    InvalidInput
        A text is not of that form, a name is there twice, or there are more than two.
    """
    if not 1 <= len(vary) <= 2:
        raise InvalidInput(
            f"--vary was given {len(vary)} times; a picture can show one or two hyperparameters, "
            "such as --vary learning_rate=log:0.001:1:40."
        )
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
