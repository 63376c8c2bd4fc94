"""What CONTRIBUTING.md tells a person to type works as it stands there; the tests SECURITY.md names exist."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def _block(language: str) -> str:
    found = re.search(rf"## A report of another place.*?```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found.group(1)


def _commands() -> list[str]:
    return [line for line in _block("bash").replace("\\\n", " ").splitlines() if line.strip()]


def _run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    extra = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
    words = [word for word in words if not re.match(r"[A-Z_]+=", word)]
    assert words[0] == "yz"
    return subprocess.run(
        [sys.executable, "-m", "yz_analysis", *words[1:]],
        cwd=folder,
        env=os.environ | extra,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder with the example's text in it."""
    (tmp_path / "lincheng.txt").write_text(_block("text"), encoding="utf-8")
    return tmp_path


def test_the_example_is_read_and_needs_only_targets_confirmed(folder: Path) -> None:
    added = _run(_commands()[0], folder)
    assert added.returncode == 0, added.stderr
    assert "which indicator?" not in added.stdout
    assert added.stdout.count("a target?") == 3


def test_the_example_passes_the_audit_against_its_text(folder: Path) -> None:
    assert _run(_commands()[0], folder).returncode == 0
    checked = _run(_commands()[1], folder)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.slow
def test_the_example_becomes_pages_in_both_languages(folder: Path) -> None:
    for command in _commands():
        done = _run(command, folder)
        assert done.returncode == 0, done.stdout + done.stderr
    pages = sorted((folder / "site-lincheng" / "lincheng-2023h1").glob("*/0*.html"))
    notebooks = sorted((ROOT / "notebooks").glob("0*.ipynb"))
    assert {page.stem for page in pages} >= {notebook.stem for notebook in notebooks}
    assert {page.parent.name for page in pages} == {"zh", "en"}
    targets = (folder / "site-lincheng" / "lincheng-2023h1" / "zh").glob("03-*year.html")
    assert "680亿元" in next(targets).read_text(encoding="utf-8")


def test_every_room_named_in_the_table_exists() -> None:
    rooms = re.findall(r"^\| `([a-z_]+)/`", PAGE, re.MULTILINE)
    assert rooms
    assert [
        room for room in rooms if not any((base / room).is_dir() for base in (ROOT, ROOT / "yz_analysis"))
    ] == []


def test_every_make_target_named_in_the_pages_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", PAGE + readme, re.MULTILINE))
    assert named
    assert [target for target in sorted(named) if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_every_test_that_the_table_of_faults_names_stands_in_the_file_it_names() -> None:
    table = [
        line for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines() if "`test_" in line
    ]
    assert len(table) >= 20
    for cell in (line.rstrip("| ").rpartition("|")[2] for line in table):
        files = re.findall(r"`(test_\w+\.py)`", cell) or ["test_faults.py", "test_faults_of_a_site.py"]
        if len(files) == 1 and ";" in cell:  # the first test of two stands in the usual files
            files += ["test_faults.py", "test_faults_of_a_site.py"]
        text = "".join((ROOT / "tests" / file).read_text(encoding="utf-8") for file in files)
        missing = [name for name in re.findall(r"`(test_\w+)`", cell) if f"def {name}(" not in text]
        assert not missing, (missing, files)
