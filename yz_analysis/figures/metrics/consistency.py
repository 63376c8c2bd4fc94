"""A15: do the report's numbers and claims agree with each other, and with its parent area?"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from yz_analysis.figures.bounds import Bounds
from yz_analysis.figures.labels import area_name, indicator_name
from yz_analysis.figures.metrics.comparison import parents, published
from yz_analysis.figures.metrics.frame import VALID, Derived, to_frame
from yz_analysis.figures.metrics.projects import COUNT, START_RATE, TOTAL, start_rate_pairs
from yz_analysis.figures.metrics.source import Source, empty, select
from yz_analysis.figures.metrics.targets import pairs_with_actual
from yz_analysis.words import LANGUAGES, word

_GROWTH = ("增幅", "增速", "增长")  # a claim that says so ranks growth, not size


class Check(NamedTuple):
    """One check: its name, what it is about, whether it holds (None: cannot be told), and the figures."""

    check: str
    about: str
    holds: bool | None
    figures: tuple[str, ...]
    values: dict[str, str]


def ranks_growth(phrase: str) -> bool:
    """Say whether a claim of a rank says that it ranks growth; else it may rank size or anything.

    >>> ranks_growth("增幅居全市首位"), ranks_growth("总量居全市首位")
    (True, False)
    """
    return any(name in phrase for name in _GROWTH)


def consistency(source: Source) -> pd.DataFrame:
    """A15: which claims of the report can be checked, and do they hold?

    Necessary conditions only: a check that holds shows that nothing contradicts the claim, never that the
    claim is true. A part may not exceed its whole; a first place needs growth not below the parent area's,
    which averages its parts; signed investment must reach the floor of its projects; a start rate must be a
    ratio of whole numbers; a repeated figure must be repeated alike; a target must lie above what is reached.

    Args:
        source: from `read`.

    Returns:
        Columns check, indicator, holds (`yes`, `no` or `untestable`), figures (ids joined by a space),
        claim_zh, claim_en, reason_zh, reason_en, all str; in the order of the checks.
    """
    rows = []
    for item in _checks(source):
        outcome = "untestable" if item.holds is None else "yes" if item.holds else "no"
        texts = {}
        for language in LANGUAGES:
            key, values = f"check.{item.check}", _values(item, language)
            texts[f"claim_{language}"] = word(f"{key}.claim", language, **values)
            reason = f"{key}.reason" if item.holds is not None else f"{key}.untestable"
            texts[f"reason_{language}"] = word(reason, language, **values)
        rows.append((item.check, item.about, outcome, " ".join(item.figures), *texts.values()))
    columns = ["check", "indicator", "holds", "figures", "claim_zh", "reason_zh", "claim_en", "reason_en"]
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns, "str"))
    return frame[["check", "indicator", "holds", "figures", "claim_zh", "claim_en", "reason_zh", "reason_en"]]


def consistency_metrics(source: Source) -> pd.DataFrame:
    """A15 as metrics: 1 where a check holds, 0 where it does not, no number where it cannot be told."""
    made = []
    period = str(source.rows["time_period"].mode().iloc[0]) if len(source.rows) else ""
    for item in _checks(source):
        value = None if item.holds is None else Fraction(int(item.holds))
        made.append(
            Derived(
                metric_id=f"{item.about}.check.{item.check}",
                analysis="A15",
                report_id=source.report,
                indicator=item.about,
                time_period=period,
                value=value,
                bounds=None if value is None else Bounds(value, value),
                unit="NB",
                unit_mult=0,
                validity=VALID,
                formula=f"1 where {item.check} holds, 0 where it does not",
                inputs=item.figures,
                words="check",
                values={language: {"claim": _claim(item, language)} for language in LANGUAGES},
            )
        )
    return to_frame(made)


def _claim(item: Check, language: str) -> str:
    return word(f"check.{item.check}.claim", language, **_values(item, language))


def _values(item: Check, language: str) -> dict[str, str]:
    """Return what fills the words of a check: the indicator, or its growth where the claim is of growth."""
    values = {**item.values, "indicator": indicator_name(item.about, language)}
    if values.pop("growth", ""):
        values["indicator"] = word("measure.growth", language, indicator=values["indicator"])
    if "area" in values:
        values["area"] = area_name(item.values["area"], language)
    return values


def _checks(source: Source) -> Iterator[Check]:
    yield from _first_places(source)
    yield from _parts(source)
    yield from _project_floor(source)
    pairs = start_rate_pairs(source)
    rate = source.find(START_RATE, "rate")
    if rate is not None and rate.comparator == "=":
        yield Check("start_rate_of_whole_numbers", START_RATE, not pairs.empty, (rate.figure_id,), {})
    yield from _repeated(source)
    yield from _targets_above(source)
    yield from _bare_claims(source)


def _first_places(source: Source) -> Iterator[Check]:
    """A first place in growth among the parts of an area needs growth no lower than the area's own."""
    phrases = dict(zip(source.rows["figure_id"], source.rows["phrase"].astype("str"), strict=True))
    for rank in select(source.own, measure="rank", kind="rank"):
        if rank.value != 1:
            continue
        in_growth = ranks_growth(phrases.get(rank.figure_id, ""))
        growths = select(source.results, indicator=rank.indicator, measure="growth") if in_growth else []
        growths = growths if len(growths) == 1 and growths[0].time_period == rank.time_period else []
        above = parents(rank.ref_area)
        area = above[0] if above else rank.ref_area
        parent = published(source, growths[0]).get(area) if growths else None
        ids = (rank.figure_id, *(growth.figure_id for growth in growths))
        values = {"area": area, "growth": "yes" if in_growth else ""}
        if parent is None:
            yield Check("first_place", rank.indicator, None, ids, values)
        else:
            holds = growths[0].bounds.upper >= parent.bounds.lower
            yield Check("first_place", rank.indicator, holds, (*ids, parent.figure_id), values)


