"""Each change of each subject, before each judge."""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from . import judges
from .changes import changes
from .subjects import FIGURES, SIZES, animation, frames, of_size

SUBJECTS = (*FIGURES, "painted")
JUDGES = ("golden", "check_animation", "exact", "pytest-mpl", "pixelmatch")


@dataclass
class Counted:
    """How often each judge found a change, of how many, and how often it cried wolf."""

    found: dict = field(default_factory=lambda: defaultdict(int))
    among: dict = field(default_factory=lambda: defaultdict(int))
    alarms: dict = field(default_factory=lambda: defaultdict(int))
    missed: list = field(default_factory=list)


def keep(folder, sizes=SIZES, subjects=SUBJECTS):
    """Keep the golden, and the very pixels, of each subject."""
    for name, size, place in places(folder, sizes, subjects):
        look = of_size(size)
        pictures = frames(name, look)
        judges.keep_golden(place / "frames", pictures)
        np.savez_compressed(place / "pixels.npz", *pictures)
        if name in FIGURES:
            judges.keep_words(place / "animation", animation(name, look))


def places(folder, sizes, subjects):
    for name in subjects:
        for size in sizes:
            yield name, size, folder / f"{name} {size[0]}x{size[1]}"


def count(
    folder, seed, *, elsewhere=False, sizes=SIZES, subjects=SUBJECTS, others=True, part=slice(None)
):
    """Count what is found of the changes that change a pixel by more than another version does."""
    counted = Counted()
    for name, size, place in places(folder, sizes, subjects):
        look = of_size(size)
        with np.load(place / "pixels.npz") as file:
            kept = list(file.values())
        here = frames(name, look)
        noise = difference(kept, here)
        for judge, told in verdicts(name, place, kept, here, look, others=others):
            counted.alarms[judge, size] += told
        for change in changes(seed)[part]:
            now = change.of(look)
            pictures = here if change.text else frames(name, now)
            visible = difference(here, pictures) > (noise if elsewhere else 0)
            if not visible and not (change.text and name in FIGURES):
                continue
            told = verdicts(name, place, kept, pictures, now, others=others)
            for judge, said in told:
                if change.text and judge != "check_animation":
                    continue
                counted.among[judge, size] += 1
                counted.found[judge, size] += said
                if not said and judge in ("golden", "check_animation"):
                    counted.missed.append(f"{judge}: {name} {size[0]}x{size[1]}: {change.name}")
    return counted


def difference(one, two):
    """How much two sequences differ, all pixels summed."""
    if len(one) != len(two):
        return np.inf
    return sum(np.abs(a.astype(int) - b).sum() for a, b in zip(one, two, strict=True))


def verdicts(name, place, kept, pictures, look, *, others):
    yield "golden", judges.golden(place / "frames", pictures)
    if name in FIGURES:
        yield "check_animation", judges.words(place / "animation", animation(name, look))
    yield "exact", judges.exact(kept, pictures)
    if others:
        yield "pytest-mpl", judges.pytest_mpl(kept, pictures)
        yield "pixelmatch", judges.pixelmatch(kept, pictures)


def table(counted, *, missed=False):
    """The table as text."""
    lines = [f"{'':16}" + "".join(f"{w}x{h}".rjust(16) for w, h in SIZES) + "   alarms"]
    for judge in JUDGES:
        cells = [(counted.found[judge, size], counted.among[judge, size]) for size in SIZES]
        if any(among for _, among in cells):
            alarms = sum(counted.alarms[judge, size] for size in SIZES)
            shares = "".join(f"{found} of {among}".rjust(16) for found, among in cells)
            lines.append(f"{judge:16}{shares}{alarms:9}")
    return "\n".join([*lines, *(counted.missed if missed else [])])
