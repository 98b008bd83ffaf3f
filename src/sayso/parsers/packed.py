"""Packages in one file: which kind of archive it is, and a part of its tree taken for the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import BinaryIO

from sayso.parsers.trees import Damaged, Member, NotReadable, Tree
from sayso.values import Findings

_OTHERS = {
    b"\xfd7zXZ\x00": "xz",
    b"BZh": "bzip2",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "RAR",
    b"\x28\xb5\x2f\xfd": "Zstandard",
}


def open_packed(stream: BinaryIO, findings: Findings) -> Tree:
    """Return the tree of a zip, a tar or a gzipped tar.

    Raises:
        Damaged: when it is none of them, or cannot be what it says.
        NotReadable: when it is packed in a way that is not read here.
    """
    from sayso.parsers.tars import TarTree, is_tar
    from sayso.parsers.zips import ZipTree

    stream.seek(0)
    start = stream.read(512)
    if start.startswith(b"PK"):
        return ZipTree(stream, findings)
    if start.startswith(b"\x1f\x8b"):
        return TarTree(stream, findings, gzipped=True)
    if is_tar(start):
        return TarTree(stream, findings)
    for magic, name in _OTHERS.items():
        if start.startswith(magic):
            raise NotReadable(f"it is packed with {name}, which is not read here: unpack it first")
    raise Damaged("it is neither a zip nor a tar" if start else "it is empty")


class Subtree:
    """What lies in one folder of a tree."""

    def __init__(self, tree: Tree, folder: str) -> None:
        self._tree, self._prefix = tree, folder + "/"
        self.members = {
            member.name[len(self._prefix) :]: Member(
                member.name[len(self._prefix) :], member.kind, member.size
            )
            for member in tree.members.values()
            if member.name.startswith(self._prefix)
        }

    def read_each(self, names: Collection[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give the bytes of these files."""
        for name, chunks in self._tree.read_each({self._prefix + name for name in names}):
            yield name[len(self._prefix) :], chunks


def refuse_bomb(unpacked: int, packed: int) -> None:
    """Refuse what would unfold to far more than it is.

    Raises:
        Damaged: when it does.
    """
    if unpacked > FREE_BYTES and unpacked > MOST_TIMES * packed:
        raise Damaged(
            f"its {packed:,} bytes would unfold to {unpacked:,} or more, "
            f"over {MOST_TIMES} times as many: it was not unpacked"
        )


FREE_BYTES = 256 << 20  # read and hashed in 2 s or so
MOST_TIMES = 100  # text packs 3 to 20 times, zeros 1,000 times
