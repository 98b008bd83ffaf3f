"""What an archive, or a case, holds and how far the work on it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.custody.beside import look_beside
from sayso.custody.damage import Damage, Unread
from sayso.custody.entries import Entry
from sayso.custody.erased import erased_in
from sayso.custody.errors import ArchiveUnreadable
from sayso.custody.found import read_settings
from sayso.custody.layout import withheld_name
from sayso.custody.own_heads import Standing, standing_of
from sayso.custody.scope import find_case, of_case
from sayso.desk.appearances import dated_items
from sayso.desk.custody_sheet import entries_of, words_of_entry
from sayso.desk.harm import harm_to
from sayso.desk.stamp_states import AuthorityState, stamp_states, stamps_of_others
from sayso.publish.dossier import DateOnWord
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.store.queries import CaseInfo, DerivativeInfo, ItemInfo, TombstoneInfo
from sayso.values import Progress, silent

CASE_WORK = ("copies", "comparison")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveStatus:
    """An archive at a glance."""

    name: str
    log_entries: int
    counts: dict[str, int]
    cases: tuple[CaseInfo, ...]
    stamps: tuple[AuthorityState, ...]  # () where stamping is off
    stamps_of_others: int  # how many the log names by authorities that are not asked, or no longer
    damages: tuple[Damage, ...]  # of the log, as far as the heads beside it show; `sayso verify` lists all
    unread: tuple[Unread, ...]  # what of that could not be looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStatus:
    """A case at a glance: its material and the newest runs of the methods that read all of it."""

    case: CaseInfo
    items: tuple[ItemInfo, ...]
    dated: dict[str, DateOnWord]  # the earliest date known of an item, its own or of what carries it, by id
    erased: tuple[TombstoneInfo, ...]  # what is not among them any more
    work: dict[str, DerivativeInfo | None]
    erased_work: dict[str, int]  # of those that are not there: which entry says that it was erased
    damages: tuple[Damage, ...]  # of the log, and of what the items rest on; `sayso verify` lists all
    unread: tuple[Unread, ...]  # what of that could not be looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """An entry of the custody log, with those withheld fields that are still kept here."""

    entry: Entry
    words: str
    disclosed: dict[str, str]
    damages: tuple[Damage, ...] = ()  # of what is withheld; nothing is disclosed then
    unread: tuple[Unread, ...] = ()  # of the same, where it could not be looked at


def archive_status(archive: Archive, progress: Progress = silent) -> ArchiveStatus:
    """Return what the archive holds.

    Raises:
        IndexDiffers: when the index would list something else than its rows.
    """
    archive.refuse_acting_parts()
    seq, _ = archive.log.tail()
    log = standing(archive, progress)
    return ArchiveStatus(
        name=read_settings(archive.files).name,
        log_entries=seq,
        counts=queries.counts(),
        cases=tuple(queries.cases()),
        stamps=stamp_states(archive.files),
        stamps_of_others=stamps_of_others(archive.files),
        damages=log.damages,
        unread=log.unread,
    )


def standing(archive: Archive, progress: Progress = silent) -> Standing:
    """Hold the log against the heads in the archive, and what no head covers against itself.

    Raises:
        LogBroken, ArchiveDamaged, ArchiveUnreadable: when the log, or `archive.toml`, is not to be read.
    """
    log = standing_of(archive.files, progress)
    for _ in archive.log.entries(after=log.covered):
        pass
    return log


def case_status(archive: Archive, case: str, progress: Progress = silent) -> CaseStatus:
    """Return what a case holds.

    Raises:
        queries.NoSuchCase: naming the cases there are.
    """
    archive.refuse_acting_parts()
    info = queries.find_case(case)
    work = {kind: queries.latest_of_case(info.slug, kind) for kind in CASE_WORK}
    erased = tuple(queries.tombstones(info.slug))
    missing = {kind for kind, run in work.items() if run is None}
    items = tuple(queries.items(info.slug))
    log = standing(archive, progress)
    damages, unread = harm_to(archive, items, with_records=True)
    return CaseStatus(
        case=info,
        items=items,
        dated=dated_items(items),
        erased=erased,
        work=work,
        erased_work=_erased_work(archive, info.slug, missing) if missing and erased else {},
        damages=(*log.damages, *damages),
        unread=(*log.unread, *unread),
    )


def _erased_work(archive: Archive, slug: str, kinds: set[str]) -> dict[str, int]:
    """Return the kinds of work on a case whose newest run was erased, with the entry that says so."""
    of_output: dict[str, str] = {}
    gone: dict[str, int] = {}
    for entry in archive.log.entries():
        if entry.act == "derive" and entry.body.get("case") == slug and entry.body["kind"] in kinds:
            of_output[str(entry.body["output"])] = str(entry.body["kind"])
        for digest, seq in erased_in([entry]).items():
            if digest in of_output:
                gone[of_output[digest]] = seq
    return gone


def _entries(archive: Archive, case: str | None) -> Iterable[tuple[Entry, list[ItemInfo]]]:
    if archive.has_index:
        archive.refuse_acting_parts()
        slug = queries.find_case(case).slug if case else None
        return entries_of(archive, slug, queries.items(slug))
    concerns = of_case(find_case(archive.files, case))() if case else _all
    return ((entry, []) for entry in archive.log.entries() if concerns(entry) or entry.act == "init")


def _all(_entry: Entry) -> bool:
    return True


def log_lines(archive: Archive, case: str | None = None, *, last: int | None = None) -> Iterator[LogLine]:
    """Yield the custody log, or what concerns one case in it, oldest first; without names where no index is.

    Args:
        archive: whose log.
        case: a slug or a title.
        last: only so many, the newest; of no other is looked at what is withheld.

    Raises:
        queries.NoSuchCase, NotInTheLog: when there is no such case.
    """
    entries = _entries(archive, case)
    for entry, of in entries if last is None else deque(entries, maxlen=last):
        yield _log_line(archive, entry, words_of_entry(entry, of))


def _log_line(archive: Archive, entry: Entry, words: str) -> LogLine:
    try:
        beside = look_beside(archive.files, entry)
    except ArchiveUnreadable as error:
        where = withheld_name(entry.seq)
        unread = Unread(f"what is withheld from entry {entry.seq}", where, error.reason)
        return LogLine(entry=entry, words=words, disclosed={}, unread=(unread,))
    return LogLine(entry=entry, words=words, disclosed=beside.texts(), damages=beside.damages())
