"""Names that complete the one said before them: 增速, 占比, 总量, 对经济增长的贡献率."""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading.predicates import SHARE_OF
from yz_analysis.reading.tables import table, trie

_STARTS = (
    "占",
    "拉动",
    "负向",
    "正向",
    "贡献",
    "带动",
    "下拉",
    "拖累",
    "增速",
    "增幅",
    "总量",
    "涨幅",
    "居全",
    "降幅",
)
_FIRST = frozenset(word[0] for word in _STARTS)
_RATES_OF = frozenset(
    how + rate
    for how in ("年均", "年平均", "平均", "同比", "累计", "其", "单月", "当月")
    for rate in ("增长率", "增速", "增长", "增幅", "涨幅", "降幅", "增加", "下降")
)
# 粮食播种面积 …，总产 …: the second is the crop's, not the area's
_MEASURES = frozenset(
    [
        "增加值",
        "产值",
        "总产值",
        "销售收入",
        "营业收入",
        "利润",
        "利税",
        "税收",
        "亩产",
        "单产",
        "总产",
        "产量",
        "总产量",
        "面积",
        "总面积",
    ]
)
# of the accounts of enterprises, when another of them stands before: 规上工业企业营业收入 …；利润总额 …
_ACCOUNTS = frozenset(
    ["利润总额", "营业成本", "利税总额", "资产总计", "负债合计", "税金总额", "应收账款", "主营业务收入"]
)
_MEASURE = re.compile(
    "(?:总?产值|增加值|(?:销售|营业|主营业务)收入|利润(?:总额)?|利税|税收|(?:播种|种植)?面积|总?产量|[亩单总]产)$"
)
_MOTION = re.compile(
    "(?<=..)(?:[增降涨升]幅|增速)?(?:继续|持续|稳步|平稳|明显|逐步|小幅|大幅|延续|由[负正降升]转[正负升降]|实现|有所|不断|进一步|逐月|双双)*"
    "(?:止跌|企稳|触底)?(?:由[负正降升跌涨]转[正负升降跌涨增]|增长|回升|回落|提升|收窄|扩大|加快|放缓|下降|上升|提高|增加|减少|向好|趋稳|回暖|改善|恢复|转正|转负|趋缓|反弹|增长态势)+$"
)
_MOTION_ENDS = frozenset("长升落窄大快缓降高加少好稳暖善复正负弹势")
_GIVES = re.compile("对[^对，]{1,16}贡献率$|(?:比重|占比|比例|之比|构成)$")
_MOVING = re.compile("(?<=..)(?:同比)?(?:增速|[增涨降跌升减]幅)$")
_MOVES = frozenset(
    ["增速", "增幅", "涨幅", "降幅", "跌幅", "增长率", "增长速度", "同比增速", "累计增速", "占比", "比重"]
)
_COUNTED_OFF = re.compile("^(?:新增|净增|新登记|新设立?|新办|新发展)(?=..)")
_WHOLES = frozenset(["总量", "总数", "户数", "家数", "总规模"])
_DIVISIONS = ("镇", "乡", "街道", "村", "社区", "委员会")
_EXTENT = frozenset(["总面积", "面积"])


@lru_cache(maxsize=1)
def parts() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that complete the one before (增速, 占比 …), and those of them that are falls."""
    data = table("subjects")
    return frozenset(data["parts"]), frozenset(data["falls"])


@lru_cache(maxsize=1)
def falls() -> tuple[str, ...]:
    """Return how names end that are falls, so that what narrows them is a plus (降幅, 工业投资降幅)."""
    return tuple(word for word in table("subjects")["falls"] if word[-1] != "降")


def goes_on(name: str) -> bool:
    """Return whether a name begins with a word that goes on with the one before.

    >>> goes_on("占全县比重"), goes_on("粮食产量")
    (True, False)
    """
    return name[0] in _FIRST and name.startswith(_STARTS)


def moves_alone(name: str) -> bool:
    """Return whether a name only says that something moves, so that it is of what a sentence before told.

    >>> moves_alone("增速"), moves_alone("工业增速")
    (True, False)
    """
    return name in _MOVES


def completes(name: str) -> bool:
    """Return whether a name completes the one before it.

    >>> completes("年均增速"), completes("拉动全县增长"), completes("粮食产量")
    (True, True, False)
    """
    return name in parts()[0] or name in _RATES_OF or name in _ACCOUNTS or goes_on(name)


def with_part(base: str, name: str, unit: str) -> str:
    """Return the name said before with what completes it.

    Args:
        base: the name said before.
        name: what completes it.
        unit: unit of the figure.

    >>> with_part("工业投资", "占比", "%"), with_part("粮食播种面积", "总产", "万吨")
    ('工业投资占比', '粮食总产')
    """
    if name in _ACCOUNTS:
        owner = _MEASURE.sub("", base)
        return owner + name if owner.endswith(("企业", "单位")) else name
    if name in _MEASURES:
        if name in _EXTENT and (base.endswith(_DIVISIONS) or unit.endswith("平方公里")):
            return name  # 辖62个村，总面积 …: of the area
        if name == "税收" and base.endswith(("收入", "财力")):
            return name  # 财政收入 …，其中税收 …
        return _MEASURE.sub("", base) + name
    if name in parts()[1]:
        return _MOVING.sub("", whole(base, name)) + "增速"
    if name in _WHOLES:
        return _COUNTED_OFF.sub("", base) + name  # 新增企业2家，总数 …
    if name == "存量":
        return base.removesuffix("增量") + name
    return whole(base, name) + name


@lru_cache(maxsize=1)
def _motions() -> tuple[re.Pattern[str], frozenset[str]]:
    """The pattern of how a series moves, at the end of a clause, and the characters it ends in."""
    manners, moves = table("headlines")["manners"], table("headlines")["moves"]
    ends = frozenset(word[-1] for word in moves)
    return re.compile(rf"(?<=..)(?:{trie(manners)})*(?:{trie(moves)})$"), ends


def still(earlier: str) -> str:
    """Return the series in a clause that says of it only how it moves.

    >>> still("基建投资止跌回升"), still("粮食产量")
    ('基建投资', '粮食产量')
    """
    name = _MOTION.sub("", earlier) if earlier[-1:] in _MOTION_ENDS else earlier
    moves, ends = _motions()
    return moves.sub("", name) if name[-1:] in ends else name or earlier


def lapped(earlier: str, name: str) -> str:
    """Return two names put together, what both print said once.

    >>> lapped("工业投资", "投资额")
    '工业投资额'
    """
    size = next((size for size in range(len(name), 0, -1) if earlier.endswith(name[:size])), 0)
    return earlier + name[size:]


def whole(base: str, part: str) -> str:
    """Return the series a share is of, where its contribution or another share of it follows.

    >>> whole("第三产业对经济增长的贡献率", "拉动")
    '第三产业'
    """
    if not part.startswith(("占", "对", "拉动", "贡献", "下拉")):
        return base
    share = SHARE_OF.search(base, 1) or _GIVES.search(base, 1)
    return base[: share.start()] if share else base
