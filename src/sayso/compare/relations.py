"""How two claims on one question stand to each other, decided in the order of the annotation guidelines.

updates, repeats, different-scope, conflicts, agrees: the first that holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sayso.compare.answers import Answer, compare_answers, figures_on_one_count
from sayso.compare.figures import Figure, comparable
from sayso.compare.intervals import same_figure, spoken_in_full
from sayso.compare.origins import Origins, shared_words
from sayso.compare.reading import Reading
from sayso.compare.types import Relation
from sayso.compare.withdrawals import Withdrawal
from sayso.compare.words import words_in
from sayso.values import StatedTime

# Counts that only grow while an event runs: a later, higher one replaces an earlier one, whoever gives it.
_RUNNING = words_in("death injury missing capture release rescue flight arrival illness")
# How probable it must be that two claims answer one question: where figures decide, and where words do.
# Chosen on cases left out of the fit in turn, for the best F1 of each relation, and for few false conflicts.
_LEAST: Mapping[Relation, tuple[float, float]] = {
    "updates": (0.40, 0.20),
    "repeats": (0.10, 0.40),
    "different-scope": (0.20, 0.20),
    "conflicts": (0.70, 0.50),  # a false conflict costs an editor more than a missed one
    "agrees": (0.10, 0.50),
}
_LEAST_OF_ALL = min(min(least) for least in _LEAST.values())
# Where one of the two withdraws something: "its statement" hardly tells of what; who made it tells more.
LEAST_PROBABLE = 0.03
_BARE_POSSIBILITY = re.compile(
    r"\b(?:excluded|ruled out|may|might|[Pp]ossible|[Pp]ossibly|consistent with)\b"
)
_IF = re.compile(r"(?:that )?(?:if|should|unless)\b", re.IGNORECASE)
_NEW_FIGURE = re.compile(r"[.;:] .*\d")  # "I have to correct that. It was 12."
_HOURS_OF_AN_EVENT = 48  # from so many hours on, a higher toll is a later one rather than another account
_HOURS_OF_A_COUNT = 20  # the same, where somebody who can be named gives it
_COPY_WITHOUT_LINK = 8  # words in a row that tell a copy though nothing links the documents


@dataclass(frozen=True, slots=True)
class Judged:
    """A relation between two claims, with its reason; `swapped` where left updates right."""

    relation: Relation
    reason: str
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of the case beyond the two claims."""

    origins: Origins
    withdrawals: Mapping[int, Withdrawal]  # by the number of the claim that withdraws


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
        withdrawal = _withdrawal(left, right, known)
        if withdrawal is not None or not _also_asserts(left, right):
            return withdrawal
    answer = compare_answers(left, right)
    if answer.outcome == "unrelated":
        return None
    update = _edited(left, right, answer, known.origins) or _update(left, right, answer, known)
    if update is not None:
        return update
    if answer.outcome == "differ" and known.origins.recaptured(left, right) is not None:
        return None  # one page at two moments, of which nobody knows the order
    if one_breath(left, right):
        return None
    origin = same_origin(left, right, answer, known.origins)
    if answer.outcome == "other-scope":
        return Judged("different-scope", _sentence(answer.reason))
    if answer.outcome == "differ" and not _one_side(left, right, answer, known.origins):
        if _BARE_POSSIBILITY.search(left.words) or _BARE_POSSIBILITY.search(right.words):
            return None
        if known.origins.relays(left, right):
            return None
        return Judged("conflicts", _sentence(answer.reason))
    if origin is not None and answer.outcome == "same":
        return Judged("repeats", _sentence(f"{answer.reason}; {origin}"))
    if origin is not None:
        return _one_voice(answer, origin)
    asked = (left.claim.act == "demand") != (right.claim.act == "demand")
    if (asked and answer.figures is None) or _conditional(left, right):
        return None
    named = known.origins.named_as_source(left, right)
    apart = f"yet {named}" if named else "neither is known to come from the other"
    return Judged("agrees", _sentence(f"{answer.reason}; {apart}"))


def _conditional(left: Reading, right: Reading) -> bool:
    """Whether one of the two speaks of what would be: "If the capital goes the same way, she wins"."""
    return any(_IF.match(reading.words) for reading in (left, right))


def _one_voice(answer: Answer, origin: str) -> Judged | None:
    """One voice, on two sides as it seems. Nobody denies himself, so both say one thing in other words."""
    if answer.outcome == "differ" and answer.figures is None:
        return Judged("repeats", _sentence(f"{origin}, on one matter"))
    return None


def same_origin(left: Reading, right: Reading, answer: Answer, origins: Origins) -> str | None:
    """Return why two claims with one answer go back to one source; None where nothing says so."""
    voice = origins.same_voice(left, right)
    if voice is not None:
        return voice
    passed_on = origins.passed_on(left, right)
    if passed_on is not None and answer.figures is not None and answer.near:
        return passed_on
    if answer.figures is not None and _equal(*answer.figures):
        cited = origins.cited_without_name(left, right)
        if cited is not None:
            return cited
    footage = origins.shared_footage(left, right)
    if footage is not None and "footage" in left.context_concepts & right.context_concepts:
        return footage
    return _copied(left, right, passed_on)


