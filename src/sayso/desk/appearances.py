"""When and where a recording is known to have appeared, and on whose word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.publish.dossier import OWN_CAPTURE, Appearance, DateOnWord, KeptAs
from sayso.store import queries
from sayso.store.queries import ItemInfo
from sayso.values import Digest, known_by

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
    exhibits: Collection[Digest],
    durations_s: Mapping[Digest, float] | None = None,
    *,
    stills: Collection[Digest] = (),
    case: str = "",
) -> dict[Digest, Appearance]:
    """Return what the whole archive knows of when these exhibits appeared; those it lacks are left out.

    Each goes by its name in `case` (a slug); what that case has not, by the one it had when first known.

    Args:
        durations_s: of recordings, where known.
        stills: which of them are a still, or a video of one frame.
    """
    known = _Known.of(queries.items())
    durations_s = durations_s or {}
    return {
        exhibit: replace(
            _appearance(exhibit, mine, known, case),
            duration_s=durations_s.get(exhibit),
            is_still=exhibit in stills,
        )
        for exhibit, mine in kept_as(exhibits).items()
    }


def dated_items(items: Sequence[ItemInfo], called: Mapping[str, str] | None = None) -> dict[str, DateOnWord]:
    """Return the earliest date that is known of each item, its own or that of what carries it, by id.

    Items of which no date is known are left out.

    Args:
        items: all of a case.
        called: id -> the name by which to call what carries an item; else its short name.
    """
    known = _Known.of(items, called)
    dated = {
        item.id: min(known.dates(item), key=lambda one: known_by(one.date), default=None) for item in items
    }
    return {item: date for item, date in dated.items() if date is not None}


@dataclass(frozen=True, slots=True)
class _Known:
    """Who carries what, and what cases and carriers are called."""

    carriers: Mapping[
        tuple[str, str], Sequence[ItemInfo]
    ]  # (case, name of what is carried) -> what carries it
    titles: Titles
    called: Mapping[str, str]

    @classmethod
    def of(cls, items: Iterable[ItemInfo], called: Mapping[str, str] | None = None) -> _Known:
        carriers: dict[tuple[str, str], list[ItemInfo]] = {}
        for item in items:
            for name in item.description.attachments:
                carriers.setdefault((item.case, name), []).append(item)
        return cls(carriers, {known.slug: known.title for known in queries.cases()}, called or {})

    def of_item(self, item: ItemInfo) -> list[ItemInfo]:
        """Return an item, and what carries it in its case."""
        found = (one for name in sorted(item.names) for one in self.carriers.get((item.case, name), ()))
        return [item, *(one for one in dict.fromkeys(found) if one.id != item.id)]

    def dates(self, item: ItemInfo) -> Iterator[DateOnWord]:
        """Yield the dates that came with an item, or with what carries it in its case."""
        for known in self.of_item(item):
            if known.description.published:
                yield DateOnWord(
                    date=known.description.published,
                    on_word_of=_whose(known),
                    kept=_kept(item, self.titles),
                    carrier="" if known is item else self.called.get(known.id, known.doc_id),
                )

    def undated_by(self, item: ItemInfo) -> Iterator[str]:
        """Yield who published an item, or what carries it, where that came without a date."""
        for known in self.of_item(item):
            whose = known.description.publisher or known.description.author
            if whose and not known.description.published:
                yield whose


def _appearance(exhibit: Digest, mine: Sequence[ItemInfo], known: _Known, case: str) -> Appearance:
    dates = [date for item in mine for date in known.dates(item)]
    first = mine[0]
    captured = first.first_at.strftime("%Y-%m-%dT%H:%MZ")
    dates.append(DateOnWord(date=captured, on_word_of=OWN_CAPTURE, kept=_kept(first, known.titles)))
    seen = Appearance(
        exhibit=exhibit,
        name=first.file_name,
        dates=tuple(dict.fromkeys(dates)),
        kept=tuple(_kept(item, known.titles) for item in mine),
        undated_by=tuple(dict.fromkeys(whose for item in mine for whose in known.undated_by(item))),
    )
    earliest = seen.earliest if seen.stated is None else seen.stated
    own = next(
        (_kept(item, known.titles) for item in mine if item.case == case), earliest.kept if earliest else None
    )
    return replace(seen, name=own.name if own else first.file_name, own=own)


def _kept(item: ItemInfo, titles: Titles) -> KeptAs:
    return KeptAs(name=item.file_name, case=titles[item.case])


def _whose(item: ItemInfo) -> str:
    known = item.description
    return known.publisher or known.author or f"what came with {item.file_name}"
