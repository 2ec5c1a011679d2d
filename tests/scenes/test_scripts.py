"""A scene is a short script, data only: what several share stands beside them."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "scenes"
SCRIPTS = {
    path.stem: text
    for path in sorted(FOLDER.glob("*.py"))
    if "\nSCENE = " in (text := path.read_text("utf-8"))
}
FEWEST, MOST = 20, 80


def test_every_scene_is_looked_at():
    assert len(SCRIPTS) == 18


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_scene_is_twenty_to_eighty_lines_of_data(name):
    assert FEWEST <= len(SCRIPTS[name].splitlines()) <= MOST
    assert "matplotlib" not in SCRIPTS[name]
    assert "\ndef " not in SCRIPTS[name]
    assert "\nclass " not in SCRIPTS[name]
