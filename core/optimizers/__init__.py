"""The built-in optimizers, one family a file."""

from collections.abc import Mapping
from types import MappingProxyType

from ..optimizer import Optimizer
from .adabelief import AdaBelief
from .adadelta import AdaDelta
from .adagrad import AdaGrad
from .adagrad_momentum import AdaGradMomentum
from .adam import Adam
from .adamax import AdaMax
from .adamw import AdamW
from .amsgrad import AMSGrad
from .gradient_descent import GradientDescent
from .lion import Lion
from .momentum import Momentum
from .nadam import Nadam
from .nesterov import Nesterov
from .radam import RAdam
from .rmsprop import RMSProp
from .yogi import Yogi

# By name, the lecture's six in the order in which it meets them, then what came of them; each can
# be made without arguments.
OPTIMIZERS: Mapping[str, type[Optimizer]] = MappingProxyType(
    {
        optimizer.name: optimizer
        for optimizer in (
            GradientDescent,
            Momentum,
            Nesterov,
            AdaGrad,
            RMSProp,
            Adam,
            AdaGradMomentum,
            AdaDelta,
            AdaMax,
            Nadam,
            AMSGrad,
            AdamW,
            RAdam,
            Lion,
            AdaBelief,
            Yogi,
        )
    }
)

__all__ = [
    "OPTIMIZERS",
    "AMSGrad",
    "AdaBelief",
    "AdaDelta",
    "AdaGrad",
    "AdaGradMomentum",
    "AdaMax",
    "Adam",
    "AdamW",
    "GradientDescent",
    "Lion",
    "Momentum",
    "Nadam",
    "Nesterov",
    "RAdam",
    "RMSProp",
    "Yogi",
]
