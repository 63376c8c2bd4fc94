"""What goes wrong at night: afterwards good pages are whole, the next run repairs, nothing is orphaned."""

from __future__ import annotations

import json
import re
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.running.books import write_book
from tests.running.runners import (
    Runner,
    belonging_to,
    end,
    one_good_book,
    slow_books,
    started_runners,
    wait_for,
    whole,
)
from tests.running.warm import ROOT
from yz_analysis.publishing.store import Store


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return one_good_book(tmp_path)


@pytest.fixture
def start(place: Path, server: str) -> Iterator[Runner]:
    with started_runners(place, server) as run:
        yield run


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


def test_the_root_of_the_tests_is_the_checkout() -> None:
    assert (ROOT / "pyproject.toml").is_file()
