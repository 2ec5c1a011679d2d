"""The parts of a step: against the formulas, and by the data of their artists."""

from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from gradreel.animate import AnatomyPanel, Hold, Play, Stage, Timeline
from gradreel.animate.drawing.text import PictureText
from gradreel.animate.panels.anatomy.anatomy import REACH
from gradreel.animate.panels.anatomy.layout import SQUARES
from gradreel.animate.panels.anatomy.scale import AHEAD, exactly, squares
from gradreel.animate.scene.number_format import signed
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.core import (
    OPTIMIZERS,
    AdaGrad,
    AdaGradMomentum,
    Adam,
    AdamW,
    GradientDescent,
    Momentum,
    Nesterov,
    Neuron,
    Quadratic,
    RMSProp,
    descend,
)
from gradreel.core.errors import InvalidInput
from gradreel.core.step_parts import parts_of

START, STEPS = (-4.0, -3.0), 60
MANY = {name: kind() for name, kind in OPTIMIZERS.items()}


def parts(optimizer):
    run = descend(optimizer, Neuron(), START, steps=STEPS)
    return run, parts_of(optimizer, run, STEPS)


def stage_of(small, optimizer, size=(640, 360), *, fps=10, **changes):
    timeline = Timeline((Play(to=STEPS, seconds=3), Hold(1)))
    scene = replace(
        small, surface=Neuron(), start=START, steps=STEPS, optimizers=(optimizer,),
        panels={"anatomy": AnatomyPanel(optimizer.name)}, rows=(("anatomy",),), widths=(),
        timeline=timeline,
    )  # fmt: skip
    return Stage(replace(scene, **changes), size, fps=fps)


def drawn(stage, index):
    panel = stage._sheet.panels["anatomy"]
    panel.at(stage.moment(index))
    return panel


@pytest.mark.parametrize("name", MANY)
def test_parts_add_up_to_the_step_of_every_optimizer(name):
    run, found = parts(MANY[name])
    steps = np.diff(run.params, axis=0)
    assert np.allclose(found.taken, steps, rtol=1e-9, atol=1e-13)
    assert np.allclose(found.own + found.carried, steps, rtol=1e-9, atol=1e-13)
    rate = MANY[name].learning_rate
    assert np.array_equal(found.plain, -rate * run.channels["gradient"])


@pytest.mark.parametrize("kind", [Momentum, Nesterov])
def test_momentum_carries_its_velocity(kind):
    run, found = parts(kind(learning_rate=0.01, momentum=0.9))
    velocity = run.channels["velocity"]
    assert np.allclose(found.carried[0], 0)
    assert np.allclose(found.carried[1:], 0.9 * velocity[:-1])
    assert np.allclose(found.own, -0.01 * run.channels["gradient"])
    assert found.carries
    assert found.is_plain


@pytest.mark.parametrize("optimizer", [AdaGrad(), RMSProp(), AdaGrad(exponent=1.0)])
def test_a_history_of_squares_carries_nothing(optimizer):
    run, found = parts(optimizer)
    rate = run.channels["effective_learning_rate"]
    assert np.allclose(found.own, -rate * run.channels["gradient"])
    assert not found.carries
    assert not found.is_plain


def test_adagrad_with_momentum_carries_its_velocity():
    run, found = parts(AdaGradMomentum(momentum=0.9))
    rate = run.channels["effective_learning_rate"]
    assert np.allclose(found.carried[1:], 0.9 * run.channels["velocity"][:-1], atol=1e-12)
    assert np.allclose(found.own, -rate * run.channels["gradient"], atol=1e-12)


def test_adam_carries_its_first_moment():
    """Against the formula, written out from the channels."""
    run, found = parts(Adam(learning_rate=0.1, beta1=0.9))
    rate, first = (run.channels[name] for name in ("effective_learning_rate", "first_moment"))
    correction = (1 - 0.9 ** np.arange(1, STEPS + 1))[:, None]
    before = np.vstack([np.zeros((1, 2)), first[:-1]])
    assert np.allclose(found.carried, -rate * 0.9 * before / correction, atol=1e-12)
    assert np.allclose(found.own, -rate * 0.1 * run.channels["gradient"] / correction, atol=1e-12)


