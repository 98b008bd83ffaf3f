"""Whether two claims give the same answer to their question, and in what they differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sayso.compare.figures import Figure, comparable
from sayso.compare.intervals import agree, same_figure, spoken_in_full
from sayso.compare.kinds import kind_of_count
from sayso.compare.reading import Reading
from sayso.compare.scope import apart, narrower, scopes_differ
from sayso.compare.words import quotable, stem, tokens_of
from sayso.values import StatedTime

Outcome = Literal["same", "differ", "other-scope", "unrelated"]
_NEAR_COPY = 0.1  # a figure that a copy rounds off ("over 50" for 52) stays within a tenth
# Kinds of people that are part of "people" in general; attackers or captives are all there are of them.
_PARTS = frozenset({"workers", "children", "patients", "civilians"})
# Sides of a fight or of a protest: the losses of the one are no part of the other's.
_SIDES = frozenset({"soldiers", "fighters", "voters"})
# "The search for 38 missing people will go on" plans a search; that they are missing is so now.
_STATES_COUNTED = frozenset({"death", "injury", "missing"})
_FATES = frozenset(
    {"death", "injury", "missing", "capture", "release", "rescue", "flight", "arrival", "trapped"}
)
_BODIES = frozenset({stem("bodies"), stem("body"), stem("corpses")})
_SAW = re.compile(r"\b(?:saw|seen|sees?|lay|lie|lies|lying|shows?)\b", re.IGNORECASE)
_WORDS_SHOWN = 2  # that two claims share
_QUOTED_WORDS = 9  # of each of them
_SAME_MOMENT_S = 900  # two accounts of one moment are seldom closer than a quarter of an hour
_PUBLISHED = re.compile(
    r"\b(?:published|posted|aired|broadcast|released|uploaded|shared) (?:on |in )?(?:the )?$", re.IGNORECASE
)
_UP_TO_NOW = re.compile(r"\b(?:so far|by (?:\d{1,2}[:.]\d\d|noon|midday|midnight))\b", re.IGNORECASE)
_ABOUT_TIME = frozenset({"recorded", "next", "inspection"})


@dataclass(frozen=True, slots=True)
class Answer:
    """How two answers stand to each other, before origins and times are looked at."""

    outcome: Outcome
    reason: str  # in words, without the origins
    figures: tuple[Figure, Figure] | None = None  # where numbers decided
    near: bool = False  # the numbers are within a tenth of each other
    partial: bool = False  # the one counts up to an hour, while it went on; what it counts is the same


def compare_answers(left: Reading, right: Reading) -> Answer:
    """Return how two claims on one question answer it: by their figures, else by times or sides."""
    pair = figures_on_one_count(left, right)
    if pair is not None:
        return _by_figures(left, right, *pair)
    if _only_parts(left, right):
        return Answer("unrelated", "the one counts a part, the other the whole")
    if not left.figures and not right.figures and left.concepts & right.concepts & _ABOUT_TIME:
        times = _by_times(left, right)
        if times is not None:
            return times
    clock = _by_clock(left, right)
    if clock is not None:
        return clock
    return _by_sides(left, right)


def figures_on_one_count(left: Reading, right: Reading) -> tuple[Figure, Figure] | None:
    """Return the two figures that count the same, if any: those with most in common, first named first."""
    best: tuple[tuple[float, ...], Figure, Figure] | None = None
    names = left.names | right.names
    for place, one in enumerate(_given(left)):
        for other_place, other in enumerate(_given(right)):
            if one.dimension != other.dimension or one.part or other.part:
                continue
            rank = (
                float(bool(one.topics & other.topics)) + float(comparable(one, other)),
                float(len(one.beside & other.beside & names)),
                float(one.group == other.group),
                float(-place - other_place),
            )
            if best is None or rank > best[0]:
                best = (rank, one, other)
    return (best[1], best[2]) if best else None


def _only_parts(left: Reading, right: Reading) -> bool:
    """Whether all that one claim counts is a part of what the other counts: "four of the wounded"."""
    for one, other in ((left, right), (right, left)):
        counted = {figure.dimension for figure in _given(other) if not figure.part}
        if one.figures and all(figure.part and figure.dimension in counted for figure in one.figures):
            return True
    return False


def _given(reading: Reading) -> tuple[Figure, ...]:
    """The figures that a claim gives; one that withdraws names the old one first."""
    return reading.figures[1:] if reading.withdraws and len(reading.figures) > 1 else reading.figures


def _by_figures(left: Reading, right: Reading, one: Figure, other: Figure) -> Answer:
    first, second = spoken_in_full(one.quantity), spoken_in_full(other.quantity)
    said = f"“{first}” and “{second}”"
    figures, near = (one, other), _near(one, other)
    same = same_figure(one.interval, other.interval)
    sides = side_of_figure(left, one), side_of_figure(right, other)
    if sides[0] != sides[1]:
        denied, given = (one, other) if sides[0] < 0 else (other, one)
        if _keeps_below_or_above(denied, given):
            return Answer("same", f"{said} can both be true, as the bound is denied", figures, near)
        if same or _denied(denied, given):
            return Answer(
                "differ", _denial(left, right, f" about {spoken_in_full(denied.quantity)}"), figures, near
            )
        # Whoever denies one figure has not said that another is wrong.
        return Answer("unrelated", f"{said} stand on opposite sides", figures, near)
    if same and not (one.borrowed or other.borrowed) and {"death", "injury"} <= one.topics ^ other.topics:
        return Answer("unrelated", f"{said} are of different things that happened", figures, near)
    if same:
        words = f"both give {first}" if first == second else f"{said} name one number"
        return Answer("same", words, figures, True)
    if one.dimension == "people" and _of_other_things(one, other):
        return Answer("unrelated", f"{said} are of different things that happened", figures, near)
    if one.dimension == "people" and bool(one.topics) != bool(other.topics) and one.group != other.group:
        return Answer("unrelated", f"{said}: what is said of the one is not said of the other", figures, near)
    if one.dimension == "people" and apart(left.scope, right.scope):
        return Answer("unrelated", f"{said} are of two places side by side", figures, near)
    if _of_two_sides(one, other):
        return Answer("unrelated", f"{said} are the {one.group} and the {other.group}", figures, near)
    if one.out_of != other.out_of:
        return Answer("unrelated", f"{said}: the one counts some out of many", figures, near)
    scope = _counts_differ(left, right, one, other)
    if scope is not None:
        return Answer("other-scope", f"{said} count different things: {scope}", figures, near)
    if _one_is_partial(left, right, one, other):
        words = f"{said} count different things: one is a count up to an hour, while it went on"
        return Answer("other-scope", words, figures, near, partial=True)
    if agree(one.interval, other.interval):
        return Answer("same", f"{said} can both be true", figures, near)
    if _seen_of_more(left, one, other) or _seen_of_more(right, other, one):
        return Answer("unrelated", f"{said}: bodies that were seen need not be all the dead", figures, near)
    if one.dimension == "percent" and ("turnout" in one.topics) != ("turnout" in other.topics):
        return Answer("unrelated", f"{said} are shares of different things", figures, near)
    if one.interval.overlaps(other.interval):
        # Both could be true; the guidelines read a bound as its source's count.
        words = f"{said} are a quarter or more apart, a bound being read as its source's count"
        return Answer("differ", words, figures, near)
    return Answer("differ", f"{said} cannot both be true as worded", figures, near)


def _of_other_things(one: Figure, other: Figure) -> bool:
    """Whether the claims' own words say that different things happened to those counted."""
    if not (one.topics and other.topics) or one.topics & other.topics:
        return False
    return bool(one.topics & _FATES and other.topics & _FATES) or not (one.borrowed or other.borrowed)


