"""What a stranger writes is asked at once whether its methods take what they will get."""

import pytest

from gradreel.animate import Caption, ContourPanel, DataPanel, Play, Scene, Timeline
from gradreel.core import AdaGrad, Quadratic, Scheduled, descend
from gradreel.core.errors import InvalidInput


def scene(**changed):
    given = {
        "name": "own", "summary": "Own.", "title": "Own", "surface": Quadratic(), "start": (1, 1),
        "steps": 3, "optimizers": (AdaGrad(learning_rate=0.1),),
        "panels": {"map": ContourPanel()}, "rows": (("map",),),
        "timeline": Timeline((Play(to=3, seconds=1),)),
    }  # fmt: skip
    return Scene(**given | changed)


def timeline(event):
    return Timeline((Play(to="x", seconds=1),), events={"x": event})


def having(method, **members):
    return type("Mine", (), {method: lambda self: None, **members})()


@pytest.mark.parametrize(
    ("give", "said"),
    [
        (lambda: scene(panels={"map": having("draw", margins=None)}), "draw takes 2 arguments"),
        (lambda: timeline(having("find")), "find takes 1 argument"),
        (lambda: Caption(0, "so", having("fails")), "fails takes 4 arguments"),
        (lambda: Scheduled(AdaGrad(learning_rate=1), having("factor")), "factor takes 1 argument"),
        (lambda: DataPanel(batch=having("batch")), "batch takes 1 argument"),
        (
            lambda: Timeline(
                (having("resolve", resolved=lambda self, events: self, seconds=1, caption=None,
                        callouts=()),)
            ),
            "resolve takes 1 argument",
        ),
        (
            lambda: descend(
                having("init", lookahead=lambda *_: 0, update=lambda *_: 0, name="it"),
                Quadratic(), (1, 1), steps=3,
            ),
            "init takes 1 argument",
        ),
    ],
    ids=["panel", "event", "claim", "schedule", "batches", "verb", "optimizer"],
)  # fmt: skip
def test_a_method_that_takes_something_else_is_refused(give, said):
    with pytest.raises(InvalidInput, match=said):
        give()


def test_methods_with_more_arguments_that_have_defaults_are_right():
    finding = type("Mine", (), {"find": lambda self, experiment, closely=False: 2.0})()
    assert scene(timeline=timeline(finding)).clock
