"""Where a candidate's stretch lies in what was found, in time and in the picture.

Several guesses are followed: what moves alike under the features' map, the seconds at which
features agree, and the whole picture as it is. Each is made exact, and the best is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sayso.footage.alignment import SPEEDS
from sayso.footage.candidates import Candidate, inside_at
from sayso.footage.features import sides
from sayso.footage.geometry import between_boxes
from sayso.footage.maps import flipped
from sayso.footage.motion import Agreement, Exact, agreement_of, exactly, likeliest, nearby, plainly, worth
from sayso.footage.overlay import Comparison, Over
from sayso.footage.panning import NEAR_LINE_S, Drifting, drifting, follow
from sayso.footage.registration import registered
from sayso.footage.thumbs import stretch_of
from sayso.footage.types import Box, FootagePrint

Floats = NDArray[np.float64]

PLAIN_SPEED_SHARE = 0.9  # another speed must be supported by more than this share allows
ON_LINE_S = 0.35  # and so far that their map is taken for that of one moment
BACKWARDS_MOTION = 0.4  # correlation: a stretch that moves less alike backwards is not laid exactly
BY_CHANCE = 3  # features that agree in wrong pairs
FROM_FEATURES = 2  # speeds that features speak most for
SURELY_LAID = 1.0  # worth from which on it is not asked whether it was cut by a moving cut, or backwards
SHORT = 16  # samples: so few tell another speed badly
FAR_SPEED = 0.25  # log of a speed
PLAINLY_ALIKE = 0.9  # correlation of what moves: with less, speed 1 is no better told
MOST_OF_IT = 0.75  # of a short stretch that must overlap at speed 1, too
ROUNDS = 2  # of laying exactly and aligning anew


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """How a stretch of the query lies on what was found."""

    matrix: Floats  # (2, 3) places in the (flipped) query's picture to places in the found one's
    agreement: Agreement
    drift: Drifting | None = None  # where the part of the picture moves about; `matrix` is its mean then

    def matrix_at(self, second: float) -> Floats:
        """Return the (2, 3) map at a moment of the query."""
        return self.matrix if self.drift is None else self.drift.at(second)


@dataclass(frozen=True, slots=True, eq=False)
class _Guess:
    matrix: Floats
    found_part: Box | None
    best: Exact
    over: Over


def lay(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> Laid | None:
    """Work out how a candidate's stretch lies in the found one, or None where too little overlaps."""
    comparison = _compared(candidate, query, found)
    if comparison is None:
        return None
    guesses = [
        better
        for guess in _guesses(candidate, comparison, query, found)
        for better in (guess, *_made_exact(guess, comparison))
    ]
    guesses += [plain for guess in guesses for plain in _at_plain_speed(guess, candidate, comparison)]
    laid = [_laid(guess, comparison) for guess in _best(guesses)]
    if not laid or not is_sure(laid[0]):
        laid += _followed(candidate, comparison)
    return max(laid, key=lambda each: worth(each.agreement), default=None)


