"""Numbers that count what the words around them leave out, and numbers that count nothing."""

from __future__ import annotations

import pytest

BOARD = {"kind": "statement", "publisher": "Harbour Board", "published": "2026-07-08T09:30:00Z"}


def figures_of(claims, number=-1):
    return [(one.value, one.unit, one.qualifier) for one in claims[number].quantities]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Six people were killed and about 80 injured when a stair broke.",
            [(6, "people", "exact"), (80, "people", "approx")],
        ),
        (
            "Two sailors were arrested and three wounded on the quay.",
            [(2, "sailors", "exact"), (3, "sailors", "exact")],
        ),
        ("We were 60,000 on the square.", [(60_000, "people", "exact")]),
        ("We found 40 night-vision sets in the hold.", [(40, "sets", "exact")]),
        ("Never fewer than 300 people were there.", [(300, "people", "at-least")]),
        ("There were never more than 40 boats here.", [(40, "boats", "at-most")]),
        ("In two wards doctors have been told to be silent.", [(2, "wards", "exact")]),
        ("All but one of the dead were sailors.", [(1, "dead", "exact")]),
        ("Ten guards were freed. One of them, Dag Sorrel, died on the way.", [(1, "guards", "exact")]),
        ("Five boats are here. The other four are wrecks.", [(4, "boats", "exact")]),
        (
            "The sailors will get no pay. Twelve of them spent two nights on deck.",
            [(12, "sailors", "exact"), (2, "nights", "exact")],
        ),
        ("How many are in custody? The union says 41.", [(41, "people", "exact")]),
        (
            "How many sailors came? At least 90. How many are in custody? The union says 41.",
            [(41, "sailors", "exact")],
        ),
        ("Scores of people left.", [(20, "people", "vague")]),
        ("The blast killed scores.", [(20, "people", "vague")]),
        ("Ten boats sank and five were lost.", [(10, "boats", "exact"), (5, "boats", "exact")]),
        # near-misses
        ("Six dead and 80 injured were brought in.", [(6, "dead", "exact"), (80, "injured", "exact")]),
        (
            "Six people were killed, and 80 injured men were brought in.",
            [(6, "people", "exact"), (80, "men", "exact")],
        ),
        ("Nine boats came. Two were tugs.", [(2, "tugs", "exact")]),
        ("The war of nineteen eighty-four killed five divers.", [(5, "divers", "exact")]),
        (
            "Forty-one divers and a hundred and twenty-two boats are here.",
            [(41, "divers", "exact"), (122, "boats", "exact")],
        ),
        ("We were 60,000 crowns short.", [(60_000, "crowns", "exact")]),
        ("In two town wards were full.", [(2, "wards", "exact")]),
        ("How many burnt trucks are there? The union says 41.", [(41, "trucks", "exact")]),
        ("There are five two-room flats.", [(5, "flats", "exact"), (2, "rooms", "exact")]),
    ],
)
def test_what_is_counted_is_told_by_the_words_around_it(claims_of, text, figures):
    assert figures_of(claims_of(text, **BOARD)) == figures


@pytest.mark.parametrize(
    "text",
    [
        "The water fell to a level below zero.",
        "They died in a settling of old scores.",
        "The test scores were poor.",
        "The calibre was one-five-two, no question.",
        "Since ten the taps have been dry.",
        "The taps have been dry since ten.",
        "People must be indoors from nine at night to six in the morning.",
        "Men had carried bags to the roof at about eight.",
        "The shop is shut until four and nobody is inside.",
    ],
)
def test_hours_digits_and_old_scores_count_nothing(claims_of, text):
    assert [figures_of([one]) for one in claims_of(text, **BOARD)] == [[]]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Seventeen lorries had left by Monday, up from six in the morning.", [17, 6]),
        ("The count of the dead stood at about eight.", [8]),
        ("The board puts the toll at about eight.", [8]),
        ("Nothing moves until ten boats are in.", [10]),
        ("Since two men drowned the lock is shut.", [2]),
        ("It fell to 11 degrees below zero.", [11]),
        ("Zero boats were lost.", [0]),
        ("Twenty-two boats were lost.", [22]),
        ("They dropped from nine to three last spring.", [9, 3]),
    ],
)
def test_counts_that_only_look_like_hours_stay(claims_of, text, values):
    [claim] = claims_of(text, **BOARD)
    assert [one.value for one in claim.quantities] == values


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The gate shuts at nine at night.", "2026-07-08T21:00", "2026-07-08T21:00"),
        ("The shots fell at two at night.", "2026-07-08T02:00", "2026-07-08T02:00"),
        ("The shots fell at 11 at night.", "2026-07-08T23:00", "2026-07-08T23:00"),
        ("By 1800 the crews had left the quay.", None, "2026-07-08T18:00"),
    ],
)
def test_hours_at_night_and_in_four_figures_are_times(claims_of, text, start, end):
    [claim] = claims_of(text, **BOARD)
    [time] = claim.times
    assert (time.stated.start, time.stated.end) == (start, end)
    assert claim.quantities == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("By 1800 the village had 300 people.", [300]),
        ("By 1750 the town numbered some 2,000 souls.", [2000]),
        ("By 1800 the population was small.", []),
    ],
)
def test_who_lived_somewhere_is_told_of_years_not_of_hours(claims_of, text, values):
    [claim] = claims_of(text, **BOARD)
    assert claim.times == ()
    assert [one.value for one in claim.quantities] == values


@pytest.mark.parametrize(
    "text",
    [
        "By 1800 the village had lost 300 people.",
        "By 1800 the town had 300 people in hospital and nobody on duty.",
    ],
)
def test_what_a_town_went_through_is_told_of_hours(claims_of, text):
    [claim] = claims_of(text, **BOARD)
    assert [one.stated.end for one in claim.times] == ["2026-07-08T18:00"]


