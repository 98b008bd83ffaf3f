"""What two claims have in common, as numbers by which a model tells whether they answer one question."""

from __future__ import annotations

import math
from collections.abc import Set

from sayso.compare.common_figures import figure_features
from sayso.compare.reading import Reading
from sayso.compare.terms import Weights

FEATURES = (
    "bias", "words", "rare_word", "concepts", "names", "context", "context_concepts", "figure",
    "figure_borrowed", "figure_unit", "same_value", "figures_apart", "one_has_figures", "scale",
    "denial", "same_speaker", "contained", "short", "both_planned", "planned_apart", "demand",
    "one_document", "rare_figure", "same_group", "rare_value", "next_denies", "names_speaker",
    "words_and_concepts", "rare_concept", "rare_name", "letters", "far_value", "full_words",
    "full_concepts", "rare_scale", "genuine", "figure_in_words",
    "group_general", "meaning",
)  # fmt: skip


def features_of(left: Reading, right: Reading, weights: Weights) -> tuple[float, ...]:
    """Return what two claims have in common, one number for each of `FEATURES`; symmetric."""
    words = _cosine(left, right, "stems", "w", weights)
    found = {
        "bias": 1.0,
        **_word_features(left, right, weights, words),
        **_rare_features(left, right, weights),
        **_said_features(left, right, words),
        **figure_features(left, right, weights),
        "meaning": float(weights.meanings[left.number] @ weights.meanings[right.number]),
    }
    return tuple(found[name] for name in FEATURES)


def _word_features(left: Reading, right: Reading, weights: Weights, words: float) -> dict[str, float]:
    """How far the words of two claims are the same, and those around them."""
    concepts = _cosine(left, right, "concepts", "c", weights)
    return {
        "words": words,
        "concepts": concepts,
        "names": _cosine(left, right, "names", "n", weights),
        "words_and_concepts": words * concepts,
        "context": _context(left, right, weights, ("context", "stems", "w")),
        "context_concepts": _context(left, right, weights, ("context_concepts", "concepts", "c")),
        "full_words": _full_cosine(left, right, "w", weights),
        "full_concepts": _full_cosine(left, right, "c", weights),
        "contained": _contained(left.stems, right.stems),
        "short": float(min(len(left.stems), len(right.stems)) <= 1),
        "letters": _letters(left, right),
    }


def _rare_features(left: Reading, right: Reading, weights: Weights) -> dict[str, float]:
    """How rare the rarest is that two claims share, of each kind."""
    scales = left.scales.keys() & right.scales.keys()
    return {
        "rare_word": _rarest("w", left.stems & right.stems, weights),
        "rare_concept": _rarest("c", left.concepts & right.concepts, weights),
        "rare_name": _rarest("n", left.names & right.names, weights),
        "rare_scale": _rarest("s", scales, weights),
        "scale": float(any(left.scales[name] for name in scales)),
        "genuine": float(_genuine(left, right)),
    }


def _said_features(left: Reading, right: Reading, words: float) -> dict[str, float]:
    """How two claims were made: by whom, where, and whether as a denial, a demand or a plan."""
    planned = [reading.claim.event_status in ("planned", "hypothetical") for reading in (left, right)]
    demands = [reading.claim.act == "demand" for reading in (left, right)]
    one_document = left.claim.doc_id == right.claim.doc_id
    next_to = one_document and abs(left.order - right.order) == 1
    names_speaker = left.speaker_roots & right.names or right.speaker_roots & left.names
    return {
        "denial": float((left.claim.act == "deny") != (right.claim.act == "deny")) * words,
        "same_speaker": float(left.speaker == right.speaker),
        "both_planned": float(all(planned)),
        "planned_apart": float(planned[0] != planned[1]),
        "demand": float(demands[0] != demands[1]),
        "one_document": float(one_document),
        "next_denies": float(next_to and (left.answers_back or right.answers_back)),
        "names_speaker": float(bool(names_speaker)),
    }


def _genuine(left: Reading, right: Reading) -> bool:
    """Whether one calls a recording or a paper genuine or not, and the other speaks of one, too."""
    shared = (left.concepts | left.context_concepts) & (right.concepts | right.context_concepts)
    return bool({"footage", "document"} & shared) and bool(
        "authentic" in left.scales or "authentic" in right.scales
    )


def _full_cosine(left: Reading, right: Reading, mark: str, weights: Weights) -> float:
    one, other = weights.full[left.number][mark], weights.full[right.number][mark]
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(value * other[term] for term, value in sorted(one.items()) if term in other)


def _letters(left: Reading, right: Reading) -> float:
    """How many stems of the shorter claim begin as some stem of the other does."""
    one, other = sorted((left.starts, right.starts), key=len)
    return len(one & other) / len(one) if len(one) > 1 else 0.0


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


def _rarest(mark: str, shared: Set[str], weights: Weights) -> float:
    return weights.rarest(f"{mark}:{term}" for term in shared)


def _contained(left: frozenset[str], right: frozenset[str]) -> float:
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller > 1 else 0.0
