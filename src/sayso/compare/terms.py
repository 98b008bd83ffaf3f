"""What a claim can be found by, and how telling each such term is among the claims of a case."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.compare.meaning import Floats, vectors_of
from sayso.compare.reading import Reading

_OTHER_CLAIMS = (
    20  # as if so many claims on other things were there, too: in a case of two, no word is common
)
_LEANING_SHARE = 0.7  # the same, for a claim that leans on the words around: "it is a fake"
_STANDING_SHARE = 0.15  # and for one that stands by itself
_CONTEXT_SHARE = 0.35  # what a word of the sentence around counts against one of the claim itself


@dataclass(frozen=True, slots=True)
class Weights:
    """How telling each term is in this case: its inverse document frequency over the claims."""

    idf: Mapping[str, float]
    norms: tuple[dict[str, float], ...]  # for each claim: the lengths of its vectors
    full: tuple[dict[str, dict[str, float]], ...]  # for each claim: its vectors of length 1, words around in

    meanings: Floats  # for each claim: a vector of length 1
    top: float  # the weight of a term so rare that hardly a claim has it; others are measured by it

    def of(self, term: str) -> float:
        """Return a term's weight; a term that no claim has weighs nothing."""
        return self.idf.get(term, 0.0)

    def rarest(self, terms: Iterable[str]) -> float:
        """Return the weight of the most telling of some terms, from 0 (there is none) to 1."""
        return max((self.of(term) for term in terms), default=0.0) / self.top


def terms_of(reading: Reading) -> dict[str, float]:
    """Return what a claim can be found by, each with its share: its own words, and those around it."""
    terms = {f"w:{root}": _CONTEXT_SHARE for root in reading.context}
    terms |= {f"c:{concept}": _CONTEXT_SHARE for concept in reading.context_concepts}
    terms |= {f"w:{root}": 1.0 for root in reading.stems}
    terms |= {f"c:{concept}": 1.0 for concept in reading.concepts}
    terms |= {f"n:{name}": 1.0 for name in reading.names}
    terms |= {f"s:{name}": 1.0 for name in reading.scales}
    for figure in reading.figures:
        terms |= {f"f:{figure.dimension}:{topic}": 1.0 for topic in figure.topics}
        terms[f"v:{figure.dimension}:{figure.interval.named:g}"] = 1.0
    return terms


def weigh_terms(readings: Sequence[Reading]) -> Weights:
    """Return the weight of every term over the claims of a case."""
    seen: Counter[str] = Counter()
    for reading in readings:
        seen.update(terms_of(reading).keys())
    total = len(readings) + _OTHER_CLAIMS
    idf = {term: math.log((total + 1) / (count + 0.5)) for term, count in seen.items()}
    norms = tuple(
        {
            kind: math.sqrt(math.fsum(idf[f"{mark}:{term}"] ** 2 for term in getattr(reading, kind)))
            for kind, mark in (
                ("stems", "w"), ("concepts", "c"), ("names", "n"), ("context", "w"),
                ("context_concepts", "c"),
            )
        }
        for reading in readings
    )  # fmt: skip
    full = tuple(_full_vectors(reading, idf) for reading in readings)
    meanings = vectors_of([reading.words for reading in readings])
    return Weights(idf, norms, full, meanings, top=math.log((total + 1) / 0.5))


def _full_vectors(reading: Reading, idf: Mapping[str, float]) -> dict[str, dict[str, float]]:
    share = _LEANING_SHARE if reading.leans else _STANDING_SHARE
    out = {}
    for mark, own, around in (
        ("w", reading.stems, reading.context), ("c", reading.concepts, reading.context_concepts),
    ):  # fmt: skip
        vector = {term: idf[f"{mark}:{term}"] * share for term in around}
        vector |= {term: idf[f"{mark}:{term}"] for term in own}
        length = math.sqrt(math.fsum(value * value for value in vector.values())) or 1.0
        out[mark] = {term: value / length for term, value in vector.items()}
    return out
