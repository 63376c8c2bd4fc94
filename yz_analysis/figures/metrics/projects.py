"""A11, A12: what number, total and floor of projects, and a start rate, leave possible."""

from __future__ import annotations

import math
from fractions import Fraction

import pandas as pd

from yz_analysis.figures.bounds import Bounds
from yz_analysis.figures.metrics import formulas
from yz_analysis.figures.metrics.frame import VALID, Derived, derive_one, level, to_frame
from yz_analysis.figures.metrics.source import Printed, Source, select

COUNT, TOTAL, LARGE, START_RATE = (
    "signed_projects",
    "signed_project_investment",
    "projects_over_3_billion",
    "key_project_start_rate",
)

_WHAT = {"fewest_planned": "least", "possible_lists": "number of"}


def project_sizes(source: Source) -> pd.DataFrame:
    """A11: how large are the signed projects on average, and what can the largest be?

    From number, planned total and the floor each project has (亿元以上): the mean, the largest one possible
    (all others at the floor), and how many can reach the 3 billion the report speaks of. Valid as logical
    bounds; planned investment over several years, signed and not built.

    Args:
        source: from `read`.

    Returns:
        The metrics frame, up to four rows, none where number or total is not printed.
    """
    count, total = source.find(COUNT, "count"), source.find(TOTAL, "level")
    if count is None or total is None or count.time_period != total.time_period or count.value < 1:
        return to_frame([])
    rows = [
        derive_one(
            "mean_size",
            "mean_project_size",
            "A11",
            total,
            formulas.mean_size,
            [level(total), level(count)],
            "{0} / {1}",
            like=total,
        )
    ]
    floor = source.find(COUNT, "threshold", kind="label", time_period=count.time_period)
    if floor is None:
        return to_frame(rows)
    floor = floor.in_scale(total.unit_mult)
    # "100 million or more" names the smallest size: the half-line's end, not the half-line
    smallest = level(floor)._replace(bounds=Bounds(floor.value, floor.value))
    rows.append(
        derive_one(
            "largest_possible",
            "largest_possible",
            "A11",
            total,
            formulas.largest_possible,
            [level(total), level(count), smallest],
            "{0} - ({1} - 1) * {2}",
            like=total,
        )
    )
    large = next(iter(select(source.own, indicator=LARGE, measure="threshold")), None)
    if large is not None and large.in_scale(total.unit_mult).value > floor.value:
        rows += _large_projects(count, total, floor, large.in_scale(total.unit_mult))
    return to_frame(rows)


def _large_projects(count: Printed, total: Printed, floor: Printed, large: Printed) -> list[Derived]:
    def most(amount: Fraction | float) -> int:
        """Return how many of the projects can have the large size: the others stay at the floor."""
        room = (Fraction(amount) - count.value * floor.value) / (large.value - floor.value)
        return max(0, min(int(count.value), math.floor(room)))

    text = f"floor(({{}} - {count.figure_id} * {floor.figure_id}) / ({large.figure_id} - {floor.figure_id}))"
    made = Derived(
        metric_id=f"{LARGE}.most_possible",
        analysis="A11",
        report_id=total.report_id,
        indicator=LARGE,
        time_period=total.time_period,
        value=Fraction(most(total.value)),
        bounds=Bounds(Fraction(most(total.bounds.lower)), Fraction(most(total.bounds.upper))),
        unit="NB",
        unit_mult=0,
        validity=VALID,
        formula=text.format(total.figure_id),
        inputs=(total.figure_id, count.figure_id, floor.figure_id, large.figure_id),
        words="most_large_projects",
    )
    return [made]


def start_rate_pairs(source: Source) -> pd.DataFrame:
    """A12: which numbers of planned and started projects print as this start rate?

    A percentage of a small whole number is a set, not an interval: every k of n is listed whose ratio rounds
    to the printed rate, up to `largest_project_list` projects.

    Args:
        source: from `read`.

    Returns:
        Columns n (planned), k (started), both Int64, rate (percent, float64) and figure_id, by n, then k;
        empty where no start rate is printed.
    """
    rate = source.find(START_RATE, "rate")
    rows = []
    if rate is not None and rate.comparator == "=" and rate.unit == "PT":
        lower, upper = rate.rate_bounds
        for n in range(1, source.assumptions.largest_project_list + 1):
            first, last = math.ceil(lower * n), min(n, math.floor(upper * n))
            rows += [(n, k, float(Fraction(100 * k, n)), rate.figure_id) for k in range(first, last + 1)]
    frame = pd.DataFrame(rows, columns=["n", "k", "rate", "figure_id"])
    return frame.astype({"n": "Int64", "k": "Int64", "rate": "float64", "figure_id": "str"})


def start_rate(source: Source) -> pd.DataFrame:
    """A12: how few key projects can there be, and how many list lengths fit the start rate?

    Valid: an enumeration (`start_rate_pairs`). A project started is not a project completed.

    Args:
        source: from `read`.

    Returns:
        The metrics frame, two rows where a start rate is printed.
    """
    rate, pairs = source.find(START_RATE, "rate"), start_rate_pairs(source)
    if rate is None or pairs.empty:
        return to_frame([])
    largest = source.assumptions.largest_project_list
    numbers = {"fewest_planned": int(pairs["n"].min()), "possible_lists": int(pairs["n"].nunique())}
    examples = ", ".join(f"{k}/{n}" for n, k in pairs[["n", "k"]].head(4).itertuples(index=False))
    return to_frame(
        Derived(
            metric_id=f"{START_RATE}.{name}",
            analysis="A12",
            report_id=rate.report_id,
            indicator=START_RATE,
            time_period=rate.time_period,
            value=Fraction(number),
            bounds=Bounds(Fraction(number), Fraction(number)),
            unit="NB",
            unit_mult=0,
            validity=VALID,
            formula=f"{_WHAT[name]} n with k/n printed as {rate.figure_id}",
            inputs=(rate.figure_id,),
            words=name,
            parameters=f"largest_project_list={largest}",
            values={
                "zh": {"examples": examples.replace(", ", "、"), "largest": largest},
                "en": {"examples": examples, "largest": largest},
            },
        )
        for name, number in numbers.items()
    )
