"""What two figures count: the same, another kind of count, or the losses of two sides."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.compare.makers import DAY, NEXT_DAY, compared, line, number, relations, written

from sayso.claims.types import ClaimTime
from sayso.compare.counts import kind_of_count
from sayso.compare.polarity import negated_at_end
from sayso.compare.scope import scope_of
from sayso.compare.types import Comparison
from sayso.compare.verbs import done_with
from sayso.compare.words import tokens_of
from sayso.values import StatedTime, TextSpan


def both(one: dict[str, object], other: dict[str, object], **more: object) -> Comparison:
    """Compare two claims, the second said a day after the first."""
    return compared(
        written("north", one, published=DAY, **more), written("south", other, published=NEXT_DAY, **more)
    )


def test_the_losses_of_one_side_are_no_part_of_the_losses_of_the_other() -> None:
    found = compared(
        written("north", line("Ana Pell", "40 fighters were killed at Orvik bridge", number(40, "fighters"))),
        written("south", line("Iko Brandt", "3 soldiers died at Orvik bridge", number(3, "soldiers"))),
    )

    assert relations(found) == []


@pytest.mark.parametrize(
    "words",
    [
        "the ferry Tarn carries 160 people on summer mornings",
        "the ferry Tarn was certified for 160 people",
        "the ferry Tarn carried 160 people a year ago",
    ],
)
def test_what_is_usual_or_allowed_or_past_counts_another_thing(words: str) -> None:
    found = compared(
        written("north", line("Ana Pell", "the ferry Tarn carried 112 people", number(112, "people"))),
        written("south", line("Iko Brandt", words, number(160, "people"))),
    )

    assert relations(found) == ["different-scope"]


def test_a_rate_of_pay_and_a_bed_for_the_night_are_no_kind_of_count() -> None:
    assert kind_of_count("the lowest wage was 400 a month with board") is None
    assert kind_of_count("she was finding beds for 22 families") is None


def test_a_count_up_to_an_hour_is_overtaken_by_that_of_the_whole_day() -> None:
    found = both(
        line("Ana Pell", "turnout had reached 41 percent by 15:00", number(41, "percent")),
        line("Iko Brandt", "turnout was 64 percent", number(64, "percent")),
    )

    assert relations(found) == ["updates"]


def test_two_turnouts_of_the_whole_day_conflict() -> None:
    found = both(
        line("Ana Pell", "turnout was 58 percent", number(58, "percent")),
        line("Iko Brandt", "turnout was 64 percent", number(64, "percent")),
    )

    assert relations(found) == ["conflicts"]


def test_who_denies_hundreds_denies_the_number_that_somebody_gives() -> None:
    found = compared(
        written("north", line("Ana Pell", "240 people were detained at Orvik bridge", number(240, "people"))),
        written(
            "south",
            line(
                "Iko Brandt",
                "that hundreds of people were detained at Orvik bridge",
                number(100, "people", "vague"),
                act="deny",
            ),
        ),
    )

    assert relations(found) == ["conflicts"]
    assert "Iko Brandt denies" in found.findings[0].reason


def test_who_denies_that_it_was_more_than_a_number_leaves_that_number() -> None:
    found = compared(
        written("north", line("Ana Pell", "6 people were detained at Orvik bridge", number(6, "people"))),
        written(
            "south",
            line(
                "Iko Brandt",
                "that more than 6 people were detained at Orvik bridge",
                number(6, "people", "more-than"),
                act="deny",
            ),
        ),
    )

    assert relations(found) == ["agrees"]
    assert "the bound is denied" in found.findings[0].reason


def test_who_counts_those_that_did_not_come_back_denies_no_number() -> None:
    found = compared(
        written("north", line("Ana Pell", "18 miners are missing in the pit", number(18, "miners"))),
        written(
            "south",
            line(
                "Iko Brandt",
                "60 miners had not come up from the pit and are missing",
                number(60, "miners"),
                event_status="not-happened",
            ),
        ),
    )

    assert relations(found) == ["conflicts"]
    assert "denies" not in found.findings[0].reason


@pytest.mark.parametrize(
    ("before", "negates"),
    [
        ("the jail never held ", True),
        ("there were not ", True),
        ("not fewer than ", False),
        ("not quite ", False),
        ("nobody was warned, but ", False),
    ],
)
def test_a_number_is_denied_by_what_stands_before_it_in_its_clause(before: str, negates: bool) -> None:
    assert negated_at_end(before) is negates


def test_a_source_that_rounds_its_own_number_repeats_it() -> None:
    found = both(
        line("Orvik Archive", "296,000 files were copied", number(296_000, "files")),
        line("Orvik Archive", "nearly 300,000 files were copied", number(300_000, "files", "less-than")),
    )

    assert relations(found) == ["repeats"]


def test_a_withdrawal_touches_no_count_that_is_older_than_the_number_withdrawn() -> None:
    found = compared(
        written(
            "first", line("Mila Roth", "over 30 people died in Orvik", number(30, "people", "more-than"))
        ),
        written(
            "second",
            line("Ana Pell", "31 people died in Orvik", number(31, "people")),
            published=NEXT_DAY,
        ),
        written(
            "third",
            line("Iko Brandt", "the toll of 31 people dead in Orvik", number(31, "people"), act="retract"),
            line("Iko Brandt", "22 people died in Orvik", number(22, "people")),
            published="2031-05-06T10:00:00Z",
        ),
    )

    reasons = [one.reason for one in found.findings if one.relation == "updates"]
    assert any("withdraws 31 people" in reason for reason in reasons)
    oldest = min(found.questions[0].positions, key=lambda one: one.value).claim
    assert [one for one in found.findings if one.relation == "conflicts" and oldest in (one.left, one.right)]


def test_what_is_said_beside_a_bare_withdrawal_is_not_taken_back_by_it() -> None:
    found = compared(
        written(
            "post",
            line("Tarn Maps", "we were wrong about the clip of the bridge", act="retract"),
            line("Tarn Maps", "the clip of the bridge was filmed in Lund"),
        )
    )

    assert relations(found) == []


def test_a_day_before_the_end_of_a_month_fits_the_end_of_the_month() -> None:
    def timed(words: str, start: str | None, end: str) -> dict[str, object]:
        stated = StatedTime(text=words, start=start, end=end)
        return {"times": (ClaimTime(span=TextSpan(0, 4), stated=stated),), "event_status": "planned"}

    found = both(
        line(
            "Ana Pell",
            "the next stage is scheduled before June",
            **timed("before June", None, "2031-05-31"),
        ),
        line(
            "Iko Brandt",
            "the next stage is scheduled for 18 May",
            **timed("18 May", "2031-05-18", "2031-05-18"),
        ),
    )

    assert "conflicts" not in relations(found)


@pytest.mark.parametrize(("zones", "conflict"), [(("GMT", "local time"), False), (("GMT", "GMT"), True)])
def test_hours_of_two_zones_are_not_set_against_each_other(zones, conflict) -> None:
    def rang(who: str, hour: str, zone: str):
        at = f"2031-05-04T{hour}"
        stated = StatedTime(text=f"{hour} {zone}", start=at, end=at, zone=zone)
        times = (ClaimTime(span=TextSpan(0, 4), stated=stated),)
        return line(who, f"the siren of Orvik rang at {hour} {zone}", times=times)

    found = both(rang("Ana Pell", "15:00", zones[0]), rang("Iko Brandt", "18:00", zones[1]))

    assert ("conflicts" in relations(found)) is conflict


def test_a_label_before_a_colon_is_no_place() -> None:
    around = "Live: Turnout had reached 41 percent."

    assert not scope_of("Turnout had reached 41 percent", (), (around,)).known


def test_a_number_of_somebody_unnamed_in_a_text_that_names_its_source_repeats_it() -> None:
    found = compared(
        written(
            "report",
            line("Orvik Lawyers", "240 people were detained at Orvik bridge", number(240, "people")),
            publisher="Orvik Lawyers",
            kind="statement",
        ),
        written(
            "paper",
            line(
                "a group of lawyers",
                "240 people were detained at Orvik bridge that night",
                number(240, "people"),
                anonymous=True,
            ),
            cites=("report",),
        ),
    )

    assert relations(found) == ["repeats"]


@pytest.mark.parametrize(
    "words",
    [
        "9 miners were charged after the blast in the Orvik pit",
        "9 miners lost their homes after the blast in the Orvik pit",
    ],
)
def test_what_became_of_others_is_no_toll(words: str) -> None:
    found = compared(
        written("north", line("Ana Pell", "30 miners died in the Orvik pit", number(30, "miners"))),
        written("south", line("Iko Brandt", words, number(9, "miners"))),
    )

    assert relations(found) == []


def test_two_parts_of_numbers_that_nobody_gives_are_no_pair() -> None:
    five, seventeen = (
        line("Ana Pell", "Five of the injured are in a grave condition", number(5, "people")),
        line("Iko Brandt", "Seventeen of the injured were taken to Orvik", number(17, "people")),
    )

    assert _of_one_question(five, seventeen) == []
    assert _of_one_question(five, {**five, "speaker": "Iko Brandt"}) == ["repeats"]  # word for word


def test_the_losses_of_both_sides_are_another_count_than_those_of_one() -> None:
    both = line("Ana Pell", "up to 8 soldiers died on both sides", number(8, "soldiers", "at-most"))
    one = line("Iko Brandt", "4 soldiers died", number(4, "soldiers"))

    assert _of_one_question(both, one) == ["different-scope"]


def test_two_numbers_of_different_things_do_not_agree_for_standing_on_one_side() -> None:
    put = line("Ana Pell", "the number at 40,000", number(40000, ""))
    expected = line("Iko Brandt", "60,000 people next Saturday", number(60000, "people"))

    assert _of_one_question(put, expected) == []


def _of_one_question(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """The relations of two claims that answer one question by a person's word."""
    north, south = written("north", one), written("south", other)
    return relations(compared(north, south, joined={frozenset((north[1][0].id, south[1][0].id))}))


