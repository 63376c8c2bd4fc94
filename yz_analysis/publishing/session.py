"""One call of `yz run`: hold the site, find what changed, do it, write the index and `run.json`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from yz_analysis.errors import DataError, YzAnalysisError
from yz_analysis.publishing.assess import Task, assess
from yz_analysis.publishing.call import Call, resolve
from yz_analysis.publishing.fingerprint import DataDigests, code_digest, code_files, versions
from yz_analysis.publishing.job import RENDERER, stamp
from yz_analysis.publishing.launch import LOG, Launcher, cores
from yz_analysis.publishing.plan import Run
from yz_analysis.publishing.progress import Progress
from yz_analysis.publishing.record import Record, whole, write_json
from yz_analysis.publishing.runner import Limits, Summary, do_runs
from yz_analysis.publishing.store import Store

SITE_WRITER = "yz_analysis.publishing.site:write_site"
DATA_READER = "yz_analysis.figures.dataset:load_figures"
WRITE = "yz_analysis.publishing.session:write"
READ = "yz_analysis.publishing.session:read"
_DISK, _WRONG = 3, 4


@dataclass
class Session:
    """What one call of `yz run` was asked to do.

    Attributes:
        site: the folder the pages go to.
        runs: the plan.
        pages: run ids of the whole plan, for links to the other language.
        data_folders: the dataset's folders.
        force: run everything.
        jobs: runs at once; None for one a core.
        limits: time, memory, retries.
        engine: `auto`, `warm` or `fresh`.
        renderer: `module:function` that makes a page.
        site_writer: `module:function` that makes the index pages from records.
        data_reader: `module:function` that reads the dataset and raises where it is wrong.
    """

    site: Path
    runs: Sequence[Run]
    pages: Sequence[str]
    data_folders: Sequence[Path]
    force: bool = False
    jobs: int | None = None
    limits: Limits = field(default_factory=Limits)
    engine: str = "auto"
    renderer: str = field(default_factory=lambda: RENDERER)
    site_writer: str = field(default_factory=lambda: SITE_WRITER)
    data_reader: str = field(default_factory=lambda: DATA_READER)

    def workers(self) -> int:
        """Return how many runs go on at once, at most."""
        return self.jobs or cores()

    def assess(self) -> list[Task]:
        """Return what would run and why, touching nothing."""
        return self._assess(DataDigests(self.data_folders))

    def _assess(self, data: DataDigests) -> list[Task]:
        store = Store(self.site)
        return assess(self.runs, store, data=data, code=code_digest(), pages=self.pages, force=self.force)

    def go(self) -> Summary:
        """Do what needs doing.

        Raises:
            SiteBusyError: when another runner writes to the same site.
            YzAnalysisError: when the site's folder cannot be written.
            DataError: when a folder of data added to the bundled one is wrong; nothing is run then.
        """
        store = Store(self.site)
        with store.lock():
            data = DataDigests(self.data_folders, store.folder / "digests.json")
            watch, code = stamp(data.files()), stamp(code_files())
            tasks = self._assess(data)
            data.remember()
            todo = [task for task in tasks if task.reason]
            jobs = min(self.workers(), max(1, len(todo)))
            progress = Progress({task.run.run_id: task.expected_seconds for task in todo}, jobs=jobs)
            try:
                return do_runs(
                    tasks,
                    store,
                    jobs=jobs,
                    limits=self.limits,
                    watch=watch,
                    code=code,
                    engine=self.engine,
                    renderer=self.renderer,
                    begin=lambda serving: self._read_data(store, serving),
                    finished=progress.finished,
                    finish=lambda summary, serving: self._write_whole(store, summary, serving),
                )
            finally:
                progress.close()

    def _read_data(self, store: Store, serving: Launcher) -> None:
        """Read added data once, so that a fault in it is told once and not by every run."""
        if len(self.data_folders) < 2:
            return
        ending, said = self._elsewhere(READ, self.data_reader, store.folder / ".work" / "data", serving)
        if ending == _WRONG:
            raise DataError(f"{said}; nothing was run, and `yz check` lists all that is wrong")

    def _elsewhere(self, function: str, text: str, work: Path, serving: Launcher) -> tuple[int, str]:
        """Call a function in a warm process; return its exit code (0 when stopped) and what it said."""
        try:
            ending = serving.run(Call(function, text, str(work.resolve())))
            said = (work / LOG).read_text(encoding="utf-8", errors="replace").strip()
        finally:
            shutil.rmtree(work, ignore_errors=True)
        if ending.code in (_DISK, _WRONG):
            said = said.rpartition("\n")[2]
        return 0 if ending.stopped else ending.code, said

    def _complete(self) -> bool:
        return all((self.site / name).exists() for name in ("run.json", "index.html"))

    def _write_whole(self, store: Store, summary: Summary, serving: Launcher | None) -> None:
        if not (summary.done or summary.failed) and self._complete():
            return
        unchanged = {record["run_id"] for record in summary.unchanged}
        records: list[Record] = [
            {**record, "outcome": "unchanged"} if record["run_id"] in unchanged else record
            for record in store.records()
        ]
        try:
            if serving is None or not serving.engine:
                resolve(self.site_writer)(records, self.site)
            else:  # a warm process has everything imported, and this one is spared it
                self._write_elsewhere(records, store.folder / ".work" / "site", serving)
            write_json(whole(records, versions=versions()), self.site / "run.json")
        except OSError as error:
            raise YzAnalysisError(f"cannot write to {self.site}: {error.strerror or error}") from error

    def _write_elsewhere(self, records: list[Record], work: Path, serving: Launcher) -> None:
        text = json.dumps(
            {"site_writer": self.site_writer, "records": records, "site": str(self.site.resolve())}
        )
        code, said = self._elsewhere(WRITE, text, work, serving)
        if code == _DISK:
            raise OSError(said)
        if code == _WRONG:
            raise YzAnalysisError(f"the site's index was not written: {said}")
        if code:
            raise RuntimeError(f"the site's index was not written (exit code {code})\n{said}")


def write(text: str) -> int:
    """Write what of a site belongs to no single run, in a process of its own.

    Returns:
        0, or another code when the site cannot be written; the last line printed then says why.
    """
    given = json.loads(text)
    try:
        resolve(given["site_writer"])(given["records"], Path(given["site"]))
    except OSError as error:
        print(error.strerror or error, flush=True)
        return _DISK
    except YzAnalysisError as error:
        print(error, flush=True)
        return _WRONG
    return 0


def read(reader: str) -> int:
    """Read the dataset in a process of its own.

    Args:
        reader: `module:function` that reads it.

    Returns:
        0, or another code when it is wrong; the last line printed then says how.
    """
    try:
        resolve(reader)()
    except YzAnalysisError as error:
        print(error, flush=True)
        return _WRONG
    return 0
