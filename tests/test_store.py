from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from yz_analysis.errors import YzAnalysisError
from yz_analysis.publishing.record import VERSION, write_bytes
from yz_analysis.publishing.store import SiteBusyError, Store, claim

KEY, OTHER = "a" * 64, "b" * 64


def record(key: str = KEY, run_id: str = "alpha-2022h1/zh/01-one", **changes: Any) -> dict[str, Any]:
    report, language, _ = run_id.split("/")
    made = {
        "version": VERSION,
        "run_id": run_id,
        "notebook": "01-one",
        "set": "default",
        "report": report,
        "language": language,
        "parameters": {},
        "key": key,
        "key_parts": {},
        "data_version": "0",
        "versions": {},
        "outcome": "done",
        "reason": "it is new",
        "started": "2022-07-29T00:00:00+00:00",
        "seconds": 1.5,
        "attempts": 1,
        "engine": "fresh",
        "outputs": [],
        "error": None,
    }
    return {**made, **changes}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "site")


@pytest.fixture
def kept(store: Store) -> dict[str, Any]:
    return store.keep(record(), page="<p>页</p>", notebook="{}\n")


def test_a_kept_run_is_found_by_its_key_and_published(store: Store, kept: dict[str, Any]) -> None:
    assert store.find(kept["run_id"], KEY) == kept
    assert store.latest(kept["run_id"]) == kept
    assert store.intact(kept)
    assert (store.site / "alpha-2022h1/zh/01-one.html").read_text(encoding="utf-8") == "<p>页</p>"
    assert [output["path"] for output in kept["outputs"]] == [
        "alpha-2022h1/zh/01-one.html",
        "alpha-2022h1/zh/01-one.ipynb",
    ]


def test_another_key_is_not_found(store: Store, kept: dict[str, Any]) -> None:
    assert store.find(kept["run_id"], OTHER) is None
    assert store.find("beta-2022h1/zh/01-one", KEY) is None


def test_the_record_of_another_run_is_not_this_runs_result(store: Store, kept: dict[str, Any]) -> None:
    other = "alpha-2022h1/zh/02-two"
    shutil.copytree(store.home(kept["run_id"]), store.home(other))
    assert store.find(other, KEY) is None
    assert store.latest(other) is None


@pytest.mark.parametrize(("old", "new"), [(KEY, OTHER), (OTHER, KEY)])
def test_of_two_results_side_by_side_the_later_one_counts_while_it_is_whole(
    store: Store, old: str, new: str
) -> None:
    """As after a kill between the new result's arrival and the old one's end."""
    run_id = record()["run_id"]
    for key, seconds in ((old, 1000), (new, 2000)):
        (store.home(run_id) / key).mkdir(parents=True)
        (store.home(run_id) / key / "run.json").write_text(json.dumps(record(key)), encoding="utf-8")
        os.utime(store.home(run_id) / key, (seconds, seconds))
    assert store.latest(run_id) == record(new)
    (store.home(run_id) / new / "run.json").write_text("{", encoding="utf-8")
    assert store.latest(run_id) == record(old)


def test_a_new_result_takes_the_place_of_the_old(store: Store, kept: dict[str, Any]) -> None:
    new = store.keep(record(OTHER), page="<p>new</p>", notebook="{}\n")
    assert store.latest(kept["run_id"]) == new
    assert store.find(kept["run_id"], KEY) is None
    assert (store.site / "alpha-2022h1/zh/01-one.html").read_text(encoding="utf-8") == "<p>new</p>"
    assert [path.name for path in store.home(kept["run_id"]).iterdir()] == [OTHER]


@pytest.mark.parametrize("harm", ["removed", "truncated", "edited", "same size"])
def test_a_page_that_was_touched_is_seen_and_put_back(store: Store, kept: dict[str, Any], harm: str) -> None:
    page = store.site / "alpha-2022h1/zh/01-one.html"
    good = page.read_bytes()
    if harm == "removed":
        page.unlink()
    elif harm == "truncated":
        page.write_bytes(good[:3])
    elif harm == "edited":
        page.write_bytes(good + b"!")
    else:
        page.write_bytes(good[::-1])
    assert not store.intact(kept)
    assert store.publish(kept)
    assert page.read_bytes() == good
    assert store.intact(kept)


def test_a_page_with_another_time_but_the_same_bytes_is_intact(store: Store, kept: dict[str, Any]) -> None:
    os.utime(store.site / "alpha-2022h1/zh/01-one.html", (1, 1))
    assert store.intact(kept)


def test_a_damaged_store_is_not_published_over_a_page(store: Store, kept: dict[str, Any]) -> None:
    page = store.site / "alpha-2022h1/zh/01-one.html"
    (store.home(kept["run_id"]) / KEY / "page.html").write_text("<p>坏</p>", encoding="utf-8")
    assert not store.publish(kept)
    assert page.read_text(encoding="utf-8") == "<p>页</p>"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b'{"run_id": 5}', b'{"run_id": "x", "key": "y"}']
)
def test_a_record_that_is_damaged_is_as_if_it_were_not_there(
    store: Store, kept: dict[str, Any], content: bytes
) -> None:
    (store.home(kept["run_id"]) / KEY / "run.json").write_bytes(content)
    assert store.find(kept["run_id"], KEY) is None
    assert store.latest(kept["run_id"]) is None
    assert not store.records() or store.records()[0]["run_id"] != kept["run_id"]