def side_of_figure(reading: Reading, figure: Figure) -> int:
    """Return -1 where a claim says that a figure in it is not so, else 1; "60 did not return" gives one."""
    sides = reading.sides
    turned = sides.whole != sides.spoken  # "that 60 died is wrong"
    if turned or not sides.negated:
        return sides.whole
    return sides.act * (-1 if figure.negated else 1)


def _keeps_below_or_above(denied: Figure, given: Figure) -> bool:
    """Whether the number given is the edge of a bound that is denied: "not more than six" allows six."""
    strict = denied.quantity.qualifier in ("more-than", "less-than")
    exact = given.interval.low == given.interval.high
    return strict and exact and same_figure(denied.interval, given.interval)


def _denied(denied: Figure, given: Figure) -> bool:
    """Whether a denial of the one is one of the other: of "hundreds" it is of 240, of "over 20" of 80."""
    leaves_room = denied.interval.low < denied.interval.high
    return leaves_room and denied.interval.low <= given.interval.named <= denied.interval.high


def _one_is_partial(left: Reading, right: Reading, one: Figure, other: Figure) -> bool:
    """Whether one of two turnouts is that up to an hour of the day, and is lower."""
    if "turnout" not in one.topics & other.topics:
        return False
    early = [bool(_UP_TO_NOW.search(reading.words)) for reading in (left, right)]
    lower = one.interval.named < other.interval.named
    return early[0] != early[1] and early[0] == lower


