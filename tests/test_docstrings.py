"""What can be imported says what it takes, gives and raises, in numpydoc's sections."""

import dataclasses
import inspect
import re

import pytest

from gradreel import animate, core

PUBLIC = [getattr(room, name) for room in (core, animate) for name in room.__all__]
FUNCTIONS = [each for each in PUBLIC if inspect.isfunction(each)]
CLASSES = [each for each in PUBLIC if inspect.isclass(each) and dataclasses.is_dataclass(each)]


def section(text: str, title: str) -> str:
    """Return a section of a docstring, "" where it has none."""
    found = re.search(rf"^{title}\n-+\n(.*?)(?=^\w+\n-+\n|\Z)", text, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


def names_in(listed: str) -> set[str]:
    """Return the names that a section explains."""
    heads = re.findall(r"^\S.*$", listed, re.MULTILINE)
    return {name.strip("* ") for head in heads for name in head.split(",")}


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda each: each.__name__)
def test_a_function_documents_what_it_takes_and_gives(function) -> None:
    text, asked = inspect.getdoc(function) or "", inspect.signature(function)
    assert names_in(section(text, "Parameters")) == set(asked.parameters)
    gives = asked.return_annotation not in (None, "None")
    assert bool(section(text, "Returns")) == gives


@pytest.mark.parametrize("made", CLASSES, ids=lambda each: each.__name__)
def test_a_class_documents_its_own_fields(made) -> None:
    """Those that it inherits are told where they come from; test_house.py refuses any more."""
    text = inspect.getdoc(made) or ""
    told = names_in(section(text, "Attributes")) | names_in(section(text, "Parameters"))
    own = inspect.get_annotations(made)
    given = {each.name for each in dataclasses.fields(made) if each.init and each.name in own}
    assert told == {name for name in given if not name.startswith("_")}
