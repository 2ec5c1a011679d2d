"""What is written into each format is found in it, also by other programs."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from gradreel.animate import Stage, render
from gradreel.animate.export.record import record_of, tags_of
from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.formats.image.xmp import read_xmp, write_xmp
from gradreel.animate.formats.records import read_record
from gradreel.animate.scene.film import Film
from gradreel.animate.stage.film_stage import FilmStage
from gradreel.core.errors import InvalidInput

FORMATS = ["a.mp4", "a.webm", "a.mov", "a.gif", "a.apng", "a.webp", "frames/"]


@pytest.fixture(scope="module")
def stage(make_small):
    return Stage(make_small(), (160, 90), fps=5)


@pytest.fixture(scope="module")
def made(stage, tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    render(stage, [f"{folder}/{name}" for name in FORMATS])
    return folder


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_carries_the_record(made, stage, name):
    record = read_record(made / name)
    assert record.pop("delivered") == {"frames": 10, "fps": "5"}
    assert record == record_of(stage)


def test_the_record_makes_the_run_again(stage):
    import gradreel.core

    (run,) = record_of(stage)["runs"]
    names = {**vars(gradreel.core)}
    assert tuple(eval(text, names) for text in run["optimizers"]) == stage.scene.optimizers
    assert eval(run["surface"], names) == stage.scene.surface
    assert (tuple(run["start"]), run["steps"]) == (stage.scene.start, stage.scene.steps)


def test_another_program_reads_title_and_description(made, stage):
    """Players and pages show these: ffmpeg's reader of MP4, Pillow's of PNG."""
    tags = tags_of(stage)
    command = [find_ffmpeg(), "-i", made / "a.mp4"]
    said = subprocess.run(command, capture_output=True, check=False).stderr.decode()
    assert f"title           : {tags['title']}" in said
    assert f"description     : {tags['description']}" in said
    with Image.open(made / "frames" / "frame_00000.png") as image:
        assert image.text["Title"] == tags["title"]
        assert image.text["Description"] == tags["description"]


def test_the_comment_is_ascii_for_formats_that_know_no_more(stage):
    tags = tags_of(stage)
    assert tags["comment"].isascii()
    assert not tags["description"].isascii()
    assert json.loads(tags["comment"])["alt"] == tags["description"]


def test_nothing_of_time_or_place_is_in_it(stage, make_small):
    class Mine:
        name, window, minimum = "mine", (-1, 1, -1, 1), None

        def loss(self, params):
            return params[..., 0]

        def gradient(self, params):
            return params * 0 + 1

    assert str(Path.cwd()) not in tags_of(stage)["comment"]
    import gradreel.core

    mine = Mine()
    mine.window = gradreel.core.Window(-1, 1, -1, 1)
    record = record_of(Stage(make_small(surface=mine), (160, 90), fps=5))
    assert record["runs"][0]["surface"] == "Mine"  # its repr would be an address


def test_a_film_has_a_run_for_each_scene(make_small):
    film = Film("both", "", "Both", (make_small(), make_small(steps=30)))
    record = record_of(FilmStage(film, (160, 90), fps=5))
    assert [run["steps"] for run in record["runs"]] == [20, 30]


def test_escapes_survive_a_video(tmp_path, stage):
    from gradreel.animate.formats import Clip, open_encoder

    record = json.loads(tags_of(stage, still=0)["comment"])
    comment = json.dumps({**record, "alt": 'a=b;c#d\\e\nf"g\u2212'})
    clip = Clip((160, 90), 5, tags={"title": "x=1; [y] \\", "comment": comment})
    for name in ("a.mp4", "a.webm", "a.mov"):
        with open_encoder(tmp_path / name, clip) as encoder:
            encoder.write(stage.frame(0))
        assert read_record(tmp_path / name) == json.loads(comment)


def test_xmp_goes_both_ways_and_is_read_leniently():
    tags = {"title": "a < b & c", "description": 'η "x"', "comment": '{"a":"]]>"}'}
    assert read_xmp(write_xmp(tags)) == tags
    assert read_xmp(b"<x>") == read_xmp(b"") == read_xmp(b"<x/>") == {}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.mp4", "There is no file or folder"),
        ("a.txt", "does not end in a format"),
        ("broken.mp4", "cannot be read"),
        ("broken.gif", "cannot be read"),
        ("broken.svg", "cannot be read"),
        ("foreign.png", "gradreel did not write it"),
        ("empty", "has no .png"),
    ],
)
def test_what_says_nothing_is_told(tmp_path, name, said):
    (tmp_path / "a.txt").write_text("a")
    for suffix in ("mp4", "gif", "svg"):
        (tmp_path / f"broken.{suffix}").write_bytes(b"GIF89a" + bytes(20))
    Image.new("RGB", (4, 4)).save(tmp_path / "foreign.png")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidInput, match=said):
        read_record(tmp_path / name)


def test_a_folder_is_read_by_its_first_picture(made, tmp_path):
    shutil.copytree(made / "frames", tmp_path / "frames")
    for extra in tmp_path.glob("frames/*[1-9].png"):
        extra.unlink()
    assert read_record(tmp_path / "frames") == read_record(made / "frames")
