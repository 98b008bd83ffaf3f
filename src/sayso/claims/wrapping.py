"""Lines that were broken at a width, as in columns and PDFs: which breaks end nothing.

Where lines are filled up to a width, the first word of the next line had no room in the one before. Lines
that end where their writer wanted hardly ever do that, all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.claims.turns import label_in
from sayso.values import TextSpan

NARROWEST, WIDEST = 25, 100  # characters of the longest line
FEWEST_BREAKS = 3  # that had to be, for lines to be taken for ones that were broken at a width
LEAST_SHARE = 0.9  # of the breaks within sentences that had to be
LEAST_IN_SMALL = 0.5  # of those, that go on in a small letter: lines of a list may be alike in length
MOST_OF_LAST = 0.6  # of the width, by a last line that only what was left over can have made so short
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_LINE = re.compile(r"[^\n]+")
_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_ENDS_WITHIN = re.compile(r"[a-z0-9)%][.!?][\"'”’)]* +[\"'“‘(]?[A-Z]")
# What nobody ends a line of his own with.
_LEADS_ON = re.compile(
    r"\b(?:the|an?|of|and|or|but|to|from|been|its|his|their|our|my|than|into|whose|which)\n", re.IGNORECASE
)
_BEGINS_ANEW = re.compile(
    r"[^\w\s\"'“‘(\[$€£@#]|\(?\d{1,2}(?:[.)]\s|/)|[A-Z][A-Z. ]{2,30}(?:\([^)\n]*\))?:|[QA]:\s"
)


@dataclass(frozen=True, slots=True)
class _Break:
    at: int  # of the newline
    had_to_be: bool  # the next word had no room
    within: bool  # of a sentence, as far as marks tell
    in_small: bool  # the next line begins with a small letter


_Block = tuple[re.Match[str], int, list[_Break]]  # lines without an empty one between, and their width


def unwrapped(text: str, kind: str | None = None) -> str:
    """Return a text of the same length with spaces for the line breaks that its width alone made.

    Lines between two empty ones are judged by themselves; those of few lines all together.

    Args:
        kind: of the document: lines of a "post" are its writer's own unless sentences end within them.
    """
    letters = list(text)
    blocks = [(block, _width(block.group())) for block in _BLOCK.finditer(text) if "\n" in block.group()]
    judged = [(block, width, _breaks(text, block, width)) for block, width in blocks]
    large = [one for one in judged if len(one[2]) >= FEWEST_BREAKS and _are_of_a_column([one], kind)]
    small = [block for block, _, breaks in judged if len(breaks) < FEWEST_BREAKS]
    widest = max((width for _, width, _ in large), default=0)
    for _, _, breaks in large + _few_lines(text, small, widest, kind):
        for one in breaks:
            if one.had_to_be:
                letters[one.at] = " "
    return "".join(letters)


def _few_lines(text: str, blocks: Sequence[re.Match[str]], widest: int, kind: str | None) -> list[_Block]:
    """Return the blocks of two or three lines that were broken at the width of the others or their own."""
    width = max([widest, *(_width(block.group()) for block in blocks)])
    judged = [(block, width, _breaks(text, block, width)) for block in blocks]
    if not widest and not _are_of_a_column(judged, kind):
        return []
    return [
        (block, width, breaks)
        for block, _, breaks in judged
        if all(one.had_to_be for one in breaks if one.within)
        and (_has_ended(block.group()) or _LEADS_ON.search(block.group()))
    ]


def _are_of_a_column(blocks: Sequence[_Block], kind: str | None) -> bool:
    """Tell lines that were broken at a width by how full they are, and by what only such lines have."""
    within = [one for _, _, breaks in blocks for one in breaks if one.within]
    forced = [one for one in within if one.had_to_be]
    if len(forced) < max(FEWEST_BREAKS, LEAST_SHARE * len(within)):
        return False
    if sum(one.in_small for one in forced) < LEAST_IN_SMALL * len(forced):
        return False
    if any(_ENDS_WITHIN.search(block.group()) for block, _, _ in blocks):
        return True
    return kind != "post" and any(_is_broken(block.group(), width) for block, width, _ in blocks)


def _is_broken(block: str, width: int) -> bool:
    """Tell by a line that leads on, or a last one that holds what was left over."""
    return bool(_LEADS_ON.search(block)) or len(block.rsplit("\n", 1)[-1].strip()) < MOST_OF_LAST * width


def _width(block: str) -> int:
    return max(len(line.rstrip()) for line in block.split("\n"))


def _breaks(text: str, block: re.Match[str], width: int) -> list[_Break]:
    """Return the breaks between the lines of a block, none where they are longer, or shorter."""
    if not NARROWEST <= width <= WIDEST:
        return []
    lines = [line for line in _LINE.finditer(text, block.start(), block.end()) if line.group().strip()]
    return [
        _break(line, following, width)
        for line, following in pairwise(lines)
        if following.start() == line.end() + 1 and not _begins_anew(text, line, following)
    ]


def _break(line: re.Match[str], following: re.Match[str], width: int) -> _Break:
    body, word = line.group().rstrip(), following.group().split()[0]
    had_to_be = len(body) + 1 + len(word) > width
    return _Break(line.end(), had_to_be, not _has_ended(line.group()), word.lstrip("\"'“‘(")[:1].islower())


def _has_ended(line: str) -> bool:
    return _ENDED.search(line.rstrip()) is not None


def _begins_anew(text: str, line: re.Match[str], following: re.Match[str]) -> bool:
    """Tell a line of its own: an item, a label in capitals, and "Mara Hale:" where a sentence has ended."""
    if _BEGINS_ANEW.match(following.group()):
        return True
    return _has_ended(line.group()) and label_in(text, TextSpan(*following.span())) is not None
