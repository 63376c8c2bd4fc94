"""Numbers as text, by language and unit, with every printed digit kept.

Chinese keeps the printed scale: 301.5亿元. English moves the decimal point, which keeps the digits, and lets
the printed form stand beside it where the number is a printed one: CNY 30.15 billion (301.5亿元).

Bounds are rounded outward, so that the interval a reader sees holds the interval that was computed.
"""

from __future__ import annotations

import csv
import math
import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

from yz_analysis.errors import unknown
from yz_analysis.figures.consistency import number_of
from yz_analysis.resources import bundled_data_folder
from yz_analysis.words import check_language, word

Number = Decimal | Fraction | int | float | str

MINUS = "\u2212"
INFINITY = "∞"
_MONEY = "money"
# of the 15 to 17 digits a float carries, 12 hide the noise of the last and keep every digit we print
_SIGNIFICANT = 12
_FEWEST_DIGITS_OF_WIDTH = 10  # the last digit shown is at most a tenth of an interval's width
_MOST_DECIMALS = 4
_LONG = re.compile(r"(?<![\d.])\d{5,}")  # whole digits that English groups by three
_ENGLISH_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand"), (0, ""))
SCALES = range(13)  # powers of ten that have words, up to 万亿
_HUNDRED_MILLION = 8  # 亿, whose English column is in billions; any other scale goes down to the next one


@cache
def _units() -> dict[str, dict[str, str]]:
    with (bundled_data_folder() / "units.csv").open(encoding="utf-8", newline="") as file:
        return {row["unit"]: row for row in csv.DictReader(file)}


def _unit(unit: str) -> dict[str, str]:
    if unit not in _units():
        raise unknown("unit", unit, _units())
    return _units()[unit]


