"""A verb of somebody else: whatever resolves into a segment."""

import json
import re
from types import SimpleNamespace

import pytest

from gradreel.animate import Timeline
from gradreel.animate.scene.segments import Segment
from gradreel.core.errors import InvalidInput

SCENE = '''
    from dataclasses import dataclass, replace
    from gradreel.animate import Arrives, Callout, Caption, ContourPanel, Play, Scene, Timeline
    from gradreel.animate.scene.segments import Segment
    from gradreel.core import GradientDescent, Quadratic

    @dataclass(frozen=True)
    class Skim:
        """Go on to a step, fast at first, and say so."""

        to: object
        seconds: float
        caption: str | None = "skimming"
        callouts: tuple = ()

        def resolved(self, events):
            return replace(self, to=events.get(self.to, self.to))

        def resolve(self, before):
            speeds = (2.0, 0.5)
            return Segment(before, self.to, self.seconds, self.caption, self.callouts, speeds)

    class Breath:
        """Stand for a second."""

        seconds, caption, callouts = 1.0, None, (Callout("map", "breathe", 0, point=(0, 0)),)

        def resolved(self, events):
            return self

        def resolve(self, before):
            return Segment(before, before, 1.0, None, self.callouts, rests=True)

    class Closer(Breath):
        """Let the map zoom."""

        panel = "map"

        def resolve(self, before):
            return Segment(before, before, 1.0, "closer", (), (0.0, 0.0), "map", 1.0)

    SCENE = Scene(
        name="skimmed", summary="", title="Skimmed", surface=Quadratic(), start=(-1.6, 1.4),
        steps=60, optimizers=(GradientDescent(learning_rate=0.1),),
        panels={"map": ContourPanel(zoom=(-1.0, 1.0, -1.0, 1.0))}, rows=[["map"]],
        timeline=Timeline(
            (Play(5, 1), Skim("there", 2), Breath(), Closer(), Skim(50, 1, None)),
            (Caption(0, "on"), Caption(45, "late")),
            events={"there": Arrives("gradient_descent", 0.5)},
        ),
    )
'''


def verb(segment=None, **members):
    """Make a verb of one's own that may be wrong."""
    made = {"seconds": 1, "caption": None, "callouts": (), **members}
    made["resolve"] = lambda before: Segment(before, segment, 1) if segment == "far" else segment
    found = SimpleNamespace(**made)
    found.resolved = lambda events: found
    return found


def test_it_plays_speaks_rests_and_is_cut(stranger):
    stranger.has("scene", SCENE)
    look = "--size 160x90 --fps 4 --quiet"
    stranger.commands(
        f"render scene.py -o film.gif -o film.srt -o film.json {look}",
        f"render scene.py -o part.gif -o part.json --from 3 --to 12 {look}",
        "verify part.gif scene.py",
        "still scene.py -o zoomed.svg --time 4.9 --quiet",
        "golden update scene.py --at 'start,hold 1,there,end' --size 320x180",
        "golden check scene.py",
    )
    told = json.loads((stranger.folder / "film.json").read_text("utf-8"))
    assert [each["steps"] for each in told["segments"]] == [
        [0, 5], [5, 12], [12, 12], [12, 12], [12, 50],
    ]  # fmt: skip
    said = [each["text"] for each in told["captions"]]
    assert said == ["on", "skimming", "on", "closer", "on", "late"]
    part = json.loads((stranger.folder / "part.json").read_text("utf-8"))
    assert [each["steps"] for each in part["segments"]] == [[3, 5], [5, 12], [12, 12], [12, 12]]
    assert (stranger.folder / "golden/skimmed/hold_1.png").is_file()
    assert "breathe" not in (stranger.folder / "film.srt").read_text("utf-8")


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (SimpleNamespace(seconds=1), "verbs[0]=namespace(seconds=1); give a segment, such as Play"),
        (verb(seconds=-1), "verbs[0] with seconds=-1; give a finite number from 0 to 86400."),
        (verb(callouts=("here",)), "verbs[0] with callouts[0]='here'; give a Callout."),
        (verb(segment=4), "of a SimpleNamespace=4; give a Segment."),
        (verb(segment="far"), "Segment was given last='far'; give a finite number"),
    ],
)
def test_what_a_verb_must_have_is_said(verb, words):
    with pytest.raises(InvalidInput, match=re.escape(words)):
        Timeline((verb,)).resolved()
