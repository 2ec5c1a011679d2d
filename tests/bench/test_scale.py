import json
from dataclasses import replace

import pytest

from bench.measuring import Row
from bench.report import worse
from bench.scale import Model, busiest


def test_pieces_are_dealt_out_as_processes_are_free():
    assert busiest([100, 50, 60, 10], 0, 1) == 220
    assert busiest([100, 50, 60, 10], 0, 2) == 110  # 100 + 10 and 50 + 60
    assert busiest([10] * 4, 5, 4) == 15


def test_the_model_finds_what_it_was_made_of():
    pieces, made = [200, 240, 250, 250, 100], Model(start=3.0, frame=0.02, getting_ready=40)
    found = Model.fitted(pieces, 40, made.seconds(pieces, 1), made.seconds(pieces, 2))
    assert (found.start, found.frame) == pytest.approx((3, 0.02))
    assert found.seconds(pieces, 16) == pytest.approx(3 + 0.02 * 290)


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
