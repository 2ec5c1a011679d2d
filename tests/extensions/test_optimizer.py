"""Optimizers of somebody else: one with nothing but what the protocol asks, one that says more."""

import json

import pytest

from gradreel.core import read_trace

PLAIN = '''
    import numpy as np
    from gradreel.core import Update

    class SignDescent:
        """Steps of one length."""

        name = "sign_descent"

        def __init__(self, learning_rate=0.05):
            self.learning_rate = learning_rate

        def init(self, params):
            return None

        def lookahead(self, params, state):
            return params

        def update(self, gradient, state):
            return Update(-self.learning_rate * np.sign(gradient), state, {})
'''
FULL = '''
    from dataclasses import dataclass
    from gradreel.core import Update
    from gradreel.core.conventions import Rules
    from gradreel.core.hyperparameters import POSITIVE, Hyperparameters, per_run

    @dataclass(frozen=True, eq=False, repr=False)
    class Halving(Hyperparameters):
        """Half a step of gradient descent."""

        name = "halving"
        label = "½ step"
        conventions = {"paper": Rules("Ours."), "torch": Rules("Theirs.")}
        learning_rate: float = 0.05
        share: float = 0.5

        def __post_init__(self):
            self._settle(learning_rate=POSITIVE, share=POSITIVE)

        def init(self, params):
            return None

        def update(self, gradient, state):
            share = per_run(self.learning_rate) * per_run(self.share)
            return Update(-share * gradient, state, {})
'''
GROUND = "--surface quadratic --steps 20"
LOOK = "--size 320x180 --fps 1 --quiet"


@pytest.fixture
def package(stranger):
    stranger.has("plain", PLAIN)
    stranger.has("full", FULL)
    places = {"sign_descent": "plain:SignDescent", "halving": "full:Halving"}
    stranger.offers({"gradreel.optimizers": places})
    return stranger


def test_it_is_listed_raced_swept_and_traced(package):
    both = "--optimizer sign_descent --optimizer halving --optimizer adam"
    said = package.commands(
        "optimizers",
        f"race {both} {GROUND} -o race.gif {LOOK}",
        f"race {both} {GROUND} --schedule cosine -o race.png {LOOK}",
        f"race --optimizer halving {GROUND} --convention torch --tune -o tuned.png {LOOK}",
        f"sweep --optimizer halving --vary learning_rate=0.1:1:3 {GROUND} -o sweep.png {LOOK}",
        f"trace {both} --optimizer sign_descent(learning_rate=0.1) {GROUND} -o runs.npz --quiet",
        "info race.gif --json",
    )
    assert "halving(learning_rate=0.05, share=0.5)\n    Half a step of gradient descent.\n" in said
    assert "conventions: paper, torch\nsign_descent(learning_rate=0.05)" in said
    assert said.count("conventions: paper\n") == 2  # adagrad_momentum's, and who has none
    runs = read_trace(package.folder / "runs.npz")
    assert list(runs)[1:3] == ["halving", "adam"]
    assert {path.name for path in package.folder.glob("*.[gp][in][fg]")} == {
        "race.gif", "race.png", "tuned.png", "sweep.png",
    }  # fmt: skip
    assert json.loads(said.splitlines()[-1])["frames"] >= 10


def test_its_colour_marker_and_name_fall_into_free_places(package):
    said = package.python(
        """
        from gradreel.animate.style.run_styles import label_of, mark_of, slots
        from gradreel.core import CONVENTIONS, OPTIMIZERS
        names = ["gradient_descent", "halving", "sign_descent", "halving(learning_rate=0.1)"]
        print(slots(names)["gradient_descent"], len(set(slots(names).values())))
        print([mark_of(name, names).label for name in names])
        print([*CONVENTIONS["halving"]], [*CONVENTIONS["sign_descent"]], len(OPTIMIZERS))
        """
    )
    assert said.splitlines() == [
        "gradient_descent 4",
        "['Gradient descent', '½ step', 'sign descent', '½ step η=0.1']",
        "['paper', 'torch'] ['paper'] 18",
    ]


def test_what_it_cannot_do_is_said_in_a_sentence(package):
    package.has("broken", "class NoOptimizer: name = 'broken'")
    places = {"sign_descent": "plain:SignDescent", "broken": "broken:NoOptimizer"}
    package.offers({"gradreel.optimizers": places})
    said = package.python(
        """
        from gradreel.core import GradreelError, parse_optimizer
        from gradreel.core.scheduled import with_hyperparameters
        for make in (
            lambda: parse_optimizer("sign_descent", "torch"),
            lambda: with_hyperparameters(parse_optimizer("sign_descent"), {"learning_rate": 1}),
            lambda: parse_optimizer("broken"),
        ):
            try:
                make()
            except GradreelError as error:
                print(error)
        """
    )
    assert said.splitlines() == [
        "sign_descent takes no convention; give learning_rate.",
        "sign_descent has no hyperparameter learning_rate; give another optimizer, or make its "
        "class a dataclass.",
        said.splitlines()[2],
    ]
    assert said.splitlines()[2].startswith("stranger gave broken, which made optimizer=")


def test_nothing_of_others_is_looked_up_for_what_is_built_in(package):
    said = package.python(
        """
        import sys
        from gradreel.core import parse_optimizer, parse_surface
        parse_optimizer("adam"), parse_surface("neuron")
        print({"plain", "full", "importlib.metadata"} & sys.modules.keys())
        """
    )
    assert said == "set()\n"
