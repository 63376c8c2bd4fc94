"""Why a run will run: compared with what the site has, said in words a person can act on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.running.books import write_book, write_data, write_runs
from yz_analysis.publishing.assess import Task, assess, page_arguments
from yz_analysis.publishing.fingerprint import DataDigests
from yz_analysis.publishing.job import fail
from yz_analysis.publishing.plan import Run, known_reports, make_plan, read_sets
from yz_analysis.publishing.sources import read_notebooks
from yz_analysis.publishing.store import Store

RUN = "alpha-2022h1/zh/01-one"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_book(tmp_path / "nb" / "01-one.ipynb", "1")
    write_runs(tmp_path / "nb", "reports: [alpha-2022h1]\nlanguages: [zh]\nsets: {default: {}}\n")
    write_data(tmp_path / "data")
    return tmp_path


def plan(place: Path, **options: Any) -> list[Run]:
    books = read_notebooks(place / "nb")
    reports = known_reports([place / "data"])
    return make_plan(
        books, read_sets(place / "nb/runs.yaml", notebooks=books, reports=reports), reports, **options
    )


def look(place: Path, *, code: str = "0", **options: Any) -> Task:
    (task,) = assess(
        plan(place), Store(place / "site"), data=DataDigests([place / "data"]), code=code, **options
    )
    return task


@pytest.fixture
def kept(place: Path) -> Path:
    """A site whose one run was done, in three seconds and a half."""
    made = {**look(place).record, "seconds": 3.5, "started": "2022-07-29T00:00:00+00:00"}
    Store(place / "site").keep(made, page="<p>页</p>", notebook="{}")
    return place


def test_a_run_the_site_has_never_seen_is_new_and_takes_nobody_knows_how_long(place: Path) -> None:
    task = look(place)
    assert (task.reason, task.record["reason"], task.kept, task.expected_seconds) == (
        "it is new",
        "it is new",
        None,
        None,
    )


def test_a_run_that_is_kept_whole_has_no_reason(kept: Path) -> None:
    task = look(kept)
    assert (task.reason, task.expected_seconds) == ("", 3.5)
    assert task.kept is not None
    assert task.kept["run_id"] == RUN


def test_force_is_a_reason_of_its_own(kept: Path) -> None:
    assert look(kept, force=True).reason == "--force"


@pytest.mark.parametrize("harm", ["unlink", "write"])
def test_a_page_that_was_removed_or_touched_is_the_reason(kept: Path, harm: str) -> None:
    page = kept / "site" / f"{RUN}.html"
    page.unlink()
    if harm == "write":
        page.write_text("<p>别</p>", encoding="utf-8")
    task = look(kept)
    assert task.reason == "its page is missing or was changed"
    assert task.kept is not None  # so that it can be put back without a run


def test_what_changed_since_the_last_result_is_the_reason(kept: Path) -> None:
    assert "code" in look(kept, code="1").reason
    write_book(kept / "nb" / "01-one.ipynb", "2")
    task = look(kept)
    assert "notebook" in task.reason
    assert "code" not in task.reason
    assert (task.kept, task.expected_seconds) == (None, 3.5)


def test_a_failure_is_tried_again_whatever_is_kept_and_its_time_is_what_to_expect(kept: Path) -> None:
    store, error = Store(kept / "site"), {"cell": 1, "name": "ValueError", "message": "x", "notebook": ""}
    fail(store, {**look(kept).record, "seconds": 9.0}, error=error, notebook=None)
    task = look(kept)
    assert (task.reason, task.expected_seconds) == ("it failed last time", 9.0)


def test_a_page_leads_to_its_sister_only_where_there_is_or_will_be_one(place: Path) -> None:
    (run,) = plan(place)
    assert page_arguments(run, set())["sister"] is None
    assert page_arguments(run, {"alpha-2022h1/en/01-one"})["sister"] == "../en/01-one.html"
    assert look(place).page["sister"] is None
    assert look(place, pages=["alpha-2022h1/en/01-one"]).page["sister"] == "../en/01-one.html"


def test_a_page_leads_to_the_index_of_its_language(place: Path) -> None:
    runs = plan(place, only_languages=["zh", "en"])
    assert [page_arguments(run, set())["index"] for run in runs] == [
        "../../index.html",
        "../../index.en.html",
    ]
