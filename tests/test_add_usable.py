"""A draft can be used at once: what it says to type works, and its numbers become tables, files and pages."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from bulletin import BULLETIN, DETAILS, REPORT, run, save

import yz_analysis as yz
from yz_analysis.figures import charts
from yz_analysis.figures.display import Chart
from yz_analysis.figures.metrics import read
from yz_analysis.publishing.evidence import evidence_page
from yz_analysis.publishing.export import export_report
from yz_analysis.publishing.page.headline import key_numbers


def test_what_it_says_to_type_works_from_a_folder_with_a_space_in_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = save(tmp_path, name="half year.txt")
    _, out, _ = run(capsys, "add", source, *DETAILS, "--out", tmp_path / "my draft")
    lines = [line.split(":", 1)[1] for line in out.splitlines() if line.startswith(("Use it:", "Audit it:"))]
    setting, *use = shlex.split(lines[0])
    assert setting == f"YZ_DATA={tmp_path / 'my draft'}"
    assert use == ["yz", "run", "--report", REPORT]
    assert shlex.split(lines[1]) == ["yz", "check", "--source", str(source), str(tmp_path / "my draft")]
    code, _, errors = run(capsys, *shlex.split(lines[1])[1:])
    assert (code, errors) == (0, "")


@pytest.mark.parametrize(
    "sentence",
    [
        "拨打“12345”热线的办结率为98.1%，男女性别比为104.2:100。",
        "文旅活动拉动比为1∶8.6，用电量4.32亿千\n瓦时。",
        "甲类贷款余额12亿元，乙类奖金余额12亿元，丙类奖金余额13亿元，出口5亿元，出口7000万美元。",
        "全县工业投资实现翻两番，消费突破3千亿元，十万人受益。",
        "首位度达到四成，新签２０个项目，约三分之一开工。",
    ],
)
def test_a_draft_of_unusual_sentences_is_at_once_usable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sentence: str
) -> None:
    source = save(tmp_path, f"{BULLETIN}\n{sentence}\n")
    code, _, errors = run(capsys, "add", source, *DETAILS, "--out", tmp_path / "draft")
    assert (code, errors) == (0, "")
    monkeypatch.setenv("YZ_DATA", str(tmp_path / "draft"))
    table = yz.derive(REPORT)
    written = export_report(REPORT, tmp_path / "out", derived=table)
    assert all(path.stat().st_size for path in written)
    for language in ("zh", "en"):
        page = evidence_page(REPORT, language=language, uses={}, index="", sister="", derived=table)
        assert "</html>" in page
    code, out, _ = run(capsys, "check", "--source", source, tmp_path / "draft")
    asked = ("not yet classified", "tell them apart", "set duplicate_of")
    assert [line for line in out.splitlines()[:-1] if not any(words in line for words in asked)] == []


@pytest.mark.parametrize(("level", "shown"), [("1,234.50", "123.45"), ("三百", "30"), ("１２３.５", "12.35")])
def test_numbers_with_commas_in_words_and_in_wide_digits_reach_index_and_charts(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    level: str,
    shown: str,
) -> None:
    text = (
        f"上半年，全县实现地区生产总值{level}亿元，增长百分之五；工业应税销售{level}亿元，同比增长5.2%。"
        "规模以上工业总产值增长两位数。确保全年工业应税销售2,500亿元。"
    )
    code, _, errors = run(capsys, "add", save(tmp_path, text), *DETAILS, "--out", tmp_path / "draft")
    assert (code, errors) == (0, "")
    monkeypatch.setenv("YZ_DATA", str(tmp_path / "draft"))
    first = key_numbers(REPORT, "en")[0]
    assert first.level.startswith(f"CNY {shown}")
    source = read(REPORT)
    for draw in (charts.bases, charts.target_bars, charts.headline_growth):
        made = draw(source, "en")
        assert not isinstance(made, Chart) or "<svg" in made.svg
    assert isinstance(charts.bases(source, "en"), Chart)
