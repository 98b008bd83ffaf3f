"""Content credentials as a file carries them: bytes -> the manifest store as JSON. Runs in the child.

The one module that imports c2pa. All that it could fetch from a network is off: a file under
suspicion must not tell its maker that somebody looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from sayso.parsers.endings import ends_early
from sayso.parsers.errors import EMPTY
from sayso.parsers.worker import Answer, Unreadable

SPAN_BYTES = 1 << 20
# The start of a store's description box: its type, and the UUID of a C2PA manifest store.
MARK = b"jumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71"


def read(stream: BinaryIO, request: Mapping[str, object]) -> Iterator[Answer]:
    """Give the store as c2pa reads and validates it, or what c2pa said instead."""
    from c2pa import C2paError, Context, Reader

    media_type = str(request["media_type"])
    if not stream.read(1):
        raise Unreadable(EMPTY)
    stream.seek(0)
    if media_type not in Reader.get_supported_mime_types():
        raise Unreadable(f"content credentials are not looked for in {media_type}")
    try:
        context = Context.from_dict(_settings(request))
        with context, Reader(media_type, stream, context=context) as reader:
            found = reader.json().encode("utf-8")
            head = {"outcome": "store", "embedded": bool(reader.is_embedded())}
        yield {**head, "ends_early": ends_early(stream)}, found
    except C2paError as error:
        kind, _, text = str(error).partition(":")
        head = {"outcome": "none" if kind == "ManifestNotFound" else "refused", "kind": kind}
        found_besides = {"has_store": _has_store(stream), "ends_early": ends_early(stream)}
        yield {**head, "text": text.strip(), **found_besides}, b""


def _settings(request: Mapping[str, object]) -> dict[str, object]:
    anchors = request["anchors"]
    settings: dict[str, object] = {
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
        "core": {"allowed_network_hosts": []},
    }
    if anchors:
        settings["trust"] = {"trust_anchors": anchors}
        settings["cawg_trust"] = {"trust_anchors": anchors}
    return settings


def _has_store(stream: BinaryIO) -> bool:
    """Tell whether the mark of a store stands in the bytes: one that cannot be read is not absent."""
    stream.seek(0)
    before = b""
    while span := stream.read(SPAN_BYTES):
        if MARK in before + span:
            return True
        before = span[-len(MARK) :]
    return False
