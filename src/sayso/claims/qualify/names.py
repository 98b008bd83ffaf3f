"""The names of a text: persons and bodies, their titles, and what else they are called."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.claims import lexicon
from sayso.claims.parsing import Word, is_qualifying_word
from sayso.claims.qualify.genders import is_given_name
from sayso.claims.qualify.name_words import (
    BODY_WORDS,
    LEADING,
    OFFICE,
    OFFICES,
    PLACE_KINDS,
    QUALIFYING,
    TITLES,
    is_general_body,
    names_an_office,
)
from sayso.claims.reading import Reading
from sayso.claims.words import word_set
from sayso.values import TextSpan

# "Norvia's Defence Ministry" is one name, or else two states would have one ministry.
_OF_STATE = (
    r"(?:[A-Z]\w+ ){0,2}(?:Ministry|Army|Navy|Government|Cabinet|Parliament|Senate|Police|Court|Council|Bank|"
    r"Agency|Guard|Force|Directorate|Service|Embassy|Department|Command|Office|Commission|Authority)\b"
    r"(?! [A-Z])"
)
_CAPITALISED = re.compile(
    r"(?<![\w@#])(?:[A-Z][\w-]*(?:'[A-Z]\w+|(?<=s)'(?= [A-Z])|'s(?= (?:Hospital|School|College|Church|Square|"
    rf"Hall)\b)|'s(?= {_OF_STATE}))?|\d+(?:st|nd|rd|"
    r"th)(?= [A-Z]))(?:(?: (?:of(?: the)?|for(?: the)?|de|van|von|al|bin|"
    r"&(?= [A-Z])|and(?= [A-Z]\w+ (?:Ministry|Agency|Department))) | )"
    r"(?:[A-Z][\w-]*(?:'[A-Z]\w+|(?<=s)'(?= [A-Z]))?))*"
)


@dataclass(frozen=True, slots=True)
class Name:
    """One use of a name in the text."""

    text: str  # without article and titles
    title: tuple[str, ...]  # the title words before it, lower case
    span: TextSpan
    is_body: bool  # a body or a place rather than a person, by its words


MOST_USES_BACK = 400  # of names before a mention that are looked at; farther ones are not meant


@dataclass(frozen=True, slots=True)
class Names:
    """All uses of names, in reading order, and the common nouns that stand for some of them."""

    uses: tuple[Name, ...]
    called: dict[str, list[tuple[int, str]]] = field(default_factory=dict)  # noun -> (where, name)
    _first: dict[str, Name] = field(default_factory=dict)
    _fullest: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for use in self.uses:
            self._first.setdefault(use.text, use)

    def before(self, at: int) -> Sequence[Name]:
        """Return the uses that begin before an offset, the last 400 of them."""
        stop = bisect_left(self.uses, at, key=lambda use: use.span.start)
        return self.uses[max(0, stop - MOST_USES_BACK) : stop]

    def within(self, span: TextSpan) -> list[Name]:
        """Return the uses that stand in a span."""
        start = bisect_left(self.uses, span.start, key=lambda use: use.span.start)
        stop = bisect_left(self.uses, span.end, key=lambda use: use.span.start)
        return [use for use in self.uses[start:stop] if use.span.end <= span.end]

    def fullest(self, name: str) -> str:
        """Return the longest name of the text that this one shortens, itself where there is none."""
        if name not in self._fullest:
            self._fullest[name] = self._find_fullest(name)
        return self._fullest[name]

    def _find_fullest(self, name: str) -> str:
        tokens = name.split()
        best = name
        for use in self._first.values():
            other = use.text.split()
            if len(other) > len(best.split()) and _shortens(tokens, other, use.is_body):
                best = use.text
        return best

    def find(self, name: str) -> Name | None:
        """Return the first use of a name."""
        return self._first.get(name)


def _shortens(short: list[str], full: list[str], is_body: bool) -> bool:
    if short == full or names_an_office(" ".join(full)):  # "Keld" is not the Mayor of Keld
        return False
    if not is_body:
        return full[-len(short) :] == short
    if full[: len(short)] == short or full[-len(short) :] == short:
        return not (
            len(short) == 1
            and short[0].lower() not in BODY_WORDS
            and full[0] == short[0]
            and full[-1].lower() in BODY_WORDS
            and len(full) > 1
        )
    return False


def find_names(reading: Reading) -> Names:
    """Find the capitalised names of a text; what it calls them is added by `called.collect_called`."""
    parts = {token for use in _uses(reading, frozenset()) for token in use.text.split()[1:]}
    return Names(tuple(_uses(reading, frozenset(parts))))


def _uses(reading: Reading, parts: frozenset[str]) -> Iterator[Name]:
    """Find the uses of names; a word that is part of a longer name is one whatever its part of speech."""
    for paragraph in reading.layout.paragraphs:
        if paragraph.part in {"note", "forward-header"}:
            continue
        for match in _CAPITALISED.finditer(reading.text, paragraph.span.start, paragraph.span.end):
            for start, text in _apart(reading, match.start(), match.group()):
                use = _use_of(reading, start, text, parts)
                if use is not None:
                    yield use


def _has_body_word(name: str) -> bool:
    return any(word.lower() in BODY_WORDS for word in name.split())


def _apart(reading: Reading, start: int, text: str) -> Iterator[tuple[int, str]]:
    """Part a person's name from the body after it: "Ada Brill of Orrin University"."""
    match = re.match(r"(?P<who>[A-Z][\w-]+(?: [A-Z][\w-]+){1,3}) (?:of|for)(?: the)? (?P<body>[A-Z].*)", text)
    words = reading.parsed.words_in(TextSpan(start, start + match.end("who"))) if match else []
    if (
        match is None
        or names_an_office(_without_leading(text))
        or {w.lower() for w in match.group("who").split()} & (BODY_WORDS | {"union", "republic"})
        or not (any(w.entity == "PERSON" for w in words) or _has_body_word(match.group("body")))
    ):
        yield start, text
        return
    yield start, match.group("who")
    yield start + match.start("body"), match.group("body")


