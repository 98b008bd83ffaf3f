"""Holding the stamps that were handed on against the entries on them, and against earlier heads.

Needs the standard library only, so whose signature a stamp bears is not looked at: it is said how
others look at it, and whether all is there that they need for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.custody.entries import Entry
from sayso.custody.heads import Head
from sayso.custody.stamps import ACT as STAMPED
from sayso.custody.stamps import Stamp, fault_of, read_stamp
from sayso.values import Findings, digest_bytes

FOUNDING = ("init", "key")  # go along with anything, and are dated by what they go along with


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenStamps:
    """What came along with the entries on stamps."""

    files: Mapping[str, bytes]  # requests and replies, by name
    roots: Mapping[str, bytes]  # root certificates, by the digest that the entries name
    heads: Mapping[int, Head]  # those that the log is proven to go on from, by size


def check_given_stamps(
    entries: Sequence[Entry], given: GivenStamps, findings: Findings, now: datetime
) -> tuple[Stamp, ...]:
    """Check all stamps among some entries, and return those that hold.

    Args:
        entries: in their order.
        given: from outside.
        findings: gets what is wrong, what the stamps show, and what is not checked here.
        now: what certificates are held against.
    """
    read = [stamp for entry in entries if entry.act == STAMPED and (stamp := _read(entry, findings))]
    held = [stamp for stamp in read if _holds(stamp, given, findings)]
    for stamp in held:
        _say(stamp, given, findings, now)
    names = {name for stamp in read for name in stamp.file_names()}
    for name in sorted(set(given.files) - names):
        findings.fault(f"no entry names the stamp's file {name}")
    for name in sorted(set(given.roots) - {stamp.roots for stamp in read}):
        findings.fault(f"no entry on a stamp names the root certificates {name}")
    _note_not_covered(entries, held, findings)
    return tuple(held)


def _read(entry: Entry, findings: Findings) -> Stamp | None:
    try:
        return read_stamp(entry)
    except ValueError as error:
        findings.fault(f"entry {entry.seq} is on a stamp, but {error}")
        return None


def _holds(stamp: Stamp, given: GivenStamps, findings: Findings) -> bool:
    fault = _fault(stamp, given)
    if fault is not None:
        findings.fault(f"the stamp of entry {stamp.seq} does not hold: {fault}")
    return fault is None


def _fault(stamp: Stamp, given: GivenStamps) -> str | None:
    names = stamp.file_names()
    missing = [name for name in names if name not in given.files]
    if missing:
        return f"{missing[0]} is missing"
    if stamp.size not in given.heads:
        return f"the head over {stamp.size} entries is missing"
    if stamp.roots in given.roots and digest_bytes(given.roots[stamp.roots]) != stamp.roots:
        return "the root certificates with it are not those that its entry names"
    request, reply = (given.files[name] for name in names)
    return fault_of(stamp, request, reply, given.heads[stamp.size].to_bytes())


def _say(stamp: Stamp, given: GivenStamps, findings: Findings, now: datetime) -> None:
    findings.note(
        f"the first {stamp.size} entries were there at {stamp.stamped_at:%Y-%m-%d %H:%M:%S} UTC, by the "
        f"stamp of {stamp.authority}, whose own signature `openssl ts` checks"
    )
    if stamp.roots not in given.roots:
        findings.note(
            f"not checked: the signature of the stamp over {stamp.size} entries, as the root certificates "
            "that it was held against did not come along"
        )
    until = stamp.certificate_until
    if until is None:
        findings.note(
            f"the certificate that signed the stamp over {stamp.size} entries is not in it: whoever checks "
            "the signature needs it from the authority"
        )
    elif until < now:
        findings.note(
            f"the certificate that signed the stamp over {stamp.size} entries has expired since, on "
            f"{until:%Y-%m-%d}; it was valid then, and `openssl ts -verify` needs `-attime`"
        )


def _note_not_covered(entries: Sequence[Entry], held: Sequence[Stamp], findings: Findings) -> None:
    """Say which entries only the archive's own clock dates."""
    covered = max((stamp.size for stamp in held), default=0)
    open_ = [entry for entry in entries if entry.seq > covered and entry.act not in (STAMPED, *FOUNDING)]
    if open_:
        which = (
            f"{len(open_)} of these entries, from entry {open_[0].seq} on" if held else "any of these entries"
        )
        findings.note(
            f"no time stamp covers {which}: when they were made, the clock of the archive's machine says, "
            "and nobody else"
        )
