import json
from dataclasses import replace

import pytest

from bench import scale
from bench.measuring import Row
from bench.report import worse
from bench.scale_model import Model, Overhead, busiest, frames_within, measured

OVER = Overhead(starting=2.0, setting_up=0.4, encoding=0.006, joining=0.5)
PIECES = [200, 240, 250, 250, 100] * 10


def test_pieces_are_dealt_out_as_processes_are_free():
    assert busiest([100, 50, 60, 10], 0, 1, 1) == 220
    assert busiest([100, 50, 60, 10], 0, 1, 2) == 110  # 100 + 10 and 50 + 60
    assert busiest([10] * 4, 5, 2, 4) == 25


@pytest.mark.parametrize("slowing", [0.0, 0.08])
def test_the_model_finds_what_it_was_made_of(slowing):
    made = Model(OVER, frame=0.015, slowing=slowing)
    found = Model.fitted(PIECES, OVER, made.seconds(PIECES, 1), made.seconds(PIECES, 2))
    assert (found.frame, found.slowing) == pytest.approx((0.015, slowing))
    assert found.drawing == pytest.approx(0.009)
    for most in (4, 8, 16):
        assert found.seconds(PIECES, most) == pytest.approx(made.seconds(PIECES, most))


def test_the_model_is_sensible():
    """More cores are faster, never more than so many times; what does not divide stays."""
    model = Model(OVER, frame=0.015, slowing=0.0)
    numbers = (1, 2, 4, 8, 16, 1000)
    needed = [model.seconds(PIECES, most) for most in numbers]
    assert needed == sorted(needed, reverse=True)
    assert all(needed[0] / each <= most for each, most in zip(needed, numbers, strict=True))
    assert needed[-1] == pytest.approx(2.0 + 0.4 + 250 * 0.015 + 0.5)
    quick = Model.fitted(PIECES, OVER, 160.0, 70.0)  # a second that was measured too short
    assert quick.slowing == 0


def test_no_more_is_rendered_than_there_is_time_for():
    assert measured((1, 2, 4, 8, 16), 2) == [1, 2]
    assert measured((16, 4), 8) == [1, 2, 4]
    few = frames_within(270, 0.015, (1, 2, 4, 8, 16), 2)
    assert 0.015 * few * (1 + 0.75 + 0.65) == pytest.approx(270, rel=1e-3)
    assert frames_within(270, 0.015, (1, 2, 4, 8, 16), 16) < few
    assert frames_within(270, 0.05, (1, 2), 2) < few / 3


def test_the_bounds_are_those_that_were_promised(tmp_path, monkeypatch):
    """With the clock replaced: no film is rendered."""
    took = {(1, None): 30.0, (2, None): 17.0, (1, 2): 20.0, (4, None): 9.0}
    monkeypatch.setattr(scale, "_sample", lambda _: (0.009, 0.006, 1.05))
    monkeypatch.setattr(scale, "_render", lambda film, most, _, on=None: (took[most, on], 0.2))
    monkeypatch.setattr(scale, "_starting", lambda _: 1.5)
    monkeypatch.setattr(scale, "_setting_up", lambda _: 0.3)
    monkeypatch.setattr(scale, "cores", lambda: 4)
    monkeypatch.setattr(scale, "FilmStage", lambda film, *_, **__: _Film(len(film.scenes)))
    monkeypatch.setattr(scale, "_pieces", lambda stage: [250] * 3 * stage.scenes)
    rows = {row.what: row for row in scale.measure(tmp_path, (1, 2, 4, 8, 16))}
    bounded = {what: (row.value, row.bound) for what, row in rows.items() if row.bound}
    assert bounded == {
        "two processes / one, each with a core": (pytest.approx(17 / 30), 0.6),
        "two processes / one whose encoder has both cores": (pytest.approx(17 / 20), 1.0),
    }
    said = [rows[f"frames a second that the model says of {n} cores"].value for n in (4, 8, 16)]
    assert said == sorted(said)
    assert {f"frames a second, --jobs {n}" for n in (1, 2, 4)} < rows.keys()
    assert "frames a second, --jobs 8" not in rows


class _Film:
    def __init__(self, scenes):
        self.scenes, self.starts = scenes, range(0, 750 * scenes, 750)

    def __len__(self):
        return 750 * self.scenes


def test_what_became_slower_is_told(tmp_path):
    slow = Row("a", "frames a second, 1", 50, "")
    large = Row("a", "bytes", 120, "kB")
    new, same = replace(large, what="new"), replace(large, what="same")
    old = [replace(slow, value=100), replace(large, value=100), same]
    file = tmp_path / "old.json"
    file.write_text(json.dumps({"rows": [vars(row) for row in old]}))
    assert worse([slow, large, new, same], file) == [
        "a: frames a second, 1: 100 before, 50 now, 2.00 times worse",
        "a: bytes: 100 before, 120 now, 1.20 times worse",
    ]
