"""Charts as files, the crate of a site, and the verb `yz export`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import page_samples
import pytest
from click.testing import CliRunner
from lxml import etree

from yz_analysis.cli import main
from yz_analysis.cli.export import command
from yz_analysis.errors import MissingExtraError, YzAnalysisError
from yz_analysis.publishing.export.crate import describe, write_crate
from yz_analysis.publishing.export.outlines import outlined
from yz_analysis.publishing.export.pictures import charts, to_png, write_pictures

REPORT = page_samples.REPORT
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one run with one chart."""
    folder = tmp_path / "site"
    path = folder / REPORT / "en" / "02-growth.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(page_samples.sample()), encoding="utf-8")
    run: dict[str, Any] = {
        "run_id": f"{REPORT}/en/02-growth",
        "notebook": "02-growth",
        "report": REPORT,
        "language": "en",
        "parameters": {"precision": "literal"},
        "outcome": "done",
        "started": "2026-11-23T20:15:00+00:00",
        "outputs": [{"path": f"{REPORT}/en/02-growth.ipynb", "sha256": "0" * 64, "bytes": 3}],
        "error": None,
    }
    broken = {"name": "DataError", "message": "no"}
    failed = {**run, "run_id": f"{REPORT}/zh/02", "outcome": "failed", "outputs": [], "error": broken}
    (folder / "run.json").write_text(json.dumps({"runs": [run, failed]}), encoding="utf-8")
    return folder


def test_outlines_hold_no_text_and_no_font() -> None:
    root = etree.fromstring(outlined(page_samples.SVG))
    assert not list(root.iter(f"{SVG}text"))
    assert not list(root.iter(f"{SVG}style"))
    named = [element for element in root.iter(f"{SVG}g") if element.get("aria-label")]
    assert named[0].get("aria-label") == "地区生产总值 GDP"
    assert named[0].get("fill") == "#1f2933"
    assert "translate(12.00 90.00) scale(0.010000 -0.010000)" in named[0][0].get("transform")
    assert outlined(page_samples.SVG) == outlined(page_samples.SVG)


def test_an_outline_ends_where_the_text_is_anchored() -> None:
    def x(anchor: str) -> float:
        svg = (
            f'<svg xmlns="{SVG[1:-1]}" font-size="20"><text x="100" text-anchor="{anchor}">中中</text></svg>'
        )
        transform = etree.fromstring(outlined(svg))[0][0].get("transform")
        return float(transform.split("(")[1].split()[0])

    assert (x("start"), x("middle"), x("end")) == (100, 80, 60)


def test_a_character_without_a_glyph_is_named() -> None:
    with pytest.raises(YzAnalysisError, match=r"U\+1F600"):
        outlined(f'<svg xmlns="{SVG[1:-1]}"><text>\U0001f600</text></svg>')


def test_a_picture_is_a_png_of_the_width_asked_for() -> None:
    pytest.importorskip("resvg_py")
    png = to_png(outlined(page_samples.SVG), width=300)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 300
    assert png == to_png(outlined(page_samples.SVG), width=300)


def test_each_chart_of_a_site_becomes_two_files(site: Path, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    written = write_pictures(site, tmp_path / "out", reports=[REPORT])
    assert [path.relative_to(tmp_path / "out").as_posix() for path in written] == [
        f"{REPORT}/en/02-growth--bars.svg",
        f"{REPORT}/en/02-growth--bars.png",
    ]


def test_a_site_without_charts_says_what_to_do(site: Path, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    with pytest.raises(YzAnalysisError, match="yz run"):
        write_pictures(site, tmp_path, reports=["china-2022h1"])
    (tmp_path / "torn.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(YzAnalysisError, match="cannot be read"):
        list(charts(tmp_path / "torn.ipynb"))


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtraError, match=r"yz-analysis\[pictures\]"):
        to_png("<svg/>")


def test_a_crate_describes_each_run_with_its_parameters_and_results(site: Path, tmp_path: Path) -> None:
    pytest.importorskip("rocrate")
    path = write_crate(site, tmp_path)
    graph = {item["@id"]: item for item in json.loads(path.read_text(encoding="utf-8"))["@graph"]}
    action = graph[f"#{REPORT}/en/02-growth"]
    assert action["@type"] == "CreateAction"
    assert action["instrument"] == {"@id": "#yz-analysis"}
    assert action["result"] == [{"@id": f"{REPORT}/en/02-growth.ipynb"}] or action["result"] == {
        "@id": f"{REPORT}/en/02-growth.ipynb"
    }
    assert action["actionStatus"].endswith("CompletedActionStatus")
    assert graph[f"#{REPORT}/zh/02"]["error"] == "DataError: no"
    assert graph["./"]["conformsTo"]["@id"].startswith("https://w3id.org/ro/wfrun/process/")
    assert path.read_bytes() == write_crate(site, tmp_path / "again").read_bytes()


def test_a_crate_of_an_empty_site_is_whole() -> None:
    pytest.importorskip("rocrate")
    assert describe({"runs": []})["@graph"]


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, list(arguments), standalone_mode=False)
    if isinstance(result.exception, YzAnalysisError):
        return 2, str(result.exception)
    return result.return_value or 0, result.output


def test_the_verb_writes_the_formats_asked_for(tmp_path: Path) -> None:
    code, told = run(REPORT, "--format", "sdmx", "--out", str(tmp_path))
    assert code == 0
    assert told.strip() == str(tmp_path / REPORT / f"{REPORT}.sdmx.csv")


def test_the_verb_names_a_misspelt_report(tmp_path: Path) -> None:
    code, told = run("yangzong-2022h1", "--out", str(tmp_path))
    assert code == 2
    assert "did you mean 'yangzhong-2022h1'" in told


def test_the_verb_says_where_there_is_no_site(tmp_path: Path) -> None:
    code, told = run("--crate", "--site", str(tmp_path / "none"), "--out", str(tmp_path))
    assert code == 2
    assert "no site of yz run here" in told


def test_the_verb_marks_the_article_only_in_a_file_of_its_own(article_path: Path, tmp_path: Path) -> None:
    code, _ = run(REPORT, "--source", str(article_path), "--out", str(tmp_path))
    assert code == 0
    names = sorted(path.name for path in tmp_path.rglob("*.html"))
    assert names == ["evidence-with-article.html"] * 2


def test_a_folder_that_cannot_be_written_is_an_error_for_people(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    code, told = run(REPORT, "--format", "csv", "--out", str(tmp_path / "file" / "out"))
    assert code == 2
    assert "cannot write to" in told


def test_the_verb_is_known_to_yz(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", "--help"])
    assert ended.value.code == 0
    assert "--figures" in capsys.readouterr().out
