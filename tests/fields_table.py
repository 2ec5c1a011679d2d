"""A valid call of each public class and function, and what must not be given to any of them."""

import datetime
import decimal
import enum
import fractions
import itertools
from pathlib import Path

import numpy as np

from gradreel import animate as a
from gradreel import core as c
from gradreel.animate.export.delivery import Delivery
from gradreel.animate.formats import Clip
from gradreel.animate.formats.clip import Part


class Colour(enum.Enum):
    """A kind that nothing asks for."""

    RED = 1


def wrong_values():
    """What is put in the place of each argument; made anew, as some can be gone through once."""
    nan = float("nan")
    return [
        None, True, nan, float("inf"), -float("inf"), -1, 0, 1.5, 1e308, 10**400, "", "x", b"x", [],
        (), {}, set(), object(), lambda *_: 0, np.float32(1), np.array([1.0]), np.array([[1.0]]),
        np.array([1.0, 2.0]), np.array(1.0), np.int64(3), 1j, itertools.count(),
        itertools.repeat("x"), (i for i in "ab"),
        int, Colour.RED, decimal.Decimal(1), fractions.Fraction(1, 3), datetime.date(2020, 1, 1),
        np.str_("x"), [[1, [2]]], ["x"], [None], {"x": None}, (nan, nan), c.AdaGrad,
        np.array(["x"], dtype=object),
    ]  # fmt: skip


SURFACE, OPTIMIZER, DATA = c.Quadratic(), c.AdaGrad(), c.Dataset([0.0, 1.0], [0.0, 1.0])
POINT = (1.0, 1.0)
RUN = c.descend(OPTIMIZER, SURFACE, POINT, steps=5)
SWEEP = c.sweep(c.GradientDescent(), SURFACE, POINT, steps=3, vary={"learning_rate": [0.1, 0.2]})
TIMELINE = a.Timeline((a.Play(to=5, seconds=1),))
CLOCK = TIMELINE.resolved()
MAP = {"panels": {"map": a.ContourPanel()}, "rows": (("map",),)}
SCENE = a.Scene("s", "", "", SURFACE, POINT, 5, (OPTIMIZER,), timeline=TIMELINE, **MAP)
SPOKEN = {"seconds": 1, "caption": "", "callouts": (), "claim": a.Less(1, 2)}
EVEN = {"speeds": (1, 1)}
ON = {"surface": SURFACE, "start": POINT, "steps": 5}

CLAIM = a.Less(1, 2)
LOSS = a.Quantity("adagrad", "loss")
TREND = {"quantity": LOSS, "first": 1, "last": 2, "times": 1}

