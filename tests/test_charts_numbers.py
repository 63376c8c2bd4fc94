"""What the charts draw is what the numbers say: places on the axis, widths of bounds, counts of marks."""

from __future__ import annotations

from functools import cache

import chart_reading as reading
import pytest

from yz_analysis.figures import charts, tables, told
from yz_analysis.figures.display import Cell, Chart, Prose, Table
from yz_analysis.figures.formats import MINUS
from yz_analysis.figures.metrics import (
    completeness,
    read,
    required_growth_curve,
    required_rest,
    scenario_grid,
    sensitivity,
    start_rate_pairs,
)
from yz_analysis.figures.palette import HEAT, PALETTE
from yz_analysis.words import LANGUAGES

MAIN = "yangzhong-2022h1"


@cache
def chart(name: str, precision: str = "literal", language: str = "zh", **assumptions: float) -> Chart:
    shown = getattr(charts, name)(read(MAIN, precision=precision, assumptions=assumptions), language)
    assert isinstance(shown, Chart)
    return shown


def number(text: str) -> float:
    return float(text.replace(MINUS, "-").replace(",", ""))


class Axis:
    """The x axis of a chart, read back from its tick labels."""

    def __init__(self, svg: str) -> None:
        ticks: dict[float, list[tuple[float, float]]] = {}
        for item in reading.words(svg):
            try:
                value = number(item.text)
            except ValueError:
                continue
            if item.colour == PALETTE["muted"]:
                ticks.setdefault(item.bottom, []).append(((item.left + item.right) / 2, value))
        (x1, v1), *_, (x2, v2) = max(ticks.values(), key=len)
        self.slope = (v2 - v1) / (x2 - x1)
        self.start = v1 - self.slope * x1

    def value(self, x: float) -> float:
        return self.start + self.slope * x


def bands(shown: Chart, colour: str) -> list[tuple[float, float]]:
    """Return the ends of each band of bounds in a colour, in the units of the x axis."""
    axis = Axis(shown.svg)
    found = reading.paths(shown.svg, stroke=PALETTE[colour], stroke_width="5")
    return [(axis.value(points[0][0]), axis.value(points[-1][0])) for points in found]


def test_the_bounds_of_growth_are_drawn_as_wide_as_they_are() -> None:
    real, nominal = bands(chart("headline_growth"), "blue"), bands(chart("headline_growth"), "ochre")
    assert real[0] == pytest.approx((2.5, 3.5), abs=0.02)
    assert real[1] == pytest.approx((6.55, 6.65), abs=0.02)
    assert nominal[0] == pytest.approx((15.65, 15.75), abs=0.02)
    assert len(real) + len(nominal) == 6


def test_the_house_policy_narrows_whole_growth_rates_only() -> None:
    real = bands(chart("headline_growth", "house"), "blue")
    assert real[0] == pytest.approx((2.95, 3.05), abs=0.02)
    assert real[1] == pytest.approx((6.55, 6.65), abs=0.02)
    assert chart("headline_growth", "house").source != chart("headline_growth").source


def test_growth_stands_as_printed_with_its_basis() -> None:
    rows = chart("headline_growth", language="en").data.rows
    values = [row[2] for row in rows]
    assert [cell.text for cell in values if isinstance(cell, Cell)] == [
        "3%",
        "15.7%",
        "15.9%",
        "6.6%",
        "4.4%",
        "5.3%",
    ]
    assert next(cell.quote for cell in values if isinstance(cell, Cell)) == "3%"
    assert rows[0][1] == "constant prices (real)"
    assert rows[1][1] == "current prices (nominal)"


def test_implied_bases_carry_class_caveat_and_outward_bounds() -> None:
    rows = {row[0]: row for row in chart("bases", language="en").data.rows}
    base = rows["GDP"][3]
    assert isinstance(base, Cell)
    assert base.validity == "indicative"
    assert base.caveat
    # 301.45/1.035 and 301.55/1.025, in billions
    assert rows["GDP"][4] == "[29.12, 29.42]"
    sales = rows["Industrial taxable sales"]
    assert isinstance(sales[3], Cell)
    assert sales[3].validity == "valid"
    assert sales[3].text == "45.176"


