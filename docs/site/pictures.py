"""The pictures of the site: what the commands of a page make, made anew by following the page.

A page is followed if it shows a file that one of its commands makes. What was made is kept in
build/site-made as long as neither the page's code nor gradreel's own changes.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .snippets import ROOT, Block, blocks_of, commands_of, run_python, type_in

KEPT = ROOT / "build" / "site-made"
SHOWN = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<file>[\w.-]+\.(?:png|gif|svg|html))\)")
# Sharp on the page, and the letters as large as the text beside them.
SIZE, RATE = "704x396", "5"


def made_for(pages: Mapping[str, str]) -> dict[str, Path]:
    """Follow those of the pages that show what they make; return where each one's files are."""
    ours = _digest_of_sources()
    folders = {}
    for name, text in pages.items():
        if SHOWN.search(text):
            key = hashlib.sha256(f"{ours}{SIZE}{RATE}{blocks_of(text)}".encode()).hexdigest()[:16]
            folders[name] = KEPT / f"{name.replace('/', '-')}-{key}"
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in set(KEPT.iterdir()) - set(folders.values()):
        shutil.rmtree(old)
    todo = [name for name, folder in folders.items() if not folder.is_dir()]
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        list(processes.map(_follow, [pages[name] for name in todo], [folders[n] for n in todo]))
    return folders


def _follow(text: str, folder: Path) -> None:
    """Do what a page says, as far as it needs it for what it shows."""
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    (part / "pyproject.toml").write_text(f'[tool.gradreel]\nsize = "{SIZE}"\n', "utf-8")
    shown = {each["file"] for each in SHOWN.finditer(text)}
    blocks = blocks_of(text)
    # Files first: a page may show the picture above the file that it is made of.
    for block in sorted(blocks, key=lambda each: not each.title):
        _follow_block(block, part, shown)
    missing = sorted(name for name in shown if not (part / name).is_file())
    if missing:
        raise FileNotFoundError(f"{folder.name} shows {', '.join(missing)}, which nothing makes.")
    part.rename(folder)


def _follow_block(block: Block, folder: Path, shown: set[str]) -> None:
    if block.language == "python":
        run_python(block, folder)
    if block.language != "console":
        return
    for typed in commands_of(block):
        if shown.intersection(typed.outputs):
            type_in(typed, folder, ("--quiet", "--fps", RATE))


def _digest_of_sources() -> str:
    digest = hashlib.sha256()
    for room in ("package", "core", "animate", "scenes", "examples"):
        for path in sorted((ROOT / room).rglob("*.*")):
            if path.suffix in (".py", ".js", ".css", ".html"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
