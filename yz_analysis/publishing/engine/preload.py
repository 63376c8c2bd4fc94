"""What the parent imports before it forks, and the check that nothing in it would break a fork."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

# One BLAS thread: a pool of threads does not survive a fork, and runs share the cores among themselves.
# pyarrow's jemalloc would start a thread of its own when pandas imports it.
SINGLE_THREAD = {
    "BLIS_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # ipykernel imports a debugger, which would print a warning
}

# What notebooks, kernel, papermill's client and our pages import. A module that is absent is left out: the
# notebook then imports it itself, or fails as it would anywhere.
_MODULES = """
numpy pandas pandas.io.formats.style pandas.io.formats.html pyarrow pyarrow.compute matplotlib
matplotlib.pyplot matplotlib.backends.backend_agg matplotlib.backends.backend_svg matplotlib.dates seaborn
PIL.Image PIL.PngImagePlugin
IPython IPython.display IPython.core.completerlib IPython.core.oinspect IPython.core.pylabtools
IPython.core.magics ipykernel.kernelapp ipykernel.debugger ipykernel.ipkernel ipykernel.zmqshell
ipykernel.subshell_manager asyncio comm jedi pdb psutil sqlite3
tornado.platform.asyncio tornado.locks zmq.asyncio zmq.eventloop.zmqstream xmlrpc.server
papermill papermill.execute papermill.translators nbclient nbformat.v4 jsonschema fastjsonschema
jupyter_client.asynchronous jupyter_client.provisioning fontTools.ttLib.woff2 fontTools.fontBuilder brotli
jinja2 markdown_it lxml.etree lxml.html nh3 tinycss2
yz_analysis.figures.dataset yz_analysis.figures.metrics yz_analysis.figures.display
yz_analysis.figures.charts yz_analysis.figures.style yz_analysis.figures.prose
yz_analysis.publishing.page.compose
yz_analysis.publishing.job yz_analysis.publishing.engine.warm yz_analysis.publishing.engine.manager
yz_analysis.publishing.site yz_analysis.publishing.supplements yz_analysis.publishing.evidence
yz_analysis.publishing.page.index yz_analysis.publishing.page.entries yz_analysis.publishing.export xlsxwriter
pyarrow.parquet multiprocessing.pool
"""


# What is read once for good, or read again by whoever finds its file changed. Nothing here may stay open.
_READ_ONCE = (
    "yz_analysis.publishing.engine.preload:know_notebooks",
    "jupyter_client.provisioning:KernelProvisionerFactory.instance",
    "yz_analysis.publishing.page.templating:warm",
    "yz_analysis.words:all_words",
    "yz_analysis.figures.fonts:warm",
    "yz_analysis.figures.dataset:load_figures",
    "yz_analysis.figures.labels:warm",
    "yz_analysis.figures.metrics.source:warm",
)


def import_all(modules: Iterable[str] = ()) -> list[str]:
    """Import the modules that are there and settle memory for forking.

    Args:
        modules: their names; none means all that notebooks and pages are known to use.

    Returns:
        The modules that could not be imported.
    """
    missing = []
    gc.disable()  # what is made here stays
    with _first_used_later("rfc3987_syntax", "is_valid_syntax"):
        for name in modules or _MODULES.split():
            try:
                importlib.import_module(name)
            except Exception:  # noqa: BLE001 - whatever is wrong, the notebook will be told, not the parent
                missing.append(name)
    for name in () if modules else _READ_ONCE:
        with contextlib.suppress(Exception):  # bad data is for the notebook that reads it to report
            pkgutil.resolve_name(name)()
    with contextlib.suppress(Exception):
        from matplotlib import font_manager

        font_manager.findfont("sans-serif", fallback_to_default=True)  # reads the font list once
    gc.collect()
    gc.freeze()  # what is here now is never collected, so children do not copy its pages to mark it
    gc.enable()
    return missing


@contextlib.contextmanager
def _first_used_later(module: str, function: str) -> Iterator[None]:
    """Within, importing a function of a module gives one that imports the module when it is first called.

    jsonschema takes `is_valid_syntax`, to check the addresses in a schema, from a package that builds its
    grammar while it is imported: a second, a third of all that is imported here, for what notebooks need
    once in a blue moon. Afterwards the module's name is as unknown as before.
    """
    if module in sys.modules:
        yield
        return

    def later(*arguments: Any, **options: Any) -> Any:
        return getattr(importlib.import_module(module), function)(*arguments, **options)

    stand_in = ModuleType(module)
    setattr(stand_in, function, later)
    sys.modules[module] = stand_in
    try:
        yield
    finally:
        del sys.modules[module]


def know_notebooks() -> None:
    """Compile the schemas by which notebooks are checked when they are read, run and written."""
    from nbformat import current_nbformat, current_nbformat_minor, validator

    for minor in sorted({5, current_nbformat_minor}):
        for relaxed in (False, True):
            validator.get_validator(current_nbformat, minor, relaxed)


def thread_count() -> int:
    """Return how many threads this process has, as the kernel of the system counts them."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        import threading

        return threading.active_count()


def unfit() -> str:
    """Say why this process must not be forked; an empty text when it may."""
    if thread_count() != 1:
        return f"the prepared process has {thread_count()} threads; a fork would keep only one"
    zmq = sys.modules.get("zmq")
    if zmq is not None and getattr(zmq.Context, "_instance", None) is not None:
        return "the prepared process holds a ZMQ context"
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and pyplot.get_fignums():
        return "the prepared process holds open figures"
    return ""


def shadowed(folder: str) -> str:
    """Return the name of a preloaded package that a file in the notebook's folder would replace, or ''."""
    try:
        entries = os.listdir(folder)  # noqa: PTH208 - names only
    except OSError:
        return ""
    for entry in entries:
        name = entry.removesuffix(".py")
        module = sys.modules.get(name)
        if module is None or name == entry == "__pycache__":
            continue
        if name == entry and not (Path(folder) / entry / "__init__.py").exists():
            continue
        origin = getattr(module, "__file__", None) or ""
        here = Path(folder) / entry
        if not (origin and (Path(origin) == here or here in Path(origin).parents)):
            return name
    return ""
