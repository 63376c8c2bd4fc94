"""Colours of every chart, light and dark, after Okabe and Ito, with the contrast that WCAG asks.

Okabe and Ito chose hues that remain apart under the common forms of colour blindness (Color Universal Design,
2008). Most of theirs are too light for words on white, so they are darkened here until they reach 4.5 : 1.
Colour never stands alone: a label, a shape or a place says the same.

`PALETTE` maps a name to the hex that the SVG carries, `DARK` the same name to what a dark page puts for it.
"""

from __future__ import annotations

PALETTE = {
    "paper": "#ffffff",
    "ink": "#1f2933",  # words
    "muted": "#52606d",  # lesser words, axes
    "rule": "#7b8794",  # lines that carry meaning without being data
    "grid": "#dde2e7",  # lines that carry none
    "blue": "#0072b2",  # what is printed, or follows from the print
    "vermilion": "#b84700",  # what is still required, and what falls short
    "green": "#00795a",  # parent areas and benchmarks
    "purple": "#94457c",  # what rests on an assumption
    "ochre": "#8a6100",  # house policy beside the literal one
    "blue_tint": "#c5dff0",
    "vermilion_tint": "#f6d3bd",
    "green_tint": "#bfe3d7",
    "purple_tint": "#e8cfe0",
    "ochre_tint": "#f0e0b6",
    # classes of a heat map, from far short to far over; words on them are in ink
    "short_3": "#efa47c",
    "short_2": "#f6c3a6",
    "short_1": "#fbe2d3",
    "over_1": "#dcebf5",
    "over_2": "#b4d5ea",
    "over_3": "#8abddd",
}

DARK = {
    "paper": "#14181d",
    "ink": "#e8edf2",
    "muted": "#aab6c2",
    "rule": "#7f8c99",
    "grid": "#2c343d",
    "blue": "#58b4e8",
    "vermilion": "#ff9455",
    "green": "#3fc79b",
    "purple": "#e094c6",
    "ochre": "#e3b341",
    "blue_tint": "#1c3f57",
    "vermilion_tint": "#5a2f17",
    "green_tint": "#14473a",
    "purple_tint": "#50304a",
    "ochre_tint": "#4a3a12",
    "short_3": "#8a3f12",
    "short_2": "#663114",
    "short_1": "#42261a",
    "over_1": "#1b2f3d",
    "over_2": "#1d4a68",
    "over_3": "#1f6492",
}

HEAT = ("short_3", "short_2", "short_1", "over_1", "over_2", "over_3")
WORDS = ("ink", "muted", "blue", "vermilion", "green", "purple", "ochre")
MARKS = (*WORDS, "rule")
TINTS = ("blue_tint", "vermilion_tint", "green_tint", "purple_tint", "ochre_tint")


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of `#rrggbb`, each from 0 to 255.

    >>> channels("#0072b2")
    (0, 114, 178)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` as WCAG 2 defines it, 0 for black to 1 for white."""
    red, green, blue = (_linear(channel) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2 defines it, 1 to 21.

    >>> round(contrast("#ffffff", "#000000"), 1)
    21.0
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
