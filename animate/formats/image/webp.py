"""Animated WebP: every frame without loss, only what changes is stored."""

import struct
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from gradreel.core import disk

from ..clip import Clip, Frame
from ..containers import contents_of
from ..ffmpeg_commands import compile_command, raw_frames
from ..ffmpeg_encoder import FfmpegEncoder
from ..format import Format
from ..picture_files import read_animation, read_plays
from ..picture_scan import scan
from ..pieces import Piece, Pieces
from .holds import shortest_stay
from .xmp import read_xmp, write_xmp

# On the replay, what is lossless is smaller than what is lossy and acceptable: 120 frames of
# 960x540 take 833 kB, at quality 75 they take 937 kB for 35.5 dB. Effort above 4 saves nothing.
EFFORT = 4
QUALITY = 75  # how hard to try, for what is lossless


class WebpEncoder(FfmpegEncoder):
    """Animated WebP, lossless, with alpha where asked.

    Equal neighbouring frames become one picture with a long delay. Delays are whole milliseconds
    that add up exactly. At more than 90 frames a second every second one is left out and the
    duration stays: browsers slow down what is shown for less.
    """

    NAME = "WebP"

    def __init__(self, path: str | Path, clip: Clip) -> None:
        super().__init__(path, clip)
        self._stay = shortest_stay(self.fps)
        self._held: list[Frame] = []  # at most `_stay` frames, of which one is shown

    def _command(self, binary: str, path: str) -> list[str]:
        return webp_command(binary, path, self.clip)

    @property
    def encoded(self) -> int:
        """How many of the frames written ffmpeg has taken; it reports them all at the end."""
        if self._finished or self._process is None:
            return super().encoded
        return min(self._process.taken, self._written)

    def _encode(self, frame: Frame) -> None:
        if len(self._held) == self._stay:
            self._send(self._held[0])
        self._held.append(frame)

    def _flush(self) -> None:
        self._send(self._held[-1])

    def _send(self, frame: Frame) -> None:
        for _ in self._held:  # the encoder makes one picture of them
            self._running.write(frame)
        self._held.clear()

    def _check(self) -> None:
        # Equal neighbours are one picture: how long they stay is known, not how many there are.
        found = contents_of(self._staged.path, "WebP")
        due = 1000 * self._written / self.fps
        if not (found.milliseconds == 0 and found.pictures == 1) and (
            abs(found.milliseconds - due) > 1 + 1000 / self.fps
        ):
            raise ValueError(f"{found.milliseconds} milliseconds of {round(due)}")

    def _complete(self) -> None:
        add_tags(self._staged.path, self.clip)


def webp_command(binary: str, path: str, clip: Clip) -> list[str]:
    """Return the ffmpeg command that makes a WebP of raw RGB or RGBA frames on its input."""
    video = raw_frames(clip.size, clip.rate, alpha=clip.alpha).output(
        path,
        format="webp",
        vcodec="libwebp_anim",
        pix_fmt="bgra",
        lossless=1,
        compression_level=EFFORT,
        quality=QUALITY,
        loop=clip.plays,
    )
    return compile_command(video, binary)


HEADER = 12  # RIFF, size, WEBP
ANIMATION_FLAG, XMP_FLAG, ALPHA_FLAG = 0x02, 0x04, 0x10
REPLACES_FLAG = 0x02
"""Of a frame: its pixels replace what stood there, instead of being put over it."""

_PICTURE = (b"ALPH", b"VP8 ", b"VP8L")


def add_tags(path: Path, clip: Clip) -> None:
    """Write the tags of a clip into a WebP, in place.

    Parameters
    ----------
    path
        A complete WebP; one of a single picture may be of the simple kind.
    clip
        Its tags and size are used.
    """
    if not clip.tags:
        return
    with disk.changing(path) as file:
        start = file.read(HEADER + 8)
        if start[HEADER:] == b"VP8X" + struct.pack("<I", 10):
            flags = file.read(1)[0]
            file.seek(HEADER + 8)
            file.write(bytes([flags | XMP_FLAG]))
        else:
            rest = start[HEADER:] + file.read()
            file.seek(HEADER)
            file.write(_extended(clip) + rest)
        file.seek(0, 2)
        file.write(_chunk(b"XMP ", write_xmp(clip.tags)))
        size = file.tell()
        file.seek(4)
        file.write(struct.pack("<I", size - 8))


def join_webps(pieces: Sequence[Piece], path: Path, clip: Clip) -> None:
    """Make one animation of its pieces, with the tags of the clip (RFC 9649).

    The first picture of each piece is whole and replaces what stood there.
    """
    with disk.writing(path) as file:
        file.write(b"RIFF\0\0\0\0WEBP" + _extended(clip, ANIMATION_FLAG))
        file.write(_chunk(b"ANIM", struct.pack("<IH", 0, clip.plays)))
        for piece in pieces:
            begin, end = (
                round(1000 * n / clip.rate) for n in (piece.first, piece.first + piece.frames)
            )
            for content in _frames(piece.path.read_bytes(), clip, end - begin):
                file.write(_chunk(b"ANMF", content))
        if clip.tags:
            file.write(_chunk(b"XMP ", write_xmp(clip.tags)))
        size = file.tell()
        file.seek(4)
        file.write(struct.pack("<I", size - 8))


def _frames(data: bytes, clip: Clip, lasting: int) -> list[bytes]:
    """Return the frames of a piece, which are shown for so many milliseconds together."""
    chunks = list(_chunks(data))
    frames = [bytearray(content) for kind, content in chunks if kind == b"ANMF"]
    if not frames:  # a piece of one picture is no animation
        sides = b"".join(_three(side - 1) for side in clip.size)
        picture = b"".join(_chunk(*each) for each in chunks if each[0] in _PICTURE)
        frames = [bytearray(bytes(6) + sides + bytes(4) + picture)]
    shown = sum(int.from_bytes(frame[12:15], "little") for frame in frames)
    last = int.from_bytes(frames[-1][12:15], "little") + lasting - shown
    frames[-1][12:15] = _three(max(last, 1))
    frames[0][15] |= REPLACES_FLAG
    return [bytes(frame) for frame in frames]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = HEADER
    while at < len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        yield kind, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _extended(clip: Clip, also: int = 0) -> bytes:
    """Return the chunk that says what the file holds beside a picture."""
    width, height = (_three(side - 1) for side in clip.size)
    flags = also | (XMP_FLAG if clip.tags else 0) | (ALPHA_FLAG if clip.alpha else 0)
    return _chunk(b"VP8X", bytes([flags, 0, 0, 0]) + width + height)


def _three(number: int) -> bytes:
    return number.to_bytes(3, "little")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _comment(path: Path) -> str:
    return read_xmp(scan(path, "WebP").texts.get("xmp", [b""])[0]).get("comment", "")


def _is_lossless(path: Path) -> bool:
    return not scan(path, "WebP").lossy


WEBP = Format(
    ".webp",
    encoder=WebpEncoder,
    comment=_comment,
    pictures=partial(read_animation, kind="WebP"),
    plays=partial(read_plays, kind="WebP"),
    lossless=_is_lossless,  # others make some that are not
    lossy=True,
    fits="trials",
    pieces=Pieces(WebpEncoder, join_webps),
)
