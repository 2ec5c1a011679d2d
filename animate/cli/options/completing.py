"""What a shell offers when TAB is pressed: names from the tables, formats, and files.

Tables are read only then, so no command waits for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

Completer: TypeAlias = "Callable[[click.Context, click.Parameter, str], list[CompletionItem]]"
"""Gets what is typed so far, and returns what may stand there."""


def offering(names: Callable[[], Iterable[str]], *, files: bool = False) -> Completer:
    """Return what offers names, and files too where they may stand in their place."""

    def complete(
        ctx: click.Context,  # noqa: ARG001 - click's signature
        param: click.Parameter,  # noqa: ARG001
        incomplete: str,
    ) -> list[CompletionItem]:
        return _items([name for name in names() if name.startswith(incomplete)], files=files)

    return complete


def offering_suffixes(names: Callable[[], Iterable[str]]) -> Completer:
    """Return what offers files that are there, or a new one in each format it may have."""

    def complete(
        ctx: click.Context,  # noqa: ARG001 - click's signature
        param: click.Parameter,  # noqa: ARG001
        incomplete: str,
    ) -> list[CompletionItem]:
        path = Path(incomplete)
        found: list[str] = []
        if path.name and not incomplete.endswith(("/", "\\")) and not _begins_a_file(path):
            stem, dot, begun = incomplete.rpartition(".")
            if not dot or not stem or "/" in begun:
                stem, begun = incomplete, ""
            found = [f"{stem}{each}" for each in names() if each.startswith(f".{begun}")]
        return _items(found, files=True)

    return complete


def _items(names: Iterable[str], *, files: bool) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem  # noqa: PLC0415

    # A shell forgets what came before "file", and lists files where nothing comes after it.
    first = [CompletionItem("", type="file")] if files else []
    return [*first, *map(CompletionItem, names)]


def _begins_a_file(path: Path) -> bool:
    try:
        return any(each.name.startswith(path.name) for each in path.parent.iterdir())
    except (OSError, ValueError):
        return False


def scenes() -> Iterable[str]:
    """Name the installed scenes; none of them is loaded."""
    from gradreel.core.tables import entry_points  # noqa: PLC0415

    return sorted(entry.name for entry in entry_points("gradreel.scenes"))


def surfaces() -> Iterable[str]:
    """Name the surfaces."""
    from gradreel.core.surfaces import SURFACES  # noqa: PLC0415

    return SURFACES


def optimizers() -> Iterable[str]:
    """Name the optimizers."""
    from gradreel.core.optimizers import OPTIMIZERS  # noqa: PLC0415

    return OPTIMIZERS


def schedules() -> Iterable[str]:
    """Name the schedules of learning rates."""
    from gradreel.core.schedules import SCHEDULES  # noqa: PLC0415

    return SCHEDULES


def conventions() -> Iterable[str]:
    """Name the ways in which libraries write an optimizer."""
    from gradreel.core.optimizers import CONVENTIONS, OPTIMIZERS  # noqa: PLC0415

    return list(dict.fromkeys(each for name in OPTIMIZERS.built_in for each in CONVENTIONS[name]))


def outputs() -> Iterable[str]:
    """List the suffixes of all that a render makes."""
    from ...formats import FORMATS  # noqa: PLC0415
    from ...formats.text import SIDECARS  # noqa: PLC0415

    return [*filter(None, FORMATS), *SIDECARS]


def stills() -> Iterable[str]:
    """List the suffixes of one frame as a file."""
    from ...export.stills import STILLS  # noqa: PLC0415

    return STILLS


def traces() -> Iterable[str]:
    """List the suffixes of numbers."""
    return (".csv", ".npz")
