"""The formula beside a derived number is the one that gives it: worked as it is written, with the prints."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import pandas as pd
import pytest

import yz_analysis as yz

REPORTS = ["yangzhong-2022h1", "zhenjiang-2022h1", "jiangsu-2022h1", "china-2022h1"]
ID = re.compile(r"[a-z0-9-]+:F\d+")
COUNTED = {"A12", "A15", "A16"}  # an enumeration or a count, told in words


@pytest.fixture(scope="module")
def printed() -> dict[str, Fraction]:
    """Every figure as a number of its unit, the power of ten multiplied out."""
    figures = yz.load_figures().dropna(subset=["value"])
    return {
        row.figure_id: Fraction(str(row.value)) * 10 ** int(row.unit_mult)
        for row in figures.itertuples(index=False)
    }


def worked(row: pd.Series, printed: dict[str, Fraction]) -> Fraction:
    """Evaluate a formula's text over the figures and parameters it names."""
    names = {f"figure_{n}": printed[figure] for n, figure in enumerate(row["inputs"].split())}
    text = row["formula"]
    for n, figure in enumerate(row["inputs"].split()):
        text = re.sub(rf"{re.escape(figure)}(?!\d)", f"figure_{n}", text)
    for given in row["parameters"].split():
        name, _, value = given.partition("=")
        if ".." not in value and value != "unchanged":
            names[name] = Fraction(value)
    exact = re.sub(r"(?<![\w.])\d+", lambda number: f"whole({number.group()})", text)
    return eval(exact, {"whole": Fraction, "floor": math.floor, "__builtins__": {}}, names)


@pytest.mark.parametrize("report", REPORTS)
def test_a_formula_worked_as_it_is_written_gives_the_number_beside_it(report, printed):
    table = yz.derive(report, assumptions={"first_half_share": 0.4})
    told = table[~table["analysis"].isin(COUNTED) & table["value"].notna()]
    told = told[~told["parameters"].str.contains("..", regex=False)]  # a band is not one number
    assert len(told) > 3
    for _, row in told.iterrows():
        value = row["value"] * 10.0 ** row["unit_mult"]
        assert float(worked(row, printed)) == pytest.approx(value, rel=1e-9), row["metric_id"]


@pytest.mark.parametrize("report", REPORTS)
def test_a_formula_names_exactly_the_figures_that_went_in(report):
    table = yz.derive(report)
    for _, row in table[~table["analysis"].isin({"A15", "A16"})].iterrows():
        assert set(ID.findall(row["formula"])) == set(row["inputs"].split()), row["metric_id"]
