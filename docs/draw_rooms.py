"""Draw the rooms of architecture.md from the contracts of imports: `make architecture`."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import grimp

HOUSE = Path(__file__).parents[1]
PAGE = HOUSE / "docs" / "architecture.md"
MARKS = ("<!-- rooms: made by `make architecture` -->", "<!-- end of rooms -->")


def floors() -> list[list[str]]:
    """Return the rooms from the top floor down; those of one floor know nothing of each other."""
    settings = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (whole,) = (c for c in contracts if c["type"] == "layers" and not c.get("containers"))
    (inside,) = (c for c in contracts if c.get("containers") == ["gradreel.animate"])
    top, middle, bottom = (layer.removeprefix("gradreel.") for layer in whole["layers"])
    assert middle == "animate"
    rooms = [[f"animate.{room.strip()}" for room in layer.split("|")] for layer in inside["layers"]]
    return [[top], *rooms, [bottom]]


def purpose(room: str) -> str:
    """Return the sentence with which a room begins."""
    path = HOUSE.joinpath(*room.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    sentence = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return sentence.partition("\n")[0].removesuffix(".")


def arrows() -> dict[str, list[str]]:
    """Return the rooms from which each room imports, as the code is today."""
    rooms = [room for floor in floors() for room in floor]
    graph = grimp.build_graph("gradreel", exclude_type_checking_imports=False)
    found: dict[str, list[str]] = {}
    for room in rooms:
        found[room] = [
            other
            for other in rooms
            if other != room
            and graph.direct_import_exists(
                importer=f"gradreel.{room}", imported=f"gradreel.{other}", as_packages=True
            )
        ]
        if any(
            "gradreel.animate" in graph.find_modules_directly_imported_by(module)
            for module in graph.modules
            if module.startswith(f"gradreel.{room}.")
        ):
            found[room].insert(0, "the face of animate")
    return found


def drawing() -> str:
    """Draw the floors, then say of each room what it is for and from where it imports."""
    lines = ["```text"]
    for floor in floors():
        names = " | ".join(_short(room) for room in floor)
        if floor == floors()[-1]:
            lines.append("-" * 40)
        lines.append(names.center(40).rstrip())
        if floor == floors()[0]:
            lines.append("-" * 40)
    lines += ["```", "", "| room | what it is for | imports from |", "|---|---|---|"]
    below = arrows()
    for room in (room for floor in floors() for room in floor):
        others = ", ".join(_short(other) for other in below[room]) or "none"
        lines.append(f"| `{_short(room)}` | {purpose(room)} | {others} |")
    return "\n".join(lines)


def _short(room: str) -> str:
    return room.removeprefix("animate.")


def page() -> str:
    """Return the page with the drawing of today."""
    text = PAGE.read_text("utf-8")
    before, rest = text.split(f"{MARKS[0]}\n")
    _, after = rest.split(MARKS[1])
    return f"{before}{MARKS[0]}\n{drawing()}\n{MARKS[1]}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
