"""Scene files: a good one with one or two of its values replaced by others."""

from __future__ import annotations

from random import Random

from .case import Case

FIELDS: dict[str, str] = {
    "name": "'tiny'",
    "summary": "'Two paths.'",
    "title": "'Two paths'",
    "surface": "Quadratic(condition_number=10)",
    "start": "(1.0, 1.0)",
    "steps": "10",
    "optimizers": "(GradientDescent(learning_rate=0.05), Adam())",
    "panels": (
        "{'map': ContourPanel(), 'loss': CurvePanel('loss', optimizers=('adam',), label='loss')}"
    ),
    "rows": "(('map', 'loss'),)",
    "widths": "(2, 1)",
    "heights": "()",
    "timeline": "Timeline((Play(to=10, seconds=1), Hold(0.5)), (Caption(0, 'a {loss}'),))",
    "runs": "()",
    "oracle": "None",
}
ODD = (
    "None", "True", "0", "1", "-1", "3.5", "nan", "inf", "-inf", "1e308", "10**400", "''", "'x'",
    "b'x'",
    "()", "[]", "{}", "set()", "object()", "len", "np.nan", "np.float32(1)", "np.int64(5)",
    "np.array([1])",
    "np.array([1.0, 1.0])", "np.zeros((2, 2))", "1j", "iter(int, 1)", "(x for x in (1.0, 1.0))",
    "range(3)",
    "Decimal('1')", "Fraction(1, 3)", "'a' * 3000", "'\\x1b]0;x\\x07'", "'a\\nb'",
    "r'$\\eta_{max$'", "'日本語'",
    "'🎬'", "'{loss'", "'{nothing}'", "'{loss@there}'", "'%s'", "'<b>'", "(1, 2, 3)", "((),)",
    "[[]]", "type",
    "Adam", "Adam()", "Quadratic", "Quadratic()", "lambda *a: 1", "{'a': 1}", "('map',)",
    "float('nan')",
)  # fmt: skip
TIMELINES = (
    "Timeline(())", "Timeline((Hold({}),))", "Timeline((Play(to={}, seconds=1),))",
    "Timeline((Play(to=10, seconds={}),))",
    "Timeline((Play(to=10, seconds=1),), (Caption({}, 'x'),))",
    "Timeline((Play(to=10, seconds=1),), (Caption(0, {}),))", "Timeline({})",
    "Timeline((Replay({}, 5, 1),))", "Timeline((Play(to=10, seconds=1, speeds={}),))",
    "Timeline((Play(to='e', seconds=1),), events={{'e': {}}})",
    "Timeline((Play(to='e', seconds=1),), events={{'e': Arrives({})}})",
    "Timeline((Play(to='e', seconds=1),), events={{'e': After({}, 1)}})",
    "Timeline((Play(to='e', seconds=1),), events={{'e': Turns('adam', {})}})",
    "Timeline((Change('map', {}), Play(to=10, seconds=1)))", "Timeline((Change({}, 1), Hold(1)))",
    "Timeline((Change('map', 1, to={}), Hold(1)))",
    "Timeline((Play(to=10, seconds=1),), (), (Callout('map', {}),))",
    "Timeline((Play(to=10, seconds=1),), (), (Callout('map', 'x', point={}),))",
    "Timeline((Play(to=10, seconds=1),), (), (Callout('map', 'x', at={}),))",
    "Timeline((Play(to=10, seconds=1),), (), (Callout({}, 'x'),))",
    "Timeline((Play(to=10, seconds=1),), (), (Callout('map', 'x', offset={}),))",
    "Timeline((Play(to=10, seconds=1),), (), (Callout('map', 'x', line={}),))",
    "Timeline((Play(to=10, seconds=1),), (), (Callout('map', 'x', until={}),))",
)  # fmt: skip
PANELS = (
    "ContourPanel({})", "CurvePanel({})", "CurvePanel('loss', optimizers={}, label='x')",
    "CurvePanel('loss', optimizers=('adam',), label={})", "CurvePanel('gradient', {})",
    "CurvePanel('loss', optimizers=('adam',), label='x', scale={})", "ReadoutPanel({})",
    "SurfacePanel({})",
    "AnatomyPanel({})", "SlopePanel({})", "SquaresPanel({})", "StandingsPanel({})",
    "CodePanel({})", "CodePanel((({}, 'loss'),))", "ComponentsPanel({})",
    "LengthsPanel({})", "PullsPanel({})", "RatesPanel({})", "RatesPanel(lines={})",
    "TargetsPanel({})", "TheoryPanel({})", "UnfoldPanel({})", "UnfoldPanel(block={})",
    "ContourPanel(before={})", "ContourPanel(zoom={})", "SurfacePanel(tilt={})",
    "DataPanel({})", "FeaturesPanel({})", "{}",
)  # fmt: skip
SURFACES = (
    "surface_from_function({}, window=(-2, 2, -2, 2))",
    "surface_from_function(lambda w, b: w * 0 + {})",
    "surface_from_function(lambda w, b: np.sqrt(w) + np.log(b))",
    "surface_from_function(lambda w, b: 1 + 1e-16 * w)",
    "surface_from_function(lambda w, b: 1e250 * w**2)",
    "surface_from_function(lambda w, b: w**2 + b**2, window={})", "Quadratic(condition_number={})",
    "surface_from_function(lambda w, b: np.where(w > 0, np.nan, w))", "Rosenbrock(window={})",
    "surface_from_function(lambda w, b: w**2, gradient={})", "GridSurface({}, {}, {})",
    "surface_from_function(lambda w, b: w * 0)", "surface_from_function(lambda w, b: 1 / (w - w))",
)  # fmt: skip
TOP = """
from decimal import Decimal
from fractions import Fraction
import numpy as np
from numpy import inf, nan
from gradreel.animate import *
from gradreel.core import *
"""


def scene_file(**fields: str) -> bytes:
    """Write the file of the good scene, with other words for some of its fields."""
    body = "".join(f"    {name}={value},\n" for name, value in (FIELDS | fields).items())
    return f"{TOP}\nSCENE = Scene(\n{body})\n".encode()


def scene(random: Random) -> Case:
    """Make a case of a scene whose file is odd in one or two places."""
    fields = dict(FIELDS)
    for _ in range(random.choice((1, 1, 1, 2))):
        kind = random.random()
        odd = random.choice(ODD)
        if kind < 0.4:
            name = random.choice(list(fields))
            fields[name] = odd
        elif kind < 0.65:
            fields["timeline"] = random.choice(TIMELINES).format(odd)
        elif kind < 0.85:
            panel = random.choice(PANELS).format(odd)
            fields["panels"] = f"{{'map': ContourPanel(), 'loss': {panel}}}"
        else:
            fields["surface"] = random.choice(SURFACES).format(odd, odd, odd)
    text = scene_file(**fields)
    command, writes = random.choice(COMMANDS)
    return Case(command.split(), {"odd.py": text}, writes)


COMMANDS = (
    ("still odd.py -o a.png --size 160x90 --fps 4", ["a.png"]),
    ("still odd.py -o a.png --size 160x90 --fps 4", ["a.png"]),
    ("still odd.py -o a.svg --size 160x90 --step 5", ["a.svg"]),
    ("render odd.py -o a.webp -o a.srt --size 160x90 --fps 2", ["a.webp", "a.srt"]),
    ("trace odd.py -o a.csv", ["a.csv"]),
    ("storyboard odd.py -o a.png --size 160x90", ["a.png"]),
)
