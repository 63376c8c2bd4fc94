from __future__ import annotations

import ast
import json
import os
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.running.books import write_data
from tests.test_store import record
from yz_analysis.publishing import fingerprint
from yz_analysis.publishing.fingerprint import DataDigests, code_digest, code_files, explain, key_of
from yz_analysis.publishing.record import describe_output, schema, whole, write_json
from yz_analysis.publishing.store import Store


def valid(document: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(schema()).validate(document)


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_a_kept_run_and_a_failed_one_fit_the_schema(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(record(), page="x", notebook="{}")
    error = {"cell": None, "name": "KernelDied", "message": "", "notebook": ""}
    store.keep_failure(record("c" * 64, "beta-2022h1/en/02-two", outcome="failed", error=error), "{}")
    document = whole(store.records(), versions={"pandas": "3.1.1"})
    valid(document)
    assert document["counts"] == {"done": 1, "unchanged": 0, "failed": 1}
    assert [run["run_id"] for run in document["runs"]] == ["alpha-2022h1/zh/01-one", "beta-2022h1/en/02-two"]


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "completed"},
        {"key": "short"},
        {"run_id": "../x"},
        {"seconds": -1},
        {"outputs": [{"path": "/etc/passwd", "sha256": "a" * 64, "bytes": 1}]},
        {"outputs": [{"path": "a/../../b", "sha256": "a" * 64, "bytes": 1}]},
        {"surprise": 1},
        {"error": {"cell": "3"}},
    ],
)
def test_what_is_no_record_does_not_fit_the_schema(change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        valid(
            {
                "version": 1,
                "versions": {},
                "counts": {"done": 1, "unchanged": 0, "failed": 0},
                "runs": [record() | change],
            }
        )


def test_an_output_is_described_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"abc")
    assert describe_output(tmp_path / "x", relative="a/x.html") == {
        "path": "a/x.html",
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "bytes": 3,
    }


def test_json_is_written_for_people_and_whole(tmp_path: Path) -> None:
    write_json({"名": "扬中"}, tmp_path / "sub" / "run.json")
    assert (tmp_path / "sub" / "run.json").read_text(encoding="utf-8") == '{\n "名": "扬中"\n}\n'


# what a key covers --------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = write_data(tmp_path / "data")
    for path in folder.iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))  # old enough for its digest to be remembered
    return folder


def digests(
    folder: Path, memory: Path | None = None, *, every_report: bool = False
) -> dict[str, dict[str, str]]:
    found = DataDigests([folder], memory)
    parts = {name: found.of(name, every_report=every_report) for name in ("alpha-2022h1", "beta-2022h1")}
    found.remember()
    return parts


def test_a_row_of_one_report_changes_the_key_of_that_report_alone(data: Path) -> None:
    before = digests(data)
    write_data(data, beta_2022h1="3")
    after = digests(data)
    assert after["alpha-2022h1"] == before["alpha-2022h1"]
    assert after["beta-2022h1"]["rows"] != before["beta-2022h1"]["rows"]


def test_a_further_report_redoes_only_notebooks_that_read_all(data: Path) -> None:
    narrow, broad = digests(data), digests(data, every_report=True)
    write_data(data, gamma_2023="3")
    assert digests(data) == narrow
    assert digests(data, every_report=True) != broad


@pytest.mark.parametrize(("table", "part"), [("units.csv", "tables"), ("context.csv", "context")])
def test_a_shared_table_changes_every_key(data: Path, table: str, part: str) -> None:
    before = digests(data)
    with (data / table).open("a", encoding="utf-8") as file:
        file.write("USD,,\n")
    after = digests(data)
    for report in before:
        assert {name for name in before[report] if before[report][name] != after[report][name]} == {part}


def test_a_new_column_changes_every_key(data: Path) -> None:
    before = digests(data)
    path = data / "figures.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0].replace("value", "values"), *lines[1:]]) + "\n", encoding="utf-8")
    after = digests(data)
    assert all(before[report]["rows"] != after[report]["rows"] for report in before)


def test_what_was_hashed_is_remembered_until_the_file_is_touched(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = tmp_path / "digests.json"
    before = digests(data, memory)
    read: list[str] = []
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: (read.append(self.name), original(self))[1])
    assert digests(data, memory) == before
    assert read == []
    write_data(data, beta_2022h1="7")  # the same size, and a new modification time
    assert digests(data, memory) != before
    assert "figures.csv" in read


