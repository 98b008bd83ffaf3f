"""Tree heads: how many entries the log has, and the root over them, signed.

A head is a C2SP checkpoint. Kept away from the archive (printed, mailed, stamped, in an
export), it shows later that nothing before it was changed or cut off. `sayso.custody.sealing`
makes them.

Source: C2SP, "tlog-checkpoint" (https://c2sp.org/tlog-checkpoint).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sayso.custody.disk import read_file, reading
from sayso.custody.errors import HeadDamaged
from sayso.custody.keys import VerifierKey, decode_base64, encode_base64
from sayso.custody.layout import HEAD_NAME, ArchiveFiles
from sayso.custody.notes import (
    MOST_BYTES,
    Note,
    NoteSignature,
    Signatures,
    check_signatures,
    is_misnamed,
    parse_note,
)
from sayso.custody.tree import HASH_BYTES

# The further line in a head that was made without the key: where a signature is cut off, there is none.
UNSIGNED = "unsigned"
OTHER_KEY = (
    "it is signed by another key than any that the log here names: this archive was founded or signed anew "
    "since, or is another of the same name"
)
TAKE_ANOTHER = (
    "That receipt was changed, or was not copied as it was, which says nothing of the log: take another copy"
)
IF_UNSIGNED = "; or that head itself was changed, which is not signed"
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")  # more entries than any log has


@dataclass(frozen=True, slots=True)
class Head:
    """A head, with whatever signs it."""

    origin: str  # which log
    size: int  # entries
    root: bytes  # 32
    signatures: tuple[NoteSignature, ...] = ()
    extensions: tuple[str, ...] = ()  # further lines of its text; ours have UNSIGNED or none

    @property
    def is_signed(self) -> bool:
        """Whether there is any signature; whether one holds, `check_head` says."""
        return bool(self.signatures)

    @property
    def text(self) -> str:
        """What is signed."""
        lines = (self.origin, str(self.size), encode_base64(self.root), *self.extensions)
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


def why_unusable(head: Head, keys: Collection[VerifierKey]) -> str | None:
    """Return why a head that was kept elsewhere can be held against no log; None where it can.

    To be asked before its size and root are: what is wrong with it says nothing of the log.

    Args:
        head: from outside, of whichever archive.
        keys: all that ever were the archive's.
    """
    note = Note(head.text, head.signatures)
    signatures = check_signatures(note, keys)
    if signatures.bad:
        return f"its signature by {signatures.bad[0].name} does not hold. {TAKE_ANOTHER}"
    if not signatures.good and is_misnamed(note, keys):
        return f"the name or number of the key in its signature was changed. {TAKE_ANOTHER}"
    if head.size == 0:
        return f"it is over no entry, as no receipt is. {TAKE_ANOTHER}"
    return None


def is_signed_by(head: Head, keys: Iterable[VerifierKey]) -> bool:
    """Tell whether a head names one of these keys in a signature; whether that holds, `check_head` says."""
    known = {(key.name, key.key_id) for key in keys}
    return any((one.name, one.key_id) in known for one in head.signatures)


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
    data = read_file(path, most_bytes=MOST_BYTES + 1)  # one more shows that it is longer than any
    return _of_size(parse_head(data, files.name_of(path)), size, files.name_of(path))


def read_heads(files: ArchiveFiles) -> list[Head]:
    """Read all heads that the archive keeps, in order of size.

    Raises:
        HeadDamaged: when one of them is none, or one of another size.
        ArchiveUnreadable: when the system refuses.
    """
    with reading("the heads", files.heads):
        return [read_head(files, size) for size in head_sizes(files)]


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
