"""Figures that leave their noun out, and the marked reports, which must stay above their floors."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from sayso.claims.qualify import amounts, places

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "claims"))

import figures

REPORTS = Path(__file__).parent / "figures"


@pytest.mark.parametrize(("folder", "floor"), [("studied", 0.88), ("unread", 0.75)])
def test_the_figures_of_whole_reports_stay_above_their_floors(folder, floor):
    counts, _ = figures.score(REPORTS / folder)
    assert counts.accuracy >= floor


def test_a_mark_tells_where_a_figure_stands_and_what_it_says():
    text, [figure] = figures.unmarked("Some {about 3 to 4 m=3-4 metres range} deep.")
    assert (text, figure.span.of(text)) == ("Some about 3 to 4 m deep.", "about 3 to 4 m")
    assert figure.read == ((3.0, 4.0), "metres", "range")


def test_a_wrong_unit_and_a_figure_too_many_both_count_against(tmp_path):
    (tmp_path / "one.txt").write_text("Brill saw {12 boats=12 barges exact} and 3 huts.", "utf-8")
    counts, errors = figures.score(tmp_path)
    assert (counts.right, counts.value_right, counts.too_many) == (0, 1, 1)
    assert len(errors) == 2


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Brill counted 40 divers and six boats. The guild knows of 40.", "divers"),
        ("Nine boats sank and 30 huts burned. In Orrin, 12 had sunk.", "boats"),
        ("The guild paid 4 million crowns for 20 boats. The quay says the price was 3 million.", "crowns"),
        ("Quern needs 800 tonnes of salt. The guild sent 350.", "tonnes"),
        ("Orrin has nine boats and 30 divers. How many lamps? We have 12.", "lamps"),
        ("Lamps: about 30. Ropes: 7.", "ropes"),
        ("Five of the eight ageing boats sank. Three were saved.", "boats"),
        ("Ten men drowned over 6 km of coast. Brill puts the dead at 14.", "dead"),
        ("The air held 0.8 grams at noon, 3 km away 0.2.", "grams"),
        ("Eleven boats left. The remaining three came back.", "boats"),
        ("Two cranes fell. The guild has a dozen or so ropes.", "ropes"),
        ("The wreck lies in 35 m of water.", "m"),
        ("At 8 °C the quay freezes.", "degrees"),
        ("Nine divers came in two boats. A clerk says there were warnings. There were five.", "warnings"),
        ("Brill cut the number of divers from eight to three last spring.", "divers"),
        ("Some 120,000 loaves were bad. The loaves went to six shops. 70,000 were burned.", "loaves"),
        ("Losses came to between €3 million and €5 million.", "euros"),
        ("Twelve huts burned. There were sixty of us.", "people"),
        ("Boats may not pass at over 20 km/h.", "km/h"),
        ("After the vote, 12 were arrested.", "people"),
        ("Brill says 12 were hurt after the ballots were burned.", "people"),
        ("In the vote Brill won 41.", "percent"),
        ("Her share of the vote fell to 12.", "percent"),
        ("The turnout was 64.", "percent"),
        ("Brill won with 50.1 to 49.9 of the vote.", "percent"),
        ("The fee is $3-5 million.", "dollars"),
    ],
)
def test_a_figure_without_a_noun_takes_the_one_it_stands_for(text, unit):
    assert figures.found_in(text)[-1].read[1] == unit


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Profit fell in the third quarter.", []),
        ("Brill was asked. No. Forty, at best.", [40]),
        ("Hymn No. 7 was sung.", []),
        ("Salt costs $1.40 a sack.", [1.4]),
        ("The bell rang at six.", []),
        ("We lost the boat at four, the hut was gone.", []),
        ("A mother of three was saved.", []),
        ("There were 26 divers, eight of them under ten.", [26, 8]),
        ("The boat came at twenty to seven.", []),
        ("The boat came at ten to seven.", []),
        ("The bell rang at 14.10, when the boat left.", []),
        ("The quay will reopen in two days.", []),
        ("Brill puts the wounded at ten to twelve.", [10, 12]),
        ("They want ten to twelve, maybe more boats.", [10, 12]),
        ("The council voted ten to six, with two absent.", [10, 6, 2]),
        ("Losses rose by 2.25 percentage points.", [2.25]),
        ("Profit fell in the first half of the year.", []),
        ("Losses in the second half were 3 million crowns.", [3_000_000]),
        ("Half of the salt is wet.", [50]),
        ("Two men died and a third was hurt.", [2]),
        ("Nine boats were built and a third was lost.", [9, 33.3]),
        ("Brill won with 50.1 to 49.9 of the vote.", [50.1, 49.9]),
        ("The guild sent 20 ambulances and 3 amphibious boats.", [20, 3]),
        ("By the next day 40 people had died.", [40]),
        ("On that day 300 divers crossed the bay.", [300]),
        ("In the building 12 people died.", [12]),
        ("Brill said 2000 people had fled.", [2000]),
        ("About 1900 men and 2010 women were counted.", [1900, 2010]),
        ("They met in room 12, then in block 4.", []),
        ("Output fell by 1.25 trillion crowns.", [1.25 * 10**12]),
        ("The river rose by 1.25 m overnight.", [1.25]),
        ("Rates went from 3.45 to 4.20 percent.", [3.45, 4.2]),
        ("One boat in three was lost.", [33.3]),
        ("Nine tenths of the salt is wet.", [90]),
        ("Five divers were checked; one had a cough.", [5, 1]),
        ("Losses were four to five times that.", []),
    ],
)
def test_times_and_labels_are_no_figures_and_shares_are(text, values):
    assert [one.read[0][0] for one in figures.found_in(text)] == values


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The fee is $3-5 million.", ((3_000_000, 5_000_000), "dollars", "range")),
        ("Some 5-7 million loaves were burned.", ((5_000_000, 7_000_000), "loaves", "range")),
        ("It took 20-30 boats.", ((20, 30), "boats", "range")),
    ],
)
def test_a_scale_after_a_range_counts_for_both_of_its_ends(text, read):
    assert [one.read for one in figures.found_in(text)] == [read]


@pytest.mark.parametrize("run", ["1,", ",111", "one ", "1-1", "A "])
def test_long_runs_of_figures_and_capitals_take_no_quadratic_time(run):
    def seconds(length):
        text = run * (length // len(run))
        start = time.process_time()
        list(amounts.AMOUNT.finditer(text))
        list(places._AFTER.finditer(text))
        return time.process_time() - start

    # The quickest of three: a busy machine slows one, and not what grows with the square.
    assert min(seconds(80_000) for _ in range(3)) < 3 * min(seconds(40_000) for _ in range(3)) + 0.2


@pytest.mark.parametrize(
    ("said", "contents"),
    [
        (
            "two quays were shut, that 40 divers had left and that more would follow",
            ["two quays were shut", "that 40 divers had left", "that more would follow"],
        ),
        (
            "between 40 and 60 litres of oil had leaked from the boat",
            ["between 40 and 60 litres of oil had leaked from the boat"],
        ),
        (
            "fewer than 100 divers, out of a total of 410, had been involved",
            ["fewer than 100 divers, out of a total of 410, had been involved"],
        ),
        (
            "that 96 men had been saved and that no fewer than 60 were unaccounted for",
            ["that 96 men had been saved", "that no fewer than 60 were unaccounted for"],
        ),
    ],
)
def test_what_was_said_is_cut_where_a_further_clause_begins(said_in, said, contents):
    assert said_in(f"Mayor Ada Brill said {said}.") == [("Ada Brill", content) for content in contents]


def test_a_figure_of_another_source_is_no_part_of_what_was_said(said_in):
    text = "The guild said ten boats were lost while the quay office put the number at three."
    assert said_in(text) == [
        ("guild", "ten boats were lost"),
        ("quay office", "the number at three"),
    ]


@pytest.mark.parametrize(
    ("text", "content", "found"),
    [
        (
            "The mayor put between 10 and 15 houses burned.",
            "between 10 and 15 houses burned",
            [((10, 15), "houses", "range")],
        ),
        (
            "The ministry put the damage at $1.2bn to $1.5bn.",
            "the damage at $1.2bn to $1.5bn",
            [((1.2e9, 1.5e9), "dollars", "range")],
        ),
        (
            "Rescuers reported 12 dead and 60+ wounded.",
            "12 dead and 60+ wounded",
            [(12, "dead", "exact"), (60, "wounded", "at-least")],
        ),
        ("The clinic counted 60+ wounded.", "60+ wounded", [(60, "wounded", "at-least")]),
        (
            "The fire service reported 4 dead, 12 injured and 3 missing.",
            "4 dead, 12 injured and 3 missing",
            [(4, "dead", "exact"), (12, "injured", "exact"), (3, "missing", "exact")],
        ),
        (
            "The ministry said losses came to €3 million-€5 million.",
            "losses came to €3 million-€5 million",
            [((3e6, 5e6), "euros", "range")],
        ),
        ("The mayor put at 12 the number of dead.", "at 12 the number of dead", [(12, "dead", "exact")]),
        ("The regulator estimated the loss at 7.", "the loss at 7", [(7, "", "exact")]),
        (
            "Losses were put at $1.2bn to $1.5bn by the insurer.",
            "Losses … $1.2bn to $1.5bn",
            [((1.2e9, 1.5e9), "dollars", "range")],
        ),
        (
            "Losses were put by the insurer at $3m to $5m.",
            "Losses … $3m to $5m",
            [((3e6, 5e6), "dollars", "range")],
        ),
        (
            "The dead were put by the army at 12 and the wounded at 60.",
            "The dead … 12 and the wounded at 60",
            [(12, "", "exact"), (60, "wounded", "exact")],
        ),
        ("Losses were put at $2m by the insurer.", "Losses … $2m", [(2e6, "dollars", "exact")]),
    ],
)
def test_a_count_is_told_whole(claims_of, text, content, found):
    [claim] = claims_of(text)
    assert " … ".join(span.of(text) for span in claim.content) == content
    assert [(q.value, q.unit, q.qualifier) for q in claim.quantities] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It began at 4 am and killed three soldiers of the 8th Brigade.", [(3, "soldiers")]),
        ("Flight 12 had carried 140 passengers.", [(140, "passengers")]),
        ("A lorry on Route 66 hit two cars.", [(2, "cars")]),
        ("The army destroyed two T-72 tanks and six 122-mm Grads.", [(2, "tanks"), (6, "grads")]),
        ("A T-72 burned near Hill 402.", []),
        ("Rockets 122 mm in calibre fell 300 metres away.", [(300, "metres")]),
        ("155mm shells hit Block 4, wounding 2 workers.", [(2, "workers")]),
        ("Some 12 mm of rain fell.", [(12, "mm")]),
        ("The blast in Apartment 4 hurt two children.", [(2, "children")]),
        ("Engine 7 and Ladder 3 reached the house by 5 pm.", []),
        ("The fire covered 2.5 sq km.", [(2.5, "sq km")]),
        ("Some 5,000 sq m of roof were lost.", [(5000, "sq m")]),
        ("31 people were wounded. 9 of the wounded were children.", [(31, "people"), (9, "children")]),
    ],
)
def test_names_and_calibres_are_no_figures(text, found):
    assert [(one.read[0][0], one.read[1]) for one in figures.found_in(text)] == found


def test_a_figure_takes_no_noun_from_far_away():
    near = "Brill counted 40 tents. The guild knows of 12."
    far = "Brill counted 40 tents. It rained. The quay was shut. Nobody came. The guild knows of 12."
    assert [one.read[1] for one in figures.found_in(near)] == ["tents", "tents"]
    assert [one.read[1] for one in figures.found_in(far)] == ["tents", ""]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The school sent 300 pupils home.", [(300, "pupils")]),
        ("40 of the ward's 60 beds were empty.", [(40, "beds"), (60, "beds")]),
        ("Losses came to between $3m and $4m.", [(3e6, "dollars")]),
        ("The hall counted 300 home games.", [(300, "games")]),
    ],
)
def test_the_noun_counted_is_neither_its_owner_nor_where_it_goes(text, found):
    assert [(one.read[0][0], one.read[1]) for one in figures.found_in(text)] == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "A source said 14 were killed and more than 30 wounded.",
            [("source", "14 were killed and more than 30 wounded")],
        ),
        (
            "The ministry put the damage at between $3m and $4m and said the depot was shut.",
            [("ministry", "the damage at between $3m and $4m"), ("ministry", "the depot was shut")],
        ),
        (
            "Joss Hane denied that the ship was overloaded and refused to say who owned it.",
            [("Joss Hane", "that the ship was overloaded"), ("Joss Hane", "who owned it")],
        ),
        (
            "Joss Hane said the ship was overloaded and refused to turn.",
            [("Joss Hane", "the ship was overloaded and refused to turn")],
        ),
        (
            "The office said he would not come, but did not say why.",
            [("office", "he would not come"), ("office", "why")],
        ),
        (
            "Joss Hane promised new boats by the end of May.",
            [("Joss Hane", "new boats by the end of May")],
        ),
    ],
)
def test_a_verb_left_out_and_a_second_cue_are_told_apart(said_in, text, said):
    assert said_in(text) == said


def test_the_month_of_may_makes_nothing_possible(claims_of):
    text = "From 3 to 5 May our forces shot down 41 drones."
    [claim] = claims_of(text, kind="statement", publisher="Ministry of Defence of Kestria")
    assert (claim.event_status, claim.certainty) == ("happened", "unspecified")
