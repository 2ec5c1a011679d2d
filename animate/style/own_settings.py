"""Matplotlib's settings as our pictures need them, seen by the thread that draws and by no other.

Matplotlib reads its settings from one object, `matplotlib.rcParams`, that all its modules hold, in
hundreds of places, some of them at each draw. What decides our pixels must be our values;
what others read must be theirs at every moment, also in a thread that draws a figure of its own
meanwhile. To write our values into that object and put the old ones back, as rc_context does, shows
them to every thread. To pass each setting to each artist is not possible: hinting, snapping,
simplification and the fonts of formulas can be set nowhere else. To replace the object reaches
none of the modules that hold it.

So the object stays, with the user's values in it, untouched, and only its class is another one
while something of ours is made or drawn: a subclass that asks first which thread is reading. It
is one assignment in and one out; when nothing is drawn, rcParams is what matplotlib made of it.

What is ours is drawn by one thread at a time, whichever: formulas are parsed by one parser and
letters come from fonts that are shared, and neither bears two threads. The lock may be taken again
by the thread that has it.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import matplotlib as mpl
from matplotlib import RcParams

_LOCK = threading.RLock()
if hasattr(os, "register_at_fork"):  # a fork waits for the drawing: a child could never unlock
    os.register_at_fork(
        before=_LOCK.acquire, after_in_parent=_LOCK.release, after_in_child=_LOCK.release
    )

# All there are, and none that this machine or user has changed; a copy, as some are lists.
_DEFAULTS: dict[Any, Any] = deepcopy(dict.copy(mpl.rcParamsDefault)) | {"backend": "agg"}


class _Thread(threading.local):
    """What a thread sees in place of the user's settings, None where it sees those."""

    settings: RcParams | None = None


_THREAD = _Thread()

# What formulas lack, texts_of a scene have told already; this would be said at each draw.
for _name in ("matplotlib.mathtext", "matplotlib.font_manager"):
    logging.getLogger(_name).addFilter(lambda _: _THREAD.settings is None)


class _SeenByThread(RcParams):
    """The class of `matplotlib.rcParams` while something of ours is drawn.

    The methods of RcParams are called by its name, not by super(): the class may be back to what it
    was before a call of another thread is through.
    """

    def __getitem__(self, key: Any) -> Any:
        ours = _THREAD.settings  # read hundreds of times for a frame: two calls less each
        return RcParams.__getitem__(self, key) if ours is None else ours._get(key)

    def _get(self, key: Any) -> Any:
        return RcParams._get(_seen(self), key)

    def _set(self, key: Any, val: Any) -> None:
        RcParams._set(_seen(self), key, val)

    def _update_raw(self, other_params: Any) -> None:
        RcParams._update_raw(_seen(self), other_params)

    def __iter__(self) -> Any:
        return RcParams.__iter__(_seen(self))

    def __len__(self) -> int:
        return RcParams.__len__(_seen(self))

    def find_all(self, pattern: str) -> RcParams:
        return RcParams.find_all(self.copy(), pattern)

    def copy(self) -> RcParams:
        copied = RcParams()  # of the class that stays
        copied._update_raw({key: RcParams._get(_seen(self), key) for key in self})
        return copied


def _seen(settings: RcParams) -> RcParams:
    """Return the settings that hold for this thread."""
    ours = _THREAD.settings
    return settings if ours is None else ours


@contextmanager
def own_settings(settings: dict[Any, Any]) -> Iterator[None]:
    """Let this thread alone see matplotlib's defaults, with `settings` in place of some of them.

    What is set within is gone afterwards. Other threads wait here until this one is done.
    """
    ours = RcParams()
    ours._update_raw(_DEFAULTS)
    ours._update_raw(settings)
    with _LOCK:
        before = _THREAD.settings, mpl.rcParams.__class__
        try:
            _THREAD.settings, mpl.rcParams.__class__ = ours, _SeenByThread
            yield
        finally:
            _THREAD.settings, mpl.rcParams.__class__ = before


def setting(key: Any, otherwise: Any) -> Any:
    """Return a setting of ours, whatever the user's is; `otherwise` where none of ours hold."""
    ours = _THREAD.settings
    return otherwise if ours is None else ours[key]
