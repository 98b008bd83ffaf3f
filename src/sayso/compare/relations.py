"""How two claims on one question stand to each other: the first relation that holds, in this order.

updates, repeats, different-scope, conflicts, agrees: the order of the annotation guidelines. What takes
something back is looked at first, as its words are no answer; then the two answers are compared once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.compare.answers import compare_answers
from sayso.compare.counts import figures_on_one_count, on_top
from sayso.compare.origins import Origins
from sayso.compare.outcomes import Answer, finding
from sayso.compare.reading import Reading, one_breath
from sayso.compare.types import Finding, Relation
from sayso.compare.updates import edited, update
from sayso.compare.withdrawals import Withdrawals, also_asserts, taking_back

# How probable it must be that two claims answer one question: where figures decide, and where words do.
# Chosen on cases left out of the fit in turn, for the best F1 of each relation, and for few false conflicts.
_LEAST: Mapping[Relation, tuple[float, float]] = {
    "updates": (0.25, 0.20),
    "repeats": (0.10, 0.50),
    "different-scope": (0.20, 0.45),
    "conflicts": (0.85, 0.50),  # a false conflict costs an editor more than a missed one
    "agrees": (0.10, 0.50),
}
_LEAST_OF_LITTLE = 0.6  # for a conflict of claims that share but a word and what it is about
_LEAST_OF_ONE_TOPIC = 0.7  # for an agreement of such claims: two who speak of a fire need not agree
_LEAST_OF_NOTHING = 1.0  # where nothing is shared: only what a person joined agrees
_LEAST_OF_ALL = min(min(least) for least in _LEAST.values())
# Where one of the two withdraws something: "its statement" hardly tells of what; who made it tells more.
_LEAST_WITHDRAWN = 0.03
_BARE_POSSIBILITY = re.compile(
    r"\b(?:excluded|ruled out|may|might|[Pp]ossible|[Pp]ossibly|consistent with)\b"
)
_IF = re.compile(r"(?:that )?(?:if|should|unless)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of the case beyond two of its claims."""

    origins: Origins
    withdrawals: Withdrawals


def relate(left: Reading, right: Reading, known: Circumstances, probability: float = 1.0) -> Finding | None:
    """Return how two claims stand to each other; None where they make no pair.

    `probability` is that of their answering one question. Where figures decide,
    less of it will do than where words alone do.
    """
    withdrawn = left.withdraws or right.withdraws
    if probability < (_LEAST_WITHDRAWN if withdrawn else _LEAST_OF_ALL):
        return None
    found = _relate(left, right, known, probability)
    if found is None or (found.relation == "updates" and withdrawn):
        return found
    by_figures, by_words = _LEAST[found.relation]
    counted = figures_on_one_count(left, right) is not None or on_top(left, right)
    if not counted:
        by_words = _by_what_is_shared(found.relation, left, right, by_words)
    return found if probability >= (by_figures if counted else by_words) else None


def _by_what_is_shared(relation: Relation, left: Reading, right: Reading, least: float) -> float:
    """How probable it must be that two claims answer one question, where little in their words tells so."""
    words, topics = len(left.stems & right.stems), len(left.concepts & right.concepts)
    if left.scales.keys() & right.scales.keys() or max(words, topics) > 1:
        return least
    if relation == "conflicts":
        return _LEAST_OF_LITTLE
    if relation in ("agrees", "repeats") and not (words or topics):
        return _LEAST_OF_NOTHING
    return _LEAST_OF_ONE_TOPIC if relation == "agrees" and words and topics else least


def _relate(left: Reading, right: Reading, known: Circumstances, probability: float) -> Finding | None:
    if not (left.takes_position and right.takes_position):
        return None
    if left.withdraws or right.withdraws:
        withdrawal = taking_back(left, right, known.origins, known.withdrawals, probability)
        if withdrawal is not None or not also_asserts(left, right):
            return withdrawal
    answer = compare_answers(left, right)
    if answer.outcome == "unrelated":
        return None
    origins = known.origins
    updated = edited(left, right, answer, origins) or update(left, right, answer, origins, known.withdrawals)
    if updated is not None or _can_only_update(left, right, answer, origins):
        return updated
    return (
        _repeats(left, right, answer, origins)
        or _different_scope(left, right, answer)
        or _conflicts(left, right, answer, origins)
        or _agrees(left, right, answer, origins)
    )


def _can_only_update(left: Reading, right: Reading, answer: Answer, origins: Origins) -> bool:
    """Whether one speaker says both in one text, or in captures of a page whose order nobody knows."""
    reworded = answer.outcome == "differ" and origins.recaptured(left, right) is not None
    return reworded or one_breath(left, right)


def _repeats(left: Reading, right: Reading, answer: Answer, origins: Origins) -> Finding | None:
    """One answer of one source; or one speaker on two sides as it seems, as nobody denies himself."""
    if answer.outcome == "same":
        source = origins.one_source(left, right, answer)
        return finding("repeats", left, right, f"{answer.reason}; {source}") if source else None
    if answer.outcome == "differ" and answer.figures is None:
        voice = origins.same_voice(left, right)
        return finding("repeats", left, right, f"{voice}, on one matter") if voice else None
    return None


def _different_scope(left: Reading, right: Reading, answer: Answer) -> Finding | None:
    """Answers that count different things."""
    apart = answer.outcome == "other-scope"
    return finding("different-scope", left, right, answer.reason) if apart else None


def _conflicts(left: Reading, right: Reading, answer: Answer, origins: Origins) -> Finding | None:
    """Answers that cannot both be true; what is barely possible, or told of another, conflicts with none."""
    possible = any(_BARE_POSSIBILITY.search(reading.words) for reading in (left, right))
    if answer.outcome != "differ" or possible or origins.relays(left, right):
        return None
    return finding("conflicts", left, right, answer.reason)


def _agrees(left: Reading, right: Reading, answer: Answer, origins: Origins) -> Finding | None:
    """One answer of two sources; a demand agrees with no statement in words, and what would be, with none."""
    asked = (left.claim.act == "demand") != (right.claim.act == "demand") and answer.figures is None
    if answer.outcome != "same" or asked or any(_IF.match(reading.words) for reading in (left, right)):
        return None
    named = origins.named_as_source(left, right)
    apart = f"yet {named}" if named else "neither is known to come from the other"
    return finding("agrees", left, right, f"{answer.reason}; {apart}")
