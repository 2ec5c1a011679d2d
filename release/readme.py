"""The README as it stands in the package, where no file lies beside it."""

import re
import subprocess
from pathlib import Path

_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")


def address_of(root: Path) -> str:
    """Return the public https address of the repository, "" where git knows none."""
    asked = ("git", "-C", str(root), "remote", "get-url", "origin")
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return public(told)


def public(remote: str) -> str:
    """Return what a browser takes for a remote of git, "" for one that is on a disk."""
    found = re.fullmatch(
        r"(?:https://(?:[^@/]*@)?|(?:ssh://)?git@)([^/:]+)[/:](.+?)(?:\.git)?/?", remote
    )
    return f"https://{found[1]}/{found[2]}" if found else ""


def published(text: str, address: str, revision: str) -> str:
    """Return a README whose links lead somewhere from anywhere.

    Parameters
    ----------
    text
        The README of the repository, whose links are paths.
    address
        Of the repository; "" where it has none. Then pictures are left out and links are words,
        since a path would lead nowhere.
    revision
        The commit or tag whose files are meant.

    Returns
    -------
    str
        The text, in which every link is absolute.
    """

    def link(found: re.Match[str]) -> str:
        mark, words, target = found.groups()
        if not mark:
            words = _LINK.sub(link, words)  # a picture may be what is clicked
        if re.match(r"[a-z]+:|#", target):
            return f"{mark}[{words}]({target})"
        if not address:
            return "" if mark else words
        kind = "raw" if mark else "blob"
        return f"{mark}[{words}]({address}/{kind}/{revision}/{target})"

    blocks = re.split(r"(^```.*?^```\n)", text, flags=re.DOTALL | re.MULTILINE)
    return "".join(each if each.startswith("```") else _LINK.sub(link, each) for each in blocks)
