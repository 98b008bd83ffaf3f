"""The insets of a recording, shot by shot: where each is there without a break, and which are kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from sayso.footage.borders import inside
from sayso.footage.insets import Found, find_insets, is_same_box
from sayso.footage.pictures import Grey
from sayso.footage.thumbs import STEP_S
from sayso.footage.types import Box, FootagePrint, Inset, KeyframePrint, LocalPrint, Thumbs
from sayso.values import MediaTime

MOST_INSETS = 4  # of one recording: those in which something moves longest, then those seen longest
MOST_HELD = 16  # while it is read
LEAST_OF_INSET = 4  # sampled frames on end in which one is seen


class Reader(Protocol):
    """What is made of the frames of a picture, shot by shot."""

    keyframes: list[KeyframePrint]
    locals: list[LocalPrint]

    @property
    def thumbs(self) -> Thumbs | None: ...

    def add(self, times: Sequence[MediaTime], greys: Sequence[Grey]) -> Box | None: ...


@dataclass(slots=True, eq=False)
class _Place:
    """A box, and what is made of it each time that it is there."""

    box: Box
    size: tuple[int, int]  # width and height, in pixels of the frames that are looked at
    runs: list[Reader] = field(default_factory=list)
    until: int = -1  # the frame of the recording behind the last one in which it is there
    moving: int = 0  # frames of shots in which something moves in it

    def long_runs(self) -> list[Reader]:
        """Return the runs that are long enough to be looked for."""
        return [run for run in self.runs if len(run.keyframes) >= LEAST_OF_INSET]

    def rank(self) -> tuple[int, int]:
        """Return how much is to be said for keeping it."""
        return self.moving, sum(len(run.keyframes) for run in self.runs)


class InsetRuns:
    """The insets of a recording; memory is bounded by some `MOST_A_SHOT` times that of the whole picture."""

    def __init__(self, new_reader: Callable[[], Reader]) -> None:
        self._new_reader = new_reader
        self._places: list[_Place] = []
        self._frames = 0  # of the recording so far

    def add(self, times: Sequence[MediaTime], greys: Sequence[Grey]) -> None:
        """Fingerprint what is set into the picture of a shot."""
        for found in find_insets(np.stack(greys)):
            place = self._place_of(found, greys[0])
            for first, last in found.runs:
                if place.until != self._frames + first:
                    place.runs = [*place.long_runs(), self._new_reader()]
                shown = [inside(picture, place.box) for picture in greys[first:last]]
                place.runs[-1].add(times[first:last], shown)
                place.until = self._frames + last
                place.moving += (last - first) * found.moves
        self._frames += len(greys)
        held = [each for each in self._places if self._goes_on(each) or each.long_runs()]
        held.sort(key=lambda each: (self._goes_on(each), each.rank()), reverse=True)
        self._places = held[:MOST_HELD]

    def of(self, footage: FootagePrint) -> tuple[Inset, ...]:
        """Return the insets of a recording with this fingerprint: one for each run, by box."""
        kept = sorted((each for each in self._places if each.long_runs()), key=_Place.rank, reverse=True)
        alone = replace(footage, notes=(), unread=(), sound=None, described=None, insets=())
        return tuple(
            Inset(box=place.box, shown=_shown(alone, place, run))
            for place in kept[:MOST_INSETS]
            for run in place.long_runs()
        )

    def _goes_on(self, place: _Place) -> bool:
        return place.until == self._frames

    def _place_of(self, found: Found, grey: Grey) -> _Place:
        known = next((each for each in self._places if is_same_box(each.box, found.box)), None)
        if known is None:
            height, width = inside(grey, found.box).shape
            known = _Place(found.box, (width, height))
            self._places.append(known)
        return known


def _shown(alone: FootagePrint, place: _Place, run: Reader) -> FootagePrint:
    until_s = run.keyframes[-1].at.seconds + STEP_S
    return replace(
        alone,
        duration_s=until_s if alone.duration_s is None else min(until_s, alone.duration_s),
        width=place.size[0],
        height=place.size[1],
        keyframes=tuple(run.keyframes),
        locals=tuple(run.locals),
        thumbs=run.thumbs,
    )
