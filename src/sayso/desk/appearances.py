"""When and where a recording is known to have appeared, and on whose word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.publish.dossier import OWN_CAPTURE, Appearance, DateOnWord, KeptAs
from sayso.store import queries
from sayso.store.queries import ItemInfo
from sayso.values import Digest

Titles = Mapping[str, str]  # slug -> title, of cases


def names_of(exhibits: Iterable[Digest]) -> dict[Digest, str]:
    """Return the file names of exhibits, as they first came in."""
    wanted = set(exhibits)
    if not wanted:
        return {}
    first: dict[Digest, ItemInfo] = {}
    for item in queries.items():
        if item.exhibit in wanted and (
            item.exhibit not in first or item.first_seq < first[item.exhibit].first_seq
        ):
            first[item.exhibit] = item
    return {exhibit: item.file_name for exhibit, item in first.items()}


def kept_as(exhibits: Collection[Digest]) -> dict[Digest, list[ItemInfo]]:
    """Return under which names, and in which cases, the bytes of exhibits are kept, the first one first."""
    kept: dict[Digest, list[ItemInfo]] = {}
    for item in sorted(queries.items(), key=lambda item: item.first_seq):
        if item.exhibit in exhibits:
            kept.setdefault(item.exhibit, []).append(item)
    return kept


def appearances(
    exhibits: Collection[Digest], durations_s: Mapping[Digest, float] | None = None, *, case: str = ""
) -> dict[Digest, Appearance]:
    """Return what the whole archive knows of when these exhibits appeared; those it lacks are left out.

    Each goes by its name in `case` (a slug); what that case has not, by the one it had when first known.
    """
    everywhere = queries.items()
    titles = {known.slug: known.title for known in queries.cases()}
    durations_s = durations_s or {}
    return {
        exhibit: replace(
            _appearance(exhibit, mine, everywhere, titles, case), duration_s=durations_s.get(exhibit)
        )
        for exhibit, mine in kept_as(exhibits).items()
    }


def _appearance(
    exhibit: Digest, mine: Sequence[ItemInfo], everywhere: Sequence[ItemInfo], titles: Titles, case: str
) -> Appearance:
    dates = [date for item in mine for date in _stated(item, everywhere, titles)]
    first = mine[0]
    captured = first.first_at.strftime("%Y-%m-%dT%H:%MZ")
    dates.append(DateOnWord(date=captured, on_word_of=OWN_CAPTURE, kept=_kept(first, titles)))
    seen = Appearance(
        exhibit=exhibit,
        name=first.file_name,
        dates=tuple(dict.fromkeys(dates)),
        kept=tuple(_kept(item, titles) for item in mine),
    )
    known = seen.earliest if seen.stated is None else seen.stated
    own = next((_kept(item, titles) for item in mine if item.case == case), known.kept if known else None)
    return replace(seen, name=own.name if own else first.file_name, own=own)


def _stated(item: ItemInfo, everywhere: Sequence[ItemInfo], titles: Titles) -> Iterator[DateOnWord]:
    """Yield the dates that came with an item, or with what carries it in its case."""
    carriers = (one for one in everywhere if one.case == item.case and _carries(one, item))
    for known in (item, *carriers):
        if known.description.published:
            yield DateOnWord(
                date=known.description.published, on_word_of=_whose(known), kept=_kept(item, titles)
            )


def _kept(item: ItemInfo, titles: Titles) -> KeptAs:
    return KeptAs(name=item.file_name, case=titles[item.case])


def _carries(carrier: ItemInfo, item: ItemInfo) -> bool:
    return bool(item.names & set(carrier.description.attachments))


def _whose(item: ItemInfo) -> str:
    known = item.description
    return known.publisher or known.author or f"what came with {item.file_name}"
