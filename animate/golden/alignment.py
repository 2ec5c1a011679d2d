"""Two sequences of pictures, one laid against the other: what is missing, new, late or swapped."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Alignment:
    """What became of a sequence.

    Attributes
    ----------
    told
        What happened to the order, in sentences without their end; none if nothing did.
    pairs
        Numbers (kept, got) of pictures that stand in each other's place.
    """

    told: Sequence[str]
    pairs: Sequence[tuple[int, int]]


def align(kept: Sequence[Hashable], got: Sequence[Hashable]) -> Alignment:
    """Lay a sequence against the kept one, both as keys that are equal where pictures are.

    Examples
    --------
    >>> align("abcd", "abd").told
    ['frame 2 is missing']
    >>> align("abcd", "abbc").told
    ['frames from 2 on are 1 frame late']
    >>> align("abcd", "acbd").told
    ['frames 1 and 2 changed places']
    >>> align("abcd", "abxd").pairs[2]
    (2, 2)
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 - only a failure needs it

    swapped = _swapped(kept, got)
    if swapped:
        told = [f"frames {one} and {other} changed places" for one, other in swapped]
        moved = {number for pair in swapped for number in pair}
        return Alignment(told, [(n, n) for n in range(len(kept)) if n not in moved])
    gone: list[int] = []
    new: list[int] = []
    pairs: list[tuple[int, int]] = []
    matcher = SequenceMatcher(a=kept, b=got, autojunk=False)
    for _, first, last, begin, end in matcher.get_opcodes():
        both = min(last - first, end - begin)
        pairs += zip(range(first, first + both), range(begin, begin + both), strict=True)
        gone += range(first + both, last)
        new += range(begin + both, end)
    return Alignment(list(_told(kept, got, gone, new)), pairs)


def _swapped(kept: Sequence[Hashable], got: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the pairs that changed places, if nothing else is in another place."""
    if len(kept) != len(got):
        return []
    wrong = [number for number, (one, two) in enumerate(zip(kept, got, strict=True)) if one != two]
    swapped = []
    while wrong:
        one = wrong.pop(0)
        other = next((n for n in wrong if (got[n], got[one]) == (kept[one], kept[n])), None)
        if other is not None:
            wrong.remove(other)
            swapped.append((one, other))
        elif got[one] in kept:
            return []  # something else happened to the order
    return swapped


def _told(
    kept: Sequence[Hashable], got: Sequence[Hashable], gone: Sequence[int], new: Sequence[int]
) -> Iterator[str]:
    if len(kept) == len(got) and gone and len(gone) == len(new):
        count = len(gone)
        ends = range(len(kept) - count, len(kept))
        late, early = list(gone) == list(ends), list(new) == list(ends)
        first = new[0] if late else gone[0]
        if (late or early) and _run(new if late else gone):
            frames = "1 frame" if count == 1 else f"{count} frames"
            yield f"frames from {first} on are {frames} {'late' if late else 'early'}"
            return
    for stretch in _runs(gone):
        yield f"{_named(_latest(stretch, kept))} missing"
    for numbers in (_latest(run, got) for run in _runs(new)):
        first = numbers[0]
        again = first > 0 and all(got[n] == got[first - 1] for n in numbers)
        repeats = "; the picture before is shown again" if again else ""
        yield f"{_named(numbers)} new{repeats}"


def _named(numbers: Sequence[int]) -> str:
    first, last = numbers[0], numbers[-1]
    return f"frame {first} is" if first == last else f"frames {first} to {last} are"


def _latest(numbers: Sequence[int], keys: Sequence[Hashable]) -> Sequence[int]:
    """Move a stretch among pictures that are equal to its own to where they end.

    Of three equal pictures in a row, of which there were two, the last is the new one.
    """
    while numbers[-1] + 1 < len(keys) and keys[numbers[-1] + 1] == keys[numbers[0]]:
        numbers = range(numbers[0] + 1, numbers[-1] + 2)
    return numbers


def _run(numbers: Sequence[int]) -> bool:
    return numbers[-1] - numbers[0] == len(numbers) - 1


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Go through stretches of numbers that follow each other."""
    for _, stretch in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        yield [number for _, number in stretch]
