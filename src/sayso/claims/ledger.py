"""Claims as JSON: the form of `sayso claims --json`, of derived records and of gold cases."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass

from sayso.claims import types
from sayso.values import StatedTime, TextSpan, as_digest

Pair = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
# Gold cases, and records of other versions, hold more than a claim has.
_OPEN = ConfigDict(extra="ignore")


def claim_to_json(claim: types.Claim, text: str | None = None) -> dict[str, object]:
    """Return a claim as JSON values; with its document's `text`, also its exact words."""
    out: dict[str, object] = {
        "id": claim.id,
        "doc_id": claim.doc_id,
        "text_digest": claim.text_digest,
        "speaker": claim.speaker,
        "anonymous": claim.anonymous,
        "through": list(claim.through),
        "source": _pairs(claim.source),
        "cue": _pairs(claim.cue),
        "content": _pairs(claim.content),
        "mode": claim.mode,
        "act": claim.act,
        "endorsement": claim.endorsement,
        "certainty": claim.certainty,
        "event_status": claim.event_status,
        "quantities": [_quantity_to_json(quantity) for quantity in claim.quantities],
        "places": [_place_to_json(place) for place in claim.places],
        "times": [
            {
                "text": time.stated.text,
                "span": [time.span.start, time.span.end],
                "start": time.stated.start,
                "end": time.stated.end,
                **({"zone": time.stated.zone} if time.stated.zone is not None else {}),
            }
            for time in claim.times
        ],
        "why": claim.why,
    }
    if text is not None:
        out["content_text"] = [span.of(text) for span in claim.content]
    return out


def claim_from_json(value: object, *, text_digest: str | None = None) -> types.Claim:
    """Read a claim that `claim_to_json` wrote, or one of a gold case.

    Args:
        value: the JSON object.
        text_digest: of the document's text, for a gold case, which does not carry it.

    Raises:
        pydantic.ValidationError: naming the field that is missing or wrong.
        ValueError: where no text digest is known.
    """
    record = _RECORD.validate_python(value)
    digest = record.text_digest or text_digest
    if digest is None:
        raise ValueError(f"claim {record.id!r} does not say which text it stands in")
    return types.Claim(
        doc_id=record.doc_id,
        text_digest=as_digest(digest),
        speaker=record.speaker,
        anonymous=record.anonymous,
        through=tuple(record.through),
        source=_spans(record.source),
        cue=_spans(record.cue),
        content=_spans(record.content),
        mode=record.mode,
        act=record.act,
        endorsement=record.endorsement,
        certainty=record.certainty,
        event_status=record.event_status,
        quantities=tuple(
            types.Quantity(
                value=quantity.value,
                unit=quantity.unit or "",
                qualifier=quantity.qualifier,
                span=TextSpan(*quantity.span) if quantity.span else None,
            )
            for quantity in record.quantities
        ),
        places=tuple(_place(place) for place in record.places),
        times=tuple(
            types.ClaimTime(
                span=TextSpan(*time.span),
                stated=StatedTime(text=time.text, start=time.start, end=time.end, zone=time.zone),
            )
            for time in record.times
        ),
        why=record.why,
    )


@dataclass(config=_OPEN, kw_only=True)
class _QuantityRecord:
    value: float | tuple[float, float]
    unit: str | None = None
    qualifier: types.Qualifier = "exact"
    span: Pair | None = None


@dataclass(config=_OPEN, kw_only=True)
class _LocatedRecord:
    status: Literal["one", "several", "unknown"]
    source: str
    name: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    candidates: int = 0
    chosen: str = ""


@dataclass(config=_OPEN, kw_only=True)
class _PlaceRecord:
    text: str
    span: Pair
    ref: str | None = None
    located: _LocatedRecord | None = None


@dataclass(config=_OPEN, kw_only=True)
class _TimeRecord:
    text: str
    span: Pair
    start: str | None = None
    end: str | None = None
    zone: str | None = None


@dataclass(config=_OPEN, kw_only=True)
class _ClaimRecord:
    doc_id: str
    speaker: str
    content: list[Pair]
    id: str | None = None
    text_digest: str | None = None
    source: list[Pair] = Field(default_factory=list)
    cue: list[Pair] = Field(default_factory=list)
    mode: types.Mode = "indirect"
    act: types.Act = "assert"
    endorsement: types.Endorsement = "neutral"
    certainty: types.Certainty = "unspecified"
    event_status: types.EventStatus = "happened"
    anonymous: bool = False
    through: list[str] = Field(default_factory=list)
    quantities: list[_QuantityRecord] = Field(default_factory=list)
    places: list[_PlaceRecord] = Field(default_factory=list)
    times: list[_TimeRecord] = Field(default_factory=list)
    why: str = ""


_RECORD: TypeAdapter[_ClaimRecord] = TypeAdapter(_ClaimRecord)


def _spans(pairs: list[Any]) -> types.Spans:
    return tuple(TextSpan(start, end) for start, end in pairs)


def _pairs(spans: types.Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _quantity_to_json(quantity: types.Quantity) -> dict[str, object]:
    value = list(quantity.value) if isinstance(quantity.value, tuple) else quantity.value
    out: dict[str, object] = {"value": value, "unit": quantity.unit, "qualifier": quantity.qualifier}
    if quantity.span is not None:
        out["span"] = [quantity.span.start, quantity.span.end]
    return out


def _place_to_json(place: types.Place) -> dict[str, object]:
    out: dict[str, object] = {"text": place.text, "span": [place.span.start, place.span.end]}
    if place.ref is not None:
        out["ref"] = place.ref
    if place.located is not None:
        out["located"] = _located_to_json(place.located)
    return out


def _located_to_json(located: types.Located) -> dict[str, object]:
    if located.status == "unknown":
        return {"status": "unknown", "source": located.source}
    return asdict(located)


def _place(record: _PlaceRecord) -> types.Place:
    located = types.Located(**asdict(record.located)) if record.located else None
    return types.Place(text=record.text, span=TextSpan(*record.span), ref=record.ref, located=located)
