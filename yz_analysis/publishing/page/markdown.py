"""Markdown cells to safe HTML, with the two faults cured that every CommonMark tool has with Chinese.

- Emphasis: CommonMark decides by the character beside `**`, and takes full-width punctuation for a word's
  end, so `**「规上」**工业` stays starred. Chinese characters may stand on either side here, as in the
  amendment at https://github.com/tats-u/markdown-cjk-friendly.
- Line breaks: a line that ends inside a Chinese sentence puts no space into it.

Raw HTML in Markdown passes the same allow-list as any HTML output. Formulas become MathML.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from yz_analysis.publishing.page.clean import MATH_TAG, clean_html
from yz_analysis.publishing.page.images import encoded
from yz_analysis.publishing.page.mathml import mathml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from yz_analysis.publishing.page.clean import Context


@dataclass(frozen=True)
class Section:
    """A stretch of a cell: its heading, if it has one, and what follows up to the next.

    Attributes:
        level: 1–6, or 0 where text comes before any heading.
        heading: the heading as clean inline HTML.
        title: the heading as text.
        body: clean HTML.
    """

    level: int
    heading: str
    title: str
    body: str


def is_cjk(char: str) -> bool:
    """Tell whether a character is written without spaces around it: Chinese, kana, full-width punctuation.

    >>> [is_cjk(char) for char in "规。a（한"]
    [True, True, False, True, False]
    """
    if not char or unicodedata.east_asian_width(char) not in "WF":
        return char in "“”‘’…—·"
    return not unicodedata.name(char, "").startswith("HANGUL")


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def flanks(before: str, after: str) -> tuple[bool, bool]:
    """Tell whether a run of `*` between two characters may open and may close emphasis.

    >>> flanks("的", "“"), flanks("）", "是")
    ((True, True), (True, True))
    >>> flanks(" ", "a"), flanks("a", " ")
    ((True, False), (False, True))
    """
    punctuated = _is_punctuation(after) and not _is_wide(after)
    opens = not after.isspace() and (
        not punctuated or before.isspace() or _is_punctuation(before) or _is_wide(before)
    )
    punctuated = _is_punctuation(before) and not _is_wide(before)
    closes = not before.isspace() and (
        not punctuated or after.isspace() or _is_punctuation(after) or _is_wide(after)
    )
    return opens, closes


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Put markers on the delimiter list, as markdown-it's own rule does, with `flanks` for the decision."""
    from markdown_it.rules_inline.state_inline import Delimiter

    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    start = end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[start - 1] if start > 0 else " "
    after = state.src[end] if end < state.posMax else " "
    opens, closes = flanks(before, after)
    if marker == "_":  # not inside a word
        opens, closes = (
            opens and (not closes or _is_punctuation(before)),
            (closes and (not opens or _is_punctuation(after))),
        )
    for _ in range(end - start):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=end - start,
                token=len(state.tokens) - 1,
                end=-1,
                open=opens,
                close=closes,
            )
        )
    state.pos = end
    return True


def _join_lines(state: StateCore) -> None:
    """Drop a soft break that stands between two Chinese characters."""
    for block in state.tokens:
        children = block.children or []
        for place, token in enumerate(children):
            if token.type != "softbreak":
                continue
            before = next((c.content for c in reversed(children[:place]) if c.content), "")
            after = next((c.content for c in children[place + 1 :] if c.content), "")
            ends = before[-1:] + after[:1]
            if len(ends) == 2 and all(map(is_cjk, ends)) and any(map(_is_wide, ends)):
                token.type, token.content = "text", ""


@cache
def parser() -> MarkdownIt:
    """Return the parser: CommonMark, tables, strike-through, formulas in `$…$` and `$$…$$`."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.amsmath import amsmath_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    made = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    made.use(dollarmath_plugin, double_inline=True, allow_digits=False).use(amsmath_plugin)
    made.inline.ruler.at("emphasis", _emphasis)
    made.core.ruler.push("join_lines", _join_lines)
    for kind in ("math_inline", "math_inline_double", "math_block", "amsmath"):
        made.add_render_rule(kind, _formula)
    return made


def _formula(renderer: object, tokens: Sequence[Token], index: int, options: object, env: dict) -> str:
    token = tokens[index]
    display = "inline" if token.type == "math_inline" else "block"
    formulas = env.setdefault("formulas", [])
    formulas.append(mathml(token.content, display=display))
    return f"<{MATH_TAG} n='{len(formulas) - 1}'></{MATH_TAG}>"


def _embed_attachments(tokens: Sequence[Token], attachments: Mapping[str, Mapping[str, str]]) -> None:
    for token in tokens:
        _embed_attachments(token.children or [], attachments)
        address = str(token.attrs.get("src", ""))
        if token.type == "image" and address.startswith("attachment:"):
            bundle = attachments.get(address.removeprefix("attachment:"), {})
            pictures = (encoded(mime, payload) for mime, payload in bundle.items())
            token.attrs["src"] = next((picture for picture in pictures if picture), "")


def sections(
    source: str, context: Context, attachments: Mapping[str, Mapping[str, str]] | None = None
) -> Iterator[Section]:
    """Yield the sections of a Markdown text, each clean.

    Args:
        source: the Markdown.
        context: of the page, for cleaning.
        attachments: the cell's attached pictures: name → mime → base64.
    """
    env: dict[str, list[str]] = {}
    tokens = parser().parse(source, env)
    _embed_attachments(tokens, attachments or {})
    starts = [
        place for place, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0
    ]

    def render(part: Sequence[Token]) -> str:
        html = parser().renderer.render(part, parser().options, env)
        return clean_html(html, context, env.get("formulas", []))

    lead = tokens[: starts[0]] if starts else tokens
    if lead:
        yield Section(0, "", "", render(lead))
    for start, end in pairwise([*starts, len(tokens)]):
        inline = tokens[start + 1]
        heading = render([inline])
        title = "".join(
            child.content for child in inline.children or [] if child.type in ("text", "code_inline")
        )
        body = tokens[start + 3 : end]
        yield Section(int(tokens[start].tag[1]), heading, title.strip(), render(body) if body else "")