def test_decay_of_the_weights_is_carried_over():
    run, found = parts(AdamW(beta1=0.0, weight_decay=0.01))
    assert np.allclose(found.carried, -0.01 * run.params[:-1], atol=1e-12)


@dataclass(frozen=True)
class Signs:
    """An optimizer of one's own, without a learning rate."""

    name = "signs"

    def init(self, params):
        return None

    def lookahead(self, params, state):
        return params

    def update(self, gradient, state):
        from gradreel.core.optimizer import Update

        return Update(-0.01 * np.sign(gradient), None, {})


def test_optimizer_of_ones_own_is_taken_apart_too(small):
    _, found = parts(Signs())
    assert found.plain is None
    names = [a.arrow.name for a in drawn(stage_of(small, Signs()), 3).arrows]
    assert names == ["step"]


@pytest.mark.parametrize(
    ("optimizer", "names"),
    [
        (GradientDescent(), ["step"]),
        (Momentum(), ["step", "gradient", "momentum"]),
        (AdaGrad(), ["step", "plain"]),
        (Adam(), ["step", "plain", "gradient", "momentum"]),
    ],
)
def test_what_says_nothing_new_is_left_out(small, optimizer, names):
    assert [a.arrow.name for a in drawn(stage_of(small, optimizer), 3).arrows] == names


@pytest.mark.parametrize("optimizer", [AdaGrad(), Adam(), Momentum()])
def test_arrows_are_as_long_as_the_squares_say(small, optimizer):
    stage = stage_of(small, optimizer)
    run = stage.scene.trajectories[optimizer.name]
    for index in (0, 17, 25, len(stage) - 1):
        panel, k = drawn(stage, index), min(stage.moment(index).whole, STEPS - 1)
        frame, worth = panel.arrows[0]._frame, panel._content.worth[k]
        x, y = panel.arrows[0].stroke.get_data()
        squares_long = (np.array([x[1], y[1]]) - frame.centre) / frame.square
        assert np.allclose(squares_long * worth, run.params[k + 1] - run.params[k])
        assert (x[0], y[0]) == tuple(frame.centre) == tuple(panel.head.pixel)


def test_parallelogram_leads_from_the_parts_to_the_step(small):
    panel = drawn(stage_of(small, Momentum()), 17)
    tips = {a.arrow.name: np.column_stack(a.stroke.get_data())[1] for a in panel.arrows}
    sides = np.column_stack(panel.sides.get_data())
    assert np.allclose(sides, [tips["gradient"], tips["step"], tips["momentum"]])
    centre = panel.arrows[0]._frame.centre
    assert np.allclose(tips["gradient"] + tips["momentum"] - centre, tips["step"])


def test_plain_step_beyond_the_frame_is_cut_off_and_said_to_go_on(small):
    stage = stage_of(small, AdaGrad())
    panel = drawn(stage, 10)
    plain = panel.arrows[1]
    k, worth = stage.moment(10).whole, panel._content.worth[stage.moment(10).whole]
    assert np.abs(plain.arrow.values[k]).max() > SQUARES * worth
    x, y = plain.stroke.get_data()
    away = np.abs(np.array([x[1], y[1]]) - plain._frame.centre).max()
    assert away == pytest.approx(plain._frame.half)
    assert panel.names.texts[1].get_text() == "plain: goes on"
    assert panel.names.texts[0].get_text() == "step"


def test_numbers_are_those_of_the_whole_step(small):
    stage, run = stage_of(small, AdaGrad()), None
    run = stage.scene.trajectories["adagrad"]
    for index in (0, 23, len(stage) - 1):
        panel, k = drawn(stage, index), min(stage.moment(index).whole, STEPS - 1)
        shown = [text.get_text() for text in panel.legend.texts][:4]
        moved = run.params[k + 1] - run.params[k]
        plain = -0.1 * run.channels["gradient"][k]
        assert shown == [signed(value) for value in (*moved, *plain)]


