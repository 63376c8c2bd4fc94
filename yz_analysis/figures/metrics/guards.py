"""The computations that are refused, each with the reason and what to use instead.

They are the mistakes that readers and analysts of such reports make. `refuse` names one; `compute` answers a
request in plain arithmetic over indicators and refuses what the print does not support.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from yz_analysis.errors import InvalidComputation, unknown
from yz_analysis.figures.metrics.assumptions import Assumptions
from yz_analysis.words import all_words, word

_PREFIX = "refused."
_TOKEN = re.compile(r"\s*([a-z_0-9.]+|[-+*/()])")

RELIEF = {"vat_credit_refund", "tax_deferral", "bridge_loan_fund", "new_enterprise_credit"}
INCOMES = {"disposable_income_urban", "disposable_income_rural"}
OUTPUT, VALUE_ADDED, SALES, GDP = (
    "industrial_gross_output",
    "industrial_value_added",
    "industrial_taxable_sales",
    "gdp",
)
# (operator, left, right) of indicators, measure in brackets where it matters → the refusal
_REFUSED: dict[tuple[str, str, str], str] = {
    ("/", OUTPUT, GDP): "output_over_gdp",
    ("/", SALES, GDP): "output_over_gdp",
    ("/", SALES, OUTPUT): "sales_over_output",
    ("/", VALUE_ADDED, SALES): "value_added_over_sales",
    ("-", f"{OUTPUT}.growth", f"{VALUE_ADDED}.growth"): "nominal_minus_real",
    ("-", f"{VALUE_ADDED}.growth", f"{OUTPUT}.growth"): "nominal_minus_real",
    ("-", f"{SALES}.growth", f"{VALUE_ADDED}.growth"): "nominal_minus_real",
    ("-", f"{OUTPUT}.growth", f"{GDP}.growth"): "nominal_minus_real",
    ("/", OUTPUT, f"{VALUE_ADDED}.growth"): "deflate_output",
    ("-", "registered_unemployment_rate", "surveyed_unemployment_rate"): "registered_against_surveyed",
    ("/", "registered_unemployment_rate", "surveyed_unemployment_rate"): "registered_against_surveyed",
    ("-", "general_public_budget_revenue", "vat_credit_refund"): "refund_from_local_budget",
    ("/", "database_investment", "signed_project_investment"): "database_over_signed",
    ("+", "bridge_loan_fund", "new_enterprise_credit"): "bridge_plus_credit",
    ("+", "vat_credit_refund", "tax_deferral"): "tax_cut",
}
_ALLOWED: dict[tuple[str, str, str], str] = {
    ("/", VALUE_ADDED, GDP): f"{VALUE_ADDED}.share_of_gdp",
    ("/", VALUE_ADDED, OUTPUT): f"{VALUE_ADDED}.value_added_rate",
    ("/", "signed_project_investment", "signed_projects"): "signed_project_investment.mean_size",
    ("/", "disposable_income_urban", "disposable_income_rural"): "disposable_income.urban_rural_ratio",
}


def refusals() -> pd.DataFrame:
    """Return every computation that is refused.

    Returns:
        Columns name, request_zh, request_en, why_zh, why_en, instead_zh, instead_en, all str, by name.

    >>> "last_year_gdp" in set(refusals()["name"])
    True
    """
    names = sorted({key.split(".")[1] for key in all_words() if key.startswith(_PREFIX)})
    rows = [
        {
            "name": name,
            **{
                f"{part}_{language}": word(f"{_PREFIX}{name}.{part}", language)
                for part in ("request", "why", "instead")
                for language in ("zh", "en")
            },
        }
        for name in names
    ]
    return pd.DataFrame(rows).astype("str")


def refuse(name: str, *, language: str = "en") -> InvalidComputation:
    """Return the error that says why a computation is refused and what to use instead.

    Args:
        name: one of `refusals()["name"]`.
        language: language of the message.

    Raises:
        UnknownNameError: when no such refusal exists.

    >>> "gdp.implied_base" in str(refuse("last_year_gdp"))
    True
    """
    key = f"{_PREFIX}{name}"
    if f"{key}.why" not in all_words():
        raise unknown("refused computation", name, refusals()["name"])
    parts = {part: word(f"{key}.{part}", language) for part in ("request", "why", "instead")}
    return InvalidComputation(word("refusal.message", language, **parts))


def compute(
    request: str,
    report: str,
    *,
    precision: str = "literal",
    assumptions: Assumptions | Mapping[str, Any] | None = None,
) -> pd.DataFrame:
    """Return one derived number of a report, or refuse, saying why and what to use instead.

    Args:
        request: a metric id of `derive` ("gdp.implied_base"), the name of a refusal ("last_year_gdp"), or
            arithmetic over indicators: "industrial_value_added / gdp", "vat_credit_refund + tax_deferral",
            "gdp * 2", "industrial_gross_output.growth - industrial_value_added.growth",
            "gdp / (1 + gdp.growth)".
        report: report id.
        precision: `literal` or `house`.
        assumptions: as in `derive`.

    Returns:
        The metrics frame with the one row asked for.

    Raises:
        InvalidComputation: when the method refuses the request, when nothing allows it, or when the report
            does not print what it needs.
        UnknownNameError: when the request names neither a metric, a refusal nor an indicator.

    >>> compute("industrial_value_added / gdp", "yangzhong-2022h1")["metric_id"].item()
    'industrial_value_added.share_of_gdp'
    """
    from yz_analysis.figures.metrics.derivation import derive

    if f"{_PREFIX}{request.strip()}.why" in all_words():
        raise refuse(request.strip())
    metric = _metric_of(request)
    found = derive(report, precision=precision, assumptions=assumptions)
    row = found[found["metric_id"].eq(metric)]
    if len(row):
        return row.reset_index(drop=True)
    known = _indicators()
    if metric.split(".")[0] not in known:
        raise unknown("metric, indicator or refused computation", request, [*found["metric_id"], *known])
    near = unknown("metric", metric, found["metric_id"])
    raise InvalidComputation(
        f"{report} does not print what {metric!r} needs, or the method has no such metric: {near}"
    )


def _indicators() -> list[str]:
    from yz_analysis.figures.dataset import load_indicators

    return load_indicators()["indicator"].tolist()


def _metric_of(request: str) -> str:
    """Return the metric id that a request means, or raise the refusal it deserves."""
    text = request.strip()
    if re.fullmatch(r"[a-z_0-9]+(\.[a-z_0-9]+)+", text):
        if text.endswith((".level", ".growth")):
            raise InvalidComputation(
                f"{text!r} is a printed figure, not a derived one; take it from load_figures"
            )
        return text
    known = _indicators()
    if text in known:
        raise InvalidComputation(f"{text!r} is an indicator; take its printed figures from load_figures")
    found = _TOKEN.findall(text)
    tokens = [token.removesuffix(".level") for token in found]  # an indicator by itself is its level
    names = [token for token in tokens if re.match("[a-z]", token)]
    if "".join(found) != re.sub(r"\s", "", text) or len(tokens) < 3 or not names:
        raise unknown("metric, indicator or refused computation", text, [*_ALLOWED.values(), *known])
    operators = [token for token in tokens if token in "+-*/"]
    slugs = {name.split(".")[0] for name in names}
    for slug in sorted(slugs - set(known)):
        raise unknown("indicator", slug, known)
    refused = _refused(names, operators, slugs, tokens)
    if refused:
        raise refuse(refused)
    if len(operators) == 1 and len(names) == 2:
        allowed = _ALLOWED.get((operators[0], names[0], names[1]))
        if allowed:
            return allowed
    if _is_deflation(tokens, names):
        return f"{names[0]}.implied_base"
    raise InvalidComputation(
        f"{text!r} is none of the computations the method allows; see refusals() for the common mistakes and "
        "derive() for what can be had"
    )


def _is_deflation(tokens: list[str], names: list[str]) -> bool:
    """Say whether the request is level / (1 + its growth)."""
    slug = names[0]
    return tokens == [slug, "/", "(", "1", "+", f"{slug}.growth", ")"]


def _refused(names: list[str], operators: list[str], slugs: set[str], tokens: list[str]) -> str:
    if len(names) == 2 and len(operators) == 1:
        named = _REFUSED.get((operators[0], names[0], names[1])) or (
            _REFUSED.get(("+", names[1], names[0])) if operators[0] == "+" else None
        )
        if named:
            return named
    if "+" in operators and len(slugs & RELIEF) > 1:
        return "relief_total"
    if "+" in operators and {name.split(".")[0] for name in names if name.endswith(".growth")} >= INCOMES:
        return "average_income_growth"
    if operators == ["*"] and "2" in tokens and len(names) == 1:
        return "annualised"
    if names == [GDP] and tokens[:2] == [GDP, "/"]:
        return "last_year_gdp"
    if operators == ["*"] and all(name.endswith(".rank") for name in names):
        return "multiplied_ranks"
    return ""
