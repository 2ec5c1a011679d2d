"""A caption with formulas as plain characters, for files that know no mathtext."""

from __future__ import annotations

import re

from ..safe_text import one_line
from .terms import spoken

_LETTERS = {
    "eta": "η", "alpha": "α", "beta": "β", "gamma": "γ", "epsilon": "ε", "varepsilon": "ε",
    "nabla": "∇", "Delta": "Δ", "partial": "∂", "sum": "Σ", "times": "×", "cdot": "·",
    "approx": "≈", "leq": "≤", "geq": "≥", "pm": "±", "to": "→", "rightarrow": "→", "infty": "∞",
    "lambda": "λ", "kappa": "κ", "sigma": "σ", "theta": "θ",
}  # fmt: skip


_ROOT = re.compile(r"\\sqrt\{([^{}]*)\}")


_FRACTION = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")


_COMMAND = re.compile(r"\\([A-Za-z]+) ?")


_GROUP = re.compile(r"([_^])\{([^{}]*)\}")


def plain(text: str) -> str:
    r"""Return a text whose mathtext became plain characters, for files that know no formulas.

    It is one line without control characters, which most formats cannot hold.

    Examples
    --------
    >>> plain(r"the rate $\eta/\sqrt{v_t}$ of $w$")
    'the rate η/√(v_t) of w'
    """
    pieces = re.split(r"(?<!\\)\$", spoken(text))
    pieces[1::2] = [_formula(piece) for piece in pieces[1::2]]
    return one_line(" ".join("".join(pieces).replace("\\$", "$").split()))


def _formula(source: str) -> str:
    source = re.sub(r"\\[,;:! ]", " ", source)
    while (found := _FRACTION.sub(r"(\1)/(\2)", _ROOT.sub(r"√(\1)", source))) != source:
        source = found
    source = _GROUP.sub(r"\1\2", source)
    source = _COMMAND.sub(lambda match: _LETTERS.get(match[1], ""), source)
    return source.replace("{", "").replace("}", "")
