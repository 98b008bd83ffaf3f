"""What a figure counts: its dimension, the people or things, and what is said to have happened to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from sayso.claims.types import Claim, Quantity
from sayso.compare.additions import adds_to_its_own, are_others, comes_on_top, why_not_all
from sayso.compare.fates import (
    PEOPLE_TOPICS,
    Counted,
    concepts_of_noun,
    fates_in,
    topics_of,
    topics_of_things,
)
from sayso.compare.intervals import Interval, interval_of, scaled
from sayso.compare.people import crew_and_passengers, human_group
from sayso.compare.phrases import plain
from sayso.compare.polarity import negated_at_end
from sayso.compare.replaced import is_replaced
from sayso.compare.shares import HELD, NOBODYS, Share, own_share, share_at
from sayso.compare.units import MONEY_UNITS, measure_of
from sayso.compare.verbs import done_with
from sayso.compare.words import Token, name_root, number_of, stem, tokens_of

_OUT_OF = re.compile(r" of (?:the|his|her|its|their|our|those|these)\b")
_BUT = re.compile(r"\b(?:one|single|1) but\b", re.IGNORECASE)  # "not one but two"
_PART = re.compile(r"(?: \w+)? of (?:them|whom|which|these|those|the (?:dead|injured|wounded|missing))\b")
# Of some that are counted elsewhere, and no count of its own.
_NO_TOLL = re.compile(
    r"(?: (?!because\b|since\b|as\b|after\b)\w+){0,6}? (?:"
    r"(?:was|were|been) (?:counted|listed|included|registered|recorded|entered) "
    r"(?:twice|double|doubly|in error|by mistake|(?:at|by|in) both)|"
    r"(?:remain|remains|remained|(?:is|are|was|were) still) (?:in|under|on) (?:\w+ )?"
    r"(?:intensive|critical|hospital|care|treatment)\b)",
    re.IGNORECASE,
)
_MAGNITUDE = ("magnitude", "richter")
_DURATIONS = frozenset({"time", stem("nights"), stem("months"), stem("years")})
# Nouns that accounts of one thing exchange freely, each by its stem.
_SAME_THINGS = {
    stem(noun): stem(nouns.split()[0])
    for nouns in (
        "trucks lorries trailers", "cars vehicles", "ships vessels boats", "planes aircraft jets",
        "houses homes dwellings", "rockets missiles", "buses coaches",
        "shops stores", "towns cities", "boxes crates", "tickets seats",
        "shells rounds bombs projectiles blasts explosions bangs detonations",
    )
    for noun in nouns.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a claim, and what it counts."""

    quantity: Quantity
    interval: Interval  # in the dimension's base unit
    dimension: str  # "people", "percent", "money", "magnitude", a measure ("length"), or the noun's stem
    group: str | None  # which people: "soldiers", "people" for any; None for things
    topics: frozenset[str]  # what happened to them, by the nearest words
    beside: frozenset[str]  # roots of the words beside the number, as names have them
    borrowed: bool = False  # the topics come from the words around the claim, not from it
    part: bool = False  # it counts a part of a figure before it: "four of them"
    no_toll: bool = False  # a part that is no count of its own: "four were counted twice"
    out_of: bool = False  # so many out of things that are known: "two of the deeds"
    added: bool = False  # a part that comes on top of another: "14 more"
    others: bool = False  # told apart from others: "seven others"
    not_all: str = ""  # in words, why there may be more than it says: "fragments of three drones"
    replaced: bool = False  # another figure of the claim took its place: "corrected from 31"
    negated: bool = False  # its clause negates before it comes: "never held 60", and not "60 did not return"
    done: str | None = None  # what was done with those counted, by `sayso.compare.verbs`: "were sent"
    combined: bool = False  # counts several kinds together: "killed and wounded"
    share: Share = NOBODYS  # of a percentage or a speed: whose it is, and of what

    @property
    def is_total(self) -> bool:
        """Whether it counts all of what it counts: no part of them, not those that are more, and still."""
        return not (self.part or self.added or self.replaced)


_COMBINED = re.compile(
    r"\b(?:killed|dead|deaths)\s+(?:and|or)\s+(?:the )?(?:wounded|injured|hurt|maimed)|\bcasualties\b|"
    r"\b(?:wounded|injured|hurt|maimed)\s+(?:and|or)\s+(?:killed|dead)\b|"
    r"(?:included?|added) (?:the )?(?:wounded|injured)",
    re.IGNORECASE,
)


def figures_of(
    claim: Claim, text: str, sentence: str, before: str, names: Set[str] = frozenset()
) -> tuple[Figure, ...]:
    """Return the figures of a claim, each with what it counts, as far as words tell.

    Args:
        claim: of the text.
        text: of the claim's document.
        sentence: the one that the claim stands in; it is asked where the content does not say.
        before: the sentence before that, likewise.
        names: the proper names of the case, as they are written, of which some hold a share.
    """
    content = plain(" ".join(span.of(text) for span in claim.content))
    tokens = tokens_of(content)
    combined = bool(_COMBINED.search(content))
    taken: set[int] = set()
    out = []
    for quantity in claim.quantities:
        at = _place(quantity, tokens, taken)
        if at is not None:
            taken.add(at)
        figure = _figure(quantity, Counted(tokens, at, (sentence, before), content), combined)
        if figure.dimension in HELD and at is not None:
            share = share_at(content, tokens, at, names, before)
            figure = replace(figure, share=own_share(share, content, claim.speaker))
        out.append(_none(figure) if figure.negated and not _BUT.search(content) else figure)
    return tuple(_without_additions(out, (sentence, before)))


