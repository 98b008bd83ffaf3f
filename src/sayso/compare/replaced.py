"""Figures that a claim gives only to say that another has replaced them: "corrected from 31 to 29"."""

from __future__ import annotations

import re

_SINCE = re.compile(
    r"\b(?:(?:revised|corrected|lowered|raised|changed)(?: \w+)? from|"
    r"replac(?:es|ed|ing) (?:the|our|its|his|her|their|an?) (?:\w+ )?"
    r"(?:figure|number|count|toll|total|estimate|value|tally)(?: of| at)?) $",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:first|earlier|previous|initial|original|old) \w+ (?:of|at) $", re.IGNORECASE)
_NO_LONGER = re.compile(
    r"[^.;:]{0,40}?\b(?:superseded|withdrawn|wrong|replaced|corrected|no longer)\b", re.IGNORECASE
)


def is_replaced(before: str, after: str) -> bool:
    """Tell whether a number is one that another took the place of, by the words before and after it."""
    return bool(_SINCE.search(before) or (_FIRST.search(before) and _NO_LONGER.match(after)))
