"""The words around figures: clauses, names, lists, periods, places, targets, roles."""

import pytest

from yz_analysis.reading import openings, periods, places, targets
from yz_analysis.reading.clauses import CLAUSE, SAME, SEMICOLON, SENTENCE, read_right, read_stretch
from yz_analysis.reading.indicators import indicator_id, normalise
from yz_analysis.reading.phrases import split_subject, subject
from yz_analysis.reading.tables import backwards, table, trie, words


@pytest.mark.parametrize(
    ("stretch", "predicate", "name"),
    [
        ("，比上年增长", "up", ""),
        ("。全县粮食产量达到", "is", "粮食产量"),
        ("；第二产业实现增加值", "", "第二产业增加值"),
        ("，降幅比同期收窄", "narrow", "降幅"),
        ("，占总面积的", "share", "占总面积"),
        ("，快于全省平均水平", "ahead", ""),
        ("，低于全国", "behind", ""),
        ("。规上企业从", "is", "规上企业"),
        ("增加到", "to", ""),
        ("，工业投资增速高达", "is", "工业投资增速"),
        ("，规上企业新增", "", "规上企业新增"),
    ],
)
def test_the_words_before_a_figure_give_its_predicate_and_name(stretch, predicate, name):
    said = read_stretch(stretch, False)
    assert (said.predicate, said.name) == (predicate, name)


@pytest.mark.parametrize(
    ("stretch", "breaks"),
    [("增加到", SAME), ("，比上年", CLAUSE), ("；农业", SEMICOLON), ("。工业", SENTENCE)],
)
def test_the_strongest_mark_of_a_stretch_is_kept(stretch, breaks):
    assert read_stretch(stretch, False).breaks == breaks


def test_only_a_list_mark_between_two_figures_makes_a_list():
    assert all(read_stretch(mark, False).bare for mark in ("、", "和", "，", "分别、", "及"))
    assert not read_stretch("，增长", False).bare


def test_a_bracket_without_figures_is_no_clause():
    assert read_stretch("。固定资产投资（不含农户）同比增长", False).name == "固定资产投资"


def test_a_bracket_that_opens_comments_on_the_name_before_it():
    assert read_stretch("，外贸进出口总额（按美元计价", False).outer == "外贸进出口总额"


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("以上，比上年", ("ge", "")),
        ("左右。", ("approx", "")),
        ("以内", ("le", "")),
        ("特色农业县，带动", ("", "特色农业县")),
        ("级矿产地，", ("approx", "矿产地")),
        ("多。", ("gt", "")),
        ("，其中", ("", "")),
        ("增长到", ("", "")),
        ("内河航道", ("", "内河航道")),
    ],
)
def test_the_words_after_a_figure_give_its_bound_or_its_noun(after, expected):
    assert read_right(after) == expected


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("其中，全市第一产业实现增加值", "第一产业增加值"),
        ("上半年，全县", ""),
        ("截至6月底，金融机构存款余额", "金融机构存款余额"),
        ("“十三五”期间，粮食产量", "粮食产量"),
        ("一是规上工业增加值", "规上工业增加值"),
        ("（二）社会消费品零售总额", "社会消费品零售总额"),
        ("3、城镇新增就业", "城镇新增就业"),
        ("按可比价格计算", ""),
        ("扣除价格因素后", ""),
        ("规模以上工业增加值按可比价格计算", "规模以上工业增加值"),
        ("从业人员", "从业人员"),
        ("地区生产总值", "地区生产总值"),
        ("自然增长率", "自然增长率"),
        ("经济总量连续", "经济总量"),
        ("到2025年，力争森林覆盖率", "森林覆盖率"),
    ],
)
def test_a_name_is_cut_out_of_its_clause(clause, name):
    assert subject(clause) == name


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("城乡居民人均可支配收入", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("化学需氧量、二氧化硫排放量", ["化学需氧量排放量", "二氧化硫排放量"]),
        ("固定资产投资和社会消费品零售总额", ["固定资产投资", "社会消费品零售总额"]),
        ("电子、机械等行业产值", ["电子产值", "机械产值"]),
        ("一、三产业投资", ["第一产业投资", "第三产业投资"]),
        ("甲产业、乙产业增加值占全县比重", ["甲产业增加值占全县比重", "乙产业增加值占全县比重"]),
        ("一产、二产增加值", ["一产增加值", "二产增加值"]),
    ],
)
def test_a_joint_name_is_divided_between_two_values(name, names):
    assert split_subject(name, 2) == names


def test_a_name_that_does_not_pair_with_its_values_is_left_whole():
    assert split_subject("税收收入", 2) is None
    assert split_subject("甲、乙、丙", 2) is None
    assert split_subject("甲" * 500, 2) is None


def test_three_industries_are_three_names():
    assert split_subject("三次产业结构", 3) == ["第一产业比重", "第二产业比重", "第三产业比重"]


