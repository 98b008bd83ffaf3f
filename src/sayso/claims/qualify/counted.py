"""The noun that a number counts, by the words around it: plural, lower case, without adjectives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.claims.parsing import Parsed, Word
from sayso.claims.qualify.humans import counts_people
from sayso.claims.qualify.measures import measure_after
from sayso.claims.reading import Reading
from sayso.claims.words import word_set
from sayso.values import TextSpan

_STATE_WORDS = word_set(
    """
    dead killed wounded injured missing hurt arrested detained displaced alive
    """
)


TIME_UNITS = word_set("second minute hour day week month year decade")


_NOT_MEASURED = word_set("way fold sided party part year plus odd")


IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "persons",
    "serviceman": "servicemen",
    "policeman": "policemen",
    "foot": "feet",
    "kroner": "kroner",
    "yen": "yen",
    "people": "people",
    "staff": "staff",
    "crew": "crew",
    "personnel": "personnel",
    "cattle": "cattle",
    "police": "police",
    "percent": "percent",
    "km": "km",
    "kg": "kg",
    "aircraft": "aircraft",
    "sheep": "sheep",
    "livestock": "livestock",
    "poultry": "poultry",
    "fish": "fish",
}
_NO_LABELS = word_set("number figure fact result total thing news point detail update")
_MEASURED_IN = word_set("m km cm mm kg g mg t ha l ml kw mw gw kwh mph ppm ppb hz db")
_MORE_OR_LESS = (("or", "so"), ("or", "more"), ("or", "fewer"), ("or", "less"), ("or", "over"))


_NUMBERS = word_set("number total count tally toll")


def number_of_what(reading: Reading, match: re.Match[str]) -> str:
    """Return what is counted by "the number of divers lost at 12", "the figure of 12" gives nothing.

    "The toll of the fire" counts no fires but deaths; "the toll of wrecked houses" counts houses.
    """
    words = reading.parsed.words_in(TextSpan(match.start(), match.end()))
    if not words:
        return ""
    sentence = reading.parsed.sentence_of(words[0].index)
    before = reading.parsed.words[sentence.start : words[0].index]
    after = reading.parsed.words[words[-1].index + 1 : sentence.stop]
    if [w.lemma for w in after[:1]] == ["the"] and [w.lemma in _NUMBERS for w in after[1:2]] == [True]:
        return _after_number_of(reading, after)  # "put at 12 | the number of dead"
    return _after_number_of(reading, before)


def _after_number_of(reading: Reading, words: Sequence[Word]) -> str:
    for place in range(len(words) - 2, -1, -1):
        if words[place].lemma not in _NUMBERS or words[place + 1].lemma != "of":
            continue
        for word in words[place + 2 :]:
            if word.text.lower() in _STATE_WORDS:
                return word.text.lower()
            if word.pos == "NOUN" and not _is_compound(reading, word):
                return "deaths" if _is_cause_of(words, place, word) else _as_unit(word)
        if words[place].lemma == "toll":
            return "deaths"  # "the toll of the Orrin"
    return ""


def _is_cause_of(words: Sequence[Word], place: int, noun: Word) -> bool:
    """Tell the fire in "the toll of the fire" from those whom a toll counts."""
    if words[place].lemma != "toll" or counts_people(_as_unit(noun)):
        return False
    of_deaths = place > 0 and words[place - 1].lemma == "death"
    return of_deaths or noun.tag != "NNS" or words[place + 2].pos == "DET"


def label_before(reading: Reading, match: re.Match[str]) -> str:
    """Return the noun of a label: "Volunteers: about 300"."""
    words = reading.parsed.words_in(TextSpan(match.start(), match.end()))
    place = words[0].index - 1 if words else -1
    while place > 0 and reading.parsed.words[place].pos in {"ADV", "ADP", "ADJ", "SCONJ", "DET"}:
        place -= 1
    if place < 1 or reading.parsed.words[place].text != ":":
        return ""
    noun = reading.parsed.words[place - 1]
    counts = noun.text.lower() in _STATE_WORDS or (
        noun.tag in {"NNS", "NNPS"} and noun.lemma not in _NO_LABELS
    )
    return noun.text.lower() if counts else ""


def sentence_text(reading: Reading, match: re.Match[str]) -> str:
    words = reading.parsed.words_in(TextSpan(match.start(), match.end()))
    if not words:
        return reading.text[max(0, match.start() - 80) : match.end() + 40]
    sentence = reading.parsed.sentence_of(words[0].index)
    return reading.span(sentence.start, sentence.stop - 1).of(reading.text)


_THE_REST = ("the other ", "the remaining ", "the last ", "the first ")


def said_to_be(reading: Reading, match: re.Match[str]) -> str:
    """Return what those counted are said to be: "two of the nine were drivers"."""
    parsed = reading.parsed
    words = parsed.words_in(TextSpan(match.start(), match.end()))
    if not words:
        return ""
    above = parsed.words[words[-1].head]
    if reading.text[max(0, match.start() - 20) : match.start()].lower().endswith(_THE_REST):
        return ""  # those told of before: "the other five are wrecks"
    some = reading.text.startswith(" of ", match.end())
    of_some = parsed.words[words[-1].index + 1 : words[-1].index + 4] if some else ()
    if words[-1].dep != "nsubj" or above.lemma != "be" or any(word.tag == "NNS" for word in of_some):
        return ""
    return next((_as_unit(w) for w in parsed.kids(above.index, "attr") if w.tag == "NNS"), "")


REACH_OF_FOREIGNERS = 300  # code points back from "two were Ardanian" to those of whom they are


def people_from_abroad(reading: Reading, match: re.Match[str]) -> str:
    """Return who are told to be foreign before "two were Ardanian": "foreign pilots", however many."""
    parsed = reading.parsed
    words = parsed.words_in(TextSpan(match.start(), match.end()))
    above = parsed.words[words[-1].head] if words else None
    if above is None or above.lemma != "be" or words[-1].dep != "nsubj":
        return ""
    if not any(w.entity == "NORP" for w in parsed.kids(above.index, "acomp", "attr")):
        return ""
    before = parsed.words_in(TextSpan(max(0, match.start() - REACH_OF_FOREIGNERS), match.start()))
    for noun in reversed(before):
        described = parsed.kids(noun.index, "amod", "compound")
        if noun.tag == "NNS" and any(w.lemma == "foreign" or w.entity == "NORP" for w in described):
            return _as_unit(noun)
        if parsed.kids(noun.index, "nummod") and noun.sentence >= words[0].sentence - 1:
            return ""  # those counted last are nearer
    return ""


def counted_noun(reading: Reading, match: re.Match[str]) -> str:
    """Return the noun that a number counts, by what follows it."""
    parsed = reading.parsed
    words = parsed.words_in(TextSpan(match.start(), match.end()))
    if not words:
        return ""
    last = words[-1]
    sentence = parsed.sentence_of(last.index)
    following = [parsed.words[i] for i in range(last.index + 1, min(sentence.stop, last.index + 9))]
    if following and following[0].text in {"-", "--"} and following[0].start > last.end:
        return ""  # "has risen to 9 - medics"
    done = _WERE.search(reading.text[max(0, words[0].start - REACH_OF_VERB) : words[0].start])
    if done and following and following[0].text.lower() in _STATE_WORDS and following[0].tag == "VBN":
        return done["noun"].lower()
    counted = parsed.words[last.head]
    if last.dep == "nummod" and counted in following and _ends_before_noun(parsed, counted):
        return _as_unit(counted)
    return measure_after([word.text for word in following[:4]]) or _noun_after(reading, following)


REACH_OF_VERB = 90  # code points back from "and 80 injured" to "six people were killed"
# "Six people were killed and about 80 | injured": what those counted first are, these are, too.
_WERE = re.compile(
    r"\b(?:\d[\d,]*|[a-z-]+) (?P<noun>[a-z]+s|people|men|women|children|police) "
    r"(?:were|was|are|have been|had been|has been) (?:[a-z]+ )?"
    r"[a-z]+(?:ed|en|rt|it|ot|ad)\b[^.,;:!?\"]{0,40}?,? and "
    r"(?:(?:about|around|some|at least|more than|over|nearly|almost|up to|another|a further|as many as) )*$",
    re.IGNORECASE,
)


def _ends_before_noun(parsed: Parsed, counted: Word) -> bool:
    """Tell "in two wards doctors slept", where another noun begins, from "two metres tides"."""
    after = parsed.words[counted.index + 1 : counted.index + 2]
    begins = counted.tag == "NNS" and counted.dep == "pobj" and bool(after)
    return begins and after[0].tag in {"NNS", "NN"} and after[0].dep in {"nsubj", "nsubjpass"}


_TIME_STARTS = frozenset({"last", "next", "this"})  # "from eight to three last spring"


def _noun_after(reading: Reading, following: list[Word]) -> str:
    if following and following[0].text == '"':
        following = following[1:]  # 'up to five" vehicles'
    if not following:
        return ""
    if following[0].text.lower() in _MONEY:
        return following[0].text.lower()  # also where the parse takes it for a verb: "costs five crowns"
    if following[0].text == "-" and len(following) > 1 and following[1].text.isalpha():
        return _joined(following[1].lemma)
    if tuple(w.text.lower() for w in following[:2]) in _MORE_OR_LESS:
        return _noun_after(reading, following[2:])
    if [w.lemma for w in following[:2]] == ["out", "of"]:
        following = following[1:]
    if following[0].lemma == "of":
        return _noun_of(reading, following[1:])
    if following[0].lemma in _TIME_STARTS:
        return ""
    further = _second_number(following)
    if further:
        return _noun_after(reading, following[further + 1 :])
    if _is_state(following, 0):
        return _killed_and(following, 0)
    if following[0].pos in {"DET", "AUX", "VERB"} and following[0].tag not in {"VBN", "VBG"}:
        return ""
    return _first_noun(following)


_MONEY = word_set("crowns francs euros dollars roubles cents pounds kroner")


def _joined(noun: str) -> str:
    """Return the unit of "a 300-tonne crane": "tonnes"."""
    if noun == "magnitude":
        return noun
    return "" if noun in _NOT_MEASURED else plural(noun)


def _second_number(following: list[Word]) -> int:
    """Return the place of the other number in "12 | to 15 boats", 0 where there is none."""
    if following[0].lemma not in {"to", "or"}:
        return 0
    place = next((n for n in range(1, min(5, len(following))) if following[n].pos == "NUM"), 0)
    return place if all(word.pos in {"ADP", "ADJ", "ADV"} for word in following[1:place]) else 0


def _is_state(following: list[Word], place: int) -> bool:
    """Tell "12 dead" from "12 dead whales"."""
    after = following[place + 1] if place + 1 < len(following) else None
    return following[place].text.lower() in _STATE_WORDS and (after is None or after.pos != "NOUN")


_BEFORE_COUNTED = word_set("more other of still also")


def _first_noun(following: list[Word]) -> str:
    """Return the noun after adjectives, names and marks of a type: "two | burnt T-72 tanks"."""
    for place, word in enumerate(following):
        after = following[place + 1] if place + 1 < len(following) else None
        if word.pos in {"NOUN", "PROPN"} and word.tag != "NNP" and not _is_of_type(following, place):
            if _is_joined_on(following, place):
                continue  # "40 night-vision sets"
            if after is None or after.pos != "NOUN" or after.dep == "appos" or after.lemma == "home":
                return _as_unit(word)
        elif _is_joined_on(following, place):
            continue  # "five | two-room flats"
        elif _is_state(following, place):
            return _killed_and(following, place)
        elif not (_may_precede(word) or _is_of_type(following, place)):
            return ""
    return ""


def _is_joined_on(following: list[Word], place: int) -> bool:
    """Tell a word before a hyphen without spaces, "night" in "night-vision sets"."""
    hyphen = following[place + 1] if place + 2 < len(following) else None
    return hyphen is not None and hyphen.text == "-" and hyphen.start == following[place].end


def _may_precede(word: Word) -> bool:
    return (
        word.pos in {"ADJ", "DET", "PROPN", "NOUN", "PART"}
        or word.tag in {"VBN", "VBG", "HYPH", "JJR", "POS", "PRP$"}
        or word.lemma in _BEFORE_COUNTED
    )


def _is_of_type(following: list[Word], place: int) -> bool:
    """Tell the type and calibre before a weapon: "two | T-72 tanks", "six | 122-mm Grads"."""
    text = following[place].text
    mixed = any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
    marks = [w.text for w in following[place : place + 4]]
    noun_follows = len(marks) > 1 and any(t[:1].isalpha() for t in marks[1:])
    return noun_follows and ((mixed and not text[0].isdigit()) or "mm" in marks[:3])


def _killed_and(following: list[Word], place: int) -> str:
    words = [w.text.lower() for w in following[place : place + 3]]
    if len(words) == 3 and words[1] == "and" and words[2] in _STATE_WORDS:
        return " ".join(words)
    return words[0]


def _noun_of(reading: Reading, following: list[Word]) -> str:
    for word in following[:7]:
        if word.text.lower() in _STATE_WORDS and word.pos != "NOUN":
            return word.text.lower()
        if word.pos == "NOUN" and not (_is_compound(reading, word) or _is_owner(reading, word)):
            return _as_unit(word)
        if word.lemma in {"them", "they", "which", "whom"} or (word.pos == "PRON" and word.tag != "PRP$"):
            after = following[following.index(word) + 1 :][:1]
            if [w.lemma for w in after] == ["a"] or [w.lemma for w in after] == ["an"]:
                after = following[following.index(word) + 2 :][:1]
                return _as_unit(after[0]) if after and after[0].tag == "NN" else ""
            return _as_unit(after[0]) if after and after[0].pos == "NOUN" and after[0].tag == "NNS" else ""
        if word.pos not in {"DET", "ADJ", "PROPN", "NOUN", "NUM"} and word.tag not in _BEFORE_NOUNS:
            break
    return ""


_BEFORE_NOUNS = frozenset({"PRP$", "POS", "VBG", "VBN"})


def _is_owner(reading: Reading, word: Word) -> bool:
    """Tell "the ward's" in "40 of the ward's 60 beds"."""
    following = reading.parsed.words[word.index + 1 : word.index + 2]
    return word.dep == "poss" or any(w.tag == "POS" for w in following)


def _is_compound(reading: Reading, word: Word) -> bool:
    return word.dep == "compound" and reading.parsed.words[word.head].index == word.index + 1


def _as_unit(noun: Word) -> str:
    if noun.text.lower() in _MEASURED_IN:
        return noun.text
    if noun.text.lower() in IRREGULAR.values() or noun.tag in {"NNS", "NNPS"}:
        return noun.text if noun.tag == "NNPS" else noun.text.lower()
    return plural_of_word(noun.text.lower())


def plural_of_word(noun: str) -> str:
    return noun if noun.endswith("s") or noun in _STATE_WORDS else plural(noun)


_NO_MEN = word_set("human german roman norman ottoman talisman shaman caiman")


def plural(noun: str) -> str:
    """Return the plural of an English noun in lower case."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("man") and noun not in _NO_MEN:
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
