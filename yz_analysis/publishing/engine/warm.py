"""The engine class that papermill finds under the name `yz`."""

from __future__ import annotations

import logging
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from papermill.utils import merge_kwargs, remove_args

from yz_analysis.publishing.engine import client
from yz_analysis.publishing.engine.manager import WarmKernelManager, forkable

logger = logging.getLogger("papermill")
_OUTPUTS = ("stream", "display_data", "execute_result", "error")
_OURS = ("output_limit_mb", "memory_limit_mb")


class OutputLimitError(Exception):
    """A notebook printed more than `output_limit_mb` allows; its kernel was killed."""


class WarmClient(PapermillNotebookClient):
    """papermill's client with a limit on what a notebook may print, and a reason when its kernel dies.

    Args:
        nb_man: papermill's manager of the execution.
        output_limit_mb: megabytes of messages; None for no limit.
        memory_limit_mb: megabytes of address space of the kernel; None for no limit.
        **kwargs: as papermill passes them.
    """

    def __init__(
        self,
        nb_man: Any,
        *,
        output_limit_mb: float | None = None,
        memory_limit_mb: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(nb_man, **kwargs)
        self.left = None if output_limit_mb is None else int(output_limit_mb * 1_000_000)
        self.limit_mb = output_limit_mb
        self.memory_limit_mb = memory_limit_mb

    def create_kernel_manager(self) -> Any:
        """Return a manager that forks."""
        manager = super().create_kernel_manager()
        if isinstance(manager, WarmKernelManager):
            manager.memory_limit_mb = self.memory_limit_mb
        return manager

    def set_widgets_metadata(self) -> None:
        """Note that the notebook is through: papermill's client does this last."""
        super().set_widgets_metadata()
        if isinstance(self.km, WarmKernelManager):
            self.km.finished = True

    def process_message(self, msg: dict[str, Any], cell: Any, cell_index: int) -> Any:
        """Count what comes; kill a kernel that prints without end, and keep nothing more of it."""
        if self.left is not None:
            self.left -= _size(msg.get("content"))
            if self.left < 0 and msg["msg_type"] in _OUTPUTS:
                self._kill()
                return None
        return super().process_message(msg, cell, cell_index)

    def _kill(self) -> None:
        process = getattr(getattr(self.km, "provisioner", None), "process", None)
        if process is not None:
            process.kill()

    def execute(self, **kwargs: Any) -> Any:
        """Run the notebook.

        Raises:
            OutputLimitError: when it printed too much.
            DeadKernelError: when its kernel died, saying what is known of the reason.
        """
        manager: Any = None

        def remember(**_: Any) -> None:
            nonlocal manager
            manager = self.km

        self.on_notebook_start = remember
        try:
            return super().execute(**kwargs)
        except DeadKernelError as error:
            if self.left is not None and self.left < 0:
                raise OutputLimitError(f"the notebook printed more than {self.limit_mb:g} MB") from error
            child = getattr(getattr(manager, "provisioner", None), "child", None)
            if child is not None and child.limited:
                raise DeadKernelError(f"Kernel died: {child.limited}") from error
            raise


def _size(content: Any) -> int:
    if isinstance(content, str):
        return len(content)
    if isinstance(content, dict):
        return sum(_size(value) for value in content.values())
    if isinstance(content, list):
        return sum(_size(value) for value in content)
    return 8


class WarmForkEngine(NBClientEngine):
    """papermill's nbclient engine, its kernel forked from a prepared process.

    Further options of `papermill.execute_notebook`: `output_limit_mb`, `memory_limit_mb`.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Run the notebook as papermill's own engine does, in a warm kernel where one can be had."""
        reason = client.supported() or _other_kernel(kernel_name)
        if reason:
            logger.warning("yz engine: the stock engine serves: %s", reason)
            return super().execute_managed_notebook(
                nb_man,
                kernel_name,
                log_output=log_output,
                stdout_file=stdout_file,
                stderr_file=stderr_file,
                start_timeout=start_timeout,
                execution_timeout=execution_timeout,
                **remove_args(_OURS, **kwargs),
            )
        # the same arguments as papermill's NBClientEngine gives its client
        kwargs = remove_args(["input_path"], **kwargs)
        final = merge_kwargs(
            remove_args(["timeout", "startup_timeout"], **kwargs),
            timeout=execution_timeout if execution_timeout else kwargs.get("timeout"),
            startup_timeout=start_timeout,
            kernel_name=kernel_name,
            log=logger,
            log_output=log_output,
            stdout_file=stdout_file,
            stderr_file=stderr_file,
            kernel_manager_class=WarmKernelManager,
        )
        return WarmClient(nb_man, **final).execute()


def _other_kernel(name: str) -> str:
    try:
        spec = KernelSpecManager().get_kernel_spec(name)
    except NoSuchKernel:
        return f"there is no kernel named {name!r}"
    return "" if forkable(spec) else f"kernel {name!r} is not this interpreter's own ipykernel"