@pytest.mark.parametrize(
    ("said", "year", "expected"),
    [
        ("上半年，", 2022, "2022-S1"),
        ("1-6月，", 2022, "2022-S1"),
        ("1—5月", 2022, "2022-01/2022-05"),
        ("前三季度", 2022, "2022-Q1/2022-Q3"),
        ("去年", 2022, "2021"),
        ("2016年", 2022, "2016"),
        ("2016年一季度", 2022, "2016-Q1"),
        ("6月份", 2022, "2022-06"),
        ("“十三五”期间", 2022, "2016/2020"),
        ("2016—2020年", None, "2016/2020"),
        ("上半年", None, "S1"),
        ("今年3月29日", 2022, "2022-03-29"),
        ("二季度末", 2022, "2022-Q2"),
        ("全县", 2022, "2022"),
    ],
)
def test_a_period_is_told_in_sdmx_form_as_far_as_the_text_tells(said, year, expected):
    assert periods.resolve(periods.find(said), year, str(year or "")) == expected


def test_the_same_period_of_last_year_follows_the_period_of_the_text():
    assert periods.resolve(periods.find("同期"), 2022, "2022-S1") == "2021-S1"
    assert periods.resolve(periods.find("同期"), None, "") == ""


def test_the_beginning_of_a_text_names_its_year_period_and_area():
    title = "云溪县2023年上半年经济运行情况\n全县…"
    assert openings.of_text(title) == (2023, "2023-S1")
    assert places.of_text(title) == "云溪县"
    assert places.of_text("没有地名") == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("二、2026年工作安排", True),
        ("主要预期目标", True),
        ("一、2025年工作回顾", False),
        ("一、计划执行情况", False),
        ("三、固定资产投资", None),
        ("全年目标任务圆满完成。", None),
        ("", None),
    ],
)
def test_headings_open_and_close_the_part_of_aims(line, said):
    assert targets.heading(line) is said


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("，力争全年", True),
        ("确保粮食产量", True),
        ("，占年度计划的", False),
        ("，同比增长", None),
        ("，争取资金", False),
    ],
)
def test_a_clause_may_state_an_aim_or_a_result(clause, said):
    assert targets.mood(clause) is said


def test_names_are_looked_up_whatever_way_they_are_written():
    assert normalise("规模以上工业增加值（亿元）") == "规上工业增加值"
    assert indicator_id("规模以上工业增加值") == indicator_id("规上工业增加值") == "industrial_value_added"
    assert indicator_id("全县地区生产总值") == "gdp"
    assert indicator_id("没有这样的指标") == ""
    assert indicator_id("长" * 1000) == ""


def test_a_trie_matches_the_longest_word_and_backwards_from_its_end():
    assert trie(["亿元", "亿", "亩"]) == "(?:亩|亿(?:元)?)"
    assert backwards(["增长", "年均增长"]) == "长增(?:均年)?"


def test_every_word_list_is_without_blanks_or_doubles_that_contradict():
    for name, keys in (
        ("predicates", ("up", "down")),
        ("predicates", ("up", "to")),
        ("qualifiers", ("ge", "le")),
    ):
        first, second = (words(name, key) for key in keys)
        assert not first & second, (name, keys)
    for word in words("predicates", "up", "down", "is", "to"):
        assert word == word.strip()
        assert word
    assert len(table("characters")["traditional"]) % 2 == 0


_LEADS = (
    *("上半年", "1-6月", "前三季度", "近五年", "2020年", "今年", "去年", "上年", "当年", "本年", "明年"),
    *("“十三五”期间", "截至6月底", "到2020年末", "早在2019年", "自2015年以来", "首季", "一季度末", "三年来"),
    *("（一）", "3、", "二、", "年末", "期末", "底", "全年", "下半年", "年内"),
)


@pytest.mark.parametrize("lead", _LEADS)
def test_what_leads_a_name_in_is_no_part_of_it_whatever_character_it_begins_with(lead: str) -> None:
    assert subject(f"{lead}粮食产量") == "粮食产量"


_TRAILS = (
    *(
        "分别",
        "依次",
        "均",
        "都",
        "也",
        "则",
        "同比",
        "双双",
        "已",
        "连续",
        "仍",
        "仍然",
        "明显",
        "有望",
        "以",
    ),
    *("由上年", "由3月的", "由1-2", "比上年末", "较2020年", "提高到2020年底的"),
)


@pytest.mark.parametrize("trail", _TRAILS)
def test_what_trails_a_name_is_no_part_of_it_whatever_character_it_ends_in(trail: str) -> None:
    assert subject(f"粮食产量{trail}") == "粮食产量"


@pytest.mark.parametrize("span", ["近三年", "过去五年来", "两个月", "三个季度", "五年间", "三年再"])
def test_a_span_of_time_names_nothing(span: str) -> None:
    assert subject(span) == ""


@pytest.mark.parametrize(
    "how",
    [
        "按美元计价",
        "连续三个月",
        "扣除价格因素后",
        "剔除汇率影响",
        "不含农户后",
        "受疫情影响后",
        "考虑价格因素后",
    ],
)
def test_how_a_thing_is_counted_is_no_part_of_its_name(how: str) -> None:
    assert subject(f"{how}粮食产量") == "粮食产量"
