"""What somebody who misspelt a name, or uses another library's, may have meant."""

import difflib
from collections.abc import Iterable, Mapping

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "sgd": ("gradient_descent",),
    "gd": ("gradient_descent",),
    "steepestdescent": ("gradient_descent",),
    "vanilla": ("gradient_descent",),
    "heavyball": ("momentum",),
    "nag": ("nesterov",),
    "nesterovmomentum": ("nesterov",),
    "rms": ("rmsprop",),
    "adagradmomentum": ("adagrad_momentum",),
    "lr": ("learning_rate",),
    "rate": ("learning_rate",),
    "eta": ("learning_rate",),
    "alpha": ("decay", "learning_rate"),  # torch calls the decay of RMSProp alpha
    "stepsize": ("learning_rate",),
    "rho": ("decay",),
    "gamma": ("momentum", "decay"),
    "mu": ("momentum",),
    "beta": ("momentum", "beta1", "decay"),
    "b1": ("beta1",),
    "b2": ("beta2",),
    "betas": ("beta1",),
    "epsilon": ("eps",),
    "initialaccumulatorvalue": ("eps",),
    "wd": ("weight_decay",),
    "lambda": ("weight_decay",),
    "bowl": ("quadratic",),
    "banana": ("rosenbrock",),
    "sigmoid": ("neuron",),
    "kappa": ("condition_number",),
}
"""What torch, keras, optax and textbooks call what has another name here, without signs."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return " (did you mean momentum?)" for the known name that is meant; "" if none is near.

    Names that others use for the same thing go before names that are spelt alike: who types sgd
    means gradient_descent and not amsgrad.
    """
    # Adam, adam and a-dam are told apart by no one but a computer.
    plain = {_plain(each): each for each in known}
    others = [_plain(other) for other in OTHER_NAMES.get(_plain(name), ())]
    near = [plain[other] for other in others if other in plain]
    alike = difflib.get_close_matches(_plain(name), plain)
    # Letters that changed places are the commonest slip: adma is adam and not adamax.
    near += [plain[each] for each in sorted(alike, key=lambda each: not _swapped(each, name))]
    return f" (did you mean {near[0]}?)" if near else ""


def _swapped(known: str, name: str) -> bool:
    return sorted(known) == sorted(_plain(name))


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
