"""What a speaker's name tells: a person, a body of some kind, an office, or somebody who is not to be known.

Two names are of one body only where every telling word of the shorter one stands in the longer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.claims.types import GENERAL_BELIEF
from sayso.compare.people import HUMAN_NOUNS
from sayso.compare.words import Token, name_root, tokens_of, without_possessives, words_in

_SMALL = words_in(
    """
    the a an of for at in on and its s to by with who near from same
    """
)
# Titles say nothing about who it is; they are set aside where a name follows.
_TITLES = words_in(
    """
    mr mrs ms miss dr prof professor sir captain colonel commander general major sergeant lieutenant
    inspector commissioner president minister prime mayor governor deputy director chief head chair
    chairman chairwoman secretary spokesman spokeswoman spokesperson envoy ambassador special senior
    former retired republic kingdom government state national central federal officer
    """
)
# Heads that name a kind of body and need a telling word beside them.
_BODIES = words_in(
    """
    ministry agency office department commission brigade police army navy force forces company group
    front party movement union council court hospital institute university mission service services
    authority board centre center committee embassy network campaign press command headquarters
    operator federation society organisation organization foundation association league
    bureau fund corporation laboratory administration parliament regiment battalion militia coastguard
    utility railway railways airline airlines plant factory school construction hydro energy chemicals
    industries holdings logistics shipping works guard chamber consortium tribunal clinic church
    diocese consulate academy firm registry bank cooperative squad team observatory parish
    guild inspectorate
    """
)
# What stands beside it says what it is for: "Ministry of Energy" and "Ministry of Works" are two.
BY_FIELD = "ministry"
_OWN_OFFICE = "office"
# Whose office it is: "the governor's office" is not "the Office of the Censor".
_HOLDERS = words_in(
    """
    mayor governor president prime minister premier prosecutor commissioner director chief secretary
    ambassador government chancellor king queen
    """
)
# "The national police" is not that of one town.
_OF_WHICH = words_in("national federal state special")
# What watches over a body, or speaks for those in it, is another than that body: "the police union".
_APART = words_in(
    """
    union association federation league guild commission committee council inspectorate tribunal
    foundation fund society chamber
    """
)
_MEDIA = words_in(
    """
    radio television tv news herald times post courier channel newspaper
    """
)
# Descriptions of somebody who is not to be known.
_UNNAMED = words_in(
    """
    source sources official officials diplomat diplomats witness witnesses resident residents people
    parents neighbour neighbours medic medics doctor doctors rescuers officers soldier soldiers sergeant
    woman man prisoners lawyers organisers clerk guard banker insider insiders experts expert analysts
    villagers locals survivors staff worker workers employee employees nurse nurses driver drivers
    fishermen fisherman farmers authorities go-between person relatives families crew passengers
    """
)
# "The mayor of Orvik" is neither Orvik nor another body of it; "Mayor Pell" is a person.
_OFFICE = re.compile(
    r"(?i:\b(?:mayor|governor|director|head|chief|chair(?:man|woman)?|secretary|inspector|commissioner|captain|"
    r"commander))\b(?! [A-Z])"
)


_COAST_GUARD = re.compile(r"\b(coast)[ -](guard)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_HEAD_END = re.compile(r",| (?:of|in|at|from|on|for|with|near|to|who|by)\b")
_SEVERAL = words_in("people police men women children they we")
_PEOPLE = frozenset(noun for nouns in HUMAN_NOUNS.values() for noun in nouns.split()) | _UNNAMED | _SEVERAL
_ONE = ("ss", "us", "is", "ics")  # endings in s of what is one: "boss", "campus"


@dataclass(frozen=True, slots=True)
class Name:
    """A speaker's name, taken apart."""

    text: str
    roots: frozenset[str]  # roots of its telling words; titles and kinds of body set aside
    kinds: frozenset[str]  # kinds of body: "ministry"
    unnamed: bool  # a description of somebody who is not to be known
    person: bool  # a personal name
    offices: frozenset[str]  # that it is called by: "mayor of Orvik"; none where a kind of body is named


def read_name(text: str) -> Name:
    """Take a speaker's name apart."""
    bare = _COAST_GUARD.sub(r"\1\2", without_possessives(text))
    words = [token for token in tokens_of(bare) if token.lower not in _SMALL]
    kinds = frozenset(word.lower for word in words if word.lower in _BODIES)
    kinds = frozenset({BY_FIELD}) if BY_FIELD in kinds else kinds
    telling = [word for word in words if word.lower not in kinds and word.lower not in _TITLES]
    if _OWN_OFFICE in kinds:
        telling += _holders(words, bare)
    elif kinds:
        telling += [word for word in words if word.lower in _OF_WHICH]
    if not telling and not kinds:
        telling = words
    unnamed = text == GENERAL_BELIEF or any(
        # "Ammel Border Guard" has a name, "a border guard" has none.
        word.lower in _UNNAMED and not (word.lower in _BODIES and _capital(word))
        for word in words
    )
    unnamed = unnamed or not (kinds or any(_capital(word) or word.text[0].isdigit() for word in words))
    person = not kinds and not unnamed and 1 < len(telling) <= 4 and all(_capital(word) for word in telling)
    return Name(
        text=text,
        roots=frozenset(name_root(word.text) for word in telling),
        kinds=kinds,
        unnamed=unnamed,
        person=person and not any(word.lower in _MEDIA for word in words),
        offices=frozenset(found.lower() for found in _OFFICE.findall(text) if not kinds),
    )


