"""What goes wrong at night: afterwards good pages are whole, the next run repairs, nothing is orphaned."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.running.books import write_book, write_data, write_runs
from tests.running.warm import ROOT, environment, python, warm_environment
from yz_analysis.publishing.engine.client import SOCKET_VARIABLE
from yz_analysis.publishing.store import Store

GOOD = "print('good')"
Runner = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with warm_environment() as path:
        yield path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_book(tmp_path / "nb" / "01-good.ipynb", GOOD)
    write_runs(tmp_path / "nb", "reports: [alpha-2022h1]\nlanguages: [en]\nsets:\n  default: {}\n")
    write_data(tmp_path / "data")
    for path in (tmp_path / "data").iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return tmp_path


@pytest.fixture
def start(place: Path, server: str) -> Iterator[Runner]:
    """Start `yz run` in a process of its own; afterwards nothing that came from it may live."""
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: str, shared: bool = True) -> subprocess.Popen[str]:
        given = {**environment(), **({SOCKET_VARIABLE: server} if shared else {})}
        process = subprocess.Popen(
            python("-m", "tests.running.yz", "run", "--notebooks", "nb", "--data", "data", *arguments),
            cwd=place,
            env=given,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.communicate()
    assert wait_for(lambda: not belonging_to(place)), belonging_to(place)


def belonging_to(place: Path) -> list[str]:
    """Return the processes whose working directory or command lies below a folder."""
    found = []
    for process in psutil.process_iter(["pid", "cwd", "cmdline", "status"]):
        words = " ".join([process.info["cwd"] or "", *(process.info["cmdline"] or [])])
        if str(place) in words and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(f"{process.info['pid']} {words}")
    return found


def wait_for(condition: Callable[[], object], seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def end(process: subprocess.Popen[str], seconds: float = 120) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=seconds)
    return process.returncode, out, err


def whole(place: Path) -> None:
    """Nothing half done: every page the store knows is in the site as it was made."""
    store = Store(place / "site")
    for record in store.records():
        if record["outcome"] != "failed":
            assert store.intact(record)
    left = [path for path in (place / "site").rglob("*") if path.name.endswith((".part", ".lock"))]
    assert [path.name for path in left if path.name != "site.lock"] == []
    assert not (place / "site/.runs/.work").exists()


DEATHS = {
    "segfault": ("import ctypes; ctypes.string_at(0)", "DeadKernelError", []),
    "exit": ("import os; os._exit(3)", "DeadKernelError", []),
    "killed": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "DeadKernelError", []),
    "memory": ("x = bytearray(6 * 10**9)", "MemoryError", ["--memory-limit", "3000"]),
    "loop": ("while True: pass", "CellTimeoutError", ["--cell-timeout", "2"]),
    "output": ("while True: print('x' * 100_000)", "OutputLimitError", []),
    "deaf loop": (
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "RunTimeout",
        ["--run-timeout", "4"],
    ),
    "long native call": ("(10 ** 8) ** (10 ** 7)", "RunTimeout", ["--run-timeout", "3"]),
    "deleted folders": (
        "import shutil, os; shutil.rmtree(os.path.dirname(os.getcwd()))\n1 / 0",
        "ZeroDivisionError",
        [],
    ),
}


@pytest.mark.parametrize(
    "fault",
    [pytest.param(name, marks=() if name == "killed" else pytest.mark.slow) for name in DEATHS],
)
def test_a_kernel_that_dies_or_hangs_costs_its_own_page_only(fault: str, place: Path, start: Runner) -> None:
    source, name, options = DEATHS[fault]
    write_book(place / "nb" / "02-bad.ipynb", "print('last good')")
    assert end(start())[0] == 0
    last = (place / "site/alpha-2022h1/en/02-bad.html").read_bytes()
    write_book(place / "nb" / "01-good.ipynb", "print('also new')")
    write_book(place / "nb" / "02-bad.ipynb", "print('before')", source, "print('never')")
    code, out, err = end(start(*options))
    assert code == 1, err
    assert "1 done, 0 unchanged, 1 failed" in out
    assert "Traceback" not in err
    line = next(line for line in err.splitlines() if line.startswith("yz: "))
    assert f": {name}: " in line
    assert "02-bad" in line
    assert "its last good page stays" in line
    assert (place / "site/alpha-2022h1/en/02-bad.html").read_bytes() == last
    assert b"also new" in (place / "site/alpha-2022h1/en/01-good.html").read_bytes()
    json.loads((place / "site/failed/alpha-2022h1/en/02-bad.ipynb").read_bytes())
    whole(place)
    write_book(place / "nb" / "02-bad.ipynb", "print('repaired')")
    code, out, _ = end(start())
    assert (code, out.split(" in ")[0]) == (0, "1 done, 1 unchanged, 0 failed")
    assert not (place / "site/failed").exists()


@pytest.mark.slow
def test_a_fork_bomb_is_stopped_and_named(place: Path, start: Runner) -> None:
    bomb = (
        "import os, time\nfor _ in range(400):\n    if os.fork() == 0:\n"
        "        time.sleep(60); os._exit(0)\ntime.sleep(60)"
    )
    write_book(place / "nb" / "02-bomb.ipynb", bomb)
    code, _, err = end(start())
    assert code == 1
    assert "processes at once; at most 256 are allowed" in err
    whole(place)


@pytest.mark.slow
def test_what_a_notebook_leaves_running_ends_with_it(place: Path, start: Runner) -> None:
    source = "import subprocess; subprocess.Popen(['sleep', '321'], start_new_session=True)"
    write_book(place / "nb" / "01-good.ipynb", source)
    assert end(start())[0] == 0
    assert wait_for(
        lambda: not [p for p in psutil.process_iter(["cmdline"]) if p.info["cmdline"] == ["sleep", "321"]]
    )


@pytest.mark.slow
def test_a_death_may_be_tried_again(place: Path, start: Runner) -> None:
    flag = place / "second-time"
    source = (
        f"import os, pathlib\nflag = pathlib.Path({str(flag)!r})\n"
        "if not flag.exists():\n    flag.touch(); os._exit(9)"
    )
    write_book(place / "nb" / "01-good.ipynb", source)
    code, _, err = end(start("--retries", "2"))
    assert code == 0, err
    assert Store(place / "site").records()[0]["attempts"] == 2


def slow_books(place: Path, number: int = 4, seconds: float = 1.0) -> None:
    for one in range(number):
        write_book(
            place / "nb" / f"1{one}-slow.ipynb", f"import time; time.sleep({seconds})", "print('done')"
        )


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.1, 0.6, 1.0, 1.4, 1.9, 2.4, 3.0])
def test_a_runner_that_is_killed_loses_nothing_and_leaves_no_one(
    after: float, place: Path, start: Runner
) -> None:
    slow_books(place, seconds=0.3)
    process = start("--jobs", "2")
    time.sleep(after)
    process.kill()
    process.communicate()
    assert wait_for(lambda: not belonging_to(place)), belonging_to(place)
    code, out, err = end(start())
    assert code == 0, err
    assert re.search(r"5 runs unchanged|\d done", out)
    assert sum(int(number) for number in re.findall(r"(\d+) (?:done|unchanged|runs unchanged)", out)) == 5
    whole(place)
    assert end(start())[1].startswith("Nothing to do: 5 runs unchanged")


@pytest.mark.slow
def test_a_runner_with_its_own_server_that_is_killed_leaves_no_one(place: Path, start: Runner) -> None:
    slow_books(place, 1, seconds=30)
    process = start(shared=False)
    assert wait_for(lambda: len(psutil.Process(process.pid).children(recursive=True)) >= 3, 60)
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.communicate()
    assert wait_for(lambda: not [child for child in children if child.is_running()])
    shutil.rmtree(place / "nb")


@pytest.mark.slow
def test_the_fork_server_may_be_killed_and_the_next_run_gets_a_new_one(place: Path, start: Runner) -> None:
    slow_books(place, 2, seconds=3)
    process = start("--jobs", "1", "--retries", "1", shared=False)
    assert wait_for(lambda: len(psutil.Process(process.pid).children(recursive=True)) >= 3, 60)
    psutil.Process(process.pid).children()[0].kill()
    code, out, err = end(process)
    assert code == 0, err
    assert "3 done" in out


@pytest.mark.slow
@pytest.mark.parametrize("shared", [True, False])
def test_ctrl_c_ends_everything_and_the_next_run_goes_on(place: Path, start: Runner, shared: bool) -> None:
    slow_books(place, seconds=2)
    process = start("--jobs", "2", shared=shared)
    assert wait_for(lambda: list((place / "site").rglob("*.html")), 60)
    process.send_signal(signal.SIGINT)
    code, _, err = end(process, 20)
    assert code == 130, err
    assert "press Ctrl-C again to end at once" in err
    assert "run the same command again to go on" in err
    assert "Traceback" not in err
    assert wait_for(lambda: not belonging_to(place))
    whole(place)
    done = len(list((place / "site").rglob("*.html"))) - 1
    code, out, _ = end(start())
    assert code == 0
    assert int(re.findall(r"(\d+) unchanged", out)[0]) >= 1
    assert done < 5


@pytest.mark.slow
def test_a_second_ctrl_c_is_final(place: Path, start: Runner) -> None:
    slow_books(place, seconds=30)
    process = start(shared=False)
    assert wait_for(lambda: len(psutil.Process(process.pid).children(recursive=True)) >= 3, 60)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    assert end(process, 20)[0] == 130
    assert time.monotonic() - began < 5


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


def test_the_root_of_the_tests_is_the_checkout() -> None:
    assert (ROOT / "pyproject.toml").is_file()
