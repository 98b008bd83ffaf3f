"""How one picture lies in another: a similarity voted by single features, then an affine map fitted.

Every matched feature says by itself how the picture was moved, scaled and
turned, so all of them are tried: no chance is involved, unlike in RANSAC.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.footage.features import Features
from sayso.footage.maps import distinct_spots, inverse
from sayso.footage.types import Box, Turn

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

VOTED_OFF = 0.03  # longer sides of the found picture: how far a vote may miss a feature
FITTED_OFF = 0.02  # and a fitted map
OCTAVES_OFF = 0.6  # how far the size of a feature may be off
ANGLE_OFF = 0.4  # radians
MOST_VOTERS = 150  # features that vote
LEAST = 3  # distinct features that a map needs
AFFINE_FROM = 8  # distinct features; fewer give a similarity
SAME_MAP_OFF = 0.12  # of the mapped picture's extent: two maps whose corners differ less say the same
PART_MARGIN = 0.06  # of the picture, around the features that agree
LEAST_AREA, MOST_AREA = 0.02, 50.0  # by how much a map may shrink or enlarge areas


@dataclass(frozen=True, slots=True, eq=False)
class Placing:
    """Where the picture of one frame lies in another's."""

    matrix: Floats  # (2, 3), places in the query's picture to places in the found one's
    inliers: int  # distinct features that agree
    query_xy: Floats  # (n, 2) the places of all that agree
    found_xy: Floats


def place(query: Features, found: Features, pairs: NDArray[np.int64]) -> Placing | None:
    """Work out how the query's picture lies in the found one's, or None where the features do not agree.

    Args:
        pairs: (n, 2) rows of `query` and `found` that match, of one frame each.
    """
    one, other = pairs[:, 0], pairs[:, 1]
    query_xy = np.stack([query.x[one], query.y[one]], axis=1)
    found_xy = np.stack([found.x[other], found.y[other]], axis=1)
    octaves = found.log2_size[other] - query.log2_size[one]
    turns = _wrapped(found.angle[other] - query.angle[one])
    agree = _voted(query_xy, found_xy, octaves, turns)
    matrix = None
    for _ in range(4):
        matrix = _fitted(query_xy, found_xy, agree)
        if matrix is None:
            return None
        off = np.hypot(*(query_xy @ matrix[:, :2].T + matrix[:, 2] - found_xy).T)
        sized = np.abs(octaves - np.median(octaves[agree])) < OCTAVES_OFF
        before, agree = agree, (off < FITTED_OFF) & sized
        if (before == agree).all():
            break
    assert matrix is not None
    inliers = _distinct(query_xy[agree], found_xy[agree])
    area = float(np.linalg.det(matrix[:, :2]))
    if inliers < LEAST or not LEAST_AREA < area < MOST_AREA:
        return None
    return Placing(matrix, inliers, query_xy[agree], found_xy[agree])


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """What several pairs of frames say together."""

    matrix: Floats  # (2, 3), as in a placing
    agreeing: int  # how many say it
    found_part: Box  # the part of the found picture in which features agree, with a margin


def pooled(placings: Sequence[Placing], sides: tuple[float, ...]) -> Shared:
    """Refit the map of the first placing with those that say about the same.

    Args:
        placings: of several pairs of frames, the surest first.
        sides: width and height of the query's picture, then of the found one's, in longer sides.
    """
    first = placings[0]
    corners = _corners(first.matrix, sides[0], sides[1])
    alike = [
        each
        for each in placings
        if np.abs(_corners(each.matrix, sides[0], sides[1]) - corners).max() < SAME_MAP_OFF * _extent(corners)
    ]
    query_xy = np.concatenate([each.query_xy for each in alike])
    found_xy = np.concatenate([each.found_xy for each in alike])
    fitted = _fitted(query_xy, found_xy, np.ones(len(query_xy), dtype=bool))
    part = box_around(found_xy, (sides[2], sides[3]))
    margin = PART_MARGIN
    return Shared(
        matrix=first.matrix if fitted is None else fitted,
        agreeing=len(alike),
        found_part=Box(
            left=max(0.0, part.left - margin),
            top=max(0.0, part.top - margin),
            right=min(1.0, part.right + margin),
            bottom=min(1.0, part.bottom + margin),
        ),
    )


