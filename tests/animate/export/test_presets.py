"""Presets are possible, and what they make is what they say."""

from pathlib import Path

import pytest

from gradreel.animate import Stage, render
from gradreel.animate.export.presets import PRESETS, find_preset
from gradreel.animate.formats import FORMATS
from gradreel.animate.formats.checks import check_size
from gradreel.animate.formats.text import SIDECARS
from gradreel.animate.scene.rates import exact_rate
from gradreel.core.errors import InvalidInput

NAMES = [
    "powerpoint", "keynote", "google-slides", "reveal", "github", "youtube", "portrait", "square",
    "beamer",
]  # fmt: skip
SHAPES = {"portrait": (9, 16), "square": (1, 1)}


def test_every_destination_is_there():
    assert list(PRESETS) == NAMES
    with pytest.raises(InvalidInput, match="choose one of powerpoint, keynote"):
        find_preset("prezi")


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.name)
def test_each_can_be_made(preset):
    check_size(preset.size, "video", multiple=2)
    exact_rate(preset.fps)
    assert set(preset.suffixes) <= {*FORMATS, *SIDECARS}
    assert FORMATS[preset.suffixes[0]].encoder
    width, height = SHAPES.get(preset.name, (16, 9))
    assert preset.size[0] * height == preset.size[1] * width
    assert preset.reason.endswith(".")
    if ".gif" in preset.suffixes:
        assert (100 / preset.fps).is_integer()  # whole hundredths of a second


def test_paths_are_the_stem_with_each_suffix():
    reveal, beamer = PRESETS["reveal"], PRESETS["beamer"]
    assert reveal.paths("out/talk.v2") == [
        Path("out/talk.v2.webm"), Path("out/talk.v2.mp4"), Path("out/talk.v2.vtt"),
    ]  # fmt: skip
    assert reveal.poster_path("talk") == Path("talk.png")
    assert beamer.paths("talk") == [Path("talk"), Path("talk.tex")]
    assert beamer.poster_path("talk") is None


def test_the_lines_for_latex_name_the_pictures(make_small, tmp_path):
    stage = Stage(make_small(), (160, 90), fps=5)
    render(stage, [f"{tmp_path}/film/", tmp_path / "film.tex"])
    (line,) = [x for x in (tmp_path / "film.tex").read_text().splitlines() if x[0] == "\\"]
    options, rate, base, first, last = line.rstrip("%").rstrip("}").replace("]{", "}{").split("}{")
    assert options.startswith("\\animategraphics[")
    assert rate == "5"
    names = [f"{base}{number:0{len(first)}}.png" for number in range(int(first), int(last) + 1)]
    assert len(first) == len(last)
    assert sorted(f"film/{p.name}" for p in (tmp_path / "film").glob("*.png")) == names
