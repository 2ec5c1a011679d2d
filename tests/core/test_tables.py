"""Tables of what there is, with what other packages add."""

import sys
from importlib.metadata import EntryPoint

import pytest

from gradreel.core import tables
from gradreel.core.errors import InvalidInput, RenderError
from gradreel.core.tables import Table


def check(where, given):
    if isinstance(given, type):
        return given
    raise InvalidInput(f"{where} as {given!r}; it must be a class.")


@pytest.fixture
def table(monkeypatch):
    added = {
        "mine": "collections:OrderedDict",
        "own": "collections:Counter",
        "wrong": "sys:maxsize",
        "gone": "no_such_module:Thing",
    }
    points = [EntryPoint(name, place, "a.group") for name, place in added.items()]
    monkeypatch.setattr(tables, "entry_points", lambda group: points if group == "a.group" else [])
    return Table("a.group", {"mine": dict, "also": list}, check)


def test_what_is_built_in_stands_first_and_stays(table):
    assert [*table] == ["mine", "also", "gone", "own", "wrong"]
    assert len(table) == 5
    assert table["mine"] is dict


def test_what_another_package_adds_is_loaded_when_it_is_asked_for(table):
    assert "gone" in table
    assert "no_such_module" not in sys.modules
    assert table["own"].__name__ == "Counter"
    assert table.get("nothing") is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gone", r"'gone' of no_such_module:Thing cannot be loaded \(ModuleNotFoundError: .*anew"),
        ("wrong", r"sys:maxsize gave wrong as \d+; it must be a class\."),
    ],
)
def test_what_fails_is_said_in_a_sentence(table, name, told):
    with pytest.raises(RenderError, match=told):
        table[name]


def test_nothing_is_looked_up_for_what_is_built_in(monkeypatch):
    monkeypatch.setattr(tables, "entry_points", lambda **asked: pytest.fail(f"{asked}"))
    table = Table("a.group", {"mine": dict}, check)
    assert table["mine"] is dict
    assert "mine" in table
