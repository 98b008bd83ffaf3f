"""Measures of one kind are held against each other in one unit; those of different kinds are not."""

from __future__ import annotations

import pytest
from tests.compare.makers import compared, line, number, written

from sayso.compare.ranges import ranges_of
from sayso.compare.types import Comparison
from sayso.compare.units import measure_of, units_in_one


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("square metres", "area"),
        ("hectares", "area"),
        ("metres", "length"),
        ("nautical miles", "length"),
        ("cubic metres", "volume"),
        ("knots", "speed"),
        ("squares", None),
    ],
)
def test_a_square_is_no_length_and_a_knot_a_speed(unit: str, kind: str | None) -> None:
    measured = measure_of(unit)

    assert (measured[0] if measured else None) == kind


def _fire(one: tuple[str, float, str], other: tuple[str, float, str]) -> tuple[Comparison, list[float]]:
    """Two claims, each given by words, value and unit, put to one question; and the ends of its range."""
    case = [
        written(name, line(speaker, words, number(value, unit)))
        for name, speaker, (words, value, unit) in (("a", "Iko Brandt", one), ("b", "Ana Pell", other))
    ]
    claims = [claim for _, own in case for claim in own]
    found = compared(*case, joined=[frozenset(claim.id for claim in claims)])
    ends = [bound.value for one in ranges_of(found, claims) for bound in (one.low, one.high) if bound]
    return found, ends


def test_a_distance_and_an_area_stand_in_no_common_range() -> None:
    found, ends = _fire(
        ("the fire burned six kilometres from the border", 6, "kilometres"),
        ("the fire burned over 1,800 square metres", 1800, "square metres"),
    )

    assert not ends
    assert not any("“" in one.reason and "metres” and" in one.reason for one in found.findings)


def test_areas_in_two_units_are_compared_in_one() -> None:
    found, ends = _fire(
        ("the fire burned 40 hectares of the forest", 40, "hectares"),
        ("the fire burned 0.4 square kilometres of the forest", 0.4, "square kilometres"),
    )

    assert [one.relation for one in found.findings] == ["agrees"]
    assert ends[0] == pytest.approx(ends[1])


def test_speeds_in_two_units_conflict_as_speeds() -> None:
    found, _ = _fire(
        ("the tanker was moving at 14 knots", 14, "knots"),
        ("the tanker was moving at 12 km/h", 12, "km/h"),
    )

    assert [one.reason for one in found.findings] == [
        "“14 knots” and “12 km/h” cannot both be true as worded."
    ]


@pytest.mark.parametrize(
    ("own", "asked", "factor"),
    [
        ("hours", "minutes", 60),
        ("hectares", "square metres", 10_000),
        ("people", "people", 1),
        ("miners", "people", 1),
        ("people", "", 1),
        ("kilometres", "square metres", None),
    ],
)
def test_a_unit_is_put_in_another_of_its_kind_only(own: str, asked: str, factor: float | None) -> None:
    assert units_in_one(own, asked) == (factor if factor is None else pytest.approx(factor))
