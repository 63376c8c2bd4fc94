"""A page as PDF through an installed Chromium: tagged, with outline and page numbers, always the same bytes.

Chromium prints the page's own print style. What it writes anew each time, the dates and the running numbers
of its structure tree, is replaced by constants of the same length, so that no offset in the file moves.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from yz_analysis.errors import YzAnalysisError
from yz_analysis.publishing.record import write_bytes

VARIABLE = "YZ_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--export-tagged-pdf",
)
_SECONDS = 120
_DATE = re.compile(rb"/(?:CreationDate|ModDate) \(D:(\d{14})")
_NODE = re.compile(rb"\(node(\d{8})\)")


class BrowserError(YzAnalysisError):
    """There is no browser to print with, or it did not print."""


def find_browser() -> str:
    """Return the Chromium, Chrome or Edge of this machine.

    Raises:
        BrowserError: when there is none, saying what to install.
    """
    named = os.environ.get(VARIABLE)
    candidates = [named] if named else [*_NAMES, *_PLACES]
    for candidate in candidates:
        found = shutil.which(candidate)
        if found:
            return found
    if named:
        raise BrowserError(f"{VARIABLE} names {named!r}, which cannot be run")
    raise BrowserError(
        "a PDF needs Chromium or Chrome, and none is installed; install one (Debian, Ubuntu: apt install "
        f"chromium; macOS: brew install --cask chromium) or name yours in {VARIABLE}"
    )


def write_pdf(page: Path | str, out: Path | str) -> Path:
    """Print a page to PDF.

    Args:
        page: an HTML file of ours.
        out: where the PDF goes; a file that was there stays whole until the new one is.

    Raises:
        BrowserError: when there is no browser, or it fails or takes too long.
        OSError: when `out` cannot be written.
    """
    browser, source, target = find_browser(), Path(page).resolve(), Path(out)
    if not source.is_file():
        raise BrowserError(f"{page}: no such page")
    with tempfile.TemporaryDirectory(prefix="yz-pdf-") as folder:
        made = Path(folder) / "page.pdf"
        command = [
            browser,
            *_FLAGS,
            *(["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []),
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={made}",
            source.as_uri(),
        ]
        try:
            ended = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise BrowserError(f"{browser}: did not print {source.name} within {_SECONDS} s") from error
        except OSError as error:
            raise BrowserError(f"{browser}: cannot be run ({error.strerror})") from error
        if not made.is_file() or not made.stat().st_size:
            told = ended.stderr.decode("utf-8", "replace").strip().splitlines()
            raise BrowserError(
                f"{browser}: did not print {source.name}: {told[-1] if told else ended.returncode}"
            )
        write_bytes(normal(made.read_bytes()), target)
    return target


def normal(content: bytes) -> bytes:
    """Return a PDF of Chromium with dates and structure ids that do not change from one print to the next.

    Ids are renumbered in their own order, so that the sorted tree which holds them stays sorted.

    >>> normal(b"/CreationDate (D:20260102030405+00'00') (node00000112) (node00000111)")
    b"/CreationDate (D:20000101000000+00'00') (node00000002) (node00000001)"
    """
    numbers = {number: place for place, number in enumerate(sorted(set(_NODE.findall(content))), start=1)}
    dated = _DATE.sub(lambda found: found[0].replace(found[1], b"20000101000000"), content)
    return _NODE.sub(lambda found: b"(node%08d)" % numbers[found[1]], dated)
