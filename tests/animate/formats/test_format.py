from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gradreel.animate.formats import FORMATS, Format, Picture
from gradreel.animate.formats.reading import read_pictures
from gradreel.core.errors import InvalidInput, RenderError


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"suffix": "reel"}, r"suffix='reel'; give a dot and small letters or digits"),
        ({"suffix": ".Reel"}, r"suffix='.Reel'; give a dot"),
        ({"pictures": 5}, r"pictures=5; give a function"),
        ({"fits": "bytes"}, r"fits='bytes'; give 'trials' or 'passes'"),
        ({"alpha": "half"}, r"alpha='half'; give 'full' or 'one bit' or 'none'"),
        ({"lossless": "yes"}, r"lossless='yes'; give"),
        ({"tolerance": -1}, r"tolerance=-1; give"),
    ],
)
def test_what_a_format_cannot_be(wrong, said):
    with pytest.raises(InvalidInput, match=said):
        Format(**{"suffix": ".reel", **wrong})


def test_a_format_of_one_line_keeps_every_pixel():
    plain = Format(".reel")
    assert plain.is_exact(Path("a.reel"))
    assert (plain.coding, plain.alpha, plain.lossy) == (".reel", "full", False)
    assert Format(".reel", lossless=lambda path: path.stem == "b").is_exact(Path("b.reel"))


@pytest.mark.parametrize("shape", [(9, 16), (9, 16, 1)])
@pytest.mark.parametrize("kind", [np.uint8, np.float64])
def test_what_reads_no_pictures_is_told(tmp_path, monkeypatch, shape, kind):
    odd = replace(FORMATS[".gif"], pictures=lambda path, alpha: [Picture(np.zeros(shape, kind), 0)])
    monkeypatch.setitem(FORMATS.built_in, ".gif", odd)
    (tmp_path / "a.gif").write_bytes(b"")
    with pytest.raises(RenderError, match=r"a\.gif was read as pictures of .* 3 or 4\) uint8\."):
        list(read_pictures(tmp_path / "a.gif"))


def test_each_has_one_row():
    assert [each.suffix for each in FORMATS.values()] == list(FORMATS)