@pytest.mark.parametrize("language", LANGUAGES)
def test_monthly_paces_and_swings_have_the_digits_of_their_tables(language: str) -> None:
    source = read(MAIN)
    paces = {
        told.value_text(row, language)
        for row in told.each(required_rest(source))
        if row.metric_id
        in ("industrial_taxable_sales.monthly_so_far", "industrial_taxable_sales.required_monthly")
    }
    drawn = " ".join(words.text for words in reading.words(chart("target_bars", language=language).svg))
    assert len(paces) == 2
    assert all(pace in drawn for pace in paces), drawn
    swings = tables.sensitivity(source, language)
    assert isinstance(swings, Table)
    drawn = [words.text for words in reading.words(chart("tornado", language=language).svg)]
    for row in swings.rows:
        assert {row[2], row[3]} <= set(drawn)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", ["yangzhong-2022h1", "china-2022h1", "zhenjiang-2022h1", "zhenjiang-2019"])
def test_the_chart_of_bases_writes_the_digits_of_its_table(report: str, language: str) -> None:
    source = read(report)
    drawn = charts.bases(source, language)
    if isinstance(drawn, Prose):
        assert isinstance(tables.bases(source, language), Prose)
        return
    listed = tables.bases(source, language)
    assert isinstance(listed, Table)
    written = {(cell.text, row[2]) for row in listed.rows if isinstance(cell := row[1], Cell)}
    assert drawn.data is not None
    for row in drawn.data.rows:
        assert isinstance(row[3], Cell)
        assert (row[3].text, row[4]) in written


def test_a_base_of_real_growth_is_drawn_hollow() -> None:
    svg = chart("bases").svg
    hollow = [e for e in reading.root(svg).iter(f"{reading.SVG}use") if e.get("fill") == PALETTE["paper"]]
    assert len(hollow) == 2  # GDP and value added
    assert {e.get("stroke") for e in hollow} == {PALETTE["purple"]}


def test_the_bar_of_a_target_is_cut_where_progress_says() -> None:
    shown = chart("target_bars")
    axis = Axis(shown.svg)
    done = reading.paths(shown.svg, fill=PALETTE["blue_tint"])
    assert len(done) == 1
    assert axis.value(max(x for x, _ in done[0])) == pytest.approx(52269 / 1200, abs=0.05)
    rest = reading.paths(shown.svg, fill=PALETTE["vermilion_tint"])[0]
    assert axis.value(max(x for x, _ in rest)) == pytest.approx(100, abs=0.05)


def test_a_related_count_is_indicative_and_told_as_related() -> None:
    shown = chart("target_bars", language="en")
    row = next(row for row in shown.data.rows if str(row[0]).startswith("Industrial projects"))
    assert isinstance(row[3], Cell)
    assert (row[3].text, row[3].validity) == ("at most 66.67%", "indicative")
    assert row[3].caveat
    assert isinstance(row[2], Cell)
    assert "related" in row[2].text
    bar = reading.paths(shown.svg, fill=PALETTE["purple_tint"])[0]
    assert Axis(shown.svg).value(max(x for x, _ in bar)) == pytest.approx(200 / 3, abs=0.05)


def test_a_share_that_is_only_the_highest_possible_says_so() -> None:
    text = " ".join(item.text for item in reading.words(chart("required_growth", language="en").svg))
    assert "45.18%, the most that" in text
    assert "yangzhong-2021:" in " ".join(chart("required_growth").figures)


def test_a_target_without_an_actual_says_so_and_shows_no_progress() -> None:
    rows = {row[0]: row for row in chart("target_bars", language="en").data.rows}
    revenue = rows["Public budget revenue"]
    assert isinstance(revenue[1], Cell)
    assert revenue[1].text == "target: more than CNY 4 billion"
    assert isinstance(revenue[2], Cell)
    assert "no actual is printed" in revenue[2].text
    assert isinstance(revenue[3], Cell)
    assert revenue[3].text == ""


def test_the_curve_passes_through_the_break_even_at_the_first_halfs_growth() -> None:
    shown = chart("required_growth", language="en")
    assert "43.6%" in shown.alt
    assert "15.7%" in shown.alt
    curve = required_growth_curve(read(MAIN), "industrial_taxable_sales", [0.435575])
    assert curve["value"].item() == pytest.approx(15.7)


