"""Holding the log against heads: those in the archive, and those that were kept elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from sayso.custody.damage import GIVEN_HEAD, HEAD, LOG_CUT, LOG_REWRITTEN, Reports
from sayso.custody.disk import reading
from sayso.custody.errors import HeadDamaged
from sayso.custody.heads import (
    IF_UNSIGNED,
    OTHER_KEY,
    UNSIGNED,
    check_head,
    is_signed_by,
    read_head,
    why_unusable,
)
from sayso.custody.held_heads import COPY, FoundHead, HeldHeads, over
from sayso.custody.keys import VerifierKey
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log_facts import KEEP, LogFacts, count_text, entries_text
from sayso.custody.segments import lines_of
from sayso.custody.stamps import Stamp
from sayso.custody.tree import Frontier, leaf_hash
from sayso.values import digest_bytes


def check_heads(
    heads: Sequence[FoundHead], facts: LogFacts, keys: Sequence[VerifierKey], origin: str | None
) -> HeldHeads:
    """Hold the log against heads.

    Args:
        heads: whose sizes were among those that the log was walked with.
        facts: of that walk; of heads whose stamps it does not tell, only the signatures count.
        keys: all that ever were the archive's.
        origin: that of the archive; None when nothing legible says it.
    """
    held = HeldHeads()
    looked = [_looked_at(found, keys, origin, held.reports) for found in heads]
    stamped = _stamped(facts)
    sound = [
        replace(found, is_stamped=digest_bytes(found.head.to_bytes()) in stamped)
        for found in looked
        if found is not None
    ]
    sound.sort(key=lambda found: found.head.size)
    beyond = [found for found in sound if found.head.size > facts.entries]
    for found in sound[: len(sound) - len(beyond)]:
        if facts.roots.get(found.head.size) == found.head.root:
            held.take(found)
        else:
            held.contradicted.append(found)
    _report_contradicted(held, facts)
    if beyond and facts.is_read_whole:
        _report_cut(([found for found in beyond if found.bears_out] or beyond)[-1], facts, held.reports)
        _report_other_keys(beyond, keys, held.reports)
    _report_other_keys(held.contradicted, keys, held.reports)
    return held


def _stamped(facts: LogFacts) -> set[str]:
    """Return the digests of the heads that entries on stamps name; whether these hold is told elsewhere."""
    passed_over = facts.stamps_set_aside().keys() | facts.damaged
    return {
        str(stamp.head_sha256)
        for stamp in facts.stamps
        if isinstance(stamp, Stamp) and stamp.seq not in passed_over
    }


def contradicted_sizes(files: ArchiveFiles, sizes: Collection[int]) -> set[int]:
    """Return those sizes whose heads in the archive were made over other lines than those that are here.

    What is wrong with lines and heads themselves is not looked at; a head that cannot be read is left out.

    Raises:
        LogBroken, ArchiveUnreadable: when the log cannot be read.
    """
    roots = {}
    for size in sizes:
        with suppress(HeadDamaged, OSError):
            roots[size] = read_head(files, size).root
    found, frontier, last = set(), Frontier(), max(roots, default=0)
    with reading("the custody log", files.log):
        for line in islice(lines_of(files), last):
            frontier.append(leaf_hash(line.data))
            if frontier.size in roots and frontier.root() != roots[frontier.size]:
                found.add(frontier.size)
    return found


def _report_contradicted(held: HeldHeads, facts: LogFacts) -> None:
    """Report the first head that the log contradicts, and name the others; a note where damage says why."""
    sound = [found for found in held.speaking() if not facts.is_damaged_up_to(found.head.size)]
    if not sound:
        _remark_damaged(held.speaking(), held.reports)
        return
    first = sound[0]
    _report_other_log(first, held, facts)
    if others := [found for found in held.contradicted if found is not first]:
        names = ", ".join(found.where for found in others)
        why = f"made over another log, too. {KEEP}"
        held.reports.damage(
            LOG_REWRITTEN, f"{len(others)} more head{'s' if len(others) > 1 else ''}", names, why
        )


def _remark_damaged(contradicted: Sequence[FoundHead], reports: Reports) -> None:
    """Say of heads over damaged entries what they cannot show: that they are over other lines follows."""
    for found in contradicted[:1]:
        why = (
            "it was made over other lines than these, as some are damaged: whether any of the others was "
            "changed, too, it cannot show"
        )
        reports.remark("other-log", over(found.head.size), found.where, why)


def _report_other_keys(heads: Sequence[FoundHead], keys: Sequence[VerifierKey], reports: Reports) -> None:
    """Say which heads from outside, over another log than this, were signed by none of its keys."""
    for found in heads:
        if found.is_given and found.head.is_signed and not is_signed_by(found.head, keys):
            reports.damage(LOG_REWRITTEN, over(found.head.size), found.where, f"{OTHER_KEY}. {KEEP}")


def _looked_at(
    found: FoundHead, keys: Sequence[VerifierKey], origin: str | None, reports: Reports
) -> FoundHead | None:
    """Look whose head it is, and who signed it; None, once reported, where it is none to go by."""
    head, what = found.head, over(found.head.size)
    if found.is_given and not _is_to_be_held(found, keys, origin, reports):
        return None
    try:
        signatures = check_head(head, keys, origin=origin or head.origin, where=found.where)
    except HeadDamaged as error:
        reports.damage(HEAD, what, found.where, f"{error.why}. {COPY}")
        return None
    unknown = ", ".join(signatures.unknown)
    if unknown and not found.is_given:
        reports.damage(
            HEAD, what, found.where, f"it is signed by {unknown}, which the log does not name. {COPY}"
        )
        return None
    if not found.is_given and head.extensions != (() if head.is_signed else (UNSIGNED,)):
        why = "its text holds lines that we do not write" if head.extensions else "its signature is gone"
        reports.damage(HEAD, what, found.where, f"{why}. {COPY}")
        return None
    if not signatures.good:
        why = (
            f"it is signed by {unknown} only, which the log does not name" if unknown else "it is not signed"
        )
        reports.remark(
            "unsigned-head", what, found.where, f"{why}; its size and root were held against the log"
        )
    return replace(found, is_signed=bool(signatures.good))


def _is_to_be_held(
    found: FoundHead, keys: Sequence[VerifierKey], origin: str | None, reports: Reports
) -> bool:
    """Tell whether a head from outside can be held against the log; its own signature comes first."""
    head, what = found.head, over(found.head.size)
    if why := why_unusable(head, keys):
        reports.could_not_hold(what, found.where, why)
    elif origin not in (None, head.origin):
        why = f"it is of the archive {head.origin!r}, and this is {origin!r}"
        reports.damage(
            GIVEN_HEAD, what, found.where, f"{why}. Look which of the two is not the one you mean."
        )
    else:
        return True
    return False


def _report_cut(found: FoundHead, facts: LogFacts, reports: Reports) -> None:
    what = entries_text(facts.entries + 1, found.head.size)
    why = (
        f"the head {found.where} was made over {count_text(found.head.size)}, "
        f"and the log ends with entry {facts.entries}{_if_unsigned(found)}"
    )
    reports.damage(LOG_CUT, what, facts.last_where, f"cut off: {why}. {KEEP}")


def _report_other_log(found: FoundHead, held: HeldHeads, facts: LogFacts) -> None:
    """Say which entries changed since a head was made, as far as that can be told.

    A change in any but the last shows in the chain, unless all behind it were written anew.
    """
    size, fitting = found.head.size, held.before_contradiction()
    since, where = entries_text(fitting + 1, size), "log"
    what = since if size == fitting + 1 else f"some of {since}"
    why = "it was changed" if size == fitting + 1 else "changed, and the links behind them made anew"
    if size == facts.entries:
        facts.blame_last()
        where = facts.last_where
        if size > fitting + 1:
            what = f"entry {size} or others of {since}"
            why = f"entry {size} was changed, or others were, and the links behind them made anew"
    held.reports.damage(
        LOG_REWRITTEN,
        what,
        where,
        f"{why}: the head {found.where} was made over another log{_if_unsigned(found)}"
        f"{_as_far_as_signed(found, held)}. {KEEP}",
    )


def _if_unsigned(found: FoundHead) -> str:
    return "" if found.head.is_signed else IF_UNSIGNED


def _as_far_as_signed(found: FoundHead, held: HeldHeads) -> str:
    """Say what a signed head in the archive bears out, and by whose word; it names nobody's entry."""
    signed = held.last_signed()
    if signed is None or not held.before_contradiction() < signed.head.size < found.head.size:
        return ""
    return (
        f". {signed.where}, signed with the archive's key, fits {_first(signed.head.size)}, which shows as "
        "much as whoever had that key is to be trusted"
    )


def _first(size: int) -> str:
    return "the first entry" if size == 1 else f"the first {size}"
