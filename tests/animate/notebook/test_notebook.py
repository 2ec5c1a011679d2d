"""What a notebook shows: the example, run and without a kernel in Chromium; and each kind."""

import html
import io
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import nbclient
import nbformat
import numpy as np
import pytest
from fields_table import CLASSES
from nbconvert import HTMLExporter
from PIL import Image
from waiting import PATIENCE

from gradreel.animate import Exploring, Film, Hold, Play, Race, Stage, Timeline, show
from gradreel.animate.notebook import cell_progress
from gradreel.animate.notebook.registering import SHOWN, register
from gradreel.animate.notebook.showing import html_of, png_of
from gradreel.core import AdaGrad, Quadratic, Trajectory, descend, sweep
from gradreel.core.errors import InvalidInput
from gradreel.scenes.lecture import SCENE as LECTURE

EXAMPLE = Path(__file__).parents[3] / "examples" / "race.ipynb"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
READY = "film.readyState >= 2 && !film.seeking"
SHORT = Timeline((Play(to=4, seconds=0.2), Hold(0.2)))


@pytest.fixture(scope="module")
def ran():
    """The example, run by a kernel of its own."""
    notebook = nbformat.read(EXAMPLE, as_version=4)
    nbclient.NotebookClient(notebook, timeout=PATIENCE).execute()
    return notebook


def shown(cell):
    return [each for each in cell.outputs if any(each["data"].values())]


def test_the_example_shows_a_run_players_and_a_frame(ran):
    cells = [cell for cell in ran.cells if cell.cell_type == "code"]
    [run], [race], [smaller], [stage] = map(shown, cells)
    assert "<table>" in run["data"]["text/html"]
    for player, most in ((race, 2_100_000), (smaller, 310_000)):
        assert player["data"]["text/html"].startswith("<iframe srcdoc=")
        assert len(player["data"]["text/html"]) < most
        assert not re.search(
            "<(script|link)[^>]* (src|href)=", html.unescape(player["data"]["text/html"])
        )
    picture = stage["data"]["image/png"]
    assert picture.startswith("iVBOR")
    assert "40 steps" in stage["metadata"]["image/png"]["alt"]
    for each in (run, race, smaller, stage):
        assert len(each["data"]["text/plain"]) <= 200


def test_it_plays_in_a_browser_without_a_kernel(ran, tmp_path):
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"needs a browser, one of {', '.join(BROWSERS)}: `make browser` installs it")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the extra `dev`")
    path = tmp_path / "race.html"
    path.write_text(HTMLExporter(template_name="basic").from_notebook_node(ran)[0], "utf-8")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page()
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        frame = page.frames[-1]
        frame.wait_for_function(READY)
        frame.click("#next-hold")
        frame.wait_for_function(f"scrub.value > 0 && {READY}")
        assert frame.inner_text("#where").startswith("Step 40, ")
        frame.click("#words a >> nth=0")  # a link within the frame, which stays where it is
        frame.wait_for_function(f"scrub.value === '0' && {READY}")
        assert frame.inner_text("#counted") == "Step 0"
        assert (frame.url, complaints) == ("about:srcdoc", [])
        page.set_viewport_size({"width": 480, "height": 800})  # half a screen of JupyterLab
        for each in page.frames[1:]:
            assert each.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert each.frame_element().bounding_box()["width"] <= 480
        browser.close()


def test_each_kind_is_shown_as_a_player_or_as_a_still(make_small, monkeypatch):
    scene = make_small(timeline=SHORT)
    race = Race(Quadratic(), (-1.0, 0.8), 4, (AdaGrad(),))
    explored = Exploring(race, vary={"learning_rate": [0.1, 0.2]}, starts=1)
    assert "srcdoc" in html_of(scene)
    assert "srcdoc" in html_of(explored)
    assert png_of(scene) is None
    monkeypatch.setenv("GRADREEL_NOTEBOOK", "still")
    for thing in (scene, Film("both", "", "Both", (scene,)), race, explored):
        assert html_of(thing) is None
        data, told = png_of(thing)
        assert Image.open(io.BytesIO(data)).size == (640, 360)
        assert told["alt"]


