"""The sweeps that the tests of their pictures share."""

import numpy as np

from gradreel.animate import Sweeping
from gradreel.animate.drawing.text import PictureText
from gradreel.core import (
    Adam,
    Beale,
    GaussianHills,
    GradientDescent,
    Momentum,
    Quadratic,
    Rosenbrock,
    Saddle,
    sweep,
)

START, STEPS = (-1.6, 1.4), 80
RATES, MOMENTA = np.geomspace(0.001, 1.0, 7), np.linspace(0.0, 0.9, 4)


def sweeping(optimizer, surface=None, start=START, **vary):
    surface = surface or Quadratic()
    vary = vary or {"learning_rate": RATES, "momentum": MOMENTA}
    spacings = tuple("log" if name == "learning_rate" else "linear" for name in vary)
    outcome = sweep(optimizer, surface, start, steps=STEPS, vary=vary)
    return Sweeping(optimizer, surface, start, outcome, spacings)


GROUNDS = [
    (Quadratic, START, Momentum(), {}),
    (Quadratic, START, GradientDescent(), {"learning_rate": np.geomspace(0.001, 1.0, 12)}),
    (Quadratic, START, Momentum(), {"learning_rate": np.array([0.01, 0.05]), "momentum": MOMENTA}),
    (Beale, Beale.start, Adam(), {"learning_rate": np.geomspace(0.01, 5.0, 9)}),
    (Rosenbrock, Rosenbrock.start, Momentum(), {}),
    (Saddle, Saddle.start, Momentum(), {}),
    (Saddle, Saddle.start, Adam(), {"learning_rate": np.geomspace(0.01, 2.0, 8)}),
    (GaussianHills, GaussianHills.start, Momentum(), {}),
]


def texts_of(stage):
    """All texts of the picture; of the numbers along an axis those within its limits."""
    texts = [t for t in stage.figure.findobj(PictureText) if t.get_visible()]
    for axes in stage.figure.axes:
        for axis in (axes.xaxis, axes.yaxis) if axes.axison else ():
            low, high = sorted(axis.get_view_interval())
            ticks = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
            texts += [axis.label, *(tick.label1 for tick in ticks)]
    texts = [text for text in texts if text.get_text().strip() and text.get_visible()]
    return [(text.get_text(), text.get_window_extent(stage.renderer)) for text in texts]
