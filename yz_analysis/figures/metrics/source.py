"""What the metrics read: the figures of one report, each once with exact bounds, and the others beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from yz_analysis.errors import unknown
from yz_analysis.figures.bounds import Bounds, check_precision, row_bounds, whole
from yz_analysis.figures.dataset import figures_state, load_figures, load_reports
from yz_analysis.figures.metrics.assumptions import Assumptions

PERCENT = Fraction(1, 100)


@dataclass(frozen=True)
class Printed:
    """One printed figure with its exact value and bounds, in the printed scale."""

    figure_id: str
    report_id: str
    ref_area: str
    time_period: str
    indicator: str
    kind: str
    measure: str
    value: Fraction
    bounds: Bounds
    unit: str
    unit_mult: int
    comparator: str
    price_basis: str
    status: str

    @property
    def rate(self) -> Fraction:
        """A percentage as a fraction: 3 (%) is 3/100."""
        return self.value * PERCENT

    @property
    def rate_bounds(self) -> Bounds:
        """The bounds of a percentage as fractions."""
        return self.bounds.scaled(PERCENT)

    def in_scale(self, unit_mult: int) -> Printed:
        """Return the figure in another power of ten: 0.5 in 亿 is 5000 in 万."""
        factor = Fraction(10) ** (self.unit_mult - unit_mult)
        fields = {**self.__dict__, "value": self.value * factor, "unit_mult": unit_mult}
        return Printed(**{**fields, "bounds": self.bounds.scaled(factor)})


@dataclass(frozen=True)
class Source:
    """The figures of one report, and of every other for comparison.

    Attributes:
        report: report id.
        figures: the figures of every report, with the columns of the data contract.
        precision: policy of the bounds.
        assumptions: what conditional metrics need.
    """

    report: str
    figures: pd.DataFrame
    precision: str
    assumptions: Assumptions

    @cached_property
    def everything(self) -> tuple[Printed, ...]:
        """Every figure of every report that prints a number, duplicates left out."""
        return _counted(self.figures, self.precision)

    @cached_property
    def own(self) -> tuple[Printed, ...]:
        """The figures of this report, each counted once."""
        return tuple(figure for figure in self.everything if figure.report_id == self.report)

    @cached_property
    def main(self) -> tuple[str, str]:
        """Area and period the report is about: by the table of reports, else the commonest of its results."""
        reports = load_reports().set_index("report_id")
        if self.report in reports.index:
            return str(reports.loc[self.report, "ref_area"]), str(reports.loc[self.report, "time_period"])
        results = self.rows[self.rows["kind"].eq("actual")] if len(self.rows) else self.rows
        pairs = Counter(zip(results["ref_area"].astype(str), results["time_period"].astype(str), strict=True))
        return pairs.most_common(1)[0][0] if pairs else ("", "")

    @cached_property
    def results(self) -> tuple[Printed, ...]:
        """The results of this report, each indicator for one area and period.

        A report may print an indicator for several periods (the half-year, its second quarter) or areas (its
        own, the province); then those of its main area and period count, and without them none does.
        """
        actual = [figure for figure in self.own if figure.kind == "actual"]
        scopes: dict[str, set[tuple[str, str]]] = {}
        for figure in actual:
            scopes.setdefault(figure.indicator, set()).add((figure.ref_area, figure.time_period))
        return tuple(
            figure
            for figure in actual
            if len(scopes[figure.indicator]) == 1 or (figure.ref_area, figure.time_period) == self.main
        )

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Every row of this report, also those without a number and the duplicates."""
        return self.figures[self.figures["report_id"].eq(self.report)].sort_values("figure_id", kind="stable")

    @cached_property
    def by_id(self) -> dict[str, Any]:
        """The rows of this report by figure id, their columns as attributes."""
        return {str(row.figure_id): row for row in self.rows.itertuples(index=False)}

    def find(self, indicator: str, measure: str, *, kind: str = "actual", **fields: str) -> Printed | None:
        """Return the one figure of this report that fits, or None when there is none or more than one.

        Of results printed for several areas or periods the main one is meant (`results`).

        Args:
            indicator: slug.
            measure: level, growth, …
            kind: actual, target, …
            **fields: further fields that must be equal, such as time_period or price_basis.
        """
        pool = self.results if kind == "actual" else self.own
        found = select(pool, indicator=indicator, measure=measure, kind=kind, **fields)
        return found[0] if len(found) == 1 else None


def select(figures: Iterable[Printed], **fields: str) -> list[Printed]:
    """Return the figures whose named fields equal the given values, in their order."""
    return [f for f in figures if all(getattr(f, name) == value for name, value in fields.items())]


