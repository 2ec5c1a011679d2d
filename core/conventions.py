"""Where libraries differ in a rule that has one name: what an optimizer says of each of them.

Each class says it itself, in its `conventions`. They are checked in tests/reference against the
libraries: torch 2.13, Keras 3.15 and optax 0.2.8, each one that is named there. Of d2l ("Dive into
Deep Learning", Zhang et al.), which is a book, the runs that it prints are checked, and for
adadelta, adam and yogi its update written once more. A convention changes the rule alone: the
hyperparameters and their defaults stay gradreel's.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

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


Conventions: TypeAlias = Mapping[str, Rules]
"""By whose way of writing it is."""

PAPER_ALONE: Conventions = {"paper": Rules("The one rule there is.")}
"""Of an optimizer that says nothing of conventions."""

SAME = "The same as paper."
INSIDE = "eps inside the root."
TORCH_VELOCITY = "Velocity of gradients, times the learning rate."


def rules_for(optimizer: str, conventions: Conventions, convention: object) -> Rules:
    """Return how `convention` writes the optimizer of that name.

    Raises
    ------
    InvalidInput
        If there is no such convention for it; the sentence lists those there are.
    """
    if isinstance(convention, str) and convention in conventions:
        return conventions[convention]
    raise InvalidInput(
        f"convention={convention!r} was given; for {optimizer} give {', '.join(conventions)}."
    )
