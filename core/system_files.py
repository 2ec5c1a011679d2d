"""Where the system shows itself as files: root may open them all, and none is a file to keep."""

import os
from pathlib import Path

_OWN = tuple(f"{os.sep}{name}{os.sep}" for name in ("proc", "sys", "dev"))
_MEMORY = f"{os.sep}dev{os.sep}shm{os.sep}"  # but here anybody may keep some


def is_systems_own(path: Path) -> bool:
    """Whether a file or folder, links followed, is the system's: some have no end, some wait."""
    real = os.path.realpath(path) + os.sep
    return real.startswith(_OWN) and not real.startswith(_MEMORY)
