"""Inline styles to classes: what SVG and foreign HTML bring as `style="…"` becomes rules of the page's sheet.

The page's Content-Security-Policy allows one `<style>` element by its hash and no style attribute at all,
so each distinct set of declarations becomes one class. Declarations are read by tinycss2 and pass an
allow-list of properties and of value tokens; whatever else they hold is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import tinycss2
from tinycss2.ast import Declaration, Node

from yz_analysis.publishing.page.allowed import names

TEXT_PROPERTIES = names("html", "style")
SVG_PROPERTIES = names("svg", "style")
_COLOUR_FUNCTIONS = frozenset({"rgb", "rgba", "hsl", "hsla"})
_VALUE_TOKENS = frozenset({"ident", "number", "percentage", "dimension", "hash", "whitespace"})
_WEIGHTS = frozenset({"bold", "bolder", "lighter", *(str(step) for step in range(100, 1000, 100))})


@dataclass
class Sheet:
    """The rules a page collects while its parts are rendered; one class for each set of declarations.

    Attributes:
        colours: lower-case `#rrggbb` → what stands for it on the page, such as `var(--c-blue)`.

    >>> sheet = Sheet({"#0072b2": "var(--c-blue)"})
    >>> sheet.class_for({"fill": "#0072B2"}), sheet.class_for({"fill": "#0072B2"})
    ('s0', 's0')
    >>> sheet.css()
    '.s0{fill:var(--c-blue)}'
    """

    colours: Mapping[str, str] = field(default_factory=dict)
    _classes: dict[str, str] = field(default_factory=dict)

    def class_for(self, declarations: Mapping[str, str]) -> str:
        """Return the class that carries these declarations, which must have been cleaned."""
        body = ";".join(f"{name}:{self._themed(value)}" for name, value in sorted(declarations.items()))
        if not body:
            return ""
        return self._classes.setdefault(body, f"s{len(self._classes)}")

    def css(self) -> str:
        """Return the rules in the order of first use."""
        return "\n".join(f".{name}{{{body}}}" for body, name in self._classes.items())

    def _themed(self, value: str) -> str:
        return self.colours.get(value.lower(), value)


def declarations(text: str, allowed: frozenset[str], ids: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the allowed declarations of a style attribute: property → value.

    Args:
        text: the attribute's value.
        allowed: the properties that may pass.
        ids: old id → new id, for `url(#id)`; any other address is dropped.

    >>> declarations("fill: red; position: fixed; stroke: url(http://x)", SVG_PROPERTIES)
    {'fill': 'red'}
    """
    found: dict[str, str] = {}
    for item in tinycss2.parse_declaration_list(text, skip_comments=True, skip_whitespace=True):
        if not isinstance(item, Declaration):
            continue
        pairs = _font(item.value) if item.lower_name == "font" else [(item.lower_name, item.value)]
        for name, value in pairs:
            written = _value(value, ids or {}) if name in allowed else None
            if written is not None:
                found[name] = _with_unit(name, written)
    return found


def rules(text: str, allowed: frozenset[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (id, declarations) for the id selectors of a style sheet, as pandas' Styler writes them.

    >>> list(rules("#T_row0_col0, #T_row1_col0 {color: red} p {color: blue}", TEXT_PROPERTIES))
    [('T_row0_col0', {'color': 'red'}), ('T_row1_col0', {'color': 'red'})]
    """
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        kept = declarations(tinycss2.serialize(rule.content), allowed)
        if not kept:
            continue
        for selector in tinycss2.serialize(rule.prelude).split(","):
            name = selector.strip()
            if name.startswith("#") and name[1:].replace("_", "").replace("-", "").isalnum():
                yield name[1:], kept


def _value(tokens: list[Node], ids: Mapping[str, str]) -> str | None:
    written = []
    for token in tokens:
        address = _address(token)
        if address is not None:
            if not address.startswith("#") or address[1:] not in ids:
                return None
            written.append(f"url(#{ids[address[1:]]})")
        elif token.type in _VALUE_TOKENS or (token.type == "literal" and token.value in (",", "/")):
            written.append(token.serialize())
        elif token.type == "function" and token.lower_name in _COLOUR_FUNCTIONS:
            inner = _value(token.arguments, {})
            if inner is None:
                return None
            written.append(f"{token.lower_name}({inner})")
        else:
            return None
    text = "".join(written).strip()
    return text or None


def _with_unit(name: str, value: str) -> str:
    """Give a bare number its unit: as an attribute SVG takes it for pixels, a style sheet refuses it."""
    bare = name == "font-size" and value.replace(".", "", 1).isdecimal()
    return f"{value}px" if bare else value


def _address(token: Node) -> str | None:
    if token.type == "url":
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        parts = [part for part in token.arguments if part.type != "whitespace"]
        return str(parts[0].value) if len(parts) == 1 and parts[0].type == "string" else ""
    return None


def _font(tokens: list[Node]) -> Iterator[tuple[str, list[Node]]]:
    """Take size, weight and slant out of the `font` shorthand; the family is always the page's."""
    for token in tokens:
        if token.type == "dimension":
            yield "font-size", [token]
            return
        text = token.serialize()
        if text in _WEIGHTS:
            yield "font-weight", [token]
        elif text in ("italic", "oblique"):
            yield "font-style", [token]
