"""The numbers: surfaces, optimizers, the loop that runs one over the other, and its record."""

from .arrays import BoolArray, FloatArray, IntArray
from .dataset import Dataset, sparse_dataset
from .descend import descend
from .errors import GradreelError, InvalidInput, RenderError
from .hyperparameters import Hyperparameter
from .optimizer import Optimizer, Update
from .optimizers import OPTIMIZERS, AdaGrad, Adam, GradientDescent, Momentum, Nesterov, RMSProp
from .surface import Surface, Window
from .surfaces import SURFACES, Neuron, Quadratic, Rosenbrock
from .trace import read_trace, write_trace
from .trajectory import DIVERGED_BEYOND, Outcome, Trajectory

__all__ = [
    "DIVERGED_BEYOND",
    "OPTIMIZERS",
    "SURFACES",
    "AdaGrad",
    "Adam",
    "BoolArray",
    "Dataset",
    "FloatArray",
    "GradientDescent",
    "GradreelError",
    "Hyperparameter",
    "IntArray",
    "InvalidInput",
    "Momentum",
    "Nesterov",
    "Neuron",
    "Optimizer",
    "Outcome",
    "Quadratic",
    "RMSProp",
    "RenderError",
    "Rosenbrock",
    "Surface",
    "Trajectory",
    "Update",
    "Window",
    "descend",
    "read_trace",
    "sparse_dataset",
    "write_trace",
]
