"""Who fired, and who was fired at: "the Guard fired first" is not what "nobody fired at the Guard" denies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.compare.outcomes import Answer
from sayso.compare.reading import Reading
from sayso.compare.words import stem

_FIRED = r"(?:fired|fires?|firing|shot|shoots?|shooting|shelled|shelling|attacked|attacking)"
_ARTICLE = r"(?:the |our |its |their |his )?"
_AT = re.compile(
    rf"\b(?<!under ){_FIRED}(?: \w+)? (?:at|on|upon|into|against) {_ARTICLE}(\w+)", re.IGNORECASE
)
_HIT = re.compile(rf"\b(?:shelled|attacked) {_ARTICLE}(\w+)", re.IGNORECASE)
_UNDER = re.compile(
    r"\b(\w+) (?:(?:was|were|is|are|been|being)(?: \w+)? (?:fired (?:on|upon|at)|shot at|attacked|shelled)|"
    r"(?:was|were|is|are|came|come) under (?:fire|attack))\b",
    re.IGNORECASE,
)
_BY = re.compile(rf"\b{_FIRED}(?: \w+)?(?: \w+)? by {_ARTICLE}(\w+)", re.IGNORECASE)
_SHOOTS = re.compile(
    rf"\b(\w+)(?: (?:have|has|had|did|do|does|never|not|first|then|also|opened|open)){{0,3}} {_FIRED}\b",
    re.IGNORECASE,
)
_NOT_SOMEBODY = frozenset(
    map(stem, ("nobody", "one", "none", "was", "were", "is", "are", "been", "being", "under", "and"))
)


@dataclass(frozen=True, slots=True)
class _Fire:
    """Stems of those who fire in a claim, and of those who are fired at."""

    by: frozenset[str]
    at: frozenset[str]


def by_direction(left: Reading, right: Reading) -> Answer | None:
    """Return "unrelated" where the one says of somebody that he fired, and the other that he was fired at."""
    one, other = _fire(left.words), _fire(right.words)
    if (one.by & other.at or one.at & other.by) and not (one.by & other.by or one.at & other.at):
        return Answer("unrelated", "the one says who fired, the other who was fired at")
    return None


@lru_cache(maxsize=32768)
def _fire(words: str) -> _Fire:
    at = {stem(found[1].lower()) for pattern in (_AT, _HIT, _UNDER) for found in pattern.finditer(words)}
    by = {stem(found[1].lower()) for pattern in (_BY, _SHOOTS) for found in pattern.finditer(words)}
    return _Fire(frozenset(by) - _NOT_SOMEBODY, frozenset(at) - _NOT_SOMEBODY)
