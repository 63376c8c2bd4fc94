"""jupyter_client's joint for starting kernels, used to ask the fork server instead of a new interpreter."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
import time
from functools import cache
from importlib import util
from pathlib import Path
from queue import Empty
from typing import Any

import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner
from traitlets import default

from yz_analysis.publishing.engine import client
from yz_analysis.publishing.engine.private import PrivateKernelManager

logger = logging.getLogger("papermill")
_RETRY_MS = 5  # a warm kernel binds its sockets some 50 ms after the client first tries them
_starting = threading.Lock()


@cache
def _own_server() -> client.ForkServer:
    return client.ForkServer()


def fork(request: dict[str, Any]) -> client.Child:
    """Ask for a child: from the server this process was given, else from one of its own.

    Raises:
        client.UnavailableError: when none can be had.
    """
    given = os.environ.get(client.SOCKET_VARIABLE)
    if given:
        return client.ask(given, request, (1, 2))
    with _starting:
        server = _own_server()
    return server.fork(request)


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel by asking the fork server; in everything else a local process."""

    memory_limit_mb: int | None = None
    child: client.Child | None = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel; a refusal falls back to a new interpreter over the same connection, and says so."""
        environment = dict(kwargs.get("env") or os.environ)
        environment["JPY_PARENT_PID"] = str(os.getpid())
        request = {
            "kind": "kernel",
            "argv": [_launcher_path(), *cmd[cmd.index("ipykernel_launcher") + 1 :]],
            "cwd": str(kwargs.get("cwd") or Path.cwd()),
            "env": client.child_environment(environment),
            "memory_limit_mb": self.memory_limit_mb,
        }
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        try:
            self.child = fork(request)
        except client.UnavailableError as error:
            logger.warning("yz engine: stock kernel instead of a warm one: %s", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.process = Process(self.child)  # type: ignore[assignment]
        self.pid = self.child.pid
        self.pgid = None  # signals go through the server, which knows whether the group still exists
        self.cwd = request["cwd"]
        return self.connection_info


class Process:
    """The part of `subprocess.Popen` that a local provisioner uses, for a forked child.

    Args:
        child: the child.
    """

    stdin = stdout = stderr = None

    def __init__(self, child: client.Child) -> None:
        self.child = child
        self.pid = child.pid

    def poll(self) -> int | None:
        """Return the exit code or None."""
        return self.child.poll()

    def wait(self) -> int | None:
        """Return the exit code; called when `poll` has given it."""
        code = self.child.poll()
        if code is not None:
            self.child.close()
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal to the child's process group."""
        self.child.send_signal(number)

    def kill(self) -> None:
        """Kill the child and everything that came from it."""
        self.child.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the child to end."""
        self.child.send_signal(signal.SIGTERM)


class PromptClient(AsyncKernelClient):
    """jupyter_client's client, told by the kernel itself when it is ready.

    The stock one tries sockets that are not there yet again after a tenth of a second, then waits
    until nothing has come for a fifth: together more than a small notebook takes.
    """

    def _context_default(self) -> zmq.asyncio.Context:
        context = super()._context_default()
        context.setsockopt(zmq.RECONNECT_IVL, _RETRY_MS)
        return context

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel has answered, and said on the channel of outputs that it is idle again.

        Raises:
            RuntimeError: when the kernel dies or does not answer in time.
        """
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        while True:
            asked = self.kernel_info()
            with contextlib.suppress(Empty):
                reply = await self.shell_channel.get_msg(timeout=1)
                if reply["msg_type"] == "kernel_info_reply" and await self._idle_after(asked):
                    self._handle_kernel_info_reply(reply)
                    return
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > end:
                raise RuntimeError(f"Kernel didn't respond in {timeout:g} seconds")

    wait_for_ready = _async_wait_for_ready

    async def _idle_after(self, asked: str) -> bool:
        """Whether the channel of outputs is connected: else ask again, for what was said is lost."""
        with contextlib.suppress(Empty):
            while message := await self.iopub_channel.get_msg(timeout=0.2):
                idle = message["content"].get("execution_state") == "idle"
                if idle and message["parent_header"].get("msg_id") == asked:
                    return True
        return False


class WarmKernelManager(PrivateKernelManager):
    """A kernel manager whose kernel is forked."""

    memory_limit_mb: int | None = None
    finished = False  # the client has every answer; nothing is left to interrupt

    @default("client_factory")
    def _prompt_client(self) -> type[AsyncKernelClient]:
        return PromptClient

    async def _async_pre_start_kernel(self, **kwargs: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            provisioner = WarmProvisioner(
                kernel_id=self.kernel_id or "warm", kernel_spec=self.kernel_spec, parent=self
            )
            provisioner.memory_limit_mb = self.memory_limit_mb
            self.provisioner = provisioner
        return await super()._async_pre_start_kernel(**kwargs)

    pre_start_kernel = _async_pre_start_kernel

    async def _async_interrupt_kernel(self) -> None:
        # Shutting down starts with an interrupt; one that hits a kernel just as it says that it is idle can
        # end its loop with an exception, so a kernel that is through is only asked to shut down.
        if not (self.shutting_down and self.finished):
            await super()._async_interrupt_kernel()

    interrupt_kernel = _async_interrupt_kernel  # type: ignore[assignment]  # as in jupyter_client

    async def _async_wait(self, pollinterval: float = 0.1) -> None:
        await super()._async_wait(pollinterval=min(pollinterval, 0.01))  # a poll is one non-blocking read


def forkable(kernel_spec: Any) -> bool:
    """Tell whether a kernelspec starts this interpreter's own ipykernel with nothing added."""
    argv = list(getattr(kernel_spec, "argv", []))
    if argv[1:] not in (
        ["-m", "ipykernel_launcher", "-f", "{connection_file}"],
        ["-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    ):
        return False
    if getattr(kernel_spec, "env", None) or "kernel_provisioner" in (kernel_spec.metadata or {}):
        return False
    names = {"python", f"python{sys.version_info[0]}", f"python{sys.version_info[0]}.{sys.version_info[1]}"}
    return argv[0] in names or os.path.realpath(argv[0]) == os.path.realpath(sys.executable)


@cache
def _launcher_path() -> str:
    spec = util.find_spec("ipykernel_launcher")
    return str(spec.origin) if spec else "ipykernel_launcher.py"
