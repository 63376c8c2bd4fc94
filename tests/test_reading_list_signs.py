"""A fall said once holds for every value of its list, and a bracket or a sentence ends it."""

from __future__ import annotations

import pytest

from yz_analysis.reading import read


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("甲业、乙业、丙业产值分别下降8%、4%、2%。", ["-8", "-4", "-2"]),
        ("甲业、乙业、丙业产值分别下降8%、下降4%、上升2%。", ["-8", "-4", "2"]),
        ("三次产业增加值分别增长3%、-4%、5%。", ["3", "-4", "5"]),
        ("甲业、乙业产值分别增长8%、4%。", ["8", "4"]),
    ],
)
def test_each_value_of_a_list_has_the_sign_of_its_verb(text: str, values: list[str]) -> None:
    found = read(text)
    assert [str(figure.value) for figure in found] == values
    assert [figure.direction for figure in found] == ["down" if v[0] == "-" else "up" for v in values]


@pytest.mark.parametrize(
    ("text", "value", "direction"),
    [
        ("出口下降3%，收窄2个百分点。", "2", "up"),
        ("出口下降3%，扩大2个百分点。", "-2", "down"),
        ("出口降幅为3%，收窄2个百分点。", "2", "up"),
        ("出口增长3%，收窄2个百分点。", "-2", "down"),
        ("出口下降3%，比全省高2个百分点。", "2", "up"),
        ("利率下调了0.2个百分点。", "-0.2", "down"),
        ("审批时间压缩了3天。", "-3", "down"),
        ("营业时间延长了2小时。", "2", "up"),
    ],
)
def test_a_change_has_the_sign_of_what_it_does_to_the_rate(text: str, value: str, direction: str) -> None:
    figure = read(text)[-1]
    assert (str(figure.value), figure.direction) == (value, direction)


def test_a_bound_behind_a_list_leaves_its_range_alone() -> None:
    found = read("城乡居民收入增长5%—6%、7%以上。")
    assert [figure.qualifier for figure in found] == ["range_lo", "range_hi", "ge"]


@pytest.mark.parametrize(
    ("text", "bound", "noun"),
    [("3天内办结。", "le", "办结"), ("500公里内河航道。", "", "内河航道"), ("3年内建成。", "le", "建成")],
)
def test_within_is_a_bound_unless_it_begins_a_noun(text: str, bound: str, noun: str) -> None:
    [figure] = read(text)
    assert (figure.qualifier, figure.indicator) == (bound, noun)
