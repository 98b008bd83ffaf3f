"""Holding the log against heads: those in the archive, and those that were kept elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice

from sayso.custody.damage import GIVEN_HEAD, HEAD, LOG_CUT, LOG_REWRITTEN, Reports
from sayso.custody.disk import reading, reason_of
from sayso.custody.errors import HeadDamaged
from sayso.custody.heads import UNSIGNED, Head, check_head, head_sizes, parse_head, read_head
from sayso.custody.keys import VerifierKey
from sayso.custody.layout import HEAD_NAME, ArchiveFiles
from sayso.custody.log_facts import KEEP, LogFacts, count_text, entries_text
from sayso.custody.segments import lines_of
from sayso.custody.tree import Frontier, leaf_hash


@dataclass(slots=True)
class HeldHeads:
    """What came of holding the log against heads."""

    reports: Reports = field(default_factory=Reports)
    covered: int = 0  # the largest size at which a head was borne out
    agreed: list[int] = field(default_factory=list)  # the sizes of all that were, in order
    agreeing: list[str] = field(default_factory=list)  # heads from outside that were
    contradicted: list[FoundHead] = field(default_factory=list)  # those made over other entries than these

    def before_contradiction(self) -> int:
        """Return the largest size that is borne out below all that are not: what follows may be rewritten."""
        first = min((found.head.size for found in self.contradicted), default=self.covered + 1)
        return max((size for size in self.agreed if size < first), default=0)

    def take(self, found: FoundHead) -> None:
        """Note a head that the log bears out; to be told of in the order of their sizes."""
        self.covered = found.head.size
        self.agreed.append(found.head.size)
        if found.is_given:
            self.agreeing.append(f"{over(self.covered)} ({found.where})")


@dataclass(frozen=True, slots=True)
class FoundHead:
    """A head, and where it was found."""

    head: Head
    where: str
    is_given: bool  # from outside


def kept_heads(files: ArchiveFiles, reports: Reports) -> list[FoundHead]:
    """Read the heads in the archive; what is wrong with one is reported."""
    found = []
    try:
        sizes = head_sizes(files)
        others = [path.name for path in files.heads.iterdir() if not HEAD_NAME.fullmatch(path.name)]
    except OSError as error:
        reports.could_not_read("the heads", files.name_of(files.heads), reason_of(error))
        return []
    for size in sizes:
        where = files.name_of(files.head_path(size))
        try:
            found.append(FoundHead(read_head(files, size), where, is_given=False))
        except HeadDamaged as error:
            reports.damage(HEAD, over(size), where, f"{error.why}. {_COPY}")
        except OSError as error:
            reports.could_not_read(over(size), where, reason_of(error))
    for name in sorted(others):
        reports.remark("stray-file", name, "heads", "it is no part of the archive")
    return found


def given_heads(heads: Sequence[bytes], names: Sequence[str], reports: Reports) -> list[FoundHead]:
    """Read heads from outside; one that is none is reported.

    Args:
        names: where each was kept, for people; those that are left out get a number.
    """
    found = []
    for number, data in enumerate(heads):
        where = names[number] if number < len(names) else f"given, no. {number + 1}"
        try:
            found.append(FoundHead(parse_head(data, where), where, is_given=True))
        except HeadDamaged as error:
            reports.damage(GIVEN_HEAD, "a head from outside", where, f"{error.why}. {_COPY}")
    return found


def check_heads(
    heads: Sequence[FoundHead], facts: LogFacts, keys: Sequence[VerifierKey], origin: str | None
) -> HeldHeads:
    """Hold the log against heads.

    Args:
        heads: whose sizes were among those that the log was walked with.
        facts: of that walk.
        keys: all that ever were the archive's.
        origin: that of the archive; None when nothing legible says it.
    """
    held = HeldHeads()
    sound = [found for found in heads if _is_sound(found, keys, origin, held.reports)]
    for found in sorted(sound, key=lambda found: found.head.size):
        size = found.head.size
        if size > facts.entries:
            if facts.is_read_whole:
                _report_cut(found, facts, held.reports)
            break
        if facts.roots.get(size) == found.head.root:
            held.take(found)
        else:
            held.contradicted.append(found)
    _report_contradicted(held, facts, keys)
    return held


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


def _report_contradicted(held: HeldHeads, facts: LogFacts, keys: Sequence[VerifierKey]) -> None:
    """Report the first head that the log contradicts, and name the others; not where it is damaged there."""
    sound = [found for found in held.contradicted if not facts.is_damaged_up_to(found.head.size)]
    if not sound:  # what is damaged is named already, and that heads are over other lines follows from it
        return
    first, *others = sound
    _report_other_log(first, held.before_contradiction(), facts, held.reports)
    for found in sound:
        if found.is_given and found.head.is_signed and not _is_signed_by(found.head, keys):
            held.reports.damage(LOG_REWRITTEN, over(found.head.size), found.where, _OTHER_KEY)
    if others:
        names = ", ".join(found.where for found in others)
        why = f"made over another log, too. {KEEP}"
        held.reports.damage(
            LOG_REWRITTEN, f"{len(others)} more head{'s' if len(others) > 1 else ''}", names, why
        )


def _is_signed_by(head: Head, keys: Sequence[VerifierKey]) -> bool:
    """Tell whether a head bears a signature by one of these keys."""
    known = {(key.name, key.key_id) for key in keys}
    return any((one.name, one.key_id) in known for one in head.signatures)


def _is_sound(found: FoundHead, keys: Sequence[VerifierKey], origin: str | None, reports: Reports) -> bool:
    head, what = found.head, over(found.head.size)
    kind = GIVEN_HEAD if found.is_given else HEAD
    try:
        if found.is_given and origin not in (None, head.origin):
            why = f"it is of the archive {head.origin!r}, and this is {origin!r}"
            reports.damage(kind, what, found.where, f"{why}. Look which of the two is not the one you mean.")
            return False
        signatures = check_head(head, keys, origin=origin or head.origin, where=found.where)
    except HeadDamaged as error:
        reports.damage(kind, what, found.where, f"{error.why}. {_COPY}")
        return False
    unknown = ", ".join(signatures.unknown)
    if unknown and not found.is_given:
        reports.damage(
            kind, what, found.where, f"it is signed by {unknown}, which the log does not name. {_COPY}"
        )
        return False
    if not found.is_given and head.extensions != (() if head.is_signed else (UNSIGNED,)):
        why = "its text holds lines that we do not write" if head.extensions else "its signature is gone"
        reports.damage(kind, what, found.where, f"{why}. {_COPY}")
        return False
    if not signatures.good:
        why = (
            f"it is signed by {unknown} only, which the log does not name" if unknown else "it is not signed"
        )
        reports.remark(
            "unsigned-head", what, found.where, f"{why}; its size and root were held against the log"
        )
    return True


def _report_cut(found: FoundHead, facts: LogFacts, reports: Reports) -> None:
    what = entries_text(facts.entries + 1, found.head.size)
    why = (
        f"the head {found.where} was made over {count_text(found.head.size)}, "
        f"and the log ends with entry {facts.entries}"
    )
    reports.damage(LOG_CUT, what, facts.last_where, f"cut off: {why}. {KEEP}")


def _report_other_log(found: FoundHead, fitting: int, facts: LogFacts, reports: Reports) -> None:
    """Say which entries changed since a head was made, as far as that can be told.

    A change in any but the last shows in the chain, unless all behind it were written anew.
    """
    size = found.head.size
    since = entries_text(fitting + 1, size)
    if size == facts.entries:
        facts.blame_last()
        what, where = f"entry {size}", facts.last_where
        why = f"it was changed, or {since} were rewritten" if size > fitting + 1 else "it was changed"
    else:
        what, where, why = since, "log", "rewritten"
    if not found.head.is_signed:
        why = f"{why}, or the head itself was changed, which is not signed"
    reports.damage(
        LOG_REWRITTEN, what, where, f"{why}: the head {found.where} was made over another log. {KEEP}"
    )


def over(size: int) -> str:
    """Name a head by how much it covers."""
    return f"head over {count_text(size)}"


_OTHER_KEY = (
    "it is signed by another key than any that the log here names: this archive was founded or signed anew "
    f"since, or is another of the same name. {KEEP}"
)
_COPY = "Take it from a copy that was kept elsewhere."
