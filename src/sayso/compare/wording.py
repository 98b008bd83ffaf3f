"""Two texts, word by word: what was taken out, added and replaced, and where a place of one is in the other.

Lines are laid side by side first, then the words within lines that are alike; so an edit
stays within its paragraph, and a long text stays quick.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.compare.rows import Steps, blocks_of
from sayso.compare.types import Edit
from sayso.values import TextSpan

_TOKEN = re.compile(r"\d[\d,.]*\d|\w+(?:[-'’]\w+)*|[^\w\s]")
_LINE = re.compile(r"[^\n]+")
_ALIKE = 0.3  # of the words of two lines together that both have, for one to stand beside the other
_MOST_LINE_PAIRS = 40_000  # of changed lines; above that they are compared as one stretch
_OF_A_LINE = 100  # words; a longer line counts for several
_SHORT = 3  # characters of a word between two edits that is counted to them: "of", "the", a comma


@dataclass(frozen=True, slots=True)
class Stretch:
    """Places that correspond: the same words, or what stands in place of others."""

    before: TextSpan
    after: TextSpan
    same: bool


class Wording:
    """How the words of one text became those of another."""

    def __init__(self, before: str, after: str) -> None:
        self._before, self._after = before, after
        self._stretches = tuple(_anchored(_stretches(before, after)))

    def edits(self) -> tuple[Edit, ...]:
        """Return what was changed, in the order of the texts; a short word between two edits is in them."""
        return tuple(
            Edit(
                before=one.before,
                after=one.after,
                before_words=one.before.of(self._before),
                after_words=one.after.of(self._after),
            )
            for one in self._joined()
        )

    def _joined(self) -> Iterator[Stretch]:
        """The stretches that are not the same; two of one line with but a short word between them are one."""
        held: Stretch | None = None
        short = True  # what stands between the one in hand and the next
        for one in self._stretches:
            if one.same:
                short = short and _is_short(one)
                continue
            if held is not None and short and not self._in_two_lines(held, one):
                held = _over(held, one)
            else:
                if held is not None:
                    yield held
                held = one
            short = True
        if held is not None:
            yield held

    def _in_two_lines(self, one: Stretch, other: Stretch) -> bool:
        old = self._before[one.before.end : other.before.start]
        new = self._after[one.after.end : other.after.start]
        return "\n" in old or "\n" in new

    def placed(self, span: TextSpan) -> TextSpan | None:
        """Return where a stretch of the earlier text is in the later one; None where it was taken out.

        Where other words stand in place of some of it, all of these are in it.
        """
        found = [
            _part(one, span)
            for one in self._stretches
            if one.before.overlaps(span) and one.after.start < one.after.end
        ]
        if not found:
            return None
        return TextSpan(min(part.start for part in found), max(part.end for part in found))


def words_beside(text: str, place: TextSpan, most: int = 5) -> tuple[str, str]:
    """Return some words of the same line before and after a place in a text."""
    before = text[: place.start].rpartition("\n")[2].split()
    after = text[place.end :].partition("\n")[0].split()
    left = (["…"] if len(before) > most else []) + before[-most:]
    return " ".join(left), " ".join(after[:most] + (["…"] if len(after) > most else []))


def _part(stretch: Stretch, span: TextSpan) -> TextSpan:
    if not stretch.same:
        return stretch.after
    shift = stretch.after.start - stretch.before.start
    return TextSpan(max(span.start, stretch.before.start) + shift, min(span.end, stretch.before.end) + shift)


def _stretches(before: str, after: str) -> Iterator[Stretch]:
    left, right, steps = _spans(_LINE, before), _spans(_LINE, after), Steps()
    lines_of = [one.of(before) for one in left], [one.of(after) for one in right]
    for same, old, new in blocks_of(*lines_of, steps):
        lines, others = left[slice(*old)], right[slice(*new)]
        if same:
            for one, other in zip(lines, others, strict=True):
                yield Stretch(one, other, same=True)
        else:
            for some, more in _side_by_side((before, lines), (after, others)):
                yield from _by_words((before, some), (after, more), steps)


def _side_by_side(
    before: tuple[str, Sequence[TextSpan]], after: tuple[str, Sequence[TextSpan]]
) -> Iterator[tuple[Sequence[TextSpan], Sequence[TextSpan]]]:
    """Lines that are alike, in their order, one beside the other; those that are like none, by themselves."""
    left, right = before[1], after[1]
    start, new_start = 0, 0
    for place, new_place in _alike(
        [_words(before[0], one) for one in left], [_words(after[0], one) for one in right]
    ):
        yield left[start:place], right[new_start:new_place]
        yield left[place : place + 1], right[new_place : new_place + 1]
        start, new_start = place + 1, new_place + 1
    yield left[start:], right[new_start:]


def _alike(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """The pairs of lines, in order on both sides, that share most words in all; none in a long stretch."""
    if len(left) * max(len(right), sum(len(words) for words in right) // _OF_A_LINE) > _MOST_LINE_PAIRS:
        return []
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}
    nothing: tuple[float, tuple[tuple[int, int], ...]] = (0.0, ())
    for place in range(len(left)):
        for other in range(len(right)):
            beside, above = best.get((place, other - 1), nothing), best.get((place - 1, other), nothing)
            total, pairs = best.get((place - 1, other - 1), nothing)
            share = _share(left[place], right[other])
            taken = (total + share, (*pairs, (place, other))) if share >= _ALIKE else nothing
            best[place, other] = max(beside, above, taken, key=lambda one: one[0])
    return list(best.get((len(left) - 1, len(right) - 1), nothing)[1])


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / max(len(one) + len(other) - shared, 1)


def _words(text: str, line: TextSpan) -> frozenset[str]:
    return frozenset(_TOKEN.findall(text, line.start, line.end))


def _by_words(
    before: tuple[str, Sequence[TextSpan]], after: tuple[str, Sequence[TextSpan]], steps: Steps
) -> Iterator[Stretch]:
    left, right = _tokens(*before), _tokens(*after)
    words_of = [one.of(before[0]) for one in left], [one.of(after[0]) for one in right]
    for same, old, new in blocks_of(*words_of, steps):
        yield Stretch(_whole(left, *old), _whole(right, *new), same=same)


def _spans(pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None) -> list[TextSpan]:
    limit = len(text) if end is None else end
    return [TextSpan(*found.span()) for found in pattern.finditer(text, start, limit)]


def _tokens(text: str, lines: Sequence[TextSpan]) -> list[TextSpan]:
    return [token for line in lines for token in _spans(_TOKEN, text, line.start, line.end)]


def _whole(tokens: Sequence[TextSpan], start: int, end: int) -> TextSpan:
    """The place of some tokens; of none, an empty one that is yet to be put where it belongs."""
    return TextSpan(tokens[start].start, tokens[end - 1].end) if start < end else TextSpan(0, 0)


def _anchored(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Put an empty side behind what stands before it."""
    before = after = TextSpan(0, 0)
    for one in stretches:
        before = one.before if one.before.end else TextSpan(before.end, before.end)
        after = one.after if one.after.end else TextSpan(after.end, after.end)
        if before.start < before.end or after.start < after.end:
            yield Stretch(before, after, same=one.same)


def _is_short(stretch: Stretch) -> bool:
    return stretch.before.end - stretch.before.start <= _SHORT


def _over(first: Stretch, second: Stretch) -> Stretch:
    return Stretch(
        TextSpan(first.before.start, second.before.end),
        TextSpan(first.after.start, second.after.end),
        same=False,
    )
