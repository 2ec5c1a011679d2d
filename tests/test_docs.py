"""README and docs are true: what they show as code runs, and says what they say that it does.

The blocks of a page are followed in one folder, small and with few frames; the build of the site
follows them by the same functions, in the size that is shown.
"""

import ast
import re
import tomllib
import wave

import pytest

from docs.site.checking import faults_of
from docs.site.searching import FIRST, deno, found_first, lost
from docs.site.snippets import (
    PAGES,
    ROOT,
    blocks_of,
    commands_of,
    run_python,
    type_in,
)
from gradreel import animate, core
from gradreel.animate.cli.program import COMMANDS
from gradreel.animate.formats import FORMATS

TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in PAGES}
BLOCKS = {name: blocks_of(text) for name, text in TEXTS.items()}
# Followed by test_recipes.py, where torch, Keras and JAX are.
ELSEWHERE = {"docs/recipes.md"}
# What is followed in one folder: a page from its top, of README each section by itself.
FOLLOWED = {name: found for name, found in BLOCKS.items() if found and name not in ELSEWHERE}
del FOLLOWED["README.md"]
for section in TEXTS["README.md"].split("\n## "):
    FOLLOWED[f"README.md, {section.partition(chr(10))[0]}"] = blocks_of(section)
SMALL = ("--size", "160x90", "--fps", "1")
NAMES = {name: getattr(room, name) for room in (core, animate) for name in room.__all__}
# A part of a scene: its panels.
PARTS = re.compile(r'^"\w+": ')
# What needs a cluster or a notebook is tried by others.
NEEDS = {
    "LocalCluster(": "tests/animate/export/test_cluster.py",
    "show(SCENE": "tests/animate/notebook/test_notebook.py",
}


