"""The line that says how long is left, and the addresses of a figure's evidence."""

from __future__ import annotations

import io
from typing import cast

import pytest

from yz_analysis.publishing.page.links import Links
from yz_analysis.publishing.progress import Progress
from yz_analysis.publishing.record import Record


def _finished(run_id: str, seconds: float, outcome: str = "ok") -> Record:
    return cast("Record", {"run_id": run_id, "seconds": seconds, "outcome": outcome})


@pytest.mark.parametrize(
    ("expected", "jobs", "words"),
    [
        ({}, 1, "done"),
        ({"a": None}, 1, "time left unknown"),
        ({"a": 30.0, "b": 10.0}, 1, "about 40 s left"),
        ({"a": 30.0, "b": 10.0}, 2, "about 20 s left"),
        ({"a": 30.0, "b": None}, 1, "about 60 s left"),
        ({"a": 30.0}, 0, "about 30 s left"),
        ({"a": 0.2}, 1, "about 1 s left"),
        ({"a": 119.0}, 1, "about 119 s left"),
        ({"a": 120.0}, 1, "about 2 min left"),
    ],
)
def test_the_time_left_is_said_in_words(expected: dict[str, float | None], jobs: int, words: str) -> None:
    assert Progress(expected, jobs=jobs, stream=io.StringIO()).left() == words


def test_a_run_nobody_has_timed_is_taken_to_last_as_long_as_those_that_finished() -> None:
    progress = Progress({"a": 50.0, "b": None}, jobs=1, stream=io.StringIO())
    progress.finished(_finished("a", 8.0))
    assert progress.left() == "about 8 s left"


def test_a_log_gets_one_counted_line_for_each_run() -> None:
    stream = io.StringIO()
    progress = Progress({"a": 4.0, "b": 6.0}, jobs=1, stream=stream)
    progress.finished(_finished("a", 4.04))
    progress.finished(_finished("b", 2.0, "failed"))
    progress.close()
    assert stream.getvalue().splitlines() == [
        "[1/2] a ok in 4.0 s; about 6 s left",
        "[2/2] b failed in 2.0 s; done",
    ]


@pytest.mark.parametrize(
    ("links", "figure", "address"),
    [
        (Links("qingchuan-2023", "en", ""), "qingchuan-2023:F001", ""),
        (Links("qingchuan-2023", "en", "evidence.html"), "see qingchuan-2023:F001", ""),
        (Links("qingchuan-2023", "en", "evidence.html"), "qingchuan-2023:F001/../x", ""),
        (Links("qingchuan-2023", "en", "../evidence.html"), "qingchuan-2023:F001a", "../evidence.html#F001a"),
        (Links("qingchuan-2023", "en", "e.html"), "donghe-2023:F1", "../../donghe-2023/en/evidence.html#F1"),
    ],
)
def test_only_a_whole_figure_id_leads_to_evidence(links: Links, figure: str, address: str) -> None:
    assert links.href(figure) == address


def test_a_number_without_a_report_stays_as_it_is() -> None:
    assert Links("qingchuan-2023").short("F007") == "F007"
