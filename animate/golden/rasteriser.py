"""Which rasteriser draws here: told by what it draws, not by its version."""

from __future__ import annotations

from functools import cache
from zlib import crc32

UNKNOWN = "unknown"
"""For pictures that came from elsewhere: nothing is known that would allow a looser rule."""

LOSSY = "a lossy format"
"""For pictures of a file that keeps them nearly, and decodes them nearly."""


@cache
def fingerprint(*, text: bool) -> str:
    """Return a name that is the same wherever lines, curves and markers get the same pixels.

    Parameters
    ----------
    text
        Whether the pictures have text, whose pixels change with FreeType as well.
    """
    import numpy as np  # noqa: PLC0415 - pytest loads this package without using it
    from matplotlib import ft2font  # noqa: PLC0415
    from matplotlib.backends.backend_agg import RendererAgg  # noqa: PLC0415
    from matplotlib.path import Path  # noqa: PLC0415
    from matplotlib.transforms import Affine2D  # noqa: PLC0415

    renderer = RendererAgg(96, 96, 100)
    graphics = renderer.new_gc()
    for width, turn in ((0.7, 10), (2.0, 37), (6.4, 71)):
        graphics.set_linewidth(width)
        place = Affine2D().scale(37.3).rotate_deg(turn).translate(47.6, 48.2)
        renderer.draw_path(graphics, Path.unit_circle(), place, (0.1, 0.5, 0.9, 0.3))
        renderer.draw_path(graphics, Path.unit_regular_star(5), place)
    drawn = f"agg {crc32(np.asarray(renderer.buffer_rgba()).tobytes()):08x}"
    return f"{drawn}, FreeType {ft2font.__freetype_version__}" if text else drawn
