"""A comparison with what every part of its page needs: short names of claims, lines, judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.claims.naming import short_ids
from sayso.cli.compared_words import judged_words
from sayso.cli.console import lay, one_line
from sayso.compare.left_out import LaterWords
from sayso.compare.twins import documents_with
from sayso.compare.types import Comparison, Finding
from sayso.compare.views import Matrix, matrix
from sayso.publish.words import ACT_WORDS
from sayso.values import Digest, words_of

if TYPE_CHECKING:
    from sayso.claims.types import Claim
    from sayso.desk.compare import CaseComparison

CONTENT_SHOWN = 100  # characters


class Known:
    """A comparison, and how its claims are called in a terminal."""

    def __init__(self, answer: CaseComparison) -> None:
        self.answer = answer
        self.found: Comparison = answer.comparison
        self.claims: dict[Digest, Claim] = {claim.id: claim for claim in answer.standing_claims}
        self.misread: dict[Digest, Claim] = {claim.id: claim for claim in answer.standing_misread}
        self._all = self.claims | self.misread
        self.names = short_ids(self._all)
        self.judgements = {judgement.id: judgement for judgement in self.found.judgements}
        self._texts = {document.doc_id: document.text for document in answer.documents}

    @cached_property
    def matrix(self) -> Matrix:
        """The questions, those with most conflicts first, with all answers."""
        return matrix(self.found, self.answer.all_claims, self.answer.documents)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each question, by its id."""
        return {row.question.id: place for place, row in enumerate(self.matrix.rows, start=1)}

    @cached_property
    def documents(self) -> Mapping[Digest, tuple[str, ...]]:
        """The documents that each claim stands in: its own, and those that have its text word for word."""
        return documents_with(self.answer.documents, self.answer.all_claims)

    @cached_property
    def later(self) -> LaterWords:
        """Which claims a later one updates."""
        return LaterWords.of(self.found, self.claims)

    @property
    def replaced(self) -> set[Digest]:
        """The claims that their own source, or a person, replaced or withdrew."""
        return self.later.own

    def text(self, doc_id: str) -> str:
        """Return a document's text."""
        return self._texts[doc_id]

    def words(self, claim_id: Digest, most: int = CONTENT_SHOWN) -> str:
        """Return what is claimed, in one line."""
        claim = self._all[claim_id]
        return one_line(words_of(claim.content, self._texts[claim.doc_id]), most)

    def line(self, claim_id: Digest) -> str:
        """Return a claim in one line: its name, who says it in which document, and its words."""
        claim = self._all[claim_id]
        speaker, document = one_line(claim.speaker, 40), one_line(claim.doc_id, 30)
        does = "" if claim.act == "assert" else f"{ACT_WORDS[claim.act]}; "
        return f"{self.names[claim_id]} {speaker} [{does}{document}]: {self.words(claim_id)}"

    def lay_line(self, claim_id: Digest, indent: int) -> None:
        """Print a claim in one line, or below its name where it takes more."""
        lay(self.line(claim_id), indent=indent, hang=len(self.names[claim_id]) + 1)

    def why(self, finding: Finding) -> str:
        """Return the reason of a finding: a method's, or a person's with what the method had found."""
        judgement = self.judgements.get(finding.judgement or "")
        if judgement is None:
            return f"found: {one_line(finding.reason)}"
        before = f"; the method found: {one_line(finding.overruled)}" if finding.overruled else ""
        return f"{judged_words(judgement)}{before}"

    def marks(self, judgements: Iterable[str]) -> str:
        """Return which judgements something rests on; "" for none."""
        named = [one for one in judgements if one in self.judgements]
        return f" [judged, {', '.join(named)}]" if named else ""
