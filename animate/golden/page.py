"""The report as one HTML page: it loads nothing; without scripts it lacks only slider and blink."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template

from .checking import LAYERS
from .finding import KINDS, Finding, Shown

GENERATOR = '<meta name="generator" content="gradreel golden report">'
"""By this an older report is known, which may be replaced."""

_SMALL = 640
"""Width in pixels up to which a picture is shown enlarged, its pixels as squares."""

_MANY = 100
"""Frames of a sequence from which on they are not all named."""

_DIFF_MARKS = {"-": "del", "+": "ins"}


def write_page(findings: Sequence[Finding], notes: Sequence[str]) -> str:
    """Return the page.

    Parameters
    ----------
    findings
        Of all checks, in the order in which they are shown.
    notes
        Sentences that belong to none of them.
    """
    own = files(__package__)
    failed = [finding for finding in findings if finding.said]
    passed = [finding for finding in findings if not finding.said]
    template = Template(own.joinpath("page.html").read_text(encoding="utf-8"))
    return template.substitute(
        generator=GENERATOR,
        style=own.joinpath("page.css").read_text(encoding="utf-8"),
        script=own.joinpath("page.js").read_text(encoding="utf-8"),
        summary=escape(_sentence(summary(findings))),
        verdict="bad" if failed else "good" if passed else "open",
        notes="".join(f"<li>{escape(note)}</li>" for note in notes),
        links=_links(failed) if len(failed) > 1 else "",
        failed="".join(_failed(number, each) for number, each in enumerate(failed, start=1)),
        passed=_passed(passed),
    )


def summary(findings: Sequence[Finding]) -> str:
    """Say in a few words how many checks failed."""
    if not findings:
        return "no golden was compared"
    failed = sum(bool(finding.said) for finding in findings)
    checks = "1 check" if len(findings) == 1 else f"{len(findings)} checks"
    return f"{failed} of {checks} failed" if failed else f"{checks} passed, none failed"


def _links(failed: Sequence[Finding]) -> str:
    items = "".join(
        f'<li><a href="#failure-{number}">{escape(finding.name)}</a> '
        f"{escape(', '.join(_layers(finding)))}</li>"
        for number, finding in enumerate(failed, start=1)
    )
    return f'<nav aria-label="Failures"><ol>{items}</ol></nav>'


def _failed(number: int, finding: Finding) -> str:
    # The pictures of each frame that differs, by an address on the page: the diffs above are long.
    places = {
        each.frame: f"failure-{number}-{place}"
        for place, each in enumerate(finding.shown)
        if each.layer == "pixels" and each.frame
    }
    parts = [
        f'<section class="failure" id="failure-{number}">',
        f"<h2>{escape(finding.name)}</h2>",
        f'<p class="test">{escape(finding.test)}</p>',
        f"<p>{escape(finding.said)}</p>",
        _sequence(finding, places) if places else "",
        *(
            _difference(each, places.get(each.frame or "") if each.layer == "pixels" else None)
            for each in finding.shown
        ),
        f'<p class="advice">{escape(finding.advice)}</p>' if finding.advice else "",
        "</section>",
    ]
    return "\n".join(part for part in parts if part)


def _sequence(finding: Finding, places: Mapping[str, str]) -> str:
    """Say which frame is the first that differs, and name the frames in order, unless too many."""
    told = (
        f"<p>First differing frame: <strong>{escape(next(iter(places)))}</strong>, "
        f"{len(places)} of {len(finding.frames)} pictures differ.</p>"
    )
    if len(finding.frames) >= _MANY:
        return told
    items = "".join(
        f'<li class="differs"><a href="#{places[frame]}">{escape(frame)} differs</a></li>'
        if frame in places
        else f"<li>{escape(frame)}</li>"
        for frame in finding.frames
    )
    return f'{told}<ol class="sequence" aria-label="Frames in order">{items}</ol>'


def _difference(shown: Shown, place: str | None) -> str:
    """Return one difference: its layer, what is told, the text diff or the pictures."""
    body = _diff(shown.diff) if shown.diff else _pictures(shown) if shown.pictures else ""
    told = shown.told
    if shown.layer == "state":  # what is told are the first lines of the diff
        told = f"frame {shown.frame}" if shown.frame else "every frame"
    address = f' id="{place}"' if place else ""
    return (
        f'<article class="{shown.layer}"{address}><h3><span class="layer">{shown.layer}</span> '
        f"{escape(told)}</h3>{body}</article>"
    )


def _diff(lines: Sequence[str]) -> str:
    marked = []
    for line in lines:
        tag = _DIFF_MARKS.get(line[:1])
        marked.append(f"<{tag}>{escape(line)}</{tag}>" if tag else f"<span>{escape(line)}</span>")
    return f'<pre class="diff" tabindex="0">{"".join(marked)}</pre>'


def _pictures(shown: Shown) -> str:
    figures = []
    for kind in KINDS:
        if kind in shown.pictures:
            width, height = _size(shown.pictures[kind])
            source = b64encode(shown.pictures[kind]).decode("ascii")
            figures.append(
                f'<figure class="{kind}"><figcaption>{kind}</figcaption>'
                f'<img alt="{kind}, frame {escape(shown.frame or "")}" width="{width}" '
                f'height="{height}" class="{"small" if width <= _SMALL else "large"}" '
                f'src="data:image/png;base64,{source}"></figure>'
            )
    return (
        f'<div class="pictures" data-frame="{escape(shown.frame or "")}">{"".join(figures)}</div>'
    )


def _size(png: bytes) -> tuple[int, int]:
    """Return (width, height) as the head of a PNG file has it."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def _passed(passed: Sequence[Finding]) -> str:
    if not passed:
        return ""
    rows = "".join(
        f"<tr><th scope=row>{escape(each.name)}</th><td>{escape(each.test)}</td>"
        f"<td>{escape(_frames(each.frames))}</td><td>{each.rule}</td></tr>"
        for each in passed
    )
    return (
        '<section class="passed"><h2>Passed</h2><div class="scroll" tabindex="0"><table>'
        "<thead><tr><th scope=col>golden</th><th scope=col>test</th><th scope=col>frames</th>"
        f"<th scope=col>rule</th></tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def _frames(labels: Sequence[str]) -> str:
    if len(labels) < _MANY:
        return ", ".join(labels)
    return f"{labels[0]} to {labels[-1]}, {len(labels)} frames"


def _layers(finding: Finding) -> Iterator[str]:
    """Name the layers in which a golden differs, in their order."""
    found = {shown.layer for shown in finding.shown}
    return (layer for layer in LAYERS if layer in found)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
