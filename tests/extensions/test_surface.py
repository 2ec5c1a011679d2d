"""A surface of somebody else, with nothing but what the protocol asks."""

import json

CANYON = '''
    import numpy as np
    from gradreel.core import Window

    class Canyon:
        """A canyon along the w axis."""

        name = "canyon"
        window = Window(-2.0, 2.0, -2.0, 2.0)
        minimum = np.zeros(2)

        def __init__(self, depth=10.0):
            self.depth = depth

        def loss(self, params):
            return params[..., 0] ** 2 + self.depth * params[..., 1] ** 2

        def gradient(self, params):
            return np.stack([2 * params[..., 0], 2 * self.depth * params[..., 1]], axis=-1)
'''
LOOK = "--size 320x180 --fps 1 --quiet"


def test_it_is_listed_raced_swept_traced_and_verified(stranger):
    stranger.has("canyon", CANYON)
    stranger.offers({"gradreel.surfaces": {"canyon": "canyon:Canyon"}})
    said = stranger.commands(
        "surfaces",
        f"race --surface canyon(depth=3) --optimizer adam -o race.gif --steps 30 {LOOK}",
        f"sweep --surface canyon --optimizer adam --vary beta1=0:0.9:3 -o sweep.png {LOOK}",
        "trace --surface canyon --optimizer adam --steps 30 -o runs.csv --quiet",
        "info race.gif --json",
    )
    assert (
        "canyon(depth=10)\n    A canyon along the w axis.\n"
        "    start -1.6,1.6; minimum 0,0; window -2,2,-2,2\n"
    ) in said
    assert (stranger.folder / "sweep.png").is_file()
    assert len((stranger.folder / "runs.csv").read_text().splitlines()) > 30
    assert json.loads(said.splitlines()[-1])["frames"] >= 10


def test_what_it_cannot_do_is_said_in_a_sentence(stranger):
    stranger.has("canyon", CANYON.replace("depth=10.0", "depth"))
    stranger.offers({"gradreel.surfaces": {"canyon": "canyon:Canyon"}})
    said = stranger.python(
        """
        from gradreel.core import GradreelError, parse_surface
        try:
            parse_surface("canyon")
        except GradreelError as error:
            print(error)
        """
    )
    assert said.startswith("stranger gave canyon=")
    assert "give a class that can be made without arguments (" in said
    assert said.count("\n") == 1
