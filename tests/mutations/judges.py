"""What tells whether pictures changed: goldens, and what others use."""

import contextlib
import io

import numpy as np

from gradreel.animate.golden.checking import Comparison
from gradreel.animate.golden.figure_recording import record_animation
from gradreel.animate.golden.recording import record_frames
from gradreel.animate.golden.store import read_golden, write_golden


def golden(folder, pictures):
    """Whether golden.check_frames finds a change."""
    now = record_frames(pictures, name="it")
    return bool(Comparison(read_golden(folder), now).differences)


def keep_golden(folder, pictures):
    write_golden(folder, record_frames(pictures, name="it"))


def words(folder, animation):
    """Whether golden.check_animation finds a change."""
    now = record_animation(animation, ["start", 1, 2, 3, "end"], name="it")
    return bool(Comparison(read_golden(folder), now).differences)


def keep_words(folder, animation):
    write_golden(folder, record_animation(animation, ["start", 1, 2, 3, "end"], name="it"))


def pytest_mpl(kept, pictures):
    """As pytest-mpl: the root mean square by matplotlib's own function, 2 may be."""
    from matplotlib.testing.compare import calculate_rms

    if len(kept) != len(pictures):
        return True
    pairs = zip(kept, pictures, strict=True)
    return any(calculate_rms(one.astype(float), two.astype(float)) > 2 for one, two in pairs)


def pixelmatch(kept, pictures):
    """As pixelmatch with its default, 0.1, and no pixel beyond it."""
    from pixelmatch import pixelmatch as compare

    if len(kept) != len(pictures):
        return True
    for one, two in zip(kept, pictures, strict=True):
        rows, columns = np.nonzero((one != two).any(axis=-1))
        if not len(rows):
            continue
        # Only where they differ, with what it looks at around: it takes seconds for a picture.
        part = (slice(max(rows.min() - 4, 0), rows.max() + 5),
                slice(max(columns.min() - 4, 0), columns.max() + 5))  # fmt: skip
        height, width = one[part].shape[:2]
        flat = [np.dstack([each[part], np.full((height, width, 1), 255, np.uint8)]).ravel().tolist()
                for each in (one, two)]  # fmt: skip
        with contextlib.redirect_stdout(io.StringIO()):
            if compare(*flat, width, height, None, 0.1):
                return True
    return False


def exact(kept, pictures):
    """Whether any pixel differs."""
    if len(kept) != len(pictures):
        return True
    return any((one != two).any() for one, two in zip(kept, pictures, strict=True))
