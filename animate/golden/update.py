"""What `--golden-update` allows to be written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gradreel.core.errors import InvalidInput

from .names import ALL, ONLY_MISSING


@dataclass(frozen=True)
class Update:
    """What may be written.

    Attributes
    ----------
    name
        Of the only golden that may be, None for every one.
    frame
        Its only frame, None for the whole.
    missing
        Whether only what does not exist yet may be.
    """

    name: str | None = None
    frame: str | None = None
    missing: bool = False

    @staticmethod
    def parse(text: str) -> Update:
        """Read what was typed: all, only-missing, NAME or NAME[FRAME].

        Raises
        ------
        InvalidInput
            If it is none of these.
        """
        if text in (ALL, ONLY_MISSING):
            return Update(missing=text == ONLY_MISSING)
        found = re.fullmatch(r"([^][/\\]+)(?:\[([^][]+)\])?", text)
        if not found or Path(text).exists():
            raise InvalidInput(
                f"--golden-update={text} was given; choose --golden-update={ALL}, "
                f"--golden-update={ONLY_MISSING} or --golden-update=NAME[FRAME], with the equals "
                "sign."
            )
        return Update(found[1], found[2])

    def replaces(self, name: str) -> bool:
        """Whether the whole golden of this name may be replaced."""
        return not self.missing and self.frame is None and self.name in (None, name)

    def adds(self, name: str) -> bool:
        """Whether a golden of this name may be made."""
        return self.frame is None and self.name in (None, name)
