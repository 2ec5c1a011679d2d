"""`-o explore.html` of a race and a sweep, as it is typed."""

import json
import re

import pytest

from gradreel.animate.cli.options import explore
from gradreel.animate.explore import exploring

RACE = ("race", "--surface", "quadratic", "--optimizer", "momentum", "--steps", "9")
SWEEP = (
    "sweep",
    *RACE[1:],
    "--vary",
    "learning_rate=log:0.001:0.1:3",
    "--vary",
    "momentum=0:0.9:2",
)
SMALL = ("--size", "320x180", "--fps", "2")


def test_the_numbers_that_help_needs_are_those_of_the_engine():
    assert explore.MOST_STARTS == exploring.MOST_STARTS


def plan_of(path):
    return json.loads(path.read_text("utf-8").partition('id="plan">')[2].partition("<")[0])


@pytest.mark.parametrize(
    ("typed", "sliders"),
    [
        (RACE, {"learning_rate-0": 21}),
        ((*RACE, "--starts", "1"), {}),
        ((*RACE, "--starts", "3"), {"start-w": 3, "start-b": 3}),
        ((*RACE, "--vary", "momentum=0:0.8:3", "--starts", "2"),
         {"start-w": 2, "start-b": 2, "momentum-0": 4}),
        (SWEEP, {"learning_rate-0": 4, "momentum-0": 2}),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_on_sliders(run, folder, typed, sliders):
    outcome = run(*typed, "-o", "explore.html", "--json")
    assert (outcome.status, outcome.err) == (0, "")
    assert json.loads(outcome.out)["outputs"][0]["path"] == "explore.html"
    plan = plan_of(folder / "explore.html")
    assert {name: len(values) for name, values in plan["values"].items()} == sliders
    assert plan["rows"] == 10


def test_it_appears_with_the_other_outputs_or_none_does(run, folder):
    outputs = ("-o", "a_explore.html", "-o", "a.html", "-o", "a.png", *SMALL)
    refused = run(*RACE, *outputs, "--starts", "9", "--max-size", "30kB")
    assert refused.status == 2
    assert "and 30 kB are allowed; give fewer starts" in refused.err
    assert not list(folder.iterdir())
    assert run(*RACE, *outputs).status == 0
    assert sorted(path.name for path in folder.iterdir()) == ["a.html", "a.png", "a_explore.html"]
    assert "<video" in (folder / "a.html").read_text("utf-8")


SCENE = """\
from gradreel.animate import Race
from gradreel.core import Momentum, Quadratic
SCENE = Race(Quadratic(), None, 9, (Momentum(0.1),)).scene()
"""


def test_a_page_says_how_it_was_made_and_is_verified(run, folder):
    (folder / "race.py").write_text(SCENE, "utf-8")
    typed = (*RACE[:4], "momentum(learning_rate=0.1)", *RACE[5:])
    assert run(*typed, "--starts", "3", "-o", "explore.html").status == 0
    said = run("info", "explore.html")
    assert (said.status, said.err) == (0, "")
    assert "page          to explore, 9 runs to choose from\n" in said.out
    record = json.loads(run("info", "explore.html", "--json").out)
    assert record["runs"][0]["optimizers"] == ["Momentum(learning_rate=0.1, momentum=0.9)"]
    same = run("verify", "explore.html", "race.py")
    assert (same.status, same.out) == (0, "explore.html  9 runs, the same numbers\n")
    (folder / "race.py").write_text(SCENE.replace("0.1", "0.2"), "utf-8")
    other = run("verify", "explore.html", "race.py")
    assert other.status == 1
    said = r"its trajectories are others\n[\d,]+ numbers of [\d,]+ differ\n"
    assert re.fullmatch(said, other.out)
    film = run("verify", "explore.html", "lecture")
    assert film.error == (
        "explore.html is a page to explore, and lecture is a film; give the scene of its race."
    )
    text = (folder / "explore.html").read_text("utf-8")
    (folder / "explore.html").write_text(text.replace('id="numbers">', 'id="numbers">A'), "utf-8")
    (folder / "race.py").write_text(SCENE, "utf-8")
    damaged = run("verify", "explore.html", "race.py")
    assert damaged.status == 1
    assert damaged.out.startswith("it does not have the ")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((*RACE, "--starts", "3", "-o", "a.html"), "--starts 3 was given, which is for a page"),
        ((*RACE, "--vary", "momentum=0:1:3", "-o", "a.png"), "--vary momentum=0:1:3 was given"),
        ((*SWEEP, "--starts", "2", "-o", "a.png"), "add -o explore.html, or leave it out"),
        ((*RACE, "--vary", "beta1=0:0.9:3", "-o", "explore.html"), "none of momentum has it"),
        ((*RACE, "--vary", "momentum", "-o", "explore.html"), "has no values"),
        ((*RACE, "--from", "3", "-o", "explore.html"), "--from and --to cut films"),
        ((*RACE, "--starts", "50", "--vary", "momentum=0:0.9:50", "--max-size", "180kB", "-o",
          "explore.html"),
         "explore.html would take more than 750 kB with 125,000 runs of 9 steps, and 180 kB are "
         "allowed; a grid of 1"),
        ((*RACE, "--starts", "101", "-o", "explore.html"), "--starts"),
        (("render", "slope", "-o", "explore.html"), "call the page of a scene otherwise"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused(run, folder, typed, said):
    outcome = run(*typed)
    assert outcome.status == 2
    assert said in outcome.err
    assert outcome.err.count("\n") == 1
    assert not list(folder.iterdir())
