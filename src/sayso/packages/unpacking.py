"""Getting at the files of a bag: where they lie, or unpacked into a folder of ours under numbers."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from sayso.parsers import CouldNotRead, printable
from sayso.parsers.child import Child, own_child
from sayso.parsers.limits import UNPACK_LIMITS

PACKED = (".zip", ".tar", ".tgz", ".gz")
DECLARATION = "bagit.txt"
MOST_CHARS = 4000  # of an address


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a package: what it is called there, and where its bytes can be read."""

    name: str  # with slashes, from outside; never used as a path
    path: Path


def is_bag(path: Path) -> bool:
    """Tell whether a folder is a bag, or a zip or tar holds one; False where that cannot be told."""
    if path.is_dir():
        return (path / DECLARATION).is_file()
    if path.suffix.lower() not in PACKED or not path.is_file():
        return False
    try:
        with own_child(UNPACK_LIMITS) as child:
            child.ask("unpack", path, {"only_tell": True})
            return any(head.get("is_bag") is True for head, _ in child.answers())
    except CouldNotRead:
        return False


def files_of(path: Path, into: Path) -> Iterator[PackedFile]:
    """Give the files of a bag that was checked; those of a packed one are written into a folder of ours.

    Args:
        path: a folder, a zip or a tar.
        into: an empty folder.

    Raises:
        CouldNotRead: when it cannot be unpacked.
        OSError: when the disk refuses.
    """
    if path.is_dir():
        yield from _files_in(path, path)
        return
    with own_child(UNPACK_LIMITS) as child:
        child.ask("unpack", path, {})
        yield from _written(child, into)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A page or a piece of media in a web archive; all but the path is the archive's word."""

    uri: str
    date: str
    media_type: str
    path: Path
    gap: str  # what could not be done with it; "" for nothing


def members_of(path: Path, into: Path) -> Iterator[PackedFile]:
    """Give all files of a zip or tar that was checked, under numbers; errors as for `files_of`."""
    with own_child(UNPACK_LIMITS) as child:
        child.ask("unpack", path, {"whole": True})
        yield from _written(child, into)


def bodies_of(path: Path, into: Path, passed: dict[str, int]) -> Iterator[Body]:
    """Give the pages and media of a web archive that was checked, written into a folder of ours.

    Args:
        path: the WACZ.
        into: an empty folder.
        passed: gets how many records of each kind were not taken.

    Raises:
        CouldNotRead: when it cannot be read.
        OSError: when the disk refuses.
    """
    with own_child(UNPACK_LIMITS) as child, ExitStack() as opened:
        child.ask("bodies", path, {})
        body: Body | None = None
        stream: BinaryIO | None = None
        number = 0
        for head, data in child.answers():
            if ("uri" in head or "passed" in head) and body is not None and stream is not None:
                stream.close()
                yield body
                body = None
            if isinstance(counts := head.get("passed"), dict):
                passed.update({str(kind): int(count) for kind, count in counts.items()})
            elif "uri" in head:
                number += 1
                body = _body(head, into / f"{number:08d}")
                stream = opened.enter_context(body.path.open("xb"))
            elif body is not None and "gap" in head:
                body = replace(body, gap=printable(str(head["gap"]), MOST_CHARS))
            elif stream is not None:
                stream.write(data)


def _body(head: Mapping[str, object], path: Path) -> Body:
    said = {name: printable(str(head.get(name, "")), MOST_CHARS) for name in ("uri", "date", "media_type")}
    return Body(path=path, gap="", **said)


def _files_in(folder: Path, base: Path) -> Iterator[PackedFile]:
    for path in sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name)):
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            yield from _files_in(path, base)
        elif stat.S_ISREG(mode):
            yield PackedFile(path.relative_to(base).as_posix(), path)


def _written(child: Child, into: Path) -> Iterator[PackedFile]:
    current: PackedFile | None = None
    number, stream = 0, None
    try:
        for head, data in child.answers():
            if isinstance(head.get("name"), str):
                if stream is not None and current is not None:
                    stream.close()
                    yield current
                number += 1
                current = PackedFile(str(head["name"]), into / f"{number:08d}")
                stream = current.path.open("xb")
            elif stream is not None:
                stream.write(data)
        if stream is not None and current is not None:
            stream.close()
            yield current
    finally:
        if stream is not None:
            stream.close()
