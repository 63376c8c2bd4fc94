"""The form of every notebook: a question, dull parameters, one check, library calls, prose in two tongues."""

from __future__ import annotations

import ast
import itertools
import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

import yz_analysis
from yz_analysis import load_reports
from yz_analysis.words import LANGUAGES

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
NAMES = [path.stem for path in PATHS]

FORBIDDEN = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.For, ast.AsyncFor, ast.While,
    ast.comprehension, ast.If, ast.Try, ast.With, ast.Delete, ast.Global,
)  # fmt: skip
PARAMETER = re.compile(r"[a-z_]+: (?:str|int|float|bool)(?: \| None)? = \S.*  # \S.*")
_HAN = re.compile("[\u3400-\u9fff]")
# a name such as 5G or COVID-19 is no figure; nothing of the kind is needed yet
_DIGIT = re.compile(r"[0-9０-９]")
_CHINESE_NUMBER = re.compile(r"[一二三四五六七八九十百千万亿]+(?=亿|万|个百分点|倍|成|%|％)")


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def tags(cell: dict[str, Any]) -> list[str]:
    found: list[str] = cell["metadata"].get("tags", [])
    return found


def code(path: Path) -> list[dict[str, Any]]:
    return [cell for cell in cells(path) if cell["cell_type"] == "code"]


def prose(path: Path) -> list[dict[str, Any]]:
    return [cell for cell in cells(path) if cell["cell_type"] == "markdown"]


