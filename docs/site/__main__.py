"""Build the site into build/site and check it: `make docs`.

The pages of docs/ and those that are generated stand side by side in build/site-pages, where Sphinx
reads them: nothing that is generated stands in docs/.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from . import generated
from .checking import faults_of
from .pictures import SHOWN, made_for
from .searching import lost
from .snippets import ROOT
from .staging import staged

HERE = Path(__file__).parent
PAGES, SITE = ROOT / "build" / "site-pages", ROOT / "build" / "site"


def main() -> int:
    """Return the exit status."""
    pages = {**written(), **generated.all_pages()}
    folders = made_for(pages)
    for old in (PAGES, SITE):
        shutil.rmtree(old, ignore_errors=True)
    for name, text in pages.items():
        path = PAGES / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(staged(text, name), "utf-8")
    for name, folder in folders.items():
        for each in SHOWN.finditer(pages[name]):
            _copy(folder / each["file"], name)
    for name in generated.with_posters():
        _copy(folders[name] / f"{Path(name).name}.png", name)
    (PAGES / "extra").mkdir(exist_ok=True)
    shutil.copytree(HERE / "_static", PAGES / "_static")
    shutil.copy(HERE / "conf.py", PAGES)
    options = ("-W", "--keep-going", "-q", "-j", "auto", "-E", "-b", "html")
    done = subprocess.run([sys.executable, "-m", "sphinx", *options, PAGES, SITE], check=False)
    faults = [] if done.returncode else [*faults_of(SITE), *lost(SITE)]
    for fault in faults:
        print(fault, file=sys.stderr)
    if not done.returncode and not faults:
        print(f"the site is {SITE / 'index.html'}")
    return done.returncode or bool(faults)


def written() -> dict[str, str]:
    """Return the pages of docs/, and those of the whole project that belong to it."""
    folder = ROOT / "docs"
    pages = {
        path.relative_to(folder).with_suffix("").as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*.md")
    }
    for name in ("CONTRIBUTING", "CHANGELOG"):
        pages[name.lower()] = (ROOT / f"{name}.md").read_text("utf-8")
    return pages


def _copy(path: Path, page: str) -> None:
    """Put what a page shows where it is looked for: pictures beside pages, players apart."""
    root = PAGES / "extra" / "players" if path.suffix == ".html" else PAGES / "made"
    target = root / page / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, target)


if __name__ == "__main__":
    sys.exit(main())
