"""Files and folders that appear whole or not at all, alone or several together."""

import contextlib
import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from . import disk
from .errors import RenderError
from .hidden import HiddenFolder
from .interrupts import interrupts_held


class Staged(ABC):
    """What is made in a hidden folder beside the target, and put in its place on success.

    Parameters
    ----------
    target
        Where the finished thing goes; an older one there stays untouched until `commit`.
        A symbolic link is followed.

    Attributes
    ----------
    path
        What to write to; the hidden folder that it is in is there from `create` to `discard`.
    """

    def __init__(self, target: Path) -> None:
        self.target: Path = Path(os.path.realpath(target))
        self._hidden = HiddenFolder(self.target)
        self._was_there = self._in_place = False

    @property
    def path(self) -> Path:
        """What to write to."""
        return self._hidden.path / f"new{self.target.suffix}"

    def create(self) -> None:
        """Make the hidden folder, and remove those that dead processes left for this target.

        Raises
        ------
        RenderError
            The folder does not take it.
        """
        try:
            self._hidden.create(self._mend)
        except OSError as error:
            raise self._error(error) from error

    def size(self) -> int:
        """Return how many bytes were written.

        Raises
        ------
        RenderError
            The hidden folder is no longer there, as when somebody removed the one it is in.
        """
        try:
            return self._bytes()
        except OSError as error:
            raise self._error(error) from error

    def commit(self) -> None:
        """Put what is finished in the target's place.

        Raises
        ------
        RenderError
            The folder went away or does not allow it.
        """
        self._was_there = os.path.lexists(self.target)
        try:
            if not self._was_there:
                disk.move(self.path, self.target)
            else:
                self._replace()
        except OSError as error:
            raise self._error(error) from error
        self._in_place = True

    def revert(self) -> bool:
        """Undo `commit` until `discard`; False if what was there before cannot come back."""
        if self._in_place:
            with contextlib.suppress(OSError):
                self._in_place = not self._bring_back()
        return not self._in_place

    def discard(self) -> None:
        """Remove the hidden folder, and with it what is unfinished or older."""
        self._hidden.remove()

    def _replace(self) -> None:
        """Change places with the older one, or put it aside."""
        try:
            disk.exchange(self.path, self.target)
        except OSError:
            self._replace_in_steps()

    @abstractmethod
    def _replace_in_steps(self) -> None:
        """Replace the older one where two things cannot change places."""

    def _bring_back(self) -> bool:
        if not self._was_there:
            disk.move(self.target, self.path)
        elif self.path.exists():
            disk.exchange(self.path, self.target)
        else:
            return False
        return True

    def _bytes(self) -> int:
        entries = list(os.scandir(self._hidden.path))
        return sum(entry.stat().st_size for entry in entries)

    @abstractmethod
    def _mend(self, folder: Path) -> None:
        """Put right what a dead process left half done in its hidden folder."""

    def _error(self, error: OSError) -> RenderError:
        return RenderError(
            f"{self.target.name} cannot be written in {str(self.target.parent)!r} "
            f"({error.strerror or error}): check that folder or choose another."
        )


class StagedFile(Staged):
    """A file that is made in a hidden folder beside the target."""

    def _replace_in_steps(self) -> None:
        disk.move(self.path, self.target)  # one step, but the older one is gone

    def _mend(self, folder: Path) -> None:
        pass  # the target was whole at any moment


class StagedFolder(Staged):
    """A folder that is made in a hidden one beside the target."""

    def create(self) -> None:
        """Make the hidden folder, and in it the one to fill.

        Raises
        ------
        RenderError
            The folder above does not take it.
        """
        super().create()
        try:
            disk.make_folder(self.path)
        except OSError as error:
            raise self._error(error) from error

    def discard(self) -> None:
        """Remove the hidden folder, unless the older one is in it and could not come back."""
        aside = self._aside(self._hidden.path)
        self._hidden.remove(keep=aside.is_dir() and not os.path.lexists(self.target))

    def _replace_in_steps(self) -> None:
        # A folder cannot be renamed onto another that has files: the older one steps aside first.
        # Killed between the two, the next run brings it back.
        aside = self._aside(self._hidden.path)
        disk.move(self.target, aside)
        try:
            disk.move(self.path, self.target)
        except BaseException:
            disk.move(aside, self.target)
            raise

    def _bring_back(self) -> bool:
        aside = self._aside(self._hidden.path)
        if not aside.exists():
            return super()._bring_back()
        disk.move(self.target, self.path)
        disk.move(aside, self.target)
        return True

    def _bytes(self) -> int:
        return sum(path.stat().st_size for path in self.path.iterdir())

    def _mend(self, folder: Path) -> None:
        aside = self._aside(folder)
        if aside.is_dir() and not os.path.lexists(self.target):
            disk.move(aside, self.target)

    @staticmethod
    def _aside(folder: Path) -> Path:
        return folder / "older"


class Committable(Protocol):
    """What is finished and can be put in place, and taken back again."""

    def commit(self) -> None:
        """Put it in place."""

    def revert(self) -> bool:
        """Undo `commit`; False if that is not possible."""


def commit_all(outputs: Iterable[Committable]) -> None:
    """Put all of them in place, or none: if one fails, those before it are taken back.

    Raises
    ------
    RenderError
        One of them cannot be put in its place.
    """
    done: list[Committable] = []
    with interrupts_held():
        try:
            for output in outputs:
                output.commit()
                done.append(output)
        except BaseException:
            for output in reversed(done):
                output.revert()
            raise


@contextmanager
def staging(*outputs: Staged) -> Iterator[None]:
    """Make what is staged at the start of the block, and put all of it in place at its end.

    On any failure, Ctrl-C too, nothing is left, and what was there stands.

    Raises
    ------
    RenderError
        One of them cannot be made or put in its place.
    """
    try:
        with interrupts_held():
            for output in outputs:
                output.create()
        yield
        commit_all(outputs)
    finally:
        with interrupts_held():
            for output in outputs:
                output.discard()
