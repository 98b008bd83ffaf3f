"""Of which body a role speaks that stands behind its kind: "police chief", "energy minister".

There is but one such body in a place, so that its whole name need not stand beside the person's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.claims.qualify.genders import is_given_name
from sayso.compare.words import STOP_WORDS, Token, name_root, tokens_of, without_possessives, words_in

ROLE = re.compile(
    r"\b(?:spokes\w+|mouthpiece|press (?:officer|secretary|chief)|minister|envoy|ambassador|director|head|"
    r"chief|chair\w*|leader|commander|captain|inspector|superintendent|secretary[- ]general|speaks for|heads|"
    r"runs|leads|coordinates|president|manager|governor|representative|lawyer|attorney|speaker|"
    r"boss|constable|admiral)\b",
    re.IGNORECASE,
)
MINISTER = re.compile(r"\bminister\b", re.IGNORECASE)
# A place has one of each, so that the kind alone tells which it is; ministries are told by their field.
_ONE_OF_A_PLACE = words_in("police navy army coastguard council parliament")
_KIND_OF_RANK = {"constable": "police", "admiral": "navy"}
_NO_NAMES = STOP_WORDS | words_in("deputy acting rear vice assistant")


# "The charity Clean Shore", "Clean Shore, which": no person is named so, though the name might be one's.
_CALLED_A_FIRM = (
    r"\b(?:company|firm|group|charity|airline|shipper|insurer|contractor|agency|supplier|shipyard|line) {}\b"
    r"|\b{},? which\b"
)
# "The wharf's owner, Lind Timber", may be a person, and is none where the text goes on with "the company".
_OF_A_THING = (
    r"(?<!\b[Ii]ts )(?<!\bthe )\b(?:owner|operator|manager|charterer|employer|builder|maker),? {}\b"
    r"(?:(?!\b(?:he|she|his|her|him)\b)[^\n]){0,300}?\b(?:[Ii]ts|the (?:company|firm))\b"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body that is named in a document of the case."""

    number: int
    doc_id: str
    roots: frozenset[str]
    kinds: frozenset[str]


def is_called_firm(name: str, text: str) -> bool:
    """Tell whether a text introduces who bears a name as a firm or group."""
    first, *others = name.split()
    if not others or is_given_name(first):
        return False
    forms = f"{_CALLED_A_FIRM}|{_OF_A_THING}"
    return re.search(forms.replace("{}", re.escape(name)), text) is not None


def only_one(around: str, bodies: Sequence[Body]) -> int | None:
    """Return the body whose kind or field stands before a role: "police chief", "energy minister".

    None where several would do, or where a name stands there that is not its own: "Veska's energy minister".
    """
    tokens = tokens_of(without_possessives(around))
    for at, token in enumerate(tokens):
        if not ROLE.fullmatch(token.text):
            continue
        before = tokens[at - 1].lower if at else ""
        fitting = [body for body in bodies if _led_by(body, before, token.lower)]
        known = frozenset(root for body in fitting for root in body.roots) | {name_root(before)}
        near = tokens[max(0, at - 3) : at]
        strange = any(_is_name(one) and name_root(one.text) not in known for one in near)
        if fitting and not strange and are_one(fitting):
            return fitting[0].number
    return None


def _led_by(body: Body, before: str, role: str) -> bool:
    """Whether a role with the word before it is that of one who speaks for a body of this kind."""
    if MINISTER.fullmatch(role):
        return "ministry" in body.kinds and name_root(before) in body.roots
    return bool({before, _KIND_OF_RANK.get(role, before)} & body.kinds & _ONE_OF_A_PLACE)


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() and not (token.lower in _NO_NAMES or ROLE.fullmatch(token.text))


def are_one(bodies: Sequence[Body]) -> bool:
    """Tell whether bodies of one kind can all be the same."""
    return all(
        one.roots <= other.roots or other.roots <= one.roots
        for at, one in enumerate(bodies)
        for other in bodies[at + 1 :]
    )
