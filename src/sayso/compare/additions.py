"""Figures that come on top of others: "two more bodies", "14 more, 31 in all"; and others that only sound so.

"Four were killed and 12 more injured" adds nobody to the four: the 12 are all
who met their own fate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MORE = re.compile(r" (?:more(?! than\b)|further|additional)\b", re.IGNORECASE)
_OTHERS = re.compile(r" others?\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|an? (?:further|additional)|further)\s+(?:some |about )?$", re.IGNORECASE)
_MUST_ADD = re.compile(r"(?:bod(?:y|ies)|corpses?|deaths?|fatalit(?:y|ies)|victims?)$", re.IGNORECASE)


def comes_on_top(before: str, after: str) -> bool:
    """Tell whether a number is told as more than some other, by the words before and after it."""
    return bool(_MORE.match(after) or _ANOTHER.search(before))


def are_others(after: str) -> bool:
    """Tell whether those counted are told apart from some others: "seven others", mostly of another fate."""
    return bool(_OTHERS.match(after))


def adds_to_its_own(unit: str, fate: frozenset[str], fates_beside: Iterable[frozenset[str]]) -> bool:
    """Tell whether people that are counted as more are added to others of the same fate.

    Args:
        unit: the noun counted; "two more bodies" are always added to other dead.
        fate: what happened to those counted.
        fates_beside: what happened to those of the figures beside; of none of them the most natural
            reading is that an earlier count is added to.
    """
    beside = [one for one in fates_beside if one]
    return bool(_MUST_ADD.search(unit)) or not beside or any(fate & one for one in beside)
