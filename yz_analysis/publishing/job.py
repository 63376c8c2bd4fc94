"""One run, in a process of its own: execute with papermill, bring to canonical form, render, keep.

The process's exit code and the store tell how it went: 0 and a record under the key, or 1 and `failed.json`.
Any other end (a signal, another code) is a death, which the scheduler records.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from yz_analysis.publishing.call import Call, resolve
from yz_analysis.publishing.canonical import canonical
from yz_analysis.publishing.fingerprint import key_of
from yz_analysis.publishing.record import Record
from yz_analysis.publishing.store import Store

DONE, FAILED = 0, 1
RENDERER = "yz_analysis.publishing.page:render"
RUN = "yz_analysis.publishing.job:run"
OUTPUT_LIMIT_MB = 64
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Job:
    """Everything one run needs, as plain data that can be sent to another process or machine.

    Attributes:
        site: the site's folder.
        work: a private folder for this attempt; the kernel's working directory lies in it.
        record: the record so far; outcome, times and outputs are filled in.
        notebook: the notebook document as it was read when the run was planned.
        page: further keyword arguments of the renderer.
        cell_timeout: seconds one cell may take; None for no limit.
        run_timeout: seconds the whole run may take; None for no limit.
        memory_limit_mb: address space the kernel may take; None for no limit.
        output_limit_mb: what one notebook may print.
        watch: path → [size, modification time] of the data it reads; a change meanwhile fails the run.
        code: the same of the library's files; after a change meanwhile the run counts as out of date.
        renderer: `module:function` that makes the page.
        engine: papermill's engine; None for the stock one.
        data: the value of `YZ_DATA`, for a process that does not inherit it.
    """

    site: str
    work: str
    record: Record
    notebook: dict[str, Any]
    page: dict[str, Any]
    cell_timeout: float | None = None
    run_timeout: float | None = None
    memory_limit_mb: int | None = None
    output_limit_mb: int = OUTPUT_LIMIT_MB
    watch: dict[str, list[int]] = field(default_factory=dict)
    code: dict[str, list[int]] = field(default_factory=dict)
    renderer: str = RENDERER
    engine: str | None = None
    data: str = ""

    def call(self) -> Call:
        """Return the call that does this job in a process of its own."""
        return Call(RUN, self.to_json(), self.work, self.run_timeout)

    def to_json(self) -> str:
        """Return the job as JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Job:
        """Return the job that `to_json` wrote."""
        return cls(**json.loads(text))


def run(text: str) -> int:
    """Do the job that this JSON describes; see `perform`."""
    return perform(Job.from_json(text))


def perform(job: Job) -> int:
    """Do one run and keep its result or its failure.

    Returns:
        0 when the run is kept and published, 1 when it failed and the failure is kept.

    Raises:
        OSError: when not even the failure can be kept, such as on a full disk.
    """
    store = Store(Path(job.site))
    started, clock = datetime.now(UTC), time.monotonic()
    record = {**job.record, "started": started.isoformat(timespec="seconds")}
    record["engine"] = "warm" if job.engine else "fresh"
    try:
        executed = _execute(job)
        document = canonical(executed)
        page = resolve(job.renderer)(_notebook_node(document), **job.page)
        if changed := _changed(job.watch):
            raise ChangedMeanwhileError(f"{changed} changed while the notebook ran; run it again")
        if _changed(
            job.code
        ):  # good as it is, but made by no one state of the code: the next run does it again
            record["key_parts"] = {**record["key_parts"], "code": "changed while it ran"}
            record["key"] = key_of(record["key_parts"])
        record |= {"outcome": "done", "error": None, "seconds": round(time.monotonic() - clock, 3)}
        text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        store.keep(record, page=page, notebook=text)
    except Exception as error:  # noqa: BLE001 - whatever went wrong is this run's failure, and only this run's
        record["seconds"] = round(time.monotonic() - clock, 3)
        fail(store, record, error=describe(error, output_of(job)), notebook=_failed_text(job))
        return FAILED
    return DONE


def fail(store: Store, record: Record, *, error: Record, notebook: str | None) -> Record:
    """Keep a failed run's record."""
    reason = f"{error['name']}: {error['message']}" if error["message"] else str(error["name"])
    return store.keep_failure({**record, "outcome": "failed", "reason": reason, "error": error}, notebook)


