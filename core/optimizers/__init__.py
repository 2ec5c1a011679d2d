"""The built-in optimizers, one family a file."""

from collections.abc import Iterator, Mapping

from .. import kinds
from ..conventions import PAPER_ALONE, Conventions
from ..optimizer import Optimizer
from ..tables import Table
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

# By name, the lecture's six in the order in which it meets them, then what came of them.
_BUILT_IN = (
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
OPTIMIZERS: Table[type[Optimizer]] = Table(
    "gradreel.optimizers", {made.name: made for made in _BUILT_IN}, kinds.optimizer_class
)
"""Every optimizer by its name, other packages' too; each can be made without arguments."""


class _Conventions(Mapping[str, Conventions]):
    """What the classes say, asked when it is wanted: those of other packages are not loaded."""

    def __getitem__(self, name: str) -> Conventions:
        return getattr(OPTIMIZERS[name], "conventions", PAPER_ALONE)

    def __iter__(self) -> Iterator[str]:
        return iter(OPTIMIZERS)

    def __len__(self) -> int:
        return len(OPTIMIZERS)


CONVENTIONS: Mapping[str, Conventions] = _Conventions()
"""By optimizer, then by convention; a library that has no such optimizer is not there."""

__all__ = [
    "CONVENTIONS",
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
