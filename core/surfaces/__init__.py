"""The built-in loss surfaces, one a file."""

from .. import kinds
from ..surface import Surface
from ..tables import Table
from .ackley import Ackley
from .beale import Beale
from .booth import Booth
from .cliff import Cliff
from .gaussian_hills import GaussianHills
from .himmelblau import Himmelblau
from .linear_regression import LinearRegression
from .logistic_regression import LogisticRegression
from .matyas import Matyas
from .monkey_saddle import MonkeySaddle
from .neuron import Neuron
from .quadratic import Quadratic
from .rastrigin import Rastrigin
from .ravine import Ravine
from .rosenbrock import Rosenbrock
from .saddle import Saddle
from .six_hump_camel import SixHumpCamel
from .styblinski_tang import StyblinskiTang
from .three_hump_camel import ThreeHumpCamel

_BUILT_IN = (
    Neuron,
    LogisticRegression,
    LinearRegression,
    Quadratic,
    Rosenbrock,
    Beale,
    Himmelblau,
    Booth,
    Matyas,
    Ackley,
    Rastrigin,
    StyblinskiTang,
    SixHumpCamel,
    ThreeHumpCamel,
    MonkeySaddle,
    Saddle,
    Cliff,
    Ravine,
    GaussianHills,
)
SURFACES: Table[type[Surface]] = Table(
    "gradreel.surfaces", {made.name: made for made in _BUILT_IN}, kinds.surface_class
)
"""Every surface by its name, other packages' too; each can be made without arguments."""

__all__ = [
    "SURFACES",
    "Ackley",
    "Beale",
    "Booth",
    "Cliff",
    "GaussianHills",
    "Himmelblau",
    "LinearRegression",
    "LogisticRegression",
    "Matyas",
    "MonkeySaddle",
    "Neuron",
    "Quadratic",
    "Rastrigin",
    "Ravine",
    "Rosenbrock",
    "Saddle",
    "SixHumpCamel",
    "StyblinskiTang",
    "ThreeHumpCamel",
]
