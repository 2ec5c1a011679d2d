"""Panels that take turns, where a tall or square picture has no room for all that is spoken of.

They stand on pages. A page comes when a caption, callout or change names more panels of it than of
the page that is there, or when one is revealed that is never named; the first page comes back with
the next caption that names none. A page that would never come, and has panels that change, comes
for the second half of a change of which the words name none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from .clock import Clock
from .emphasis import EASE, panel_of
from .moment import Moment
from .said import smooth
from .terms import targets_in

SHORTEST = 1.2
"""Seconds that a page stays at the least: in less nobody would find what is meant."""

_FPS = 25.0  # at which the clock is looked at, whatever the film's own rate
_SHOWN = 0.5


class Turn(NamedTuple):
    """The page before, the page now, and how much of it is seen, 0 to 1."""

    before: int
    now: int
    share: float


class Turns:
    """Which of some pages is shown when.

    Parameters
    ----------
    pages
        The names of the panels on each, the first the one that is shown where nothing is named.
    """

    def __init__(self, clock: Clock, pages: Sequence[Collection[str]]) -> None:
        self._pages, self._panels = pages, [name for page in pages for name in page]
        self.starts: list[tuple[float, int]] = (
            [(0.0, 0)] if len(pages) == 1 else _long(self._wanted(clock))
        )

    @property
    def pages(self) -> list[int]:
        """Those that ever come besides the first."""
        return sorted({page for _, page in self.starts if page})

    def at(self, seconds: float) -> Turn:
        """Return what is shown at a time."""
        number = max(i for i, (start, _) in enumerate(self.starts) if start <= seconds or not i)
        start, now = self.starts[number]
        if not number:
            return Turn(now, now, 1.0)
        return Turn(self.starts[number - 1][1], now, smooth((seconds - start) / EASE))

    def _wanted(self, clock: Clock) -> list[int]:
        """Return the page that is asked for at each of the moments that are looked at."""
        moments = [clock.moment(index, _FPS) for index in range(clock.frame_count(_FPS))]
        pairs = [*pairwise([moments[0], *moments])]
        named = [(self._said(*pair), self._changed(*pair)) for pair in pairs]
        told = {name for words, changes in named for name in words | changes}
        found, page = [], 0
        for (last, moment), (words, changes) in zip(pairs, named, strict=True):
            page = page if moment.caption == last.caption else 0
            page = self._best((words, changes, self._revealed(last, moment) - told), page)
            found.append(page)
        silent = [set() if words else changes for words, changes in named]
        for each in range(len(self._pages)):
            if each not in found:
                found = self._halved(found, silent, each)
        return found

    def _halved(self, found: list[int], silent: Sequence[set[str]], page: int) -> list[int]:
        """Show a page for the second half of the longest change of its panels without a name."""
        changing = [bool(each & {*self._pages[page]}) for each in silent]
        longest, at = range(0), 0
        for (changes, _), same in groupby(zip(changing, found, strict=True)):
            length = len(list(same))
            if changes and length > len(longest):
                longest = range(at, at + length)
            at += length
        half = longest[len(longest) // 2 :]
        return [page if index in half else now for index, now in enumerate(found)]

    def _best(self, named: Sequence[Collection[str]], page: int) -> int:
        """Return the page with most of what is named, first of the first, or else the same one."""
        counts = [[len({*each} & {*names}) for names in named] for each in self._pages]
        return page if counts[page] == max(counts) else counts.index(max(counts))

    def _said(self, last: Moment, moment: Moment) -> set[str]:
        targets = list(targets_in(moment.caption))
        glows = moment.glows.items()
        targets += [n for n, level in glows if level > _SHOWN and level >= last.glows.get(n, 0.0)]
        return self._of([*targets, *(callout.panel for callout in moment.callouts)])

    def _changed(self, last: Moment, moment: Moment) -> set[str]:
        changes = moment.changes.items()
        return self._of([n for n, share in changes if share != last.changes.get(n, 0.0)])

    def _revealed(self, last: Moment, moment: Moment) -> set[str]:
        seen = moment.presences.items()
        return self._of([name for name, share in seen if share > last.presences.get(name, 1.0)])

    def _of(self, targets: Sequence[str]) -> set[str]:
        found = [panel_of(target, self._panels) for target in targets]
        return {each[0] for each in found if each}


def _long(wanted: Sequence[int]) -> list[tuple[float, int]]:
    """Return when each page comes; those that would stay too short do not come."""
    starts: list[tuple[float, int]] = []
    at = 0
    for page, same in groupby(wanted):
        length = len(list(same))
        if length >= SHORTEST * _FPS and (not starts or starts[-1][1] != page):
            starts.append((at / _FPS if starts else 0.0, page))
        at += length
    return starts or [(0.0, wanted[0])]
