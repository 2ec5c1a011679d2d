"""The page to play with, in Chromium: each slider's numbers are those of a run by the engine."""

from types import SimpleNamespace

import numpy as np
import pytest

from gradreel.animate import Exploring, Race, write_explore
from gradreel.animate.explore.numbers import FAR
from gradreel.core import (
    GradientDescent,
    Momentum,
    SixHumpCamel,
    Trajectory,
    arrival,
    descend,
    read_trace,
    write_trace,
)

GROUND, START, STEPS = SixHumpCamel(), (-1.25, 0.5), 12
READY = "document.querySelector('tbody td').textContent"
NET = Trajectory("net", np.linspace((0.5, 0.5), (0.25, 0.125), 6), np.linspace(1, 0.1, 6))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A race with two optimizers and a recorded run; two of the rates are too high."""
    race = Race(GROUND, START, STEPS, (GradientDescent(0.1), Momentum(0.05)), (NET,))
    vary = {"learning_rate": [0.01, 30, 1e9], "momentum": [0.5, 0.9]}
    exploring = Exploring(race, vary, starts=3)
    path = tmp_path_factory.mktemp("explore") / "explore.html"
    write_explore(path, exploring)
    return SimpleNamespace(path=path, exploring=exploring)


@pytest.fixture(scope="module")
def page(shown, made):
    with shown(made.path, ready=READY) as page:
        yield page


def turn(page, ident, place):
    page.fill(f"#{ident}", str(place))


def table(page):
    rows = page.locator("tbody tr").all()
    return [row.locator("td").all_inner_texts() for row in rows]


def expected(run, step, places):
    """What the table has to say of a run: its loss with four digits, and whether it is there."""
    if step > run.steps or not np.isfinite(run.params[step]).all():
        told = ["–"] * 3
    else:
        pairs = zip(places, run.params[step].tolist(), strict=True)
        told = [
            "far off" if abs(v) * 10**p.decimals > FAR else f"{v:.{p.decimals}f}" for p, v in pairs
        ]
        told = [*(each.replace("-0.000", "0.000") for each in told), f"{run.loss[step]:.3e}"]
    there = float(arrival(run, GROUND))
    if step <= run.steps and told[0] == "–":
        return [*told, "diverged"]
    return [*told, "–" if np.isnan(there) else str(int(there))]


def check(page, made, step, folder):
    """Every number is the one of the trace of a run with what the sliders say."""
    start = [float(page.inner_text(f"#start-{axis}-value")) for axis in "wb"]
    rate = [float(page.inner_text(f"#learning_rate-{run}-value")) for run in (0, 1)]
    momentum = float(page.inner_text("#momentum-1-value"))
    optimizers = (GradientDescent(rate[0]), Momentum(rate[1], momentum))
    runs = [descend(each, GROUND, start, steps=STEPS) for each in optimizers]
    write_trace(folder / "trace.csv", runs)
    traced = [*read_trace(folder / "trace.csv").values(), NET]
    for row, run in zip(table(page), traced, strict=True):
        if row[2] != "–":
            row[2] = f"{float(row[2]):.3e}"
        assert row == expected(run, step, made.exploring.places)


def test_each_place_of_each_slider_shows_the_numbers_of_its_trace(page, made, tmp_path):
    sliders = page.evaluate(
        "[...document.querySelectorAll('input[type=range]')].map(e => [e.id, +e.max, +e.value])"
    )
    assert [ident for ident, _, _ in sliders] == [
        "step", "start-w", "start-b", "learning_rate-0", "learning_rate-1", "momentum-1",
    ]  # fmt: skip
    check(page, made, STEPS, tmp_path)
    for ident, most, own in sliders:
        for place in range(most + 1):
            turn(page, ident, place)
            check(page, made, place if ident == "step" else STEPS, tmp_path)
            assert page.get_attribute(f"#{ident}", "aria-valuetext") or ident == "step"
        turn(page, ident, own)


def painted(page, canvas="map"):
    """What is drawn at the screen's next frame, of each run: until then all that happens waits."""
    return page.evaluate(
        "id => new Promise(done => requestAnimationFrame(() => done("
        "[...document.getElementById(id).parentElement.querySelectorAll('canvas')]"
        ".map(each => each.toDataURL()))))",
        canvas,
    )


