"""The period of a figure beside other periods: asides, brackets, movements over years, sections."""

import pytest

from yz_analysis.reading import read


def _period(text, quote):
    return next(f for f in read(text) if f.quote == quote).time_period


HALF = "岚澄县2031年上半年经济运行情况\n"


@pytest.mark.parametrize(
    ("text", "quote", "period"),
    [
        # a month beside what the sentence is told for ends with its clause
        ("工业增长4%，其中6月份增长3%；投资增长7%，零售额增长2%。", "3%", "2031-06"),
        ("工业增长4%，其中6月份增长3%；投资增长7%，零售额增长2%。", "7%", "2031-S1"),
        ("6月份，工业增长4%；投资增长7%。", "7%", "2031-06"),
        # a later clause of the first sentence is not what the paragraph is told for
        ("存款余额90亿元，增长4%；前5个月新增存款6亿元。贷款余额70亿元。", "6亿元", "2031-01/2031-05"),
        ("存款余额90亿元，增长4%；前5个月新增存款6亿元。贷款余额70亿元。", "70亿元", "2031-S1"),
        ("1-5月，工业增长4%。投资增长7%。", "7%", "2031-01/2031-05"),
        # 同期 is this period, unless it is told beside as that of last year
        ("出口3亿元。同期，进口2亿元。", "2亿元", "2031-S1"),
        ("出口在历史同期首次突破3亿元。", "3亿元", "2031-S1"),
        ("出口增长4%，高于同期全省平均水平2个百分点。", "2个百分点", "2031-S1"),
        ("出口3亿元（同期为2亿元）。", "2亿元", "2030-S1"),
        # what a bracket says holds in it, and only there
        ("增值税3亿元（上年基数较低）；所得税2亿元。", "2亿元", "2031-S1"),
        ("利用外资3亿元（去年利用外资2亿元，增长21%）。出口5亿元。", "21%", "2030"),
        ("利用外资3亿元（去年利用外资2亿元，增长21%）。出口5亿元。", "5亿元", "2031-S1"),
        # compared with is not told for
        ("占比较去年同期提升2个百分点。", "2个百分点", "2031-S1"),
        ("税收占财政收入的比重比上年提高3个百分点。", "3个百分点", "2031-S1"),
        ("与上年同期比，增速提高2个百分点。", "2个百分点", "2031-S1"),
        ("首饰类由1-5月的下降3%转为增长6%，烟酒类增长2%。", "6%", "2031-S1"),
        ("首饰类由1-5月的下降3%转为增长6%，烟酒类增长2%。", "3%", "2031-01/2031-05"),
        ("税收3亿元，完成全年任务的51%。", "51%", "2031-S1"),
        # this year, the days of events, quarters of last year
        ("今年该县引进资金4亿元。", "4亿元", "2031-S1"),
        ("4月18日，总投资5亿元的项目开工；出口3亿元。", "5亿元", "2031-04-18"),
        ("4月18日，总投资5亿元的项目开工；出口3亿元。", "3亿元", "2031-S1"),
        ("去年一季度、二季度分别增长2%和3%。出口5亿元。", "5亿元", "2031-S1"),
    ],
)
def test_the_period_of_a_half_year_report_holds_but_for_what_is_told_beside(text, quote, period):
    assert _period(HALF + text, quote) == period


def test_a_figure_of_the_year_in_a_report_of_the_half_is_of_the_year():
    assert _period(HALF + "今年力争出口达到9亿元。", "9亿元") == "2031"


@pytest.mark.parametrize(
    ("text", "quote", "period"),
    [
        ("总产值由2026年的8亿元增加到2031年的12亿元。财政收入由3亿元增加到5亿元。", "3亿元", "2026"),
        ("总产值由2026年的8亿元增加到2031年的12亿元。财政收入由3亿元增加到5亿元。", "5亿元", "2031"),
        ("总产值由2026年的8亿元增加到2031年的12亿元。产业结构从20∶40∶40变为15∶43∶42。", "20", "2026"),
        ("2031年总产值12亿元。财政收入由3亿元增加到5亿元。", "3亿元", "2031"),
    ],
)
def test_a_movement_over_years_begins_in_the_year_that_the_first_one_names(text, quote, period):
    assert _period(text, quote) == period


def test_a_sitting_that_prints_no_year_tells_of_the_year_before():
    text = "1月21日,岚澄县第十届人民代表大会第四次会议开幕。2030年产值增长4%,出口3亿元。\n"
    text += "今年的主要预期目标是:产值增长5%以上。"
    assert _period(text, "4%") == "2030"
    assert _period(text, "5%") == "2031"


def test_a_section_on_the_next_year_counts_its_last_year_from_there():
    text = "2030年计划执行情况与2031年计划草案\n一、2030年情况\n产值增长4%。\n"
    text += "二、2031年目标\n产值增长5%，考虑了去年增长4.2%的基数。"
    assert _period(text, "4.2%") == "2030"


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("二、2032年怎么干", "2032"),
        ("二、今后五年的主要目标", "2036"),
        ("二、2031年怎么看", "2031"),
    ],
)
def test_a_heading_that_looks_ahead_gives_its_year(heading, period):
    text = f"一、2031年回顾\n产值增长4%。\n{heading}\n主要预期目标：产值增长5%。"
    assert _period(text, "5%") == period


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("税收占财政收入的比重下降3个百分点。", "-3"),
        ("税收占财政收入的比重比上年下降3个百分点。", "-3"),
        ("税收占财政收入的比重比上年提高3个百分点。", "3"),
    ],
)
def test_a_share_moves_by_the_sign_of_its_verb(text, value):
    found = read(text)[0]
    assert (str(found.value), found.indicator) == (value, "税收占财政收入的比重")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("岚澄县统计局\n2032年3月8日\n2031年，全县产值12亿元。", "2031"),
        ("岚澄县统计局\n2032年3月8日\n全县产值12亿元。", "2032"),
        ("2031年9月30日，全县产值12亿元。", "2031-09-30"),
    ],
)
def test_the_day_of_issue_is_not_the_year_told_of_where_another_is_named(text, period):
    assert _period(text, "12亿元") == period


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("截至2031年8月底，累计完成收入12亿元", "2031-01/2031-08"),
        ("截至2031年6月末，累计完成收入12亿元", "2031-S1"),
        ("截至2031年8月底，贷款余额12亿元", "2031-08"),
        ("2031年8月5日，累计完成收入12亿元", "2031-08-05"),
    ],
)
def test_what_is_told_as_a_sum_up_to_a_month_begins_with_the_year(words, period):
    assert _period(words, "12亿元") == period
