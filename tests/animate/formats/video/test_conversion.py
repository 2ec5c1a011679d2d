"""From what is drawn to what is encoded: the same bytes with any processor's instructions."""

import subprocess

import numpy as np
import pytest

from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.formats.ffmpeg_commands import compile_command, raw_frames, to_bt709

SIZE = (322, 182)
PICTURES = np.random.default_rng(3).integers(0, 256, (3, SIZE[1], SIZE[0], 4), np.uint8)
PICTURES[1] //= 16  # dark, and
PICTURES[2] = np.linspace(0, 255, SIZE[0])[:, None]  # soft


def converted(pixel_format, *, alpha=False, instructions=()):
    frames = (PICTURES if alpha else PICTURES[..., :3]).tobytes()
    to_pipe = to_bt709(raw_frames(SIZE, 25, alpha=alpha), pixel_format)
    program, *command = compile_command(to_pipe.output("pipe:1", format="rawvideo"), find_ffmpeg())
    told = command.index("-progress")  # it would be among the pixels
    command = [program, *instructions, *command[:told], *command[told + 2 :]]
    return subprocess.run(command, input=frames, stdout=subprocess.PIPE, check=True).stdout


@pytest.mark.parametrize("alpha", [False, True], ids=["RGB", "RGBA"])
@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuva420p", "yuv444p10le", "yuva444p10le"])
def test_the_same_with_and_without_a_processors_own_instructions(pixel_format, alpha):
    plain = converted(pixel_format, alpha=alpha, instructions=("-cpuflags", "0"))
    assert len(plain) >= 3 * SIZE[0] * SIZE[1] * 1.5
    assert converted(pixel_format, alpha=alpha) == plain


def test_grey_and_colours_are_where_bt709_has_them():
    planes = np.frombuffer(converted("yuv444p10le"), "<u2").reshape(3, 3, SIZE[1], SIZE[0])
    rgb = PICTURES[..., :3].astype(float) / 255
    luma = rgb @ (0.2126, 0.7152, 0.0722)
    wanted = (
        64 + 876 * luma,
        512 + 896 * (rgb[..., 2] - luma) / 1.8556,
        512 + 896 * (rgb[..., 0] - luma) / 1.5748,
    )
    for plane, told in enumerate(wanted):
        assert np.abs(planes[:, plane] - told).max() < 3
