"""What can be imported says what it takes, gives and raises, in numpydoc's sections."""

import inspect
import re

import pytest

from gradreel import animate, core

FUNCTIONS = [
    each
    for room in (core, animate)
    for each in (getattr(room, name) for name in room.__all__)
    if inspect.isfunction(each)
]


def section(text: str, title: str) -> str:
    """Return a section of a docstring, "" where it has none."""
    found = re.search(rf"^{title}\n-+\n(.*?)(?=^\w+\n-+\n|\Z)", text, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda each: each.__name__)
def test_a_function_documents_what_it_takes_and_gives(function) -> None:
    text, asked = inspect.getdoc(function) or "", inspect.signature(function)
    heads = re.findall(r"^\S.*$", section(text, "Parameters"), re.MULTILINE)
    told = {name.strip("* ") for head in heads for name in head.split(",")}
    assert told == set(asked.parameters)
    gives = asked.return_annotation not in (None, "None")
    assert bool(section(text, "Returns")) == gives
