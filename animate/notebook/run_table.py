"""A run as a table of its steps, and its path over (w, b) as a drawing beside it."""

from __future__ import annotations

from html import escape

import numpy as np

from gradreel.core.arrays import FloatArray
from gradreel.core.trajectory import Trajectory

ROWS = 9
"""Steps that are shown, evenly from the start to the end."""

POINTS = 400
"""Of the path at most; more are no wider than a line."""

SIDE, EDGE = 240, 24


def run_table(run: Trajectory) -> str:
    """Return the table and the path as HTML; of a batch, only its shape and how it ended."""
    told = f"<p>{escape(repr(run)[1:-1])}</p>"
    if run.loss.ndim > 1:
        return told
    return (
        f'{told}<div style="display: flex; flex-wrap: wrap; gap: 1.5em; align-items: center">'
        f"{_table(run)}{_path(run)}</div>"
    )


def _table(run: Trajectory) -> str:
    steps = np.unique(np.linspace(0, run.steps, ROWS).round().astype(int)).tolist()
    columns = {"step": steps, "w": run.w[steps], "b": run.b[steps], "loss": run.loss[steps]}
    head = "".join(f'<th scope="col">{name}</th>' for name in columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{value:.6g}</td>" for value in row) + "</tr>"
        for row in zip(*columns.values(), strict=True)
    )
    caption = f"<caption>{escape(run.name)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _path(run: Trajectory) -> str:
    """Draw the path in the colour of the text around it, so that it suits any theme."""
    known = run.params[run.known]
    if not len(known):
        return ""
    kept = known[np.unique(np.linspace(0, len(known) - 1, POINTS).round().astype(int))]
    low, high = known.min(axis=0), known.max(axis=0)
    room = np.where(high > low, high - low, 1.0)
    places = EDGE + (kept - low) / room * (SIDE - 2 * EDGE)
    places[:, 1] = SIDE - places[:, 1]  # b goes up
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    (x, y), (to_x, to_y) = places[0], places[-1]
    return (
        f'<svg width="{SIDE}" height="{SIDE}" viewBox="0 0 {SIDE} {SIDE}" role="img" '
        f'aria-label="{_told(known)}" fill="none" stroke="currentColor" font-size="11">'
        f'<polyline points="{line}" stroke-width="1.5"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
        f'<circle cx="{to_x:.1f}" cy="{to_y:.1f}" r="4" fill="currentColor"/>'
        f'<g fill="currentColor" stroke="none"><text x="{EDGE}" y="{SIDE - 6}">'
        f"w {low[0]:.4g} to {high[0]:.4g}</text>"
        f'<text x="{EDGE}" y="12">b {low[1]:.4g} to {high[1]:.4g}</text></g></svg>'
    )


def _told(known: FloatArray) -> str:
    (w, b), (to_w, to_b) = known[0].tolist(), known[-1].tolist()
    return f"The path from w = {w:.4g}, b = {b:.4g} to w = {to_w:.4g}, b = {to_b:.4g}."
