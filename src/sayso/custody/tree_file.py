"""The hashes of the log's tree on disk, so that heads and proofs need not read the whole log.

The file can be thrown away at any time. It is trusted only as far as a head in `heads/`
bears it out, and every proof made from it is checked before it is given.

The hashes of full subtrees stand one behind the other, each right behind the leaf that
made it full; the n-th leaf (0 for the first) then stands at 2n minus the number of ones in n.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from sayso.custody.disk import make_folder, reason_of
from sayso.custody.errors import CouldNotWrite
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
from sayso.custody.tree import HASH_BYTES, frontier_of, leaf_hash

FOLDER = "custody-tree-1"


class LogTree:
    """The tree over the lines of a log, as far as it was read.

    Args:
        files: the archive.
        use_file: begin with what the file holds; whether to trust that, `open_tree` in
            `sayso.custody.sealing` decides.
    """

    def __init__(self, files: ArchiveFiles, *, use_file: bool = True) -> None:
        self._files = files
        self._path = files.indexes / FOLDER / "nodes"
        self._on_disk = _whole_leaves(self._path) if use_file else 0
        self._fresh = bytearray()
        self._frontier = frontier_of(self.node, self._on_disk)

    @property
    def size(self) -> int:
        """How many entries the tree spans."""
        return self._frontier.size

    def root(self, size: int | None = None) -> bytes:
        """Return the root over the first `size` entries, or over all that the tree spans."""
        if size is None or size == self.size:
            return self._frontier.root()
        return frontier_of(self.node, size).root()

    def fits_log(self) -> bool:
        """Tell whether the last entry that the tree spans still stands in the log.

        Raises:
            LogBroken: when that entry is damaged.
            ArchiveUnreadable: when the system refuses to read the log.
        """
        last = self.size - 1
        lines = CustodyLog(self._files).entries_with_lines(after=last)
        return any(leaf_hash(line) == self.node(0, last) for _, line in islice(lines, 1))

    def read_on(self, up_to: int | None = None) -> None:
        """Take in what the log holds beyond, each line checked.

        Raises:
            LogBroken: at the first entry that is wrong.
            ArchiveUnreadable: when the system refuses to read the log.
        """
        for entry, line in CustodyLog(self._files).entries_with_lines(after=self.size):
            if up_to is not None and entry.seq > up_to:
                return
            for value in self._frontier.append(leaf_hash(line)):
                self._fresh += value

    def node(self, level: int, index: int) -> bytes:
        """Return the hash of a full subtree that the tree spans."""
        leaf = ((index + 1) << level) - 1
        position = (_nodes_before(leaf) + level) * HASH_BYTES
        stored = _nodes_before(self._on_disk) * HASH_BYTES
        if position < stored:
            return _read_at(self._path, position)
        return bytes(self._fresh[position - stored : position - stored + HASH_BYTES])

    def save(self) -> None:
        """Keep what was read on; the caller is the archive's writer.

        Raises:
            CouldNotWrite: when the disk refuses.
        """
        stored = _nodes_before(self._on_disk) * HASH_BYTES
        try:
            make_folder(self._files.indexes)  # may be removed at any time, with all that is in it
            make_folder(self._path.parent)
            with self._path.open("r+b" if self._path.exists() else "w+b") as stream:
                stream.truncate(stored)
                stream.seek(stored)
                stream.write(self._fresh)
        except OSError as error:
            raise CouldNotWrite("the tree's hashes", str(self._path), reason_of(error)) from error
        self._on_disk, self._fresh = self.size, bytearray()


def _nodes_before(leaf: int) -> int:
    return 2 * leaf - leaf.bit_count()


def _whole_leaves(path: Path) -> int:
    """Return how many leaves, with all that they made full, the file holds."""
    try:
        nodes = path.stat().st_size // HASH_BYTES
    except OSError:  # it is not there, or not to be had: the log is read
        return 0
    leaves = nodes // 2
    while _nodes_before(leaves + 1) <= nodes:
        leaves += 1
    return leaves


def _read_at(path: Path, position: int) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.pread(descriptor, HASH_BYTES, position)
    finally:
        os.close(descriptor)
