"""Runs on the workers of a cluster: the same pages, made elsewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.running.books import write_book, write_data, write_runs
from tests.running.warm import ROOT, environment, python
from yz_analysis.cluster import on_cluster
from yz_analysis.errors import MissingExtraError, YzAnalysisError


def test_a_cluster_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtraError, match="cluster"), on_cluster("tcp://127.0.0.1:1"):
        pass


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # a cluster on one machine warns about ports and event loops
def test_a_cluster_that_does_not_answer_is_told() -> None:
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    with pytest.raises(YzAnalysisError, match="no Dask scheduler"), on_cluster("tcp://127.0.0.1:9"):
        pass


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # as above
def test_runs_on_a_cluster_are_done_by_its_workers(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    write_book(tmp_path / "nb" / "01-one.ipynb", "import os; print(os.environ['WORKER'], report)")
    write_data(tmp_path / "data")
    write_runs(tmp_path / "nb", "reports: [alpha-2022h1]\nlanguages: [zh, en]\nsets:\n  default: {}\n")
    command = python("-m", "tests.running.yz", "run", "--notebooks", str(tmp_path / "nb"))
    command += ["--data", str(tmp_path / "data"), "--out", str(tmp_path / "s")]
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, env={"WORKER": "a worker's environment"}
    ) as cluster:
        options = ("--cluster", cluster.scheduler_address)
        done = subprocess.run(
            [*command, *options], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    assert "2 done, 0 unchanged, 0 failed" in done.stdout
    for language in ("zh", "en"):
        page = (tmp_path / "s" / "alpha-2022h1" / language / "01-one.html").read_text(encoding="utf-8")
        assert "a worker's environment alpha-2022h1" in page
