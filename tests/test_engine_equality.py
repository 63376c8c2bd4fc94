"""The warm engine gives what papermill's own engine gives: outputs, metadata, errors."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.engine_notebooks.varied import VARIED
from tests.running.warm import ROOT, environment, python
from yz_analysis.publishing.engine.client import SOCKET_VARIABLE

QUICK = ("the process",)
SLOW = sorted(set(VARIED) - set(QUICK))

Seen = dict[str, dict[str, Any]]


def seen_by_both(names: tuple[str, ...], folder: Path, server: str) -> tuple[Seen, Seen]:
    """Run notebooks with the warm and the stock engine, side by side."""
    both = []
    for engine in ("yz", "stock"):
        command = python("-m", "tests.engine_notebooks.collect", engine, str(folder), *names)
        given = {**environment(), **({SOCKET_VARIABLE: server} if engine == "yz" else {})}
        with (folder / f"{engine}.log").open("wb") as log:
            both.append(subprocess.Popen(command, cwd=ROOT, env=given, stdout=log, stderr=log))
    for process in both:
        process.wait(timeout=900)
    found = []
    for engine in ("yz", "stock"):
        log = (folder / f"{engine}.log").read_text(encoding="utf-8", errors="replace")
        assert "stock kernel instead" not in log, log
        assert "stock engine serves" not in log, log
        found.append(
            {
                name: json.loads((folder / f"{engine}-{name.replace(' ', '-')}.json").read_bytes())
                for name in names
            }
        )
    return found[0], found[1]


@pytest.fixture(scope="module")
def slow(server: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Seen, Seen]:
    return seen_by_both(tuple(SLOW), tmp_path_factory.mktemp("slow"), server)


def test_there_are_at_least_twenty_five_notebooks_made_to_differ() -> None:
    assert len(VARIED) >= 25
    assert len({json.dumps(cells) for cells in VARIED.values()}) == len(VARIED)


def test_the_warm_engine_gives_what_the_stock_engine_gives(server: str, tmp_path: Path) -> None:
    warm, stock = seen_by_both(QUICK, tmp_path, server)
    assert warm == stock
    assert warm["the process"]["error"][0] == "NoneType"


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_the_warm_engine_gives_what_the_stock_engine_gives_also_here(
    name: str, slow: tuple[Seen, Seen]
) -> None:
    warm, stock = slow
    assert warm[name] == stock[name]
