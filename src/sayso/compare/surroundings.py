"""The sentences of a document around its claims, and who speaks in each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.claims.types import Claim, Document
from sayso.compare.words import sentences_of


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around a claim; "" where there are none."""

    sentence: str  # the sentences that the claim stands in
    before: str  # the one before them, where it is of the same paragraph
    earlier: str  # the one before them at all
    by_others: bool  # somebody else speaks in that one


class Sentences:
    """The sentences of one document."""

    def __init__(self, document: Document, claims: Iterable[Claim]) -> None:
        self._text = document.text
        spans = list(sentences_of(document.text))
        self._starts, self._ends = [low for low, _ in spans], [high for _, high in spans]
        self._speakers: dict[int, set[str]] = defaultdict(set)
        for claim in claims:
            for span in claim.content:
                self._speakers[bisect_right(self._starts, span.start) - 1].add(claim.speaker)

    def around(self, claim: Claim) -> Surroundings:
        """Return what stands around a claim of the document, its cue counted to it."""
        spans = (*claim.content, *claim.cue)
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        first, after = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first >= after:
            return Surroundings(self._text[start:end], "", "", by_others=False)
        sentence = self._text[self._starts[first] : self._ends[after - 1]]
        if first == 0:
            return Surroundings(sentence, "", "", by_others=False)
        high = self._ends[first - 1]
        earlier = self._text[self._starts[first - 1] : high]
        one_paragraph = "\n\n" not in self._text[high : self._starts[first]]
        others = bool(self._speakers[first - 1] - {claim.speaker})
        return Surroundings(sentence, earlier if one_paragraph else "", earlier, by_others=others)
