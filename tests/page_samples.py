"""Notebooks made by hand for the tests of the page: display objects, stock outputs, hostile ones."""

from __future__ import annotations

import base64
from typing import Any

from yz_analysis.figures.display import Cell, Chart, Column, Part, Prose, Table

REPORT = "yangzhong-2022h1"
GDP, GROWTH, OUTPUT = (f"{REPORT}:F{number:03d}" for number in (2, 3, 6))

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="432pt" '
    'height="200pt" viewBox="0 -20 432 220" font-family="\'Noto Sans SC\'" font-size="10">'
    '<style id="yz-font">@font-face{font-family:"Noto Sans SC";src:url(data:font/woff2;base64,AAAA)}</style>'
    '<defs><clipPath id="clip"><rect x="0" y="0" width="432" height="200"/></clipPath></defs>'
    '<rect x="10" y="20" width="100.123456" height="30" fill="#0072b2" clip-path="url(#clip)"/>'
    '<text x="12" y="90" text-anchor="start" fill="#1f2933">地区生产总值 GDP</text></svg>'
)
PNG = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    )
).decode()

HOSTILE_HTML = (
    "<script>document.title='hit'</script>",
    "<img src=x onerror=\"document.title='hit'\">",
    "<svg onload=\"document.title='hit'\"><circle r=1></svg>",
    "<svg><script>document.title='hit'</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=1&gt;'>",
    "<a href=\"javascript:document.title='hit'\">x</a>",
    "<a href=' java\nscript:document.title=1'>x</a>",
    "<a href='data:text/html,<script>document.title=1</script>'>x</a>",
    "<iframe srcdoc=\"<script>parent.document.title='hit'</script>\"></iframe>",
    "<iframe src=https://example.org/a></iframe>",
    "<object data=https://example.org/a></object><embed src=https://example.org/a>",
    "<link rel=stylesheet href=https://example.org/a.css>",
    "<style>@import url(https://example.org/a.css); body{background:url(https://example.org/b)}</style>",
    '<p style="background:url(https://example.org/c)">x</p>',
    "<img src=https://example.org/d.png>",
    "<img srcset='https://example.org/e.png 2x' src='data:image/png;base64,AAAA'>",
    "<video src=https://example.org/f.mp4 autoplay></video><audio src=https://example.org/g.mp3></audio>",
    "<form action=https://example.org/h><input name=a><button>go</button></form>",
    "<meta http-equiv=refresh content='0;url=https://example.org/i'>",
    "<base href=https://example.org/>",
    "<table background=https://example.org/j><tr><td background=https://example.org/k>x</td></tr></table>",
    "<details open ontoggle=\"document.title='hit'\">x</details>",
    "<template><img src=x onerror=document.title=1></template>",
    "<noscript><p title='</noscript><img src=x onerror=document.title=1>'></noscript>",
    "<xmp><img src=x onerror=document.title=1></xmp>",
    "<p id=main>twice</p><p id=main>twice</p>",
    "</main></body></html><script>document.title='hit'</script>",
    "<yz-math n='0'></yz-math><yz-math n='99'>x</yz-math>",
)
_OPEN = '<svg xmlns="http://www.w3.org/2000/svg">'
HOSTILE_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"><rect width="9" height="9"/></svg>',
    f'{_OPEN}<script>document.title="hit"</script><rect width="9"/></svg>',
    f'{_OPEN}<foreignObject><p xmlns="http://www.w3.org/1999/xhtml" onclick="a"/></foreignObject></svg>',
    f'{_OPEN}<image href="https://example.org/a.png" width="9"/></svg>',
    f'{_OPEN}<use href="https://example.org/a.svg#x"/></svg>',
    f"{_OPEN}<style>*{{fill:url(https://example.org/b)}}</style></svg>",
    f'{_OPEN}<rect style="fill:url(https://example.org/c#a)"/></svg>',
    f'{_OPEN}<a href="javascript:document.title=1"><text>x</text></a></svg>',
    f'{_OPEN}<animate attributeName="href" to="javascript:1"/></svg>',
    f'{_OPEN}<set attributeName="onload" to="document.title=1"/></svg>',
    f'<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>{_OPEN}<text>&e;</text></svg>',
)
HOSTILE_MARKDOWN = (
    "[x](javascript:alert(1)) <javascript:alert(1)>",
    "![x](https://example.org/a.png)",
    "<script>document.title='hit'</script>",
    "# <img src=x onerror=document.title=1> title",
    "$\\text{</math><script>document.title='hit'</script>}$",
    "$$\\href{javascript:document.title=1}{x}$$",
    "```html\n<script>document.title='hit'</script>\n```",
    '[a]: <javascript:alert(1)> "t"\n\n[a]',
)


