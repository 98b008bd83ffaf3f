"""Parts of a log that were handed on: lines with their proofs, a head, and stamps over earlier heads.

What a proof file and an export have in common. Needs the standard library only, and nothing
of the archive that they came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from sayso.custody.clock_slips import slips_among
from sayso.custody.entries import FOUNDING, Entry, read_line
from sayso.custody.errors import HeadDamaged, NotAnEntry
from sayso.custody.given_stamps import GivenStamps, check_given_stamps
from sayso.custody.heads import (
    IF_UNSIGNED,
    OTHER_KEY,
    Head,
    check_head,
    is_signed_by,
    parse_head,
    why_unusable,
)
from sayso.custody.keys import VerifierKey
from sayso.custody.notes import Note, check_signatures
from sayso.custody.proofs import ConsistencyProof, InclusionProof
from sayso.custody.stamps import SignerCheck, Stamp
from sayso.custody.tree import ProofRefused, leaf_hash
from sayso.values import Findings, utc_now


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenLine:
    """A line of the log, and the proof that it is in it."""

    line: bytes  # without its newline
    proof: InclusionProof


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierHead:
    """A head that the log had before, and the proof that it went on from there."""

    head: bytes
    proof: ConsistencyProof


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What was handed on."""

    head: bytes
    lines: Sequence[ProvenLine]
    earlier: Sequence[EarlierHead] = ()
    stamp_files: Mapping[str, bytes] = field(default_factory=dict)  # those in `stamps/`, by name
    roots: Mapping[str, bytes] = field(default_factory=dict)  # what stamps were held against, by digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """What an extract proves, as far as nothing in it is wrong."""

    head: Head
    entries: tuple[Entry, ...]
    keys: tuple[VerifierKey, ...]
    stamps: tuple[Stamp, ...]


def check_extract(
    extract: Extract,
    findings: Findings,
    *,
    against: Sequence[Head] = (),
    now: datetime | None = None,
    signers: SignerCheck | None = None,
) -> Proven | None:
    """Check all that an extract says of the log.

    Args:
        extract: from outside.
        findings: gets what is wrong, and what the extract proves.
        against: heads that were kept elsewhere.
        now: what the certificates of stamps are held against; None for this machine's clock.
        signers: looks at the signatures of stamps; None where that cannot be done.

    Returns:
        None where it is so wrong that nothing can be said.
    """
    try:
        head = parse_head(extract.head, "of the extract")
    except HeadDamaged as error:
        findings.fault(f"its head is none: {error.why}")
        return None
    entries = _entries(extract.lines, head, findings)
    keys = _keys(entries, findings)
    for words in slips_among(entries):
        findings.note(words)
    if keys:
        _check_signature(head, keys, findings)
    earlier = _earlier_heads(extract.earlier, head, keys, findings)
    given = GivenStamps(files=extract.stamp_files, roots=extract.roots, heads=earlier, signers=signers)
    stamps = check_given_stamps(entries, given, findings, now or utc_now())
    if head.is_signed and not against:
        findings.note("whether that key is the archive's, a receipt shows (--against)")
    for kept in against:
        _hold_against(kept, head, earlier, keys, findings)
    return Proven(head=head, entries=entries, keys=keys, stamps=stamps)


def _entries(lines: Sequence[ProvenLine], head: Head, findings: Findings) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for number, proven in enumerate(lines, start=1):
        try:
            entry = read_line(proven.line)
            _check_place(entry, proven, head)
        except NotAnEntry as error:
            findings.fault(f"line {number} of its log is no entry: {error.why}")
            continue
        except ProofRefused as error:
            findings.fault(f"line {number} of its log is not proven: {error.why}")
            continue
        if any(entry.seq == one.seq for one in entries[-1:]):
            findings.fault(f"entry {entry.seq} stands in its log twice")
        elif entries and entry.seq < entries[-1].seq:
            findings.fault(f"entry {entry.seq} stands behind entry {entries[-1].seq}")
        entries.append(entry)
    return tuple(entries)


def _check_place(entry: Entry, proven: ProvenLine, head: Head) -> None:
    proof = proven.proof
    if proof.root != head.root or proof.size != head.size:
        raise ProofRefused("the proof leads to another head")
    if proof.leaf != leaf_hash(proven.line):
        raise ProofRefused("the proof is one of another line")
    if proof.index != entry.seq - 1:
        raise ProofRefused(f"the proof is one of entry {proof.index + 1}, and the line is entry {entry.seq}")
    proof.verify()


