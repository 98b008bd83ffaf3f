"""Captures of the same post or page, one after the other: what was edited, and what became of the claims.

Which captures are of one thing is told by what was recorded of them: the same
address, or the same channel and number of the post. Nothing is guessed from
how alike the texts are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from urllib.parse import parse_qsl, urlencode, urlsplit

from sayso.claims.types import Claim, Document
from sayso.compare.changed_claims import claim_changes
from sayso.compare.types import Change
from sayso.compare.wording import Wording
from sayso.values import Digest, in_utc

_TRACKING = ("utm_", "fbclid", "gclid")  # how parameters begin that say where a reader came from
_WAYS = ("!", "/")  # how a fragment begins by which a page with scripts tells which of its pages is shown
_TOGETHER_S = 60  # what came in so close together says nothing about when it was edited
_DAY = len("2031-05-04")


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A document, and what was recorded of where it was and when it was taken."""

    document: Document
    url: str | None = None
    post_id: str | None = None  # the number of a post in its publisher's channel
    taken_at: str | None = None  # ISO 8601, with a zone


def changes_of(captures: Sequence[Captured], claims: Sequence[Claim]) -> tuple[Change, ...]:
    """Return what changed between each two captures of one post or page that follow one another.

    Two captures between which not a word changed are there, too, with no edits.
    """
    by_doc: dict[str, list[tuple[Digest, Claim]]] = defaultdict(list)
    for claim in claims:
        by_doc[claim.doc_id].append((claim.id, claim))
    found = [
        _change(one, other, by_doc)
        for alike in _captured_again(_by_post(captures))
        for one, other in pairwise(_one_after_the_other(alike))
    ]
    return tuple(sorted(found, key=lambda one: (one.target, one.after_at or "", one.after_doc)))


def same_address(url: str) -> str:
    """Return an address as it is compared: without what does not change the page.

    Scheme, `www.`, a slash at the end, parameters that tell where a reader came from, and the fragment,
    unless it is by its form a way to a page: `#/post/1`, `#!/post/1`.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    path = parts.path.rstrip("/")
    if host == "t.me":
        path = path.removeprefix("/s")  # the same channel, as its preview shows it
    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = [pair for pair in asked if not pair[0].startswith(_TRACKING)]
    way = parts.fragment.rstrip("/")
    way = f"#{way}" if way.startswith(_WAYS) and way not in _WAYS else ""
    return f"{host}{port}{path}" + (f"?{urlencode(sorted(query))}" if query else "") + way


def _by_post(captures: Sequence[Captured]) -> list[Captured]:
    """Leave out of posts an address under which posts of several numbers stand: it is their channel's."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for one in captures:
        if one.url and one.post_id:
            numbers[same_address(one.url)].add(one.post_id.strip())
    return [
        replace(one, url=None) if one.url and one.post_id and len(numbers[same_address(one.url)]) > 1 else one
        for one in captures
    ]


def _captured_again(captures: Iterable[Captured]) -> Iterator[list[Captured]]:
    """Yield the captures of each post or page that has several: what shares a key, straight or by others."""
    ordered = sorted(captures, key=lambda one: one.document.doc_id)
    by_key: dict[tuple[str, str], list[Captured]] = defaultdict(list)
    for one in ordered:
        for key in _keys(one):
            by_key[key].append(one)
    reached: set[str] = set()
    for first in ordered:
        alike, waiting = {}, [first]
        while waiting:
            one = waiting.pop()
            if one.document.doc_id not in reached:
                reached.add(one.document.doc_id)
                alike[one.document.doc_id] = one
                waiting += [other for key in _keys(one) for other in by_key.pop(key, ())]
        if len(alike) > 1:
            yield list(alike.values())


def _keys(one: Captured) -> Iterator[tuple[str, str]]:
    if one.url and same_address(one.url):
        yield "both were captured from one address", same_address(one.url)
    if one.post_id and one.document.publisher:
        channel = one.document.publisher.strip()
        yield "both are the same post of one channel", f"{channel}, post {one.post_id.strip()}"


def _why_one(one: Captured, other: Captured) -> tuple[str, str]:
    """By what two captures are of one thing, and what that is."""
    shared = set(_keys(one)) & set(_keys(other))
    return min(shared, default=("another capture shares the one's address and the other's number", ""))


def _one_after_the_other(alike: Sequence[Captured]) -> list[Captured]:
    """Put captures in order by the dates that they bear where all do, else by when they came in."""
    dated = all(one.document.published for one in alike)

    def moment(one: Captured) -> tuple[str, str, str]:
        stated, taken = in_utc(one.document.published or ""), in_utc(one.taken_at or "")
        return (stated, taken, one.document.doc_id) if dated else (taken, stated, one.document.doc_id)

    return sorted(alike, key=moment)


def _change(one: Captured, other: Captured, claims: Mapping[str, Sequence[tuple[Digest, Claim]]]) -> Change:
    evidence, target = _why_one(one, other)
    before, after, at, dated_by = _dated(one, other)
    wording = Wording(before.document.text, after.document.text)
    old, new = claims.get(before.document.doc_id, ()), claims.get(after.document.doc_id, ())
    return Change(
        target=target or min(_keys(before))[1],
        evidence=evidence,
        before_doc=before.document.doc_id,
        after_doc=after.document.doc_id,
        before_at=at[0],
        after_at=at[1],
        dated_by=dated_by,
        edits=wording.edits(),
        claims=tuple(claim_changes(before.document, after.document, old, new, wording)),
    )


def _dated(one: Captured, other: Captured) -> tuple[Captured, Captured, tuple[str | None, str | None], str]:
    """The earlier one, the later one, between which dates it was edited, and whose dates these are.

    Both dates are by one clock, so that no edit runs backwards: the first on which the two differ.
    """
    for at, differ, whose in _CLOCKS:
        first, second = sorted((one, other), key=lambda each: in_utc(at(each) or ""))
        dates = at(first), at(second)
        if dates[0] and dates[1] and differ(dates[0], dates[1]):
            return first, second, dates, whose
    why = "nothing: they bear no two dates and came in together; the order is not known"
    return one, other, (None, None), why


def _other_date(one: str, other: str) -> bool:
    """Tell whether two dates differ as far as both are exact; to the day where but one states its zone."""
    first, second = in_utc(one), in_utc(other)
    exact = min(len(first), len(second))
    if (first == one) != (second == other):
        exact = min(exact, _DAY)
    return first[:exact] != second[:exact]


def _came_in_apart(earlier: str, later: str) -> bool:
    try:
        between = datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
    except (ValueError, TypeError):
        return False
    return between.total_seconds() >= _TOGETHER_S


_Clock = tuple[Callable[[Captured], str | None], Callable[[str, str], bool], str]
_CLOCKS: tuple[_Clock, ...] = (
    (lambda one: one.document.published, _other_date, "the dates that they bear"),
    (lambda one: one.taken_at, _came_in_apart, "when they came in here"),
)
