"""Quantities, places and times in a content."""

from __future__ import annotations

import pytest

from sayso.claims.ledger import claim_from_json, claim_to_json
from sayso.claims.qualify.numbers import number_of
from sayso.claims.qualify.times import times_in
from sayso.values import TextSpan

WHO = "Mayor Ada Brill said "


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("40", 40),
        ("1,400", 1400),
        ("6.4", 6.4),
        ("seven", 7),
        ("forty-seven", 47),
        ("twenty-five thousand", 25_000),
        ("4 million", 4_000_000),
        ("a hundred and six", 106),
        ("half a million", 500_000),
        ("two dozen", 24),
        ("two and a half", 2.5),
        ("quay", None),
    ],
)
def test_numbers_are_read_in_figures_and_words(words, value):
    assert number_of(words) == value


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("at least 40 boats were lost", [(40, "boats", "at-least")]),
        ("up to 300 divers were coming", [(300, "divers", "at-most")]),
        ("more than 2,300 old boats were lost", [(2300, "boats", "more-than")]),
        ("about a third of the boats were lost", [(33.3, "percent", "approx")]),
        ("between 13 and 17 divers were missing", [((13, 17), "divers", "range")]),
        ("waves of eight to ten metres came", [((8, 10), "metres", "range")]),
        ("40 of his 120 boats were lost", [(40, "boats", "exact"), (120, "boats", "exact")]),
        ("the number of lost boats was 12", [(12, "boats", "exact")]),
        ("not a single boat was lost", [(1, "boats", "exact")]),
        ("information about two boats was wrong", [(2, "boats", "exact")]),
        ("Hill 402 was closed", []),
        ("dozens of boats were lost", [(12, "boats", "vague")]),
        ("the repairs cost $4 million", [(4_000_000, "dollars", "exact")]),
        ("64.3 percent of the boats were lost", [(64.3, "percent", "exact")]),
        ("seven boats sank and three were saved", [(7, "boats", "exact"), (3, "boats", "exact")]),
        ("the quay was closed on 3 March 2025 at 12:30", []),
        ("the 7th Harbour Company left in 2019", []),
        ("at least five dozen boats were lost", [(60, "boats", "at-least")]),
        ("several hundred boats were lost", [(100, "boats", "vague")]),
        ("every fourth boat was lost", [(25, "percent", "exact")]),
        ("every second day a boat was lost", []),
        ("one in eight boats was lost", [(12.5, "percent", "exact")]),
        ("fewer than half of the boats had lamps", [(50, "percent", "less-than")]),
        ("two thirds of the boats were lost", [(66.7, "percent", "exact")]),
        ("11 out of 14 boats were lost", [(11, "boats", "exact"), (14, "boats", "exact")]),
        ("the loss rose from 12 to 15 boats", [(12, "boats", "exact"), (15, "boats", "exact")]),
        ("the damage came to 25 to 30 million crowns", [((25e6, 30e6), "crowns", "range")]),
        ("losses exceeded 300 tonnes", [(300, "tonnes", "more-than")]),
        ("the boats met 11 nautical miles north-west of the quay", [(11, "nautical miles", "exact")]),
        ("the boats drifted nine miles south-east of the quay", [(9, "miles", "exact")]),
        ("1,800 square metres of the quay burned", [(1800, "square metres", "exact")]),
        ("about 90 m² of the quay burned", [(90, "square metres", "approx")]),
        ("300 cubic metres of water were lost", [(300, "cubic metres", "exact")]),
        ("the boat was moving at 80 kilometres per hour", [(80, "km/h", "exact")]),
        ("the count gives Ana Pell 51 percent", [(51, "percent", "exact")]),
        ("there were 22 crew on the boat", [(22, "crew", "exact")]),
        ("two crews were on the boat", [(2, "crews", "exact")]),
        ("losses did not exceed 300 tonnes", [(300, "tonnes", "at-most")]),
        ("losses never exceeded 300 tonnes", [(300, "tonnes", "at-most")]),
        ("losses hadn't risen above 300 tonnes", [(300, "tonnes", "at-most")]),
        ("the loss is not higher than 300 tonnes", [(300, "tonnes", "at-most")]),
        ("the fleet did not lose more than 40 boats", [(40, "boats", "at-most")]),
        ("losses never fell below 300 tonnes", [(300, "tonnes", "at-least")]),
        ("not fewer than 40 boats were lost", [(40, "boats", "at-least")]),
        ("it is not true that more than 40 boats were lost", [(40, "boats", "more-than")]),
        ("the board could not say whether more than 40 boats were lost", [(40, "boats", "more-than")]),
        ("more than 40 boats did not come home", [(40, "boats", "more-than")]),
        ("the captain was not seen for over two weeks", [(2, "weeks", "more-than")]),
        ("40 boats or so were lost", [(40, "boats", "approx")]),
        ("two or three boats were lost", [((2, 3), "boats", "range")]),
        ("a 14-member crew was saved", [(14, "members", "exact")]),
        ("half an hour was lost", [(0.5, "hours", "exact")]),
        ("a crowd of 3,000 came", [(3000, "people", "exact")]),
        ("tens of thousands fled", [(10_000, "people", "vague")]),
        ("the fee rose by 4 percent over two years", [(4, "percent", "exact"), (2, "years", "exact")]),
        ("one of the three boats was lost", [(1, "boats", "exact"), (3, "boats", "exact")]),
        ("one of the oldest boats was lost", []),
        ("output fell by half", [(50, "percent", "exact")]),
        ("it took an hour and a half", [(1.5, "hours", "exact")]),
        ("two of the nine were divers", [(2, "divers", "exact"), (9, "people", "exact")]),
        ("the driver, 29, was tired", []),
        (
            "he had worked 13 hours or slept for less than six",
            [(13, "hours", "exact"), (6, "hours", "less-than")],
        ),
        (
            "40 tonnes leaked and nine were in a serious condition",
            [(40, "tonnes", "exact"), (9, "people", "exact")],
        ),
        ("six boats came and about 300 stayed away", [(6, "boats", "exact"), (300, "people", "approx")]),
        ("children under five were saved first", []),
        ("the patient was a man of 84", []),
        ("she was 57", []),
        ("the quay would open within ten days", []),
        ("tank 3 was burning", []),
        ("levels were ten times the limit", []),
    ],
)
def test_quantities_have_value_unit_and_qualifier(claims_of, content, expected):
    found = [quantity for claim in claims_of(WHO + content + ".") for quantity in claim.quantities]
    assert [(q.value, q.unit, q.qualifier) for q in found] == expected


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Monday", "2025-03-03", "2025-03-03"),
        ("by the end of March", None, "2025-03-31"),
        ("since Friday", "2025-02-28", None),
        ("yesterday", "2025-03-04", "2025-03-04"),
        ("on 9 July 2024", "2024-07-09", "2024-07-09"),
        ("in November 2022", "2022-11-01", "2022-11-30"),
        ("by noon", None, "2025-03-05T12:00"),
        ("at 05:20 on 4 March", "2025-03-04T05:20", "2025-03-04T05:20"),
        ("two days earlier", "2025-03-03", "2025-03-03"),
        ("from 11 to 14 February", "2025-02-11", "2025-02-14"),
        ("between 11 and 14 February", "2025-02-11", "2025-02-14"),
        ("from Sunday to Tuesday", "2025-03-02", "2025-03-04"),
        ("from 10 pm until 6 am", "2025-03-05T22:00", "2025-03-06T06:00"),
        ("between 01:40 and 02:15 on 4 March", "2025-03-04T01:40", "2025-03-04T02:15"),
        ("on 3 March at 02:15", "2025-03-03T02:15", "2025-03-03T02:15"),
        ("on 3 March, 2025 at 2.15 am", "2025-03-03T02:15", "2025-03-03T02:15"),
        ("on Monday at around 14:30", "2025-03-03T14:30", "2025-03-03T14:30"),
        ("on Monday, 3 March, at noon", "2025-03-03T12:00", "2025-03-03T12:00"),
        ("on Monday, 3 March", "2025-03-03", "2025-03-03"),
        ("yesterday at 02:15", "2025-03-04T02:15", "2025-03-04T02:15"),
        ("at 0430 GMT", "2025-03-05T04:30", "2025-03-05T04:30"),
        ("at 04:30 local time (01:30 GMT) on Monday", "2025-03-03T04:30", "2025-03-03T04:30"),
        ("overnight", "2025-03-04", "2025-03-05"),
        ("the day before", "2025-03-04", "2025-03-04"),
        ("on 03.03.2025", "2025-03-03", "2025-03-03"),
        ("last Wednesday", "2025-02-26", "2025-02-26"),
        ("on Feb. 30", None, None),
    ],
)
def test_times_are_resolved_against_the_documents_date(words, start, end):
    text = f"the quay was closed {words}"
    [time] = times_in(text, (TextSpan(0, len(text)),), "2025-03-05T17:30:00Z")
    assert (time.stated.start, time.stated.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("all ships had left by Friday", None, "2025-02-28"),
        ("the port would reopen by Friday", None, "2025-03-07"),
        ("the port must be open by Friday", None, "2025-03-07"),
        ("leave the valley by Friday", None, "2025-03-07"),
        ("the strike on Friday followed one on 3 May", "2025-02-28", "2025-02-28"),
        ("they may arrive on Friday", "2025-03-07", "2025-03-07"),
        ("it fell on Friday. It will be built anew", "2025-02-28", "2025-02-28"),
    ],
)
def test_a_weekday_is_of_the_side_that_its_sentence_is_of(text, start, end):
    stated = times_in(text, (TextSpan(0, len(text)),), "2025-03-05T17:30:00Z")[0].stated
    assert (stated.start, stated.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("it fell at 1500 GMT on Monday", "GMT"),
        ("it fell at 5 pm local time", "local time"),
        ("it fell at 04:30 local time (01:30 GMT)", "local time"),
        ("it fell at 15:00 CET", "CET"),
        ("it fell at 2000 hours", None),
        ("it fell at 15:00", None),
        ("it fell on Monday", None),
    ],
)
def test_a_zone_is_kept_where_it_is_stated(text, zone):
    [time] = times_in(text, (TextSpan(0, len(text)),), "2025-03-05T17:30:00Z")
    assert time.stated.zone == zone


