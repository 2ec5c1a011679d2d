"""Write core/surfaces/suggestions.py: what `suggest` finds for every built-in surface.

    python tests/reference/make_suggestions.py

It takes about a minute. Whatever changes a surface, its start or window, an optimizer or the rule
of tuning asks for it to be run again.
"""

import textwrap
from pathlib import Path

from gradreel.core import OPTIMIZERS, SURFACES
from gradreel.core.suggested import suggest

HEAD = '''"""Steps and learning rates that suit each surface, by the rule of `suggest`.

Written by tests/reference/make_suggestions.py.
"""

from collections.abc import Mapping
from types import MappingProxyType

# fmt: off
TUNED = (
{tuned}
)

# By surface: how many steps, and the rate of each of these optimizers.
SUGGESTIONS: Mapping[str, tuple[int, tuple[float, ...]]] = MappingProxyType({
'''


def main() -> None:
    """Work all of them out and write the file."""
    tuned = textwrap.fill(", ".join(f'"{name}"' for name in OPTIMIZERS.built_in) + ",", 95)
    lines = [HEAD.replace("{tuned}", textwrap.indent(tuned, " " * 4))]
    for name, make in SURFACES.built_in.items():
        steps, rates = suggest(make())
        numbers = textwrap.fill(", ".join(f"{rate!r}" for rate in rates.values()), 88)
        lines.append(f'    "{name}": ({steps}, (\n{textwrap.indent(numbers, " " * 8)},\n    )),\n')
        print(name, steps, flush=True)
    path = Path(__file__).parents[2] / "core" / "surfaces" / "suggestions.py"
    path.write_text("".join([*lines, "})\n"]), encoding="utf-8")


if __name__ == "__main__":
    main()
