"""A headless Chromium of the system for tests: what a page asked for, said and ran, and how it looks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
)
SIZES = {"wide": (1280, 900), "phone": (390, 844), "small": (320, 640)}


def chromium() -> str:
    """The system's Chromium; the test is skipped where there is none."""
    named = os.environ.get("YZ_CHROMIUM", "")
    found = shutil.which(named) if named else shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium is installed in the system; apt install chromium")
    return found


@dataclass
class Seen:
    """A page that was opened, and everything it did."""

    page: Any
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def of_the_network(self) -> list[str]:
        """Requests for anything but the page's own file and data in it."""
        return [url for url in self.requests if not url.startswith(("file:", "data:"))]


@contextmanager
def launched() -> Iterator[Any]:
    """A browser for one module of tests."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = chromium()
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Any, path: Path, *, size: str = "wide", dark: bool = False) -> Iterator[Seen]:
    """Open a file and write down what it asks for and says."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
    )
    seen = Seen(context.new_page())
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.on("console", lambda message: seen.messages.append(message.text))
    seen.page.on("pageerror", lambda error: seen.messages.append(str(error)))
    seen.page.on("dialog", lambda dialog: (seen.messages.append(dialog.message), dialog.dismiss()))
    seen.page.goto(path.resolve().as_uri())
    try:
        yield seen
    finally:
        context.close()


def violations(page: Any) -> list[str]:
    """What axe finds wrong with an open page, each with the place."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary'][:160]}"
        for one in found
        for node in one["nodes"]
    ]


def density(png: bytes, *, columns: int = 24, rows: int = 36) -> list[str]:
    """The structure of a screenshot: how much of each cell of a grid is not background, from 0 to 9."""
    import io

    from PIL import Image

    image = Image.open(io.BytesIO(png)).convert("L")
    background = image.getpixel((1, 1))
    marked = image.point(lambda level: 255 if abs(level - background) > 24 else 0)
    grid = marked.resize((columns, rows), Image.Resampling.BOX)
    return [
        "".join(str(min(9, grid.getpixel((x, y)) * 10 // 256)) for x in range(columns)) for y in range(rows)
    ]
