"""Jinja2 with everything escaped, and the few words and tests the templates need.

Templates and the sheet lie in `templates/` as package data. An undefined name is an error.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from yz_analysis.words import word

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup

HTML_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_HAN = re.compile("[\u3400-\u9fff]")


def foreign(text: str, language: str) -> str:
    """Return the `lang` a text needs inside a page, or an empty string when it is the page's own.

    >>> foreign("地区生产总值", "en"), foreign("GDP", "zh"), foreign("GDP", "en")
    ('zh-CN', '', '')
    """
    return "zh-CN" if language != "zh" and _HAN.search(text) else ""


def size(count: int, language: str) -> str:
    """Return a file size in words a reader knows.

    >>> size(183_000, "en"), size(2_500_000, "en"), size(120, "en")
    ('183 kB', '2.5 MB', '1 kB')
    """
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB"


def replace_link(text: str, mark: str, href: str, label: str) -> Markup:
    """Return escaped text in which `mark` has become a link.

    >>> str(replace_link("as <§>", "§", "#F1", "F1"))
    'as &lt;<a href="#F1">F1</a>&gt;'
    """
    from markupsafe import Markup, escape

    link = Markup('<a href="{}">{}</a>').format(href, label)
    return Markup(link.join(escape(part) for part in text.split(mark)))


@cache
def environment() -> Environment:
    """Return the template environment."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("yz_analysis.publishing.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["replace_link"] = replace_link
    made.globals.update(word=word, foreign=foreign, size=size, html_languages=HTML_LANGUAGES)
    return made


def template(name: str) -> Template:
    """Return a template of the package by file name."""
    return environment().get_template(name)


def warm() -> None:
    """Compile every template now: a process that is about to fork does once what each child would do."""
    for name in environment().list_templates(extensions=["j2"]):
        template(name)


@cache
def sheet(name: str) -> str:
    """Return a style sheet of the package, without comments and indentation."""
    source = environment().loader.get_source(environment(), name)[0]  # type: ignore[union-attr]
    bare = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    return "\n".join(line.strip() for line in bare.splitlines() if line.strip())
