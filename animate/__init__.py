"""Scenes, and what turns them into pictures that move.

A name is imported when it is first used: most of them need matplotlib, and `gradreel --help`, which
passes through here, should not wait a second for it. The names stand in `__init__.pyi`, each once.
"""

import ast
from importlib import import_module
from pathlib import Path

_ROWS = ast.parse(Path(__file__).with_suffix(".pyi").read_text("utf-8")).body
_HOMES = {
    row.names[0].name: "." * row.level + str(row.module)
    for row in _ROWS
    if isinstance(row, ast.ImportFrom)
}
__all__ = sorted(_HOMES)  # noqa: PLE0605


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
