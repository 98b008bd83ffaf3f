"""On whose word claims rest: what makes two of them one voice, or one source, with the evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sayso.claims.types import GENERAL_BELIEF, Document
from sayso.compare.copying import shared_around, shared_words
from sayso.compare.linked import all_sources, captures_in_order, title_of
from sayso.compare.names import bond, does
from sayso.compare.outcomes import Answer
from sayso.compare.reading import Reading
from sayso.compare.speakers import Speakers
from sayso.compare.types import Change, SharedFootage

_COPY_WITHOUT_LINK = 8  # words in a row that tell a copy though nothing links the documents
_TOLD = re.compile(
    r"(?:that )?(?:then |first |later )?\w+ (?:(?:had|have|has) )?(?:told|informed|assured) \w+\b",
    re.IGNORECASE,
)


class Origins:
    """What is known of who repeats whom in a case."""

    def __init__(
        self,
        documents: Sequence[Document],
        speakers: Speakers,
        copies: Sequence[SharedFootage] = (),
        changes: Sequence[Change] = (),
        headlines: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        self._speakers = speakers
        self._documents = {document.doc_id: document for document in documents}
        self._sources = all_sources(documents)
        self._publishers = {
            document.doc_id: speakers.key(document.doc_id, document.publisher)
            for document in documents
            if document.publisher
        }
        self._copies: dict[frozenset[str], str] = {
            frozenset((copy.left_doc, copy.right_doc)): copy.evidence for copy in copies
        }
        self._captures = dict(captures_in_order(changes))
        self._headlines = headlines

    def same_voice(self, left: Reading, right: Reading) -> str | None:
        """Return why two claims go back to one speaker; None where nothing says so."""
        if left.speaker == right.speaker and not (left.unnamed or right.unnamed):
            return self._same_speaker(left, right)
        if left.unnamed and right.unnamed and left.claim.speaker == right.claim.speaker:
            one_text = left.claim.doc_id == right.claim.doc_id
            handed_on = not one_text and self._forwarded(left.claim.doc_id, right.claim.doc_id)
            if (one_text or handed_on) and left.claim.speaker != GENERAL_BELIEF:
                return f"both are from the same source, {left.claim.speaker}"
        return (
            self.recaptured(left, right)
            or self._headline(left, right)
            or self._nested(left, right)
            or self._relayed(left, right)
        )

    def one_source(self, left: Reading, right: Reading, answer: Answer) -> str | None:
        """Return why two claims with one answer go back to one source; None where nothing says so.

        It is a voice, a link between the texts, their footage, or words in a row that both have.
        """
        voice = self.same_voice(left, right)
        if voice is not None:
            return voice
        link = self._passed_on(left, right)
        if link is not None and answer.figures is not None and answer.near:
            return link
        cited = self._cited_without_name(left, right) if answer.one_number else None
        known = cited or self._footage(left, right)
        if known is not None:
            return known
        copied = self._copied_around(left, right) or _copied(left, right, linked=link is not None)
        if copied is None:
            return None
        shared = f"they share the words “{copied}”"
        return shared if link is None else f"{link}, and {shared}"

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

    def in_own_text(self, one: Reading) -> bool:
        """Tell whether a claim stands in a document that its speaker published."""
        return self._publishers.get(one.claim.doc_id) == one.speaker

    def two_persons(self, left: Reading, right: Reading) -> bool:
        """Tell whether two claims are of two persons by name, be they of one body."""
        one, other = (self._speakers.person(each.claim.doc_id, each.claim.speaker) for each in (left, right))
        return bool(one and other) and not (one <= other or other <= one)

    def is_headline(self, one: Reading) -> bool:
        """Tell whether a claim stands in the headline over a claim that says the same."""
        return one.number in self._headlines

    def relays(self, left: Reading, right: Reading) -> bool:
        """Tell whether one claim is all about what the other's speaker said: "They told me that ..."."""
        for outer, inner in ((left, right), (right, left)):
            told = outer.speaker in inner.through and outer.claim.doc_id == inner.claim.doc_id
            if told and _TOLD.match(outer.words):
                return True
        return False

    def named_as_source(self, left: Reading, right: Reading) -> str | None:
        """Return how one claim's document has the other's for a source, or its publisher; else None."""
        one, other = left.claim.doc_id, right.claim.doc_id
        return (
            self._sources[one].get(other)
            or self._sources[other].get(one)
            or self._through_publisher(left, right)
            or self._through_publisher(right, left)
        )

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

    def _headline(self, left: Reading, right: Reading) -> str | None:
        for head, told in ((left, right), (right, left)):
            if self._headlines.get(head.number) == told.number:
                return f"the headline tells what {does(told.claim.speaker, 'says', 'say')} below it"
        return None

    def _nested(self, left: Reading, right: Reading) -> str | None:
        for inner, outer in ((left, right), (right, left)):
            if outer.speaker in inner.through and inner.shares_words(outer):
                return f"{does(outer.claim.speaker, 'passes', 'pass')} on what {inner.claim.speaker} said"
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
                return f"{does(relay.claim.speaker, 'passes', 'pass')} on what {relayed.claim.speaker} said"
        return None

    def _passed_on(self, left: Reading, right: Reading) -> str | None:
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

    def _cited_without_name(self, left: Reading, right: Reading) -> str | None:
        """Return how somebody unnamed speaks in a document that has the other's for a source.

        A nurse or a woman by the road speaks for herself; officials may be those of the source.
        """
        for copy, source in ((left, right), (right, left)):
            evidence = self._sources[copy.claim.doc_id].get(source.claim.doc_id)
            own = self._publishers.get(source.claim.doc_id) == source.speaker
            if evidence is not None and own and copy.unnamed and _FOR_A_BODY.search(copy.claim.speaker):
                return evidence
        return None

    def _footage(self, left: Reading, right: Reading) -> str | None:
        """How the footage that both claims are about is the same; None where no match is known."""
        if "footage" not in left.context_concepts & right.context_concepts:
            return None
        return self._copies.get(frozenset((left.claim.doc_id, right.claim.doc_id)))

    def _copied_around(self, left: Reading, right: Reading) -> str | None:
        """The words that two documents share around one claim of both; None where these are few."""
        one, other = (self._documents[reading.claim.doc_id] for reading in (left, right))
        return shared_around(left.claim, one.text, right.claim, other.text) if one is not other else None

    def _through_publisher(self, copy: Reading, source: Reading) -> str | None:
        """What an outlet is said to report, citing somebody without a name, and that outlet's own text."""
        publisher = self._publishers.get(source.claim.doc_id)
        if publisher is None or copy.claim.doc_id == source.claim.doc_id:
            return None
        # "The Wire reported that nine had died" leaves out whom the Wire has it from.
        said_by_outlet = copy.speaker == publisher != self._publishers.get(copy.claim.doc_id)
        if not said_by_outlet and publisher not in copy.through:
            return None
        if not (said_by_outlet or copy.unnamed or source.unnamed or copy.speaker == source.speaker):
            return None  # the same outlet may quote two people
        outlet = self._documents[source.claim.doc_id].publisher
        return f"{title_of(self._documents[copy.claim.doc_id])} has it from {outlet}"

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
        return f"both name the same source: {title_of(self._documents[shared[0]])}" if shared else None


_FOR_A_BODY = re.compile(
    r"\b(?:officials?|sources?|authorit(?:y|ies)|police|government|ministry|army|military|spokes\w+|statement|"
    r"belief|experts?|insiders?|group|team|staff|crew|board|committee|council|company|union|association|agency)\b|"
    r"^(?:\w+ ){0,3}?(?:ministers|members|leaders|investigators|diplomats|inspectors)\b",
    re.IGNORECASE,
)


def _copied(left: Reading, right: Reading, *, linked: bool) -> str | None:
    """The words that two claims share, where they are enough to tell a copy."""
    least = 0 if linked else _COPY_WITHOUT_LINK
    if min(len(left.tokens), len(right.tokens)) < least:
        return None
    copied = shared_words(left.tokens, right.tokens)
    return copied if copied is not None and len(copied.split()) >= least else None
