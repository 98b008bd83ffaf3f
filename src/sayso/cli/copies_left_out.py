"""What `sayso copies` did not find, and what it could not look at: in one line, or each reason with names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.cli.console import one_line, plural

if TYPE_CHECKING:
    from sayso.cli.copies_answer import Answer
    from sayso.desk.documents import NotLooked
    from sayso.footage.types import CopySearch
    from sayso.values import Digest

NAMED = 5  # of what was left out of what was asked about, for one reason; the rest is counted
UNLIKE = "not all for each of these, "
UNDER = 2  # columns by which names stand in below their reason

Line = tuple[int, str]  # how many columns in, and the words


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What could not be searched in, for one reason."""

    count: int
    noun: str
    whose: str = ""  # for how many of the recordings that were searched for, where it is not all
    reason: str
    lines: tuple[str, ...]  # whom it was not searched for, and what

    def told(self) -> Iterator[Line]:
        """Yield a line of the reason, and those below it."""
        yield 0, f"NOT searched{self.whose}: {plural(self.count, self.noun)}, {self.reason}:"
        yield from ((UNDER, line) for line in self.lines)


def left_out(answer: Answer, *, names: bool = False) -> Iterator[Line]:
    """Say of what nothing was found, what could be read in part only, and what was not searched, and why.

    Args:
        names: name all that could not be searched in; else one line counts it by reason.
    """
    nothing = nothing_found(answer) if answer.case is not None else []
    if nothing:
        yield 0, f"Nothing found of: {', '.join(_alone(answer, one) for one in nothing)}."
    for part in answer.notes:
        yield 0, f"Of {one_line(part.name)}: {one_line('; '.join(part.notes))}."
    yield from _own_unread(answer)
    yield from _in_part(answer, names=names)
    elsewhere = list(_left_out_elsewhere(answer))
    if names:
        for one in elsewhere:
            yield from one.told()
    elif elsewhere:
        yield 0, f"NOT searched: {in_short(elsewhere)}. To name all: --not-searched"


def in_short(left: Sequence[LeftOut]) -> str:
    """Count what was left out by reason, without what the reasons say of single files."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in left:
        reason = re.split(r": | \(|, and ", one.reason.removeprefix(UNLIKE))[0]
        counts[one.noun, one.whose, reason.removeprefix("the file is ").removeprefix("it is ")] += one.count
    return "; ".join(
        f"{plural(count, noun)}{whose}, {reason}" for (noun, whose, reason), count in counts.items()
    )


def nothing_found(answer: Answer) -> list[Digest]:
    """Return what of a case was searched for, and not found in anything else but its very bytes."""
    found = {exhibit for copy in answer.found for exhibit in (copy.query, copy.found)}
    looked = (search.query for search in answer.made)
    return [exhibit for exhibit in looked if exhibit not in found]


def _alone(answer: Answer, exhibit: Digest) -> str:
    again = " (but its very bytes)" if exhibit in answer.same else ""
    return f"{one_line(answer.seen[exhibit].name)}{again}"


def _in_part(answer: Answer, *, names: bool) -> Iterator[Line]:
    """Name what was searched, but for a part of it; the first few, unless all are to be named."""
    told = [
        f"of {one_line(answer.names.get(exhibit, exhibit[:10]))} {one_line(reason)}"
        for exhibit, reason in answer.in_part.items()
    ]
    shown = told if names else told[:NAMED]
    if shown:
        more = f"; and of {len(told) - len(shown):,} more: --not-searched" if len(told) > len(shown) else ""
        yield 0, f"NOT all searched: {'; '.join(shown)}{more}."


def _own_unread(answer: Answer) -> Iterator[Line]:
    """Name what was asked about and could not be searched for: recordings, then files by reason."""
    for search in answer.searches:
        if search.not_looked is not None:
            name = one_line(answer.seen[search.query].name)
            yield 0, f"NOT searched: {name}: {one_line(search.not_looked)}"
    for one in _files(answer, own=True, most=NAMED):
        yield from one.told()


def _left_out_elsewhere(answer: Answer) -> Iterator[LeftOut]:
    """Yield what of the archive could not be searched in: files that could not be read, then recordings."""
    yield from _files(answer, own=False)
    queries = {search.query: answer.seen[search.query].name for search in answer.searches}
    yield from skipped(answer.made, {**answer.names, **queries})


def _files(answer: Answer, *, own: bool, most: int = 0) -> Iterator[LeftOut]:
    """Yield the files that could not be read, of the case that was asked about or of others, by reason."""
    by_reason: dict[str, list[str]] = {}
    for missing in answer.not_looked:
        is_own = answer.case is not None and missing.item.case == answer.case.slug
        if is_own == own:
            by_reason.setdefault(missing.reason, []).append(_file_name(answer, missing, own=own))
    for reason, names in by_reason.items():
        lines = (_names(names, most),)
        yield LeftOut(count=len(names), noun="file", reason=one_line(reason), lines=lines)


def _file_name(answer: Answer, missing: NotLooked, *, own: bool) -> str:
    case = "" if own else f" in {answer.titles.get(missing.item.case, missing.item.case)}"
    return f"{missing.item.file_name}{case}"


def skipped(searches: Sequence[CopySearch], names: Mapping[Digest, str]) -> Iterator[LeftOut]:
    """Yield the recordings that were left out of searches, by reason.

    Where it was left out for some of the case's footage only, that is named, too.
    """
    left_out: dict[str, dict[Digest, set[Digest]]] = {}
    for search in searches:
        for one in search.skipped:
            left_out.setdefault(one.reason, {}).setdefault(search.query, set()).add(one.exhibit)
    for reason, left in sorted(left_out.items()):
        yield _skipped(reason, left, len({search.query for search in searches}), names)


def _skipped(
    reason: str, left: Mapping[Digest, set[Digest]], queries: int, names: Mapping[Digest, str]
) -> LeftOut:
    every = {exhibit for some in left.values() for exhibit in some}
    unlike = UNLIKE if any(some != every for some in left.values()) else ""
    is_part = len(left) < queries
    whose = f" for {len(left):,} of {plural(queries, 'recording')}" if is_part else ""
    for_whom = (f"for {_called(left, names)}",) if is_part else ()
    return LeftOut(
        count=len(every),
        noun="exhibit",
        whose=whose,
        reason=f"{unlike}{_worded(reason, len(left))}",
        lines=(*for_whom, f"{'not ' if is_part else ''}{_called(every, names)}"),
    )


def _worded(reason: str, queries: int) -> str:
    """Return why something was left out, where a search speaks of its own query, with how many those are."""
    from sayso.footage.comparable import BY_PICTURE_ONLY, BY_SOUND_ONLY

    asked = "what is searched for has" if queries == 1 else "these have"
    return {
        BY_PICTURE_ONLY: f"to be found by picture only, and {asked} no picture to search with",
        BY_SOUND_ONLY: f"to be found by sound only, and {asked} no sound to search with",
    }.get(reason, one_line(reason))


def _called(exhibits: Iterable[Digest], names: Mapping[Digest, str]) -> str:
    return _names(sorted(names.get(one, one[:10]) for one in exhibits))


def _names(names: Sequence[str], most: int = 0) -> str:
    shown = names[: most or None]
    more = f" and {len(names) - len(shown):,} more" if len(names) > len(shown) else ""
    return f"{', '.join(one_line(name) for name in shown)}{more}"
