"""A format of somebody else: one file and one entry point, and everything knows it."""

import pytest

FILE = """
    import json

    import numpy as np

    from gradreel.animate.formats import Format, Picture, ThreadEncoder


    class ReelEncoder(ThreadEncoder):
        def _make(self, frames):
            head = {"shape": [*self.size[::-1], self.clip.channels], **self.clip.tags}
            with self._staged.path.open("wb") as file:
                file.write(json.dumps(head).encode() + b"\\n")
                for frame in frames:
                    file.write(frame.tobytes())
                    self._done += 1


    def read_comment(path):
        with path.open("rb") as file:
            return json.loads(file.readline()).get("comment", "")


    def read_pictures(path, alpha):
        with path.open("rb") as file:
            shape = json.loads(file.readline())["shape"]
            while data := file.read(np.prod(shape)):
                yield Picture(np.frombuffer(data, np.uint8).reshape(shape), seconds=0.0)


    REEL = Format(
        ".reel", encoder=ReelEncoder, comment=read_comment, pictures=read_pictures, fits="trials"
    )
"""
SCENE = "update_rule"
SMALL = "--size 160x90 --fps 1"


@pytest.fixture
def reels(stranger):
    stranger.has("reels", FILE)
    stranger.offers({"gradreel.formats": {".reel": "reels:REEL"}})
    return stranger


def test_it_is_rendered_and_read_again(reels):
    said = reels.commands(
        f"render {SCENE} -o a.reel -o frames --transparent {SMALL}",
        "info a.reel",
        f"verify a.reel {SCENE}",
        "golden compare a.reel frames",
        f"render {SCENE} -o fits.reel --max-size 9MB {SMALL}",
    )
    rendered, told = said.split("\n", 1)
    assert "a.reel  " in rendered
    assert SCENE in told
    assert "the same pixels" in told
    assert "the same within" in told
    assert "at 1 fps: " in told


def test_every_sentence_names_it(reels):
    said = reels.python("""
        from pathlib import Path

        from gradreel.animate.cli.options.delivery import Wishes
        from gradreel.animate.cli.options.look import Look
        from gradreel.animate.cli.options.plan import plan
        from gradreel.animate.formats import open_encoder, Clip
        from gradreel.animate.formats.reading import read_pictures
        from gradreel.animate.formats.records import read_record
        from gradreel.core.errors import InvalidInput

        Path("a.txt").write_text("")
        Path("b.reel").write_text("no head")
        look = Look((160, 90), 1, "light")
        for fails in (
            lambda: open_encoder("a.avi", Clip((160, 90), 1)),
            lambda: open_encoder("a.mp4", Clip((160, 90), 1, alpha=True)),
            lambda: plan("a", [Path("a.mov")], look, Wishes(most="1MB")),
            lambda: read_record(Path("a.txt")),
            lambda: list(read_pictures(Path("a.txt"))),
            lambda: read_record(Path("b.reel")),
            lambda: list(read_pictures(Path("b.reel"))),
        ):
            try:
                fails()
            except InvalidInput as error:
                print(error)
    """)
    sentences = said.splitlines()
    assert len(sentences) == 7
    for sentence in sentences[:5]:
        assert ".reel" in sentence
    assert sentences[5] == sentences[6]
    assert sentences[5] == "b.reel cannot be read: it is truncated or no reel; make it anew."


def test_one_that_cannot_be_loaded_harms_no_other(stranger):
    stranger.offers({"gradreel.formats": {".reel": "nothing:REEL"}})
    said = stranger.commands(
        f"render {SCENE} -o a.webp --loop once {SMALL}",
        then="""
        from gradreel.animate.formats import suffixes_of

        print(*suffixes_of(lambda each: each.plays))
    """,
    )
    assert said.endswith("\n.gif .webp .apng .pptx\n")


def test_what_is_no_format_is_told(stranger):
    stranger.has("reels", "from gradreel.animate.formats import Format\nREEL = Format('.other')\n")
    stranger.offers({"gradreel.formats": {".reel": "reels:REEL", ".film": "reels:Format"}})
    said = stranger.python("""
        from gradreel.animate.formats import FORMATS
        from gradreel.core.errors import RenderError

        for suffix in (".reel", ".film"):
            try:
                FORMATS[suffix]
            except RenderError as error:
                print(error)
    """)
    assert said.splitlines() == [
        "stranger gave .reel, whose suffix is '.other'; both must be the same.",
        "stranger gave .film, which is no Format; it must give one.",
    ]
