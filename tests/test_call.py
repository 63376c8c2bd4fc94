"""Calls in processes of their own: the code they end with, their folder, their log, forks of them."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import standin
from tests.running.warm import environment, warm_environment
from yz_analysis.publishing.call import Call, resolve
from yz_analysis.publishing.engine.client import SOCKET_VARIABLE
from yz_analysis.publishing.forks import in_forks
from yz_analysis.publishing.launch import LOG, Ending, FreshLauncher, Launcher, WarmLauncher


@pytest.fixture(params=["fresh", "warm"])
def launcher(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Launcher]:
    if request.param == "fresh":
        monkeypatch.setattr(os, "environ", environment())
        yield FreshLauncher()
    else:
        with warm_environment():
            yield WarmLauncher()


def call(name: str, text: str, work: Path, timeout: float | None = None) -> Call:
    return Call(f"tests.running.standin:{name}", text, str(work), timeout)


def test_a_call_ends_with_what_its_function_returns(launcher: Launcher, tmp_path: Path) -> None:
    work = tmp_path / "some work"
    assert launcher.run(call("count_characters", "扬中市", work)) == Ending(3)
    assert (work / LOG).read_text(encoding="utf-8").split()[-1] != str(os.getpid())


def test_a_call_that_raises_ends_with_1_and_says_why(launcher: Launcher, tmp_path: Path) -> None:
    assert launcher.run(call("no_such_function", "", tmp_path / "w")) == Ending(1)
    said = (tmp_path / "w" / LOG).read_text(encoding="utf-8").strip()
    assert said.endswith("has no attribute 'no_such_function'")


def test_a_call_that_takes_too_long_is_ended(launcher: Launcher, tmp_path: Path) -> None:
    sleeping = Call("time:sleep", "not a number", str(tmp_path / "w"))
    assert launcher.run(sleeping) == Ending(1)
    endless = Call("tests.running.standin:sleep_long", "", str(tmp_path / "w2"), timeout=0.3)
    assert launcher.run(endless) == Ending(-signal.SIGKILL, timed_out=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the warm engine needs Linux")
def test_a_warm_child_works_in_forks_of_itself(tmp_path: Path) -> None:
    with warm_environment():
        assert WarmLauncher().run(call("spread", "", tmp_path / "w")) == Ending(2)


def test_any_other_process_works_through_the_items_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SOCKET_VARIABLE, raising=False)
    assert in_forks(standin.process_of, [1, 2], most=2) == [(1, os.getpid()), (2, os.getpid())]
    assert in_forks(abs, [], most=2) == []


def test_a_function_is_found_by_module_and_name() -> None:
    assert resolve("os.path:join") is os.path.join
    with pytest.raises(ModuleNotFoundError):
        resolve("no_such_module:x")
