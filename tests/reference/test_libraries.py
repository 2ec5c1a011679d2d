"""Agreement with optax and Keras in float64; make_library_references.py made the numbers."""

import json
from pathlib import Path

import numpy as np
import pytest

from gradreel.core import CONVENTIONS, OPTIMIZERS, Beale, Neuron, descend

HERE = Path(__file__).parent
RUNS = [
    (library, run)
    for library in ("optax", "keras")
    for run in json.loads((HERE / f"{library}.json").read_text(encoding="utf-8"))
]
NAMES = [f"{library}-{run['optimizer']}-{run['surface']}" for library, run in RUNS]
SURFACES = {"neuron": Neuron(), "beale": Beale()}


@pytest.mark.parametrize("library", ["optax", "keras"])
def test_everything_that_claims_to_be_the_library_s_has_a_reference(library):
    there = {(run["surface"], run["optimizer"]) for whose, run in RUNS if whose == library}
    claimed = {name for name, presets in CONVENTIONS.items() if library in presets}
    assert there == {(surface, name) for surface in SURFACES for name in claimed}


@pytest.mark.parametrize(
    ("library", "run"),
    RUNS,
    ids=[f"{whose}-{run['optimizer']}-{run['surface']}" for whose, run in RUNS],
)
def test_agrees_with_the_library_over_200_steps(library, run):
    expected, kept = np.array(run["params"]), run["steps"]
    optimizer = OPTIMIZERS[run["optimizer"]](**run["hyperparameters"], convention=library)
    trajectory = descend(optimizer, SURFACES[run["surface"]], expected[0], steps=kept[-1])
    assert kept[-1] == 200
    np.testing.assert_allclose(trajectory.params[kept], expected, rtol=1e-9, atol=0)
    assert np.abs(expected[-1] - expected[0]).max() > 0.1
