"""A panel of somebody else: one file, one row of entry points, and all that it needs is checked."""

import re
from pathlib import Path

import pytest

from gradreel.animate import panels

PANEL = """
    from dataclasses import dataclass

    from gradreel.animate.panels import Margins, moving


    @dataclass(frozen=True)
    class BarsPanel:
        '''How far each run is from the minimum, as bars.'''

        high: float = 2.0
        margins = Margins(left=60, right=60, top=30, bottom=40)

        def draw(self, axes, context):
            names = list(context.trajectories)
            bars = axes.bar(names, [1] * len(names), color=context.theme.path_color(names[0]))
            axes.set_ylim(0, self.high)
            right = axes.twinx()
            right.set_ylim(0, self.high**2)
            dots = right.plot(names, [0] * len(names), "o", color=context.theme.ink)
            return DrawnBars(moving(bars), moving(dots, layer=1), context)

        def changed(self, surface, progress):
            return BarsPanel(self.high + progress)


    class DrawnBars:
        def __init__(self, bars, dots, context):
            self.bars, self.dots, self.context = bars, dots, context

        def at(self, moment):
            runs = self.context.trajectories.values()
            far = [float(abs(run.params[moment.whole]).max()) for run in runs]
            for bar, height in zip(self.bars, far):
                bar.set_height(height)
            self.dots[0].set_ydata([height**2 for height in far])
            return [*self.bars, *self.dots]
"""
SCENE = """
    from gradreel.animate import Change, ContourPanel, Play, Scene, Timeline
    from gradreel.animate.panels import BarsPanel
    from gradreel.core import Adam, GradientDescent, Quadratic

    SCENE = Scene(
        name="bars", summary="Bars.", title="Bars", surface=Quadratic(), start=(-1.0, 0.8),
        steps=20, optimizers=(GradientDescent(learning_rate=0.05), Adam(learning_rate=0.1)),
        panels={"bars": BarsPanel(), "map": ContourPanel()}, rows=(("bars", "map"),),
        timeline=Timeline((Play(to=10, seconds=1), Change("bars", 0.4), Play(to=20, seconds=1))),
    )
"""
WRONG = """
    import numpy as np
    from matplotlib.figure import Figure
    from bars import BarsPanel

    class Ordinary(BarsPanel):
        def draw(self, axes, context):
            return Given(axes.bar(["w", "b"], [1, 2]))

    class InAxes(BarsPanel):
        def draw(self, axes, context):
            return Given(axes.plot([0, 1], [0, 1], animated=True))

    class Low(BarsPanel):
        def draw(self, axes, context):
            axes.figure.add_artist(line := axes.plot([0, 1], animated=True)[0].__class__([], []))
            line.set_animated(True)
            return Given([line])

    class Elsewhere(BarsPanel):
        def draw(self, axes, context):
            return Given(Figure().add_subplot().plot([0, 1], animated=True))

    class Numbers(BarsPanel):
        def draw(self, axes, context):
            return Given(np.zeros(2))

    class Nested(BarsPanel):
        def draw(self, axes, context):
            return Given([[1.5]])

    class Nothing(BarsPanel):
        def draw(self, axes, context):
            return Given(None)

    class LaterOn(BarsPanel):
        def draw(self, axes, context):
            self_axes = axes
            class Drawn:
                def at(self, moment):
                    return self_axes.bar(["w"], [1]) if moment.whole else []
            return Drawn()

    class Given:
        def __init__(self, artists):
            self.artists = artists

        def at(self, moment):
            return self.artists
"""
TELL = """
    from dataclasses import replace
    import wrong
    from gradreel.animate import Stage
    from gradreel.core.errors import InvalidInput
    from scene import SCENE

    map_ = SCENE.panels["map"]
    for name in {names}:
        scene = replace(SCENE, panels={{"bars": getattr(wrong, name)(), "map": map_}})
        try:
            Stage(scene, (320, 180)).frame(20)
        except InvalidInput as error:
            told, keep = str(error).split(" from at(); ")
            assert "hand it to moving() of gradreel.animate.panels" in keep
            print(name, told.removeprefix("The panel 'bars' returned "))
"""


@pytest.fixture
def bars(stranger):
    """A stranger's panel, offered by a row, and a scene that has it."""
    stranger.has("bars", PANEL)
    stranger.has("scene", SCENE)
    stranger.offers({
        "gradreel.panels": {"BarsPanel": "bars:BarsPanel"},
        "gradreel.scenes": {"bars": "scene:SCENE"},
    })  # fmt: skip
    return stranger


def test_frames_of_a_strangers_panel_equal_full_redraws_in_both_themes(bars):
    said = bars.python("""
        from gradreel.animate import Stage
        from gradreel.animate.style.theme import THEMES
        from scene import SCENE

        for theme in THEMES.values():
            stage = Stage(SCENE, (320, 180), theme=theme)
            for index in (0, 24, 30, len(stage) - 1):
                assert (stage.frame(index) == stage.redraw(index)).all(), (theme.name, index)
            assert (stage.frame(0) != stage.frame(24)).any()
            assert len(stage.axes["bars"]) == 2
            print(theme.name)
    """)
    assert said.split() == ["light", "dark"]


def test_commands_take_a_strangers_panel(bars):
    bars.commands(
        "render bars -o bars.gif -q l --fps 5",
        "still bars -o bars.png --step 12 --theme dark",
        "still bars -o bars.svg --step 5",
    )
    assert {"bars.gif", "bars.png", "bars.svg"} <= {each.name for each in bars.folder.iterdir()}


def test_golden_holds_a_panel_with_two_axes(bars):
    bars.commands("golden update bars --at start,10,end", "golden check bars")
    states = [path.read_text("utf-8") for path in bars.folder.rglob("*.txt")]
    assert any('panel "bars", axes 2' in text for text in states), states


def test_every_panel_of_ours_has_its_row():
    assert panels.PANELS.built_in.keys() <= {*panels.__all__}
    folders = Path(panels.__file__).parent.glob("*/*.py")
    made = {
        name
        for path in folders
        for name in re.findall(r"^@dataclass.*\nclass (\w+Panel)\b", path.read_text("utf-8"), re.M)
    }
    assert made <= panels.PANELS.built_in.keys()


def test_wrong_panels_are_told_in_one_sentence(bars):
    bars.has("wrong", WRONG)
    names = ["Ordinary", "InAxes", "Low", "Elsewhere", "Numbers", "Nested", "Nothing", "LaterOn"]
    assert bars.python(TELL.format(names=names)).splitlines() == [
        "Ordinary a Rectangle that is not animated, so it stands still as well",
        "InAxes a Line2D that belongs to its axes",
        "Low a Line2D at z-order 2, below 9",
        "Elsewhere a Line2D of another figure",
        "Numbers [0.0, 0.0]",
        "Nested [1.5]",
        "Nothing None",
        "LaterOn a Rectangle that is not animated, so it stands still as well",
    ]


def test_names_of_old_and_of_nobody(bars):
    said = bars.python("""
        import warnings
        from gradreel.animate import panels

        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            assert panels.Shot is panels.PanelContext
        print(told[0].category.__name__, told[0].message)
        assert "BarsPanel" in dir(panels) and "ContourPanel" in dir(panels)
        try:
            panels.NoPanel
        except AttributeError as error:
            print(error)
    """)
    assert said.splitlines() == [
        "DeprecationWarning Shot will go; it is called PanelContext now.",
        "module 'gradreel.animate.panels' has no attribute 'NoPanel'",
    ]
