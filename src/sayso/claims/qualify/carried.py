"""The noun that a number leaves out, by what was counted before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.claims.parsing import Word
from sayso.claims.qualify.asked import asked_for
from sayso.claims.qualify.counted import TIME_UNITS
from sayso.claims.qualify.humans import is_human
from sayso.claims.reading import Reading
from sayso.claims.types import Quantity
from sayso.claims.words import word_set
from sayso.values import TextSpan

_WHOLE = re.compile(r"\b(?:turnout|vote|votes|ballots|share|percent)\b", re.IGNORECASE)


_MAGNITUDE = re.compile(r"\b(?:magnitude|richter)\b", re.IGNORECASE)


_SHAKEN = re.compile(r"\b(?:magnitude|richter|quake|earthquake|tremor)s?\b", re.IGNORECASE)


_ALIKE_FROM = 20  # a number as large as that, met twice, counts the same things both times


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun that was counted, and how."""

    unit: str
    value: float | tuple[float, float] | None  # None for a noun that a question asks for
    act: str  # the lemma of what those counted do or have done to them, "" where it tells nothing
    sentence: int


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
        if is_human(unit):
            self._people = unit
        word = _word_at(self._reading, span)
        sentence = word.sentence if word else -1
        self._counted.append(Counted(unit, quantity.value, self._act(word), sentence))

    def people(self) -> str:
        """Return the people counted last."""
        return self._people or "people"

    def unit_for(self, value: float, sentence: str, span: TextSpan) -> str:
        """Choose the noun that a number without one stands for.

        Args:
            value: the number, of a range its lower end.
            sentence: the text of the sentence that it stands in.
            span: where it stands.
        """
        self._ask(span)
        text = self._reading.text
        before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 50]
        if _MAGNITUDE.search(sentence) or (self._has_magnitude and value != int(value) and value < 10):
            return "magnitude"
        if value <= 100 and _WHOLE.search(sentence):
            return "percent"
        if _FOR.search(before) and self._lasted(span):
            return self._duration
        if _TOLL.search(before):
            return "deaths"
        return (
            self._money(value, before)
            or self._same(value, before)
            or self._by_act(span)
            or (self._last(value, span, after) if _REST.search(before) else self._by_fate(before, after))
            or self._last(value, span, after)
        )

    def _ask(self, span: TextSpan) -> None:
        """Take note of what was asked for before a place of the text."""
        while self._asked and self._asked[0].start < span.start:
            noun = self._asked.pop(0)
            self._counted.append(Counted(noun.text.lower(), None, "", noun.sentence))

    def _act(self, word: Word | None) -> str:
        """Return the lemma of the verb that a number or its noun hangs on, "" where it says little."""
        words = self._reading.parsed.words
        while word is not None and word.head != word.index and word.dep in _WITHIN_PHRASE:
            word = words[word.head]
        if word is None or word.head == word.index:
            return ""
        above = words[word.head]
        return "" if above.pos != "VERB" or above.lemma in _TELLS_NOTHING else above.lemma

    def _lasted(self, span: TextSpan) -> bool:
        """Tell whether a length of time was counted just before."""
        word = _word_at(self._reading, span)
        here = word.sentence if word else 0
        return any(one.unit == self._duration and here - one.sentence <= 1 for one in self._counted[-3:])

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

    def _by_act(self, span: TextSpan) -> str:
        act = self._act(_word_at(self._reading, span))
        return next(
            (
                one.unit
                for one in reversed(self._counted)
                if act and one.act == act and one.unit not in _FATES
            ),
            "",
        )

    def _by_fate(self, before: str, after: str) -> str:
        if _HUMAN_FATE.match(after):
            return self._people if self._people not in _FATES else "people"
        if not self._people and _KILLS.search(before):
            return "people"
        if after.lstrip().startswith(("of us", "of you", "of whom")) or _CROWD.search(before):
            return self._people or "people"
        return ""

    def _last(self, value: float, span: TextSpan, after: str) -> str:
        word = _word_at(self._reading, span)
        acts = word is not None and word.dep in {"nsubj", "nsubjpass"}
        here = word.sentence if word else -1
        for one in reversed(self._counted):
            if one.unit.rstrip("s") in TIME_UNITS:
                continue
            if one.unit == "percent" and (value == int(value) or value > 100):
                continue
            if one.unit in _MEASURES and (acts or here - one.sentence > 1 or not _comparable(one, value)):
                continue
            return one.unit
        if value <= 100 and (value != int(value) or any(one.unit == "percent" for one in self._counted)):
            return "percent"
        return "people" if _ACTS.match(after) else ""


def _comparable(measured: Counted, value: float) -> bool:
    """Tell whether two measurements can be of one kind, by their size; sums of money may differ more."""
    if measured.unit in _CURRENCIES or measured.value is None:
        return True
    known = measured.value[0] if isinstance(measured.value, tuple) else measured.value
    if (value != int(value)) > (known != int(known)):
        return False
    return known > 0 and value > 0 and 0.005 <= value / known <= 200


def _word_at(reading: Reading, span: TextSpan) -> Word | None:
    words = reading.parsed.words_in(span)
    return words[-1] if words else None


_WITHIN_PHRASE = frozenset({"nummod", "quantmod", "compound", "pobj", "prep", "conj", "appos", "npadvmod"})


_TELLS_NOTHING = word_set(
    """
    be have do say tell put give report count see find know think believe claim speak get make take come go
    estimate hold say show expect need want include add confirm
    """
)


_CURRENCIES = word_set("dollars euros pounds crowns francs roubles cents kroner")


_WORTH = re.compile(
    r"\b(?:worth|value|cost|price|pay|paid|offer|loan|deal|fund|budget|ransom|fine|loss|profit|revenue|damage|bill|"
    r"sell|sold|buy|bought|bid|spen[dt]|donat|pledg|invest)\w*\b[^.;?!]{0,50}$",
    re.IGNORECASE,
)


_PRICE = re.compile(
    r"\b(?:price|cost|pay|paid|sell|sold|buy|bought|worth|fetch)\w*\b[^.;?!]{0,30}$", re.IGNORECASE
)


_REST = re.compile(r"\b(?:remaining|the other) $", re.IGNORECASE)


_THE = re.compile(
    r"\b(?:the|figure of|not|instead of|rather than) (?:about |around |some |other )?$", re.IGNORECASE
)


_MEASURES = word_set(
    """
    percent points km kilometres kilometers metres meters centimetres millimetres miles feet yards inches
    dollars euros pounds crowns francs roubles cents magnitude degrees tonnes tons kilograms kilos kg grams
    milligrams micrograms litres liters millilitres gallons barrels hectares acres knots volts watts kilowatts
    megawatts decibels bytes ppm parts times
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