def _holders(words: Sequence[Token], text: str) -> list[Token]:
    """The words for whose office it is; none before a personal name: "Mayor Pell's office" is Pell's."""
    named = {
        word
        for word, following in pairwise(words)
        if _capital(following)
        and following.lower not in _HOLDERS | _BODIES
        and text[word.end : following.start] == " "
    }
    found = [word for word in words if word.lower in _HOLDERS and word not in named]
    prime = any(word.lower == "prime" for word in found)
    return [word for word in found if not (prime and word.lower == "minister")]


def in_one_word(text: str) -> str:
    """Return a text of the same length with "coast guard", a body as the police is, in one word."""
    return _COAST_GUARD.sub(r"\1-\2", text)


def bond(speaker: str, name: str) -> str:
    """Say how a speaker is tied to the name that those put together go by: "speaks for the Orvik Front"."""
    who, whom = read_name(speaker), read_name(name)
    if who.person and not (whom.person and whom.roots & who.roots):
        # "Gray" by itself is read as no person, yet a person's whole name holds it.
        return f"is {name}" if whom.roots < who.roots and not whom.kinds else f"speaks for {name}"
    several = _are_several(speaker)
    are, speak = ("are", "speak") if several else ("is", "speaks")
    return f"{are} {name}" if whom.person else f"{are} {name} or {speak} for it"


def is_another_name(speaker: str, name: str) -> bool:
    """Tell whether one of two names put together is the other in other words, not who speaks for it."""
    who, whom = read_name(speaker), read_name(name)
    alike = who.kinds == whom.kinds and who.offices == whom.offices
    return alike and _one_holds_other(who.roots, whom.roots)


def without_article(name: str) -> str:
    """Return a name without "the" or "a" before it."""
    return _ARTICLE.sub("", name)


def does(name: str, one: str, several: str) -> str:
    """Return a speaker with what he does, or they do: does("union leaders", "denies", "deny")."""
    return f"{name} {several if _are_several(name) else one}"


def _are_several(name: str) -> bool:
    """Whether a name is a noun for several people; "Norvell Coatings" and "Reuters" are each one body."""
    head = _HEAD_END.split(without_article(name), maxsplit=1)[0].split()
    last = head[-1] if head else ""
    noun = last.islower() or (len(head) == 1 and (head != name.split() or last.lower() in _PEOPLE))
    return noun and (last.lower() in _SEVERAL or (last.endswith("s") and not last.endswith(_ONE)))


def same_body(left: Name, right: Name) -> bool:
    """Tell whether two names, of different documents, can only be one person or body."""
    if left.unnamed or right.unnamed:
        return False
    if left.text.casefold() == right.text.casefold():
        return True
    if left.person or right.person:
        return _same_person(left, right)
    if left.offices != right.offices:
        return False
    if left.kinds and right.kinds:
        return _of_one_kind(left, right) and _one_holds_other(left.roots, right.roots)
    if not (left.roots and right.roots):
        return False
    # A state stands for its government: "Veska" and "the Veskan Ministry of Defence".
    bare, full = sorted((left, right), key=lambda name: (bool(name.kinds), len(name.roots)))
    words = {word.lower() for name in (left, right) for word in name.text.split()}
    return bare.roots <= full.roots and words.isdisjoint(_MEDIA)


def _same_person(left: Name, right: Name) -> bool:
    """One name's words within the other's: "Gray", "Lim Gray"; or a person and his own office."""
    if left.kinds or right.kinds:
        return left.kinds | right.kinds == {_OWN_OFFICE} and left.roots == right.roots
    return bool(left.roots and right.roots) and _one_holds_other(left.roots, right.roots)


def _of_one_kind(left: Name, right: Name) -> bool:
    """Whether bodies can be of one kind; "railway police", called by kinds alone, are not any police."""
    if not (left.roots or right.roots):
        return left.kinds == right.kinds
    if left.kinds & _APART != right.kinds & _APART:
        return False
    bare, full = sorted((left, right), key=lambda name: len(name.roots))
    return bool(bare.kinds & full.kinds) if bare.roots else bare.kinds <= full.kinds


def _one_holds_other(left: frozenset[str], right: frozenset[str]) -> bool:
    return left <= right or right <= left


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()
