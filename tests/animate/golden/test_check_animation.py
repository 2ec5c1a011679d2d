"""A matplotlib figure or animation is kept as words and as pixels without texts."""

import numpy as np
import pytest
from matplotlib.animation import ArtistAnimation, FuncAnimation
from matplotlib.figure import Figure

from gradreel.animate.golden import figure_canvas
from gradreel.animate.golden.checking import Comparison
from gradreel.animate.golden.figure_recording import record_animation
from gradreel.animate.golden.fixture import GoldenFixture, GoldenMismatch
from gradreel.animate.golden.session import Run
from gradreel.animate.golden.state_difference import difference
from gradreel.animate.golden.store import read_golden, write_golden
from gradreel.animate.golden.update import Update
from gradreel.core.errors import InvalidInput

X = np.linspace(0, 6, 80)
GRID = np.hypot(*np.meshgrid(X, X))


def drawn(change=None, layout=None):
    """A figure with one of each: what is changed is an attribute of it."""
    figure = Figure(figsize=(4, 3), dpi=50, layout=layout)
    left, right = figure.subplots(1, 2)
    (figure.line,) = left.plot(X, np.sin(X), "--", label="sine", linewidth=1.5)
    (figure.dots,) = left.plot([1, 2, 3], [0, 0.5, 0], "o", markersize=4)
    figure.bar = left.bar([5], [1], color="C3")[0]
    figure.words = left.text(1, -0.5, "low")
    figure.arrow = left.annotate("top", (1.5, 1), (3, 0.8), arrowprops={"arrowstyle": "->"})
    figure.legend_ = left.legend(fontsize=4)
    left.grid(visible=True)
    figure.image = right.imshow(GRID, vmin=0, vmax=9)
    figure.contours = right.contour(GRID, [2, 4, 6])
    figure.points = right.scatter([10, 20], [20, 60], c=[1, 2], s=[9, 25])
    figure.left, figure.right = left, right
    if change:
        change(figure)
    return figure


def moving(count=6, order=None, **options):
    """An animation whose line goes on and whose title counts."""
    figure = drawn()

    def draw(frame):
        figure.line.set_ydata(np.sin(X + frame / 5))
        figure.left.set_title(f"frame {frame}")
        return (figure.line,)

    return FuncAnimation(figure, draw, frames=order or count, **options)


def told(tmp_path, kept, got):
    write_golden(tmp_path / "it", kept)
    found = Comparison(read_golden(tmp_path / "it"), got).differences
    return [(each.layer, each.told) for each in found]


def test_the_same_figure_is_the_same_again(tmp_path):
    assert told(tmp_path, *(record_animation(drawn(), name="it") for _ in range(2))) == []


