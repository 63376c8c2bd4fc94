"""A papermill engine whose kernels start warm: `papermill --engine yz in.ipynb out.ipynb`.

A small single-threaded process imports once what notebooks use and never runs a cell. For each notebook it
forks a child that becomes a genuine ipykernel; papermill's own client talks to it over ZMQ as always. So a
notebook starts warm, isolated from every other, and everything papermill promises still holds.

Why this and not what exists:

- papermill issues 326, 583 and 616 ask for kernels that are kept and used again. A kernel used twice carries
  the first notebook's variables, imports, figures and random state into the second: a result then depends on
  what ran before it. A fork gives the warm start without the shared state.
- ploomber-engine runs cells in an IPython shell inside the calling process: no kernel, so no ZMQ, no input
  hooks of the client, no isolation, and a crash of a cell ends the runner.
- jupyter_client's kernel provisioners are the right joint and are used here: ours asks the fork server
  instead of starting an interpreter. A provisioner alone, named in a kernelspec, would need a kernelspec of
  its own to be installed; the papermill engine chooses it for its own runs only.
- Pools of kernels started beforehand, as Jupyter servers keep, pay the imports for every kernel.

Where fork is not to be had, or a notebook asks for another kernel, the stock engine serves and says so.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

__all__ = ["WarmForkEngine"]

_MODULE = "yz_analysis.publishing.engine.warm"


class _Later(type):
    """Passes every question on to the engine, which is only being imported when papermill asks for it."""

    def __getattr__(cls, name: str) -> Any:
        return getattr(sys.modules[_MODULE].WarmForkEngine, name)


def __getattr__(name: str) -> Any:
    # papermill loads its registered engines while it is itself being imported, and ours is a subclass of one
    # of papermill's: so papermill first, whichever of the two was asked for.
    if name != "WarmForkEngine":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import papermill.engines  # noqa: F401

    module = importlib.import_module(_MODULE)
    return getattr(module, name, None) or _Later(name, (), {})
