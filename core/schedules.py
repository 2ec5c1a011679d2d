"""How a learning rate changes over a run: the schedules."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from .checks import finite_number, whole_number


class Schedule(Protocol):
    """A number for each step, which multiplies the learning rate that an optimizer was given.

    To make one's own, write a class with these two members; nothing needs to be inherited.
    """

    @property
    def name(self) -> str:
        """What the schedule is called, in lower case with underscores."""
        ...

    def factor(self, step: int) -> float:
        """Return what multiplies the learning rate of a step, at least 0; the first step is 0."""
        ...


@dataclass(frozen=True)
class Constant:
    """The learning rate as it was given: factor = 1."""

    name = "constant"

    def factor(self, step: int) -> float:  # noqa: ARG002
        """Return 1."""
        return 1.0


@dataclass(frozen=True)
class StepDecay:
    """Falls at once every so many steps: factor = decay^floor(step / every), torch's StepLR.

    Attributes
    ----------
    every
        How many steps it stays the same, at least 1.
    decay
        What is left after each fall, from 0 to 1.
    """

    name = "step"

    every: int = 50
    decay: float = 0.5

    def __post_init__(self) -> None:
        whole_number("every", self.every, least=1)
        finite_number("decay", self.decay, least=0.0, most=1.0)

    def factor(self, step: int) -> float:
        """Return decay^floor(step / every)."""
        return float(self.decay) ** (step // self.every)


@dataclass(frozen=True)
class ExponentialDecay:
    """Falls by the same share in every step: factor = decay^step, torch's ExponentialLR.

    Attributes
    ----------
    decay
        What is left after each step, from 0 to 1.
    """

    name = "exponential"

    decay: float = 0.99

    def __post_init__(self) -> None:
        finite_number("decay", self.decay, least=0.0, most=1.0)

    def factor(self, step: int) -> float:
        """Return decay^step."""
        return float(self.decay) ** step


@dataclass(frozen=True)
class InverseTimeDecay:
    """Falls as one over time: factor = 1 / (1 + decay * step).

    With 1 / step the steps add up to infinity and their squares do not, which is what lets a noisy
    descent arrive: Robbins and Monro, "A stochastic approximation method", 1951.

    Attributes
    ----------
    decay
        At least 0; after 1 / decay steps half is left.
    """

    name = "inverse_time"

    decay: float = 0.01

    def __post_init__(self) -> None:
        finite_number("decay", self.decay, least=0.0)

    def factor(self, step: int) -> float:
        """Return 1 / (1 + decay * step)."""
        return 1.0 / (1.0 + self.decay * step)


@dataclass(frozen=True)
class CosineDecay:
    """Falls along half a cosine and stays where it ends.

    factor = last + (1 - last) * (1 + cos(pi * min(step / steps, 1))) / 2. Loshchilov and Hutter,
    "SGDR: stochastic gradient descent with warm restarts", 2017, without the restarts, as torch's
    CosineAnnealingLR.

    Attributes
    ----------
    steps
        How many steps it falls, at least 1.
    last
        The factor that it ends at, from 0 to 1.
    """

    name = "cosine"

    steps: int = 200
    last: float = 0.0

    def __post_init__(self) -> None:
        whole_number("steps", self.steps, least=1)
        finite_number("last", self.last, least=0.0, most=1.0)

    def factor(self, step: int) -> float:
        """Return the half cosine at the step."""
        wave = 0.5 * (1.0 + math.cos(math.pi * min(step / self.steps, 1.0)))
        return self.last + (1.0 - self.last) * wave


@dataclass(frozen=True)
class WarmUp:
    """Rises evenly to the learning rate that was given: factor = min((step + 1) / steps, 1).

    Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017. What is to
    follow it goes around it: `Scheduled(Scheduled(Adam(), WarmUp(20)), CosineDecay(200))`.

    Attributes
    ----------
    steps
        The step, counted from 1, that is the first with the whole learning rate; at least 1.
    """

    name = "warm_up"

    steps: int = 20

    def __post_init__(self) -> None:
        whole_number("steps", self.steps, least=1)

    def factor(self, step: int) -> float:
        """Return min((step + 1) / steps, 1)."""
        return min((step + 1) / self.steps, 1.0)


@dataclass(frozen=True)
class Cyclic:
    """Rises and falls in triangles from `least` to 1 and back, over and over.

    factor = least + (1 - least) * (1 - |2 * (step mod period) / period - 1|). Smith, "Cyclical
    learning rates for training neural networks", 2017: the policy "triangular", torch's
    CyclicLR.

    Attributes
    ----------
    period
        How many steps there are from one lowest point to the next, at least 2.
    least
        The lowest factor, from 0 to 1.
    """

    name = "cyclic"

    period: int = 50
    least: float = 0.1

    def __post_init__(self) -> None:
        whole_number("period", self.period, least=2)
        finite_number("least", self.least, least=0.0, most=1.0)

    def factor(self, step: int) -> float:
        """Return the triangle at the step."""
        height = 1.0 - abs(2.0 * (step % self.period) / self.period - 1.0)
        return self.least + (1.0 - self.least) * height


# By name; each can be made without arguments.
SCHEDULES: Mapping[str, type[Schedule]] = MappingProxyType(
    {
        schedule.name: schedule
        for schedule in (
            Constant,
            StepDecay,
            ExponentialDecay,
            InverseTimeDecay,
            CosineDecay,
            WarmUp,
            Cyclic,
        )
    }
)