def test_not_one_of_a_thing_is_none_of_it_and_conflicts_with_some() -> None:
    found = compared(
        written("north", line("Ana Pell", "not one pump is running in the Orvik pit", number(1, "pumps"))),
        written("south", line("Iko Brandt", "four pumps are running in the Orvik pit", number(4, "pumps"))),
    )

    assert [one.reason for one in found.findings] == [
        "“0 pumps” and “4 pumps” cannot both be true as worded."
    ]


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("not one pump is running in the Orvik pit", "updates"),
        ("not one pump was running in the Orvik pit when the shaft flooded", "conflicts"),
    ],
)
def test_things_at_work_a_day_after_there_were_none_overtake_them(words: str, relation: str) -> None:
    found = both(
        line("Ana Pell", words, number(1, "pumps"), event_status="not-happened"),
        line(
            "Iko Brandt",
            "four pumps are running in the Orvik pit",
            number(4, "pumps"),
            event_status="ongoing",
        ),
    )

    assert relations(found) == [relation]


@pytest.mark.parametrize(
    ("earlier", "later", "relation"),
    [("exact", 30, "updates"), ("exact", 9, "conflicts"), ("at-most", 30, "conflicts")],
)
def test_more_things_of_one_state_a_day_later_overtake_fewer(earlier: str, later: int, relation: str) -> None:
    found = both(
        line(
            "Ana Pell",
            "14 ships are waiting off Tarn lighthouse",
            number(14, "ships", earlier),
            event_status="ongoing",
        ),
        line(
            "Iko Brandt",
            f"{later} ships are waiting off Tarn lighthouse",
            number(later, "ships"),
            event_status="ongoing",
        ),
    )

    assert relations(found) == [relation]


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("a blast struck the Orvik pit on 4 May, killing 30 miners", "updates"),
        ("30 miners had died in the Orvik pit by 4 May", "conflicts"),
    ],
)
def test_the_day_that_something_struck_is_none_up_to_which_the_dead_were_counted(
    words: str, relation: str
) -> None:
    at = words.index("4 May")
    stated = StatedTime(text="4 May", start="2031-05-04", end="2031-05-04")
    day = ClaimTime(span=TextSpan(at, at + 5), stated=stated)
    found = both(
        line("Ana Pell", "9 miners died in the Orvik pit", number(9, "miners")),
        line("Iko Brandt", words, number(30, "miners"), times=(day,)),
    )

    assert relations(found) == [relation]


