"""Remove what is withheld from entries that are about no exhibit: who did them, and on which machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.custody.beside import look_beside
from sayso.custody.entries import Act, Entry
from sayso.custody.erased import REDACT
from sayso.custody.erasure import Erasure
from sayso.custody.left_over import aside_folder
from sayso.desk.erasure import refuse_empty
from sayso.store.archive import Archive
from sayso.values import AskedWrongly


class NothingWithheld(AskedWrongly):
    """What is withheld from an entry was to be removed, and there is nothing."""

    def __init__(self, seq: int, why: str) -> None:
        super().__init__(seq, why)
        self.seq, self.why = seq, why

    def __str__(self) -> str:
        return (
            f"Nothing was removed: of entry {self.seq}, {self.why}. `sayso log` shows the entries, and what "
            "is still kept beside them."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """What was removed."""

    seq: int  # the entry that says so
    entries: tuple[int, ...]  # whose withheld values went
    fields: tuple[str, ...]  # what they were, such as "operator"


def redact_entries(archive: Archive, seqs: Sequence[int], *, reason: str, by: str, actor: str) -> Redacted:
    """Remove what is withheld from entries of the log, whatever they are about; their lines stay, and verify.

    All that is said and logged of it comes from the log: an index that is damaged keeps nobody's name here.

    Args:
        seqs: their numbers.
        reason: stands in the log for good.
        by: who decided it; like the operator it stands in the log as a salted digest.

    Raises:
        NoReason: when it is not said why, or on whose word.
        NothingWithheld: when one of the entries is not there, or has nothing (any more).
    """
    refuse_empty(reason, "a reason")
    refuse_empty(by, "who decided it")
    with archive.writing():
        wanted = set(seqs)
        entries = [entry for entry in archive.log.entries() if entry.seq in wanted]
        fields = [name for entry in entries for name in _kept(archive, entry)]
        for missing in sorted(wanted - {entry.seq for entry in entries}):
            raise NothingWithheld(missing, "there is none in the log")
        erasure = Erasure({}, sorted(wanted))
        body = {
            "items": [],
            "cases": sorted({str(entry.body["case"]) for entry in entries if "case" in entry.body}),
            "reason": reason,
            **erasure.to_body(),
        }
        (entry,) = archive.erase_locked(Act(REDACT, body, {"operator": actor, "by": by}), erasure)
    return Redacted(seq=entry.seq, entries=tuple(sorted(wanted)), fields=tuple(dict.fromkeys(fields)))


def _kept(archive: Archive, entry: Entry) -> list[str]:
    if aside_folder(archive.files, entry.seq).is_dir():
        return ["what it had set aside"]
    if not entry.withheld:
        raise NothingWithheld(entry.seq, "nothing was ever withheld")
    kept = look_beside(archive.files, entry)
    if kept.error is not None:  # whatever is left in the file goes with it
        return list(entry.withheld)
    if not kept.fields:
        raise NothingWithheld(entry.seq, "nothing is kept any more")
    return list(kept.fields)
