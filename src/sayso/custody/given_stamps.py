"""Holding the stamps that were handed on against the entries on them, and against earlier heads.

Needs the standard library only. Whose signature a stamp bears is looked at where the caller brings
what can; else the time in it is what a reply says, and no more, and it is said how others look at it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.custody.entries import FOUNDING, Entry
from sayso.custody.heads import Head
from sayso.custody.stamps import ACT as STAMPED
from sayso.custody.stamps import (
    SET_ASIDE,
    SetAside,
    SignerCheck,
    Stamp,
    fault_of,
    fault_of_time,
    read_stamp,
    said_ahead,
    set_aside_in,
)
from sayso.values import Check, Findings, digest_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenStamps:
    """What came along with the entries on stamps."""

    files: Mapping[str, bytes]  # requests and replies, by name
    roots: Mapping[str, bytes]  # root certificates, by the digest that the entries name
    heads: Mapping[int, Head]  # those that the log is proven to go on from, by size
    signers: SignerCheck | None = None  # None where signatures cannot be looked at


def check_given_stamps(
    entries: Sequence[Entry], given: GivenStamps, findings: Findings, now: datetime
) -> tuple[Stamp, ...]:
    """Check all stamps among some entries, and return those that hold and whose time has come.

    Args:
        entries: in their order.
        given: from outside.
        findings: gets what is wrong, what the stamps show, and what is not checked here.
        now: what certificates are held against.
    """
    aside = set_aside_in(entries)
    read = [stamp for entry in entries if entry.act == STAMPED and (stamp := _read(entry, aside, findings))]
    counted = [stamp for stamp in read if stamp.seq not in aside]
    held = [stamp for stamp in counted if _holds(stamp, entries, given, findings)]
    ahead = {stamp.seq: words for stamp in held if (words := said_ahead(stamp, now))}
    for stamp in held:
        _say(stamp, given, findings, dates=stamp.seq not in ahead)
        if stamp.seq in ahead:
            findings.note(f"the stamp over {stamp.size} entries: {ahead[stamp.seq]}")
        _say_certificate(stamp, findings, now)
    names = {name for stamp in read for name in stamp.file_names()}
    for name in sorted(set(given.files) - names):
        findings.fault(f"no entry names the stamp's file {name}")
    for name in sorted(set(given.roots) - {stamp.roots for stamp in read}):
        findings.fault(f"no entry on a stamp names the root certificates {name}")
    dating = tuple(stamp for stamp in held if stamp.seq not in ahead)
    _note_not_covered(entries, dating, findings)
    return dating


def _read(entry: Entry, aside: Mapping[int, SetAside], findings: Findings) -> Stamp | None:
    if entry.seq in aside:
        findings.note(f"the stamp of entry {entry.seq} is not counted: {aside[entry.seq]}")
    try:
        return read_stamp(entry)
    except ValueError as error:
        if entry.seq not in aside:
            findings.fault(f"entry {entry.seq} is on a stamp, but {error}")
        return None


def _holds(stamp: Stamp, entries: Sequence[Entry], given: GivenStamps, findings: Findings) -> bool:
    newest = max(
        (entry for entry in entries if entry.seq <= stamp.size), key=lambda one: one.seq, default=None
    )
    fault = _fault(stamp, given) or (fault_of_time(stamp, newest.at) if newest else None)
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


def _say(stamp: Stamp, given: GivenStamps, findings: Findings, *, dates: bool) -> None:
    """Say what a stamp shows, which is nothing where its signature was not looked at."""
    check = _signed(stamp, given)
    if check is None:
        findings.note(
            f"a reply over the first {stamp.size} entries says {_time(stamp)}, and its entry that "
            f"{stamp.authority} gave it; who signed it was not checked here: `openssl ts` does"
        )
        _say_roots(stamp, given, findings)
    elif check.verdict == "reject":
        findings.fault(
            f"the signature of the stamp of entry {stamp.seq}, over {stamp.size} entries, does NOT hold: "
            f"{'; '.join(check.reasons)}"
        )
    elif not check.accepted:
        findings.note(
            f"a reply over the first {stamp.size} entries says {_time(stamp)}; its signature could not be "
            f"checked here: {'; '.join(check.reasons)}"
        )
    else:
        _say_signed(stamp, check, findings, dates=dates)


def _say_roots(stamp: Stamp, given: GivenStamps, findings: Findings) -> None:
    if stamp.roots not in given.roots:
        findings.note(
            f"not checked: the signature of the stamp over {stamp.size} entries, as the root certificates "
            "that it was held against did not come along"
        )


def _signed(stamp: Stamp, given: GivenStamps) -> Check | None:
    """Check who signed a stamp, by the root certificates that came along; None where that cannot be done."""
    if stamp.roots not in given.roots or given.signers is None:
        return None
    request, reply = (given.files[name] for name in stamp.file_names())
    return given.signers(reply, given.heads[stamp.size].to_bytes(), [given.roots[stamp.roots]], request)


def _say_signed(stamp: Stamp, check: Check, findings: Findings, *, dates: bool) -> None:
    there = f"the first {stamp.size} entries were there at {_time(stamp)}: " if dates else ""
    findings.note(
        f"{there}the signature of the stamp over {stamp.size} entries holds, by the root certificates that "
        f"came along. That it is one of {stamp.authority} is the word of whoever kept the archive: compare "
        "its root with one that you have from elsewhere"
    )
    for note in check.notes:
        findings.note(f"the stamp over {stamp.size} entries: {note}")


def _time(stamp: Stamp) -> str:
    return f"{stamp.stamped_at:%Y-%m-%d %H:%M:%S} UTC"


def _say_certificate(stamp: Stamp, findings: Findings, now: datetime) -> None:
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
    open_ = [
        entry for entry in entries if entry.seq > covered and entry.act not in (STAMPED, SET_ASIDE, *FOUNDING)
    ]
    if open_:
        which = (
            f"{len(open_)} of these entries, from entry {open_[0].seq} on" if held else "any of these entries"
        )
        findings.note(
            f"no time stamp covers {which}: when they were made, the clock of the archive's machine says, "
            "and nobody else"
        )
