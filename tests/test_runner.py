"""Order, retries, endings and what a person sees, without starting a kernel."""

from __future__ import annotations

import io
import json
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.running.books import book, cell, write_book
from tests.test_store import record
from yz_analysis.errors import YzAnalysisError
from yz_analysis.publishing import attempt, launch, runner
from yz_analysis.publishing.assess import Task
from yz_analysis.publishing.call import Call
from yz_analysis.publishing.engine.client import UnavailableError
from yz_analysis.publishing.job import Job, describe, fail, last_started, stamp
from yz_analysis.publishing.launch import Ending
from yz_analysis.publishing.plan import Run
from yz_analysis.publishing.progress import Progress
from yz_analysis.publishing.sources import read_notebook
from yz_analysis.publishing.store import Store


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(
        site=str(tmp_path / "site"),
        work=str(tmp_path / "work"),
        record=record(),
        notebook=book("1"),
        page={},
        run_timeout=5.0,
    )


class Scripted:
    """A launcher whose jobs end as told."""

    name = "scripted"
    engine = "yz"

    def __init__(self, *endings: Ending | Exception) -> None:
        self.endings = list(endings)
        self.jobs: list[Job] = []

    def run(self, call: Call) -> Ending:
        job = Job.from_json(call.text)
        self.jobs.append(job)
        Path(job.work).mkdir(parents=True)
        ending = self.endings.pop(0)
        if isinstance(ending, Exception):
            raise ending
        store = Store(Path(job.site))
        if ending.code == 0:
            store.keep(job.record, page="x", notebook="{}")
        if ending.code == 1:
            error = {"cell": 2, "name": "ValueError", "message": "x", "notebook": ""}
            fail(store, job.record, error=error, notebook=None)
        return ending


def run(
    job: Job, monkeypatch: pytest.MonkeyPatch, *endings: Ending | Exception, retries: int = 0
) -> tuple[dict, Scripted]:
    scripted = Scripted(*endings)
    monkeypatch.setattr(attempt, "launcher", lambda engine: scripted)
    return attempt.execute(job, "auto", retries), scripted


def test_a_job_survives_its_journey_as_json(job: Job) -> None:
    assert Job.from_json(job.to_json()) == job
    json.loads(job.to_json())


