"""The codes of SDMX for rows of the dataset, and the figures that no key tells apart."""

from __future__ import annotations

import pandas as pd
import pytest
from metric_samples import figures, growth

from yz_analysis.publishing.export.sdmx import DIMENSIONS, observations, told_apart

SALES = {"indicator": "industrial_taxable_sales"}


def one(**changes: object) -> pd.Series:
    return observations(figures({"value": "301.5", **changes})).iloc[0]


def test_a_level_and_its_growth_have_the_codes_of_the_standard() -> None:
    level, rate = one(), one(**growth("3", price_basis="constant"))
    names = [
        "FREQ",
        "INDICATOR",
        "MEASURE",
        "TRANSFORMATION",
        "PRICE_BASE",
        "OBS_KIND",
        "UNIT_MEASURE",
        "UNIT_MULT",
    ]
    assert level[names].tolist() == ["S", "GDP", "LEVEL", "N", "V", "ACT", "CNY", 8]
    assert rate[names].tolist() == ["S", "GDP", "GROWTH", "G1Y", "Q", "ACT", "PT", 0]
    assert level[["OBS_VALUE", "DECIMALS", "COMPARATOR", "OBS_STATUS", "FIGURE_ID"]].tolist() == [
        *(301.5, 1, "EQ", "A", "here-2022h1:F001"),
    ]
    assert level[["LOWER_BOUND", "UPPER_BOUND"]].tolist() == pytest.approx([301.45, 301.55])


@pytest.mark.parametrize(
    ("kind", "code"), [("target", "TGT"), ("event", "EVT"), ("rank", "RNK"), ("claim", "CLM")]
)
def test_what_is_no_result_has_a_kind_of_its_own(kind: str, code: str) -> None:
    assert one(kind=kind)["OBS_KIND"] == code


@pytest.mark.parametrize(
    ("comparator", "code"),
    [("=", "EQ"), (">", "GT"), (">=", "GE"), ("<", "LT"), ("<=", "LE"), ("~", "APPROX")],
)
def test_a_comparator_has_its_code(comparator: str, code: str) -> None:
    assert one(comparator=comparator)["COMPARATOR"] == code


def test_a_label_is_no_observation_and_a_repetition_none_of_its_own() -> None:
    rows = figures(
        {"value": "1"}, {"value": "5", "kind": "label"}, {"value": "1", "duplicate_of": "here-2022h1:F001"}
    )
    assert observations(rows)["FIGURE_ID"].tolist() == ["here-2022h1:F001"]


@pytest.mark.parametrize(
    "alike",
    [
        [{"value": "5"}, {"value": "7", "unit": "USD"}],
        [{"value": "5", "comparator": ">"}, {"value": "5.2"}],
        [{"indicator": "unclassified", "value": "3"}, {"indicator": "unclassified", "value": "4"}],
    ],
)
def test_figures_that_no_key_tells_apart_are_all_left_out_and_the_others_stay(alike: list[dict]) -> None:
    rows = figures(
        *alike, {**SALES, "value": "9"}, {**SALES, "value": "9", "kind": "target", "time_period": "2022"}
    )
    left = observations(told_apart(rows))
    assert set(left["FIGURE_ID"]) == {"here-2022h1:F003", "here-2022h1:F004"}
    assert not left.duplicated(list(DIMENSIONS)).any()


def test_a_repetition_takes_no_place_from_the_figure_it_repeats() -> None:
    rows = figures({"value": "1"}, {"value": "1", "duplicate_of": "here-2022h1:F001"})
    assert len(observations(told_apart(rows))) == 1
