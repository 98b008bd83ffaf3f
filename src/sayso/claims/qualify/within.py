"""What stands within spans, out of a long list in reading order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sayso.values import TextSpan

T = TypeVar("T")


def within(found: Sequence[T], spans: Sequence[TextSpan], span_of: Callable[[T], TextSpan]) -> Iterator[T]:
    """Give those that stand wholly in one of the spans; `found` is in order and does not overlap."""
    for span in spans:
        for one in _from(found, span.start, span.end, span_of):
            if span_of(one).end <= span.end:
                yield one


def overlaps_any(sorted_spans: Sequence[TextSpan], span: TextSpan) -> bool:
    """Tell whether one of the spans, in order and without overlap, shares a character with another."""
    place = bisect_right(sorted_spans, span.start, key=lambda one: one.start)
    return any(one.overlaps(span) for one in sorted_spans[max(0, place - 1) : place + 1])


def _from(found: Sequence[T], start: int, end: int, span_of: Callable[[T], TextSpan]) -> Sequence[T]:
    low = bisect_left(found, start, key=lambda one: span_of(one).start)
    high = bisect_left(found, end, key=lambda one: span_of(one).start)
    return found[low:high]
