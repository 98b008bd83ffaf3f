"""How two claims on one question stand to each other, decided in the order of the annotation guidelines.

updates, repeats, different-scope, conflicts, agrees: the first that holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sayso.compare.answers import compare_answers
from sayso.compare.counts import figures_on_one_count
from sayso.compare.judged import Circumstances, Judged, one_breath
from sayso.compare.one_source import same_origin
from sayso.compare.origins import Origins
from sayso.compare.outcomes import Answer
from sayso.compare.reading import Reading
from sayso.compare.taking_back import also_asserts, taking_back
from sayso.compare.types import Relation
from sayso.compare.updates import edited, update

# How probable it must be that two claims answer one question: where figures decide, and where words do.
# Chosen on cases left out of the fit in turn, for the best F1 of each relation, and for few false conflicts.
_LEAST: Mapping[Relation, tuple[float, float]] = {
    "updates": (0.25, 0.20),
    "repeats": (0.10, 0.40),
    "different-scope": (0.20, 0.45),
    "conflicts": (0.70, 0.45),  # a false conflict costs an editor more than a missed one
    "agrees": (0.10, 0.40),
}
_LEAST_OF_ALL = min(min(least) for least in _LEAST.values())
# Where one of the two withdraws something: "its statement" hardly tells of what; who made it tells more.
LEAST_PROBABLE = 0.03
_BARE_POSSIBILITY = re.compile(
    r"\b(?:excluded|ruled out|may|might|[Pp]ossible|[Pp]ossibly|consistent with)\b"
)
_IF = re.compile(r"(?:that )?(?:if|should|unless)\b", re.IGNORECASE)


def relate(left: Reading, right: Reading, known: Circumstances, probability: float = 1.0) -> Judged | None:
    """Return how two claims stand to each other; None where they make no pair.

    `probability` is that of their answering one question. Where figures decide,
    less of it will do than where words alone do.
    """
    withdrawn = left.withdraws or right.withdraws
    if probability < (LEAST_PROBABLE if withdrawn else _LEAST_OF_ALL):
        return None
    judged = _relate(left, right, known)
    if judged is None:
        return None
    if judged.relation == "updates" and withdrawn:
        return judged
    by_figures, by_words = _LEAST[judged.relation]
    counted = figures_on_one_count(left, right) is not None
    return judged if probability >= (by_figures if counted else by_words) else None


def _relate(left: Reading, right: Reading, known: Circumstances) -> Judged | None:
    if not (left.takes_position and right.takes_position):
        return None
    if left.withdraws or right.withdraws:
        withdrawal = taking_back(left, right, known)
        if withdrawal is not None or not also_asserts(left, right):
            return withdrawal
    answer = compare_answers(left, right)
    if answer.outcome == "unrelated":
        return None
    updated = edited(left, right, answer, known.origins) or update(left, right, answer, known)
    if updated is not None:
        return updated
    if answer.outcome == "differ" and known.origins.recaptured(left, right) is not None:
        return None  # one page at two moments, of which nobody knows the order
    if one_breath(left, right):
        return None
    origin = same_origin(left, right, answer, known.origins)
    if answer.outcome == "other-scope":
        return Judged.because("different-scope", answer.reason)
    if answer.outcome == "differ" and not _one_side(left, right, answer, known.origins):
        if _BARE_POSSIBILITY.search(left.words) or _BARE_POSSIBILITY.search(right.words):
            return None
        if known.origins.relays(left, right):
            return None
        return Judged.because("conflicts", answer.reason)
    if origin is not None and answer.outcome == "same":
        return Judged.because("repeats", f"{answer.reason}; {origin}")
    if origin is not None:
        return _one_voice(answer, origin)
    asked = (left.claim.act == "demand") != (right.claim.act == "demand")
    if (asked and answer.figures is None) or _conditional(left, right):
        return None
    named = known.origins.named_as_source(left, right)
    apart = f"yet {named}" if named else "neither is known to come from the other"
    return Judged.because("agrees", f"{answer.reason}; {apart}")


def _conditional(left: Reading, right: Reading) -> bool:
    """Whether one of the two speaks of what would be: "If the capital goes the same way, she wins"."""
    return any(_IF.match(reading.words) for reading in (left, right))


def _one_voice(answer: Answer, origin: str) -> Judged | None:
    """One voice, on two sides as it seems. Nobody denies himself, so both say one thing in other words."""
    if answer.outcome == "differ" and answer.figures is None:
        return Judged.because("repeats", f"{origin}, on one matter")
    return None


def _one_side(left: Reading, right: Reading, answer: Answer, origins: Origins) -> bool:
    """One speaker's different statements on one matter do not conflict, figures apart."""
    return answer.figures is None and origins.same_voice(left, right) is not None
