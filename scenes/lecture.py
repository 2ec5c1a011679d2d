"""The whole lecture on AdaGrad, as one film: a question, its answer, what if, and what is next."""

from gradreel.animate import Film
from gradreel.scenes import (
    adagrad_replay,
    best_rates,
    flip_side,
    history_b,
    history_w,
    loss_surface,
    next_time,
    opening,
    right_angle,
    set_back,
    slope,
    slowing_down,
    sparse_data,
    summary,
    update_rule,
    with_momentum,
    without_root,
)

SCENE = Film(
    name="lecture",
    summary="The whole lecture on AdaGrad: its rule, its path, its history, and what comes next.",
    title="AdaGrad",
    card_seconds=2.5,
    fade=0.9,
    reading=True,
    scenes=tuple(
        chapter.SCENE
        for chapter in (
            opening,
            update_rule,
            sparse_data,
            loss_surface,
            right_angle,
            adagrad_replay,
            best_rates,
            slowing_down,
            history_w,
            slope,
            history_b,
            without_root,
            flip_side,
            set_back,
            with_momentum,
            summary,
            next_time,
        )
    ),
)
