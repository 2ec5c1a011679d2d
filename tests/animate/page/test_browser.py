"""Pages in Chromium, from the disk: each control, key and link, against the stage and the trace."""

import base64
import io
from contextlib import ExitStack

import numpy as np
import pytest
from PIL import Image
from waiting import wait_until

from gradreel.animate import Caption, Play, Timeline
from gradreel.animate.compare.frame_differences import psnr
from gradreel.animate.export.render import render
from gradreel.animate.stage.opening import open_stage

WIDTHS = (1280, 480, 360)
TAKEN = "!film.seeking && film.readyState >= 2"
READY = f"film.error || {TAKEN}"


@pytest.fixture
def opened(shown):
    """Open a page that closes after the test."""
    with ExitStack() as stack:
        yield lambda *given, **options: stack.enter_context(shown(*given, ready=READY, **options))


@pytest.fixture(scope="module")
def page(shown, replay_page):
    """The page, which several tests use; the film has the size of its frames."""
    with shown(replay_page.path, ready=READY) as page:
        page.evaluate("document.querySelector('main').style.cssText = 'margin: 0; padding: 10px'")
        page.evaluate("film.style.cssText = 'width: 640px; height: 360px; max-height: none'")
        yield page


def frame_of(page):
    """The frame that the clock shows, and the film when it is there."""
    page.wait_for_function(TAKEN)
    at = int(page.input_value("#scrub"))
    assert page.evaluate("Math.min(Math.floor(film.currentTime * 10), +scrub.max)") == at
    return at


def is_shown(page, frame):
    shot = page.locator("#film").screenshot()
    shown = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB"))
    if psnr(shown, frame) >= 35:
        return True
    # The browser has the frame and has not composed it: shots without a rest keep it from that.
    page.wait_for_timeout(300)
    return False


def check_frame(page, rendered, run_of):
    """Picture, step, caption and numbers are those of the frame that is shown."""
    at, stage = frame_of(page), rendered.stage
    moment = stage.moment(at)
    wait_until(lambda: is_shown(page, stage.frame(at)), tries=300)
    assert page.inner_text("#where").startswith(f"Step {moment.whole}, {at / 10:.1f} of ")
    assert page.inner_text("#caption") == moment.caption
    rows = [row.split("\t") for row in page.inner_text("#numbers table").splitlines()[1:]]
    assert rows[0] == ["Quantity", "Gradient descent", "AdaGrad"]
    table = {row[0]: row[1:] for row in rows[1:]}
    for name, values in (("w", "w"), ("b", "b"), ("loss", "loss")):
        for column, run in enumerate(run_of.trajectories.values()):
            number = getattr(run, values)[moment.whole]
            assert float(table[name][column]) == float(f"{number:.6g}")
    history = run_of.trajectories["adagrad"].channels["sum_of_squares"]
    if moment.whole < len(history):
        assert float(table["sum of squares b"][1]) == float(f"{history[moment.whole, 1]:.6g}")
    else:
        assert table["sum of squares b"] == ["–", "–"]


MOVES = {
    # from a frame, an act, to a frame: 16 and 31 are where it rests, 32 is the last
    "one step on": (0, "ArrowRight", 2),
    "over what shows the same step": (10, "ArrowRight", 19),
    "one step back": (19, "ArrowLeft", 10),
    "back at the start": (0, "ArrowLeft", 0),
    "on at the end": (32, "ArrowRight", 32),
    "a presenter's remote": (3, "PageDown", 16),
    "and back": (20, "PageUp", 16),
    "space": (16, "Space", 31),
    "space at the last rest": (31, "Space", 31),
    "shift and space": (31, "Shift+Space", 16),
    "the end": (5, "End", 32),
    "the start": (5, "Home", 0),
    "button: previous hold": (20, "#back-hold", 16),
    "button: step back": (20, "#back-step", 19),
    "button: step on": (20, "#next-step", 21),
    "button: next hold": (20, "#next-hold", 31),
    "a caption": (0, "#words a >> nth=-1", 22),
    "a step": (0, "#step=6", 10),
    "a time": (0, "#t=1.25", 12),
}