def _of_two_sides(one: Figure, other: Figure) -> bool:
    """Whether figures count the people of two sides, or those of one side and people of whom nothing says."""
    sorts = {one.group, other.group}
    return len(sorts) > 1 and (sorts <= _SIDES or sorts == {"soldiers", "people"})


def _seen_of_more(reading: Reading, seen: Figure, other: Figure) -> bool:
    """Whether one counts bodies that somebody saw, and the other gives a higher number of the dead."""
    if not ("footage" in reading.context_concepts or _SAW.search(reading.words)):
        return False
    bodies = [stem(figure.quantity.unit) in _BODIES for figure in (seen, other)]
    return bodies == [True, False] and seen.interval.high < other.interval.low


def _counts_differ(left: Reading, right: Reading, one: Figure, other: Figure) -> str | None:
    """Return in words what keeps two figures from counting the same; None where nothing does."""
    planned = [
        reading.claim.event_status in ("planned", "hypothetical") or reading.asked
        for reading in (left, right)
    ]
    if planned[0] != planned[1] and not one.topics & other.topics & _STATES_COUNTED:
        return "one is planned or asked for, the other has happened"
    kinds = [kind_of_count(reading.words) for reading in (left, right)]
    if kinds[0] != kinds[1]:
        return f"one {kinds[0] or kinds[1]}"
    if one.combined != other.combined:
        return "one counts the killed and the wounded together"
    sorts = {one.group, other.group}
    if "people" in sorts and _PARTS & sorts and not _counts_on(left, right, one, other):
        return f"one counts {one.group}, the other {other.group}"
    if one.dimension in ("time", "magnitude", "money"):
        return None
    differ = scopes_differ(left.scope, right.scope, share=one.dimension == "percent")
    part = narrower(left.scope, right.scope)
    if differ is not None and part and one.dimension == "people":
        smaller, larger = (one, other) if part < 0 else (other, one)
        if smaller.interval.named > larger.interval.named:
            return None  # a part is never more than the whole
    return differ


def _counts_on(left: Reading, right: Reading, one: Figure, other: Figure) -> bool:
    """Whether one source names another number of the dead later, by whatever word for them."""
    again = left.speaker == right.speaker and left.claim.doc_id != right.claim.doc_id
    return again and "death" in one.topics & other.topics


def _near(one: Figure, other: Figure) -> bool:
    base = max(abs(one.interval.named), abs(other.interval.named))
    return abs(one.interval.named - other.interval.named) <= _NEAR_COPY * base


def _by_sides(left: Reading, right: Reading) -> Answer:
    scale = _on_one_scale(left, right)
    if scale is not None:
        return _with_words(left, right, "", same=scale)
    matter = left.stems & right.stems or frozenset(
        f"c:{concept}" for concept in left.concepts & right.concepts
    )
    same = left.sides.on(matter) == right.sides.on(matter)
    return _with_words(left, right, _shared_words(left, right), same=same)