def _execute(job: Job) -> dict[str, Any]:
    import nbformat
    import papermill

    from yz_analysis.publishing.engine.private import PRIVATE, PrivateKernelManager

    folder = Path(job.work) / "cwd" / "here"  # a notebook that deletes `..` still hits nothing of ours
    folder.mkdir(parents=True, exist_ok=True)
    options: dict[str, Any] = {}
    if job.engine:
        options["output_limit_mb"] = job.output_limit_mb
        if job.memory_limit_mb:
            options["memory_limit_mb"] = job.memory_limit_mb
    elif PRIVATE:
        options["kernel_manager_class"] = PrivateKernelManager
    executed: dict[str, Any] = papermill.execute_notebook(
        nbformat.from_dict(job.notebook),
        str(output_of(job)).replace("{", "{{").replace("}", "}}"),  # papermill formats the path
        parameters=dict(job.record["parameters"]),
        engine_name=job.engine,
        progress_bar=False,
        request_save_on_cell_execute=False,
        execution_timeout=job.cell_timeout and max(1, round(job.cell_timeout)),
        resources={"metadata": {"path": str(folder)}},
        **options,
    )
    for number, cell in enumerate(executed["cells"], start=1):
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                raise EndedEarlyError(cell.get("execution_count") or number, output["ename"])
    return executed


class EndedEarlyError(Exception):
    """A cell ended the notebook, as `sys.exit(0)` does; papermill calls that a success."""

    def __init__(self, cell: int, name: str) -> None:
        super().__init__(f"{name} ended the notebook before its last cell")
        self.cell = cell


class ChangedMeanwhileError(Exception):
    """Something the run reads changed while it ran, so its result belongs to no one state."""


def stamp(paths: Iterable[Path]) -> dict[str, list[int]]:
    """Return path → [size, modification time in ns]."""
    states = [(str(path), path.stat()) for path in paths]
    return {path: [state.st_size, state.st_mtime_ns] for path, state in states}


def _changed(watch: dict[str, list[int]]) -> str:
    """Return the name of a file that is not as it was, or an empty text."""
    try:
        changed = [path for path, state in stamp(map(Path, watch)).items() if watch[path] != state]
    except OSError as error:
        changed = [str(error.filename)]
    return Path(changed[0]).name if changed else ""


def output_of(job: Job) -> Path:
    """Return where a job's executed notebook is written while it runs."""
    return Path(job.work) / "notebook.ipynb"


def describe(error: Exception, output: Path) -> Record:
    """Say in a record what went wrong: the cell's `In [n]` number, the error's name and one line."""
    name, message, cell = type(error).__name__, str(error), getattr(error, "cell", None)
    if name == "PapermillExecutionError":
        name, message, cell = (getattr(error, part) for part in ("ename", "evalue", "exec_count"))
    elif name in ("CellTimeoutError", "DeadKernelError", "OutputLimitError"):
        cell = last_started(output)
        if name == "CellTimeoutError":
            message = "the cell took longer than --cell-timeout allows"
        elif message == "Kernel died":
            message = "the kernel died (killed, crashed or out of memory)"
    line = next((part.strip() for part in _COLOUR.sub("", message).splitlines() if part.strip()), "")
    return {"cell": cell, "name": name, "message": line[:500], "notebook": ""}


def last_started(output: Path) -> int | None:
    """Return the `In [n]` number of the last cell that started, from the notebook as saved."""
    try:
        cells = json.loads(output.read_bytes())["cells"]
    except (OSError, ValueError, KeyError):
        return None
    number = None
    ran = 0
    for cell in cells:
        if cell["cell_type"] == "code" and "".join(cell["source"]).strip():
            ran += 1
            if cell["metadata"].get("papermill", {}).get("start_time"):
                number = ran
    return number


def _failed_text(job: Job) -> str | None:
    """Return the failed notebook as far as it was saved, without times and paths; else the source."""
    try:
        saved = json.loads(output_of(job).read_bytes())
        document = canonical(saved)
    except (OSError, ValueError, KeyError):
        document = canonical(job.notebook)
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def failed_notebook(job: Job) -> str | None:
    """Return what is left of a job whose process died."""
    return _failed_text(job)


def _notebook_node(document: dict[str, Any]) -> Any:
    import nbformat

    return nbformat.from_dict(json.loads(json.dumps(document)))
