"""When and where a recording is known to have appeared, and on whose word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sayso.publish.dossier import OWN_CAPTURE, Appearance, DateOnWord, KeptAs
from sayso.store import queries
from sayso.store.queries import ItemInfo
from sayso.values import Digest


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
    exhibits: Collection[Digest], durations_s: dict[Digest, float] | None = None
) -> dict[Digest, Appearance]:
    """Return what the whole archive knows of when these exhibits appeared; those it lacks are left out."""
    everywhere = queries.items()
    titles = {case.slug: case.title for case in queries.cases()}
    durations_s = durations_s or {}
    return {
        exhibit: replace(
            _appearance(exhibit, mine, everywhere, durations_s.get(exhibit)),
            kept=tuple(KeptAs(name=item.file_name, case=titles[item.case]) for item in mine),
        )
        for exhibit, mine in kept_as(exhibits).items()
    }


def _appearance(
    exhibit: Digest, mine: Sequence[ItemInfo], everywhere: Sequence[ItemInfo], duration_s: float | None
) -> Appearance:
    stated = [item for item in mine if item.description.published]
    stated += [
        carrier
        for item in mine
        for carrier in everywhere
        if carrier.description.published and carrier.case == item.case and _carries(carrier, item)
    ]
    dates = [DateOnWord(date=item.description.published or "", on_word_of=_whose(item)) for item in stated]
    first = min(mine, key=lambda item: item.first_seq)
    dates.append(DateOnWord(date=first.first_at.strftime("%Y-%m-%dT%H:%MZ"), on_word_of=OWN_CAPTURE))
    return Appearance(
        exhibit=exhibit, name=first.file_name, dates=tuple(dict.fromkeys(dates)), duration_s=duration_s
    )


def _carries(carrier: ItemInfo, item: ItemInfo) -> bool:
    return bool({item.file_name, item.doc_id} & set(carrier.description.attachments))


def _whose(item: ItemInfo) -> str:
    known = item.description
    return known.publisher or known.author or f"what came with {item.file_name}"
