"""The changes, drawn by a seed: of each kind a small one and a plain one."""

from dataclasses import dataclass, replace
from random import Random

from .subjects import FRAMES, Look


@dataclass(frozen=True)
class Change:
    """What becomes of a look.

    Attributes
    ----------
    name
        For tables.
    words
        Of the look, as they are then.
    text
        Whether it is one of words alone.
    """

    name: str
    words: dict[str, object]
    text: bool = False

    def of(self, look: Look) -> Look:
        return replace(look, **self.words)


def changes(seed: int) -> list[Change]:
    """Return all changes of a seed."""
    random = Random(seed)
    shades = [(random.choice((2, 3)), "by 3"), (9, "by 9"), (random.randint(20, 40), "by 30")]
    found = [
        Change(f"{what} {told}", {what: shaded(given, by, random)})
        for what, given in (("color", "#1f77b4"), ("marker_color", "#d62728"))
        for by, told in shades
    ]
    found += [
        Change("ground #eee", {"ground": "#eeeeee"}),
        Change("ground by 20", {"ground": "#ebebeb"}),
        Change("ground by 2", {"ground": "#fdfdfd"}),
        *(Change(f"width {by:+}", {"width": 1.5 + by}) for by in (0.2, -0.5, 1.0)),
        *(Change(f"alpha {to}", {"alpha": to}) for to in (0.75, 0.6, 1.0)),
        *(Change(f"dashes {to}", {"dashes": to}) for to in ("--", ":", "-.")),
        Change("order", {"order": random.choice((3.0, 2.7))}),
        *(Change(f"marker {to}", {"marker": to}) for to in ("s", "D", "^", "h")),
        *(Change(f"marker size {to}", {"marker_size": to}) for to in (1.0, 3.0, 5.0, 6.7, 9.0)),
        *(Change(f"limit {to}", {"limit": to}) for to in (6.02, 6.1, 6.5)),
        *(Change(f"shift {to}", {"shift": to}) for to in (0.02, 0.06, 0.2)),
        *(Change(f"height {to}", {"height": to}) for to in (0.98, 0.9, 1.2)),
        *(Change(f"bend {to}", {"bend": to}) for to in (0.03, 0.1, 0.4)),
        *(Change(f"levels {to}", {"levels": to}) for to in (7, 9)),
        *(Change(f"contour width {to}", {"contour_width": to}) for to in (0.6, 1.0, 1.5)),
        Change("colours", {"colors": random.choice(("cividis", "magma"))}),
        *(Change(f"grid {to}", {"grid": to}) for to in (0.5, 0.8)),
        *(Change(f"axes width {to}", {"axes_width": to}) for to in (0.6, 1.6)),
        Change("a dot less", {"dots": 2}),
        Change("a dot more", {"dots": 4}),
        Change("typo", {"title": "A vawe"}, text=True),
        Change("capital", {"label": "Time"}, text=True),
        Change("a point", {"title": "A wave."}, text=True),
    ]
    return [*found, *orders(random)]


def orders(random: Random) -> list[Change]:
    """Return changes of the order of frames."""
    at = random.randrange(1, FRAMES - 1)
    usual = list(range(FRAMES))
    swapped = [*usual]
    swapped[at], swapped[at + 1] = usual[at + 1], usual[at]
    late = [*usual[:at], usual[at - 1], *usual[at:-1]]
    return [
        Change(name, {"frames": tuple(order)})
        for name, order in (
            ("dropped", [*usual[:at], *usual[at + 1 :]]),
            ("doubled", [*usual[: at + 1], *usual[at:]]),
            ("swapped", swapped),
            ("late", late),
            ("backwards", usual[::-1]),
        )
    ]


def shaded(color: str, by: int, random: Random) -> str:
    """Return a colour of which one channel is a little brighter or darker."""
    channels = [int(color[k : k + 2], 16) for k in (1, 3, 5)]
    which = random.randrange(3)
    channels[which] += by if channels[which] < 128 else -by
    return "#" + "".join(f"{each:02x}" for each in channels)