def test_a_run_that_worked_gives_its_record(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    made, scripted = run(job, monkeypatch, Ending(0))
    assert made["outcome"] == "done"
    assert len(made["outputs"]) == 2
    assert not Path(scripted.jobs[0].work).exists()
    assert scripted.jobs[0].engine == "yz"


def test_an_error_of_a_cell_is_not_tried_again(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    made, scripted = run(job, monkeypatch, Ending(1), retries=3)
    assert (made["outcome"], made["error"]["name"], made["reason"]) == (
        "failed",
        "ValueError",
        "ValueError: x",
    )
    assert len(scripted.jobs) == 1


def test_a_death_is_tried_again_as_often_as_allowed(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    made, scripted = run(job, monkeypatch, Ending(-9), Ending(-11), Ending(0), retries=2)
    assert made["outcome"] == "done"
    assert made["attempts"] == 3
    assert len({one.work for one in scripted.jobs}) == 3
    made, _ = run(job, monkeypatch, Ending(-9), Ending(-11), retries=1)
    assert made["error"]["message"] == "the run's process was killed by SIGSEGV"
    assert Store(Path(job.site)).failure(job.record["run_id"]) == made


@pytest.mark.parametrize(
    ("ending", "name", "said"),
    [
        (Ending(-9), "ProcessDied", "killed by SIGKILL"),
        (Ending(3), "ProcessDied", "ended with code 3"),
        (Ending(-200), "ProcessDied", "killed by signal 200"),
        (Ending(-9, timed_out=True), "RunTimeout", r"longer than 5 s (--run-timeout)"),
        (Ending(-9, stopped=True), "Interrupted", "told to stop"),
    ],
)
def test_every_ending_has_its_words(
    job: Job, monkeypatch: pytest.MonkeyPatch, ending: Ending, name: str, said: str
) -> None:
    made, _ = run(job, monkeypatch, ending)
    assert made["error"]["name"] == name
    assert said in made["error"]["message"]


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), UnavailableError("refused")])
def test_a_job_that_cannot_be_started_is_a_failed_run(
    job: Job, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    made, _ = run(job, monkeypatch, problem)
    assert made["outcome"] == "failed"
    assert "could not be started" in made["reason"]


def test_a_stopped_job_is_not_tried_again_and_leaves_no_failure(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, scripted = run(job, monkeypatch, Ending(-9, stopped=True), retries=5)
    assert len(scripted.jobs) == 1
    assert Store(Path(job.site)).failure(job.record["run_id"]) is None


def test_the_longest_starts_first_and_one_never_run_counts_as_long(tmp_path: Path) -> None:
    notebook = read_notebook(write_book(tmp_path / "01-a.ipynb", "1"))

    def task(name: str, seconds: float | None) -> Task:
        return Task(Run(notebook, name, "r", "zh", {}), {}, {}, "new", None, seconds)

    tasks = [task("short", 1), task("long", 9), task("unknown", None), task("middle", 5)]
    assert [one.run.set for one in runner.longest_first(tasks)] == ["long", "unknown", "middle", "short"]


def test_of_two_that_never_ran_the_longer_text_starts_first(tmp_path: Path) -> None:
    tasks = [
        Task(
            Run(read_notebook(write_book(tmp_path / f"01-{n}.ipynb", text)), n, "r", "zh", {}),
            {},
            {},
            "new",
            None,
            None,
        )
        for n, text in (("brief", "1"), ("lengthy", "1 + 1 + 1 + 1"), ("medium", "1 + 1"))
    ]
    assert [one.run.set for one in runner.longest_first(tasks)] == ["lengthy", "medium", "brief"]


def test_progress_counts_and_says_what_is_left() -> None:
    stream = io.StringIO()
    progress = Progress({"a/zh/1": 2.0, "a/zh/2": None, "a/zh/3": 4.0}, jobs=2, stream=stream)
    progress.finished(record(run_id="a/zh/1", seconds=2.0))
    progress.finished(record(run_id="a/zh/3", seconds=300.0, outcome="failed"))
    progress.finished(record(run_id="a/zh/2", seconds=1.0))
    progress.close()
    assert stream.getvalue().splitlines() == [
        "[1/3] a/zh/1 done in 2.0 s; about 3 s left",
        "[2/3] a/zh/3 failed in 300.0 s; about 76 s left",
        "[3/3] a/zh/2 done in 1.0 s; done",
    ]


def test_a_terminal_gets_one_moving_line() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    progress = Progress({"a/zh/1": None, "a/zh/2": None}, jobs=1, stream=stream)
    progress.finished(record(run_id="a/zh/1", outcome="failed", seconds=500.0))
    progress.close()
    assert "1/2" in stream.getvalue()
    assert "1 failed, about 8 min left" in stream.getvalue()
    assert "time left unknown" in stream.getvalue()


def test_a_wished_for_engine_that_cannot_be_had_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise UnavailableError("no fork here")

    monkeypatch.setattr(launch, "WarmLauncher", refuse)
    with pytest.raises(YzAnalysisError, match="no warm engine here: no fork here"):
        launch.make_launcher("warm")
    assert launch.make_launcher("auto").name == "fresh"
    assert launch.make_launcher("fresh").name == "fresh"
    assert launch.cores() >= 1


def test_an_error_is_described_in_one_line_without_colours(tmp_path: Path) -> None:
    error = ValueError("\x1b[31mfirst\x1b[0m\nsecond" + "x" * 1000)
    assert describe(error, tmp_path / "none") == {
        "cell": None,
        "name": "ValueError",
        "message": "first",
        "notebook": "",
    }
    assert len(describe(ValueError("y" * 9000), tmp_path / "none")["message"]) == 500


def test_the_cell_that_was_running_is_found_in_the_saved_notebook(tmp_path: Path) -> None:
    made: dict[str, Any] = book(
        cell("first"), cell(""), cell("text", kind="markdown"), cell("second"), cell("third")
    )
    for one in made["cells"][:-1]:
        one["metadata"]["papermill"] = {"start_time": "2022"}
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps(made), encoding="utf-8")
    assert last_started(path) == 3  # parameters, first, second
    path.write_text("torn", encoding="utf-8")
    assert last_started(path) is None


def test_a_stamp_changes_with_size_or_time(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("a", encoding="utf-8")
    before = stamp([path])
    assert stamp([path]) == before
    path.write_text("ab", encoding="utf-8")
    assert stamp([path]) != before


@pytest.mark.slow
def test_a_new_interpreter_for_each_run_gives_the_same_and_can_be_ended(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from tests.running.warm import RENDERER, ROOT

    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    fresh = launch.FreshLauncher()
    page = {"language": "zh", "sister": None}
    good = replace(
        job, record=record(parameters={"language": "zh"}), page=page, renderer=RENDERER, run_timeout=60
    )
    assert fresh.run(good.call()) == Ending(0)
    made = Store(Path(job.site)).latest(job.record["run_id"])
    assert made is not None
    assert made["engine"] == "fresh"
    endless = replace(good, notebook=book("while True: pass"), run_timeout=6, work=str(tmp_path / "w2"))
    assert fresh.run(endless.call()) == Ending(-signal.SIGKILL, timed_out=True)


def test_a_worker_that_began_with_other_code_does_no_run(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempt, "_code", [])
    assert run(replace(job, code={"a.py": [1, 2]}), monkeypatch, Ending(0))[0]["outcome"] == "done"
    made, scripted = run(replace(job, code={"a.py": [1, 3]}), monkeypatch, Ending(0))
    assert "another version of yz_analysis; start it anew" in made["error"]["message"]
    assert scripted.jobs == []