def _copied(left: Reading, right: Reading, passed_on: str | None) -> str | None:
    """Return the words that two claims share, where they are enough to tell a copy."""
    if passed_on is None and min(len(left.tokens), len(right.tokens)) < _COPY_WITHOUT_LINK:
        return None
    copied = shared_words(left.tokens, right.tokens)
    if copied is None:
        return None
    if passed_on is not None:
        return f"{passed_on}, and they share the words “{copied}”"
    return f"they share the words “{copied}”" if len(copied.split()) >= _COPY_WITHOUT_LINK else None


def one_breath(left: Reading, right: Reading) -> bool:
    """Tell whether one speaker says both in one document; such claims make no pair but by an update."""
    return left.claim.doc_id == right.claim.doc_id and left.claim.speaker == right.claim.speaker


def _one_side(left: Reading, right: Reading, answer: Answer, origins: Origins) -> bool:
    """One speaker's different statements on one matter do not conflict, figures apart."""
    return answer.figures is None and origins.same_voice(left, right) is not None


def _also_asserts(left: Reading, right: Reading) -> bool:
    """A withdrawal that puts another figure in the place of the old one is an answer, too."""
    return all(
        not reading.withdraws or len(reading.figures) > 1 or _NEW_FIGURE.search(reading.words)
        for reading in (left, right)
    )


def _withdrawal(left: Reading, right: Reading, known: Circumstances) -> Judged | None:
    if left.withdraws and right.withdraws:
        voice = None if one_breath(left, right) else known.origins.same_voice(left, right)
        return Judged("repeats", _sentence(f"both withdraw it; {voice}")) if voice else None
    earlier, later, swapped = (right, left, True) if left.withdraws else (left, right, False)
    if _later(earlier, later):
        return None
    who = later.claim.speaker
    taken_back = known.withdrawals.get(later.number)
    if taken_back is not None:
        equal = next(
            (f for f in earlier.figures if same_figure(f.interval, taken_back.figure.interval)), None
        )
        if equal is None or equal.dimension != taken_back.figure.dimension:
            return None
        if taken_back.own and known.origins.same_voice(left, right) is None:
            return None
        return Judged("updates", _sentence(f"{who} withdraws {spoken_in_full(equal.quantity)}"), swapped)
    explains = one_breath(left, right) and not _later(later, earlier)  # what is said beside it
    explains = explains or _stands_instead(earlier, later)
    if known.origins.same_voice(left, right) is not None and not explains:
        return Judged("updates", _sentence(f"{who} takes it back"), swapped)
    return None


def _stands_instead(claim: Reading, withdrawal: Reading) -> bool:
    """Whether a claim follows a withdrawal in the same text: "we were wrong, it was 3" takes no 3 back."""
    same_text = claim.claim.doc_id == withdrawal.claim.doc_id
    return same_text and withdrawal.order < claim.order


def _edited(left: Reading, right: Reading, answer: Answer, origins: Origins) -> Judged | None:
    """What two captures of one post or page have for one figure is what was edited in it."""
    if answer.figures is None or answer.outcome not in ("same", "differ") or _equal(*answer.figures):
        return None
    voice = origins.recaptured(left, right)
    for earlier, later, swapped in ((left, right, False), (right, left, True)):
        if voice is not None and origins.edited(earlier, later):
            words = f"{voice}; the later one replaces {_in_order(answer.figures, swapped)}"
            return Judged("updates", _sentence(words), swapped)
    return None


def _update(left: Reading, right: Reading, answer: Answer, known: Circumstances) -> Judged | None:
    replaced = _in_place_of_withdrawn(left, right, answer, known)
    if replaced is not None:
        return replaced
    earlier, later, swapped = (right, left, True) if _later(left, right) else (left, right, False)
    same = known.origins.same_voice(left, right) is not None
    if same and later.corrects and one_breath(left, right) and _later(later, earlier):
        return Judged("updates", _sentence(f"{later.claim.speaker} corrects what was said before"), swapped)
    if answer.outcome == "other-scope" and not answer.partial:
        return None
    if answer.figures is None and answer.outcome != "differ":
        return None
    if not _later(later, earlier) or (answer.figures is not None and _equal(*answer.figures)):
        return None
    if answer.figures is None:
        if same and (later.corrects or (_on_one_matter(left, right) and not _denied_once(left, right))):
            return Judged(
                "updates", _sentence(f"{later.claim.speaker} corrects it: {answer.reason}"), swapped
            )
        return None
    if same and _restated(answer):
        return None
    if same and _exact(*answer.figures):
        return Judged(
            "updates", f"{later.claim.speaker} replaces {_in_order(answer.figures, swapped)}.", swapped
        )
    one, other = answer.figures[::-1] if swapped else answer.figures
    grown = answer.outcome == "differ" and _grown(one, other) and _run_on(earlier, later)
    if grown or (answer.partial and other.interval.named > one.interval.named):
        # Nothing says that it is the same source, so the sentence does not either.
        before, after = spoken_in_full(one.quantity), spoken_in_full(other.quantity)
        words = f"A later, higher figure, given by {later.claim.speaker}, overtakes “{before}”: “{after}”."
        return Judged("updates", words, swapped)
    return None


