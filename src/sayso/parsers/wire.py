"""What crosses between us and a child: a JSON head and raw bytes, both with their lengths before them.

Never pickle: the child has seen hostile bytes, and all that it says is checked.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Callable, Mapping
from typing import TypeAlias

LENGTHS = struct.Struct("!IQ")  # bytes of the head, bytes of the data
MAX_HEAD_BYTES = 8 << 20  # the page spans of a PDF of 100,000 pages are 3 MB

Message: TypeAlias = tuple[dict[str, object], bytearray]
Raw: TypeAlias = bytes | bytearray | memoryview


class BadMessage(Exception):
    """What came over the wire is no message of ours."""


def send(
    sock: socket.socket, head: Mapping[str, object], data: Raw = b"", descriptor: int | None = None
) -> None:
    """Send one message, and a file descriptor with it.

    Raises:
        OSError: when the other side is gone.
    """
    text = json.dumps(head, ensure_ascii=True, allow_nan=False).encode("ascii")
    body = memoryview(data).cast("B")
    first = LENGTHS.pack(len(text), len(body)) + text
    if descriptor is not None:
        sent = socket.send_fds(sock, [first], [descriptor])
        first = first[sent:]
    sock.sendall(first)
    if len(body):
        sock.sendall(body)


def receive(fill: Callable[[memoryview], None], most_bytes: int) -> Message:
    """Receive one message; `fill` fills a buffer from the wire or raises.

    Raises:
        BadMessage: when it is larger than allowed, or is no JSON object.
    """
    lengths = bytearray(LENGTHS.size)
    fill(memoryview(lengths))
    head_bytes, data_bytes = LENGTHS.unpack(lengths)
    if head_bytes > MAX_HEAD_BYTES or head_bytes + data_bytes > most_bytes:
        raise BadMessage("larger than allowed")
    head, data = bytearray(head_bytes), bytearray(data_bytes)
    fill(memoryview(head))
    fill(memoryview(data))
    return read_head(head), data


def read_head(head: bytes | bytearray) -> dict[str, object]:
    """Read the JSON object of a message's head.

    Raises:
        BadMessage: when it is none.
    """
    try:
        value = json.loads(head)
    except (ValueError, RecursionError) as error:
        raise BadMessage("no JSON") from error
    if not isinstance(value, dict):
        raise BadMessage("no JSON object")
    return value
