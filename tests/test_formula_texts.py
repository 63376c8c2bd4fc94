"""The formula beside a derived number is the one that gives it: worked as it is written, with the prints."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable
from fractions import Fraction

import pandas as pd
import pytest

import yz_analysis as yz
from yz_analysis.figures import metrics

REPORTS = ["yangzhong-2022h1", "zhenjiang-2022h1", "jiangsu-2022h1", "china-2022h1"]
ID = re.compile(r"[a-z0-9-]+:F\d+")
CELL_IS_A_FLOOR = ("largest_possible", "most_possible")  # the size "or more" enters as its least
COUNTED = {"A12", "A15", "A16"}  # an enumeration or a count, told in words


@pytest.fixture(scope="module")
def cells() -> dict[str, list[Fraction]]:
    """Every figure's exact value and the ends of its cell, the power of ten multiplied out."""
    return {
        figure.figure_id: [end * 10**figure.unit_mult for end in (figure.value, *figure.bounds)]
        for figure in metrics.read(REPORTS[0]).everything
        if not any(math.isinf(end) for end in figure.bounds)
    }


def formula(row: pd.Series) -> Callable[..., Fraction]:
    """Return a derived number's formula, made of its text, as a function of the figures it names."""
    figures = row["inputs"].split()
    names = [f"figure_{n}" for n in range(len(figures))]
    text = row["formula"]
    for name, figure in zip(names, figures, strict=True):
        text = re.sub(rf"{re.escape(figure)}(?!\d)", name, text)
    given = dict(pair.split("=") for pair in row["parameters"].split())
    fixed = {name: Fraction(value) for name, value in given.items() if value != "unchanged"}
    exact = re.sub(r"(?<![\w.])\d+", lambda number: f"whole({number.group()})", text)
    known = {"whole": Fraction, "floor": math.floor, "__builtins__": {}, **fixed}
    return lambda *values: eval(exact, known, dict(zip(names, values, strict=True)))


def told(report: str) -> pd.DataFrame:
    """The derived numbers whose formula is arithmetic and whose parameters are numbers, not bands."""
    table = yz.derive(report, assumptions={"first_half_share": 0.4})
    bands = table["parameters"].str.contains("..", regex=False)
    return table[~table["analysis"].isin(COUNTED) & table["value"].notna() & ~bands]


@pytest.mark.parametrize("report", REPORTS)
def test_a_formula_worked_as_it_is_written_gives_the_number_beside_it(report, cells):
    rows = [row for _, row in told(report).iterrows() if set(row["inputs"].split()) <= set(cells)]
    assert len(rows) > 3
    for row in rows:
        value = formula(row)(*(cells[figure][0] for figure in row["inputs"].split()))
        assert float(value) == pytest.approx(row["value"] * 10.0 ** row["unit_mult"], rel=1e-9), row[
            "metric_id"
        ]


@pytest.mark.parametrize("report", REPORTS)
def test_the_bounds_are_the_least_and_the_greatest_over_the_corners_of_the_printed_cells(report, cells):
    table = told(report)
    for _, row in table[table["analysis"].ne("A18")].iterrows():  # A18 moves one cell at a time
        figures = row["inputs"].split()
        if not set(figures) <= set(cells) or row["metric_id"].endswith(CELL_IS_A_FLOOR):
            continue
        every = [
            formula(row)(*corner) for corner in itertools.product(*(cells[figure][1:] for figure in figures))
        ]
        scale = Fraction(10) ** int(row["unit_mult"])
        for found, exact in ((row["lower"], min(every)), (row["upper"], max(every))):
            assert found * float(scale) == pytest.approx(float(exact), rel=1e-12, abs=1e-12), row["metric_id"]
        assert Fraction(row["lower"]) * scale <= min(every)
        assert Fraction(row["upper"]) * scale >= max(every)


@pytest.mark.parametrize("report", REPORTS)
def test_a_formula_names_exactly_the_figures_that_went_in(report):
    table = yz.derive(report)
    for _, row in table[~table["analysis"].isin({"A15", "A16"})].iterrows():
        assert set(ID.findall(row["formula"])) == set(row["inputs"].split()), row["metric_id"]
