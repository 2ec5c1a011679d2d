"""What the scenes of the lecture share: the surface, the start and the four optimizers.

The figures that they show are those of the lecture; see the dataset's docstring for its seed.
"""

from gradreel.core import AdaGrad, GradientDescent, Momentum, Nesterov, Neuron, sparse_dataset

SURFACE = Neuron(sparse_dataset())
START = (-4.0, -3.0)

GRADIENT_DESCENT = GradientDescent(learning_rate=0.01)
MOMENTUM = Momentum(learning_rate=0.01, momentum=0.9)
NAG = Nesterov(learning_rate=0.01, momentum=0.9)
ADAGRAD = AdaGrad(learning_rate=0.1, eps=1e-8)

W_LABEL = "$w$  (sparse feature)"
B_LABEL = "$b$  (dense feature)"
