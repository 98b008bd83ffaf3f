"""Zip files, read so that two readers cannot take one file for two different ones.

The central directory, the local headers and the bytes must tell the same story: any
difference between them, overlapping members, doubled names, encryption and bombs are found
before a byte is unfolded. Stored and deflated members are read, in bounded memory.

Source: PKWARE, APPNOTE 6.3; D. Fifield, "A better zip bomb" (2019) on overlapping members.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import BinaryIO

from sayso.parsers.packed import refuse_bomb
from sayso.parsers.trees import CHUNK_BYTES, MAX_MEMBERS, Damaged, Member, NotReadable
from sayso.parsers.zip_entries import CENTRAL, Entry, central_entry, sizes64
from sayso.values import Findings

STORED, DEFLATED = 0, 8

_END = struct.Struct("<4s4H2LH")
_END_MAGIC = b"PK\x05\x06"
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_LOCAL = struct.Struct("<4s5H3L2H")
_MOST_COMMENT = 0xFFFF
_ENCRYPTED = 1 | 1 << 6 | 1 << 13
_DESCRIPTOR_FOLLOWS = 1 << 3
_MOST_DESCRIPTOR_BYTES = 24
_MAX_DIRECTORY_BYTES = 128 << 20


class ZipTree:
    """The files of a zip."""

    def __init__(self, stream: BinaryIO, findings: Findings) -> None:
        """Read all headers.

        Raises:
            Damaged: when it is no zip that can be trusted to be the same for every reader.
            NotReadable: when it has more members than are read.
        """
        self._stream = stream
        self._length = stream.seek(0, os.SEEK_END)
        self._entries: dict[str, Entry] = {}
        self.members: dict[str, Member] = {}
        directory_at, size, count = self._end()
        for name, entry in self._central(directory_at, size, count, findings):
            self._take(name, self._with_data_at(entry, name, directory_at), findings)
        self._refuse_overlaps(findings, directory_at)
        refuse_bomb(sum(entry.size for entry in self._entries.values()), self._length)

    def read_each(self, names: Collection[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give the bytes of these files; what they do not turn out to be raises in the middle."""
        for name, entry in self._entries.items():
            if name in names:
                yield name, self.chunks(name, entry)

    def method(self, name: str) -> int:
        """Return how a member is packed: 0 stored, 8 deflated."""
        return self._entries[name].method

    def place(self, name: str) -> tuple[int, int]:
        """Return where a stored member's bytes start in the file, and how many they are."""
        return self._entries[name].data_at, self._entries[name].packed

    def chunks(self, name: str, entry: Entry) -> Iterator[bytes]:
        """Give the bytes of one member.

        Raises:
            Damaged: when they are not what the directory says.
            NotReadable: when they are packed in a way that is not read here.
        """
        if entry.method not in (STORED, DEFLATED):
            raise NotReadable(f"{name!r} is packed by method {entry.method}, which is not read here")
        crc = size = 0
        unfold = self._stored if entry.method == STORED else self._inflated
        for chunk in unfold(name, entry):
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
            yield chunk
        if size != entry.size or crc != entry.crc:
            raise Damaged(
                f"{name!r} is damaged: its bytes do not have the size and checksum of the zip's directory"
            )

    def _end(self) -> tuple[int, int, int]:
        """Return where the central directory starts, its bytes, and how many entries it has."""
        tail_at = max(0, self._length - _END.size - _MOST_COMMENT)
        tail = self._read(tail_at, self._length - tail_at)
        found = [at for at in _all_places(tail, _END_MAGIC) if _ends_there(tail, at)]
        if not found and (behind := self._behind_end(tail, tail_at)):
            raise Damaged(f"{behind:,} bytes stand behind the zip's end, and belong to nothing in it")
        if not found:
            raise Damaged("the zip is cut off, or damaged at its end: its directory is missing")
        if len(found) > 1:
            raise Damaged("the zip has two ends: readers would take it for different files")
        end_at = tail_at + found[0]
        _, disk, start_disk, here, count, size, offset, _ = _END.unpack_from(tail, found[0])
        if (disk or start_disk or here != count) and 0xFFFF not in (disk, start_disk, here, count):
            raise Damaged("the zip is a part of a set of several files")
        if 0xFFFF in (disk, start_disk, here, count) or 0xFFFFFFFF in (size, offset):
            end_at, count, size, offset = self._end64(end_at)
        if offset + size != end_at:
            raise Damaged(
                "the zip's directory is not where its end says: it was cut, or something was put before it"
            )
        if count > MAX_MEMBERS or size > _MAX_DIRECTORY_BYTES:
            raise NotReadable(f"the zip has {count:,} members; {MAX_MEMBERS:,} are read")
        return offset, size, count

    def _behind_end(self, tail: bytes, tail_at: int) -> int:
        """Return how many bytes follow an end that its directory leads right up to; 0 where there is none."""
        for at in _all_places(tail, _END_MAGIC):
            if at + _END.size > len(tail):
                continue
            *_, size, offset, comment = _END.unpack_from(tail, at)
            is_large = (
                0xFFFFFFFF in (size, offset) and tail[max(0, at - _LOCATOR64.size) : at][:4] == b"PK\x06\x07"
            )
            if offset + size == tail_at + at or is_large:
                return max(0, len(tail) - at - _END.size - int(comment))
        return 0

    def _end64(self, end_at: int) -> tuple[int, int, int, int]:
        at = end_at - _LOCATOR64.size
        magic, _, end64_at, disks = _LOCATOR64.unpack(self._exactly(at, _LOCATOR64.size))
        if magic != b"PK\x06\x07" or disks > 1:
            raise Damaged("the zip is damaged at its end: a large zip's directory is missing")
        fields = _END64.unpack(self._exactly(end64_at, _END64.size))
        magic, length, *_, here, count, size, offset = fields
        if magic != b"PK\x06\x06" or here != count or end64_at + 12 + length != at:
            raise Damaged("the zip is damaged at its end: a large zip's directory is missing")
        return end64_at, count, size, offset

    def _central(self, at: int, size: int, count: int, findings: Findings) -> Iterator[tuple[str, Entry]]:
        directory = self._exactly(at, size)
        place = 0
        for _ in range(count):
            if place + CENTRAL.size > size:
                raise Damaged("the zip's directory is shorter than it says")
            name, entry, place = central_entry(directory, place, findings)
            yield name, entry
        if place != size:
            raise Damaged("the zip's directory is longer than its entries")

    def _with_data_at(self, entry: Entry, name: str, directory_at: int) -> Entry:
        local = self._exactly(entry.header_at, _LOCAL.size, f"{name!r} lies outside the zip")
        magic, _, flags, method, _, _, crc, packed, size, name_bytes, extra_bytes = _LOCAL.unpack(local)
        rest = self._exactly(entry.header_at + _LOCAL.size, name_bytes + extra_bytes)
        if magic != b"PK\x03\x04":
            raise Damaged(f"{name!r} is not where the zip's directory says")
        told = f"{name!r}: what stands before its bytes differs from the zip's directory"
        if rest[:name_bytes] != entry.raw_name:
            raise Damaged(f"{told} (name)")
        if method != entry.method or (flags ^ entry.flags) & (_ENCRYPTED | _DESCRIPTOR_FOLLOWS):
            raise Damaged(f"{told} (how it is packed)")
        size, packed, _ = sizes64(rest[name_bytes:], size, packed, None)
        may_be_left_out = bool(flags & _DESCRIPTOR_FOLLOWS)
        said = zip((crc, packed, size), (entry.crc, entry.packed, entry.size), strict=True)
        if any(here != there and not (may_be_left_out and here == 0) for here, there in said):
            raise Damaged(f"{told} (size or checksum)")
        data_at = entry.header_at + _LOCAL.size + name_bytes + extra_bytes
        if data_at + entry.packed > directory_at:
            raise Damaged(f"{name!r} runs into the zip's directory")
        return replace(entry, data_at=data_at)

    def _take(self, name: str, entry: Entry, findings: Findings) -> None:
        if entry.flags & _ENCRYPTED:
            raise Damaged(f"{name!r} is encrypted: what is in it can be checked by nobody it is handed to")
        if entry.kind == "folder" and entry.size:
            findings.fault(f"{name!r} is a folder, and has bytes of its own")
        if entry.method == STORED and entry.packed != entry.size:
            raise Damaged(f"{name!r} is stored as it is, and has two sizes")
        if name in self.members:
            findings.fault(f"the zip has two members called {name!r}")
            return
        self.members[name] = Member(name, entry.kind, entry.size)
        self._entries[name] = entry

    def _refuse_overlaps(self, findings: Findings, directory_at: int) -> None:
        end = 0
        for entry in sorted(self._entries.values(), key=lambda entry: (entry.header_at, entry.data_at)):
            if entry.header_at < end:
                raise Damaged("members of the zip lie over one another")
            self._note_gap(findings, end, entry.header_at)
            end = entry.data_at + entry.packed
        self._note_gap(findings, end, directory_at)

    def _note_gap(self, findings: Findings, end: int, start: int) -> None:
        if start - end > _MOST_DESCRIPTOR_BYTES:
            findings.note(f"the zip holds {start - end:,} bytes, from {end:,} on, that belong to no member")

    def _stored(self, name: str, entry: Entry) -> Iterator[bytes]:
        for at in range(0, entry.packed, CHUNK_BYTES):
            yield self._exactly(
                entry.data_at + at, min(CHUNK_BYTES, entry.packed - at), f"{name!r} is cut off"
            )

    def _inflated(self, name: str, entry: Entry) -> Iterator[bytes]:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        given = 0
        for packed in self._stored(name, entry):
            if inflate.eof:
                raise Damaged(f"{name!r} has bytes behind its end")
            left = packed
            while left and not inflate.eof:
                chunk = _inflated_part(name, inflate, left)
                left = inflate.unconsumed_tail
                given += len(chunk)
                if given > entry.size:
                    raise Damaged(f"{name!r} unfolds to more than the {entry.size:,} bytes that the zip says")
                if chunk:
                    yield chunk
        if not inflate.eof:
            yield from self._rest(name, inflate, entry.size - given)
        if inflate.unused_data:
            raise Damaged(f"{name!r} has bytes behind its end")

    def _rest(self, name: str, inflate: zlib._Decompress, most: int) -> Iterator[bytes]:
        while chunk := _inflated_part(name, inflate, inflate.unconsumed_tail):
            most -= len(chunk)
            if most < 0:
                raise Damaged(f"{name!r} unfolds to more than the zip says")
            yield chunk
        if not inflate.eof:
            raise Damaged(f"{name!r} is cut off")

    def _exactly(self, at: int, count: int, otherwise: str = "the zip is cut off") -> bytes:
        data = self._read(at, count)
        if len(data) != count:
            raise Damaged(otherwise)
        return data

    def _read(self, at: int, count: int) -> bytes:
        if at < 0 or at > self._length:
            return b""
        self._stream.seek(at)
        data = bytearray()
        while len(data) < count and (chunk := self._stream.read(min(count - len(data), CHUNK_BYTES))):
            data += chunk
        return bytes(data)


def _inflated_part(name: str, inflate: zlib._Decompress, packed: bytes) -> bytes:
    try:
        return inflate.decompress(packed, CHUNK_BYTES)
    except zlib.error as error:
        raise Damaged(f"{name!r} is damaged: {error}") from error


def _all_places(data: bytes, mark: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def _ends_there(tail: bytes, at: int) -> bool:
    if at + _END.size > len(tail):
        return False
    return at + _END.size + int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail)
