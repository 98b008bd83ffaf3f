"""What a number counts behind the one person who was counted before it."""

from __future__ import annotations

import pytest

STATEMENT = {"kind": "statement", "publisher": "Tarn Board"}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("One passenger died. Eleven were injured.", ["passengers", "people"]),
        ("One passenger died. Eleven others were injured.", ["passengers", "people"]),
        ("One man died. 14 were hurt.", ["men", "people"]),
        ("One policeman died. 14 were hurt.", ["policemen", "policemen"]),
        ("One sailor drowned. Six are missing.", ["sailors", "sailors"]),
        ("Two fishermen drowned. Six are missing.", ["fishermen", "fishermen"]),
        ("One of the passengers died. Eleven were injured.", ["passengers", "passengers"]),
        ("201 passengers came. One passenger died. Eleven were injured.", ["passengers"] * 3),
        ("Two soldiers were killed. Three were wounded.", ["soldiers", "soldiers"]),
        ("One boat sank. Eleven were damaged.", ["boats", "boats"]),
        ("Three shamans sang. Two humans left.", ["shamans", "humans"]),
    ],
)
def test_more_than_one_behind_a_single_person_are_people(claims_of, text, units):
    found = [quantity.unit for claim in claims_of(text, **STATEMENT) for quantity in claim.quantities]
    assert found == units
