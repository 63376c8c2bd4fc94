"""The same pages, notebooks and exports to the byte, wherever and whenever they are made.

`YZ_PYTHONS` may name further interpreters that have the lock installed (separated like PATH); the site is
then made by each of them too.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OTHERS = [name for name in os.environ.get("YZ_PYTHONS", "").split(os.pathsep) if name]
# what says when and how a run went
VOLATILE = {"run.json", "run.html", ".site.json"}
CALL = ["-m", "yz_analysis", "run", "00", "03", "--report", "yangzhong-2022h1", "--out"]

pytestmark = pytest.mark.slow


def _site(
    folder: Path, python: str = sys.executable, *, one_core: bool = False, **variables: str
) -> dict[str, str]:
    """The hashes of what one machine's worth of circumstances makes."""
    home = folder / "home"
    home.mkdir(parents=True)
    environment = os.environ | {"HOME": str(home), "PYTHONPATH": str(ROOT)} | variables
    environment.pop("MPLCONFIGDIR", None)
    done = subprocess.run(
        [python, *CALL, str(folder / "site")],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=(lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})) if one_core else None,
    )
    assert done.returncode == 0, done.stderr
    site = folder / "site"
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file() and ".runs" not in path.parts and path.name not in VOLATILE
    }


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What this interpreter makes as it is."""
    return _site(tmp_path_factory.mktemp("first"))


def test_the_site_holds_pages_notebooks_and_exports(first: dict[str, str]) -> None:
    assert {Path(name).suffix for name in first} >= {".html", ".ipynb", ".csv", ".xlsx", ".parquet", ".json"}


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system binds no process to a core")
def test_zone_hash_seed_locale_home_and_cores_change_no_byte(first: dict[str, str], tmp_path: Path) -> None:
    other = _site(
        tmp_path, one_core=True, TZ="Asia/Kathmandu", PYTHONHASHSEED="4711", LC_ALL="C", LANG="de_DE.UTF-8"
    )
    assert other == first


@pytest.mark.skipif(not OTHERS, reason="YZ_PYTHONS names no other interpreter with the lock installed")
@pytest.mark.parametrize("python", OTHERS)
def test_another_python_changes_no_byte(first: dict[str, str], tmp_path: Path, python: str) -> None:
    assert _site(tmp_path, python, TZ="America/St_Johns", PYTHONHASHSEED="1") == first
