"""Where the system shows itself as files: root may open them all, and none is a file to keep."""

import os
from pathlib import Path

_OWN = [Path(os.sep, name) for name in ("proc", "sys", "dev")]
_MEMORY = Path(os.sep, "dev", "shm")  # but here anybody may keep some


def is_systems_own(path: Path) -> bool:
    """Whether a file or folder, links followed, is the system's: some have no end, some wait."""
    real = Path(os.path.realpath(path))
    return any(map(real.is_relative_to, _OWN)) and not real.is_relative_to(_MEMORY)
