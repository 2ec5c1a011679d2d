"""gradreel.animate gives its names without importing what they need."""

import subprocess
import sys

import pytest

import gradreel.animate

HEAVY = "{'numpy', 'matplotlib', 'click'} & set(sys.modules)"


def _python(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", gradreel.animate.__all__)
def test_each_name_is_there(name: str) -> None:
    value = getattr(gradreel.animate, name)
    assert value.__name__ == name
    assert callable(value)
    assert name in dir(gradreel.animate)


def test_nothing_is_imported_before_it_is_used() -> None:
    _python(f"import sys, gradreel.animate\nassert not {HEAVY}")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Sene'"):
        _ = gradreel.animate.Sene  # type: ignore[attr-defined]
