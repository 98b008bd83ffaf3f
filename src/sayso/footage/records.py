"""Searches for copies as JSON: what a derived record holds and `sayso copies --json` prints."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from sayso.footage.types import CopySearch

_SEARCH: TypeAdapter[CopySearch] = TypeAdapter(CopySearch)


def search_to_json(search: CopySearch) -> dict[str, Any]:
    """Return a search and what it found as JSON values."""
    value = _SEARCH.dump_python(search, mode="json")
    assert isinstance(value, dict)
    return value


def search_from_json(value: object) -> CopySearch:
    """Read what `search_to_json` wrote.

    Raises:
        pydantic.ValidationError: naming the field that is missing or wrong.
    """
    return _SEARCH.validate_python(value)
