"""The loaders: order, types, copies, unknown names, further folders, and what a changed digit does."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import yz_analysis as yz
from yz_analysis.errors import DataError, UnknownNameError
from yz_analysis.figures.files import to_csv
from yz_analysis.figures.schema import TABLES
from yz_analysis.resources import bundled_data_folder

COLUMNS = [
    *("figure_id", "report_id", "ref_area", "time_period", "period_source", "indicator", "kind", "measure"),
    *(
        "value_printed",
        "value",
        "lower",
        "upper",
        "unit",
        "unit_mult",
        "decimals",
        "comparator",
        "price_basis",
    ),
    *("paragraph", "start", "end", "quote", "phrase", "duplicate_of", "correction", "status", "note"),
]

NUMBERS = {"value", "lower", "upper"}

WHOLE = {"unit_mult", "decimals", "paragraph", "start", "end"}

Mutate = Callable[[str, Callable[[list[dict[str, str]]], object]], Path]


@pytest.fixture
def mutate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mutate:
    """Change rows of one file in a copy of the bundled data, which then is the bundled data."""
    copy = tmp_path / "data"
    shutil.copytree(bundled_data_folder(), copy)
    monkeypatch.setattr("yz_analysis.figures.dataset.data_folders", lambda: [copy])

    def change(name: str, edit: Callable[[list[dict[str, str]]], object]) -> Path:
        path = copy / TABLES[name].file
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        edit(rows)
        path.write_text(to_csv(TABLES[name], rows), encoding="utf-8", newline="")
        return copy

    return change


def refusal() -> str:
    with pytest.raises(DataError) as caught:
        yz.load_figures()
    return str(caught.value)


def row_of(rows: list[dict[str, str]], figure: str) -> tuple[int, dict[str, str]]:
    return next((k, row) for k, row in enumerate(rows, start=2) if row["figure_id"].endswith(figure))


def test_figures_have_the_contract_s_columns_in_order() -> None:
    assert list(yz.load_figures().columns) == COLUMNS


def test_figures_have_the_contract_s_dtypes_whatever_is_selected() -> None:
    for frame in (yz.load_figures(), yz.load_figures("zhenjiang-2022h1"), yz.load_figures(kind="event")):
        for column in COLUMNS:
            expected = "float64" if column in NUMBERS else "Int64" if column in WHOLE else "str"
            assert str(frame[column].dtype) == expected, column


def test_figures_come_by_report_place_and_id() -> None:
    figures = yz.load_figures()
    keys = figures[["report_id", "start", "figure_id"]].fillna({"start": 10**9})
    assert keys.equals(keys.sort_values(list(keys.columns), ignore_index=True))
    assert list(figures.index) == list(range(len(figures)))


def test_figure_ids_are_unique() -> None:
    assert yz.load_figures()["figure_id"].is_unique


def test_a_report_has_only_its_rows_and_a_kind_only_its_kind() -> None:
    figures = yz.load_figures("yangzhong-2022h1", kind="target")
    assert set(figures["report_id"]) == {"yangzhong-2022h1"}
    assert set(figures["kind"]) == {"target"}
    assert len(yz.load_figures("yangzhong-2022h1")) == 86


def test_what_a_caller_changes_is_the_caller_s() -> None:
    for load in (yz.load_figures, yz.load_reports, yz.load_indicators, yz.load_corrections):
        first = load()
        first.iloc[0, 0] = "spoiled"
        assert load().iloc[0, 0] != "spoiled"


def test_an_unknown_report_is_named_with_the_nearest() -> None:
    with pytest.raises(
        UnknownNameError, match="unknown report 'yangzong-2022h1'; did you mean 'yangzhong-2022h1'"
    ):
        yz.load_figures("yangzong-2022h1")


def test_an_unknown_kind_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="unknown kind 'actaul'; did you mean 'actual'"):
        yz.load_figures(kind="actaul")


def test_an_unknown_precision_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'literal'"):
        yz.load_figures(precision="literall")


def test_bounds_follow_the_policy() -> None:
    literal = yz.load_figures("yangzhong-2022h1").set_index("figure_id")
    house = yz.load_figures("yangzhong-2022h1", precision="house").set_index("figure_id")
    growth = literal.query("indicator == 'gdp' and measure == 'growth'").index[0]
    assert literal.loc[growth, ["lower", "upper"]].tolist() == [2.5, 3.5]
    assert house.loc[growth, ["lower", "upper"]].tolist() == pytest.approx([2.95, 3.05], abs=1e-12)
    changed = literal.index[literal["lower"].ne(house["lower"]) & literal["lower"].notna()]
    assert set(literal.loc[changed, "measure"]) == {"growth"}


def test_every_value_lies_in_its_bounds_and_only_values_have_bounds() -> None:
    figures = yz.load_figures()
    printed = figures.dropna(subset="value")
    assert (printed["lower"] <= printed["value"]).all()
    assert (printed["value"] <= printed["upper"]).all()
    assert figures.loc[figures["value"].isna(), ["lower", "upper"]].isna().all().all()


def test_what_a_figure_names_exists() -> None:
    figures = yz.load_figures()
    assert set(figures["report_id"]) == set(yz.load_reports()["report_id"])
    assert set(figures["indicator"]) <= set(yz.load_indicators()["indicator"])
    assert set(figures["ref_area"]) <= set(yz.load_areas()["ref_area"])
    assert set(figures["duplicate_of"]) - {""} <= set(figures["figure_id"])


def test_growth_bases_agree_with_the_indicator() -> None:
    figures = yz.load_figures().query("measure == 'growth' and price_basis != 'none'")
    joined = figures.merge(yz.load_indicators(), on="indicator")
    other = joined[joined["price_basis"].ne(joined["growth_price_basis"])]
    # incomes are also printed in real terms, and one source computed Jiangsu's nominal growth
    assert set(other["indicator"]) <= {
        *("disposable_income", "disposable_income_urban", "disposable_income_rural", "gdp"),
    }
    assert other.query("indicator == 'gdp'")["figure_id"].tolist() == ["jiangsu-2022h1:F003"]


def test_loading_costs_no_plotting_or_notebook_library() -> None:
    code = (
        "import sys, yz_analysis as yz; yz.load_figures(); "
        "print([name for name in ('seaborn', 'matplotlib', 'papermill', 'nbconvert') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- a changed digit is caught where it stands -------------------------------------------------------------


def test_a_changed_value_names_file_row_and_column(mutate: Mutate) -> None:
    number = 0

    def edit(rows: list[dict[str, str]]) -> None:
        nonlocal number
        number, row = row_of(rows, "F002")
        row["value"] = "301.6"

    mutate("figures", edit)
    assert refusal() == f"figures.csv, row {number}, column value: 301.6 is not the printed '301.5'"


@pytest.mark.parametrize(
    ("column", "value", "blamed"),
    [
        ("value_printed", "301.6", "value"),
        ("value_printed", "301.50", "decimals"),
        ("quote", "301.6亿元", "quote"),
        ("phrase", "实现GDP301.6亿元", "quote"),
        ("start", "170", "end"),
        ("end", "", "start"),
        ("decimals", "2", "decimals"),
        ("unit", "", "unit"),
        ("unit", "CNX", "unit"),
        ("unit_mult", "", "unit_mult"),
        ("value", "", "value"),
        ("value", "=301.5", "value"),
        ("indicator", "gpd", "indicator"),
        ("report_id", "yangzhong-2022h2", "figure_id"),
        ("duplicate_of", "yangzhong-2022h1:F999", "duplicate_of"),
        ("duplicate_of", "yangzhong-2022h1:F004", "indicator"),
        ("time_period", "2022-H1", "time_period"),
        ("kind", "Actual", "kind"),
        ("phrase", "某" * 30 + "301.5亿元", "phrase"),
        ("note", '=HYPERLINK("x")', "note"),
    ],
)
def test_a_broken_cell_is_refused_at_its_place(mutate: Mutate, column: str, value: str, blamed: str) -> None:
    mutate("figures", lambda rows: row_of(rows, "F002")[1].update({column: value}))
    assert refusal().startswith(f"figures.csv, row 3, column {blamed}: ")


def test_a_broken_context_row_is_refused_at_its_place(mutate: Mutate) -> None:
    mutate("context", lambda rows: rows[4].update(confidence="sure"))
    assert refusal().startswith("context.csv, row 6, column confidence: 'sure' is not allowed")


def test_a_repeated_id_names_both_places(mutate: Mutate) -> None:
    folder = mutate("figures", lambda rows: rows.append(dict(rows[0])))
    assert refusal() == (
        f"{folder}/figures.csv, row 88, column figure_id: "
        f"yangzhong-2022h1:F001 is already in {folder}/figures.csv, row 2"
    )


def test_a_missing_file_is_named(mutate: Mutate) -> None:
    folder = mutate("figures", lambda rows: None)
    (folder / "units.csv").unlink()
    with pytest.raises(DataError, match=r"no units\.csv in "):
        yz.load_figures()


def test_a_changed_file_is_read_again(mutate: Mutate) -> None:
    mutate("figures", lambda rows: None)
    assert yz.load_figures("yangzhong-2022h1").loc[0, "note"] != "changed note"
    mutate("figures", lambda rows: rows[0].update(note="changed note"))
    assert yz.load_figures("yangzhong-2022h1").loc[0, "note"] == "changed note"
