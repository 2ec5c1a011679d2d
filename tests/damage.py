"""Files as no program writes them: damaged, lying and much too large ones, made in code.

`damaged` spoils any bytes at random, by a seed. The tables name what each file has wrong; their
values make it, so that nothing large exists before it is asked for.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

import numpy as np

Make = Callable[[], bytes]


def damaged(data: bytes, count: int, seed: int = 0) -> Iterator[bytes]:
    """Go through `count` damaged copies of a file: cut, flipped, blanked, doubled, swapped."""
    rng = np.random.default_rng(seed)
    for number in range(count):
        a, b = sorted(int(k) for k in rng.integers(0, max(len(data), 1), 2))
        match number % 6:
            case 0:
                yield data[:a]
            case 1:
                spoiled = np.frombuffer(data, np.uint8).copy()
                places = rng.integers(0, max(len(data), 1), 1 + number % 5)
                spoiled[places] ^= rng.integers(1, 256, len(places), np.uint8)
                yield spoiled.tobytes()
            case 2:
                yield data[:a] + bytes(b - a) + data[b:]
            case 3:
                yield data[:b] + data[a:b] * 2 + data[b:]
            case 4:
                yield data[:a] + data[b:] + data[a:b]
            case _:
                yield data[:a] + rng.bytes(8) + data[a:]


def npy(
    descr: str = "'<f8'",
    shape: str = "(3,)",
    data: bytes = bytes(24),
    version: str = "1.0",
    header: str = "",
) -> bytes:
    """Write an array by its header, true or not."""
    usual = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}"
    text = (header or usual).encode("latin-1") + b"\n"
    parts = bytes(map(int, version.split(".")))
    length = struct.pack("<H" if parts[0] == 1 else "<I", len(text))
    return b"\x93NUMPY" + parts + length + text + data


def npz(members: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """Write a zip of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return file.getvalue()


def run_of(**arrays: bytes) -> dict[str, bytes]:
    """Name the members of a run of two steps; each may be another than it should."""
    return {f"{name}.npy": arrays.get(name, npy()) for name in dict.fromkeys(["w", "b", *arrays])}


def patched(data: bytes, old: bytes, new: bytes) -> bytes:
    """Replace bytes everywhere; they must be there."""
    assert old in data
    return data.replace(old, new)


def _twice() -> bytes:
    whole = npz({"w.npy": npy(), "b.npy": npy(), "c.npy": npy()})
    return patched(whole, b"c.npy", b"w.npy")


def _marked(flags: int = 0, method: int = 0) -> bytes:
    """Say before each member and in the directory that it is packed otherwise than it is."""
    said, data = struct.pack("<HH", flags, method), npz(run_of())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        head, *rest = data.split(sign)
        data = head + b"".join(
            sign + part[: at - 4] + said + part[at - 4 + len(said) :] for part in rest
        )
    return data


