"""The child: binds itself to its limits, then reads what it is handed, one file after another.

It gets each file as an open descriptor and needs no path. Run by
`sayso.parsers.child`, never by hand.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import BinaryIO, TypeAlias

from sayso.parsers import wire
from sayso.parsers.errors import printable
from sayso.parsers.limits import Limits, allow_cpu, bind

Answer: TypeAlias = tuple[dict[str, object], wire.Raw]
Reader: TypeAlias = Callable[[BinaryIO, Mapping[str, object]], Iterator[Answer]]

READERS = {
    "text": "sayso.parsers.text:read",
    "html": "sayso.parsers.html:read",
    "pdf": "sayso.parsers.pdf:read",
    "picture": "sayso.parsers.pictures:read",
    "video": "sayso.parsers.video:read",
    "stills": "sayso.parsers.video:read_stills",
    "sound": "sayso.parsers.audio:read",
    "ending": "sayso.parsers.endings:read",
    "credentials": "sayso.parsers.c2pa_reader:read",
    "picture tags": "sayso.parsers.pictures:read_tags",
    "container tags": "sayso.parsers.container_tags:read",
    "bag": "sayso.parsers.bags:read",
    "wacz": "sayso.parsers.waczs:read",
    "unpack": "sayso.parsers.unpacking:read",
    "bodies": "sayso.parsers.warc_bodies:read",
    "warc index": "sayso.parsers.warc_index:read",
}


class Unreadable(Exception):
    """Raised by readers: the file cannot be read, with a reason that a person understands."""


def main() -> None:
    """Serve readings until our side closes the wire."""
    descriptor, requests, limits_json = sys.argv[2:5]
    limits = Limits(**json.loads(limits_json))
    bind(limits, int(requests))
    with socket.socket(fileno=int(descriptor)) as sock:
        while (request := _next_request(sock)) is not None:
            allow_cpu(limits)
            _serve(sock, *request)


def _next_request(sock: socket.socket) -> tuple[dict[str, object], int] | None:
    first, descriptors, _, _ = socket.recv_fds(sock, wire.LENGTHS.size, 1)
    if not first:
        return None
    first += _exactly(sock, wire.LENGTHS.size - len(first))
    head_bytes, _ = wire.LENGTHS.unpack(first)
    return wire.read_head(_exactly(sock, head_bytes)), descriptors[0]


def _exactly(sock: socket.socket, count: int) -> bytes:
    return sock.recv(count, socket.MSG_WAITALL) if count else b""


def _serve(sock: socket.socket, request: dict[str, object], descriptor: int) -> None:
    """Answer one request; after anything unforeseen the process ends, for its state is not to be trusted."""
    try:
        with os.fdopen(descriptor, "rb", buffering=0) as stream:
            for head, data in _reader(str(request["reader"]))(stream, request):
                wire.send(sock, {"is": "part", **head}, data)
        wire.send(sock, {"is": "end"})
    except Unreadable as error:
        wire.send(sock, {"is": "unreadable", "reason": printable(str(error))})
    except MemoryError:
        wire.send(sock, {"is": "memory"})
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - the worker's outer edge: any library error becomes ours
        reason = printable(f"{type(error).__name__}: {error}")
        wire.send(sock, {"is": "failed", "reason": reason})
        sys.exit(1)


def _reader(name: str) -> Reader:
    module, _, function = READERS[name].partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader
