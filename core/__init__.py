"""The numbers: surfaces, optimizers, the loop that runs one over the other, and its record."""

from . import optimizers, surfaces
from .arrays import BoolArray, FloatArray, IntArray
from .arrival import NEAR, arrival, nearest_minimum
from .dataset import Dataset, sparse_dataset
from .descend import MEMORY_LIMIT, descend
from .errors import GradreelError, InvalidInput, RenderError
from .experiment import Experiment
from .expression import parameters_of, parse_optimizer, parse_schedule, parse_surface
from .grid import GridSurface, surface_from_grid
from .hyperparameters import Hyperparameter
from .optimizer import Optimizer, Update
from .optimizers import *  # noqa: F403 - what each is said to have there
from .oracles import FullBatch, MiniBatch, Noise, Oracle
from .outcome import Outcome
from .own import FunctionSurface, surface_from_function
from .restarted import Restarted
from .scheduled import Scheduled, hyperparameters_of, with_hyperparameters
from .schedules import (
    SCHEDULES,
    Constant,
    CosineDecay,
    Cyclic,
    ExponentialDecay,
    InverseTimeDecay,
    Schedule,
    StepDecay,
    WarmUp,
)
from .sparse_features import SparseFeatures
from .surface import Surface, minima_in_window, minima_of, spacing_of, start_of
from .surfaces import *  # noqa: F403 - what each is said to have there
from .sweep import Sweep, SweepRange, parse_range, sweep
from .sweep_blocks import plan_sweep
from .theory import (
    Curvatures,
    best_learning_rate,
    best_momentum,
    convergence_rate,
    curvatures,
    stability_limit,
)
from .trace import read_trace, write_trace
from .trajectory import Trajectory
from .tuning import RATES, Tuning, tune
from .window import DIVERGED_BEYOND, Spacing, Window

__all__ = [
    "DIVERGED_BEYOND",
    "MEMORY_LIMIT",
    "NEAR",
    "RATES",
    "SCHEDULES",
    "BoolArray",
    "Constant",
    "CosineDecay",
    "Curvatures",
    "Cyclic",
    "Dataset",
    "Experiment",
    "ExponentialDecay",
    "FloatArray",
    "FullBatch",
    "FunctionSurface",
    "GradreelError",
    "GridSurface",
    "Hyperparameter",
    "IntArray",
    "InvalidInput",
    "InverseTimeDecay",
    "MiniBatch",
    "Noise",
    "Optimizer",
    "Oracle",
    "Outcome",
    "RenderError",
    "Restarted",
    "Schedule",
    "Scheduled",
    "Spacing",
    "SparseFeatures",
    "StepDecay",
    "Surface",
    "Sweep",
    "SweepRange",
    "Trajectory",
    "Tuning",
    "Update",
    "WarmUp",
    "Window",
    "arrival",
    "best_learning_rate",
    "best_momentum",
    "convergence_rate",
    "curvatures",
    "descend",
    "hyperparameters_of",
    "minima_in_window",
    "minima_of",
    "nearest_minimum",
    "parameters_of",
    "parse_optimizer",
    "parse_range",
    "parse_schedule",
    "parse_surface",
    "plan_sweep",
    "read_trace",
    "spacing_of",
    "sparse_dataset",
    "stability_limit",
    "start_of",
    "surface_from_function",
    "surface_from_grid",
    "sweep",
    "tune",
    "with_hyperparameters",
    "write_trace",
]
# What these rooms have, each name listed there.
__all__ += optimizers.__all__
__all__ += surfaces.__all__
