"""From `notebooks/runs.yaml` to the list of runs: each set × notebook × report × language.

Everything a person can get wrong is found here, before anything runs.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from yz_analysis.errors import DataError, unknown
from yz_analysis.publishing.parameters import Value, parse, resolve
from yz_analysis.publishing.sources import Notebook, choose_notebooks
from yz_analysis.words import LANGUAGES, check_language

DEFAULT_SET = "default"
_FILE_KEYS = ("reports", "languages", "one_report", "sets")
_SET_KEYS = ("notebooks", "reports", "languages", "parameters")
_SET_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class ParameterSet:
    """A named set of `runs.yaml`: which notebooks, reports and languages, with which parameters."""

    name: str
    notebooks: tuple[str, ...]
    reports: tuple[str, ...]
    languages: tuple[str, ...]
    parameters: dict[str, Any]


class RunsFile(NamedTuple):
    """`runs.yaml` as read: its sets, and the notebooks that read no report's rows but their own."""

    sets: tuple[ParameterSet, ...]
    one_report: frozenset[str]


@dataclass(frozen=True)
class Run:
    """One notebook, for one report, in one language, with every parameter resolved."""

    notebook: Notebook = field(repr=False)
    set: str
    report: str
    language: str
    parameters: dict[str, Value]
    variant: str = ""
    every_report: bool = True

    @property
    def run_id(self) -> str:
        """The run's name and, with an ending, its place in the site."""
        return f"{self.report}/{self.language}/{self.name}"

    @property
    def name(self) -> str:
        """The page's file name without ending: notebook, set, and what `-p` changed."""
        suffix = "" if self.set == DEFAULT_SET else f"--{self.set}"
        return f"{self.notebook.stem}{suffix}{self.variant}"


def known_reports(folders: Iterable[Path]) -> list[str]:
    """Return the report ids of the dataset, read from `reports.csv` alone.

    Raises:
        DataError: when a folder has no `reports.csv` or the file no `report_id`.
    """
    found: dict[str, None] = {}
    for folder in folders:
        path = folder / "reports.csv"
        try:
            with path.open(encoding="utf-8", newline="") as file:
                found.update({row["report_id"]: None for row in csv.DictReader(file)})
        except (OSError, KeyError) as error:
            raise DataError(f"{path.name} in {folder.name}: cannot be read ({error})") from error
    return list(found)


def read_sets(path: Path, *, notebooks: Mapping[str, Notebook], reports: Sequence[str]) -> RunsFile:
    """Read `runs.yaml`.

    Args:
        path: the file.
        notebooks: the notebooks that exist, by stem.
        reports: the report ids that exist.

    Raises:
        DataError: when the file is not of the documented form.
        UnknownNameError: when it names a notebook, report, language or key that does not exist.
    """
    import yaml

    where = path.name
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"{where}: cannot be read ({error})") from error
    if not isinstance(document, dict) or not isinstance(document.get("sets"), dict) or not document["sets"]:
        raise DataError(f"{where}: needs `reports`, `languages` and a table `sets`")
    for key in document:
        if key not in _FILE_KEYS:
            raise unknown("key", key, _FILE_KEYS, where=where)
    one_report = document.get("one_report")
    alone = _stems(one_report, notebooks, f"{where}, one_report") if one_report else ()
    sets = []
    for name, entry in document["sets"].items():
        place = f"{where}, set {name}"
        if not _SET_NAME.fullmatch(str(name)) or not isinstance(entry, dict | None):
            raise DataError(
                f"{place}: a set is a table under a name of lower-case letters, digits and hyphens"
            )
        entry = entry or {}
        for key in entry:
            if key not in _SET_KEYS:
                raise unknown("key", key, _SET_KEYS, where=place)
        lists = {key: entry.get(key, document.get(key)) for key in ("notebooks", "reports", "languages")}
        sets.append(
            ParameterSet(
                str(name),
                _stems(lists["notebooks"], notebooks, place),
                _names(lists["reports"], "report", reports, place),
                _names(lists["languages"] or list(LANGUAGES), "language", LANGUAGES, place),
                _parameters(entry.get("parameters") or {}, place),
            )
        )
    return RunsFile(tuple(sets), frozenset(alone))


