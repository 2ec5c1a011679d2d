"""How matplotlib draws every picture, whatever its theme."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl

from .fonts import FIRST

# What every picture has, whatever its theme. Trails are thinned by our own rule (see trail.py): a
# second simplification would make a frame depend on what comes after it.
DRAWING: dict[Any, Any] = {
    "font.family": [FIRST],
    "font.style": "normal",
    "font.variant": "normal",
    "font.stretch": "normal",
    "mathtext.fontset": "dejavusans",
    "mathtext.default": "it",
    "mathtext.fallback": "cm",
    "path.simplify": False,
    "path.snap": True,
    "path.sketch": None,
    "path.effects": [],
    "agg.path.chunksize": 0,
    "text.antialiased": True,
    "text.hinting": "force_autohint",
    "text.usetex": False,
    "text.parse_math": True,
}
if mpl.__version_info__ < (3, 11):  # later ones have no such settings
    DRAWING |= {"text.hinting_factor": 8, "text.kerning_factor": 0}
