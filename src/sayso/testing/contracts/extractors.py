"""What every claim extractor must hold to.

class TestMine(ExtractorContract):
    def make(self) -> ClaimExtractor:
        return Mine()
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from sayso.claims.documents import make_document
from sayso.claims.ledger import claim_from_json, claim_to_json
from sayso.claims.types import Claim, ClaimExtractor, Document
from sayso.values import digest_json

HOSTILE = (
    "",
    " \n\n\t ",
    "\ud800 said \udfff that the quay was closed.",
    'He said "the quay was closed. "And then," "nothing" ".',
    "<p>Mayor Ada Brill <b>said</b> the quay was closed.</p><script>x</script>",
    "a\tb\tc\n1\t2\t3\n4\t5\t6\n",
    "said said said : : \" ' according to according to",
    "The mayor told",
    "Nobody there. She said",
    "ok " * 3000,
)


class ExtractorContract(ABC):
    """Inherit, say in `make` what is tested, and these run."""

    @abstractmethod
    def make(self) -> ClaimExtractor:
        """Return the extractor under test."""

    def documents(self) -> list[Document]:
        """Return the extractor's examples as documents."""
        language = self.make().languages[0]
        return [_document(str(n), example, language) for n, example in enumerate(self.make().examples())]

    def claims(self) -> list[tuple[Document, Claim]]:
        """Return all claims of the examples."""
        extractor = self.make()
        return [(doc, claim) for doc in self.documents() for claim in extractor.extract(doc).claims]

    def test_it_says_what_it_is_and_which_languages_it_reads(self) -> None:
        extractor = self.make()

        method = extractor.method()

        assert extractor.name
        assert all(re.fullmatch(r"[a-z]{2}", language) for language in extractor.languages)
        assert method.version == extractor.version
        assert digest_json(method.to_json())

    def test_it_finds_the_speaker_of_each_of_its_examples(self) -> None:
        examples = self.make().examples()

        found = [{c.speaker for c in self.make().extract(doc).claims} for doc in self.documents()]

        assert examples
        assert [
            e["speaker"] for e, speakers in zip(examples, found, strict=True) if e["speaker"] not in speakers
        ] == []

    def test_all_spans_lie_in_the_text_in_reading_order(self) -> None:
        for document, claim in self.claims():
            for role in (claim.source, claim.cue, claim.content):
                assert all(span.start < span.end <= len(document.text) for span in role)
                assert list(role) == sorted(role)

    def test_each_claim_has_a_content_and_says_why_it_was_made(self) -> None:
        assert all(claim.content and claim.why for _, claim in self.claims())

    def test_numbers_places_and_times_stand_in_the_content(self) -> None:
        for _, claim in self.claims():
            inside = [q.span for q in claim.quantities if q.span is not None]
            inside += [place.span for place in claim.places] + [time.span for time in claim.times]
            assert all(any(c.start <= s.start and s.end <= c.end for c in claim.content) for s in inside)

    def test_claims_carry_their_document_and_its_digest(self) -> None:
        for document, claim in self.claims():
            assert (claim.doc_id, claim.text_digest) == (document.doc_id, document.text_digest)

    def test_ids_are_unique_within_a_document(self) -> None:
        for document in self.documents():
            ids = [claim.id for claim in self.make().extract(document).claims]
            assert len(set(ids)) == len(ids)

    def test_the_same_document_gives_the_same_claims(self) -> None:
        for document in self.documents():
            assert self.make().extract(document) == self.make().extract(document)

    def test_claims_survive_the_ledger(self) -> None:
        for document, claim in self.claims():
            assert claim_from_json(claim_to_json(claim, document.text)) == claim

    def test_hostile_texts_are_read_or_refused_but_never_raise(self) -> None:
        extractor = self.make()
        for kind in ("article", "statement", "post", None):
            for text in HOSTILE:
                document = make_document("hostile", text, kind=kind, language=extractor.languages[0])
                for claim in extractor.extract(document).claims:
                    assert all(span.end <= len(text) for span in claim.content)


def _document(doc_id: str, example: Mapping[str, Any], language: str) -> Document:
    return make_document(
        doc_id,
        example["text"],
        language=language,
        kind=example.get("kind"),
        publisher=example.get("publisher"),
        author=example.get("author"),
        published=example.get("published"),
        forwarded_from=example.get("forwarded_from"),
    )
