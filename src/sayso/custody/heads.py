"""Tree heads: how many entries the log has, and the root over them, signed.

A head is a C2SP checkpoint. Kept away from the archive (printed, mailed, stamped, in an
export), it shows later that nothing before it was changed or cut off.

Source: C2SP, "tlog-checkpoint" (https://c2sp.org/tlog-checkpoint).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.custody.disk import reading, reason_of, write_new
from sayso.custody.errors import ArchiveUnreadable, CouldNotWrite, HeadContradicted, HeadDamaged, LogBroken
from sayso.custody.found import read_settings
from sayso.custody.keys import Signer, VerifierKey, decode_base64
from sayso.custody.layout import HEAD_NAME, ArchiveFiles
from sayso.custody.notes import Note, NoteSignature, Signatures, check_signatures, parse_note, sign_note
from sayso.custody.tree import HASH_BYTES
from sayso.custody.tree_file import LogTree

_SIZE = re.compile(r"0|[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Head:
    """A head, with whatever signs it."""

    origin: str  # which log
    size: int  # entries
    root: bytes  # 32
    signatures: tuple[NoteSignature, ...] = ()
    extensions: tuple[str, ...] = ()  # further lines of its text; ours have none

    @property
    def is_signed(self) -> bool:
        """Whether there is any signature; whether one holds, `check_head` says."""
        return bool(self.signatures)

    @property
    def text(self) -> str:
        """What is signed."""
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode("ascii"), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    def to_bytes(self) -> bytes:
        """Return the head as it is kept and handed on."""
        return Note(self.text, self.signatures).to_bytes()


def parse_head(data: bytes, where: str = "given") -> Head:
    """Read a head; `where` names it in errors.

    Raises:
        HeadDamaged: when it is none, to the byte.
    """
    try:
        note = parse_note(data)
        origin, size, root, *extensions = note.text.split("\n")[:-1]
        head = Head(origin, _size_in(size), _root_in(root), note.signatures, tuple(extensions))
    except ValueError as error:
        raise HeadDamaged(where, str(error)) from error
    if not origin or not all(extensions) or head.to_bytes() != data:
        raise HeadDamaged(where, "its text is not origin, size and root")
    return head


def check_head(head: Head, keys: Iterable[VerifierKey], *, origin: str, where: str = "given") -> Signatures:
    """Check whose head it is and who signed it; whether the log bears it out is another question.

    Returns:
        The signatures, none of which is bad. A head may have none at all.

    Raises:
        HeadDamaged: when it is of another log, or a known key's signature does not hold.
    """
    if head.origin != origin:
        raise HeadDamaged(where, f"it is of {head.origin!r}, and not of {origin!r}")
    signatures = check_signatures(Note(head.text, head.signatures), keys)
    if signatures.bad:
        raise HeadDamaged(where, f"the signature by {signatures.bad[0].name} does not hold")
    return signatures


def head_sizes(files: ArchiveFiles) -> list[int]:
    """List the sizes of the heads that the archive keeps, in order.

    Raises:
        OSError: when the folder cannot be read.
    """
    found = (HEAD_NAME.fullmatch(path.name) for path in files.heads.iterdir())
    return sorted(int(match[1]) for match in found if match)


def read_head(files: ArchiveFiles, size: int) -> Head:
    """Read the head that the archive keeps over its first `size` entries.

    Raises:
        HeadDamaged: when it is none, or one of another size.
        OSError: when it is missing or cannot be read.
    """
    path = files.head_path(size)
    return _of_size(parse_head(path.read_bytes(), files.name_of(path)), size, files.name_of(path))


def read_heads(files: ArchiveFiles) -> list[Head]:
    """Read all heads that the archive keeps, in order of size.

    Raises:
        HeadDamaged: when one of them is none, or one of another size.
        ArchiveUnreadable: when the system refuses.
    """
    with reading("the heads", files.heads):
        return [read_head(files, size) for size in head_sizes(files)]


def open_tree(files: ArchiveFiles) -> LogTree:
    """Return the tree over the log, as far as what is kept of it can be used; no further entry is read yet.

    It can be when a head bears it out, and the last entry that it spans is still the same.
    """
    tree = LogTree(files)
    try:
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
    text = Head(origin, tree.size, tree.root()).text
    note = sign_note(text, [signer] if signer else [])
    try:
        write_new(files.head_path(tree.size), note.to_bytes())
    except OSError as error:
        raise CouldNotWrite("a head", str(files.heads), reason_of(error)) from error
    tree.save()
    return Head(origin, tree.size, tree.root(), note.signatures)


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


def _of_size(head: Head, size: int, where: str) -> Head:
    if head.size != size:
        raise HeadDamaged(where, f"it is over {head.size} entries, and its name says {size}")
    return head


def _size_in(text: str) -> int:
    if _SIZE.fullmatch(text) is None:
        raise ValueError("its size is no number")
    return int(text)


def _root_in(text: str) -> bytes:
    root = decode_base64(text)
    if len(root) != HASH_BYTES:
        raise ValueError("its root is no hash")
    return root
