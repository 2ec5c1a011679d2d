"""Whatever a file is: every command that reads it answers in a sentence, and in no way else."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from damage import DAMAGED_NPZ, damaged
from damage_media import DAMAGED_MEDIA, DAMAGED_TEXTS, ESC, png, text_chunk

LONGEST = 600


@pytest.fixture
def answers(run):
    """Run a command on a file that is not right, and check that it answers well."""

    def answers(*arguments: str, statuses: tuple[int, ...] = (1, 2)) -> str:
        outcome = run(*arguments)
        assert outcome.status in statuses, (arguments, outcome)
        assert "itself failed" not in outcome.err
        assert len(outcome.err) <= LONGEST
        assert outcome.err.count("\n") == (outcome.status != 0)
        steering = {c for c in outcome.out + outcome.err if unicodedata.category(c) in ("Cc", "Cf")}
        assert steering <= {"\n"}, (arguments, outcome)
        return outcome.out + outcome.err

    return answers


SMALL = ("--size", "160x90", "--fps", "4")


def commands(path: str):
    """Every command that reads a picture or film, with this one."""
    yield ("info", path)
    yield ("info", path, "--json")
    yield ("verify", path, "tiny.py")
    yield ("golden", "compare", path, "good.png")


@pytest.fixture
def good(folder: Path, scene: str) -> bytes:
    """A picture of another program, to compare with."""
    (folder / "good.png").write_bytes(png())
    return png()


def test_pictures_and_films(answers, good):
    for suffix, make in DAMAGED_MEDIA.values():
        path = Path(f"a{suffix}")
        path.write_bytes(make())
        for command in commands(str(path)):
            answers(*command)


def test_texts_in_pictures(answers, good):
    for make in DAMAGED_TEXTS.values():
        Path("a.png").write_bytes(make())
        answers("info", "a.png", statuses=(2,))
        answers("verify", "a.png", "tiny.py", statuses=(2,))


def test_a_folder_of_one_bad_picture(answers, good):
    folder = Path("frames")
    folder.mkdir()
    (folder / "0.png").write_bytes(good)
    for suffix, make in DAMAGED_MEDIA.values():
        if suffix == ".png":
            (folder / "1.png").write_bytes(make())
            answers("golden", "compare", "frames", "good.png")


@pytest.mark.parametrize("suffix", ["png", "webp", "svg", "pdf"])
def test_stills_spoiled_at_random(run, answers, good, suffix):
    path = Path(f"a.{suffix}")
    assert run("still", "tiny.py", "-o", str(path), *SMALL).status == 0
    for data in damaged(path.read_bytes(), 12, seed=len(suffix)):
        path.write_bytes(data)
        for command in commands(str(path)):
            answers(*command, statuses=(0, 1, 2))


def test_what_a_record_says_cannot_steer_the_terminal(run, answers, good):
    assert run("still", "tiny.py", "-o", "a.png", *SMALL).status == 0
    record = json.loads(run("info", "a.png", "--json").out)
    for key in ("scene", "title", "alt", "trajectories", "gradreel", "theme"):
        text = json.dumps({**record, key: ESC * 1000})
        Path("a.png").write_bytes(png(160, 90, text_chunk(text.encode())))
        said = answers("info", "a.png", statuses=(0,))
        assert len(said.splitlines()) == len(run("info", "a.png").out.splitlines())
        assert max(map(len, said.splitlines())) < 4100
        assert len(answers("verify", "a.png", "tiny.py")) < 2000


def test_a_record_is_held_against_the_scene(run, scene, folder):
    """A still of a frame that there is not, of another part, start or number of steps."""
    assert run("still", scene, "-o", "a.png", *SMALL, "--frame", "3").status == 0
    assert run("verify", "a.png", scene).status == 0
    record = json.loads(run("info", "a.png", "--json").out)
    whole = Path("a.png").read_bytes()
    lies = [
        {"still": 10**9},
        {"still": 10**9, "frames": 10**9 + 1},
        {"still": 10**6, "frames": 10**6 + 1},
        {"frames": record["frames"] + 1},
        {"still": 2},
        {"size": [320, 180]},
        {"transparent": True},
        {"theme": "none"},
        *({"runs": [{**record["runs"][0], key: value}]}
          for key, value in {"start": [1, 2], "steps": 9, "shown": [0, 10**6]}.items()),
    ]  # fmt: skip
    for lie in lies:
        comment = json.dumps({**record, **lie}).encode()
        head, rest = whole[:33], whole[whole.index(b"IDAT") - 4 :]
        Path("a.png").write_bytes(head + text_chunk(comment) + rest)
        outcome = run("verify", "a.png", scene)
        assert outcome.status in (1, 2), lie
        assert outcome.error


def test_arrays(answers, folder):
    for make in DAMAGED_NPZ.values():
        Path("a.npz").write_bytes(make())
        answers("race", "--surface", "booth", "--run", "a.npz", "-o", "a.gif", statuses=(2,))
        answers("race", "--data", "a.npz", "--optimizer", "adam", "-o", "a.gif", statuses=(2,))
        answers("trace", "--surface", "a.npz", "--optimizer", "adam", "-o", "a.csv", statuses=(2,))
    assert [path.name for path in folder.iterdir()] == ["a.npz"]


TABLES = [
    b"", b"\n", b"w", b"w,b", b"w,b\n1", b"w,b\n1,2\n1,2,3\n", b"w,b\n\0,\0\n1,1\n",
    b"\xff\xfe\0", b"\xff\xfew\0,\0b", "wörter,b\n1,2\n".encode("latin-1"), bytes(range(256)),
    b'w,b\n"1,2\n', b'w,b\n1,"2"3\n', b"w,b\n1,0x10\n2,3\n", b"w;b;w\n1;2;3\n", b"w,b\r1,2\r",
    b"w,b\n" + b"9" * 200_000, b"," * 1_000_000, b"w,b\n" + b"1,2," * 50_000, b"#\n#\n", b"# #,#",
    b"w,b\n1e999,2\n1e999,3\n", b"w,b\nnan,nan\nnan,nan\n", ESC.encode() + b",b\n1,2\n",
    b"w,b\n1,2\n3," + ESC.encode(), b"optimizer,step,w,b,loss\n", b"optimizer\n1\n",
    b"optimizer,step,w,b,loss\na,1,1,1,1\n", b"optimizer,step,w,b,loss\n\n\na,0,1,1,1\n",
    b"optimizer,step,w,b,loss\n,0,1,1,1\n,1,1,1,1\n", b"x,y\n1,inf\n", b"x,y\n1,2\nx,y\n",
]  # fmt: skip


def test_tables(answers, folder):
    for data in TABLES:
        Path("a.csv").write_bytes(data)
        answers("trace", "--surface", "booth", "--run", "a.csv", "-o", "b.csv", statuses=(2,))
        answers("race", "--data", "a.csv", "--optimizer", "adam", "-o", "a.gif", statuses=(2,))
    assert [path.name for path in folder.iterdir()] == ["a.csv"]


@pytest.mark.parametrize(
    "command",
    [
        "info {}.png", "verify {}.gif tiny.py", "golden compare {}.png good.png",
        "golden check {}.py", "race --surface booth --run {}.csv -o a.gif",
        "race --data {}.npz --optimizer adam -o a.gif", "render tiny.py -o {}.gif",
        "still tiny.py -o {}.png", "new {}.py",
    ],
)  # fmt: skip
def test_a_name_too_long_is_told(answers, good, folder, command):
    words = command.format("x" * 300).split()
    assert re.search("too long|at most 255", answers(*words, statuses=(2,)))
    assert sorted(path.name for path in folder.iterdir()) == ["good.png", "tiny.py"]


def test_there_are_enough_of_them():
    assert len(DAMAGED_MEDIA) + len(DAMAGED_TEXTS) + len(DAMAGED_NPZ) + len(TABLES) >= 150


def test_goldens_spoiled_at_random(run, answers, scene):
    assert run("golden", "update", scene, "--size", "160x90").status == 0
    text = Path("golden/tiny/golden.txt")
    whole = text.read_bytes()
    head = whole[: whole.index(b"\n\n")]
    lines = head.split(b"\n")
    spoiled = [*damaged(whole, 12), *(head + whole[len(head) :] for head in damaged(head, 12))]
    for number, line in enumerate(lines[1:], start=1):
        for value in (b"", b"abc", ESC.encode(), b"9" * 400, b"-1", b"\xff"):
            key = line.partition(b": ")[0]
            changed = [*lines[:number], key + b": " + value, *lines[number + 1 :]]
            spoiled.append(b"\n".join(changed) + whole[len(head) :])
    for data in spoiled:
        text.write_bytes(data)
        answers("golden", "check", scene, statuses=(0, 1, 2))
