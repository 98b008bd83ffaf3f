"""An hour with a part of the day behind it: "at 5.15 this morning" is a time, and no figure."""

from __future__ import annotations

import pytest

ON_MONDAY = {"kind": "statement", "publisher": "Tarn Board", "published": "2026-03-02T20:00:00Z"}


@pytest.mark.parametrize(
    ("told", "start"),
    [
        ("at 5.15 this morning", "2026-03-02T05:15"),
        ("at 5.15 this morning, not earlier", "2026-03-02T05:15"),
        ("at five this morning", "2026-03-02T05:00"),
        ("at 7.10 yesterday evening", "2026-03-01T19:10"),
        ("yesterday evening at 7.10", "2026-03-01T19:10"),
        ("at 5.15 yesterday", "2026-03-01T05:15"),
        ("at half past nine last night", "2026-03-01T21:30"),
        ("at 1.30 last night", "2026-03-02T01:30"),
        ("at 11.40 tonight", "2026-03-02T23:40"),
        ("at 12.20 tonight", "2026-03-03T00:20"),
        ("at 5.15 on Sunday evening", "2026-03-01T17:15"),
        ("at 17:15 this evening", "2026-03-02T17:15"),
        ("at 6.40 that evening", None),
    ],
)
def test_an_hour_takes_its_day_and_half_from_the_words_behind_it(claims_of, told, start):
    [claim] = claims_of(f"The lights went out {told}.", **ON_MONDAY)
    assert claim.quantities == ()
    assert [time.stated.start for time in claim.times] == [start]


def test_an_hour_after_a_part_of_the_day_may_open_a_sentence(claims_of):
    [claim] = claims_of("This morning at 5.15 the raid began.", **ON_MONDAY)
    assert claim.quantities == ()
    assert claim.times[0].stated.start == "2026-03-02T05:15"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Turnout stood at 5.15 this morning.", 5.15, "percent"),
        ("The magnitude was put at 5.15 this morning.", 5.15, "magnitude"),
        ("Turnout was 5.15 percent this morning.", 5.15, "percent"),
        ("This morning at 5.15 percent of the flats the lights were out.", 5.15, "percent"),
        ("He rowed 5.15 kilometres this morning.", 5.15, "kilometres"),
        ("The toll stood at 5 this morning.", 5, "deaths"),
    ],
)
def test_a_level_that_is_told_of_a_morning_stays_a_figure(claims_of, text, value, unit):
    [claim] = claims_of(text, **ON_MONDAY)
    assert [(quantity.value, quantity.unit) for quantity in claim.quantities] == [(value, unit)]
