"""Every error that gradreel raises on purpose.

    GradreelError
    ├── InvalidInput    what was asked for cannot be: a name, a number, a file given wrongly
    └── RenderError     what was asked for is right, and failed while it was made

Each message is one sentence: what was given, what is allowed, what to do.
"""


class GradreelError(Exception):
    """Base of all errors raised on purpose; catch it to catch them all."""


class InvalidInput(GradreelError, ValueError):
    """A name, number, array or file was given that is not allowed."""


class RenderError(GradreelError):
    """Something failed while an output was made: the disk, ffmpeg, a folder that went away."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether it says that the memory is used up; a thread that finds no room has another error."""
    return isinstance(error, MemoryError) or (
        isinstance(error, RuntimeError) and str(error) == "can't start new thread"
    )