def _bomb(told: int, inside: int, shape: str) -> bytes:
    """Zip zeros; what the directory and the header tell of their number may be another."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = npy(shape=shape, data=b"")
    body = deflate.compress(head + bytes(inside)) + deflate.flush()
    entry = struct.pack(
        "<HHHHHIIIHH", 20, 0, 8, 0, 33, 0, len(body), len(head) + told, 5, 0
    )  # fmt: skip
    local = b"PK\x03\x04" + entry + b"w.npy" + body
    directory = b"PK\x01\x02" + struct.pack("<H", 20) + entry + bytes(14) + b"w.npy"
    return (
        local
        + directory
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), len(local), 0)
    )


DAMAGED_NPZ: Mapping[str, Make] = {
    "empty": lambda: b"",
    "text": lambda: b"w,b\n1,2\n",
    "an npy": npy,
    "an empty zip": lambda: npz({}),
    "no arrays": lambda: npz({"read.me": b"w"}),
    "a token that ends nowhere": lambda: npz(run_of(w=npy(header="{'descr': '<f8', ("))),
    "an indented header": lambda: npz(run_of(w=npy(header="  \n\t\n  x\n y"))),
    "a header of brackets": lambda: npz(run_of(w=npy(header="(" * 9_000))),
    "a header of minus signs": lambda: npz(run_of(w=npy(header="-" * 9_000 + "1"))),
    "a header that is a call": lambda: npz(run_of(w=npy(header="__import__('os').abort()"))),
    "a header too long": lambda: npz(run_of(w=npy(header=" " * 60_000))),
    "a header that ends nowhere": lambda: npz(run_of(w=b"\x93NUMPY\x01\x00\xff\xff{")),
    "a header of version 3": lambda: npz(run_of(w=npy(version="3.0"))),
    "a header of version 9": lambda: npz(run_of(w=npy(version="9.9"))),
    "no header": lambda: npz(run_of(w=b"")),
    "no magic": lambda: npz(run_of(w=b"NUMPY" * 9)),
    "encrypted": lambda: _marked(flags=0x1),
    "strongly encrypted": lambda: _marked(flags=0x41),
    "a patch": lambda: _marked(flags=0x20),
    "method 99": lambda: _marked(method=99),
    "method 12, not bzip2": lambda: _marked(method=12),
    "method 8, not deflated": lambda: _marked(method=8),
    "bzip2": lambda: npz(run_of(), zipfile.ZIP_BZIP2),
    "lzma": lambda: npz(run_of(), zipfile.ZIP_LZMA),
    "one name twice": _twice,
    "a shape too large": lambda: npz(run_of(w=npy(shape="(4,)"))),
    "a shape too small": lambda: npz(run_of(w=npy(shape="(2,)"))),
    "a shape of 10^18": lambda: npz(run_of(w=npy(shape="(1000000000, 1000000000)"))),
    "a shape of 5,000 digits": lambda: npz(run_of(w=npy(shape=f"({'9' * 5000},)"))),
    "a shape below 0": lambda: npz(run_of(w=npy(shape="(-3,)"))),
    "a shape of 2^64": lambda: npz(run_of(w=npy(shape="(4294967296, 4294967296, 0)", data=b""))),
    "a shape of 40 axes": lambda: npz(run_of(w=npy(shape=f"({'1, ' * 39}3)"))),
    "a shape of floats": lambda: npz(run_of(w=npy(shape="(3.0,)"))),
    "a shape of words": lambda: npz(run_of(w=npy(shape="('3',)"))),
    "no shape": lambda: npz(run_of(w=npy(shape="None"))),
    "objects": lambda: npz(run_of(w=npy("'|O'"))),
    "a pickle": lambda: npz(run_of(w=npy("'|O'", data=b"cos\nabort\n(tR."))),
    "a table": lambda: npz(run_of(w=npy("[('a', '<f8')]"))),
    "words": lambda: npz(run_of(w=npy("'<U2'"))),
    "dates": lambda: npz(run_of(w=npy("'<M8[s]'"))),
    "complex": lambda: npz(run_of(w=npy("'<c16'", data=bytes(48)))),
    "bytes of no type": lambda: npz(run_of(w=npy("'|V8'"))),
    "a type that there is not": lambda: npz(run_of(w=npy("'<f7'", data=bytes(21)))),
    "a type of old": lambda: npz(run_of(w=npy("'a5'"))),
    "single numbers": lambda: npz(dict.fromkeys(run_of(), npy(shape="()", data=bytes(8)))),
    "nothing in it": lambda: npz(dict.fromkeys(run_of(), npy(shape="(0,)", data=b""))),
    "cut in the middle": lambda: npz(run_of())[:200],
    "cut at the end": lambda: npz(run_of())[:-4],
    "a sum that is wrong": lambda: patched(
        npz(run_of(w=npy(data=b"A" * 24))), b"A" * 24, b"B" * 24
    ),
    "a name that is another before it": lambda: npz(run_of()).replace(b"w.npy", b"v.npy", 1),
    "a directory elsewhere": lambda: npz(run_of())[:-6] + b"\xff\xff\xff\x7f\0\0",
    "12,000 arrays": lambda: npz({f"{k}.npy": b"" for k in range(12_000)}),
    "1.2 GB": lambda: _bomb(1_200_000_000, 80, "(150000000,)"),
    "50 MB that the header hides": lambda: _bomb(50_000_000, 50_000_000, "(3,)"),
    "50 MB that the directory hides": lambda: _bomb(24, 50_000_000, "(6250000,)"),
    "50 MB that both hide": lambda: _bomb(24, 50_000_000, "(3,)"),
    "names that steer": lambda: npz({"\x1b]0;x\x07.npy": npy(), "a\nb.npy": npy()}),
}
"""Each is no run: neither w and b of one length, nor params."""
