"""Room for what may change: regions, levels, a share; in a call, a file, a project."""

import numpy as np
import pytest

from gradreel.animate.compare.pixels import Region
from gradreel.animate.golden.checking import Comparison
from gradreel.animate.golden.recording import record_frames
from gradreel.animate.golden.room import Room, checked_room, parse_room
from gradreel.animate.golden.store import write_golden
from gradreel.core.errors import InvalidInput

pytest_plugins = ["pytester"]

PLAIN = np.full((48, 64, 3), 200, np.uint8)
BLOT = PLAIN.copy()
BLOT[10:20, 30:40] = 0
TINT = PLAIN + np.uint8(2)
CLEAR = np.dstack([BLOT, np.full((48, 64), 9, np.uint8)])


@pytest.mark.parametrize("environment", ["", "elsewhere"])
@pytest.mark.parametrize(
    ("kept", "now", "room", "hidden"),
    [
        (PLAIN, BLOT, {"ignore": [(30, 10, 40, 20)]}, "ignore 100 pixels, in 1 picture"),
        (PLAIN, BLOT, {"ignore": [(30, 10, 40, 19)]}, None),
        (PLAIN, BLOT, {"share": 0.04}, "share 100 pixels, in 1 picture"),
        (PLAIN, BLOT, {"share": 0.03}, None),
        (PLAIN, BLOT, {"levels": 200}, "levels 100 pixels, in 1 picture"),
        (PLAIN, BLOT, {"levels": 199}, None),
        (PLAIN, BLOT, {"ignore": [(0, 0, 64, 15)], "share": 0.02}, "ignore 50 pixels, share 50"),
        (PLAIN, PLAIN, {"share": 0.5}, ""),
        (CLEAR, np.dstack([PLAIN, CLEAR[..., 3]]), {"ignore": [(30, 10, 40, 20)]}, "ignore "),
    ],
)
def test_room_hides_what_it_is_given_for_and_says_how_much(
    tmp_path, kept, now, room, hidden, environment
):
    golden = write_golden(tmp_path / "it", record_frames([kept], name="it"))
    recording = record_frames([now], name="it")
    if environment:
        recording.__dict__["environment"] = environment
    comparison = Comparison(golden, recording, room=Room(**room))
    assert bool(comparison.differences) is (hidden is None)
    assert comparison.hidden.startswith(hidden or "")
    assert bool(comparison.hidden) is bool(hidden)


def test_levels_hide_a_tint_where_each_pixel_counts(tmp_path):
    golden = write_golden(tmp_path / "it", record_frames([PLAIN, BLOT], name="it"))
    recording = record_frames([TINT, BLOT], name="it")
    assert Comparison(golden, recording, room=Room(levels=1)).differences
    comparison = Comparison(golden, recording, room=Room(levels=2))
    assert not comparison.differences
    assert comparison.hidden == "levels 3,072 pixels, in 1 picture"


def test_regions_have_names():
    regions = {"curve": Region(30, 10, 40, 20)}
    seen = Room(ignore=("curve",)).seen((48, 64), 64, regions)
    assert np.argwhere(~seen).min(axis=0).tolist() == [10, 30]
    assert (~seen).sum() == 100
    with pytest.raises(InvalidInput, match=r"ignore='map' was given; choose .* \(curve\)"):
        Room(ignore=("map",)).seen((48, 64), 64, regions)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"levels": 256}, "levels=256; give a number from 0 to 255"),
        ({"levels": 0.5}, "levels=0.5"),
        ({"levels": "2"}, "levels='2'"),
        ({"share": 1.5}, "share=1.5; give a number from 0 to 1"),
        ({"share": float("nan")}, "share=nan"),
        ({"share": True}, "share=True"),
        ({"ignore": [(1, 2, 3)]}, r"ignore=\(1, 2, 3\); give names of regions, or"),
        ({"ignore": [(1, 2, 3, -4)]}, "ignore="),
        ({"ignore": 3}, "ignore=3"),
        ({"tolerance": 3}, r"tolerance=\.\.\., which there is not; choose ignore, levels or share"),
    ],
)
def test_what_is_no_room_is_refused_in_a_sentence(given, said):
    with pytest.raises(InvalidInput, match=f"^The call has {said}"):
        checked_room(given, "The call")


def test_one_region_needs_no_list():
    for given in ("curve", (0, 1, 2, 3)):
        assert checked_room({"ignore": given}, "it") == {"ignore": (given,)}


def test_settings_of_a_project_are_texts():
    typed = {"levels": "2", "share": "0.5", "ignore": ["curve", "0 1 2 3", "0, 1, 2, 3"]}
    places = ("curve", (0, 1, 2, 3), (0, 1, 2, 3))
    assert parse_room(typed) == {"levels": 2, "share": 0.5, "ignore": places}
    assert parse_room({"levels": "", "share": "", "ignore": []}) == {}


TEST = """
import numpy as np
import pytest

{mark}
NOW = {now}

def test_mine(golden):
    golden.check_frames([np.full((48, 64, 3), 200 + NOW, np.uint8)], name="mine" {room})
"""


@pytest.mark.parametrize(
    ("ini", "mark", "room", "passes"),
    [
        ("", "", "", False),
        ("", "", ", levels=3", True),
        ("", "pytestmark = pytest.mark.golden(levels=3)", "", True),
        ("golden_levels = 3", "", "", True),
        ("golden_levels = 3", "pytestmark = pytest.mark.golden(levels=2)", "", False),
        ("golden_levels = 3", "", ", levels=2", False),
        ("golden_ignore =\n  0 0 64 48", "", "", True),
    ],
)
def test_a_call_goes_before_its_file_and_that_before_the_project(
    pytester, monkeypatch, ini, mark, room, passes
):
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    options = ("-p", "no:randomly", "-p", "no:hypothesispytest", "--strict-markers")
    pytester.makepyfile(test_small=TEST.format(mark="", now=0, room=""))
    pytester.runpytest(*options, "--golden-update")
    pytester.makeini(f"[pytest]\n{ini}\n")
    pytester.makepyfile(test_small=TEST.format(mark=mark, now=3, room=room))
    result = pytester.runpytest(*options)
    result.assert_outcomes(passed=passes, failed=not passes)
    hidden = [line for line in result.outlines if line.startswith("hidden: ")]
    assert len(hidden) == passes
    if passes:
        assert "golden/mine: " in hidden[0]


def test_settings_that_cannot_be_are_refused_before_any_test(pytester):
    pytester.makeini("[pytest]\ngolden_share = much\n")
    result = pytester.runpytest("-p", "no:randomly")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        ["*settings of pytest has share='much'; give a number from 0 to 1*"]
    )
