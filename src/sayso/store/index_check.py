"""Holding the index against log and objects: it is made anew beside the archive, and the rows are compared.

The index is nobody's evidence: whoever can write in an archive can write any words into it. So what is
printed from it rests on this comparison.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sayso.custody.disk import reason_of
from sayso.custody.entries import Entry
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
from sayso.exhibits.objects import ObjectStore
from sayso.store.django_setup import ANEW, KEPT, asking
from sayso.store.errors import EntryNotFollowed, IndexDiffers, IndexNotChecked
from sayso.store.index_tables import (
    PROJECTION_VERSION,
    acting_parts,
    followed_to,
    index_is_sound,
    layout,
    make_tables,
    tables_version,
    unread_records,
    words_of_acting,
)
from sayso.store.second_index import second_index
from sayso.values import Digest, Progress, SaysoError, digest_bytes, silent, told

NONE_THERE = "there is none"
SHOWN = 5  # rows that are named of one table
# What a row is called by; the rest is what it says.
_CALLED_BY: Mapping[str, tuple[str, ...]] = {
    "cases": ("slug",),
    "exhibits": ("digest",),
    "items": ("id",),
    "events": ("seq",),
    "tombstones": ("seq",),
    "results": ("seq",),
    "claims": ("derivative_id", "position"),
    "copies": ("derivative_id", "position"),
    "judgements": ("seq",),
}


@dataclass(frozen=True, slots=True)
class IndexCheck:
    """What came of holding the index against log and objects."""

    differences: tuple[str, ...]  # in words; () where there is none
    not_compared: str = ""  # why there was nothing to compare: it will be made anew before it is asked


def check_index(files: ArchiveFiles, progress: Progress = silent) -> IndexCheck:
    """Compare every row of the index, as far as it has followed the log, with what log and objects give.

    What stands behind that, or all of it where there is nothing to compare, is followed as well: an entry
    that no index can be made of is told either way. Takes about as long as `sayso reindex`. Nothing in the
    archive is written.

    Args:
        files: the archive.
        progress: told in entries that another is made of, then in rows that are compared.

    Raises:
        EntryNotFollowed: when an entry does not say what one of its kind says.
        IndexNotChecked: when log or objects do not give any.
    """
    from django.db import DatabaseError

    try:
        with second_index(files):
            check = _compare(files, progress) if files.database.exists() else IndexCheck((), NONE_THERE)
            with asking(ANEW):
                _follow_rest(files, progress)
            return check
    except OSError as problem:
        raise IndexNotChecked(f"{reason_of(problem)}.") from problem
    except DatabaseError as problem:
        raise IndexNotChecked(f"another could not be made beside it ({problem}).") from problem


def refuse_other_index(files: ArchiveFiles, progress: Progress = silent) -> None:
    """Refuse an index that log and objects do not bear out.

    Raises:
        IndexDiffers: naming what differs.
        EntryNotFollowed: when an entry of the log does not say what one of its kind says.
        IndexNotChecked: when log or objects do not give any index.
    """
    check = check_index(files, progress)
    if check.differences:
        raise IndexDiffers(check.differences)
    if check.not_compared:
        raise IndexNotChecked(f"{check.not_compared}. `sayso reindex` makes it anew.")


def _compare(files: ArchiveFiles, progress: Progress) -> IndexCheck:
    from django.db import DatabaseError, transaction

    with asking(KEPT):
        try:
            with transaction.atomic(using=KEPT):  # one state, whoever writes meanwhile
                state = _Kept(acting_parts(), tables_version(), followed_to())
                return _compare_state(files, state, progress)
        except DatabaseError as problem:
            return IndexCheck((), f"it cannot be read ({problem})")


@dataclass(frozen=True, slots=True)
class _Kept:
    """The index as it lies in the archive."""

    acting: list[str]  # what would change what is written or read
    version: int
    mark: tuple[int, str]  # the entry that it followed, and its digest


def _compare_state(files: ArchiveFiles, kept: _Kept, progress: Progress) -> IndexCheck:
    mark = kept.mark
    if kept.acting:
        return IndexCheck((words_of_acting(kept.acting),))
    if kept.version != PROJECTION_VERSION:
        return IndexCheck((), "it is of another version of sayso")
    with asking(ANEW):
        is_same_log = _make_anew(files, mark, progress)
    if not is_same_log:
        return IndexCheck((), _why_another(mark[0], CustodyLog(files).tail()[0]))
    with asking(ANEW):
        unread = unread_records()
    if unread_records() - unread:
        return IndexCheck((), "it was made while records could not be read that can be read now")
    differences = (*_otherwise_laid_out(), *_differences(unread, progress))
    if not differences and not index_is_sound():
        differences = ("its own database is not whole, so that it finds less than it holds",)
    return IndexCheck(differences)


def _why_another(followed: int, entries: int) -> str:
    if followed <= entries:
        return "it followed another log than the one here"
    return (
        f"it followed the log to entry {followed}, and that ends with entry {entries} now: the log was cut "
        "off or put back to an earlier copy, or the index is of another; a head that was kept elsewhere "
        "shows which (--against)"
    )


def _make_anew(files: ArchiveFiles, mark: tuple[int, str], progress: Progress) -> bool:
    """Project as many entries as the index followed, and tell whether the last is the one it names."""
    make_tables()
    entries = islice(CustodyLog(files).entries(), mark[0])
    _follow(files, told(entries, progress, mark[0], "entries, to compare the index"))
    return followed_to() == mark


def _follow_rest(files: ArchiveFiles, progress: Progress) -> None:
    """Project what was not projected yet."""
    make_tables()
    done, last = followed_to()[0], CustodyLog(files).tail()[0]
    if done < last:
        rest = CustodyLog(files).entries(after=done)
        _follow(files, told(rest, progress, last - done, "entries that no index followed"))


def _follow(files: ArchiveFiles, entries: Iterable[Entry]) -> None:
    from django.db import DatabaseError, transaction

    from sayso.store.following import Projection

    try:
        with transaction.atomic(using=ANEW):
            Projection(files, CustodyLog(files), ObjectStore(files).read).follow(entries)
    except EntryNotFollowed:
        raise
    except SaysoError as problem:
        raise IndexNotChecked(str(problem)) from problem
    except DatabaseError as problem:
        raise IndexNotChecked(f"another could not be made beside it ({problem}).") from problem


def _otherwise_laid_out() -> Iterator[str]:
    """Say what tables, columns and indexes there are that we do not make, or make otherwise."""
    here = layout()
    with asking(ANEW):
        there = layout()
    changed = [name for name in here.keys() & there.keys() if here[name] != there[name]]
    for words, names in (
        ("it holds what we never put there", here.keys() - there.keys()),
        ("it holds otherwise than we make it", changed),
        ("it lacks", there.keys() - here.keys()),
    ):
        if names:
            yield f"{words}: {', '.join(sorted(names))}"


def _differences(unread: Collection[Digest], progress: Progress) -> Iterator[str]:
    """Say which rows differ, but for those that were laid out from a record that cannot be read any more."""
    from django.db import DatabaseError

    from sayso.store.rows import TABLES, results_with_output

    no_more = results_with_output(unread) if unread else set()
    for kind in TABLES:
        try:
            if _is_other(kind, progress):
                yield from _difference(kind, no_more)
        except (DatabaseError, ValueError) as problem:
            yield f"{kind}: what it says of them cannot be read ({problem})"


def _is_other(kind: str, progress: Progress) -> bool:
    from sayso.store.rows import are_stored_alike, count_of, rows_of, sum_over

    note, count = f"rows of the index compared ({kind})", count_of(kind)
    if are_stored_alike(kind, KEPT, ANEW, lambda done: progress(done, count, note)):
        return False
    with closing(rows_of(kind)) as rows:
        kept = sum_over(told(rows, progress, count, note))
    with asking(ANEW), closing(rows_of(kind)) as rows:
        return sum_over(told(rows, progress, count, note)) != kept


def _difference(kind: str, no_more: Collection[int]) -> Iterator[str]:
    with asking(ANEW):
        known = _row_digests(kind)
    here = _rows_but(kind, known)
    known = _row_digests(kind)
    with asking(ANEW):
        there = _rows_but(kind, known)
    names = [name for name in sorted({*here, *there}, key=str) if not _is_laid_out(kind, name, no_more)]
    named = [_words(name, here.get(name), there.get(name)) for name in names]
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    if named:
        yield f"{kind}: {', '.join(named[:SHOWN])}{more}"


def _is_laid_out(kind: str, name: tuple[Any, ...], results: Collection[int]) -> bool:
    """Tell whether a row is a part of one of these results."""
    return "derivative_id" in _CALLED_BY[kind] and name[0] in results


def _row_digests(kind: str) -> set[str]:
    from sayso.store.rows import rows_of

    return {digest_bytes(row.encode()) for row in rows_of(kind)}


def _rows_but(kind: str, known: set[str]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Return the rows that are not among those known, by what they are called."""
    from sayso.store.rows import rows_of

    rows = (json.loads(row) for row in rows_of(kind) if digest_bytes(row.encode()) not in known)
    return {tuple(row[name] for name in _CALLED_BY[kind]): row for row in rows}


def _words(name: tuple[Any, ...], here: Mapping[str, Any] | None, there: Mapping[str, Any] | None) -> str:
    called = " ".join(str(part)[:16] for part in name)
    if here is None or there is None:
        return f"{called} is {'missing' if here is None else 'too many'}"
    return f"{called} says otherwise in {', '.join(_changed(here, there))}"


def _changed(here: Mapping[str, Any], there: Mapping[str, Any]) -> Iterator[str]:
    """Name the fields in which two rows differ, and of a JSON object the ones within."""
    for name in sorted(here):
        one, other = here[name], there[name]
        if isinstance(one, dict) and isinstance(other, dict):
            yield from (
                f"{name}.{part}" for part in sorted({*one, *other}) if one.get(part) != other.get(part)
            )
        elif one != other:
            yield name
