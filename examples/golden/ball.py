"""An animation that gradreel knows nothing of: a ball that bounces, as arrays."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 160, 90
RADIUS = 7
GROUND, SKY, BALL = (60, 70, 60), (235, 240, 245), (200, 40, 30)


def frames(count: int = 12, gravity: float = 0.9) -> Iterator[NDArray[np.uint8]]:
    """Draw `count` pictures of shape (HEIGHT, WIDTH, 3)."""
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    x, y, up = 20.0, 20.0, 0.0
    for _ in range(count):
        frame = np.full((HEIGHT, WIDTH, 3), SKY, np.uint8)
        frame[HEIGHT - 10 :] = GROUND
        frame[np.hypot(rows - y, columns - x) <= RADIUS] = BALL
        yield frame
        up += gravity
        x, y = x + 11, y + up
        if y > HEIGHT - 10 - RADIUS:
            y, up = HEIGHT - 10 - RADIUS, -0.8 * up
