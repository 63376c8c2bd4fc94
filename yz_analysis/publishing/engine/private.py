"""A kernel reached over sockets in a private folder instead of open ports."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager

from yz_analysis.publishing.engine import wire

PRIVATE = os.name == "posix"
"""Whether ZMQ has Unix sockets here."""


class PrivateKernelManager(AsyncKernelManager):
    """jupyter_client's kernel manager over Unix sockets that only this user can open.

    Over TCP, free ports are chosen here and bound seconds later by the kernel: among many runs at once,
    another process takes one meanwhile now and then, and the kernel dies of "Address already in use".
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    async def _async_pre_start_kernel(self, **kwargs: Any) -> tuple[list[str], dict[str, Any]]:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(
                prefix="yz-k", dir=wire.base_folder(), ignore_cleanup_errors=True
            )
            self.transport = "ipc"
            self.connection_file = str(Path(self._folder.name) / "kernel.json")
            self.ip = str(Path(self._folder.name) / "k")
        return await super()._async_pre_start_kernel(**kwargs)

    pre_start_kernel = _async_pre_start_kernel

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if not restart and self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    cleanup_resources = _async_cleanup_resources
