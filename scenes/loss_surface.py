"""How to read the contours: high and low, flat and steep, with the same surface in 3D beside."""

from gradreel.animate import Callout, Change, Hold, SurfacePanel
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

# Where the callouts point.
HIGH, ALSO_HIGH, LOW, STEEP = (1.0, -3.3), (1.2, 2.45), (-0.9, 0.12), (-1.6, -1.4)
IS_HIGH = claims.lower(LOW, HIGH, ALSO_HIGH)
IS_STEEP = claims.steeper(STEEP, HIGH, LOW)

SCENE = lecture.scene(
    name="loss_surface",
    summary="How to read the loss surface: red is high, blue low, steep where the lines crowd.",
    title="Reading the loss surface: two high sides and a valley",
    card="Reading the map",
    optimizers=(lecture.GRADIENT_DESCENT,),
    panels={
        "map": lecture.map_panel(names=False),
        "surface": SurfacePanel(paths=False, height=0.5, azimuth=-62, tilt=True),
    },
    rows=(("map", "surface"),),
    widths=(1, 1.05),
    timeline=lecture.timeline(
        (
            Change(
                "surface",
                7,
                caption="along each line the loss is the same; on the right the same in 3D",
            ),
            Hold(
                4.5,
                "red is high: there the neuron is far off the data",
                callouts=(
                    Callout("map", "high", point=HIGH, offset=(-70, 50)),
                    Callout("map", "high", point=ALSO_HIGH, offset=(-70, -50)),
                ),
                claim=IS_HIGH,
            ),
            Hold(
                4.5,
                "blue is low: a valley, and in it the minimum",
                callouts=(Callout("map", "low", point=LOW, offset=(-80, 70)),),
                claim=IS_HIGH,
            ),
            Hold(
                6,
                "far apart the lines mean flat: the red ground, the bottom of the valley",
                callouts=(
                    Callout("map", "flat: lines far apart", point=HIGH, offset=(-70, 60)),
                    Callout("map", "flat", point=LOW, offset=(-80, 70)),
                ),
                claim=IS_STEEP,
            ),
            Hold(
                5.5,
                "where they crowd it is steep: the way down into the valley",
                callouts=(Callout("map", "steep: lines crowd", point=STEEP, offset=(60, -70)),),
                claim=IS_STEEP,
            ),
            Change(
                "surface",
                7,
                to=0,
                caption="from here, which way would you go down?",
                callouts=(Callout("map", "the start", point=lecture.START, offset=(60, 50)),),
            ),
        )
    ),
)