@pytest.mark.parametrize(
    ("later", "relation"), [(300, "updates"), (1120, "updates"), (1121, "conflicts"), (1400, "conflicts")]
)
def test_ten_times_as_many_are_another_account_and_no_count_that_grew(later: int, relation: str) -> None:
    found = both(
        line("Ana Pell", "112 people died at Orvik bridge", number(112, "people")),
        line("Iko Brandt", f"{later} people died at Orvik bridge", number(later, "people")),
    )

    assert relations(found) == [relation]


def test_who_speaks_later_of_another_day_for_what_is_to_come_updates_what_he_said() -> None:
    def timed(words: str, day: str) -> dict[str, object]:
        stated = StatedTime(text=words, start=day, end=day)
        return {"times": (ClaimTime(span=TextSpan(0, 4), stated=stated),), "event_status": "planned"}

    documents = [
        written(
            "north", line("Ana Pell", "the second convoy will cross on 9 May", **timed("9 May", "2031-05-09"))
        ),
        written(
            "south",
            line("Ana Pell", "the others are to follow on 20 May", **timed("20 May", "2031-05-20")),
            published=NEXT_DAY,
        ),
    ]
    pair = frozenset(claim.id for _, claims in documents for claim in claims)

    assert relations(compared(*documents, joined=[pair])) == ["updates"]


