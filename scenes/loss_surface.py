"""How to read the contours: high and low, flat and steep, with the same surface in 3D beside."""

from functools import partial

from gradreel.animate import All, Callout, Caption, Change, Play, SurfacePanel
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import paths

# Where the callouts point.
HIGH, ALSO_HIGH, LOW, STEEP = (1.0, -3.3), (1.2, 2.45), (-0.9, 0.12), (-1.6, -1.4)
IS_HIGH = paths.lower(LOW, HIGH, ALSO_HIGH)
IS_STEEP = paths.steeper(STEEP, HIGH, LOW)
IS_READ = All((IS_HIGH, IS_STEEP))
here: partial[Callout] = partial(Callout, "map")
RED = (
    here("high", point=HIGH, offset=(-70, 50)),
    here("high", point=ALSO_HIGH, offset=(-70, -50)),
)
BLUE = (here("low", point=LOW, offset=(-80, 70)),)
FLAT = (here("flat", point=HIGH, offset=(-70, 60)), here("flat", point=LOW, offset=(-80, 70)))
CROWDED = (here("steep: lines crowd", point=STEEP, offset=(-70, -60)),)
START = "the start: $w$ = {params.w@0:.1}, $b$ = {params.b@0:.1}"
FROM_HERE = (here(START, point=lecture.START, offset=(60, 50)),)
WHICH_WAY = "from here, which way would you go down?"

tilt: partial[Change] = partial(Change, "surface")
SHOWN = (
    tilt(5.2, 0.3, "along each line the loss is the same: let us tilt the map"),
    tilt(4.4, 0.55, "red is high: there the neuron is far off the data", RED, claim=IS_HIGH),
    tilt(4.1, 0.75, "blue is low: a valley, and in it the minimum", BLUE, claim=IS_HIGH),
    tilt(4, 0.9, "lines far apart: flat, as on the red ground", FLAT, claim=IS_STEEP),
    tilt(4.4, 1, "where they crowd it is steep: the way into the valley", CROWDED, claim=IS_STEEP),
    Play(1, 3.4, WHICH_WAY, FROM_HERE),
    tilt(3.9, 0, WHICH_WAY, FROM_HERE),
)
ANSWER = Caption(0.1, "Red is high, blue is low; steep is where the lines crowd", IS_READ)

SCENE = lecture.scene(
    name="loss_surface",
    summary="How to read the loss surface: red is high, blue low, steep where the lines crowd.",
    title="The loss over $w$ and $b$: how is a map of it read?",
    card="Reading the map",
    optimizers=(lecture.GRADIENT_DESCENT,),
    panels={
        "map": lecture.map_panel(names=False, scale=True, aspect="equal"),
        "surface": SurfacePanel(paths=False, height=0.5, azimuth=-62, tilt=True),
    },
    rows=(("map", "surface"),),
    widths=(1.12, 1),
    timeline=lecture.timeline(SHOWN, titles=(ANSWER,)),
)
