"""Lines that were broken at a width, as in columns and PDFs: which breaks end nothing.

Where lines are filled up to a width, the first word of the next line had no room in the one before. Lines
that end where their writer wanted hardly ever do that, all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from sayso.claims.turns import label_in
from sayso.values import TextSpan

NARROWEST, WIDEST = 25, 100  # characters of the longest line
FEWEST_BREAKS = 3  # that had to be, for a text to be taken for one that was broken at a width
LEAST_SHARE = 0.9  # of the breaks within sentences that had to be
LEAST_IN_SMALL = 0.5  # of those, that go on in a small letter: lines of a list may be alike in length
_LINE = re.compile(r"[^\n]+")
_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_BEGINS_ANEW = re.compile(
    r"[^\w\s\"'“‘(\[$€£@#]|\(?\d{1,2}(?:[.)]\s|/)|[A-Z][A-Z. ]{2,30}(?:\([^)\n]*\))?:|[QA]:\s"
)


@dataclass(frozen=True, slots=True)
class _Break:
    at: int  # of the newline
    had_to_be: bool  # the next word had no room
    within: bool  # of a sentence, as far as marks tell
    in_small: bool  # the next line begins with a small letter


def unwrapped(text: str) -> str:
    """Return a text of the same length with spaces for the line breaks that its width alone made."""
    breaks = _breaks(text)
    within = [one for one in breaks if one.within]
    forced = [one for one in within if one.had_to_be]
    if len(forced) < max(FEWEST_BREAKS, LEAST_SHARE * len(within)):
        return text
    if sum(one.in_small for one in forced) < LEAST_IN_SMALL * len(forced):
        return text
    letters = list(text)
    for one in breaks:
        if one.had_to_be:
            letters[one.at] = " "
    return "".join(letters)


def _breaks(text: str) -> list[_Break]:
    """Return the breaks between lines without an empty one between them, none where lines are longer."""
    lines = [line for line in _LINE.finditer(text) if line.group().strip()]
    width = max((len(line.group().rstrip()) for line in lines), default=0)
    if not NARROWEST <= width <= WIDEST:
        return []
    return [
        _break(line, following, width)
        for line, following in pairwise(lines)
        if following.start() == line.end() + 1 and not _begins_anew(text, line, following)
    ]


def _break(line: re.Match[str], following: re.Match[str], width: int) -> _Break:
    body, word = line.group().rstrip(), following.group().split()[0]
    had_to_be = len(body) + 1 + len(word) > width
    return _Break(line.end(), had_to_be, not _has_ended(line), word.lstrip("\"'“‘(")[:1].islower())


def _has_ended(line: re.Match[str]) -> bool:
    return _ENDED.search(line.group().rstrip()) is not None


def _begins_anew(text: str, line: re.Match[str], following: re.Match[str]) -> bool:
    """Tell a line of its own: an item, a label in capitals, and "Mara Hale:" where a sentence has ended."""
    if _BEGINS_ANEW.match(following.group()):
        return True
    return _has_ended(line) and label_in(text, TextSpan(*following.span())) is not None
