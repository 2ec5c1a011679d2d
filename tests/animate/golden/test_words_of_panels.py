"""Whatever a panel of anybody's writes into its axes is among the words of a scene's state."""

from dataclasses import dataclass

import pytest

from gradreel.animate import Stage
from gradreel.animate.golden.artists_as_text import always
from gradreel.animate.panels import Margins

WAYS = {
    "a title": lambda axes, words: axes.set_title(words),
    "a title at the left": lambda axes, words: axes.set_title(words, loc="left"),
    "a title at the right": lambda axes, words: axes.set_title(words, loc="right"),
    "a text": lambda axes, words: axes.text(0.5, 0.5, words),
    "a note": lambda axes, words: axes.annotate(words, (0.5, 0.5), (0.1, 0.1)),
    "a label": lambda axes, words: axes.set_xlabel(words),
    "a legend": lambda axes, words: axes.legend([axes.plot([0, 1], [0, 1])[0]], [words]),
    "the title of a legend": lambda axes, words: axes.legend(
        [axes.plot([0, 1], [0, 1])[0]], ["x"], title=words
    ),
    "a tick": lambda axes, words: axes.set_xticks([0.5], [words]),
    "a table": lambda axes, words: axes.table([[words]]),
}


class Still:
    """Nothing moves."""

    def at(self, moment):
        return []


@dataclass(frozen=True)
class Wordy:
    """A panel that writes its words in one way."""

    way: str
    words: str
    on: bool = True
    margins = Margins(20, 20, 20, 20)

    def draw(self, axes, context):
        WAYS[self.way](axes, self.words)
        axes.set_axis_on() if self.on else axes.set_axis_off()
        return Still()


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("way", WAYS)
def test_a_typo_is_seen(make_small, way, on):
    if way in ("a label", "a tick") and not on:
        return  # they go with the axis
    said = []
    for words in ("how far it is", "how fat it is"):
        panels = {"it": Wordy(way, words, on)}
        scene = make_small(panels=panels, rows=(("it",),), widths=())
        said.append(always(Stage(scene, (160, 90), fps=5, text=False)))
    assert said[0] != said[1]
    assert any("how far it is" in line for line in said[0])
