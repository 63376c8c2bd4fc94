"""The few numbers that stand on a report's card: what most readers look for first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# in the order readers look for them; a card shows the first that the report prints
_FIRST = (
    "gdp",
    "industrial_value_added",
    "industrial_gross_output",
    "industrial_taxable_sales",
    "general_public_budget_revenue",
    "fixed_asset_investment",
    "retail_sales",
    "disposable_income",
    "disposable_income_urban",
    "disposable_income_rural",
)
CARD_SIZE = 6


@dataclass(frozen=True)
class KeyNumber:
    """One indicator on a card.

    Attributes:
        name: of the indicator.
        level: with unit, or empty.
        growth: with unit, or empty.
        basis: price basis of the growth: `current`, `constant` or `none`.
        figure: id of the first figure shown.
    """

    name: str
    level: str
    growth: str
    basis: str
    figure: str


def key_numbers(report: str, language: str, *, count: int = CARD_SIZE) -> list[KeyNumber]:
    """Return a report's key numbers, level and growth of up to `count` indicators."""
    return all_key_numbers(language, count=count).get(report, [])


def all_key_numbers(language: str, *, count: int = CARD_SIZE) -> dict[str, list[KeyNumber]]:
    """Return report id → key numbers, reading the dataset once."""
    from yz_analysis.figures.dataset import load_figures, load_indicators

    names = load_indicators().set_index("indicator")[f"name_{language}"].to_dict()
    printed: dict[str, dict[tuple[str, str], dict[str, Any]]] = {}
    figures = load_figures(kind="actual")
    figures = figures[figures["indicator"].isin(_FIRST) & figures["measure"].isin(["level", "growth"])]
    for row in figures.to_dict("records"):
        told = row["value_printed"] and row["value"] == row["value"]  # 两位数 is printed and is no number
        if row["comparator"] == "=" and told and not row["duplicate_of"]:
            place = (str(row["indicator"]), str(row["measure"]))
            named = {str(column): value for column, value in row.items()}
            printed.setdefault(str(row["report_id"]), {}).setdefault(place, named)
    found = {}
    for report, rows in printed.items():
        shown = [name for name in _FIRST if (name, "level") in rows or (name, "growth") in rows]
        found[report] = [
            _key_number(names[name], rows.get((name, "level")), rows.get((name, "growth")), language)
            for name in shown[:count]
        ]
    return found


def _key_number(
    name: str, level: dict[str, Any] | None, growth: dict[str, Any] | None, language: str
) -> KeyNumber:
    from yz_analysis.figures.formats import digits, quantity

    def text(row: dict[str, Any] | None, *, signed: bool) -> str:
        if row is None:
            return ""
        amount = digits(row["value_printed"], row["value"])
        return quantity(amount, row["unit"], int(row["unit_mult"]), language, signed=signed)

    return KeyNumber(
        name=name,
        level=text(level, signed=False),
        growth=text(growth, signed=True),
        basis=str(growth["price_basis"]) if growth else "none",
        figure=str((level or growth or {}).get("figure_id", "")),
    )