def test_a_record_whose_outputs_are_damaged_is_not_intact(store: Store, kept: dict[str, Any]) -> None:
    for outputs in ([], [{}], None, [{"path": 5, "bytes": 3}], kept["outputs"][:1]):
        assert not store.intact({**kept, "outputs": outputs})
        assert not store.publish({**kept, "outputs": outputs})


def test_a_failure_leaves_the_page_and_is_forgotten_after_success(store: Store, kept: dict[str, Any]) -> None:
    error = {"cell": 3, "name": "ValueError", "message": "x", "notebook": ""}
    failed = store.keep_failure(record(OTHER, outcome="failed", error=error), '{"cells": []}')
    assert failed["outputs"] == kept["outputs"]
    assert failed["error"]["notebook"] == "failed/alpha-2022h1/zh/01-one.ipynb"
    assert (store.site / failed["error"]["notebook"]).read_text(encoding="utf-8") == '{"cells": []}'
    assert store.intact(kept)
    assert [one["outcome"] for one in store.records()] == ["failed"]
    store.keep(record(), page="<p>页</p>", notebook="{}\n")
    assert store.failure(kept["run_id"]) is None
    assert not (store.site / "failed").exists()
    assert [one["outcome"] for one in store.records()] == ["done"]


def test_records_are_those_of_every_run_in_order(store: Store) -> None:
    for run_id in ("beta-2022h1/zh/01-one", "alpha-2022h1/en/02-two", "alpha-2022h1/en/01-one--house"):
        store.keep(record(run_id=run_id), page="x", notebook="{}")
    assert [one["run_id"] for one in store.records()] == [
        "alpha-2022h1/en/01-one--house",
        "alpha-2022h1/en/02-two",
        "beta-2022h1/zh/01-one",
    ]


def test_what_a_runner_is_working_on_is_no_run_of_the_site(store: Store, kept: dict[str, Any]) -> None:
    work = store.folder / ".work" / "0-1" / "01-one"
    work.mkdir(parents=True)
    (work / "failed.json").write_text(json.dumps(record(run_id="no/such/run")), encoding="utf-8")
    assert store.records() == [kept]


def test_a_site_may_be_moved(store: Store, kept: dict[str, Any], tmp_path: Path) -> None:
    store.site.rename(tmp_path / "elsewhere")
    assert Store(tmp_path / "elsewhere").intact(kept)
    assert str(tmp_path) not in json.dumps(kept)


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    write_bytes(b"good", path)

    def full(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_bytes(b"bad", path)
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]
    assert path.read_bytes() == b"good"


def test_a_second_runner_is_told_who_holds_the_site(store: Store) -> None:
    with (
        store.lock(),
        pytest.raises(SiteBusyError, match=rf"another yz run is writing to .*process {os.getpid()}.*--out"),
        store.lock(),
    ):
        pass
    with store.lock():
        pass


def test_a_site_whose_marks_were_removed_meanwhile_is_let_go_all_the_same(store: Store) -> None:
    with store.lock():
        (store.folder / "runner").unlink()
    with store.lock():
        assert (store.folder / "runner").exists()


def test_the_lock_of_a_killed_runner_holds_nothing(store: Store) -> None:
    code = (
        "import os, signal, pathlib\n"
        "from yz_analysis.publishing.store import Store\n"
        f"with Store(pathlib.Path({str(store.site)!r})).lock():\n"
        "    print('held', flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    died = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert died.stdout == "held\n"
    assert (store.folder / "runner").exists()
    with store.lock():
        assert int((store.folder / "runner").read_text(encoding="ascii")) == os.getpid()


def test_what_a_killed_runner_left_half_done_is_swept(store: Store, kept: dict[str, Any]) -> None:
    home = store.home(kept["run_id"])
    (home / ".bbbb.123.part").mkdir()
    (home / ".bbbb.123.part" / "page.html").write_text("half", encoding="utf-8")
    (home / "bbbb.lock").write_text("", encoding="utf-8")
    (store.folder / ".work" / "0-1").mkdir(parents=True)
    with store.lock():
        assert [path.name for path in home.iterdir()] == [KEY]
        assert not (store.folder / ".work").exists()
    assert store.intact(kept)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(YzAnalysisError, match="cannot write to"), Store(tmp_path / "file" / "site").lock():
        pass


def test_one_key_is_put_in_place_by_one_at_a_time(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def hold() -> None:
        with claim(tmp_path, KEY):
            inside.append(1)
            most.append(len(inside))
            threading.Event().wait(0.01)
            inside.pop()

    threads = [threading.Thread(target=hold) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
