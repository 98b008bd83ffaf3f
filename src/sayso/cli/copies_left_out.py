"""What `sayso copies` did not find, and what it could not look at, in a few lines however much it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.cli.console import one_line

if TYPE_CHECKING:
    from sayso.cli.copies_answer import Answer
    from sayso.footage.types import CopySearch
    from sayso.values import Digest

SKIPPED_NAMED = 5  # exhibits that were left out for one reason; the rest is counted, and all are in --json


def left_out(answer: Answer) -> Iterator[str]:
    """Say of what nothing was found, what could be read in part only, and what was not searched, and why."""
    nothing = nothing_found(answer) if answer.case is not None else []
    if nothing:
        yield f"Nothing found of: {', '.join(one_line(answer.seen[one].name) for one in nothing)}."
    for part in answer.notes:
        yield f"Of {one_line(part.name)}: {one_line('; '.join(part.notes))}."
    for search in answer.searches:
        if search.not_looked is not None:
            name = one_line(answer.seen[search.query].name)
            yield f"NOT searched: {name}: {one_line(search.not_looked)}"
    for missing in answer.not_looked:
        is_own = answer.case is not None and missing.item.case == answer.case.slug
        case = "" if is_own else f" (in {missing.item.case})"
        yield f"NOT searched: {one_line(missing.item.file_name)}{case}: {one_line(missing.reason)}"
    queries = {search.query: answer.seen[search.query].name for search in answer.searches}
    yield from skipped_lines(answer.searches, {**answer.names, **queries})


def nothing_found(answer: Answer) -> list[Digest]:
    """Return what of a case was searched for, and not found anywhere else."""
    copies = [copy for search in answer.searches for copy in search.copies]
    found = {exhibit for copy in copies for exhibit in (copy.query, copy.found)}
    looked = (search.query for search in answer.searches if search.not_looked is None)
    return [exhibit for exhibit in looked if exhibit not in found and exhibit not in answer.same]


def skipped_lines(searches: Sequence[CopySearch], names: Mapping[Digest, str]) -> list[str]:
    """Say what was left out, one line a reason: an archive may hold thousands of one kind.

    Where it was left out for some of the case's footage only, that is named.
    """
    left_out: dict[str, dict[Digest, set[Digest]]] = {}
    for search in searches:
        for skipped in search.skipped:
            left_out.setdefault(skipped.reason, {}).setdefault(search.query, set()).add(skipped.exhibit)
    queries = {search.query for search in searches}
    return [_skipped_line(reason, left, queries, names) for reason, left in sorted(left_out.items())]


def _skipped_line(
    reason: str, left: Mapping[Digest, set[Digest]], queries: Collection[Digest], names: Mapping[Digest, str]
) -> str:
    for_whom = _names([names.get(query, query[:10]) for query in left])
    only = f" for {for_whom}" if len(left) < len(queries) else ""
    every = {exhibit for some in left.values() for exhibit in some}
    unlike = ", not all for each" if any(some != every for some in left.values()) else ""
    asked = f"{for_whom} has" if len(left) == 1 else "they have"
    named = _names(sorted(names.get(one, one[:10]) for one in every))
    return f"NOT searched{only}{unlike}: {named}: {one_line(reason).replace('the query has', asked)}"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - SKIPPED_NAMED} more" if len(names) > SKIPPED_NAMED else ""
    return f"{', '.join(one_line(name) for name in names[:SKIPPED_NAMED])}{more}"