def drawn(page, ident, places):
    """Turn a slider within one frame of the screen; return which canvases are drawn, in order."""
    return page.evaluate(
        """async ([ident, places]) => {
          const own = CanvasRenderingContext2D.prototype, clear = own.clearRect, found = [];
          const all = [...document.querySelectorAll("canvas")];
          own.clearRect = function (...box) {
            found.push(all.indexOf(this.canvas));
            clear.apply(this, box);
          };
          const slider = document.getElementById(ident);
          for (const place of places) {
            slider.value = place;
            slider.dispatchEvent(new Event("input", { bubbles: true }));
          }
          await new Promise(requestAnimationFrame);
          own.clearRect = clear;
          return found.sort((one, other) => one - other);
        }""",
        [ident, places],
    )


def test_all_that_happens_in_a_frame_of_the_screen_is_drawn_once(page):
    """Three runs on the map and beside two curves; what stays as it was is not drawn again."""
    assert page.locator("canvas").count() == 9
    assert drawn(page, "step", [*range(9), STEPS]) == []
    assert drawn(page, "step", [*range(9), 5]) == [0, 1, 3, 4, 6, 7]
    assert drawn(page, "step", [4]) == [*range(9)]  # the recorded run has five steps
    assert drawn(page, "step", [STEPS]) == [*range(9)]
    own = page.input_value("#learning_rate-1")
    assert drawn(page, "learning_rate-1", [0, 1, 2]) == [1, 4, 7]
    assert drawn(page, "learning_rate-1", [own]) == [1, 4, 7]
    start = page.input_value("#start-w")
    assert drawn(page, "start-w", [0, 2]) == [0, 1, 3, 4, 6, 7]
    assert drawn(page, "start-w", [start]) == [0, 1, 3, 4, 6, 7]