# Changes that do not touch each other are made at once.
CHANGES = [
    [
        (lambda f: f.line.set_linestyle(":"), "dashes 1 1.65"),
        (lambda f: f.dots.set_marker("s"), "marker s"),
        (lambda f: f.bar.set_height(1.01), "1.01"),
        (lambda f: f.words.set_text("lov"), '"lov"'),
        (lambda f: setattr(f.arrow, "xy", (1.6, 1)), "for (1.6, 1)"),
        (lambda f: f.image.set_clim(0, 9.1), "0 to 9.1"),
        (lambda f: f.contours.set_linewidth(1.7), "widths 1.7"),
        (lambda f: f.points.set_offsets([(10, 20), (20, 61)]), "(20, 61)"),
        (lambda f: f.left.set_xlim(-0.3, 6.4), "x -0.3 to 6.4"),
        (lambda f: f.left.grid(linewidth=0.9), "grid #b0b0b0, width 0.9"),
        (lambda f: f.set_facecolor("#fefefe"), "#fefefe"),
    ],
    [
        (lambda f: f.line.set_linewidth(1.6), "width 1.6"),
        (lambda f: f.dots.set_markersize(4.2), "size 4.2"),
        (lambda f: f.bar.set_hatch("/"), "hatch /"),
        (lambda f: f.words.set_position((1.1, -0.5)), "at (1.1, -0.5)"),
        (lambda f: f.legend_.get_texts()[0].set_text("sin"), '"sin"'),
        (lambda f: f.image.set_data(GRID * (1 + (GRID > 8) / 20)), "pixels"),
        (lambda f: f.points.set_sizes([9, 26]), "sizes"),
        (lambda f: f.left.set_yscale("symlog"), "symlog"),
        (lambda f: f.left.spines["top"].set_visible(False), "frame left right bottom:"),
        (lambda f: f.suptitle("all"), '"all"'),
        (lambda f: f.right.contour(GRID, [5]), "levels 5"),
    ],
    [
        (lambda f: f.line.set_color("#1f77b5"), "#1f77b5"),
        (lambda f: f.bar.set_edgecolor("k"), "rim #000000"),
        (lambda f: f.words.set_rotation(3), "turned 3"),
        (lambda f: f.image.set_cmap("magma"), "colours magma"),
        (lambda f: f.left.set_xticks([0, 2], ["0", "two"]), '"two"'),
        (lambda f: f.left.set_xlabel("t"), 'label "t"'),
        (lambda f: f.points.set_alpha(0.5), "alpha 0.5"),
    ],
    [
        (lambda f: f.line.set_alpha(0.9), "alpha 0.9"),
        (lambda f: f.line.set_ydata(np.sin(X) + (X[40] == X) * 0.02), "80 points, means"),
        (lambda f: f.dots.set_zorder(3), "order 3"),
        (lambda f: f.line.set_label("cosine"), '"cosine"'),
        (lambda f: f.left.grid(visible=False), 'axes 1, x -0.3'),
        (lambda f: f.bar.set_linestyle("--"), "dashes --"),
        (lambda f: f.words.set_color("C1"), "#ff7f0e"),
        (lambda f: f.left.table([["cell"]]), '"cell"'),
    ],
]  # fmt: skip


@pytest.fixture(scope="module")
def state():
    return record_animation(drawn(), name="it").sections["state picture"]


@pytest.mark.parametrize("changes", CHANGES)
def test_each_change_is_told_in_words(state, changes):
    def all_of_them(figure):
        for change, _ in changes:
            change(figure)

    now = record_animation(drawn(all_of_them), name="it").sections["state picture"]
    new = [line for line in difference(state, now) if line.startswith("+ ")]
    assert [said for _, said in changes if not any(said in line for line in new)] == []
    assert difference(state, state) == []


@pytest.mark.parametrize("layout", [None, "constrained", "tight"])
def test_pixels_know_no_text_and_layouts_do_not_follow_its_size(layout):
    def other(figure):
        figure.left.set_ylabel("a label\nof two lines")
        figure.left.set_xticks([0, 6], ["zero", "a long one"])
        figure.words.set_text("much, much longer")

    def same(figure):
        figure.left.set_ylabel(".")
        figure.left.set_xticks([0, 6], ["0", "6"])

    one, two = (
        record_animation(drawn(change, layout), name="it").frames.digests["picture"]
        for change in (other, same)
    )
    assert one == two
    if layout:
        return
    texts = [record_animation(drawn(each, layout), name="it", text=True) for each in (other, same)]
    assert texts[0].frames.digests != texts[1].frames.digests
    assert texts[0].facts["text"] == "drawn"


def test_a_layout_that_was_made_by_hand_is_left_as_it_was():
    figure = drawn()
    figure.tight_layout()
    before = figure.axes[0].get_position().bounds
    canvas = figure.canvas
    record_animation(figure, name="it")
    assert figure.axes[0].get_position().bounds == before
    assert figure.canvas is canvas


def test_labels_of_contours_cut_no_gaps_into_pixels():
    one, two = (
        record_animation(drawn(change), name="it").frames.digests["picture"]
        for change in (None, lambda figure: figure.right.clabel(figure.contours))
    )
    assert one == two


