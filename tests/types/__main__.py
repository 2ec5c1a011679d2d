"""Check, as editors do, every snippet and example, and that each public name has a whole type.

basedpyright is pyright as a wheel, with a Node of its own, so nothing is downloaded when it runs.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docs.site.snippets import PAGES, ROOT, blocks_of

SCRIPTS = [ROOT / "examples", ROOT / "animate" / "cli" / "templates"]
# The recipes use them; where they are not installed nobody knows their types.
ELSEWHERE = ("torch", "keras", "jax", "optax")
SURROUNDINGS = """\
from gradreel.animate import *
from gradreel.animate.scene.panel import Panel
from gradreel.core import *
"""
STRICT = ("--strict", "--allow-subclassing-any", "--no-error-summary", "--hide-error-context")


def snippets(page: str, stem: str) -> dict[str, str]:
    """Return the Python that a page holds itself, by names of modules that begin with `stem`.

    Files that it includes are among the scripts. What it has saved and then imports is imported by
    the name that it gets here: two pages may save other files under one name.
    """
    held = [block for block in blocks_of(page) if block.language == "python" and not block.included]
    names = {
        block.title.removesuffix(".py"): f"{stem}_{number}"
        for number, block in enumerate(held, 1)
        if block.title
    }
    found = {}
    for number, block in enumerate(held, 1):
        code = whole(block.code)
        for name, ours in names.items():
            code = re.sub(rf"^from {name} import", f"from {ours} import", code, flags=re.MULTILINE)
            code = re.sub(rf"^import {name}$", f"import {ours} as {name}", code, flags=re.MULTILINE)
        found[f"{stem}_{number}"] = code
    return found


def whole(code: str) -> str:
    """Return a snippet as a module: rows of panels, and calls alone, get their surroundings."""
    if re.search(r"^(from|import) ", code, re.MULTILINE):
        return code
    if code.startswith('"'):
        code = f"PANELS: dict[str, Panel] = {{\n{code}}}\n"
    return f"{SURROUNDINGS}{code}"


def cells(notebook: Path) -> str:
    """Return the code of a notebook, in the order of its cells."""
    return "\n".join(
        "".join(cell["source"])
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    )


def collect(folder: Path) -> list[Path]:
    """Write each snippet to a folder as a module, and copy the examples; return all of them."""
    for page in PAGES:
        stem = re.sub(r"\W", "_", str(page.relative_to(ROOT).with_suffix("")))
        for name, code in snippets(page.read_text(encoding="utf-8"), stem).items():
            (folder / f"{name}.py").write_text(code, encoding="utf-8")
    for script in (file for place in SCRIPTS for file in sorted(place.rglob("*.py"))):
        own = "my_" if script.parent.name == "templates" else ""  # as pages import them
        shutil.copy(script, folder / f"{own}{script.name}")
    for notebook in (ROOT / "examples").glob("*.ipynb"):
        (folder / f"{notebook.stem}_notebook.py").write_text(cells(notebook), encoding="utf-8")
    return sorted(folder.glob("*.py"))


def tool(name: str) -> str:
    """Return the path of a command beside this Python."""
    return os.fspath(Path(sys.executable).with_name(name))


def pyright(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run basedpyright in a folder; the Python that it asks is the first on the PATH."""
    path = os.pathsep.join((os.fspath(Path(sys.executable).parent), os.environ["PATH"]))
    command = (tool("basedpyright"), *arguments)
    return subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def editor_errors(folder: Path) -> list[str]:
    """Return what pyright marks in basic mode, each in one line."""
    settings = {"typeCheckingMode": "basic"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    told = json.loads(pyright(folder, "--outputjson").stdout)["generalDiagnostics"]
    missing = re.compile(rf'Import "({"|".join(ELSEWHERE)})[."]')
    return [
        f"{Path(each['file']).name}:{each['range']['start']['line'] + 1}: {each['message']}"
        for each in told
        if each["severity"] == "error" and not missing.match(each["message"])
    ]


def strict_errors(folder: Path, files: list[Path]) -> list[str]:
    """Return what mypy --strict marks, each in one line."""
    settings = "[mypy]\nuntyped_calls_exclude = distributed\n" + "".join(
        f"[mypy-{name}.*]\nignore_missing_imports = True\n" for name in ELSEWHERE
    )
    (folder / "mypy.ini").write_text(settings, encoding="utf-8")
    cache = f"--cache-dir={ROOT / '.mypy_cache' / 'snippets'}"
    command = (sys.executable, "-m", "mypy", *STRICT, cache, *(file.name for file in files))
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return [line for line in (done.stdout + done.stderr).splitlines() if "error:" in line]


def incomplete(folder: Path) -> list[str]:
    """Return what pyright finds incomplete in the types of the installed package."""
    done = pyright(folder, "--verifytypes", "gradreel", "--ignoreexternal")
    if "Type completeness score: 100%" in done.stdout and done.returncode == 0:
        return []
    return re.findall(r"[^\n]* - error: [^\n]*", done.stdout) or [done.stdout + done.stderr]


def main() -> int:
    """Print what is wrong, and return how many things are."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = collect(folder)
        wrong = [*editor_errors(folder), *strict_errors(folder, files), *incomplete(folder)]
    print(*wrong, f"{len(files)} snippets and examples: {len(wrong)} errors", sep="\n")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
