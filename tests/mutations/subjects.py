"""Animations to be changed: each a function of a look, of which one word is changed at a time."""

from dataclasses import dataclass, replace

import numpy as np
from matplotlib.animation import FuncAnimation
from matplotlib.figure import Figure
from PIL import Image, ImageDraw

SIZES = ((320, 180), (1280, 720))
FRAMES = 5

X = np.linspace(0, 6, 120)
GRID = np.linspace(-2, 2, 60)
BOWL = np.add.outer(GRID**2, 2 * GRID**2)


@dataclass(frozen=True)
class Look:
    """All that can be changed."""

    size: tuple[int, int] = SIZES[0]
    ground: str = "#ffffff"
    color: str = "#1f77b4"
    width: float = 1.5
    alpha: float = 0.8
    dashes: str = "-"
    order: float = 2.0
    marker: str = "o"
    marker_size: float = 6.0
    marker_color: str = "#d62728"
    dots: int = 3
    limit: float = 6.0
    shift: float = 0.0
    height: float = 1.0
    bend: float = 0.0
    levels: int = 8
    contour_width: float = 0.8
    colors: str = "viridis"
    grid: float = 0.0
    axes_width: float = 0.8
    title: str = "A wave"
    label: str = "time"
    frames: tuple[int, ...] = tuple(range(FRAMES))
    text: bool = False


def figure_of(look):
    wide, high = look.size
    return Figure(figsize=(wide / 100, high / 100), dpi=100, facecolor=look.ground)


def dressed(axes, look):
    axes.set_facecolor(look.ground)
    axes.set_title(look.title, fontsize=8)
    axes.set_xlabel(look.label, fontsize=7)
    if look.grid:
        axes.grid(visible=True, linewidth=look.grid)
    for spine in axes.spines.values():
        spine.set_linewidth(look.axes_width)


def wave(look):
    """A line that moves under dots."""
    figure = figure_of(look)
    axes = figure.add_axes((0.1, 0.15, 0.87, 0.75))
    dressed(axes, look)
    axes.fill_between(X, np.cos(X) - 2, -2.5, color="#c0c0ff", zorder=2.5)
    (line,) = axes.plot(
        X, np.sin(X), look.dashes, color=look.color, linewidth=look.width, alpha=look.alpha,
        zorder=look.order,
    )  # fmt: skip
    places = np.linspace(1, 5, look.dots)
    axes.plot(
        places, np.full(look.dots, 1.5) + look.shift, look.marker, markersize=look.marker_size,
        color=look.marker_color, markeredgewidth=0,
    )  # fmt: skip
    axes.set(xlim=(0, look.limit), ylim=(-2.5, 2))

    def draw(frame):
        line.set_ydata(look.height * np.sin(X + frame / 4) + look.bend * np.sin(5 * X))

    return figure, draw


def bowl(look):
    """A point that goes down over bands and contours."""
    figure = figure_of(look)
    axes = figure.add_axes((0.1, 0.15, 0.87, 0.75))
    dressed(axes, look)
    levels = np.linspace(0.2, 10, look.levels)
    axes.contourf(GRID, GRID, BOWL + look.bend, levels, cmap=look.colors)
    axes.contour(GRID, GRID, BOWL, levels, colors="#1a1a1a", linewidths=look.contour_width)
    (point,) = axes.plot([], [], look.marker, color=look.marker_color, markersize=look.marker_size)
    (path,) = axes.plot(
        [], [], look.dashes, color=look.color, linewidth=look.width, alpha=look.alpha
    )
    path.set_zorder(look.order)
    axes.set(xlim=(-2, look.limit / 3), ylim=(-2, 2))

    def draw(frame):
        steps = np.linspace(0, (frame + 1) / 2, 20)
        x, y = 1.5 * np.exp(-steps) + look.shift, -1.8 * look.height * np.exp(-2 * steps)
        path.set_data(x, y)
        point.set_data(x[-1:], y[-1:])

    return figure, draw


def board(look):
    """An image beside bars."""
    figure = figure_of(look)
    left, right = figure.subplots(1, 2)
    for axes in (left, right):
        dressed(axes, look)
    image = left.imshow(BOWL, cmap=look.colors, vmax=12 + look.bend)
    bars = right.bar(np.arange(4) + look.shift, [1, 3, 2, 4], color=look.color, alpha=look.alpha)
    right.plot([0, 1, 2, 3], [1.5, 2.5, 3.5, 1], look.dashes, color=look.marker_color,
               linewidth=look.width, marker=look.marker, markersize=look.marker_size,
               zorder=look.order)  # fmt: skip
    right.set(ylim=(0, look.limit))

    def draw(frame):
        image.set_data(np.roll(BOWL, 6 * frame, axis=0))
        for number, bar in enumerate(bars):
            bar.set_height(look.height * (1 + (number + frame) % 4))

    return figure, draw


def painted(look):
    """Frames that Pillow paints: a disc that crosses a grid, beside a see-through square."""
    wide, high = look.size
    frames = []
    for frame in look.frames:
        image = Image.new("RGB", look.size, look.ground)
        draw = ImageDraw.Draw(image, "RGBA")
        for x in range(0, wide, max(wide // 16, 1)):
            draw.line((x, 0, x, high), fill="#d8d8d8", width=max(round(look.axes_width), 1))
        x, y, r = 20 + wide // 8 * frame + 50 * look.shift, high / 2 * look.height, look.marker_size
        draw.ellipse((x - r, y - r, x + r, y + r), fill=look.marker_color)
        mark = (*(int(look.color[k : k + 2], 16) for k in (1, 3, 5)), round(255 * look.alpha))
        draw.rectangle((wide * 0.6, high * 0.1, wide * 0.8, high * 0.3), fill=mark)
        draw.line(
            (5, high - 9, wide * look.limit / 7, high - 9), fill="#303030", width=round(look.width)
        )
        for dot in range(look.dots):
            draw.point((9 + 7 * dot, 9), fill="#000000")
        frames.append(np.asarray(image))
    return frames


FIGURES = {"wave": wave, "bowl": bowl, "board": board}


def animation(name, look):
    """The animation of a figure, as its author would hand it over."""
    figure, draw = FIGURES[name](look)
    return FuncAnimation(figure, draw, frames=list(look.frames), init_func=lambda: None)


def frames(name, look):
    """The pictures of a subject; without texts unless they are wanted."""
    if name == "painted":
        return painted(look)
    from gradreel.animate.golden.figure_canvas import drawn

    figure, draw = FIGURES[name](look)
    found = []
    for frame in look.frames:
        draw(frame)
        found.append(drawn(figure, text=look.text)[..., :3])
    return found


def of_size(size, **words):
    return replace(Look(), size=size, **words)