def keys_in(entries: Iterable[Entry]) -> list[VerifierKey]:
    """Return the keys that entries name, in order; one that is of no known form is left out."""
    keys = []
    for entry in entries:
        key = entry.body.get("public_key")
        if entry.act in FOUNDING and isinstance(key, str):
            with suppress(ValueError):
                keys.append(VerifierKey.parse(key))
    return keys


def _keys(entries: Sequence[Entry], findings: Findings) -> tuple[VerifierKey, ...]:
    if not entries or entries[0].seq != 1 or entries[0].act != "init":
        findings.fault("it lacks the log's first entry, which names the archive's key")
        return ()
    keys = []
    for entry in entries:
        key = entry.body.get("public_key")
        if entry.act in FOUNDING and isinstance(key, str):
            try:
                keys.append(VerifierKey.parse(key))
            except ValueError as error:
                findings.fault(f"the key in entry {entry.seq} is of no known form: {error}")
    if not keys:
        findings.fault("its first entry names no key")
    return tuple(keys)


def _check_signature(head: Head, keys: Sequence[VerifierKey], findings: Findings) -> None:
    try:
        signatures = check_head(head, keys, origin=keys[0].name, where="of the extract")
    except HeadDamaged as error:
        findings.fault(f"its head does not hold: {error.why}")
        return
    for key in signatures.good:
        findings.note(f"the head over {head.size} entries is signed by {key.text}")
    if not signatures.good:
        findings.not_seen("its head bears no signature of the archive, so that anybody could have made it up")


def _earlier_heads(
    given: Sequence[EarlierHead], head: Head, keys: Sequence[VerifierKey], findings: Findings
) -> dict[int, Head]:
    found: dict[int, Head] = {}
    for one in given:
        try:
            earlier = parse_head(one.head, "an earlier one")
            if keys:
                check_head(earlier, keys, origin=keys[0].name, where="an earlier one")
            _check_goes_on(one.proof, earlier, head)
        except HeadDamaged as error:
            findings.fault(f"an earlier head does not hold: {error.why}")
        except ProofRefused as error:
            findings.fault(f"that the log goes on from an earlier head is not proven: {error.why}")
        else:
            found[earlier.size] = earlier
    return found


def _check_goes_on(proof: ConsistencyProof, earlier: Head, head: Head) -> None:
    if (proof.size1, proof.root1) != (earlier.size, earlier.root):
        raise ProofRefused("the proof begins at another head")
    if (proof.size2, proof.root2) != (head.size, head.root):
        raise ProofRefused("the proof leads to another head")
    proof.verify()


def _hold_against(
    kept: Head, head: Head, earlier: Mapping[int, Head], keys: Sequence[VerifierKey], findings: Findings
) -> None:
    name = f"the head over {kept.size} entries that was kept elsewhere"
    if why := why_unusable(kept, keys):
        findings.not_seen(f"{name} could not be held against it: {why}")
        return
    own = head if kept.size == head.size else earlier.get(kept.size)
    is_borne_out = own is not None and (own.origin, own.root) == (kept.origin, kept.root)
    if kept.origin == head.origin and keys and _is_by_another_key(kept, keys) and not is_borne_out:
        findings.fault(f"{name}: {OTHER_KEY}")
    elif kept.origin != head.origin:
        findings.fault(f"the head kept elsewhere is of {kept.origin!r}, and this one of {head.origin!r}")
    elif kept.size > head.size:
        findings.not_seen(
            f"it was made when the log had {head.size} entries, before the head kept elsewhere, over "
            f"{kept.size}: that the log went on from here to that, nothing here shows; ask for a newer one"
        )
    elif own is None:
        findings.not_seen(
            f"the head kept elsewhere is over {kept.size} entries, and nothing here leads from that to "
            f"{head.size}; ask for it to be made with `--against` that head"
        )
    elif own.root != kept.root:
        findings.fault(
            f"over the first {kept.size} entries it is another log than the head kept elsewhere says"
            f"{'' if kept.is_signed else IF_UNSIGNED}"
        )
    else:
        is_signed = check_signatures(Note(kept.text, kept.signatures), keys).good
        how = "" if is_signed else ", which bears no signature of the archive"
        findings.note(f"it agrees with {name}{how}")


def _is_by_another_key(kept: Head, keys: Sequence[VerifierKey]) -> bool:
    """Tell whether an archive of this name signed a head, and with none of these keys."""
    names_itself = any(one.name == kept.origin for one in kept.signatures)
    return names_itself and not is_signed_by(kept, keys)
