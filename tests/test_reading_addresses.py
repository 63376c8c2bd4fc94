"""Numbers that only reach somebody, and brackets that say an amount again in another unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yz_analysis.reading import read
from yz_analysis.reading.addresses import is_address


@pytest.mark.parametrize(
    "text",
    [
        "电话：0527-5550123。",
        "传真：0527-5550123-12。",
        "热线：123991。",
        "手机：13955501234。",
        "手机号13955501234。",
        "手机号码：13955501234。",
        "邮编：212399。",
        "邮政编码：212399。",
        "QQ：5550123。",
        "QQ群：5550123。",
        "微信号：5550123。",
        "微信号5550123。",
        "联系方式：5550123。",
        "邮箱：2031@example.com。",
    ],
)
def test_what_is_called_a_number_to_reach_somebody_is_no_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "（0527-55501234）",
        "（0527—55501234-12）",
        "拨打13955501234咨询",
        "拨打400-555-0123咨询",
        "拨打800—555-0123咨询",
        "拨打400-5550123咨询",
        "拨打0527-5550123；",
        "（见www.donghe31.example）",
        "（见tj.donghe-31.com）",
        "（见tj.donghe-31.cn/n.html）",
        "（见tj.donghe-31.NET）",
        "（见donghe-31.org）",
        "（见donghe-31.gov.cn）",
        "（见https://tj.donghe.example/2031/05/n=12&x=3#4?5）",
        "（寄a_31@tj-donghe.example）",
    ],
)
def test_an_address_is_known_by_its_form(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("固定电话123456户", ["123456户"]),
        ("移动电话用户数为123456，", ["123456"]),
        ("固定电话指数为123456，", ["123456"]),
        ("拨打12955501234", ["12955501234"]),
        ("拨打139555012345", ["139555012345"]),
        ("指数为100.5，", ["100.5"]),
        ("指数由99.2-100.5，", ["99.2", "100.5"]),
        ("热线受理诉求，指数为98.5，", ["98.5"]),
        ("热线通达全市各镇各村各组各户，指数为123456。", ["123456"]),
        ("指数为A.company/31，", ["31"]),
    ],
)
def test_what_only_looks_like_an_address_stays_a_number(text: str, quotes: list[str]) -> None:
    found = [figure.quote for figure in read(text)]
    assert all(any(quote in one for one in found) for quote in quotes), found


def test_an_address_ends_after_so_many_characters() -> None:
    text = "www." + "a" * 80 + "=12345"
    assert not is_address(text, len(text) - 5, len(text))
    assert is_address("www." + "a" * 40 + "=12345", 45, 50)


@pytest.mark.parametrize(
    "opening", ["（", "(", "（约", "(约", "（合", "(合", "（折合", "(折合", "（即", "(即"]
)
def test_an_amount_said_again_in_a_bracket_shares_name_sign_and_aim(opening: str) -> None:
    closing = "）" if opening[0] == "（" else ")"
    first, again = read(f"力争耕地面积减少2公顷{opening}30亩{closing}。")
    assert (first.value, again.value) == (Decimal(-2), Decimal(-30))
    assert (again.indicator, again.target, again.direction, again.flags) == (
        "耕地面积",
        True,
        "down",
        "delta",
    )


def test_the_bound_of_an_amount_holds_for_it_in_the_other_unit() -> None:
    assert [f.qualifier for f in read("造林超过2公顷（30亩）。")] == ["gt", "gt"]
    assert [f.qualifier for f in read("造林超过2公顷（约30亩）。")] == ["gt", "approx"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("出口减少2亿元（增长5%）。", ("5%", "5", "growth", "")),
        ("出口下降3%（2亿元）。", ("2亿元", "2", "level", "")),
        ("出口超过12亿元（8亿元）。", ("8亿元", "8", "level", "")),
        ("出口减少2亿元（含服务0.5亿美元）。", ("0.5亿美元", "0.5", "level", "")),
        ("造林减少2公顷（30亩油茶）。", ("30亩", "30", "level", "")),
    ],
)
def test_another_statement_in_a_bracket_is_not_the_same_amount_again(
    text: str, last: tuple[str, str, str, str]
) -> None:
    figure = read(text)[-1]
    assert (figure.quote, str(figure.value), figure.role, figure.qualifier) == last


def test_a_bracket_without_a_sign_leaves_a_rise_and_a_fall_as_they_are() -> None:
    assert [f.value for f in read("耕地面积增加2公顷（30亩）。")] == [Decimal(2), Decimal(30)]
    assert [f.value for f in read("净利润为-2亿元（-0.3亿美元）。")] == [Decimal(-2), Decimal("-0.3")]
