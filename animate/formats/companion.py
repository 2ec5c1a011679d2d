"""A small file that appears together with the films of a pass: captions, an index, a poster."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from gradreel.core.errors import RenderError
from gradreel.core.interrupts import interrupts_held
from gradreel.core.output_paths import output_file
from gradreel.core.staged import StagedFile


class Companion:
    """Made at the end of a pass as an `Encoder` is: finished, then committed, or aborted.

    Parameters
    ----------
    path
        The file to make; its folder must exist.
    write
        Is given the temporary file to write to.
    size
        (width, height) in pixels of a picture; (0, 0) of a text.

    Raises
    ------
    InvalidInput
        The folder is not possible.
    """

    path: Path
    size: tuple[int, int]

    def __init__(
        self,
        path: str | Path,
        write: Callable[[Path], object],
        size: tuple[int, int] = (0, 0),
    ) -> None:
        self.path, self.size = output_file(path), size
        self._write = write
        self._staged = StagedFile(self.path)

    def __enter__(self) -> Self:
        try:
            with interrupts_held():
                self._staged.create()
        except BaseException:
            self.abort()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.abort()

    def finish(self) -> None:
        """Write it under its temporary name.

        Raises
        ------
        RenderError
            The disk did not take it.
        """
        try:
            self._write(self._staged.path)
        except OSError as error:
            raise RenderError(
                f"{self.path.name} could not be written ({error.strerror or error}): free the "
                "disk or choose another folder."
            ) from error

    def commit(self) -> None:
        """Give it its name, over an older file.

        Raises
        ------
        RenderError
            The folder went away.
        """
        self._staged.commit()

    def revert(self) -> bool:
        """Undo `commit`, before `abort`; False if the older file cannot come back."""
        return self._staged.revert()

    def abort(self) -> None:
        """Remove what is unfinished; harmless after `commit`."""
        with interrupts_held():
            self._staged.discard()
