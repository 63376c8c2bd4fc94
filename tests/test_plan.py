from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.running.books import book, cell, write_book, write_data, write_runs
from yz_analysis.errors import DataError, ParameterError, UnknownNameError
from yz_analysis.publishing import overview
from yz_analysis.publishing.plan import Run, RunsFile, known_reports, make_plan, read_sets
from yz_analysis.publishing.sources import Notebook, choose_notebooks, read_notebook, read_notebooks

REPORTS = ["alpha-2022h1", "beta-2022h1"]
RUNS = """
reports: [alpha-2022h1]
languages: [zh, en]
one_report: ["01"]
sets:
  default: {}
  house:
    notebooks: [02-two]
    reports: [alpha-2022h1, beta-2022h1]
    languages: [en]
    parameters: {precision: house}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_book(tmp_path / "01-one.ipynb", "1")
    declarations = (
        'report: str = "alpha-2022h1"\nlanguage: str = "zh"  # zh | en\n'
        'precision: str = "literal"  # literal | house: reading\nshare: float = 0.5  # a share'
    )
    write_book(tmp_path / "02-two.ipynb", "2", parameters=declarations)
    write_runs(tmp_path, RUNS)
    return tmp_path


@pytest.fixture
def books(folder: Path) -> dict[str, Notebook]:
    return read_notebooks(folder)


@pytest.fixture
def runs_file(folder: Path, books: dict[str, Notebook]) -> RunsFile:
    return read_sets(folder / "runs.yaml", notebooks=books, reports=REPORTS)


def ids(runs: list[Run]) -> list[str]:
    return [run.run_id for run in runs]


def test_a_plan_is_every_set_by_notebook_report_and_language(
    books: dict[str, Notebook], runs_file: RunsFile
) -> None:
    assert ids(make_plan(books, runs_file, REPORTS)) == [
        "alpha-2022h1/zh/01-one",
        "alpha-2022h1/en/01-one",
        "alpha-2022h1/zh/02-two",
        "alpha-2022h1/en/02-two",
        "alpha-2022h1/en/02-two--house",
        "beta-2022h1/en/02-two--house",
    ]


def test_every_parameter_of_a_run_is_resolved(books: dict[str, Notebook], runs_file: RunsFile) -> None:
    house = make_plan(books, runs_file, REPORTS, only_sets=["house"])[1]
    assert house.parameters == {
        "report": "beta-2022h1",
        "language": "en",
        "precision": "house",
        "share": 0.5,
    }


def test_notebooks_that_read_one_report_are_known(books: dict[str, Notebook], runs_file: RunsFile) -> None:
    scope = {run.notebook.stem: run.every_report for run in make_plan(books, runs_file, REPORTS)}
    assert scope == {"01-one": False, "02-two": True}


def test_a_report_that_is_in_no_set_runs_when_it_is_named(
    books: dict[str, Notebook], runs_file: RunsFile
) -> None:
    runs = make_plan(books, runs_file, REPORTS, only_reports=["beta-2022h1"], only_sets=["default"])
    assert {run.report for run in runs} == {"beta-2022h1"}
    assert len(runs) == 4


def test_what_p_changes_gets_a_page_of_its_own(books: dict[str, Notebook], runs_file: RunsFile) -> None:
    runs = make_plan(
        books, runs_file, REPORTS, only_notebooks=["02"], only_sets=["default"], overrides={"share": "0.25"}
    )
    assert ids(runs) == ["alpha-2022h1/zh/02-two--share-0.25", "alpha-2022h1/en/02-two--share-0.25"]
    same = make_plan(
        books, runs_file, REPORTS, only_notebooks=["02"], only_sets=["default"], overrides={"share": "0.5"}
    )
    assert ids(same) == ["alpha-2022h1/zh/02-two", "alpha-2022h1/en/02-two"]


def test_report_and_language_as_parameters_choose_runs(
    books: dict[str, Notebook], runs_file: RunsFile
) -> None:
    runs = make_plan(
        books,
        runs_file,
        REPORTS,
        only_notebooks=["01"],
        overrides={"report": "beta-2022h1", "language": "en"},
    )
    assert ids(runs) == ["beta-2022h1/en/01-one"]


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"only_notebooks": ["01-on"]}, UnknownNameError, "unknown notebook '01-on'; did you mean '01-one'"),
        ({"only_reports": ["alpha-2022"]}, UnknownNameError, "did you mean 'alpha-2022h1'"),
        ({"only_sets": ["hause"]}, UnknownNameError, "did you mean 'house'"),
        ({"only_languages": ["de"]}, UnknownNameError, "Known: zh, en"),
        ({"overrides": {"report": "gamma"}}, UnknownNameError, "unknown report 'gamma'"),
        ({"only_notebooks": ["02"], "overrides": {"shar": "1"}}, UnknownNameError, "did you mean 'share'"),
        ({"overrides": {"share": "0.1"}}, UnknownNameError, "notebook 01-one: unknown parameter 'share'"),
        ({"only_notebooks": ["02"], "overrides": {"share": "half"}}, ParameterError, "not of type float"),
        ({"only_notebooks": ["02"], "overrides": {"precision": "hous"}}, ParameterError, "'house'"),
        ({"only_notebooks": ["01"], "only_sets": ["house"]}, DataError, "nothing to run"),
    ],
)
def test_a_wrong_name_or_value_stops_before_anything_runs(
    books: dict[str, Notebook], runs_file: RunsFile, options: dict, error: type[Exception], said: str
) -> None:
    with pytest.raises(error) as raised:
        make_plan(books, runs_file, REPORTS, **options)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "needs `reports`"),
        ("sets: []", "needs `reports`"),
        ("sets: {default: {}}", "reports must be a list"),
        ("reports: [alpha-2022h1]\nset: {}\nsets: {default: {}}", "did you mean 'sets'"),
        ("reports: [alfa-2022h1]\nsets: {default: {}}", "did you mean 'alpha-2022h1'"),
        ("reports: [alpha-2022h1]\nsets: {default: {notebook: ['01']}}", "did you mean 'notebooks'"),
        ("reports: [alpha-2022h1]\nsets: {default: {notebooks: ['07']}}", "unknown notebook '07'"),
        ("reports: [alpha-2022h1]\nsets: {default: {notebooks: '01'}}", "must be a list"),
        ("reports: [alpha-2022h1]\nlanguages: [fr]\nsets: {default: {}}", "unknown language"),
        ("reports: [alpha-2022h1]\nsets: {'Über': {}}", "lower-case letters"),
        ("reports: [alpha-2022h1]\nsets: {default: 5}", "a set is a table"),
        ("reports: [alpha-2022h1]\none_report: ['09']\nsets: {default: {}}", "unknown notebook '09'"),
        ("reports: [alpha-2022h1]\nsets: {default: {parameters: [1]}}", "parameters must be a table"),
        (
            "reports: [alpha-2022h1]\nsets: {default: {parameters: {report: beta-2022h1}}}",
            "list it under reports",
        ),
        ("reports: [alpha-2022h1]\nsets: {default: {parameters: {language: en}}}", "list it under languages"),
        ("reports: [{a: 1}]\nsets: {default: {}}", "unknown report"),
        ("reports: []\nsets: {default: {}}", "reports must be a list"),
        ("reports: [alpha-2022h1]\nsets: {}", "needs `reports`"),
        ("reports: [a", "cannot be read"),
        ("!!python/object/apply:os.system ['true']", "cannot be read"),
    ],
)
def test_a_runs_file_that_is_wrong_names_file_set_and_what_is_allowed(
    folder: Path, books: dict[str, Notebook], text: str, said: str
) -> None:
    path = folder / "runs.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises((DataError, UnknownNameError)) as raised:
        read_sets(path, notebooks=books, reports=REPORTS)
    assert said in str(raised.value)
    assert "runs.yaml" in str(raised.value)


def test_a_set_parameter_that_the_notebook_lacks_is_refused(folder: Path, books: dict[str, Notebook]) -> None:
    write_runs(folder, "reports: [alpha-2022h1]\nsets: {default: {parameters: {speed: 3}}}")
    runs_file = read_sets(folder / "runs.yaml", notebooks=books, reports=REPORTS)
    with pytest.raises(UnknownNameError, match="set default: unknown parameter 'speed'"):
        make_plan(books, runs_file, REPORTS)


def test_a_notebook_without_report_and_language_is_refused(folder: Path) -> None:
    write_book(folder / "03-bare.ipynb", "1", parameters="")
    books = read_notebooks(folder)
    runs_file = read_sets(folder / "runs.yaml", notebooks=books, reports=REPORTS)
    with pytest.raises(DataError, match="03-bare"):
        make_plan(books, runs_file, REPORTS)


def test_reports_are_read_from_every_data_folder_once(tmp_path: Path) -> None:
    first = write_data(tmp_path / "a")
    second = write_data(tmp_path / "b", gamma_2023="3")
    assert known_reports([first, second]) == ["alpha-2022h1", "beta-2022h1", "gamma-2023"]
    (second / "reports.csv").unlink()
    with pytest.raises(DataError, match=r"reports\.csv"):
        known_reports([first, second])


def test_a_digest_counts_sources_tags_and_kernel_and_nothing_else(tmp_path: Path) -> None:
    path = write_book(tmp_path / "01-a.ipynb", "1")
    digest = read_notebook(path).digest
    same = book("1")
    for number, one in enumerate(same["cells"]):
        one["id"] = f"other{number}"
        one["source"] = one["source"].splitlines(keepends=True)
        if one["cell_type"] == "code":
            one["execution_count"] = 5
            one["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x"}]
    same["metadata"]["language_info"] = {"name": "python", "version": "3.13"}
    path.write_text(json.dumps(same), encoding="utf-8")
    assert read_notebook(path).digest == digest
    for other in (book("2"), book(cell("1", "skip-execution")), book("1", kernel="ir")):
        path.write_text(json.dumps(other), encoding="utf-8")
        assert read_notebook(path).digest != digest


@pytest.mark.parametrize(
    "content",
    [
        "", "[]", "{}", '{"cells": [], "nbformat": 3}', '{"cells": [{}], "nbformat": 4}',
        '{"cells": [], "nbformat": 4, "metadata": null}',
        '{"cells": [], "nbformat": 4, "metadata": {"kernelspec": "python3"}}',
        '{"cells": [{"cell_type": "code", "source": "1", "metadata": null}], "nbformat": 4}',
        '{"cells": [{"cell_type": "code", "source": [1], "metadata": {}}], "nbformat": 4}',
        '{"cells": [{"cell_type": "code", "source": "\\ud800", "metadata": {}}], "nbformat": 4}',
    ],
)  # fmt: skip
def test_what_is_no_notebook_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "01-a.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match="01-a"):
        read_notebook(path)


def test_a_name_that_cannot_be_an_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="ASCII"):
        read_notebook(write_book(tmp_path / "01 增长.ipynb", "1"))


def test_two_parameters_cells_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="2 cells are tagged"):
        read_notebook(write_book(tmp_path / "01-a.ipynb", cell("x: int = 1", "parameters")))


def test_a_notebook_is_chosen_by_stem_file_name_path_or_number(books: dict[str, Notebook]) -> None:
    for name in ("01", "01-one", "01-one.ipynb", "notebooks/01-one.ipynb"):
        assert [one.stem for one in choose_notebooks([name], books)] == ["01-one"]
    assert [one.stem for one in choose_notebooks(["02", "01"], books)] == ["01-one", "02-two"]


def test_the_table_of_notebooks_says_question_and_parameters(books: dict[str, Notebook]) -> None:
    table = overview.notebooks_table(books.values())
    assert "| [02-two](02-two.ipynb) | 怎么样？<br>How is it? |" in table
    assert "`share` (float, default `0.5`): a share" in table
    text = f"before\n{overview.BEGIN}\nold\n{overview.END}\nafter\n"
    replaced = overview.with_table(text, table)
    assert "old" not in replaced
    assert overview.with_table(replaced, table) == replaced
    with pytest.raises(ValueError, match="marks"):
        overview.with_table("nothing", table)


def test_the_readme_of_the_notebooks_is_up_to_date(root: Path) -> None:
    folder = root / "notebooks"
    text = (folder / "README.md").read_text(encoding="utf-8")
    table = overview.notebooks_table(read_notebooks(folder).values())
    assert overview.with_table(text, table) == text, "run: python -m yz_analysis.publishing.overview"


def test_the_runs_file_of_the_notebooks_makes_a_plan(root: Path) -> None:
    folder = root / "notebooks"
    books = read_notebooks(folder)
    reports = known_reports([root / "data"])
    runs_file = read_sets(folder / "runs.yaml", notebooks=books, reports=reports)
    runs = make_plan(books, runs_file, reports)
    assert {run.notebook.stem for run in runs} == set(books)
    assert {run.language for run in runs} == {"zh", "en"}
