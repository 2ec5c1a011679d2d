"""Pictures, films and records as no program writes them. See damage.py."""

from __future__ import annotations

import io
import json
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from damage import Make
from PIL import Image

SIGN = b"\x89PNG\r\n\x1a\n"
ESC = "\x1b]0;x\x07\x1b[2J\n\u202e\x9b1m"
"""What a terminal would obey, if it got it."""


def chunk(kind: bytes, content: bytes) -> bytes:
    """Write a chunk of a PNG."""
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def png(
    width: int = 4,
    height: int = 4,
    *before: bytes,
    bits: int = 8,
    color: int = 2,
    data: bytes | None = None,
    end: bytes = chunk(b"IEND", b""),
) -> bytes:
    """Write a PNG by its header; black if no data are given."""
    values = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(color, 1)
    lines = data if data is not None else bytes(1 + width * values * bits // 8) * height
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, color, 0, 0, 0))
    return SIGN + head + b"".join(before) + chunk(b"IDAT", zlib.compress(lines)) + end


def text_chunk(text: bytes, kind: bytes = b"tEXt", key: bytes = b"Comment") -> bytes:
    """Write a text into a chunk of a PNG, packed where its kind says so."""
    if kind == b"zTXt":
        return chunk(kind, key + b"\0\0" + zlib.compress(text, 9))
    if kind == b"iTXt":
        return chunk(kind, key + b"\0\x01\0\0\0" + zlib.compress(text, 9))
    return chunk(kind, key + b"\0" + text)


