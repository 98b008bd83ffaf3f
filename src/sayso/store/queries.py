"""Questions to the projection, answered with plain values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sayso.capture.types import Description
from sayso.store import models
from sayso.values import AskedWrongly, Digest, Method, as_digest

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

    def __init__(self, asked: str, candidates: tuple[str, ...]) -> None:
        super().__init__(asked, candidates)
        self.asked, self.candidates = asked, candidates

    def __str__(self) -> str:
        if not self.candidates:
            return f"No exhibit is called {self.asked!r}. `sayso status CASE` lists them by name and digest."
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInfo:
    """A case."""

    slug: str
    title: str
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemInfo:
    """A piece of material in a case, with what is recorded about it now."""

    id: str
    case: str
    doc_id: str
    file_name: str
    exhibit: Digest
    size_bytes: int
    media_type: str
    description: Description
    description_digest: Digest
    came_with: Digest  # the description that it last came in with, before any correction
    sidecar_digest: Digest | None
    gaps: tuple[str, ...]
    first_seq: int
    first_at: datetime
    captures: int  # how often it came in


@dataclass(frozen=True, slots=True, kw_only=True)
class TombstoneInfo:
    """That an exhibit was erased."""

    seq: int
    at: datetime
    exhibit: Digest
    reason: str
    cases: tuple[str, ...]  # slugs
    items: tuple[str, ...]  # their ids


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementInfo:
    """What a person said of claims, as the log has it."""

    seq: int
    at: datetime
    case: str
    verdict: str
    reason: str
    claims: list[dict[str, Any]]
    record: Digest
    withdrawn_seq: int | None
    withdrawn_at: datetime | None
    withdrawn_reason: str
    exhibits: list[str]  # in which its claims stand
    named: list[str]  # the claims' ids when they were judged; [] where the entry does not say
    erased_seq: int | None  # the entry that erased its record; `claims` is [] then


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivativeInfo:
    """One run of a method."""

    seq: int
    at: datetime
    kind: str
    case: str | None
    method: Method
    inputs: dict[str, list[Digest]]
    output: Digest

    @property
    def exhibits(self) -> set[Digest]:
        """The exhibits that it was made from directly."""
        return set(self.inputs.get("exhibit", ()))


def cases() -> list[CaseInfo]:
    """Return all cases, in the order in which they were opened."""
    return [_case_info(row) for row in models.Case.objects.order_by("opened_seq")]


def find_case(asked: str) -> CaseInfo:
    """Return the case with this slug or title (in any case of letters).

    Raises:
        NoSuchCase: naming the cases there are.
    """
    rows = list(models.Case.objects.order_by("opened_seq"))
    exact = (row for row in rows if asked in (row.slug, row.title))
    alike = (row for row in rows if asked.casefold() in (row.slug.casefold(), row.title.casefold()))
    for row in (*exact, *alike):
        return _case_info(row)
    raise NoSuchCase(asked, tuple(row.title for row in rows))


def items(case: str | None = None) -> list[ItemInfo]:
    """Return the material of a case, or of all cases, in the order in which it first came in."""
    rows = models.Item.objects.select_related("exhibit").prefetch_related("events").order_by("first_seq")
    if case is not None:
        rows = rows.filter(case_id=case)
    return [_item_info(row) for row in rows]


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
    for stone in tombstones(case):
        if asked in stone.items or stone.exhibit.startswith(prefix):
            raise ItemErased(asked, stone.seq, f"{stone.at:%Y-%m-%d}", stone.reason)
    raise NoSuchItem(asked, ())


def tombstones(case: str | None = None) -> list[TombstoneInfo]:
    """Return what was erased from a case, or from all, oldest first."""
    rows = models.Tombstone.objects.order_by("seq")
    return [
        TombstoneInfo(
            seq=row.seq,
            at=row.at,
            exhibit=as_digest(row.exhibit),
            reason=row.reason,
            cases=tuple(row.cases),
            items=tuple(row.items),
        )
        for row in rows
        if case is None or case in row.cases
    ]


def items_of_exhibit(case: str, exhibit: Digest) -> list[ItemInfo]:
    """Return the items, under their several names, that an exhibit has in a case."""
    return items_of_exhibits(case, [exhibit]).get(exhibit, [])


def items_of_exhibits(case: str, exhibits: Iterable[Digest]) -> dict[Digest, list[ItemInfo]]:
    """Return the items that exhibits have in a case, by exhibit; one that has none is left out."""
    rows = models.Item.objects.filter(case_id=case, exhibit_id__in=set(exhibits))
    found: dict[Digest, list[ItemInfo]] = {}
    for row in rows.select_related("exhibit").prefetch_related("events"):
        item = _item_info(row)
        found.setdefault(item.exhibit, []).append(item)
    return found


def as_description(record: Mapping[str, Any]) -> Description:
    """Return what is recorded about an item from its JSON value, the file's name aside."""
    known = {name: value for name, value in record.items() if name != "file_name"}
    lists = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
    return Description(**{**known, **lists})


