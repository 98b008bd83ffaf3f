"""The members of a zip as its central directory has them: names, sizes, and where each lies.

Source: PKWARE, APPNOTE 6.3, sections 4.3.12 and 4.5.3.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.parsers.trees import Damaged, Kind
from sayso.values import Findings

CENTRAL = struct.Struct("<4s6H3L5H2L")
_UTF8 = 1 << 11


@dataclass(frozen=True, slots=True)
class Entry:
    """One member as the central directory has it."""

    raw_name: bytes
    kind: Kind
    flags: int
    method: int
    crc: int
    packed: int  # bytes
    size: int  # bytes
    header_at: int
    data_at: int = 0


def central_entry(directory: bytes, place: int, findings: Findings) -> tuple[str, Entry, int]:
    """Return the name and the entry that stand at a place of the directory, and where the next begins.

    Raises:
        Damaged: when there is none that can be trusted.
    """
    fields = CENTRAL.unpack_from(directory, place)
    magic, made_by, _, flags, method, _, _, crc, packed, size = fields[:10]
    name_bytes, extra_bytes, comment_bytes, disk, _, attributes, header_at = fields[10:]
    if magic != b"PK\x01\x02":
        raise Damaged("the zip's directory is damaged")
    start = place + CENTRAL.size
    raw_name = directory[start : start + name_bytes]
    extra = directory[start + name_bytes : start + name_bytes + extra_bytes]
    end = start + name_bytes + extra_bytes + comment_bytes
    if end > len(directory) or not raw_name:
        raise Damaged("the zip's directory is damaged")
    if disk not in (0, 0xFFFF):
        raise Damaged("the zip is a part of a set of several files")
    name = _name_of(raw_name, flags, findings)
    size, packed, header_at = sizes64(extra, size, packed, header_at)
    _refuse_second_name(extra, raw_name, name)
    mode = attributes >> 16 if made_by >> 8 == 3 else 0
    kind: Kind = "folder" if name.endswith("/") else _kind_of(mode)
    entry = Entry(raw_name, kind, flags, method, crc, packed, size, header_at)
    return _checked(name.removesuffix("/"), findings), entry, end


def _name_of(raw: bytes, flags: int, findings: Findings) -> str:
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        if flags & _UTF8:
            raise Damaged(f"a member's name is said to be UTF-8, and is not: {raw[:80]!r}") from None
        findings.note(f"the name {raw[:80]!r} is in no stated encoding; it was read as code page 437")
        return raw.decode("cp437")
    if not flags & _UTF8 and not raw.isascii():
        findings.note(f"the name {name!r} is in no stated encoding; it was read as UTF-8")
    return name


def _checked(name: str, findings: Findings) -> str:
    """Return a name without a `./` before it; two spellings of one place are found."""
    name = name.removeprefix("./")
    if any(part in ("", ".") for part in name.split("/")):
        findings.fault(f"the name {name!r} can be spelled in other ways")
    return name


def _kind_of(mode: int) -> Kind:
    if stat.S_ISLNK(mode):
        return "link"
    return "file" if stat.S_IFMT(mode) in (0, stat.S_IFREG) else "other"


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(extra):
        tag, length = struct.unpack_from("<2H", extra, place)
        if place + 4 + length > len(extra):
            return
        yield tag, extra[place + 4 : place + 4 + length]
        place += 4 + length


def sizes64(extra: bytes, size: int, packed: int, header_at: int | None) -> tuple[int, int, int]:
    """Return the sizes and the place of a member, from the field for large zips where they do not fit."""
    wanted = [value == 0xFFFFFFFF for value in (size, packed, header_at)]
    values = [size, packed, header_at or 0]
    if any(wanted):
        large = next((data for tag, data in _extras(extra) if tag == 1), b"")
        if len(large) < 8 * sum(wanted):
            raise Damaged("a member of the zip lacks its size")
        numbers = iter(struct.unpack_from(f"<{sum(wanted)}Q", large))
        values = [
            next(numbers) if large_one else value for large_one, value in zip(wanted, values, strict=True)
        ]
    return values[0], values[1], values[2]


def _refuse_second_name(extra: bytes, raw_name: bytes, name: str) -> None:
    for tag, data in _extras(extra):
        is_name = tag == 0x7075 and len(data) > 5 and data[1:5] == zlib.crc32(raw_name).to_bytes(4, "little")
        if is_name and data[5:].decode("utf-8", "replace") != name:
            raise Damaged(f"a member has two names: {name!r} and {data[5:85]!r}")
