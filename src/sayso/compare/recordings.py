"""What a recording shows, beside what is said of the recording itself.

"The video shows an old man, and nobody helps him" calls no video old, and denies nothing of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from sayso.claims.types import Claim, Document
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
_MADE = re.compile(
    r"(?<!not )(?<!never )(?<!n't )(?<!n’t )(?<!not been )(?<!never been )"
    r"\b(?:filmed|recorded|shot|taken|made|dates?|dated|posted|published|uploaded|online|appeared|circulat(?:ed|ing)|"
    r"on (?:an? |the )?(?:\w+ ){0,2}(?:forum|site|website|channel|page|platform|internet|web))\b[^.;:!?]*$",
    re.IGNORECASE,
)
_REACH = 80  # characters before a date
_LONG_BEFORE = timedelta(days=60)
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


def is_of_earlier(claim: Claim, document: Document) -> bool:
    """Tell whether a claim on a recording dates it long before the text, so that it shows nothing new.

    "It was filmed in August 2024", of 2026; a recording of the same weeks may be of anything.
    """
    told = _day(document.published)
    for time in claim.times:
        made = _day(time.stated.end or time.stated.start)
        before = document.text[max(0, time.span.start - _REACH) : time.span.start]
        if told and made and told - made > _LONG_BEFORE and _MADE.search(before):
            return True
    return False


def _day(stamp: str | None) -> date | None:
    """The day of a time; None where it is not known to the day."""
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None


def negates_within(words: str) -> bool:
    """Tell whether a claim on a recording, which negates something, negates what is in it and not of it."""
    shows = any(_is_recording(token) for token in tokens_of(words))
    return shows and _NOT_OF_IT.search(words) is None


def _is_recording(token: Token) -> bool:
    return "footage" in concepts_in(token.lower)
