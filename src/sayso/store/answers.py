"""What questions to the projection are answered with: plain values, made of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sayso.capture.types import Description
from sayso.custody.described import NOT_DESCRIBING
from sayso.store import models
from sayso.store.errors import IndexDiffers
from sayso.values import Digest, Method, as_digest, digest_json


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
    is_described: bool = True  # False where its description is damaged or missing: nothing of it is known

    @property
    def names(self) -> frozenset[str]:
        """The names that it goes by in its case: the short one, and its file's."""
        return frozenset((self.doc_id, self.file_name))


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


def as_description(record: Mapping[str, Any]) -> Description:
    """Return what is recorded about an item from its JSON value; its file's name, gaps and salts aside."""
    known = {name: value for name, value in record.items() if name not in NOT_DESCRIBING}
    lists = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
    return Description(**{**known, **lists})


def case_info(row: models.Case) -> CaseInfo:
    """Return a case."""
    return CaseInfo(slug=row.slug, title=row.title, opened_at=row.opened_at)


def item_info(row: models.Item) -> ItemInfo:
    """Return an item, whose exhibit and events are best fetched with it.

    One whose description could not be read has an empty one, and among its gaps stands why.

    Raises:
        IndexDiffers: when what the row says of it is not the description whose digest it names.
    """
    is_described = digest_json(row.description) == row.description_digest
    if not is_described and not _is_unread(row):
        raise IndexDiffers((f"items: {row.id} says otherwise in description",))
    imports = [event for event in row.events.all() if event.act == "import"]
    return ItemInfo(
        id=row.id,
        case=row.case_id,
        doc_id=row.doc_id,
        file_name=row.file_name or f"exhibit {row.exhibit_id[:10]} (its description is damaged)",
        exhibit=as_digest(row.exhibit_id),
        size_bytes=row.exhibit.size_bytes,
        media_type=row.exhibit.media_type,
        description=as_description(row.description),
        description_digest=as_digest(row.description_digest),
        came_with=as_digest(imports[-1].description_digest),
        sidecar_digest=as_digest(row.sidecar_digest) if row.sidecar_digest else None,
        gaps=tuple(row.gaps) if is_described else (*row.gaps, _damaged(row)),
        first_seq=row.first_seq,
        first_at=row.first_at,
        captures=len(imports),
        is_described=is_described,
    )


def _is_unread(row: models.Item) -> bool:
    return not row.description and models.Unread.objects.filter(digest=row.description_digest).exists()


def _damaged(row: models.Item) -> str:
    return (
        f"its description is damaged: what was recorded of it, such as author and date, cannot be read "
        f"(object {row.description_digest[:10]}); sayso verify says more"
    )


def derivative_info(row: models.Derivative) -> DerivativeInfo:
    """Return one run of a method."""
    return DerivativeInfo(
        seq=row.seq,
        at=row.at,
        kind=row.kind,
        case=row.case_id,
        method=Method(**row.method),
        inputs=row.inputs,
        output=as_digest(row.output),
    )


def tombstone_info(row: models.Tombstone) -> TombstoneInfo:
    """Return that an exhibit was erased."""
    return TombstoneInfo(
        seq=row.seq,
        at=row.at,
        exhibit=as_digest(row.exhibit),
        reason=row.reason,
        cases=tuple(row.cases),
        items=tuple(row.items),
    )


def judgement_info(row: models.JudgementRow) -> JudgementInfo:
    """Return what a person said of claims."""
    return JudgementInfo(
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
