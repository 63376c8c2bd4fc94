"""Pictures as data addresses: only raster formats, only when the bytes are what the type says."""

from __future__ import annotations

import base64
import binascii
import re

RASTER_TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_SIGNATURES = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
}
_DATA = re.compile(r"\s*data:(image/[a-z]+);base64,([A-Za-z0-9+/=\s]*)", re.ASCII)


def data_image(address: str) -> str | None:
    """Return a clean data address of a raster picture, or None for anything else.

    >>> data_image("data:image/gif;base64,R0lGODdh")
    'data:image/gif;base64,R0lGODdh'
    >>> data_image("data:image/svg+xml;base64,PHN2Zz4=") is None
    True
    """
    match = _DATA.fullmatch(address)
    return encoded(match[1], match[2]) if match else None


def encoded(mime: str, payload: str) -> str | None:
    """Return the data address of base64 text, or None when its bytes are not of the type it names.

    Args:
        mime: one of `RASTER_TYPES`.
        payload: base64, white space allowed.
    """
    compact = "".join(payload.split())
    try:
        head = base64.b64decode(compact, validate=True)[:12]
    except (binascii.Error, ValueError):
        return None
    if mime not in _SIGNATURES or not head.startswith(_SIGNATURES[mime]):
        return None
    return f"data:{mime};base64,{compact}"
