"""How a claim was found, and how that is told to people."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal[
    "quotation",
    "transcript",
    "colon",
    "verb and colon",
    "verb with a clause",
    "verb before the rest of its clause",
    "verb with an object",
    "verb with a preposition",
    "verb of a relative clause",
    "verb of asking",
    "verb of counting",
    "passive of counting",
    "count claimed",
    "clause of saying set aside",
    "phrase of source",
    "noun of saying",
    "quoted as saying",
    "what somebody says",
    "told as",
    "plea",
    "adverb of hearsay",
    "passive of belief",
    "participle of belief",
    "belief set aside",
    "purports",
    "state of belief",
    "no doubt",
    "withdrawn",
    "refusal",
    "silence",
    "neither confirms nor denies",
    "no comment",
    "not reached",
    "attitude",
    "noun of attitude",
    "own voice",
    "forwarded text",
    "passed on",
    "called false",
    "tagger",
    "language model",
    "unknown",  # by another version, or by an extractor that is not ours
]
REFUSALS: frozenset[Kind] = frozenset({"refusal", "silence", "neither confirms nor denies"})
_LONGEST_FIRST: tuple[Kind, ...] = tuple(sorted(get_args(Kind), key=len, reverse=True))


def kind_of(why: str) -> Kind:
    """Return the kind that an explanation, as `Claim.why` keeps it, begins with."""
    return next((kind for kind in _LONGEST_FIRST if why.startswith(kind)), "unknown")
