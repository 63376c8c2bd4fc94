"""A5, A6: what the second half would have to do, under stated assumptions about last year's halves."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from yz_analysis.errors import InvalidComputation
from yz_analysis.figures.bounds import Bounds
from yz_analysis.figures.metrics import formulas
from yz_analysis.figures.metrics.assumptions import exact
from yz_analysis.figures.metrics.frame import (
    CONDITIONAL,
    Argument,
    Derived,
    derive_one,
    level,
    parameter,
    rate,
    to_frame,
)
from yz_analysis.figures.metrics.seasonality import first_half_share, share_band
from yz_analysis.figures.metrics.source import Printed, Source, is_real, pairs
from yz_analysis.figures.metrics.targets import pairs_with_actual
from yz_analysis.figures.propagation import propagate
from yz_analysis.words import LANGUAGES


class Goal(NamedTuple):
    """A target of the year with what its first half brought: level and nominal growth."""

    target: Printed
    level: Printed
    growth: Printed


def goals(source: Source) -> list[Goal]:
    """Return every target whose indicator is printed with level and nominal growth for the first half."""
    growths = {x.figure_id: g for x, g in pairs(source) if not is_real(x, g)}
    return [
        Goal(target, actual, growths[actual.figure_id])
        for target, actual in pairs_with_actual(source)
        if actual.figure_id in growths and actual.time_period.endswith("-S1") and actual.value < target.value
    ]


def required_growth(source: Source) -> pd.DataFrame:
    """A5: how fast must the second half grow over last year's second half to reach the target?

    (1+g)(T/X-1)·s/(1-s) - 1 in percent, conditional on s, last year's first-half share; and the break-even
    share X/T, at which the second half may grow just as fast as the first (valid, an identity). The bounds
    are those of rounding at the assumed share; `required_growth_curve` shows the dependence on s.

    Args:
        source: from `read`.

    Returns:
        The metrics frame, two rows for each target with level and nominal growth of the first half.
    """
    rows = []
    for goal in goals(source):
        rows.append(
            derive_one(
                "break_even_share",
                "break_even_share",
                "A5",
                goal.level,
                formulas.progress,
                [level(goal.level), level(goal.target)],
                "{0} / {1} * 100",
                unit="PT",
                factor=100,
            )
        )
        share = first_half_share(source, goal.level.indicator)
        if share is not None:
            rows.append(
                derive_one(
                    "required_growth",
                    f"required_growth_{share.origin}",
                    "A5",
                    goal.level,
                    formulas.required_growth,
                    [*arguments_of(goal), parameter("first_half_share", share.value)],
                    "((1 + {1}) * ({2} / {0} - 1) * {3} / (1 - {3}) - 1) * 100",
                    unit="PT",
                    factor=100,
                    validity=CONDITIONAL,
                    values=_share_words(share.value),
                )
            )
    return to_frame(rows)


def _share_words(share: Fraction) -> dict[str, dict[str, str]]:
    """Return the assumed share for a caveat, which must name the condition it stands under."""
    percent = f"{float(share) * 100:.2f}".rstrip("0").rstrip(".")
    return {language: {"share": percent} for language in LANGUAGES}


def required_growth_curve(
    source: Source, indicator: str, shares: Iterable[float] | None = None
) -> pd.DataFrame:
    """A5 as a curve: the growth the second half needs at each first-half share of last year.

    Args:
        source: from `read`.
        indicator: slug of an indicator with a target, a level and a nominal growth.
        shares: fractions between 0 and 1; None takes 35 % to 60 % in steps of one.

    Returns:
        Columns share (fraction), value, lower, upper (percent), all float64, in the order of `shares`.

    Raises:
        InvalidComputation: when the report does not print what the curve needs.
    """
    goal = _goal(source, indicator)
    rows = []
    for share in [Fraction(n, 100) for n in range(35, 61)] if shares is None else map(exact, shares):
        x, g, t = arguments_of(goal)
        values = (x.value, g.value, t.value, share)
        bounds = propagate(formulas.required_growth, x.bounds, g.bounds, t.bounds, Bounds(share, share))
        rows.append((float(share), float(formulas.required_growth(*values) * 100), *_percent(bounds)))
    return pd.DataFrame(rows, columns=["share", "value", "lower", "upper"], dtype="float64")


def scenarios(source: Source) -> pd.DataFrame:
    """A6: what would the year bring at the assumed share, for slow, equal and fast growth of the second half?

    X + B(1-s)/s·(1+h), conditional. Scenarios are not forecasts and carry no probability.

    Args:
        source: from `read`.

    Returns:
        The metrics frame, three rows for each target: growth at the low end, as in the first half, and at the
        high end of the range in the assumptions.
    """
    rows = []
    for goal in goals(source):
        share = first_half_share(source, goal.level.indicator)
        if share is None:
            continue
        x, g, _ = arguments_of(goal)
        shared = parameter("first_half_share", share.value)
        same = "{0} + {0} * (1 - {1}) / {1}"  # growth cancels
        assumed = _share_words(share.value)
        rows.append(_scenario("outcome_same", goal, _same_growth, [x, shared], same, assumed))
        for end in ("low", "high"):
            percent = source.assumptions.exact(f"second_half_growth_{end}")
            arguments = [x, g, shared, parameter("second_half_growth", percent / 100)]
            words = {
                language: {"growth": f"{float(percent):g}", **assumed[language]} for language in LANGUAGES
            }
            text = "{0} + {0} / (1 + {1}) * (1 - {2}) / {2} * (1 + {3})"
            rows.append(_scenario(f"outcome_{end}", goal, formulas.outcome, arguments, text, words))
    return to_frame(rows)


def scenario_grid(
    source: Source,
    indicator: str,
    shares: Iterable[float] | None = None,
    growths: Iterable[float] | None = None,
) -> pd.DataFrame:
    """A6 as a grid: the year's total for each first-half share and each growth of the second half.

    Args:
        source: from `read`.
        indicator: slug of an indicator with a target, a level and a nominal growth.
        shares: fractions; None takes every whole percent over the band of `share_band` and the break-even.
        growths: percent; None takes seven steps over the range in the assumptions.

    Returns:
        Columns share (fraction), growth (percent), value, lower, upper (unit and scale of the level) and
        of_target (percent of the target's number), float64, by share, then growth.

    Raises:
        InvalidComputation: when the report does not print what the grid needs.
    """
    goal = _goal(source, indicator)
    x, g, _ = arguments_of(goal)
    stated = source.assumptions
    low, high = stated.exact("second_half_growth_low"), stated.exact("second_half_growth_high")
    steps = [low + (high - low) * n / 6 for n in range(7)] if growths is None else [exact(n) for n in growths]
    rows = []
    for s, h in itertools.product(_share_steps(source, indicator, shares), steps):
        boxes = (x.bounds, g.bounds, Bounds(s, s), Bounds(h / 100, h / 100))
        lower, upper = propagate(formulas.outcome, *boxes).outward()
        value = formulas.outcome(x.value, g.value, s, h / 100)
        rows.append((float(s), float(h), float(value), lower, upper, float(value / goal.target.value * 100)))
    columns = ["share", "growth", "value", "lower", "upper", "of_target"]
    return pd.DataFrame(rows, columns=columns, dtype="float64")


def _scenario(
    name: str,
    goal: Goal,
    function: Callable[..., formulas.Number],
    arguments: list[Argument],
    formula: str,
    words: dict[str, dict[str, str]] | None = None,
) -> Derived:
    about = goal.level
    return derive_one(
        name, name, "A6", about, function, arguments, formula, like=about, validity=CONDITIONAL, values=words
    )


def _same_growth(level: formulas.Number, share: formulas.Number) -> formulas.Number:
    """Return the outcome when the second half grows as the first did: X + X(1-s)/s."""
    return level + level * (1 - share) / share


def arguments_of(goal: Goal) -> tuple[Argument, Argument, Argument]:
    """Return level, growth and target of a goal as arguments of a formula."""
    return level(goal.level), rate(goal.growth), level(goal.target)


def _goal(source: Source, indicator: str) -> Goal:
    found = [goal for goal in goals(source) if goal.level.indicator == indicator]
    if not found:
        raise InvalidComputation(
            f"{source.report} does not print target, level and nominal growth of {indicator!r} together; "
            f"it does for: {', '.join(goal.level.indicator for goal in goals(source)) or 'no indicator'}"
        )
    return found[0]


def _share_steps(source: Source, indicator: str, shares: Iterable[float] | None) -> list[Fraction]:
    if shares is not None:
        return [exact(share) for share in shares]
    band = share_band(source, indicator) or (Fraction(2, 5), Fraction(3, 5))
    goal = _goal(source, indicator)
    even = formulas.progress(goal.level.value, goal.target.value)  # both sides of the break-even are shown
    low = max(int(min(band[0], even) * 100) - 1, 1)
    high = min(int(max(band[1], even) * 100) + 2, 99)  # neither half is empty
    return [Fraction(percent, 100) for percent in range(low, high + 1)]


def _percent(bounds: Bounds) -> tuple[float, float]:
    return bounds.scaled(Fraction(100)).outward()
