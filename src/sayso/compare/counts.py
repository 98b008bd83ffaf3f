"""Which figures of two claims count the same, and what keeps two from it: other people, another place."""

from __future__ import annotations

import re

from sayso.compare.fates import STATES
from sayso.compare.figures import Figure, comparable
from sayso.compare.intervals import same_figure
from sayso.compare.people import are_passengers, is_everybody
from sayso.compare.reading import Reading
from sayso.compare.scope import apart, narrower, scopes_differ
from sayso.compare.words import stem

# Kinds of people that are part of "people" in general; attackers or captives are all there are of them.
_PARTS = frozenset({"workers", "children", "patients", "civilians"})
# Sides of a fight or of a protest: the losses of the one are no part of the other's.
_SIDES = frozenset({"soldiers", "fighters", "voters"})
_COUNTED_ON = frozenset({"death", "missing", "trapped", "rescue"})
_OF_ANYTHING = frozenset({"people", "money", "time", "magnitude"})  # dimensions that name no things
_BODIES = frozenset({stem("bodies"), stem("body"), stem("corpses")})
_SAW = re.compile(r"\b(?:saw|seen|sees?|lay|lie|lies|lying|shows?)\b", re.IGNORECASE)
_UP_TO_NOW = re.compile(r"\b(?:so far|by (?:\d{1,2}[:.]\d\d|noon|midday|midnight))\b", re.IGNORECASE)

# “She takes 160 on summer mornings”, “400 last year”: figures of one ship, and no count of who was aboard.
_PERIOD = "mornings?|days?|evenings?|nights?|weeks?|weekends?|months?|years?|seasons?"
_KINDS = {
    "is what is usual": (
        rf"usually|normally|typically|as a rule|on average|every (?:{_PERIOD})|"
        r"on (?:\w+ )?(?:mornings|days|evenings|nights|weekends|weekdays|sundays|saturdays)"
    ),
    "is what there is room or leave for": (
        r"capacity|(?:certified|licensed|licenced|designed|built|approved) (?:for|to carry|to hold)|quota|"
        r"(?:may|can) (?:carry|hold|seat|take) (?:up to|at most|no more than)"
    ),
    "is of both sides together": r"on (?:both|all|either) sides?|of both sides",
    "is of another year or another time": (
        r"last (?:year|season|autumn|winter|spring|summer)|(?:a|one|the) year (?:ago|before|earlier)|"
        r"the (?:year|time|election|strike|flood|war) before|(?:two|three|four|five|ten|\d+) years "
        r"(?:ago|before|earlier)|in (?:1[89]|20)\d\d"
    ),
}
_KIND_PATTERNS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _KINDS.items()}


def figures_on_one_count(left: Reading, right: Reading) -> tuple[Figure, Figure] | None:
    """Return the two figures that count the same, if any: those with most in common, first named first.

    Of two pairs that nothing else tells apart the one of one number, then of the lower ones, whichever
    claim is at the left.
    """
    best: tuple[tuple[float, ...], Figure, Figure] | None = None
    names = left.names | right.names
    for place, one in enumerate(_given(left)):
        for other_place, other in enumerate(_given(right)):
            if one.dimension != other.dimension or one.part or other.part or _one_adds(one, other):
                continue
            rank = (
                -float(one.share.of_another(other.share)),
                float(bool(one.topics & other.topics)) + float(comparable(one, other)),
                float(len(one.beside & other.beside & names)),
                float(one.group == other.group),
                float(-place - other_place),
                float(same_figure(one.interval, other.interval)),
                -one.interval.named - other.interval.named,
            )
            if best is None or rank > best[0]:
                best = (rank, one, other)
    return (best[1], best[2]) if best else None


def only_parts(left: Reading, right: Reading) -> bool:
    """Tell whether all that one claim counts is a part of what the other counts, or on top of it.

    "Four of the wounded", "two more bodies".
    """
    for one, other in ((left, right), (right, left)):
        counted = {figure.dimension for figure in _given(other) if figure.is_total}
        if one.figures and all(not figure.is_total and figure.dimension in counted for figure in one.figures):
            return True
    return False


def on_top(left: Reading, right: Reading) -> bool:
    """Tell whether one claim counts nothing but what comes on top of what the other counts."""
    added = any(figure.added for figure in (*left.figures, *right.figures))
    return added and only_parts(left, right)


def _one_adds(one: Figure, other: Figure) -> bool:
    """Whether a figure comes on top of a count, unless both do and name one number: "two more bodies"."""
    same = one.added and other.added and same_figure(one.interval, other.interval)
    return (one.added or other.added) and not same


def of_two_parts(left: Reading, right: Reading) -> bool:
    """Tell whether both claims count nothing but parts, and no two of one number: "five of the injured"."""
    parts = [[figure for figure in reading.figures if figure.part] for reading in (left, right)]
    if not all(parts) or any(
        len(own) < len(one.figures) for own, one in zip(parts, (left, right), strict=True)
    ):
        return False
    return not any(same_figure(one.interval, other.interval) for one in parts[0] for other in parts[1])


