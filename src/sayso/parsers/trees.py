"""A package's files as one tree of names, whether they lie in a folder, a zip or a tar; nothing is unpacked.

The names come from outside, and never become a path here: a folder is walked by what the
system lists, and the members of an archive are read where they are.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from sayso.values import Findings

CHUNK_BYTES = 1 << 20
MAX_MEMBERS = 250_000  # some 0.2 GB of names and sizes
MAX_NAME_CHARS = 4096
MAX_DEPTH = 100  # folders
SPARSE_BYTES, SPARSE_TIMES = (
    1 << 30,
    100,
)  # a larger file with so much more in it than on the disk is not read

Kind = Literal["file", "folder", "link", "other"]

_DRIVE = re.compile(r"[A-Za-z]:")
_VARIABLE = re.compile(r"%[A-Za-z_][A-Za-z0-9_()]*%|\$\{?[A-Za-z_]")
_SYSTEM_FILES = {".ds_store", "thumbs.db", "desktop.ini", ".spotlight-v100", ".trashes", "ehthumbs.db"}
_DEVICES = {
    *("con", "prn", "aux", "nul"),
    *(f"com{digit}" for digit in range(1, 10)),
    *(f"lpt{digit}" for digit in range(1, 10)),
}


class Damaged(Exception):
    """Raised by trees: the package cannot be what it says it is, with a reason that a person understands."""


class NotReadable(Exception):
    """Raised by trees: this reader cannot look at it, which says nothing of what is in it."""


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of a package."""

    name: str  # with slashes, relative to the package; no slash at the end
    kind: Kind
    size: int  # bytes, as listed


class Tree(Protocol):
    """The files of a package."""

    @property
    def members(self) -> Mapping[str, Member]:
        """Return the entries by name, in the package's order."""
        ...

    def read_each(self, names: Collection[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give the bytes of these files, in the package's own order; each is used up, or left, in turn."""
        ...


def danger_in(path: str) -> str | None:
    """Return why a name from outside must not be used as a path within a package; None where it may."""
    parts = re.split(r"[/\\]", path)
    if not path or "\0" in path:
        return "it is empty" if not path else "it holds a NUL"
    if path.startswith(("/", "\\")) or _DRIVE.match(path):
        return "it is an absolute path"
    if ".." in parts:
        return "it leads out of the package"
    if path.startswith("~") or _VARIABLE.match(path):
        return "it stands for a place of the machine's own"
    if len(path) > MAX_NAME_CHARS or len(parts) > MAX_DEPTH:
        return "it is longer or deeper than any real name"
    return None


def oddity_in(path: str) -> str | None:
    """Return what some systems would make of a harmless name; None where it means the same to all."""
    for part in path.split("/"):
        if part.split(".")[0].casefold().rstrip() in _DEVICES:
            return "Windows takes it for a device"
        if part.casefold() in _SYSTEM_FILES:
            return "it is a system's own file, and was probably not meant to be in it"
        if part != part.rstrip(". ") and part not in (".", ".."):
            return "Windows drops what it ends with"
        if any(char in '<>:"|?*\\' or ord(char) < 0x20 for char in part):
            return "Windows cannot hold it"
    return None


def name_collisions(names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give the pairs of names that would be one file where case or Unicode form does not count."""
    seen: dict[str, str] = {}
    for name in names:
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
        other = seen.setdefault(key, name)
        if other != name:
            yield other, name


def check_names(tree: Tree, findings: Findings) -> None:
    """Find names that lead out of the package, links, devices, and a file that is also a folder."""
    files = {member.name for member in tree.members.values() if member.kind != "folder"}
    for member in tree.members.values():
        shown = repr(member.name)
        if (danger := danger_in(member.name)) is not None:
            findings.fault(f"the name {shown} is not safe: {danger}")
        if member.kind == "link":
            findings.fault(f"{shown} is a link; a package must hold its files itself")
        elif member.kind == "other":
            findings.fault(f"{shown} is neither a file nor a folder")
        parts = member.name.split("/")
        for depth in range(1, min(len(parts), MAX_DEPTH)):
            if "/".join(parts[:depth]) in files:
                findings.fault(f"{shown} lies within {'/'.join(parts[:depth])!r}, which is a file")


class FolderTree:
    """The files of a folder, as the system lists them; links are listed and never followed."""

    def __init__(self, folder: Path) -> None:
        """List the folder.

        Raises:
            NotReadable: when a part of it cannot be listed.
        """
        self._folder = folder
        self.members: dict[str, Member] = {}
        for member in self._walk(folder, ""):
            self.members[member.name] = member
            if len(self.members) > MAX_MEMBERS:
                raise NotReadable(f"it has more than the {MAX_MEMBERS:,} files that are read")

    def read_each(self, names: Collection[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give the bytes of these files.

        Raises:
            NotReadable: when one cannot be read.
        """
        for name in self.members:
            if name in names:
                yield name, self._chunks(name)

    def _walk(self, folder: Path, prefix: str) -> Iterator[Member]:
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            raise NotReadable(f"{prefix or '.'} cannot be listed: {error.strerror}") from error
        if prefix.count("/") > MAX_DEPTH:
            raise NotReadable(f"its folders lie deeper than the {MAX_DEPTH} that are read")
        for entry in entries:
            name = prefix + entry.name
            found = entry.stat(follow_symlinks=False)
            yield Member(name, _kind_of(found.st_mode), found.st_size)
            if stat.S_ISDIR(found.st_mode):
                yield from self._walk(folder / entry.name, name + "/")

    def _chunks(self, name: str) -> Iterator[bytes]:
        try:
            descriptor = os.open(
                self._folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            )
            with os.fdopen(descriptor, "rb", buffering=0) as stream:
                _refuse_odd(os.fstat(descriptor), name)
                while chunk := stream.read(CHUNK_BYTES):
                    yield chunk
        except OSError as error:
            raise NotReadable(f"{name!r} cannot be read: {error.strerror}") from error


def _refuse_odd(found: os.stat_result, name: str) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise NotReadable(f"{name!r} is no ordinary file any more")
    if found.st_size > SPARSE_BYTES and found.st_blocks * 512 * SPARSE_TIMES < found.st_size:
        raise NotReadable(f"{name!r} is a sparse file of {found.st_size:,} bytes, nearly all of them holes")


def read_whole(tree: Tree, name: str, most_bytes: int) -> bytes:
    """Return the bytes of one small file.

    Raises:
        NotReadable: when it is larger than `most_bytes`.
    """
    if tree.members[name].size > most_bytes:
        raise NotReadable(f"{name!r} is larger than the {most_bytes:,} bytes that are read of such a file")
    data = bytearray()
    for _, chunks in tree.read_each({name}):
        for chunk in chunks:
            data += chunk
            if len(data) > most_bytes:
                raise NotReadable(f"{name!r} is larger than the {most_bytes:,} bytes that are read of it")
    return bytes(data)


def _kind_of(mode: int) -> Kind:
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISDIR(mode):
        return "folder"
    return "link" if stat.S_ISLNK(mode) else "other"