def _without_leading(text: str) -> str:
    """Return a name without "The" before it."""
    tokens = text.split(" ")
    while tokens and tokens[0].lower() in LEADING:
        tokens = tokens[1:]
    return " ".join(tokens)


def _use_of(reading: Reading, start: int, text: str, parts: frozenset[str]) -> Name | None:
    tokens = text.split(" ")
    while tokens and tokens[0].lower() in LEADING:
        start += len(tokens[0]) + 1
        tokens = tokens[1:]
    office = OFFICE.match(" ".join(tokens))
    if office is not None and not (office["name"] or "").startswith(
        ("for ", "of ")
    ):  # "… of State for Ports"
        if not office["name"]:
            return None
        start += office.start("name")
        tokens = office["name"].split(" ")
    while len(tokens) > 1 and _qualifies(tokens) and _begins_sentence(reading, start):
        start += len(tokens[0]) + 1
        tokens = tokens[1:]
    title: list[str] = []
    is_body = any(t.lower() in BODY_WORDS for t in tokens) and not _is_titled_person(tokens)
    is_body = is_body or _is_of_a_trade(tokens) or is_general_body(tokens)
    while len(tokens) > 1 and not is_body and _is_title(reading, start, tokens):
        title.append(tokens[0].lower().rstrip("."))
        start += len(tokens[0]) + 1
        tokens = tokens[1:]
    if not tokens or (len(tokens) == 1 and (tokens[0].lower() in TITLES | LEADING or len(tokens[0]) < 2)):
        return None
    words = reading.parsed.words_in(TextSpan(start, start + 1))
    alone = len(tokens) == 1 and bool(words) and tokens[0] not in parts
    if alone and _is_common(words[0]) and (not words[0].entity or _begins_sentence(reading, start)):
        return None
    if (
        alone
        and words[0].pos in {"VERB", "AUX", "ADV", "ADP", "PRON", "DET", "SCONJ", "CCONJ", "NUM"}
        and not words[0].entity
    ):
        return None
    name = " ".join(tokens)
    if name.isupper() and len(name) > 5:
        return None
    return Name(name, (*_lower_title(reading, start), *title), TextSpan(start, start + len(name)), is_body)


