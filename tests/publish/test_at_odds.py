"""Findings that contradict each other are told; those that only seem to, are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.footage.types import Box, Segment
from sayso.publish.at_odds import at_odds
from sayso.publish.dossier import Appearance
from sayso.publish.footage_words import at_odds_words
from sayso.testing.dossiers import make_dossier
from sayso.values import digest_bytes

ONE, SHARED, OTHER = (
    Appearance(exhibit=digest_bytes(name.encode()), name=name) for name in ("one", "shared", "other")
)
INSET = Box(left=0.6, top=0.6, right=0.95, bottom=0.95)
LEFT, RIGHT = Box(left=0, top=0, right=0.5, bottom=1), Box(left=0.5, top=0, right=1, bottom=1)


def found(query, found, start, end, kind="same-footage", *, part=None):
    """Return a finding; the seconds, and the part of the picture, are those of what was found."""
    segment = Segment(query_start_s=0, query_end_s=end - start, found_start_s=start, found_end_s=end)
    [shown] = make_dossier().copies
    copy = replace(
        shown.copy,
        kind=kind,
        query=query.exhibit,
        found=found.exhibit,
        segments=(segment,),
        query_region=None,
        found_region=part,
    )
    return copy, query, found


BOTH = [found(ONE, SHARED, 0, 9), found(OTHER, SHARED, 4, 12)]
SEARCHED = {ONE.exhibit, OTHER.exhibit}


def test_two_that_show_the_same_seconds_of_a_third_and_not_of_each_other_are_told() -> None:
    [odds] = at_odds(BOTH, SEARCHED)

    assert (odds.shared, odds.stretch, odds.kind) == (SHARED, (4, 9), None)
    assert (
        at_odds_words(odds, lambda seen: seen.name)
        == "one and other both show 0:04.0–0:09.0 of shared, but were not found in each other"
    )


@pytest.mark.parametrize("kind", ["same-place", "same-sound", "undecided"])
def test_two_that_were_found_to_be_something_else_are_told(kind) -> None:
    [odds] = at_odds([*BOTH, found(ONE, OTHER, 0, 5, kind)], SEARCHED)

    assert odds.kind == kind


@pytest.mark.parametrize(
    ("rows", "searched"),
    [
        ([*BOTH, found(OTHER, ONE, 0, 5)], SEARCHED),
        ([*BOTH, found(OTHER, ONE, 0, 5, "same-place"), found(ONE, OTHER, 5, 9)], SEARCHED),
        ([found(ONE, SHARED, 0, 5), found(OTHER, SHARED, 4, 12)], SEARCHED),
        ([found(ONE, SHARED, 0, 9), found(OTHER, SHARED, 4, 12, "same-place")], SEARCHED),
        ([found(ONE, SHARED, 0, 9, part=LEFT), found(OTHER, SHARED, 4, 12, part=RIGHT)], SEARCHED),
        ([found(ONE, SHARED, 0, 9, part=INSET), found(OTHER, SHARED, 4, 12)], SEARCHED),
        ([found(ONE, SHARED, 0, 9), found(ONE, SHARED, 4, 12)], SEARCHED),
        (BOTH, {SHARED.exhibit}),
    ],
    ids=[
        *("they show each other", "in one of two findings", "of other seconds", "only one is a copy"),
        *(
            "of other parts of the picture",
            "one is set into the other",
            "it is one recording",
            "they were not searched for",
        ),
    ],
)
def test_what_only_seems_to_contradict_is_not_told(rows, searched) -> None:
    assert at_odds(rows, searched) == []


def test_a_pair_is_told_once_by_its_longest_stretch() -> None:
    third = Appearance(exhibit=digest_bytes(b"third"), name="third")

    [odds] = at_odds([*BOTH, found(ONE, third, 0, 20), found(OTHER, third, 0, 20)], SEARCHED)

    assert (odds.shared, odds.stretch) == (third, (0, 20))


def test_parts_that_mostly_overlap_are_the_same_part() -> None:
    wide = replace(LEFT, right=0.6)

    rows = [found(ONE, SHARED, 0, 9, part=LEFT), found(OTHER, SHARED, 4, 12, part=wide)]

    assert len(at_odds(rows, SEARCHED)) == 1


def test_a_still_contradicts_nobody() -> None:
    copy, query, shared = found(ONE, SHARED, 3, 9)
    [segment] = copy.segments
    still = replace(copy, segments=(replace(segment, query_end_s=0),))

    assert at_odds([(still, query, shared), found(OTHER, SHARED, 2, 10)], SEARCHED) == []
