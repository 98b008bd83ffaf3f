"""What `sayso copies` did not find, and what it could not look at: by reason, with names below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.cli.console import one_line, plural

if TYPE_CHECKING:
    from sayso.cli.copies_answer import Answer
    from sayso.footage.types import CopySearch
    from sayso.values import Digest

NAMED = 5  # of what was left out for one reason; the rest is counted, and all are in --json
UNDER = 2  # columns by which names stand in below their reason

Line = tuple[int, str]  # how many columns in, and the words


def left_out(answer: Answer) -> Iterator[Line]:
    """Say of what nothing was found, what could be read in part only, and what was not searched, and why."""
    nothing = nothing_found(answer) if answer.case is not None else []
    if nothing:
        yield 0, f"Nothing found of: {', '.join(_alone(answer, one) for one in nothing)}."
    for part in answer.notes:
        yield 0, f"Of {one_line(part.name)}: {one_line('; '.join(part.notes))}."
    yield from _unread(answer)
    queries = {search.query: answer.seen[search.query].name for search in answer.searches}
    yield from skipped_lines(answer.searches, {**answer.names, **queries})


def nothing_found(answer: Answer) -> list[Digest]:
    """Return what of a case was searched for, and not found in anything else but its very bytes."""
    found = {exhibit for copy in answer.found for exhibit in (copy.query, copy.found)}
    looked = (search.query for search in answer.made)
    return [exhibit for exhibit in looked if exhibit not in found]


def _alone(answer: Answer, exhibit: Digest) -> str:
    again = " (but its very bytes)" if exhibit in answer.same else ""
    return f"{one_line(answer.seen[exhibit].name)}{again}"


def _unread(answer: Answer) -> Iterator[Line]:
    """Name what could not be searched at all, by reason: first what was asked about, then all else."""
    for search in answer.searches:
        if search.not_looked is not None:
            yield (
                0,
                f"NOT searched: {one_line(answer.seen[search.query].name)}: {one_line(search.not_looked)}",
            )
    by_reason: dict[str, list[str]] = {}
    for missing in answer.not_looked:
        is_own = answer.case is not None and missing.item.case == answer.case.slug
        case = "" if is_own else f" in {answer.titles.get(missing.item.case, missing.item.case)}"
        by_reason.setdefault(missing.reason, []).append(f"{missing.item.file_name}{case}")
    for reason, names in by_reason.items():
        yield 0, f"NOT searched: {plural(len(names), 'file')}, {one_line(reason)}:"
        yield UNDER, _names(names)


def skipped_lines(searches: Sequence[CopySearch], names: Mapping[Digest, str]) -> Iterator[Line]:
    """Say what was left out, a line a reason and one of names: an archive may hold thousands of one kind.

    Where it was left out for some of the case's footage only, that is named, too.
    """
    left_out: dict[str, dict[Digest, set[Digest]]] = {}
    for search in searches:
        for skipped in search.skipped:
            left_out.setdefault(skipped.reason, {}).setdefault(search.query, set()).add(skipped.exhibit)
    for reason, left in sorted(left_out.items()):
        yield from _skipped(reason, left, len({search.query for search in searches}), names)


def _skipped(
    reason: str, left: Mapping[Digest, set[Digest]], queries: int, names: Mapping[Digest, str]
) -> Iterator[Line]:
    every = {exhibit for some in left.values() for exhibit in some}
    unlike = ", not all for each of these" if any(some != every for some in left.values()) else ""
    whose = "" if len(left) == queries else f" for {len(left):,} of {plural(queries, 'recording')}"
    yield 0, f"NOT searched{whose}: {plural(len(every), 'exhibit')}{unlike}, {_worded(reason, len(left))}:"
    if len(left) < queries:
        yield UNDER, f"for {_called(left, names)}"
    yield UNDER, f"{'not ' if whose else ''}{_called(every, names)}"


def _worded(reason: str, queries: int) -> str:
    """Return why something was left out, where a search speaks of its own query, with how many those are."""
    from sayso.footage.comparable import BY_NOTHING, BY_PICTURE_ONLY, BY_SOUND_ONLY

    asked = "what is searched for has" if queries == 1 else "these have"
    return {
        BY_NOTHING: f"for {asked} neither picture nor sound to search with",
        BY_PICTURE_ONLY: f"to be found by picture only, and {asked} no picture to search with",
        BY_SOUND_ONLY: f"to be found by sound only, and {asked} no sound to search with",
    }.get(reason, one_line(reason))


def _called(exhibits: Iterable[Digest], names: Mapping[Digest, str]) -> str:
    return _names(sorted(names.get(one, one[:10]) for one in exhibits))


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return f"{', '.join(one_line(name) for name in names[:NAMED])}{more}"
