"""The pages that are made of gradreel itself: commands, optimizers, surfaces, scenes, names."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module

import click
import numpy as np
from sphinx.pycode import ModuleAnalyzer

from gradreel.animate.cli.group import load_command
from gradreel.animate.cli.program import COMMANDS, program
from gradreel.animate.scene.loading import load_scene
from gradreel.core import CONVENTIONS, OPTIMIZERS, SURFACES, Neuron, descend, sparse_dataset
from gradreel.core.conventions import SAME

from .snippets import ROOT

Pages = dict[str, str]
LIBRARIES = {"torch": "PyTorch", "keras": "Keras", "optax": "Optax", "d2l": "d2l"}
EXAMPLES = ("anatomy",)
START, STEPS = (-4.0, -3.0), 100
SEEN = 0.01  # farther apart than this, two paths are seen to be two


def all_pages() -> Pages:
    """Return the text of each page by its name without suffix."""
    return {**commands(), **optimizers(), **surfaces(), **scenes(), **reference()}


def commands() -> Pages:
    """Write the help of every command as a page."""
    context = click.Context(program, info_name="gradreel", **program.context_settings)
    parts = ["# The command line\n", f"{_words(program.help)}\n"]
    for name in COMMANDS:
        parts += _command(load_command(name), context, f"gradreel {name}", 2)
    return {"command-line": "\n".join(parts)}


def _command(command: click.Command, above: click.Context, name: str, level: int) -> list[str]:
    ctx = click.Context(command, parent=above, info_name=name.rpartition(" ")[2])
    usage = " ".join(command.collect_usage_pieces(ctx))
    parts = [f"{'#' * level} {name}\n", f"```text\n{name} {usage}\n```\n", _words(command.help), ""]
    for option in command.get_params(ctx):
        record = option.get_help_record(ctx)
        if record and isinstance(option, click.Option):  # arguments are in the text above
            parts += [f"`{record[0]}`\n: {_escaped(record[1])}\n"]
    if command.epilog and command.epilog.startswith("Example: "):
        parts.append(f"```console\n{command.epilog.removeprefix('Example: ')}\n```\n")
    if isinstance(command, click.Group):
        for each in command.commands:
            parts += _command(command.commands[each], ctx, f"{name} {each}", level + 1)
    return parts


def _words(text: str | None) -> str:
    return _escaped(inspect.cleandoc(text or "").replace("\b", ""))


def _escaped(text: str) -> str:
    """Return text as Markdown that shows it as it is; code stays code."""
    words = text.split("`")
    words[::2] = ["".join(f"\\{c}" if c in "*_<>[]$" else c for c in each) for each in words[::2]]
    return "`".join(words)


def optimizers() -> Pages:
    """Write a page for each optimizer."""
    return {f"optimizers/{name}": _optimizer(name, apart(name)) for name in OPTIMIZERS}


def table_of_paths() -> str:
    """Tell for each optimizer how far the path of each library is from the paper's."""
    return _table(lambda name, library: _cell(apart(name).get(library)))


def table_of_rules() -> str:
    """Tell for each optimizer what each library has otherwise."""

    def cell(name: str, library: str) -> str:
        rules = CONVENTIONS[name].get(library)
        return "has none" if rules is None else rules.source.replace(SAME, "the same")

    return _table(cell)


def _table(cell: Callable[[str, str], str]) -> str:
    rows = [f"| | {' | '.join(LIBRARIES.values())} |", f"|---{'|---' * len(LIBRARIES)}|"]
    for name, made in OPTIMIZERS.items():
        cells = " | ".join(cell(name, library) for library in LIBRARIES)
        rows.append(f"| [{made.label}]({name}.md) | {cells} |")
    return "\n".join(rows)


@cache
def apart(name: str) -> dict[str, float]:
    """Return how far each library's path is from the paper's at most, on the lecture's surface."""
    surface = Neuron(sparse_dataset())
    runs = {
        library: descend(OPTIMIZERS[name](convention=library), surface, START, steps=STEPS).params
        for library in CONVENTIONS[name]
    }
    return {each: float(np.hypot(*(run - runs["paper"]).T).max()) for each, run in runs.items()}


def _cell(apart: float | None) -> str:
    if apart is None:
        return "has none"
    return "the same" if apart < 1e-12 else f"{apart:.1g}" if apart < SEEN else f"**{apart:.2g}**"


def _optimizer(name: str, apart: dict[str, float]) -> str:
    made = OPTIMIZERS[name]
    parts = [f"# {made.label}\n", _autodoc(f"gradreel.core.{made.__name__}")]
    parts += ["## How it is written elsewhere\n", "| | what is different | farthest apart |"]
    parts += ["|---|---|---|"]
    for library, rules in CONVENTIONS[name].items():
        far = "" if library == "paper" else _cell(apart[library])
        parts.append(f"| `{library}` | {rules.source} | {far} |")
    parts += ["", f"Farthest apart: of {STEPS} steps on the lecture's surface, in its units.\n"]
    shown = _different(apart)
    each = "".join(f" --optimizer '{name}(convention=\"{library}\")'" for library in shown)
    if len(shown) == 1:
        each = f" --optimizer {name}"
    typed = f"gradreel race --surface neuron --start=-4,-3{each} --steps {STEPS} -o {name}.png"
    who = f"{made.label} as written by {', '.join(shown)}" if len(shown) > 1 else made.label
    parts += [f"```console\n{typed}\n```\n", f"![The path of {who}]({name}.png)\n"]
    return "\n".join(parts)


