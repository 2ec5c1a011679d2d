"""`gradreel doctor`."""

import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version

import click

from ...safe_text import to_type
from ..saying import say


@click.command(epilog="Example: gradreel doctor")
def command() -> None:
    """Check what gradreel needs.

    Where something is missing, it says what to type, and the exit status is 1.
    """
    findings = examine()
    for finding in findings:
        fix = f"; type: {finding.fix}" if finding.fix else ""
        state = "missing" if finding.fix else "ok"
        say(f"{state:<7}  {finding.name:<13}  {finding.found}{fix}")
    missing = [finding.name for finding in findings if finding.fix]
    if missing:
        raise click.ClickException(
            f"{', '.join(missing)} must be put right before gradreel can work; type what stands "
            "beside it above."
        )


_MODULES = {"pillow": "PIL", "ffmpeg-python": "ffmpeg"}
"""Packages that are imported by another name than they are installed by."""

_PROOFS = {"ffmpeg-python": "probe"}
"""What a module must have: other packages too install a module called ffmpeg."""

_FFMPEG_NEEDS = (
    ("libx264", "-encoders", "H.264 encoder, for .mp4"),
    ("libvpx-vp9", "-encoders", "VP9 encoder, for .webm"),
    ("prores_ks", "-encoders", "ProRes encoder, for .mov"),
    ("libwebp_anim", "-encoders", "WebP encoder"),
    ("gif", "-encoders", "GIF encoder"),
    ("paletteuse", "-filters", "filter for the palette of a .gif"),
)

_GET_FFMPEG = {"darwin": "brew install ffmpeg", "win32": "winget install ffmpeg"}
_FONT = "DejaVu Sans"


@dataclass(frozen=True)
class Finding:
    """One thing that is needed.

    Attributes
    ----------
    name
        Of the thing.
    found
        Its version or place, or what is wrong with it.
    fix
        What to type to put it right; empty if all is well.
    """

    name: str
    found: str
    fix: str = ""


def examine() -> list[Finding]:
    """Look at Python, gradreel, its dependencies, ffmpeg and the fonts."""
    return [
        Finding("python", f"{platform.python_version()} ({sys.executable})"),
        *_packages(),
        *_ffmpeg(),
        _font(),
    ]


def _packages() -> Iterator[Finding]:
    try:
        yield Finding("gradreel", version("gradreel"))
    except PackageNotFoundError:
        yield Finding("gradreel", "is not installed", _pip("gradreel"))
        return
    for requirement in requires("gradreel") or ():
        if ";" not in requirement:  # what follows it makes a requirement optional
            yield _package(requirement)


def _package(requirement: str) -> Finding:
    """Check a requirement such as imageio[ffmpeg]>=2.34: there, new enough, and importable."""
    parts = re.match(r"([\w.-]+)[^>]*(?:>=([\d.]+))?", requirement)
    assert parts is not None
    name, least = parts[1], parts[2] or "0"
    try:
        found = version(name)
    except PackageNotFoundError:
        return Finding(name, "is not installed", _pip(requirement))
    if _numbers(found) < _numbers(least):
        return Finding(name, f"{found} is too old, {least} is needed", _pip(requirement))
    try:
        module = import_module(_MODULES.get(name, name))
    except Exception as error:  # a broken package may raise anything
        reason = " ".join(str(error).split())
        return Finding(name, f"{found} cannot be imported ({reason})", _reinstall(requirement))
    if name in _PROOFS and not hasattr(module, _PROOFS[name]):
        return Finding(name, f"{module.__file__} is another package", _reinstall(requirement))
    return Finding(name, found)


def _ffmpeg() -> Iterator[Finding]:
    try:
        from ...formats.ffmpeg import find_ffmpeg
    except ImportError:  # numpy is missing: its own line says so
        return
    try:
        binary = find_ffmpeg()
        found = re.match(r"ffmpeg version (.{1,80}?)( Copyright|$)", _ask(binary, "-version"), re.M)
        if not found:
            raise ValueError(f"{binary} does not say that it is ffmpeg")
        able = {listed_by: _ask(binary, listed_by) for _, listed_by, _ in _FFMPEG_NEEDS}
    except Exception as error:  # not found, not runnable, not ffmpeg: all the same here
        reason = " ".join(str(error).split())
        yield Finding("ffmpeg", f"cannot be used ({reason})", _pip("imageio[ffmpeg]"))
        return
    yield Finding("ffmpeg", f"{found[1]} ({binary})")
    for name, listed_by, use in _FFMPEG_NEEDS:
        if re.search(rf"^\s*[\w.|]+\s+{name}\s", able[listed_by], re.MULTILINE):
            yield Finding(name, use)
        else:
            fix = _GET_FFMPEG.get(sys.platform, "sudo apt install ffmpeg")
            yield Finding(name, f"{use}, is not in this ffmpeg", fix)


def _ask(binary: str, question: str) -> str:
    from ...formats.patience import ask

    return ask([binary, "-hide_banner", question], f"asked for {question}")


def _font() -> Finding:
    try:
        from matplotlib.font_manager import findfont

        return Finding(_FONT, findfont(_FONT, fallback_to_default=False))
    except Exception:  # ValueError without the font, ImportError without matplotlib
        return Finding(_FONT, "font that comes with matplotlib", _reinstall("matplotlib"))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def _pip(requirement: str) -> str:
    return f'{to_type([sys.executable])} -m pip install "{requirement}"'


def _reinstall(requirement: str) -> str:
    return f'{to_type([sys.executable])} -m pip install --force-reinstall "{requirement}"'
