"""How a surface is asked, built-in or one's own: silently, and with its answer looked at."""

from collections.abc import Callable
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import ArrayLike

from .arrays import FloatArray, real_array
from .errors import InvalidInput
from .surface import Surface


def loss_at(surface: Surface, params: FloatArray) -> FloatArray:
    """Return the losses at params of shape (*batch, 2), shape (*batch,).

    Far out, or where it has no value, a loss overflows or is nan: that is a result, of which numpy
    need not warn.

    Raises
    ------
    InvalidInput
        If the surface fails, or returns something else than real numbers of that shape.
    """
    return _asked(surface, "loss", surface.loss, params)


def gradient_at(surface: Surface, params: FloatArray) -> FloatArray:
    """Return the gradients at params of shape (*batch, 2), of the same shape: as `loss_at`."""
    return _asked(surface, "gradient", surface.gradient, params)


def _asked(
    surface: Surface,
    what: Literal["loss", "gradient"],
    ask: Callable[[FloatArray], Any],
    params: FloatArray,
) -> FloatArray:
    try:
        with np.errstate(all="ignore"):
            answer = ask(params)
    except (InvalidInput, MemoryError):
        raise
    except Exception as error:
        raise InvalidInput(
            f"The {what} of {surface.name} could not be worked out for params of shape "
            f"{params.shape} ({type(error).__name__}: {error}); write it with numpy's functions."
        ) from error
    return checked_answer(surface, what, answer, params)


def checked_answer(
    surface: Surface, what: Literal["loss", "gradient"], answer: object, at: FloatArray
) -> FloatArray:
    """Return what the surface answered for the params `at`, if that is what was asked for."""
    values = real_array(f"The {what} of {surface.name}", cast(ArrayLike, answer))
    shape = at.shape[:-1] if what == "loss" else at.shape
    if values.shape != shape:
        raise InvalidInput(
            f"The {what} of {surface.name} has shape {values.shape} for params of shape "
            f"{at.shape}; return shape {shape}."
        )
    return values