def test_who_dates_what_happened_twice_has_not_planned_it_anew() -> None:
    def filmed(words: str, day: str) -> dict[str, object]:
        stated = StatedTime(text=words, start=day, end=day)
        return {"times": (ClaimTime(span=TextSpan(0, 4), stated=stated),)}

    documents = [
        written("north", line("Ana Pell", "the clip was filmed on 2 May", **filmed("2 May", "2031-05-02"))),
        written(
            "south",
            line("Ana Pell", "the shadows look like 9 May", **filmed("9 May", "2031-05-09")),
            published=NEXT_DAY,
        ),
    ]
    pair = frozenset(claim.id for _, claims in documents for claim in claims)

    assert relations(compared(*documents, joined=[pair])) == ["repeats"]


@pytest.mark.parametrize(("later", "relation"), [(23, "updates"), (21, "agrees")])
def test_a_higher_toll_a_day_later_overtakes_a_bound_that_it_keeps_to(later: int, relation: str) -> None:
    found = both(
        line("Ana Pell", "at least 21 people died at Orvik bridge", number(21, "people", "at-least")),
        line("Iko Brandt", f"{later} people died at Orvik bridge", number(later, "people")),
    )

    assert relations(found) == [relation]


def test_a_toll_is_not_overtaken_where_somebody_said_that_there_are_no_more() -> None:
    found = both(
        line("Ana Pell", "no more than five people died at Orvik bridge", number(5, "people", "at-most")),
        line("Iko Brandt", "23 people died at Orvik bridge", number(23, "people")),
    )

    assert relations(found) == ["conflicts"]


def test_who_denies_a_count_later_overtakes_none() -> None:
    found = both(
        line("Ana Pell", "31 miners died in the Orvik pit", number(31, "miners")),
        line(
            "Iko Brandt",
            "reports of dozens of dead miners in the Orvik pit are untrue",
            number(12, "miners", "vague"),
        ),
    )

    assert relations(found) == ["conflicts"]


