"""Receipts: a head written so that people can keep it elsewhere, and found again in whatever they kept."""

from __future__ import annotations

import codecs
import re

from sayso.custody.errors import HeadDamaged, ReceiptDamaged
from sayso.custody.heads import TAKE_ANOTHER, UNSIGNED, Head, parse_head
from sayso.custody.keys import VerifierKey
from sayso.custody.notes import DASH

_ROOT = re.compile(r"[A-Za-z0-9+/]{43}=")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)*")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
MOST_BYTES = 1 << 20  # of what is searched


class NoReceipt(HeadDamaged):
    """Something that was given as a receipt holds no head."""

    exit_code = 2

    def __str__(self) -> str:
        return (
            f"{self.where} holds no head: {self.why}. Give what `sayso receipt` printed, a head from "
            "`heads/`, or the text that its QR code holds."
        )


def receipt_text(head: Head, key: VerifierKey, archive_name: str) -> str:
    """Write a head as a text to keep elsewhere; `heads_in` finds the head in it again.

    Args:
        head: the newest.
        key: the archive's.
        archive_name: what people call it.
    """
    whose = "signed" if head.is_signed else "NOT signed: the archive's key was not at hand"
    return (
        f"Receipt for the archive {archive_name!r}: {head.size} entries, {whose}.\n"
        "Keep it away from the archive. It shows later whether any of these entries was changed or cut off.\n"
        "\n"
        f"{head.to_bytes().decode('utf-8')}"
        "\n"
        f"Key: {key.text}\n"
        "Check: sayso verify --against RECEIPT\n"
    )


def heads_in(data: bytes, where: str = "given") -> tuple[Head, ...]:
    """Find the heads in a head's file, a receipt, a mail that quotes one, or the text of a QR code.

    Raises:
        NoReceipt: when there is none.
        ReceiptDamaged: when one stands there whose form does not hold; beside a sound one, too.
    """
    try:
        return (parse_head(data, where),)
    except HeadDamaged as error:
        reason = error.why
    if is_picture(data):
        raise NoReceipt(where, "it is a picture: read its QR code, and give the text that it holds")
    if len(data) > MOST_BYTES:
        raise NoReceipt(where, "it is larger than any receipt")
    text = _text_of(data)
    lines = [_QUOTED.sub("", line).rstrip() for line in text.splitlines()]
    found = (_head_at(lines, place, where) for place in range(len(lines) - 3))
    heads = tuple(dict.fromkeys(head for head in found if head is not None))
    if not heads:
        raise NoReceipt(where, "it is no text that can be read" if "\ufffd" in text else reason)
    return heads


def is_picture(data: bytes) -> bool:
    """Tell whether bytes are a picture of a common kind, by how they begin."""
    return (
        data.startswith(_PICTURES)
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or b"<svg" in data[:1000]
    )


def _text_of(data: bytes) -> str:
    """Return what was kept as a text; editors on some systems write UTF-16."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if is_wide else "utf-8", "replace")


def _head_at(lines: list[str], place: int, where: str) -> Head | None:
    """Read the head whose first line stands at `place`; None where none does.

    Raises:
        ReceiptDamaged: when origin, size and root stand there, and it is no head to the byte.
    """
    origin, size, root, *rest = lines[place : place + 5]
    mark = [UNSIGNED] if rest[:1] == [UNSIGNED] else []
    is_parted = not any(rest[len(mark) : len(mark) + 1])
    if not origin or not (size.isascii() and size.isdecimal()) or not _ROOT.fullmatch(root) or not is_parted:
        return None
    signatures = []
    for line in lines[place + 4 + len(mark) :]:
        if not line.startswith(DASH):
            break
        signatures.append(line)
    text = "".join(f"{line}\n" for line in (origin, size, root, *mark, "", *signatures))
    named = f"over {size} entries in {where}"
    try:
        return parse_head(text.encode("utf-8"), named)
    except HeadDamaged as error:
        raise ReceiptDamaged(named, f"{error.why}. {TAKE_ANOTHER}") from error
