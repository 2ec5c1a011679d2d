"""Wrong usage: status 2 and one line that says what to do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("rendr", r"no command 'rendr'; did you mean render\?"),
        ("xyz", r"no command 'xyz'; choose one of list, render, still, .*trace, race, sweep"),
        ("--verbos", r"no option --verbos"),
        ("render", r"`gradreel render` needs a SCENE: a name from `gradreel list`"),
        ("render tiny.py", r"needs at least one output: -o .* such as -o replay\.mp4"),
        ("render tiny.py -o", r"'-o' requires an argument"),
        ("render tiny.py -o a.gif --siz 3x4", r"no option --siz; did you mean --size"),
        ("render --version", r"no option --version; see"),
        ("race --batch 0", r"'--batch': 0 is not in the range x>=1"),
        ("race --seed -1", r"'--seed': -1 is not in the range x>=0"),
        ("race --start inf,0", r"'--start': 'inf,0' is not W,B; give numbers such as"),
        ("sweep --window 0,1,nan,2", r"'--window': '0,1,nan,2' is not WMIN,WMAX,BMIN,BMAX; give"),
        ("render tiny.py other.py -o a.gif", r"unexpected extra argument \(other\.py\)"),
        ("render tiny.py -o a.gif -q x", r"'x' is not one of 'l', 'm', 'h', 'k'"),
        ("render tiny.py -o a.gif --theme blue", r"'blue' is not one of 'light', 'dark'"),
        ("render tiny.py -o a.gif --size 320", r"'320' is no size; give width x height"),
        ("render tiny.py -o a.gif --size -3x4", r"'-3x4' is no size; give width x height"),
        (
            "render tiny.py -o a.gif --fps fast",
            r"'--fps': 'fast' frames per second are not possible",
        ),
        ("render tiny.py -o a.gif --size 0x0", r"size 0x0 .* choose one from \d+x\d+"),
        ("render tiny.py -o a.gif --size 99999x99999", r"size 99999x99999 .* to \d+x\d+"),
        ("render tiny.py -o a.mp4 --size 321x181", r"size 321x181 .* nearest is 320x180"),
        ("render tiny.py -o a.gif --fps 0", r"0 frames per second .* number from 0\.1 to \d+"),
        ("render tiny.py -o a.gif --fps nan", r"'nan' frames per second .* from 0\.1 to \d+"),
        (
            "render tiny.py -o a.gif --from 7 --to 3",
            r"^--from 7 --to 3 was given; tiny shows steps 0 to 10",
        ),
        ("render tiny.py -o a.gif --from 11", r"^--from 11 was given; tiny shows steps 0 to 10"),
        ("render tiny.py -o a.gif --from -1", r"^--from -1 was given; tiny shows steps 0 to 10"),
        ("render tiny.py -o a.gif --to 11", r"^--to 11 was given; tiny shows steps 0 to 10"),
        ("render tiny.py -o a.avi", r"'a\.avi' .* choose one of \.mp4, \.gif"),
        ("render tiny.py -o plain.avi", r"'plain.avi' does not end in a format.* \.mp4, \.gif"),
        ("render tiny.py -o no/a.gif", r"folder 'no' does not exist"),
        ("render tiny.py -o folder.gif", r"'folder\.gif' is a folder"),
        ("render tiny.py -o a.gif -o ./a.gif", r"'a\.gif' is the same file as 'a\.gif'"),
        (
            "render tiny.py -o linked.gif",
            r"'linked\.gif' is the same file as 'tiny\.py', which is read",
        ),
        ("still tiny.py", r"`gradreel still` needs an output: -o"),
        ("still tiny.py -o a.gif", r"'a\.gif' .* choose one of \.png"),
        ("still tiny.py -o a.png --frame 1 --step 2", r"--frame and --step were given"),
        ("still tiny.py -o a.png --frame 1 --step 2 --time 0", r"--frame and --step and --time"),
        ("still tiny.py -o a.png --frame 38", r"Frame 38 .* frames 0 to 37"),
        ("still tiny.py -o a.png --frame -1", r"Frame -1 .* frames 0 to 37"),
        ("still tiny.py -o a.png --step 11", r"Step 11 .* steps 0 to 10"),
        ("still tiny.py -o a.png --time 1.6", r"Time 1\.6 s .* 0 to 1\.5 s"),
        ("still tiny.py -o a.png --time nan", r"Time nan s .* 0 to 1\.5 s"),
        ("trace tiny.py", r"`gradreel trace` needs an output: -o"),
        ("trace tiny.py -o a.txt", r"'a\.txt' .* \.csv, \.npz"),
        ("trace tiny.py -o no/a.csv", r"folder 'no' does not exist"),
    ],
)
def test_wrong_usage_is_one_sentence(
    run: Run, scene: str, folder: Path, arguments: str, said: str
) -> None:
    (folder / "folder.gif").mkdir()
    (folder / "linked.gif").symlink_to("tiny.py")
    before = sorted(folder.iterdir())
    outcome = run(*arguments.split())
    assert outcome.status == 2
    assert re.search(said, outcome.error)
    assert outcome.out == ""
    assert sorted(folder.iterdir()) == before
    assert outcome.error[-1] in ".?"


def test_a_folder_that_cannot_be_written_is_told(run: Run, scene: str, folder: Path) -> None:
    """As root every folder can be written: a path through a file cannot, for anybody."""
    outcome = run("render", scene, "-o", f"{scene}/a.gif")
    assert outcome.status == 2
    assert "is a file, and nothing can be in it; give a folder" in outcome.error


def test_errors_keep_their_status_in_a_process(spawn: Run) -> None:
    outcome = spawn("render", "nothing.py", "-o", "a.gif")
    assert outcome.status == 2
    assert outcome.error.startswith("There is no file nothing.py")