def _in_order(figures: tuple[Figure, Figure], swapped: bool) -> str:
    """The earlier figure, and the later one that takes its place."""
    earlier, later = figures[::-1] if swapped else figures
    return f"“{spoken_in_full(earlier.quantity)}” by “{spoken_in_full(later.quantity)}”"


def _in_place_of_withdrawn(
    left: Reading, right: Reading, answer: Answer, known: Circumstances
) -> Judged | None:
    """Whoever withdrew a figure, and gives another now, updates everybody who gave the old one."""
    if answer.figures is None or (answer.near and _equal(*answer.figures)):
        return None
    for old, new, (old_figure, new_figure), swapped in (
        (left, right, answer.figures, False),
        (right, left, answer.figures[::-1], True),
    ):
        for withdrawal in known.withdrawals.values():
            by_same = withdrawal.claim.speaker == new.speaker and not new.unnamed
            instead = comparable(withdrawal.figure, new_figure)
            if by_same and instead and old.speaker != new.speaker and withdrawal.covers(old, old_figure):
                taken = spoken_in_full(withdrawal.figure.quantity)
                words = f"{new.claim.speaker} withdrew {taken} and gives another figure in its place"
                return Judged("updates", _sentence(words), swapped)
    return None


def _on_one_matter(left: Reading, right: Reading) -> bool:
    """Whether a difference of sides rests on words that both use, or on one scale."""
    return bool(left.stems & right.stems) or any(name in right.scales for name in left.scales)


def _denied_once(left: Reading, right: Reading) -> bool:
    """Whether one of the two denies what others say; nobody takes himself back by that."""
    return (left.claim.act == "deny") != (right.claim.act == "deny")


def _equal(one: Figure, other: Figure) -> bool:
    return same_figure(one.interval, other.interval)


def _exact(one: Figure, other: Figure) -> bool:
    """Whether the two differ by more than a bound's room: "at least 40" and "45" are one count."""
    return not (one.interval.bound and other.interval.bound and one.interval.overlaps(other.interval)) or (
        one.interval.named != other.interval.named
    )


def _restated(answer: Answer) -> bool:
    """Whether the one figure is the other, rounded up: "296,000" and "nearly 300,000"."""
    if answer.figures is None or not answer.figures[0].interval.overlaps(answer.figures[1].interval):
        return False
    ways = {figure.quantity.qualifier for figure in answer.figures}
    return answer.near and bool(ways & {"less-than", "at-most"})


def _grown(earlier: Figure, later: Figure) -> bool:
    counted = bool(earlier.topics & later.topics & _RUNNING) and not (earlier.borrowed and later.borrowed)
    return counted and later.interval.named > earlier.interval.named


def _run_on(earlier: Reading, later: Reading) -> bool:
    """Whether the two counts may be of different moments of a running event."""
    hours = _hours_between(earlier, later)
    if later.claim.times and all(_over_by(time.stated, earlier.said_at) for time in later.claim.times):
        return False
    return hours >= _HOURS_OF_AN_EVENT or (hours >= _HOURS_OF_A_COUNT and not later.unnamed)


def _over_by(stated: StatedTime, said_at: str | None) -> bool:
    """Whether a time that is spoken of had passed when something was said."""
    end = stated.end or stated.start
    return end is not None and said_at is not None and end[:10] <= said_at[:10]


def _hours_between(earlier: Reading, later: Reading) -> float:
    first, second = _instant(earlier.said_at), _instant(later.said_at)
    return 0.0 if first is None or second is None else (second - first).total_seconds() / 3600


def _instant(stamp: str | None) -> datetime | None:
    """The moment of a stamp, as if in one zone: hours apart are all that is asked for.

    None where it is not known to the day: a year or a month.
    """
    if stamp is None or len(stamp) < len("2025-03-04"):
        return None
    return datetime.fromisoformat(stamp.replace("Z", "")).replace(tzinfo=None)


def _later(left: Reading, right: Reading) -> bool:
    """Whether the first claim was made after the second, as far as dates tell."""
    if left.said_at is None or right.said_at is None:
        return False
    shared = min(len(left.said_at), len(right.said_at), 16)
    return left.said_at[:shared] > right.said_at[:shared]


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
