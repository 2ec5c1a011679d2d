"""Where libraries differ in a rule that has one name: the presets, as one table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from .errors import InvalidInput


class Rules(NamedTuple):
    """How a library writes an optimizer; a field matters only where the rule has such a part.

    Attributes
    ----------
    source
        Where it is written so, and what is different.
    eps
        Where eps stands: "outside" the root (or beside the largest gradient, for AdaMax), "inside"
        it, beside the root of the "uncorrected" second moment, or added to each "gradient".
    history
        What the history (sum or mean of squares) starts at.
    first_moment
        What the first moment starts at.
    correction
        Whether moments that start at 0 are divided by 1 - beta^t: "none", or "both" of them. For
        the maximum of AMSGrad: "both" corrects it, "before" takes it of corrected moments.
    velocity_of_gradients
        The velocity adds up gradients and is multiplied by the learning rate when it is used. It
        makes the same path as long as the learning rate stays the same.
    shifted
        The params are where Nesterov's gradient is taken, so there is no lookahead.
    momentum_warmup
        The psi of Nadam's beta1 * (1 - 0.96^(psi t) / 2); None for beta1 itself.
    threshold
        RAdam has an adaptive rate where its rho is above this.
    decay_with_rate
        The weight decay is multiplied by the learning rate.
    """

    source: str
    eps: Literal["outside", "inside", "uncorrected", "gradient"] = "outside"
    history: float = 0.0
    first_moment: float = 0.0
    correction: Literal["none", "before", "both"] = "both"
    velocity_of_gradients: bool = False
    shifted: bool = False
    momentum_warmup: float | None = None
    threshold: float = 5.0
    decay_with_rate: bool = True


_SAME = "The same as paper."
_INSIDE = "eps inside the root."
_TORCH_VELOCITY = "Velocity of gradients, times the learning rate."

# By optimizer, then by convention; a library that has no such optimizer is not there. The presets
# are checked in tests/reference against the libraries themselves: torch 2.13, Keras 3.15 and optax
# 0.2.8, each one that has an entry here. Of d2l ("Dive into Deep Learning", Zhang et al.), which is
# a book, the runs that it prints are checked, and for adadelta, adam and yogi its update written
# once more.
# A preset changes the rule alone: the hyperparameters and their defaults stay gradreel's.
CONVENTIONS: Mapping[str, Mapping[str, Rules]] = MappingProxyType(
    {
        "gradient_descent": {
            "paper": Rules("Cauchy, 1847."),
            "torch": Rules(_SAME),
            "keras": Rules(_SAME),
            "optax": Rules(_SAME),
            "d2l": Rules(_SAME),
        },
        "momentum": {
            "paper": Rules("Polyak, 1964, as Sutskever et al., 2013, write it."),
            "torch": Rules(_TORCH_VELOCITY, velocity_of_gradients=True),
            "keras": Rules(_SAME),
            "optax": Rules(_TORCH_VELOCITY, velocity_of_gradients=True),
            "d2l": Rules(_TORCH_VELOCITY, velocity_of_gradients=True),
        },
        "nesterov": {
            "paper": Rules("Sutskever et al., 2013."),
            "torch": Rules(
                f"The shifted variable. {_TORCH_VELOCITY}", shifted=True, velocity_of_gradients=True
            ),
            "keras": Rules("The shifted variable.", shifted=True),
            "optax": Rules(
                f"The shifted variable. {_TORCH_VELOCITY}", shifted=True, velocity_of_gradients=True
            ),
        },
        "adagrad": {
            "paper": Rules("Duchi, Hazan and Singer, 2011."),
            "torch": Rules(_SAME),
            "keras": Rules(f"History from 0.1; {_INSIDE}", eps="inside", history=0.1),
            "optax": Rules(f"History from 0.1; {_INSIDE}", eps="inside", history=0.1),
            "d2l": Rules(_INSIDE, eps="inside"),
        },
        "rmsprop": {
            "paper": Rules("Tieleman and Hinton, 2012."),
            "torch": Rules(_SAME),
            "keras": Rules(_INSIDE, eps="inside"),
            "optax": Rules(_INSIDE, eps="inside"),
            "d2l": Rules(_INSIDE, eps="inside"),
        },
        "adadelta": {
            "paper": Rules("Zeiler, 2012: eps inside both roots."),
            "torch": Rules(_SAME),
            "keras": Rules(_SAME),
            "optax": Rules(_SAME),
            "d2l": Rules(_SAME),
        },
        "adam": {
            "paper": Rules("Kingma and Ba, 2015, Algorithm 1."),
            "torch": Rules(_SAME),
            "keras": Rules("eps before the correction: the paper's eps hat.", eps="uncorrected"),
            "optax": Rules(_SAME),
            "d2l": Rules(_SAME),
        },
        "adamax": {
            "paper": Rules("Kingma and Ba, 2015, Algorithm 2; eps, not in it, beside the largest."),
            "torch": Rules("eps is added to each gradient.", eps="gradient"),
            "keras": Rules(_SAME),
            "optax": Rules("eps is added to each gradient.", eps="gradient"),
        },
        "nadam": {
            "paper": Rules("Dozat, 2016, beta1 warmed up.", momentum_warmup=0.004),
            "torch": Rules(_SAME, momentum_warmup=0.004),
            "keras": Rules("beta1 is warmed up 250 times as fast.", momentum_warmup=1.0),
            "optax": Rules("beta1 is not warmed up."),
        },
        "amsgrad": {
            "paper": Rules("Reddi, Kale and Kumar, 2018: no correction.", correction="none"),
            "torch": Rules("Corrects the largest second moment."),
            "keras": Rules(
                "Corrects the largest second moment; eps before that.", eps="uncorrected"
            ),
            "optax": Rules("The largest of the corrected moments.", correction="before"),
        },
        "adamw": {
            "paper": Rules(
                "Loshchilov and Hutter, 2019, Algorithm 2: the decay without the learning rate.",
                decay_with_rate=False,
            ),
            "torch": Rules("weight_decay times the learning rate."),
            "keras": Rules(
                "weight_decay times the learning rate; eps before the correction.",
                eps="uncorrected",
            ),
            "optax": Rules("weight_decay times the learning rate."),
        },
        "radam": {
            "paper": Rules("Liu et al., 2020, Algorithm 2: adaptive above 4.", threshold=4.0),
            "torch": Rules("Adaptive above 5; eps before the correction.", eps="uncorrected"),
            "optax": Rules("Adaptive from 5 on."),
        },
        "lion": {
            "paper": Rules("Chen et al., 2023."),
            "keras": Rules(_SAME),
            "optax": Rules(_SAME),
        },
        "adabelief": {
            "paper": Rules("Zhuang et al., 2020."),
            "optax": Rules("The same as paper, with both of its eps the one here."),
        },
        "yogi": {
            "paper": Rules(
                "Zaheer et al., 2018: history from 1e-6, no correction.",
                history=1e-6,
                correction="none",
            ),
            "optax": Rules("Both moments from 1e-6, corrected.", history=1e-6, first_moment=1e-6),
            "d2l": Rules("Both moments from 0, corrected."),
        },
        "adagrad_momentum": {
            "paper": Rules("No library has it; the rule is the one in its docstring."),
        },
    }
)


def rules_for(optimizer: str, convention: object) -> Rules:
    """Return how `convention` writes the optimizer of that name.

    Raises
    ------
    InvalidInput
        If there is no such convention for it; the sentence lists those there are.
    """
    known = CONVENTIONS[optimizer]
    if isinstance(convention, str) and convention in known:
        return known[convention]
    raise InvalidInput(
        f"convention={convention!r} was given; for {optimizer} give {', '.join(known)}."
    )
