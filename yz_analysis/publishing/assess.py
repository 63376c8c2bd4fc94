"""Which runs of a plan must be done, and why; a thousand that need nothing cost less than a second."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yz_analysis.publishing.fingerprint import DataDigests, explain, key_of, key_parts, versions
from yz_analysis.publishing.plan import Run
from yz_analysis.publishing.record import VERSION, Record
from yz_analysis.publishing.store import Store
from yz_analysis.words import LANGUAGES


@dataclass(frozen=True)
class Task:
    """One run of the plan, with its key and what to do about it.

    Attributes:
        run: the run.
        record: the start of its record.
        page: arguments of the renderer.
        reason: why it must be run; empty when nothing changed.
        kept: its finished record, when nothing changed.
        expected_seconds: what it took last time; None when it never ran.
    """

    run: Run
    record: Record
    page: dict[str, object]
    reason: str
    kept: Record | None
    expected_seconds: float | None


def assess(
    runs: Sequence[Run],
    store: Store,
    *,
    data: DataDigests,
    code: str,
    pages: Iterable[str] = (),
    force: bool = False,
) -> list[Task]:
    """Compare each run of the plan with what the site has.

    Args:
        runs: the plan.
        store: the site's kept runs.
        data: digests of the dataset.
        code: digest of the library.
        pages: run ids whose pages exist or will; only these are linked as the other language.
        force: run everything, whatever the site has.
    """
    linked = {*pages, *(run.run_id for run in runs)}
    digests: dict[tuple[str, bool], dict[str, str]] = {}
    tasks = []
    for run in runs:
        scope = (run.report, run.every_report)
        if scope not in digests:
            digests[scope] = data.of(run.report, every_report=run.every_report)
        tasks.append(_task(run, store, digests[scope], code, linked, force))
    return tasks


def _task(run: Run, store: Store, data: Mapping[str, str], code: str, linked: set[str], force: bool) -> Task:
    page = page_arguments(run, linked)
    parts = key_parts(run, data=data, code=code, page=page)
    record: Record = {
        "version": VERSION,
        "run_id": run.run_id,
        "notebook": run.notebook.stem,
        "set": run.set,
        "report": run.report,
        "language": run.language,
        "parameters": run.parameters,
        "key": key_of(parts),
        "key_parts": parts,
        "data_version": hashlib.sha256(json.dumps(dict(data), sort_keys=True).encode()).hexdigest()[:12],
        "versions": versions(),
        "outcome": "done",
        "reason": "",
        "started": "",
        "seconds": 0.0,
        "attempts": 1,
        "engine": "fresh",
        "outputs": [],
        "error": None,
    }
    kept = store.find(run.run_id, str(record["key"]))
    failed = store.failure(run.run_id)
    if kept and not failed and not force and store.intact(kept):
        return Task(run, record, page, "", kept, kept["seconds"])
    last = kept or store.latest(run.run_id)
    reason = _reason(record, kept, failed, last, force)
    known = failed or last
    record["reason"] = reason
    return Task(run, record, page, reason, kept, known["seconds"] if known else None)


def _reason(
    record: Record, kept: Record | None, failed: Record | None, last: Record | None, force: bool
) -> str:
    if force:
        return "--force"
    if failed:
        return "it failed last time"
    if kept:
        return "its page is missing or was changed"
    if last is None:
        return "it is new"
    return explain(last["key_parts"], record["key_parts"]) or "its kept result is damaged"


def page_arguments(run: Run, linked: set[str]) -> dict[str, object]:
    """Return the renderer's arguments: where the page's links lead, relative to the page."""
    other = next(language for language in LANGUAGES if language != run.language)
    sister = f"{run.report}/{other}/{run.name}"
    return {
        "language": run.language,
        "report": run.report,
        "notebook_stem": run.notebook.stem,
        "parameters": run.parameters,
        "sister": f"../{other}/{run.name}.html" if sister in linked else None,
        "evidence": "evidence.html",
        "index": "../../index.html" if run.language == LANGUAGES[0] else f"../../index.{run.language}.html",
    }
