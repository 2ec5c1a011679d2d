"""An event of somebody else: any object with a method `find`, wherever a step may be named."""

import json

SCENE = '''
    from gradreel.animate import (
        After, Callout, Caption, ContourPanel, Hold, Play, Scene, Timeline,
    )
    from gradreel.core import GradientDescent, Quadratic

    class Halves:
        """The first step at which the loss is half of what it was."""

        def find(self, experiment):
            loss = experiment.trajectories["gradient_descent"].loss
            return int((loss <= loss[0] / 2).argmax())

    SCENE = Scene(
        name="halving", summary="", title="Halving", surface=Quadratic(), start=(-1.6, 1.4),
        steps=40, optimizers=(GradientDescent(),), panels={"map": ContourPanel()},
        rows=[["map"]],
        timeline=Timeline(
            (Play("half", 1), Hold(1, callouts=(Callout("map", "half", "half"),)), Play("end", 1)),
            (Caption(0, "on"), Caption("half", "half of it at {loss}")),
            (Callout("map", "here", at="half", until="end"),),
            {"half": Halves(), "end": After(Halves(), 5)},
        ),
    )
'''


def test_it_names_steps_of_verbs_captions_callouts_and_goldens(stranger):
    stranger.has("scene", SCENE)
    said = stranger.commands(
        "render scene.py -o film.gif -o film.srt -o film.json --size 160x90 --fps 4 --quiet",
        "golden update scene.py --at start,half,end --size 320x180",
        "golden check scene.py",
    )
    told = json.loads((stranger.folder / "film.json").read_text("utf-8"))
    assert [each["steps"] for each in told["segments"]] == [[0, 4], [4, 4], [4, 9]]
    assert [each["text"] for each in told["captions"]] == ["on", "half of it at 5.40"]
    assert "half of it at 5.40" in (stranger.folder / "film.srt").read_text("utf-8")
    assert (stranger.folder / "golden/halving/half.png").is_file()
    assert "golden/halving  3 frames: start, half, end" in said
