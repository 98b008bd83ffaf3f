"""What moves must agree in a copy, whatever else does; and under a moving camera all of the picture must."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from sayso.footage.candidates import Candidate, Seen
from sayso.footage.findings import best_of_each_shot, copies_of
from sayso.footage.fingerprinting import fingerprint_method
from sayso.footage.geometry import Placing
from sayso.footage.light import Unlit
from sayso.footage.motion import Agreement
from sayso.footage.support import Support
from sayso.footage.types import CopyKind, FootagePrint, KeyframePrint
from sayso.footage.verdicts import (
    NEARLY_A_COPY,
    WEIGHTS,
    Verdict,
    is_light_alone,
    moves_alike,
    of_a_view,
    score_of,
)
from sayso.values import MediaTime, digest_bytes

COPY = Agreement(
    correlation=0.9,
    everywhere=0.9,
    softened=0.95,
    changes=0.8,
    level=0.95,
    energy=20.0,
    speed=1.0,
    offset_s=0.0,
    start_s=0.0,
    end_s=5.0,
    samples=20,
)


@pytest.mark.parametrize(
    ("moved", "alike"),
    [
        (COPY, True),
        (replace(COPY, correlation=0.4, softened=0.45), False),
        (replace(COPY, correlation=0.4, softened=0.6), False),  # what moves only fast enough to blur
        (replace(COPY, energy=200.0, everywhere=0.7), True),
        (replace(COPY, energy=200.0, correlation=0.7, everywhere=0.65, softened=0.73), False),  # two flights
        (
            replace(COPY, energy=200.0, correlation=0.64, everywhere=0.63, softened=0.82),
            True,
        ),  # coded coarsely
        (replace(COPY, energy=20.0, correlation=0.7, everywhere=0.65, softened=0.73), True),
    ],
)
def test_what_moves_must_agree(moved: Agreement, alike: bool) -> None:
    assert moves_alike(moved) == alike


SIGNS_OF_A_COPY = {
    "motion",
    "motion everywhere",
    "motion softened",
    "changes",
    "level",
    "near",
    "samples",
    "surprise",
    "share",
}
SIGNS_AGAINST_ONE = {"another speed", "speed"}


def test_a_score_grows_with_each_sign_of_a_copy_and_falls_with_another_speed() -> None:
    middling = dict.fromkeys(WEIGHTS, 0.5)
    changed = {name: score_of({**middling, name: 0.9}) - score_of(middling) for name in WEIGHTS}

    assert {name for name, by in changed.items() if by > 0} == SIGNS_OF_A_COPY
    assert {name for name, by in changed.items() if by < 0} == SIGNS_AGAINST_ONE
    assert 0 < score_of(dict.fromkeys(WEIGHTS, 0.0)) < score_of(dict.fromkeys(WEIGHTS, 1.0)) < 1


WHOLE = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
NO_SUPPORT = Support(agreeing=0, expected=0, by_chance=0.0)


def of_features(count: int) -> Candidate:
    """Return a stretch in which so many distinct features agree."""
    seen = Seen(0.0, 0.0, Placing(WHOLE, count, np.zeros((count, 2)), np.zeros((count, 2))))
    return Candidate(0, False, 0.0, 5.0, 0.0, 5.0, 0.0, WHOLE, "sift", seen=(seen,))


@pytest.mark.parametrize(
    ("correlation", "kind"), [(0.3, "same-place"), (0.7, "same-place"), (0.88, "undecided")]
)
def test_what_moves_is_not_said_to_differ_where_it_agrees_however_low_the_score(
    correlation: float, kind: str
) -> None:
    verdict = of_a_view(of_features(20), 0.2, replace(COPY, correlation=correlation), NO_SUPPORT)

    assert verdict is not None
    assert verdict.kind == kind
    assert ("so does what moves" in verdict.decided_by) == (kind == "undecided")


def test_a_view_that_few_features_share_is_none() -> None:
    assert of_a_view(of_features(9), 0.2, COPY, NO_SUPPORT) is None


def test_a_laying_in_which_what_moves_agrees_counts_before_one_in_which_it_does_not() -> None:
    candidate = of_features(20)
    badly, well = (
        of_a_view(candidate, 0.1, replace(COPY, correlation=correlation), NO_SUPPORT)
        for correlation in (0.6, 0.9)
    )
    assert badly is not None
    assert well is not None

    assert best_of_each_shot([badly, well]) == [well]


def seen_as(name: str) -> FootagePrint:
    """Return a recording of which nothing but its size is known."""
    return FootagePrint(
        exhibit=digest_bytes(name.encode()),
        method=fingerprint_method(),
        is_still=False,
        duration_s=10.0,
        width=640,
        height=360,
        keyframes=(),
    )


@pytest.mark.parametrize(
    ("parts", "ends_s"),
    [
        ([(0.0, 4.0), (3.5, 3.75)], [4.0]),  # the one within the other
        ([(0.0, 4.0), (3.5, 5.0)], [5.0]),
        ([(0.0, 4.0), (5.0, 6.0)], [4.0, 6.0]),
    ],
)
def test_a_stretch_that_goes_on_ends_where_the_later_of_its_parts_does(
    parts: list[tuple[float, float]], ends_s: list[float]
) -> None:
    verdicts = [
        Verdict(
            replace(of_features(20), start_s=start, end_s=end),
            "same-footage",
            0.9,
            replace(COPY, start_s=start, end_s=end, offset_s=2.0),
            "what moves agrees",
        )
        for start, end in parts
    ]

    [copy] = copies_of(seen_as("query"), [seen_as("found")], verdicts)

    assert [segment.query_end_s for segment in copy.segments] == ends_s
    assert [segment.found_end_s for segment in copy.segments] == [2.0 + end for end in ends_s]


@pytest.mark.parametrize(
    ("speed", "end_s", "told"),
    [(0.93, 2.3, 1.0), (0.93, 5.0, 0.93), (-1.05, 4.0, 1.0), (1.25, 2.0, 1.25)],
)
def test_a_speed_is_told_where_it_makes_more_than_a_samples_difference(
    speed: float, end_s: float, told: float
) -> None:
    moved = replace(COPY, speed=speed, end_s=end_s, offset_s=20.0)
    verdict = Verdict(of_features(20), "same-footage", 0.9, moved, "what moves agrees")

    [copy] = copies_of(seen_as("query"), [seen_as("found")], [verdict])

    [segment] = copy.segments
    assert (copy.speed, copy.reversed) == (told, speed < 0)
    assert segment.found_end_s - segment.found_start_s == pytest.approx(told * end_s, abs=0.002)
    in_the_middle = (segment.found_start_s + segment.found_end_s) / 2
    assert in_the_middle == pytest.approx(sum(moved.found_between()) / 2, abs=0.002)


def test_parts_of_one_stretch_are_one_where_the_speed_of_each_was_too_little_to_tell() -> None:
    parts = [
        replace(COPY, speed=0.9, start_s=0.0, end_s=1.25, offset_s=5.0),
        replace(COPY, speed=0.95, start_s=1.5, end_s=4.25, offset_s=4.65),
    ]
    verdicts = [Verdict(of_features(20), "same-footage", 0.9, moved, "what moves agrees") for moved in parts]

    [copy] = copies_of(seen_as("query"), [seen_as("found")], verdicts)

    [segment] = copy.segments
    assert (segment.query_start_s, segment.query_end_s) == (0.0, 4.25)


def test_a_short_piece_that_a_surer_stretch_shows_otherwise_is_none() -> None:
    whole = replace(COPY, start_s=0.0, end_s=10.0, offset_s=0.0)
    debris = replace(COPY, start_s=9.75, end_s=10.5, offset_s=-0.7)
    replayed = replace(COPY, start_s=9.75, end_s=12.0, offset_s=-6.0)
    verdicts = [
        Verdict(of_features(20), "same-footage", score, moved, "what moves agrees")
        for score, moved in ((0.99, whole), (0.63, debris), (0.6, replayed))
    ]

    [copy] = copies_of(seen_as("query"), [seen_as("found")], verdicts)

    assert [(each.query_start_s, each.query_end_s) for each in copy.segments] == [(0.0, 10.0), (10.0, 12.0)]


@pytest.mark.parametrize(
    ("unlit", "kind", "why"),
    [
        (Unlit(correlation=0.9, energy=20.0, fades=False, is_wide=True), "undecided", "so does what moves"),
        (Unlit(correlation=0.1, energy=20.0, fades=False, is_wide=True), "same-place", "what moves does not"),
        (Unlit(correlation=0.0, energy=0.02, fades=True, is_wide=True), "undecided", "so does what moves"),
    ],
)
def test_light_that_agrees_is_not_said_to_move(unlit: Unlit, kind: str, why: str) -> None:
    verdict = of_a_view(of_features(20), 0.4, replace(COPY, unlit=unlit), NO_SUPPORT)

    assert verdict is not None
    assert verdict.kind == kind
    assert why in verdict.decided_by


def test_hardly_anything_beside_light_is_light_alone() -> None:
    alone, moving = (
        Unlit(correlation=0.1, energy=energy, fades=False, is_wide=True) for energy in (0.02, 20.0)
    )

    assert is_light_alone(replace(COPY, unlit=alone))
    assert not is_light_alone(replace(COPY, unlit=moving))
    assert not is_light_alone(replace(COPY, unlit=replace(alone, fades=True)))
    assert not is_light_alone(COPY)


def test_moments_to_look_at_are_such_as_both_recordings_have() -> None:
    frames = tuple(
        KeyframePrint(at=MediaTime(n, Fraction(1, 4)), hash=bytes(32), quality=100) for n in range(20)
    )
    found = replace(seen_as("found"), keyframes=frames, duration_s=5.0)
    moved = replace(COPY, offset_s=2.0)  # two of its five seconds lie beyond what was found
    verdict = Verdict(of_features(20), "same-place", 0.9, moved, "the view agrees, what moves does not")

    [copy] = copies_of(seen_as("query"), [found], [verdict])

    assert [(pair.query_s, pair.found_s) for pair in copy.evidence] == [(0, 2), (1.375, 3.375), (2.75, 4.75)]


def read_as(kind: CopyKind, inliers: int, *, mirror: bool, score: float = 0.5) -> Verdict:
    """Return what a reading of one stretch, mirrored or not, comes to."""
    return Verdict(replace(of_features(inliers), mirror=mirror), kind, score, COPY, "")


@pytest.mark.parametrize(
    ("plain", "mirrored", "told"),
    [
        (("same-place", 39, 0.81), ("same-place", 16, 0.99), ("same-place", False, False)),
        (("same-place", 16, 0.99), ("same-place", 39, 0.81), ("same-place", True, False)),
        (("undecided", 38, 0.5), ("same-place", 16, 0.9), ("undecided", False, False)),
        (("same-place", 34, 0.8), ("same-place", 39, 0.9), ("same-place", False, True)),
        (("same-place", 39, 0.8), ("same-footage", 16, 0.8), ("same-footage", True, False)),
        (("same-footage", 39, 0.9), ("same-footage", 39, 0.85), ("same-footage", False, True)),
        (("same-footage", 39, 0.8), ("same-footage", 39, 0.9), ("same-footage", False, True)),
        (("same-footage", 39, 0.6), ("same-footage", 39, 0.9), ("same-footage", True, False)),
        (("same-footage", 43, 0.92), ("same-footage", 14, 0.84), ("same-footage", False, False)),
        (("same-footage", 14, 0.84), ("same-footage", 43, 0.92), ("same-footage", True, False)),
    ],
)
def test_the_reading_that_bears_the_view_out_better_is_told_and_neither_where_both_do(
    plain: tuple[CopyKind, int, float],
    mirrored: tuple[CopyKind, int, float],
    told: tuple[CopyKind, bool, bool],
) -> None:
    readings = [
        read_as(kind, inliers, mirror=mirror, score=score)
        for mirror, (kind, inliers, score) in ((False, plain), (True, mirrored))
    ]

    for given in (readings, readings[::-1]):
        [verdict] = best_of_each_shot(given)

        assert (verdict.kind, verdict.candidate.mirror, verdict.either_way) == told


def test_played_backwards_and_mirrored_at_once_is_no_other_reading_of_what_is_neither() -> None:
    plain = read_as("same-footage", 39, mirror=False, score=0.9)
    both = replace(read_as("same-footage", 39, mirror=True, score=0.85), agreement=replace(COPY, speed=-1.0))

    [verdict] = best_of_each_shot([plain, both])

    assert (verdict.candidate.mirror, verdict.either_way) == (False, False)


def between(verdict: Verdict, start_s: float, end_s: float, *, found_s: float | None = None) -> Verdict:
    """Return a verdict about other seconds; those of the found one begin at `found_s`, else at the same."""
    offset_s = 0.0 if found_s is None else found_s - start_s
    agreement = replace(COPY, start_s=start_s, end_s=end_s, offset_s=offset_s)
    candidate = replace(verdict.candidate, start_s=start_s, end_s=end_s)
    return replace(verdict, candidate=candidate, agreement=agreement)


@pytest.mark.parametrize(
    ("span", "found_s", "is_open"),
    [((0, 10), None, True), ((0.3, 10), None, True), ((0, 2), None, False), ((0, 10), 12, False)],
)
def test_another_reading_explains_a_stretch_as_well_only_where_it_has_nearly_all_of_its_seconds(
    span: tuple[float, float], found_s: float | None, is_open: bool
) -> None:
    whole = between(read_as("same-footage", 39, mirror=True, score=0.9), 0, 10)
    rival = between(read_as("same-footage", 39, mirror=False, score=0.85), *span, found_s=found_s)

    [verdict] = best_of_each_shot([whole, rival])

    assert (verdict.candidate.mirror, verdict.either_way) == (not is_open, is_open)


def test_what_is_nearly_a_copy_does_not_give_way_to_another_reading_as_one_place() -> None:
    nearly = replace(read_as("undecided", 39, mirror=True), decided_by=NEARLY_A_COPY)
    place = read_as("same-place", 36, mirror=False, score=0.8)

    for given in ([nearly, place], [place, nearly]):
        assert best_of_each_shot(given) == [nearly]


def test_a_copy_that_one_shot_tells_to_be_unmirrored_is_told_so_though_another_shot_could_not() -> None:
    times = tuple(MediaTime(n, Fraction(1, 4)) for n in range(60))
    frames = tuple(KeyframePrint(at=at, hash=bytes(32), quality=100) for at in times)
    query, found = (replace(seen_as(name), keyframes=frames, duration_s=15.0) for name in ("query", "found"))
    sure = between(read_as("same-footage", 60, mirror=False, score=0.8), 0, 5)
    either = between(read_as("same-footage", 39, mirror=False, score=0.92), 5, 10)
    rival = between(read_as("same-footage", 39, mirror=True, score=0.85), 5, 10)

    [both] = copies_of(query, [found], best_of_each_shot([sure, either, rival]))
    [alone] = copies_of(query, [found], best_of_each_shot([either, rival]))

    assert (both.score, both.mirror, both.either_way) == (0.92, False, False)
    assert alone.either_way
