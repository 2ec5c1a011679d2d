import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from gradreel.animate.formats import Clip

WIDTH, HEIGHT = 96, 64
GROUND = np.array([(200, 30, 40), (30, 90, 200), (250, 240, 170), (20, 140, 60)], np.uint8)


def children() -> set[int]:
    """The processes that this one has started and not yet waited for, zombies too."""
    tasks = Path("/proc/self/task")
    found = (each / "children" for each in tasks.iterdir()) if tasks.is_dir() else ()
    return {int(word) for path in found if path.exists() for word in path.read_text().split()}


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """No thread, no child and no zombie of a test survives it; others' may be there before."""
    before = children()
    yield
    assert [
        thread.name
        for thread in threading.enumerate()
        if thread.name.split()[0] in {"ffmpeg", "encoder"}
    ] == []
    assert children() <= before


@pytest.fixture
def frames() -> list[np.ndarray]:
    """Thirty frames: four flat fields, over which a small block with a soft edge moves."""
    picture = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    for i, color in enumerate(GROUND):
        picture[(i // 2) * 32 : (i // 2 + 1) * 32, (i % 2) * 48 : (i % 2 + 1) * 48] = color
    film = [picture.copy() for _ in range(30)]
    for i, frame in enumerate(film):
        frame[20:30, 2 * i : 2 * i + 10] = (255, 255, 255)
        frame[22:28, 2 * i + 2 : 2 * i + 8] = (10, 10, 10)
    return film


@pytest.fixture
def size() -> tuple[int, int]:
    return WIDTH, HEIGHT


@pytest.fixture
def clip(size: tuple[int, int], frames: list[np.ndarray]) -> Clip:
    return Clip(size, 25, samples=frames[:1])


@pytest.fixture
def fake_ffmpeg(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], None]:
    """Put a Python script in ffmpeg's place; ``out`` in it is the file that it should make."""
    if os.name != "posix":
        pytest.skip("needs scripts that can be run")
    folder = tmp_path_factory.mktemp("bin")

    def install(code: str) -> None:
        head = f"#!{sys.executable}\nimport os, sys, time\n"
        find = (
            "out = next(a for a in sys.argv if '.gradreel-' in a)\nread = sys.stdin.buffer.read\n"
        )
        program = folder / "ffmpeg"
        program.write_text(head + find + code)
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)

    return install


@pytest.fixture
def listing(tmp_path: Path) -> Callable[[], dict[str, bytes]]:
    """Everything in the test's folder, hidden files too, byte for byte."""
    return lambda: {
        str(p.relative_to(tmp_path)): b"/" if p.is_dir() else p.read_bytes()
        for p in sorted(tmp_path.rglob("*"))
    }
