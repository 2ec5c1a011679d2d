"""Pages of a scene and of a film, rendered once; a browser that opens pages from the disk."""

import shutil
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from waiting import PATIENCE

from gradreel.animate import Caption, Film, Hold, Play, Timeline
from gradreel.animate.export.render import render
from gradreel.animate.stage.opening import open_stage

CAPTIONS = (Caption(0, "they go <b>off</b>"), Caption(6, 'half & "half"'), Caption(12, "on"))
TIMELINE = Timeline((Play(to=6, seconds=1), Hold(0.8), Play(to=20, seconds=1), Hold(0.5)), CAPTIONS)


NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SIZE = {"width": 700, "height": 640}


@pytest.fixture(scope="module")
def shown():
    """What opens a page; it asks for nothing, and has nothing to complain of."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"needs a browser, one of {', '.join(NAMES)}: `make browser` installs it")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the extra `dev`")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])

        @contextmanager
        def opening(path, hash_="", *, ready, **options):
            complaints, address = [], path.as_uri()
            context = launched.new_context(**{"viewport": SIZE, **options})
            page = context.new_page()
            page.set_default_timeout(1000 * PATIENCE)
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            ours = (address, "blob:")  # an object of the page itself
            page.on("request", lambda r: r.url.startswith(ours) or complaints.append(r.url))
            page.goto(address + hash_)
            if options.get("java_script_enabled", True):
                page.wait_for_function(ready)
            yield page
            context.close()
            assert complaints == []

        yield opening
        launched.close()


@pytest.fixture(scope="session")
def told(make_small):
    """A scene with two holds and captions."""
    return make_small(timeline=TIMELINE, title="A <bowl> & $w$")


@pytest.fixture(scope="session")
def replay_page(told, tmp_path_factory):
    stage = open_stage(told, (640, 360), fps=10)
    path = tmp_path_factory.mktemp("page") / "replay.html"
    render(stage, [path, path.with_suffix(".mp4")])
    return SimpleNamespace(path=path, stage=stage)


@pytest.fixture(scope="session")
def film_page(told, make_small, tmp_path_factory):
    later = make_small(name="later", title="Later", timeline=Timeline((Play(to=9, seconds=0.5),)))
    film = Film("both", "Two.", "Both", (told, later), card_seconds=0.5)
    stage = open_stage(film, (160, 90), fps=10)
    path = tmp_path_factory.mktemp("page") / "film.html"
    render(stage, [path])
    return SimpleNamespace(path=path, stage=stage)