def test_what_was_promised_and_has_come_is_no_plan() -> None:
    found = compared(
        written(
            "north", line("Ana Pell", "all 40 promised tankers have reached Orvik", number(40, "tankers"))
        ),
        written("south", line("Iko Brandt", "22 tankers have reached Orvik", number(22, "tankers"))),
    )

    assert relations(found) == ["conflicts"]


def test_what_is_told_around_of_a_village_limits_no_toll_and_a_hospital_does() -> None:
    assert scope_of("the dead at 17", (), ("She put the dead at 17 in the village.",)).level is None
    assert scope_of("the dead at 17", (), ("The hospital put the dead at 17.",)).level == "site"


def _two_counts(one: str, other: str, *, unit: str) -> list[str]:
    """How 42 and 17 of something stand to each other."""
    first = line("Ana Pell", one, number(42, unit))
    return relations(
        compared(written("north", first), written("south", line("Iko Brandt", other, number(17, unit))))
    )


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        ("the board sent 42 lorries to Orvik", "17 lorries were searched at Orvik", "lorries"),
        ("42 lorries were stopped at Orvik gate", "17 lorries were burned at Orvik gate", "lorries"),
        (
            "42 files of the Orvik land office were copied",
            "17 files of the Orvik land office were viewed",
            "files",
        ),
        ("42 people were arrested in Orvik", "17 people were questioned in Orvik", "people"),
    ],
)
def test_what_was_done_with_those_counted_parts_two_counts(one: str, other: str, unit: str) -> None:
    assert _two_counts(one, other, unit=unit) == ["different-scope"]


def test_other_words_for_one_thing_done_part_no_counts() -> None:
    assert _two_counts(
        "the board sent 42 lorries to Orvik", "17 lorries were dispatched to Orvik", unit="lorries"
    ) == ["conflicts"]
    assert _two_counts(
        "42 people were arrested in Orvik", "17 people were detained in Orvik", unit="people"
    ) == ["conflicts"]


def test_a_verb_behind_the_border_of_a_clause_is_not_that_of_the_number() -> None:
    text = "the 42 lorries on the road, said the clerk who, two days before, had been searched"
    tokens = tokens_of(text)

    assert done_with(text, tokens, 1, people=False) is None
    assert done_with("42 lorries were searched", tokens_of("42 lorries were searched"), 0, people=False) == (
        "were searched"
    )
    assert (
        done_with("42 lorries were searched", tokens_of("42 lorries were searched"), 0, people=True) is None
    )


@pytest.mark.parametrize(
    ("words", "later"),
    [
        (("eight crew of the Orvik are missing", number(8, "crew")), ("two people", number(2, "people"))),
        (("eight sailors of the Orvik are missing", number(8, "sailors")), ("two", number(2, "people"))),
        (("eight miners of the Orvik are missing", number(8, "miners")), ("two people", number(2, "people"))),
    ],
)
def test_one_source_counts_on_by_whatever_word_for_those_it_counts(words, later) -> None:
    earlier = written("north", line("Orvik Coast Guard", words[0], words[1]), published=DAY)
    again = line("Orvik Coast Guard", f"{later[0]} of the Orvik are still missing", later[1])
    [found] = compared(earlier, written("south", again, published=NEXT_DAY)).findings

    assert found.relation == "updates"
    assert found.left == earlier[1][0].id


def test_a_ships_crew_and_the_people_on_it_are_counted_as_one() -> None:
    crew = line("Orvik Coast Guard", "22 crew were aboard the ferry Orvik", number(22, "crew"))
    people = line("Ana Pell", "24 people were aboard the ferry Orvik", number(24, "people"))

    assert relations(both(crew, people)) == ["conflicts"]


def test_the_safe_of_one_ship_are_not_replaced_by_the_bodies_of_another() -> None:
    safe = line("Orvik Coast Guard", "all 19 crew members of the ferry are safe", number(19, "members"))
    bodies = line("Orvik Coast Guard", "four bodies from the ferry were recovered", number(4, "bodies"))

    assert "updates" not in relations(both(safe, bodies))


_BOTH_ABOARD = ("212 passengers and 14 crew had been aboard", number(212, "passengers"), number(14, "crew"))


