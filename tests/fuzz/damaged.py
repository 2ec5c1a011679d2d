"""Files from elsewhere: good ones that lost, gained or changed some bytes, and false ones."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random

import numpy as np

from gradreel.animate import main

from .case import Case
from .command_lines import SCENE

COMMANDS: Mapping[str, tuple[str, ...]] = {
    ".gif": ("info {}", "verify {} tiny.py", "golden compare {} good.gif"),
    ".webp": ("info {}", "verify {} tiny.py", "golden compare {} {}"),
    ".apng": ("info {}", "verify {} tiny.py", "golden compare {} good.apng"),
    ".png": ("info {}", "verify {} tiny.py", "golden compare good.png {}"),
    ".mp4": ("info {}", "verify {} tiny.py", "golden compare {} good.mp4"),
    ".csv": (
        "race --surface booth --run {} -o a.png --size 160x90",
        "trace --surface booth --run {} -o a.npz",
    ),
    ".npz": (
        "race --surface booth --run {} -o a.png --size 160x90",
        "trace --surface booth --run {} -o a.csv",
    ),
    "grid.npz": ("race --surface {} --optimizer adam --steps 5 -o a.png --size 160x90",),
    "data.csv": ("race --data {} --optimizer adam --steps 5 -o a.png --size 160x90",),
    ".txt": ("golden check tiny.py",),
}


@cache
def good_files() -> Mapping[str, bytes]:
    """Make one good file of each kind; once a process."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "tiny.py").write_bytes(SCENE)
        names = ("good.gif", "good.webp", "good.apng", "good.mp4")
        outputs = [word for name in names for word in ("-o", str(folder / name))]
        look = ("--size", "160x90", "--fps", "4", "--quiet")
        scene = str(folder / "tiny.py")
        main(["render", scene, *outputs, *look])
        main(["still", scene, "-o", str(folder / "good.png"), *look])
        main(["trace", scene, "-o", str(folder / "good.npz"), "--quiet"])
        main(["trace", scene, "-o", str(folder / "good.csv"), "--quiet"])
        files = {
            name: (folder / name).read_bytes()
            for name in (*names, "good.png", "good.npz", "good.csv")
        }
    axis = np.linspace(-1, 1, 9)
    grid = io.BytesIO()
    np.savez(grid, w=axis, b=axis, loss=np.add.outer(axis**2, axis**2))
    files["grid.npz"] = grid.getvalue()
    files["data.csv"] = b"x,y\n" + b"0.5,1\n0.25,0\n" * 5
    files["golden/tiny/golden.txt"] = (
        b"gradreel golden 1\nframes: start\nsize: 160x90\ntheme: light\n\n[end]\n"
    )
    return files


def damaged(random: Random) -> Case:
    """Make a case of a file that is not as it was."""
    files = dict(good_files())
    name = random.choice(list(files))
    commands = COMMANDS.get(name) or COMMANDS[Path(name).suffix]
    command = random.choice(commands)
    content = _spoilt(random, files[name])
    place = name if name.endswith(".txt") else f"odd{Path(name).suffix}"
    needed = {each: files[each] for each in files if each in command} | {"tiny.py": SCENE}
    writes = ["a.png", "a.npz", "a.csv"]
    return Case(
        command.format(*[place] * command.count("{}")).split(), {**needed, place: content}, writes
    )


def _spoilt(random: Random, content: bytes) -> bytes:
    for _ in range(random.choice((1, 1, 2, 5))):
        content = random.choice(WAYS)(random, content)
    return content


def _flip(random: Random, content: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(random.choice((1, 3, 30))):
        if made:
            made[_place(random, len(made))] = random.randrange(256)
    return bytes(made)


def _cut(random: Random, content: bytes) -> bytes:
    return content[: _place(random, len(content) + 1)]


def _drop(random: Random, content: bytes) -> bytes:
    start = _place(random, len(content) + 1)
    return content[:start] + content[start + random.choice((1, 4, 50)) :]


def _insert(random: Random, content: bytes) -> bytes:
    start = _place(random, len(content) + 1)
    return content[:start] + random.choice(SPLINTERS) + content[start:]


def _replace(random: Random, content: bytes) -> bytes:
    return random.choice(FALSE)


def _reword(random: Random, content: bytes) -> bytes:
    """Change a word of the record or of a header, all else stays."""
    old, new = random.choice(WORDS)
    return content.replace(old, new)


def _place(random: Random, length: int) -> int:
    """Headers are at the start, directories at the end."""
    near = random.random()
    most = max(length - 1, 0)
    if near < 0.4:
        return random.randint(0, min(60, most))
    return random.randint(max(most - 60, 0), most) if near < 0.6 else random.randint(0, most)


def _zip(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return made.getvalue()


SPLINTERS = (
    b"\x00", b"\xff" * 8, b"\n", b",", b"1e999", b"nan", b"\x1b]0;x\x07",
    b'"', b"[" * 3000, b"\r", b"9" * 400,
    b"{}", b"\xef\xbb\xbf", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", "é".encode("latin-1"), b"-->",
    b"<b>",
)  # fmt: skip
FALSE = (
    b"", b"\x00" * 100, b"w,b\n", b"w;b\n1;2\n3;4\n", b"w\tb\n1\t2\n", b"# w,b\n1,2\n3,4\n",
    b"1,2\n3,4\n",
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n",
    b"ffconcat version 1.0\nfile 'good.mp4'\n",
    b"#EXTM3U\nhttp://127.0.0.1/x.ts\n", b"GIF89a\xff\xff\xff\xff\x00\x00\x00;", b"<svg/>",
    b"RIFF\x04\x00\x00\x00WEBP",
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x02\x00\x00\x00",
    b"w,b\nnan,nan\n",
    _zip("w.npy",
    b"\x93NUMPY\x01\x00v\x00{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }\n"),
    _zip("w.npy", b"\x00" * 3_000_000), _zip("../w.npy", b"x"), b"w,b\n" + b"1,1\n" * 3,
    b"w,b\n1e308,1\n-1e308,1\n",
)  # fmt: skip
WORDS = (
    (b"tiny", b"a\nb"), (b'"frames"', b'"frame"'), (b"160", b"-16"), (b"{", b"["), (b"<f8",
    b"|O8"), (b"<f8", b">c8"),
    (b"False", b"Flase"), (b"(11,", b"(1e9"), (b"w,b", b"w,w"), (b"w,", b"x,"), (b"seconds",
    b"\x00econds"),
    (b"[end]", b"[the end]"), (b"frames: start", b"frames: ../../start, \xff"), (b"160x90",
    b"9x9"), (b"light", b"nope"),
)  # fmt: skip
WAYS: tuple[Callable[[Random, bytes], bytes], ...] = (
    _flip,
    _flip,
    _cut,
    _drop,
    _insert,
    _replace,
    _reword,
)
