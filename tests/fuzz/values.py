"""Odd values of every kind that people, programs and attackers give."""

from random import Random

NUMBERS = (
    "0", "1", "2", "10", "-1", "-0", "0.5", "1e3", "1e308", "1e309", "-1e309", "1e-320", "nan",
    "inf",
    "-inf", "NaN", "1,5", "1_000", "0x10", "1e", "", " ", "½", "٣", "9" * 40, "1" * 5000, "--1",
    "1j",
    "None", "True", "1/2", "30000/1001", "29.97", "23.976", "1e400/1", "1/0",
)  # fmt: skip
SIZES = (
    "160x90", "320x180", "1280x720", "161x91", "0x0", "1x1", "-1x2", "99999x99999", "160X90",
    "160×90",
    "160x", "x90", "160", "160x90x3", "160.5x90", "٣٢٠x١٨٠", "", "nanxnan", "160 x 90",
)  # fmt: skip
TEXTS = (
    "", " ", ".", "..", "-", "--", "/", "~", "a b", "a\nb", "\t", "\x1b[31mred", "\x00", "\x7f",
    "\u202e",
    "ä", "é", "日本語", "🎬", "%s%n", "{}", "{loss}", "$x$", r"$\eta_{max$", "a" * 300, "a" * 5000,
    "../../x", "/etc/passwd", "con", "NUL", "a:b", "a,b", "a]b", "*", "?", "|", "'", '"', "`", "\\",
    "<script>", "\udcff", "https://example.org/a.gif", "concat:a|b", "file:a", "@a", "#", ";",
)  # fmt: skip
SUFFIXES = (
    ".gif", ".mp4", ".webp", ".png", ".webm", ".mov", ".apng", ".svg", ".pdf", ".csv", ".npz",
    ".srt",
    ".vtt", ".json", ".tex", "", ".avi", ".GIF", ".py", ".html", ".", ".gif.gif", ".eps", "..gif",
)  # fmt: skip
OPTIMIZERS = (
    "adam", "adagrad", "momentum", "gradient_descent", "lion", "adadelta",
    "adam(learning_rate=0.05)",
    "adam(learning_rate=1e300)", "momentum(learning_rate=5)", "adam(lr=1)", "sgd", "ADAM",
    "adam(", "",
    "adam(learning_rate=[1,2])", "adam(eps=-1)", "adam()()", "__import__('os').system('touch x')",
    "adam(learning_rate=0.1)", "adam(learning_rate=0.1000001)", "rmsprop(decay=1)", "adam;adam",
    "adam(beta1=0.999999999)", "adam(learning_rate=nan)", "adam(name='x')", "(" * 200,
    "adam(" * 100,
)  # fmt: skip
SURFACES = (
    "booth", "beale", "quadratic", "quadratic(condition_number=1e308)", "saddle", "monkey_saddle",
    "rosenbrock", "ackley", "himmelblau", "quadratic(condition_number=0)", "cliff", "ravine",
    "booh",
    "gaussian_hills(seed=3)", "neuron", "quadratic(window=(0,0,0,0))", "booth.npz", "", ".npz",
    "quadratic(window=(1e6,1000100,-1,1))", "rastrigin(window=(-1e300,1e300,-1e300,1e300))",
    "logistic_regression", "linear_regression", "booth(window=(-1e-300,1e-300,-1,1))",
)  # fmt: skip
SCHEDULES = ("cosine", "cosine(steps=0)", "constant", "step", "exponential(", "warmup", "nope", "")
POINTS = (
    "0,0", "1,1", "-3,-1", "nan,0", "inf,0", "1", "1,2,3", ",", "1e308,1e308", "1e-320,0", "x,y",
    "",
    "1e6,1e6", "3,0.5",
)  # fmt: skip
WINDOWS = (
    "-1,1,-1,1",
    "1,-1,1,-1",
    "0,0,0,0",
    "1e6,1000100,-1,1",
    "nan,1,0,1",
    "1,2,3",
    "-1e300,1e300,-1,1",
)
RANGES = (
    "learning_rate=log:0.001:1:4", "learning_rate=0.1:0.5:3", "beta1=0:0.9:3", "momentum=0:0.9:3",
    "learning_rate=0:0:1", "learning_rate=log:0:1:4", "learning_rate=1:2:0", "learning_rate", "=",
    "learning_rate=nan:1:3", "learning_rate=1e-300:1e300:3", "nope=0:1:3",
    "learning_rate=0.1:1:1e9",
    "learning_rate=log:1e-3:1e3:7", "learning_rate=0.1:0.1:1",
)  # fmt: skip


def some_name(random: Random) -> str:
    """A name for a file to make: mostly good, often odd."""
    stem = random.choice(
        ("a", "b", "out", *([random.choice(TEXTS)] if random.random() < 0.4 else ()))
    )
    return stem + random.choice(SUFFIXES[:9] if random.random() < 0.6 else SUFFIXES)
