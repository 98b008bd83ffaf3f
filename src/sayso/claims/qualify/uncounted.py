"""Numbers that count nothing: inside times, names and labels, ages, multiples, "no one"."""

from __future__ import annotations

import re

from sayso.claims.parsing import Word
from sayso.claims.qualify.counted import counted_noun
from sayso.claims.qualify.numbered import bears_number, is_bare_hour, is_spelled_out
from sayso.claims.reading import Reading
from sayso.values import TextSpan

_EARLIER = re.compile(
    r"^\s+(?:second|minute|hour|day|week|month|year|decade|centur)\w*\s+"
    r"(?:earlier|ago|before|later|after|old|previously|from now|hence|on)\b",
    re.IGNORECASE,
)


# "within ten days", "in the past 24 hours": a number inside a time expression
_IN_TIME = re.compile(
    r"\b(?:within|in|(?:in|for|over|during) the (?:next|coming|last|past|first)|every)\s+$", re.IGNORECASE
)
_TIME_AFTER = re.compile(
    r"\s+(?:second|minute|hour|day|night|week|month|year|decade)s?\b(?! of\b)", re.IGNORECASE
)
_LABEL = re.compile(
    r"\b(?:article|section|chapter|page|room|flight|route|table|group|phase|day|building|block|level)\.?\s+$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b(?:No|Nr|number)\.?\s+$", re.IGNORECASE)
_MULTIPLE = re.compile(r"\s+times (?:the|as|more|higher|larger|bigger|over|what|its|their|that)\b")


def is_no_quantity(reading: Reading, match: re.Match[str]) -> bool:
    """Tell numbers inside times, multiples, names, labels, ages and the "one" of "no one" from quantities."""
    text = reading.text
    after, before = text[match.end() : match.end() + 24], text[max(0, match.start() - 34) : match.start()]
    if (_IN_TIME.search(before) and _TIME_AFTER.match(after)) or _MULTIPLE.match(after):
        return True
    if (match.group("vague") or "").lower() == "scores" and _are_old_scores(reading, match):
        return True
    if match.group("fraction"):
        return _is_one_more(text, match, after) or _is_of_a_town(text, match)
    if match.group("number"):
        if match.group("percent"):
            return False  # "the count gives Ana Pell 51 percent" names nothing with its number
        return _is_name_or_age(reading, match, before, after)
    if _AGED.search(before):
        return True
    return bool(match.group("dash") and re.search(r"\d-\d", match.group()) and match.group().startswith("0"))


def _are_old_scores(reading: Reading, match: re.Match[str]) -> bool:
    """Tell "old scores", "the scores" and "test scores" from "scores of men" and "killed scores"."""
    words = reading.parsed.words_in(TextSpan(match.start(), match.end()))
    before = reading.parsed.words[words[0].index - 1] if words and words[0].index else None
    if before is None or before.sentence != words[0].sentence:
        return False
    of_them = reading.text.startswith(" of ", match.end())
    return before.lemma == "settle" or (before.pos in {"ADJ", "NOUN", "PROPN", "DET"} and not of_them)


_ONE_BEFORE = {
    f"a {one_more}": (word, str(number))
    for number, (word, one_more) in enumerate(
        (
            ("two", "third"),
            ("three", "fourth"),
            ("four", "fifth"),
            ("five", "sixth"),
            ("six", "seventh"),
            ("seven", "eighth"),
            ("eight", "ninth"),
            ("nine", "tenth"),
        ),
        start=2,
    )
}


def _is_one_more(text: str, match: re.Match[str], after: str) -> bool:
    """Tell "two men died and a third was hurt" from "a third was lost"."""
    numbers = _ONE_BEFORE.get(match.group().lower(), ())
    words = re.split(r"[.!?;]\s", text[max(0, match.start() - 120) : match.start()])[-1].lower().split()
    return bool(set(words) & set(numbers)) and bool(_ALONE.match(after))


_ALONE = re.compile(r"\s+(?:was|is|has|had|[a-z]+ed|in|at|on|near|later)\b")
_SHARE_BEFORE = re.compile(
    r"(?:^|[.!?;:\"(]|\b(?:about|almost|nearly|roughly|around|over|under|than|least|most|a|one|full|good|whole|"
    r"further|entire|and|or))\s*$",
    re.IGNORECASE,
)


