"""The font: found without importing its package, subset to the same bytes; a missing glyph is an error."""

from __future__ import annotations

import base64
import csv
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from yz_analysis.errors import YzAnalysisError
from yz_analysis.figures import fonts

TEXT = "扬中上半年地区生产总值增长，工业应税销售；来源：Report 0123456789.%[]+−"


def opened(data: bytes) -> Any:
    return TTFont(io.BytesIO(data))


@pytest.fixture(scope="module")
def whole() -> Iterator[Any]:
    with TTFont(fonts.font_file(), lazy=True) as font:
        yield font


def test_the_font_is_found_without_importing_the_package_that_carries_it() -> None:
    code = (
        "import sys; from yz_analysis.figures import fonts; fonts.font_file(); print('zhplot' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


def test_a_missing_font_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_PACKAGE", "no_such_font_package")
    fonts.font_file.cache_clear()
    try:
        with pytest.raises(YzAnalysisError, match="pip install"):
            fonts.font_file()
    finally:
        fonts.font_file.cache_clear()


def test_a_subset_has_exactly_the_characters_asked_for() -> None:
    assert set(opened(fonts.subset(TEXT)).getBestCmap()) == {ord(char) for char in TEXT}


def test_a_subset_draws_and_spaces_each_character_as_the_whole_font_does(whole: Any) -> None:
    part = opened(fonts.subset(TEXT))
    for char in TEXT:
        mine, theirs = part.getBestCmap()[ord(char)], whole.getBestCmap()[ord(char)]
        assert part["hmtx"][mine] == whole["hmtx"][theirs], char
        coordinates = part["glyf"][mine].getCoordinates(part["glyf"])[0]
        assert coordinates == whole["glyf"][theirs].getCoordinates(whole["glyf"])[0], char
    for name in ("ascent", "descent", "lineGap"):
        assert getattr(part["hhea"], name) == getattr(whole["hhea"], name)
    assert part["head"].unitsPerEm == whole["head"].unitsPerEm


@pytest.fixture
def composite_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A font in which é is made of e and an accent, and the accent of a dot; Noto Sans SC has none such."""
    pens = {name: TTGlyphPen(None) for name in (".notdef", "x", "dot", "e")}
    for size, pen in enumerate(pens.values(), start=1):
        pen.moveTo((0, 0))
        pen.lineTo((100 * size, 0))
        pen.lineTo((0, 100))
        pen.closePath()
    glyphs = {name: pen.glyph() for name, pen in pens.items()}
    for name, parts in (("acute", ("dot",)), ("eacute", ("e", "acute"))):
        pen = TTGlyphPen(glyphs)
        for part in parts:
            pen.addComponent(part, (1, 0, 0, 1, 7, 0))
        glyphs[name] = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord("x"): "x", ord("e"): "e", ord("é"): "eacute"})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Composite"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(tmp_path / "composite.ttf")
    remembered = (fonts._content, fonts._font, fonts._character_map, fonts._subset)
    with monkeypatch.context() as patch:
        patch.setattr(fonts, "font_file", lambda: tmp_path / "composite.ttf")
        for one in remembered:
            one.cache_clear()
        yield TTFont(tmp_path / "composite.ttf")
    for one in remembered:
        one.cache_clear()


def test_a_composite_glyph_brings_its_components_and_theirs(composite_font: Any) -> None:
    part = opened(fonts.subset("éx"))
    assert len(part.getGlyphOrder()) == 6  # .notdef, x, é, e, the accent, its dot; nothing twice
    mine = part["glyf"][part.getBestCmap()[ord("é")]]
    theirs = composite_font["glyf"]["eacute"]
    assert mine.isComposite()
    assert mine.getCoordinates(part["glyf"])[0] == theirs.getCoordinates(composite_font["glyf"])[0]
    alone = opened(fonts.subset("x"))
    assert len(alone.getGlyphOrder()) == 2


def test_warming_parses_the_font_once(whole: Any) -> None:
    fonts.warm()
    before = fonts._font.cache_info().misses
    fonts.warm()
    assert fonts._font.cache_info().misses == before
    assert (
        fonts.text_width("扬", whole["head"].unitsPerEm) == whole["hmtx"][whole.getBestCmap()[ord("扬")]][0]
    )


def test_order_and_repeats_of_the_text_do_not_change_the_bytes() -> None:
    assert fonts.subset(TEXT) == fonts.subset(TEXT[::-1] + TEXT)


def test_what_was_subset_before_does_not_change_the_bytes() -> None:
    first = fonts.subset(TEXT)
    fonts.subset("别的字ABC")
    fonts._subset.cache_clear()
    assert fonts.subset(TEXT) == first


def test_the_bytes_do_not_depend_on_clock_zone_or_hash_seed() -> None:
    code = f"import sys; from yz_analysis.figures import fonts; sys.stdout.write(fonts.font_face({TEXT!r}))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": epoch},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone, epoch in (("0", "UTC", "0"), ("9", "Asia/Shanghai", "1700000000"))
    }
    assert len(outputs) == 1


def test_a_subset_of_a_chart_is_small() -> None:
    assert len(fonts.subset(TEXT)) < 12_000


def test_copyright_and_licence_stay_in_every_subset() -> None:
    names = opened(fonts.subset("扬"))["name"]
    assert "Adobe" in names.getDebugName(0)
    assert "Open Font License" in names.getDebugName(13)
    assert names.getDebugName(1) == fonts.FAMILY


def test_characters_the_font_lacks_are_left_out_of_a_subset() -> None:
    assert fonts.subset("扬\U0001f600") == fonts.subset("扬")


def test_a_missing_glyph_is_an_error_that_names_character_and_place() -> None:
    fonts.check_glyphs("扬中\n2022\u200b", "chart x")
    with pytest.raises(YzAnalysisError, match=r"chart x: .*U\+1F600 GRINNING FACE"):
        fonts.check_glyphs("a\U0001f600", "chart x")


def test_the_face_holds_the_subset_and_nothing_from_elsewhere() -> None:
    face = fonts.font_face("3%")
    prefix = '@font-face{font-family:"Noto Sans SC";src:url(data:font/woff2;base64,'
    match = re.fullmatch(re.escape(prefix) + r'([^)]+)\) format\("woff2"\)\}', face)
    assert match
    assert base64.b64decode(match[1]) == fonts.subset("3%")


def test_writing_a_font_leaves_fonttools_as_it_was() -> None:
    from fontTools.ttLib import woff2

    before = woff2.brotli
    fonts._subset.cache_clear()
    assert fonts.subset("留抵退税")[:4] == b"wOF2"
    assert woff2.brotli is before


def test_fonts_written_in_threads_have_the_bytes_of_fonts_written_alone() -> None:
    texts = ["增长", "下降", "持平", "收窄"] * 3
    fonts._subset.cache_clear()
    alone = [fonts.subset(text) for text in texts]
    fonts._subset.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(fonts.subset, texts)) == alone


@pytest.mark.parametrize("table", ["units", "indicators", "areas"])
def test_every_name_definition_and_symbol_of_the_vocabulary_can_be_drawn(root: Path, table: str) -> None:
    with (root / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shown = "".join(cell for row in rows for name, cell in row.items() if name != "aliases")
    assert fonts.missing(shown) == []