def test_a_stage_shows_its_middle(replay):
    data, _ = png_of(replay)
    pixels = np.asarray(Image.open(io.BytesIO(data)))
    assert (pixels == replay.frame(len(replay) // 2)).all()
    assert html_of(replay) is None


def test_a_run_is_a_table_with_its_path_whatever_became_of_it():
    run = descend(AdaGrad(), Quadratic(), (1.0, 1.0), steps=30)
    text = html_of(run)
    assert text.count("<tr>") == 10
    assert f"<td>30</td><td>{run.w[30]:.6g}</td>" in text
    gone = Trajectory("<gone>", np.full((3, 2), np.nan), np.full(3, np.nan))
    assert "&lt;gone&gt;" in html_of(gone)
    assert "svg" not in html_of(gone)
    still = Trajectory("still", np.ones((3, 2)), np.ones(3))
    assert "nan" not in html_of(still)
    several = sweep(AdaGrad(), Quadratic(), (1.0, 1.0), steps=3, vary={"learning_rate": [0.1, 1]})
    assert "batch" in html_of(several.trajectory)
    assert len(html_of(descend(AdaGrad(), Quadratic(), (1.0, 1.0), steps=20_000))) < 12_000


def test_what_is_wrong_is_said_in_the_cell(make_small, monkeypatch):
    monkeypatch.setenv("GRADREEL_NOTEBOOK", "film")
    said = html.unescape(html_of(make_small()))
    assert said == "<p role=\"alert\">GRADREEL_NOTEBOOK='film' was set; give player or still.</p>"
    assert png_of(make_small()) is None


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"thing": 3}, "show was given thing=3; give a Scene, Film, Race"),
        ({"thing": Race}, "is a class|give a Scene"),
        ({"size": 640}, r"size=640; give \(width, height\)"),
        ({"theme": "drak"}, "Theme 'drak' is unknown"),
        ({"theme": 3}, "theme=3; give a theme"),
        ({"budget": "much"}, "'much' was given as the largest size"),
        ({}, "outside of a notebook; call it in one, or make a page with"),
    ],
)
def test_show_says_what_it_cannot_show(make_small, given, words):
    with pytest.raises(InvalidInput, match=words):
        show(**{"thing": make_small()} | given)


def test_nothing_is_drawn_where_text_alone_is_shown():
    asked = []

    class Formatter:
        def for_type_by_name(self, module, name, function):
            asked.append((module, name))

    formatters = {"text/html": Formatter(), "image/png": Formatter()}
    register(SimpleNamespace(display_formatter=SimpleNamespace(formatters=formatters)))
    assert asked == [*SHOWN.items()] * 2
    for module, name in SHOWN.items():
        there = __import__(module, fromlist=[name])
        assert getattr(there, name).__module__ == module


def test_progress_is_a_line_that_goes(monkeypatch):
    lines = []

    class Handle:
        def update(self, line, raw):
            lines.append(line["text/plain"])

    def display(line, raw, display_id):
        lines.append(line["text/plain"])
        return Handle()

    monkeypatch.setattr(cell_progress, "displaying", lambda: display)
    seconds = iter([0, 0.5, 2, 3, 4])
    with cell_progress.cell_progress("bowl", lambda: next(seconds)) as tell:
        for share in (0.1, 0.5, 0.51, 0.75, 1.0):
            tell(share)
    assert lines == ["bowl: 50% drawn", "bowl: 75% drawn", "bowl: 100% drawn", ""]


def parts_of(film):
    for scene in film.scenes:
        yield from (scene, scene.timeline, scene.clock, scene.experiment, *scene.panels.values())
        yield from (*scene.timeline.captions, *scene.timeline.all_callouts)


def test_large_things_are_brief_as_text():
    things = [LECTURE, *parts_of(LECTURE), *(made(**given) for made, given in CLASSES.items())]
    things += [Stage.__new__(Stage)]
    assert len(things) > 200
    long = [text for text in map(repr, things) if len(text) > 200]
    assert long == []
    assert re.match(r"Film\(name='lecture', summary='The whole", repr(LECTURE))