CLASSES = {
    a.About: {"one": 1, "other": LOSS, "within": 0.05},
    a.After: {"event": a.Turns("adagrad"), "steps": 1},
    a.All: {"claims": (CLAIM,)},
    a.AnatomyPanel: {"optimizer": "adagrad", "plain_rate": 0.01, "one_scale": True},
    a.Arrives: {"optimizer": "adagrad", "radius": 0.1, "coordinate": "w", "for_good": True},
    a.Callout: {
        "panel": "map", "text": "", "at": 1, "optimizer": "adagrad", "point": (0, 0),
        "offset": (1, 1), "line": ((0, 0), (1, 1)), "start": 1, "until": 2,
        "claim": CLAIM,
    },
    a.Caption: {"step": 1, "text": "", "claim": CLAIM},
    a.Change: {"panel": "map", "to": 1, "also": (), **SPOKEN},
    a.CodePanel: {"lines": (("g = gradient(p)", "gradient"),), "optimizer": "adagrad"},
    a.ComponentsPanel: {"optimizer": "adagrad"},
    a.ContourPanel: {
        "window": c.Window(0, 1, 0, 1), "bands": 3, "spacing": "log", "w_label": "", "b_label": "",
        "names": True, "optimizers": ("x",), "zoom": None, "before": SURFACE, "marks": 10,
        "arrival": 0.1, "fade": 60, "ghosts": ("x",), "fan": True, "scale": True, "aspect": "equal",
        "verdicts": False,
        "targets": True,
    },
    a.CurvePanel: {
        "channel": "loss", "coordinate": None, "optimizers": ("adagrad",), "label": "",
        "scale": "log", "limits": (1, 2), "heading": "", "step_axis": True, "marks": (1,),
        "numbers": True, "hue": "run",
    },
    a.DataPanel: {
        "optimizers": (), "before": DATA, "batch": c.MiniBatch(DATA, 1), "x_label": "",
        "y_label": "", "names": True, "name_rows": 1,
    },
    a.Dim: {"targets": ("map",), "to": 0.5, **SPOKEN},
    a.Diverges: {"optimizer": "adagrad"},
    a.Falls: TREND,
    a.Exploring: {
        "race": a.Race(**ON, optimizers=(OPTIMIZER,)), "vary": {"learning_rate": [0.1, 0.2]},
        "starts": 3,
    },
    a.Film: {"name": "f", "summary": "", "title": "", "scenes": (SCENE,), "card_seconds": 1,
             "fade": 0.4, "reading": False},
    a.Highlight: {"targets": ("map",), **SPOKEN},
    a.Grows: TREND,
    a.Hold: SPOKEN,
    a.Largest: {"quantity": LOSS, "at": 1, "near": 0},
    a.Less: {"smaller": 1, "larger": LOSS, "times": 2},
    a.Named: {"optimizer": OPTIMIZER, "name": "x"},
    a.NotYet: {"happenings": (1, "there", a.Turns("adagrad"))},
    a.Order: {"happenings": (1, "there", a.Turns("adagrad"))},
    a.Passes: {"optimizer": "adagrad", "coordinate": "w", "by": 0.1},
    a.Peaks: {"optimizer": "adagrad", "channel": "gradient", "coordinate": "w"},
    a.Play: {"to": 1, **SPOKEN, **EVEN},
    a.Race: {
        **ON, "optimizers": (OPTIMIZER,), "runs": (), "oracle": None, "radius": 0.1, "ground": "",
        "notes": (), "pace": "eventful", "layout": "grid",
    },
    a.Place: {"point": (0, 0), "what": "loss"},
    a.Quantity: {
        "optimizer": "adagrad", "channel": "loss", "coordinate": "w", "at": 1, "since": 0,
        "signed": True,
    },
    a.RateFalls: {"optimizer": "adagrad", "coordinate": "w", "share": 0.5},
    a.Reached: {"happenings": (1, "there", a.Turns("adagrad"))},
    a.FeaturesPanel: {"features": c.SparseFeatures(count=9)},
    a.LengthsPanel: {"optimizers": ("adagrad",)},
    a.PullsPanel: {"optimizer": "adagrad", "before": c.sparse_dataset(sparsity=0)},
    a.RatesPanel: {
        "optimizer": "adagrad", "lines": ((0.1, "set"),), "label": "", "limits": (1, 2),
        "step_axis": True,
    },
    a.ReadoutPanel: {"lines": ("a",), "optimizer": "adagrad", "size": 20},
    a.Replay: {"start": 0, "to": 1, **SPOKEN, **EVEN},
    a.Reveal: {"targets": ("map", "map/adagrad"), **SPOKEN},
    a.Rewind: {"to": 0, **SPOKEN},
    c.Experiment: {"name": "e", **ON, "optimizers": (OPTIMIZER,), "runs": (), "oracle": c.Noise()},
    a.RightAngle: {"optimizer": "adagrad", "corner": 1, "end": 2, "times": 5},
    a.Scene: {
        "name": "s", "summary": "", "title": "", **ON, "optimizers": (OPTIMIZER,), **MAP,
        "timeline": TIMELINE, "widths": (1,), "heights": (1,), "runs": (), "oracle": c.Noise(),
        "keep": ("map",), "card": "a", "experiment": None,
    },
    a.SlopePanel: {
        "which": "loss", "optimizer": "adagrad", "label": "", "limits": (1, 2),
        "distance_axis": True,
    },
    a.SquaresPanel: {"optimizer": "adagrad", "bars": False},
    a.StandingsPanel: {"radius": 0.1, "facts": {"a": "b"}, "fact": "", "notes": ()},
    a.Steepest: {"optimizer": "adagrad"},
    a.SurfacePanel: {
        "window": None, "bands": 5, "spacing": "log", "w_label": "", "b_label": "",
        "loss_label": "", "optimizers": (), "paths": True, "names": True, "height": 0.5,
        "azimuth": 0, "swing": 1, "period_seconds": 1, "elevation": 20, "tilt": True,
    },
    a.Sweeping: {
        "optimizer": c.GradientDescent(), "surface": SURFACE, "start": POINT, "sweep": SWEEP,
        "spacings": ("log",), "radius": 0.1, "ground": "", "notes": (),
    },
    a.TargetsPanel: {
        "coordinate": "w", "optimizers": ("adagrad",), "target": None, "radius": 0.1, "label": "",
        "limits": None, "names": True, "step_axis": True, "name_rows": 1,
    },
    a.TheoryPanel: {
        "optimizers": ("a",), "of": "loss", "label": "", "limits": None, "step_axis": True
    },
    a.UnfoldPanel: {"optimizer": "adagrad", "block": a.SurfacePanel(), "limits": (1, 2)},
    a.Timeline: {
        "verbs": (a.Play(1, 1),), "captions": (), "callouts": (), "events": {}, "pace": True,
        "reading": True,
        "titles": (a.Caption(0, "x"),), "ease": 0.3,
    },
    a.Turns: {"optimizer": "adagrad"},
    Clip: {
        "size": (160, 90), "fps": 25, "samples": (), "chapters": (), "tags": {}, "alpha": True,
        "plays": 0, "quality": "high", "colors": None, "bitrate": None, "cuts": (5,),
        "part": Part(0), "once": True, "about": None, "voice": Path("v.wav"),
    },
    Delivery: {
        "plays": 0, "hold_seconds": 0, "quality": "high", "colors": None, "bitrate": None,
        "once": True, "by": "hold", "voice": Path("v.wav"),
    },
}  # fmt: skip
"""All fields of each class that is public and made of data."""