def test_a_stated_share_moves_the_mark_and_is_named() -> None:
    shown = chart("required_growth", language="en", first_half_share=0.5)
    text = " ".join(item.text for item in reading.words(shown.svg))
    assert "stated 50%" in text
    assert "49.93%" in text  # 1.157 · (1200/522.69 − 1) − 1


def test_the_tornado_puts_the_longest_bar_on_top_with_its_ends() -> None:
    shown = chart("tornado")
    bars = reading.paths(shown.svg, fill=PALETTE["purple_tint"])
    widths = [max(x for x, _ in bar) - min(x for x, _ in bar) for bar in bars]
    tops = [min(y for _, y in bar) for bar in bars]
    assert widths == sorted(widths, reverse=True)
    assert tops == sorted(tops)
    axis, rows = Axis(shown.svg), sensitivity(read(MAIN))
    share = rows[rows["metric_id"].str.endswith("sensitivity.share")]
    assert axis.value(min(x for x, _ in bars[0])) == pytest.approx(share["lower"].item(), abs=0.2)
    assert axis.value(max(x for x, _ in bars[0])) == pytest.approx(share["upper"].item(), abs=0.2)


def test_each_scenario_is_a_cell_in_the_class_of_its_number() -> None:
    shown = chart("scenario_heatmap")
    grid = scenario_grid(read(MAIN), "industrial_taxable_sales")
    counts = {name: len(reading.paths(shown.svg, fill=PALETTE[name])) for name in HEAT}
    assert sum(counts.values()) == len(grid)
    assert sum(counts[name] for name in HEAT if name.startswith("over")) == (grid["of_target"] >= 100).sum()
    assert sum(len(row) - 1 for row in shown.data.rows) == len(grid)


def test_the_assumptions_set_the_range_of_the_heat_map() -> None:
    rows = chart("scenario_heatmap", second_half_growth_low=10.0, second_half_growth_high=22.0).data.rows
    assert (rows[0][0], rows[-1][0]) == ("22.0", "10.0")


def test_the_wedge_is_not_the_difference_of_the_rates() -> None:
    shown = chart("wedge", language="en")
    gap = shown.data.rows[-1][2]
    assert isinstance(gap, Cell)
    assert gap.text == "+8.72%"  # 1.159/1.066 − 1, not 9.3
    assert gap.validity == "conditional"
    assert "not an inflation rate" in shown.alt


def test_the_literal_reading_of_the_contribution_contains_the_house_one() -> None:
    rows = chart("contribution").data.rows
    ends = [tuple(number(end) for end in row[3][1:-1].split(", ")) for row in rows if isinstance(row[3], str)]
    for literal, house in zip(ends[::2], ends[1::2], strict=True):
        assert literal[0] <= house[0] + 1e-9
        assert house[1] <= literal[1] + 1e-9
    assert len(rows) == 6


def test_every_possible_pair_is_a_lollipop() -> None:
    shown = chart("start_rates")
    pairs = start_rate_pairs(read(MAIN))
    drawn = {(int(str(row[0])), int(str(row[1]))) for row in shown.data.rows}
    assert drawn == {(int(n), int(k)) for n, k in pairs[["n", "k"]].itertuples(index=False)}
    assert (15, 13) in drawn
    assert len(reading.paths(shown.svg, stroke=PALETTE["blue_tint"])) == len(pairs)


def test_the_matrix_has_a_filled_square_for_each_printed_cell() -> None:
    table = completeness(read(MAIN))
    svg = chart("completeness").svg
    squares = [e for e in reading.root(svg).iter(f"{reading.SVG}use") if e.get("fill") == PALETTE["blue"]]
    hollow = [e for e in reading.root(svg).iter(f"{reading.SVG}use") if e.get("fill") == PALETTE["paper"]]
    assert len(squares) == table["printed"].sum()
    assert len(squares) + len(hollow) == 4 * len(table)


def test_only_growth_on_the_same_basis_and_period_stands_together() -> None:
    rows = chart("growth_against_parents", language="en").data.rows
    gdp = [
        (row[0], row[2].text) for row in rows if isinstance(row[2], Cell) and str(row[1]).startswith("GDP,")
    ]
    assert gdp[:4] == [("Yangzhong", "3%"), ("Zhenjiang", "1.8%"), ("Jiangsu", "1.6%"), ("China", "2.5%")]
    assert all("constant" in str(row[1]) for row in rows if str(row[1]).startswith("GDP,"))
