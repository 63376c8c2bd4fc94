"""What notebook cells show: tables, charts and prose in every rendering."""

from __future__ import annotations

import copy
import dataclasses
import json
import os
import subprocess
import sys
from typing import Any

import pytest
from display_samples import chart, table
from IPython.core.formatters import DisplayFormatter

from yz_analysis.figures.display import (
    CHART_MIME,
    PROSE_MIME,
    SVG_MIME,
    TABLE_MIME,
    Cell,
    Part,
    Prose,
)


def test_a_table_gives_plain_text_html_and_our_json() -> None:
    shown = table()._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html", TABLE_MIME}
    assert shown[TABLE_MIME] == {
        "version": 1,
        "language": "zh",
        "id": "growth",
        "caption": "增速",
        "columns": [
            {"key": "name", "label": "指标", "align": "left", "unit": ""},
            {"key": "value", "label": "增速", "align": "right", "unit": "%"},
        ],
        "rows": [
            [
                "地区生产总值",
                {
                    "text": "3",
                    "figures": ["demo:F002"],
                    "validity": "",
                    "caveat": "",
                    "quote": "3%",
                    "derived": False,
                },
            ]
        ],
        "row_headers": 1,
        "note": "",
        "source": "",
    }


def test_a_chart_gives_plain_text_the_picture_and_our_json() -> None:
    shown = chart()._repr_mimebundle_()
    assert set(shown) == {"text/plain", SVG_MIME, CHART_MIME}
    data = shown[CHART_MIME]
    assert {
        key: data[key] for key in ("version", "language", "id", "caption", "alt", "source", "figures")
    } == {
        "version": 1,
        "language": "zh",
        "id": "growth-bars",
        "caption": "增速",
        "alt": "一条柱",
        "source": "来源",
        "figures": ["demo:F002"],
    }
    assert data["data"] == table().to_json()


def test_prose_gives_plain_text_markdown_and_our_json() -> None:
    prose = Prose(
        "lead", "zh", "finding", [["增长", Part("3%", figures=["demo:F002"], strong=True), "。"], ["又"]]
    )
    shown = prose._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/markdown", PROSE_MIME}
    assert shown[PROSE_MIME]["items"] == [
        ["增长", {"text": "3%", "figures": ["demo:F002"], "strong": True, "derived": False}, "。"],
        ["又"],
    ]
    assert shown["text/plain"] == "增长3%。\n又"
    assert shown["text/markdown"].splitlines()[1] == "- 又"


def test_ipython_shows_exactly_our_renderings() -> None:
    for shown in (table(), chart(), Prose("lead", "en", "limit", ["Nothing printed."])):
        data, metadata = DisplayFormatter().format(shown)
        assert data == shown._repr_mimebundle_()
        assert metadata == {}


def test_include_and_exclude_choose_among_the_renderings() -> None:
    assert set(table()._repr_mimebundle_(include={"text/plain"})) == {"text/plain"}
    assert "text/html" not in table()._repr_mimebundle_(exclude={"text/html"})


def test_display_objects_cannot_be_changed() -> None:
    for shown in (table(), chart(), Prose("lead", "en", "limit", ["x"]), Cell("x"), Part("x")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            shown.text = "y"  # type: ignore[union-attr,misc]


def test_a_list_handed_in_may_change_afterwards_without_effect() -> None:
    rows: list[list[Any]] = [["GDP", "3"]]
    shown = table(rows=rows)
    before = copy.deepcopy(shown.to_json())
    rows[0][1] = "4"
    rows.append(["x", "y"])
    assert shown.to_json() == before


def test_every_rendering_is_json() -> None:
    for shown in (table(), chart(), Prose("lead", "en", "limit", ["x"])):
        json.dumps(shown._repr_mimebundle_(), allow_nan=False)


def test_a_caveat_is_numbered_once_and_told_under_the_table() -> None:
    shown = table(
        rows=[
            ["a", Cell("1", validity="conditional", caveat="needs a share")],
            ["b", Cell("2", validity="indicative", caveat="mixes bases")],
            ["c", Cell("3", validity="conditional", caveat="needs a share")],
        ]
    )
    html = shown._repr_mimebundle_()["text/html"]
    assert html.count("<sup>1</sup>") == 2
    assert html.count("<sup>2</sup>") == 1
    assert html.count("needs a share") == 1
    assert html.count("条件性") == 2


def test_html_tells_screen_readers_which_cells_are_heads() -> None:
    html = table()._repr_mimebundle_()["text/html"]
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 1
    assert 'lang="zh-CN"' in html


def test_plain_text_lines_up_chinese_and_latin() -> None:
    lines = str(table(rows=[["地区生产总值", "3"], ["GDP", "-12.25"]])).splitlines()
    assert lines[1:] == [
        "指标         | 增速（%）",
        "-------------+----------",
        "地区生产总值 |         3",
        "GDP          |    -12.25",
    ]


def test_an_empty_table_still_shows_its_heads() -> None:
    shown = table(rows=[])
    assert "指标" in str(shown)
    assert "<tbody></tbody>" in shown._repr_mimebundle_()["text/html"]


SCRIPT = """
import json
from yz_analysis.figures.display import *
cell = Cell("x", figures=["b", "a"], caveat="n", validity="indicative")
t = Table("t", "zh", "c", [Column("a", "甲")], [[cell]])
print(json.dumps([t._repr_mimebundle_(), Prose("p", "en", "limit", ["x"])._repr_mimebundle_()]))
"""


def test_renderings_are_the_same_bytes_in_another_process_and_hash_seed() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("7", "Asia/Shanghai"))
    }
    assert len(outputs) == 1
