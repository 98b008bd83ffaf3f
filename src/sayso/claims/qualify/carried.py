"""The noun that a number leaves out, by what was counted before it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.claims.qualify.asked import asked_for
from sayso.claims.qualify.carried_words import (
    ABOARD,
    ACTS,
    AMONG_OTHERS,
    CROWD,
    CURRENCIES,
    FATES,
    FLOWING,
    FOR,
    FOR_PEOPLE,
    FURTHER,
    GATHERING,
    HUMAN_FATE,
    INSIDE,
    KILLS,
    LASTING,
    MAGNITUDE,
    MEASURES,
    OF_THINGS_TOO,
    ON_BOARD,
    PRICE,
    REACH_OF_THEM,
    REST,
    SHAKEN,
    STRIKES,
    THE,
    THERE_WERE,
    THERE_WERE_SOME,
    TO,
    TO_AFTER,
    TOLL,
    VOTING,
    WE_WERE,
    WHOLE,
    WORTH,
)
from sayso.claims.qualify.counted import TIME_UNITS
from sayso.claims.qualify.humans import counts_people
from sayso.claims.qualify.standing import SUBJECT, Standing, standing_of
from sayso.claims.reading import Reading
from sayso.claims.types import Quantity
from sayso.claims.words import word_set
from sayso.values import TextSpan

_TELLING_ROLES = SUBJECT | {"dobj", "attr"}
NEAR = 3  # nouns counted last, among which the role decides
REACH_SENTENCES = 2  # from a counted noun to a number that leaves it out
FAR_MORE = 200  # times as many of a measure are another measure
FAR_MORE_THINGS = 2_000
_ALIKE_FROM = 20  # a number as large as that, met twice, counts the same things both times


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun that was counted, and how."""

    unit: str
    value: float | tuple[float, float] | None  # None for a noun that a question asks for
    standing: Standing


