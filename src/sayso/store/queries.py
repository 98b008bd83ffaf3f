"""Questions to the projection, answered with plain values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from django.db.models import Count, Q

from sayso.custody.scope import words_of_nameless
from sayso.store import models
from sayso.store.answers import (
    CaseInfo,
    DerivativeInfo,
    ItemInfo,
    JudgementInfo,
    TombstoneInfo,
    as_description,
    case_info,
    derivative_info,
    item_info,
    judgement_info,
    tombstone_info,
)
from sayso.values import AskedWrongly, Digest

__all__ = [
    "CaseInfo",
    "DerivativeInfo",
    "ItemErased",
    "ItemInfo",
    "JudgementInfo",
    "NoSuchCase",
    "NoSuchItem",
    "TombstoneInfo",
    "as_description",
    "cases",
    "claim_records",
    "counts",
    "derivatives",
    "find_case",
    "find_item",
    "items",
    "items_of_exhibit",
    "items_of_exhibits",
    "judgements",
    "latest",
    "latest_of_case",
    "tombstones",
]

SHORTEST_PREFIX = 4  # hexadecimal digits of a digest or item id


class NoSuchCase(AskedWrongly):
    """No case has this slug or title."""

    def __init__(self, asked: str, known: tuple[str, ...], hint: str = "") -> None:
        super().__init__(asked, known, hint)
        self.asked, self.known, self.hint = asked, known, hint

    def __str__(self) -> str:
        if self.hint:
            return f"There is no case {self.asked!r}. {self.hint}."
        if "/" in self.asked or "." in self.asked:
            return f"There is no file {self.asked!r}, and no case of that name. Look at how it is written."
        if not self.known:
            return (
                f"There is no case {self.asked!r}: the archive has none yet. "
                '`sayso import PATH --case "Title"` opens one.'
            )
        return f"There is no case {self.asked!r}. Cases here: {', '.join(self.known)}."


class NoSuchItem(AskedWrongly):
    """Nothing, or more than one thing, goes by this name."""

    def __init__(
        self, asked: str, candidates: tuple[str, ...], erased: int = 0, nameless: tuple[str, ...] = ()
    ) -> None:
        super().__init__(asked, candidates, erased, nameless)
        self.asked, self.candidates, self.erased = asked, candidates, erased
        self.nameless = nameless  # exhibits whose descriptions are damaged

    def __str__(self) -> str:
        if not self.candidates:
            gone = " What was erased has no name any more: ask for it by its digest." if self.erased else ""
            return (
                f"No exhibit is called {self.asked!r}. `sayso status CASE` lists them by name and digest."
                f"{gone}{words_of_nameless(self.nameless)}"
            )
        return (
            f"{self.asked!r} could be any of {len(self.candidates)}: {', '.join(self.candidates[:8])}. "
            "Give the item's id, or more of the digest."
        )


class ItemErased(AskedWrongly):
    """What is asked for was erased, as the log says."""

    def __init__(self, asked: str, seq: int, date: str, reason: str) -> None:
        super().__init__(asked, seq, date, reason)
        self.asked, self.seq, self.date, self.reason = asked, seq, date, reason

    def __str__(self) -> str:
        return (
            f"{self.asked!r} was erased on {self.date}: {self.reason} (entry {self.seq} of the log). "
            "Nothing of it is left here; `sayso log` shows the entry."
        )


def cases() -> list[CaseInfo]:
    """Return all cases, in the order in which they were opened."""
    return [case_info(row) for row in models.Case.objects.order_by("opened_seq")]


def find_case(asked: str) -> CaseInfo:
    """Return the case with this slug or title (in any case of letters).

    Raises:
        NoSuchCase: naming the cases there are.
    """
    rows = list(models.Case.objects.order_by("opened_seq"))
    exact = (row for row in rows if asked in (row.slug, row.title))
    alike = (row for row in rows if asked.casefold() in (row.slug.casefold(), row.title.casefold()))
    for row in (*exact, *alike):
        return case_info(row)
    raise NoSuchCase(asked, tuple(f"{row.slug} ({row.title})" for row in rows))


def items(case: str | None = None) -> list[ItemInfo]:
    """Return the material of a case, or of all cases, in the order in which it first came in."""
    rows = models.Item.objects.select_related("exhibit").prefetch_related("events").order_by("first_seq")
    if case is not None:
        rows = rows.filter(case_id=case)
    return [item_info(row) for row in rows]


def items_of_one_name(case: str) -> list[ItemInfo]:
    """Return the items of a case whose short name another has, too, in the order in which they came in."""
    named = models.Item.objects.filter(case_id=case).values("doc_id")
    shared = named.annotate(count=Count("id")).filter(count__gt=1).values("doc_id")
    rows = models.Item.objects.filter(case_id=case, doc_id__in=shared)
    return [
        item_info(row)
        for row in rows.select_related("exhibit").prefetch_related("events").order_by("first_seq")
    ]


def find_item(asked: str, case: str | None = None) -> ItemInfo:
    """Return the one item that an id, a digest (or the beginning of one), a short name or a file name means.

    Raises:
        NoSuchItem: when there is none, or more than one.
        ItemErased: when there was one.
    """
    found = items(case)
    for fits in _ways_to_mean(asked):
        hits = [item for item in found if fits(item)]
        if len(hits) == 1:
            return hits[0]
        if hits:
            raise NoSuchItem(asked, tuple(f"{item.id} ({item.doc_id}, case {item.case})" for item in hits))
    prefix = asked.lower() if len(asked) >= SHORTEST_PREFIX else "-"
    stones = tombstones(case)
    for stone in stones:
        if asked in stone.items or stone.exhibit.startswith(prefix):
            raise ItemErased(asked, stone.seq, f"{stone.at:%Y-%m-%d}", stone.reason)
    nameless = tuple(item.exhibit for item in found if not item.is_described)
    raise NoSuchItem(asked, (), len(stones), nameless)


def tombstones(case: str | None = None) -> list[TombstoneInfo]:
    """Return what was erased from a case, or from all, oldest first."""
    rows = models.Tombstone.objects.order_by("seq")
    return [tombstone_info(row) for row in rows if case is None or case in row.cases]


def items_of_exhibit(case: str, exhibit: Digest) -> list[ItemInfo]:
    """Return the items, under their several names, that an exhibit has in a case."""
    return items_of_exhibits(case, [exhibit]).get(exhibit, [])


def items_of_exhibits(case: str, exhibits: Iterable[Digest]) -> dict[Digest, list[ItemInfo]]:
    """Return the items that exhibits have in a case, by exhibit; one that has none is left out."""
    rows = models.Item.objects.filter(case_id=case, exhibit_id__in=set(exhibits))
    found: dict[Digest, list[ItemInfo]] = {}
    for row in rows.select_related("exhibit").prefetch_related("events"):
        item = item_info(row)
        found.setdefault(item.exhibit, []).append(item)
    return found


def records_of(exhibit: Digest, names: Collection[str]) -> tuple[list[Digest], list[Digest]]:
    """Return descriptions and sidecars of an exhibit in all its cases, earlier ones, too.

    Args:
        names: only of items that go by one of these, a short name or a file's: an exhibit may have many.
    """
    called = Q(doc_id__in=names) | Q(file_name__in=names)
    rows = list(models.Item.objects.filter(called, exhibit_id=exhibit).prefetch_related("events"))
    descriptions = {event.description_digest for row in rows for event in row.events.all()}
    descriptions |= {row.description_digest for row in rows}
    sidecars = {row.sidecar_digest for row in rows if row.sidecar_digest}
    return [Digest(one) for one in sorted(descriptions)], [Digest(one) for one in sorted(sidecars)]


def latest(key: Digest) -> DerivativeInfo | None:
    """Return the newest run with this key (`projected_results.derivative_key`), if there is one."""
    row = models.Derivative.objects.filter(key=key).order_by("-seq").first()
    return derivative_info(row) if row else None


def latest_of_case(case: str, kind: str) -> DerivativeInfo | None:
    """Return the newest run of this kind for a case, if there is one."""
    row = models.Derivative.objects.filter(case_id=case, kind=kind).order_by("-seq").first()
    return derivative_info(row) if row else None


def derivatives() -> list[DerivativeInfo]:
    """Return all runs, oldest first."""
    return [derivative_info(row) for row in models.Derivative.objects.order_by("seq")]


def judgements(case: str) -> list[JudgementInfo]:
    """Return what people judged in a case, oldest first, with what was taken back since."""
    return [judgement_info(row) for row in models.JudgementRow.objects.filter(case_id=case)]


def claim_records(derivative_seq: int) -> list[dict[str, Any]]:
    """Return the claims that one run found, as JSON values, in their order."""
    return list(models.ClaimRow.objects.filter(derivative_id=derivative_seq).values_list("record", flat=True))


def counts() -> dict[str, int]:
    """Return how much the archive holds."""
    return {
        "cases": models.Case.objects.count(),
        "items": models.Item.objects.count(),
        "exhibits": models.Exhibit.objects.count(),
        "derivatives": models.Derivative.objects.count(),
    }


def _ways_to_mean(asked: str) -> Sequence[Callable[[ItemInfo], bool]]:
    prefix = asked.lower() if len(asked) >= SHORTEST_PREFIX else None
    return (
        lambda item: asked in (item.id, item.exhibit),
        lambda item: asked in item.names,
        lambda item: prefix is not None and (item.id.startswith(prefix) or item.exhibit.startswith(prefix)),
    )
