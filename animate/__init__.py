"""Scenes, and what turns them into pictures that move.

A name is imported when it is first used: most of them need matplotlib, and `gradreel --help`, which
passes through here, should not wait a second for it. The names stand in `__init__.pyi`, each once;
it is read when one is asked for: pytest, which passes through here too, asks for none.
"""

from functools import cache
from importlib import import_module
from pathlib import Path


@cache
def _homes() -> dict[str, str]:
    import ast  # noqa: PLC0415 - as above

    rows = ast.parse(Path(__file__).with_suffix(".pyi").read_text("utf-8")).body
    return {
        row.names[0].name: "." * row.level + str(row.module)
        for row in rows
        if isinstance(row, ast.ImportFrom)
    }


def __getattr__(name: str) -> object:
    if name == "__all__":
        return sorted(_homes())
    if name not in _homes():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_homes()[name], __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), "__all__", *_homes()})
