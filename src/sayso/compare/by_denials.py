"""Answers by what two claims rule out: "not shells but bombs", "there was no cadet", "not the gates"."""

from __future__ import annotations

import re

from sayso.compare.outcomes import Answer, denial, quoted
from sayso.compare.reading import Reading
from sayso.compare.words import name_root, stem, tokens_of

_NONE_OF = re.compile(
    r"\bthere (?:(?:had|have|has) (?:never |not )?been|was|were|is|are)(?: not|n['’]t)? (?:any|no) (\w+)\b",
    re.IGNORECASE,
)
_NONE_THERE = re.compile(
    r"\bthere (?:(?:had|have|has) (?:never |not )?been|was|were|is|are)(?: not|n['’]t)? (?:any|no) (\w+) "
    r"(?:on|in|at|near|around) ((?:our|my|this|their|its)(?: [\w'’-]+){1,3}|(?:the )?(?-i:[A-Z])[\w'’-]+)",
    re.IGNORECASE,
)
_AT_A_NAME = re.compile(r"\b(\w+(?: \w+)?) (?:at|in|near|of) (?:the )?([A-Z]\w+)")
# "A rocket, not a shell", "not shells but bombs": what it was not, in a word or two.
_NOT_THAT = re.compile(
    r"(?:^|[,;:–—-] ?|\b(?:and|by) |\b(?:was|were|is|are) (?=not [^.,;:]{1,40} but\b))"
    r"not (?:by )?(?:an? |the |any )?"
    r"((?:\w+[ -])?\w+)(?= ?(?:$|[.,;:)]| but\b))"
)
_IT_WAS = re.compile(r"(?:that )?(?:it|that|this) (?:was|were|is|are|had been)\b", re.IGNORECASE)
_IT_WAS_NOT = re.compile(
    r"(?:that )?(?:it|that|this) (?:(?:was|were|is|are) not|(?:wasn|isn)['’]t) "
    r"(the )?(?:an? )?[\w-]+(?: [\w-]+)?[.!]?$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\b(?:they|them|he|she|him|her)\b", re.IGNORECASE)
_BANGS = frozenset({"strike", "blast"})


def by_existence(left: Reading, right: Reading) -> Answer | None:
    """Return how they answer where one says that there was none of what the other counts; else None.

    "There were no cadets" is not what "two cadets were not on the list" says, though both negate.
    """
    for none, counts in ((left, right), (right, left)):
        found = _NONE_OF.search(none.words)
        if found is None or none.sides.whole > 0:
            continue
        kind = stem(found[1].lower())
        units = (quantity for quantity in counts.claim.quantities if quantity.value)
        if counts.sides.act > 0 and any(stem(quantity.unit) == kind for quantity in units):
            return Answer("differ", denial(left, right, f" about “{found[1]}”", with_words=True))
    return None


def by_exclusion(left: Reading, right: Reading) -> Answer | None:
    """Return how they answer where one says "not shells but bombs" and the other says shells; else None."""
    for one, other in ((left, right), (right, left)):
        if one.sides.act < 0 or other.sides.whole < 0:
            continue
        for found in _NOT_THAT.finditer(one.words):
            roots = {stem(token.lower) for token in tokens_of(found[1])} & one.sides.negated
            if roots and roots <= other.sides.stated:
                words = f"{quoted(one)} rules out “{found[1]}”, which {quoted(other)} says"
                return Answer("differ", words)
    return None


def by_absence_there(left: Reading, right: Reading) -> Answer | None:
    """Return "unrelated" where one place has none of what the other claim tells of another; else None.

    "There is no kiln on our quay" denies no kiln at Brannet.
    """
    for none, tells in ((left, right), (right, left)):
        found = _NONE_THERE.search(none.words)
        if found is None or none.sides.act < 0 or tells.sides.whole < 0:
            continue
        kind, there = stem(found[1].lower()), {stem(token.lower) for token in tokens_of(found[2])}
        told = (
            place for place in _AT_A_NAME.finditer(tells.words) if kind in map(stem, place[1].lower().split())
        )
        places = {name_root(place[2]) for place in told}
        if places and not places & none.names and not there & tells.stems:
            words = f"the one says that there is no “{found[1]}” in one place, the other tells of another"
            return Answer("unrelated", words)
    return None


def by_ruling_out(left: Reading, right: Reading) -> Answer | None:
    """Return "unrelated" where one only says what it was not, or that others than the dead live."""
    if _only_rules_out(left, right) or _only_rules_out(right, left):
        return Answer("unrelated", "the one only says what it was not")
    if _counts_dead_of_others(left, right) or _counts_dead_of_others(right, left):
        return Answer("unrelated", "nothing says that those who are alive are of those counted")
    return None


def _only_rules_out(one: Reading, other: Reading) -> bool:
    """Whether a claim says no more than that it was not something, of which the other tells what it did.

    "It was not the gates" leaves them raised; "it was no accident" denies whoever speaks of an accident.
    """
    ruled_out = _IT_WAS_NOT.match(one.words)
    if ruled_out is None or _IT_WAS.match(other.words):
        return False
    one_scale = one.scales.keys() & other.scales.keys()
    return bool(ruled_out[1]) or not (one.stems & other.stems or shared_concepts(one, other) or one_scale)


def _counts_dead_of_others(alive: Reading, dead: Reading) -> bool:
    """Whether the one calls people alive by a pronoun, and the other counts the dead."""
    counts = any("death" in figure.topics for figure in dead.figures)
    called = bool(_OF_THEM.search(alive.words)) and not alive.stems & dead.stems
    return alive.scales.get("alive") == 1 and called and counts


def shared_concepts(left: Reading, right: Reading) -> frozenset[str]:
    """Return what both are about, in other words; shells that are heard and explosions are one bang."""
    bangs = _BANGS if left.concepts & _BANGS and right.concepts & _BANGS else frozenset[str]()
    return frozenset(f"c:{concept}" for concept in left.concepts & right.concepts | bangs)
