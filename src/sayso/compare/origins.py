"""On whose word a claim rests: what makes two claims one voice, with the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sayso.claims.types import GENERAL_BELIEF, Document
from sayso.compare.names import bond, read_name, same_body
from sayso.compare.reading import Reading
from sayso.compare.speakers import Speakers
from sayso.compare.types import Change, SharedFootage

_TOLD = re.compile(
    r"(?:that )?(?:then |first |later )?\w+ (?:(?:had|have|has) )?(?:told|informed|assured) \w+\b",
    re.IGNORECASE,
)
SHINGLE_WORDS = 5  # words in a row that two texts must share to be called a copy
_COPIED_SHARE = 0.6  # of the shorter claim's words


class Origins:
    """What is known of who repeats whom in a case."""

    def __init__(
        self,
        documents: Sequence[Document],
        speakers: Speakers,
        copies: Sequence[SharedFootage] = (),
        changes: Sequence[Change] = (),
    ) -> None:
        self._speakers = speakers
        self._documents = {document.doc_id: document for document in documents}
        self._sources = _all_sources(documents)
        self._publishers = {
            document.doc_id: speakers.key(document.doc_id, document.publisher)
            for document in documents
            if document.publisher
        }
        self._copies: dict[frozenset[str], str] = {
            frozenset((copy.left_doc, copy.right_doc)): copy.evidence for copy in copies
        }
        self._captures = dict(_captures_in_order(changes))

    def same_voice(self, left: Reading, right: Reading) -> str | None:
        """Return why two claims go back to one speaker; None where nothing says so."""
        if left.speaker == right.speaker and not (left.unnamed or right.unnamed):
            return self._same_speaker(left, right)
        if left.unnamed and right.unnamed and left.claim.speaker == right.claim.speaker:
            one_text = left.claim.doc_id == right.claim.doc_id
            handed_on = not one_text and self._forwarded(left.claim.doc_id, right.claim.doc_id)
            if (one_text or handed_on) and left.claim.speaker != GENERAL_BELIEF:
                return f"both are from the same source, {left.claim.speaker}"
        return self.recaptured(left, right) or self._nested(left, right) or self._relayed(left, right)

    def recaptured(self, left: Reading, right: Reading) -> str | None:
        """Return why two claims are one source's, in captures of one thing; None where they are not."""
        capture = self._captures.get((left.claim.doc_id, right.claim.doc_id))
        capture = capture or self._captures.get((right.claim.doc_id, left.claim.doc_id))
        if capture is None or left.claim.speaker != right.claim.speaker:
            return None
        return f"both stand in captures of one thing, {capture.target}"

    def edited(self, left: Reading, right: Reading) -> bool:
        """Tell whether the second claim stands in a capture that is known to be later than the first's."""
        capture = self._captures.get((left.claim.doc_id, right.claim.doc_id))
        return capture is not None and capture.before_at is not None

    def passed_on(self, left: Reading, right: Reading) -> str | None:
        """Return why one claim may have the other's words: by a forward, a citation, a source in common.

        An article that names a post or a statement has many other sources; only what it
        says on nobody's word, or on that of the text it names, is taken to come from there.
        """
        for copy, source in ((left, right), (right, left)):
            evidence = self._sources[copy.claim.doc_id].get(source.claim.doc_id)
            if evidence is not None and self._on_own_word(copy):
                return evidence
            handed_on = self._through_publisher(copy, source)
            if handed_on is not None:
                return handed_on
        if left.claim.doc_id == right.claim.doc_id and left.speaker != right.speaker:
            return self._forwarded_beside(left, right)
        return self._common_source(left, right)

    def cited_without_name(self, left: Reading, right: Reading) -> str | None:
        """Return how somebody unnamed speaks in a document that has the other's for a source."""
        for copy, source in ((left, right), (right, left)):
            evidence = self._sources[copy.claim.doc_id].get(source.claim.doc_id)
            own = self._publishers.get(source.claim.doc_id) == source.speaker
            if evidence is not None and own and copy.unnamed:
                return evidence
        return None

    def relays(self, left: Reading, right: Reading) -> bool:
        """Tell whether one claim is all about what the other's speaker said: "They told me that ..."."""
        for outer, inner in ((left, right), (right, left)):
            told = outer.speaker in inner.through and outer.claim.doc_id == inner.claim.doc_id
            if told and _TOLD.match(outer.words):
                return True
        return False

    def shared_footage(self, left: Reading, right: Reading) -> str | None:
        """Return how the two documents' footage is the same; None where no match is known."""
        return self._copies.get(frozenset((left.claim.doc_id, right.claim.doc_id)))

    def _forwarded(self, one: str, other: str) -> bool:
        """Whether one document was forwarded from the other's publisher."""
        return any(
            self._documents[copy].forwarded_from is not None and source in self._sources[copy]
            for copy, source in ((one, other), (other, one))
        )

    def _same_speaker(self, left: Reading, right: Reading) -> str:
        if left.claim.speaker == right.claim.speaker:
            return f"both are said by {left.claim.speaker}"
        name = self._speakers.name_of(left.speaker)
        others = sorted({left.claim.speaker, right.claim.speaker} - {name})
        if len(others) == 1:
            return f"{others[0]} {bond(others[0], name)}"
        return f"{others[0]} {bond(others[0], name)}, and {others[1]} {bond(others[1], name)}"

    def _nested(self, left: Reading, right: Reading) -> str | None:
        if left.claim.doc_id != right.claim.doc_id:
            return None
        for inner, outer in ((left, right), (right, left)):
            if outer.speaker in inner.through and _overlap(inner, outer):
                return f"{outer.claim.speaker} passes on what {inner.claim.speaker} said"
        return None

    def _relayed(self, left: Reading, right: Reading) -> str | None:
        """What an unnamed source says in somebody's own text, and that somebody says elsewhere."""
        for relayed, relay in ((left, right), (right, left)):
            doc_id = relayed.claim.doc_id
            if (
                relayed.unnamed
                and doc_id != relay.claim.doc_id
                and self._publishers.get(doc_id) == relay.speaker
                and self._documents[doc_id].kind in ("statement", "post")
            ):
                return f"{relay.claim.speaker} passes on what {relayed.claim.speaker} said"
        return None

    def named_as_source(self, left: Reading, right: Reading) -> str | None:
        """Return how one claim's document has the other's for a source, or its publisher; else None."""
        one, other = left.claim.doc_id, right.claim.doc_id
        return (
            self._sources[one].get(other)
            or self._sources[other].get(one)
            or self._through_publisher(left, right)
            or self._through_publisher(right, left)
        )

    def _through_publisher(self, copy: Reading, source: Reading) -> str | None:
        """What an outlet is said to report, citing somebody without a name, and that outlet's own text."""
        publisher = self._publishers.get(source.claim.doc_id)
        if publisher not in copy.through or copy.claim.doc_id == source.claim.doc_id:
            return None
        if not (copy.unnamed or source.unnamed or copy.speaker == source.speaker):
            return None  # the same outlet may quote two people
        outlet = self._documents[source.claim.doc_id].publisher
        return f"{_title(self._documents[copy.claim.doc_id])} has it from {outlet}"

    def _on_own_word(self, copy: Reading) -> bool:
        """Whether a claim rests on nobody named, or on its own document's author."""
        if copy.claim.speaker == GENERAL_BELIEF:
            return True
        return self._publishers.get(copy.claim.doc_id) == copy.speaker and copy.kind == "post"

    def _forwarded_beside(self, left: Reading, right: Reading) -> str | None:
        """An author's own words under the words that he forwards."""
        document = self._documents[left.claim.doc_id]
        if document.forwarded_from is None or not (self._on_own_word(left) or self._on_own_word(right)):
            return None
        return f"{document.publisher} forwards the words of {document.forwarded_from}"

    def _common_source(self, left: Reading, right: Reading) -> str | None:
        if not (left.kind == right.kind == "post"):
            return None
        one, other = self._sources[left.claim.doc_id], self._sources[right.claim.doc_id]
        shared = sorted(set(one) & set(other))
        return f"both name the same source: {_title(self._documents[shared[0]])}" if shared else None


