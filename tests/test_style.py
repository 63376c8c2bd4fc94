"""The look of charts: a user's matplotlib is left alone, colours stay apart, SVG is canonical and whole."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from yz_analysis.errors import YzAnalysisError
from yz_analysis.figures import fonts, style
from yz_analysis.figures.palette import DARK, HEAT, MARKS, PALETTE, TINTS, WORDS, channels, contrast
from yz_analysis.figures.svg import to_svg
from yz_analysis.figures.wrapping import wrap

SVG = "{http://www.w3.org/2000/svg}"

# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB
SIGHTS = {
    "all": np.eye(3),
    "no red cones": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green cones": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}


def lab(colour: str, sight: str) -> Any:
    share = np.array(channels(colour)) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    seen = np.clip(SIGHTS[sight] @ linear, 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ seen
    scaled = xyz / np.array([0.9505, 1.0, 1.089])
    f = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def drawn(text: str = "增长3%", **changes: Any) -> tuple[str, str]:
    given = {"name": "demo", "caption": "标题", "alt": "说明", "source": "来源：自己", "language": "zh"}
    with style.drawing():
        figure, axes = style.new_figure(2)
        axes.plot([0, 1], [0.1, 0.2], marker="o")
        axes.fill_between([0, 1], [0, 0], [1, 1])
        axes.set_title(text)
        return to_svg(figure, **{**given, **changes})


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in etree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize(("palette", "name"), [(PALETTE, "light"), (DARK, "dark")], ids=["light", "dark"])
def test_words_and_marks_stand_out_from_the_paper(palette: dict[str, str], name: str) -> None:
    for colour in WORDS:
        assert contrast(palette[colour], palette["paper"]) >= 4.5, (name, colour)
    for colour in MARKS:
        assert contrast(palette[colour], palette["paper"]) >= 3, (name, colour)
    for ground in (*HEAT, *TINTS):
        assert contrast(palette["ink"], palette[ground]) >= 4.5, (name, ground)
    for tint in TINTS:
        assert contrast(palette[tint.removesuffix("_tint")], palette[tint]) >= 3, (name, tint)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("palette", [PALETTE, DARK], ids=["light", "dark"])
def test_the_colours_that_meet_in_one_chart_stay_apart_for_every_eye(
    sight: str, palette: dict[str, str]
) -> None:
    meeting = [
        ("blue", "vermilion"),
        ("blue", "green"),
        ("blue", "purple"),
        ("blue", "ochre"),
        ("short_1", "over_1"),
    ]
    for one, other in meeting:
        assert np.linalg.norm(lab(palette[one], sight) - lab(palette[other], sight)) > 9, (one, other)


@pytest.mark.parametrize("sight", SIGHTS)
def test_the_classes_of_a_heat_map_stay_in_order_for_every_eye(sight: str) -> None:
    for one, other in itertools.pairwise(HEAT):
        assert np.linalg.norm(lab(PALETTE[one], sight) - lab(PALETTE[other], sight)) > 5


def test_light_and_dark_name_the_same_colours_and_no_hex_twice() -> None:
    assert PALETTE.keys() == DARK.keys()
    assert len(set(PALETTE.values())) == len(PALETTE)


def test_a_users_matplotlib_is_left_as_it_was() -> None:
    plt.rcParams["font.size"] = 17
    try:
        before, blue = dict(matplotlib.rcParams), matplotlib.colors.to_rgb("b")
        numbers = plt.get_fignums()
        drawn()
        assert dict(matplotlib.rcParams) == before
        assert matplotlib.colors.to_rgb("b") == blue
        assert plt.get_fignums() == numbers
    finally:
        plt.rcdefaults()


def test_a_users_matplotlib_does_not_change_our_charts() -> None:
    expected = drawn()
    plt.rcParams.update(
        {"font.size": 17, "axes.facecolor": "red", "lines.linewidth": 9, "svg.fonttype": "path"}
    )
    try:
        assert drawn() == expected
    finally:
        plt.rcdefaults()


def test_settings_come_back_when_drawing_fails() -> None:
    before = dict(matplotlib.rcParams)
    with pytest.raises(ZeroDivisionError), style.drawing():
        raise ZeroDivisionError
    assert dict(matplotlib.rcParams) == before


def test_text_stays_text_in_our_font() -> None:
    svg, _ = drawn()
    assert "增长3%" in texts(svg)
    assert "标题" in texts(svg)
    assert "来源：自己" in texts(svg)
    assert "'Noto Sans SC'" in etree.fromstring(svg).get("font-family")


def test_the_picture_carries_every_character_it_shows() -> None:
    svg, _ = drawn()
    css = etree.fromstring(svg).find(f"{SVG}style[@id='yz-font']").text
    assert css == fonts.font_face("".join(texts(svg)))
    assert "http" not in css


def test_the_picture_has_role_title_and_description() -> None:
    root = etree.fromstring(drawn(caption='<b>"题"</b> & ', alt="<script>")[0])
    assert root.get("role") == "img"
    assert root.get("lang") == "zh-CN"
    assert root.find(f"{SVG}title").text == '<b>"题"</b> & '
    assert root.find(f"{SVG}desc").text == "<script>"
    assert root.get("aria-labelledby").split() == [
        root.find(f"{SVG}title").get("id"),
        root.find(f"{SVG}desc").get("id"),
    ]


def test_the_view_leaves_out_caption_and_source() -> None:
    svg, view = drawn()
    root = etree.fromstring(svg)
    _, top, width, height = (float(part) for part in view.split())
    assert (top, width, height) == (0, 432, 144)
    places = {
        "".join(text.itertext()): float(text.get("y")) for text in root.iter(f"{SVG}text") if text.get("y")
    }
    assert places["标题"] < 0
    assert places["来源：自己"] > height


def test_nothing_volatile_and_nothing_from_elsewhere_is_in_the_document() -> None:
    svg, _ = drawn()
    for word in ("matplotlib", "metadata", "<!--", "<?xml", "DOCTYPE", "style=", "xlink"):
        assert word not in svg
    assert svg.count("http") == 1  # the namespace


def test_ids_begin_with_the_charts_name_and_every_reference_finds_its_target() -> None:
    root = etree.fromstring(drawn()[0])
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {name for name in ids if not name.startswith("demo-")} == {"yz-font"}
    values = [(key, value) for element in root.iter() for key, value in element.attrib.items()]
    wanted = {value.removeprefix("#") for key, value in values if key == "href"}
    wanted |= {value[5:-1] for _, value in values if value.startswith("url(#")}
    assert wanted
    assert wanted <= set(ids)


def test_coordinates_have_at_most_two_decimals() -> None:
    root = etree.fromstring(drawn()[0])
    for element in root.iter(f"{SVG}path"):
        for part in element.get("d").split():
            assert len(part.partition(".")[2]) <= 2


def test_a_dollar_sign_is_a_dollar() -> None:
    assert "a $x$ b_2" in texts(drawn("a $x$ b_2")[0])


def test_a_missing_glyph_is_an_error_that_names_the_chart() -> None:
    with pytest.raises(YzAnalysisError, match=r"chart 'demo'.*U\+1F600"):
        drawn("\U0001f600")
    with pytest.raises(YzAnalysisError, match=r"U\+1F600"):
        drawn(caption="\U0001f600")


SCRIPT = """
import sys
from yz_analysis.figures import style
from yz_analysis.figures.svg import to_svg
with style.drawing():
    figure, axes = style.new_figure(2)
    axes.bar(["甲", "乙"], [1, 2.345]); axes.plot([0, 1], [1, 2], marker="o"); axes.set_title("增长")
    sys.stdout.write(to_svg(figure, name="n", caption="c", alt="a", source="s", language="en")[0])
"""


@pytest.mark.slow
def test_the_same_chart_is_the_same_bytes_elsewhere(tmp_path: Any) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "MPLCONFIGDIR": str(tmp_path / seed),
                "LC_ALL": "C",
            },
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }
    assert len(outputs) == 1


def test_width_of_text_is_the_sum_of_the_fonts_advances() -> None:
    assert fonts.text_width("扬中", 10) == 20
    with TTFont(fonts.font_file(), lazy=True) as font:
        width = font["hmtx"][font.getBestCmap()[ord("m")]][0]
    assert fonts.text_width("mm", 1000) == 2 * width


@given(st.text(alphabet="扬中增长，。（）abc def12%", max_size=60), st.integers(40, 200))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrap(text, 10, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        one_piece = len(wrap(line, 10, 1)) == 1
        assert one_piece or fonts.text_width(line, 10) <= width


def test_a_full_stop_does_not_begin_a_line_nor_a_bracket_end_one() -> None:
    for width in range(20, 90, 5):
        lines = wrap("甲乙丙丁，戊己（庚辛）壬癸。", 10, width)
        assert not any(line[0] in "，。）" for line in lines)
        assert not any(line[-1] in "（" for line in lines)
