"""A golden is compared layer by layer: each change is found in the layer in which it is made."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Caption, CurvePanel, Film, Hold, Play, Timeline
from gradreel.animate.compare.pixels import LOOSE
from gradreel.animate.golden.checking import Comparison, message
from gradreel.animate.golden.names import file_name
from gradreel.animate.golden.packed_frames import PackedFrames
from gradreel.animate.golden.recording import record_frames, record_scene
from gradreel.animate.golden.state_difference import difference, same
from gradreel.animate.golden.store import delete_golden, read_golden, write_frame, write_golden
from gradreel.animate.golden.which_frames import events, find_frames
from gradreel.animate.style.theme import LIGHT
from gradreel.core import AdaGrad, GradientDescent
from gradreel.core.errors import InvalidInput

AT = ["start", 10, "end"]


@pytest.fixture(scope="module")
def kept(make_small, tmp_path_factory):
    folder = tmp_path_factory.mktemp("golden") / "small"
    write_golden(folder, record_scene(make_small(), AT))
    return folder


def found(folder, recording):
    """What differs, as (layer, what is told)."""
    differences = Comparison(read_golden(folder), recording).differences
    return [(each.layer, each.told) for each in differences]


def test_the_same_scene_has_no_differences(kept, small):
    assert found(kept, record_scene(small, AT)) == []


def test_learning_rate_changed_by_one_percent_breaks_the_numbers_first(kept, small):
    now = replace(
        small, optimizers=(GradientDescent(learning_rate=0.05), AdaGrad(learning_rate=0.202))
    )
    layer, told = found(kept, record_scene(now, AT))[0]
    assert layer == "numbers"
    assert told.startswith("adagrad: effective_learning_rate.w at step 0 is ")
    assert "1.0e-02 of it apart, 1e-06 may be" in told
    assert "it was AdaGrad(learning_rate=0.2" in told
    assert "it is AdaGrad(learning_rate=0.202" in told


def test_numbers_that_differ_by_rounding_are_the_same(kept, small):
    recording = record_scene(small, AT)
    lines = recording.sections["numbers adagrad"]
    for factor, alike in ((1 + 3e-7, True), (1 + 3e-6, False)):
        row = [lines[2].split()[0], *(f"{float(x) * factor:.9g}" for x in lines[2].split()[1:])]
        sections = {
            **recording.sections,
            "numbers adagrad": [*lines[:2], " ".join(row), *lines[3:]],
        }
        assert (found(kept, replace(recording, sections=sections)) == []) is alike


@pytest.mark.parametrize("name", ["gradient_descent", "adagrad"])
def test_a_run_that_is_gone_or_new_is_told(kept, small, name):
    recording = record_scene(small, AT)
    heading = f"numbers {name}"
    fewer = {k: v for k, v in recording.sections.items() if k != heading}
    more = {**recording.sections, "numbers adam": recording.sections[heading]}
    assert found(kept, replace(recording, sections=fewer)) == [("numbers", f"{name} is gone")]
    assert found(kept, replace(recording, sections=more))[0][1].startswith("adam: it has the")


def test_two_colours_swapped_are_told_by_state_and_pixels(kept, small):
    paths = LIGHT.paths | {
        "gradient_descent": LIGHT.path_color("adagrad"),
        "adagrad": LIGHT.path_color("gradient_descent"),
    }
    differences = found(kept, record_scene(small, AT, theme=replace(LIGHT, paths=paths)))
    assert {layer for layer, _ in differences} == {"state", "pixels"}
    assert any("#00796b" in told and "#1a1a1a" in told for _, told in differences)


def test_limits_of_a_panel_are_told_by_state_and_pixels(kept, small):
    curve = CurvePanel("gradient", "w", ("adagrad",), limits=(-6.0, 1.0))
    differences = found(
        kept, record_scene(replace(small, panels=small.panels | {"curve": curve}), AT)
    )
    assert {layer for layer, _ in differences} == {"state", "pixels"}
    assert "-6 to 1" in differences[0][1]
    assert ", curve: " in differences[1][1] or ", curve: " in differences[-1][1]


def test_a_text_is_told_by_the_state_alone(kept, small):
    captioned = replace(small.timeline, captions=(Caption(5, "halfway"),))
    for now in (replace(small, title="Another bowl"), replace(small, timeline=captioned)):
        differences = found(kept, record_scene(now, AT))
        assert differences
        assert {layer for layer, _ in differences} == {"state"}
    assert '- text "A bowl"' in found(kept, record_scene(replace(small, title="X"), AT))[0][1]


def test_frames_shifted_by_a_pixel_are_told(kept, small):
    recording = record_scene(small, AT)
    frames = PackedFrames((k, np.roll(frame, 1, axis=1)) for k, frame in recording.frames.items())
    for environment in (recording.environment, "elsewhere"):
        differences = found(kept, replace(recording, frames=frames, environment=environment))
        assert [layer for layer, _ in differences] == ["pixels"] * 3


def test_another_rasteriser_is_told_and_the_loose_rule_taken(kept, small):
    recording = replace(record_scene(small, AT), rasteriser="agg other", environment="numpy 1")
    assert found(kept, recording) == []
    comparison = Comparison(read_golden(kept), recording)
    assert comparison.rule is LOOSE
    frames = PackedFrames((label, 255 - frame) for label, frame in recording.frames.items())
    told = found(kept, replace(recording, frames=frames))[0][1]
    assert "12% may (the loose rule, drawn by agg " in told
    assert ", matplotlib " in told
    assert "here it is agg other, numpy 1)" in told


@pytest.mark.parametrize("version", ["3.10.0", "3.11.2", ""])
def test_frames_of_another_matplotlib_say_what_differs_by_that(tmp_path, version):
    kept = record_frames(np.zeros((2, 20, 30, 3), np.uint8), name="mine")
    write_golden(tmp_path, replace(kept, environment="matplotlib 3.11.2 1a2b3c4d, numbers 7"))
    now = record_frames(np.full((2, 20, 30, 3), 9, np.uint8), name="mine")
    now = replace(now, environment=f"matplotlib {version} 5e6f7a8b, numbers 7" * bool(version))
    told = message(Comparison(read_golden(tmp_path), now), "advice")
    words = "matplotlib 3.11.2 and matplotlib 3.10.0 draw letters, and the cells of images"
    assert (words in told) is (version == "3.10.0")
    assert told.endswith("advice")


@pytest.mark.parametrize("environment", ["here", "elsewhere"])
@pytest.mark.parametrize(
    ("order", "frames", "pixels"),
    [
        ((0, 1, 3), "the golden has 4 frames, got 3; frame 2 is missing", []),
        ((0, 1, 2, 3, 3), "got 5; frame 4 is new; the picture before is shown again", []),
        ((0, 1, 1, 2), "got 4; frames from 2 on are 1 frame late", []),
        ((1, 2, 3, 3), "got 4; frames from 0 on are 1 frame early", []),
        ((0, 2, 1, 3), "got 4; frames 1 and 2 changed places", []),
        ((0, 1, 1, 3), "", ["frame 2"]),
    ],
)
def test_a_sequence_is_laid_against_the_kept_one(
    tmp_path, replay, environment, order, frames, pixels
):
    right = [replay.frame(k) for k in (0, 20, 40, 60)]
    write_golden(tmp_path, record_frames(right, name="mine"))
    now = record_frames([right[k] for k in order], name="mine")
    if environment == "elsewhere":
        now = replace(now, environment=environment)
    differences = found(tmp_path, now)
    assert "".join(told for layer, told in differences if layer == "frames").endswith(frames)
    told = [told for layer, told in differences if layer == "pixels"]
    assert [each.split(",")[0] for each in told] == pixels
    assert all(each.endswith("it repeats the frame before it") for each in told)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
def test_truncated_files_are_told(tmp_path, small, share):
    recording = record_scene(small, AT)
    golden = write_golden(tmp_path, recording)
    picture, text = tmp_path / "10.png", tmp_path / "golden.txt"
    picture.write_bytes(picture.read_bytes()[: int(share * picture.stat().st_size)])
    (difference,) = Comparison(golden, recording).differences
    assert "10.png cannot be read" in difference.told
    picture.unlink()
    (difference,) = Comparison(golden, recording).differences
    assert "10.png is missing" in difference.told
    text.write_bytes(text.read_bytes()[: int(share * text.stat().st_size)])
    with pytest.raises(InvalidInput, match=r"golden\.txt is truncated"):
        read_golden(tmp_path)


def test_another_size_is_told(kept, small):
    differences = found(kept, record_scene(small, AT, size=(640, 360)))
    assert ("frames", "size: the golden has 320x180, got 640x360") in differences
    assert ("pixels", "frame 10: the golden is 320x180, got 640x360") in differences


def test_the_message_names_what_broke_first_and_the_first_picture(kept, small):
    recording = record_scene(
        replace(small, optimizers=(GradientDescent(learning_rate=0.1), *small.optimizers[1:])), AT
    )
    told = message(Comparison(read_golden(kept), recording), "Do this.").splitlines()
    assert told[0] == "The golden 'small' is not what is there now; numbers broke first."
    assert told[-2:] == ["  2 of 3 pictures differ, 10 is the first.", "Do this."]


def test_what_is_written_is_what_is_read(kept, small):
    recording, golden = record_scene(small, AT), read_golden(kept)
    assert (golden.facts, golden.rasteriser) == (recording.facts, recording.rasteriser)
    assert golden.sections == {k: list(v) for k, v in recording.sections.items()}
    assert golden.origins == recording.origins
    assert list(golden.labels) == ["start", "10", "end"]
    before = {path: path.read_bytes() for path in kept.iterdir()}
    write_golden(kept, recording)
    assert {path: path.read_bytes() for path in kept.iterdir()} == before


def test_one_frame_is_replaced_and_the_others_stay(tmp_path, small):
    write_golden(tmp_path, record_scene(small, AT))
    now = record_scene(
        replace(small, timeline=Timeline((Play(to=20, seconds=2, caption="x"),))), AT
    )
    before = (tmp_path / "end.png").read_bytes()
    write_frame(read_golden(tmp_path), now, "10")
    assert [told[:12] for _, told in found(tmp_path, now)] == ["frame start:", "frame end: -"]
    assert (tmp_path / "end.png").read_bytes() == before
    with pytest.raises(InvalidInput, match=r"no frame '11' to replace; choose one of start, 10"):
        write_frame(read_golden(tmp_path), now, "11")


def test_frames_that_are_no_longer_kept_are_deleted_and_other_files_are_not(tmp_path, small):
    write_golden(tmp_path, record_scene(small, AT))
    write_golden(tmp_path, record_scene(small, ["end"]))
    (tmp_path / "note.md").write_text("mine")
    assert {p.name for p in tmp_path.iterdir()} == {"golden.txt", "end.png", "note.md"}
    delete_golden(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"note.md"}


def test_events_are_the_start_the_holds_and_the_end():
    clock = Timeline((Play(10, 2), Hold(1, "wait"), Play(20, 2), Hold(2))).resolved()
    found = events(clock, 25)
    assert list(found) == ["start", "hold 1", "hold 2", "end"]
    assert clock.moment(found["hold 1"], 25).caption == "wait"
    assert clock.moment(found["hold 1"] - 1, 25).caption == ""
    assert clock.moment(found["hold 2"], 25).step == 20
    assert clock.moment(found["hold 2"] - 1, 25).step < 20
    assert found["end"] == clock.frame_count(25) - 1


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ([], "give a list of steps and events"),
        ("start", "give a list of steps and events"),
        (["middle"], "no event 'middle'; choose one of start, end"),
        ([40], "Step 40 .* steps 0 to 20"),
        ([3, 3], "place 3 was given twice"),
    ],
)
def test_places_that_are_not_there_are_refused(small, at, said):
    with pytest.raises(InvalidInput, match=said):
        find_frames(small.clock, at, 25)


@pytest.mark.parametrize(
    ("expected", "got", "alike"),
    [
        ("x -1 to 2.0001", "x -1 to 2.0002", True),
        ("x -1 to 2.0001", "x -1 to 2.01", False),
        ('text "0.1234"', 'text "0.12341"', False),
        ("line #00796b", "line #00796c", False),
        ("marker o, at (1, 2)", "marker s, at (1, 2)", False),
        ("marker o, at (1, 2)", "marker o, at (1, 2) (3, 4)", False),
    ],
)
def test_numbers_are_compared_nearly_and_all_else_exactly(expected, got, alike):
    assert same(expected, got) is alike
    assert (difference([expected], [got]) == []) is alike


def test_a_film_is_refused(small):
    film = Film("both", "Two bowls.", "Bowls", (small, small))
    with pytest.raises(InvalidInput, match=r"both is a film .* golden\.check_frames"):
        record_scene(film, ["start"])


def test_names_of_pictures_are_plain():
    assert [file_name(label) for label in ("hold 1", "40", "-1.5", "../x")] == [
        "hold_1.png", "40.png", "-1.5.png", ".._x.png",
    ]  # fmt: skip
