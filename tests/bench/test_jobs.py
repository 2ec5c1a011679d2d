from bench import jobs
from gradreel.animate.export import chunks


def test_a_film_that_is_the_same_is_said_to_be(monkeypatch, capsys, make_small):
    monkeypatch.setattr(jobs, "load_scene", lambda _: make_small())
    made = [{"film.mp4": "a", "film.gif": "b"}, {"film.mp4": "a", "film.gif": "c"}]
    monkeypatch.setattr(jobs, "digests", lambda *given: made[given[3] - 1])
    assert jobs.main(["small", "--jobs", "1,1"]) == 1
    assert "in 1 piece, with 1,1 processes: 2 files, the same byte" in capsys.readouterr().out
    monkeypatch.setattr(chunks, "LONGEST", 10)
    assert jobs.main(["small", "--jobs", "1,1"]) == 0
    assert jobs.main(["small", "--jobs", "1,2"]) == 1
    assert "2 files, of which film.gif differ." in capsys.readouterr().out