def blocks(language):
    return [
        (name, block)
        for name, found in BLOCKS.items()
        for block in found
        if block.language == language and name not in ELSEWHERE
    ]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder, with what the pages take for there."""
    monkeypatch.setenv("MPLBACKEND", "agg")  # main() may change it; it is put back
    with wave.open(str(tmp_path / "voice.wav"), "wb") as voice:
        voice.setparams((1, 2, 8000, 0, "NONE", ""))
        voice.writeframes(bytes(16_000))
    return tmp_path


@pytest.mark.parametrize("name", FOLLOWED)
def test_what_is_shown_works_and_says_what_it_says(name, folder, capfd):
    for block in FOLLOWED[name]:
        if block.language == "python" and not PARTS.match(block.code):
            follow_python(block, folder)
        for typed in commands_of(block) if block.language == "console" else ():
            said = follow(typed, folder, capfd)
            assert shown_is_said(typed.shown, said), said


def follow(typed, folder, capfd):
    try:
        return type_in(typed, folder, SMALL)
    except SystemExit:
        pytest.fail(f"{' '.join(typed.words)}: {capfd.readouterr().err}")


def follow_python(block, folder):
    """Run a block; what a line says behind `print(...)  # ` is what it prints."""
    if any(word in block.code for word in NEEDS):
        resolve_imports(block.code)
        return
    said = run_python(block, folder, dict(NAMES, __name__="page"))
    if not block.title:
        told = re.findall(r"^print\(.*\)  # (.*)$", block.code, re.MULTILINE)
        assert said.split("\n")[:-1] == told


def resolve_imports(code):
    """Import what a block imports, without running the rest."""
    names = [node for node in ast.parse(code).body if isinstance(node, ast.ImportFrom)]
    ours = ast.Module([each for each in names if each.module.startswith("gradreel")], [])
    exec(compile(ours, "<page>", "exec"), {})


def shown_is_said(shown, said):
    if shown is None:
        return True
    pattern = ".*".join(map(re.escape, shown.split("...")))
    return re.fullmatch(pattern.replace(re.escape("\n"), r"\s*\n"), said, re.DOTALL) is not None


@pytest.mark.parametrize(("name", "block"), blocks("python"))
def test_parts_of_a_scene_are_what_they_say(name, block):
    if PARTS.match(block.code):
        panels = eval(f"{{{block.code}}}", dict(NAMES))
        assert all(callable(panel.draw) for panel in panels.values())


@pytest.mark.parametrize(("name", "block"), blocks("toml"))
def test_what_a_package_offers_is_in_the_file_that_is_shown(name, block):
    for group, offered in (
        tomllib.loads(block.code).get("project", {"entry-points": {}})["entry-points"].items()
    ):
        kind = group.removeprefix("gradreel.").removesuffix("s")
        template = (ROOT / "animate/cli/templates" / f"{kind}.py").read_text("utf-8")
        for place in offered.values():
            module, _, made = place.partition(":")
            assert module == f"my_{kind}"
            assert re.search(rf"^(class )?{made}\b", template, re.MULTILINE)


def test_what_is_tried_elsewhere_is():
    codes = [block.code for _, block in blocks("python")]
    for word, place in NEEDS.items():
        assert any(word in code for code in codes), word
        assert (ROOT / place).exists()


def test_whatever_is_saved_is_used():
    """A file that a page shows is run by a command of the page, or imported by such a one."""
    for name, found in BLOCKS.items():
        consoles = [block for block in found if block.language == "console"]
        typed = {word for block in consoles for each in commands_of(block) for word in each.words}
        for block in found:
            stem = block.title.removesuffix(".py")
            others = [other.code for other in found if other is not block]
            used = block.title in (typed | {"pyproject.toml"}) or stem.startswith("test_")
            used = used or any(
                f"import {stem}" in code or f"from {stem} " in code for code in others
            )
            assert not stem or used, (name, block.title)


ROW = re.compile(r"^\| `(\.?\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", re.MULTILINE)
FILMS = {suffix: each for suffix, each in FORMATS.items() if each.encoder}


def test_the_table_of_formats_is_that_of_the_code():
    text = TEXTS["README.md"]
    rows = {row[0].replace("frames", ""): row[1:] for row in ROW.findall(text)}
    assert sorted(rows) == sorted(FILMS)
    for suffix, (about, frames, colors) in rows.items():
        film = FILMS[suffix]
        assert film.coding == suffix or about.startswith(film.coding)
        assert ("loops by itself" in about) == (film.plays is not None)
        assert ("one picture" in frames) == (film.plays is not None and not film.tells)
        assert ("exact" in colors) == (film.lossless is not False)
        assert ("BT.709" in colors) == (film.lossy and not film.lossless)
        alpha = {"none": "no alpha", "one bit": "a pixel is shown or not", "full": "alpha"}
        assert colors.endswith(alpha[film.alpha])
        assert colors.endswith("no alpha") == (film.alpha == "none")


def test_every_command_is_shown():
    assert [name for name in COMMANDS if f"gradreel {name}" not in TEXTS["README.md"]] == []


def test_promises_name_what_holds_them():
    """Each row of the page of promises names tests that there are."""
    named = re.findall(r"`(tests/[\w/.]+)(?:::(\w+))?`", TEXTS["docs/promises.md"])
    assert len(named) > 15
    for path, function in named:
        assert (ROOT / path).exists(), path
        assert not function or f"def {function}(" in (ROOT / path).read_text("utf-8"), function


def test_every_image_has_words():
    """As the check of the built site asks of all that is in it."""
    for name, text in TEXTS.items():
        images = re.findall(r"!\[(.*?)\]\(", text)
        assert all(len(words) > 5 for words in images), name


@pytest.mark.parametrize("asked", FIRST)
def test_a_search_on_the_built_site_finds_what_is_meant_first(asked):
    """`make docs` fails by the same; here it is asked of the site that it left."""
    site = ROOT / "build/site"
    if not (site / "searchindex.js").is_file() or deno() is None:
        pytest.skip("needs the site that `make docs` builds, and deno, of the extra `dev`")
    assert found_first(site, asked) == FIRST[asked]


def test_a_search_that_finds_another_page_first_is_told(tmp_path):
    if deno() is None:
        pytest.skip("needs deno, of the extra `dev`")
    (tmp_path / "_static").mkdir()
    for name in ("_static/searchtools.js", "_static/language_data.js"):
        (tmp_path / name).touch()
    found = "{_parseQuery: (q) => [q], _performSearch: (q) => [['other'], [q === 'adam' && FIRST]]}"
    (tmp_path / "searchindex.js").write_text(f"const FIRST = 'optimizers/adam', Search = {found};")
    told = lost(tmp_path, ("adam", "cluster"))
    assert told == ["a search for 'cluster' finds false before how-to/cluster"]


BROKEN = (
    '<img src="a.png"><a href="no.html">x</a><a href="#no">y</a><script src="//a/x.js"></script>'
    '<a href="mailto:{loss@corner">z</a><p>Theme(<i>name=</i>"light")</p>'
)
WHOLE = '<h1 id="no">A</h1><img src="a.png" alt="a path"><a href="page.html#no">y</a>'


@pytest.mark.parametrize(("html", "faults"), [(BROKEN, 7), (WHOLE, 0)])
def test_a_fault_of_the_built_site_is_found(tmp_path, html, faults):
    (tmp_path / "page.html").write_text(html)
    (tmp_path / "a.png").touch()
    assert len(faults_of(tmp_path)) == faults