def lay_backwards(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> Laid | None:
    """Work out how a stretch lies in the found one when it is played backwards; None where it hardly does.

    The agreement's speed is negative.
    """
    comparison = _compared(candidate, query, found)
    over = None if comparison is None else comparison.over(candidate.matrix, candidate.found_part)
    best = None if over is None else likeliest(over, backwards=True)
    if comparison is None or over is None or best is None or best.correlation < BACKWARDS_MOTION:
        return None
    guess = _Guess(candidate.matrix, candidate.found_part, best, over)
    return next(_laid(each, comparison) for each in _best([guess, *_made_exact(guess, comparison)]))


def is_sure(laid: Laid) -> bool:
    """Tell whether a stretch lies so well that no other way of laying it is tried."""
    return worth(laid.agreement) >= SURELY_LAID


def _compared(candidate: Candidate, query: FootagePrint, found: FootagePrint) -> Comparison | None:
    ours = stretch_of(query, candidate.start_s, candidate.end_s)
    theirs = stretch_of(found, max(0.0, candidate.found_from_s), candidate.found_to_s)
    if ours is None or theirs is None:
        return None
    return Comparison(ours, theirs, (*sides(query), *sides(found)), mirror=candidate.mirror)


def _best(guesses: list[_Guess]) -> list[_Guess]:
    """Return the guess that is worth most, of several the last one; none where there is none."""
    return sorted(guesses, key=lambda guess: worth(guess.best))[-1:]


def _laid(guess: _Guess, comparison: Comparison) -> Laid:
    starts = comparison.query.start_s, comparison.found.start_s
    return Laid(guess.matrix, agreement_of(guess.over, guess.best, *starts))


def _followed(candidate: Candidate, comparison: Comparison) -> Iterator[Laid]:
    """Yield how the stretch lies where its part of the picture moves about."""
    middle = np.array(comparison.sides[:2]) / 2
    for speed, offset_s in _lines_of_features(candidate)[:1] if candidate.seen else ():
        start = drifting(candidate.seen, speed, offset_s, middle)
        followed = None if start is None else follow(comparison, start, speed, offset_s)
        if followed is not None:
            yield Laid(followed.map.matrix, followed.agreement, followed.map)


def _guesses(
    candidate: Candidate, comparison: Comparison, query: FootagePrint, found: FootagePrint
) -> Iterator[_Guess]:
    over = comparison.over(candidate.matrix, candidate.found_part)
    best = None if over is None else likeliest(over)
    if over is not None and best is not None:
        yield _Guess(candidate.matrix, candidate.found_part, best, over)
    if not candidate.seen:
        return
    lines = _lines_of_features(candidate)
    for speed, offset_s in lines:
        nearest = min(
            candidate.seen,
            key=lambda each: (
                abs(each.found_s - speed * each.query_s - offset_s) > ON_LINE_S,
                -each.placing.inliers,
            ),
        )
        yield from _guess_at(comparison, nearest.placing.matrix, speed, offset_s)
    first = candidate.seen[0]
    own = inside_at(query, first.query_s)
    own = flipped(own) if own and candidate.mirror else own
    whole = between_boxes(own, inside_at(found, first.found_s), comparison.sides)
    yield from _guess_at(comparison, whole, *lines[0])


def _guess_at(comparison: Comparison, matrix: Floats, speed: float, offset_s: float) -> Iterator[_Guess]:
    over = comparison.over(matrix, None)
    best = None if over is None else nearby(over, speed, comparison.shift_of(speed, offset_s))
    if over is not None and best is not None:
        yield _Guess(matrix, None, best, over)


def _at_plain_speed(guess: _Guess, candidate: Candidate, comparison: Comparison) -> Iterator[_Guess]:
    """Yield what a guess at another speed would be at speed 1, where features or its shortness let it be."""
    if guess.best.speed == 1.0:
        return
    yield from _on_the_same_frames(guess)
    if not candidate.seen:
        return
    for offset_s in (offset_s for speed, offset_s in _lines_of_features(candidate) if speed == 1.0):
        shift = comparison.shift_of(1.0, offset_s)
        for step in (-1.0, -0.5, 0.0, 0.5, 1.0):
            best = plainly(guess.over, shift + step)
            if best is not None:
                yield replace(guess, best=best)


def _on_the_same_frames(guess: _Guess) -> Iterator[_Guess]:
    """Yield what a short guess would be at speed 1, by lines that meet its own within its frames.

    Over few frames a speed far from 1 follows by chance what moves evenly.
    """
    best = guess.best
    if best.last - best.first > SHORT or abs(float(np.log(best.speed))) < FAR_SPEED:
        return
    for place in range(best.first, best.last):
        plain = exactly(guess.over, 1.0, best.shift + (best.speed - 1.0) * place)
        is_most = plain is not None and plain.last - plain.first >= MOST_OF_IT * (best.last - best.first)
        if plain is not None and is_most and plain.correlation >= PLAINLY_ALIKE:
            yield replace(guess, best=plain)


def _made_exact(guess: _Guess, comparison: Comparison) -> Iterator[_Guess]:
    """Yield what comes of a guess when the picture is laid exactly, and time is aligned anew."""
    for _ in range(ROUNDS):
        matrix = registered(comparison, guess.matrix, guess.found_part, guess.best)
        over = None if matrix is None else comparison.over(matrix, guess.found_part)
        best = None if over is None else nearby(over, guess.best.speed, guess.best.shift)
        if matrix is None or over is None or best is None:
            return
        guess = _Guess(matrix, guess.found_part, best, over)
        yield guess


def _lines_of_features(candidate: Candidate) -> list[tuple[float, float]]:
    """Return the speeds and offsets (in seconds) that frames with agreeing features speak most for."""
    query_s = np.array([each.query_s for each in candidate.seen])
    found_s = np.array([each.found_s for each in candidate.seen])
    weights = np.maximum(np.array([each.placing.inliers for each in candidate.seen]) - BY_CHANCE, 0.1)
    frames = np.unique(query_s, return_inverse=True)[1]
    lines: list[tuple[float, float, float]] = []
    for speed in SPEEDS:
        offsets = found_s - speed * query_s
        tried = np.unique(np.round(offsets * 8)) / 8
        support = np.maximum(0, 1 - np.abs(offsets[None] - tried[:, None]) / NEAR_LINE_S) * weights
        by_frame = np.zeros((len(tried), int(frames.max()) + 1))
        for frame in range(by_frame.shape[1]):
            by_frame[:, frame] = support[:, frames == frame].max(axis=1)
        best = int(np.argmax(by_frame.sum(axis=1)))
        share = 1.0 if speed == 1.0 else PLAIN_SPEED_SHARE
        offset = float(np.average(offsets, weights=support[best] ** 2))
        lines.append((float(by_frame[best].sum()) * share, speed, offset))
    return [(speed, offset) for _, speed, offset in sorted(lines, reverse=True)[:FROM_FEATURES]]
