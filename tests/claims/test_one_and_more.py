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


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Six people died at the scene, and a seventh in hospital.", [(6, "people")]),
        ("Two men died and a third was hurt.", [(2, "men")]),
        ("Five boats sank and a sixth later.", [(5, "boats")]),
        ("Six people voted, and a third in Arl.", [(6, "people"), (33.3, "percent")]),
        ("A sixth of the boats sank.", [(16.7, "percent")]),
    ],
)
def test_one_more_than_were_counted_is_no_share(claims_of, text, figures):
    [claim] = claims_of(text, **STATEMENT)
    assert [(round(quantity.value, 1), quantity.unit) for quantity in claim.quantities] == figures
