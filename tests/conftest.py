"""What every test may use: the reference texts, where they are present, a fork server, a drafted report."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from bulletin import DETAILS, run, save
from data_editing import Edit, editor
from hypothesis import settings

# The same examples on every run and no clock in a verdict, so that a red run is red again;
# `HYPOTHESIS_PROFILE=explore` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def article_path() -> Path:
    """The article's file; the test is skipped where it is absent, because it is not ours to distribute."""
    path = SHARED / "sources" / "yangzhong-2022h1.txt"
    if not path.is_file():
        pytest.skip("the article is not part of the repository and ../shared is absent")
    return path


@pytest.fixture(scope="session")
def article(article_path: Path) -> str:
    """The article's text, exactly as printed."""
    return article_path.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    """The labelled bulletins of other places; the test is skipped where they are absent."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("the labelled bulletins are not part of the repository and ../shared is absent")
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A fork server that lives as long as a file's tests, which use it; its socket's path."""
    from tests.running.warm import warm_environment

    with warm_environment() as path:
        yield path


@pytest.fixture
def draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The data folder that `yz add` makes of the invented bulletin."""
    code, _, errors = run(capsys, "add", save(tmp_path), *DETAILS, "--out", tmp_path / "draft")
    assert code == 0, errors
    return tmp_path / "draft"


@pytest.fixture
def edit(draft: Path) -> Edit:
    """Changes rows of the drafted report."""
    return editor(draft)
