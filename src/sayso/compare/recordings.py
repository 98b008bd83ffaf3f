"""What a recording shows, beside what is said of the recording itself.

"The video shows an old man, and nobody helps him" calls no video old, and denies nothing of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.compare.concepts import concepts_in
from sayso.compare.people import human_group
from sayso.compare.words import STOP_WORDS, Token, tokens_of

_SHOWS = re.compile(r"\b(?:show|depict|captur)(?:s|ed|es|ing|n)?\b", re.IGNORECASE)
# "The video was not made here", "does not show the square": of the recording, not of what is in it.
_NOT_OF_IT = re.compile(
    r"\b(?:videos?|clips?|films?|footage|recordings?|images?|pictures?|photo(?:graph)?s?)\b"
    r"(?: (?!show)\w+){0,4}? (?:(?:is|are|was|were|do|does|did|has|have|had|can|could) )?(?:not|never)\b",
    re.IGNORECASE,
)
_STANDS_FOR_IT = frozenset({"it", "this", "that", "they", "these", "those", "one"})


def is_age_of_recording(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word "old" is said of a recording: "an old film", "it is two weeks old".

    Args:
        text: in which set phrases are put in one word: "two weeks old" is "old".
        tokens: of the text.
        at: which of them is "old".
    """
    following = tokens[at + 1 : at + 3]
    if any(_is_recording(token) for token in following):
        return True
    touches = following and not text[tokens[at].end : following[0].start].strip()
    if touches and following[0].lower not in STOP_WORDS:
        return False  # "an old man", "the old town"
    before = tokens[:at]
    if _SHOWS.search(text[: tokens[at].start]) or (before and human_group(before[-1].lower) is not None):
        return False  # "a boy, 12 years old"
    return not before or any(_is_recording(one) or one.lower in _STANDS_FOR_IT for one in before)


def negates_within(words: str) -> bool:
    """Tell whether a claim on a recording, which negates something, negates what is in it and not of it."""
    shows = any(_is_recording(token) for token in tokens_of(words))
    return shows and _NOT_OF_IT.search(words) is None


def _is_recording(token: Token) -> bool:
    return "footage" in concepts_in(token.lower)
