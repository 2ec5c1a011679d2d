"""The whole lecture on AdaGrad, as one film of twelve chapters."""

from gradreel.animate import Film
from gradreel.scenes import (
    adagrad_replay,
    flip_side,
    history_b,
    history_w,
    loss_surface,
    next_time,
    right_angle,
    slope,
    slowing_down,
    sparse_data,
    update_rule,
    without_root,
)

SCENE = Film(
    name="lecture",
    summary="The whole lecture on AdaGrad: its rule, its path, its history, and what comes next.",
    title="AdaGrad",
    card_seconds=4,
    scenes=tuple(
        chapter.SCENE
        for chapter in (
            update_rule,
            sparse_data,
            loss_surface,
            right_angle,
            adagrad_replay,
            slowing_down,
            history_w,
            history_b,
            slope,
            without_root,
            flip_side,
            next_time,
        )
    ),
)
