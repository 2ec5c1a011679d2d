"""MP4: H.264 that every player opens, with the colours that were drawn."""

from functools import partial

from ..clip import Clip
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
from .joining import REORDERED, join_videos

# What is lost is mostly the halved chroma, so a finer quantiser for it buys more than a lower rate;
# trellis and bits that go where a picture is soft pay for both, and for a search that is less fine,
# as what is drawn moves little; three B-frames on end are no worse than as many as pay each time.
# docs/encoder_settings.md has the measurements.
# Looking 20 frames ahead instead of 40 saves 70 MB of memory at 1280x720.
CRF = 18.5
PRESET = "veryfast"
FINE = "bframes=3:b-adapt=0:rc-lookahead=20:subme=1:trellis=1:aq-mode=2:chroma-qp-offset=-4"
THREADS = 2
"""Another number would make other bytes: they must not depend on the machine."""

# To jump to any frame a player decodes from the key picture before it on. One every 125 frames, not
# every 250, takes a fifth more, and CRF 22 takes that off again.
JUMP = {"g": 125}
JUMP_CRF = 22


class Mp4Encoder(FfmpegEncoder):
    """H.264 in MP4, yuv420p, constant frame rate, BT.709, index at the front, with chapters."""

    EVEN = True
    KIND = "MP4 or MOV"

    def _command(self, binary: str, path: str) -> list[str]:
        return mp4_command(binary, path, self.clip)


def mp4_command(binary: str, path: str, clip: Clip, *, jumps: bool = False) -> list[str]:
    """Return the ffmpeg command that makes an MP4 of raw RGB frames on its input.

    Parameters
    ----------
    jumps
        Whether it is for jumping about in, at the same size.
    """
    crf = {"crf": JUMP_CRF if jumps else CRF}
    video = (
        to_bt709(raw_frames(clip.size, clip.rate), "yuv420p")
        .output(
            path,
            format="mp4",
            vcodec="libx264",
            preset=PRESET,
            **(pass_options(clip.bitrate) if clip.bitrate else crf),
            **(JUMP if jumps else {}),
            **{"x264-params": FINE},
            threads=THREADS,
            color_range="tv",
            **BT709,
            **tag_options(clip),
            **({} if clip.part else {"movflags": "+faststart"}),  # of a piece nobody reads it
            fflags="+bitexact",  # no version of ffmpeg in the file
        )
        .global_args(*chapters_input(clip))
    )
    return compile_command(video, binary)


MP4 = Format(
    ".mp4",
    "H.264",
    Mp4Encoder,
    comment=partial(read_comment, kind=Mp4Encoder.KIND),
    pictures=partial(read_video, kind=Mp4Encoder.KIND),
    alpha="none",
    lossless=False,
    lossy=True,
    fits="passes",
    voice=True,
    pieces=Pieces(
        Mp4Encoder,
        partial(
            join_videos, kind=Mp4Encoder.KIND, times=REORDERED,
            options=["-f", "mp4", "-movflags", "+faststart"],
        ),
    ),
)  # fmt: skip
