"""What draws pictures here, to the last pixel: where all of it is the same, pixels are, too."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from zlib import crc32

PACKAGES = ("matplotlib", "numpy", "pillow")
"""Those that decide pixels: versions and builds of them are told apart."""

_COMPILED = re.compile(r"\.(?:so|pyd|dylib|dll)\b[^,]*,sha256=")


@cache
def environment() -> str:
    """Describe what draws pictures here: "matplotlib 3.11.2 1a2b3c4d, ..., numbers 5e6f7a8b".

    A version alone is not enough: wheels and distributions build the same one with different
    libraries of fonts and of linear algebra. None of the packages is imported for it but numpy.
    """
    return ", ".join([*filter(None, map(_package, PACKAGES)), f"numbers {_numbers():08x}"])


def apart(one: str, other: str) -> tuple[str, str]:
    """Return of two environments what only the one and only the other has.

    Examples
    --------
    >>> apart("numpy 2.3.0 12ab, numbers 7", "numpy 2.4.0 34cd, numbers 7")
    ('numpy 2.3.0 12ab', 'numpy 2.4.0 34cd')
    """
    here, there = one.split(", "), other.split(", ")
    return (
        ", ".join(part for part in here if part not in there),
        ", ".join(part for part in there if part not in here),
    )


def drawing_version(told: str) -> str:
    """Return the version of matplotlib in an environment, "" if it has none.

    Examples
    --------
    >>> drawing_version("matplotlib 3.11.2 1a2b, numpy 2.3.0 12ab")
    'matplotlib 3.11.2'
    """
    found = re.match(r"matplotlib \S+", told)
    return found[0] if found else ""


def _package(name: str) -> str:
    """Return version and build of a package, "" if it is not installed."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return ""
    record = (found.read_text("RECORD") or "").splitlines()
    built = sorted(line for line in record if _COMPILED.search(line))
    return f"{name} {found.version} {crc32(''.join(built).encode()):08x}"


def _numbers() -> int:
    """Return what tells processors apart: numpy computes the last digit by what they can do."""
    import numpy as np  # noqa: PLC0415 - pytest loads this package without using it

    told = 0
    doubles = np.linspace(0.1, 7.3, 1000)
    for x in (doubles, doubles.astype(np.float32)):
        square = x.reshape(25, 40)
        for computed in (
            np.exp(x), np.log(x), np.sin(x), np.cos(x), np.tanh(x), np.arctan2(x, x[::-1]),
            np.power(x, 1.7), np.hypot(x, x[::-1]), np.sum(x * x), np.dot(x, x[::-1]),
            np.dot(square, square.T),
        ):  # fmt: skip
            told = crc32(np.ascontiguousarray(computed).tobytes(), told)
    return told
