"""What a person sees while runs are under way: one moving line in a terminal, plain lines in a log."""

from __future__ import annotations

import sys
import time
from typing import TextIO

from yz_analysis.publishing.record import Record


class Progress:
    """Counts and the time left.

    Args:
        expected: seconds each run is expected to take, by run id; None where nothing is known.
        jobs: how many run at once.
        stream: where to write; a terminal gets a bar, anything else a line for each run.
    """

    def __init__(self, expected: dict[str, float | None], *, jobs: int, stream: TextIO | None = None) -> None:
        self._expected = dict(expected)
        self._jobs = max(1, jobs)
        self._stream = stream or sys.stderr
        self._taken: list[float] = []
        self._begin = time.monotonic()
        self._failed = 0
        self._bar = None
        if expected and self._stream.isatty():
            from tqdm import tqdm

            self._bar = tqdm(
                total=len(expected),
                file=self._stream,
                unit="run",
                bar_format="{n_fmt}/{total_fmt} {bar} {postfix}",
                dynamic_ncols=True,
            )
            self._bar.set_postfix_str(self.left())

    def left(self) -> str:
        """Return the time left in words, from what runs took so far and took last time."""
        if not self._expected:
            return "done"
        known = self._taken or [seconds for seconds in self._expected.values() if seconds]
        if not known:
            return "time left unknown"
        usual = sum(known) / len(known)
        rest = sum(usual if seconds is None else seconds for seconds in self._expected.values())
        seconds = max(rest / self._jobs, 1)
        return f"about {seconds:.0f} s left" if seconds < 120 else f"about {seconds / 60:.0f} min left"

    def finished(self, record: Record) -> None:
        """Count one finished run."""
        self._expected.pop(record["run_id"], None)
        self._taken.append(record["seconds"])
        failed = record["outcome"] == "failed"
        self._failed += failed
        text = f"{record['run_id']} {record['outcome']} in {record['seconds']:.1f} s"
        if self._bar is not None:
            self._bar.set_postfix_str(
                f"{self._failed} failed, {self.left()}" if self._failed else self.left()
            )
            self._bar.update()
            return
        total = len(self._taken) + len(self._expected)
        print(f"[{len(self._taken)}/{total}] {text}; {self.left()}", file=self._stream, flush=True)

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._bar is not None:
            self._bar.close()