def between_boxes(query: Box | None, found: Box | None, sides: tuple[float, ...]) -> Floats:
    """Return the (2, 3) map that lays one box on another; None stands for the whole picture.

    Args:
        sides: width and height of the query's picture, then of the found one's, in longer sides.
    """
    whole = Box(left=0.0, top=0.0, right=1.0, bottom=1.0)
    one, other = query or whole, found or whole
    across = (other.right - other.left) * sides[2] / ((one.right - one.left) * sides[0])
    down = (other.bottom - other.top) * sides[3] / ((one.bottom - one.top) * sides[1])
    return np.array(
        [
            [across, 0.0, other.left * sides[2] - across * one.left * sides[0]],
            [0.0, down, other.top * sides[3] - down * one.top * sides[1]],
        ]
    )


def box_around(xy: Floats, sides: tuple[float, float]) -> Box:
    """Return the box around places, in fractions of a picture with these sides."""
    low, high = xy.min(axis=0) / sides, xy.max(axis=0) / sides
    left, top, right, bottom = (round(float(v), 4) for v in np.clip([*low, *high], 0.0, 1.0))
    return Box(left=left, top=top, right=right, bottom=bottom)


def regions(matrix: Floats, sides: tuple[float, ...]) -> tuple[Box, Box]:
    """Return the parts of the query's and of the found picture that show the same, by the map alone."""
    return (
        box_around(_corners(inverse(matrix), sides[2], sides[3]), (sides[0], sides[1])),
        box_around(_corners(matrix, sides[0], sides[1]), (sides[2], sides[3])),
    )


def quarters_of(matrix: Floats) -> Turn:
    """Return by how many degrees clockwise, in quarters, the query shows what was found turned."""
    angle = np.arctan2(matrix[1, 0] - matrix[0, 1], matrix[0, 0] + matrix[1, 1])
    turns: tuple[Turn, ...] = (0, 270, 180, 90)  # of the map, which turns the query back
    return turns[round(float(angle) / (np.pi / 2)) % 4]


def _corners(matrix: Floats, width: float, height: float) -> Floats:
    corners = np.array([[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]])
    return np.asarray(corners @ matrix[:, :2].T + matrix[:, 2], dtype=np.float64)


def _extent(corners: Floats) -> float:
    return float(np.ptp(corners, axis=0).max())


def _voted(query_xy: Floats, found_xy: Floats, octaves: Floats, turns: Floats) -> Flags:
    """Return the features that agree with the one whose own map most others agree with."""
    voters = slice(0, MOST_VOTERS)
    scale = 2.0 ** octaves[voters]
    cos, sin = (scale * np.cos(turns[voters]))[:, None], (scale * np.sin(turns[voters]))[:, None]
    dx, dy = (query_xy[None, :, axis] - query_xy[voters, None, axis] for axis in (0, 1))
    off_x = cos * dx - sin * dy + found_xy[voters, None, 0] - found_xy[None, :, 0]
    off_y = sin * dx + cos * dy + found_xy[voters, None, 1] - found_xy[None, :, 1]
    near = np.hypot(off_x, off_y) < VOTED_OFF
    sized = np.abs(octaves[voters, None] - octaves[None, :]) < OCTAVES_OFF
    turned = np.abs(_wrapped(turns[voters, None] - turns[None, :])) < ANGLE_OFF
    votes: Flags = near & sized & turned
    best: Flags = votes[int(np.argmax(votes.sum(axis=1)))]
    return best


def _fitted(query_xy: Floats, found_xy: Floats, agree: Flags) -> Floats | None:
    distinct = _distinct(query_xy[agree], found_xy[agree])
    if distinct < LEAST:
        return None
    if distinct >= AFFINE_FROM:
        given = np.column_stack([query_xy[agree], np.ones(int(agree.sum()))])
        return np.asarray(np.linalg.lstsq(given, found_xy[agree], rcond=None)[0].T, dtype=np.float64)
    x, y = query_xy[agree].T
    one, none = np.ones_like(x), np.zeros_like(x)
    given = np.concatenate([np.column_stack([x, -y, one, none]), np.column_stack([y, x, none, one])])
    a, b, right, down = np.linalg.lstsq(given, found_xy[agree].T.ravel(), rcond=None)[0]
    return np.array([[a, -b, right], [b, a, down]])


def _distinct(query_xy: Floats, found_xy: Floats) -> int:
    """Count features, those that crowd in one spot of either picture once."""
    return min(distinct_spots(query_xy), distinct_spots(found_xy))


def _wrapped(angles: Floats) -> Floats:
    return (angles + np.pi) % (2 * np.pi) - np.pi