def gif(
    width: int = 2, height: int = 2, *blocks: bytes, pixels: bytes = b"\x02\x02\x44\x01\x00"
) -> bytes:
    """Write a GIF of one picture by its header, with other blocks before it."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\0\0"
    image = b"," + struct.pack("<HHHHB", 0, 0, min(width, 2), min(height, 2), 0) + pixels
    return head + b"".join(blocks) + image + b";"


def gif_comment(text: bytes) -> bytes:
    """Write a comment of a GIF."""
    pieces = [text[at : at + 255] for at in range(0, len(text), 255)]
    return b"!\xfe" + b"".join(bytes([len(piece)]) + piece for piece in pieces) + b"\0"


def webp(*chunks: bytes) -> bytes:
    """Write a WebP of these chunks."""
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp_chunk(name: bytes, content: bytes) -> bytes:
    """Write a chunk of a WebP."""
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)


def saved(kind: str, mode: str = "RGB", size: tuple[int, int] = (8, 8), **options: Any) -> bytes:
    """Let Pillow write a picture."""
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind, **options)
    return file.getvalue()


EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 20 20\n%%EndComments\nshowpage\n%%EOF\n"
FFCONCAT = b"ffconcat version 1.0\nfile beside.mp4\n"
PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nbeside.ts\n#EXT-X-ENDLIST\n"
XML_BOMB = (
    "<!DOCTYPE x [<!ENTITY a '" + "a" * 1000 + "'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 20}'>" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + "]><x>&h;</x>"
).encode()  # fmt: skip


def _mp4(*atoms: bytes) -> bytes:
    start = struct.pack(">I", 16) + b"ftypisom\0\0\0\0"
    return start + b"".join(atoms)


def _vp8l(side: int) -> bytes:
    bits = (side - 1) | (side - 1) << 14
    return webp(webp_chunk(b"VP8L", b"\x2f" + struct.pack("<I", bits) + bytes(20)))


DAMAGED_MEDIA: Mapping[str, tuple[str, Make]] = {
    "nothing": (".png", lambda: b""),
    "a sign alone": (".png", lambda: SIGN),
    "a PNG of 20000x20000": (".png", lambda: png(20_000, 20_000, data=b"")),
    "a PNG of 2^31 columns": (".png", lambda: png(2**31 - 1, 2**31 - 1, data=b"")),
    "a PNG of 100000x1": (".png", lambda: png(2**27, 1, data=b"")),
    "a PNG of 0x4": (".png", lambda: png(0, 4)),
    "a PNG of 4x0": (".png", lambda: png(4, 0)),
    "a PNG without pixels": (".png", lambda: png(4, 4, data=b"")),
    "a PNG without an end": (".png", lambda: png(end=b"")),
    "a PNG of color 5": (".png", lambda: png(color=5)),
    "a PNG of 3 bits": (".png", lambda: png(bits=3)),
    "a PNG with a palette of none": (".png", lambda: png(color=3, data=b"\0\1\2\3\4" * 4)),
    "a PNG whose sum is wrong": (".png", lambda: png()[:-20] + b"\xff" + png()[-19:]),
    "a chunk too long": (".png", lambda: SIGN + b"\xff\xff\xff\xffIHDR" + bytes(20)),
    "a chunk before the first": (".png", lambda: SIGN + chunk(b"IDAT", b"") + png()[8:]),
    "a head too short": (".png", lambda: SIGN + chunk(b"IHDR", b"\0\0") + png()[8:]),
    "an APNG that says 4 billion": (
        ".apng",
        lambda: png(
            4,
            4,
            chunk(b"acTL", struct.pack(">II", 2**32 - 1, 0)),
            chunk(b"fcTL", struct.pack(">5I2H2B", 0, 9, 9, 9, 9, 0, 0, 7, 7)),
        ),
    ),
    "EPS named png": (".png", lambda: EPS),
    "EPS named gif": (".gif", lambda: EPS),
    "EPS named webp": (".webp", lambda: EPS),
    "EPS named mp4": (".mp4", lambda: EPS),
    "DOS EPS named png": (
        ".png",
        lambda: b"\xc5\xd0\xd3\xc6" + struct.pack("<6I", 30, 9, 0, 0, 0, 0) + EPS,
    ),
    "JPEG named png": (".png", lambda: saved("JPEG")),
    "BMP named png": (".png", lambda: saved("BMP")),
    "TIFF named gif": (".gif", lambda: saved("TIFF")),
    "PNG named gif": (".gif", png),
    "GIF named png": (".png", gif),
    "GIF named mp4": (".mp4", gif),
    "WebP named apng": (".apng", lambda: saved("WEBP")),
    "PDF named png": (".png", lambda: saved("PDF")),
    "a GIF of 65535x65535": (".gif", lambda: gif(65_535, 65_535)),
    "a GIF of 0x0": (".gif", lambda: gif(0, 0)),
    "a GIF of two by none": (".gif", lambda: gif(2, 0)),
    "a GIF without pictures": (".gif", lambda: gif()[:19] + b";"),
    "a GIF without an end": (".gif", lambda: gif()[:-1]),
    "a GIF without pixels": (".gif", lambda: gif(pixels=b"\x02\0")),
    "a GIF of wrong codes": (".gif", lambda: gif(pixels=b"\x0c\x04\xff\xff\xff\xff\0")),
    "a picture beyond the screen": (
        ".gif",
        lambda: (
            gif()[:-1]
            + b","
            + struct.pack("<HHHHB", 65_000, 65_000, 500, 500, 0)
            + b"\x02\x02\x44\x01\x00;"
        ),
    ),
    "a GIF of 120,000 pictures": (".gif", lambda: gif()[:19] + gif()[19:-1] * 120_000 + b";"),
    "a block of no kind": (".gif", lambda: gif(2, 2, b"\x99")),
    "a comment without end": (".gif", lambda: gif(2, 2, b"!\xfe\xff" + b"a" * 100)),
    "a WebP of 16384x16384": (".webp", lambda: _vp8l(16_384)),
    "a WebP of 16M columns": (
        ".webp",
        lambda: webp(webp_chunk(b"VP8X", bytes(4) + b"\xff" * 6), saved("WEBP")[12:]),
    ),
    "a WebP without pictures": (".webp", webp),
    "a WebP longer than it is": (".webp", lambda: b"RIFF\xff\xff\xff\x7f" + saved("WEBP")[8:]),
    "a WebP of nothing": (".webp", lambda: webp(webp_chunk(b"VP8 ", b""))),
    "a WebP of wrong bits": (".webp", lambda: webp(webp_chunk(b"VP8L", b"\x2f" + bytes(5)))),
    "a WebP of empty frames": (
        ".webp",
        lambda: webp(
            webp_chunk(b"VP8X", b"\x02\0\0\0" + b"\x07\0\0" * 2),
            webp_chunk(b"ANIM", bytes(6)),
            webp_chunk(b"ANMF", bytes(16)),
        ),
    ),
    "a script named mp4": (".mp4", lambda: FFCONCAT),
    "a script named mov": (".mov", lambda: FFCONCAT),
    "a script named webm": (".webm", lambda: FFCONCAT),
    "a playlist named mp4": (".mp4", lambda: PLAYLIST),
    "a script that begins as an MP4": (".mp4", lambda: _mp4() + FFCONCAT),
    "an MP4 of nothing": (".mp4", _mp4),
    "an MP4 of an empty film": (".mp4", lambda: _mp4(struct.pack(">I", 8) + b"moov")),
    "an MP4 whose atom is too long": (".mp4", lambda: _mp4(b"\xff\xff\xff\xffmoov" + bytes(50))),
    "an MP4 of atoms without end": (
        ".mp4",
        lambda: _mp4(*(struct.pack(">I", 8 * k) + b"moov" for k in range(2000, 0, -1))),
    ),
    "WebM of nothing": (".webm", lambda: b"\x1aE\xdf\xa3" + bytes(50)),
    "an SVG of entities": (".svg", lambda: XML_BOMB),
    "an SVG of UTF-16 entities": (".svg", lambda: XML_BOMB.decode().encode("utf-16")),
    "an SVG of 50,000 brackets": (".svg", lambda: b"<a>" * 50_000),
    "an SVG that is none": (".svg", lambda: b"<svg><metadata>"),
    "an SVG of bytes": (".svg", lambda: bytes(range(256))),
    "a PDF of bytes": (".pdf", lambda: bytes(range(256))),
    "a PDF of half a keyword": (".pdf", lambda: b"%PDF-1.4 /Keywords (\\\\\\"),
}
"""By what is wrong: the suffix, and what makes the bytes. None shows a picture that is whole."""


DAMAGED_TEXTS: Mapping[str, Make] = {
    "a text of 100 MB": lambda: png(4, 4, text_chunk(b"[" * 10_000_000, b"zTXt")),
    "a text of UTF-16": lambda: png(4, 4, text_chunk(b"\xff\xfe{\0", b"iTXt")),
    "a text cut off": lambda: png(4, 4, chunk(b"zTXt", b"Comment\0\0x\x9c")),
    "a text without a key": lambda: png(4, 4, chunk(b"iTXt", b"")),
}
"""PNGs that are right, apart from what is written in them."""


def whole_pictures() -> Iterator[tuple[str, str, bytes, np.ndarray]]:
    """Go through odd pictures that are right: what each is, its suffix, bytes and RGB pixels."""
    ramp = np.arange(64, dtype=np.uint8).reshape(8, 8) * 4
    grey = np.stack([ramp] * 3, axis=-1)
    wide = (ramp.astype(np.uint16) << 8) + 7
    lines16 = b"".join(b"\0" + row.astype(">u2").tobytes() for row in wide)
    yield "16 bits of grey", ".png", png(8, 8, bits=16, color=0, data=lines16), grey
    color16 = np.stack([wide] * 3, axis=-1)
    lines = b"".join(b"\0" + row.astype(">u2").tobytes() for row in color16)
    yield "16 bits of color", ".png", png(8, 8, bits=16, color=2, data=lines), grey
    for mode in ("L", "P", "RGB", "RGBA", "LA", "1"):
        image = Image.fromarray(grey).convert(mode)
        expected = np.asarray(image.convert("RGB"))
        for kind, suffix in (("PNG", ".png"), ("WEBP", ".webp"), ("GIF", ".gif")):
            if kind == "PNG" or (kind == "WEBP" and mode != "1") or mode in ("L", "P", "1"):
                file = io.BytesIO()
                image.save(file, kind, **({"lossless": True} if kind == "WEBP" else {}))
                yield f"{kind} of mode {mode}", suffix, file.getvalue(), expected
    file = io.BytesIO()
    palette = Image.fromarray(grey).quantize(64)
    palette.save(file, "PNG", transparency=bytes(range(64)))
    yield "a palette with alpha", ".png", file.getvalue(), np.asarray(palette.convert("RGB"))
    file = io.BytesIO()
    Image.fromarray(ramp).save(file, "GIF", interlace=1)
    yield "an interlaced GIF", ".gif", file.getvalue(), grey


def damaged_records(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Go through texts that are no record of a file, each with what is wrong."""
    whole = json.dumps(record)
    yield from {
        "nothing": "",
        "brackets": "[" * 100_000,
        "braces": '{"gradreel":' * 100_000,
        "digits": '{"gradreel": ' + "9" * 100_000 + "}",
        "a number": "7",
        "a list": '["gradreel"]',
        "only the key": '{"gradreel": "1"}',
        "half": whole[:200],
        "a key twice": whole[:-1] + ', "frames": 3}',
        "not a number": json.dumps({**record, "fps": float("nan")}),
        "endless": json.dumps({**record, "fps": float("inf")}),
    }.items()
    yield from _wrong_values(record, lambda values: values)
    (run,) = record["runs"]
    yield from _wrong_values(run, lambda values: {**record, "runs": [values]})
    for still in (-1, record["frames"], 10**9, 10**400, 1.5, "1", None, True, [0]):
        yield f"still={still!r:.20}", json.dumps({**record, "still": still})


_WRONG = (None, True, -1, 10**400, 1e308, "x" * 100_000, ESC, [], {}, [[]], [None, 1], {"a": 1})


def _wrong_values(
    values: Mapping[str, Any], within: Callable[[dict[str, Any]], Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    for key, right in values.items():
        yield f"no {key}", json.dumps(within({k: v for k, v in values.items() if k != key}))
        for wrong in _WRONG:
            # Any text is a text; the oracle may be none.
            if type(wrong) is not type(right) and not (key == "oracle" and isinstance(wrong, str)):
                yield f"{key}={wrong!r:.20}", json.dumps(within({**values, key: wrong}))
