"""The noun that a number counts, by the words around it: plural, lower case, without adjectives."""

from __future__ import annotations

import re

from sayso.claims.parsing import Word
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
    "police": "police",
    "percent": "percent",
    "km": "km",
    "kg": "kg",
    "aircraft": "aircraft",
}
_NO_LABELS = word_set("number figure fact result total thing news point detail update")
_MEASURED_IN = word_set("m km cm mm kg g mg t ha l ml kw mw gw kwh mph ppm ppb hz db")
_MORE_OR_LESS = (("or", "so"), ("or", "more"), ("or", "fewer"), ("or", "less"), ("or", "over"))


def number_of_what(reading: Reading, match: re.Match[str]) -> str:
    """Return what is counted by "the number of divers lost at 12", "the figure of 12" gives nothing."""
    words = reading.parsed.words_in(TextSpan(match.start(), match.end()))
    if not words:
        return ""
    sentence = reading.parsed.sentence_of(words[0].index)
    before = reading.parsed.words[sentence.start : words[0].index]
    for place in range(len(before) - 2, -1, -1):
        if (
            before[place].lemma in {"number", "total", "count", "tally", "toll"}
            and before[place + 1].lemma == "of"
        ):
            for word in before[place + 2 :]:
                if word.text.lower() in _STATE_WORDS:
                    return word.text.lower()
                if word.pos == "NOUN" and not _is_compound(reading, word):
                    return _as_unit(word)
    return ""


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


def said_to_be(reading: Reading, match: re.Match[str]) -> str:
    """Return what those counted are said to be: "two of the nine were drivers"."""
    parsed = reading.parsed
    words = parsed.words_in(TextSpan(match.start(), match.end()))
    if not words or not reading.text.startswith(" of ", match.end()):
        return ""
    above = parsed.words[words[-1].head]
    of_some = parsed.words[words[-1].index + 1 : words[-1].index + 4]
    if words[-1].dep != "nsubj" or above.lemma != "be" or any(word.tag == "NNS" for word in of_some):
        return ""
    return next((_as_unit(w) for w in parsed.kids(above.index, "attr") if w.tag == "NNS"), "")


def counted_noun(reading: Reading, match: re.Match[str]) -> str:
    """Return the noun that a number counts, by what follows it."""
    parsed = reading.parsed
    words = parsed.words_in(TextSpan(match.start(), match.end()))
    if not words:
        return ""
    last = words[-1]
    sentence = parsed.sentence_of(last.index)
    following = [parsed.words[i] for i in range(last.index + 1, min(sentence.stop, last.index + 9))]
    return _noun_after(reading, following)


_TIME_STARTS = frozenset({"last", "next", "this"})  # "from eight to three last spring"


def _noun_after(reading: Reading, following: list[Word]) -> str:
    if not following:
        return ""
    if following[0].text == "-" and len(following) > 1 and following[1].text.isalpha():
        joined = following[1].lemma
        return (
            ""
            if joined in _NOT_MEASURED
            else plural(joined)
            if joined not in IRREGULAR
            else IRREGULAR[joined]
        )
    if tuple(w.text.lower() for w in following[:2]) in _MORE_OR_LESS:
        return _noun_after(reading, following[2:])
    if [w.lemma for w in following[:2]] == ["out", "of"]:
        following = following[1:]
    if following[0].lemma == "of":
        return _noun_of(reading, following[1:])
    if following[0].lemma in _TIME_STARTS:
        return ""
    if following[0].lemma in {"to", "or"}:
        further = next(
            (place for place in range(1, min(5, len(following))) if following[place].pos == "NUM"), 0
        )
        if further and all(word.pos in {"ADP", "ADJ", "ADV"} for word in following[1:further]):
            return _noun_after(reading, following[further + 1 :])
    if following[0].text.lower() in _STATE_WORDS and (len(following) < 2 or following[1].pos != "NOUN"):
        return _killed_and(following, 0)
    if following[0].pos in {"DET", "AUX", "VERB"} and following[0].tag not in {"VBN", "VBG"}:
        return ""
    noun = None
    for place, word in enumerate(following):
        if word.pos in {"NOUN", "PROPN"} and word.tag not in {"NNP"}:
            noun = word
            if (
                place + 1 < len(following)
                and following[place + 1].pos in {"NOUN"}
                and following[place + 1].dep != "appos"
            ):
                continue
            break
        if word.text.lower() in _STATE_WORDS and (
            place + 1 >= len(following) or following[place + 1].pos not in {"NOUN"}
        ):
            return _killed_and(following, place)
        if (
            word.pos not in {"ADJ", "DET", "PROPN", "NOUN", "PART"}
            and word.tag not in {"VBN", "VBG", "HYPH", "JJR", "POS", "PRP$"}
            and word.lemma not in {"more", "other", "of", "still", "also"}
        ):
            break
    if noun is None:
        return ""
    return _as_unit(noun)


def _killed_and(following: list[Word], place: int) -> str:
    words = [w.text.lower() for w in following[place : place + 3]]
    if len(words) == 3 and words[1] == "and" and words[2] in _STATE_WORDS:
        return " ".join(words)
    return words[0]


def _noun_of(reading: Reading, following: list[Word]) -> str:
    for word in following[:7]:
        if word.text.lower() in _STATE_WORDS and word.pos != "NOUN":
            return word.text.lower()
        if word.pos == "NOUN" and not _is_compound(reading, word):
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


def plural(noun: str) -> str:
    """Return the plural of an English noun in lower case."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
