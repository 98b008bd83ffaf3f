"""Which stretches of two sound tracks are the same: an index of codes, votes for offsets, and a closer look.

Codes within two bits of a query's vote for how far the tracks are apart; along each
offset with votes all codes are compared. How far apart two tracks lie at other offsets,
a second and more away, says what chance would give: a hum or a beat that goes on is
near itself everywhere, and so proves nothing; nor does a siren that comes again as it was.

The plain version that the index is tested against is `sayso.footage.index.plain_within`.
Source of the votes: Haitsma and Kalker, "A highly robust audio fingerprinting system" (2002).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.codes import BITS, CodeIndex, Codes
from sayso.footage.hits import Ints, edges_of

Truths = NDArray[np.bool_]

NEAR_BITS = 2  # of 32: a code so near votes
LEAST_VOTES = 2  # of distinct codes of the query, for an offset that is looked at
MOST_HITS = 1024  # of one code: more, and it is a sound that is everywhere
MOST_OFFSETS = 6  # looked at, a recording
MOST_OWNERS = 100  # recordings that are looked at, those with most votes first
WINDOW = 12  # codes (1.5 s) over which distances are smoothed to find where a stretch ends
SAME_BITS = 10.5  # of 32: the smoothed distance under which a stretch goes on
OTHER_LAGS = np.concatenate([np.arange(-60, -9, 2), np.arange(10, 61, 2)])  # codes: what chance would give
REPEATS_BITS = 3.0  # of 32: a sound that is so near itself at another lag, such as a siren, tells no offset
CODES_EACH = 12  # neighbouring codes tell of nearly the same seconds: so many count as one
# In standard deviations of chance. Of 2,448 pairs of other sounds (clips, noise, hums, beats, sirens),
# compared at every lag, none was above 5.2: at most 0.12 % are false alarms, with 95 % confidence.
LEAST_SURPRISE = 6.0
STEEPNESS = 1.0  # of the score about it


@dataclass(frozen=True, slots=True)
class Track:
    """A sound track's codes, and which of them say something."""

    codes: Codes
    usable: Truths

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Codes [first, last) of the query that sound like codes [first + lag, last + lag) of a found track."""

    owner: int
    first: int
    last: int
    lag: int
    distance_bits: float  # mean, of 32
    chance_bits: float  # the same at other lags
    surprise: float  # how far from chance, in standard deviations

    @property
    def score(self) -> float:
        """How sure it is that they are the same sound, 0 to 1; 0.5 at LEAST_SURPRISE."""
        return float(1 / (1 + np.exp(-STEEPNESS * (self.surprise - LEAST_SURPRISE))))


class SoundIndex:
    """The sound tracks of an archive, by owner; grows by `add`."""

    def __init__(self) -> None:
        self._tracks: list[Track] = []
        self._index = CodeIndex()
        self._rows: list[Ints] = []  # of each owner: which of its codes are in the index
        self._joined: tuple[Ints, Ints] | None = None

    def add(self, track: Track) -> None:
        """Add the next owner's track, which may be empty."""
        self._index.add(track.codes[track.usable])
        self._rows.append(np.flatnonzero(track.usable))
        self._tracks.append(track)
        self._joined = None

    def search(self, query: Track, allowed: Collection[int]) -> list[Stretch]:
        """Return the stretches that sound the same, the most surprising first."""
        found = [
            stretch
            for owner, lags in self._candidates(query, allowed)
            for stretch in stretches_of(query, self._tracks[owner], owner, lags)
        ]
        return sorted(found, key=lambda each: (-each.surprise, each.owner, each.first))

    def _candidates(self, query: Track, allowed: Collection[int]) -> Iterator[tuple[int, list[int]]]:
        """Yield recordings, those with the most votes first, with the lags that have votes."""
        asked = np.flatnonzero(query.usable)
        ends, rows = self._columns()
        others = (owner for owner in range(len(self._rows)) if owner not in allowed)
        left_out = edges_of(np.concatenate([[0], ends]), others)
        hits = self._index.within(query.codes[asked], NEAR_BITS, most=MOST_HITS, left_out=left_out)
        owners = np.searchsorted(ends, hits.rows, side="right")
        lags = rows[hits.rows] - asked[hits.queries]
        order = np.argsort(owners, kind="stable")
        found = []
        for group in np.split(order, np.flatnonzero(np.diff(owners[order])) + 1):
            if len(group):
                votes, best = _voted(lags[group])
                if best:
                    found.append((votes, int(owners[group[0]]), best))
        for _, owner, best in sorted(found, key=lambda each: (-each[0], each[1]))[:MOST_OWNERS]:
            yield owner, best

    def _columns(self) -> tuple[Ints, Ints]:
        """Return where each owner's rows of the index end, and of every row which code of its owner it is."""
        if self._joined is None:
            counts = np.array([len(rows) for rows in self._rows], dtype=np.int64)
            self._joined = np.cumsum(counts), np.concatenate([*self._rows, np.empty(0, dtype=np.int64)])
        return self._joined


