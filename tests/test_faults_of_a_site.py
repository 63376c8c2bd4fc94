"""What happens to a site from without: two runners, edited notebooks, changed data, damage, a full disk."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running.books import write_book, write_data
from tests.running.runners import (
    Runner,
    end,
    one_good_book,
    slow_books,
    started_runners,
    wait_for,
    whole,
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return one_good_book(tmp_path)


@pytest.fixture
def start(place: Path, server: str) -> Iterator[Runner]:
    with started_runners(place, server) as run:
        yield run


@pytest.mark.slow
def test_of_two_runners_one_works_and_one_is_told(place: Path, start: Runner) -> None:
    slow_books(place, 2)
    first = start()
    assert wait_for(lambda: (place / "site/.runs/runner").exists(), 30)
    code, out, err = end(start())
    assert (code, out) == (2, "")
    assert f"another yz run is writing to site (process {first.pid})" in err
    assert end(first)[0] == 0
    whole(place)


@pytest.mark.slow
def test_a_notebook_edited_during_the_run_is_run_again(place: Path, start: Runner) -> None:
    write_book(place / "nb" / "01-good.ipynb", "import time; time.sleep(1.5)", "print('first')")
    process = start()
    assert wait_for(lambda: (place / "site/.runs/.work").exists(), 30)
    write_book(place / "nb" / "01-good.ipynb", "print('second')")
    assert end(process)[0] == 0
    assert b"first" in (place / "site/alpha-2022h1/en/01-good.html").read_bytes()
    assert "run, the notebook changed" in end(start("--explain"))[1]
    assert end(start())[0] == 0
    assert b"second" in (place / "site/alpha-2022h1/en/01-good.html").read_bytes()


@pytest.mark.slow
def test_data_that_changes_during_the_run_makes_no_page(place: Path, start: Runner) -> None:
    write_book(place / "nb" / "01-good.ipynb", "import time; time.sleep(1.5)")
    process = start()
    assert wait_for(lambda: (place / "site/.runs/.work").exists(), 30)
    write_data(place / "data", alpha_2022h1="9")
    code, _, err = end(process)
    assert code == 1
    assert re.search(r"ChangedMeanwhileError: \w+\.csv changed while the notebook ran; run it again", err)
    assert not (place / "site/alpha-2022h1/en/01-good.html").exists()
    assert end(start())[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize("when", [-10_000_000, 10_000_000])
def test_a_clock_that_jumps_hides_no_change(place: Path, start: Runner, when: int) -> None:
    assert end(start())[0] == 0
    write_data(place / "data", alpha_2022h1="9")
    moment = time.time() + when
    os.utime(place / "data/figures.csv", (moment, moment))
    assert "run, the report's rows of data changed" in end(start("--explain"))[1]


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["record", "page", "both", "digests", "everything"])
def test_a_damaged_store_is_repaired_by_the_next_run(place: Path, start: Runner, harm: str) -> None:
    assert end(start())[0] == 0
    page = place / "site/alpha-2022h1/en/01-good.html"
    good = page.read_bytes()
    home = next((place / "site/.runs/alpha-2022h1/en/01-good").iterdir())
    if harm in ("record", "both"):
        (home / "run.json").write_bytes(b"\x00\xff{")
    if harm in ("page", "both"):
        (home / "page.html").write_bytes(b"half")
        page.write_bytes(b"half")
    if harm == "digests":
        (place / "site/.runs/digests.json").write_bytes(b"[[[")
    if harm == "everything":
        shutil.rmtree(place / "site/.runs")
        page.unlink()
    code, _, err = end(start())
    assert code == 0, err
    assert page.read_bytes() == good
    whole(place)


@contextlib.contextmanager
def small_disk(folder: Path, options: str) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk needs the right to mount one")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.slow
def test_a_full_disk_leaves_the_last_good_page(place: Path, start: Runner) -> None:
    with small_disk(place / "site", "size=1m"):
        code, _, err = end(start())
        assert code == 0, err
        good = (place / "site/alpha-2022h1/en/01-good.html").read_bytes()
        write_book(place / "nb" / "01-good.ipynb", "print('x' * 3_000_000)")
        code, _, err = end(start())
        assert code == 1
        assert "No space left on device" in err
        assert "Traceback" not in err
        assert (place / "site/alpha-2022h1/en/01-good.html").read_bytes() == good
        whole(place)
        write_book(place / "nb" / "01-good.ipynb", "print('small again')")
        code, _, err = end(start())
        assert code == 0, err


@pytest.mark.slow
def test_a_target_that_cannot_be_written_is_said_before_anything_runs(place: Path, start: Runner) -> None:
    with small_disk(place / "site", "size=1m"):
        assert end(start())[0] == 0
        subprocess.run(["mount", "-o", "remount,ro", str(place / "site")], check=True)
        write_book(place / "nb" / "01-good.ipynb", "print('new')")
        code, out, err = end(start())
        assert (code, out) == (2, "")
        assert "yz: cannot write to site: Read-only file system" in err
        assert "Traceback" not in err
