"""Holding the log against heads: those in the archive, and those that were kept elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.custody.damage import GIVEN_HEAD, HEAD, LOG_CUT, LOG_REWRITTEN, Reports
from sayso.custody.disk import reason_of
from sayso.custody.errors import HeadDamaged
from sayso.custody.heads import UNSIGNED, Head, check_head, head_sizes, parse_head, read_head
from sayso.custody.keys import VerifierKey
from sayso.custody.layout import HEAD_NAME, ArchiveFiles
from sayso.custody.log_facts import KEEP, LogFacts, entries_text


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
            reports.damage(HEAD, f"head over {size} entries", where, f"{error.why}. {_COPY}")
        except OSError as error:
            reports.could_not_read(f"head over {size} entries", where, reason_of(error))
    for name in sorted(others):
        reports.remark("stray-file", name, "heads", "it is no part of the archive")
    return found


def given_heads(heads: Sequence[bytes], reports: Reports) -> list[FoundHead]:
    """Read heads from outside; one that is none is reported."""
    found = []
    for number, data in enumerate(heads, start=1):
        where = f"given, no. {number}"
        try:
            found.append(FoundHead(parse_head(data, where), where, is_given=True))
        except HeadDamaged as error:
            reports.damage(GIVEN_HEAD, "a head from outside", where, f"{error.why}. {_COPY}")
    return found


def check_heads(
    heads: Sequence[FoundHead], facts: LogFacts, keys: Sequence[VerifierKey], origin: str | None
) -> Reports:
    """Hold the log against heads.

    Args:
        heads: whose sizes were among those that the log was walked with.
        facts: of that walk.
        keys: all that ever were the archive's.
        origin: that of the archive; None when nothing legible says it.
    """
    reports = Reports()
    sound = [found for found in heads if _is_sound(found, keys, origin, reports)]
    fitting = 0  # the largest size at which a head was borne out, so far
    for found in sorted(sound, key=lambda found: found.head.size):
        size = found.head.size
        if size > facts.entries:
            if facts.is_read_whole:
                _report_cut(found, facts, reports)
            break
        if facts.roots.get(size) == found.head.root:
            fitting = size
        elif not facts.is_damaged_up_to(size):  # else it is named already, and this follows from it
            _report_other_log(found, fitting, facts, reports)
            break
    return reports


def _is_sound(found: FoundHead, keys: Sequence[VerifierKey], origin: str | None, reports: Reports) -> bool:
    head, what = found.head, f"head over {found.head.size} entries"
    kind = GIVEN_HEAD if found.is_given else HEAD
    try:
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
        f"the head {found.where} was made over {found.head.size} entries, "
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


_COPY = "Take it from a copy that was kept elsewhere."
