"""What many small runs in one go cost: time, memory, files and processes."""

from __future__ import annotations

import contextlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path


def growth(sizes: Iterable[int], place: Path) -> list[dict[str, float]]:
    """One go of many small runs: time, highest memory, files and processes; then an unchanged second go."""
    import psutil

    found = []
    for size in sizes:
        folder = place / f"many-{size}"
        folder.mkdir(parents=True)
        source = 'report: str = "yangzhong-2022h1"\nlanguage: str = "zh"\nfirst_half_share: float = 0.0'
        cells = [
            {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": source},
            {
                "cell_type": "code",
                "metadata": {},
                "source": "import pandas as pd\npd.DataFrame({'n': [first_half_share]})",
            },
        ]
        for number, cell in enumerate(cells):
            cell |= {"id": f"c{number}", "execution_count": None, "outputs": []}
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        book = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        (folder / "01-small.ipynb").write_text(json.dumps(book), encoding="utf-8")
        sets = "".join(
            f"  s{number}: {{parameters: {{first_half_share: {number}}}}}\n" for number in range(size)
        )
        (folder / "runs.yaml").write_text(
            f"reports: [yangzhong-2022h1]\nlanguages: [zh]\nsets:\n{sets}", encoding="utf-8"
        )
        command = [
            sys.executable,
            "-m",
            "yz_analysis",
            "run",
            "--notebooks",
            str(folder),
            "--out",
            str(folder / "site"),
        ]
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seen = {"runner_mb": 0.0, "server_mb": 0.0, "files": 0.0, "processes": 0.0}
        while process.poll() is None:
            with contextlib.suppress(psutil.Error):
                runner = psutil.Process(process.pid)
                tree = runner.children(recursive=True)
                seen["runner_mb"] = max(seen["runner_mb"], runner.memory_info().rss / 1e6)
                seen["files"] = max(seen["files"], runner.num_fds())
                seen["processes"] = max(seen["processes"], len(tree))
                if tree:
                    seen["server_mb"] = max(seen["server_mb"], tree[0].memory_info().rss / 1e6)
            time.sleep(0.2)
        seconds, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        begin = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        row = {"runs": float(size), "seconds": seconds, "cpu_each": cpu / size, **seen}
        row["second_go_seconds"] = time.monotonic() - begin
        found.append(row)
        print("  ".join(f"{name} {value:.2f}" for name, value in row.items()), flush=True)
    return found