def test_a_file_changed_a_moment_ago_is_read_again(data: Path, tmp_path: Path) -> None:
    write_data(data)
    digests(data, tmp_path / "digests.json")
    assert not (tmp_path / "digests.json").exists()


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"x": 5}', '{"x": {"stamp": 1}}', '{"x": {"stamp": STAMP, "parts": 5}}']
)
def test_a_damaged_memory_is_no_memory(data: Path, tmp_path: Path, content: str) -> None:
    memory = tmp_path / "digests.json"
    before = digests(data, memory)
    state = (data / "figures.csv").stat()
    content = content.replace("STAMP", str([state.st_size, state.st_mtime_ns, state.st_ino]))
    memory.write_text(content.replace("x", f"{data / 'figures.csv'}|True"), encoding="utf-8")
    assert digests(data, memory) == before


def test_the_code_that_counts_is_all_but_what_the_doors_keep_out(root: Path) -> None:
    names = {path.relative_to(root / "yz_analysis").as_posix() for path in code_files()}
    assert {"errors.py", "words/common.toml", "publishing/canonical.py", "figures/bounds.py"} <= names
    assert not [
        name for name in names if name.startswith(("cli/", "reading/", "_data/")) or "__pycache__" in name
    ]


def test_a_changed_line_of_code_changes_the_digest(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.py").write_text("x = 1\n", encoding="utf-8")
    before = code_digest(tmp_path)
    (tmp_path / "reading").mkdir()
    (tmp_path / "reading" / "b.py").write_text("y = 1\n", encoding="utf-8")
    assert code_digest(tmp_path) == before
    (tmp_path / "figures" / "a.py").write_text("x = 2\n", encoding="utf-8")
    assert code_digest(tmp_path) != before


def test_versions_are_those_installed_and_name_no_python(monkeypatch: pytest.MonkeyPatch) -> None:
    import pandas

    assert fingerprint.versions()["pandas"] == pandas.__version__
    assert "python" not in fingerprint.versions()


def test_every_package_that_has_a_hand_in_a_figure_or_a_page_counts(root: Path) -> None:
    adapters = {
        "nbconvert",
        "nbformat",
        "traitlets",
        "yz_analysis",
    }  # they carry a page and change nothing in it
    used: set[str] = set()
    for room in ("figures", "publishing/page"):
        for path in (root / "yz_analysis" / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    used |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    used.add(node.module.split(".")[0])
    distributions = metadata.packages_distributions()
    makers = {distributions[name][0].lower() for name in used - set(sys.stdlib_module_names) - adapters}
    assert {"pandas", "matplotlib", "tinycss2"} <= makers
    assert makers <= set(fingerprint.versions())
    assert all(fingerprint.versions().values()), "a name that is no distribution never changes"


def test_a_folder_of_compiled_files_is_no_code(tmp_path: Path) -> None:
    (tmp_path / "figures" / "__pycache__").mkdir(parents=True)
    (tmp_path / "figures" / "a.py").write_text("x = 1\n", encoding="utf-8")
    before = code_digest(tmp_path)
    (tmp_path / "figures" / "__pycache__" / "a.txt").write_text("y", encoding="utf-8")
    (tmp_path / "figures" / "a.pyc").write_text("y", encoding="utf-8")
    assert code_digest(tmp_path) == before


def test_what_changed_is_said_in_words() -> None:
    old = {
        "notebook": "1",
        "parameters": '{"n": 1}',
        "versions": '{"pandas": "3.1.0"}',
        "code": "c",
        "data.rows": "r",
    }
    assert explain(old, old) == ""
    assert explain(old, {**old, "data.rows": "s"}) == "the report's rows of data changed"
    assert (
        explain(old, {**old, "parameters": '{"n": 2, "m": true}'})
        == "parameter n 1 → 2; parameter m None → True"
    )
    assert explain(old, {**old, "versions": '{"pandas": "3.1.1"}'}) == "pandas 3.1.0 → 3.1.1"
    assert explain(old, {**old, "parameters": '{"n": 1, "m": 2}'}) == "parameter m None → 2"
    assert explain({}, {**old, "notebook": "2"}).startswith("the notebook changed")


def test_a_key_depends_on_every_part_and_not_on_their_order() -> None:
    assert key_of({"a": "1", "b": "2"}) == key_of({"b": "2", "a": "1"})
    assert key_of({"a": "1", "b": "2"}) != key_of({"a": "12", "b": ""})
    assert json.loads(json.dumps(key_of({}))) == key_of({})
