"""Where the gradient of a step comes from: the whole surface, a part of its data, or with noise.

An oracle is pure: what it answers depends on the params, on the step and on its seed alone. So all
optimizers, and all runs of a batch, get the same data and the same noise at the same step.
"""

from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

import numpy as np

from .arrays import FloatArray, IntArray
from .checks import brief, finite_number, whole_number
from .dataset import DATASET, Dataset
from .errors import InvalidInput
from .surface import Surface


class Oracle(Protocol):
    """What `descend` asks for gradients. To make one's own, write a class with this one member."""

    def gradient(self, surface: Surface, params: FloatArray, step: int) -> FloatArray:
        """Return a gradient at params, shape (*batch, 2), for a step; the first step is 0."""
        ...


@dataclass(frozen=True)
class FullBatch:
    """The gradient of the surface itself; as `descend` takes it without an oracle."""

    def gradient(self, surface: Surface, params: FloatArray, step: int) -> FloatArray:  # noqa: ARG002
        """Return surface.gradient(params), shape (*batch, 2)."""
        return surface.gradient(params)


@dataclass(frozen=True)
class MiniBatch:
    """The gradient of a few points of the data, drawn anew for each step.

    gradient = points / size * (gradient of the loss of the batch): the loss is a sum over the
    points, so this is the whole gradient on average. A batch is drawn without replacement by
    numpy's default generator of SeedSequence([seed, step]), and apart from those before it.

    Attributes
    ----------
    dataset
        The points; those of the surface that goes with it.
    size
        Points in a batch, from 1 to all.
    seed
        At least 0.
    """

    dataset: Dataset
    size: int = 32
    seed: int = 0

    def __post_init__(self) -> None:
        DATASET("MiniBatch was given dataset", self.dataset)
        whole_number("seed", self.seed, least=0)
        whole_number("size", self.size, least=1)
        if self.size > len(self.dataset):
            raise InvalidInput(
                f"A batch of {brief(self.size)} was given for a dataset of {len(self.dataset)} "
                f"points; give a size from 1 to {len(self.dataset)}."
            )

    def batch(self, step: int) -> IntArray:
        """Return which points are used in a step, their indices in order, shape (size,)."""
        drawn = _generator(self.seed, step).choice(len(self.dataset), self.size, replace=False)
        return np.sort(drawn)

    def blind_steps(self, steps: int) -> IntArray:
        """Return which of the first `steps` steps have a batch whose x are all 0, shape (count,).

        In these the gradient of w is 0: nothing was to be learned about it.
        """
        active = self.dataset.x != 0.0
        blind = [step for step in range(steps) if not active[self.batch(step)].any()]
        return np.array(blind, dtype=np.int64)

    def gradient(self, surface: Surface, params: FloatArray, step: int) -> FloatArray:
        """Return the gradient of the batch of a step times points / size, shape (*batch, 2).

        Raises
        ------
        InvalidInput
            If the surface is not made of this dataset.
        """
        if getattr(surface, "dataset", None) != self.dataset:
            raise InvalidInput(
                f"{surface.name} is not made of the {len(self.dataset)} points that the batches "
                "are drawn from; give a surface with that dataset."
            )
        used = self.batch(step)
        part = Dataset(self.dataset.x[used], self.dataset.y[used])
        of_part: Surface = replace(cast(Any, surface), dataset=part)
        return len(self.dataset) / self.size * of_part.gradient(params)


@dataclass(frozen=True)
class Noise:
    """The gradient with normal noise added, the same for all params at a step.

    gradient + scale * n, where both parts of n are normal with mean 0 and variance 1.

    Attributes
    ----------
    scale
        Standard deviation of the noise in units of the gradient, at least 0.
    seed
        At least 0.
    """

    scale: float = 1.0
    seed: int = 0

    def __post_init__(self) -> None:
        finite_number("scale", self.scale, least=0.0)
        whole_number("seed", self.seed, least=0)

    def gradient(self, surface: Surface, params: FloatArray, step: int) -> FloatArray:
        """Return surface.gradient(params) with the noise of the step, shape (*batch, 2)."""
        return surface.gradient(params) + self.scale * _generator(self.seed, step).normal(size=2)


def _generator(seed: int, step: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence([seed, step]))
