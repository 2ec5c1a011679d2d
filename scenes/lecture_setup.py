"""What the scenes of the lecture share: the surface, the start, the four optimizers, the map.

The figures that they show are those of the lecture; see the dataset's docstring for its seed.
"""

from functools import partial

from gradreel.animate import ContourPanel, Scene, Timeline
from gradreel.core import NEAR, AdaGrad, GradientDescent, Momentum, Nesterov, Neuron, sparse_dataset

SURFACE = Neuron(sparse_dataset())
START = (-4.0, -3.0)
assert SURFACE.minimum is not None
GOAL = (float(SURFACE.minimum[0]), float(SURFACE.minimum[1]))

RATE, ADAGRAD_RATE = 0.01, 0.1
GRADIENT_DESCENT = GradientDescent(learning_rate=RATE)
MOMENTUM = Momentum(learning_rate=RATE, momentum=0.9)
NAG = Nesterov(learning_rate=RATE, momentum=0.9)
ADAGRAD = AdaGrad(learning_rate=ADAGRAD_RATE, eps=1e-8)

map_panel = partial(
    ContourPanel, w_label="$w$  (sparse feature)", b_label="$b$  (dense feature)", arrival=NEAR
)
"""The map, with a ring around the minimum: within it a run counts as there."""

scene = partial(Scene, surface=SURFACE, start=START, steps=400)
timeline = partial(Timeline, reading=True, pace=True)
"""All that the lecture says stays as long as reading takes, and another pace is said on screen."""
