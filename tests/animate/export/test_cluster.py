"""A film that a Dask cluster draws, one of whose workers is lost in the middle."""

import multiprocessing
import os
import signal
import subprocess
import sys

import numpy as np
import pytest

from gradreel.animate import Play, Stage, Timeline, render
from gradreel.animate.export import chunks, cluster
from gradreel.core import Momentum, Quadratic, plan_sweep, sweep_blocks
from gradreel.core.errors import RenderError


@pytest.mark.filterwarnings("ignore")  # what its own sockets and loops say at the end
def test_a_lost_workers_piece_is_drawn_again(tmp_path, make_small, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    monkeypatch.setattr(chunks, "LONGEST", 2)  # more pieces than are asked for at a time
    stage = Stage(make_small(timeline=Timeline((Play(20, 2),))), (160, 90), fps=10)
    monkeypatch.setattr(sweep_blocks, "BLOCK_BYTES", 1)
    vary = {"momentum": np.linspace(0.1, 0.9, 9)}
    plan = plan_sweep(Momentum(), Quadratic(), (1.0, 1.0), steps=5, vary=vary)
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
        *_, (_, course) = plan.courses(there.executor, there.most)
    assert lost
    *_, (_, alone) = plan.courses()
    assert course.course.tobytes() == alone.course.tobytes()
    render(stage, [tmp_path / "b.mp4"])
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


SCHEDULER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    there = LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address=None
    )
    print(there.scheduler_address, flush=True)
    sys.stdin.read()
"""


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("work", ["film", "sweep"])
def test_a_scheduler_that_goes_is_one_sentence(tmp_path, make_small, monkeypatch, capfd, work):
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    monkeypatch.setattr(chunks, "LONGEST", 2)
    monkeypatch.setattr(sweep_blocks, "BLOCK_BYTES", 1)
    (tmp_path / "a.mp4").write_bytes(b"older")
    before = multiprocessing.active_children()

    def lose(share):
        if 0 < share < 1:
            scheduler.kill()

    def draw(there):
        stage = Stage(make_small(timeline=Timeline((Play(20, 2),))), (160, 90), fps=10)
        render(stage, [tmp_path / "a.mp4"], lose, executor=there.executor, jobs=there.most)

    def sweep(there):
        vary = {"momentum": np.linspace(0.1, 0.9, 200)}
        plan = plan_sweep(Momentum(), Quadratic(), (1.0, 1.0), steps=5, vary=vary)
        for share, _ in plan.courses(there.executor, there.most):
            lose(share)

    def ask(address):
        with cluster.dask(address) as there:
            {"film": draw, "sweep": sweep}[work](there)

    with subprocess.Popen(
        [sys.executable, "-c", SCHEDULER],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as scheduler:  # fmt: skip
        address = scheduler.stdout.readline().strip()
        with pytest.raises(RenderError, match=r"cancelled, as by a scheduler that has gone") as e:
            ask(address)
        assert scheduler.wait() == -signal.SIGKILL
    assert str(e.value).count(". ") == 0
    assert capfd.readouterr().err == ""
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]
    assert (tmp_path / "a.mp4").read_bytes() == b"older"
    assert multiprocessing.active_children() == before


def test_without_dask_it_says_what_to_type(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(RenderError, match=r'type `pip install "gradreel\[cluster\]"`\.'),
        cluster.dask("127.0.0.1:8786"),
    ):
        pass
