"""What a conditional metric needs besides the print: stated parameters, each with its range and reason."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from typing import Any

from yz_analysis.errors import ParameterError, nearest

# field → lowest and highest value that means something, the ends included
_RANGES: dict[str, tuple[float, float]] = {
    "first_half_share": (0.2, 0.8),
    "second_half_growth_low": (-90, 200),
    "second_half_growth_high": (-90, 200),
    "base_coverage_percent": (0, 20),
    "bridge_loan_tenor_months": (0.1, 12),
    "deferral_months": (0.1, 60),
    "deferral_rate_percent": (0, 36),
    "largest_project_list": (1, 1000),
}


@dataclass(frozen=True)
class Assumptions:
    """The parameters of the conditional metrics.

    Attributes:
        first_half_share: s, the first half's share of last year's total, as a fraction from 0.2 to 0.8;
            0 takes the default: what last year's printed total of the same indicator implies where the
            dataset has one, else the median of the benchmarks (A7).
        second_half_growth_low: lowest growth of the second half in the scenarios, percent.
        second_half_growth_high: highest growth of the second half in the scenarios, percent.
        base_coverage_percent: by how much last year's comparable base may differ from the implied one,
            percent of the base; 1.8 was the effect of the list of firms nationally (method).
        bridge_loan_tenor_months: how long a bridge loan stays out; half a month by default, since such funds
            lend for days or a few weeks, until the bank renews the loan.
        deferral_months: by how many months tax is put off; six for the deferral of 2022.
        deferral_rate_percent: yearly interest rate on the tax put off; 3.7 was the one-year loan prime rate
            from January to August 2022.
        largest_project_list: the most key projects to consider behind a start rate.

    Raises:
        ParameterError: when a value is out of its range or not a number, or the scenario range is empty.

    >>> Assumptions(first_half_share=0.47).share
    Fraction(47, 100)
    """

    first_half_share: float = 0.0
    second_half_growth_low: float = 0.0
    second_half_growth_high: float = 30.0
    base_coverage_percent: float = 1.8
    bridge_loan_tenor_months: float = 0.5
    deferral_months: float = 6.0
    deferral_rate_percent: float = 3.7
    largest_project_list: int = 60

    def __post_init__(self) -> None:
        for name, (low, high) in _RANGES.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise ParameterError(f"{name} must be a number from {low:g} to {high:g}, not {value!r}")
            if name == "first_half_share" and value == 0:
                continue
            if not low <= value <= high:
                also = " (or 0 for the default)" if name == "first_half_share" else ""
                raise ParameterError(f"{name} must be from {low:g} to {high:g}{also}, not {value:g}")
        if not isinstance(self.largest_project_list, int):
            raise ParameterError(
                f"largest_project_list must be a whole number, not {self.largest_project_list!r}"
            )
        if self.second_half_growth_low >= self.second_half_growth_high:
            raise ParameterError(
                "second_half_growth_low must be below second_half_growth_high, not "
                f"{self.second_half_growth_low:g} and {self.second_half_growth_high:g}"
            )

    @classmethod
    def of(cls, given: Assumptions | Mapping[str, Any] | None) -> Assumptions:
        """Return the assumptions that are given, the defaults for the others.

        Raises:
            ParameterError: when a name does not exist; the message names the nearest that does.

        >>> Assumptions.of({"deferral_months": 9}).deferral_months
        9
        """
        if isinstance(given, Assumptions):
            return given
        names = [field.name for field in fields(cls)]
        for name in given or {}:
            if name not in names:
                near = nearest(name, names)
                hint = f"; did you mean {near!r}?" if near else "."
                raise ParameterError(f"unknown assumption {name!r}{hint} Known: {', '.join(names)}")
        return cls(**(given or {}))

    @property
    def share(self) -> Fraction | None:
        """The stated first-half share as an exact fraction, None where the default is to be taken."""
        return self.exact("first_half_share") or None

    def exact(self, name: str) -> Fraction:
        """Return a parameter as the exact fraction of its decimal text: 3.7 is 37/10."""
        return exact(getattr(self, name))


def exact(number: float) -> Fraction:
    """Return the fraction that a number's shortest decimal text says.

    >>> exact(0.1)
    Fraction(1, 10)
    """
    return Fraction(Decimal(str(number)))