@pytest.mark.parametrize(
    ("words", "figure", "other", "found"),
    [
        ("16 crew were aboard", number(16, "crew"), _BOTH_ABOARD, ["conflicts"]),
        ("16 sailors were aboard", number(16, "sailors"), _BOTH_ABOARD, ["conflicts"]),
        ("14 crew were aboard", number(14, "crew"), _BOTH_ABOARD, ["agrees"]),
        ("208 passengers were aboard", number(208, "passengers"), _BOTH_ABOARD, ["conflicts"]),
        (
            "16 crew were aboard",
            number(16, "crew"),
            ("208 passengers were aboard, not 212", number(208, "passengers"), number(212, "passengers")),
            [],
        ),
        ("16 crewmen were aboard", number(16, "crewmen"), ("one passenger", number(1, "passenger")), []),
        ("16 crew were aboard", number(16, "crew"), ("16 passengers", number(16, "passengers")), []),
        ("16 crew were aboard", number(16, "crew"), ("24 people", number(24, "people")), ["conflicts"]),
        (
            "16 passengers were aboard",
            number(16, "passengers"),
            ("24 people", number(24, "people")),
            ["different-scope"],
        ),
        (
            "16 passengers were aboard",
            number(16, "passengers"),
            ("14 crew and 20 children", number(14, "crew"), number(20, "children")),
            ["different-scope"],
        ),
    ],
)
def test_a_crew_is_held_against_a_crew_and_never_against_passengers(words, figure, other, found) -> None:
    text = other[0] if "aboard" in other[0] else f"{other[0]} were aboard"
    one, two = line("Orvik Seamen", f"{words} the ferry Orvik", figure), line("Ana Pell", text, *other[1:])

    assert relations(both(one, two)) == found
    assert relations(both(two, one)) == found


def test_who_is_asked_how_many_passengers_answers_with_no_crew() -> None:
    told = line("Ana Pell", *_BOTH_ABOARD)
    again = line("Iko Brandt", "208 passengers had been aboard", number(208, "passengers"))
    crew = line("Orvik Seamen", "16 crew had been aboard", number(16, "crew"))
    found = compared(*(written(name, one) for name, one in zip("abc", (told, again, crew), strict=True)))
    asked = next(one for one in found.questions if "passengers" in one.text)

    assert sorted(one.value for one in asked.positions)[-2:] == ["208", "212"]
    assert "16" not in {one.value for one in asked.positions}


@pytest.mark.parametrize(
    ("everybody", "passengers", "crew", "relation"),
    [
        (217, 201, 16, "agrees"),
        (230, 201, 16, "different-scope"),  # a second crew, or children who are no passengers
        (190, 201, 16, "conflicts"),
        (217, 201, None, "different-scope"),
    ],
)
def test_passengers_and_crew_are_all_on_board(
    everybody: int, passengers: int, crew: int | None, relation: str
) -> None:
    words = f"{passengers} passengers were on board the Sela" + (f", with {crew} crew" if crew else "")
    figures = [number(passengers, "passengers"), *([number(crew, "crew")] if crew else [])]
    all_of_them = f"{everybody} people were on board the Sela"

    one, other = (
        line("Ana Pell", all_of_them, number(everybody, "people")),
        line("Iko Brandt", words, *figures),
    )

    assert _of_one_question(one, other) == [relation]
    assert _of_one_question(other, one) == [relation]


@pytest.mark.parametrize(
    ("whole", "unit", "parts", "relation"),
    [
        ("17 people of the Sela died", "people", "12 passengers of the Sela and 5 crew died", "agrees"),
        (
            "17 people of the Sela died",
            "people",
            "12 passengers of the Sela died, and 5 of the dead were crew",
            "agrees",
        ),
        (
            "17 people of the Sela died",
            "people",
            "12 passengers of the Sela died and 5 crew were hurt",
            "conflicts",
        ),
        ("17 people of the Sela died", "people", "12 passengers were aboard the Sela, and 5 crew", ""),
        (
            "17 passengers of the Sela died",
            "passengers",
            "12 passengers of the Sela and 5 crew died",
            "conflicts",
        ),
    ],
)
def test_passengers_and_crew_of_one_fate_are_all_whom_it_befell(
    whole: str, unit: str, parts: str, relation: str
) -> None:
    one = line("Ana Pell", whole, number(17, unit))
    other = line("Iko Brandt", parts, number(12, "passengers"), number(5, "crew"))

    assert _of_one_question(one, other) == [relation] * bool(relation)


