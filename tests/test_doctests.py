"""The examples in the docstrings are true."""

import doctest
import importlib
import pkgutil

import gradreel.animate
import gradreel.core


def modules():
    for package in (gradreel.core, gradreel.animate):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not module.name.endswith("__main__"):
                yield importlib.import_module(module.name)


def test_examples():
    tried = {module.__name__: doctest.testmod(module) for module in modules()}
    assert {name: each for name, each in tried.items() if each.failed} == {}
    assert sum(each.attempted for each in tried.values()) >= 5
