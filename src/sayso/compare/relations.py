"""How two claims on one question stand to each other, decided in the order of the annotation guidelines.

updates, repeats, different-scope, conflicts, agrees: the first that holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.compare.answers import Answer, compare_answers
from sayso.compare.intervals import same_figure, spoken
from sayso.compare.origins import Origins, shared_words
from sayso.compare.reading import Reading
from sayso.compare.types import Relation

# Counts that only grow while an event runs: a later, higher one replaces an earlier one, whoever gives it.
_RUNNING = frozenset(
    {"death", "injury", "missing", "capture", "release", "turnout", "flight", "arrival", "illness"}
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A relation between two claims, with its reason; `swapped` where left updates right."""

    relation: Relation
    reason: str
    swapped: bool = False


def relate(left: Reading, right: Reading, origins: Origins) -> Judged | None:
    """Return how two claims on one question stand to each other; None where they make no pair."""
    if not (left.takes_position and right.takes_position):
        return None
    if left.withdraws or right.withdraws:
        return _withdrawal(left, right, origins)
    answer = compare_answers(left, right)
    update = _update(left, right, answer, origins)
    if update is not None:
        return update
    if (
        left.claim.doc_id == right.claim.doc_id
        and left.speaker == right.speaker
        and (left.claim.speaker == right.claim.speaker)
    ):
        return None
    origin = same_origin(left, right, answer, origins)
    if answer.outcome == "same" and origin is not None:
        return Judged("repeats", _sentence(f"{answer.reason}; {origin}"))
    if answer.outcome == "other-scope":
        return Judged("different-scope", _sentence(answer.reason))
    if answer.outcome == "differ":
        if "possible" in (left.claim.certainty, right.claim.certainty) and answer.figures is None:
            return None
        return Judged("conflicts", _sentence(answer.reason))
    return Judged("agrees", _sentence(f"{answer.reason}; neither is known to come from the other"))


def same_origin(left: Reading, right: Reading, answer: Answer, origins: Origins) -> str | None:
    """Return why two claims with one answer go back to one source; None where nothing says so."""
    voice = origins.same_voice(left, right)
    if voice is not None:
        return voice
    passed_on = origins.copies_from(left, right)
    if passed_on is not None:
        if answer.figures is not None and answer.near:
            return passed_on
        copied = shared_words(left.tokens, right.tokens)
        if copied is not None:
            return f"{passed_on}, and they share the words “{copied}”"
    footage = origins.shared_footage(left, right)
    if footage is not None and "footage" in left.context_concepts & right.context_concepts:
        return footage
    copied = shared_words(left.tokens, right.tokens)
    if copied is not None and len(copied.split()) >= 8:
        return f"they share the words “{copied}”"
    return None


def _withdrawal(left: Reading, right: Reading, origins: Origins) -> Judged | None:
    if left.withdraws and right.withdraws:
        voice = None if _one_breath(left, right) else origins.same_voice(left, right)
        return Judged("repeats", _sentence(f"both withdraw it; {voice}")) if voice else None
    withdrawn, withdrawal, swapped = (right, left, True) if left.withdraws else (left, right, False)
    if _later(withdrawn, withdrawal):
        return None
    shared = [
        figure
        for figure in withdrawn.figures
        for other in withdrawal.figures
        if figure.dimension == other.dimension and same_figure(figure.interval, other.interval)
    ]
    if shared:
        words = f"{withdrawal.claim.speaker} withdraws {spoken(shared[0].quantity)}"
        return Judged("updates", _sentence(words), swapped)
    if origins.same_voice(left, right) is not None and not (withdrawal.figures and withdrawn.figures):
        return Judged("updates", _sentence(f"{withdrawal.claim.speaker} takes it back"), swapped)
    return None


def _update(left: Reading, right: Reading, answer: Answer, origins: Origins) -> Judged | None:
    if answer.outcome != "differ":
        return None
    earlier, later, swapped = (right, left, True) if _later(left, right) else (left, right, False)
    same = origins.same_voice(left, right) is not None
    if _one_breath(left, right):
        if later.corrects and earlier.said_at == later.said_at:
            swapped = right.claim.content[0].start < left.claim.content[0].start
        elif not (later.corrects and _later(later, earlier)):
            return None
        return Judged("updates", _sentence("the same speaker corrects it"), swapped)
    if not _later(later, earlier):
        return None
    if same:
        return Judged(
            "updates",
            _sentence(f"{later.claim.speaker} replaces the earlier answer: {answer.reason}"),
            swapped,
        )
    if answer.figures is None or earlier.side != later.side:
        return None
    one, other = answer.figures if not swapped else answer.figures[::-1]
    running = bool(one.topics & other.topics & _RUNNING)
    if running and other.interval.named > one.interval.named and _days_apart(earlier, later):
        return Judged(
            "updates", _sentence(f"a later, higher state of the same count: {answer.reason}"), swapped
        )
    return None


def _one_breath(left: Reading, right: Reading) -> bool:
    """Whether one speaker says both in one document; such claims make no pair but by an update."""
    return left.claim.doc_id == right.claim.doc_id and left.claim.speaker == right.claim.speaker


def _later(left: Reading, right: Reading) -> bool:
    """Whether the first claim was made after the second, as far as dates tell."""
    if left.said_at is None or right.said_at is None:
        return False
    shared = min(len(left.said_at), len(right.said_at))
    return left.said_at[:shared] > right.said_at[:shared]


def _days_apart(left: Reading, right: Reading) -> bool:
    return bool(left.said_at and right.said_at) and (left.said_at or "")[:10] != (right.said_at or "")[:10]


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