def _different(apart: dict[str, float]) -> list[str]:
    """Return the libraries of which each one's path is seen to be another."""
    seen: list[str] = []
    for library, far in apart.items():
        if all(abs(far - apart[other]) > SEEN for other in seen):
            seen.append(library)
    return seen


def surfaces() -> Pages:
    """Write a page for each surface."""
    pages = {}
    for name, made in SURFACES.items():
        typed = f"gradreel race --surface {name} --optimizer adam -o {name}.png"
        title = name.replace("_", " ").capitalize()
        pages[f"surfaces/{name}"] = (
            f"# {title}\n\n{_autodoc(f'gradreel.core.{made.__name__}')}\n"
            f"```console\n{typed}\n```\n\n![The surface, with the path of Adam]({name}.png)\n"
        )
    return pages


def scenes() -> Pages:
    """Write a page for each scene: how it plays, and the file that makes it."""
    pages = {}
    for name in (*scene_names(), *EXAMPLES):
        own = name in EXAMPLES
        file = f"{name}.py" if own else name
        scene = load_scene(str(ROOT / "examples" / file) if own else name)
        typed = f"gradreel render {file} -o {name}.html --poster {name}.png"
        pages[f"gallery/{name}"] = (
            f"# {name.replace('_', ' ').capitalize()}\n\n{_escaped(scene.summary)}\n\n"
            f"```console\n{typed}\n```\n\n![{scene.summary}]({name}.html)\n\n"
            f"```{{literalinclude}} /{'examples' if own else 'scenes'}/{name}.py\n```\n"
        )
    return pages


def scene_names() -> list[str]:
    """Return the scenes of the lecture; the film of all of them is too long for a page."""
    from gradreel.scenes.lecture import SCENE  # noqa: PLC0415

    return [scene.name for scene in SCENE.scenes]


def cards_of_scenes() -> str:
    """Show the scenes side by side, each with a line."""
    summaries = {name: load_scene(name).summary for name in scene_names()}
    for name in EXAMPLES:
        summaries[name] = load_scene(str(ROOT / "examples" / f"{name}.py")).summary
    return _cards("gallery", summaries)


def cards_of_surfaces() -> str:
    """Show the surfaces side by side, each with its first line."""
    said = {
        name: (inspect.getdoc(made) or "").partition("\n")[0] for name, made in SURFACES.items()
    }
    return _cards("surfaces", said)


def _cards(room: str, said: dict[str, str]) -> str:
    cards = [
        f"[![{words}](../made/{room}/{name}/{name}.png)]({name}.md)\n\n{_escaped(words)}"
        for name, words in said.items()
    ]
    inner = "\n:::\n:::{container} card\n".join(cards)
    return f"::::{{container}} cards\n:::{{container}} card\n{inner}\n:::\n::::"


def with_posters() -> list[str]:
    """Return the pages whose picture is shown on another one."""
    return [f"gallery/{name}" for name in (*scene_names(), *EXAMPLES)]


def _autodoc(name: str) -> str:
    return f"```{{eval-rst}}\n.. autoclass:: {name}\n   :members:\n```\n"


def reference() -> Pages:
    """Write all that can be imported, each name once, by what it belongs to."""
    pages: dict[str, list[str]] = {name: [] for name in GROUPS}
    for name, module in sorted(_public().items(), key=lambda each: each[0].rpartition(".")[2]):
        if not module.startswith(("gradreel.core.optimizers.", "gradreel.core.surfaces.")):
            pages[_group(name, module)].append(_entry(name))
    return {
        f"reference/{name}": f"# {title}\n\n" + "\n".join(pages[name])
        for name, (title, _) in GROUPS.items()
    }


# Of a reference page its title, and the modules that what stands there is from; the last of all.
GROUPS = {
    "events": ("Events", ("gradreel.core.events",)),
    "claims": ("Claims", ("gradreel.core.claims", "gradreel.core.measures")),
    "panels": ("Panels", ("gradreel.animate.panels", "gradreel.animate.scene.panel")),
    "golden": ("The fixture golden", ("gradreel.animate.golden",)),
    "formats": ("Formats", ("gradreel.animate.formats",)),
    "scenes": ("Scenes, time and rendering", ("gradreel.animate",)),
    "core": ("Numbers", ("",)),
}


def _group(name: str, module: str) -> str:
    places = (module, name)
    return next(key for key, (_, of) in GROUPS.items() if any(p.startswith(of) for p in places))


def _public() -> dict[str, str]:
    """Return the module that each name comes from; of two names for one thing the shorter."""
    found: dict[str, str] = {}
    for package in ("gradreel.animate", "gradreel.core", *(f"gradreel.animate.{x}" for x in MORE)):
        module = import_module(package)
        for name in module.__all__:
            if f"{package.rpartition('.')[0]}.{name}" not in found:
                value = getattr(module, name)
                found[f"{package}.{name}"] = str(getattr(value, "__module__", package))
    return found


MORE = ("panels", "formats")


def _entry(name: str) -> str:
    package, _, short = name.rpartition(".")
    value = getattr(import_module(package), short)
    if inspect.isclass(value):
        return _autodoc(name)
    if inspect.isfunction(value):
        return f"```{{eval-rst}}\n.. autofunction:: {name}\n```\n"
    return f"```{{eval-rst}}\n.. py:data:: {name}\n\n   {_said_of(package, short)}\n```\n"


def _said_of(package: str, name: str) -> str:
    """Return what stands below a constant where it is defined."""
    for module in sorted(sys.modules):
        if module.startswith(package) and name in vars(sys.modules[module]):
            said = ModuleAnalyzer.for_module(module).find_attr_docs().get(("", name))
            if said:
                return " ".join(said).strip()
    return ""
