"""Thousands of features as cells: lit where the batch has them, darker the oftener it had."""

import numpy as np
import pytest

from gradreel.animate import FeaturesPanel
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.core import SparseFeatures
from gradreel.core.errors import InvalidInput

from ..told import check_pictures, stage_of

FEW = SparseFeatures(count=60, drawn=9, seed=4)


def cells_at(stage, index):
    """The cells in the order of the features, and the number that is read."""
    panel, moment = stage.panels["it"], stage.moment(index)
    panel.at(moment)
    colors = panel.cells.colors[::-1].reshape(-1, 4)[: FEW.count]
    return moment.whole, colors, panel.zeros.get_text()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_what_is_lit_is_what_the_batch_has_and_what_is_dark_was_there_often(theme):
    stage = stage_of(FeaturesPanel(FEW), theme=theme)
    seen = FEW.seen(401)
    for index in (0, 13, len(stage) - 1):
        step, colors, zeros = cells_at(stage, index)
        lit = (colors == stage.panels["it"]._lit).all(axis=1)
        np.testing.assert_array_equal(lit, seen[step])
        assert zeros == str((~seen[step]).sum())
        ground = 255.0 * (theme is LIGHT)
        tone = np.abs(colors[:, :3] - ground).mean(axis=1)[~lit]
        often = seen[: step + 1].sum(axis=0)[~lit]
        assert (np.diff(tone[np.argsort(often, kind="stable")]) >= 0).all()
        assert (colors[:, 3] == 255).all()


def test_after_the_last_batch_the_picture_stands():
    panel = stage_of(FeaturesPanel(FEW)).panels["it"]
    assert len(panel._seen) == 401


def test_pictures():
    check_pictures(FeaturesPanel())


def test_what_there_is_no_room_for_is_said():
    with pytest.raises(InvalidInput, match=r"room for 1\d\d,\d+ cells and shows 900,000 features"):
        stage_of(FeaturesPanel(SparseFeatures(count=900_000)))
    with pytest.raises(InvalidInput, match=r"give SparseFeatures, such as"):
        FeaturesPanel(features=3)
