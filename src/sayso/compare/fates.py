"""What happened to those whom a figure counts, by the words nearest to the number: who died, who was held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.compare.concepts import concepts_in, concepts_of
from sayso.compare.people import human_group
from sayso.compare.phrases import plain
from sayso.compare.words import Token, number_of, stem, tokens_of, words_in

# What can be said of people that are counted; other concepts do not tell one count from another.
PEOPLE_TOPICS = words_in(
    """
    death injury missing capture release trapped rescue flight arrival attendance crossing illness
    beating inside charge aboard wanted safety
    """
)
STATES = frozenset({"death", "injury", "missing"})  # a noun can say these by itself: "164 dead"
_NEAR = 12  # tokens on either side of a number in which the word for the event is looked for
_NEAR_AROUND = 30  # the same, in the words around a claim
_CLAUSE_STARTS = words_in(
    """
    who which whom that whose after and but while when
    """
)
_FEW = 3  # words of a content so short that what is counted stands elsewhere
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s")
_CLAUSE_COST = 6.0  # tokens that a clause border counts for
_DOERS = re.compile(r"(?:kill|murder|shoot)ers?$")  # who did it, of whom nothing is said to have happened


@dataclass(frozen=True, slots=True)
class Counted:
    """A number where it stands: the content's words, which of them it is, and the words around the claim."""

    tokens: tuple[Token, ...]
    at: int | None  # None where the number is not spelled in the content
    around: tuple[str, ...]  # the claim's sentence, then the one before
    text: str  # the content, which the tokens are of

    @property
    def before(self) -> str:
        """The words of the content before the number; "" where it is not spelled there."""
        return "" if self.at is None else self.text[: self.tokens[self.at].start]

    @property
    def after(self) -> str:
        """The words of the content behind the number; "" where it is not spelled there."""
        return "" if self.at is None else self.text[self.tokens[self.at].end :]

    def place_in(self, tokens: Sequence[Token]) -> int | None:
        """Return which of the tokens of another text spells the number in the same way; None for none."""
        if self.at is None:
            return None
        number = self.tokens[self.at].text
        return next((at for at, token in enumerate(tokens) if token.text == number), None)


def says_state(unit: str) -> bool:
    """Tell whether a noun says what became of those counted: "dead", "killed and injured"."""
    return bool(concepts_of_noun(unit) & STATES)


def topics_of(unit: str, counted: Counted) -> tuple[frozenset[str], bool]:
    """Return what is said of the people counted, and whether that had to be taken from the words around."""
    own = concepts_of_noun(unit) & STATES
    near = own or _nearest(counted.text, counted.tokens, counted.at, _NEAR)
    near = near or (concepts_of_noun(unit) & PEOPLE_TOPICS if len(counted.tokens) > _FEW else frozenset())
    if near:
        return near, False
    for words in counted.around:
        text = plain(words)
        tokens = tokens_of(text)
        near = _nearest(text, tokens, counted.place_in(tokens), _NEAR_AROUND)
        if near:
            return near, True
    return frozenset(), False


def concepts_of_noun(unit: str) -> frozenset[str]:
    """Return what a noun says of those whom it names; a killer is none of the killed."""
    told = [word for word in unit.split() if not _DOERS.search(word)]
    return frozenset(topic for word in told for topic in concepts_of(stem(word)))


def topics_of_things(counted: Counted) -> tuple[frozenset[str], bool]:
    """Return every concept of the content, else of its sentence, then of the one before; and whether so."""
    around = (tokens_of(plain(words)) for words in counted.around)
    for borrowed, tokens in ((False, counted.tokens), *((True, tokens) for tokens in around)):
        found = frozenset(concept for token in tokens for concept in concepts_in(token.lower))
        if found:
            return found, borrowed
    return frozenset(), False


def _nearest(text: str, tokens: tuple[Token, ...], at: int | None, reach: int) -> frozenset[str]:
    """What the word nearest to the number says of people; one that follows is nearer than one before."""
    best: tuple[float, int, frozenset[str]] | None = None
    for place, token in enumerate(tokens):
        found = concepts_in(token.lower) & PEOPLE_TOPICS
        if not found or (human_group(token.lower) is not None and not found & STATES):
            continue  # "hostages" says who is counted, not what happened to them
        away = place - at if at is not None else 0
        distance = float(away) if away >= 0 else -away + 1.5
        if at is not None:
            between = tokens[min(at, place) : max(at, place)]
            distance += _CLAUSE_COST * sum(token.lower in _CLAUSE_STARTS for token in between)
            low, high = sorted((at, place))
            if _SENTENCE_END.search(text[tokens[low].end : tokens[high].start]):
                continue
        if at is not None and abs(away) > reach:
            continue
        if best is None or (distance, place) < best[:2]:
            best = (distance, place, found)
    return best[2] if best else frozenset()


def fates_in(around: Sequence[str], value: object) -> Iterator[frozenset[str]]:
    """Yield what the words around a claim say of those that they count, its own figure's value left out."""
    for words in around:
        text = plain(words)
        tokens = tokens_of(text)
        for at, token in enumerate(tokens):
            if number_of(token.text) not in (None, value):
                yield _nearest(text, tokens, at, _NEAR)
