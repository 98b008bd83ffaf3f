"""What an extractor finds before anything is read off it: who, in which words, what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sayso.claims.kinds import Kind
from sayso.claims.types import Act, Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The spans of one claim, from any extractor; `qualifying.qualify` makes a claim of it."""

    source: Spans
    cue: Spans
    content: Spans
    kind: Kind  # of rule or model that made it
    told: str = ""  # what follows the kind in the explanation, such as the words that attribute
    own_voice: bool = False  # the author of a post or statement speaks
    forwarded: bool = False  # stands in the forwarded part of a post
    quoted: bool = False  # the content is a quotation, without its marks
    passed_on: bool = False  # stands in a stretch of a post that its author credits to another
    act: Act | None = None  # where the build of the post tells it, as `FAKE: "…"` does
    relays: tuple[Spans, ...] = ()  # mentions of those it came through, nearest to the speaker first

    @property
    def why(self) -> str:
        """Tell people which rule or model made it, and of which words: `Claim.why`."""
        return f"{self.kind}{self.told}"


REACH_CHARACTERS = 10_000  # attributions farther apart have nothing to do with each other


def near(
    ordered: Sequence[Attribution], at: int, place: Callable[[Attribution], int]
) -> Sequence[Attribution]:
    """Return those of attributions, ordered by a place of each, whose place is near an offset."""
    low = bisect_left(ordered, at - REACH_CHARACTERS, key=place)
    return ordered[low : bisect_left(ordered, at + REACH_CHARACTERS, key=place)]


def place_of(attribution: Attribution) -> tuple[int, int]:
    """Return where an attribution stands in the order of reading: by its content, then by its cue."""
    return attribution.content[0].start, attribution.cue[0].start if attribution.cue else -1


def near_by(attribution: Attribution, found: Sequence[Attribution]) -> Sequence[Attribution]:
    """Return those of attributions, in reading order, that can have to do with one."""
    return near(found, attribution.content[0].start, lambda one: one.content[0].start)