@pytest.mark.parametrize("origin", ["upper", "lower"])
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("alpha", [None, 0.5])
def test_an_image_has_in_each_pixel_the_cell_of_its_middle(origin, mirrored, alpha):
    """Whatever the version of matplotlib, which resamples them differently."""
    cells = np.random.default_rng(1).integers(0, 255, (3, 5, 3), np.uint8)
    figure = Figure(figsize=(1, 0.6), dpi=50)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.axis("off")
    extent = (5, 0, 0, 3) if mirrored else (0, 5, 0, 3)
    axes.imshow(cells, origin=origin, extent=extent, alpha=alpha, interpolation="bicubic")
    axes.set(xlim=(0, 5), ylim=(0, 3), aspect="auto")
    seen = cells[:: -1 if origin == "lower" else 1, :: -1 if mirrored else 1]
    expected = np.kron(seen, np.ones((10, 10, 1))) * (alpha or 1) + 255 * (1 - (alpha or 1))
    assert np.abs(figure_canvas.drawn(figure, text=False)[..., :3] - expected).max() <= 2
    figure_canvas.drawn(figure)  # and matplotlib's own way is back
    assert "make_image" not in vars(axes.images[0])


@pytest.mark.parametrize("blit", [False, True])
def test_an_animation_is_gone_through_and_only_what_is_asked_for_is_drawn(blit):
    found = record_animation(moving(blit=blit), ["start", 3, "end", 5], name="it")
    assert list(found.frames) == ["start", "3", "end", "5"]
    assert found.facts == {"size": "200x150", "text": "not drawn", "length": "6 frames"}
    assert found.frames.digests["end"] == found.frames.digests["5"]
    assert len(set(found.frames.digests.values())) == 3
    assert any('"frame 3"' in line for line in found.sections["state 3"])
    assert list(record_animation(moving(), name="it").frames) == ["start", "end"]


def test_frames_out_of_order_are_told(tmp_path):
    at = ["start", 2, "end"]
    kept = record_animation(moving(), at, name="it")
    late = told(tmp_path, kept, record_animation(moving(order=[0, 1, 1, 2, 3, 4]), at, name="it"))
    assert [layer for layer, _ in late] == ["state", "state", "pixels", "pixels"]
    dropped = told(tmp_path, kept, record_animation(moving(order=[0, 1, 2, 3, 5]), at, name="it"))
    assert dropped == [("frames", "length: the golden has 6 frames, got 5 frames")]


def test_lists_of_artists_are_animations():
    figure = Figure(figsize=(1, 1))
    axes = figure.add_subplot()
    frames = [axes.plot([0, 1], [0, n]) for n in range(3)]
    found = record_animation(ArtistAnimation(figure, frames), ["start", 1], name="it")
    assert len(set(found.frames.digests.values())) == 2


@pytest.mark.parametrize(
    ("given", "at", "said"),
    [
        (moving, [6], r"There is no frame 6: the animation has 6 frames; the last is 5\.$"),
        (moving, [-1], "There is no frame -1; give numbers from 0 on, 'start' or 'end'"),
        (moving, [0.5], "There is no frame 0.5"),
        (moving, ["middle"], "There is no frame 'middle'"),
        (moving, [1, 1], "given twice"),
        (moving, [], "give at=... one at least"),
        (moving, "start", "give a list"),
        (moving, 3, "give a list"),
        (drawn, [0], "A figure that does not move has no frames"),
        (lambda: [drawn()], None, "list was given; give a matplotlib figure or animation"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(given, at, said):
    with pytest.raises(InvalidInput, match=said):
        record_animation(given(), at, name="it")


def test_the_fixture_calls_it_as_the_test_is_called(tmp_path):
    golden = GoldenFixture(tmp_path, "tests/test_a.py::test_wave", Update(), Run())
    golden.check_animation(moving(count=2))
    golden.check_animation(moving(count=2), name="wave")
    golden = GoldenFixture(tmp_path, "tests/test_a.py::test_wave", None, Run())
    with pytest.raises(GoldenMismatch, match=r"length: the golden has 2 frames, got 3 frames"):
        golden.check_animation(moving(count=3))
