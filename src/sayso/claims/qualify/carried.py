"""The noun that a number leaves out, by what was counted before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.claims.qualify.asked import asked_for
from sayso.claims.qualify.counted import TIME_UNITS
from sayso.claims.qualify.humans import counts_people
from sayso.claims.qualify.standing import SUBJECT, Standing, standing_of
from sayso.claims.reading import Reading
from sayso.claims.types import Quantity
from sayso.claims.words import word_set
from sayso.values import TextSpan

_WHOLE = re.compile(r"\b(?:turnout|vote|votes|ballots|share|percent)\b", re.IGNORECASE)


_MAGNITUDE = re.compile(r"\b(?:magnitude|richter)\b", re.IGNORECASE)


_SHAKEN = re.compile(r"\b(?:magnitude|richter|quake|earthquake|tremor)s?\b", re.IGNORECASE)


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
        self._has_magnitude = bool(_SHAKEN.search(reading.text))

    def remember(self, quantity: Quantity, span: TextSpan) -> None:
        """Take note of a quantity that names its noun, and of where its number stands."""
        self._ask(span)
        unit = quantity.unit
        if not unit:
            return
        if unit.rstrip("s") in TIME_UNITS:
            self._duration = unit
        if counts_people(unit):
            self._people = unit
        self._counted.append(Counted(unit, quantity.value, standing_of(self._reading, span)))

    def people(self) -> str:
        """Return the people counted last."""
        return self._people if self._people not in _FATES else "people"

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
        if _MAGNITUDE.search(sentence) or (self._has_magnitude and value != int(value) and value < 10):
            return "magnitude"
        if value <= 100 and _WHOLE.search(sentence) and _can_be_share(standing):
            return "percent"
        if _FOR.search(before) and self._lasted(standing):
            return self._duration
        if _TOLL.search(before):
            return "deaths"
        return (
            self._money(value, before)
            or self._same(value, before)
            or self._by_act(standing.act)
            or _there_were(before_it)
            or (self._last(value, standing, after) if _REST.search(before) else self._by_fate(before, after))
            or self._last(value, standing, after)
        )

    def _ask(self, span: TextSpan) -> None:
        """Take note of what was asked for before a place of the text."""
        while self._asked and self._asked[0].start < span.start:
            noun = self._asked.pop(0)
            self._counted.append(Counted(noun.text.lower(), None, Standing(noun.sentence)))

    def _lasted(self, standing: Standing) -> bool:
        """Tell whether a length of time was counted just before."""
        return any(
            one.unit == self._duration and standing.sentence - one.standing.sentence <= 1
            for one in self._counted[-3:]
        )

    def _money(self, value: float, before: str) -> str:
        if value < 1_000_000 and not _PRICE.search(before):
            return ""
        if not _WORTH.search(before):
            return ""
        return next((one.unit for one in reversed(self._counted) if one.unit in _CURRENCIES), "")

    def _same(self, value: float, before: str) -> str:
        if value < _ALIKE_FROM and not _THE.search(before):
            return ""
        alike = (one.unit for one in reversed(self._counted) if one.value == value)
        return next((unit for unit in alike if unit.rstrip("s") not in TIME_UNITS), "")

    def _by_act(self, act: str) -> str:
        alike = (one.unit for one in reversed(self._counted) if act and one.standing.act == act)
        return next((unit for unit in alike if unit not in _FATES), "")

    def _by_fate(self, before: str, after: str) -> str:
        fate = _HUMAN_FATE.match(after)
        if fate and not (fate.group().split()[-1] in _OF_THINGS_TOO and self._things_last()):
            return self.people()
        if not self._people and _KILLS.search(before):
            return "people"
        if after.lstrip().startswith(("of us", "of you", "of whom")) or _CROWD.search(before):
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
        return not counts_people(unit) and unit not in _FATES

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
        return "people" if _ACTS.match(after) else ""


def _can_be_share(standing: Standing) -> bool:
    """Tell "won 41" and "the share was 5" from "after the vote, 12 were arrested"."""
    return standing.role not in SUBJECT and (standing.role != "dobj" or standing.act in _WINNING)


_WINNING = word_set("win poll receive gain score secure reach lose") | {""}  # "" for "take" and the like


def _there_were(before: str) -> str:
    """Return the noun whose number is told: "says there were warnings. … There were | five"."""
    if not _THERE_WERE.search(before[-40:]):
        return ""
    told = list(_THERE_WERE_SOME.finditer(before[-250:]))
    return told[-1].group("noun").lower() if told else ""


def _fits(counted: Counted, value: float, standing: Standing) -> bool:
    """Tell whether a number without a noun can count what was counted before."""
    unit = counted.unit
    if unit.rstrip("s") in TIME_UNITS or (unit == "percent" and (value == int(value) or value > 100)):
        return False
    away = standing.sentence - counted.standing.sentence
    if away > REACH_SENTENCES:
        return False
    if _is_measure(unit) and (standing.role in SUBJECT or away > (2 if unit in _CURRENCIES else 1)):
        return False
    return _comparable(counted, value)


def _alike(one: Standing, other: Standing) -> bool:
    return one.role == other.role and other.sentence - one.sentence <= 1


def _comparable(counted: Counted, value: float) -> bool:
    """Tell whether two numbers can be of one kind, by their size; sums of money may differ most."""
    if counted.unit in _CURRENCIES or counted.value is None:
        return True
    known = counted.value[0] if isinstance(counted.value, tuple) else counted.value
    if known <= 0 or value <= 0:
        return True
    if not _is_measure(counted.unit):
        return value / known <= FAR_MORE_THINGS
    finer = value != int(value) and known == int(known)
    return not finer and 1 / FAR_MORE <= value / known <= FAR_MORE


def _is_measure(unit: str) -> bool:
    return unit.rsplit(" ", 1)[-1] in _MEASURES  # "square metres", too


_CURRENCIES = word_set("dollars euros pounds crowns francs roubles cents kroner")


_WORTH = re.compile(
    r"\b(?:worth|value|cost|price|pay|paid|offer|loan|deal|fund|budget|ransom|fine|loss|profit|revenue|damage|bill|"
    r"sell|sold|buy|bought|bid|spen[dt]|donat|pledg|invest)\w*\b[^.;?!]{0,50}$",
    re.IGNORECASE,
)


_PRICE = re.compile(
    r"\b(?:price|cost|pay|paid|sell|sold|buy|bought|worth|fetch)\w*\b[^.;?!]{0,30}$", re.IGNORECASE
)


_THERE_WERE = re.compile(r"\bthere (?:is|are|was|were)(?: only| just| about| at least)? $", re.IGNORECASE)


_THERE_WERE_SOME = re.compile(
    r"\bthere (?:is|are|was|were) (?!\d)(?:(?:no|any|some|many|more|enough) )?(?P<noun>[a-z]{3,}s)[.,;?]",
    re.IGNORECASE,
)


_OF_THINGS_TOO = word_set("returned came left missing rescued trapped turned stranded evacuated flown joined")


_REST = re.compile(r"\b(?:remaining|the other) $", re.IGNORECASE)


_THE = re.compile(
    r"\b(?:the|all|figure of|not|instead of|rather than) (?:about |around |some |other )?$", re.IGNORECASE
)


_MEASURES = word_set(
    """
    percent points km kilometres kilometers metres meters centimetres millimetres miles feet yards inches
    dollars euros pounds crowns francs roubles cents magnitude degrees tonnes tons kilograms kilos kg grams
    milligrams micrograms litres liters millilitres gallons barrels hectares acres knots volts watts kilowatts
    megawatts decibels bytes ppm parts times km/h mph
    """
)


_TOLL = re.compile(r"\b(?:death )?toll\b[^.;]{0,40}$", re.IGNORECASE)


_FOR = re.compile(
    r"\bfor (?:(?:at least|less than|more than|about|up to|another|only|over|under) )?$", re.IGNORECASE
)


_HUMAN_FATE = re.compile(
    r"\s*(?:of them\s+)?(?:more\s+)?(?:(?:have|has|had|was|were|are|is|been|being|also|still|later)\s+)*"
    r"(?:in (?:the )?(?:hospital|custody|intensive care)|died|killed|wounded|injured|hurt|arrested|detained|"
    r"hospitalised|hospitalized|missing|dead|flown|treated|admitted|evacuated|infected|poisoned|drowned|ill|"
    r"sick|homeless|displaced|stranded|trapped|rescued|discharged|vaccinated|quarantined|unaccounted|sacked|"
    r"on strike|fled|marched|walked out|protested|gathered|tested positive|came|turned (?:up|out)|attended|"
    r"took part|joined|signed|voted|returned|waited|suffered|fell ill|sought|complained|slept|queued|"
    r"demonstrated|stayed (?:away|home|at home)|picketed|on (?:duty|ventilators|site)|at work|"
    r"survived|perished|did(?: not|n't) make it|lost (?:their|his|her)|"
    r"in (?:a )?(?:critical|serious|stable) condition|under observation)\b",
    re.IGNORECASE,
)


_FATES = word_set("dead deaths missing injured wounded killed hurt") | {
    ""
}  # they say what became of people, not who they are


_KILLS = re.compile(
    r"\b(?:kill|injur|wound|maim)(?:s|es|ed|ing)\s+(?:(?:at least|about|some|up to|more than|around)\s+)?$",
    re.IGNORECASE,
)


_CROWD = re.compile(
    r"\b(?:crowd|team|group|crew|gang|delegation|party|band|audience|staff|workforce)s? "
    r"(?:of|from|to|from \w+ to|by|at) "
    r"(?:(?:at least|about|some|up to|more than|around|over|nearly|almost) )?$",
    re.IGNORECASE,
)


_ACTS = re.compile(
    r"\s+(?:more )?(?:have|has|had|was|were|are|is|will|would|[a-z]{3,}ed|fled|came|went|left|took)\b"
)