def _given(reading: Reading) -> tuple[Figure, ...]:
    """The figures that a claim gives; one that withdraws names the old one first."""
    figures = reading.figures[1:] if reading.withdraws and len(reading.figures) > 1 else reading.figures
    return tuple(figure for figure in figures if not figure.replaced) or figures


def count_apart(left: Reading, right: Reading, one: Figure, other: Figure) -> str | None:
    """Return in words why two figures are of different people or things; None where they may be of the same.

    Each figure is of the claim at its side; the words follow on the two figures.
    """
    if one.dimension == "people":
        if _of_other_things(one, other):
            return " are of different things that happened"
        if bool(one.topics) != bool(other.topics) and one.group != other.group:
            return ": what is said of the one is not said of the other"
        if apart(left.scope, right.scope):
            return " are of two places side by side"
    if _of_two_sides(one, other):
        return f" are the {one.group} and the {other.group}"
    if one.dimension not in _OF_ANYTHING and not _in_common(left, right, one, other):
        elsewhere = scopes_differ(left.scope, right.scope)
        return " are of two places, and nothing in common is said of them" if elsewhere else None
    return None


def _in_common(left: Reading, right: Reading, one: Figure, other: Figure) -> bool:
    """Whether two claims share more than the things that they count."""
    counted = {stem(word) for figure in (one, other) for word in figure.quantity.unit.split()}
    return bool((left.stems & right.stems) - counted or left.concepts & right.concepts)


def counts_differ(left: Reading, right: Reading, one: Figure, other: Figure) -> str | None:
    """Return in words what keeps two figures from counting the same; None where nothing does."""
    planned = [
        reading.claim.event_status in ("planned", "hypothetical") or reading.asked
        for reading in (left, right)
    ]
    # "The search for 38 missing people will go on" plans a search; that they are missing is so now.
    if planned[0] != planned[1] and not one.topics & other.topics & STATES:
        return "one is planned or asked for, the other has happened"
    if one.out_of != other.out_of:
        return "one counts some out of many"
    kinds = [kind_of_count(reading.words) for reading in (left, right)]
    if kinds[0] != kinds[1]:
        return f"one {kinds[0] or kinds[1]}"
    if one.combined != other.combined:
        return "one counts the killed and the wounded together"
    sorts = {one.group, other.group}
    if "people" in sorts and _PARTS & sorts and not _counts_on(left, right, one, other):
        return f"one counts {one.group}, the other {other.group}"
    if _are_only_passengers(one, other) or _are_only_passengers(other, one):
        return "one counts passengers, the other all on board"
    if one.dimension in ("time", "magnitude", "money"):
        return None
    differ = scopes_differ(left.scope, right.scope, share=one.dimension == "percent")
    part = narrower(left.scope, right.scope)
    if differ is not None and part and one.dimension == "people":
        smaller, larger = (one, other) if part < 0 else (other, one)
        if smaller.interval.named > larger.interval.named:
            return None  # a part is never more than the whole
    return differ


def _are_only_passengers(few: Figure, everybody: Figure) -> bool:
    """Whether the one counts passengers, and the other at least as many people on board."""
    aboard = "aboard" in few.topics & everybody.topics and few.interval.low <= everybody.interval.high
    return aboard and are_passengers(few.quantity.unit) and is_everybody(everybody.quantity.unit)


def kind_of_count(words: str) -> str | None:
    """Return in words what a claim's figures are where they are no count of the event; else None."""
    return next((name for name, pattern in _KIND_PATTERNS.items() if pattern.search(words)), None)


def one_is_partial(left: Reading, right: Reading, one: Figure, other: Figure) -> bool:
    """Tell whether one of two turnouts is that up to an hour of the day, and is lower."""
    if "turnout" not in one.topics & other.topics:
        return False
    early = [bool(_UP_TO_NOW.search(reading.words)) for reading in (left, right)]
    lower = one.interval.named < other.interval.named
    return early[0] != early[1] and early[0] == lower


def seen_of_more(reading: Reading, seen: Figure, other: Figure) -> bool:
    """Tell whether one counts bodies that somebody saw, and the other gives a higher number of the dead."""
    if not ("footage" in reading.context_concepts or _SAW.search(reading.words)):
        return False
    bodies = [stem(figure.quantity.unit) in _BODIES for figure in (seen, other)]
    return bodies == [True, False] and seen.interval.high < other.interval.low


def _of_other_things(one: Figure, other: Figure) -> bool:
    """Whether the claims' own words say that different things happened to those counted."""
    both_say = one.topics and other.topics and not (one.borrowed or other.borrowed)
    return bool(both_say) and not one.topics & other.topics


def _of_two_sides(one: Figure, other: Figure) -> bool:
    """Whether figures count the people of two sides, or those of one side and people of whom nothing says."""
    sorts = {one.group, other.group}
    return len(sorts) > 1 and (sorts <= _SIDES or sorts == {"soldiers", "people"})


def _counts_on(left: Reading, right: Reading, one: Figure, other: Figure) -> bool:
    """Whether one source names another number of the dead or missing later, by whatever word for them."""
    again = left.speaker == right.speaker and left.claim.doc_id != right.claim.doc_id
    return again and bool(one.topics & other.topics & _COUNTED_ON)