def test_a_figure_that_was_replaced_is_confirmed_by_no_sum() -> None:
    first = line(
        "Ana Pell", "our first figure of 17 people dead on the Sela is superseded", number(17, "people")
    )
    sum_of = "12 passengers of the Sela and 5 crew died", number(12, "passengers"), number(5, "crew")

    assert _of_one_question(first, line("Iko Brandt", *sum_of)) != ["agrees"]


def test_nobody_who_died_is_missing_still() -> None:
    died = line("Ana Pell", "one passenger of the Sela died", number(1, "passenger"))
    missing = line("Iko Brandt", "one person of the Sela is missing", number(1, "person"))

    assert _of_one_question(died, missing) == []


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("9 rockets were fired at Orvik from a wood two kilometres east of the village", "conflicts"),
        ("9 rockets hit the village of Tarn", "different-scope"),
    ],
)
def test_how_far_from_a_place_something_came_limits_no_count_to_it(words: str, relation: str) -> None:
    many = line("Iko Brandt", "14 rockets were fired at Orvik", number(14, "rockets"))

    assert _of_one_question(line("Ana Pell", words, number(9, "rockets")), many) == [relation]


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("at least 12 people died at Orvik bridge", "at-least"),
        ("12 people died at Orvik bridge, by a preliminary count", "exact"),
    ],
)
def test_what_was_known_at_first_is_overtaken_by_however_many(words: str, qualifier: str) -> None:
    found = both(
        line("Ana Pell", words, number(12, "people", qualifier)),
        line("Iko Brandt", "140 people died at Orvik bridge", number(140, "people")),
    )

    assert relations(found) == ["updates"]


def test_dead_who_were_counted_by_a_day_leave_others_missing_on_it() -> None:
    words = "30 miners had died in the Orvik pit by 4 May, leaving six missing"
    at = words.index("4 May")
    stated = StatedTime(text="4 May", start="2031-05-04", end="2031-05-04")
    found = both(
        line("Ana Pell", "9 miners died in the Orvik pit", number(9, "miners")),
        line(
            "Iko Brandt",
            words,
            number(30, "miners"),
            times=(ClaimTime(span=TextSpan(at, at + 5), stated=stated),),
        ),
    )

    assert relations(found) == ["conflicts"]


@pytest.mark.parametrize(
    ("one", "other", "unit", "relation"),
    [
        ("52 lorries in Orvik province", "71 lorries in Tarn city", "lorries", ""),
        ("52 lorries in all", "71 lorries, at the least", "lorries", "conflicts"),  # of no two places
        (
            "52 houses were destroyed in Orvik province",
            "71 houses were flattened in Tarn city",
            "houses",
            "different-scope",
        ),
        ("a magnitude of 5.2 in Orvik province", "7.1, as felt in Tarn city", "magnitude", "conflicts"),
        ("52 million crowns in Orvik province", "71 million crowns in Tarn city", "crowns", "conflicts"),
        ("52 hours in Orvik province", "71 hours in Tarn city", "hours", "conflicts"),
    ],
)
def test_things_of_two_places_of_which_nothing_is_said_in_common_are_two_counts(
    one: str, other: str, unit: str, relation: str
) -> None:
    figures = [float(re.findall(r"[\d.]+\d", words)[0]) for words in (one, other)]
    pair = [
        line(who, words, number(figure, unit))
        for who, words, figure in zip(("Ana Pell", "Iko Brandt"), (one, other), figures, strict=True)
    ]

    assert _of_one_question(*pair) == [relation] * bool(relation)