def test_there_are_notebooks_and_their_names_say_number_and_question() -> None:
    assert {"00-briefing", "01-what-was-reported", "02-growth-and-bases"} <= set(NAMES)
    for name in NAMES:
        assert re.fullmatch(r"\d\d(-[a-z]+)+", name)
    assert len({name[:2] for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_it_is_a_valid_notebook_without_outputs_and_with_counted_ids(path: Path) -> None:
    nbformat.validate(nbformat.read(path, as_version=4))
    document = json.loads(path.read_text(encoding="utf-8"))
    assert [cell["id"] for cell in document["cells"]] == [str(n) for n in range(len(document["cells"]))]
    for cell in code(path):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
    for cell in document["cells"]:
        assert set(cell["metadata"]) <= {"tags"}
    assert set(document["metadata"]) == {"kernelspec", "language_info"}
    assert document["metadata"]["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_the_file_is_as_the_stripper_leaves_it(path: Path) -> None:
    nbstripout = pytest.importorskip("nbstripout")
    document = nbformat.read(path, as_version=4)
    before = json.dumps(document, sort_keys=True)
    extra = " ".join(
        f"metadata.{name} cell.metadata.{name}" for name in ("collapsed", "scrolled", "ExecuteTime")
    )
    stripped = nbstripout.strip_output(document, False, False, False, extra.split())
    assert json.dumps(stripped, sort_keys=True) == before
    assert path.read_text(encoding="utf-8").endswith("}\n")


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_it_opens_with_its_question_in_both_languages_and_then_its_parameters(path: Path) -> None:
    first = cells(path)[:4]
    assert [cell["cell_type"] for cell in first] == ["markdown", "markdown", "code", "code"]
    assert [tags(cell) for cell in first[:3]] == [["zh"], ["en"], ["parameters"]]
    for cell, mark in zip(first[:2], "？?", strict=True):
        heading = source(cell).splitlines()[0]
        assert heading.startswith("# ")
        assert heading.endswith(mark)


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_the_parameters_are_dull_and_declare_report_and_language(path: Path) -> None:
    [cell] = [cell for cell in code(path) if "parameters" in tags(cell)]
    lines = source(cell).splitlines()
    for line in lines:
        assert PARAMETER.fullmatch(line), line
    names = [line.split(":")[0] for line in lines]
    assert names[:2] == ["report", "language"]
    assert len(set(names)) == len(names)
    defaults = {node.target.id: ast.literal_eval(node.value) for node in ast.parse(source(cell)).body}  # type: ignore
    assert defaults["report"] in set(load_reports()["report_id"])
    assert defaults["language"] in LANGUAGES
    assert source(cell).isascii()


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_all_parameters_are_checked_at_once_before_anything_else(path: Path) -> None:
    declared = {line.split(":")[0] for line in source(code(path)[0]).splitlines()}
    tree = ast.parse(source(code(path)[1]))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert len(calls) == 1
    assert ast.unparse(calls[0].func) == "yz.check_parameters"
    assert not calls[0].args
    assert {keyword.arg for keyword in calls[0].keywords} == declared
    assert all(keyword.arg == ast.unparse(keyword.value) for keyword in calls[0].keywords)


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_a_cell_is_one_library_call_of_at_most_eight_lines(path: Path) -> None:
    for cell in code(path)[2:]:
        tree = ast.parse(source(cell))
        assert len(tree.body) == 1
        assert isinstance(tree.body[0], ast.Expr)
        assert isinstance(tree.body[0].value, ast.Call)
        root = ast.unparse(tree.body[0].value.func).split(".")
        assert root[0] == "yz"
        found: Any = yz_analysis
        for part in root[1:]:
            found = getattr(found, part)
        assert callable(found)
    for cell in code(path):
        assert len(source(cell).splitlines()) <= 8


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_no_cell_defines_loops_branches_or_reaches_outside(path: Path) -> None:
    for cell in code(path):
        text = source(cell)
        tree = ast.parse(text)
        for node in ast.walk(tree):
            assert not isinstance(node, FORBIDDEN), ast.unparse(node)
        imported = [
            ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        assert set(imported) <= {"import yz_analysis as yz"}
        for word in ("open(", "/", "\\", "http", "datetime", "time(", "%", "!", "os.", "Path", ".now"):
            code_only = "\n".join(line.split("  #")[0] for line in text.splitlines())
            assert word not in code_only, word


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_every_text_stands_in_both_languages_one_after_the_other(path: Path) -> None:
    marked = [tags(cell) for cell in prose(path)]
    assert marked[::2] == [["zh"]] * (len(marked) // 2)
    assert marked[1::2] == [["en"]] * (len(marked) // 2)
    for chinese, english in zip(prose(path)[::2], prose(path)[1::2], strict=True):
        assert _HAN.search(source(chinese))
        assert not _HAN.search(source(english))
        for text in (source(chinese), source(english)):
            assert text == text.strip()
            assert "  " not in text
        headings = [re.findall(r"^#+", source(cell), re.MULTILINE) for cell in (chinese, english)]
        assert headings[0] == headings[1]
        assert source(chinese).count("\n\n") == source(english).count("\n\n")


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_no_figure_is_typed_in_prose(path: Path) -> None:
    for cell in prose(path):
        text = source(cell)
        assert not _DIGIT.search(text), text
        assert not _CHINESE_NUMBER.search(text), text


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_headings_go_down_one_step_at_a_time_and_only_the_title_is_first(path: Path) -> None:
    for language in LANGUAGES:
        text = "\n".join(source(cell) for cell in prose(path) if language in tags(cell))
        levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_it_says_what_it_does_not_show_and_ends_with_provenance(path: Path) -> None:
    calls = [source(cell) for cell in code(path)[2:]]
    assert calls[-1] == "yz.prose.provenance(source, language)"
    assert any(call.startswith("yz.prose.limits(") for call in calls)


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_no_trace_of_a_machine_is_in_the_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for trace in ("/home", "/work", "/tmp", "C:\\\\", "file:", "@", "papermill"):
        assert trace not in text


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_the_prose_is_true_also_of_figures_that_were_collected_and_of_a_whole_year(path: Path) -> None:
    """One notebook serves every report: a half-year, a year, figures collected from several pages."""
    for cell in prose(path):
        text = source(cell)
        assert not re.search(r"这份报告|本报告|报告里|报告没有|\b[Tt]h(?:e|is) report\b", text), text
        if re.search(r"下半年|second half", text) and not text.startswith("#"):
            assert re.search(r"上半年的数|a first half", text), text
