"""What the compositor needs of all that a panel moves, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from gradreel.core.checks import brief
from gradreel.core.errors import InvalidInput

from ..drawing.moving import LOWEST


def check_moving(panel: str, returned: object, figure: Figure) -> None:
    """Raise InvalidInput unless a frame composed of these artists equals a full redraw.

    Parameters
    ----------
    panel
        Its name in the scene.
    returned
        What its `at` returned.
    figure
        That its axes stand in.
    """
    if not isinstance(returned, Sequence) or isinstance(returned, str):
        raise _refused(panel, brief(returned))
    own = set(map(id, figure.get_children()))
    for artist in returned:
        wrong = _wrong(artist, figure, own)
        if wrong:
            raise _refused(panel, wrong)


def _wrong(artist: object, figure: Figure, own: set[int]) -> str:
    """Say what is wrong with an artist; nothing if it may move."""
    if not isinstance(artist, Artist):
        return brief(artist)
    kind = f"a {type(artist).__name__}"
    if artist.get_figure(root=True) is not figure:
        return f"{kind} of another figure"
    if not artist.get_animated():
        return f"{kind} that is not animated, so it stands still as well"
    if id(artist) not in own:
        return f"{kind} that belongs to its axes"
    if artist.get_zorder() < LOWEST:
        return f"{kind} at z-order {artist.get_zorder():g}, below {LOWEST:g}"
    return ""


def _refused(panel: str, returned: str) -> InvalidInput:
    return InvalidInput(
        f"The panel {panel!r} returned {returned} from at(); what moves must belong to the figure "
        "of its axes, be animated and lie above all that stands still, so draw it once, in draw(), "
        "and hand it to moving() of gradreel.animate.panels there."
    )
