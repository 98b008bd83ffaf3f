"""Captures of the same post or page, one after the other: what was edited, and what became of the claims.

Which captures are of one thing is told by what was recorded of them: the same
address, or the same channel and number of the post. Nothing is guessed from
how alike the texts are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from urllib.parse import parse_qsl, urlencode, urlsplit

from sayso.claims.types import Claim, Document
from sayso.compare.intervals import spoken_in_full
from sayso.compare.types import Change, ClaimChange
from sayso.compare.wording import Wording
from sayso.compare.words import content_stems
from sayso.values import Digest, TextSpan, in_utc, words_of

_TRACKING = ("utm_", "fbclid", "gclid")  # how parameters begin that say where a reader came from
_TOGETHER_S = 60  # what came in so close together says nothing about when it was edited
_SAME_CLAIM = 0.5  # of the shorter claim's telling words that two captures of one claim share


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
    found = []
    for target, evidence, alike in _captured_again(captures):
        ordered = sorted(alike, key=_moment)
        found += [_change(target, evidence, one, other, by_doc) for one, other in pairwise(ordered)]
    return tuple(sorted(found, key=lambda one: (one.target, one.after_at or "", one.after_doc)))


def same_address(url: str) -> str:
    """Return an address as it is compared: without what does not change the page.

    Scheme, `www.`, a slash at the end, the fragment, and parameters that tell where a reader came from.
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
    return f"{host}{port}{path}" + (f"?{urlencode(sorted(query))}" if query else "")


def _captured_again(captures: Iterable[Captured]) -> Iterator[tuple[str, str, list[Captured]]]:
    groups: dict[tuple[str, str], list[Captured]] = defaultdict(list)
    for one in captures:
        for key in _keys(one):
            groups[key].append(one)
    seen: set[frozenset[str]] = set()
    for (evidence, target), alike in sorted(groups.items(), key=lambda item: item[0]):
        names = frozenset(one.document.doc_id for one in alike)
        if len(names) > 1 and names not in seen:
            seen.add(names)
            yield target, evidence, alike


def _keys(one: Captured) -> Iterator[tuple[str, str]]:
    if one.url and same_address(one.url):
        yield "both were captured from one address", same_address(one.url)
    if one.post_id and one.document.publisher:
        channel = one.document.publisher.strip()
        yield "both are the same post of one channel", f"{channel}, post {one.post_id.strip()}"


def _moment(one: Captured) -> tuple[str, str, str]:
    return in_utc(one.document.published or ""), in_utc(one.taken_at or ""), one.document.doc_id


def _change(
    target: str,
    evidence: str,
    before: Captured,
    after: Captured,
    claims: Mapping[str, Sequence[tuple[Digest, Claim]]],
) -> Change:
    wording = Wording(before.document.text, after.document.text)
    before_at, after_at, dated_by = _dates(before, after)
    old, new = claims.get(before.document.doc_id, ()), claims.get(after.document.doc_id, ())
    return Change(
        target=target,
        evidence=evidence,
        before_doc=before.document.doc_id,
        after_doc=after.document.doc_id,
        before_at=before_at,
        after_at=after_at,
        dated_by=dated_by,
        edits=wording.edits(),
        claims=tuple(_claim_changes(before.document, after.document, old, new, wording)),
    )


def _dates(before: Captured, after: Captured) -> tuple[str | None, str | None, str]:
    """Between which dates it was edited, and whose dates these are."""
    stated = before.document.published, after.document.published
    if stated[0] and stated[1] and stated[0] != stated[1]:
        return *stated, "the dates that they bear"
    taken = before.taken_at, after.taken_at
    if taken[0] and taken[1] and _seconds_between(taken[0], taken[1]) >= _TOGETHER_S:
        return *taken, "when they came in here"
    return (
        None,
        None,
        "nothing: they bear no two dates and came in together; the order is not known",
    )


def _seconds_between(one: str, other: str) -> float:
    try:
        return abs((datetime.fromisoformat(other) - datetime.fromisoformat(one)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim of one capture."""

    id: Digest
    claim: Claim
    words: str
    stems: frozenset[str]

    @property
    def figures(self) -> str:
        return ", ".join(spoken_in_full(quantity) for quantity in self.claim.quantities)

    @property
    def place(self) -> TextSpan:
        return TextSpan(self.claim.content[0].start, self.claim.content[-1].end)


def _claim_changes(
    before: Document,
    after: Document,
    old: Sequence[tuple[Digest, Claim]],
    new: Sequence[tuple[Digest, Claim]],
    wording: Wording,
) -> Iterator[ClaimChange]:
    """What became of each claim, then what is new; claims that stayed as they were are left out."""
    gone, come = [_said(*one, before) for one in old], [_said(*one, after) for one in new]
    pairs = _paired(gone, come, wording)
    for one in gone:
        other = pairs.get(one.id)
        if other is None:
            yield ClaimChange(sort="vanished", speaker=one.claim.speaker, before=one.id, after=None,
                              before_words=one.words, after_words="")  # fmt: skip
        elif one.figures != other.figures:
            yield ClaimChange(sort="figure", speaker=other.claim.speaker, before=one.id, after=other.id,
                              before_words=one.figures, after_words=other.figures)  # fmt: skip
        elif one.words != other.words:
            yield ClaimChange(sort="reworded", speaker=other.claim.speaker, before=one.id, after=other.id,
                              before_words=one.words, after_words=other.words)  # fmt: skip
    taken = {other.id for other in pairs.values()}
    for other in come:
        if other.id not in taken:
            yield ClaimChange(sort="appeared", speaker=other.claim.speaker, before=None, after=other.id,
                              before_words="", after_words=other.words)  # fmt: skip


def _said(claim_id: Digest, claim: Claim, document: Document) -> _Said:
    words = " ".join(words_of(claim.content, document.text).split())
    return _Said(claim_id, claim, words, frozenset(content_stems(words)))


def _paired(gone: Sequence[_Said], come: Sequence[_Said], wording: Wording) -> dict[Digest, _Said]:
    """Which claim of the later capture each earlier one is: that of the same words, else the likest one."""
    pairs: dict[Digest, _Said] = {}
    left = {other.id: other for other in come}
    for one in gone:
        same = next((other for other in left.values() if _same(one, other)), None)
        if same is not None:
            pairs[one.id] = left.pop(same.id)
    for one in gone:
        if one.id not in pairs and left:
            place = wording.placed(one.place)
            best = max(left.values(), key=lambda other: _likeness(one, other, place))
            if _likeness(one, best, place) >= _SAME_CLAIM:
                pairs[one.id] = left.pop(best.id)
    return pairs


def _same(one: _Said, other: _Said) -> bool:
    return one.words == other.words and one.claim.speaker == other.claim.speaker


def _likeness(one: _Said, other: _Said, place: TextSpan | None) -> float:
    """How many telling words of the shorter claim both have; 0 where neither place nor speaker is one."""
    near = place is not None and place.overlaps(other.place)
    if not near and one.claim.speaker != other.claim.speaker:
        return 0.0
    fewest = min(len(one.stems), len(other.stems))
    shared = len(one.stems & other.stems) / fewest if fewest else float(near)
    return shared + (0.1 if near and shared else 0.0)