OF = {"optimizer": c.Momentum(), "surface": SURFACE}
FUNCTIONS = {
    CLOCK.moment: {"index": 1, "fps": 25},
    CLOCK.frame_count: {"fps": 25},
    CLOCK.frame_at_time: {"seconds": 0.1, "fps": 25},
    CLOCK.between: {"first": 0, "last": 3},
    c.Window: {"w_min": 0, "w_max": 1, "b_min": 0, "b_max": 1},
    c.descend: {"optimizer": OPTIMIZER, **ON, "oracle": c.Noise(), "memory_limit": 1e9},
    c.plan_sweep: {
        **OF,
        "start": POINT,
        "steps": 5,
        "vary": {"learning_rate": [0.1]},
        "radius": 0.1,
    },
    c.sweep: {**OF, "start": POINT, "steps": 5, "vary": {"learning_rate": [0.1]}, "radius": 0.1},
    c.tune: {**OF, "start": POINT, "steps": 5, "rates": [0.1], "radius": 0.1, "oracle": None},
    c.Trajectory: {"name": "x", "params": RUN.params, "loss": RUN.loss, "channels": RUN.channels},
    RUN.distance: {"target": POINT},
    RUN.settles: {"target": POINT, "radius": 1, "coordinate": "w"},
    c.SparseFeatures: {"count": 9, "drawn": 3, "seed": 1},
    c.Dataset: {"x": [1.0], "y": [1.0]},
    c.sparse_dataset: {"seed": 1, "points": 5, "sparsity": 0.5},
    c.MiniBatch: {"dataset": DATA, "size": 1, "seed": 1},
    c.Noise: {"scale": 1, "seed": 1},
    c.Restarted: {"optimizer": OPTIMIZER, "after": 3},
    c.Scheduled: {"optimizer": OPTIMIZER, "schedule": c.CosineDecay(steps=5)},
    c.curvatures: {"surface": SURFACE},
    c.stability_limit: OF,
    c.convergence_rate: OF,
    c.best_momentum: OF,
    c.best_learning_rate: OF,
    c.arrival: {"trajectory": RUN, "surface": SURFACE, "radius": 0.1},
    c.minima_of: {"surface": SURFACE},
    c.minima_in_window: {"surface": SURFACE},
    c.start_of: {"surface": SURFACE},
    c.with_hyperparameters: {"optimizer": OPTIMIZER, "values": {"learning_rate": 0.1}},
    c.parse_optimizer: {"text": "adam"},
    c.parse_range: {"text": "0:1:3"},
    c.parse_surface: {"text": "booth", "dataset": None},
    c.parse_schedule: {"text": "cosine(steps=3)"},
}
"""Functions, and classes that are made of arrays; none of them writes anything."""
