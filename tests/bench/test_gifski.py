import math
import os
import stat
import sys
from itertools import count

import numpy as np
import pytest

from bench.gifski import Made, against_gifski, find_gifski, rows

FRAMES = [np.full((24, 32, 3), tone, np.uint8) for tone in (10, 10, 200, 90)]


def test_without_gifski_it_is_said_so(monkeypatch, tmp_path):
    monkeypatch.delenv("GIFSKI", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_gifski() is None
    [row] = against_gifski(FRAMES, 12.5, tmp_path)
    assert row.what == "skipped"
    assert row.passed
    assert "GIFSKI" in row.note


@pytest.mark.skipif(os.name != "posix", reason="needs scripts that can be run")
def test_the_program_that_gifski_names_gets_all_frames(monkeypatch, tmp_path):
    script = tmp_path / "mine"
    script.write_text(
        f"#!{sys.executable}\n"
        "import sys\n"
        "from PIL import Image\n"
        "out, stills = sys.argv[sys.argv.index('-o') + 1], sys.argv[sys.argv.index('-o') + 2:]\n"
        "first, *rest = [Image.open(s) for s in stills]\n"
        "first.save(out, save_all=True, append_images=rest, duration=80)\n"
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("GIFSKI", str(script))
    ticks = count()  # a clock that goes one second on each time it is read
    made = against_gifski(FRAMES, 12.5, tmp_path, lambda: float(next(ticks)))
    found = {row.what: row for row in made}
    assert "PSNR of default - of gifski's quality 60" in found
    assert {row.value for row in found.values() if "time" in row.what} == {1.0}
    assert "bytes of gifski's quality 1 / of the default" in found


def test_a_clock_too_coarse_to_tell_keeps_no_bound():
    made = {"default": Made(800, 44.5, 0.0), "high": Made(1000, 50, 0.0)}
    theirs = {60: Made(900, 44, 0.0), 70: Made(1100, 47, 0.0)}
    timed = [row for row in rows(made, theirs) if "time" in row.what]
    assert [(math.isnan(row.value), row.passed) for row in timed] == [(True, False)] * 2


def test_a_larger_or_worse_gif_of_ours_fails():
    theirs = {1: Made(500, 30, 10), 60: Made(900, 44, 10), 70: Made(1100, 47, 12)}
    good = {"default": Made(800, 44.5, 1.5), "high": Made(1000, 50, 1.5)}
    assert all(row.passed for row in rows(good, theirs))
    for name, bad in (
        ("default", Made(901, 44.5, 1.5)),
        ("default", Made(800, 43.9, 1.5)),
        ("high", Made(1000, 50, 2.5)),
    ):
        assert sum(not row.passed for row in rows(good | {name: bad}, theirs)) == 1
