"""What a drag costs in a page to explore, in Chromium with two device pixels for each of CSS.

From the event until every pixel of the next frame is drawn: a pixel of each canvas is read back,
which waits for what was only promised.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from statistics import median, quantiles

from gradreel.animate import Exploring, Race, write_explore
from gradreel.core import SixHumpCamel
from gradreel.scenes.adagrad_replay import SCENE

from .measuring import Row

PART = "dragging"
MOST = 16.0  # milliseconds: a frame of a screen
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Sixty moves along a curve; of a page without starts to choose, the first slider goes up and down.
DRAG = """
async () => {
  const canvases = [...document.querySelectorAll("canvas")], box = map.getBoundingClientRect();
  const slider = document.querySelector('.knobs fieldset ~ fieldset input[type=range]');
  const spent = [];
  for (let at = 0; at < 60; at++) {
    await new Promise(requestAnimationFrame);
    const angle = at / 60 * 2 * Math.PI;
    let begun = 0; // of what the next frame calls
    requestAnimationFrame(() => (begun = performance.now()));
    const begin = performance.now();
    if (map.className) {
      map.dispatchEvent(new PointerEvent("pointermove", {
        buttons: 1, bubbles: true,
        clientX: box.x + box.width * (0.5 + 0.4 * Math.cos(angle)),
        clientY: box.y + box.height * (0.5 + 0.4 * Math.sin(angle)),
      }));
    } else {
      slider.value = Math.round(slider.max * (0.5 + 0.5 * Math.sin(angle)));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const handled = performance.now() - begin;
    await new Promise((done) => requestAnimationFrame(() => {
      for (const canvas of canvases) canvas.getContext("2d").getImageData(0, 0, 1, 1);
      spent.push(handled + performance.now() - begun);
      done();
    }));
  }
  return spent;
}
"""


def measure(folder: Path) -> list[Row]:
    """Drag in a page of each kind; nothing where there is no browser."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return []
    four = Race(SCENE.surface, SCENE.start, SCENE.steps, SCENE.optimizers)
    camel = Race(SixHumpCamel(), None, 400, SCENE.optimizers)
    pages = {
        "the rates of the lecture's four": Exploring(four),
        "24 x 24 starts of four runs": Exploring(camel, starts=24),
    }
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - nobody else here needs it

    rows = []
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = launched.new_page(viewport={"width": 1280, "height": 900}, device_scale_factor=2)
        for what, exploring in pages.items():
            path = folder / "explore.html"
            write_explore(path, exploring, most_bytes=10**8)
            page.goto(path.as_uri())
            page.wait_for_function("document.querySelector('tbody td').textContent")
            spent = page.evaluate(DRAG)
            slow = quantiles(spent, n=20)[-1]
            rows.append(
                Row(
                    PART, what, median(spent), "ms", MOST,
                    note=f"median of {len(spent)} moves at 1280x900; 1 in 20 takes {slow:.1f} ms",
                )
            )  # fmt: skip
        launched.close()
    return rows
