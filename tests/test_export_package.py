"""The data package refuses what breaks the contract, also where size and hash are right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

from yz_analysis.publishing.export import export_report

REPORT = "yangzhong-2022h1"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("package")
    export_report(REPORT, made, formats=["package"])
    return made


def repeated(text: str) -> str:
    return text + text.splitlines(keepends=True)[-1]


def found(folder: Path, place: Path, table: str, change: Callable[[str], str]) -> list[list[str]]:
    """What the standard's own validator says of one changed table with size and hash put right."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = (one for one in package["resources"] if one["name"] == table)
    before = (folder / resource["path"]).read_bytes().decode("utf-8")
    content = change(before).encode("utf-8")
    assert content != before.encode("utf-8")
    resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    (place / resource["path"]).write_bytes(content)
    package["resources"] = [resource]
    (place / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return frictionless.validate(str(place / "datapackage.json")).flatten(["type"])


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("figures", ",actual,", ",guess,"),
        ("figures", ",current,", ",real,"),
        ("derived", ",conditional,", ",sure,"),
        ("figures", f"\n{REPORT}:F002,", "\n,"),
    ],
)
def test_a_wrong_or_missing_code_is_found(
    folder: Path, tmp_path: Path, table: str, old: str, new: str
) -> None:
    assert ["constraint-error"] in found(folder, tmp_path, table, lambda text: text.replace(old, new, 1))


@pytest.mark.parametrize("table", ["figures", "derived", "indicators", "codebook"])
def test_a_repeated_key_is_found(folder: Path, tmp_path: Path, table: str) -> None:
    assert ["primary-key"] in found(folder, tmp_path, table, repeated)


def test_names_are_written_as_they_are_read_and_the_file_ends_in_a_line(folder: Path) -> None:
    text = (folder / "datapackage.json").read_text(encoding="utf-8")
    assert "指标" in text
    assert text.endswith("}\n")
