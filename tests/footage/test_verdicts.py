"""What moves must agree in a copy, whatever else does; and under a moving camera all of the picture must."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.footage.motion import Agreement
from sayso.footage.verdicts import WEIGHTS, moves_alike, score_of

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
