"""What a scene says is held against its runs, and against the time that reading takes."""

from dataclasses import dataclass, replace

import pytest

from gradreel.animate import (
    All,
    Arrives,
    Callout,
    Caption,
    Change,
    Hold,
    Less,
    Play,
    Quantity,
    Reached,
    Replay,
    Stage,
    Timeline,
)
from gradreel.animate.scene.spoken import joined, spoken
from gradreel.animate.scene.words_check import reading_seconds
from gradreel.core.errors import InvalidInput

LOSS = Quantity("adagrad", "loss")
TRUE, FALSE = Less(0, LOSS), Less(LOSS, 0)


@dataclass
class Asked:
    """One's own rule, which cannot be hashed: it keeps what it was asked for."""

    stretches: list
    answer: object = ""

    def fails(self, experiment, first, last, events):
        self.stretches.append((first, last))
        return self.answer


def said_at(make_small, build, **others):
    """The stretches of steps for which a claim is asked, in a scene whose timeline holds it."""
    asked = Asked([])
    _ = make_small(timeline=Timeline(**build(asked)), **others).clock
    return asked.stretches


def hung(verbs, captions=(), callouts=(), **others):
    return {"verbs": verbs, "captions": captions, "callouts": callouts, **others}


PLAY = Play(20, 4)
THERE = {"there": Arrives("adagrad", 0.5)}
WORDS = "four words to read"


@pytest.mark.parametrize(
    ("build", "stretches"),
    [
        (lambda c: hung((PLAY,), (Caption(0, "a", c), Caption(10, "b"))), [(0, 9)]),
        (lambda c: hung((PLAY,), (Caption(0, "a"), Caption(10, "b", c))), [(10, 20)]),
        (lambda c: hung((PLAY,), (Caption(0.01, "a", c), Caption(10.5, "b"))), [(0, 10)]),
        (lambda c: hung((Play(8, 1), Hold(1), PLAY), (Caption(8, "a", c),)),
         [(8, 8), (8, 8), (8, 20)]),
        (lambda c: hung((PLAY, Hold(1, "own")), (Caption(0, "a", c),)), [(0, 20)]),
        (lambda c: hung((PLAY, Replay(2, 9, 1)), (Caption(0, "a", c), Caption(5, "b"))),
         [(0, 4), (2, 4)]),
        (lambda c: hung((PLAY, Replay(9, 2, 1)), (Caption(0, "a", c), Caption(5, "b"))),
         [(0, 4), (2, 4)]),
        (lambda c: hung((PLAY, Replay(3, 9, 1, "own", claim=c))), [(3, 9)]),
        (lambda c: hung((Play(8, 1), Hold(1, "own", claim=c), PLAY)), [(8, 8)]),
        (lambda c: hung((Play(8, 1), Hold(1, claim=c), PLAY), (Caption(0, "a"),)), [(8, 8)]),
        (lambda c: hung((Play(8, 1), Hold(0, "never seen", claim=c), PLAY)), []),
        (lambda c: hung((Play(8, 1), Change("map", 1, claim=c), PLAY)), [(8, 8)]),
        (lambda c: hung((PLAY,), callouts=(Callout("map", "a", at=5, until=9, claim=c),)),
         [(5, 8)]),
        (lambda c: hung((Play(8, 1, callouts=(Callout("map", "a", claim=c),)), PLAY)), [(0, 8)]),
        (lambda c: hung((PLAY,), (Caption("there", "a", c),), events=THERE), [(6, 20)]),
    ],
)  # fmt: skip
def test_a_claim_is_asked_for_the_steps_at_which_its_words_are_on_screen(
    make_small, build, stretches
):
    assert said_at(make_small, build) == stretches


@pytest.mark.parametrize(
    "build",
    [
        lambda c: hung((PLAY,), (Caption(0, "all is well", c),)),
        lambda c: hung((PLAY,), callouts=(Callout("map", "all is well", claim=c),)),
        lambda c: hung((Play(20, 4, "all is well", claim=c),)),
        lambda c: hung((PLAY, Hold(2, "all is well", claim=c))),
        lambda c: hung((PLAY, Replay(0, 9, 2, "all is well", claim=c))),
        lambda c: hung((PLAY, Change("map", 2, caption="all is well", claim=c))),
    ],
)
def test_words_that_the_run_contradicts_are_told_in_a_sentence(make_small, build):
    assert Stage(make_small(timeline=Timeline(**build(TRUE))), (160, 90), fps=2)
    lies = make_small(timeline=Timeline(**build(All((TRUE, FALSE)))))
    with pytest.raises(InvalidInput) as told:
        Stage(lies, (160, 90), fps=2)
    sentence = str(told.value)
    assert sentence.startswith("Scene 'small' says 'all is well' at step")
    assert "but the loss of adagrad is " in sentence
    assert " and the number claimed is 0; change" in sentence
    assert sentence.endswith("; change the words, their claim, or when they are shown.")
    assert "\n" not in sentence


