"""`Film`: scenes in order, with what their title cards say, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gradreel.core import allow
from gradreel.core.brief_repr import brief_repr
from gradreel.core.checks import brief
from gradreel.core.errors import InvalidInput

from .scene import Scene
from .text_check import ANY, MOST_LINES, Words, check_texts
from .words_check import reading_seconds

_SCENES = allow.sequence_of(allow.instance_of(Scene, words="a Scene"))


@dataclass(frozen=True)
class Film:
    """Scenes that tell one story; each becomes a chapter named by its title.

    Attributes
    ----------
    name
        What the command line calls it.
    summary
        One sentence for `gradreel list`.
    title
        Stands on every title card.
    scenes
        In order.
    card_seconds
        How long a title card is shown.
    fade
        In how many seconds a card fades out of the picture before it, and into the coming one: its
        words then stand over that, those of `Scene.card`. 0 for cards with hard cuts.
    reading
        Whether each card must stay for as long as reading its words takes: 1 s and 0.3 s a word.
    """

    name: str
    summary: str
    title: str
    scenes: Sequence[Scene]
    card_seconds: float = 2.5
    fade: float = 0.0
    reading: bool = False

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            name=allow.name,
            summary=allow.text,
            title=allow.text,
            scenes=_SCENES,
            card_seconds=allow.number(least=0.1, most=60),
            fade=allow.number(least=0, most=10),
            reading=allow.flag,
        )
        if 2 * self.fade > self.card_seconds:
            raise InvalidInput(
                f"The film {self.name!r} was given fade={self.fade:g} and cards of "
                f"{self.card_seconds:g} s; each fades in and out, so give at most "
                f"{self.card_seconds / 2:g}."
            )
        if not self.scenes:
            raise InvalidInput(f"The film {self.name!r} has no scenes; give it at least one.")
        texts = [
            Words("title", self.title, MOST_LINES["title"]),
            Words("summary", self.summary, ANY),
        ]
        check_texts(texts, f"film {self.name!r}")
        for scene in self.scenes if self.reading else ():
            self._check_card(scene)

    def _check_card(self, scene: Scene) -> None:
        """Raise InvalidInput if a card goes before it can be read."""
        words = (
            scene.card or scene.title
            if self.fade
            else f"{self.title} {scene.title} {scene.summary}"
        )
        needed = reading_seconds(words)
        if self.card_seconds < needed:
            raise InvalidInput(
                f"The film {self.name!r} shows the card {brief(words)} of its chapter "
                f"{scene.name!r} for {self.card_seconds:g} s, and reading it takes {needed:.3g} s; "
                "shorten it or show cards longer."
            )
