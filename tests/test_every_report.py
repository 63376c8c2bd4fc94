"""Reports of every kind become pages that read well: each notebook, both languages, by `yz run`.

CI takes the poorest report of each kind of period, and the one with most of what was only expected.
`YZ_REPORTS=all python -m pytest -m slow tests/test_every_report.py` takes every report of the dataset: about
a thousand runs, some twenty minutes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import page_reading
import pytest

from yz_analysis import load_figures, load_reports
from yz_analysis.words import LANGUAGES

NOTEBOOKS = sorted(path.stem for path in (Path(__file__).parent.parent / "notebooks").glob("[0-9]*.ipynb"))


def chosen() -> list[str]:
    """Return the poorest report of each kind of period, and the one with the most expectations."""
    reports = load_reports()
    context = reports[reports["kind"].eq("context")]
    if os.environ.get("YZ_REPORTS") == "all":
        return context["report_id"].tolist()
    figures = load_figures()
    known = figures.groupby("report_id").size()
    kinds = context["time_period"].str.replace(r"\d+", "", regex=True)  # 2022-S1, 2022-Q1, 2022-06, 2022, P9M
    poorest = [
        group["report_id"].iloc[known[group["report_id"]].argmin()] for _, group in context.groupby(kinds)
    ]
    expected = figures.loc[figures["kind"].eq("claim") & figures["status"].eq("E"), "report_id"]
    return list(dict.fromkeys([*poorest, str(expected.mode().iloc[0])]))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("every")
    wanted = [option for report in chosen() for option in ("--report", report)]
    done = subprocess.run(
        [sys.executable, "-m", "yz_analysis", "run", "--set", "default", *wanted],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "YZ_DATA"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.mark.slow
def test_every_notebook_runs_for_reports_of_every_kind_in_both_languages(site: Path) -> None:
    runs = json.loads((site / "run.json").read_text(encoding="utf-8"))["runs"]
    made = {(run["report"], run["language"], run["notebook"]) for run in runs if run["outcome"] == "done"}
    assert made == {(one, tongue, name) for one in chosen() for tongue in LANGUAGES for name in NOTEBOOKS}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_them_shows_code_the_other_language_or_an_empty_heading(site: Path, language: str) -> None:
    pages = sorted(path for report in chosen() for path in (site / report / language).glob("*.html"))
    assert len(pages) == len(chosen()) * (len(NOTEBOOKS) + 1)  # and the page of evidence
    found = {str(page.relative_to(site)): page_reading.faults(page, language) for page in pages}
    assert {page: faults for page, faults in found.items() if faults} == {}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_collected_figures_speaks_of_a_report(site: Path, language: str) -> None:
    reports = load_reports().set_index("report_id")["kind"]
    pages = [
        path
        for one in chosen()
        if reports[one] == "context"
        for path in (site / one / language).glob("*.html")
    ]
    assert pages
    found = {str(page.relative_to(site)): page_reading.calls_a_report(page) for page in pages}
    assert {page: texts for page, texts in found.items() if texts} == {}


Read = Callable[[str, str], list[str]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def faults(body: str, language: str) -> list[str]:
        page, tag = tmp_path / "page.html", "zh-CN" if language == "zh" else language
        start = f'<html lang="{tag}"><head><meta charset="utf-8"></head><body><main>'
        page.write_text(f"<!doctype html>{start}{body}</main></body></html>", encoding="utf-8")
        return page_reading.faults(page, language)

    return faults


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", '<h2>Growth</h2><p>Up 3% <span lang="zh-CN">三成</span>. None of yz_analysis.</p>'),
        ("zh", "<p>由 yz-analysis 0.1.0 生成；GDP、SHA-256。</p>"),
    ],
)
def test_a_page_that_reads_well_has_no_faults(read: Read, language: str, body: str) -> None:
    assert read(body, language) == []


@pytest.mark.parametrize(
    ("body", "language", "fault"),
    [
        ("<p>nan%</p>", "en", "code"),
        ("<p>of {place}</p>", "en", "code"),
        ("<p>see gdp_per_head</p>", "zh", "code"),
        ("<p>Level: None</p>", "en", "code"),
        ("<p>Up 三成</p>", "en", "other language"),
        ("<p>增速 is not printed</p>", "zh", "other language"),
        ("<h2>Growth</h2><h2>Targets</h2><p>x</p>", "en", "nothing under the heading 'Growth'"),
        ("<h2>Growth</h2>", "en", "nothing under the heading 'Growth'"),
        ('<div class="prose absent">a</div><div class="prose absent">b</div>', "en", "two boxes"),
    ],
)
def test_what_reads_wrong_on_a_page_is_found(read: Read, body: str, language: str, fault: str) -> None:
    assert fault in " ".join(read(body, language))
