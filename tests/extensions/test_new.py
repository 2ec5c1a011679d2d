"""What `gradreel new` writes works as it stands: it is installed as a package, and used."""

import re

SMALL = ("--size", "160x90", "--fps", "1", "--quiet")


def begin(stranger, kind, name):
    """Write the file to begin with, and offer what it says is to be offered."""
    said = stranger.gradreel("new", kind, f"{name}.py")
    entry = re.search(r'now: add "(\S+)" = "(\S+)" to the entry points (\S+) of your', said)
    assert entry
    stranger.offers({entry[3]: {entry[1]: entry[2]}})
    return said.rpartition(", then ")[2].split()


def test_an_optimizer(stranger):
    use = begin(stranger, "optimizer", "canyon_walk")
    told = stranger.gradreel("optimizers")
    assert "\ncanyon_walk(learning_rate=0.01, momentum=0.9)\n    Gradient descent that" in told
    stranger.gradreel(*use[1:], "--steps", "5", *SMALL)
    assert (stranger.folder / "canyon_walk.gif").stat().st_size > 0
    said = stranger.python("""
        from canyon_walk import CanyonWalkOptimizer
        from gradreel.core import Booth, Momentum, sweep
        given = {"steps": 9, "vary": {"momentum": (0, 0.5, 0.9)}}
        one, other = (sweep(o(), Booth(), (0, 0), **given) for o in (CanyonWalkOptimizer, Momentum))
        print((one.trajectory.params == other.trajectory.params).all())
    """)
    assert said == "True\n"


def test_a_surface(stranger):
    use = begin(stranger, "surface", "canyon")
    assert "\ncanyon\n    A bowl, four times as steep" in stranger.gradreel("surfaces")
    stranger.gradreel(*use[1:], "--steps", "5", *SMALL)
    assert (stranger.folder / "canyon.gif").stat().st_size > 0
    said = stranger.python("""
        import numpy as np
        from canyon import CanyonSurface
        from gradreel.core import surface_from_function
        surface, at = CanyonSurface(), np.array([[0.3, -1.0], [2.0, 0.5]])
        loss = lambda w, b: surface.loss(np.stack([w, b], axis=-1))
        near = surface_from_function(loss, name="near", window=surface.window).gradient(at)
        print(np.allclose(surface.gradient(at), near), *surface.gradient(surface.minimum))
    """)
    assert said == "True 0.0 0.0\n"


def test_a_panel(stranger):
    use = begin(stranger, "panel", "canyon")
    stranger.gradreel(*use[1:], *SMALL)
    assert (stranger.folder / "canyon.gif").stat().st_size > 0
    said = stranger.python("""
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
    """)
    assert said == "True False\n"


def test_a_format(stranger):
    use = begin(stranger, "format", "Film_reel")
    assert use[-1] == "replay.filmreel"
    stranger.gradreel(
        "render", "update_rule", "-o", "a.filmreel", "-o", "frames", "--transparent", *SMALL
    )
    assert "the same pixels" in stranger.gradreel("verify", "a.filmreel", "update_rule")
    assert "the same" in stranger.gradreel("golden", "compare", "a.filmreel", "frames")


def test_a_scene(stranger):
    said = stranger.gradreel("new", "scene", "canyon.py")
    assert said.endswith("now: gradreel render canyon.py -o canyon.gif\n")
    stranger.offers({"gradreel.scenes": {"canyon": "canyon:SCENE"}})
    stranger.gradreel("still", "canyon", "-o", "canyon.png", "--size", "160x90")
    assert (stranger.folder / "canyon.png").stat().st_size > 0
