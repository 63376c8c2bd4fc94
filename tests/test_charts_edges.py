"""Charts of reports nobody has printed yet: open ends, falls, zeros, long and hostile names, nothing."""

from __future__ import annotations

import importlib
import itertools
import math
from collections.abc import Iterator
from typing import Any

import chart_reading as reading
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis import load_figures
from yz_analysis.errors import YzAnalysisError
from yz_analysis.figures import charts, style
from yz_analysis.figures.charts import common, plot, report
from yz_analysis.figures.charts.plot import Mark
from yz_analysis.figures.display import Cell, Chart, Prose
from yz_analysis.figures.metrics import read
from yz_analysis.figures.palette import PALETTE

MAIN = "yangzhong-2022h1"
bases_module = importlib.import_module("yz_analysis.figures.charts.bases")  # its name is the function's
NAMES = [
    "地区生产总值",
    "GDP",
    "Value added of industrial enterprises above designated size, all of them",
    "一" * 40,
]


def changed(**by_figure: dict[str, object]) -> pd.DataFrame:
    """Return the dataset with some fields of the first report's figures changed."""
    figures = load_figures().copy()
    for figure, fields in by_figure.items():
        here = figures["figure_id"].eq(f"{MAIN}:{figure}")
        assert here.sum() == 1
        for name, value in fields.items():
            figures.loc[here, name] = value
    return figures


def drawn(name: str, figures: pd.DataFrame, language: str = "en") -> Chart:
    shown = getattr(charts, name)(read(MAIN, figures=figures), language)
    assert isinstance(shown, Chart)
    assert reading.overlaps(shown.svg) == []
    assert reading.outside(shown.svg) == []
    return shown


def texts(chart: Chart) -> str:
    return "\n".join(item.text for item in reading.words(chart.svg))


@pytest.fixture
def figure_id() -> Iterator[Any]:
    """Find a figure of the first report by indicator and measure."""
    rows = load_figures(MAIN)

    def find(indicator: str, measure: str, kind: str = "actual") -> str:
        here = rows["indicator"].eq(indicator) & rows["measure"].eq(measure) & rows["kind"].eq(kind)
        return str(rows.loc[here, "figure_id"].iloc[0]).partition(":")[2]

    yield find


def test_a_growth_of_more_than_a_number_is_drawn_open(figure_id: Any) -> None:
    growth = figure_id("gdp", "growth")
    chart = drawn("headline_growth", changed(**{growth: {"comparator": ">"}}))
    assert "[3.0, ∞)" in texts(chart)


def test_a_fall_is_drawn_left_of_zero_with_a_true_minus(figure_id: Any) -> None:
    growth = figure_id("gdp", "growth")
    chart = drawn("headline_growth", changed(**{growth: {"value": -3.0, "value_printed": "-3"}}))
    assert "−3%" in texts(chart)
    assert "[−3.5, −2.5]" in texts(chart)
    lines = [path for path in reading.paths(chart.svg, stroke=PALETTE["blue"]) if len(path) == 2]
    fall, rise = lines[:2]  # from zero to the mark
    zero = fall[0][0]
    assert zero == rise[0][0]
    assert fall[1][0] < zero < rise[1][0]


def test_no_growth_at_all_still_has_a_base(figure_id: Any) -> None:
    growth = figure_id("industrial_taxable_sales", "growth")
    chart = drawn("bases", changed(**{growth: {"value": 0.0, "value_printed": "0", "decimals": 0}}))
    row = next(row for row in chart.data.rows if row[0] == "Industrial taxable sales")
    assert isinstance(row[3], Cell)
    assert row[3].text == "52.27"  # 522.69 with the digits that a growth of 0 without a decimal pins down


def test_very_wide_bounds_are_cut_inside_the_picture(figure_id: Any) -> None:
    growth = figure_id("industrial_taxable_sales", "growth")
    fields = {"value": 0.1, "value_printed": "0", "decimals": 0}
    drawn("bases", changed(**{growth: fields}))
    row = bases_module._Row(Mark("x", 100, 0, 200, "", ""), Mark("x", 101, 101, 101, "", ""), "")
    assert bases_module._end(row, 0) == -bases_module._WIDEST
    assert bases_module._end(row, 200) == 1 + bases_module._WIDEST
    assert bases_module._end(row, 101) == 1


