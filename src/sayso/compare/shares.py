"""Whose share a percentage is: "Ana Pell leads with 48 percent", "46 percent for Iko Brandt", "of stations".

The name nearest before the number in its clause holds it, else one behind "for",
"to" or "by"; names of places, after "in" or "at", hold nothing. The speed of a
ship is hers in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from sayso.compare.words import STOP_WORDS, Token, name_root, stem, tokens_of, words_in

_PLACED = re.compile(r"\b(?:in|at|from|across|near|throughout|within|of|on)(?: the)? $", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.;:]|, (?!who\b|which\b|with\b|on\b)")
_GIVEN_TO = re.compile(
    r"^(?: ?%| per ?cent)?(?: of the (?:vote|votes|ballots|electorate|poll))?"
    r"(?: (?:voted|had voted|went|was|is))?"
    r" (?:for|to|by) (?:the )?$"
)
_OF_WHAT = re.compile(
    r"^(?: ?%| per ?cent| percent)? of (?:(?:all|the|its|their|our|some|those|registered) )*"
)
_OWN = re.compile(
    r"\b(?:(?:his|her|its|their) own|my|our) (?:\w+ )?(?:share|vote|result|score)s?\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"(?:that )?(?:he|she|it|they)\b", re.IGNORECASE)
_WHOLE = words_in("vote votes ballots ballot electorate voters total poll polls")
_KIND_OF_VOTE = 2  # words in which it is named: "valid votes", "the popular vote"
_ALL = 100.5  # percent, with what rounding adds
_SHOWN = 3  # words after "of" that say of what it is a share


@dataclass(frozen=True, slots=True)
class Share:
    """What a percentage is said to be of, and whose it is."""

    holder: frozenset[str]  # roots of a name; () where none is named
    whole: frozenset[str]  # stems of the things it is a part of, as "polling stations"; () for votes

    def of_another(self, other: Share) -> bool:
        """Tell whether two shares are certainly of two holders, or of two wholes."""
        if self.holder and other.holder:
            return not self.holder & other.holder
        if bool(self.whole) and bool(other.whole):
            return not self.whole & other.whole
        return (bool(self.whole) and bool(other.holder)) or (bool(other.whole) and bool(self.holder))

    def rivals(self, other: Share) -> bool:
        """Tell whether two shares are certainly of two holders."""
        return bool(self.holder and other.holder) and not self.holder & other.holder


def exceed_all(one: float, other: float) -> bool:
    """Tell whether two shares of one whole, in percent, are more than all of it."""
    return one + other > _ALL


NOBODYS = Share(frozenset(), frozenset())


HELD = frozenset({"percent", "speed"})  # dimensions whose figures belong to somebody, or to a ship


def share_at(text: str, tokens: Sequence[Token], at: int, names: Set[str], before: str = "") -> Share:
    """Return whose share a percentage is, and of what.

    Args:
        text: the words that the tokens are of.
        tokens: of the text.
        at: which of them spells the number.
        names: the proper names of the case, as they are written.
        before: the sentence before, whose first name a pronoun stands for.
    """
    whole = _whole(text, tokens, at)
    holder = frozenset[str]() if whole else _holder(text, tokens, at, names)
    if not (holder or whole) and _PRONOUN.match(text):
        runs = (run for run in _runs(before, tokens_of(before), names) if not _is_placed(before, run))
        holder = frozenset(name_root(token.text) for token in next(runs, []))
    return Share(holder, whole)


def own_share(share: Share, text: str, speaker: str) -> Share:
    """Return a share that nobody is named with as the speaker's, where he calls it his own."""
    if share.holder or share.whole or not _OWN.search(text):
        return share
    return Share(frozenset(name_root(word) for word in speaker.split() if word[:1].isupper()), share.whole)


def _whole(text: str, tokens: Sequence[Token], at: int) -> frozenset[str]:
    of = _OF_WHAT.match(text[tokens[at].end :])
    if of is None:
        return frozenset()
    start = tokens[at].end + of.end()
    words = [token.lower for token in tokens if start <= token.start][:_SHOWN]
    return (
        frozenset(stem(word) for word in words if word not in STOP_WORDS)
        if not set(words[:_KIND_OF_VOTE]) & _WHOLE
        else frozenset()
    )


def _holder(text: str, tokens: Sequence[Token], at: int, names: Set[str]) -> frozenset[str]:
    before = next((run for run in reversed(_runs(text, tokens[:at], names)) if not _is_placed(text, run)), [])
    if before and not _CLAUSE_END.search(text[before[-1].end : tokens[at].start]):
        between = [token for token in tokens if before[-1].end <= token.start < tokens[at].start]
        if not any(token.text[0].isdigit() for token in between):
            return frozenset(name_root(token.text) for token in before)
    for run in _runs(text, tokens[at + 1 :], names)[:1]:
        if _GIVEN_TO.match(text[tokens[at].end : run[0].start]):
            return frozenset(name_root(token.text) for token in run)
    return frozenset()


def _runs(text: str, tokens: Sequence[Token], names: Set[str]) -> list[list[Token]]:
    """Names, each of the words that stand together."""
    runs: list[list[Token]] = []
    for token in tokens:
        if token.text not in names:
            continue
        if runs and text[runs[-1][-1].end : token.start] in (" ", "-"):
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _is_placed(text: str, run: Sequence[Token]) -> bool:
    return bool(_PLACED.search(text[: run[0].start]))
