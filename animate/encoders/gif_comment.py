"""The comment in a GIF (GIF89a specification, 1990, section 24)."""

from pathlib import Path

from gradreel.core import disk

TRAILER = b"\x3b"
LONGEST_BLOCK = 255


def comment_block(text: str) -> bytes:
    """Return the comment extension that says ``text``, in UTF-8."""
    data = text.encode()
    pieces = [data[i : i + LONGEST_BLOCK] for i in range(0, len(data), LONGEST_BLOCK)]
    blocks = b"".join(bytes([len(piece)]) + piece for piece in pieces)
    return b"\x21\xfe" + blocks + b"\x00"


def add_comment(path: Path, text: str) -> None:
    """Put a comment at the end of a finished GIF, in place.

    Parameters
    ----------
    path
        The GIF; its last byte is the trailer.
    text
        The comment; nothing is added where it is empty.
    """
    if not text:
        return
    with disk.changing(path) as file:
        file.seek(-len(TRAILER), 2)
        file.write(comment_block(text) + TRAILER)
