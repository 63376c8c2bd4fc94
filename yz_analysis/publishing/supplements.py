"""What stands beside a report's pages in a site: its evidence in each language, and its exports.

Each report's supplements are made again only when something they show has changed: the data, the library, or
the pages that use its figures. Their key and files are remembered in `.site.json`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from yz_analysis.publishing.fingerprint import DataDigests, code_digest
from yz_analysis.publishing.forks import in_forks
from yz_analysis.publishing.launch import cores
from yz_analysis.publishing.page.entries import Use
from yz_analysis.publishing.page.index import page_path, read_head
from yz_analysis.publishing.record import write_bytes, write_json
from yz_analysis.resources import data_folders
from yz_analysis.words import LANGUAGES

MEMORY = ".site.json"
EXPORTS = "exports"
Uses = dict[str, dict[str, list[Use]]]  # language → full figure id → pages


def uses_of_figures(records: Iterable[Mapping[str, Any]], site: Path) -> Uses:
    """Return which pages show each figure, by language; addresses are relative to an evidence page.

    Pages of the figure's own report come first; the others name their report.
    """
    from yz_analysis.figures.dataset import load_reports

    reports = load_reports().set_index("report_id")
    names = {language: reports[f"name_{language}"].to_dict() for language in LANGUAGES}
    found: Uses = {language: {} for language in LANGUAGES}
    for record in sorted(records, key=lambda one: str(one["run_id"])):
        path = page_path(record)
        if not path or record["language"] not in found:
            continue
        head = read_head(site / path)
        for figure in head.figures:
            own = figure.partition(":")[0] == record["report"]
            href = Path(path).name if own else f"../../{path}"
            shown = found[record["language"]].setdefault(figure, [])
            twins = [use for use in shown if Path(use.href).parent == Path(href).parent]
            if all(use.title != head.title for use in twins):  # a page with other parameters asks the same
                place = names[record["language"]].get(record["report"], str(record["report"]))
                shown.append(Use(href, head.title, "" if own else str(place)))
    for figures in found.values():
        for pages in figures.values():
            pages.sort(key=lambda use: bool(use.report))
    return found


def reports_needed(records: Iterable[Mapping[str, Any]], uses: Uses) -> list[str]:
    """Return the reports that need supplements: those that were run, and those whose figures a page shows."""
    from yz_analysis.figures.dataset import load_reports

    wanted = {str(record["report"]) for record in records}
    wanted |= {figure.partition(":")[0] for figures in uses.values() for figure in figures}
    return [report for report in load_reports()["report_id"] if report in wanted]


def write_supplements(site: Path, reports: Iterable[str], uses: Uses) -> dict[str, dict[str, int]]:
    """Write the evidence and exports that are not up to date.

    Args:
        site: the site's folder.
        reports: ids of the reports.
        uses: as `uses_of_figures` found them.

    Returns:
        report id → address of each export in the site → bytes.

    Raises:
        OSError: when the site cannot be written.
    """
    memory = _remembered(site)
    data, code = DataDigests(data_folders()), code_digest()
    keys = {report: _key(report, uses, data, code) for report in reports}
    due = [
        report
        for report, key in keys.items()
        if memory.get(report, {}).get("key") != key or not _present(site, memory[report].get("files", {}))
    ]
    for report, files in zip(due, in_forks(partial(_write, site, uses), due, most=cores()), strict=True):
        memory[report] = {"key": keys[report], "files": files}
    write_json(memory, site / MEMORY)
    return {
        report: {path: size for path, size in memory[report]["files"].items() if f"/{EXPORTS}/" in path}
        for report in keys
    }


def _write(site: Path, uses: Uses, report: str) -> dict[str, int]:
    from yz_analysis.figures.metrics import derive
    from yz_analysis.publishing.evidence import NAME, evidence_page
    from yz_analysis.publishing.export import export_report

    files: dict[str, int] = {}
    derived = derive(report)
    for language in LANGUAGES:
        other = next(name for name in LANGUAGES if name != language)
        page = evidence_page(
            report,
            language=language,
            uses=uses[language],
            index="../../index.html" if language == LANGUAGES[0] else f"../../index.{language}.html",
            sister=f"../{other}/{NAME}",
            derived=derived,
        )
        path = site / report / language / NAME
        write_bytes(page.encode("utf-8"), path)
        files[path.relative_to(site).as_posix()] = path.stat().st_size
    for path in export_report(report, site / report / EXPORTS, derived=derived):
        files[path.relative_to(site).as_posix()] = path.stat().st_size
    return files


def _key(report: str, uses: Uses, data: DataDigests, code: str) -> str:
    shown = {
        language: {
            figure: [[use.href, use.title, use.report] for use in pages]
            for figure, pages in sorted(figures.items())
            if figure.startswith(f"{report}:")
        }
        for language, figures in uses.items()
    }
    parts = {"code": code, "data": data.of(report), "uses": shown}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("utf-8")).hexdigest()


def _present(site: Path, files: Mapping[str, int]) -> bool:
    try:
        return bool(files) and all((site / path).stat().st_size == size for path, size in files.items())
    except OSError:
        return False


def _remembered(site: Path) -> dict[str, dict[str, Any]]:
    try:
        known = json.loads((site / MEMORY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) and all(isinstance(one, dict) for one in known.values()) else {}
