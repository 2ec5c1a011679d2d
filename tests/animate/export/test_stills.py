"""Stills: pixels exactly, vectors as vectors, each with its tags, the same at each writing."""

import re
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from waiting import PATIENCE

from gradreel.animate import Caption, Hold, Play, Stage, Timeline
from gradreel.animate.drawing.strokes import Stroke
from gradreel.animate.export.stills import STILLS, poster_index, worded_index, write_still
from gradreel.animate.formats.records import read_record
from gradreel.animate.scene.film import Film
from gradreel.animate.scene.playing import Change
from gradreel.animate.stage.film_stage import FilmStage
from gradreel.animate.stage.vector import vector_figure
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.core import Window
from gradreel.core.errors import InvalidInput
from gradreel.scenes.loss_surface import SCENE as LOSS_SURFACE

SIZE = (320, 180)
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(scope="module")
def stage(make_small):
    return Stage(make_small(), SIZE, fps=10)


@pytest.fixture(scope="module")
def svg(stage, tmp_path_factory):
    path = tmp_path_factory.mktemp("svg") / "a.svg"
    write_still(stage, 12, path)
    return path


@pytest.mark.parametrize("suffix", [".png", ".webp"])
@pytest.mark.parametrize("transparent", [False, True])
def test_pixels_are_those_of_the_frame(make_small, tmp_path, suffix, transparent):
    stage = Stage(make_small(), SIZE, fps=10, transparent=transparent)
    written = write_still(stage, 12, tmp_path / f"a{suffix}")
    with Image.open(written.path) as image:
        np.testing.assert_array_equal(np.asarray(image), stage.frame(12))
    assert (written.width, written.height) == SIZE


@pytest.mark.parametrize("suffix", STILLS)
def test_each_format_says_which_frame_of_what_it_is(stage, tmp_path, suffix):
    write_still(stage, 12, tmp_path / f"a{suffix}")
    record = read_record(tmp_path / f"a{suffix}")
    assert (record["scene"], record["still"], record["size"]) == ("small", 12, list(SIZE))
    assert "−1" in record["alt"]  # a minus sign is no ASCII


def test_it_is_the_same_at_each_writing(stage, tmp_path):
    """In another process, in another second, with another hash seed."""
    program = (
        "import sys; from tests.conftest import small_scene\n"
        "from gradreel.animate import Stage\n"
        "from gradreel.animate.export.stills import write_still\n"
        f"stage = Stage(small_scene(), {SIZE}, fps=10)\n"
        "for path in sys.argv[1:]: write_still(stage, 3, path)"
    )
    others = [tmp_path / f"b{suffix}" for suffix in STILLS]
    subprocess.run([sys.executable, "-c", program, *others], check=True, timeout=PATIENCE)
    for other in others:
        write_still(stage, 3, tmp_path / f"a{other.suffix}")
        assert (tmp_path / f"a{other.suffix}").read_bytes() == other.read_bytes()


def test_svg_has_no_pixels_and_no_need_of_fonts(svg):
    root = ElementTree.parse(svg).getroot()
    assert not list(root.iter(f"{SVG}image"))
    assert not list(root.iter(f"{SVG}text"))
    assert (root.get("width"), root.get("height")) == tuple(map(str, SIZE))
    box = [float(side) for side in root.get("viewBox").split()]
    np.testing.assert_allclose(box, [0, 0, 921.6, 518.4], atol=1e-5)
    assert len(list(root.iter(f"{SVG}path"))) > 100


def test_the_surface_in_3d_is_vectors_too(tmp_path):
    stage = Stage(LOSS_SURFACE, SIZE, fps=5)
    write_still(stage, len(stage) - 1, tmp_path / "a.svg")
    assert "<image" not in (tmp_path / "a.svg").read_text()
    cells = ElementTree.parse(tmp_path / "a.svg").findall(f".//{SVG}path")
    assert len(cells) > 1000


def test_a_see_through_svg_has_no_ground(make_small, svg, tmp_path):
    """The ground is the first area; panels in front of it keep theirs only when it does."""
    stage = Stage(make_small(), SIZE, fps=10, transparent=True)
    write_still(stage, 12, tmp_path / "clear.svg")
    for path, clear in ((svg, False), (tmp_path / "clear.svg", True)):
        ground = next(ElementTree.parse(path).getroot().iter(f"{SVG}path"))
        style = ground.get("style")
        assert ("opacity: 0" in style or "fill: none" in style) == clear, style