def _decimal(value: Number) -> Decimal:
    """Return a number as a decimal; a float without the noise of its last digits."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    if isinstance(value, float):
        return Decimal(f"{value:.{_SIGNIFICANT}g}")
    return Decimal(value)


def digits(printed: str, value: Number) -> Number:
    """Return a printed numeral with its digits kept, or its value where it is said in words.

    >>> digits("1,234.50", 1234.5), digits("三百", 300.0)
    (Decimal('1234.50'), 300.0)
    """
    found = number_of(printed)
    return value if found is None else found


def number(
    value: Number, decimals: int | None = None, *, signed: bool = False, rounding: str = ROUND_HALF_UP
) -> str:
    """Return a number as text, with a true minus sign and no exponent.

    Args:
        value: what to write; text is taken as a decimal number with its digits kept.
        decimals: digits after the point; None keeps those that `value` has.
        signed: write `+` before a positive number.
        rounding: a rounding mode of `decimal`.

    >>> number("-3.20"), number(2.675, 2), number(Fraction(1, 3), 3, signed=True), number("1200")
    ('−3.20', '2.68', '+0.333', '1200')
    """
    exact = _decimal(value)
    if exact.is_infinite():
        return INFINITY if exact > 0 else MINUS + INFINITY
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
    text = f"{abs(exact):f}"
    if not exact:
        return text
    return (MINUS if exact < 0 else "+" if signed else "") + text


def decimals_for(lower: Number, upper: Number) -> int:
    """Return how many decimals show an interval: the last digit is at most a tenth of its width.

    >>> decimals_for("301.45", "301.55"), decimals_for(291.3, 294.15), decimals_for(0, math.inf)
    (2, 1, 2)
    """
    width = _decimal(upper) - _decimal(lower)
    if width <= 0 or width.is_infinite():
        return 2
    needed = math.ceil(-math.log10(width / _FEWEST_DIGITS_OF_WIDTH) - 1e-9)
    return min(max(needed, 0), _MOST_DECIMALS)


def interval(lower: Number, upper: Number, decimals: int | None = None, *, signed: bool = False) -> str:
    """Return bounds as text without unit, rounded outward.

    >>> interval("301.45", "301.55", 2)
    '[301.45, 301.55]'
    >>> interval(1 / 3, 2 / 3, 2), interval(-math.inf, 2, 0), interval(5, 5, 0)
    ('[0.33, 0.67]', '(−∞, 2]', '[5, 5]')
    """
    if decimals is None:
        decimals = decimals_for(lower, upper)
    ends = (_outward(lower, decimals, ROUND_FLOOR), _outward(upper, decimals, ROUND_CEILING))
    low, high = (number(end, signed=signed) for end in ends)
    return f"{'(' if ends[0].is_infinite() else '['}{low}, {high}{')' if ends[1].is_infinite() else ']'}"


def _outward(value: Number, decimals: int, rounding: str) -> Decimal:
    """Round an end outward; a fraction exactly, whatever the length of its decimals."""
    if isinstance(value, Fraction):
        scaled = value * Fraction(10) ** decimals
        whole = math.floor(scaled) if rounding == ROUND_FLOOR else math.ceil(scaled)
        return Decimal(whole).scaleb(-decimals)
    exact = _decimal(value)
    return exact if exact.is_infinite() else exact.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)


def column_unit(unit: str, unit_mult: int, language: str) -> tuple[str, int]:
    """Return the unit of a column or an axis, and how far to move the decimal point of its numbers.

    >>> column_unit("CNY", 8, "zh"), column_unit("CNY", 8, "en"), column_unit("PT", 0, "en")
    (('亿元', 0), ('CNY billion', -1), ('%', 0))
    >>> column_unit("PERS", 4, "en")
    ('thousand persons', 1)
    """
    row = _unit(unit)
    if check_language(language) == "zh":
        name = {"PT": "%", "PP": "个百分点"}.get(unit, row["name_zh"])
        return (word(f"scale.{unit_mult}", "zh") if unit_mult else "") + name, 0
    power = 9 if unit_mult == _HUNDRED_MILLION else unit_mult // 3 * 3
    scale = dict(_ENGLISH_SCALES)[power]
    name = unit if row["kind"] == _MONEY else "" if unit == "NB" else row["symbol"]
    parts = (name, scale) if row["kind"] == _MONEY else (scale, name)
    return " ".join(filter(None, parts)), unit_mult - power


def in_column(
    value: Number,
    unit: str,
    unit_mult: int,
    language: str,
    decimals: int | None = None,
    *,
    signed: bool = False,
) -> str:
    """Return a number for a column whose head carries `column_unit`; `decimals` are of the printed scale.

    >>> in_column("301.5", "CNY", 8, "zh"), in_column("301.5", "CNY", 8, "en")
    ('301.5', '30.15')
    >>> in_column(292.718, "CNY", 8, "en", 1)
    '29.27'
    """
    shift = column_unit(unit, unit_mult, language)[1]
    return _shifted(_rounded(value, decimals), shift, signed=signed, grouped=language == "en")


def interval_in_column(
    lower: Number, upper: Number, unit: str, unit_mult: int, language: str, decimals: int | None = None
) -> str:
    """Return bounds for a column whose head carries `column_unit`; `decimals` are of the printed scale.

    >>> interval_in_column("301.45", "301.55", "CNY", 8, "en", 2)
    '[30.145, 30.155]'
    """
    shift = column_unit(unit, unit_mult, language)[1]
    if decimals is None:
        decimals = decimals_for(lower, upper)
    low, high = _moved(lower, shift), _moved(upper, shift)
    text = interval(low, high, max(decimals - shift, 0))
    return _LONG.sub(lambda digits: f"{int(digits[0]):,}", text) if language == "en" else text


def _moved(value: Number, shift: int) -> Number:
    """Move the decimal point of an exact number."""
    return value * Fraction(10) ** shift if isinstance(value, Fraction) else _decimal(value).scaleb(shift)


def _rounded(value: Number, decimals: int | None) -> Decimal:
    exact = _decimal(value)
    if decimals is None or exact.is_infinite():
        return exact
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _shifted(exact: Decimal, shift: int, *, signed: bool, grouped: bool = True) -> str:
    if exact.is_infinite():
        return number(exact)
    text = number(exact.scaleb(shift), signed=signed)
    whole, point, rest = text.partition(".")
    digits = whole.lstrip("+" + MINUS)
    if grouped and len(digits) > 4:  # a four-digit number reads without a comma, a longer one does not
        whole = whole[: len(whole) - len(digits)] + f"{int(digits):,}"
    return whole + point + rest


def quantity(
    value: Number,
    unit: str,
    unit_mult: int,
    language: str,
    *,
    decimals: int | None = None,
    signed: bool = False,
    exact: bool = False,
) -> str:
    """Return a number with its unit, for a sentence.

    Args:
        value: the number in the printed scale.
        unit: a code of data/units.csv, such as CNY, PT, PERS.
        unit_mult: power of ten of the printed scale: 8 for 亿, 4 for 万.
        language: zh keeps the printed scale; en takes the scale that reads best and keeps the digits.
        decimals: digits after the point in the printed scale; None keeps those that `value` has.
        signed: write `+` before a positive number.
        exact: the number is a decision or a count, so its last zeros say nothing: 1200亿元, CNY 120 billion.

    Raises:
        UnknownNameError: when the unit is not in data/units.csv.

    >>> quantity("301.5", "CNY", 8, "zh"), quantity("301.5", "CNY", 8, "en")
    ('301.5亿元', 'CNY 30.15 billion')
    >>> quantity("6.82", "CNY", 8, "en"), quantity("1", "PERS", 4, "en"), quantity("-0.6", "PP", 0, "en")
    ('CNY 682 million', '10 thousand persons', '−0.6 pp')
    """
    row = _unit(unit)
    figure = _rounded(value, decimals)
    if check_language(language) == "zh":
        return _shifted(figure, 0, signed=signed, grouped=False) + column_unit(unit, unit_mult, "zh")[0]
    scale, shift = "", 0
    if unit_mult and not figure.is_infinite():
        size = abs(figure.scaleb(unit_mult))
        power, scale = next(((p, s) for p, s in _ENGLISH_SCALES if size >= Decimal(10) ** p), (0, ""))
        shift = unit_mult - power
    figures = _shifted(figure, shift, signed=signed)
    if exact and "." in figures:
        figures = figures.rstrip("0").rstrip(".")
    text = " ".join(filter(None, [figures, scale]))
    if row["kind"] == _MONEY:
        return f"{unit} {text}"
    if unit == "PT":
        return f"{text}%"
    symbol = "" if unit == "NB" else row["symbol"]
    if text == "1" and symbol.endswith("s"):
        symbol = symbol[:-1]
    return f"{text} {symbol}".rstrip()


def printed(
    value: Number, unit: str, unit_mult: int, language: str, quote: str, *, exact: bool = False
) -> str:
    """Return a printed number with its unit; in English the printed form stands beside it where it differs.

    `exact` as in `quantity`: of a target the last zeros say nothing.

    >>> printed("301.5", "CNY", 8, "en", "301.5亿元"), printed("3", "PT", 0, "en", "3%")
    ('CNY 30.15 billion (301.5亿元)', '3%')
    """
    text = quantity(value, unit, unit_mult, language, exact=exact)
    return text if language == "zh" or text == quote or not quote else f"{text} ({quote})"
