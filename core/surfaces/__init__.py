"""The built-in loss surfaces, one a file."""

from collections.abc import Mapping
from types import MappingProxyType

from ..surface import Surface
from .neuron import Neuron
from .quadratic import Quadratic
from .rosenbrock import Rosenbrock

# By name; each can be made without arguments.
SURFACES: Mapping[str, type[Surface]] = MappingProxyType(
    {surface.name: surface for surface in (Neuron, Quadratic, Rosenbrock)}
)

__all__ = ["SURFACES", "Neuron", "Quadratic", "Rosenbrock"]
