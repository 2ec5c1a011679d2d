"""No module opens a user's file, or begins one, beside the two that look at every path."""

import ast
from pathlib import Path

import pytest

import gradreel.animate
import gradreel.core

READERS = {
    "core/input_files.py": "the gate itself",
    "core/npz_arrays.py": "within `reading`, of those who call it",
    "animate/golden/environment.py": "what pip says of an installed package",
    "animate/golden/kept.py": "within `reading`",
    "animate/golden/report.py": "within `reading`",
    "animate/golden/page.py": "files of the package",
    "animate/formats/kinds.py": "of a file that was looked at",
    "animate/formats/picture_files.py": "of a file that was scanned",
    "animate/formats/containers.py": "what was just made",
    "animate/formats/voice.py": "asks whether it may be read, and is inside reading()",
    "animate/formats/image/apng.py": "pieces that were just made",
    "animate/formats/image/folder.py": "pieces that were just made",
    "animate/formats/image/gif_joining.py": "pieces that were just made",
    "animate/formats/image/webp.py": "pieces that were just made",
    "animate/formats/page/html.py": "what was just made",
    "animate/explore/page.py": "files of the package",
    "animate/formats/page/writing.py": "files of the package",
    "animate/formats/slides/pptx.py": "films that were just made",
    "animate/export/errand.py": "pieces that were just made",
    "animate/stage/vector.py": "what was just made",
    "animate/__init__.py": "a file of the package",
    "animate/cli/opening.py": "shown by another program",
    "animate/cli/commands/new.py": "files of the package",
    "animate/cli/templates/format.py": "a file to begin with: what a format of its author reads",
}
GATES = {"output_file", "output_folder", "filled_folder", "frame_folder", "check_place"}
WRITERS = {"StagedFile", "StagedFolder", "FrameFolder", "changes_in", "folder_made"}
MECHANISM = {"core/staged.py", "core/changes.py", "core/output_paths.py"}


def sources():
    for package in (gradreel.core, gradreel.animate):
        folder = Path(package.__file__).parent
        for path in sorted(folder.rglob("*.py")):
            yield f"{folder.name}/{path.relative_to(folder).as_posix()}", path.read_text("utf-8")


def readers(source):
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    names = [each.attr if isinstance(each, ast.Attribute) else each.id
             for each in calls if isinstance(each, ast.Attribute | ast.Name)]  # fmt: skip
    of_os = [ast.unparse(each) for each in calls].count("os.open")
    return names.count("open") - of_os + sum(map(names.count, ("read_bytes", "read_text")))


def names_in(source):
    return {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}


def test_files_are_opened_where_they_were_looked_at():
    assert {name for name, source in sources() if readers(source)} == READERS.keys()


def test_what_is_made_has_passed_the_gate():
    makers = {name: names_in(source) for name, source in sources() if names_in(source) & WRITERS}
    assert len(makers) > len(MECHANISM)
    beside = {name for name, names in makers.items() if not names & GATES} - MECHANISM
    assert beside == set()


@pytest.mark.parametrize("source", ["open(x)", "p.read_text()", "with p.open() as f: pass"])
def test_one_that_reads_is_found(source):
    assert readers(source)
    assert not readers("os.open(x, 0)")
