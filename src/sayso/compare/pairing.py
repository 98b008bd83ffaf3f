"""Which claims may answer one question: found by the words they share, or by what a network reads in them.

Candidates come from an inverted index, each claim looking only as far as a
fixed budget of postings, rare words first; and from the nearest claims by meaning,
so many for each. A logistic model then weighs a pair's features. So the work grows
with the number of claims, not with its square.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sayso.compare.figures import Figure, comparable
from sayso.compare.intervals import same_figure
from sayso.compare.meaning import Floats, nearest, vectors_of
from sayso.compare.reading import Reading

_POSTINGS_PER_CLAIM = 4000  # how many postings one claim may look at
_CANDIDATES_PER_CLAIM = 40
_NEAREST_BY_MEANING = 20  # more candidates for each claim, whatever words they share
_OTHER_CLAIMS = (
    20  # as if so many claims on other things were there, too: in a case of two, no word is common
)
_LEANING_SHARE = 0.7  # the same, for a claim that leans on the words around: "it is a fake"
_STANDING_SHARE = 0.15  # and for one that stands by itself
_CONTEXT_SHARE = 0.35  # what a word of the sentence around counts against one of the claim itself

FEATURES = (
    "bias", "words", "rare_word", "concepts", "names", "context", "context_concepts", "figure",
    "figure_borrowed", "figure_unit", "same_value", "figures_apart", "one_has_figures", "scale",
    "denial", "same_speaker", "contained", "short", "both_planned", "planned_apart", "demand",
    "one_document", "rare_figure", "same_group", "rare_value", "next_denies", "names_speaker",
    "words_and_concepts", "rare_concept", "rare_name", "letters", "far_value", "full_words",
    "full_concepts", "rare_scale", "genuine", "figure_in_words",
    "group_general", "meaning",
)  # fmt: skip


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
            kind: math.sqrt(sum(idf[f"{mark}:{term}"] ** 2 for term in getattr(reading, kind)))
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


def candidates(readings: Sequence[Reading], weights: Weights) -> Iterator[tuple[int, int]]:
    """Yield pairs of claims that share telling terms or lie near each other; each once, the earlier first."""
    seen: set[tuple[int, int]] = set()
    near = nearest(weights.meanings, _NEAREST_BY_MEANING)
    for one, other in chain(_sharing_terms(readings, weights), near):
        pair = (min(one, other), max(one, other))
        if pair not in seen:
            seen.add(pair)
            yield pair


def _sharing_terms(readings: Sequence[Reading], weights: Weights) -> Iterator[tuple[int, int]]:
    postings: dict[str, list[int]] = defaultdict(list)
    terms = [terms_of(reading) for reading in readings]
    for number, own in enumerate(terms):
        for term in own:
            postings[term].append(number)
    for number, own in enumerate(terms):
        for other in _nearest(number, own, terms, postings, weights):
            yield number, other


def _nearest(
    number: int,
    own: Mapping[str, float],
    terms: Sequence[Mapping[str, float]],
    postings: Mapping[str, Sequence[int]],
    weights: Weights,
) -> list[int]:
    left = _POSTINGS_PER_CLAIM
    scores: dict[int, float] = defaultdict(float)
    for term in sorted(own, key=lambda term: (len(postings[term]), term)):
        left -= len(postings[term])
        if left < 0:
            break
        weight = weights.of(term) ** 2 * own[term]
        for other in postings[term]:
            scores[other] += weight * terms[other][term]
    scores.pop(number, None)
    best = heapq.nsmallest(_CANDIDATES_PER_CLAIM, ((-score, other) for other, score in scores.items()))
    return [other for _, other in best]


def features_of(left: Reading, right: Reading, weights: Weights) -> tuple[float, ...]:
    """Return what two claims have in common, one number for each of `FEATURES`; symmetric."""
    figure, borrowed, unit, value = _figures_in_common(left, right)
    words = _cosine(left, right, "stems", "w", weights)
    planned = [reading.claim.event_status in ("planned", "hypothetical") for reading in (left, right)]
    demands = [reading.claim.act == "demand" for reading in (left, right)]
    has = [bool(reading.figures) for reading in (left, right)]
    return (
        1.0,
        words,
        _rarest_shared(left, right, weights),
        _cosine(left, right, "concepts", "c", weights),
        _cosine(left, right, "names", "n", weights),
        _context(left, right, weights, ("context", "stems", "w")),
        _context(left, right, weights, ("context_concepts", "concepts", "c")),
        figure,
        borrowed,
        unit,
        value,
        float(all(has) and not figure and not borrowed and not unit),
        float(has[0] != has[1] and not (_figure_in_words(left, right) or _figure_in_words(right, left))),
        float(any(left.scales[name] for name in left.scales if name in right.scales)),
        float((left.claim.act == "deny") != (right.claim.act == "deny")) * words,
        float(left.speaker == right.speaker),
        _contained(left.stems, right.stems),
        float(min(len(left.stems), len(right.stems)) <= 1),
        float(all(planned)),
        float(planned[0] != planned[1]),
        float(demands[0] != demands[1]),
        float(left.claim.doc_id == right.claim.doc_id),
        *_rare_figure(left, right, weights),
        float(
            abs(left.order - right.order) == 1
            and left.claim.doc_id == right.claim.doc_id
            and (left.answers_back or right.answers_back)
        ),
        float(bool(left.speaker_roots & right.names) or bool(right.speaker_roots & left.names)),
        words * _cosine(left, right, "concepts", "c", weights),
        max((weights.of(f"c:{term}") for term in left.concepts & right.concepts), default=0.0) / weights.top,
        max((weights.of(f"n:{term}") for term in left.names & right.names), default=0.0) / weights.top,
        _letters(left, right),
        _far_value(left, right),
        _full_cosine(left, right, "w", weights),
        _full_cosine(left, right, "c", weights),
        max((weights.of(f"s:{name}") for name in left.scales if name in right.scales), default=0.0)
        / weights.top,
        float(_genuine(left, right)),
        float(_figure_in_words(left, right) or _figure_in_words(right, left)),
        float(_group_general(left, right)),
        float(weights.meanings[left.number] @ weights.meanings[right.number]),
    )


def _group_general(left: Reading, right: Reading) -> bool:
    """Whether one counts people in general and the other some sort of them."""
    groups = [{f.group for f in reading.figures if f.group and not f.part} for reading in (left, right)]
    return any(one == {"people"} and other and "people" not in other for one, other in (groups, groups[::-1]))


def _genuine(left: Reading, right: Reading) -> bool:
    """Whether one calls a recording or a paper genuine or not, and the other speaks of one, too."""
    shared = (left.concepts | left.context_concepts) & (right.concepts | right.context_concepts)
    return bool({"footage", "document"} & shared) and bool(
        "authentic" in left.scales or "authentic" in right.scales
    )


def _figure_in_words(left: Reading, right: Reading) -> bool:
    """Whether what one claim counts is what the other, without a figure, speaks of."""
    return not right.figures and any(figure.topics & right.concepts for figure in left.figures)


def _far_value(left: Reading, right: Reading) -> float:
    apart = [
        abs(math.log(max(abs(one.interval.named), 0.1) / max(abs(other.interval.named), 0.1)))
        for one in left.figures
        for other in right.figures
        if comparable(one, other) and (one.topics & other.topics or not (one.topics and other.topics))
    ]
    return min(min(apart, default=0.0), 4.0) / 4.0


def _full_cosine(left: Reading, right: Reading, mark: str, weights: Weights) -> float:
    one, other = weights.full[left.number][mark], weights.full[right.number][mark]
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(value * other[term] for term, value in sorted(one.items()) if term in other)


def _rare_figure(left: Reading, right: Reading, weights: Weights) -> tuple[float, float, float]:
    best = group = value = 0.0
    for one in left.figures:
        for other in right.figures:
            if not comparable(one, other):
                continue
            shared = one.topics & other.topics
            rare = (
                max((weights.of(f"f:{one.dimension}:{topic}") for topic in shared), default=0.0) / weights.top
            )
            best = max(best, rare)
            if shared and one.group == other.group and one.group is not None:
                group = 1.0
            if same_figure(one.interval, other.interval):
                value = max(value, weights.of(f"v:{one.dimension}:{one.interval.named:g}") / weights.top)
    return best, group, value


def _letters(left: Reading, right: Reading) -> float:
    """How many stems of the shorter claim begin as some stem of the other does."""
    one, other = sorted((left.starts, right.starts), key=len)
    return len(one & other) / len(one) if len(one) > 1 else 0.0


def _figures_in_common(left: Reading, right: Reading) -> tuple[float, float, float, float]:
    """Whether figures count the same by their own words, by borrowed ones, by unit only; a shared value."""
    best = (0.0, 0.0, 0.0, 0.0)
    for one in left.figures:
        for other in right.figures:
            if comparable(one, other):
                best = max(best, _figure_match(one, other))
    return best


def _figure_match(one: Figure, other: Figure) -> tuple[float, float, float, float]:
    value = float(same_figure(one.interval, other.interval))
    if one.topics & other.topics:
        if one.borrowed or other.borrowed:
            return (0.0, 1.0, 0.0, value)
        return (1.0, 0.0, 0.0, value)
    if not one.topics or not other.topics:
        return (0.0, 0.0, 1.0, value)
    return (0.0, 0.0, 0.0, 0.0) if one.dimension in ("people", "time", "percent") else (0.0, 0.0, 1.0, value)


def _cosine(left: Reading, right: Reading, kind: str, mark: str, weights: Weights) -> float:
    shared: frozenset[str] = getattr(left, kind) & getattr(right, kind)
    if not shared:
        return 0.0
    dot = math.fsum(weights.of(f"{mark}:{term}") ** 2 for term in shared)
    return dot / (weights.norms[left.number][kind] * weights.norms[right.number][kind] or 1.0)


def _context(left: Reading, right: Reading, weights: Weights, kinds: tuple[str, str, str]) -> float:
    """How far the one claim's words stand around the other, the better way round."""
    wide, narrow, mark = kinds
    return max(
        _share_found(getattr(left, narrow), getattr(right, wide), mark, weights),
        _share_found(getattr(right, narrow), getattr(left, wide), mark, weights),
    )


def _share_found(own: frozenset[str], around: frozenset[str], mark: str, weights: Weights) -> float:
    total = math.fsum(weights.of(f"{mark}:{term}") for term in own)
    found = math.fsum(weights.of(f"{mark}:{term}") for term in own & around)
    return found / total if total else 0.0


def _rarest_shared(left: Reading, right: Reading, weights: Weights) -> float:
    return max((weights.of(f"w:{term}") for term in left.stems & right.stems), default=0.0) / weights.top


def _contained(left: frozenset[str], right: frozenset[str]) -> float:
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller > 1 else 0.0