def table(language: str = "en", *, id: str = "growth", evil: str = "") -> Table:
    """A table with every kind of cell."""
    zh = language == "zh"
    return Table(
        id,
        language,
        ("水平与增速" if zh else "Level and growth") + evil,
        [
            Column("name", ("指标" if zh else "Indicator") + evil),
            Column("level", "水平" if zh else "Level", "right", "亿元" if zh else "CNY billion"),
            Column("base", "推算基数" if zh else "Implied base", "right", "亿元" if zh else "CNY billion"),
        ],
        [
            [
                ("地区生产总值" if zh else "Gross domestic product") + evil,
                Cell("301.5", (GDP,), quote="301.5亿元"),
                Cell(
                    "292.7",
                    (GDP, GROWTH),
                    "indicative",
                    ("不是去年公布的数" if zh else "not last year's") + evil,
                ),
            ],
            ["规上工业" if zh else "Industry", Cell("368.12", (OUTPUT,)), Cell("317.6", (), "conditional")],
        ],
        note="范围不含修订" if zh else "Without revisions",
        source="来源：报告" if zh else "Source: the report",
    )


def chart(language: str = "en", *, id: str = "bars", evil: str = "") -> Chart:
    """A chart with a drawing of its own."""
    zh = language == "zh"
    return Chart(
        id,
        language,
        ("增速" if zh else "Growth rates") + evil,
        ("横条：增长3%" if zh else "Bars: growth of 3%") + evil,
        "来源：报告" if zh else "Source: the report",
        SVG,
        (GROWTH,),
        table(language, id=f"{id}-data", evil=evil),
        view="0 0 432 200",
    )


def prose(language: str = "en", kind: str = "summary", *, evil: str = "") -> Prose:
    """Two sentences with numbers."""
    zh = language == "zh"
    return Prose(
        f"{kind}-lead",
        language,
        kind,
        [
            [
                "生产总值 " if zh else "GDP was ",
                Part("301.5亿元" if zh else "30.15 billion", (GDP,), True),
                "。" + evil,
            ],
            ["增长 " if zh else "It grew ", Part("3%", (GROWTH, GDP)), "。"],
        ],
    )


def shown(thing: Any) -> dict[str, Any]:
    """A code cell whose output is a display object or a mime bundle."""
    bundle = thing if isinstance(thing, dict) else thing.mimebundle()
    output = {"output_type": "execute_result", "data": bundle, "metadata": {}, "execution_count": 1}
    return _code("code_that_nobody_sees()", [output])


def _code(source: str, outputs: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "source": source,
        "metadata": {},
        "outputs": outputs,
        "execution_count": 1,
    }


def markdown(text: str, *tags: str) -> dict[str, Any]:
    """A Markdown cell."""
    return {"cell_type": "markdown", "source": text, "metadata": {"tags": list(tags)}}


def raw_output(**output: Any) -> dict[str, Any]:
    """A code cell with one output of nbformat."""
    return _code("", [output])


def notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    """A notebook of nbformat 4."""
    numbered = [{"id": f"c{number}", **cell} for number, cell in enumerate(cells)]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": numbered}


def sample(language: str = "en", *, evil: str = "") -> dict[str, Any]:
    """A notebook such as ours: title, summary, sections, a table, a chart, a caveat, what is missing."""
    return notebook(
        markdown("# 增长了多少？", "zh"),
        markdown("# How much did it grow?", "en"),
        {**shown({}), "outputs": []},
        shown(prose(language, evil=evil)),
        markdown("## 水平与增速\n\n**“规上”**工业指大企业。$\\frac{X}{1+g}$", "zh"),
        markdown("## Level and growth\n\nAbove *size*. $\\frac{X}{1+g}$", "en"),
        shown(table(language, evil=evil)),
        shown(prose(language, "caveat")),
        markdown("## 图", "zh"),
        markdown("## Charts", "en"),
        shown(chart(language, evil=evil)),
        shown(prose(language, "limit")),
        shown(prose(language, "provenance")),
    )
