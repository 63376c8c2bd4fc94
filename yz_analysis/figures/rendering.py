"""Plain text, HTML and Markdown of the display objects, for terminals, JupyterLab and stock nbconvert.

The input is the JSON of `figures.display`. Every string in it is taken as hostile: HTML is escaped, Markdown
is written in character references, so that no cell text becomes a tag, a link, emphasis or a formula.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import Any

from yz_analysis.words import word

# what means something to CommonMark, GFM or MathJax anywhere in a line
_MARKDOWN = re.compile(r"[&<>*_`\[\]$\\~|@!\"]|:(?=//)|(?<=www)\.")
# what means something only where a line begins: headings, lists, rules, underlines
_LINE_START = re.compile(r"[#+\-=]|(?<=\d)[.)]")
_SPACE = re.compile(r"[\s\u2028\u2029]+")


def _plain(cell: str | dict[str, Any]) -> str:
    return cell if isinstance(cell, str) else str(cell["text"])


def width(text: str) -> int:
    """Return how many columns of a terminal `text` takes; a Chinese character takes two.

    >>> width("增速3%")
    6
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _pad(text: str, size: int, align: str) -> str:
    blank = " " * (size - width(text))
    return blank + text if align == "right" else text + blank


def column_head(column: dict[str, str], language: str) -> str:
    """Return label and unit of a column as one text.

    >>> column_head({"label": "增速", "unit": "%"}, "zh")
    '增速（%）'
    """
    if not column["unit"]:
        return column["label"]
    return word("display.head_with_unit", language, label=column["label"], unit=column["unit"])


def table_text(table: dict[str, Any]) -> str:
    """Return a table as monospaced text: caption, head, rows, note and source."""
    columns = table["columns"]
    heads = [_SPACE.sub(" ", column_head(column, table["language"])) for column in columns]
    rows = [[_SPACE.sub(" ", _plain(cell)) for cell in row] for row in table["rows"]]
    sizes = [max(map(width, cells)) for cells in zip(heads, *rows, strict=True)]
    aligns = [column["align"] for column in columns]
    lines = [
        " | ".join(
            _pad(cell, size, align) for cell, size, align in zip(row, sizes, aligns, strict=True)
        ).rstrip()
        for row in [heads, *rows]
    ]
    rule = "-+-".join("-" * size for size in sizes)
    return "\n".join(
        filter(None, [table["caption"], lines[0], rule, *lines[1:], table["note"], table["source"]])
    )


def _cell_html(
    cell: str | dict[str, Any], column: dict[str, str], head: bool, notes: list[str], lang: str
) -> str:
    tag, scope = ("th", ' scope="row"') if head else ("td", "")
    style = f"text-align:{column['align']};" + ("font-variant-numeric:tabular-nums" if not head else "")
    if isinstance(cell, str):
        return f'<{tag}{scope} style="{style}">{escape(cell)}</{tag}>'
    title = " ".join([*cell["figures"], *([f"“{cell['quote']}”"] if cell["quote"] else [])])
    told = f' title="{escape(title)}"' if title else ""
    inner = escape(cell["text"])
    if cell["validity"] in ("conditional", "indicative"):
        inner += f" <small>{escape(word('display.' + cell['validity'], lang))}</small>"
    if cell["caveat"]:
        if cell["caveat"] not in notes:
            notes.append(cell["caveat"])
        inner += f"<sup>{notes.index(cell['caveat']) + 1}</sup>"
    return f'<{tag}{scope}{told} style="{style}">{inner}</{tag}>'


def table_html(table: dict[str, Any]) -> str:
    """Return a table as HTML for JupyterLab: scopes, alignment, caveats numbered under the table."""
    language = table["language"]
    notes: list[str] = []
    head = "".join(
        f'<th scope="col" style="text-align:{column["align"]}">{escape(column_head(column, language))}</th>'
        for column in table["columns"]
    )
    body = "".join(
        "<tr>"
        + "".join(
            _cell_html(cell, column, place < table["row_headers"], notes, language)
            for place, (cell, column) in enumerate(zip(row, table["columns"], strict=True))
        )
        + "</tr>"
        for row in table["rows"]
    )
    under = [f"<li>{escape(text)}</li>" for text in notes]
    foot = f"<ol>{''.join(under)}</ol>" if under else ""
    foot += "".join(
        f"<p><small>{escape(table[name])}</small></p>" for name in ("note", "source") if table[name]
    )
    return (
        f'<div lang="{"zh-CN" if language == "zh" else language}"><table>'
        f'<caption style="text-align:left"><strong>{escape(table["caption"])}</strong></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{foot}</div>"
    )


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def markdown(text: str, *, line_start: bool = False) -> str:
    """Return `text` as Markdown that shows exactly `text`.

    Args:
        text: any text.
        line_start: whether the text opens a line, where more characters mean something.

    >>> markdown("[1] <b>*x*</b>")
    '&#91;1&#93; &#60;b&#62;&#42;x&#42;&#60;/b&#62;'
    >>> markdown("2. item", line_start=True)
    '2&#46; item'
    """
    single = _SPACE.sub(" ", text)
    if not line_start:
        return _MARKDOWN.sub(_reference, single)
    opening = re.match(r"\s*(?:[#+\-=]+|\d{1,9}[.)])?", single)
    length = opening.end() if opening else 0
    start = _LINE_START.sub(_reference, single[:length])
    return start.lstrip() + _MARKDOWN.sub(_reference, single[length:])


def prose_text(prose: dict[str, Any]) -> str:
    """Return prose as plain text, one line an item."""
    return "\n".join("".join(_plain(part) for part in item) for item in prose["items"])


def _part_markdown(part: str | dict[str, Any], line_start: bool) -> str:
    if isinstance(part, str):
        return markdown(part, line_start=line_start)
    inner = markdown(part["text"], line_start=line_start)
    if part["figures"]:
        inner = f'<span title="{escape(" ".join(part["figures"]))}">{inner}</span>'
    # a tag, not **: CommonMark's flanking rule bolds the wrong words beside full-width punctuation
    return f"<strong>{inner}</strong>" if part["strong"] else inner


def prose_markdown(prose: dict[str, Any]) -> str:
    """Return prose as Markdown: one paragraph, or a list when there is more than one item."""
    items = [
        "".join(_part_markdown(part, place == 0) for place, part in enumerate(i)) for i in prose["items"]
    ]
    return items[0] if len(items) == 1 else "\n".join(f"- {item}" for item in items)
