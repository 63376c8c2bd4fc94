"""What every test may use: the folder of reference texts, where it is present."""

from __future__ import annotations

from pathlib import Path

import pytest

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