def _is_title(reading: Reading, start: int, tokens: list[str]) -> bool:
    """Tell whether the first word before a name is a title or a trade: "Minister", "Deckhand"."""
    first = tokens[0].lower().rstrip(".")
    if tokens[1].lower() in LEADING:
        return False  # "Justice For All"
    if first in TITLES or any(t.lower() in TITLES for t in tokens[1:-1]):
        return True
    if len(tokens) < 3:
        return False
    return first in lexicon.SOURCE_NOUNS or (
        _begins_sentence(reading, start) and lexicon.names_a_trade(first)
    )


def _is_of_a_trade(tokens: list[str]) -> bool:
    """Tell a body named after those in it, "Doctors Without Walls", from "Doctors Brill and Lenk"."""
    joint = tokens[1].lower() if len(tokens) > 2 else ""
    return joint in {"without", "for", "of", "against", "beyond"} and (
        tokens[0].endswith("s") and tokens[0].lower()[:-1] in lexicon.SOURCE_NOUNS
    )


_DERIVED = re.compile(r".+(?:ed|en|ful|ing|less|ous|struck)")
_AGES = frozenset({"young", "old"})


def _qualifies(tokens: list[str]) -> bool:
    """Tell a word before a name that is no part of it: "Rival Quern Lines", "Shattered Olena Wirth".

    Only a word that the dictionary has can be more than a name: Syed Ali Orlen keeps all of his.
    """
    first = tokens[0].lower()
    if first in QUALIFYING:
        return True
    before_name = len(tokens) > 2 and is_given_name(tokens[1]) and not is_given_name(tokens[0])
    if not before_name:
        return False
    return first in _AGES or (bool(_DERIVED.fullmatch(first)) and is_qualifying_word(first))


def _begins_sentence(reading: Reading, at: int) -> bool:
    words = reading.parsed.words_in(TextSpan(at, at + 1))
    return bool(words) and words[0].index == reading.parsed.sentence_of(words[0].index).start


def _is_common(word: Word) -> bool:
    """Tell a common noun that is capitalised only because it begins a sentence: "Officials said"."""
    return word.pos == "NOUN" or (word.tag == "NNS" and not word.entity)


def _is_titled_person(tokens: list[str]) -> bool:
    """Tell "Police Captain Ada Brill" and "Energy Minister Ada Brill" from "Police Council"."""
    rest = [t for t in tokens if t.lower() not in TITLES]
    titled = tokens[0].lower() in TITLES and 1 <= len(rest) <= 3 and tokens[-1] == rest[-1]
    return (titled and _are_of_a_person(rest)) or _bears_office(tokens)


def _bears_office(tokens: list[str]) -> bool:
    """Tell "Energy Minister Ada Brill" from "Energy Minister" and "Ministers Council"."""
    last = max((place for place, token in enumerate(tokens) if token.lower() in OFFICES), default=0)
    rest = tokens[last + 1 :]
    return last > 0 and 1 <= len(rest) <= 3 and _are_of_a_person(rest) and rest[-1].lower() not in TITLES


def _are_of_a_person(tokens: list[str]) -> bool:
    return not any(t.lower() in BODY_WORDS - TITLES or t == "of" for t in tokens)


_OF = word_set("of in for from at to by with near against on")


def _lower_title(reading: Reading, start: int) -> tuple[str, ...]:
    """Return the common nouns right before a name: "agency spokesman Joss Hane"."""
    before = reading.text[max(0, start - 60) : start]
    match = re.search(r"(?<!\w)((?:[a-z][\w-]+ ){1,4})$", before)
    if not match:
        return ()
    words = match.group(1).split()[-3:]
    if words[-1] in _OF and words[-2:-1] and words[-2] not in PLACE_KINDS:
        return ()  # "the army of Tessia" is not Tessia, though "the city of Orrin" is Orrin
    last_verb = max(
        (place for place, word in enumerate(words) if _is_verb(reading, start, words, place)), default=-1
    )
    return tuple(w for w in words[last_verb + 1 :] if w not in LEADING)


def _is_verb(reading: Reading, start: int, words: list[str], place: int) -> bool:
    """Tell whether a word before a name is what is done to its bearer: "they | accused | Joss Hane"."""
    at = start - sum(len(word) + 1 for word in words[place:])
    found = reading.parsed.words_in(TextSpan(at, at + 1))
    return bool(found) and found[0].pos in {"VERB", "AUX"} and found[0].tag not in {"VBN", "VBG"}
