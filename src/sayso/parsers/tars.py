"""Tar files, plain or gzipped, read as a stream from end to end: nothing is unpacked to disk.

Links, devices and sparse files are listed as what they are; a stream that unfolds to far more
than it is, is given up.
"""

from __future__ import annotations

import gzip
import os
import tarfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from sayso.parsers.packed import refuse_bomb
from sayso.parsers.trees import CHUNK_BYTES, MAX_MEMBERS, MAX_NAME_CHARS, Damaged, Kind, Member, NotReadable
from sayso.values import Findings

_BROKEN = (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error, UnicodeError, ValueError)


def is_tar(start: bytes) -> bool:
    """Tell whether a file that starts so is a tar, by the checksum of its first header."""
    if len(start) < 512 or not start[0]:
        return False
    try:
        tarfile.TarInfo.frombuf(start[:512], "utf-8", "surrogateescape")
    except tarfile.TarError:
        return False
    return True


class TarTree:
    """The files of a tar."""

    def __init__(self, stream: BinaryIO, findings: Findings, *, gzipped: bool = False) -> None:
        """Read all headers.

        Raises:
            Damaged: when it is no tar, is cut off, or unfolds to far more than it is.
            NotReadable: when it has more members than are read.
        """
        self._stream, self._gzipped = stream, gzipped
        self._length = stream.seek(0, os.SEEK_END)
        self.members: dict[str, Member] = {}
        with self._opened() as tar:
            for info in _infos(tar):
                self._take(info, findings)
            if self._goes_on():
                findings.fault("the tar goes on behind its end: some readers would find more files in it")
        if not self.members:
            raise Damaged("the tar is empty")

    def read_each(self, names: Collection[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give the bytes of these files."""
        given: set[str] = set()
        with self._opened() as tar:
            for info in _infos(tar):
                name = _name_of(info)
                if name in names and name not in given and info.isreg():
                    given.add(name)
                    yield name, _chunks(tar, info)

    def _take(self, info: tarfile.TarInfo, findings: Findings) -> None:
        name = _name_of(info)
        if name == ".":
            return
        if len(name) > MAX_NAME_CHARS:
            raise Damaged("a member of the tar has a name longer than any real one")
        if info.issparse():
            raise Damaged(f"{name!r} is a sparse file, which can unfold to any size")
        member = Member(name, _kind_of(info), info.size if info.isreg() else 0)
        other = self.members.setdefault(name, member)
        if other is not member and not (other.kind == member.kind == "folder"):
            findings.fault(f"the tar has two members called {name!r}")
        if len(self.members) > MAX_MEMBERS:
            raise NotReadable(f"the tar has more than the {MAX_MEMBERS:,} members that are read")

    @contextmanager
    def _opened(self) -> Iterator[tarfile.TarFile]:
        self._stream.seek(0)
        self._plain = _Unfolding(self._stream, self._length) if self._gzipped else self._stream
        mode = "r|" if self._gzipped else "r:"
        try:
            with tarfile.open(
                fileobj=cast(BinaryIO, self._plain), mode=mode, errorlevel=2, encoding="utf-8"
            ) as tar:  # type: ignore[call-overload]
                yield tar
        except _BROKEN as error:
            raise Damaged(f"the tar is cut off or damaged: {error}") from error

    def _goes_on(self) -> bool:
        """Read to the end, where a gzip has its checksum, and tell whether anything but zeros came."""
        goes_on = False
        while chunk := self._plain.read(CHUNK_BYTES):
            goes_on = goes_on or bool(chunk.strip(b"\0"))
        return goes_on


class _Unfolding:
    """A gzipped stream, given up where it unfolds to too much."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._gzip = gzip.GzipFile(fileobj=stream, mode="rb")
        self._length, self._given = length, 0

    def read(self, count: int = CHUNK_BYTES) -> bytes:
        data = self._gzip.read(count)
        self._given += len(data)
        refuse_bomb(self._given, self._length)
        return data


def _infos(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    while (info := tar.next()) is not None:
        tar.members.clear()  # type: ignore[attr-defined]  # it would keep them all, at 1 kB each
        yield info


def _name_of(info: tarfile.TarInfo) -> str:
    name = info.name.removesuffix("/")
    while name.startswith("./"):
        name = name[2:]
    return name


def _kind_of(info: tarfile.TarInfo) -> Kind:
    if info.isdir():
        return "folder"
    if info.isreg():
        return "file"
    return "link" if info.issym() or info.islnk() else "other"


def _chunks(tar: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    stream = tar.extractfile(info)
    assert stream is not None  # of a regular file there always is one
    left = info.size
    while left and (chunk := stream.read(min(CHUNK_BYTES, left))):
        left -= len(chunk)
        yield chunk
    if left:
        raise Damaged(f"{info.name!r} is cut off")
