"""Colours at the edge of what is transparent, for formats that blur colours."""

import numpy as np

from ..clip import Frame


def spread_colors(frame: Frame) -> Frame:
    """Return a frame whose transparent pixels have the colour of what they touch.

    A video stores colours at half the resolution and by frequencies, so the colour of a pixel that
    nobody sees (alpha 0) comes through in its neighbours: with white there, lines had a white rim
    on a black ground. Mean of the neighbours within one pixel, weighted by their alpha.

    Parameters
    ----------
    frame
        (height, width, 4) uint8, straight alpha; the alpha is kept.
    """
    from PIL import Image, ImageFilter  # noqa: PLC0415 - only what is transparent needs it

    # RGBa is PIL's name for premultiplied: blurring it weights the colours by their alpha.
    blurred = Image.fromarray(frame).convert("RGBa").filter(ImageFilter.BoxBlur(1))
    spread = np.asarray(blurred.convert("RGBA"))
    result = np.where(frame[..., 3:] == 0, spread, frame)
    result[..., 3] = frame[..., 3]
    return result