def pairs(source: Source) -> list[tuple[Printed, Printed]]:
    """Return every level of the report with the growth printed for it.

    Where growth is printed on two bases, the one of the level's own basis is taken: the nominal one for
    amounts. Growth that somebody computed from levels (status E) implies nothing new and is left out, and so
    are rates, shares and indices, which have no base.
    """
    printed: dict[tuple[str, str], list[Printed]] = {}
    for result in source.results:
        printed.setdefault((result.indicator, result.time_period), []).append(result)
    found = []
    for level in source.own:
        if (
            level.kind != "actual"
            or level.measure not in ("level", "count")
            or level.unit in ("PT", "PP", "IX")
        ):
            continue
        beside = printed.get((level.indicator, level.time_period), [])
        growths = select(beside, measure="growth", ref_area=level.ref_area, unit="PT", comparator="=")
        growths = [growth for growth in growths if growth.status != "E"]
        same = [growth for growth in growths if growth.price_basis == level.price_basis] or growths
        twins = select(beside, measure=level.measure)
        if len(same) == 1 and len(twins) == 1 and level.comparator == "=":
            found.append((level, same[0]))
    return found


def is_real(level: Printed, growth: Printed) -> bool:
    """Say whether the growth is real while the level is at current prices."""
    return growth.price_basis == "constant" and level.price_basis == "current"


def months_of(period: str) -> tuple[str, int] | None:
    """Return year and number of months of a period that starts in January, None for any other.

    >>> months_of("2022-S1"), months_of("2022-01-01/P9M"), months_of("2022"), months_of("2022-Q2")
    (('2022', 6), ('2022', 9), ('2022', 12), None)
    """
    year, _, part = period.partition("-")
    named = {"": 12, "S1": 6, "Q1": 3, "01": 1}
    if part in named:
        return year, named[part]
    if part.startswith("01-01/P") and part.endswith("M") and part[7:-1].isdigit():
        return year, int(part[7:-1])
    return None


def read(
    report: str,
    *,
    precision: str = "literal",
    assumptions: Assumptions | Mapping[str, Any] | None = None,
    figures: pd.DataFrame | None = None,
) -> Source:
    """Return what every function of `metrics` takes: one report's figures, bounds and assumptions.

    Args:
        report: report id.
        precision: `literal` or `house`.
        assumptions: an `Assumptions`, or a mapping of some of its fields.
        figures: the figures of every report; None loads the dataset.

    Raises:
        UnknownNameError: when report or precision does not exist; the message lists what does.
        ParameterError: when an assumption does not exist or is out of its range.

    >>> read("yangzhong-2022h1").find("gdp", "level").value
    Fraction(603, 2)
    """
    check_precision(precision)
    given = figures is not None
    figures = figures if figures is not None else load_figures(precision=precision)
    reports = sorted(set(figures["report_id"]))
    if report not in reports:
        raise unknown("report", report, reports)
    source = Source(report, figures, precision, Assumptions.of(assumptions))
    if not given:  # a notebook reads the dataset for every sentence; its figures are made exact once
        source.__dict__["everything"] = _all_counted(precision, figures_state())
    return source


@lru_cache(maxsize=4)
def _all_counted(precision: str, state: tuple[Any, ...]) -> tuple[Printed, ...]:
    """Return the dataset's figures; `state` is in the key so that changed files are read anew."""
    return _counted(load_figures(precision=precision), precision)


def _counted(figures: pd.DataFrame, precision: str) -> tuple[Printed, ...]:
    counted = figures[empty(figures["duplicate_of"])]
    rows = counted.sort_values("figure_id", kind="stable").itertuples(index=False)
    made = (_printed(row, precision) for row in rows)
    return tuple(figure for figure in made if figure is not None)


def warm() -> None:
    """Make the figures exact now: a process that is about to fork does once what each child would do."""
    _all_counted("literal", figures_state())


def empty(column: pd.Series) -> pd.Series:
    """Say for each entry of a text column whether nothing stands there."""
    return column.isna() | column.astype(str).isin(["", "nan", "<NA>"])


def _printed(row: Any, precision: str) -> Printed | None:
    bounds = row_bounds(row, precision=precision)
    if bounds is None:
        return None
    return Printed(
        figure_id=row.figure_id,
        report_id=row.report_id,
        ref_area=str(row.ref_area),
        time_period=str(row.time_period),
        indicator=row.indicator,
        kind=row.kind,
        measure=row.measure,
        value=Fraction(Decimal(str(row.value))),
        bounds=bounds,
        unit=str(row.unit),
        unit_mult=whole(row.unit_mult),
        comparator=row.comparator or "=",
        price_basis=row.price_basis,
        status=row.status,
    )
