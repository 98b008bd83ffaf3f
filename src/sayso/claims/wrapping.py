"""Lines that were broken at a width, as in columns and PDFs: which breaks end nothing.

Where lines are filled up to a width, the first word of the next line had no room in the one before. Lines
that end where their writer wanted hardly ever do that, all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

NARROWEST, WIDEST = 25, 100  # characters of the longest line
FEWEST_BREAKS = 3  # that had to be, for a text to be taken for one that was broken at a width
LEAST_SHARE = 0.9  # of the breaks within sentences that had to be
_LINE = re.compile(r"[^\n]+")
_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_BEGINS_ANEW = re.compile(r"[^\w\s\"'“‘(\[$€£@#]|\(?\d{1,2}(?:[.)]\s|/)|[A-Z][A-Z. ]{2,30}(?:\([^)\n]*\))?:")


@dataclass(frozen=True, slots=True)
class _Break:
    at: int  # of the newline
    had_to_be: bool  # the next word had no room
    within: bool  # of a sentence, as far as marks tell


def unwrapped(text: str) -> str:
    """Return a text of the same length with spaces for the line breaks that its width alone made."""
    breaks = _breaks(text)
    within = [one for one in breaks if one.within]
    forced = [one for one in within if one.had_to_be]
    if len(forced) < max(FEWEST_BREAKS, LEAST_SHARE * len(within)):
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
    out = []
    for line, following in pairwise(lines):
        if following.start() != line.end() + 1 or _BEGINS_ANEW.match(following.group()):
            continue
        body, word = line.group().rstrip(), following.group().split()[0]
        had_to_be = len(body) + 1 + len(word) > width
        out.append(_Break(line.end(), had_to_be, not _ENDED.search(body)))
    return out
