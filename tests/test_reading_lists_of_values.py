"""Lists: names that several values share out between them, gaps and falls whose verb is printed once."""

from __future__ import annotations

from decimal import Decimal

import pytest
import series
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.reading import read
from yz_analysis.reading.lists import summed_up
from yz_analysis.reading.phrases import split_subject


def _values(text: str) -> list[str]:
    return [str(figure.value) for figure in read(text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("投资增速低于全国1.3个百分点、全省0.7个百分点。", ["-1.3", "-0.7"]),
        ("投资增速低于全国1.3个百分点，全省0.7个百分点。", ["-1.3", "-0.7"]),
        ("投资增速低于全国1.3个百分点、全省平均水平0.7个百分点。", ["-1.3", "-0.7"]),
        ("投资增速低于全国1.3个百分点和湖溪县0.7个百分点。", ["-1.3", "-0.7"]),
        ("投资增速比全国低2个百分点、比全省高0.3个百分点。", ["-2", "0.3"]),
        ("投资增速低于全国1.3个百分点，高于全省0.7个百分点。", ["-1.3", "0.7"]),
        ("投资增速高于全国1.3个百分点、全省0.7个百分点。", ["1.3", "0.7"]),
        ("失业率下降1.3个百分点，就业率提高0.7个百分点。", ["-1.3", "0.7"]),
    ],
)
def test_a_gap_whose_verb_is_printed_once_has_the_sign_of_the_one_before(
    text: str, values: list[str]
) -> None:
    figures = read(text)
    assert [str(figure.value) for figure in figures] == values
    assert [figure.direction for figure in figures] == ["down" if v[0] == "-" else "up" for v in values]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("东河市下降6%、青川县7%。", ["-6", "-7"]),
        ("出口下降6%、进口7%和消费8%。", ["-6", "-7", "-8"]),
        ("出口下降6%、进口增长7%。", ["-6", "7"]),
        ("出口增长6%、进口7%。", ["6", "7"]),
        ("出口下降6%，进口增速为7%。", ["-6", "7"]),
        ("出口增速为-6%、进口7%。", ["-6", "7"]),  # no fall is said, the minus is the number's own
    ],
)
def test_a_fall_whose_verb_is_printed_once_holds_for_the_list(text: str, values: list[str]) -> None:
    assert _values(text) == values


@given(
    st.lists(st.tuples(st.sampled_from(["低于", "高于"]), st.integers(1, 99)), min_size=1, max_size=4),
)
def test_every_gap_with_a_verb_of_its_own_has_its_own_sign(gaps: list[tuple[str, int]]) -> None:
    text = "投资增速" + "，".join(f"{verb}全国{tenths / 10}个百分点" for verb, tenths in gaps) + "。"
    signs = {"低于": -1, "高于": 1}
    assert [f.value for f in read(text)] == [signs[verb] * Decimal(str(n / 10)) for verb, n in gaps]


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("电子和机械产值", ["电子产值", "机械产值"]),
        ("电子及机械产值", ["电子产值", "机械产值"]),
        ("电子与机械产值", ["电子产值", "机械产值"]),
        ("电子以及机械产值", ["电子产值", "机械产值"]),
        ("电子，机械产值", ["电子产值", "机械产值"]),
        ("电子产值、机械增加值", ["电子产值", "机械增加值"]),
        ("普惠贷款、涉农贷款余额", ["普惠贷款", "涉农贷款余额"]),
        ("普及率和覆盖率", ["普及率", "覆盖率"]),
        ("存贷款余额", ["存款余额", "贷款余额"]),
        ("本外币存款", ["本币存款", "外币存款"]),
        ("第一、二产业投资", ["第一产业投资", "第二产业投资"]),
        ("城乡居民收入、城镇居民支出", ["城乡居民收入", "城镇居民支出"]),  # two names already
        ("电子、机械两大支柱产业产值", ["电子产值", "机械产值"]),
        ("电子和机械分别", ["电子", "机械"]),
        ("电子、机械等行业", ["电子", "机械"]),
    ],
)
def test_two_values_share_out_a_joint_name(name: str, names: list[str]) -> None:
    assert split_subject(name, 2) == names


