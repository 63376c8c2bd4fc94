"""Which numerals are not the figure a sentence speaks of: dates, durations, labels, thresholds, ranks' names.

They get a row, and the words around them still belong to the figures before and after.
"""

from __future__ import annotations

import re

from yz_analysis.reading.scan import DATE, DURATION, LABEL, QUANTITY, RANK, RATIO, Token

_SPAN_BEFORE = re.compile(
    r"(?:天数|时间|寿命|时限|周期|工期|年限|时长|期限|年龄|工时|学时|里程)(?:分别)?(?:为|达|达到|共|约|至|到|由|从|平均)*$|(?:缩短|压缩|延长|提前|减少|增加|压减|提高|增长|下降)(?:到|至|了)?$"
)
_NUMBER_BEFORE = re.compile(
    r"(?:指数|得分|系数|之比|比例|比值|倍数|密度|综合分|分值|PMI|CPI|PPI|评分|浓度|均值|比)(?:总体|平均|同比|分别)?(?:为|达|达到|是|约|约为|降至|升至|降为|回落至|回升至|提高到|上升到)?$|(?:为|达到|达|增至|升至|降至|提高到|位居第|排名第|排第|列第|居第|名列第|至第|到第|位列第|上升到|增加到)$"
)
_RANK_BEFORE = re.compile(r"(?:第|前|前列第)$")
_THRESHOLD = re.compile(
    r"(?:及以上|以上|以下|及以下|以内)(?:的)?(?=[\u3400-\u9fff])(?!左右|增|的增|，|和|且|并|水平|同比|的速度|的幅度)"
)
_COPULA = re.compile(
    r"(?:达|达到|为|完成|突破|超过|增至|在|实现|增长|下降|到|约|近|超|提高|降低|占|新增|上升|减少|增加|涨|不低于|力争|确保|分别|至|和|、)$"
)


def is_soft(text: str, token: Token) -> bool:
    """Whether the figure stands aside from the sentence's statement."""
    kind = token.kind
    if token.bound == RATIO:
        return False
    before = text[max(0, token.start - 10) : token.start]
    if kind == QUANTITY:
        if token.unit in ("%", "个百分点", "百分点"):
            return False
        if token.unit == "岁" and not _COPULA.search(before):
            return True
        after = text[token.end : token.end + 8]
        return bool(after[:1] in "以及" and _THRESHOLD.match(after) and not _COPULA.search(before))
    if kind == DATE:
        return True
    if kind == DURATION:
        return not _SPAN_BEFORE.search(before)
    if kind == RANK:
        if token.unit == "强":
            return True
        return False
    return not _NUMBER_BEFORE.search(before) or token.unit in ("G", "T", "M", "P", "届", "代")


def is_rank(text: str, token: Token) -> bool:
    """Whether a number is a place in a ranking (第3位, 前10位)."""
    return bool(_RANK_BEFORE.search(text[max(0, token.start - 3) : token.start]))


__all__ = ["LABEL", "is_rank", "is_soft"]
