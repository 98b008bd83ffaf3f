"""What moves must agree in a copy, whatever else does; and under a moving camera all of the picture must."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sayso.footage.candidates import Candidate, Seen
from sayso.footage.findings import best_of_each_shot
from sayso.footage.geometry import Placing
from sayso.footage.motion import Agreement
from sayso.footage.support import Support
from sayso.footage.verdicts import WEIGHTS, moves_alike, of_a_view, score_of

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
        (replace(COPY, correlation=0.4, softened=0.6), True),  # fast things meet in soft pictures
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


def test_a_score_grows_with_each_sign_of_a_copy_and_falls_with_another_speed() -> None:
    middling = dict.fromkeys(WEIGHTS, 0.5)

    for name, weight in WEIGHTS.items():
        more = score_of({**middling, name: 0.9})
        assert (more > score_of(middling)) == (weight > 0)
        assert 0 < more < 1


WHOLE = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
NO_SUPPORT = Support(agreeing=0, expected=0, by_chance=0.0)


def of_features(count: int) -> Candidate:
    """Return a stretch in which so many distinct features agree."""
    seen = Seen(0.0, 0.0, Placing(WHOLE, count, np.zeros((count, 2)), np.zeros((count, 2))))
    return Candidate(0, False, 0.0, 5.0, 0.0, 5.0, WHOLE, "sift", seen=(seen,))


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