def _is_of_a_town(text: str, match: re.Match[str]) -> bool:
    """Tell "the harbour quarter", which is a part of a town, from "a quarter" and "nearly a quarter"."""
    if not (match.group("part") or "").lower().startswith("quarter") or match.group("times"):
        return False
    before = text[max(0, match.start() - 40) : match.start()]
    named = match.group()[0].isupper() and not re.search(r"(?:^|[.!?:]\s*)$", before)
    return named or match.group().endswith("s") or not _SHARE_BEFORE.search(before)


def _is_name_or_age(reading: Reading, match: re.Match[str], before: str, after: str) -> bool:
    plain = match.group("plain")
    if _is_age(before, after, plain) or _EARLIER.match(after):
        return True
    if (
        is_bare_hour(reading.text, match)
        or (_is_label(reading, match, before) and not _counts_what_follows(reading, match))
        or (plain[0].isdigit() and _NUMBERED.search(before))
    ):
        return True
    if (plain.lower() == "zero" and _ABOVE.search(before)) or is_spelled_out(reading.text, match):
        return True
    if re.match(r"(?:st|nd|rd|th)\b", after) or _CALIBRE.match(after):
        return True
    if re.fullmatch(r"(?:19|20)\d\d", plain) and not _MANY_AFTER.match(after):
        return True
    if plain.isdigit() and _names_a_thing(reading, match, after):
        return True
    return plain.lower() == "one" and not _counts_one(reading, match, before, after)


# "122-mm Grads", "155mm shells", "122 mm in calibre", but not "12 mm of rain"
_WEAPONS = (
    r"(?:guns?|mortars?|rockets?|shells?|rounds?|howitzers?|cannons?|artillery|grads?|missiles?|mines?|"
    r"projectiles?|bullets?|cartridges?)"
)
_CALIBRE = re.compile(
    r"(?:mm|-mm|[- ]millimet(?:re|er)(?= [a-z]+s\b))\b|"
    rf"[- ]?(?:mm|millimet(?:re|er)s?)\b(?: in)? (?:calib(?:re|er)|{_WEAPONS}\b)",
    re.IGNORECASE,
)
_MANY_AFTER = re.compile(r"\s+(?:[a-z]{3,}s|people|men|women|children|police|staff)\b")


_ABOVE = re.compile(r"\b(?:above|below|under|over|near|around) $", re.IGNORECASE)  # "11 degrees below zero"


def _is_label(reading: Reading, match: re.Match[str], before: str) -> bool:
    return bool(_LABEL.search(before)) or bears_number(reading.text, match)


def _counts_what_follows(reading: Reading, match: re.Match[str]) -> bool:
    """Tell "the next day 40 people had died" from "day 40"."""
    words = reading.parsed.words_in(TextSpan(match.start(), match.end()))
    counts = bool(words) and words[-1].dep == "nummod" and words[-1].head > words[-1].index
    return counts and bool(counted_noun(reading, match))


_COUNTING = frozenset({"magnitude", "turnout", "toll", "total", "number", "count", "score", "minus", "plus"})


def _names_a_thing(reading: Reading, match: re.Match[str], after: str) -> bool:
    """Tell "Hill 402" and "Flight 12": a number right after a capitalised word, with no noun behind it."""
    words = reading.parsed.words_in(TextSpan(match.start("plain"), match.end("plain")))
    if not words or words[0].index == 0:
        return False
    before = reading.parsed.words[words[0].index - 1]
    labelled = before.tag == "NN" and words[0].head == before.index and before.lemma not in _COUNTING
    named = before.sentence == words[0].sentence and (
        (before.pos == "PROPN" and before.text[:1].isupper()) or labelled
    )
    return named and not re.match(
        r"\s+(?:were|have|[a-z]{3,}s|dead|injured|wounded|missing|men|women|children|people)\b"
        r"|\s+of (?:the|its|their) (?:[\w-]+ ){0,3}?[a-z]+s\b|\s*(?:percent|per cent|%)",
        after,
    )


