"""The few numbers that stand on a report's card: what most readers look for first."""

from __future__ import annotations

from dataclasses import dataclass

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
    from yz_analysis.figures.dataset import load_figures, load_indicators
    from yz_analysis.figures.formats import quantity

    figures = load_figures(report, kind="actual")
    counted = figures[figures["duplicate_of"].eq("") & figures["value_printed"].ne("")]
    counted = counted[counted["comparator"].eq("=") & counted["measure"].isin(["level", "growth"])]
    names = load_indicators().set_index("indicator")[f"name_{language}"]
    found: list[KeyNumber] = []
    for indicator in _FIRST:
        rows = counted[counted["indicator"].eq(indicator)]
        if rows.empty or len(found) == count:
            continue
        shown = {}
        for measure in ("level", "growth"):
            first = rows[rows["measure"].eq(measure)].head(1).astype(str).to_dict("records")
            for row in first:
                text = quantity(
                    row["value_printed"],
                    row["unit"],
                    int(row["unit_mult"]),
                    language,
                    signed=measure == "growth",
                )
                shown[measure] = (text, row["price_basis"], row["figure_id"])
        level, growth = shown.get("level"), shown.get("growth")
        found.append(
            KeyNumber(
                name=str(names[indicator]),
                level=level[0] if level else "",
                growth=growth[0] if growth else "",
                basis=growth[1] if growth else "none",
                figure=(level or growth or ("", "", ""))[2],
            )
        )
    return found
