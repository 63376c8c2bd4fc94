"""A page as PDF: which browser, what it says without one, and that the bytes stay the same."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from yz_analysis.publishing import pdf
from yz_analysis.publishing.pdf import BrowserError, find_browser, normal, write_pdf

RAW = (
    b"%PDF-1.4\n/CreationDate (D:20261123220000+00'00')\n/ModDate (D:20261123220001+00'00')\n"
    b"/ID (node00000112) /ID (node00000007) /Names [(node00000007) 1 0 R (node00000112) 2 0 R]\n"
)


def program(folder: Path, body: str) -> Path:
    """A program that stands in for a browser."""
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a page.html"
    path.write_text("<html><title>x</title></html>", encoding="utf-8")
    return path


def test_without_a_browser_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch, page: Path) -> None:
    monkeypatch.delenv(pdf.VARIABLE, raising=False)
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    with pytest.raises(BrowserError, match="apt install chromium") as told:
        write_pdf(page, page.with_suffix(".pdf"))
    assert "\n" not in str(told.value)


def test_a_browser_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = program(tmp_path, "exit 0")
    monkeypatch.setenv(pdf.VARIABLE, str(named))
    assert find_browser() == str(named)
    monkeypatch.setenv(pdf.VARIABLE, str(tmp_path / "none"))
    with pytest.raises(BrowserError, match="cannot be run"):
        find_browser()


def test_dates_and_ids_become_constants_and_no_byte_moves() -> None:
    made = normal(RAW)
    assert len(made) == len(RAW)
    assert b"2026" not in made
    assert re.findall(rb"\(node(\d+)\)", made) == [b"00000002", b"00000001", b"00000001", b"00000002"]
    assert normal(made) == made
    assert normal(RAW.replace(b"node00000112", b"node00000450")) == made


def test_what_the_browser_printed_is_normalised_and_put_in_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: Path
) -> None:
    raw = tmp_path / "raw"
    raw.write_bytes(RAW)
    copy = f'cp {raw} "${{one#--print-to-pdf=}}"'
    script = f'for one in "$@"; do case "$one" in --print-to-pdf=*) {copy};; esac; done'
    monkeypatch.setenv(pdf.VARIABLE, str(program(tmp_path, script)))
    out = write_pdf(page, tmp_path / "out" / "a.pdf")
    assert out.read_bytes() == normal(RAW)


@pytest.mark.parametrize(
    ("body", "told"),
    [("echo it broke >&2; exit 3", "it broke"), ("exit 3", "3"), ("sleep 5", "within")],
)
def test_a_browser_that_fails_leaves_the_old_file_and_says_why(
    body: str, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: Path
) -> None:
    monkeypatch.setenv(pdf.VARIABLE, str(program(tmp_path, body)))
    monkeypatch.setattr(pdf, "_SECONDS", 1)
    out = tmp_path / "a.pdf"
    out.write_bytes(b"old")
    with pytest.raises(BrowserError, match=told):
        write_pdf(page, out)
    assert out.read_bytes() == b"old"


def test_a_page_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(pdf.VARIABLE, str(program(tmp_path, "exit 0")))
    with pytest.raises(BrowserError, match="no such page"):
        write_pdf(tmp_path / "none.html", tmp_path / "a.pdf")
