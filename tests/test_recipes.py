"""The recipes run as they stand there, where their library is installed, and say what is true."""

import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from gradreel.core import (
    Adam,
    Beale,
    Dataset,
    GridSurface,
    LinearRegression,
    RMSProp,
    Trajectory,
    descend,
)

TEXT = (Path(__file__).parents[1] / "docs" / "recipes.md").read_text(encoding="utf-8")
RECIPES = {
    heading: re.findall(r"```\w+\n(.*?)```", body, re.DOTALL)
    for heading, body in re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
}
LIBRARIES = {"PyTorch": "torch", "Keras": "keras", "optax": "optax"}
SMALL = ["--size", "320x180", "--fps", "2"]
CODE = "import sys; from gradreel.animate import main; main(sys.argv[1:])"


@pytest.fixture(params=RECIPES)
def recipe(request, tmp_path):
    """A folder in which a recipe was followed, and its name."""
    library = LIBRARIES.get(request.param, "torch")
    if find_spec(library) is None:
        pytest.skip(f"{library} is not installed")
    script, command = RECIPES[request.param]
    for call in (["-c", script], ["-c", CODE, *shlex.split(command)[1:], *SMALL]):
        done = subprocess.run(
            [sys.executable, *call], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    return request.param, tmp_path


def test_it_runs_and_its_run_goes_down(recipe):
    name, folder = recipe
    assert len(list(folder.glob("*.gif"))) == 1
    (path,) = folder.glob("*_run.csv")
    rows = np.genfromtxt(path, delimiter=",", names=True)
    assert np.isfinite(rows["w"]).all()
    if name == "PyTorch":
        data = Dataset.load(folder / "points.csv")
        ours = descend(Adam(convention="torch"), LinearRegression(data), (-1.6, 1.6), steps=150)
        theirs = Trajectory.load(path)
        assert theirs.params == pytest.approx(ours.params, rel=1e-9)
        assert theirs.loss == pytest.approx(ours.loss, rel=1e-9)
    if name == "optax":
        rule = RMSProp(learning_rate=0.02, convention="optax")
        ours = descend(rule, Beale(), (1.0, 1.5), steps=150)
        assert np.column_stack([rows["w"], rows["b"]]) == pytest.approx(ours.params, rel=1e-9)
    if name.startswith("A slice"):
        surface = GridSurface.load(folder / "slice.npz")
        # At the end the run is in the plane, so the slice has its loss.
        assert surface.loss(np.zeros(2)) == pytest.approx(rows["loss"][-1], rel=0.02)


def test_every_recipe_is_a_script_and_a_command():
    assert set(LIBRARIES) < set(RECIPES)
    for script, command in RECIPES.values():
        compile(script, "recipe", "exec")
        assert command.startswith("gradreel race ")
        assert "_run.csv" in script
        assert "_run.csv" in command
