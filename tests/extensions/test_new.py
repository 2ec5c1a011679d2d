"""What `gradreel new` writes works as it stands: it is installed as a package, and used."""

import re

SMALL = "--size 160x90 --fps 1 --quiet"


def begin(stranger, kind, name):
    """Write the file to begin with, and offer what it says is to be offered."""
    said = stranger.gradreel("new", kind, f"{name}.py")
    entry = re.search(r'now: add "(\S+)" = "(\S+)" to the entry points (\S+) of your', said)
    assert entry
    stranger.offers({entry[3]: {entry[1]: entry[2]}})
    return said.rpartition(", then gradreel ")[2].strip()


def test_an_optimizer(stranger):
    use = begin(stranger, "optimizer", "canyon_walk")
    told = stranger.commands(
        "optimizers",
        f"{use} --steps 5 {SMALL}",
        then="""
        from canyon_walk import CanyonWalkOptimizer
        from gradreel.core import Booth, Momentum, sweep
        given = {"steps": 9, "vary": {"momentum": (0, 0.5, 0.9)}}
        one, other = (sweep(o(), Booth(), (0, 0), **given) for o in (CanyonWalkOptimizer, Momentum))
        print((one.trajectory.params == other.trajectory.params).all())
    """,
    )
    assert "\ncanyon_walk(learning_rate=0.01, momentum=0.9)\n    Gradient descent that" in told
    assert told.endswith("\nTrue\n")
    assert (stranger.folder / "canyon_walk.gif").stat().st_size > 0


def test_a_surface(stranger):
    use = begin(stranger, "surface", "canyon")
    told = stranger.commands(
        "surfaces",
        f"{use} --steps 5 {SMALL}",
        then="""
        import numpy as np
        from canyon import CanyonSurface
        from gradreel.core import surface_from_function
        surface, at = CanyonSurface(), np.array([[0.3, -1.0], [2.0, 0.5]])
        loss = lambda w, b: surface.loss(np.stack([w, b], axis=-1))
        near = surface_from_function(loss, name="near", window=surface.window).gradient(at)
        print(np.allclose(surface.gradient(at), near), *surface.gradient(surface.minimum))
    """,
    )
    assert "\ncanyon\n    A bowl, four times as steep" in told
    assert told.endswith("\nTrue 0.0 0.0\n")
    assert (stranger.folder / "canyon.gif").stat().st_size > 0


def test_a_panel(stranger):
    use = begin(stranger, "panel", "canyon")
    said = stranger.commands(
        f"{use} {SMALL}",
        then="""
        from dataclasses import replace
        import numpy as np
        from canyon import SCENE
        from gradreel.animate import ContourPanel, Stage
        from gradreel.animate.panels import CanyonPanel
        panels = {"map": ContourPanel(), "mine": CanyonPanel(label="how far")}
        stage = Stage(replace(SCENE, panels=panels, rows=(("map", "mine"),)), (320, 180), fps=5)
        frames = [stage.frame(index) for index in (24, 0, 6)]
        again = [stage.redraw(index) for index in (24, 0, 6)]
        print(all(map(np.array_equal, frames, again)), np.array_equal(*frames[:2]))
    """,
    )
    assert said == "True False\n"
    assert (stranger.folder / "canyon.gif").stat().st_size > 0


def test_a_format(stranger):
    use = begin(stranger, "format", "Film_reel")
    assert use.endswith(" replay.filmreel")
    said = stranger.commands(
        f"render update_rule -o a.filmreel -o frames --transparent {SMALL}",
        "verify a.filmreel update_rule",
        "golden compare a.filmreel frames",
    )
    assert "the same pixels" in said
    assert said.splitlines()[-1].count("the same")


def test_a_scene(stranger):
    said = stranger.gradreel("new", "scene", "canyon.py")
    assert said.endswith("now: gradreel render canyon.py -o canyon.gif\n")
    stranger.offers({"gradreel.scenes": {"canyon": "canyon:SCENE"}})
    stranger.gradreel("still", "canyon", "-o", "canyon.png", "--size", "160x90")
    assert (stranger.folder / "canyon.png").stat().st_size > 0
