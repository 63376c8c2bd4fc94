"""papermill alone, with kernels over TCP as everyone has them."""

from __future__ import annotations

import subprocess
from pathlib import Path

TAKEN = "Address already in use"
TRIES = 3


def papermill_alone(
    command: list[str | Path], folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command that starts papermill; again if another process took a port meant for its kernel.

    jupyter_client frees the ports it has chosen, and the kernel binds them seconds later.
    """
    for _ in range(TRIES):
        done = subprocess.run(
            list(map(str, command)),
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        if TAKEN not in done.stderr:
            break
    return done


def never_began(error: Exception | None) -> bool:
    """Whether a kernel died before its first answer, as it does when a port is taken."""
    return isinstance(error, RuntimeError) and "before replying" in str(error)
