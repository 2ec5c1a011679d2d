"""A film in chunks, each drawn in a new process, is the film drawn in one go."""

import pytest

from bench.chunks import main
from gradreel.animate import Stage

SMALL = ["update_rule", "--size", "160x90", "--fps", "1", "--chunk", "20"]


def test_chunks_are_the_film_itself(capsys):
    assert main(SMALL) == 0
    assert capsys.readouterr().out.startswith("0 of 36 frames of update_rule at 160x90 differ")


def test_a_frame_that_differs_is_told(capsys, monkeypatch):
    drawn = Stage.frame
    monkeypatch.setattr(Stage, "frame", lambda self, index: drawn(self, max(index - 1, 0)))
    assert main([*SMALL, "--chunk", "36"]) == 1  # all in one
    assert "differ\n" in capsys.readouterr().out


@pytest.mark.parametrize("begin", ["0", "30"])
def test_one_chunk_alone_prints_its_digests(capsys, begin):
    assert main([*SMALL, "--begin", begin]) == 0
    lines = capsys.readouterr().out.split()
    assert [len(line) for line in lines] == [64] * len(lines)
    assert len(lines) == (20 if begin == "0" else 6)
