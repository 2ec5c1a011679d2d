"""Count the changes that are found: `python -m tests.mutations`, `--keep DIR`, `--against DIR`.

With `--keep` the goldens are kept, for `--against` in an environment with another matplotlib.
"""

import argparse
import tempfile
from pathlib import Path

from .counting import count, keep, table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep the goldens here, and count nothing")
    parser.add_argument("--against", type=Path, help="goldens that another environment has kept")
    parser.add_argument("--missed", action="store_true", help="name what was not found")
    asked = parser.parse_args()
    if asked.keep:
        keep(asked.keep)
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = asked.against or Path(folder)
        if not asked.against:
            keep(kept)
        counted = count(kept, asked.seed, elsewhere=asked.against is not None)
    print(table(counted, missed=asked.missed))


main()
