"""What was looked at in a case, and what was not: the two lists on which a dossier's silence rests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sayso.desk.compare import CaseComparison
from sayso.exhibits.sniff import family
from sayso.footage.listening import NO_PICTURE, NO_SOUND, SILENT
from sayso.footage.types import CopySearch
from sayso.parsers.errors import EMPTY
from sayso.publish.dossier import NO_METHOD_YET, Looked, NotLooked
from sayso.store import queries
from sayso.store.queries import ItemInfo
from sayso.values import Digest, Method

SPEECH, WRITING = NO_METHOD_YET
OTHERS_IN_PART = "a part could not be read: nothing was searched for there"
OTHERS_DAMAGED = "the kept fingerprint is damaged or missing: nothing was searched for there"
OTHERS_UNREAD = "not readable as footage: nothing was searched for there"
_NO_METHOD = {
    SPEECH: (("video", "sound"), "speech in recordings is not read yet"),
    WRITING: (("video", "picture"), "writing on screens and signs is not read yet"),
}
_HAS_NONE = {SPEECH: {NO_SOUND, SILENT}, WRITING: {NO_PICTURE}}  # by what is noted then


def looked(compared: CaseComparison) -> Iterable[Looked]:
    """Yield the work that was done, also where it found nothing."""
    for one in compared.claims.documents:
        yield Looked(what="claims", exhibit=one.source.item.exhibit, method=_short(compared.claims.method))
    for search in compared.copies.searches:
        if search.not_looked is None:
            yield Looked(
                what="copies",
                exhibit=search.query,
                method=_short(search.method),
                against=_against(search),
            )
    yield Looked(what="comparison", exhibit=None, method=_short(compared.comparison.method))


def _against(search: CopySearch) -> str:
    return f"{search.searched:,} other exhibits, {search.searched_keyframes:,} keyframes"


def not_looked(
    items: Sequence[ItemInfo], compared: CaseComparison, noted: Mapping[Digest, Collection[str]]
) -> Iterable[NotLooked]:
    """Yield the work that was not done, and why; what was erased comes first.

    Args:
        noted: by exhibit, what was noted when footage was read.
    """
    yield from _erased(compared.case.slug)
    slug = compared.case.slug
    missed = (*compared.claims.not_read, *compared.copies.not_looked)
    for missing in missed:
        if missing.item.case == slug and not _is_of_no_kind(missing.item):
            yield NotLooked(
                what=missing.what,
                exhibit=missing.item.exhibit,
                reason=missing.reason,
                name=missing.item.file_name,
            )
    others = {one.item.exhibit: one.record is not None for one in missed if one.item.case != slug}
    damaged = sum(others.values())
    yield from _of_other_cases(len(others) - damaged, OTHERS_UNREAD)
    yield from _of_other_cases(damaged, OTHERS_DAMAGED)
    yield from _in_part(items, compared)
    for search in compared.copies.searches:
        if search.not_looked is not None:
            yield NotLooked(what="copies", exhibit=search.query, reason=search.not_looked)
    why = {missing.item.exhibit: missing.reason for missing in missed}
    for item in items:
        yield from _no_method(item, why.get(item.exhibit), noted.get(item.exhibit, ()))


def _in_part(items: Sequence[ItemInfo], compared: CaseComparison) -> Iterable[NotLooked]:
    """Yield what could be searched in but for a part: of the case by name, of others as a count."""
    left = {one.exhibit: one.reason for search in compared.copies.searches for one in search.in_part}
    mine = {item.exhibit: item for item in items if item.exhibit in left}
    for exhibit, item in mine.items():
        yield NotLooked(what="copies", exhibit=exhibit, reason=left[exhibit], name=item.file_name)
    yield from _of_other_cases(len(left) - len(mine), OTHERS_IN_PART)


def _of_other_cases(count: int, reason: str) -> Iterable[NotLooked]:
    """Count what of other cases was not searched: its names are not for whoever reads of this one."""
    if count:
        name = f"{count:,} {'file' if count == 1 else 'files'} of other cases"
        yield NotLooked(what="copies", exhibit=None, reason=reason, name=name, count=count)


def _is_of_no_kind(item: ItemInfo) -> bool:
    """Tell whether nothing reads an item's type, so that no kind of work was done on it."""
    return family(item.media_type) == "other"


def _no_method(item: ItemInfo, why: str | None, noted: Collection[str]) -> Iterable[NotLooked]:
    """Yield what nothing does yet on an item; `why` says what is wrong with one that nothing reads."""
    kind = family(item.media_type)
    for what, (kinds, reason) in _NO_METHOD.items():
        if kind in kinds and not _HAS_NONE[what].intersection(noted):
            yield NotLooked(what=what, exhibit=item.exhibit, reason=reason, name=item.file_name)
    if _is_of_no_kind(item):
        unknown = EMPTY if item.size_bytes == 0 else f"no reader knows its type ({item.media_type})"
        reason = f"kept, but {why or unknown}"
        yield NotLooked(what="everything", exhibit=item.exhibit, reason=reason, name=item.file_name)


def _erased(slug: str) -> Iterable[NotLooked]:
    for stone in queries.tombstones(slug):
        reason = f"erased on {stone.at:%Y-%m-%d}, as entry {stone.seq} of the log says: {stone.reason}"
        yield NotLooked(what="everything", exhibit=None, reason=reason, name=f"exhibit {stone.exhibit[:10]}")


def _short(method: Method) -> str:
    return f"{method.name} {method.version}"
