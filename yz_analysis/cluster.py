"""The same fan-out on the workers of a Dask cluster: `--cluster ADDRESS`, for texts and for runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from yz_analysis.errors import YzAnalysisError, require


@contextlib.contextmanager
def on_cluster(address: str) -> Iterator[None]:
    """Send what `joblib.Parallel` is given, while in here, to the workers of a Dask cluster.

    Args:
        address: of its scheduler, such as `tcp://10.0.0.1:8786`.

    Raises:
        MissingExtraError: when the extra `cluster` is not installed.
        YzAnalysisError: when no scheduler answers.
    """
    import joblib

    distributed = require("distributed", "cluster")
    try:
        client = distributed.Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise YzAnalysisError(f"--cluster {address}: no Dask scheduler answers there ({error})") from error
    with client, joblib.parallel_config(backend="dask"):
        yield