def test_whatever_was_there_before_the_same_is_drawn(page):
    """Only where something was drawn is cleared: nothing of it may be left."""
    plots = ("map", "curve-0", "curve-1")
    for ident in ("step", "start-w", "start-b", "learning_rate-0", "learning_rate-1"):
        own, most = page.input_value(f"#{ident}"), int(page.get_attribute(f"#{ident}", "max"))
        before = [painted(page, each) for each in plots]
        for place in {0, most // 2, most} - {int(own)}:
            turn(page, ident, place)
            assert [painted(page, each) for each in plots] != before, (ident, place)
        turn(page, ident, own)
        assert [painted(page, each) for each in plots] == before, ident


def test_a_line_has_no_corners_that_nobody_sees(page):
    """Drawing costs what its corners cost: six points of a straight run are one line on the map."""
    ends = page.evaluate(
        """async () => {
          const own = Path2D.prototype, line = own.lineTo, ends = [];
          const turn = () => {
            document.getElementById("show-2").click();
            return new Promise(requestAnimationFrame);
          };
          await turn();
          own.lineTo = function (...to) { ends.push(to); line.apply(this, to); };
          await turn();
          own.lineTo = line;
          return ends;
        }"""
    )
    box = page.evaluate("[map.clientWidth, map.clientHeight]")
    left, right, foot, head = GROUND.window
    share = (NET.params[-1] - (left, foot)) / (right - left, head - foot)
    assert np.allclose(ends[0], (share[0] * box[0], (1 - share[1]) * box[1]), atol=0.5)
    assert len(ends) <= 1 + 2 * 5  # one on the map, and of each curve at most its steps


def test_a_step_without_numbers_is_a_gap(shown, tmp_path):
    """As in the film; the marker stays where it was last."""
    w = np.array([-1.5, -1.0, -0.5, np.nan, 0.5, 1.0, np.nan])
    net = Trajectory("net", np.stack([w, 0 * w], axis=1), np.where(np.isnan(w), np.nan, 1.0))
    path = tmp_path / "gap.html"
    write_explore(path, Exploring(Race(GROUND, START, len(w) - 1, (), (net,)), {}))
    with shown(path, ready=READY) as page:
        left, right, _, _ = GROUND.window
        there = page.evaluate(
            """places => new Promise(done => requestAnimationFrame(() => {
              const context = map.getContext("2d"), middle = Math.round(map.height / 2);
              const row = context.getImageData(0, middle, map.width, 1).data;
              done(places.map(at => row[4 * Math.round(at * map.width) + 3] > 0));
            }))""",
            [(at - left) / (right - left) for at in (-1.25, -0.75, 0.0, 0.75, 1.02, 1.3)],
        )
    assert there == [True, True, False, True, True, False]


def test_what_is_turned_off_is_not_drawn(page):
    for canvas in ("map", "curve-0", "curve-1"):
        page.check("#show-0")
        with_it = painted(page, canvas)
        page.uncheck("#show-0")
        assert painted(page, canvas) != with_it
        page.check("#show-0")
        assert painted(page, canvas) == with_it


def place_of(page, w, b):
    """Return where a point of the map is on screen."""
    page.locator("#map").scroll_into_view_if_needed()
    box = page.locator("#map").bounding_box()
    low_w, high_w, low_b, high_b = GROUND.window
    return (
        box["x"] + box["width"] * (w - low_w) / (high_w - low_w),
        box["y"] + box["height"] * (high_b - b) / (high_b - low_b),
    )


def test_the_start_is_dragged_and_moved_by_keys(page, made):
    w, b = (knob.values.tolist() for knob in made.exploring.start)
    page.mouse.move(*place_of(page, w[0], b[0]))
    page.mouse.down()
    chosen = [page.inner_text(f"#start-{axis}-value") for axis in "wb"]
    page.mouse.move(*place_of(page, w[2], b[1]))
    page.mouse.up()
    assert chosen == [repr(w[0]), repr(b[0])]
    assert [page.inner_text(f"#start-{axis}-value") for axis in "wb"] == [repr(w[2]), repr(b[1])]
    page.focus("#start-w")
    page.keyboard.press("ArrowLeft")
    assert page.inner_text("#start-w-value") == repr(w[1])
    page.focus("#map")
    for key, moved in (("Left", (0, 1)), ("Up", (0, 2)), ("Right", (1, 2)), ("Down", (1, 1))):
        page.keyboard.press(f"Arrow{key}")
        assert page.inner_text("#start-w-value") == repr(w[moved[0]])
        assert page.inner_text("#start-b-value") == repr(b[moved[1]])
    turn(page, "start-w", made.exploring.start[0].own)
    turn(page, "start-b", made.exploring.start[1].own)


def test_the_pointer_is_told_what_is_near(page, made):
    page.mouse.move(*place_of(page, 1.5, -1.0))
    words = page.inner_text("#pointed").replace(",", "").split()
    w, b = float(words[4]), float(words[6])
    assert float(words[1]) == float(f"{GROUND.loss(np.array([w, b])):.3e}")
    assert (w, b) == pytest.approx((1.5, -1.0), abs=0.1)
    page.mouse.move(*place_of(page, *NET.params[-1]))
    assert page.inner_text("#pointed") == "net, step 5: w 0.250, b 0.125, loss 0.1000"


def test_the_drawing_follows_the_theme(shown, made):
    with shown(made.path, ready=READY) as page:
        light = painted(page)
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(f"document.getElementById('map').toDataURL() !== '{light[-1]}'")
        assert all(now != before for now, before in zip(painted(page), light, strict=True))


def test_it_is_accessible_and_fits_each_width(page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = axe.run(page).response["violations"]
        assert [(each["id"], each["nodes"]) for each in found] == []
    for width in (1280, 480, 360):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_browser_that_cannot_unpack_says_so(shown, made, tmp_path):
    broken = tmp_path / "broken.html"
    head, mark, _ = made.path.read_text("utf-8").partition('id="numbers">')
    script = made.path.read_text("utf-8").rpartition("</script>\n<script")[2]
    broken.write_text(f"{head}{mark}AAAA</script>\n<script{script}", "utf-8")
    with shown(broken, ready="!document.getElementById('trouble').hidden") as page:
        assert page.inner_text("#trouble").startswith("This browser cannot unpack the numbers")