def test_pdf_has_no_pixels_but_its_font(stage, tmp_path):
    write_still(stage, 12, tmp_path / "a.pdf")
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/Subtype /Image" not in data
    assert b"/FontFile2" in data
    assert not re.search(rb"/(CreationDate|Producer|Creator)", data)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_vector_shows_what_the_pixels_show(make_small, theme):
    """Drawn as pixels, it is the frame of that size, but for lines that fall on the next pixel."""
    stage = Stage(make_small(), (922, 518), theme=theme, fps=10)
    figure = vector_figure(stage, 12)
    with theme.applied():
        figure.canvas.draw()
    drawn = np.asarray(figure.canvas.buffer_rgba())[..., :3]
    here, elsewhere = (_blocks_that_differ(drawn, stage.frame(index)) for index in (12, 0))
    assert here < 0.001
    assert elsewhere > 0.01


def _blocks_that_differ(one, other):
    """Return the share of squares of 8 pixels whose mean colours differ by 30 and more."""
    means = [
        frame[:512, :920].astype(float).reshape(64, 8, 115, 8, 3).mean(axis=(1, 3))
        for frame in (one, other)
    ]
    return (np.abs(means[0] - means[1]).max(axis=-1) >= 30).mean()


def test_trails_end_where_the_run_is(stage):
    figure = vector_figure(stage, 12)
    step = stage.moment(12).step
    strokes = [artist for artist in figure.findobj(Stroke) if not artist.get_animated()]
    ends = {(round(s.get_xdata()[-1], 9), round(s.get_ydata()[-1], 9)) for s in strokes}
    for run in stage.scene.trajectories.values():
        whole, share = divmod(step, 1)
        place = run.params[int(whole)] * (1 - share) + run.params[int(whole) + 1] * share
        assert tuple(place.round(9)) in ends


def test_a_zoomed_panel_is_shown_zoomed(make_small):
    panels = make_small().panels
    zoom = replace(panels["map"], zoom=Window(-0.2, 0.2, -0.2, 0.2))
    timeline = Timeline((Play(20, 1), Change("map", 1), Hold(1)))
    scene = make_small(panels={"map": zoom, "curve": panels["curve"]}, timeline=timeline)
    stage = Stage(scene, SIZE, fps=10)
    before, after = (vector_figure(stage, index).axes[1].get_xlim() for index in (5, 29))
    assert before == tuple(scene.surface.window[:2])
    assert after == (-0.2, 0.2)


def test_a_film_has_no_vectors(make_small, tmp_path):
    film = FilmStage(Film("both", "", "Both", (make_small(),)), SIZE, fps=5)
    with pytest.raises(InvalidInput, match="ask one of its scenes: small"):
        write_still(film, 0, tmp_path / "a.svg")
    assert not list(tmp_path.iterdir())
    write_still(film, 0, tmp_path / "a.png")


def test_the_poster_is_the_end_of_the_longest_rest(make_small):
    says = (Caption(0, "a"), Caption(5, "b"))
    timeline = Timeline((Play(5, 1), Hold(2), Play(9, 1), Hold(2), Play(20, 1), Hold(1)), says)
    stage = Stage(make_small(timeline=timeline), SIZE, fps=10)
    index = poster_index(stage)
    assert stage.moment(index).step == 9
    assert stage.moment(index + 2).step > 9
    moving = Stage(make_small(), SIZE, fps=10)
    assert poster_index(moving) == len(moving) - 1


def test_a_step_is_shown_with_its_words(make_small):
    says = (Caption(0, "a"), Caption(5, "b"))
    timeline = Timeline((Play(5, 1), Hold(2), Play(9, 1), Play(20, 1)), says, ease=0.5)
    stage = Stage(make_small(timeline=timeline), SIZE, fps=10)
    reached = stage.frame_at_step(5)
    assert stage.moment(reached).said < 0.1
    index = worded_index(stage, reached, goes_on=False)
    assert (stage.moment(index).step, stage.moment(index).said) == (5, 1)
    assert worded_index(stage, index, goes_on=False) == index


def test_words_of_a_step_that_is_passed_are_waited_for_where_it_may_go_on(make_small):
    says = (Caption(0, "a"), Caption(5, "b"))
    stage = Stage(make_small(timeline=Timeline((Play(20, 4),), says, ease=0.5)), SIZE, fps=10)
    reached = stage.frame_at_step(5)
    assert worded_index(stage, reached, goes_on=False) == reached
    later = stage.moment(worded_index(stage, reached, goes_on=True))
    assert (later.said, later.caption, later.step < 9) == (1, "b", True)


def test_the_poster_of_a_film_is_no_title_card(make_small):
    timeline = Timeline((Play(20, 1), Hold(1)))
    film = FilmStage(
        Film("both", "", "Both", (make_small(), make_small(timeline=timeline))), SIZE, fps=5
    )
    assert film.moment(poster_index(film)).step == 20


@pytest.mark.parametrize("name", ["a.jpg", "a", "none/a.png"])
def test_what_cannot_be_written_is_told(stage, tmp_path, name):
    with pytest.raises(InvalidInput):
        write_still(stage, 0, tmp_path / name)
    assert not list(tmp_path.iterdir())
