"""The answer of `sayso copies`, for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sayso.cli.console import emit_json
from sayso.cli.copies_left_out import nothing_found

if TYPE_CHECKING:
    from sayso.cli.copies_answer import Answer
    from sayso.footage.types import Copy
    from sayso.publish.dossier import Appearance
    from sayso.values import Digest


def emit_copies(answer: Answer) -> None:
    """Print all that was found, for programs."""
    from sayso.cli.console import as_plain
    from sayso.footage.records import search_to_json

    emit_json(
        {
            "searches": [search_to_json(search) for search in answer.searches],
            "earliest_known": {exhibit: as_plain(known.earliest) for exhibit, known in answer.seen.items()},
            "appearances": {exhibit: as_plain(known) for exhibit, known in answer.seen.items()},
            "findings": [_finding(copy, answer.seen) for search in answer.searches for copy in search.copies],
            "first_known": list(_first_known(answer)),
            "nothing_found": [
                {"exhibit": exhibit, "name": answer.seen[exhibit].name} for exhibit in nothing_found(answer)
            ],
            "notes": as_plain(answer.notes),
            "same_bytes": {
                exhibit: [{"name": item.file_name, "case": item.case} for item in items]
                for exhibit, items in answer.same.items()
            },
            "not_looked": [
                {
                    "exhibit": missing.item.exhibit,
                    "name": missing.item.file_name,
                    "case": missing.item.case,
                    "reason": missing.reason,
                }
                for missing in answer.not_looked
            ],
        }
    )


def _finding(copy: Copy, seen: Mapping[Digest, Appearance]) -> dict[str, object]:
    """Say which of two recordings came first, as JSON: its digest, or null and why that cannot be told."""
    from sayso.publish.appeared import order_of

    order = order_of(seen[copy.query], seen[copy.found])
    first = {"query": copy.query, "found": copy.found, None: None}[order.first]
    return {"query": copy.query, "found": copy.found, "kind": copy.kind, "first": first, "why": order.why}


def _first_known(answer: Answer) -> Iterator[dict[str, object]]:
    """Yield of which seconds of what was asked about which recordings are known first, as digests."""
    from sayso.publish.first_known import first_known, rows_about

    copies = [copy for search in answer.searches for copy in search.copies]
    rows = [(copy, answer.seen[copy.query], answer.seen[copy.found]) for copy in copies]
    for search in answer.searches:
        for known in first_known(list(rows_about(search.query, rows))):
            yield {
                "exhibit": search.query,
                "seconds": known.stretches,
                "first": [one.exhibit for one in known.first],
                "undated": known.undated,
            }
