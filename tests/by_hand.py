"""Printed cells and the corners of formulas, by hand in exact fractions, without the code that is tested."""

from __future__ import annotations

from fractions import Fraction

F = Fraction

REPORT = "yangzhong-2022h1"

# the cells, literal: lower, value, upper (amounts in 亿元, rates as fractions)
GDP = (F("301.45"), F("301.5"), F("301.55"))

GDP_G = (F("0.025"), F("0.03"), F("0.035"))

GDP_G_HOUSE = (F("0.0295"), F("0.03"), F("0.0305"))

SALES = (F("522.685"), F("522.69"), F("522.695"))

SALES_G = (F("0.1565"), F("0.157"), F("0.1575"))

OUTPUT = (F("368.115"), F("368.12"), F("368.125"))

OUTPUT_G = (F("0.1585"), F("0.159"), F("0.1595"))

ADDED = (F("79.75"), F("79.8"), F("79.85"))

ADDED_G = (F("0.0655"), F("0.066"), F("0.0665"))

URBAN = (F("0.0435"), F("0.044"), F("0.0445"))

RURAL = (F("0.0525"), F("0.053"), F("0.0535"))

SIGNED = (F("105.5"), F("106"), F("106.5"))

REFUND = (F("6.815"), F("6.82"), F("6.825"))

DEFERRED = (F("7.635"), F("7.64"), F("7.645"))

BRIDGE = (F("21.555"), F("21.56"), F("21.565"))

# other areas and years, as their sources print them: half-years, years, growth rates in percent
GDP_CHINA = (F("562641.5"), F(562642), F("562642.5"))

GDP_JIANGSU = (F("56909.05"), F("56909.1"), F("56909.15"))

GDP_ZHENJIANG = (F("2475.645"), F("2475.65"), F("2475.655"))

RETAIL_ZHENJIANG = (F("650.535"), F("650.54"), F("650.545"))

YEAR_JIANGSU = (F("122875.55"), F("122875.6"), F("122875.65"))

YEAR_ZHENJIANG = (F("5017.035"), F("5017.04"), F("5017.045"))

YEAR_RETAIL = (F("1364.015"), F("1364.02"), F("1364.025"))

YEAR_YANGZHONG = (F("585.985"), F("585.99"), F("585.995"))

LO, MID, HI = 0, 1, 2

SHARE = F(2, 5)  # a stated first-half share, for the conditional formulas


def base(x, g):
    """Least with the smallest level and the largest growth."""
    return [x[LO] / (1 + g[HI]), x[MID] / (1 + g[MID]), x[HI] / (1 + g[LO])]


def rise(x, g):
    return [x[i] * g[i] / (1 + g[i]) for i in (LO, MID, HI)]


def part_of(part, whole):
    """Percent of a whole: least with the smallest part and the largest whole."""
    return [part[LO] / whole[HI] * 100, part[MID] / whole[MID] * 100, part[HI] / whole[LO] * 100]


def gap(ours, theirs, half="0.05"):
    """Difference of two growth rates in points; ours is a cell of fractions, theirs printed to `half`."""
    return [
        ours[LO] * 100 - F(theirs) - F(half),
        ours[MID] * 100 - F(theirs),
        ours[HI] * 100 - F(theirs) + F(half),
    ]


def growth_needed(x, g, share):
    """Least with the largest level and the smallest growth: (1+g)(T/X - 1)·s/(1-s) - 1."""
    target = F(1200)
    need = [
        (1 + g[LO]) * (target / x[HI] - 1),
        (1 + g[MID]) * (target / x[MID] - 1),
        (1 + g[HI]) * (target / x[LO] - 1),
    ]
    return [(n * share / (1 - share) - 1) * 100 for n in need]


def year(h):
    """X + B·3/2·(1+h): the year's total at a first-half share of two fifths."""
    least = SALES[LO] + SALES[LO] / (1 + SALES_G[HI]) * F(3, 2) * (1 + h)
    value = SALES[MID] + SALES[MID] / (1 + SALES_G[MID]) * F(3, 2) * (1 + h)
    most = SALES[HI] + SALES[HI] / (1 + SALES_G[LO]) * F(3, 2) * (1 + h)
    return [least, value, most]


def rest(part, part_g, whole, whole_g):
    """Growth of GDP less value added: (G-V)/(G/(1+g) - V/(1+v)) - 1.

    More GDP growth raises it, more growth of the part lowers it. For the least value take g low and v high;
    the level of GDP then lowers it and the level of the part raises it where the part grows faster.
    """
    return (whole - part) / (whole / (1 + whole_g) - part / (1 + part_g)) - 1


REST = [
    rest(ADDED[HI], ADDED_G[HI], GDP[LO], GDP_G[LO]) * 100,
    rest(ADDED[MID], ADDED_G[MID], GDP[MID], GDP_G[MID]) * 100,
    rest(ADDED[LO], ADDED_G[LO], GDP[HI], GDP_G[HI]) * 100,
]

ADDED_RISE, ADDED_BASE = rise(ADDED, ADDED_G), base(ADDED, ADDED_G)

GDP_BASE, GDP_RISE = base(GDP, GDP_G), rise(GDP, GDP_G)
