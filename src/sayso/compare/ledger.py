"""Comparisons as JSON: the form of derived records and of `sayso compare --json`.

Spans are `[start, end)` pairs, as in claims. What holds of few (a person's judgement of
a finding, what it overruled) is left out where it does not hold.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from sayso.compare.ranges import Range
from sayso.compare.timeline import TimelineEntry
from sayso.compare.types import Comparison, JudgedClaim, Judgement, Origin
from sayso.compare.views import Cell, Matrix
from sayso.compare.voices import reports_back_to
from sayso.values import Digest, Method, TextSpan, instant_text

_COMPARISON: TypeAdapter[Comparison] = TypeAdapter(Comparison)
_JUDGED_CLAIM: TypeAdapter[JudgedClaim] = TypeAdapter(JudgedClaim)
_OF_FEW = (
    *("judgement", "overruled", "judgements", "withdrawn", "superseded_by", "lost", "erased_with"),
    "unread_record",
    *("is_speaker", "first", "found", "aside"),
)
_ROLES = ("source", "cue", "content")


def comparison_to_json(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as JSON values."""
    return {
        "findings": [_plain(finding) for finding in comparison.findings],
        "questions": [_plain(question) for question in comparison.questions],
        "origins": [_plain(origin) for origin in comparison.origins],
        "method": comparison.method.to_json(),
        "notes": list(comparison.notes),
        "judgements": [judgement_to_json(one) for one in comparison.judgements],
        "changes": [_plain(change) for change in comparison.changes],
        "twins": [list(one) for one in comparison.twins],
    }


def origins_to_json(
    origins: Sequence[Origin], documents: Mapping[Digest, Collection[str]]
) -> list[dict[str, Any]]:
    """Return origins as JSON values, each with how many reports go back to it.

    Args:
        origins: of a comparison.
        documents: those that each claim stands in (`sayso.compare.twins.documents_with`).
    """
    return [{**_plain(one), "reports": reports_back_to(one, documents)} for one in origins]


def comparison_from_json(value: Mapping[str, Any]) -> Comparison:
    """Read a comparison that `comparison_to_json` wrote.

    Raises:
        pydantic.ValidationError: naming the field that is missing or wrong.
    """
    changes = [
        {**change, "edits": [_with_spans(edit, ("before", "after")) for edit in change["edits"]]}
        for change in value.get("changes", ())
    ]
    judgements = [
        {**one, "claims": [_claim_with_spans(claim) for claim in one["claims"]]}
        for one in value.get("judgements", ())
    ]
    return _COMPARISON.validate_python({**value, "changes": changes, "judgements": judgements})


def judgement_to_json(judgement: Judgement) -> dict[str, Any]:
    """Return a judgement as JSON values; `counts` says whether it is in force."""
    return {**_plain(judgement), "counts": judgement.counts}


def judged_claim_to_json(claim: JudgedClaim) -> dict[str, Any]:
    """Return what a judgement keeps of a claim as JSON values."""
    plain: dict[str, Any] = _plain(claim)
    return plain


def judged_claim_from_json(value: Mapping[str, Any]) -> JudgedClaim:
    """Read what `judged_claim_to_json` wrote.

    Raises:
        pydantic.ValidationError: naming the field that is missing or wrong.
    """
    return _JUDGED_CLAIM.validate_python(_claim_with_spans(value))


def matrix_to_json(matrix: Matrix) -> dict[str, Any]:
    """Return the matrix as JSON values; whoever has no cell in a row is silent on it."""
    return {
        "columns": [_plain(column) for column in matrix.columns],
        "rows": [
            {
                "question": row.question.id,
                "conflicts": row.conflicts,
                **_plain(row.count),
                "cells": {
                    column: {
                        **_cell(held.cell),
                        "speakers": {name: _cell(cell) for name, cell in held.speakers},
                    }
                    for column, held in row.voices.items()
                },
            }
            for row in matrix.rows
        ],
    }


def ranges_to_json(ranges: tuple[Range, ...]) -> list[Any]:
    """Return ranges as JSON values."""
    return [_plain(one) for one in ranges]


def timeline_to_json(entries: tuple[TimelineEntry, ...]) -> list[Any]:
    """Return a timeline as JSON values."""
    return [_plain(entry) for entry in entries]


def _cell(cell: Cell) -> dict[str, Any]:
    lists = {name: list(getattr(cell, name)) for name in ("sorts", "values", "claims", "dates")}
    return {"sort": cell.sort, **lists}


def _claim_with_spans(claim: Mapping[str, Any]) -> dict[str, Any]:
    return {**claim, **{role: [_span(pair) for pair in claim[role]] for role in _ROLES}}


def _with_spans(record: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {**record, **{name: _span(record[name]) for name in names}}


def _span(pair: Any) -> TextSpan:
    return TextSpan(*pair)


def _plain(value: Any) -> Any:
    if isinstance(value, TextSpan):
        return [value.start, value.end]
    if isinstance(value, Method):
        return value.to_json()
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: _plain(held) for name, held in pairs if held or name not in _OF_FEW}
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value