@pytest.mark.parametrize(
    "text",
    [
        "The fire in carriage five was out by dawn.",
        "The tanker lies at berth six.",
        "Tents one to nine were burnt.",
        "In precinct 14 nobody voted.",
        "The 18.40 to Orrin was late.",
        "The ten-fifteen ferry was full.",
        "Children of six and seven slept there.",
        "The wind was force nine.",
    ],
)
def test_labels_departures_and_ages_count_nothing(claims_of, text):
    assert [figures_of([one]) for one in claims_of(text, **BOARD)] == [[]]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("In Keld district 40 were hurt.", [(40, "people", "exact")]),
        ("In lane two men slept.", [(2, "men", "exact")]),
        ("By the gate five guards stood.", [(5, "guards", "exact")]),
        ("Children of six families slept there.", [(6, "families", "exact")]),
        ("We counted 18.4 tonnes to Orrin.", [(18.4, "tonnes", "exact")]),
        ("The frequency fell to 49.2 Hz.", [(49.2, "Hz", "exact")]),
        ("It was a magnitude 5.1 quake.", [(5.1, "magnitude", "exact")]),
        ("The ship carries 22 crew.", [(22, "crew", "exact")]),
        ("Three crews came.", [(3, "crews", "exact")]),
        ("The board voted seven to two.", [(7, "votes", "exact"), (2, "votes", "exact")]),
        ("The vote fell to 12.", [(12, "percent", "exact")]),
        ("Of 412 ballots 30 were void.", [(412, "ballots", "exact"), (30, "ballots", "exact")]),
        ("Her party won 41 in the vote.", [(41, "percent", "exact")]),
        ("It is six in ten.", [(60, "percent", "exact")]),
        ("Six in ten boats were lost.", [(60, "percent", "exact")]),
        ("Water costs 5 crowns a litre.", [(5, "crowns", "exact")]),
    ],
)
def test_what_only_looks_like_a_label_counts(claims_of, text, figures):
    assert figures_of(claims_of(text, **BOARD)) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The camp has 14 latrines. It has tents for 9,000.", [(9_000, "people", "exact")]),
        ("The line carries 400 megawatts. It was made for 300.", [(300, "megawatts", "exact")]),
        ("The tanker held 40,000 tonnes of crude. Some 12,000 have leaked.", [(12_000, "tonnes", "approx")]),
        ("The tanker held 40,000 tonnes of crude. Some 12 have drowned.", [(12, "people", "approx")]),
        ("The lake rose by 40 centimetres. Another 20 are expected.", [(20, "centimetres", "exact")]),
        ("The lake rose by 40 centimetres. Another 20 were rescued.", [(20, "people", "exact")]),
        ("He served nine years. She got four.", [(4, "years", "exact")]),
        ("They lost nine boats. She got four.", [(4, "boats", "exact")]),
        ("There were 300 on the train.", [(300, "people", "exact")]),
        ("The train had nine carriages. Passengers in three were hurt.", [(3, "carriages", "exact")]),
        ("The train had nine carriages. Of the passengers three were hurt.", [(3, "people", "exact")]),
        ("The march was long. The union counted 20,000.", [(20_000, "people", "exact")]),
        ("It was late in March. The union counted 20,000.", [(20_000, "", "exact")]),
        ("Fever has struck 41.", [(41, "people", "exact")]),
    ],
)
def test_a_number_without_a_noun_counts_what_its_words_allow(claims_of, text, figures):
    assert figures_of(claims_of(text, **BOARD)) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The death toll of the fire on the ferry has risen to seven.", [(7, "deaths", "exact")]),
        ("The death toll of the bus crash near Selm rose to 14.", [(14, "deaths", "exact")]),
        ("The death toll of the floods stands at 40.", [(40, "deaths", "exact")]),
        ("The toll of the fire rose to 40.", [(40, "deaths", "exact")]),
        ("The death toll of the Orrin rose to 19.", [(19, "deaths", "exact")]),
        # near-misses
        ("The number of fires rose to 40.", [(40, "fires", "exact")]),
        ("The toll of wrecked houses rose to 40.", [(40, "houses", "exact")]),
        ("The toll of dead rose to 40.", [(40, "dead", "exact")]),
        ("The death toll of sailors rose to 40.", [(40, "sailors", "exact")]),
        ("The toll of the bridge rose to 15 crowns.", [(15, "crowns", "exact")]),
    ],
)
def test_the_toll_of_a_fire_counts_deaths(claims_of, text, figures):
    assert figures_of(claims_of(text, **BOARD)) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Oil rose 5 percent. All 31 on board are dead.", [(31, "people", "exact")]),
        ("Oil rose 5 percent. All nine aboard were saved.", [(9, "people", "exact")]),
        ("Oil rose 5 percent. All 12 in the hut are alive.", [(12, "people", "exact")]),
        ("The ferry sank at noon. All 31 on board are dead.", [(31, "people", "exact")]),
        ("Two divers slept. Nine on board were hurt.", [(9, "people", "exact")]),
        # near-misses
        ("Sixty containers were lashed. All 60 on board are lost.", [(60, "containers", "exact")]),
        ("Forty cars were stowed. Of these 12 on board burned.", [(12, "cars", "exact")]),
        ("Turnout rose by 45 percent. In the north it was 31.", [(31, "percent", "exact")]),
    ],
)
def test_those_on_board_are_people_and_no_share(claims_of, text, figures):
    assert figures_of(claims_of(text, **BOARD)) == figures
