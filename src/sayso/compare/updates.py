"""Which of two claims takes the place of the other: by an edit, a correction, or a count that has grown."""

from __future__ import annotations

import re

from sayso.claims.types import ClaimTime
from sayso.compare.by_figures import side_of_figure
from sayso.compare.figures import Figure, comparable
from sayso.compare.intervals import same_figure, spoken_in_full
from sayso.compare.names import does
from sayso.compare.origins import Origins
from sayso.compare.outcomes import Answer, finding
from sayso.compare.reading import Reading, one_breath
from sayso.compare.reversals import goes_back_on
from sayso.compare.stating import hours_between, is_later, over_by
from sayso.compare.types import Finding
from sayso.compare.withdrawals import Withdrawals
from sayso.compare.words import stem, words_in

# Counts that only grow while an event runs: a later, higher one replaces an earlier one, whoever gives it.
_RUNNING = words_in("death injury missing capture release rescue flight arrival illness")
_NO_THINGS = words_in("people percent money time magnitude length")  # dimensions that count something else
_EVENT_BEFORE = re.compile(r"\b(?:when|after|as|in which) [^.;]*$", re.IGNORECASE)
_KILLING = re.compile(r"[^.;]{0,20}?, (?:killing|wounding|injuring|leaving)\b", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:by|until|till|up to|as of) (?:\w+ ){0,2}$", re.IGNORECASE)
_PRELIMINARY = frozenset(stem(word) for word in ("preliminary", "provisional", "initial"))
_HOURS_WHERE_PRELIMINARY = 1  # whoever calls his count preliminary expects another
_SO_FAR = re.compile(r"\b(?:so far|until now|up to now|(?:still|and) counting|to rise)\b", re.IGNORECASE)
_PARTS_OF_DAY = (
    "dawn",
    "morning",
    "noon",
    "midday",
    "afternoon",
    "evening",
    "nightfall",
    "night",
    "midnight",
)
_BY_PART = re.compile(rf"\bby (?:the )?({'|'.join(_PARTS_OF_DAY)})\b", re.IGNORECASE)
_WORDS_OF_ONE_MATTER = 2
_TOO_FAR = 10  # times as many: another account, and none that grew
_HOURS_OF_A_COUNT = 6  # from so many hours on, a higher toll is a later one rather than another account
_IT_WAS_NOT = re.compile(r"(?:that )?(?:it|this|that) (?:was|is) not\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:now|instead|postponed|put off|moved|delayed|brought forward)\b", re.IGNORECASE)
_NONE = re.compile(  # "never so many", "nothing to do with her death" are not none
    r"\b(?:no[ -]?one|nobody|none|no (?:\w+ ){0,2}(?:people|person|dead|wounded|injured|\w+s)|"
    r"not (?:a|one|any|a single) \w+)\b",
    re.IGNORECASE,
)
_IS = re.compile(r"\b(?:is|are)\b", re.IGNORECASE)  # at the time of speaking
# "Have now died of Saturday's fire": counted up to now, whatever day is named.
_UP_TO_NOW = re.compile(r"\b(?:have|has|now|so far|since|rose|risen)\b", re.IGNORECASE)


def edited(left: Reading, right: Reading, answer: Answer, origins: Origins) -> Finding | None:
    """Return how a claim stands to that of an earlier capture of one page, where its figure was edited."""
    if answer.figures is None or answer.outcome not in ("same", "differ") or answer.one_number:
        return None
    voice = origins.recaptured(left, right)
    for earlier, later, figures in ((left, right, answer.figures), (right, left, answer.figures[::-1])):
        if voice is not None and origins.edited(earlier, later):
            return finding("updates", earlier, later, f"{voice}; the later one replaces {_in_order(figures)}")
    return None


def update(
    left: Reading, right: Reading, answer: Answer, origins: Origins, withdrawals: Withdrawals
) -> Finding | None:
    """Return how the later of two claims takes the place of the earlier; None where it does not."""
    replaced = _in_place_of_withdrawn(left, right, answer, withdrawals)
    if replaced is not None:
        return replaced
    if one_breath(left, right):
        earlier, later = sorted((left, right), key=lambda one: one.order)
        corrected = _in_one_breath(earlier, later, answer)
        if corrected is not None:
            return corrected
    for earlier, later, in_order in ((left, right, answer), (right, left, answer.turned())):
        if is_later(later.said_at, earlier.said_at):
            return _later_word(earlier, later, in_order, origins) or _gone_back_on(earlier, later, origins)
    return _gone_back_on(left, right, origins) or _gone_back_on(right, left, origins)


