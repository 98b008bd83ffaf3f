"""Figures that come on top of others: "two more bodies", "14 more, 31 in all"; and others that only sound so.

"Four were killed and 12 more injured" adds nobody to the four: the 12 are all
who met their own fate. Other figures leave some out: "three hit the tanks and a
fourth was shot down", "fragments of three drones".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MORE = re.compile(r" (?:more(?! than\b)|further|additional)\b", re.IGNORECASE)
_OTHERS = re.compile(r" others?\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|an? (?:further|additional)|further)\s+(?:some |about )?$", re.IGNORECASE)
_REMAINS = re.compile(
    r"\b(?:fragments?|parts|pieces|debris|remains|remnants|wrecks?|wreckage) of (?:at least |about |some )?$",
    re.IGNORECASE,
)
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
_NEXT = dict(enumerate(_ORDINALS, start=1))
_ONE_MORE = (
    r"\b(?:a {next}|another|one more)(?: \w+)? "
    r"(?:was|were|had|has|is|fell|hit|crashed|exploded|missed|burned|got|went|came)\b"
)
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


def why_not_all(before: str, after: str, number: float) -> str:
    """Return in words why there may be more things than a number says; "" where nothing tells of any.

    Args:
        before: the words before the number.
        after: those after it, as far as its sentence goes.
        number: the one that is counted.
    """
    if _REMAINS.search(before):
        return "what was found of them need not be all"
    following = _NEXT.get(int(number)) if number == int(number) else None
    if following and re.search(_ONE_MORE.format(next=following), after, re.IGNORECASE):
        return "another is told of beside those of the one"
    return ""
