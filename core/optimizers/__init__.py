"""The built-in optimizers, one family a file."""

from collections.abc import Mapping
from types import MappingProxyType

from ..optimizer import Optimizer
from .adagrad import AdaGrad
from .adam import Adam
from .gradient_descent import GradientDescent
from .momentum import Momentum
from .nesterov import Nesterov
from .rmsprop import RMSProp

# By name, in the order in which the lecture meets them; each can be made without arguments.
OPTIMIZERS: Mapping[str, type[Optimizer]] = MappingProxyType(
    {
        optimizer.name: optimizer
        for optimizer in (GradientDescent, Momentum, Nesterov, AdaGrad, RMSProp, Adam)
    }
)

__all__ = ["OPTIMIZERS", "AdaGrad", "Adam", "GradientDescent", "Momentum", "Nesterov", "RMSProp"]
