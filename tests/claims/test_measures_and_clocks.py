"""Metres are no millions, units stand right behind numbers, and a clock time keeps the date behind it."""

from __future__ import annotations

import pytest

BOARD = {"kind": "statement", "publisher": "Harbour Board", "published": "2026-07-08T09:30:00Z"}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The street was under 2m of water.", [(2, "m")]),
        ("The wall was 3m high and 12m long.", [(3, "m"), (12, "m")]),
        ("The hole was 5m across.", [(5, "m")]),
        ("A wave of 2-3m high hit the quay.", [((2, 3), "m")]),
        ("A 3m-high fence fell.", [(3, "m")]),
        ("The mast was 30ft high.", [(30, "feet")]),
        ("They laid 30 ft of track.", [(30, "feet")]),
        ("The boat sank 12km from Vesk.", [(12, "km")]),
        ("He drove at 120km/h.", [(120, "km/h")]),
        ("A 4m wall fell.", [(4, "m")]),
        ("They built a 3m high fence.", [(3, "m")]),
        ("A bank 3m high was built.", [(3, "m")]),
        # millions stay millions
        ("The firm signed for a $40m deep-water port.", [(40_000_000, "dollars")]),
        ("The town won a £5m high street scheme.", [(5_000_000, "pounds")]),
        ("The bill is between $3m and $4m long term.", [((3_000_000, 4_000_000), "dollars")]),
        ("A $3m wall fell.", [(3_000_000, "dollars")]),
        ("There are 1m high school pupils.", [(1_000_000, "pupils")]),
        ("The firm owns 3m deep-sea cables.", [(3_000_000, "cables")]),
        ("About 5m people have no power.", [(5_000_000, "people")]),
        ("It cost $2m of public money.", [(2_000_000, "dollars")]),
        ("The firm sold 2m homes.", [(2_000_000, "homes")]),
        ("Losses fell by $3m across the region.", [(3_000_000, "dollars")]),
    ],
)
def test_an_m_behind_a_number_is_metres_where_something_is_measured(claims_of, text, figures):
    [claim] = claims_of(text, **BOARD)
    assert [(one.value, one.unit) for one in claim.quantities] == figures


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The army bought 5m wide-bodied jets.", 5_000_000),
        ("The yard shipped 4m long and short tons.", 4_000_000),
        ("There are 2m long-term sick people.", 2_000_000),
    ],
)
def test_millions_before_an_adjective_of_size_are_millions(claims_of, text, value):
    [claim] = claims_of(text, **BOARD)
    assert [one.value for one in claim.quantities] == [value]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The raid began at 22:00 on Saturday 27 June.", "2026-06-27T22:00", "2026-06-27T22:00"),
        ("A box caught fire at 04:20 on Tuesday 3 February.", "2026-02-03T04:20", "2026-02-03T04:20"),
        ("The raid ended at 9pm on Saturday, 27 June.", "2026-06-27T21:00", "2026-06-27T21:00"),
        ("It sank at 14:30 on Monday, 6 July 2026.", "2026-07-06T14:30", "2026-07-06T14:30"),
        ("It sank at 14:30 on Monday.", "2026-07-06T14:30", "2026-07-06T14:30"),
        ("It sank on Saturday 27 June at 23:00.", "2026-06-27T23:00", "2026-06-27T23:00"),
        ("As of 0600 today the quay was empty.", None, "2026-07-08T06:00"),
        ("By 0730 the quay was empty.", None, "2026-07-08T07:30"),
        ("At 1430 the gate fell.", "2026-07-08T14:30", "2026-07-08T14:30"),
        ("At 1430 two trucks were turned back.", "2026-07-08T14:30", "2026-07-08T14:30"),
    ],
)
def test_a_clock_time_is_one_with_the_day_behind_it(claims_of, text, start, end):
    [claim] = claims_of(text, **BOARD)
    assert [(one.stated.start, one.stated.end) for one in claim.times] == [(start, end)]


@pytest.mark.parametrize(
    "text",
    ["At 1430 metres the air is thin.", "The price stood at 1430 crowns.", "The dead were put at 1430."],
)
def test_four_figures_that_count_something_are_no_clock_time(claims_of, text):
    [claim] = claims_of(text, **BOARD)
    assert (claim.times, [one.value for one in claim.quantities]) == ((), [1430])


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("By 2031 the lake will have no fish.", [(None, "2031-12-31")]),
        ("By 1944 the mill was empty.", [(None, "1944-12-31")]),
        ("By 2012 two in five shops were shut.", [(None, "2012-12-31")]),
        ("By 2035, one in ten wells will be dry.", [(None, "2035-12-31")]),
        ("As of 2019 the port had two cranes.", []),
        ("As of 2019, the port had two cranes.", []),
        # what is to come, of years that are no hours yet
        ("By 2100 the lake will have risen by a metre.", []),
        ("By 2150 the port would be under water.", []),
        ("The team lost by 0320 points.", []),
        # clock times, by their figures, by what stands before them, by hours or a zone
        ("By 2145 the quay was empty.", [(None, "2026-07-08T21:45")]),
        ("As of 2230 the quay was empty.", [(None, "2026-07-08T22:30")]),
        ("At 2030 the gate fell.", [("2026-07-08T20:30", "2026-07-08T20:30")]),
        ("By 2030 hours the quay was empty.", [(None, "2026-07-08T20:30")]),
        ("As of 1945 hours the quay was empty.", [(None, "2026-07-08T19:45")]),
        ("As of 2030 GMT, the quay was empty.", [(None, "2026-07-08T20:30")]),
    ],
)
def test_a_year_behind_by_or_as_of_is_no_clock_time(claims_of, text, times):
    [claim] = claims_of(text, **BOARD)
    assert [(one.stated.start, one.stated.end) for one in claim.times] == times


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The guild voted to strike in October.", "2026-10-01"),
        ("It signed a pact that takes effect in November.", "2026-11-01"),
        ("The rule, which was passed on Monday, takes effect in November.", "2026-11-01"),
        ("The pact, signed on Monday, expires in November.", "2026-11-01"),
        ("The board promised the crews to open the lock in October.", "2026-10-01"),
        ("The rule, which takes effect in October, was passed.", "2026-10-01"),
        # the nearest verb before the month is past
        ("The pact that ended in October was bad.", "2025-10-01"),
        ("The lock, which opens at noon, broke in October.", "2025-10-01"),
        ("The mill was forced to close in October.", "2025-10-01"),
        ("The board failed to pay in October.", "2025-10-01"),
        ("The crew was told to leave and left in October.", "2025-10-01"),
        ("The guild agreed to a truce in October.", "2025-10-01"),
        ("The crews returned to work in October.", "2025-10-01"),
        ("In October the firm opened a mill.", "2025-10-01"),
    ],
)
def test_the_verb_that_a_month_belongs_to_tells_its_year(claims_of, text, start):
    starts = {one.stated.start for claim in claims_of(text, **BOARD) for one in claim.times}
    assert {one for one in starts if one and one.endswith("-01")} == {start}