def stretches_of(query: Track, found: Track, owner: int, lags: list[int]) -> list[Stretch]:
    """Return the stretches in which two tracks sound the same at one of these lags, none over another."""
    candidates = [
        stretch
        for lag in dict.fromkeys(near for lag in lags for near in (lag, lag - 1, lag + 1))
        for stretch in _along(query, found, owner, lag)
        if stretch.surprise >= LEAST_SURPRISE
    ]
    kept: list[Stretch] = []
    for stretch in sorted(candidates, key=lambda each: (-each.surprise, abs(each.lag))):
        if not any(_same_codes(stretch, better) for better in kept):
            kept.append(stretch)
    return kept


def _along(query: Track, found: Track, owner: int, lag: int) -> Iterator[Stretch]:
    """Yield the stretches along one lag, however surprising."""
    first, last = max(0, -lag), min(len(query), len(found) - lag)
    if last <= first:
        return
    apart, both = _apart(query, found, first, last, lag)
    near = _mean_over(apart, both, min(WINDOW, last - first)) <= SAME_BITS
    edges = np.flatnonzero(np.diff(np.concatenate([[False], near, [False]]).astype(np.int8)))
    for start, end in edges.reshape(-1, 2).tolist():
        inside = np.flatnonzero(both[start:end] & (apart[start:end] <= SAME_BITS))
        if len(inside):
            span = first + start + int(inside[0]), first + start + int(inside[-1]) + 1
            yield _measured(query, found, owner, span, lag)


def _measured(query: Track, found: Track, owner: int, span: tuple[int, int], lag: int) -> Stretch:
    first, last = span
    apart, both = _apart(query, found, first, last, lag)
    distance, count = float(apart[both].mean()), int(both.sum())
    others = _at_other_lags(query, found, span, lag)
    chance = min(BITS / 2, float(np.median(others)))
    surprise = 2 * (chance - distance) / BITS * np.sqrt(BITS * (1 + (count - 1) / CODES_EACH))
    if min(others) - distance < REPEATS_BITS:
        surprise = 0.0
    return Stretch(owner, first, last, lag, round(distance, 2), round(chance, 2), float(surprise))


def _at_other_lags(query: Track, found: Track, span: tuple[int, int], lag: int) -> list[float]:
    """Return the mean distances at other lags; where the track is too short for them, what chance gives."""
    means = []
    for other in (lag + OTHER_LAGS).tolist():
        first, last = max(span[0], -other), min(span[1], len(found) - other)
        if last - first >= min(WINDOW, span[1] - span[0]):
            apart, both = _apart(query, found, first, last, other)
            if both.any():
                means.append(float(apart[both].mean()))
    return means or [BITS / 2]


def _apart(query: Track, found: Track, first: int, last: int, lag: int) -> tuple[NDArray[np.float64], Truths]:
    """Return the distances of the codes along a lag, and for which of them both tracks are loud."""
    ours, theirs = slice(first, last), slice(first + lag, last + lag)
    apart = np.bitwise_count(query.codes[ours] ^ found.codes[theirs]).astype(np.float64)
    return apart, query.usable[ours] & found.usable[theirs]


def _mean_over(apart: NDArray[np.float64], both: Truths, window: int) -> NDArray[np.float64]:
    """Return the mean distance about each code; where nothing is heard it is that of chance."""
    ones = np.ones(window)
    total = np.convolve(np.where(both, apart, 0.0), ones, mode="same")
    count = np.convolve(both.astype(np.float64), ones, mode="same")
    return np.where(count > 0, total / np.maximum(count, 1), BITS / 2)


def _voted(lags: Ints) -> tuple[int, list[int]]:
    """Return the most votes that a lag has, with its neighbours, and the lags with most."""
    low = int(lags.min())
    votes = np.convolve(np.bincount(lags - low, minlength=1), np.ones(3, dtype=np.int64))[1:-1]
    order = np.argsort(-votes, kind="stable")
    best: list[int] = []
    for place in order[votes[order] >= LEAST_VOTES].tolist():
        if all(abs(place + low - other) > 1 for other in best):
            best.append(place + low)
        if len(best) == MOST_OFFSETS:
            break
    return int(votes.max()), best


def _same_codes(one: Stretch, other: Stretch) -> bool:
    shared = min(one.last, other.last) - max(one.first, other.first)
    return shared > 0.5 * min(one.last - one.first, other.last - other.first)
