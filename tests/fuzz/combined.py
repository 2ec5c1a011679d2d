"""Scene files of which each part is fine: features that may meet each other anywhere.

Most faults sat where two good features met, a callout and a page that turns, say. So there are many
of both here, in wide, square and tall pictures and at several rates.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from .case import Case
from .scenes import TOP

SIZES = ("160x90", "160x160", "160x284", "160x400", "200x100")
RATES = ("2", "3.7", "5", "10")
POINTED = ("Contour", "Curve", "Rates", "Targets")
"""What callouts can point into."""

RUNS = ("gradient_descent", "momentum", "adagrad")

MAPS = (
    "ContourPanel()", "ContourPanel(names=False, marks=2)", "ContourPanel(fan=True, arrival=0.1)",
    "ContourPanel(zoom=Window(-0.5, 0.5, -0.5, 0.5), fan=True)", "ContourPanel(fade=4)",
    "ContourPanel(ghosts=('momentum',), scale=True)", "ContourPanel(aspect='equal')",
    "ContourPanel(marks='auto', spacing='log', targets=True)",
    "ContourPanel(zoom=Window(-1, 1, -0.2, 0.2), marks=1, fade=3, scale=True)",
    "SurfacePanel()", "SurfacePanel(tilt=True)", "UnfoldPanel('adagrad')",
)  # fmt: skip
OTHERS = (
    "CurvePanel('loss', optimizers=('adagrad', 'momentum'), label='loss')",
    "CurvePanel('gradient', 'w', ('adagrad',), label='gradient', step_axis=True)",
    "CurvePanel('sum_of_squares', 'b', ('adagrad',), label='$v_t$', scale='log')",
    "CurvePanel('effective_learning_rate', 'b', ('adagrad',), label='rate', hue='parameter')",
    "CurvePanel('params', 'w', ('momentum', 'adagrad'), label='$w$', marks=(2, 5))",
    "ReadoutPanel(('$w$ = {params.w:.3}', 'loss {loss:.2}'), 'adagrad')",
    "AnatomyPanel('adagrad')", "AnatomyPanel('adagrad', one_scale=True)", "SlopePanel()",
    "SlopePanel('derivative', 'adagrad')", "SquaresPanel('adagrad')", "StandingsPanel()",
    "CodePanel(optimizer='adagrad')", "ComponentsPanel('momentum')", "LengthsPanel()",
    "RatesPanel('adagrad')", "TargetsPanel('w', ('adagrad', 'momentum'))",
    "TheoryPanel(('gradient_descent',))",
)  # fmt: skip
SPOKEN = ("a {loss:.2}", "the [first](p0) is shown", "$w$ = {params.w:.2}, [then](p1) the next", "")
EVENTS = {
    "peak": "Peaks('adagrad', 'gradient', 'w')", "there": "Arrives('adagrad', radius=0.5)",
    "later": "After(Peaks('adagrad', 'gradient', 'b'), 2)", "steep": "Steepest('momentum')",
}  # fmt: skip
STEPS = 12
COMMANDS: Sequence[tuple[list[str], list[str]]] = [
    (line.split(), [word for word in line.split() if "." in word or word == "frames"])
    for line in (
        "render -o a.gif", "render -o a.gif -o a.srt", "render -o a.webp -o a.json",
        "render -o a.mp4 -o a.vtt", "render -o a.html", "render -o frames", "render -o a.apng",
        "still --step 5 -o a.svg", "still --time 0.6 -o a.pdf", "storyboard -o a.png",
    )
]  # fmt: skip
MORE = ("", "", "--from 2 --to 9", "--from peak", "--hold-last 0.5", "--jobs 2", "--to there")


def combined(random: Random) -> Case:
    """Make a case of a scene that has several of everything."""
    panels = [random.choice(MAPS), *random.sample(OTHERS, random.randint(1, 5))]
    if random.random() < 0.3:
        panels.append(random.choice(MAPS))
    names = [f"p{number}" for number in range(len(panels))]
    pointed = [n for n, p in zip(names, panels, strict=True) if p.startswith(POINTED)] or names
    fields = {
        "name": "'many'", "summary": "'Many.'", "title": f"'Many things {'at once ' * 3}'",
        "surface": "Quadratic(condition_number=10)", "start": "(1.0, 1.0)", "steps": f"{STEPS}",
        "optimizers": "(GradientDescent(learning_rate=0.05), Momentum(learning_rate=0.02), "
        "AdaGrad(learning_rate=0.3))",
        "panels": f"{{{', '.join(f'{n!r}: {p}' for n, p in zip(names, panels, strict=True))}}}",
        "rows": _rows(random, names), "timeline": _timeline(random, names, pointed),
    }  # fmt: skip
    body = "".join(f"    {name}={value},\n" for name, value in fields.items())
    text = f"{TOP}\nSCENE = Scene(\n{body})\n".encode()
    size, rate, theme = (random.choice(each) for each in (SIZES, RATES, ("light", "dark")))
    command, writes = random.choice(COMMANDS)
    more = random.choice(MORE) if command[0] == "render" else ""
    look = ["--size", size, "--theme", theme, *more.split()]
    look += ["--fps", rate] if command[0] != "storyboard" else []
    return Case([command[0], "many.py", *command[1:], *look], {"many.py": text}, writes)


def _rows(random: Random, names: Sequence[str]) -> str:
    columns = random.choice((1, 2, 3))
    rows = [list(names[first : first + columns]) for first in range(0, len(names), columns)]
    rows[-1] += [rows[-1][-1]] * (columns - len(rows[-1]))
    return f"({''.join(f'({repr(tuple(row))[1:-1]}), ' for row in rows)})"


def _timeline(random: Random, names: Sequence[str], pointed: Sequence[str]) -> str:
    verbs = (
        [f"Play({STEPS - 2}, 0.6)"]
        + [_verb(random, names, pointed) for _ in range(random.randint(2, 6))]
        + ["Hold(0.5)"]
    )
    callouts = [_callout(random, pointed) for _ in range(random.randint(0, 3))]
    steps = sorted(random.sample(range(STEPS), 2))
    captions = [f"Caption({step}, {random.choice(SPOKEN[:3])!r})" for step in steps]
    events = ", ".join(f"{name!r}: {event}" for name, event in EVENTS.items())
    titles = [f"Caption({random.randint(1, STEPS)}, 'A title that answers')"]
    return (
        f"Timeline(({', '.join(verbs)},), ({', '.join(captions)},), ({_listed(callouts)}), "
        f"events={{{events}}}, titles=({_listed(titles if random.random() < 0.4 else [])}), "
        f"ease={random.choice((0, 0.2, 0.4))}, pace={random.choice((False, True))})"
    )


def _verb(random: Random, names: Sequence[str], pointed: Sequence[str]) -> str:
    step = random.choice([*map(str, range(1, STEPS + 1)), *map(repr, EVENTS)])
    panel, seconds = random.choice(names), random.choice((0.2, 0.4, 0.7))
    callouts = [_callout(random, pointed) for _ in range(random.choice((0, 0, 1, 2)))]
    said = f"{random.choice(SPOKEN)!r}, ({_listed(callouts)})"
    return random.choice((
        f"Play({step}, {seconds}, {said})", f"Play({step}, {seconds}, {said})",
        f"Hold({seconds}, {said})", f"Rewind(0, {seconds}, {said})",
        f"Replay(0, {step}, {seconds}, {said})", f"Change({panel!r}, {seconds}, 1.0, {said})",
        f"Change('p0', {seconds}, {random.choice((0.5, 1.0, 0.0))}, {said})",
        f"Reveal({panel!r}, {seconds}, {said})", f"Dim({panel!r}, {seconds}, {said})",
        f"Highlight({panel!r}, {seconds}, {said})",
        f"Dim('{panel}/{random.choice(RUNS)}', {seconds}, {said})",
    ))  # fmt: skip


def _callout(random: Random, pointed: Sequence[str]) -> str:
    at = random.choice([*map(str, range(STEPS)), *map(repr, EVENTS)])
    options = ["optimizer='adagrad'"]
    if random.random() < 0.4:
        options.append(f"start={random.randint(0, STEPS)}")
    if random.random() < 0.3:
        options.append(
            random.choice(("point=(0.5, 0.5)", "point=(1, 1), line=((1, 1), (0.1, 0.2))"))
        )
    words = random.choice(("here", "at {loss:.2}", "two\\nlines", "a longer callout than these"))
    offset = random.choice(((60, 40), (-60, -40), (0, 30), (0, 0)))
    panel = random.choice((pointed[0], random.choice(pointed)))
    return f"Callout({panel!r}, '{words}', at={at}, offset={offset}, {', '.join(options)})"


def _listed(each: Sequence[str]) -> str:
    return "".join(f"{one}, " for one in each)