_AGED = re.compile(
    r"\b(?:(?:children|kids|boys|girls|babies|pupils|people|persons|men|women|adults|anyone|those|everyone) "
    r"(?:under|over|below|above|(?:older|younger) than)|of (?:them|whom) "
    r"(?:under|over|below|above)|aged(?: between)?(?: \d{1,3}(?:,| and| or| to)){0,3}|"
    r"(?:the|an) age of|turned|turns)\s+$",
    re.IGNORECASE,
)


_SOMEBODY = re.compile(
    r"\b(?:the|a|an|his|her|their|its|whose)(?: [\w-]+){0,2} "
    r"(?!dead|injured|wounded|missing|killed|toll|total|count)[a-z]+,\s+$",
    re.IGNORECASE,
)


_OF_YEARS = re.compile(  # "a woman of about 60", "a driver of 44", "two men of over 70"
    r"\b(?:(?:man|woman|boy|girl|patient|person|child|mother|father|widow|widower|pensioner|youth|teenager|baby|"
    r"driver|nurse|teacher|farmer|fisherman|sailor|soldier|policeman|student|pupil|grandmother|grandfather|"
    r"neighbour|neighbor) of (?:(?:about|around|nearly|almost|roughly|some|perhaps|over|under|just|only) )?|"
    r"(?:men|women|people|residents|patients) of (?:over|under) )$",
    re.IGNORECASE,
)


def _is_age(before: str, after: str, plain: str) -> bool:
    if re.match(r"-year-old|\s+years? old|\s+years of age", after):
        return True
    if _AGED.search(before) and not re.match(r"\s+(?!was|is|has|does|years)[a-z]+s\b", after):
        return True
    if _OF_YEARS.search(before) and not re.match(r"\s+(?!was|is|has|does|years)[a-z]+s\b", after):
        return True
    if re.search(
        r"\b(?:children|boys|girls|kids|twins) of(?: \w+ (?:and|to|or))? $", before, re.IGNORECASE
    ) and re.match(r"$|[.,;]| (?:and|to|or|with|in|at|slept|were|are|had)\b", after):
        return True
    if re.search(r"\b(?:he|she) (?:is|was)\s+$", before, re.IGNORECASE) and re.match(
        r"$|[.,;]| and\b", after
    ):
        return True
    return bool(
        (re.search(r"[A-Z][\w'-]+,\s+$", before) or (_SOMEBODY.search(before) and after.startswith(",")))
        and re.match(r"[,.]", after)
        and plain.isdigit()
        and len(plain) <= 2
    )


# "one of the three pumps", but not "one of the oldest pumps", "one of the reasons"
_ONE_OF_SOME = re.compile(
    r"\s+of (?:the|its|their|our|his|her|these|those) "
    r"(?!most|least|best|worst|main|few|first|last|many|reasons|ways|things|[a-z]+est )"
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d+) )?(?:[a-z-]+ )?[a-z]+s\b",
    re.IGNORECASE,
)


def _counts_one(reading: Reading, match: re.Match[str], before: str, after: str) -> bool:
    """Tell "one diver" and "One had no mask" from "no one", "the red one", "one another", "one of them"."""
    if re.search(r"\b(?:no|every|each|any|which)\s+$", before, re.IGNORECASE):
        return False
    if before.lower().endswith("all but "):
        return True
    if re.match(r"\s+of (?:them|whom|which|these|those)\b", after):
        return bool(re.search(r"(?:, |and )$", before)) or (match.group()[0] == "O" and after[8:9] == ",")
    if _ONE_OF_SOME.match(after):
        return True
    if re.match(r"\s+(?:another|of|day|thing|way|side|hand|point)\b", after):
        return False
    words = reading.parsed.words_in(TextSpan(match.start(), match.end()))
    if not words:
        return False
    if words[0].dep == "nummod" or re.match(r"\s+more\s+[a-z]", after):
        return True
    subject = words[0].dep in {"nsubj", "nsubjpass"}
    return subject and (match.group()[0] == "O" or _counted_before(reading, words[0]))


def _counted_before(reading: Reading, one: Word) -> bool:
    """Tell whether a number stands before "one" in its sentence: "five were checked; one had inhaled"."""
    sentence = reading.parsed.sentence_of(one.index)
    return any(reading.parsed.words[place].tag == "CD" for place in range(sentence.start, one.index))
