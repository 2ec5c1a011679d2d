"""What the lecture says: each claim has a rule, which a doctored word or run breaks."""

from dataclasses import replace

import pytest

from gradreel.animate import All, Hold, Less, Named, Play
from gradreel.animate.scene.spoken import joined, spoken
from gradreel.animate.scene.words_check import reading_seconds
from gradreel.core import AdaGrad, Restarted, SparseFeatures
from gradreel.core.errors import InvalidInput
from gradreel.scenes.claims import measures, paths, rates
from gradreel.scenes.claims.rules import MostAreZero, WithRatesOf
from gradreel.scenes.lecture import SCENE as FILM

SCENES = {scene.name: scene for scene in FILM.scenes}

CLAIMS_NOTHING = {
    # questions
    "from here, which way would you go down?",
    "one start, learning rate {gradient_descent.learning_rate}, "
    "momentum {momentum.momentum}: which way?",
    "four from one start: which way does each go?",
    "all four want both; what comes first?",
    "must a history remember everything?",
    "how does a history forget? Next lecture",
    # what is shown, and how it is to be read
    "$b$ has the input 1, $w$ the input $x$",
    "along each line the loss is the same: let us tilt the map",
    "the same four, each at the rate that arrives first",
    "tilt the map: the loss is a landscape",
    "cut it open along AdaGrad's path, and unfold the cut",
    "one start, one learning rate, with the root and without",
}
"""Captions without a rule, since they claim nothing of the runs."""


def captions(name):
    return [each for each in spoken(SCENES[name].clock) if each.what == "caption" and each.text]


@pytest.mark.parametrize("name", SCENES)
def test_each_caption_has_a_rule_or_claims_nothing(name):
    for each in captions(name):
        assert (each.claim is None) == (each.text in CLAIMS_NOTHING), each.text


def test_what_claims_nothing_is_said():
    assert {each.text for name in SCENES for each in captions(name)} >= CLAIMS_NOTHING


@pytest.mark.parametrize("name", SCENES)
def test_all_words_are_held_against_reading_time(name):
    timeline = SCENES[name].timeline
    assert timeline.reading
    for each in joined(spoken(SCENES[name].clock)):
        assert each.seconds >= reading_seconds(each.text) - 1e-6, each


LIE = Less(2, 1)


PLAIN = AdaGrad(learning_rate=0.1, eps=1e-8)
NO_ROOT = replace(PLAIN, exponent=1.0)
FORGETS = Named(Restarted(PLAIN, after=290), "adagrad")
LEAPS = AdaGrad(learning_rate=1.5, eps=1e-8)


@pytest.mark.parametrize(
    ("name", "claim", "adagrad", "steps", "said"),
    [
        ("summary", rates.EACH_ITS_OWN, NO_ROOT, (50, 99), "the root of its history is another"),
        ("flip_side", rates.STEPS_STAY_SMALL, NO_ROOT, (273, 280), "the root of its history"),
        ("flip_side", rates.STEPS_STAY_SMALL, FORGETS, (273, 280), "e+04 at step 289 to 6.55"),
        ("flip_side", rates.STEPS_STAY_SMALL, PLAIN, (5, 9), "less than 20 times as much"),
        ("best_rates", paths.OTHER_RANKS, PLAIN, (80, 86), "they happen at step 275, at step 45"),
        ("best_rates", paths.OTHER_RANKS, LEAPS, (80, 86), "path length of adagrad is 9.8"),
    ],
)
def test_a_claim_is_as_strong_as_its_words(name, claim, adagrad, steps, said):
    scene = SCENES[name]
    others = [each for each in scene.optimizers if each.name != "adagrad"]
    doctored = replace(scene.experiment, optimizers=(*others, adagrad))
    assert said in claim.fails(doctored, *steps, scene.events)


def test_features_that_are_not_mostly_0_are_told():
    experiment = SCENES["summary"].experiment
    assert MostAreZero(SparseFeatures(2000, 120), 0.9).fails(experiment, 0, 400, {}) == ""
    said = MostAreZero(SparseFeatures(2000, 600), 0.9).fails(experiment, 5, 9, {})
    assert "% are 0 in batch 5" in said


def test_other_rates_with_the_same_ranks_are_told():
    scene = SCENES["best_rates"]
    claim = WithRatesOf(scene.optimizers, paths.RANKING)
    said = claim.fails(scene.experiment, 80, 86, scene.events)
    assert said.startswith("at the other rates they happen at step 45, ")


def doctored(scene):
    """The scene with one word at a time that lies, or that goes too early."""
    timeline = scene.timeline
    for i, caption in enumerate(timeline.captions):
        lying = (*timeline.captions[:i], replace(caption, claim=LIE), *timeline.captions[i + 1 :])
        yield "lies", replace(timeline, captions=lying)
    for title in timeline.titles:
        yield "lies", replace(timeline, titles=(replace(title, claim=LIE),))
    for i, verb in enumerate(timeline.verbs):
        if verb.caption:
            lying = (*timeline.verbs[:i], replace(verb, claim=LIE), *timeline.verbs[i + 1 :])
            short = tuple(  # words may stay over several verbs
                replace(each, seconds=0.5) if each.caption == verb.caption else each
                for each in timeline.verbs
            )
            yield "lies", replace(timeline, verbs=lying)
            yield "is too short", replace(timeline, verbs=short)


@pytest.mark.parametrize("name", SCENES)
def test_a_word_that_lies_or_goes_too_early_is_told(name):
    for what, timeline in doctored(SCENES[name]):
        with pytest.raises(InvalidInput) as told:
            _ = replace(SCENES[name], timeline=timeline).clock
        said = "but the number claimed is 2" if what == "lies" else "and reading it takes"
        assert str(told.value).startswith(f"Scene {name!r} ")
        assert said in str(told.value)


@pytest.mark.parametrize("name", ["adagrad_replay", "right_angle", "history_w", "flip_side"])
def test_the_words_are_of_these_runs_and_not_of_others(name):
    """With another rate AdaGrad does something else, and the words say so at once."""
    scene = SCENES[name]
    others = tuple(
        AdaGrad(learning_rate=1.0) if each.name == "adagrad" else each for each in scene.optimizers
    )
    if name == "right_angle":
        others = (replace(others[0], learning_rate=0.001), *others[1:])
    with pytest.raises(InvalidInput):
        _ = replace(scene, optimizers=others).clock


def test_the_old_words_of_the_replay_are_refused():
    """At step 30 momentum and NAG had moved along w as well, and farther than AdaGrad."""

    scene = SCENES["adagrad_replay"]
    others = tuple(
        Less(measures.moved(each, "w"), measures.moved("adagrad", "w")) for each in measures.OTHERS
    )

    words = "the others moved along $b$ alone, AdaGrad along both"
    timeline = replace(
        scene.timeline, verbs=(Play("corner", 8), Hold(4, words, claim=All(others))), captions=()
    )
    with pytest.raises(InvalidInput, match=r"at step 30, but the move of momentum in w is 2\.13"):
        _ = replace(scene, timeline=timeline).clock
