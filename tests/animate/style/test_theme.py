"""Colours and markers tell the optimizers apart, for everyone."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from gradreel.animate.style.run_styles import MOST, label_of, mark_of
from gradreel.animate.style.theme import APART, LIGHT, MARKERS, TEXT, THEMES, find_theme
from gradreel.core import OPTIMIZERS
from gradreel.core.errors import InvalidInput

# Severe protanopia, deuteranopia and tritanopia in linear RGB, after Machado, Oliveira and
# Fernandes (2009).
VISION = {
    "usual": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
FIRST_SIX = ("gradient_descent", "momentum", "nesterov", "adagrad", "rmsprop", "adam")


def linear(color):
    rgb = np.array(to_rgb(color))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(color, vision):
    xyz = TO_XYZ @ np.clip(np.array(VISION[vision]) @ linear(color), 0, 1) / (0.95047, 1, 1.08883)
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def ciede2000(one, other):
    """Colour difference after Sharma, Wu and Dalal (2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    mean_l, mean_c, mean_h = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360
    t = 1 - 0.17 * np.cos(np.radians(mean_h - 30)) + 0.24 * np.cos(np.radians(2 * mean_h))
    t += 0.32 * np.cos(np.radians(3 * mean_h + 6)) - 0.2 * np.cos(np.radians(4 * mean_h - 63))
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    d_l = (l2 - l1) / s_l
    d_c = (c2 - c1) / (1 + 0.045 * mean_c)
    d_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * mean_c * t)
    warp = 30 * np.exp(-(((mean_h - 275) / 25) ** 2))
    r = -2 * np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7)) * np.sin(np.radians(2 * warp))
    return np.sqrt(d_l**2 + d_c**2 + d_h**2 + r * d_c * d_h)


def contrast(one, other):
    """Ratio of relative luminances, WCAG 2."""
    light, dark = sorted((float(TO_XYZ[1] @ linear(c)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [  # from the test data of Sharma, Wu and Dalal
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_measured_rightly(one, other, difference):
    assert ciede2000(one, other) == pytest.approx(difference, abs=1e-4)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("vision", VISION)
def test_any_two_paths_can_be_told_apart(theme, vision):
    for names, least in ((FIRST_SIX, 15), (MARKERS, 8)):
        for one, other in combinations(names, 2):
            colors = lab(theme.paths[one], vision), lab(theme.paths[other], vision)
            assert ciede2000(*colors) >= least, (one, other)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_first_ten_are_far_apart(theme):
    for one, other in combinations([*MARKERS][:APART], 2):
        colors = (lab(theme.paths[name], "usual") for name in (one, other))
        assert ciede2000(*colors) >= 20, (one, other)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_two_parameters_are_none_of_the_optimizers(theme):
    """They are read as text and as lines beside the paths, by everyone."""
    w, b = theme.parameter_color("w"), theme.parameter_color("b")
    for color in (w, b):
        assert min(contrast(color, ground) for ground in (theme.background, theme.halo)) >= 4.5
        for other in (*(theme.paths[name] for name in FIRST_SIX), theme.ink):
            assert ciede2000(lab(color, "usual"), lab(other, "usual")) >= 20, (color, other)
        for other in (theme.paths["adadelta"], theme.glow):  # the seventh run; what is pointed at
            assert ciede2000(lab(color, "usual"), lab(other, "usual")) >= 15, (color, other)
    for vision in VISION:
        assert ciede2000(lab(w, vision), lab(b, vision)) >= (20 if vision == "usual" else 15)


def test_there_are_two_parameters():
    with pytest.raises(InvalidInput, match="'w' or 'b'"):
        LIGHT.parameter_color("x")


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_one_path_alone_is_as_good_as_black_or_white(theme):
    """Of several that are, nobody knows which is which."""
    for name, color in theme.paths.items():
        far = ciede2000(lab(color, "usual"), lab(theme.ink, "usual"))
        assert name == "gradient_descent" or far >= 13, name


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_text_and_paths_stand_out(theme):
    for color in (theme.ink, theme.muted):
        assert contrast(color, theme.background) >= 4.5
    for name, color in theme.paths.items():  # numbers are written in them, and paths have a halo
        assert contrast(color, theme.background) >= 4.5, name
        assert contrast(color, theme.halo) >= 4.5, name


def test_every_optimizer_has_one_marker_and_one_colour_in_every_theme():
    assert len({mark_of(name, OPTIMIZERS).marker for name in [*OPTIMIZERS][:MOST]}) == MOST
    assert len({label_of(name) for name in OPTIMIZERS}) == len(OPTIMIZERS)
    assert len(set(MARKERS.values())) == len(MARKERS)
    assert not {"X", "*"} & set(MARKERS.values())  # diverged; the minimum
    for theme in THEMES.values():
        assert set(theme.paths) == set(MARKERS)
        assert len(set(theme.paths.values())) == len(MARKERS)


def test_text_is_a_45th_of_the_picture_at_least():
    assert min(vars(TEXT).values()) >= 720 / 45


def test_bands_go_from_blue_to_red_and_are_opaque():
    for theme in THEMES.values():
        low, high = (np.array(to_rgb(theme.bands(28)[i])) for i in (0, -1))
        assert low[2] > low[0]
        assert high[0] > high[2]
        assert len(set(theme.bands(28))) == 28


def test_themes_by_name():
    assert find_theme("light") is LIGHT
    with pytest.raises(InvalidInput, match="choose one of light, dark"):
        find_theme("blue")
