"""What a project wishes: `[tool.gradreel]` in pyproject.toml counts where nothing is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from .options.look import QUALITIES, THEME_NAMES, parse_size

FILE, TABLE = "pyproject.toml", "[tool.gradreel]"


def _one_of(words: Mapping[str, object] | tuple[str, ...]) -> Callable[[Any], str | None]:
    return lambda given: None if given in [*words] else " or ".join(words)


def _size(given: Any) -> str | None:
    try:
        parse_size(given)
    except (click.BadParameter, TypeError):
        return 'width x height in pixels, such as "1280x720"'
    return None


def _file(given: Any) -> str | None:
    return None if isinstance(given, str) and given else 'a file, such as "talk.wav"'


_WRONG: Mapping[str, Callable[[Any], str | None]] = {
    "theme": _one_of(THEME_NAMES),
    "quality": _one_of(QUALITIES),
    "size": _size,
    "voice": _file,
}
"""The keys, which are those of options; each says what is allowed instead of what was given."""


def defaults_for(command: click.Command) -> dict[str, Any]:
    """Return what the project of this folder says of the options of a command.

    The nearest pyproject.toml with a `[tool.gradreel]` counts, in this folder or above it.

    Raises
    ------
    InvalidInput
        It has another key, or a value that is not possible.
    """
    names = {param.name for param in command.params}
    if "theme" not in names:
        return {}
    # Where there is no quality, a size is that of something else.
    asked = {"theme", "voice"} | ({"quality", "size"} if "quality" in names else set())
    return {key: value for key, value in _wishes().items() if key in asked & names}


def _wishes() -> dict[str, Any]:
    here = Path.cwd()
    for folder in (here, *here.parents):
        path = folder / FILE
        found = _table(path) if path.is_file() else None
        if found is not None:
            return _checked(path, found)
    return {}


def _table(path: Path) -> Any:
    """Return what stands in the table, None where there is none; others may be as they like."""
    import tomllib  # noqa: PLC0415 - `gradreel --help` is at once

    from gradreel.core.errors import InvalidInput  # noqa: PLC0415
    from gradreel.core.input_files import read_whole  # noqa: PLC0415

    data = read_whole(path)
    if TABLE[1:-1].encode() not in data:
        return None
    try:
        return tomllib.loads(data.decode()).get("tool", {}).get("gradreel")
    except (ValueError, AttributeError) as error:
        raise InvalidInput(f"{path} cannot be read as TOML, {error}; mend it.") from error


def _checked(path: Path, found: Any) -> dict[str, Any]:
    from gradreel.core.checks import brief  # noqa: PLC0415
    from gradreel.core.errors import InvalidInput  # noqa: PLC0415

    if not isinstance(found, dict):
        raise InvalidInput(f"gradreel in {path} is {brief(found)}; write it as {TABLE}.")
    for key, value in found.items():
        if key not in _WRONG:
            raise InvalidInput(
                f"{TABLE} of {path} has {brief(key)}; the keys are {', '.join(_WRONG)}."
            )
        if allowed := _WRONG[key](value):
            raise InvalidInput(f"{TABLE} of {path} has {key} = {brief(value)}; give {allowed}.")
    files = {key: str(path.parent / found[key]) for key in ("voice",) if key in found}
    return found | files  # as seen from where they are named