def _none(figure: Figure) -> Figure:
    """Read "not one pump" as no pump; any other number that is denied stays as it is."""
    if figure.quantity.value != 1:
        return figure
    quantity = replace(figure.quantity, value=0.0)
    return replace(figure, quantity=quantity, interval=Interval(0.0, 0.0), negated=False)


def _without_additions(figures: Sequence[Figure], around: Sequence[str]) -> Iterator[Figure]:
    """Take "14 more" for a part of a whole that is counted elsewhere, and "12 more injured" for all of those.

    "Ten more days" are ten.
    """
    for figure in figures:
        beside = [one.topics for one in figures if one is not figure and one.dimension == figure.dimension]
        if figure.added and figure.dimension == "people" and not beside:
            beside = [*fates_in(around, figure.quantity.value)]
        added = (figure.added and figure.dimension not in _DURATIONS) or (figure.others and bool(beside))
        if added and figure.dimension == "people":
            added = adds_to_its_own(figure.quantity.unit, figure.topics, beside)
        yield replace(figure, part=figure.part or (added and bool(beside)), added=added)


def _not_all(quantity: Quantity, counted: Counted) -> str:
    if counted.at is None or isinstance(quantity.value, tuple):
        return ""
    sentence = counted.around[0]
    tokens = tokens_of(sentence)
    place = counted.place_in(tokens)
    after = sentence[tokens[place].end :] if place is not None else ""
    return why_not_all(counted.before, after, quantity.value)


def comparable(left: Figure, right: Figure) -> bool:
    """Tell whether two figures are of one dimension, and count people of sorts that may be the same."""
    if left.dimension != right.dimension or left.part or right.part or of_crew_and_passengers(left, right):
        return False
    return groups_fit(left.group, right.group)


def of_crew_and_passengers(one: Figure, other: Figure) -> bool:
    """Tell whether the one counts a crew, and the other those whom it carries."""
    return crew_and_passengers(one.quantity.unit, other.quantity.unit)


def groups_fit(left: str | None, right: str | None) -> bool:
    """Tell whether two kinds of people may be the same people."""
    return left == right or left is None or right is None or "people" in (left, right)


def is_asked_for(one: Figure, asked: Figure) -> bool:
    """Tell whether a figure is of the kind that a question asks for."""
    if one.dimension != asked.dimension or not one.is_total or one.share.of_another(asked.share):
        return False
    if of_crew_and_passengers(one, asked):
        return False
    return one.dimension != "people" or bool(one.topics & asked.topics) or not (one.topics and asked.topics)


def _figure(quantity: Quantity, counted: Counted, combined: bool) -> Figure:
    unit = quantity.unit.lower()
    # A unit with a capital is a people's name: "Veskans".
    dimension, factor = _dimension(unit) if not quantity.unit[:1].isupper() else ("people", 1.0)
    topics, borrowed = topics_of(unit, counted) if dimension == "people" else topics_of_things(counted)
    return Figure(
        quantity=quantity,
        interval=scaled(
            interval_of(quantity.value, quantity.qualifier, share=dimension == "percent"), factor
        ),
        dimension=dimension,
        group=(human_group(unit) or "people") if dimension == "people" else None,
        topics=topics,
        beside=_beside(counted.tokens, counted.at),
        borrowed=borrowed,
        part=any(pattern.match(counted.after) for pattern in (_PART, _NO_TOLL)),
        no_toll=bool(_NO_TOLL.match(counted.after)),
        out_of=dimension != "people" and bool(_OUT_OF.match(counted.after)),
        added=comes_on_top(counted.before, counted.after),
        others=are_others(counted.after),
        replaced=is_replaced(counted.before, counted.after),
        not_all="" if dimension == "people" else _not_all(quantity, counted),
        negated=negated_at_end(counted.before),
        done=_done(counted, people=dimension == "people"),
        combined=combined,
    )


def _done(counted: Counted, *, people: bool) -> str | None:
    if counted.at is None:
        return None
    return done_with(counted.text, counted.tokens, counted.at, people=people)


def _dimension(unit: str) -> tuple[str, float]:
    measured = measure_of(unit)
    if measured is not None:
        return measured
    if human_group(unit) is not None or concepts_of_noun(unit) & PEOPLE_TOPICS:
        return "people", 1.0
    if unit in ("percent", "%", "per cent"):
        return "percent", 1.0
    if unit.split()[-1:] and unit.rsplit(maxsplit=1)[-1] in MONEY_UNITS:
        return "money", 1.0
    if unit in _MAGNITUDE:
        return "magnitude", 1.0
    noun = stem(unit.rsplit(maxsplit=1)[-1]) if unit.split() else ""
    return _SAME_THINGS.get(noun, noun), 1.0


def _place(quantity: Quantity, tokens: tuple[Token, ...], taken: set[int]) -> int | None:
    """The token that spells the quantity's number, or the first of its range."""
    low = quantity.value[0] if isinstance(quantity.value, tuple) else quantity.value
    for at, token in enumerate(tokens):
        if at in taken:
            continue
        value = number_of(token.text)
        if value is None:
            continue
        following = number_of(tokens[at + 1].text) if at + 1 < len(tokens) else None
        if value == low or (following is not None and following >= 100 and value * following == low):
            return at
    return None


def _beside(tokens: tuple[Token, ...], at: int | None) -> frozenset[str]:
    if at is None:
        return frozenset()
    return frozenset(
        name_root(token.text) for token in tokens[max(0, at - 5) : at + 6] if not token.text[0].isdigit()
    )
