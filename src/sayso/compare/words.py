"""Words as comparing needs them: tokens, stems, names, and the numbers that words spell.

A light stemmer and no parser: two accounts of one event seldom share a
sentence, but they share roots ("withdrew", "withdrawn" are left to
`sayso.compare.concepts`; "complaints", "complaint" meet here).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")


def words_in(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(text.split())


STOP_WORDS = words_in(
    """
    a an the this that these those it its he him his she her hers they them their theirs we us our ours
    i me my you your who whom whose which what there here and or but nor so as if than then of in on at
    by to from for with about into over under up down out off through during before after since until
    till between among against within without across along around near is are was were be been being am
    do does did done have has had having will would shall should can could may might must ought not no
    never nobody nothing none neither only just also still yet already very too more most less least
    some any all each every both few many much other another such own same once again s t ve re ll d
    said say says saying tell told tells according one two three four five six seven eight nine ten
    eleven twelve how when where why while because however though although whether even now today
    yesterday tomorrow last next later earlier per get got go going come came let put take took make
    made give gave given monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december day days week weeks morning evening
    night noon year years
    """
)

NUMBER_WORDS: dict[str, float] = {
    word: value
    for value, words in (
        (0, "zero"), (1, "one single once"), (2, "two both twice"), (3, "three"), (4, "four"), (5, "five"),
        (6, "six"), (7, "seven"), (8, "eight"), (9, "nine"), (10, "ten"), (11, "eleven"),
        (12, "twelve dozen dozens"), (13, "thirteen"), (14, "fourteen"), (15, "fifteen"), (16, "sixteen"),
        (17, "seventeen"), (18, "eighteen"), (19, "nineteen"), (20, "twenty"), (30, "thirty"), (40, "forty"),
        (50, "fifty half"), (60, "sixty"), (70, "seventy"), (80, "eighty"), (90, "ninety"),
        (100, "hundred hundreds"), (1000, "thousand thousands"), (1_000_000, "million millions"),
    )
    for word in words.split()
}  # fmt: skip

# Endings, longest first, with what takes their place; the root keeps at least three letters.
_ENDINGS = (
    ("ications", "ic"), ("ization", "iz"), ("isation", "iz"), ("ation", ""), ("ements", ""),
    ("ement", ""),
    ("ations", ""), ("ically", "ic"), ("ments", ""), ("ment", ""), ("ness", ""), ("ities", ""),
    ("ity", ""), ("ingly", ""), ("edly", ""), ("ions", ""), ("ies", "y"), ("ion", ""), ("ing", ""),
    ("ers", ""), ("ors", ""),
    ("ed", ""), ("er", ""), ("or", ""), ("es", ""), ("ly", ""), ("'s", ""), ("s", ""), ("e", ""),
)  # fmt: skip
_NAME_ENDINGS = ("ians", "ian", "nese", "ese", "ans", "an", "ish", "ia", "ns", "n", "y", "a", "e", "i", "s")
_SHORTEST_ROOT = 3
_POSSESSIVE = re.compile(r"['’]s\b")
_QUOTATION = re.compile(r"[\"“][^\"“”]*[\"”]")
_MARKS = re.compile(r"[\"“”]")
_OPENING = re.compile(r"“|(?<!\S)\"")
_SHORTEST_NAME_ROOT = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, with its place."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@lru_cache(maxsize=32768)  # the words of a claim are read again for each pair that it may make
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words and numbers of a text, in order."""
    return tuple(Token(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word's root, lower case: "complaints" and "complained" give "complain" and "complaint"."""
    lower = word.lower()
    for ending, instead in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) + len(instead) >= _SHORTEST_ROOT:
            if ending == "s" and lower.endswith(("ss", "us", "is")):
                continue
            return _single_end(lower[: len(lower) - len(ending)] + instead)
    return lower


@lru_cache(maxsize=65536)
def name_root(word: str) -> str:
    """Return what a country's name and its people's name share: "Veska", "Veskan" give "vesk"."""
    lower = word.lower()
    shorter = True
    while shorter:
        shorter = False
        for ending in _NAME_ENDINGS:
            if lower.endswith(ending) and len(lower) - len(ending) >= _SHORTEST_NAME_ROOT:
                lower, shorter = lower[: len(lower) - len(ending)], True
                break
    return _single_end(lower)


# Two claims may share one of these, and speak of nothing in common: "petrol was used", "no gas was used".
_LIGHT = words_in(
    """
    use used using find found begin began begun start started make made set see seen say said tell told
    put go went gone come came take took taken give gave given get got keep kept hold held happen
    happened know knew known think thought want ask asked call called show shown reach reached
    first last second next two one new old time day week month year part thing way place people person
    number figure
    """
)
_TELL_NOTHING = STOP_WORDS | _LIGHT


def content_stems(text: str) -> tuple[str, ...]:
    """Return the roots of the words that carry meaning, in order, without numbers."""
    return tuple(
        stem(token.lower)
        for token in tokens_of(text)
        if not (token.lower in _TELL_NOTHING or token.lower in NUMBER_WORDS or token.text[0].isdigit())
    )


def number_of(token: str) -> float | None:
    """Return the number that a token spells, in digits or as one word; None where it spells none."""
    if token[0].isdigit():
        try:
            return float(token.replace(",", ""))
        except ValueError:
            return None
    parts = [NUMBER_WORDS.get(part) for part in token.lower().split("-")]
    if any(part is None for part in parts):
        return None
    return float(sum(part for part in parts if part is not None))


def without_possessives(text: str) -> str:
    """Return a text without the "'s" behind its words: "the agency's head" -> "the agency head"."""
    return _POSSESSIVE.sub("", text)


def without_quotations(text: str) -> str:
    """Return a text with a space in place of each quotation in double marks."""
    return _QUOTATION.sub(" ", text)


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence; a line break ends one, too."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def shortened(words: str, most: int) -> str:
    """Return the first words of a text, with an ellipsis where there are more."""
    parts = words.split()
    return " ".join(parts[:most]) + ("…" if len(parts) > most else "")


def quotable(words: str, most: int) -> str:
    """Return the first words of a claim as they can stand in quotation marks."""
    return shortened(without_marks(words.removeprefix("that ")), most)


def without_marks(words: str) -> str:
    """Leave out quotation marks around the whole, and turn those inside into single ones."""
    whole = len(words) > 1 and words[0] in '"“' and words[-1] in '"”' and not _MARKS.search(words[1:-1])
    return _MARKS.sub("’", _OPENING.sub("‘", words[1:-1] if whole else words))


def _single_end(root: str) -> str:
    """Drop the doubled last letter that an ending leaves behind: "stopp" -> "stop"."""
    if len(root) > _SHORTEST_ROOT and root[-1] == root[-2] and root[-1] not in "s":
        return root[:-1]
    return root
