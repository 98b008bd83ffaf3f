"""Two rows of words or lines laid side by side: which runs both have, in order, in bounded time.

Short rows are matched by their longest runs. Rows for which that could take long are cut
where both have a word once, and the pieces matched; a piece that cannot be cut is left as changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

Row = Sequence[str]
Run = tuple[int, int, int]  # its place in the one row, in the other, and its length
Block = tuple[bool, tuple[int, int], tuple[int, int]]  # whether it is the same; from where to where in each
# Looks at pairs of equal words, at worst: about 0.1 s for one piece, 2 s for all rows of a text.
_MOST_STEPS, _STEPS_OF_A_TEXT = 1_000_000, 20_000_000
_ROUNDS = 8  # of cutting pieces of pieces


class Steps:
    """How much may still be looked at; all rows of one text share it."""

    def __init__(self) -> None:
        self._left = _STEPS_OF_A_TEXT

    def take(self, count: int) -> bool:
        """Tell whether so many may be made, and count them if so."""
        granted = count <= min(_MOST_STEPS, self._left)
        self._left -= count if granted else 0
        return granted


def blocks_of(before: Row, after: Row, steps: Steps) -> Iterator[Block]:
    """Yield what both rows have and what was changed, in turn, in order; together they are all of both.

    Where the steps do not suffice, words that both have may be among what was changed.
    """
    start = new_start = 0
    for place, new_place, count in (*_runs(before, after, steps), (len(before), len(after), 0)):
        if start < place or new_start < new_place:
            yield False, (start, place), (new_start, new_place)
        start, new_start = place + count, new_place + count
        if count:
            yield True, (place, start), (new_place, new_start)


def shared_start(before: Row, after: Row) -> int:
    """Return how many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _runs(before: Row, after: Row, steps: Steps) -> Iterator[Run]:
    """Runs that both have, in order, those that follow one another as one."""
    held = (0, 0, 0)
    for place, new_place, count in _pieces(before, after, steps, _ROUNDS):
        if (place, new_place) == (held[0] + held[2], held[1] + held[2]):
            held = (held[0], held[1], held[2] + count)
            continue
        if held[2]:
            yield held
        held = (place, new_place, count)
    if held[2]:
        yield held


def _pieces(before: Row, after: Row, steps: Steps, rounds: int) -> Iterator[Run]:
    if not before or not after:
        return
    if steps.take(_most_steps(before, after)):
        yield from SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()[:-1]
    elif rounds:
        start = new_start = 0
        for place, new_place, count in (*_anchors(before, after), (len(before), len(after), 0)):
            between = before[start:place], after[new_start:new_place]
            for one, other, long in _pieces(*between, steps, rounds - 1):
                yield start + one, new_start + other, long
            yield place, new_place, count
            start, new_start = place + count, new_place + count


def _most_steps(before: Row, after: Row) -> int:
    """How long the matcher may take: it looks at each pair of equal words, once for each run at worst."""
    counts = Counter(after)
    return (len(before) + sum(counts[word] for word in before)) * min(len(before), len(after))


def _anchors(before: Row, after: Row) -> Iterator[Run]:
    """What both begin with, the words between that each has once, in one order, and what both end with."""
    head = shared_start(before, after)
    tail = shared_start(before[head:][::-1], after[head:][::-1])
    end, new_end = len(before) - tail, len(after) - tail
    yield 0, 0, head
    for place, new_place in _once_in_both(before[head:end], after[head:new_end]):
        yield head + place, head + new_place, 1
    yield end, new_end, tail


def _once_in_both(before: Row, after: Row) -> list[tuple[int, int]]:
    """The words that each side has once, as many as come in one order: the anchors of a patience diff."""
    counts, new_counts = Counter(before), Counter(after)
    places = {word: place for place, word in enumerate(after) if new_counts[word] == 1}
    pairs = [
        (place, places[word]) for place, word in enumerate(before) if counts[word] == 1 and word in places
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of some pairs, in order of their first, whose second places rise, too."""
    lasts: list[int] = []  # of the rows of each length, the smallest second place that one ends with
    ends: list[int] = []  # the number of the pair that has it
    previous: list[int] = []  # of each pair, the one before it in its row
    for number, (_, new_place) in enumerate(pairs):
        length = bisect_left(lasts, new_place)
        lasts[length : length + 1], ends[length : length + 1] = [new_place], [number]
        previous.append(ends[length - 1] if length else -1)
    row: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        row.append(pairs[at])
        at = previous[at]
    return row[::-1]
