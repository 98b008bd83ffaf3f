"""Zip files in one form only: the same files, the same bytes, and every byte of them accounted for.

Members are stored, not compressed, in the order given, with names in ASCII and without times.
A reader that holds a file against this form misses nothing, where `zipfile` passes over much.

Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification" 6.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

CHUNK_BYTES = 1 << 20
MOST_MEMBERS = 1_000_000
LIMIT_32 = 0xFFFFFFFF
LIMIT_16 = 0xFFFF

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END_64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR_64 = struct.Struct("<4sIQI")
_VERSION, _VERSION_64 = 20, 45
_UNIX = 3 << 8
_DATE = 0x21  # 1 January 1980, the first that can be written
_MODE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class _Member:
    name: bytes
    crc: int
    size: int
    offset: int


class ZipWriter:
    """Writes members one after the other into a stream that can be sought in; `finish` ends it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._members: list[_Member] = []
        self._names: set[str] = set()

    def add(self, name: str, size: int, chunks: Iterable[bytes]) -> None:
        """Write one member.

        Args:
            name: ASCII, with slashes.
            size: how many bytes the chunks come to.
            chunks: its bytes.

        Raises:
            ValueError: when the name cannot be written, was given before, or the size is another.
        """
        if not _is_plain(name) or name in self._names:
            raise ValueError(f"no member can be called {name!r}")
        offset = self._stream.tell()
        self._stream.write(_local(_Member(name.encode("ascii"), 0, size, offset)))
        crc = written = 0
        for chunk in chunks:
            crc = zlib.crc32(chunk, crc)
            written += self._stream.write(chunk)
        if written != size:
            raise ValueError(f"{name} has {written} bytes instead of {size}")
        member = _Member(name.encode("ascii"), crc, size, offset)
        end = self._stream.tell()
        self._stream.seek(offset)
        self._stream.write(_local(member))
        self._stream.seek(end)
        self._members.append(member)
        self._names.add(name)

    def finish(self) -> None:
        """Write the directory."""
        self._stream.write(_directory(self._members, self._stream.tell()))


def read_members(stream: BinaryIO) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Give the members of a zip in this form, in order, each with its bytes, which must be used up.

    Raises:
        ValueError: at the first place where the file is not in this form; the last member may
            have been given by then.
    """
    members: list[_Member] = []
    names: set[str] = set()
    offset = 0
    while True:
        head = stream.read(4)
        if head != b"PK\3\4":
            break
        member = _read_local(stream, offset)
        name = member.name.decode("ascii")
        if name in names or len(members) >= MOST_MEMBERS:
            raise ValueError(f"the member {name!r} stands twice, or there are too many")
        names.add(name)
        crc = [0]
        yield name, _chunks(stream, member.size, crc)
        if crc[0] != member.crc:
            raise ValueError(f"the member {name!r} has another check sum")
        members.append(member)
        offset += len(_local(member)) + member.size
    if not members and not head.startswith(b"PK"):
        raise ValueError("it does not begin as a zip does")
    rest = _directory(members, offset)
    found = head + stream.read(len(rest) + 1 - len(head))
    if found.startswith(rest) and found != rest:
        raise ValueError("bytes stand behind its end")
    if found != rest:
        raise ValueError("its directory is not the one of its members")


def _chunks(stream: BinaryIO, size: int, crc: list[int]) -> Iterator[bytes]:
    left = size
    while left:
        chunk = stream.read(min(CHUNK_BYTES, left))
        if not chunk:
            raise ValueError("it ends in the middle of a member")
        crc[0] = zlib.crc32(chunk, crc[0])
        left -= len(chunk)
        yield chunk


def _read_local(stream: BinaryIO, offset: int) -> _Member:
    fixed = stream.read(_LOCAL.size - 4)
    if len(fixed) != _LOCAL.size - 4:
        raise ValueError("it ends in the middle of a member's head")
    _, _, _, _, _, _, crc, size, _, name_bytes, extra_bytes = _LOCAL.unpack(b"PK\3\4" + fixed)
    name, extra = stream.read(name_bytes), stream.read(extra_bytes)
    if size == LIMIT_32 and len(extra) == 20:
        size = struct.unpack("<Q", extra[4:12])[0]
    member = _Member(name, crc, size, offset)
    shown = name.decode("ascii", "replace")
    if not _is_plain(shown) or _local(member) != b"PK\3\4" + fixed + name + extra:
        raise ValueError(f"the head of the member {shown[:80]!r} is not in the form in which it was written")
    return member


def _is_plain(name: str) -> bool:
    parts = name.split("/")
    return (
        name.isascii()
        and name.isprintable()
        and len(name) <= LIMIT_16
        and all(part not in ("", ".", "..") for part in parts)
        and "\\" not in name
        and ":" not in name
    )


def _local(member: _Member) -> bytes:
    is_large = member.size >= LIMIT_32
    shown = LIMIT_32 if is_large else member.size
    extra = struct.pack("<2H2Q", 1, 16, member.size, member.size) if is_large else b""
    version = _VERSION_64 if is_large else _VERSION
    fixed = _LOCAL.pack(
        b"PK\3\4", version, 0, 0, 0, _DATE, member.crc, shown, shown, len(member.name), len(extra)
    )
    return fixed + member.name + extra


def _central(member: _Member) -> bytes:
    is_large, is_far = member.size >= LIMIT_32, member.offset >= LIMIT_32
    numbers = [*([member.size, member.size] if is_large else []), *([member.offset] if is_far else [])]
    extra = struct.pack(f"<2H{len(numbers)}Q", 1, 8 * len(numbers), *numbers) if numbers else b""
    version = _VERSION_64 if numbers else _VERSION
    shown = LIMIT_32 if is_large else member.size
    fixed = _CENTRAL.pack(
        b"PK\1\2",
        _UNIX | version,
        version,
        0,
        0,
        0,
        _DATE,
        member.crc,
        shown,
        shown,
        len(member.name),
        len(extra),
        0,
        0,
        0,
        _MODE,
        LIMIT_32 if is_far else member.offset,
    )
    return fixed + member.name + extra


def _directory(members: Iterable[_Member], start: int) -> bytes:
    entries = [_central(member) for member in members]
    size, count = sum(map(len, entries)), len(entries)
    is_large = count >= LIMIT_16 or size >= LIMIT_32 or start >= LIMIT_32
    ends = []
    if is_large:
        ends = [
            _END_64.pack(b"PK\6\6", 44, _UNIX | _VERSION_64, _VERSION_64, 0, 0, count, count, size, start),
            _LOCATOR_64.pack(b"PK\6\7", 0, start + size, 1),
        ]
    shown_count = LIMIT_16 if is_large else count
    ends.append(
        _END.pack(
            b"PK\5\6",
            0,
            0,
            shown_count,
            shown_count,
            LIMIT_32 if is_large else size,
            LIMIT_32 if is_large else start,
            0,
        )
    )
    return b"".join([*entries, *ends])