@pytest.mark.parametrize("move", MOVES)
def test_each_control_key_and_link(page, replay_page, told, move):
    start, act, end = MOVES[move]
    page.evaluate(f"document.activeElement.blur(); scrub.value = {start}")
    page.dispatch_event("#scrub", "input")
    page.wait_for_function(f"scrub.value === '{start}'")
    if act.startswith(("#step", "#t=")):
        page.evaluate("location.hash = ''")
        page.evaluate(f"location.hash = '{act}'")
    elif act.startswith("#"):
        page.click(act)
    else:
        page.keyboard.press(act)
    page.wait_for_function(f"scrub.value === '{end}'")
    check_frame(page, replay_page, told)


def test_the_slider_scrubs(page, replay_page, told):
    page.locator("#scrub").click()  # in its middle, scrolled to where it is seen
    page.wait_for_function("scrub.valueAsNumber > 14")
    assert frame_of(page) in (15, 16, 17)
    page.keyboard.press("ArrowRight")  # a step, as everywhere
    page.keyboard.press("Space")
    check_frame(page, replay_page, told)
    assert page.get_attribute("#scrub", "aria-valuetext") == page.inner_text("#where")


def test_it_plays_and_stops_at_each_hold(page, replay_page, told):
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Home")
    page.select_option("#speed", "2")
    page.check("#stopping")
    for act, end in (("#play", 16), ("#next-hold", 31)):
        page.click(act)
        page.wait_for_function("play.textContent === 'Pause'")
        page.wait_for_function(f"scrub.value === '{end}' && film.paused")
        check_frame(page, replay_page, told)
    assert page.evaluate("film.playbackRate") == 2
    page.select_option("#speed", "1")
    page.uncheck("#stopping")


def test_it_plays_to_the_end_and_from_the_start_again(page):
    page.evaluate("document.activeElement.blur(); location.hash = '#t=3'")
    page.keyboard.press("Enter")
    page.wait_for_function("scrub.value === '32' && film.paused")
    page.click("#film")
    page.wait_for_function("!film.paused && scrub.value < 20")
    page.click("#play")
    assert page.inner_text("#play") == "Play"
    frame_of(page)


def test_it_opens_and_plays_where_the_address_says(opened, replay_page):
    page = opened(replay_page.path, "#step=6")
    assert frame_of(page) == 10
    page = opened(replay_page.path, "#t=3&play")
    page.wait_for_function("scrub.value === '32'")
    page = opened(replay_page.path, "#t=1.85&until=2.25&play")  # as slides ask for it
    page.wait_for_function("scrub.value === '22' && film.paused")


def test_in_a_slide_the_deck_goes_on_where_the_page_is_at_its_end(shown, replay_page, tmp_path):
    """reveal.js goes to its next slide, or back, when a frame asks for it so."""
    (tmp_path / "deck.html").write_bytes(replay_page.path.read_bytes())
    deck = tmp_path / "deck.htm"  # whose name begins as that of the page that it may ask for
    deck.write_text(
        "<!doctype html><script>asked = []; onmessage = e => asked.push(JSON.parse(e.data).method)"
        "</script><iframe src='deck.html#t=0.65&until=1.65&play' width=640 height=600></iframe>"
    )
    with shown(deck, ready="frames.length", reduced_motion="reduce") as page:
        frame = page.frames[1]
        frame.wait_for_function(READY)
        for key, asked in (
            ("PageDown", []), ("PageDown", ["next"]), ("PageUp", ["next"]),
            ("PageUp", ["next", "prev"]),
        ):  # fmt: skip
            frame.press("#scrub", key)
            page.wait_for_function(f"String(asked) === '{','.join(asked)}'")
        assert frame.input_value("#scrub") == "6"


@pytest.mark.parametrize("odd", ["#step=21", "#step=x", "#t=-1", "#t=9", "#chapter=2"])
def test_what_is_not_there_is_said_and_nothing_moves(page, odd):
    page.evaluate("location.hash = '#t=0.5'")
    page.wait_for_function("scrub.value === '5'")
    page.evaluate(f"location.hash = '{odd}'")
    page.wait_for_selector("#trouble:visible")
    assert page.inner_text("#trouble") == (
        f"Nothing is shown for {odd}: choose a step up to 20, a time up to 3.3 or a chapter up to "
        "1."
    )
    assert frame_of(page) == 5
    page.evaluate("location.hash = '#t=0.5'")  # where it stands already
    page.wait_for_selector("#trouble", state="hidden")
    page.evaluate(f"location.hash = '{odd}'")
    page.wait_for_selector("#trouble:visible")
    page.click("#next-step")
    assert page.locator("#trouble").is_hidden()
    page.click("#back-step")


