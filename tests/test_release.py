"""What is published is whole, and says of itself what is so."""

import re
import tomllib
from pathlib import Path

import pytest

from release.__main__ import told_size
from release.contents import expected_files, wrong_in_sdist, wrong_in_wheel
from release.readme import public, published

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@host.example:we/gradreel.git", "https://host.example/we/gradreel"),
        ("ssh://git@host.example/we/gradreel.git", "https://host.example/we/gradreel"),
        ("https://me:secret@host.example/we/gradreel.git", "https://host.example/we/gradreel"),
        ("https://host.example/we/gradreel/", "https://host.example/we/gradreel"),
        ("/srv/gradreel.git", ""),
        ("", ""),
    ],
)
def test_the_address_is_what_a_browser_takes(remote: str, address: str) -> None:
    assert public(remote) == address


@pytest.mark.parametrize("address", ["https://host.example/we/gradreel", ""])
def test_the_published_readme_has_no_link_that_leads_nowhere(address: str) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", published(README, address, "v1"))
    assert links
    assert all(re.match("https://|#", link) for link in links)
    assert (f"{address}/raw/v1/media/adagrad_replay.gif" in links) == bool(address)


def test_links_in_code_and_pictures_in_links_are_seen() -> None:
    text = "[![a](m.png)](d.md)\n```md\n[x](y.md)\n```\n"
    told = published(text, "https://h.example/p", "v1")
    assert told.startswith("[![a](https://h.example/p/raw/v1/m.png)](https://h.example/p/blob/v1/")
    assert "[x](y.md)" in told


def test_a_wheel_with_too_much_or_too_little_is_told() -> None:
    files = dict.fromkeys(expected_files(ROOT, PROJECT["tool"]["setuptools"]), b"")
    assert {"gradreel/py.typed", "gradreel/animate/__init__.pyi"} <= set(files)
    wrong = wrong_in_wheel({**files, "tests/test_a.py": b""} | {"gradreel/core/x": b""}, ROOT)
    assert wrong[:2] == [
        "gradreel/core/x has no place in a wheel",
        "tests/test_a.py has no place in a wheel",
    ]
    assert "licenses/LICENSE is missing" in wrong
    assert "media/a.gif has no place in an sdist" in wrong_in_sdist(["media/a.gif"])


def test_citation_and_changelog_tell_the_version() -> None:
    version = PROJECT["project"]["version"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {version}\n" in citation
    assert "\n  - name: The gradreel developers\n" in citation
    assert f"\n## {version} (" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_readme_tells_one_size_of_a_fresh_install() -> None:
    assert f"in place of {told_size(README)}." in README
