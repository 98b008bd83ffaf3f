"""What is taken out of an archive's log to be handed on: lines with proofs, heads, stamps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from sayso.custody import export_form as form
from sayso.custody.disk import read_file, reason_of
from sayso.custody.entries import FOUNDING, Entry
from sayso.custody.erased import REDACT
from sayso.custody.erasure import erasure_of
from sayso.custody.errors import LogBroken, OtherArchive, ReceiptDamaged, StampLost
from sayso.custody.export_records import SHOWING_ACTS
from sayso.custody.extracts import EarlierHead, Extract, ProvenLine, keys_in
from sayso.custody.heads import IF_UNSIGNED, Head, parse_head, why_unusable
from sayso.custody.keys import Signer, VerifierKey
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
from sayso.custody.notes import sign_note
from sayso.custody.proving import prove_consistency, prove_lines
from sayso.custody.stamps import ACT as STAMPED
from sayso.custody.stamps import SET_ASIDE, Stamp, read_stamp, set_aside_in
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing, ObjectStore

# What material a case has, and nothing of what was done with it.
MATERIAL_ACTS = (*FOUNDING, "case", "import", "amend", "erase", "redact")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOn:
    """An extract, with its entries and stamps as they were read."""

    extract: Extract
    entries: tuple[Entry, ...]
    stamps: tuple[Stamp, ...]


@dataclass(slots=True)
class ComesAlong:
    """Tells, asked of each entry in order, which come along with what is asked for."""

    concerns: Callable[[Entry], bool]
    _seqs: set[int] = field(default_factory=set)

    def __call__(self, entry: Entry) -> bool:
        """Take what concerns it, founders and keys, stamps, and what says that names of any of these went."""
        is_wanted = self.concerns(entry)  # of every entry, since it may follow what was made of what
        if is_wanted or entry.act in (*FOUNDING, STAMPED, SET_ASIDE) or self.redacts(entry):
            self._seqs.add(entry.seq)
            return True
        return False

    def redacts(self, entry: Entry) -> bool:
        """Tell whether an entry says that what was withheld from some that come along was removed."""
        erasure = erasure_of(entry) if entry.act == REDACT else None
        return erasure is not None and not self._seqs.isdisjoint(erasure.withheld)


def hand_on(
    files: ArchiveFiles,
    head: Head,
    concerns: Callable[[Entry], bool],
    *,
    signer: Signer | None = None,
    against: Sequence[Head] = (),
) -> HandedOn:
    """Take from the log what concerns something, with all that others need to check it.

    Args:
        files: the archive.
        head: one that it keeps; entries behind it are left out.
        concerns: asked of each entry, in order.
        signer: signs the head, where it was kept without a signature.
        against: heads that others keep; proofs lead from them to `head`, too.

    Raises:
        ReceiptDamaged: when a head that others keep is itself damaged.
        HeadContradicted: when the log is not the one that a head was made over.
        OtherArchive: when a head is of another archive.
        LogBroken, ArchiveUnreadable: when the log cannot be read to its end.
        StampLost: when the head, a file or the roots of a stamp are not there any more.
    """
    lines: list[tuple[Entry, bytes]] = []
    comes_along = ComesAlong(concerns)
    for entry, line in CustodyLog(files).entries_with_lines():
        if entry.seq > head.size:
            break
        if comes_along(entry):
            lines.append((entry, line))
    _refuse_unusable(against, keys_in(entry for entry, _ in lines))
    aside = set_aside_in(entry for entry, _ in lines)
    lines = _with_stamps_that_count(lines, aside)
    stamps = tuple(stamps_in((entry for entry, _ in lines), aside))
    proofs = prove_lines(files, [(entry.seq, line) for entry, line in lines], head)
    store = ObjectStore(files)
    extract = Extract(
        head=_signed(head, signer).to_bytes(),
        lines=[ProvenLine(line=line, proof=proof) for (_, line), proof in zip(lines, proofs, strict=True)],
        earlier=_earlier_heads(files, head, stamps, against),
        stamp_files={name: data for stamp in stamps for name, data in _stamp_files(files, stamp)},
        roots={stamp.roots: _roots_of(store, stamp) for stamp in stamps},
    )
    return HandedOn(
        extract=extract,
        entries=tuple(entry for entry, _ in lines),
        stamps=stamps,
    )


def only_material(concerns: Callable[[Entry], bool]) -> Callable[[Entry], bool]:
    """Leave the entries out that say what was done with material.

    Packing it twice gives the same bytes then. And where descriptions are left out, nobody can try guesses of
    them on the digests of what was made from them.
    """
    # asked of every entry, since it may follow what was made of what
    return lambda entry: bool(concerns(entry)) and entry.act in MATERIAL_ACTS


def not_giving_away(left_out: Collection[str], concerns: Callable[[Entry], bool]) -> Callable[[Entry], bool]:
    """Leave the entries out by which somebody could try guesses of what is left out of an export."""
    if form.left_of_descriptions(left_out):
        return only_material(concerns)
    if left_out:
        return lambda entry: bool(concerns(entry)) and entry.act not in SHOWING_ACTS
    return concerns


def stamps_in(entries: Iterable[Entry], aside: Collection[int]) -> Iterator[Stamp]:
    """Give the stamps that are to count; of one whose entry says too little, whoever checks will say so."""
    for entry in entries:
        if entry.act == STAMPED and entry.seq not in aside:
            with suppress(ValueError):
                yield read_stamp(entry)


def _with_stamps_that_count(
    lines: Sequence[tuple[Entry, bytes]], aside: Collection[int]
) -> list[tuple[Entry, bytes]]:
    """Leave out the stamps that say nothing new: of each authority, the first behind an entry dates it.

    Those that were set aside stay, as entries: it is told that they are not counted.
    """
    wanted = [entry.seq for entry, _ in lines if entry.act not in (STAMPED, SET_ASIDE, *FOUNDING)]
    kept: set[int] = {*aside}
    for stamps in _by_authority(stamps_in((entry for entry, _ in lines), aside)).values():
        sizes = sorted(stamps)
        places = {bisect_left(sizes, seq) for seq in wanted}
        kept.update(stamps[sizes[place]] for place in places if place < len(sizes))
    return [(entry, line) for entry, line in lines if entry.act != STAMPED or entry.seq in kept]


def _by_authority(stamps: Iterable[Stamp]) -> dict[tuple[str, bool], dict[int, int]]:
    """Return the stamps of each authority: the size of the head -> the number of the entry.

    Those that were dated ahead when they were kept stand apart: they are told, and take no other's place.
    """
    found: dict[tuple[str, bool], dict[int, int]] = {}
    for stamp in stamps:
        found.setdefault((stamp.authority, stamp.was_ahead), {}).setdefault(stamp.size, stamp.seq)
    return found


def _earlier_heads(
    files: ArchiveFiles, head: Head, stamps: Sequence[Stamp], against: Sequence[Head]
) -> list[EarlierHead]:
    found: dict[int, EarlierHead] = {}
    for size, seq in sorted({stamp.size: stamp.seq for stamp in stamps}.items()):
        data = _file_of_stamp(files.head_path(size), seq)
        earlier = parse_head(data, files.name_of(files.head_path(size)))
        found[size] = EarlierHead(head=data, proof=prove_consistency(files, earlier, head))
    for kept in against:
        if kept.origin != head.origin:
            raise OtherArchive(kept.origin, head.origin)
        if kept.size > head.size:
            _refuse_cut(files, kept)
        elif kept.size:
            # also where it adds nothing: it may be of another log
            proof = prove_consistency(files, kept, head)
            if kept.size < head.size:
                found.setdefault(kept.size, EarlierHead(head=kept.to_bytes(), proof=proof))
    return [found[size] for size in sorted(found)]


def _refuse_unusable(against: Sequence[Head], keys: Sequence[VerifierKey]) -> None:
    """Refuse a head from outside that is itself damaged, before the log is held against it."""
    for kept in against:
        if why := why_unusable(kept, keys):
            raise ReceiptDamaged(f"over {kept.size} entries", why)


def _refuse_cut(files: ArchiveFiles, kept: Head) -> None:
    """Refuse a log that is shorter than a head says that others keep.

    One that is not may go on behind the head that is handed on, where the archive cannot be written.
    """
    last = CustodyLog(files).tail()[0]
    if kept.size > last:
        why = f"it is missing: a head that was kept elsewhere is over {kept.size} entries"
        why += "" if kept.is_signed else IF_UNSIGNED
        raise LogBroken(last + 1, why)


def _stamp_files(files: ArchiveFiles, stamp: Stamp) -> list[tuple[str, bytes]]:
    return [(name, _file_of_stamp(files.stamps / name, stamp.seq)) for name in stamp.file_names()]


def _file_of_stamp(path: Path, seq: int) -> bytes:
    try:
        return read_file(path)
    except OSError as error:
        raise StampLost(seq, path.name, reason_of(error)) from error


def _roots_of(store: ObjectStore, stamp: Stamp) -> bytes:
    try:
        return store.read(stamp.roots)
    except (ObjectMissing, ObjectDamaged) as error:
        raise StampLost(stamp.seq, f"the object {stamp.roots}", str(error).partition(". ")[0]) from error


def _signed(head: Head, signer: Signer | None) -> Head:
    if head.is_signed or signer is None:
        return head
    plain = replace(head, extensions=())
    return replace(plain, signatures=sign_note(plain.text, [signer]).signatures)
