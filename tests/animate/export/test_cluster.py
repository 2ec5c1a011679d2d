"""A film that a Dask cluster draws, one of whose workers is lost in the middle."""

import os
import signal
import sys

import pytest

from gradreel.animate import Play, Stage, Timeline, render
from gradreel.animate.export import chunks, cluster
from gradreel.core.errors import RenderError


@pytest.mark.filterwarnings("ignore")  # what its own sockets and loops say at the end
def test_a_lost_workers_piece_is_drawn_again(tmp_path, make_small, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    monkeypatch.setattr(chunks, "LONGEST", 2)  # more pieces than are asked for at a time
    stage = Stage(make_small(timeline=Timeline((Play(20, 2),))), (160, 90), fps=10)
    lost = []

    def lose(share):
        if 0 < share < 1 and not lost:
            lost.append(min(there.executor._client.run(os.getpid).values()))
            os.kill(lost[0], signal.SIGKILL)

    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as local,
        cluster.dask(local.scheduler_address) as there,
    ):
        assert there.most == 2
        render(stage, [tmp_path / "a.mp4"], lose, executor=there.executor, jobs=there.most)
    assert lost
    render(stage, [tmp_path / "b.mp4"])
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_without_dask_it_says_what_to_type(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(RenderError, match=r'type `pip install "gradreel\[cluster\]"`\.'),
        cluster.dask("127.0.0.1:8786"),
    ):
        pass
