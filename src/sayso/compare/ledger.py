"""Comparisons as JSON: the form of derived records and of `sayso compare --json`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from sayso.compare.types import Comparison

_COMPARISON: TypeAdapter[Comparison] = TypeAdapter(Comparison)


def comparison_to_json(comparison: Comparison) -> dict[str, object]:
    """Return a comparison as JSON values."""
    return {
        "findings": [asdict(finding) for finding in comparison.findings],
        "questions": [_listed(asdict(question), "positions") for question in comparison.questions],
        "origins": [_listed(asdict(origin), "links") for origin in comparison.origins],
        "method": comparison.method.to_json(),
        "notes": list(comparison.notes),
    }


def comparison_from_json(value: object) -> Comparison:
    """Read a comparison that `comparison_to_json` wrote.

    Raises:
        pydantic.ValidationError: naming the field that is missing or wrong.
    """
    return _COMPARISON.validate_python(value)


def _listed(record: dict[str, Any], name: str) -> dict[str, Any]:
    return {**record, name: list(record[name])}
