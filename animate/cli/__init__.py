"""The command line; only `program` and what it needs for `--help` is imported at once."""

from .program import main

__all__ = ["main"]