def test_a_target_already_met_fills_its_bar(figure_id: Any) -> None:
    target = figure_id("industrial_taxable_sales", "level", "target")
    chart = drawn("target_bars", changed(**{target: {"value": 500.0, "value_printed": "500"}}))
    assert "104.54%" in texts(chart)
    assert "the target's number is reached" in texts(chart)
    done = reading.paths(chart.svg, fill=PALETTE["blue_tint"])[0]
    frame = max(x for x, _ in done)
    assert frame <= 432


def test_a_target_nearly_unreached_keeps_its_words_inside(figure_id: Any) -> None:
    target = figure_id("industrial_taxable_sales", "level", "target")
    chart = drawn("target_bars", changed(**{target: {"value": 60000.0, "value_printed": "60000"}}))
    assert "0.87%" in texts(chart)


def test_a_far_break_even_widens_the_curve_to_hold_it(figure_id: Any) -> None:
    target = figure_id("industrial_taxable_sales", "level", "target")
    for value in ("2600", "620"):
        fields = {"value": float(value), "value_printed": value}
        chart = drawn("required_growth", changed(**{target: fields}))
        shares = [float(str(row[0])) for row in chart.data.rows]
        even = 100 * 522.69 / float(value)
        assert shares[0] < even < shares[-1]


def test_an_empty_report_gets_a_sentence_for_every_chart() -> None:
    figures = load_figures()
    figures = figures[~figures["report_id"].eq(MAIN) | figures["kind"].eq("label")]
    for name in charts.__all__:
        shown = getattr(charts, name)(read(MAIN, figures=figures), "en")
        if name in ("completeness", "evidence_map"):
            continue  # labels have places, and the usual indicators a row
        assert isinstance(shown, Prose), name
        assert "Yangzhong" in str(shown)


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "a & b", "$x^2$", '"><img src=x>', "]]>", "%(x)s {y}"]
)
def test_a_hostile_name_is_drawn_as_text(monkeypatch: pytest.MonkeyPatch, hostile: str) -> None:
    monkeypatch.setattr(common, "short_name", lambda indicator, language: hostile)
    shown = charts.headline_growth(read(MAIN), "en")
    assert isinstance(shown, Chart)
    assert hostile in texts(shown) or hostile.split()[0] in texts(shown)
    elements = {reading.root(shown.svg).tag} | {e.tag for e in reading.root(shown.svg).iter()}
    assert not [tag for tag in elements if tag.endswith(("script", "img"))]
    assert hostile in shown.alt


def test_a_name_the_font_cannot_draw_stops_the_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "short_name", lambda indicator, language: "GDP \U0001f4c8")
    with pytest.raises(YzAnalysisError, match=r"chart 'chart-headline-growth'.*U\+1F4C8"):
        charts.headline_growth(read(MAIN), "en")


def test_no_chart_opens_a_pyplot_figure() -> None:
    charts.scenario_heatmap(read(MAIN), "en")  # seaborn draws this one
    charts.wedge(read(MAIN), "en")
    assert plt.get_fignums() == []


def marks(labels: list[str]) -> list[Mark]:
    return [Mark(label, 1, 0, 2, "1", "[0, 2]", detail="basis") for label in labels]


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
def test_rows_lie_one_below_the_other_each_with_room_for_its_lines(labels: list[str]) -> None:
    rows = marks(labels)
    at = plot.places(rows)
    total = plot.rows_height(rows) * style.POINTS
    unit = plot._LEAST + plot._AIR
    assert at == sorted(at)
    tops = [-0.5, *((a + b) / 2 for a, b in itertools.pairwise(at))]
    assert all(top < middle for top, middle in zip(tops, at, strict=True))
    assert at[-1] * unit < total
    for row, (before, after) in zip(rows, itertools.pairwise(at), strict=False):
        lines, small = plot._lines(row)
        assert (after - before) * unit >= (plot._LINE * len(lines) + plot._SMALL_LINE * len(small)) / 2


def test_rows_of_equal_height_stand_at_whole_numbers() -> None:
    assert plot.places(marks(["a", "b", "c"])) == [0, 1, 2]


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=5))
def test_an_axis_holds_every_mark_and_zero(values: list[float]) -> None:
    rows = [Mark("x", value, value - 1, math.inf, "", "") for value in values]
    low, high = plot.span(rows)
    assert low <= min(0, min(values) - 1)
    assert high >= max(0, max(values))
    assert low < high


@given(st.integers(0, 3000), st.integers(1, 400))
def test_the_pieces_of_a_span_are_its_characters_row_by_row(start: int, length: int) -> None:
    covered = [
        row * report._ROW + place
        for row, first, last in report._pieces(start, start + length)
        for place in range(first, last)
    ]
    assert covered == list(range(start, start + length))
