"""Tables of what there is: gradreel's own, and what other packages add by entry points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from .errors import GradreelError, RenderError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

T = TypeVar("T")


def entry_points(group: str) -> Iterable[EntryPoint]:
    """Look up the entry points of a group."""
    from importlib import metadata  # noqa: PLC0415 - takes longer than all of core does

    return metadata.entry_points(group=group)


class Table(Mapping[str, T], Generic[T]):
    """Things of one kind by their names: the built-in ones first, then those of other packages.

    Another package adds one by an entry point; its code is loaded when it is asked for:

        [project.entry-points."gradreel.surfaces"]
        canyon = "my_package.canyon:Canyon"

    A name that is built in stays so. Entry points are looked up once, and only if a name is asked
    for that is not built in, or all are.

    Parameters
    ----------
    group
        Of the entry points, such as "gradreel.surfaces".
    built_in
        What gradreel itself has, in order.
    check
        Gets where a thing comes from and the thing, as another package has it, and returns it, or
        raises InvalidInput.

    Raises
    ------
    RenderError
        The code of another package fails, or gives something else; raised when it is asked for.
    """

    def __init__(
        self, group: str, built_in: Mapping[str, T], check: Callable[[str, object], T]
    ) -> None:
        self._group, self._built_in, self._check = group, dict(built_in), check
        self._loaded: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name in self._built_in:
            return self._built_in[name]
        if name not in self._loaded:
            self._loaded[name] = self._load(self._added[name])
        return self._loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in self._built_in or name in self._added

    def __iter__(self) -> Iterator[str]:
        yield from self._built_in
        yield from self._added

    def __len__(self) -> int:
        return len(self._built_in) + len(self._added)

    @property
    def built_in(self) -> Mapping[str, T]:
        """What gradreel itself has."""
        return self._built_in

    @cached_property
    def _added(self) -> dict[str, EntryPoint]:
        found = sorted(entry_points(self._group), key=lambda entry: entry.name)
        return {entry.name: entry for entry in found if entry.name not in self._built_in}

    def _load(self, entry: EntryPoint) -> T:
        package = entry.dist.name if entry.dist else entry.value
        try:
            return self._check(f"{package} gave {entry.name}", entry.load())
        except GradreelError as error:
            raise RenderError(str(error)) from error
        except Exception as error:
            raise RenderError(
                f"{entry.name!r} of {package} cannot be loaded ({type(error).__name__}: {error}); "
                "install that package anew."
            ) from error
