"""Any text at all: random and mutated ones, parts and whole, blanks, and what a long one costs."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis.reading import read

SENTENCES = [
    "全县生产总值120.5亿元，增长6.2%。",
    "其中，第一产业增加值20亿元，下降1.5%；第二产业增加值50亿元，增长8%。",
    "城乡居民收入分别增长4.5%和6.1%。",
    "三次产业结构为8.5：40.5：51。",
    "占比提高0.6个百分点（上年同期为下降2%）。",
    "力争招引亿元以上项目30个以上。",
    "“十四五”期间，新增就业3万多人。",
    "规上企业从120户增加到168户，近七成盈利，订单翻倍。",
    "截至2030年6月底，存款余额1,234.5亿元，居第3位。",
    "固定资产投资增长12%，增速连续2个月回升，为历史第二高。",
    "工业投资稳步回升。投资额36亿元，增长4%，其中6月份增长3%；改造230个50户以上小区。",
    "税收由2027年的8亿元增加到2031年的12亿元，比全省（4%）快2个百分点；同期，出口3亿元。",
    "36个行业大类中有21个实现增长，引进甲光电、乙机械、丙钛业、丁电子等项目17个。",
    "一、综合",
    "二、2031年工作安排",
]
NOISE = [
    *list("0123456789一二十百万亿%‰，。、；：（）()“”\n \u3000.-—至和比占增长下降分别个百分点年月第翻倍"),
    "亿元以上",
    "𠮷",
    "\u200b",
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(SENTENCES), max_size=6), st.integers(0, 2**32), st.integers(0, 12))
def test_a_mutated_bulletin_never_raises_and_offsets_give_back_the_quote(sentences, seed, changes):
    dice = random.Random(seed)
    text = list("\n".join(sentences))
    for _ in range(changes):
        at = dice.randrange(len(text) + 1)
        if dice.random() < 0.5 or at == len(text):
            text.insert(at, dice.choice(NOISE))
        elif dice.random() < 0.5:
            del text[at]
        else:
            text[at] = dice.choice(NOISE)
    printed = "".join(text)
    for names in (False, True):
        found = read(printed, names=names)
        assert all(
            0 <= f.start < f.end <= len(printed) and printed[f.start : f.end] == f.quote for f in found
        )
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))
        assert {f.role for f in found} <= {
            "level",
            "growth",
            "share",
            "change_pp",
            "rank",
            "multiple",
            "duration",
            "date",
            "label",
        }


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    assert all(text[f.start : f.end] == f.quote for f in read(text, names=True))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([s for s in SENTENCES if "。" in s and "20" not in s and "月份" not in s]),
        min_size=1,
        max_size=8,
    )
)
def test_a_text_is_the_sum_of_its_paragraphs(sentences):
    whole = [f[2:] for f in read("\n".join(sentences))]
    parts = [f[2:] for sentence in sentences for f in read(sentence)]
    assert whole == parts


def _spaced(sentence):
    """The sentence with a blank between any two characters that are not both digits."""
    pairs = zip(sentence, [*sentence[1:], ""], strict=True)
    return "".join(a if (a + b).isdigit() and b else f"{a} " for a, b in pairs)


@settings(deadline=None)
@given(st.lists(st.sampled_from([s for s in SENTENCES if "," not in s]), min_size=1, max_size=5))
def test_blanks_change_offsets_and_nothing_else(sentences):
    plain = [f._replace(start=0, end=0, quote="") for f in read("\n".join(sentences))]
    spaced = [f._replace(start=0, end=0, quote="") for f in read("\n".join(map(_spaced, sentences)))]
    assert spaced == plain


@pytest.mark.parametrize(
    "token",
    [
        "1",
        "一",
        "%",
        "亿元以上",
        "分别",
        "（",
        "）",
        " ",
        "\n",
        "至",
        "比",
        "3%、",
        "2020年",
        "1:",
        "，\n",
        "第二大",
        "连续3年",
        "2031-04-05 ",
        "由2015年的1",
    ],
)
def test_reading_costs_what_the_text_is_long(token):
    """Counted, not timed: the calls made while reading twice the text are at most about twice as many."""
    import cProfile
    import pstats

    def calls(size):
        profile = cProfile.Profile()
        text = (token * size)[:size]
        profile.enable()
        read(text)
        profile.disable()
        return pstats.Stats(profile).total_calls

    calls(100)
    first, second = calls(5000), calls(10000)
    assert second < 2.5 * first + 2000
