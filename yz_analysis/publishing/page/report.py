"""A report's own words for a page: its place and period, its publisher, the version of its data."""

from __future__ import annotations

from dataclasses import dataclass

from yz_analysis.errors import unknown


@dataclass(frozen=True)
class ReportWords:
    """What a page says about its report, in one language."""

    id: str
    name: str
    title: str
    publisher: str
    source_url: str
    data_version: str
    kind: str


def report_words(report: str, language: str) -> ReportWords:
    """Return a report's words.

    Raises:
        UnknownNameError: when there is no such report.
    """
    from yz_analysis.figures.dataset import load_reports

    reports = load_reports()
    rows = reports[reports["report_id"].eq(report)]
    if rows.empty:
        raise unknown("report", report, reports["report_id"])
    row = {key: value if isinstance(value, str) else "" for key, value in rows.iloc[0].items()}
    return ReportWords(
        id=report,
        name=str(row[f"name_{language}"]),
        title=str(row[f"title_{language}"]),
        publisher=str(row["publisher"]),
        source_url=str(row["source_url"]),
        data_version=str(row["data_version"]),
        kind=str(row["kind"]),
    )
