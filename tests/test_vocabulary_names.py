"""The vocabulary tells names apart that look alike, and leads the names of one thing to one indicator."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter

import pytest
from vocabulary import ROOT, phrases_of, rows_of

CONTEXT = ROOT.parent / "shared" / "context" / "context.csv"


@pytest.fixture(scope="module")
def by_phrase(indicators: list[dict[str, str]]) -> dict[str, str]:
    return {normalised(phrase): row["indicator"] for row in indicators for phrase in phrases_of(row)}


# Names that look alike and mean different things: each pair must stay two indicators.
KEPT_APART = [
    ("城镇登记失业率", "城镇调查失业率"),
    ("规上工业增加值", "工业增加值"),
    ("规上工业总产值", "工业总产值"),
    ("工业应税销售", "工业开票销售"),
    ("常住人口", "户籍人口"),
    ("常住人口城镇化率", "户籍人口城镇化率"),
    ("一般公共预算收入", "财政总收入"),
    ("一般公共预算收入", "地方财政收入"),
    ("社会消费品零售总额", "限额以上社会消费品零售额"),
    ("实际使用外资", "合同外资"),
    ("农村居民人均可支配收入", "农村居民人均纯收入"),
    ("城镇居民人均可支配收入", "居民人均可支配收入"),
    ("金融机构本外币各项存款余额", "人民币存款余额"),
    ("高新技术企业", "新增高新技术企业"),
    ("高技术制造业增加值", "高新技术产业产值"),
    ("发明专利拥有量", "每万人发明专利拥有量"),
    ("研发投入", "研发投入强度"),
    ("第一产业增加值", "农林牧渔业增加值"),
    ("PM2.5", "空气质量优良天数"),
    ("汽车保有量", "机动车保有量"),
    ("医院床位", "医疗卫生机构床位"),
    ("签约亿元以上项目", "招引亿元以上产业项目"),
    ("固定资产投资（不含农户）", "全社会固定资产投资"),
    ("居民消费价格", "城市居民消费价格"),
    ("能源消费总量", "规模以上工业综合能源消费量"),
]

SAME_THING = [
    ("GDP", "地区生产总值", "国内生产总值", "生产总值", "经济总量"),
    ("规上工业增加值", "规模以上工业增加值", "规模工业增加值"),
    ("规上工业总产值", "规模以上工业产值", "规模以上工业总产值"),
    ("一般公共预算收入", "公共财政预算收入", "地方一般公共预算收入"),
    ("社零总额", "社会消费品零售总额"),
    ("固定资产投资", "固定资产投资（不含农户）", "固定资产投资额"),
    ("进出口总额", "外贸进出口总值", "货物进出口"),
    ("实际使用外资", "实际利用外商直接投资", "实际到账外资"),
    ("居民消费价格", "CPI", "居民消费价格涨幅"),
    ("城镇新增就业", "新增城镇就业"),
    ("常住人口城镇化率", "城镇化率"),
    ("留抵退税", "累计留抵退税"),
]


def normalised(phrase: str) -> str:
    """Full-width as half-width, without blanks, quotes, brackets and commas, the two forms of 规上 as one."""
    bare = re.sub(r"[\s“”\"'‘’「」()、,]", "", unicodedata.normalize("NFKC", phrase))
    return bare.replace("规模以上", "规上").replace("限额以上", "限上").upper()


@pytest.fixture(scope="module")
def indicators() -> list[dict[str, str]]:
    return rows_of("indicators.csv")


def test_no_phrase_names_two_indicators(indicators: list[dict[str, str]]) -> None:
    owners: dict[str, set[str]] = {}
    for row in indicators:
        for phrase in phrases_of(row):
            owners.setdefault(normalised(phrase), set()).add(row["indicator"])
    assert {phrase: sorted(slugs) for phrase, slugs in owners.items() if len(slugs) > 1} == {}


def test_no_alias_stands_twice_in_one_row(indicators: list[dict[str, str]]) -> None:
    doubled = {
        row["indicator"]: [phrase for phrase, times in Counter(phrases_of(row)).items() if times > 1]
        for row in indicators
    }
    assert {slug: phrases for slug, phrases in doubled.items() if phrases} == {}


def test_no_alias_is_empty_blank_or_without_a_chinese_character_or_letter(
    indicators: list[dict[str, str]],
) -> None:
    for row in indicators:
        for phrase in row["aliases"].split("|") if row["aliases"] else []:
            assert phrase == phrase.strip() and re.search(r"[\u4e00-\u9fff]|[A-Z]", phrase), (
                row["indicator"],
                phrase,
            )


@pytest.mark.parametrize(("one", "other"), KEPT_APART)
def test_names_that_look_alike_stay_two_indicators(one: str, other: str, by_phrase: dict[str, str]) -> None:
    assert by_phrase[normalised(one)] != by_phrase[normalised(other)]


@pytest.mark.parametrize("names", SAME_THING)
def test_names_of_one_thing_lead_to_one_indicator(names: tuple[str, ...], by_phrase: dict[str, str]) -> None:
    assert len({by_phrase[normalised(name)] for name in names}) == 1


def test_full_width_and_spaced_forms_are_the_same_phrase() -> None:
    assert normalised("ＧＤＰ") == normalised("G D P") == "GDP"
    assert normalised("规模以上 工业增加值") == normalised("规上工业增加值")
    assert normalised("固定资产投资（不含农户）") == normalised("固定资产投资(不含农户)")


def test_every_indicator_of_the_figures_is_in_the_vocabulary(indicators: list[dict[str, str]]) -> None:
    known = {row["indicator"] for row in indicators}
    for name in ("figures.csv", "context.csv"):
        used = {row["indicator"] for row in rows_of(name)}
        assert used - known == set(), name


def plain_name(printed: str) -> str:
    """The indicator in a name of the context list: without growth, forecast and period words."""
    name = re.sub(r"\((?:预计|下限|,|两年平均|平均|\d+-\d+月)+\)$", "", printed)
    return re.sub(r"(?:名义)?增速$", "", re.sub(r"增速(?=\()", "", name))


def test_every_indicator_of_the_context_list_maps_to_one_slug(by_phrase: dict[str, str]) -> None:
    if not CONTEXT.is_file():
        pytest.skip(f"{CONTEXT} is not on this machine")
    with CONTEXT.open(encoding="utf-8", newline="") as stream:
        printed = {row["indicator_zh"] for row in csv.DictReader(stream)}
    # As booked is the plain series; the two other bases have rows of their own.
    unmapped = set()
    for name in printed:
        plain = re.sub(r"\((?:自然口径|直比)\)$", "", plain_name(name))
        if normalised(plain) not in by_phrase:
            unmapped.add((name, plain))
    assert unmapped == set()


def test_growth_net_of_refunds_is_not_the_growth_as_booked(by_phrase: dict[str, str]) -> None:
    net = by_phrase[normalised("一般公共预算收入(扣除留抵退税)")]
    assert net == by_phrase[normalised("一般公共预算收入(同口径)")] != by_phrase["一般公共预算收入"]