def test_a_zone_stays_with_a_claim_in_the_ledger(claims_of):
    text = "Mayor Ada Brill said the crane fell at 1500 GMT on Monday."
    [claim] = claims_of(text, published="2025-03-05")
    assert claim_from_json(claim_to_json(claim)).times[0].stated.zone == "GMT"


@pytest.mark.parametrize(
    "text",
    [
        "two days before the vote",
        "the day before the raid",
        "it may rain",
        "they put it at 1430",
        "2000 hours of work were lost",
        "some 1800 hours are missing",
        "version 4.12.2025 was wrong",
    ],
)
def test_what_only_resembles_a_time_is_none(text):
    assert times_in(text, (TextSpan(0, len(text)),), "2025-03-05T17:30:00Z") == ()


def test_without_a_date_of_the_document_a_weekday_stays_unresolved():
    [time] = times_in("closed on Monday", (TextSpan(0, 16),), None)
    assert (time.stated.text, time.stated.start) == ("Monday", None)


def test_invented_places_are_found_by_the_company_they_keep(claims_of):
    text = WHO + "the road from Vessin to the village of Tarnhollow was cut near Upper Quern."
    found = {place.text for place in claims_of(text)[0].places}
    assert {"Tarnhollow", "Upper Quern"} <= found


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ("a shell had hit the Ukrainian city of Orrin.", ["Orrin"]),
        ("two men had fled to a Kestrian village.", []),
        ("the shells came from Ukrainian positions.", []),
        ("a fire had begun in Silo Four of the terminal.", []),
        ("the fire had begun in Hangar 2.", []),
        ("she had faith in Captain Lena Dorr.", []),
        ("nobody had died in Dorr's house. Lena Dorr agreed.", []),
        ("the matter was before Parliament and in Cabinet.", []),
        ("Norwegian and Dutch ships were near Orrin.", ["Orrin"]),
        ("the north of the Korvan district was cut off.", ["Korvan district"]),
        ("fire had reached Tank Two.", []),
        ("in London 40 people died and in Paris 3 were hurt.", ["London", "Paris"]),
        ("in Idlib 12 fighters were killed.", ["Idlib"]),
        ("near Homs 5 soldiers were hurt.", ["Homs"]),
        ("in Orrin 12 people were hurt and near Tarnhollow 3 were missing.", ["Orrin", "Tarnhollow"]),
        ("the flag was returned to Joss Hane.", []),
        ("the case had moved to Ada Brill.", []),
        ("the prisoners had returned to Captain Dorr.", []),
        ("the ship had sailed to Tarnhollow and returned to Paris.", ["Tarnhollow", "Paris"]),
        ("men from Orrin's north had left for Sable.", ["Orrin", "Sable"]),
        ("a Turkish ship was near Cyprus.", ["Cyprus"]),
        ("the boat sailed from Marrow to Tessian Bay.", ["Marrow", "Tessian Bay"]),
    ],
)
def test_adjectives_persons_and_what_bears_a_number_are_no_places(claims_of, content, places):
    assert [place.text for place in claims_of("Mayor Ada Brill said that " + content)[0].places] == places


def test_those_in_hospital_are_not_counted_as_dead(claims_of):
    text = "Nine dead at the Orrin terminal, 19 in hospital."
    [claim] = claims_of(text, kind="post", publisher="Orrin Live", author="Orrin Live")
    assert [(one.value, one.unit) for one in claim.quantities] == [(9, "dead"), (19, "people")]


def test_all_that_is_put_at_a_number_is_claimed(claims_of):
    [claim] = claims_of("The army put the dead at 12 and the wounded at 60.")
    assert [(one.value, one.unit) for one in claim.quantities] == [(12, "dead"), (60, "wounded")]
    [claim] = claims_of("The army put the dead at 12 and blamed the rebels at noon.")[:1]
    assert [one.value for one in claim.quantities] == [12]


def test_hours_of_work_are_a_quantity(claims_of):
    [claim] = claims_of("The insurer said 2000 hours of work were lost.")
    assert [(one.value, one.unit) for one in claim.quantities] == [(2000, "hours")]