def _gone_back_on(earlier: Reading, later: Reading, origins: Origins) -> Finding | None:
    """A word of one voice that goes back on another by what it says; that also tells which was the later."""
    if one_breath(earlier, later) or origins.same_voice(earlier, later) is None:
        return None
    what = goes_back_on(earlier, later)
    return finding("updates", earlier, later, f"{later.claim.speaker} {what}") if what else None


def _later_word(earlier: Reading, later: Reading, answer: Answer, origins: Origins) -> Finding | None:
    """How the later of two claims takes the place of the earlier: as a word of one source, or as a count."""
    own = origins.same_voice(earlier, later) is not None
    if own and later.corrects and one_breath(earlier, later):
        words = f"{does(later.claim.speaker, 'corrects', 'correct')} what was said before"
        return finding("updates", earlier, later, words)
    if (answer.outcome == "other-scope" and not answer.partial) or answer.one_number:
        return None
    if answer.figures is None:
        return _corrected(earlier, later, answer) if own else _ended_a_zero(earlier, later, answer)
    if not own:
        return _overtaken(earlier, later, answer.figures, answer)
    if _restated(answer):
        return None
    words = f"{does(later.claim.speaker, 'replaces', 'replace')} {_in_order(answer.figures)}"
    return finding("updates", earlier, later, words)


def _in_one_breath(earlier: Reading, later: Reading, answer: Answer) -> Finding | None:
    """A word that a speaker puts in place of another in the same text: "it was not", "is now planned"."""
    if answer.outcome != "differ" or answer.figures is not None or is_later(earlier.said_at, later.said_at):
        return None
    replanned = _replanned(earlier, later) and _NOW.search(later.words)
    if not (later.corrects or replanned or _IT_WAS_NOT.match(later.words)):
        return None
    words = f"{does(later.claim.speaker, 'corrects', 'correct')} what was said before"
    return finding("updates", earlier, later, words)


def _corrected(earlier: Reading, later: Reading, answer: Answer) -> Finding | None:
    """A word in place of another, of somebody who spoke on both sides of a matter."""
    changed = (
        later.corrects
        or _replanned(earlier, later)
        or (_on_one_matter(earlier, later) and not _denied_once(earlier, later))
    )
    if answer.outcome != "differ" or not changed:
        return None
    words = f"{does(later.claim.speaker, 'corrects', 'correct')} it: {answer.reason}"
    return finding("updates", earlier, later, words)


def _overtaken(
    earlier: Reading, later: Reading, figures: tuple[Figure, Figure], answer: Answer
) -> Finding | None:
    """A count that has grown since, whoever gives it; an answer that is partial had not been complete."""
    one, other = figures
    runs = _state_of_things(earlier, later, one)
    if (side_of_figure(earlier, one) < 0 and not runs) or side_of_figure(later, other) < 0:
        return None  # whoever denies a count gives none
    counted = runs or _one_running_count(one, other)
    if other.interval.named > _TOO_FAR * one.interval.named > 0 and not _expects_more(earlier, one):
        return None
    grown = (
        answer.outcome in ("differ", "same")
        and counted
        and _is_higher(one, other)
        and _run_on(earlier, later)
    )
    if not (grown or (answer.partial and other.interval.named > one.interval.named)):
        return None
    # Nothing says that it is the same source, so the sentence does not either.
    before, after = spoken_in_full(one.quantity), spoken_in_full(other.quantity)
    words = f"A later, higher figure, given by {later.claim.speaker}, overtakes “{before}”: “{after}”"
    return finding("updates", earlier, later, words)


def _expects_more(earlier: Reading, figure: Figure) -> bool:
    """Whether a count is called preliminary, or gives what is known at least: the first hours of a quake."""
    return bool(_PRELIMINARY & earlier.context) or figure.quantity.qualifier in ("at-least", "more-than")


def _ended_a_zero(earlier: Reading, later: Reading, answer: Answer) -> Finding | None:
    """A later count of some of what an earlier claim had none of: "nobody had been killed"."""
    none_yet = not earlier.figures and earlier.sides.whole < 0 < later.sides.whole
    none_yet = none_yet and earlier.claim.act != "deny" and bool(_NONE.search(earlier.words))
    if answer.outcome != "differ" or not none_yet:
        return None
    counted = [figure for figure in later.figures if not figure.part]
    if not _run_on(earlier, later) or not any(one.topics & earlier.concepts & _RUNNING for one in counted):
        return None
    words = f"{later.claim.speaker} counts some where {earlier.claim.speaker} had none yet"
    return finding("updates", earlier, later, words)


def _in_order(figures: tuple[Figure, Figure]) -> str:
    """The earlier figure, and the later one that takes its place."""
    earlier, later = figures
    return f"“{spoken_in_full(earlier.quantity)}” by “{spoken_in_full(later.quantity)}”"


