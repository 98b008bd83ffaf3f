"""Which insets of a recording are looked for in the query, so that an original is found from its own side."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from sayso.footage.moments import keyframe_seconds
from sayso.footage.types import Box, Copy, FootagePrint, Inset, Segment

SURE = 0.9  # of a score: what is surer is not looked for in what is set into the picture that has it
ABOUT_S = 0.5  # seconds around a stretch or an inset that still belong to it
MOST_MORE_S = 1_800.0  # of insets of one recording, besides those that a search came upon


def shown_in(
    found: FootagePrint,
    met: Collection[float],
    seen: Sequence[Copy],
    search: Callable[[FootagePrint], list[Copy]],
) -> list[tuple[Box, list[Copy]]]:
    """Return what the insets of a recording find of a query, by the box in which they lie.

    Looked for is what is there where a search came upon the recording, and found nothing sure. Where the
    recording shows the query at all, it may show it again: then the others are looked for, too.

    Args:
        met: seconds of the recording that were looked at for the query.
        seen: what was found.
        search: looks for what an inset shows in the query alone.
    """
    copies = [copy for copy in seen if copy.found == found.exhibit and copy.kind == "same-footage"]
    sure = [segment for copy in copies if copy.score >= SURE for segment in copy.segments]
    at = unexplained(sure, met)
    back = {place: search(inset.shown) for place, inset in enumerate(found.insets) if is_there(inset, at)}
    if copies or any(copy.kind == "same-footage" for found_so in back.values() for copy in found_so):
        back |= {place: search(found.insets[place].shown) for place in _others(found.insets, back, sure)}
    by_box: dict[Box, list[Copy]] = {}
    for place in sorted(back):
        by_box.setdefault(found.insets[place].box, []).extend(back[place])
    return list(by_box.items())


def unexplained(sure: Sequence[Segment], seconds: Collection[float]) -> list[float]:
    """Return those seconds of what was found that lie in no stretch that surely shows the same footage."""
    return [
        at_s
        for at_s in sorted(seconds)
        if not any(each.found_start_s - ABOUT_S <= at_s <= each.found_end_s + ABOUT_S for each in sure)
    ]


def is_there(inset: Inset, seconds: Collection[float]) -> bool:
    """Tell whether an inset is there at one of the seconds."""
    first_s, last_s = keyframe_seconds(inset.shown)[[0, -1]].tolist()
    return any(first_s - ABOUT_S <= at_s <= last_s + ABOUT_S for at_s in seconds)


def _others(insets: Sequence[Inset], known: Collection[int], sure: Sequence[Segment]) -> Iterator[int]:
    """Yield which insets else are there at seconds at which nothing sure was found, as many as may be."""
    left_s = MOST_MORE_S
    for place, inset in enumerate(insets):
        seconds = keyframe_seconds(inset.shown).tolist()
        length_s = seconds[-1] - seconds[0]
        if place not in known and length_s <= left_s and unexplained(sure, seconds):
            left_s -= length_s
            yield place
