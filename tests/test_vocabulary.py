"""The vocabulary: indicators, units and areas are data, so their rules are tests."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONTEXT = ROOT.parent / "shared" / "context" / "context.csv"

INDICATOR_COLUMNS = [
    *("indicator", "name_zh", "name_en", "definition_zh", "definition_en", "unit", "unit_mult"),
    *("level_price_basis", "growth_price_basis", "coverage_zh", "coverage_en", "may_zh", "may_en"),
    *("may_not_zh", "may_not_en", "source", "aliases", "family"),
]
PRICE_BASES = {"current", "constant", "none"}
FAMILIES = {
    *(
        "national_accounts",
        "industry",
        "trade",
        "investment",
        "prices",
        "public_finance",
        "money_and_banking",
    ),
    *(
        "agriculture",
        "population",
        "employment",
        "income",
        "social_security",
        "education",
        "health",
        "transport",
    ),
    *("energy", "environment", "science", "tourism", "housing", "projects", "enterprises", "governance"),
}
UNIT_KINDS = {
    *(
        "money",
        "ratio",
        "index",
        "count",
        "rank",
        "date",
        "time",
        "mass",
        "length",
        "area",
        "volume",
        "power",
    ),
    *("energy", "density", "temperature", "rate"),
}
LEVELS = {"country": 0, "province": 1, "prefecture": 2, "county": 3}

# The table of section 1 of the method: what may be computed and what not must be said, in both languages.
OF_THE_METHOD = {
    "gdp": ("current", "constant", "share", "last year's GDP"),
    "industrial_value_added": ("current", "constant", "floor", "deflate"),
    "industrial_gross_output": ("current", "current", "on this year's list", "percentage of GDP"),
    "industrial_taxable_sales": ("current", "current", "progress", "sales ratio"),
    "disposable_income_urban": ("current", "current", "ratio", "average the two growth rates"),
    "disposable_income_rural": ("current", "current", "ratio", "average the two growth rates"),
    "registered_unemployment_rate": ("none", "none", "upper bound", "surveyed"),
    "urban_new_jobs": ("none", "none", "order of magnitude", "net job creation"),
    "vat_credit_refund": ("current", "current", "shares inside the pair", "tax cut"),
    "tax_deferral": ("current", "current", "shares inside the pair", "tax cut"),
    "bridge_loan_fund": ("current", "current", "tenor", "stock"),
    "signed_projects": ("none", "none", "mean size", "built"),
    "signed_project_investment": ("current", "current", "mean size", "investment of this year"),
    "key_project_start_rate": ("none", "none", "pairs", "completion rate"),
    "database_investment": ("current", "current", "level", "signed total"),
    "general_public_budget_revenue": ("current", "current", "monthly average", "progress"),
}
OF_THE_CONTRACT = {
    *("disposable_income", "surveyed_unemployment_rate", "new_enterprise_credit", "retail_sales"),
    *("fixed_asset_investment", "projects_over_3_billion", "primary_industry_value_added"),
    *("secondary_industry_value_added", "tertiary_industry_value_added", *OF_THE_METHOD),
}
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


def rows_of(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def phrases_of(row: dict[str, str]) -> list[str]:
    return [row["name_zh"], *filter(None, row["aliases"].split("|"))]


@pytest.fixture(scope="module")
def indicators() -> list[dict[str, str]]:
    return rows_of("indicators.csv")


@pytest.fixture(scope="module")
def by_phrase(indicators: list[dict[str, str]]) -> dict[str, str]:
    return {normalised(phrase): row["indicator"] for row in indicators for phrase in phrases_of(row)}


def test_at_least_150_indicators_with_exactly_the_columns_of_the_contract(
    indicators: list[dict[str, str]],
) -> None:
    assert len(indicators) >= 150
    assert list(indicators[0]) == INDICATOR_COLUMNS


def test_each_slug_is_english_snake_case_and_stands_once(indicators: list[dict[str, str]]) -> None:
    slugs = [row["indicator"] for row in indicators]
    assert [slug for slug, times in Counter(slugs).items() if times > 1] == []
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", slug)] == []


def test_the_file_is_sorted_by_family_then_indicator(indicators: list[dict[str, str]]) -> None:
    keys = [(row["family"], row["indicator"]) for row in indicators]
    assert keys == sorted(keys)


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


def test_english_names_are_unique(indicators: list[dict[str, str]]) -> None:
    names = Counter(row["name_en"] for row in indicators)
    assert [name for name, times in names.items() if times > 1] == []


def test_names_definitions_coverage_and_source_are_filled_in_their_own_script(
    indicators: list[dict[str, str]],
) -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    for row in indicators:
        for stem in ("name", "definition", "coverage"):
            assert chinese.search(row[f"{stem}_zh"]), (row["indicator"], stem)
            assert row[f"{stem}_en"] and not chinese.search(row[f"{stem}_en"]), (row["indicator"], stem)
        assert row["source"], row["indicator"]


def test_definitions_are_one_or_two_sentences(indicators: list[dict[str, str]]) -> None:
    for row in indicators:
        assert 1 <= row["definition_zh"].count("。") <= 2, (row["indicator"], row["definition_zh"])
        assert row["definition_zh"].endswith("。") and row["definition_en"].endswith("."), row["indicator"]
        assert 10 <= len(row["definition_en"]) <= 320, row["indicator"]


def test_what_may_and_may_not_be_computed_is_said_in_both_languages_or_in_none(
    indicators: list[dict[str, str]],
) -> None:
    for row in indicators:
        for stem in ("may", "may_not"):
            assert bool(row[f"{stem}_zh"]) == bool(row[f"{stem}_en"]), (row["indicator"], stem)


def test_families_and_price_bases_take_only_the_allowed_values(indicators: list[dict[str, str]]) -> None:
    assert {row["family"] for row in indicators} == FAMILIES
    for row in indicators:
        assert {row["level_price_basis"], row["growth_price_basis"]} <= PRICE_BASES, row["indicator"]


def test_each_unit_is_known_and_its_multiplier_a_power_of_ten(indicators: list[dict[str, str]]) -> None:
    units = {row["unit"] for row in rows_of("units.csv")}
    for row in indicators:
        assert row["unit"] in units, (row["indicator"], row["unit"])
        assert row["unit_mult"] in {"0", "3", "4", "8", "9"}, (row["indicator"], row["unit_mult"])


def test_growth_of_gdp_and_of_value_added_is_at_constant_prices(indicators: list[dict[str, str]]) -> None:
    for row in indicators:
        slug = row["indicator"]
        # Energy per value added is a ratio of a quantity, no value added itself.
        if slug in {"gdp", "gdp_per_capita"} or (
            re.search(r"value_added(_total)?$", slug) and not slug.startswith("energy_per")
        ):
            assert (row["level_price_basis"], row["growth_price_basis"]) == ("current", "constant"), slug


def test_growth_of_other_money_is_nominal(indicators: list[dict[str, str]]) -> None:
    # The two business volumes are valued at fixed unit prices by their definition, level and growth alike.
    at_fixed_unit_prices = {"postal_business_volume", "telecom_business_volume"}
    real = {"gdp", "gdp_per_capita", "marine_gross_product", "labour_productivity", *at_fixed_unit_prices}
    for row in indicators:
        money = row["unit"] in {"CNY", "USD", "CNY_PERS"}
        if money and row["indicator"] not in real and "value_added" not in row["indicator"]:
            assert row["growth_price_basis"] == "current", row["indicator"]
            assert row["level_price_basis"] == "current", row["indicator"]


def test_counts_and_rates_have_no_price_basis(indicators: list[dict[str, str]]) -> None:
    for row in indicators:
        if row["unit"] in {"PT", "PERMIL", "PERS", "NB", "T", "HEAD", "MU", "KWH", "PERS_TIMES", "HH"}:
            assert row["level_price_basis"] == "none", row["indicator"]


@pytest.mark.parametrize("slug", sorted(OF_THE_CONTRACT))
def test_an_indicator_fixed_by_the_contract_is_present(slug: str, indicators: list[dict[str, str]]) -> None:
    assert slug in {row["indicator"] for row in indicators}


@pytest.mark.parametrize("slug", sorted(OF_THE_METHOD))
def test_an_indicator_of_the_method_says_what_may_and_what_may_not_be_computed(
    slug: str, indicators: list[dict[str, str]]
) -> None:
    row = next(row for row in indicators if row["indicator"] == slug)
    level, growth, may, may_not = OF_THE_METHOD[slug]
    assert (row["level_price_basis"], row["growth_price_basis"]) == (level, growth)
    assert may in row["may_en"], row["may_en"]
    assert may_not in row["may_not_en"], row["may_not_en"]


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


def test_units_have_their_columns_codes_kinds_and_names() -> None:
    units = rows_of("units.csv")
    assert list(units[0]) == ["unit", "name_zh", "name_en", "symbol", "kind", "aliases"]
    assert len({row["unit"] for row in units}) == len(units)
    for row in units:
        assert re.fullmatch(r"[A-Z][A-Z0-9_]*", row["unit"]), row
        assert row["name_zh"] and row["name_en"] and row["symbol"] and row["kind"] in UNIT_KINDS, row


def test_a_printed_unit_means_one_unit() -> None:
    owners = Counter(
        alias for row in rows_of("units.csv") for alias in filter(None, row["aliases"].split("|"))
    )
    assert [alias for alias, times in owners.items() if times > 1] == []
    assert {"元", "%", "个百分点", "人", "亩", "吨", "千瓦时", "倍", "番"} <= set(owners)


def test_a_unit_alias_carries_no_magnitude_of_its_own() -> None:
    # 千瓦, 千米 and 千克 are units; 万人 and 亿元 are a magnitude and a unit.
    for row in rows_of("units.csv"):
        for alias in filter(None, row["aliases"].split("|")):
            assert not re.match(r"[万亿]", alias), (row["unit"], alias)


def test_every_unit_that_the_reader_recognises_has_a_code() -> None:
    lexicon = ROOT / "yz_analysis" / "reading" / "lexicon" / "units.toml"
    tables = tomllib.loads(lexicon.read_text(encoding="utf-8"))
    known = {alias for row in rows_of("units.csv") for alias in row["aliases"].split("|")}
    # Bare letters size a thing within its name (5G, 8T) and measure nothing.
    within_names = {"G", "T", "M", "P"}
    read = {
        word
        for key, words in tables.items()
        if key != "magnitudes" and isinstance(words, list)
        for word in words
    }
    assert read - within_names - known == set()


def test_units_of_the_figures_are_known() -> None:
    units = {row["unit"] for row in rows_of("units.csv")}
    for name in ("figures.csv", "context.csv"):
        assert {row["unit"] for row in rows_of(name)} - units - {""} == set(), name


def test_areas_form_a_tree_by_the_digits_of_their_codes() -> None:
    areas = {row["ref_area"]: row for row in rows_of("areas.csv")}
    assert list(next(iter(areas.values()))) == ["ref_area", "name_zh", "name_en", "level", "parent"]
    assert [code for code, row in areas.items() if not row["parent"]] == ["100000"]
    for code, row in areas.items():
        assert re.fullmatch(r"\d{6}", code) and row["name_zh"] and row["name_en"], row
        if row["parent"]:
            parent = areas[row["parent"]]
            assert LEVELS[parent["level"]] == LEVELS[row["level"]] - 1, row
            if row["level"] != "province":
                assert code.startswith(row["parent"].rstrip("0")), row


def test_the_areas_hold_yangzhong_its_parents_its_neighbours_and_31_provinces() -> None:
    areas = {row["ref_area"]: row for row in rows_of("areas.csv")}
    assert (areas["321182"]["name_zh"], areas["321182"]["parent"]) == ("扬中市", "321100")
    assert areas["321100"]["parent"] == "320000" and areas["320000"]["parent"] == "100000"
    assert sum(row["level"] == "province" for row in areas.values()) == 31
    assert sum(row["parent"] == "320000" for row in areas.values()) == 13
    assert {row["name_zh"] for row in areas.values() if row["parent"] == "321100"} == {
        *("京口区", "润州区", "丹徒区", "丹阳市", "扬中市", "句容市"),
    }


def test_areas_of_the_figures_are_known() -> None:
    known = {row["ref_area"] for row in rows_of("areas.csv")}
    for name in ("figures.csv", "context.csv", "reports.csv"):
        assert {row["ref_area"] for row in rows_of(name)} - known == set(), name
