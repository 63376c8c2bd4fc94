"""`yz run` in the process of the test: a folder to run in, and the verb as a function."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running.books import write_book, write_data, write_runs
from tests.running.warm import RENDERER, SITE_WRITER
from tests.running.yz import only_given_data
from yz_analysis import resources
from yz_analysis.cli import main
from yz_analysis.publishing import session

Yz = Callable[..., tuple[int, str, str]]


def folder_to_run_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with notebooks, data and nothing else, which is also the working directory."""
    write_book(folder / "nb" / "01-one.ipynb", "print(report, language)", "1 + 1")
    write_book(
        folder / "nb" / "02-two.ipynb",
        "print('n is', n)",
        "1 / n",
        parameters='report: str = "alpha-2022h1"\nlanguage: str = "zh"  # zh | en\nn: int = 4  # a number',
    )
    write_runs(folder / "nb", "reports: [alpha-2022h1]\nlanguages: [zh, en]\nsets:\n  default: {}\n")
    write_data(folder / "data")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("YZ_DATA", "")
    monkeypatch.setattr(session, "code_digest", lambda: "0" * 64)  # somebody may be editing the package
    monkeypatch.setattr(session, "code_files", list)
    monkeypatch.setattr(resources, "data_folders", only_given_data)
    monkeypatch.setattr(session, "RENDERER", RENDERER)
    monkeypatch.setattr(session, "SITE_WRITER", SITE_WRITER)
    return folder


def run_verb(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Yz:
    """Run `yz run` and return exit code, output and errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("YZ_DATA", "")
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["run", "--notebooks", "nb", "--data", "data", *arguments])
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said.out, said.err

    return run
