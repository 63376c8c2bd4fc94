"""What stands around the findings: limits of each topic, and the provenance footer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from yz_analysis import __version__
from yz_analysis.errors import unknown
from yz_analysis.figures import told
from yz_analysis.figures.dataset import load_reports
from yz_analysis.figures.display import Prose
from yz_analysis.figures.metrics.comparison import nearest_parent
from yz_analysis.figures.metrics.derivation import ANALYSES
from yz_analysis.figures.metrics.livelihood import ALL, RURAL, URBAN
from yz_analysis.figures.metrics.source import Source
from yz_analysis.words import all_words, check_language, word

# topic → the analyses its notebook shows
TOPICS: dict[str, tuple[str, ...]] = {
    "overview": (),
    "growth": ("A1", "A8", "A9", "A10"),
    "targets": ("A3", "A5"),
    "projects": ("A11", "A12"),
    "relief": ("A14",),
    "livelihood": ("A13",),
    "consistency": ("A15",),
    "comparison": ("A17",),
    "briefing": (),
}


def limits(source: Source, language: str, topic: str) -> Prose:
    """What does this notebook not show, and what does the report not print for it?

    Args:
        source: from `metrics.read`.
        language: zh or en.
        topic: overview, growth, targets, projects, relief, livelihood, consistency, comparison or briefing.

    Returns:
        A `limit`: the limits of the method, then for each analysis of the topic without a number what the
        report would have to print.

    Raises:
        UnknownNameError: when the topic does not exist.
    """
    check_language(language)
    if topic not in TOPICS:
        raise unknown("topic", topic, TOPICS)
    prefix = f"limit.{topic}."
    items = [[word(key, language)] for key in all_words() if key.startswith(prefix) and _applies(key, source)]
    items += [[word(f"needs.{name}", language)] for name in TOPICS[topic] if not _answered(name, source)]
    return Prose(f"limits-{topic}", language, "limit", items or [[word("limit.rounding", language)]])


def _answered(analysis: str, source: Source) -> bool:
    return any(len(function(source)) for function in ANALYSES[analysis])


def _applies(key: str, source: Source) -> bool:
    """Say whether a limit concerns what the report prints: the last part of its key names the condition."""
    condition = key.rpartition(".")[2].partition("_")[0]
    if condition in ANALYSES:
        return _answered(condition, source)
    test = _CONDITIONS.get(condition)
    return True if test is None else test(source)


def _prints(source: Source, *indicators: str) -> bool:
    return any(figure.indicator in indicators and figure.kind == "actual" for figure in source.own)


def _prints_services(source: Source) -> bool:
    return told.is_report(source) and bool(source.rows["measure"].eq("count").any())


# the last part of a limit's key → when the limit concerns a report
_CONDITIONS: dict[str, Callable[[Source], bool]] = {
    "report": told.is_report,
    "collected": lambda source: not told.is_report(source),
    "rank": lambda source: bool(source.rows["measure"].eq("rank").any()),
    "services": _prints_services,
    "gdp": lambda source: source.find("gdp", "growth", price_basis="constant") is not None,
    "half": lambda source: any(figure.time_period.endswith("-S1") for figure in source.own),
    "prices": lambda source: not _prints(source, "consumer_price_index"),
    "jobs": lambda source: _prints(source, "urban_new_jobs"),
    "parent": lambda source: bool(nearest_parent(source)),
    "income": lambda source: _prints(source, URBAN, RURAL) and not _prints(source, ALL),
}


def provenance(source: Source, language: str) -> Prose:
    """Which report, data version, text, package, precision policy and assumptions made this page?

    No time and no machine is named, so the same inputs give the same footer.

    Args:
        source: from `metrics.read`.
        language: zh or en.
    """
    check_language(language)
    reports = load_reports().set_index("report_id")
    row = reports.loc[source.report]
    report = word(
        told.variant("provenance.report", source),
        language,
        place=told.place(source, language),
        report=source.report,
        data_version=row["data_version"],
        sha=str(row["text_sha256"])[:12],
        version=__version__,
    )
    policy = word(f"precision.{source.precision}", language)
    precision = word("provenance.precision", language, precision=source.precision, policy=policy)
    return Prose(
        "provenance", language, "provenance", [[report], [precision], [_assumptions(source, language)]]
    )


def _assumptions(source: Source, language: str) -> str:
    changed = [
        word(
            "provenance.assumption",
            language,
            label=word(f"page.parameter.{field.name}", language),
            code=f"{field.name}={getattr(source.assumptions, field.name):g}",
        )
        for field in fields(source.assumptions)
        if getattr(source.assumptions, field.name) != field.default
    ]
    if not changed:
        return word("provenance.defaults", language)
    return word(
        "provenance.assumptions", language, assumptions=word("page.value.list_mark", language).join(changed)
    )
