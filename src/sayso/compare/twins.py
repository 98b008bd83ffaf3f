"""One text in several documents: a post that others passed on whole, a report under several headlines.

Its claims stand once in a comparison, and each document counts as a report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from sayso.claims.types import Claim, Document
from sayso.compare.words import tokens_of
from sayso.values import Digest, in_utc, within

_LINE = re.compile(r"[^\n]+")
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
_LONGEST = 160  # characters of a line of a headline
_FEWEST = 30  # words below their headlines from which two articles are one report


def headline_end(document: Document) -> int:
    """Return where the text below the headlines of an article begins, in code points; 0 where it has none.

    Headlines are its first lines, a byline among them, as long as they are no whole sentences.
    """
    if document.kind not in ("article", None):
        return 0
    lines = list(_LINE.finditer(document.text))
    heads = list(takewhile(lambda line: _is_headline(line.group()), lines))
    return heads[-1].end() if 0 < len(heads) < len(lines) else 0


def _is_headline(line: str) -> bool:
    return len(line) <= _LONGEST and _ENDED.search(line) is None


def twins_of(documents: Iterable[Document]) -> tuple[tuple[str, ...], ...]:
    """Return the documents that have one text, word for word, whatever headline and byline stand over it."""
    groups = (sorted(one.doc_id for one in alike) for alike in _alike(documents))
    return tuple(sorted(tuple(names) for names in groups))


def _alike(documents: Iterable[Document]) -> list[list[Document]]:
    """Documents of one text; a short one counts with all that it is."""
    alike: dict[object, list[Document]] = defaultdict(list)
    for document in documents:
        body = _words_below(document)
        alike[body if len(body) >= _FEWEST else document.text_digest].append(document)
    return [held for held in alike.values() if len(held) > 1]


def _words_below(document: Document) -> tuple[str, ...]:
    """The words of an article below its headlines; () of anything else, which may differ in a sign alone."""
    if document.kind not in ("article", None):
        return ()
    return tuple(token.lower for token in tokens_of(document.text[headline_end(document) :]))


@dataclass(frozen=True, slots=True, kw_only=True)
class OneText:
    """Documents that have one text, word for word."""

    doc_ids: tuple[str, ...]  # the earliest dated first
    first: str  # that which is dated before all others; "" where their dates do not tell
    in_full: bool  # headlines and all; else under different ones


def one_texts(documents: Sequence[Document]) -> tuple[OneText, ...]:
    """Return the texts that stand in several documents, word for word."""
    order = earliest_first(documents)
    groups = (sorted(alike, key=lambda one: order(one.doc_id)) for alike in _alike(documents))
    return tuple(sorted(map(_one_text, groups), key=lambda one: order(one.doc_ids[0])))


def _one_text(alike: Sequence[Document]) -> OneText:
    first, *others = alike
    is_first = all(_is_before(first.published, one.published) for one in others)
    return OneText(
        doc_ids=tuple(one.doc_id for one in alike),
        first=first.doc_id if is_first else "",
        in_full=len({one.text for one in alike}) == 1,
    )


def _is_before(one: str | None, other: str | None) -> bool:
    """Whether a date lies before another in whatever zones they are meant."""
    early, late = within(one or ""), within(other or "")
    return early is not None and late is not None and early.end <= late.start


def stand_ins(documents: Sequence[Document], claims: Iterable[Claim]) -> Mapping[Digest, Claim]:
    """Return for every claim, by its id, the one that stands for it: that of the earliest dated twin.

    A claim of a text that stands once stands for itself, and so does one in a headline.
    """
    order = earliest_first(documents)
    groups = list(enumerate(_alike(documents)))
    starts = {one.doc_id: _starts_below(one) for _, alike in groups for one in alike}
    group = {one.doc_id: number for number, alike in groups for one in alike}
    first: dict[object, Claim] = {}
    found: dict[Digest, Claim] = {}
    for claim in sorted(claims, key=lambda one: order(one.doc_id)):
        place = _place(claim, starts[claim.doc_id]) if claim.doc_id in group else None
        key = (group[claim.doc_id], place) if place else claim.id
        found.setdefault(claim.id, first.setdefault(key, claim))
    return found


def _starts_below(document: Document) -> list[int]:
    """Where the words below the headlines begin."""
    end = headline_end(document)
    return [token.start for token in tokens_of(document.text) if token.start >= end]


def _place(claim: Claim, starts: Sequence[int]) -> tuple[tuple[int, int], ...] | None:
    """Which words below the headlines are a claim's source, cue and content; None where some stand above."""
    spans = (*claim.source, *claim.cue, *claim.content)
    if not starts or any(span.start < starts[0] - 1 for span in spans):
        return None
    roles = (len(claim.source), len(claim.cue))
    return roles, *((bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in spans)


def standing(documents: Sequence[Document], claims: Iterable[Claim]) -> list[Claim]:
    """Return claims without those for which another stands, the earliest dated document's first."""
    return list({claim.id: claim for claim in stand_ins(documents, claims).values()}.values())


def earliest_first(documents: Iterable[Document]) -> Callable[[str], tuple[str, str]]:
    """Return what sorts documents by their ids so that the earliest dated one comes first.

    One without a date comes last, a day without an hour after that day's hours.
    """
    dates = {document.doc_id: in_utc(document.published or "") for document in documents}
    return lambda doc_id: (f"{dates.get(doc_id, '')}~", doc_id)


def documents_with(
    documents: Sequence[Document], claims: Iterable[Claim]
) -> Mapping[Digest, tuple[str, ...]]:
    """Return, for every claim that stands, its documents: that and word-for-word copies, earliest first.

    Args:
        documents: all that the claims stand in.
        claims: all of them, also those for which another stands.
    """
    order = earliest_first(documents)
    given = sorted(claims, key=lambda one: order(one.doc_id))
    stands = stand_ins(documents, given)
    held: dict[Digest, dict[str, None]] = defaultdict(dict)
    for claim in given:
        held[stands[claim.id].id][claim.doc_id] = None
    return {claim: tuple(names) for claim, names in held.items()}