def test_nothing_moves_by_itself_where_less_motion_is_wanted(opened, replay_page):
    page = opened(replay_page.path, "#t=1&play", reduced_motion="reduce")
    page.check("#stopping")
    page.keyboard.press("PageDown")  # the focus is on the box: it keeps space alone
    assert page.evaluate("film.paused")
    assert frame_of(page) == 16


def test_numbers_can_be_copied(page):
    page.evaluate("location.hash = '#t=0'")
    page.click("#copy")
    page.wait_for_function("told.textContent && scrub.value === '0'")
    if page.inner_text("#told") == "Copied.":
        page.context.grant_permissions(["clipboard-read"])
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.splitlines()[:3] == [
            "Step 0", "Quantity\tGradient descent\tAdaGrad", "w\t-1\t-1",
        ]  # fmt: skip
    else:
        assert "Quantity" in page.evaluate("String(getSelection())")


def test_it_fills_the_screen_and_comes_back(page):
    page.click("#full")
    page.wait_for_function("document.fullscreenElement === player")
    page.click("#full")
    page.wait_for_function("!document.fullscreenElement")


def test_a_film_has_chapters(opened, film_page):
    page = opened(film_page.path)
    page.click("#words h3 >> nth=1")
    page.click("text=Later")
    assert frame_of(page) == 38
    assert page.inner_text("#words [aria-current]") == "Later"
    page.evaluate("location.hash = '#step=9'")  # of the chapter that is shown
    page.wait_for_function("scrub.value > 38")
    at = frame_of(page)
    assert film_page.stage.moment(at).whole == 9 > film_page.stage.moment(at - 1).whole
    page.evaluate("location.hash = '#chapter=1&step=6'")
    page.wait_for_function("scrub.value < 38")
    assert frame_of(page) == 5 + 10
    page.evaluate("location.hash = '#chapter=2&step=12'")  # it does not go so far
    page.wait_for_function("scrub.value > 15")
    assert film_page.stage.moment(frame_of(page)).whole == 12


@pytest.mark.parametrize("kind", ["replay_page", "film_page"])
def test_it_is_accessible_and_fits_each_width(opened, request, kind):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(request.getfixturevalue(kind).path)
    for scheme, ground in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(23, 24, 26)")):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground
        found = axe.run(page).response["violations"]
        assert [(each["id"], each["nodes"]) for each in found] == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


LONG = "a" * 200
ODD = ("</script><script>oops()</script><!-- &amp;", "\u0645\u0631\u062d\u0628\u0627 abc", LONG, "")


@pytest.mark.filterwarnings("ignore:No font has")
@pytest.mark.parametrize("size", [(160, 90), (180, 320), (240, 240)])
@pytest.mark.parametrize("words", ODD)
def test_any_words_and_any_shape_fit_each_width(opened, make_small, tmp_path, words, size):
    captions = (Caption(0, words),) if words else ()
    timeline = Timeline((Play(to=2, seconds=0.2),), captions)
    scene = make_small(timeline=timeline, title=words or "Without a word")
    render(open_stage(scene, size, fps=10), [tmp_path / "odd.html"])
    page = opened(tmp_path / "odd.html")
    assert page.inner_text("h1") == scene.title
    assert page.inner_text("#caption") == words
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_each_control_is_reached_by_tab(page):
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
    controls = page.evaluate("[...player.querySelectorAll('button, input, select')].map(e => e.id)")
    assert set(controls) <= set(reached)


def test_without_scripts_the_film_plays_by_the_browsers_controls(opened, replay_page):
    page = opened(replay_page.path, java_script_enabled=False)
    assert page.get_attribute("#film", "controls") == ""
    assert page.locator("#controls").is_hidden()
    assert page.locator("text=they go").first.is_visible()


def test_a_browser_without_the_codec_says_so_and_counts_on(opened, replay_page, tmp_path):
    page_text = replay_page.path.read_text("utf-8")
    head, _, rest = page_text.partition("base64,")
    broken = base64.b64encode(b"no film at all" * 9).decode()
    path = tmp_path / "broken.html"
    path.write_text(f'{head}base64,{broken}"{rest.partition(chr(34))[2]}', "utf-8")
    page = opened(path)
    page.wait_for_selector("#trouble:visible")
    assert "cannot play H.264" in page.inner_text("#trouble")
    assert page.is_disabled("#play")
    page.keyboard.press("PageDown")
    assert page.inner_text("#where").startswith("Step 6, ")
    assert "Step 6" in page.inner_text("#numbers")
