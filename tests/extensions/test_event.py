"""An event of somebody else: any object with a method `find`, wherever a step may be named."""

import json
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "halving.py"


def test_it_names_steps_of_verbs_captions_callouts_and_goldens(stranger):
    stranger.has("scene", EXAMPLE.read_text("utf-8"))
    said = stranger.commands(
        "render scene.py -o film.gif -o film.srt -o film.json --size 160x90 --fps 4 --quiet",
        "golden update scene.py --at start,half,end --size 320x180",
        "golden check scene.py",
    )
    told = json.loads((stranger.folder / "film.json").read_text("utf-8"))
    assert [each["steps"] for each in told["segments"]] == [[0, 4], [4, 4], [4, 9]]
    assert [each["text"] for each in told["captions"]] == ["from 11.08", "half of it at 5.40"]
    assert "half of it at 5.40" in (stranger.folder / "film.srt").read_text("utf-8")
    assert (stranger.folder / "golden/halving/half.png").is_file()
    assert "golden/halving  3 frames: start, half, end" in said
