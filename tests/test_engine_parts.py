"""The parts of the warm engine, one by one: wire, processes, parent and the wait for a kernel."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from types import SimpleNamespace
from typing import Any

import pytest

from tests.running.warm import ROOT, alive, python
from yz_analysis.publishing.engine import child, client, guard, preload, wire
from yz_analysis.publishing.processes import descendants, kill_all

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the warm engine needs Linux")

pytestmark = LINUX


# the wire -----------------------------------------------------------------------------------------


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    left, right = socket.socketpair()
    with left, right:
        yield left, right


def test_frames_arrive_whole_however_they_are_cut(ends: tuple[socket.socket, socket.socket]) -> None:
    left, right = ends
    sent = [{"n": 1}, {"text": "扬中" * 2000}, {}]
    content = b"".join(
        len(body).to_bytes(4, "big") + body for body in (json.dumps(frame).encode() for frame in sent)
    )
    reader = wire.Reader(right)
    got: list[dict[str, Any]] = []
    for start in range(0, len(content), 1000):
        left.sendall(content[start : start + 1000])
        got += reader.receive() or []
    assert got == sent
    left.close()
    assert reader.receive() is None


def test_open_files_travel_with_a_frame(ends: tuple[socket.socket, socket.socket], tmp_path: Path) -> None:
    left, right = ends
    with (tmp_path / "x").open("wb") as file:
        wire.send(left, {"a": 1}, (file.fileno(),))
    reader = wire.Reader(right)
    frames: list[dict[str, Any]] = []
    while not frames:
        frames = reader.receive() or []
    assert frames == [{"a": 1}]
    os.write(reader.files[0], b"through")
    os.close(reader.files[0])
    assert (tmp_path / "x").read_bytes() == b"through"


@pytest.mark.parametrize("content", [b"\xff\xff\xff\xff", b"\x00\x00\x00\x02[]", b"\x00\x00\x00\x03abc"])
def test_what_is_no_frame_is_refused(ends: tuple[socket.socket, socket.socket], content: bytes) -> None:
    ends[0].sendall(content)
    with pytest.raises(ValueError, match=r"frame|JSON|Expecting"):
        wire.Reader(ends[1]).receive()


# processes ----------------------------------------------------------------------------------------


def sleeping_tree() -> subprocess.Popen[str]:
    """A process with a child in another session and a grandchild."""
    code = (
        "import subprocess, sys, time\n"
        "subprocess.Popen(['sh', '-c', 'sleep 77 & sleep 77'], start_new_session=True)\n"
        "print('up', flush=True); time.sleep(77)"
    )
    process = subprocess.Popen(python("-c", code), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    while len(descendants(process.pid)) < 3:
        time.sleep(0.01)
    return process


def test_a_tree_is_ended_with_those_that_left_the_group() -> None:
    process = sleeping_tree()
    everyone = [process.pid, *descendants(process.pid)]
    guard.end_tree(process.pid)
    process.communicate()
    time.sleep(0.1)
    assert alive(*everyone) == []
    guard.end_tree(process.pid)  # a second time is no error
    kill_all([process.pid, 0, 1])


def test_a_kernel_with_too_many_processes_is_an_offender(monkeypatch: pytest.MonkeyPatch) -> None:
    watch = guard.Guard(most=2)
    assert watch.offenders([os.getpid()]) == []
    process = sleeping_tree()
    try:
        watch.started(process.pid, {"kind": "kernel"})
        monkeypatch.setattr(guard, "total_tasks", lambda: watch._quiet + 2)
        assert watch.offenders([process.pid]) == [
            (process.pid, "it had 3 processes at once; at most 2 are allowed")
        ]
        watch.ended(process.pid)
        assert watch.offenders([process.pid]) == []
    finally:
        guard.end_tree(process.pid)
        process.communicate()


# the parent ---------------------------------------------------------------------------------------


def test_a_parent_with_threads_is_unfit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preload, "thread_count", lambda: 3)
    assert "3 threads" in preload.unfit()
    monkeypatch.setattr(preload, "thread_count", lambda: 1)
    monkeypatch.setitem(sys.modules, "zmq", SimpleNamespace(Context=SimpleNamespace(_instance=object())))
    assert "ZMQ context" in preload.unfit()
    monkeypatch.setitem(sys.modules, "zmq", None)
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", SimpleNamespace(get_fignums=lambda: [1]))
    assert "open figures" in preload.unfit()
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    assert preload.unfit() == ""


def test_a_file_that_replaces_a_preloaded_package_is_seen(tmp_path: Path) -> None:
    assert preload.shadowed(str(tmp_path)) == ""
    (tmp_path / "notes.py").write_text("", encoding="utf-8")
    (tmp_path / "json").mkdir()
    assert preload.shadowed(str(tmp_path)) == ""
    (tmp_path / "json.py").write_text("", encoding="utf-8")
    assert preload.shadowed(str(tmp_path)) == "json"
    (tmp_path / "json.py").unlink()
    (tmp_path / "json" / "__init__.py").write_text("", encoding="utf-8")
    assert preload.shadowed(str(tmp_path)) == "json"
    assert preload.shadowed(str(ROOT)) == ""
    assert preload.shadowed(str(tmp_path / "nowhere")) == ""


def test_what_is_costly_and_rarely_used_is_imported_at_its_first_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "costly.py").write_text("def twice(n):\n    return 2 * n\n", encoding="utf-8")
    (tmp_path / "user.py").write_text("from costly import twice\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with preload._first_used_later("costly", "twice"):
        import user
    assert "costly" not in sys.modules
    assert user.twice(4) == 8
    assert sys.modules["costly"].twice(5) == 10
    with preload._first_used_later("costly", "twice"):
        assert sys.modules["costly"].twice is not user.twice  # one that is there already stays
    for name in ("costly", "user"):
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.parametrize(
    ("name", "differs"),
    [
        ("PYTHONPATH", True),
        ("LC_ALL", True),
        ("MATPLOTLIBRC", True),
        ("HOME", False),
        ("PYTHONUNBUFFERED", False),
    ],
)
def test_variables_that_count_at_the_start_must_be_equal(name: str, differs: bool) -> None:
    assert child.startup_difference({name: "a"}, {name: "b"}) == (name if differs else "")
    assert child.startup_difference({}, {name: "b"}) == (name if differs else "")
    assert child.startup_difference({name: "a"}, {name: "a"}) == ""


def test_only_this_interpreters_own_kernel_is_forked() -> None:
    from yz_analysis.publishing.engine.manager import forkable

    def spec(*argv: str, **more: Any) -> SimpleNamespace:
        return SimpleNamespace(argv=list(argv), env=more.get("env", {}), metadata=more.get("metadata", {}))

    usual = ("-m", "ipykernel_launcher", "-f", "{connection_file}")
    assert forkable(spec("python", *usual))
    assert forkable(spec(sys.executable, *usual))
    assert not forkable(spec("/elsewhere/python", *usual))
    assert not forkable(spec("python", *usual, "--debug"))
    assert not forkable(spec("python", *usual, env={"A": "b"}))
    assert not forkable(spec("python", *usual, metadata={"kernel_provisioner": {}}))
    assert not forkable(spec("R", "--slave"))


class Channel:
    """A channel on which these messages come; a None is a time of silence."""

    def __init__(self, *messages: dict[str, Any] | None) -> None:
        self.messages = list(messages)

    async def get_msg(self, timeout: float) -> dict[str, Any]:
        message = self.messages.pop(0) if self.messages else None
        if message is None:
            raise Empty
        return message


def ready(shell: Channel, outputs: Channel, *, lives: bool = True, timeout: float = 60) -> int:
    """Wait for a kernel that says these things; return how often it was asked."""
    from yz_analysis.publishing.engine.manager import PromptClient

    asked: list[str] = []

    async def is_alive() -> bool:
        return lives

    kernel = SimpleNamespace(
        kernel_info=lambda: asked.append(f"ask-{len(asked)}") or asked[-1],
        shell_channel=shell,
        iopub_channel=outputs,
        is_alive=is_alive,
        _handle_kernel_info_reply=lambda reply: None,
    )
    kernel._idle_after = lambda message: PromptClient._idle_after(kernel, message)
    asyncio.run(PromptClient._async_wait_for_ready(kernel, timeout))
    return len(asked)


def says(state: str, asked: str) -> dict[str, Any]:
    return {"content": {"execution_state": state}, "parent_header": {"msg_id": asked}}


REPLY = {"msg_type": "kernel_info_reply"}


def test_a_kernel_is_ready_when_it_says_that_it_is_idle_again() -> None:
    welcome = {"content": {}, "parent_header": {}}
    heard = Channel(welcome, says("idle", "another"), says("busy", "ask-0"), says("idle", "ask-0"), welcome)
    assert ready(Channel(REPLY), heard) == 1
    assert heard.messages == [welcome]


def test_a_kernel_whose_outputs_are_not_heard_yet_is_asked_again() -> None:
    assert ready(Channel(None, REPLY, REPLY), Channel(None, says("idle", "ask-2"))) == 3


def test_a_kernel_that_dies_or_never_answers_is_not_waited_for() -> None:
    with pytest.raises(RuntimeError, match="died"):
        ready(Channel(), Channel(), lives=False)
    with pytest.raises(RuntimeError, match="0 seconds"):
        ready(Channel(), Channel(), timeout=0)


def test_elsewhere_than_on_linux_no_warm_child_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client.sys, "platform", "darwin")
    assert "darwin" in client.supported()
    with pytest.raises(client.UnavailableError, match="darwin"):
        client.ForkServer()
