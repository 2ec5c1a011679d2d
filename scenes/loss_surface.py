"""How to read the contours: high and low, flat and steep, with the same surface in 3D beside."""

from gradreel.animate import (
    Callout,
    Change,
    Hold,
    SurfacePanel,
)
from gradreel.scenes import lecture_first_claims as claims
from gradreel.scenes import lecture_setup as lecture

# Where the callouts point.
HIGH, ALSO_HIGH, LOW, STEEP = (1.0, -3.3), (1.2, 2.45), (-0.9, 0.12), (-1.6, -1.4)
IS_HIGH = claims.lower(LOW, HIGH, ALSO_HIGH)
IS_STEEP = claims.steeper(STEEP, HIGH, LOW)
DOWN = "from here, which way would you go down?"
AT_START = (
    Callout(
        "map",
        "the start: $w$ = {params.w@0:.1}, $b$ = {params.b@0:.1}",
        point=lecture.START,
        offset=(60, 50),
    ),
)

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
    timeline=lecture.timeline(
        (
            Change(
                "surface", 5.2, 0.3, "along each line the loss is the same: let us tilt the map"
            ),
            Change(
                "surface",
                4.4,
                0.55,
                "red is high: there the neuron is far off the data",
                (
                    Callout("map", "high", point=HIGH, offset=(-70, 50)),
                    Callout("map", "high", point=ALSO_HIGH, offset=(-70, -50)),
                ),
                claim=IS_HIGH,
            ),
            Change(
                "surface",
                4.1,
                0.75,
                "blue is low: a valley, and in it the minimum",
                (Callout("map", "low", point=LOW, offset=(-80, 70)),),
                claim=IS_HIGH,
            ),
            Change(
                "surface",
                4,
                0.9,
                "lines far apart: flat, as on the red ground",
                (
                    Callout("map", "flat", point=HIGH, offset=(-70, 60)),
                    Callout("map", "flat", point=LOW, offset=(-80, 70)),
                ),
                claim=IS_STEEP,
            ),
            Change(
                "surface",
                4.4,
                caption="where they crowd it is steep: the way into the valley",
                callouts=(Callout("map", "steep: lines crowd", point=STEEP, offset=(-70, -60)),),
                claim=IS_STEEP,
            ),
            Change("surface", 5.5, 0, DOWN, AT_START),
            Hold(1.4, DOWN, AT_START),
        ),
        ease=0.35,
    ),
)
