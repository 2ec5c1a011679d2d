"""gradreel shows how optimizers move: `gradreel.core` the numbers, `gradreel.animate` the pictures.

What can be imported is in those two; here stand only the version and `python -m gradreel`, and a
notebook is told how to show what is in them.
"""

import sys
from zipimport import zipimporter

__version__: str

_loader = __spec__.loader if __spec__ else None
if isinstance(_loader, zipimporter):  # templates and pages are read as files
    raise ImportError(
        f"gradreel cannot be used out of {_loader.archive}; install it: "
        f"`pip install {_loader.archive}` if that is its wheel, else `pip install gradreel`."
    )


def __getattr__(name: str) -> str:
    """Look up the version when it is asked for: reading it takes longer than all the rest here."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415

        return version("gradreel")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _tell(ipython: object) -> None:
    shell = getattr(ipython, "get_ipython", lambda: None)()
    if shell is not None:
        from gradreel.animate.notebook.registering import register  # noqa: PLC0415

        register(shell)


_tell(sys.modules.get("IPython"))  # whoever runs in a notebook has it already