def _parts(source: Source) -> Iterator[Check]:
    """A part may not be larger than its whole, where both are printed at current prices."""
    for part, whole in (
        ("industrial_value_added", "gdp"),
        ("industrial_value_added", "industrial_gross_output"),
    ):
        small, large = source.find(part, "level"), source.find(whole, "level")
        if small is not None and large is not None and small.time_period == large.time_period:
            holds = small.bounds.lower <= large.in_scale(small.unit_mult).bounds.upper
            check = f"value_added_within_{'gdp' if whole == 'gdp' else 'output'}"
            yield Check(check, part, holds, (small.figure_id, large.figure_id), {})


def _project_floor(source: Source) -> Iterator[Check]:
    count, total = source.find(COUNT, "count"), source.find(TOTAL, "level")
    if count is None or total is None:
        return
    floor = source.find(COUNT, "threshold", kind="label", time_period=count.time_period)
    if floor is not None:
        least = count.value * floor.in_scale(total.unit_mult).value
        ids = (count.figure_id, total.figure_id, floor.figure_id)
        yield Check("projects_reach_their_floor", TOTAL, total.bounds.upper >= least, ids, {})


def _repeated(source: Source) -> Iterator[Check]:
    """A figure that is printed twice must be printed alike."""
    rows = source.rows
    again = rows[~empty(rows["duplicate_of"])]
    first = dict(zip(rows["figure_id"], rows["value_printed"], strict=True))
    found: dict[str, tuple[bool, tuple[str, ...]]] = {}
    for row in again[again["kind"].ne("label")].itertuples(index=False):
        if str(row.duplicate_of) in first:
            same = str(row.value_printed) == str(first[str(row.duplicate_of)])
            before, ids = found.get(str(row.indicator), (True, ()))
            found[str(row.indicator)] = (before and same, (*ids, str(row.duplicate_of), str(row.figure_id)))
    for indicator, (alike, ids) in found.items():
        yield Check("repeated_alike", indicator, alike, ids, {})


def _targets_above(source: Source) -> Iterator[Check]:
    for target, actual in pairs_with_actual(source):
        holds = target.value > actual.bounds.lower and not math.isinf(target.bounds.lower)
        yield Check("target_above_actual", actual.indicator, holds, (target.figure_id, actual.figure_id), {})


def _bare_claims(source: Source) -> Iterator[Check]:
    """A place among the top, or being the only one, has no necessary condition in the report."""
    rows = source.rows[empty(source.rows["duplicate_of"])]
    top = rows["kind"].eq("rank") & rows["value"].isna()
    only = rows["kind"].eq("claim") & rows["measure"].eq("count")
    for check, chosen in (("among_the_top", rows[top]), ("the_only_one", rows[only])):
        for row in chosen.itertuples(index=False):
            yield Check(check, str(row.indicator), None, (str(row.figure_id),), {})
