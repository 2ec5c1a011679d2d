"""gradreel shows how optimizers move: `gradreel.core` the numbers, `gradreel.animate` the pictures.

What can be imported is in those two; here stand only the version and `python -m gradreel`.
"""

__version__: str


def __getattr__(name: str) -> str:
    """Look up the version when it is asked for: reading it takes longer than all the rest here."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415

        return version("gradreel")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
