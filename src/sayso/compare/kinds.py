"""What kind of count a figure is, as the words of its claim have it: of this event, or of what else.

"She takes 160 on summer mornings", "certified for 200" and "400 last year" are figures
of one ship, and no count of those who were aboard. All of them can be true at once.
"""

from __future__ import annotations

import re

_PERIOD = "mornings?|days?|evenings?|nights?|weeks?|weekends?|months?|years?|seasons?"
_KINDS = {
    "is what is usual": (
        rf"usually|normally|typically|as a rule|on average|every (?:{_PERIOD})|"
        r"on (?:\w+ )?(?:mornings|days|evenings|nights|weekends|weekdays|sundays|saturdays)"
    ),
    "is what there is room or leave for": (
        r"capacity|(?:certified|licensed|licenced|designed|built|approved) (?:for|to carry|to hold)|quota|"
        r"(?:may|can) (?:carry|hold|seat|take) (?:up to|at most|no more than)"
    ),
    "is of both sides together": r"on (?:both|all|either) sides?|of both sides",
    "is of another year or another time": (
        r"last (?:year|season|autumn|winter|spring|summer)|(?:a|one|the) year (?:ago|before|earlier)|"
        r"the (?:year|time|election|strike|flood|war) before|(?:two|three|four|five|ten|\d+) years "
        r"(?:ago|before|earlier)|in (?:1[89]|20)\d\d"
    ),
}
_PATTERNS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _KINDS.items()}


def kind_of_count(words: str) -> str | None:
    """Return in words what a claim's figures are where they are no count of the event; else None."""
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(words)), None)
