"""On which side of a matter a statement stands: what it denies, and what it negates in passing.

"Veska sent people, not money" is a statement about people and a negation about
money. So a side is asked for with the words that two claims share.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from sayso.claims.types import Claim
from sayso.compare.concepts import concepts_of
from sayso.compare.phrases import plain
from sayso.compare.words import stem, tokens_of, words_in

_NEGATIONS = words_in("no not never nobody none nothing neither nor cannot nowhere hardly")
_SHORT_NOT = re.compile(r"n['’]t\b", re.IGNORECASE)
# Verbs that say that something is not so; after a negation they say that it may be.
_SAYS_NOT = re.compile(
    r"(?<!not )(?<!cannot )(?<!not be )(?<!cannot be )"
    r"\b(?:ruled out|rules out|excluded|failed to|refused to|declined to)\b"
)
_AUXILIARY = "did|does|do|was|is|were|are|has|have|had|will|would|could|can"
_CLAUSE_END = re.compile(
    r"[.;:!?,]|\bbut\b|\b(?:because|before|after|when|while|although|though|since|until)\b|\band then\b|"
    r"\b(?:who|whom|which|whose|where)\b|\band (?=(?:there|it|that)\b)|"
    rf"\bthat (?=(?:{_AUXILIARY}) (?:not|never)\b)|"
    rf"\band (?=(?:(?:{_AUXILIARY}) not|not|never|no|none)\b)|"
    # "Ordered not to speak", "told to pass on nothing": of what was ordered, not of the order.
    r"(?<=\w) (?=(?:not|never) to\b|to (?:\w+ ){1,2}(?:no|nothing|nobody|none)\b)|"
    r"(?<=\w) (?=(?:I|he|she|they|we|you) )"
)
_NOT_SO = re.compile(
    r"(?:\b(?:was|is|were|are|been) (?:\w+ )?"
    r"(?:wrong|false|incorrect|untrue|mistaken|inaccurate|nonsense|absurd|baseless|unfounded|"
    r"an? (?:\w+ )?(?:lie|invention|myth|fantasy|fairy tale))\b"
    r"|\bnot true\b"
    r"|[.;]\s*(?:it|that|they|he|she) (?:was|is|were|are|did|does|do|has|have) not[.”\"']*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sides:
    """Where a claim stands."""

    whole: int  # of the main statement: 1 where it says so, -1 where it says that it is not so
    act: int  # -1 for a denial or a doubt, which turns everything in the content round
    spoken: int  # of the main clause alone: "it is a lie" is not turned round by its own last word
    negated: frozenset[str]  # stems and concepts that stand only in clauses that negate
    stated: frozenset[str]  # those that stand in others

    def on(self, matter: Set[str]) -> int:
        """Return the side on a matter, given as stems and concepts; the main side where it is not of it.

        Of "its troops shot at drones and did not cross the border" a crossing by troops is denied.
        """
        denied, stated = len(matter & self.negated), len(matter & self.stated)
        if denied > stated:
            return -self.act
        return self.act if stated and self.negated else self.whole


def sides_of(claim: Claim, words: str) -> Sides:
    """Return where a claim stands on its whole and on its parts."""
    text = plain(words)
    act = -1 if claim.act in ("deny", "question") else 1
    negated, stated, main = _negated_words(_SAYS_NOT.sub("not", _SHORT_NOT.sub(" not", text)))
    # A set phrase can swallow the negation: "have not come back" is "missing".
    marked = claim.event_status == "not-happened" and text == words
    whole = -1 if main or (marked and not negated) else 1
    spoken = whole * act
    # "Not true, we hear them": the denial's own words are not denied once more.
    if _NOT_SO.search(text) and claim.act != "deny":
        whole, negated, stated = -whole, frozenset(), frozenset()
    return Sides(whole=whole * act, act=act, spoken=spoken, negated=negated - stated, stated=stated)


def negates(words: str) -> bool:
    """Tell whether some words hold one that negates."""
    tokens = tokens_of(_SHORT_NOT.sub(" not", plain(words)))
    return any(token.lower in _NEGATIONS for token in tokens)


# "Not fewer than 20", "not quite forty": a bound, and no negation.
_BOUND = re.compile(
    r"\b(?:no|not) (?:quite|only|just|less|fewer|more|under|below|over|above|many more|much more|even)\b",
    re.IGNORECASE,
)


def negated_at_end(words: str) -> bool:
    """Tell whether the last clause of some words negates: "she did not hold" of "she did not hold 60"."""
    clauses = _CLAUSE_END.split(_BOUND.sub("", words))
    return negates(clauses[-1])


def _negated_words(text: str) -> tuple[frozenset[str], frozenset[str], bool]:
    """The roots in clauses that negate, those in others, and whether the first clause is one that does."""
    negated: set[str] = set()
    stated: set[str] = set()
    main = False
    for at, clause in enumerate(part for part in _CLAUSE_END.split(text) if part.strip()):
        tokens = tokens_of(clause)
        negates = any(token.lower in _NEGATIONS for token in tokens)
        main = main or (negates and at == 0)
        (negated if negates else stated).update(*(_roots(token.lower) for token in tokens))
    return frozenset(negated), frozenset(stated), main


def _roots(word: str) -> set[str]:
    root = stem(word)
    return {root, *(f"c:{concept}" for concept in concepts_of(root))}
