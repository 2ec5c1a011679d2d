"""Who is where: the table against the runs."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from matplotlib.text import Text

from gradreel.animate import Hold, Play, Race, Stage, StandingsPanel, Timeline
from gradreel.animate.drawing.text import PictureText
from gradreel.animate.panels.tables.row_order import RowOrder
from gradreel.animate.style.run_styles import MOST
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.core import (
    OPTIMIZERS,
    AdaGrad,
    Adam,
    GradientDescent,
    Himmelblau,
    Momentum,
    Nesterov,
    Quadratic,
    Saddle,
)
from gradreel.core.errors import InvalidInput

THREE = (
    GradientDescent(learning_rate=0.05),
    Momentum(learning_rate=1.0),  # diverges
    AdaGrad(learning_rate=1.0),
)


def stage_of(small, panel=None, size=(640, 360), theme=LIGHT, **changes):
    changes = {"optimizers": THREE, "steps": 60, **changes}
    steps = changes["steps"]
    scene = replace(
        small, panels={"table": panel or StandingsPanel()}, rows=(("table",),), widths=(),
        timeline=Timeline((Play(to=steps, seconds=3),)), **changes,
    )  # fmt: skip
    return Stage(scene, size, fps=10, theme=theme)


def rows_at(stage, index):
    panel = stage.panels["table"]
    panel.at(stage.moment(index))
    return {row.name: (row.rank.get_text(), row.place.get_text()) for row in panel.rows}


def test_places_are_those_of_the_whole_step(small):
    stage = stage_of(small)
    runs = stage.scene.trajectories
    for index in (0, 3, 11, len(stage) - 1):
        k = stage.moment(index).whole
        for name, (_, words) in rows_at(stage, index).items():
            distance = np.hypot(*runs[name].params[: k + 1].T)
            if 0 <= runs[name].outcome.diverged_at <= k:
                assert words == f"diverged at {runs[name].outcome.diverged_at}"
            elif distance[k] <= 0.1:
                since = k + 1 - np.argmax([*(distance > 0.1)[::-1], True])
                assert words == f"since step {since}"
            else:
                number, away = words.split()
                assert (float(number.replace(",", "")), away) == (
                    pytest.approx(distance[k], rel=6e-3), "away"
                )  # fmt: skip


def test_ranks_put_arrivals_first_and_the_lost_last(small):
    stage = stage_of(small)
    ranks = {name: rank for name, (rank, _) in rows_at(stage, len(stage) - 1).items()}
    runs = stage.scene.trajectories
    assert runs["momentum"].outcome.diverged_at > 0
    arrived = {n: runs[n].settles((0, 0), 0.1) for n in ("adagrad", "gradient_descent")}
    assert arrived["adagrad"] < arrived["gradient_descent"]
    assert ranks == {"adagrad": "1", "gradient_descent": "2", "momentum": "3"}


def heights_at(stage, index):
    """The heights of the rows, by their names; all that belongs to a row has one."""
    panel = stage.panels["table"]
    panel.at(stage.moment(index))
    for row in panel.rows:
        assert len({text.get_position()[1] for text in row.texts}) == 1
        middle = row.marker.get_xydata()[0, 1]
        assert 0 < middle - row.label.get_position()[1] < 10
        assert set(row.sample.get_ydata()) == {middle}
    return {row.name: row.label.get_position()[1] for row in panel.rows}


@pytest.mark.parametrize("fps", [2, 10, 25, 60])
@pytest.mark.parametrize("count", [2, 5, 8, 16])
def test_rows_stand_by_their_ranks_or_glide_there(small, fps, count):
    makers = [*OPTIMIZERS.values()][:count]
    everybody = tuple(make(learning_rate=0.02 + 0.01 * i) for i, make in enumerate(makers))
    scene = stage_of(small, optimizers=everybody).scene
    stage = Stage(
        replace(scene, timeline=Timeline((Play(to=60, seconds=3), Hold(1)))), (640, 360), fps=fps
    )
    at_rest = moves = 0
    before, still = None, 0
    for index in range(len(stage)):
        ranks = {name: int(rank.strip("=")) for name, (rank, _) in rows_at(stage, index).items()}
        heights = heights_at(stage, index)
        still = still + 1 if heights == before else 0
        moves += before is not None and heights != before
        if still >= 0.9 * fps or index == len(stage) - 1:  # neither on its way nor waiting
            at_rest += 1
            down = sorted(heights, key=heights.get, reverse=True)
            assert [ranks[name] for name in down] == sorted(ranks.values())
        before = heights
    assert at_rest
    assert moves


def lines_of(lines_at, fps=50):
    clock = Timeline((Play(to=100, seconds=2), Hold(1))).resolved()
    order = RowOrder(clock, fps, lines_at)
    return np.array([order.at(clock.moment(i, fps)) for i in range(clock.frame_count(fps))])


def test_rows_move_by_an_ease():
    lines = lines_of(lambda step: (0, 1) if step < 50 else (1, 0))
    assert np.allclose(lines.sum(axis=1), 1)
    moved = np.diff(lines[:, 0])
    assert np.count_nonzero(moved) == 0.4 * 50
    assert (moved >= 0).all()
    assert moved.max() == pytest.approx(1.5 / (0.4 * 50), rel=0.02)
    assert moved[np.flatnonzero(moved)[[0, -1]]].max() < 0.2 * moved.max()


def test_where_ranks_change_all_the_time_rows_rest_to_be_read():
    lines = lines_of(lambda step: (0, 1) if step % 2 else (1, 0))
    assert set(lines[-1].tolist()) == {0.0, 1.0}
    assert (np.isin(lines[:, 0], (0.0, 1.0))).mean() > 0.45


def test_who_leaves_a_saddle_comes_first_with_the_step(small):
    stage = stage_of(
        small, surface=Saddle(), start=(-1.6, 0.1), steps=60,
        optimizers=(GradientDescent(0.01), Momentum(0.1), AdaGrad(0.2)),
    )  # fmt: skip
    rows = rows_at(stage, len(stage) - 1)
    left = {}
    for name, run in stage.scene.trajectories.items():
        inside = np.flatnonzero(Saddle().window.contains(run.params))
        left[name] = int(inside[-1]) + 1
    assert left["gradient_descent"] == 61  # it is inside to the end
    first, second = sorted(("momentum", "adagrad"), key=left.get)
    assert rows[first] == ("1", f"at step {left[first]}")
    assert rows[second] == ("2", f"at step {left[second]}")
    assert rows["gradient_descent"][0] == "3"
    assert rows["gradient_descent"][1].startswith("loss ")
    assert "left the window" in {text.get_text() for text in stage.figure.findobj(Text)}


def test_all_share_the_first_rank_at_the_start(small):
    assert {rank for rank, _ in rows_at(stage_of(small), 0).values()} == {"1="}


def test_without_a_known_minimum_the_loss_decides(small):
    stage = stage_of(
        small, surface=Saddle(), start=(-1.0, 0.5),
        optimizers=(GradientDescent(learning_rate=0.01), AdaGrad(learning_rate=0.1)), steps=20,
    )  # fmt: skip
    rows = rows_at(stage, len(stage) - 1)
    losses = {name: run.loss[20] for name, run in stage.scene.trajectories.items()}
    best = min(losses, key=losses.get)
    assert rows[best][0] == "1"
    words = {text.get_text() for text in stage.figure.findobj(Text)}
    assert "loss" in words
    assert not any("★" in text for text in words)


def test_facts_and_notes_stand_in_it(small):
    panel = StandingsPanel(facts={"adagrad": "0.5"}, fact="η", notes=("convention: torch",))
    words = {text.get_text() for text in stage_of(small, panel).figure.findobj(Text)}
    assert {"0.5", "η", "convention: torch", "AdaGrad", "within 0.1 of ★"} <= words


def test_a_run_that_is_shorter_stays_where_it_ended(small):
    short = replace(small, optimizers=(AdaGrad(),), steps=5, timeline=Timeline((Play(5, 1),)))
    run = replace(short.trajectories["adagrad"], name="short")
    stage = stage_of(small, runs=(run,))
    away = np.hypot(*run.params[5])
    assert float(rows_at(stage, len(stage) - 1)["short"][1].split()[0]) == pytest.approx(away, 6e-3)


@pytest.mark.parametrize(("size", "theme"), [((480, 270), DARK), ((1280, 720), LIGHT)])
def test_sixteen_rows_never_touch_and_stay_in_the_picture(small, size, theme):
    facts = dict.fromkeys([*OPTIMIZERS][:MOST], "0.000123")
    optimizers = tuple(OPTIMIZERS[name]() for name in facts)
    panel = StandingsPanel(facts=facts, fact="η", notes=("note",))
    stage = stage_of(small, panel, size, theme, optimizers=optimizers)
    stage.frame(len(stage) - 1)
    texts = [t for t in stage.figure.findobj(PictureText) if t.get_visible() and t.get_text()]
    boxes = [(t.get_text(), t.get_window_extent(stage.renderer)) for t in texts]
    assert len(boxes) > 4 * 16
    for words, box in boxes:
        assert 0 <= box.x0 < box.x1 <= size[0], words
        assert 0 <= box.y0 < box.y1 <= size[1], words
    for (words, box), (others, other) in combinations(boxes, 2):
        across = min(box.x1, other.x1) - max(box.x0, other.x0)
        assert min(across, min(box.y1, other.y1) - max(box.y0, other.y0)) <= 1, (words, others)


def test_pictures_without_text_do_not_depend_on_its_size(small, monkeypatch):
    """Text grows and shrinks with FreeType; what is compared without it must not."""
    plain = stage_of(small, size=(480, 270), theme=DARK).scene
    frames = [Stage(plain, (480, 270), fps=5, text=False).frame(9)]
    monkeypatch.setattr(PictureText, "advance", lambda self, dpi: 7 + len(self.get_text()))
    frames.append(Stage(plain, (480, 270), fps=5, text=False).frame(9))
    assert np.array_equal(*frames)


def test_long_names_are_cut_and_cover_nothing(small):
    run = replace(small.trajectories["adagrad"], name="a_network_with_a_very_long_name" * 4)
    stage = stage_of(small, StandingsPanel(facts={"adagrad": "0.1"}), runs=(run,))
    words = [text.get_text() for text in stage.figure.findobj(Text)]
    assert any(text.startswith("a network") and "…" in text for text in words)


@pytest.mark.parametrize("size", [(480, 270), (640, 360), (1280, 720)])
def test_names_are_cut_only_where_there_is_no_room(size):
    optimizers = (GradientDescent(0.01), Nesterov(0.00794), Adam(1.0))
    stage = Stage(Race(Himmelblau(), steps=60, optimizers=optimizers).scene(), size, fps=1)
    words = [text.get_text() for text in stage.figure.findobj(Text)]
    assert words.count("Gradient descent") >= 2  # at its head, and in the table
    assert "within 0.1 of a ★" in words
    assert not any("…" in text for text in words)


def test_composed_frames_equal_full_redraws(small):
    stage = stage_of(small)
    for index in (0, 9, len(stage) - 1):
        assert np.array_equal(stage.frame(index), stage.redraw(index))


@pytest.mark.parametrize("radius", [0, -1, float("inf"), float("nan")])
def test_a_radius_must_be_one(radius):
    with pytest.raises(InvalidInput, match="give a finite number above 0"):
        StandingsPanel(radius)


def test_no_room_is_said(small):
    many = tuple(f"note {i}" for i in range(30))
    with pytest.raises(InvalidInput, match=r"A table of 3 runs needs .* give the panel more room"):
        stage_of(small, StandingsPanel(notes=many))


def test_it_takes_no_batches(small):
    batch = small_batch()
    with pytest.raises(InvalidInput, match="record of one run, not of a batch"):
        stage_of(small, runs=(batch,))


def small_batch():
    from gradreel.core import descend

    return replace(descend(AdaGrad(), Quadratic(), np.ones((3, 2)), steps=4), name="batch")
