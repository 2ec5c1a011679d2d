"""Golden frames: kept pictures that a render must still equal.

A whole-picture mean does not see the one thing drawn here: a marker that crosses the picture
changes a thousandth of it. What decides is the largest share of changed pixels in any small window.
"""

from pathlib import Path

import imageio.v3 as imageio
import numpy as np

FOLDER = Path(__file__).parent
WINDOW = 12
"""Side of the window, in pixels: about the size of a marker at 320x180."""

LEVELS = 24
"""A pixel counts as changed beyond this difference in a channel, of 255: less is antialiasing."""

SHARE = 0.08
"""Share of a window that may have changed."""


def worst_window(expected, got):
    """Largest share of changed pixels in any window, and the (x, y) of its lower left corner."""
    changed = (np.abs(expected.astype(int) - got) > LEVELS).any(axis=-1)
    sums = np.pad(changed.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    counts = (
        sums[WINDOW:, WINDOW:]
        - sums[:-WINDOW, WINDOW:]
        - sums[WINDOW:, :-WINDOW]
        + sums[:-WINDOW, :-WINDOW]
    )
    y, x = np.unravel_index(counts.argmax(), counts.shape)
    return counts.max() / WINDOW**2, (int(x), int(y))


def check(name, got):
    """Fail unless `got` is the golden frame called `name`."""
    path = FOLDER / f"{name}.png"
    assert path.exists(), f"{path} is missing: run `python {__file__} && git diff --stat`."
    expected = imageio.imread(path)
    assert expected.shape == got.shape, f"{name} was {expected.shape} and is {got.shape}"
    share, (x, y) = worst_window(expected, got)
    assert share <= SHARE, (
        f"{name}: {share:.0%} of the {WINDOW} pixels around ({x}, {y}) changed, {SHARE:.0%} may; "
        f"if it is meant, run `python {__file__}` and look at what `git diff` shows."
    )


def golden_frames():
    """Names and frames of the pictures that are kept, without text: text moves with FreeType."""
    from gradreel.animate import Stage
    from gradreel.animate.theme import DARK
    from gradreel.scenes.adagrad_replay import SCENE

    light = Stage(SCENE, (320, 180), text=False)
    for step in (0, 30, 90, 230, 360):
        yield f"adagrad_replay_{step}", light.frame(SCENE.timeline.frame_at_step(step, 25))
    dark = Stage(SCENE, (320, 180), text=False, theme=DARK)
    yield "adagrad_replay_30_dark", dark.frame(SCENE.timeline.frame_at_step(30, 25))


if __name__ == "__main__":
    for name, frame in golden_frames():
        imageio.imwrite(FOLDER / f"{name}.png", frame)
        print(FOLDER / f"{name}.png")