def shared_words(left: Sequence[str], right: Sequence[str]) -> str | None:
    """Return the longest run of words that two texts share, where it is long enough to tell a copy.

    Args:
        left: the words of one text, in lower case.
        right: those of the other.
    """
    enough = max(3, min(SHINGLE_WORDS, round(_COPIED_SHARE * min(len(left), len(right)))))
    if _shingles(tuple(left), enough).isdisjoint(_shingles(tuple(right), enough)):
        return None
    best, end = 0, 0
    lengths: dict[int, int] = {}
    for at, word in enumerate(left):
        row = {place: lengths.get(place - 1, 0) + 1 for place, other in enumerate(right) if word == other}
        longest = max(row.values(), default=0)
        if longest > best:
            best, end = longest, at + 1
        lengths = row
    return " ".join(left[end - best : end])


@lru_cache(maxsize=8192)
def _shingles(words: tuple[str, ...], size: int) -> frozenset[tuple[str, ...]]:
    return frozenset(words[at : at + size] for at in range(len(words) - size + 1))


def _overlap(inner: Reading, outer: Reading) -> bool:
    """Whether the outer claim's words hold some of the inner one's."""
    return any(span.overlaps(other) for span in inner.claim.content for other in outer.claim.content)


def _all_sources(documents: Sequence[Document]) -> dict[str, Mapping[str, str]]:
    """For each document, those that it was forwarded from or names as its source, with the evidence."""
    by_id = {document.doc_id: document for document in documents}
    by_publisher: dict[str, list[Document]] = {}
    for document in documents:
        if document.publisher:
            by_publisher.setdefault(document.publisher, []).append(document)
    authors = {document.forwarded_from for document in documents if document.forwarded_from}
    published = {
        author: [one for name, own in by_publisher.items() if _same_name(author, name) for one in own]
        for author in sorted(authors)
    }
    return {document.doc_id: _sources_of(document, by_id, published) for document in documents}


def _sources_of(
    document: Document, by_id: Mapping[str, Document], published: Mapping[str, Sequence[Document]]
) -> Mapping[str, str]:
    sources = {
        cited: f"{_title(document)} names {_title(by_id[cited])} as its source"
        for cited in document.cites
        if cited in by_id and cited != document.doc_id
    }
    for other in published.get(document.forwarded_from or "", ()):
        if other.doc_id != document.doc_id:
            sources[other.doc_id] = f"{_title(document)} was forwarded from {other.publisher}"
    return sources


def _captures_in_order(changes: Sequence[Change]) -> Iterator[tuple[tuple[str, str], Change]]:
    """Yield each two captures of one thing, the earlier first, with a change between them.

    Of two captures with others between them it is one whose order is not known, if there is one.
    """
    following = {change.before_doc: change for change in changes}
    for first in sorted(following):
        change = shown = following[first]
        passed = {first}
        while change.after_doc not in passed:
            passed.add(change.after_doc)
            shown = shown if shown.before_at is None else change
            yield (first, change.after_doc), shown
            change = following.get(change.after_doc, change)


def _same_name(left: str, right: str) -> bool:
    return same_body(read_name(left), read_name(right)) or left.casefold() == right.casefold()


def _title(document: Document) -> str:
    return document.publisher or document.doc_id
