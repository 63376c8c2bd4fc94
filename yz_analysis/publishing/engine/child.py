"""What a forked child does before and instead of its parent's loop: leave everything of the parent behind."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import io
import os
import random
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

_SET_PDEATHSIG = 1
_SET_CHILD_SUBREAPER = 36
_INLINE = "module://matplotlib_inline.backend_inline"

# Variables an interpreter or library reads only at its start: a child that needs other values is refused.
STARTUP_PREFIXES = (
    "PYTHON",
    "LD_",
    "LC_",
    "LANG",
    "MPLCONFIGDIR",
    "MATPLOTLIBRC",
    "FONTCONFIG",
    "JUPYTER",
    "IPYTHON",
)
_NOT_STARTUP = ("PYTHONUNBUFFERED",)


def prctl(option: int, value: int) -> None:
    """Set an attribute of this process where the system knows it (Linux)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def die_with_parent(parent: int) -> None:
    """Have the system kill this process when its parent dies, however either of them dies."""
    prctl(_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # it died in between


def adopt_orphans() -> None:
    """Become the parent of grandchildren that lose theirs, so that none is out of sight."""
    prctl(_SET_CHILD_SUBREAPER, 1)


def startup_difference(ours: dict[str, str], wanted: dict[str, str]) -> str:
    """Return the name of a variable that must be the same at an interpreter's start and is not, or ''."""
    for name in sorted({*ours, *wanted}):
        if (
            name.startswith(STARTUP_PREFIXES)
            and name not in _NOT_STARTUP
            and ours.get(name) != wanted.get(name)
        ):
            return name
    return ""


def settle(request: dict[str, Any], files: list[int], parent: int) -> None:
    """Make a fresh fork look like a newly started process.

    Args:
        request: `env`, `cwd`, `argv` and limits.
        files: standard output and error, from whoever asked.
        parent: the fork server's process number.
    """
    os.setsid()
    die_with_parent(parent)
    adopt_orphans()
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python starts
    signal.signal(signal.SIGINT, signal.default_int_handler)
    null = os.open(os.devnull, os.O_RDONLY)
    for source, target in zip([null, *files], (0, 1, 2), strict=False):
        os.dup2(source, target)
    os.closerange(3, 1024)
    os.environ.clear()
    os.environ.update(request["env"])
    time.tzset()
    os.chdir(request["cwd"])
    _limit(request)
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    _matplotlib()
    sys.argv = list(request["argv"])
    sys.orig_argv = [sys.executable, *request["argv"]]


def _limit(request: dict[str, Any]) -> None:
    if megabytes := request.get("memory_limit_mb"):
        size = int(megabytes) * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _matplotlib() -> None:
    """Do what matplotlib does at its import, for this child's folder and environment."""
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is None:
        return
    settings = matplotlib.matplotlib_fname()
    if settings != getattr(sys.modules[__name__], "settings_at_import", settings):
        matplotlib.rcParams.update(matplotlib.rc_params())
    # ipykernel chooses this backend unless another is asked for. It must be imported in the child: on its
    # import it hooks itself into the running IPython.
    matplotlib.rcParams["backend"] = os.environ.get("MPLBACKEND") or _INLINE


def become_kernel() -> None:
    """Be an ipykernel, as `python -m ipykernel_launcher` would."""
    if sys.path and (sys.path[0] == "" or Path(sys.path[0]) == Path.cwd()):
        del sys.path[0]
    from ipykernel.kernelapp import IPKernelApp

    class WarmKernelApp(IPKernelApp):
        """ipykernel's application, ended in an order that cannot hang.

        At exit ipykernel 7 stops its output thread, then joins its control thread, which may just be waiting
        for the output thread to flush: the exit hangs until the manager loses patience, 2.5 s later.
        """

        def start(self) -> None:
            super().start()
            if self.control_thread and self.control_thread.is_alive():
                self.control_thread.stop()
                self.control_thread.join(timeout=5)

    # the system watches the parent for us (PDEATHSIG): 1 stands for a parent that needs no polling thread
    WarmKernelApp.launch_instance(argv=[*sys.argv[1:], "--IPKernelApp.parent_handle=1"])
    global _through
    _through = True


_through = False


def leave() -> None:
    """End a kernel that is through, once Python has joined threads and called every other exit function.

    By then IPython has cleared the user's names. What Python would do next is to take apart every module,
    most of them the parent's: a sixth of a second spent on copying pages only to free them. Files that
    modules hold open are flushed, as Python would.
    """
    if not _through:
        return
    for thing in gc.get_objects():
        if issubclass(type(thing), io.IOBase):
            with contextlib.suppress(Exception):  # closed, or the other end has gone
                thing.flush()
    os._exit(0)