def _in_place_of_withdrawn(
    left: Reading, right: Reading, answer: Answer, withdrawals: Withdrawals
) -> Finding | None:
    """Whoever withdrew a figure, and gives another then or later, updates everybody who gave the old one."""
    if answer.figures is None or answer.one_number:
        return None
    for old, new, (old_figure, new_figure) in (
        (left, right, answer.figures),
        (right, left, answer.figures[::-1]),
    ):
        for withdrawal in withdrawals.by_speaker_of(new) if old.speaker != new.speaker else ():
            of_one = comparable(withdrawal.figure, new_figure) and _of_one_fate(old_figure, new_figure)
            of_one = of_one and not same_figure(withdrawal.figure.interval, new_figure.interval)
            since = not is_later(withdrawal.by.said_at, new.said_at)
            if of_one and since and withdrawal.covers(old, old_figure):
                taken = spoken_in_full(withdrawal.figure.quantity)
                verb = "replaced" if withdrawal.figure.replaced else "withdrew"
                who = withdrawal.by.claim.speaker
                words = f"{who} {verb} {taken}, and another figure stands in its place"
                return finding("updates", old, new, words)
    return None


def _replanned(earlier: Reading, later: Reading) -> bool:
    """Whether both say when something is to come."""
    return all(one.claim.event_status == "planned" and one.claim.times for one in (earlier, later))


def _of_one_fate(one: Figure, other: Figure) -> bool:
    return not (one.topics and other.topics) or bool(one.topics & other.topics)


def _on_one_matter(left: Reading, right: Reading) -> bool:
    """Whether a difference of sides rests on words that both use, or on one scale: one word may be of two."""
    words = len(left.stems & right.stems)
    return words >= _WORDS_OF_ONE_MATTER or any(name in right.scales for name in left.scales)


def _denied_once(left: Reading, right: Reading) -> bool:
    """Whether one of the two denies what others say; nobody takes himself back by that."""
    return (left.claim.act == "deny") != (right.claim.act == "deny")


def _restated(answer: Answer) -> bool:
    """Whether the one figure is the other, rounded up: "296,000" and "nearly 300,000"."""
    if answer.figures is None or not answer.figures[0].interval.overlaps(answer.figures[1].interval):
        return False
    ways = {figure.quantity.qualifier for figure in answer.figures}
    return answer.near and bool(ways & {"less-than", "at-most"})


def _one_running_count(earlier: Figure, later: Figure) -> bool:
    return bool(earlier.topics & later.topics & _RUNNING) and not (earlier.borrowed and later.borrowed)


def _state_of_things(earlier: Reading, later: Reading, figure: Figure) -> bool:
    """Whether both say how many things there are at the time of speaking: ships that wait, pumps at work."""
    none_yet = figure.interval.high == 0 and _IS.search(earlier.words)
    states = {later.claim.event_status, *(() if none_yet else (earlier.claim.event_status,))}
    return states == {"ongoing"} and figure.dimension not in _NO_THINGS


def _is_higher(earlier: Figure, later: Figure) -> bool:
    """Whether a later count is higher, and the earlier one did not say that there are no more."""
    return later.interval.named > earlier.interval.named and earlier.quantity.qualifier != "at-most"


def _is_of_event(time: ClaimTime, reading: Reading) -> bool:
    """Whether a time tells when something struck that killed, and not up to when the dead were counted."""
    around = reading.around(time.span)
    if around is None or _UP_TO.search(around[0]):
        return False
    return bool(_EVENT_BEFORE.search(around[0]) or _KILLING.match(around[1]))


def _part_of_day(words: str) -> int:
    """Which part of the day a count goes up to, by its place among them; 0 where none is named."""
    found = _BY_PART.search(words)
    return _PARTS_OF_DAY.index(found[1].lower()) + 1 if found else 0


def _run_on(earlier: Reading, later: Reading) -> bool:
    """Whether the two counts may be of different moments of a running event."""
    counted_at = [] if _UP_TO_NOW.search(later.words) else later.claim.times
    times = [time for time in counted_at if not _is_of_event(time, later)]
    if times and all(over_by(time.stated, earlier.said_at) for time in times):
        return False
    parts = [_part_of_day(one.words) for one in (earlier, later)]
    if all(parts) and (earlier.said_at or "")[:10] == (later.said_at or "")[:10]:
        return parts[0] < parts[1]
    expects_more = _PRELIMINARY & earlier.context or _SO_FAR.search(earlier.words)
    least = _HOURS_WHERE_PRELIMINARY if expects_more else _HOURS_OF_A_COUNT
    return hours_between(earlier.said_at, later.said_at) >= least
