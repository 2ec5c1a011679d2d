"""Counts in words."""


def counted(count: float, noun: str) -> str:
    """Return a whole number with its noun, which has an s unless it is one.

    Examples
    --------
    >>> [counted(count, "step") for count in (0, 1, 2, 1_000)]
    ['0 steps', '1 step', '2 steps', '1,000 steps']
    """
    return f"{count:,.0f} {noun}{'' if count == 1 else 's'}"
