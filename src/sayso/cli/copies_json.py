"""The answer of `sayso copies`, for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.cli.console import as_plain, emit_json
from sayso.cli.copies_left_out import nothing_found

if TYPE_CHECKING:
    from sayso.cli.copies_answer import Answer
    from sayso.publish.dossier import Appearance
    from sayso.publish.first_known import Row

NO_COPY = "an order is told of the same footage or sound alone"


def emit_copies(answer: Answer) -> None:
    """Print all that was found, for programs."""
    from sayso.footage.records import search_to_json

    emit_json(
        {
            "searches": [search_to_json(search) for search in answer.searches],
            "earliest_known": {exhibit: as_plain(known.earliest) for exhibit, known in answer.seen.items()},
            "appearances": {exhibit: _appearance(known) for exhibit, known in answer.seen.items()},
            "findings": [_finding(row) for row in answer.shown_rows],
            "known_errors": _known_errors(answer),
            "at_odds": list(_at_odds(answer)),
            "first_known": list(_first_known(answer)),
            "nothing_found": [
                {"exhibit": exhibit, "name": answer.seen[exhibit].name} for exhibit in nothing_found(answer)
            ],
            "notes": as_plain(answer.notes),
            "same_bytes": {
                exhibit: [{"name": item.file_name, **_case(answer, item.case)} for item in items]
                for exhibit, items in answer.same.items()
            },
            "not_looked": list(_not_looked(answer)),
            "in_part": [
                {"exhibit": exhibit, "name": answer.names.get(exhibit), "reason": reason}
                for exhibit, reason in answer.in_part.items()
            ],
            "damages": as_plain(answer.damages),
            "unread": as_plain(answer.unread),
        }
    )


def _appearance(known: Appearance) -> dict[str, object]:
    """Return what is known of a recording: its dates the earliest first, our own capture last."""
    dates = (*known.said, *(date for date in known.dates if date not in known.said))
    return {**as_plain(known), "dates": as_plain(dates)}


def _known_errors(answer: Answer) -> dict[str, list[str]]:
    """Return by method what is known of the errors of what it finds."""
    from sayso.desk.known_errors import all_known_errors

    methods = {(search.method.name, search.method.version) for search in answer.searches}
    return {f"{name} {version}": list(all_known_errors(name, version)) for name, version in sorted(methods)}


def _case(answer: Answer, slug: str) -> dict[str, object]:
    return {"case": answer.titles.get(slug, slug), "slug": slug}


def _not_looked(answer: Answer) -> Iterator[dict[str, object]]:
    """Yield what was asked about and could not be searched for, then what could not be searched in."""
    for search in answer.searches:
        if search.not_looked is not None:
            own = {"case": None, "slug": None} if answer.case is None else _case(answer, answer.case.slug)
            name = answer.seen[search.query].name
            yield {"exhibit": search.query, "name": name, **own, "reason": search.not_looked}
    for missing in answer.not_looked:
        item = missing.item
        yield {
            "exhibit": item.exhibit,
            "name": item.file_name,
            **_case(answer, item.case),
            "reason": missing.reason,
        }


def _finding(row: Row) -> dict[str, object]:
    """Return a finding with the names of both, and which came first: its digest, or null and why not."""
    from sayso.publish.appeared import TELLS_ORDER, Order, order_of

    copy, query, found = row
    tells_order = copy.kind in TELLS_ORDER
    order = order_of(query, found) if tells_order else Order(first=None, why=NO_COPY)
    first = {"query": copy.query, "found": copy.found, None: None}[order.first]
    names = {"query_name": query.name, "found_name": found.name}
    return {**as_plain(copy), **names, "first": first, "why": order.why}


def _at_odds(answer: Answer) -> Iterator[dict[str, object]]:
    """Yield which recordings show the same seconds of a third and not of each other, as digests."""
    from sayso.publish.at_odds import at_odds

    for odds in at_odds(answer.rows, {search.query for search in answer.made}):
        both = [odds.one.exhibit, odds.other.exhibit]
        yield {"of": odds.shared.exhibit, "seconds": odds.stretch, "between": both, "found": odds.kind}


def _first_known(answer: Answer) -> Iterator[dict[str, object]]:
    """Yield of which seconds of what was asked about which recordings are known first, as digests."""
    from sayso.publish.first_known import first_known, rows_about

    for search in answer.searches:
        for known in first_known(list(rows_about(search.query, answer.rows))):
            yield {
                "exhibit": search.query,
                "seconds": known.stretches,
                "one_moment": known.one_moment,
                "part": as_plain(known.part),
                "but_for": as_plain(known.but_for),
                "first": [one.exhibit for one in known.first],
                "undated": known.undated,
            }
