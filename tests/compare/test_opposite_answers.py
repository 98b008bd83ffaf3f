"""Where two claims share words, and yet say the opposite, or nothing of one thing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.compare.makers import DAY, compared, line, number, written

from sayso.claims.types import ClaimTime, Quantity
from sayso.values import StatedTime, TextSpan

Told = dict[str, Any]
_AT_FERRY = "drones were launched from Veskan territory against the ferry Rosa Lind"
_FROM_US = "any drone had been launched from our territory"


def told(words: str, *figures: Quantity, **more: Any) -> Told:
    return line(more.pop("speaker", ""), words, *figures, **more)


def stands(one: Told, other: Told) -> str:
    """How claims of the ministries of Veska and Tessia stand, put to one question; "" for not at all."""
    documents = [
        written(name, {**claim, "speaker": claim["speaker"] or speaker}, published=DAY)
        for name, speaker, claim in (
            ("north", "Veskan Defence Ministry", one),
            ("south", "Tessian Defence Ministry", other),
        )
    ]
    pair = frozenset(claim.id for _, claims in documents for claim in claims)
    found = compared(*documents, joined=[pair]).findings
    return found[0].relation if found else ""


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("the drones were launched from inside Veska", "they came low from the Tessian side", "conflicts"),
        ("the rockets were fired from Veskan territory", "the rockets came from Tessia", "conflicts"),
        ("the guns fired at us from within Tessia", "the shells came from Tessia over the hills", "agrees"),
        ("the guns fired from the Orvik heights", "the shells came from the Tessian side", ""),
        ("the boats had set out from Orvik", "the boats came from Tarn at dawn", ""),
        ("no rocket was fired from Veskan soil", "the rockets came from Veska", "conflicts"),
        ("no rocket was fired from Veskan soil", "the rockets came from inside Tessia", "agrees"),
        ("no rocket was fired from Veskan soil", "two rockets hit the market, and rockets burned", ""),
        ("the mines are old and far from Veska", "mines were laid by night", "agrees"),
    ],
)  # fmt: skip
def test_two_places_whence_one_thing_came_are_two_answers(one: str, other: str, relation: str) -> None:
    never = {"event_status": "not-happened"} if one.startswith("no ") else {}

    assert stands(told(one, **never), told(other)) == relation


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        ("the drones came from Veska, there is no doubt", "conflicts"),
        ("all the drones were launched from inside Tessia", "agrees"),
        ("the drones hit the depot at Tarn", ""),
        ("the drones were not launched from the Veskan side", "agrees"),
    ],
)
def test_who_denies_that_it_came_from_our_territory_denies_his_own_and_no_more(
    other: str, relation: str
) -> None:
    never = {"event_status": "not-happened"} if " not " in other else {}

    assert (
        stands(told("drones were launched from our territory", act="deny"), told(other, **never)) == relation
    )


@pytest.mark.parametrize(
    ("denied", "other", "relation"),
    [
        (_AT_FERRY, "our drones reached the ferry Rosa Lind this morning", "conflicts"),
        (_AT_FERRY, "it had hit the ferry with two drones", "conflicts"),
        ("rockets were fired from our soil at the market", "rockets struck the market at noon", "conflicts"),
        ("it sent drones against the ferry from its land", "drones attacked the ferry by night", "conflicts"),
        (_FROM_US, "the drone was launched from Veska at dawn", "conflicts"),
        (_FROM_US, "Veskan drones hit the harbour", "conflicts"),
        (_FROM_US, "it was Veska that sent the drones", "conflicts"),
        # The thing alone, its target alone, a day or a place: of none of these is anything denied.
        (_AT_FERRY, "there was a drone above us", ""),
        (_AT_FERRY, "three drones hit the depot", ""),
        (_AT_FERRY, "the ferry burned for six hours", ""),
        (_AT_FERRY, "the crew of the ferry saw two drones far off", ""),
        ("drones were launched from our territory on Sunday", "three drones hit the depot on Sunday", ""),
        ("drones were launched from our territory at dawn", "three drones hit the depot at dawn", ""),
        ("the drones that hit the depot came from our territory", "three drones hit the depot", ""),
        (_FROM_US, "three drones hit a depot in northern Veska", ""),
        (_FROM_US, "over Veska drones flew, and in Veska drones hit a depot", ""),
        (_FROM_US, "we launched three drones", ""),
        # What was launched is the thing by itself: neither another one, nor what it once hit, nor its sender.
        (_AT_FERRY, "a shell struck the ferry at dawn", ""),
        (
            "the rockets that struck the depot were fired from our territory at the market",
            "shells hit the market, then the depot",
            "",
        ),
        ("Veska sent drones from its land against the ferry", "rockets hit the ferry of Veska", ""),
    ],
)  # fmt: skip
def test_who_denies_an_act_on_a_target_from_there_denies_what_claims_that_act(
    denied: str, other: str, relation: str
) -> None:
    assert stands(told(denied, act="deny"), told(other)) == relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("they had held the master of the Rosa Lind", "the oil on the beach is that of the Rosa Lind"),
        ("help was asked of Orvik at once", "the phone rings and rings in Orvik"),
        ("the bishop wrote to Ana Sund at noon", "the roof of the house of Ana Sund is new"),
    ],
)
def test_who_share_a_name_alone_neither_agree_nor_conflict(one: str, other: str) -> None:
    assert stands(told(one), told(other)) == ""
    assert stands(told(one), told(other, act="deny")) == ""


def test_a_name_that_is_the_answer_is_one() -> None:
    assert stands(told("the men who came were Tessian"), told("they are Tessian, all of them")) == "agrees"


def test_two_numbers_of_what_cannot_be_held_together_make_no_agreement() -> None:
    one = told("there were 22 crates of tea in the hold", number(22, "crates"))
    other = told("there were 24 sacks of tea in the hold", number(24, "sacks"))

    assert stands(one, other) == ""
    assert stands(told("there was tea in the hold"), told("tea lay in the hold")) == "agrees"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("she was at anchor when she was struck", "the tanker had weighed anchor at four", "conflicts"),
        ("she was at anchor when she was struck", "the tanker was under way when struck", "conflicts"),
        ("she was not at anchor", "the tanker had raised her anchor by four", "agrees"),
        ("she lay at anchor off the cape", "the tanker had dropped anchor at four", "agrees"),
    ],
)
def test_at_anchor_and_under_way_are_opposites(one: str, other: str, relation: str) -> None:
    never = {"event_status": "not-happened"} if " not " in one else {}

    assert stands(told(one, **never), told(other)) == relation


@pytest.mark.parametrize(
    "none",
    [
        told("there had been any cadets on the ship", act="deny"),
        told("there were no cadets on the ship", event_status="not-happened"),
        told("there had never been any cadets on the ship", event_status="not-happened"),
    ],
)
def test_what_is_counted_is_there_whatever_is_denied_of_it(none: Told) -> None:
    never = {"event_status": "not-happened"}
    counted = told("two cadets were never on the list of the ship", number(2, "cadets"), **never)

    assert stands(none, counted) == "conflicts"
    assert stands(none, told("cadets were never on the list of the ship", **never)) == "agrees"


def test_who_denies_the_count_or_that_there_were_none_says_what_the_other_says() -> None:
    none, counted = "there were no cadets on the ship", "two cadets were on the ship"
    cadets = number(2, "cadets")

    assert stands(told(none, event_status="not-happened"), told(counted, cadets, act="deny")) == "agrees"
    assert stands(told(none, act="deny"), told(counted, cadets)) == "agrees"


@pytest.mark.parametrize("denied", [0, 1])
def test_who_denies_what_another_rules_out_or_that_it_was_ruled_out_does_not_stand_against_him(
    denied: int,
) -> None:
    claims = [told("they heard shells, not bombs"), told("they heard bombs")]
    claims[denied]["act"] = "deny"

    assert stands(*claims) == "agrees"


@pytest.mark.parametrize(
    ("said", "made", "when", "relation"),
    [
        ("was filmed in", "2028-08-31", "August 2028", "conflicts"),
        ("does not show the depot and was filmed in", "2028-08-31", "August 2028", "conflicts"),
        ("stood on a forum of drivers in", "2028-08-31", "August 2028", "conflicts"),
        ("circulated in", "2028-08-31", "August 2028", "conflicts"),
        ("appeared in", "2028-08-31", "August 2028", "conflicts"),
        ("was filmed on", "2031-05-02", "2 May", "agrees"),  # two days before: it may well show it
    ],
)
def test_a_recording_of_long_before_does_not_show_what_is_new(
    said: str, made: str, when: str, relation: str
) -> None:
    words = f"the footage of the strike {said} {when}"
    start = words.index(when)
    stated = StatedTime(text=when, start=made, end=made, zone=None)
    time = ClaimTime(span=TextSpan(start, start + len(when)), stated=stated)

    assert stands(told(words, times=(time,)), told("the footage shows the strike on the depot")) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("the clip was filmed on 2 May", "the shadows look like 9 May", "conflicts"),
        ("the clip was filmed on 2 May", "the shadows look like 2 May", "agrees"),
        ("the mayor of Orvik resigned on 2 May", "the mayor of Orvik left the town on 9 May", "agrees"),
    ],
)
def test_two_days_of_one_recording_are_two_answers(one: str, other: str, relation: str) -> None:
    assert stands(told(one, times=(_day(one),)), told(other, times=(_day(other),))) == relation


@pytest.mark.parametrize(
    ("other", "status", "counted", "relation"),
    [
        ("the convoy will cross at Orvik on 4 May", "planned", (), "conflicts"),
        ("the convoy will not cross at Orvik on 2 May", "planned", (), "conflicts"),
        ("12 lorries will cross at Orvik on 4 May", "planned", ((12, "lorries"),), "conflicts"),
        ("the convoy will cross at Orvik on 4 May", "happened", (), "agrees"),
    ],
)
def test_two_days_of_what_is_to_come_are_two_answers(other, status, counted, relation) -> None:
    one = "the convoy will cross at Orvik on 2 May"
    left = told(one, times=(_day(one),), event_status="planned")
    right = told(other, *(number(*one) for one in counted), times=(_day(other),), event_status=status)

    assert stands(left, right) == relation


def test_the_days_of_two_things_that_are_counted_are_no_two_answers() -> None:
    one, other = "12 lorries will cross at Orvik on 2 May", "4 million crowns will be paid at Orvik on 4 May"
    planned = {"event_status": "planned"}
    lorries = told(one, number(12, "lorries"), times=(_day(one),), **planned)
    crowns = told(other, number(4_000_000, "crowns"), times=(_day(other),), **planned)

    assert stands(lorries, crowns) == ""


def _day(words: str) -> ClaimTime:
    """The day in May that a claim names in its last two words."""
    text = " ".join(words.split()[-2:])
    start = len(words) - len(text)
    day = f"2031-05-{int(text.split()[0]):02}"
    stated = StatedTime(text=text, start=day, end=day, zone=None)
    return ClaimTime(span=TextSpan(start, len(words)), stated=stated)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("it was not an accident", "the ferry sank by accident"),
        ("it was not a missile", "a missile hit the hospital"),
        ("that was not a strike", "jets carried out a strike on the depot"),
        ("it is not closed", "the bridge is closed"),
        ("it is not closed", "the bridge is shut"),
        ("it was not an explosion", "a blast tore the roof off"),
        ("it was not a robbery", "a robbery took place in the harbour"),
    ],
)
def test_what_it_was_not_is_a_denial_of_whoever_says_that_it_was(one: str, other: str) -> None:
    assert stands(told(one, event_status="not-happened"), told(other)) == "conflicts"


def test_those_who_are_alive_are_the_ones_that_are_counted_where_both_name_them() -> None:
    dead = told("5 hostages are dead", number(5, "hostages"))

    assert stands(told("all of the hostages are alive, and they will be freed"), dead) == "conflicts"


def test_two_days_of_two_acts_are_no_two_answers_about_a_recording() -> None:
    one, other = "the mayor was shot on 2 May", "the mayor was buried on 4 May"
    found = stands(told(one, times=(_day(one),)), told(other, times=(_day(other),)))

    assert found != "conflicts"


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        ("two drones hit the ferry", "conflicts"),
        ("Tessian drones hit the ferry", ""),
        ("it was Tessia that launched the drones that hit the ferry", ""),
    ],
)
def test_who_denies_a_launch_from_there_denies_none_from_elsewhere(other: str, relation: str) -> None:
    assert stands(told(_AT_FERRY, act="deny"), told(other)) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("it was not the gates", "two gates were raised at the dam in the night", ""),
        ("it was not the gates", "it was the gates", "conflicts"),
        ("no gate was raised at the dam", "two gates were raised at the dam in the night", "conflicts"),
    ],
)
def test_what_it_was_not_is_no_denial_of_what_that_did(one: str, other: str, relation: str) -> None:
    never = {"event_status": "not-happened"}

    assert stands(told(one, **never), told(other)) == relation


def test_who_calls_them_alive_contradicts_no_count_of_other_dead() -> None:
    dead = told("23 people were killed at the dam", number(23, "people"))
    trapped = told("23 people were trapped at the dam", number(23, "people"))

    assert stands(told("all of them are alive"), dead) == ""
    assert stands(told("all of them are alive"), trapped) == "agrees"
    assert stands(told("everybody is alive"), dead) == "conflicts"
    assert stands(told("they are dead"), dead) == "agrees"
    assert (
        stands(told("the pickers of the dam are alive"), told("the pickers of the dam are dead"))
        == "conflicts"
    )


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (
            "the ministry was told of the danger by telephone at 01:40",
            "it texted the district at 02:31",
            False,
        ),
        ("the gates were raised at 01:40", "the gates went up at 02:31", True),
        ("the clip of the gates was filmed at 01:40", "the clip was filmed at 02:31", True),
        ("the clip of the gates was filmed at 01:40", "the clip was filmed at 01:45", False),
        ("an explosion was heard in Orvik at 01:40", "the blast came at 02:31", True),
    ],
)
def test_different_things_happen_at_different_hours(one: str, other: str, relation: bool) -> None:
    found = stands(told(one, times=(_hour(one),)), told(other, times=(_hour(other),)))

    assert (found == "conflicts") is relation


def _hour(words: str) -> ClaimTime:
    """The hour that a claim ends with."""
    at = f"2031-05-04T{words[-5:]}"
    stated = StatedTime(text=words[-5:], start=at, end=at, zone=None)
    return ClaimTime(span=TextSpan(len(words) - 5, len(words)), stated=stated)


@pytest.mark.parametrize(
    ("told", "denied", "relation"),
    [
        ("the kiln yard at Brannet is in the picture", "there is no kiln on our quay", ""),
        ("the kiln yard at Brannet is in the picture", "there is no kiln in Brannet", "conflicts"),
        ("the kiln on the quay at Brannet is in the picture", "there is no kiln on our quay", "conflicts"),
        ("the kiln is in the picture", "there is no kiln on our quay", "conflicts"),
        ("the kiln at Brannet is in the picture", "there is no kiln on our quay", ""),
        ("the kiln at Brannet is in the picture", "there is no kiln in Tarn", ""),
        ("the kiln at Brannet is in the picture", "there is no kiln near the quay", "conflicts"),
        ("the kiln at Brannet by the quay is in the picture", "there is no kiln on our quay", "conflicts"),
        ("a yard at Brannet and a kiln are in the picture", "there is no kiln on our quay", "conflicts"),
        (
            "the kiln at Brannet is in the picture",
            "Brannet is ours, and there is no kiln on our quay",
            "agrees",
        ),
        ("the kiln at Brannet is not in the picture", "there is no kiln on our quay", "agrees"),
    ],
)
def test_none_of_a_thing_in_one_place_denies_none_at_another(told: str, denied: str, relation: str) -> None:
    assert stands(line("", told), line("", denied)) == relation
    assert stands(line("", denied), line("", told)) == relation


def test_who_denies_that_there_is_none_speaks_of_no_other_place() -> None:
    denied = told("there is no kiln on our quay", act="deny")

    assert stands(told("the kiln at Brannet is in the picture"), denied) == "agrees"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("all passengers have been accounted for", "nobody is missing", "agrees"),
        ("we know of no one who is missing", "nobody was missing", "agrees"),
        ("everyone has been accounted for", "a child is missing", "conflicts"),
        ("the forward radar was not working", "the radar was broken", "agrees"),
        ("the radar was broken", "the radar was in perfect working order", "conflicts"),
        ("the pump was out of order", "the pump was in order", "conflicts"),
        ("the pump was in order", "the pump was cut in order to save it", "agrees"),  # no set phrase
        ("tests for alcohol were negative", "a blood test showed no alcohol", "agrees"),
        ("the captain remained on the bridge", "the captain left in the first boat", "conflicts"),
    ],
)
def test_set_phrases_say_what_one_word_says(one: str, other: str, relation: str) -> None:
    assert stands(line("", one), line("", other)) == relation


@pytest.mark.parametrize(
    ("words", "act", "relation"),
    [
        ("How many people were on the ship?", "question", ""),
        ("And when was the ship full of people", "question", ""),
        ("that there were people on the ship", "question", "conflicts"),  # doubts it
        ("that there were people on the ship", "deny", "conflicts"),
    ],
)
def test_a_question_takes_no_side(words: str, act: str, relation: str) -> None:
    assert stands(line("", words, act=act), line("", "there were people on the ship")) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("the Guard fired first", "nobody fired at the Guard", ""),
        ("the Guard opened fire on the square", "the Guard came under fire on the square", ""),
        ("the Guard fired first", "the Guard did not fire", "conflicts"),
        ("the Guard fired at the Union", "the Guard fired at the crowd", "agrees"),
        ("the Guard was fired on", "nobody fired at the Guard", "conflicts"),
        ("the crowd shelled the mill", "nobody shelled the crowd", ""),
        ("the mill was shelled by the Guard", "nobody had fired at the Guard", ""),
        ("the Guard fired rockets at the mill", "nobody at the mill fired", ""),
        ("the crowd was fired upon", "no one in the crowd had fired", ""),
        ("the Guard was shot at near the mill", "nobody at the mill was shot by the Guard", ""),
        ("the Guard shot at one of the boats", "no one was shot at, and the Guard was not fired at", ""),
        # Both are said of one side: who fired at whom is one question.
        ("the Guard fired at the Union", "the Guard fired back when the Guard was fired at", "agrees"),
        ("the Guard fired at the Union", "nobody fired at the Guard, nor had shelled the Union", "conflicts"),
    ],
)
def test_who_fired_and_who_was_fired_at_are_two_questions(one: str, other: str, relation: str) -> None:
    assert stands(line("", one), line("", other)) == relation
    assert stands(line("", other), line("", one)) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("the traces lead to Veska", "Veska is behind it", "agrees"),
        ("Veska has nothing to do with it", "Veska is behind it", "conflicts"),
        ("the attack is attributed to Veska", "there is no link to Veska", "conflicts"),
        ("the traces lead to Veska", "Veska has a new president", ""),
    ],
)
def test_who_did_it_is_told_in_many_words(one: str, other: str, relation: str) -> None:
    assert stands(line("Ana Pell", one), line("Iko Brandt", other)) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("the clip was filmed at 05:15", "the clip was filmed on 3 May, at 05:15", "agrees"),
        ("the clip was filmed at 05:15", "the clip was filmed on 3 May, at 04:30", "conflicts"),
        ("the clip was filmed not at 04:30 but at 05:15", "the clip was filmed at 05:15", "agrees"),
    ],
)
def test_an_hour_without_a_day_is_held_against_the_hour_of_another_day(
    one: str, other: str, relation: str
) -> None:
    """An hour is put on the day of its text, where its words name none."""
    claims = []
    for words, day in ((one, "2031-05-07"), (other, "2031-05-03")):
        times = [
            ClaimTime(
                span=TextSpan(at.start(), at.end()),
                stated=StatedTime(text=at[0], start=f"{day}T{at[1]}", end=f"{day}T{at[1]}", zone=None),
            )
            for at in re.finditer(r"(?:3 May, at )?(\d\d:\d\d)", words)
        ]
        claims.append(told(words, times=tuple(times)))

    assert stands(*claims) == relation
