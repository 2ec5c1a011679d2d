"""A slice of the mutations; `make golden-mutations` counts them all."""

import pytest

from gradreel.animate.golden import figure_recording, recording

from .counting import count, keep
from .subjects import SIZES

SLICE = {"sizes": SIZES[:1], "subjects": ("wave", "painted")}
FAINT = ("by 3", "by 2", "width +0.2", "limit 6.02")
"""What may pass where another environment draws: it is no more than a palette or an edge does."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    keep(folder, **SLICE)
    return folder


def test_where_the_golden_was_drawn_every_change_is_found(kept):
    counted = count(kept, seed=1, part=slice(0, None, 14), others=False, **SLICE)
    assert counted.missed == []
    assert not any(counted.alarms.values())
    assert min(counted.among.values()) >= 3


def test_elsewhere_only_the_faintest_pass(kept, monkeypatch):
    for module in (recording, figure_recording):
        monkeypatch.setattr(module, "environment", lambda: "matplotlib elsewhere")
    counted = count(kept, seed=2, part=slice(2, None, 20), others=False, **SLICE)
    assert [missed for missed in counted.missed if not missed.endswith(FAINT)] == []
    assert [missed for missed in counted.missed if missed.startswith("check_animation")] == []
    assert not any(counted.alarms.values())
