"""How a fork server and its clients talk: JSON frames over a Unix socket, each after its length."""

from __future__ import annotations

import json
import socket
import struct
import tempfile
from typing import Any

_LENGTH = struct.Struct("!I")
_LARGEST = 256 * 1024 * 1024

Frame = dict[str, Any]


def base_folder() -> str:
    """Return where folders of sockets are made: a Unix socket's path may have 107 characters."""
    base = tempfile.gettempdir()
    return base if len(base) < 60 else "/tmp"


def send(connection: socket.socket, frame: Frame, files: tuple[int, ...] = ()) -> None:
    """Send one frame, with open files for the receiver to take over.

    Raises:
        OSError: when the other side is gone.
    """
    content = json.dumps(frame).encode()
    head = _LENGTH.pack(len(content))
    if files:
        sent = socket.send_fds(connection, [head], list(files))
        head = head[sent:]
    connection.sendall(head + content)


class Reader:
    """Collects frames from a connection, however its bytes arrive.

    Args:
        connection: a connected Unix socket, blocking or not.
    """

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.files: list[int] = []
        self._bytes = bytearray()

    def receive(self) -> list[Frame] | None:
        """Return the frames complete by now; None when the other side has closed.

        Raises:
            BlockingIOError: when nothing has come on a connection that does not block.
            ValueError: when what came is no frame.
        """
        content, files, _, _ = socket.recv_fds(self.connection, 1 << 20, 8)
        self.files += files
        if not content:
            return None
        self._bytes += content
        frames = []
        while len(self._bytes) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._bytes)
            if length > _LARGEST:
                raise ValueError(f"a frame of {length} bytes")
            end = _LENGTH.size + length
            if len(self._bytes) < end:
                break
            frame = json.loads(bytes(self._bytes[_LENGTH.size : end]))
            del self._bytes[:end]
            if not isinstance(frame, dict):
                raise ValueError("a frame that is no object")  # noqa: TRY004 - of what was received
            frames.append(frame)
        return frames
