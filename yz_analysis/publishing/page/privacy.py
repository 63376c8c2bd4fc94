"""Local paths stay at home: a page names no folder of the machine that made it."""

from __future__ import annotations

import re

# roots under which people and programs keep their own files; the last part of the path is kept as a name
_POSIX = re.compile(
    r"(?<![\w/.:\-])(?:file://)?/(?:home|Users|root|tmp|var|private|opt|mnt|media|srv|work|workspace|"
    r"usr/(?:local|lib|share)|data|builds|github|app|content|Volumes)(?:/[^\s/'\"<>|:;,)\]]+)*/"
    r"([^\s/'\"<>|:;,)\]]*)"
)
_WINDOWS = re.compile(r"(?<!\w)(?:file:///)?[A-Za-z]:\\(?:[^\s\\'\"<>|:;,]+\\)*([^\s\\'\"<>|:;,]*)")


def without_paths(text: str) -> str:
    r"""Return text in which an absolute local path is only its last part.

    >>> without_paths("see /home/li/work/a.csv, not https://example.org/home/x/y")
    'see …/a.csv, not https://example.org/home/x/y'
    >>> without_paths(r"C:\Users\li\a.csv")
    '…/a.csv'
    """
    if "/" in text:
        text = _POSIX.sub(r"…/\1", text)
    if "\\" in text:
        text = _WINDOWS.sub(r"…/\1", text)
    return text
