"""`yz` itself: its verbs, its exit codes, and one line for a person instead of a traceback."""

from __future__ import annotations

import importlib
import subprocess
import sys

import click
import pytest

from yz_analysis import __version__
from yz_analysis.cli import VERBS, group, main
from yz_analysis.errors import DataError


def ended(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


@pytest.fixture
def verb(monkeypatch: pytest.MonkeyPatch):
    """Make `yz check` do something else."""

    def becomes(action) -> None:
        module = importlib.import_module(VERBS["check"])
        monkeypatch.setattr(module, "command", click.Command("check", callback=action))

    return becomes


def raising(error: BaseException):
    def action() -> None:
        raise error

    return action


def test_every_verb_has_its_help_and_stands_in_the_help_of_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--help") == 0
    everything = capsys.readouterr().out
    for name in VERBS:
        assert name in everything
        assert ended(name, "--help") == 0
        assert capsys.readouterr().out.startswith(f"Usage: yz {name} ")


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (DataError("figures.csv, row 3, column value: no"), 2, "yz: figures.csv, row 3, column value: no\n"),
        (click.UsageError("no such option"), 2, "Error: no such option\n"),
        (KeyboardInterrupt(), 130, "yz: interrupted\n"),
        (click.Abort(), 130, "yz: interrupted\n"),
    ],
)
def test_an_error_is_told_on_the_error_stream_in_one_line_with_its_exit_code(
    error: BaseException, code: int, said: str, verb, capsys: pytest.CaptureFixture[str]
) -> None:
    verb(raising(error))
    assert ended("check") == code
    shown = capsys.readouterr()
    assert (shown.out, shown.err.splitlines()[-1]) == ("", said.strip())


@pytest.mark.parametrize(("returned", "code"), [(0, 0), (1, 1), (130, 130), (None, 0)])
def test_the_exit_code_is_what_the_verb_returns(returned: int | None, code: int, verb) -> None:
    verb(lambda: returned)
    assert ended("check") == code


def test_a_fault_of_our_own_is_no_bad_input(verb) -> None:
    verb(raising(KeyError("x")))
    with pytest.raises(KeyError):
        main(["check"])


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("chek", "No verb 'chek'. Did you mean 'check'? Verbs: add, build, check, export, extract, run"),
        ("zzzzz", "No verb 'zzzzz'. Verbs: add, build, check, export, extract, run"),
    ],
)
def test_a_misspelt_verb_is_told_with_the_nearest_and_all(
    word: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(word) == 2
    assert said in capsys.readouterr().err


def test_no_verb_at_all_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended() == 2
    assert "Usage: yz" in capsys.readouterr().err


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--version") == 0
    assert capsys.readouterr().out == f"yz, version {__version__}\n"


def test_asking_for_help_loads_no_verb_it_does_not_name() -> None:
    assert group.get_command(click.Context(group), "nothing") is None
    code = (
        "import sys\nfrom yz_analysis.cli import main\n"
        "try:\n    main(['check', '--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted(name for name in sys.modules if name.startswith('yz_analysis.cli.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "['yz_analysis.cli.check']"
