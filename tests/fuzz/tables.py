"""Files of numbers that are whole, and hold numbers as odd as programs write them."""

from __future__ import annotations

import io
from random import Random

import numpy as np

from .case import Case

ODD = (0.0, -0.0, 1.0, np.nan, np.inf, -np.inf, 1e308, -1e308, 1e150, 1e16, 1e-320, 5e-324, 0.1)
CELLS = ("", "x", "1,5", "1e999", "0x1", " 1 ", "'1'", "None", "TRUE", "1_0", "9" * 400)
HEADERS = (
    ("w", "b"), ("w", "b"), ("w", "b"), ("w", "b", "loss"), ("b", "w"), ("step", "w", "b"),
    ("w", "b", "velocity_w", "velocity_b"), ("optimizer", "step", "w", "b", "loss"), ("x", "y"), (),
)  # fmt: skip
KINDS = (
    np.float64,
    np.float64,
    np.float32,
    np.float16,
    np.int64,
    np.uint8,
    np.complex128,
    np.bool_,
)
SHAPES = ((4,), (4, 2), (4, 2), (4, 2), (2, 4), (1, 2), (0, 2), (4, 3, 2), ())
NAMES = (
    "w",
    "b",
    "loss",
    "params",
    "start",
    "minimum",
    "name",
    "x",
    "y",
    "gradient",
    "adam/params",
)
SMALL = "-o a.png --size 160x90 --quiet"
FOR_RUNS = (
    f"race --surface booth {SMALL} --run", f"race --surface saddle --optimizer adam {SMALL} --run",
    "trace --surface quadratic --quiet -o a.csv --run",
)  # fmt: skip
FOR_GRIDS = (
    f"race --optimizer adam --steps 5 {SMALL} --surface",
    f"race --optimizer momentum --tune --steps 5 {SMALL} --surface",
    f"sweep --optimizer momentum --vary learning_rate=0.1:0.5:3 --steps 5 {SMALL} --surface",
    "trace --optimizer adam --steps 5 --quiet -o a.csv --surface",
)
FOR_DATA = (f"race --optimizer adam --steps 5 {SMALL} --data",)


def table(random: Random) -> Case:
    """Make a case of a run, a grid of losses or a dataset."""
    make, suffix, commands = random.choice((
        (_csv, ".csv", FOR_RUNS), (_csv, ".csv", FOR_DATA), (_arrays, ".npz", FOR_RUNS),
        (_grid, ".npz", FOR_GRIDS), (_grid, ".npz", FOR_GRIDS), (_arrays, ".npz", FOR_DATA),
    ))  # fmt: skip
    name = f"odd{suffix}"
    command = [*random.choice(commands).split(), name]
    return Case(command, {name: make(random)}, ["a.png", "a.csv"])


def _number(random: Random, odd: float = 0.15) -> float:
    return random.choice(ODD) if random.random() < odd else round(random.uniform(-2, 2), 3)


def _csv(random: Random) -> bytes:
    separator = random.choice((",", ",", ",", ";", "\t", " "))
    header = random.choice(HEADERS)
    lines = [header] * bool(header)
    for step in range(random.choice((0, 1, 2, 4, 4, 9))):
        cells = [repr(_number(random)) for _ in header or "wb"]
        if header[:1] == ("optimizer",):
            cells[:2] = "adam", str(step)
        if random.random() < 0.03:
            cells[random.randrange(len(cells))] = random.choice(CELLS)
        lines.append(tuple(cells))
    return random.choice(("\n", "\n", "\r\n")).join(map(separator.join, lines)).encode()


def _array(random: Random, shape: tuple[int, ...]) -> np.ndarray:
    odd = random.choice((0, 0, 0.1, 1))
    numbers = np.array([_number(random, odd) for _ in range(int(np.prod(shape)))])
    with np.errstate(all="ignore"):
        return numbers.reshape(shape).astype(random.choice(KINDS))


def _arrays(random: Random) -> bytes:
    names = random.choice((("w", "b"), ("w", "b", "loss"), ("x", "y"), ("params",), NAMES[:5]))
    if random.random() < 0.2:
        names = tuple(random.sample(NAMES, 3))
    shape = random.choice(SHAPES)
    return _saved(
        {
            name: _array(random, random.choice(SHAPES) if random.random() < 0.1 else shape)
            for name in names
        }
    )


def _axis(random: Random) -> np.ndarray:
    axis = np.linspace(-1, 1, random.choice((1, 2, 3, 5, 5, 5)))
    with np.errstate(all="ignore"):
        if random.random() < 0.3:
            axis = axis * random.choice(ODD)
        if random.random() < 0.2:
            axis = axis + random.choice(ODD)
        return axis[:: random.choice((1, 1, -1))].astype(random.choice((*[np.float64] * 6, *KINDS)))


def _grid(random: Random) -> bytes:
    w, b = _axis(random), _axis(random)
    shape = (len(b), len(w)) if random.random() < 0.9 else random.choice(SHAPES)
    if random.random() < 0.5:
        with np.errstate(all="ignore"):
            loss = random.choice(ODD) * np.abs(_array(random, shape)).astype(float)
    else:
        loss = _array(random, shape)
    arrays = {"w": w, "b": b, "loss": loss}
    for name in ("start", "minimum"):
        if random.random() < 0.1:
            arrays[name] = _array(random, random.choice(((2,), (2,), (1, 2), (3,))))
    return _saved(arrays)


def _saved(arrays: dict[str, np.ndarray]) -> bytes:
    made = io.BytesIO()
    np.savez(made, **arrays)
    return made.getvalue()
