"""Every notebook, cell by cell without a kernel: each shows one display object, in the language asked for."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from yz_analysis import load_reports
from yz_analysis.figures.display import Chart, Prose, Table
from yz_analysis.words import LANGUAGES

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
NAMES = [path.stem for path in PATHS]
FEW = ("yangzhong-2022h1", "china-2022h1")  # one that prints nearly everything, one without targets


def shown(path: Path, **parameters: Any) -> Iterator[Table | Chart | Prose]:
    """Yield what each cell after the check shows, as papermill would run it."""
    space: dict[str, Any] = {}
    code = [
        cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"
    ]
    for number, cell in enumerate(code):
        tree = ast.parse("".join(cell["source"]))
        if number < 2:
            exec(compile(tree, f"{path.stem}[{number}]", "exec"), space)  # noqa: S102 - our own notebook
            if number == 0:
                space.update(parameters)
            continue
        expression = tree.body[-1]
        assert isinstance(expression, ast.Expr)
        yield eval(compile(ast.Expression(expression.value), f"{path.stem}[{number}]", "eval"), space)


def check(path: Path, report: str, language: str) -> None:
    seen: set[str] = set()
    for item in shown(path, report=report, language=language):
        assert isinstance(item, Table | Chart | Prose)
        assert item.language == language
        assert item.id not in seen, f"{item.id} stands twice"
        seen.add(item.id)
        json.dumps(item._repr_mimebundle_(), allow_nan=False)
        assert "nan" not in str(item).lower().split()
        assert "{" not in str(item)
        assert str(item).strip()


@pytest.mark.parametrize("report", FEW)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_each_cell_shows_one_object_in_the_language_asked_for(path: Path, language: str, report: str) -> None:
    check(path, report, language)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_each_notebook_works_for_every_report(path: Path, language: str) -> None:
    for report in load_reports()["report_id"]:
        check(path, report, language)


def test_a_report_that_prints_no_target_is_told_plainly() -> None:
    path = FOLDER / "03-targets-and-the-rest-of-the-year.ipynb"
    said = [item for item in shown(path, report="china-2022h1", language="en") if isinstance(item, Prose)]
    assert sum("China" in str(item) for item in said if item.kind == "absent") >= 3


def test_the_briefing_has_ten_numbers_three_charts_and_a_limit() -> None:
    items = list(shown(FOLDER / "00-briefing.ipynb"))
    assert next(len(item.rows) for item in items if isinstance(item, Table)) == 10
    assert sum(isinstance(item, Chart) for item in items) == 3
    assert any(isinstance(item, Prose) and item.kind == "limit" for item in items)


def test_the_house_policy_changes_what_growth_leaves_open() -> None:
    path = FOLDER / "02-growth-and-bases.ipynb"
    literal, house = (
        next(
            item
            for item in shown(path, precision=precision)
            if isinstance(item, Table) and item.id == "table-bases"
        )
        for precision in ("literal", "house")
    )
    assert literal.rows[0] != house.rows[0]
    assert literal.rows[1] == house.rows[1]


def test_a_wrong_parameter_stops_before_anything_is_shown() -> None:
    with pytest.raises(Exception, match="parameter language"):
        next(shown(FOLDER / "00-briefing.ipynb", language="fr"))