def test_scale_is_said_and_so_is_the_one_before_it(small):
    stage = stage_of(small, AdaGrad())
    worth = drawn(stage, 0)._content.worth
    assert len(set(worth)) > 2
    for index in range(len(stage)):
        panel, k = drawn(stage, index), min(stage.moment(index).whole, STEPS - 1)
        now, before = (text.get_text() for text in panel.legend.texts[-2:])
        assert now == f"1 square = {exactly(worth[k])}"
        changes = np.flatnonzero(np.diff(worth[: k + 1]))
        assert bool(before) == bool(len(changes))
        if before:
            assert before == f"until step {changes[-1]}: {exactly(worth[changes[-1]])}"


def test_squares_are_round_fit_and_are_not_given_up_too_soon():
    rng = np.random.default_rng(7)
    lengths = np.exp(-np.arange(400) / 40) * rng.uniform(0.1, 1.0, 400)
    worth = squares(lengths, REACH)
    assert (lengths <= REACH * worth * (1 + 1e-9)).all()
    mantissas = {f"{value:.0e}"[0] for value in worth}
    assert mantissas <= {"1", "2", "5"}
    for k, (now, then) in enumerate(pairwise(worth)):
        if then < now:  # the finer one does for the next steps
            assert (lengths[k + 1 : k + 1 + AHEAD] <= REACH * then * (1 + 1e-9)).all()
    assert len(np.flatnonzero(np.diff(worth))) < 40  # of 400 steps that jump about


def test_squares_of_nothing_are_squares():
    worth = squares(np.array([np.nan, 0.0, np.inf]), REACH)
    assert np.isfinite(worth).all()
    assert (worth > 0).all()


@pytest.mark.parametrize("name", MANY)
def test_no_two_texts_overlap_and_none_is_cut_off(small, name):
    stage = stage_of(small, MANY[name])
    panel = drawn(stage, 0)
    frame = panel.arrows[0]._frame
    texts = [*panel.names.texts, *panel.legend.texts]
    still = [t for t in stage.figure.artists if hasattr(t, "picture") and not t.get_animated()]
    for index in range(0, len(stage), 2):
        drawn(stage, index)
        shown = [t for t in [*texts, *still] if t.get_text()]
        boxes = [box_of(text) for text in shown]
        for (one, a), (other, b) in combinations(zip(shown, boxes, strict=True), 2):
            assert not overlap(a, b), (one.get_text(), other.get_text(), index)
        assert all(min(x0, y0) >= 0 and x1 <= 640 and y1 <= 360 for x0, y0, x1, y1 in boxes)
        for text in panel.names.texts:
            x0, y0, x1, y1 = box_of(text)
            (x, y), half = frame.centre, frame.half
            assert x - half <= x0 <= x1 <= x + half
            assert y - half <= y0 <= y1 <= y + half


def test_names_stand_near_their_tips_and_hardly_cover_an_arrow(small):
    readable = Timeline((Play(to=STEPS, seconds=20),))  # of arrows that leap, names stay behind
    stage = stage_of(small, Adam(learning_rate=0.2), (1280, 720), timeline=readable, fps=25)
    covered = far = count = 0
    for index in range(0, len(stage), 5):
        panel, k = drawn(stage, index), min(stage.moment(index).whole, STEPS - 1)
        worth = float(panel._content.worth[k])
        for text, arrow in zip(panel.names.texts, panel.arrows, strict=True):
            x0, y0, x1, y1 = box_of(text)
            tip, count = arrow.tip(k, worth), count + 1
            far += np.abs(tip - np.clip(tip, (x0, y0), (x1, y1))).max() > 70
            for other in panel.arrows:
                end = other.tip(k, worth)
                along = other._frame.centre + np.linspace(0.2, 0.95, 30)[:, None] * (
                    end - other._frame.centre
                )
                covered += ((along > (x0, y0)) & (along < (x1, y1))).all(axis=1).any()
    assert far / count < 0.15
    assert covered / count < 0.15