def _parameters(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise DataError(f"{where}: parameters must be a table of names and values")
    for name in ("report", "language"):
        if name in value:  # the page would stand in the place of another report or language
            raise DataError(f"{where}: {name} is no parameter of a set; list it under {name}s")
    return dict(value)


def _stems(value: object, notebooks: Mapping[str, Notebook], where: str) -> tuple[str, ...]:
    if value is None:
        return tuple(notebooks)
    if not isinstance(value, list) or not value:
        raise DataError(f"{where}: notebooks must be a list of names or numbers")
    names = [str(name) for name in value]
    return tuple(one.stem for one in choose_notebooks(names, dict(notebooks), where=where))


def _names(value: object, kind: str, allowed: Iterable[str], where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise DataError(f"{where}: {kind}s must be a list of names")
    for name in value:
        if name not in allowed:
            raise unknown(kind, name, allowed, where=where)
    return tuple(dict.fromkeys(value))


def make_plan(
    notebooks: Mapping[str, Notebook],
    runs_file: RunsFile,
    reports: Sequence[str],
    *,
    only_notebooks: Sequence[str] = (),
    only_reports: Sequence[str] = (),
    only_sets: Sequence[str] = (),
    only_languages: Sequence[str] = (),
    overrides: Mapping[str, str] | None = None,
) -> list[Run]:
    """Return the runs asked for, each with its parameters checked against its notebook.

    A report that exists but is in no set is run with the sets all the same: naming it is asking for it.

    Args:
        notebooks: those that exist, by stem.
        runs_file: what `runs.yaml` says.
        reports: the report ids that exist.
        only_notebooks: notebooks to run; none means those of the sets.
        only_reports: reports to run for; none means those of the sets.
        only_sets: sets to run; none means all.
        only_languages: languages to run in; none means those of the sets.
        overrides: parameters of the command line, as text.

    Raises:
        UnknownNameError: for a notebook, report, set, language or parameter that does not exist.
        ParameterError: for a parameter whose value does not fit.
        DataError: when the selection leaves nothing to run.
    """
    chosen = choose_notebooks(only_notebooks, dict(notebooks))
    changes = dict(overrides or {})
    if "report" in changes:  # the same as --report and --language
        only_reports = [changes.pop("report")]
    if "language" in changes:
        only_languages = [changes.pop("language")]
    for report in only_reports:
        if report not in reports:
            raise unknown("report", report, reports)
    names = [one.name for one in runs_file.sets]
    for name in only_sets:
        if name not in names:
            raise unknown("set", name, names)
    for language in only_languages:
        check_language(language)
    runs: dict[str, Run] = {}
    for one in runs_file.sets:
        if only_sets and one.name not in only_sets:
            continue
        for notebook in chosen:
            if notebook.stem not in one.notebooks:
                continue
            for report in only_reports or one.reports:
                for language in only_languages or one.languages:
                    run = _make_run(notebook, one, report, language, changes)
                    run = replace(run, every_report=notebook.stem not in runs_file.one_report)
                    runs.setdefault(run.run_id, run)
    if not runs:
        raise DataError("nothing to run: no set has these notebooks; see runs.yaml")
    return list(runs.values())


def _make_run(
    notebook: Notebook, one: ParameterSet, report: str, language: str, overrides: Mapping[str, str]
) -> Run:
    where = f"notebook {notebook.stem}"
    resolve(notebook.parameters, overrides, where=where)  # unknown or mistyped: say so for the command line
    typed = {name: parse(notebook.parameters[name], text, where=where) for name, text in overrides.items()}
    given = {"report": report, "language": language, **one.parameters}
    for name in ("report", "language"):
        if name not in notebook.parameters:
            raise DataError(f"{where}: declares no parameter {name!r}; every notebook of runs.yaml needs it")
    values = resolve(notebook.parameters, {**given, **typed}, where=f"{where}, set {one.name}")
    changed = {name: value for name, value in typed.items() if value != values_without(notebook, given, name)}
    return Run(notebook, one.name, report, language, values, _variant(changed))


def values_without(notebook: Notebook, given: Mapping[str, object], name: str) -> object:
    """Return the value a parameter has when the command line does not change it."""
    return given.get(name, notebook.parameters[name].default)


def _variant(changed: Mapping[str, Value]) -> str:
    """Name a page after what `-p` changed, so that it never takes the place of the set's own page."""
    if not changed:
        return ""
    text = "".join(f"--{name}-{value}" for name, value in sorted(changed.items()))
    if re.fullmatch(r"[A-Za-z0-9._-]{1,80}", text):
        return text
    return "--" + hashlib.sha256(text.encode()).hexdigest()[:12]
