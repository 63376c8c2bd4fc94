"""The built wheel is all a user needs: data, notebooks, words, templates and true dependencies."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.running.stock import papermill_alone

ROOT = Path(__file__).resolve().parent.parent


def _project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _lock() -> str:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


def _locked_names() -> set[str]:
    return {canonicalize_name(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", _lock(), re.MULTILINE)}


def test_the_lock_holds_every_declared_dependency() -> None:
    project = _project()
    declared = [
        *project["project"]["dependencies"],
        *(line for lines in project["project"]["optional-dependencies"].values() for line in lines),
        *(line for lines in project["dependency-groups"].values() for line in lines if isinstance(line, str)),
    ]
    missing = {canonicalize_name(Requirement(line).name) for line in declared} - _locked_names()
    assert missing == set()


def test_every_locked_version_has_a_hash() -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", _lock(), flags=re.MULTILINE)[1:]
    assert [entry.split("\n")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_names_no_host() -> None:
    assert "://" not in _lock()


def test_every_dependency_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.split("dependencies = [", 1)[1].split("\n]", 1)[0]
    lines = [line for line in block.splitlines() if line.strip().startswith('"')]
    assert [line for line in lines if "#" not in line] == []


def test_the_source_tree_imports_nothing_undeclared() -> None:
    import ast
    from importlib.metadata import packages_distributions

    declared = {canonicalize_name(Requirement(d).name) for d in _project()["project"]["dependencies"]}
    optional = {
        canonicalize_name(Requirement(line).name)
        for lines in _project()["project"]["optional-dependencies"].values()
        for line in lines
    }
    # part of a declared one: pandas is numpy, papermill tqdm, ipykernel ipython and pyzmq, jinja2 markupsafe
    through = {"numpy", "traitlets", "jupyter-client", "jupyter-core", "tqdm", "ipython", "pyzmq"}
    through |= {"dask", "markupsafe"}
    owners = packages_distributions()
    found: dict[str, str] = {}
    for path in (ROOT / "yz_analysis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for top in {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"yz_analysis"}:
                found[top] = path.name
    undeclared = {
        top: where
        for top, where in found.items()
        if not {canonicalize_name(name) for name in owners.get(top, [top])} & (declared | optional | through)
    }
    assert undeclared == {}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without touching it."""
    target = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT)],
        check=True,
        capture_output=True,
        text=True,
    )
    return next(target.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_brings_data_notebooks_words_and_templates(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    folders = {"data": "_data", "notebooks": "_notebooks"}
    for folder, inside in folders.items():
        tracked = subprocess.run(
            ["git", "ls-files", folder], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.split()
        assert tracked
        assert {f"yz_analysis/{inside}/{name.removeprefix(folder + '/')}" for name in tracked} <= names
    package_data = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "yz_analysis").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert package_data <= names


@pytest.mark.slow
def test_the_wheel_carries_no_font_no_binary_and_no_test(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [
        name for name in names if re.search(r"\.(ttf|otf|woff2?|png|pdf|so|parquet)$|(^|/)tests/", name)
    ] == []


@pytest.mark.slow
def test_two_builds_of_the_wheel_are_one_file(wheel: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    assert next(tmp_path.glob("*.whl")).read_bytes() == wheel.read_bytes()


@pytest.mark.slow
def test_the_wheel_alone_runs_a_notebook_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    home, work, environment = tmp_path / "home", tmp_path / "work", tmp_path / "environment"
    home.mkdir()
    work.mkdir()
    venv.create(environment, with_pip=True)
    constraints = tmp_path / "constraints.txt"
    pins = re.findall(r"^([A-Za-z0-9._-]+==\S+(?: ; [^\\\n]+)?)", _lock(), re.MULTILINE)
    constraints.write_text("\n".join(pins) + "\n", encoding="utf-8")
    python = environment / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", constraints, wheel],
        check=True,
    )
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "YZ_", "VIRTUAL"))
    }
    clean = kept | {"HOME": str(home), "PATH": f"{environment / 'bin'}:/usr/bin:/bin"}
    run = [environment / "bin" / "yz", "run", "01-what-was-reported", "--report", "yangzhong-2022h1"]
    first = subprocess.run(run, cwd=work, env=clean, capture_output=True, text=True, check=False)
    assert first.returncode == 0, first.stderr
    pages = sorted(work.glob("site/yangzhong-2022h1/*/01-what-was-reported.html"))
    assert [page.parent.name for page in pages] == ["en", "zh"]
    assert (work / "site" / "index.html").is_file()
    for page in pages:
        assert str(tmp_path) not in page.read_text(encoding="utf-8")
    installed = next((environment / "lib").glob("python3*/site-packages/yz_analysis/_notebooks/01-*.ipynb"))
    by_hand = [environment / "bin" / "papermill", installed, work / "out.ipynb"]
    hand_run = papermill_alone([*by_hand, "-p", "report", "zhenjiang-2022h1"], work, clean)
    assert hand_run.returncode == 0, hand_run.stderr
    assert (work / "out.ipynb").is_file()
