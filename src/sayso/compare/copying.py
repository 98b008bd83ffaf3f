"""Words that two texts share in a row, from which a copy is told."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from sayso.claims.types import Claim
from sayso.compare.rows import shared_start
from sayso.compare.words import tokens_of

_SHINGLE_WORDS = 5  # words in a row that two texts must share to be called a copy
_COPIED_SHARE = 0.6  # of the shorter claim's words
_AROUND = 150  # characters on either side of a claim
_COPIED_AROUND = 12  # words in a row, the claim's own among them, that tell a copy whoever is named


def shared_words(left: Sequence[str], right: Sequence[str]) -> str | None:
    """Return the longest run of words that two texts share, where it is long enough to tell a copy.

    Args:
        left: the words of one text, in lower case.
        right: those of the other.
    """
    enough = max(3, min(_SHINGLE_WORDS, round(_COPIED_SHARE * min(len(left), len(right)))))
    if _shingles(tuple(left), enough).isdisjoint(_shingles(tuple(right), enough)):
        return None
    start, _, length = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    return " ".join(left[start : start + length])


@lru_cache(maxsize=8192)
def _shingles(words: tuple[str, ...], size: int) -> frozenset[tuple[str, ...]]:
    return frozenset(words[at : at + size] for at in range(len(words) - size + 1))


def shared_around(left: Claim, left_text: str, right: Claim, right_text: str) -> str | None:
    """Return the words that two texts share around one claim of both; None where these are few, or differ.

    Two who pass on one source choose other words for who said it; the same words before and after are copied.
    """
    own = _words_of(left_text[slice(*_ends(left))])
    if own != _words_of(right_text[slice(*_ends(right))]):
        return None
    one, other = _around(left, left_text), _around(right, right_text)
    before, after = shared_start(one[0][::-1], other[0][::-1]), shared_start(one[1], other[1])
    words = (*one[0][len(one[0]) - before :], *own, *one[1][:after])
    return " ".join(words) if len(words) >= _COPIED_AROUND else None


def _ends(claim: Claim) -> tuple[int, int]:
    return min(span.start for span in claim.content), max(span.end for span in claim.content)


def _around(claim: Claim, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words before a claim and after it; whole ones only."""
    start, end = _ends(claim)
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = _words_of(text[low:start])[1 if low else 0 :]
    return before, _words_of(text[end:high])[: None if high == len(text) else -1]


@lru_cache(maxsize=8192)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(token.lower for token in tokens_of(text))
