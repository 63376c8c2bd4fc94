"""The content-keyed run directory: what a finished run made, kept whole under its key.

`<site>/.runs/<run_id>/<key>/` holds `run.json`, `page.html` and `notebook.ipynb`. The directory is filled
under a temporary name and renamed when whole, so at any instant it exists whole or not at all. The site's own
files are copies with the same modification time: comparing sizes and times tells in a moment that they are
untouched, and where they differ the SHA-256 decides. Pages never refer to `.runs`: a site can be sent
without it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from yz_analysis.errors import YzAnalysisError
from yz_analysis.publishing.record import Record, describe_output, write_bytes, write_json

FOLDER = ".runs"
FAILED = "failed"
FILES = {"page.html": ".html", "notebook.ipynb": ".ipynb"}


class SiteBusyError(YzAnalysisError):
    """Another runner is writing to the same site."""


class Store:
    """The runs kept for one site.

    Args:
        site: the folder the pages go to; made when something is first written.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.folder = site / FOLDER

    def home(self, run_id: str) -> Path:
        """Return the folder that holds a run's keys."""
        return self.folder / run_id

    # reading ---------------------------------------------------------------------------------

    def find(self, run_id: str, key: str) -> Record | None:
        """Return the record of a finished run, or None when there is none or it does not hold together."""
        record = _load(self.home(run_id) / key / "run.json")
        if record and record.get("key") == key and record.get("run_id") == run_id:
            return record
        return None

    def latest(self, run_id: str) -> Record | None:
        """Return the record of a run's last good result under any key."""
        home = self.home(run_id)
        try:
            folders = [entry for entry in os.scandir(home) if entry.is_dir() and len(entry.name) == 64]
        except OSError:
            return None
        for entry in sorted(folders, key=lambda found: (found.stat().st_mtime_ns, found.name), reverse=True):
            if record := self.find(run_id, entry.name):
                return record
        return None

    def failure(self, run_id: str) -> Record | None:
        """Return the record of the last attempt when that attempt failed."""
        return _load(self.home(run_id) / "failed.json")

    def records(self) -> list[Record]:
        """Return one record for every run the site knows: its failure, else its last good result."""
        found = []
        for folder, names, _ in os.walk(self.folder):
            here = Path(folder)
            if len(here.relative_to(self.folder).parts) == 3:
                names.clear()
                run_id = here.relative_to(self.folder).as_posix()
                record = self.failure(run_id) or self.latest(run_id)
                if record:
                    found.append(record)
            else:
                names[:] = [name for name in names if not name.startswith(".")]
        return sorted(found, key=lambda record: str(record["run_id"]))

    def intact(self, record: Record) -> bool:
        """Tell whether the site's copies of a finished run are as they were made."""
        kept = self.home(record["run_id"]) / record["key"]
        try:
            for name, output in zip(FILES, record["outputs"], strict=True):
                ours, theirs = (kept / name).stat(), (self.site / output["path"]).stat()
                if not (ours.st_size == theirs.st_size == output["bytes"]):
                    return False
                if ours.st_mtime_ns != theirs.st_mtime_ns and not self._equal(record, output):
                    return False
        except (OSError, KeyError, ValueError, TypeError):
            return False
        return True

    def _equal(self, record: Record, output: Record) -> bool:
        return _sha256(self.site / output["path"]) == output["sha256"]

    # writing ---------------------------------------------------------------------------------

    def publish(self, record: Record) -> bool:
        """Copy a finished run's files to their places in the site, each at once.

        Returns:
            False, with nothing touched, when the kept files are not what the record says: run it again.
        """
        kept = self.home(record["run_id"]) / record["key"]
        try:
            pairs = list(zip(FILES, record["outputs"], strict=True))
            if any(_sha256(kept / name) != output["sha256"] for name, output in pairs):
                return False
        except (OSError, KeyError, ValueError, TypeError):
            return False
        for name, output in pairs:
            target = self.site / output["path"]
            write_bytes((kept / name).read_bytes(), target)
            state = (kept / name).stat()
            os.utime(target, ns=(state.st_atime_ns, state.st_mtime_ns))
        return True

    def keep(self, record: Record, *, page: str, notebook: str) -> Record:
        """Keep a finished run and publish it.

        Args:
            record: the run's record; its `outputs` are filled in.
            page: the page as HTML.
            notebook: the executed notebook in canonical form.

        Returns:
            The record as written.

        Raises:
            OSError: when disk or folder do not allow it; what was there before is untouched.
        """
        home = self.home(record["run_id"])
        home.mkdir(parents=True, exist_ok=True)
        temporary = home / f".{record['key'][:16]}.{os.getpid()}.part"
        final = home / record["key"]
        with claim(home, record["key"]):
            try:
                shutil.rmtree(temporary, ignore_errors=True)
                temporary.mkdir()
                outputs = []
                for (name, suffix), content in zip(FILES.items(), (page, notebook), strict=True):
                    (temporary / name).write_text(content, encoding="utf-8", newline="\n")
                    outputs.append(describe_output(temporary / name, relative=f"{record['run_id']}{suffix}"))
                record = {**record, "outputs": outputs}
                write_json(record, temporary / "run.json")
                shutil.rmtree(final, ignore_errors=True)
                temporary.replace(final)
            finally:
                shutil.rmtree(temporary, ignore_errors=True)
            self.publish(record)
        (home / "failed.json").unlink(missing_ok=True)
        self._forget_failed_notebook(record["run_id"])
        self._drop_superseded(home, record["key"])
        return record

    def keep_failure(self, record: Record, notebook: str | None) -> Record:
        """Keep the record of a failed run and its notebook as far as it got; good pages stay as they are.

        Args:
            record: the run's record, with its `error`.
            notebook: the failed notebook, or None when nothing could be saved.
        """
        last = self.latest(record["run_id"])
        record = {**record, "outputs": last["outputs"] if last else []}
        if notebook is not None:
            relative = f"{FAILED}/{record['run_id']}.ipynb"
            write_bytes(notebook.encode("utf-8", errors="replace"), self.site / relative)
            record["error"] = {**record["error"], "notebook": relative}
        write_json(record, self.home(record["run_id"]) / "failed.json")
        return record

    def _forget_failed_notebook(self, run_id: str) -> None:
        path = self.site / FAILED / f"{run_id}.ipynb"
        path.unlink(missing_ok=True)
        for folder in list(path.parents)[:3]:
            try:
                folder.rmdir()  # only while empty
            except OSError:
                return

    @staticmethod
    def _drop_superseded(home: Path, key: str) -> None:
        for entry in os.scandir(home):
            if entry.is_dir() and entry.name != key:
                shutil.rmtree(entry.path, ignore_errors=True)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the site for one runner; a runner that died holds nothing, the kernel lets go of its lock.

        Raises:
            SiteBusyError: when another runner holds it.
            YzAnalysisError: when the folder cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / "site.lock", timeout=0)
            lock.acquire()
        except Timeout:
            raise SiteBusyError(
                f"another yz run is writing to {self.site}{_holder(self.folder / 'runner')}; "
                "wait for it, or choose another folder with --out"
            ) from None
        except OSError as error:
            raise YzAnalysisError(f"cannot write to {self.site}: {error.strerror or error}") from error
        try:
            (self.folder / "runner").write_text(str(os.getpid()), encoding="ascii")
            _sweep(self.folder)
            yield
        finally:
            (self.folder / "runner").unlink(missing_ok=True)
            lock.release()


@contextmanager
def claim(home: Path, key: str) -> Iterator[None]:
    """Hold one key while its directory is put in place, also among machines that share the folder."""
    path = home / f"{key[:16]}.lock"
    with FileLock(path, timeout=60):
        yield
    path.unlink(missing_ok=True)


def _holder(path: Path) -> str:
    try:
        return f" (process {int(path.read_text(encoding='ascii'))})"
    except (OSError, ValueError):
        return ""


def _sweep(folder: Path) -> None:
    """Remove what killed runners left half done; whoever calls this holds the site."""
    for path in [*folder.glob("*/*/*/.*.part"), *folder.glob("*/*/*/*.lock")]:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    shutil.rmtree(folder / ".work", ignore_errors=True)


def _load(path: Path) -> Record | None:
    try:
        loaded = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return loaded if isinstance(loaded, dict) and "run_id" in loaded else None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