def latest(key: Digest) -> DerivativeInfo | None:
    """Return the newest run with this key (`projection.derivative_key`), if there is one."""
    row = models.Derivative.objects.filter(key=key).order_by("-seq").first()
    return _derivative_info(row) if row else None


def latest_of_case(case: str, kind: str) -> DerivativeInfo | None:
    """Return the newest run of this kind for a case, if there is one."""
    row = models.Derivative.objects.filter(case_id=case, kind=kind).order_by("-seq").first()
    return _derivative_info(row) if row else None


def derivatives() -> list[DerivativeInfo]:
    """Return all runs, oldest first."""
    return [_derivative_info(row) for row in models.Derivative.objects.order_by("seq")]


def judgements(case: str) -> list[JudgementInfo]:
    """Return what people judged in a case, oldest first, with what was taken back since."""
    return [
        JudgementInfo(
            seq=row.seq,
            at=row.at,
            case=row.case_id,
            verdict=row.verdict,
            reason=row.reason,
            claims=row.claims,
            record=as_digest(row.record),
            withdrawn_seq=row.withdrawn_seq,
            withdrawn_at=row.withdrawn_at,
            withdrawn_reason=row.withdrawn_reason,
            exhibits=row.exhibits,
            named=row.named,
            erased_seq=row.erased_seq,
        )
        for row in models.JudgementRow.objects.filter(case_id=case)
    ]


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


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every row of the projection as JSON values, to compare one index with another."""
    tables = (
        models.Case,
        models.Exhibit,
        models.Item,
        models.ItemEvent,
        models.Tombstone,
        models.Derivative,
        models.ClaimRow,
        models.CopyRow,
        models.JudgementRow,
    )
    out: dict[str, list[dict[str, Any]]] = {}
    for table in tables:
        fields = [
            field.attname for field in table._meta.fields if field.attname != "id" or table is models.Item
        ]
        rows = [json.loads(json.dumps(row, default=str)) for row in table._default_manager.values(*fields)]
        out[table.__name__] = sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))
    return out


def _ways_to_mean(asked: str) -> Sequence[Callable[[ItemInfo], bool]]:
    prefix = asked.lower() if len(asked) >= SHORTEST_PREFIX else None
    return (
        lambda item: asked in (item.id, item.exhibit),
        lambda item: asked in (item.doc_id, item.file_name),
        lambda item: prefix is not None and (item.id.startswith(prefix) or item.exhibit.startswith(prefix)),
    )


def _case_info(row: models.Case) -> CaseInfo:
    return CaseInfo(slug=row.slug, title=row.title, opened_at=row.opened_at)


def _item_info(row: models.Item) -> ItemInfo:
    imports = [event for event in row.events.all() if event.act == "import"]
    return ItemInfo(
        id=row.id,
        case=row.case_id,
        doc_id=row.doc_id,
        file_name=row.file_name,
        exhibit=as_digest(row.exhibit_id),
        size_bytes=row.exhibit.size_bytes,
        media_type=row.exhibit.media_type,
        description=as_description(row.description),
        description_digest=as_digest(row.description_digest),
        came_with=as_digest(imports[-1].description_digest),
        sidecar_digest=as_digest(row.sidecar_digest) if row.sidecar_digest else None,
        gaps=tuple(row.gaps),
        first_seq=row.first_seq,
        first_at=row.first_at,
        captures=len(imports),
    )


def _derivative_info(row: models.Derivative) -> DerivativeInfo:
    return DerivativeInfo(
        seq=row.seq,
        at=row.at,
        kind=row.kind,
        case=row.case_id,
        method=Method(**row.method),
        inputs=row.inputs,
        output=as_digest(row.output),
    )
