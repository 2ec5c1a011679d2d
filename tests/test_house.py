"""The house: its rooms, one way between them, and one way to write docstrings."""

import ast
import re
import runpy
import statistics
from itertools import pairwise
from pathlib import Path

import grimp
import pytest

import gradreel

HOUSE = Path(__file__).parents[1]
SOURCES = sorted(
    path
    for room in ("core", "animate", "scenes", "package")
    for path in (HOUSE / room).rglob("*.py")
)
SECTIONS = {
    "Attributes", "Examples", "Notes", "Parameters", "Raises", "References", "Returns", "See Also",
    "Warns", "Yields",
}  # fmt: skip
OF_NAMES = {"Attributes", "Parameters", "Raises", "Warns"}


def test_no_import_closes_a_circle_not_even_one_for_types():
    graph = grimp.build_graph(gradreel.__name__, exclude_type_checking_imports=False)
    below = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    while free := {module for module, others in below.items() if not others & below.keys()}:
        below = {module: others for module, others in below.items() if module not in free}
    assert sorted(below) == []


def test_no_file_is_long_and_most_are_short():
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    long = {str(path.relative_to(HOUSE)): count for path, count in lines.items() if count > 300}
    assert long == {}
    assert statistics.median(lines.values()) < 100


def test_nothing_lies_loose_in_animate():
    assert len(list((HOUSE / "animate").glob("*.py"))) <= 2


def sections_of(doc: str) -> list[tuple[str, list[str]]]:
    """Return the sections of a docstring, each with the lines that stand farthest to the left."""
    lines = doc.splitlines()
    heads = [i for i in range(len(lines) - 1) if re.fullmatch(r"-{3,}", lines[i + 1])]
    found = []
    for begin, end in pairwise([*heads, len(lines)]):
        entries = [line for line in lines[begin + 2 : end] if line and not line.startswith(" ")]
        found.append((lines[begin], entries))
    return found


def wrong_in(doc: str) -> list[str]:
    """Tell what numpydoc has otherwise; the types stand in the annotations."""
    wrong = []
    for head, entries in sections_of(doc):
        if head not in SECTIONS:
            wrong.append(head)
        elif head in OF_NAMES:
            wrong += [entry for entry in entries if " : " in entry]
    return wrong


def nodes_of(*kinds):
    """Yield where it stands and each node of these kinds, of all sources."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, kinds):
                yield str(path.relative_to(HOUSE)), node


def test_docstrings_are_numpydoc():
    documented = nodes_of(ast.Module, ast.ClassDef, ast.FunctionDef)
    wrong = [(where, wrong_in(ast.get_docstring(node) or "")) for where, node in documented]
    assert [each for each in wrong if each[1]] == []


def missing_in(node: ast.ClassDef) -> set[str]:
    """Return the attributes that a class documents and has not: no field, method or self.name."""
    has = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
    for each in ast.walk(node):
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            has.add(each.target.id)
        elif isinstance(each, ast.Attribute | ast.Name) and isinstance(each.ctx, ast.Store):
            has.add(each.attr if isinstance(each, ast.Attribute) else each.id)
    said = dict(sections_of(ast.get_docstring(node) or "")).get("Attributes", [])
    return {name for entry in said for name in entry.split(", ")} - has


def test_classes_document_only_what_they_have():
    missing = [(where, node.name, missing_in(node)) for where, node in nodes_of(ast.ClassDef)]
    assert [each for each in missing if each[2]] == []


def test_texts_are_measured_at_one_place():
    """Where they are not drawn they have fixed widths there, so that no panel can forget it."""
    asks = re.compile(r"get_window_extent|get_tightbbox|get_text_width\w+|TextPath|text_to_path")
    measuring = {
        str(path.relative_to(HOUSE)) for path in SOURCES if asks.search(path.read_text("utf-8"))
    }
    own = {"animate/drawing/text.py", "animate/drawing/fitting.py"}
    of_others = {"animate/golden/figure_canvas.py"}  # figures that anybody has made
    assert measuring == {*own, *of_others, "animate/stage/text_sizes.py"}  # the last for reports


def test_another_style_is_found():
    assert wrong_in("A.\n\nErrors\n------\nInvalidInput\n    It is wrong.") == ["Errors"]
    assert wrong_in("A.\n\nParameters\n----------\nsize : in pixels.") == ["size : in pixels."]
    assert wrong_in("A.\n\nParameters\n----------\nsize\n    In pixels : two.\n\nAnd so on.") == []


def test_the_page_of_the_house_draws_it_as_it_is():
    draw = runpy.run_path(str(HOUSE / "docs" / "draw_rooms.py"))
    assert draw["page"]() == draw["PAGE"].read_text("utf-8"), "make architecture"


@pytest.mark.parametrize("pages", ["docs/architecture.md", "CONTRIBUTING.md docs/extend/*.md"])
def test_the_pages_of_the_house_name_what_is_there(pages):
    paths = [path for each in pages.split() for path in HOUSE.glob(each)]
    text = "".join(path.read_text("utf-8") for path in paths)
    named = re.findall(r"`((?:core|animate|scenes|tests|docs)/[\w/.]+)`", text)
    assert len(named) > 10
    assert [name for name in named if not (HOUSE / name).exists()] == []