@pytest.mark.parametrize("answer", [None, 3, False])
def test_a_rule_that_answers_something_else_is_told(make_small, answer):
    scene = make_small(timeline=Timeline((Play(20, 1, "a", claim=Asked([], answer)),)))
    with pytest.raises(InvalidInput, match=f"claim of 'a' in scene 'small' returned {answer}"):
        _ = scene.clock


def test_a_rule_that_breaks_is_told(make_small):
    scene = make_small(timeline=Timeline((Play(20, 1, "a", claim=Asked(None)),)))
    with pytest.raises(InvalidInput, match=r"could not be asked \(AttributeError: .*append"):
        _ = scene.clock


def test_a_part_of_a_scene_keeps_what_it_says_and_is_not_asked_again(make_small):
    early = Caption(0, "it is there", Reached(("there",)))
    timeline = Timeline((PLAY,), (replace(early, step="there"),), events=THERE)
    clock = make_small(timeline=timeline).clock
    part = make_small(timeline=Timeline.of(clock.between(0, 3)))
    assert part.clock.moment(0, 2).caption == ""
    assert [caption.claim for caption in part.timeline.captions] == [None]
    with pytest.raises(InvalidInput, match="but 'there' happens at step 6"):
        _ = make_small(timeline=replace(timeline, captions=(early,))).clock


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one", 1),
        ("the rate of $b$ is {effective_learning_rate.b@0:.3}", 6),
        (r"$\eta \, / \, \sqrt{{v_0}}$ is small", 3),
        ("1,000 steps", 2),
    ],
)  # fmt: skip
def test_a_formula_or_a_number_takes_as_long_as_a_word(text, words):
    assert reading_seconds(text) == pytest.approx(1 + 0.3 * words)


@pytest.mark.parametrize(
    ("build", "seconds"),
    [
        (lambda s: hung((Play(10, s, "four words to read"), PLAY)), 2.2),
        (lambda s: hung((Play(10, s / 2, WORDS), Hold(s / 2, WORDS))), 2.2),
        (lambda s: hung((Play(10, s), PLAY), (Caption(0, "two words"), Caption(10, ""))), 1.6),
        (lambda s: hung((Play(5, s / 2), Hold(s / 2), PLAY), (Caption(0, "a"), Caption(5.1, ""))),
         1.3),
        (lambda s: hung((Play(10, s, callouts=(Callout("map", "word"),)), PLAY)), 1.3),
        (lambda s: hung((Play(10, s, speeds=(2, 0)), PLAY), (), (Callout("map", "a", until=10),)),
         1.3),
    ],
)  # fmt: skip
def test_words_stay_for_as_long_as_reading_takes_where_that_is_asked_for(
    make_small, build, seconds
):
    def clock(shown, reading):
        return make_small(timeline=Timeline(**build(shown), reading=reading)).clock

    assert clock(seconds + 0.01, reading=True)
    assert clock(seconds - 0.15, reading=False)  # a scene of one's own may be fast
    with pytest.raises(InvalidInput, match=r"Scene 'small' shows the \w+ '.+' for .* s at steps"):
        clock(seconds - 0.15, reading=True)


def test_a_part_of_a_scene_may_be_shorter_than_reading_takes(make_small):
    scene = make_small(timeline=Timeline((Play(20, 3, "four words to read"),), reading=True))
    part = make_small(timeline=Timeline.of(scene.clock.between(0, 3)))
    assert part.clock.seconds < 1


def test_what_is_spoken_is_what_every_frame_shows(make_small):
    """Against the clock itself, frame by frame."""
    timeline = Timeline(
        (Play(9, 2), Hold(1), Play(14, 1, "own"), Replay(12, 3, 2), Play(20, 2, speeds=(0.2, 1.5))),
        (Caption(2, "a"), Caption(9, "b"), Caption(15.5, "c")),
        (Callout("map", "x", at=4, until=11), Callout("map", "y", at=16)),
    )
    clock = make_small(timeline=timeline).clock
    said = spoken(clock)
    for index in range(clock.frame_count(50)):
        moment = clock.moment(index, 50)
        at = index / (clock.frame_count(50) - 1) * clock.seconds
        now = [each for each in said if each.start <= at + 1e-9 and at < each.end - 1e-9]
        if index + 1 < clock.frame_count(50):
            assert {each.text for each in now if each.what == "caption"} - {""} == {
                moment.caption
            } - {""}
            assert {each.text for each in now if each.what == "callout"} == {
                each.text for each in moment.callouts
            }
        assert all(each.first <= moment.whole <= each.last for each in now), moment
    assert len(joined(said)) < len(said)
