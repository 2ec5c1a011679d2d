"""A signal that asks to stop is told as such, also where C code has lost what it raised."""

import os
import signal

import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path as Outline
from matplotlib.transforms import Bbox, IdentityTransform

from gradreel.animate.cli.errors import Stopped, explain
from gradreel.animate.cli.outputs import stop_told
from gradreel.animate.cli.signals import stoppable, stopped_by
from gradreel.core.errors import RenderError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
STOPS = {signal.SIGINT: "Ctrl-C", signal.SIGTERM: "SIGTERM", signal.SIGHUP: "SIGHUP"}


@pytest.fixture(autouse=True)
def hangup_is_heard():
    """What nohup starts ignores that a terminal closes, and `stoppable` leaves it so."""
    theirs = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, theirs)


def test_what_is_ignored_stays_ignored():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with stoppable():
        os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN


class Interrupting(Bbox):
    """A rectangle that matplotlib's C code asks for its sides, while a signal comes."""

    number = signal.SIGINT

    def get_points(self):
        os.kill(os.getpid(), self.number)
        return super().get_points()


def draw(number):
    renderer = RendererAgg(20, 20, 100)
    graphics = renderer.new_gc()
    box = Interrupting([[0, 0], [9, 9]])
    box.number = number
    graphics.set_clip_rectangle(box)
    renderer.draw_path(graphics, Outline(np.zeros((2, 2))), IdentityTransform())


@pytest.mark.parametrize("number", STOPS)
def test_a_stop_that_c_code_has_lost(tmp_path, number):
    with pytest.raises(Stopped) as stopped, stoppable(), stop_told([tmp_path / "a.gif"]):
        draw(number)
    assert not isinstance(stopped.value.__cause__, KeyboardInterrupt)  # it was lost indeed
    assert stopped.value.format_message().startswith(
        f"Stopped by {STOPS[number]}; nothing was written"
    )


@pytest.mark.parametrize("number", STOPS)
def test_such_a_stop_outside_of_any_writing(number):
    told = []
    with stoppable():
        try:
            draw(number)
        except ValueError as error:
            told = explain(error)
    assert told == (f"Stopped by {STOPS[number]}.", 1)


def fail_while_cleaning_up():
    try:
        os.kill(os.getpid(), signal.SIGINT)
    finally:
        raise RenderError("The disk is full.")


def test_what_goes_wrong_on_the_way_out_is_told(tmp_path):
    with pytest.raises(RenderError, match="full"), stoppable(), stop_told([tmp_path / "a.gif"]):
        fail_while_cleaning_up()


def test_an_error_without_a_signal_is_itself(tmp_path):
    with pytest.raises(ValueError, match="odd"), stoppable(), stop_told([tmp_path / "a.gif"]):
        raise ValueError("odd")
    assert stopped_by(ValueError("odd")) == ""
    with pytest.raises(KeyboardInterrupt), stoppable():
        os.kill(os.getpid(), signal.SIGTERM)
    assert stopped_by(ValueError("odd")) == ""  # it is over
    assert stopped_by(KeyboardInterrupt()) == "Ctrl-C"