def box_of(text):
    """Left, bottom, right and top of the letters, pixels."""
    dpi = text.get_figure(root=True).dpi
    picture = text.picture(dpi)
    left, bottom, right, top = letters(text.get_text(), text._look(dpi))
    x, y = text.get_transform().transform(text.get_position())
    x -= {"left": 0, "center": picture.advance / 2, "right": picture.advance}[text.get_ha()]
    x, y = round(x) + picture.left, round(y) + picture.below
    return x + left, y + bottom, x + right, y + top


@cache
def letters(words, look):
    """Left, bottom, right and top of what is letter and not rim, in a text's own picture."""
    text = PictureText(0, 0, words, size=1, halo=look.halo, weight=look.weight, color=look.color)
    text.set_fontsize(look.size)
    image = text.picture(look.dpi).image
    solid = image[..., 3] > 128
    if look.halo is not None:
        solid &= np.abs(image[..., :3] / 255 - to_rgb(look.halo)).max(axis=-1) > 0.4
    inked = np.argwhere(solid)
    (bottom, left), (top, right) = inked.min(axis=0), inked.max(axis=0) + 1
    return left, bottom, right, top


def overlap(one, other):
    return all(min(one[i + 2], other[i + 2]) - max(one[i], other[i]) > 0 for i in (0, 1))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", [(480, 270), (1280, 720)])
def test_composite_equals_a_full_redraw_in_any_order(small, theme, size):
    panels = {"map": small.panels["map"], "anatomy": AnatomyPanel("adam")}
    scene = stage_of(small, Adam()).scene
    scene = replace(scene, panels=panels, rows=(("map", "anatomy"),), widths=(1, 1))
    stage = Stage(scene, size, theme=theme, fps=5)
    some = (0, 4, 19, len(stage) - 1)
    forward = [stage.frame(i).copy() for i in some]
    backward = [stage.frame(i).copy() for i in reversed(some)][::-1]
    for index, one, other in zip(some, forward, backward, strict=True):
        assert np.array_equal(one, other)
        assert np.array_equal(one, stage.redraw(index))


def test_run_that_diverges_ends_without_arrows(small):
    stage = stage_of(
        small, GradientDescent(learning_rate=5.0), surface=Quadratic(condition_number=100.0)
    )
    panel = drawn(stage, len(stage) - 1)
    assert not len(panel.arrows[0].stroke.get_xdata())
    assert panel.names.texts[0].get_text() == ""
    assert panel.legend.texts[0].get_text() == "\N{EM DASH}"
    assert np.isfinite(stage.frame(len(stage) - 1)).all()


def test_pictures_without_text_do_not_depend_on_its_size(small, monkeypatch):
    scene = stage_of(small, Adam()).scene
    plain = Stage(scene, (320, 180), fps=5, text=False).frame(7)
    monkeypatch.setattr(PictureText, "advance", lambda self, dpi: 7 + len(self.get_text()))
    assert np.array_equal(Stage(scene, (320, 180), fps=5, text=False).frame(7), plain)


def test_legend_stands_where_it_leaves_the_frame_more_room(small):
    wide = drawn(stage_of(small, AdaGrad()), 0)
    tall = drawn(stage_of(small, AdaGrad(), (400, 640)), 0)
    for panel, beside in ((wide, True), (tall, False)):
        frame, text = panel.arrows[0]._frame, panel.legend.texts[0]
        assert (text.get_position()[0] > frame.centre[0] + frame.half) == beside
        assert (text.get_position()[1] < frame.centre[1] - frame.half) != beside


def test_what_there_is_not_is_said(small):
    panels = {"anatomy": AnatomyPanel("adam")}
    with pytest.raises(InvalidInput, match="the scene runs adagrad"):
        stage_of(small, AdaGrad(), panels=panels)


def test_panel_without_room_is_refused_in_a_sentence(small):
    panels = {"map": small.panels["map"], "anatomy": AnatomyPanel("adagrad")}
    with pytest.raises(InvalidInput, match="room for 150"):
        stage_of(small, AdaGrad(), panels=panels, rows=(("map", "anatomy"),), widths=(6, 1))
    with pytest.raises(InvalidInput, match="a larger share"):
        stage_of(small, AdaGrad(), panels=panels, rows=(("map", "anatomy"),), widths=(4.2, 1))
