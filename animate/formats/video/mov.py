"""MOV: ProRes 4444, which video editors take, with alpha where asked."""

from functools import partial

from ..clip import Clip, Frame
from ..ffmpeg_commands import (
    BT709,
    chapters_input,
    compile_command,
    raw_frames,
    tag_options,
    to_bt709,
)
from ..ffmpeg_encoder import FfmpegEncoder
from ..format import Format
from ..pieces import Pieces
from ..video_files import read_comment, read_video
from .alpha_edges import spread_colors
from .joining import IN_ORDER, join_videos

# 53.7 dB on the replay, in three fifths of the bytes that ffmpeg takes by itself (64.4 dB).
QUANTISER = 4


class MovEncoder(FfmpegEncoder):
    """ProRes 4444 in QuickTime, 10 bits without loss of chroma, BT.709, with chapters.

    Alpha is straight (not premultiplied), and right to 1 of 255.
    """

    EVEN = True
    KIND = "MP4 or MOV"

    def _command(self, binary: str, path: str) -> list[str]:
        return mov_command(binary, path, self.clip)

    def _encode(self, frame: Frame) -> None:
        super()._encode(spread_colors(frame) if self.clip.alpha else frame)


def mov_command(binary: str, path: str, clip: Clip) -> list[str]:
    """Return the ffmpeg command that makes a MOV of raw RGB or RGBA frames on its input."""
    pixel_format = "yuva444p10le" if clip.alpha else "yuv444p10le"
    alpha = {"alpha_bits": 16} if clip.alpha else {}
    video = (
        to_bt709(raw_frames(clip.size, clip.rate, alpha=clip.alpha), pixel_format)
        .output(
            path,
            format="mov",
            vcodec="prores_ks",
            profile="4444",
            vendor="apl0",  # QuickTime takes others for foreign
            qscale=QUANTISER,
            **alpha,
            color_range="tv",
            **BT709,
            **tag_options(clip),
            fflags="+bitexact",  # no version of ffmpeg in the file
        )
        .global_args(*chapters_input(clip))
    )
    return compile_command(video, binary)


MOV = Format(
    ".mov",
    "ProRes 4444",
    MovEncoder,
    comment=partial(read_comment, kind=MovEncoder.KIND),
    pictures=partial(read_video, kind=MovEncoder.KIND),
    lossless=False,
    lossy=True,
    voice=True,
    pieces=Pieces(
        MovEncoder,
        partial(join_videos, kind=MovEncoder.KIND, times=IN_ORDER, options=["-f", "mov"]),
    ),
)
