"""The charts' colours as CSS variables, so that a chart turns dark with its page."""

from __future__ import annotations

from functools import cache

from yz_analysis.figures.palette import DARK, PALETTE


@cache
def chart_colours() -> dict[str, str]:
    """Return hex of the palette → the variable that stands for it on a page.

    >>> chart_colours()["#0072b2"]
    'var(--c-blue)'
    """
    return {colour.lower(): f"var(--c-{name.replace('_', '-')})" for name, colour in PALETTE.items()}


@cache
def theme_rules() -> str:
    """Return the rules that give the variables their light and dark values; print is always light."""

    def block(colours: dict[str, str]) -> str:
        return ":root{" + ";".join(f"--c-{n.replace('_', '-')}:{c}" for n, c in colours.items()) + "}"

    return f"{block(PALETTE)}\n@media screen and (prefers-color-scheme:dark){{{block(DARK)}}}"
