"""WebM: VP9, which browsers play, with the colours that were drawn and alpha where asked."""

from functools import partial
from typing import Any

from ..clip import Clip, Frame
from ..ffmpeg_commands import (
    BT709,
    chapters_input,
    compile_command,
    pass_options,
    raw_frames,
    tag_options,
    to_bt709,
)
from ..ffmpeg_encoder import FfmpegEncoder
from ..format import Format
from ..pieces import Pieces
from ..video_files import read_comment, read_video
from ..voice import OPUS
from .alpha_edges import spread_colors
from .joining import IN_ORDER, join_videos

# On the replay at 1280x720: 38.1 dB at 875 kB per 200 frames, in 2.3 s; H.264 as in .mp4 gives
# 38.0 dB. The slower ways (deadline=good) take seven times as long for a fifth fewer bytes.
CONSTANT = {"crf": 24, "video_bitrate": 0}
CONSTANT_WITH_ALPHA = {"crf": 16, "video_bitrate": 0}  # edges of lines stay where they are
FAST = {"deadline": "realtime", "cpu-used": 6}
# Two passes need it, and few bits deserve it; frames of the future and alpha exclude each other.
SLOW = {"deadline": "good", "cpu-used": 4, "auto-alt-ref": 0}
# Their number is fixed, so that bytes do not depend on the machine.
THREADS = {"row-mt": 1, "tile-columns": 2, "threads": 2}


class WebmEncoder(FfmpegEncoder):
    """VP9 in WebM, yuv420p or, with alpha, yuva420p; constant frame rate, BT.709, with chapters."""

    NAME = "WebM"
    EVEN = True
    KIND = "WebM"

    def _command(self, binary: str, path: str) -> list[str]:
        return webm_command(binary, path, self.clip)

    def _encode(self, frame: Frame) -> None:
        super()._encode(spread_colors(frame) if self.clip.alpha else frame)


def _quality(clip: Clip) -> dict[str, Any]:
    if clip.bitrate:
        return pass_options(clip.bitrate) | SLOW
    return (CONSTANT_WITH_ALPHA if clip.alpha else CONSTANT) | FAST


def webm_command(binary: str, path: str, clip: Clip) -> list[str]:
    """Return the ffmpeg command that makes a WebM of raw RGB or RGBA frames on its input."""
    pixel_format = "yuva420p" if clip.alpha else "yuv420p"
    video = (
        to_bt709(raw_frames(clip.size, clip.rate, alpha=clip.alpha), pixel_format)
        .output(
            path,
            format="webm",
            vcodec="libvpx-vp9",
            **_quality(clip),
            **THREADS,
            color_range="tv",
            **BT709,
            **tag_options(clip),
            fflags="+bitexact",  # no version of ffmpeg, no random numbers in the file
        )
        .global_args(*chapters_input(clip))
    )
    return compile_command(video, binary)


WEBM = Format(
    ".webm",
    "VP9",
    WebmEncoder,
    comment=partial(read_comment, kind=WebmEncoder.KIND),
    pictures=partial(read_video, kind=WebmEncoder.KIND),
    lossless=False,
    lossy=True,
    fits="passes",
    voice=True,
    pieces=Pieces(
        WebmEncoder,
        partial(
            join_videos, kind=WebmEncoder.KIND, times=IN_ORDER, options=["-f", "webm"], sound=OPUS
        ),
    ),
)