class Carried:
    """The nouns counted so far, for numbers that leave theirs out."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._counted: list[Counted] = []
        self._asked = list(asked_for(reading))
        self._people = ""
        self._duration = ""
        self._has_magnitude = bool(SHAKEN.search(reading.text))

    def remember(self, quantity: Quantity, span: TextSpan) -> None:
        """Take note of a quantity that names its noun, and of where its number stands."""
        self._ask(span)
        unit = quantity.unit
        if not unit:
            return
        if unit.rstrip("s") in TIME_UNITS:
            self._duration = unit
        if counts_people(unit):
            # "One passenger died. Eleven were hurt": these need not be passengers; of sailors they would be.
            one = quantity.value == 1 and unit in AMONG_OTHERS
            alone = one and unit != self._people and not self._is_of_all(span)
            self._people = "people" if alone else unit
        self._counted.append(Counted(unit, quantity.value, standing_of(self._reading, span)))

    def _is_of_all(self, span: TextSpan) -> bool:
        """Tell "one of the passengers", which names more of them."""
        return self._reading.text.startswith(" of ", span.end)

    def people(self) -> str:
        """Return the people counted last."""
        return self._people if self._people not in FATES else "people"

    def unit_for(self, value: float, sentence: str, span: TextSpan) -> str:
        """Choose the noun that a number without one stands for.

        Args:
            value: the number, of a range its lower end.
            sentence: the text of the sentence that it stands in.
            span: where it stands.
        """
        self._ask(span)
        text, standing = self._reading.text, standing_of(self._reading, span)
        before_it = text[max(0, span.start - 250) : span.start]
        before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 50]
        if MAGNITUDE.search(sentence) or (self._has_magnitude and value != int(value) and value < 10):
            return "magnitude"
        if value == int(value) and VOTING.search(sentence) and (TO.search(before) or TO_AFTER.match(after)):
            return "votes"
        ballots = self._counted_in(standing.sentence) and self._counted[-1].unit in {"ballots", "votes"}
        if value <= 100 and WHOLE.search(sentence) and _can_be_share(standing) and not ballots:
            return "percent"
        if FOR.search(before) and self._lasted(standing):
            return self._duration
        if TOLL.search(before):
            return "deaths"
        last = self._counted_last(standing)
        if WE_WERE.search(before) or (
            value < 1_000_000 and FOR_PEOPLE.search(before) and not _is_measure(last)
        ):
            return self.people()
        if _is_measure(last) and FURTHER.search(before) and not HUMAN_FATE.match(after):
            return last
        if last and last == self._duration and LASTING.search(before):
            return last
        return (
            self._money(value, before)
            or self._same(value, before)
            or self._by_act(standing.act)
            or _there_were(before_it)
            or (self._last(value, standing, after) if REST.search(before) else self._by_fate(before, after))
            or self._last(value, standing, after)
            or ("people" if value >= _ALIKE_FROM and GATHERING.search(before_it) else "")
            or (self._told_of_last(span) if after.startswith(" of them") else "")
        )

    def _counted_last(self, standing: Standing) -> str:
        """Return what was counted last, in this sentence or the one before."""
        near = self._counted and standing.sentence - self._counted[-1].standing.sentence <= 1
        return self._counted[-1].unit if near else ""

    def _told_of_last(self, span: TextSpan) -> str:
        """Return the plural subject told of last, though not counted: "The drivers slept. Two of them …"."""
        before = self._reading.parsed.words_in(TextSpan(max(0, span.start - REACH_OF_THEM), span.start))
        subjects = (word for word in reversed(before) if word.dep in SUBJECT and word.tag == "NNS")
        return next((word.text.lower() for word in subjects), "")

    def _ask(self, span: TextSpan) -> None:
        """Take note of what was asked for before a place of the text."""
        while self._asked and self._asked[0].at < span.start:
            asked = self._asked.pop(0)
            last = self._counted[-1].unit if self._counted else ""
            noun = asked.noun or (last if counts_people(last) and last not in FATES else "people")
            self._counted.append(Counted(noun, None, Standing(asked.sentence)))

    def _lasted(self, standing: Standing) -> bool:
        """Tell whether a length of time was counted just before."""
        return any(
            one.unit == self._duration and standing.sentence - one.standing.sentence <= 1
            for one in self._counted[-3:]
        )

    def _money(self, value: float, before: str) -> str:
        if value < 1_000_000 and not PRICE.search(before):
            return ""
        if not WORTH.search(before):
            return ""
        return next((one.unit for one in reversed(self._counted) if one.unit in CURRENCIES), "")

    def _same(self, value: float, before: str) -> str:
        if value < _ALIKE_FROM and not THE.search(before):
            return ""
        alike = (one.unit for one in reversed(self._counted) if one.value == value)
        return next((unit for unit in alike if unit.rstrip("s") not in TIME_UNITS), "")

    def _by_act(self, act: str) -> str:
        alike = (one.unit for one in reversed(self._counted) if act and one.standing.act == act)
        return next((unit for unit in alike if unit not in FATES), "")

    def _by_fate(self, before: str, after: str) -> str:
        if INSIDE.search(before) and self._things_last():
            return ""  # "passengers in three were hurt", of carriages
        fate = HUMAN_FATE.match(after)
        if not self._counted and THERE_WERE.search(before) and ABOARD.match(after):
            return "people"
        if ON_BOARD.match(after) and not self._things_last():
            return "people"  # whoever was counted last need not be those
        if fate and not (fate.group().split()[-1] in OF_THINGS_TOO and self._things_last()):
            return self.people()
        if not self._people and (KILLS.search(before) or (not self._counted and STRIKES.search(before))):
            return "people"
        if after.lstrip().startswith(("of us", "of you", "of whom")) or CROWD.search(before):
            return self.people()
        return ""

    def _told_of(self, sentence: int) -> str:
        """Return what the sentence before tells of, where it was counted: "The loaves went to six shops"."""
        parsed = self._reading.parsed
        if sentence < 1:
            return ""
        before = (parsed.words[place] for place in parsed.sentences[sentence - 1])
        subjects = {word.text.lower() for word in before if word.dep in SUBJECT and word.tag == "NNS"}
        return next((one.unit for one in reversed(self._counted) if one.unit in subjects), "")

    def _counted_in(self, sentence: int) -> bool:
        return bool(self._counted) and self._counted[-1].standing.sentence == sentence

    def _things_last(self) -> bool:
        """Tell whether what was counted last, measurements left out, was no people."""
        kinds = (one.unit for one in reversed(self._counted) if not _is_measure(one.unit))
        unit = next((kind for kind in kinds if kind.rstrip("s") not in TIME_UNITS), "people")
        return not counts_people(unit) and unit not in FATES

    def _last(self, value: float, standing: Standing, after: str) -> str:
        """Return what was counted last and can be meant; what stood in the same role goes first."""
        here = standing.sentence
        told_of = self._told_of(here) if standing.role in SUBJECT and not self._counted_in(here) else ""
        if told_of:
            return told_of
        fitting = [one for one in reversed(self._counted) if _fits(one, value, standing)][:NEAR]
        chosen = fitting[0] if fitting else None
        if chosen is not None and here != chosen.standing.sentence and standing.role in _TELLING_ROLES:
            chosen = next((one for one in fitting if _alike(one.standing, standing)), chosen)
        if chosen is not None:
            return chosen.unit
        if value <= 100 and (value != int(value) or any(one.unit == "percent" for one in self._counted)):
            return "percent"
        return "people" if ACTS.match(after) else ""


def _can_be_share(standing: Standing) -> bool:
    """Tell "won 41" and "the share was 5" from "after the vote, 12 were arrested"."""
    return standing.role not in SUBJECT and (standing.role != "dobj" or standing.act in _WINNING)


_WINNING = word_set("win poll receive gain score secure reach lose") | {""}  # "" for "take" and the like


def _there_were(before: str) -> str:
    """Return the noun whose number is told: "says there were warnings. … There were | five"."""
    if not THERE_WERE.search(before[-40:]):
        return ""
    told = list(THERE_WERE_SOME.finditer(before[-250:]))
    return told[-1].group("noun").lower() if told else ""


def _fits(counted: Counted, value: float, standing: Standing) -> bool:
    """Tell whether a number without a noun can count what was counted before."""
    unit = counted.unit
    if unit.rstrip("s") in TIME_UNITS or (unit == "percent" and (value == int(value) or value > 100)):
        return False
    away = standing.sentence - counted.standing.sentence
    if away > REACH_SENTENCES:
        return False
    if _is_measure(unit) and (
        (standing.role in SUBJECT and standing.act not in FLOWING) or away > (2 if unit in CURRENCIES else 1)
    ):
        return False
    return _comparable(counted, value)


def _alike(one: Standing, other: Standing) -> bool:
    return one.role == other.role and other.sentence - one.sentence <= 1


def _comparable(counted: Counted, value: float) -> bool:
    """Tell whether two numbers can be of one kind, by their size; sums of money may differ most."""
    if counted.unit in CURRENCIES or counted.value is None:
        return True
    known = counted.value[0] if isinstance(counted.value, tuple) else counted.value
    if known <= 0 or value <= 0:
        return True
    if not _is_measure(counted.unit):
        return value / known <= FAR_MORE_THINGS
    finer = value != int(value) and known == int(known)
    return not finer and 1 / FAR_MORE <= value / known <= FAR_MORE


def _is_measure(unit: str) -> bool:
    return unit.rsplit(" ", 1)[-1] in MEASURES  # "square metres", too