def _with_words(left: Reading, right: Reading, shared: str, *, same: bool) -> Answer:
    """Name what two claims are one about, or are not: what they say, in their own words."""
    one, other = (f"“{quotable(reading.shown, _QUOTED_WORDS)}”" for reading in (left, right))
    about = f" about {shared}" if shared else ""
    if not same:
        return Answer("differ", _denial(left, right, about, quoted=True))
    if one.casefold() == other.casefold():
        return Answer("same", f"both say {one}")
    return Answer("same", f"{one} and {other} stand on one side{about}")


def _denial(left: Reading, right: Reading, about: str, *, quoted: bool = False) -> str:
    """Say who denies what, and quote it where that is asked for."""
    denies, says = (left, right) if left.sides.whole < right.sides.whole else (right, left)
    who, whom = denies.claim.speaker, says.claim.speaker
    words, against = (quotable(reading.shown, _QUOTED_WORDS) for reading in (says, denies))
    if who == whom or left.sides.whole == right.sides.whole:
        quotes = f": “{words}” against “{against}”" if quoted else ""
        return f"they stand on opposite sides{about}{quotes}"
    # What a denial denies is the words of those who say so, which would stand there twice.
    own = f", by “{against}”" if denies.claim.act != "deny" else ""
    return f"{who} denies what {whom} says{about}" + (f": “{words}”{own}" if quoted else "")


def _shared_words(left: Reading, right: Reading) -> str:
    """Some words that two claims share, in quotation marks, longest first; "" for none."""
    words = {token.text for token in tokens_of(left.words) if stem(token.lower) in left.stems & right.stems}
    chosen = sorted(words, key=lambda word: (-len(word), word))[:_WORDS_SHOWN]
    return " and ".join(f"“{word}”" for word in chosen)


def _on_one_scale(left: Reading, right: Reading) -> bool | None:
    """Whether two claims stand on one end of a scale; None where no scale holds both.

    Whoever describes a recording without a doubt takes it for genuine.
    """
    shared = [name for name in left.scales if name in right.scales]
    if shared:
        return all(left.scales[name] == right.scales[name] for name in shared)
    for one, other in ((left, right), (right, left)):
        if "authentic" in one.scales and "authentic" not in other.scales:
            return one.scales["authentic"] == other.sides.whole
    return None


def _by_times(left: Reading, right: Reading) -> Answer | None:
    """By the times that both give for it; None where one gives none, or only that of its publication."""
    if not left.claim.times or not right.claim.times:
        return None
    one, other = left.claim.times[-1].stated, right.claim.times[-1].stated
    if _is_of_publication(left.words, one.text) or _is_of_publication(right.words, other.text):
        return None
    if not (one.start or one.end) or not (other.start or other.end):
        return None
    if _begins_by(one, other) and _begins_by(other, one):
        return Answer("same", f"the times “{one.text}” and “{other.text}” fit together")
    return Answer("differ", f"“{one.text}” and “{other.text}” are different times")


def _begins_by(one: StatedTime, other: StatedTime) -> bool:
    """Whether the one has begun by the other's last day; "until May" has no first day."""
    return one.start is None or other.end is None or _day(one.start) <= _day(other.end)


def _is_of_publication(words: str, time: str) -> bool:
    return bool(_PUBLISHED.search(words[: max(0, words.find(time))]))


def _by_clock(left: Reading, right: Reading) -> Answer | None:
    """By the hours that both give for one thing on one day; None where either gives none."""
    if left.sides.whole != right.sides.whole or not left.concepts & right.concepts:
        return None
    hours = [
        [time.stated for time in reading.claim.times if time.stated.start and "T" in time.stated.start]
        for reading in (left, right)
    ]
    if not (len(hours[0]) == len(hours[1]) == 1):
        return None
    one, other = hours[0][0], hours[1][0]
    minutes = [datetime.fromisoformat((stated.start or "")[:16]) for stated in (one, other)]
    if minutes[0].date() != minutes[1].date():
        return None
    if abs((minutes[0] - minutes[1]).total_seconds()) <= _SAME_MOMENT_S:
        return Answer("same", f"both give {one.text}")
    return Answer("differ", f"“{one.text}” and “{other.text}” are different hours")


def _day(stamp: str) -> str:
    return stamp[:10]
