"""The pure pieces of each measurement, and the smallest real one of those that render."""

import math
import subprocess
from itertools import pairwise

import numpy as np
import pytest

from bench.gif import psnr, shown
from bench.long_runs import EARLY, FRAMES, LATE, TIMELINE, scenes
from bench.measuring import FPS, film_length
from bench.memory import high_water
from bench.plain_animation import Saved, evenly, ffmpeg_options, save
from bench.sweeps import RATES, STARTS, STEPS, TORCH, check_same, sweep
from bench.video import rows, truth
from gradreel.animate.formats import Clip, GifEncoder
from gradreel.animate.formats.ffmpeg import find_ffmpeg
from gradreel.animate.formats.video.mp4 import mp4_command
from gradreel.core import CONVENTIONS, OPTIMIZERS, descend
from gradreel.scenes.adagrad_replay import SCENE


def test_psnr_against_the_formula():
    source = np.full((4, 6, 3), 100, np.uint8)
    one_off = source.copy()
    one_off[0, 0, 0] += 12  # mean squared error 144 / 72 = 2
    whole, worst = psnr([source, source], [source, one_off])
    assert whole == pytest.approx(10 * math.log10(255**2 / 1))
    assert worst == pytest.approx(10 * math.log10(255**2 / 2))
    assert psnr([source], [source]) == (math.inf, math.inf)


def test_psnr_misses_no_frame():
    source = np.zeros((2, 2, 3), np.uint8)
    with pytest.raises(ValueError, match="shorter"):
        psnr([source, source], [source])


def test_a_gif_is_shown_frame_by_frame(tmp_path):
    """Also where equal neighbours were stored as one picture: 12.5 fps is 8 hundredths."""
    flat = [np.full((20, 30, 3), tone, np.uint8) for tone in (0, 0, 90, 90, 90, 200, 30)]
    path = tmp_path / "flat.gif"
    with GifEncoder(path, Clip((30, 20), 12.5, samples=flat)) as encoder:
        for frame in flat:
            encoder.write(frame)
    assert [int(frame[5, 5, 1]) for frame in shown(path, 12.5)] == [0, 0, 90, 90, 90, 200, 30]


def test_our_video_is_held_against_the_encoder_as_it_was(tmp_path):
    y, x = np.mgrid[:36, :64]
    film = [np.stack([4 * x, 7 * y, x + y + 9 * i], axis=2).astype(np.uint8) for i in range(6)]
    for name, crf in (("good", 1), ("bad", 45)):
        command = [find_ffmpeg(), "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "64x36", "-i", "-"]
        subprocess.run(
            [*command, "-crf", str(crf), tmp_path / f"{name}.mp4"],
            input=b"".join(each.tobytes() for each in film), capture_output=True, check=True,
        )  # fmt: skip
    good, bad = tmp_path / "good.mp4", tmp_path / "bad.mp4"
    assert [row.passed for row in truth(film, good, good)] == [True, True]
    assert [row.passed for row in truth(film, good, bad)] == [False, True]
    assert [row.passed for row in truth(film, bad, good)] == [True, False]


def test_a_longer_film_costs_its_frames_and_one_start():
    saved = Saved(frames=10, setup=0.5, start=0.25, rest=2.0)
    assert saved.per_frame == 0.2
    assert saved.seconds(100) == pytest.approx(0.5 + 0.25 + 20)


def test_both_films_are_encoded_alike():
    ours = mp4_command("ffmpeg", "x.mp4", Clip((1280, 720), 25))
    options = ffmpeg_options((1280, 720))
    assert options[0] == "-filter_complex"
    assert {"-crf", "-preset", "-vcodec", "libx264", "+faststart"} <= set(options)
    start = ours.index("-filter_complex")
    assert ours[start : start + len(options) + 1] == [*options, "x.mp4"]


@pytest.mark.parametrize("deferred", [False, True])
def test_funcanimation_saves_the_moments(tmp_path, deferred):
    path = tmp_path / "plain.gif"
    saved = save((320, 180), evenly(film_length(), 3, FPS), path, deferred=deferred)
    assert saved.frames == 3
    assert path.stat().st_size > 1000


def test_the_subset_is_spread_evenly_over_the_whole_film():
    moments = evenly(film_length(), 32, FPS)
    assert moments[0].step == 0
    assert moments[-1].step == SCENE.clock.last_step
    gaps = {round(b.seconds - a.seconds, 6) for a, b in pairwise(moments)}
    assert max(gaps) - min(gaps) <= 1 / FPS + 1e-9


def test_ours_is_the_mean_of_the_runs_around_what_it_is_compared_with():
    found = {
        "plain": [60.0], "ours": [2.0], "encoder": [2.5], "ours again": [4.0], "deferred": [30.0]
    }  # fmt: skip
    values = [row.value for row in rows(found, [0.5, 1.5])]
    assert values == [60 / 4, 30 / 4, 3 / 2.5, 4 / 2.5]


def test_the_high_water_mark_is_read_in_bytes():
    assert high_water("VmPeak:\t  999 kB\nVmHWM:\t  1234 kB\nVmRSS:\t 1000 kB\n") == 1234 * 1024


def test_long_runs_are_looked_at_early_and_late():
    clock = TIMELINE.resolved()
    steps = [clock.moment(index, FPS).step for index in range(2 * FRAMES)]
    assert clock.frame_count(FPS) == 2 * FRAMES
    assert len(set(steps)) == 2 * FRAMES  # none is a frame drawn before
    assert all(abs(step - EARLY) <= 2 * FRAMES for step in steps[:FRAMES])
    assert all(abs(step - LATE) <= 2 * FRAMES for step in steps[FRAMES:])


def test_the_long_runs_do_what_their_names_say():
    _, bounce, wander = scenes().values()
    far = bounce.surface.window.w_max
    for scene in (bounce, wander):
        run = descend(scene.optimizers[0], scene.surface, scene.start, steps=3000)
        moved = np.abs(np.diff(run.params[2000:], axis=0)).max()
        assert not run.outcome.diverged_at > 0
        assert moved > 0.01 * far


def test_a_sweep_is_600_000_steps_none_of_them_saved():
    assert len(RATES) * len(STARTS) * STEPS == 600_000
    for name in ("gradient_descent", "momentum", "nesterov"):  # the others cannot diverge
        assert np.isfinite(sweep(name)).all()  # a run that diverged would be over early
    with pytest.raises(AssertionError, match="not the same optimizer"):
        check_same(sweep("momentum"), sweep("gradient_descent"))
    assert {name for name in OPTIMIZERS if "torch" in CONVENTIONS[name]} == set(TORCH)
