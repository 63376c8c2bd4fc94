"""Which numerals are not the figure a sentence speaks of: dates, durations, labels, thresholds.

They get a row, and the words around them still belong to the figures before and after.
"""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading.tables import table, trie, words
from yz_analysis.reading.tokens import COUNT, DATE, DURATION, QUANTITY, RANK, RATIO, Token

_SPAN_BEFORE = re.compile(
    r"(?:天数|日数|时间|寿命|时限|周期|工期|年限|时长|期限|年龄|工时|学时)(?:分别)?(?:为|达|达到|共|约|至|到|由|从|平均|累计)*$"
    r"|(?:缩短|压缩|延长|提前|减少|增加|压减|提高|增长|下降)(?:到|至|了|为)?$"
)
_NUMBER_BEFORE = re.compile(
    r"(?:指数|得分|系数|之比|比例|比值|倍数|密度|综合分|分值|PMI|CPI|PPI|评分|浓度|均值|比)"
    r"(?:总体|平均|同比|分别|仍|控制|保持|稳定|维持|为|达|到|是|约|降至|升至|降为|回落至|回升至|提高到|上升到|下降到|在)*$"
    r"|(?:为|达到|达|增至|升至|降至|提高到|第|至|到|上升到|增加到|居|列)$"
)
_SIZE = re.compile(
    r"(?:及以上|以上|以下|及以下|以内)(?:的)?(?=[\u3400-\u9fff0-9])(?!左右|增|的增|，|和|且|并|水平|同比|的速度|的幅度)"
)
_OVER = re.compile(r"(?:超|超过|过|逾|达|不足|高于|大于|小于)$")
_COPULA = re.compile(
    r"(?:达|达到|为|完成|突破|超过|增至|在|实现|增长|下降|到|(?<![签预节])约|近|超|提高|降低|占|新增|上升|减少|增加|涨|不低于|力争|确保|分别|至|寿命|年龄)$"
)
_SAMPLES = ("人", "抽", "的", "劳")
_SAMPLED = re.compile("的?(?:人口|劳动力)?(?:变动)?(?:情况)?抽样|的?人口变动")
_SYSTEM = re.compile("制(?![造定成约订药冷品图度])")
_SYSTEMS = frozenset(["人", "级", "班", "元", "分", "轮"])
_FIRSTS, _LASTS = frozenset("以及的级人抽劳制"), frozenset("岁吨瓦伏VWU箱米里")
"""The characters after a quantity, or at the end of its unit, that may make it the size of something."""
_SHARE, _COUNT, _MEASURE = range(3)
_BASE = re.compile(r"[女年期月位][性子]?(?:人口|同期)?(?:为|=|＝|＝|定为|作为)$|[:：∶]$")
_NAMES = frozenset(["G", "T", "M", "P", "届", "代", "号", "线"])


@lru_cache(maxsize=1)
def _counted() -> frozenset[str]:
    return words("units", "count") - {"人", "户", "岁", "周岁", "张", "名"}


@lru_cache(maxsize=1)
def _things() -> dict[str, re.Pattern[str]]:
    """Unit → the things whose size it names (30万吨油轮, 220千伏输变电工程)."""
    sizes = table("sizes")["sizes"]
    return {
        unit: re.compile(rf"级?[^，,。；;、：0-9增下提减]{{0,4}}?{trie(one['things'])}")
        for one in sizes
        for unit in one["units"]
    }


@lru_cache(maxsize=4096)
def _sort(unit: str) -> tuple[int, re.Pattern[str] | None]:
    """The sort of a unit (a share, a count, a measure), and the things whose size it names."""
    if unit in ("%", "‰", "个百分点", "百分点", "倍", "番", "成"):
        return _SHARE, None
    if unit.lstrip("多余万亿千") in _counted():
        return _COUNT, None
    return _MEASURE, _things().get(unit.lstrip("万亿千"), _things().get(unit))


def is_soft(text: str, token: Token) -> bool:
    """Whether the figure stands aside from the sentence's statement."""
    kind = token.kind
    if kind == QUANTITY:
        end = token.end
        if (
            text[end : end + 1] not in _FIRSTS
            and token.unit[-1:] not in _LASTS
            and text[token.start - 1 : token.start] != "每"
        ):
            return False
        return token.bound != RATIO and is_size(text, token)
    if kind in (DATE, COUNT):
        return True
    if token.bound == RATIO:
        return False
    before = text[max(0, token.start - 12) : token.start]
    if kind == DURATION:
        return not _SPAN_BEFORE.search(before)
    if kind == RANK:
        return token.unit == "强"
    if token.unit in _NAMES or token.value is None:
        return True
    if token.value == 100 and _BASE.search(before):
        return True
    return token.value == token.value.to_integral_value() and not _NUMBER_BEFORE.search(before)


def is_size(text: str, token: Token) -> bool:
    """Whether a quantity only says which things are counted (5000万元以上项目, 60岁及以上人口)."""
    unit, start = token.unit, token.start
    every = text[start - 1 : start] == "每"
    if not every and text[token.end : token.end + 1] not in _FIRSTS and unit[-1:] not in _LASTS:
        return False
    if token.kind != QUANTITY:
        return False
    if unit in ("公里", "千米"):
        return text[start - 2 : start] == "时速"
    if unit in _SYSTEMS and _SYSTEM.match(text, token.end):
        return True  # 3人制篮球场
    sort, thing = _sort(unit)
    if sort == _SHARE:  # 1%人口抽样调查
        return text[token.end : token.end + 1] in _SAMPLES and bool(_SAMPLED.match(text, token.end))
    if sort == _COUNT:
        return False  # 10个以上项目 counts them
    if every:
        return True
    after = text[token.end : token.end + 8]
    first = after[:1]
    if thing is not None and thing.match(after):
        return True  # 500千伏变电站
    if unit == "岁":
        return (bool(first) and first in "以及的人") or not _COPULA.search(text[max(0, start - 10) : start])
    if first == "的" and "元" in unit:
        return bool(_OVER.search(text[max(0, start - 3) : start])) and after[1:2] not in "速增"
    if first != "以" and first != "及" and first != "级":
        return False
    return bool(_SIZE.match(after)) and not _COPULA.search(text[max(0, start - 10) : start])
