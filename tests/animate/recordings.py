"""What is heard in the tests of voices."""

import math
import struct
import wave


def recorded(path, seconds, rate=8000):
    """A tone in a .wav."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        tone = (int(9000 * math.sin(n / 3)) for n in range(round(seconds * rate)))
        file.writeframes(b"".join(struct.pack("<h", each) for each in tone))
    return path