@pytest.mark.parametrize(
    ("name", "count"),
    [("三次产业增加值", 2), ("出口", 1), ("进出口", 3), ("电子、机械及其他产值", 3), ("甲" * 401, 2)],
)
def test_a_name_is_not_shared_out_between_another_number_of_values(name: str, count: int) -> None:
    assert split_subject(name, count) is None


@given(st.lists(st.sampled_from("甲乙丙丁戊己庚辛壬癸"), min_size=2, max_size=45))
def test_a_list_of_names_divides_into_its_names_up_to_a_bound(names: list[str]) -> None:
    assert split_subject("、".join(names), len(names)) == (names if len(names) <= 40 else None)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("粮食、油料产量分别为12、3万吨。", ["粮食产量", "油料产量"]),
        ("一二三产业分别增长2%、3%和4%。", ["第一产业", "第二产业", "第三产业"]),
        ("PM2.5、PM10浓度分别下降6%和7%。", ["PM2.5", "PM10", "PM2.5浓度", "PM10浓度"]),
        ("出口3亿元，进口4亿元，分别增长6%和7%。", ["出口", "进口"] * 2),
        ("电子、机械等势头较好，营业收入分别增长6%和7%。", ["电子营业收入", "机械营业收入"]),
        ("电子、机械两个行业产值分别增长6%和7%。", ["行业", "电子产值", "机械产值"]),
        ("甲县、乙县、丙县分别完成投资3亿元、4亿元和5亿元。", ["甲县投资", "乙县投资", "丙县投资"]),
        (
            "工业投资、技改投资和民间投资分别增长6%、7%和8%，分别快于投资1、2和3个百分点。",
            ["工业投资", "技改投资", "民间投资"] * 2,
        ),
        ("投资增长6%，投资增速分别比一季度、上年提高1和2个百分点。", ["投资", "投资增速", "投资增速"]),
    ],
)
def test_each_value_of_a_list_has_the_name_that_is_its_own(text: str, names: list[str]) -> None:
    assert series.names(text) == names


def test_values_that_find_no_names_are_told_unless_they_are_gaps() -> None:
    assert {f.flags for f in read("比例分别为12%和14%。")} == {"count_mismatch"}
    assert {f.flags for f in read("投资增速分别低于全国、全省2.3个和0.3个百分点。")} == {""}


def test_a_list_of_levels_keeps_its_amounts_and_the_growths_after_it_their_names() -> None:
    text = "粮食产量12万吨、油料产量3万吨、蔬菜产量8万吨，分别增长1%、2%和3%。"
    figures = read(text)
    assert [f.indicator_id for f in figures] == ["grain_output", "oilseed_output", "vegetable_output"] * 2
    assert [f.role for f in figures] == ["level"] * 3 + ["growth"] * 3


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("出口增长104%，翻了一番多。", ["growth", "multiple"]),
        ("投资增长6%，增长1.2倍。", ["growth", "multiple"]),
        ("失业率、居民消费价格涨幅分别控制在4.5%、3%以内。", ["level", "growth"]),
        ("居全省第一、第三位。", ["rank", "rank"]),
    ],
)
def test_the_values_of_a_list_need_not_be_of_one_role(text: str, roles: list[str]) -> None:
    assert [f.role for f in read(text)] == roles


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("新引进甲乙光电、丙丁机械、戊己钛业、庚辛电子等项目", "新引进项目"),
        ("甲乙光电、丙丁机械、戊己钛业、庚辛电子公司等企业", "企业"),
        ("新引进甲光电、乙机械、丙钛业等项目", "新引进甲光电、乙机械、丙钛业等项目"),
        (
            "粮食作物、油料作物、蔬菜作物等经济作物播种总面积",
            "粮食作物、油料作物、蔬菜作物等经济作物播种总面积",
        ),
    ],
)
def test_only_a_long_list_of_examples_is_left_out_of_a_name(name: str, short: str) -> None:
    assert summed_up(name) == short
