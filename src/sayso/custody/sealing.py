"""Making a head over the log, and the tree that it is made from."""

from __future__ import annotations

import logging
from dataclasses import replace

from sayso.custody.disk import reading, reason_of, write_new
from sayso.custody.errors import ArchiveUnreadable, CouldNotWrite, HeadContradicted, HeadDamaged, LogBroken
from sayso.custody.found import read_settings
from sayso.custody.heads import UNSIGNED, Head, head_sizes, read_head
from sayso.custody.keys import Signer
from sayso.custody.layout import ArchiveFiles
from sayso.custody.notes import sign_note
from sayso.custody.tree_file import LogTree

log = logging.getLogger(__name__)


def open_tree(files: ArchiveFiles) -> LogTree:
    """Return the tree over the log, as far as what is kept of it can be used; no further entry is read yet.

    It can be when a head bears it out, and the last entry that it spans is still the same.
    """
    try:
        tree = LogTree(files)
        if tree.size and read_head(files, tree.size).root == tree.root() and tree.fits_log():
            return tree
    except (HeadDamaged, LogBroken, ArchiveUnreadable, OSError):
        pass
    return LogTree(files, use_file=False)


def write_head(files: ArchiveFiles, signer: Signer | None) -> Head:
    """Make the head over all entries that the log has now, keep it, and return it.

    Where there is a head of this size already, it stays and is returned, even when it is
    unsigned and there is a signer now: stamps may cover its bytes. The caller is the writer.

    Args:
        signer: None when the private key is not at hand; the head is then unsigned.

    Raises:
        LogBroken: when the log does not hold, or is shorter than an earlier head says.
        HeadContradicted: when it is not the log that an earlier head was made over.
        HeadDamaged: when the newest of the earlier heads is damaged.
        CouldNotWrite, ArchiveUnreadable: when the system refuses.
    """
    origin = read_settings(files).public_key.name
    tree = open_tree(files)
    tree.read_on()
    kept = _newest_head(files)
    if kept is not None:
        tree = _bearing_out(files, tree, kept)
        if kept.size == tree.size:
            return kept
    head = Head(origin, tree.size, tree.root(), extensions=() if signer else (UNSIGNED,))
    note = sign_note(head.text, [signer] if signer else [])
    try:
        write_new(files.head_path(tree.size), note.to_bytes())
    except OSError as error:
        raise CouldNotWrite("a head", str(files.heads), reason_of(error)) from error
    _keep(tree)
    return replace(head, signatures=note.signatures)


def _keep(tree: LogTree) -> None:
    """Keep a tree to go on from; the head is written, and is no less one where the disk refuses this."""
    try:
        tree.save()
    except CouldNotWrite as error:
        log.warning(
            "The head is written. Of the log's tree nothing is kept in %s (%s): the next head takes longer.",
            error.path,
            error.reason,
        )


def _newest_head(files: ArchiveFiles) -> Head | None:
    with reading("the heads", files.heads):
        sizes = head_sizes(files)
        return read_head(files, sizes[-1]) if sizes else None


def _bearing_out(files: ArchiveFiles, tree: LogTree, head: Head) -> LogTree:
    """Return a tree that agrees with a head: the one given, or one made anew from the log."""
    where = files.name_of(files.head_path(head.size))
    if head.size > tree.size:
        raise LogBroken(tree.size + 1, f"it is missing, though there is the head {where}")
    if tree.root(head.size) == head.root:
        return tree
    anew = LogTree(files, use_file=False)
    anew.read_on()
    if anew.root(head.size) != head.root:
        raise HeadContradicted(head.size, where)
    return anew
