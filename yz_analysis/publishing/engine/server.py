"""The parent: imports once, forks a child for each request, lets none outlive whoever asked for it.

Started by `python -m`, it has one thread, no ZMQ context, no event loop and runs no cell. A client connects
to its socket and asks for a kernel or a call; the connection is the child's life line: when the client goes,
the child and all that came from it are killed. When the owner goes, the server kills every child and ends.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import selectors
import signal
import socket
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yz_analysis.publishing.call import do
from yz_analysis.publishing.engine import child as forked
from yz_analysis.publishing.engine import preload, wire
from yz_analysis.publishing.engine.guard import Guard, end_children, end_tree

OWNER_FILE = 0  # standard input: a pipe whose other end the owner holds


@dataclass
class Client:
    """One connection, and the child it asked for."""

    reader: wire.Reader
    pid: int = 0
    limited: str = ""


class Server:
    """The loop of the fork server.

    Args:
        listener: a bound Unix socket.
    """

    def __init__(self, listener: socket.socket) -> None:
        self.pid = os.getpid()
        self.listener = listener
        self.selector = selectors.DefaultSelector()
        self.clients: dict[int, Client] = {}  # file number → client
        self.children: dict[int, Client] = {}  # pid → client
        self.environment = dict(os.environ)
        self.guard = Guard()
        self.wake_read, self.wake_write = socket.socketpair()
        for end in (self.wake_read, self.wake_write):
            end.setblocking(False)
        signal.set_wakeup_fd(self.wake_write.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C is the owner's affair
        self.selector.register(listener, selectors.EVENT_READ, self._accept)
        self.selector.register(self.wake_read, selectors.EVENT_READ, self._reap)
        self.selector.register(OWNER_FILE, selectors.EVENT_READ, self._owner_gone)
        self.running = True

    def loop(self) -> Callable[[], None] | None:
        """Serve until the owner goes.

        Returns:
            None in the server; in a forked child, what the child is to do.
        """
        while self.running:
            for key, _ in self.selector.select(timeout=self.guard.interval if self.children else None):
                become: Callable[[], None] | None = key.data(key.fileobj)
                if become is not None:
                    return become
            for pid, reason in self.guard.offenders(list(self.children)):
                self.children[pid].limited = reason
                end_tree(pid)
        for pid in list(self.children):
            end_tree(pid)
        end_children(set())
        return None

    def _owner_gone(self, source: Any) -> None:
        if not os.read(OWNER_FILE, 4096):
            self.running = False

    def _accept(self, listener: Any) -> None:
        connection, _ = self.listener.accept()
        # Linux: struct ucred {pid, uid, gid}
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        if struct.unpack("3i", credentials)[1] != os.getuid():
            connection.close()
            return
        connection.setblocking(False)
        self.clients[connection.fileno()] = Client(wire.Reader(connection))
        self.selector.register(connection, selectors.EVENT_READ, self._hear)

    def _hear(self, connection: Any) -> Callable[[], None] | None:
        client = self.clients[connection.fileno()]
        try:
            frames = client.reader.receive()
        except BlockingIOError:
            return None
        except (OSError, ValueError):
            frames = None
        if frames is None:
            self._gone(client)
            return None
        for frame in frames:
            if frame.get("op") == "fork" and not client.pid:
                become = self._fork(client, frame)
                if become is not None:
                    return become
            elif frame.get("op") == "signal" and client.pid in self.children:
                self._signal(client.pid, int(frame["number"]))
        return None

    @staticmethod
    def _signal(pid: int, number: int) -> None:
        if number == signal.SIGKILL:
            end_tree(pid)
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, number)

    def _gone(self, client: Client) -> None:
        connection = client.reader.connection
        self.selector.unregister(connection)
        del self.clients[connection.fileno()]
        for number in client.reader.files:
            os.close(number)
        connection.close()
        if client.pid in self.children:
            end_tree(client.pid)

    def _answer(self, client: Client, frame: wire.Frame) -> None:
        with contextlib.suppress(OSError):
            wire.send(client.reader.connection, frame)

    def _refusal(self, frame: wire.Frame) -> str:
        if reason := preload.unfit():
            return reason
        if name := forked.startup_difference(self.environment, frame["env"]):
            return f"{name} differs from the prepared process"
        if frame["kind"] == "kernel" and (name := preload.shadowed(frame["cwd"])):
            return f"a file in the working directory replaces the package {name}"
        return ""

    def _fork(self, client: Client, frame: wire.Frame) -> Callable[[], None] | None:
        if reason := self._refusal(frame):
            self._answer(client, {"refused": reason})
            return None
        files, client.reader.files = client.reader.files, []
        try:
            pid = os.fork()
        except OSError as error:
            self._answer(client, {"refused": f"the system cannot fork: {error.strerror}"})
            return None
        finally_close = files
        if pid:
            for number in finally_close:
                os.close(number)
            client.pid = pid
            self.children[pid] = client
            self.guard.started(pid, frame)
            self._answer(client, {"pid": pid})
            return None
        return self._in_child(frame, files)

    def _in_child(self, frame: wire.Frame, files: list[int]) -> Callable[[], None]:
        for client in self.clients.values():
            client.reader.connection.detach()
        for end in (self.listener, self.wake_read, self.wake_write):
            end.detach()
        # an epoll descriptor is shared with the parent: close it, unregister nothing
        getattr(self.selector, "_selector", self.selector).close()
        try:
            forked.settle(frame, files, self.pid)
        except OSError as error:
            print(f"yz: cannot start in {frame['cwd']!r}: {error.strerror}", file=sys.stderr)
            os._exit(71)
        if frame["kind"] == "kernel":
            return forked.become_kernel
        return lambda: do(frame["function"], frame["text"])

    def _reap(self, source: Any) -> None:
        with contextlib.suppress(BlockingIOError):
            self.wake_read.recv(4096)
        ended = False
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if not pid:
                break
            client = self.children.pop(pid, None)
            if client is None:
                continue  # an orphan of a kernel, adopted when the kernel ended
            ended = True
            self.guard.ended(pid)
            frame = {"exit": os.waitstatus_to_exitcode(status), "limited": client.limited}
            self._answer(client, frame)
        if ended:
            end_children(set(self.children))  # what a kernel that ended left behind


def main() -> None:
    """Import everything, say that it is ready, serve; in a child, be that child."""
    path = sys.argv[1]
    atexit.register(forked.leave)  # the first of all exit functions, so the last that a kernel calls
    if sys.path and Path(sys.path[0]).resolve() == Path.cwd().resolve():
        del sys.path[0]  # `python -m` put the owner's folder there; a kernel puts its own
    preload.import_all()
    if matplotlib := sys.modules.get("matplotlib"):
        forked.settings_at_import = matplotlib.matplotlib_fname()  # type: ignore[attr-defined]
    reason = preload.unfit()
    if reason:
        print(reason, flush=True)
        return
    forked.adopt_orphans()
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen(64)
    listener.setblocking(False)
    server = Server(listener)
    print("ready", flush=True)
    become = server.loop()
    if become is not None:
        del server
        become()


if __name__ == "__main__":
    main()
