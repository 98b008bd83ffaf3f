"""Invented accounts side by side, and the relation that must come of each."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from tests.compare.makers import DAY, NEXT_DAY, compared, line, number, relations, written

from sayso.claims.types import Claim, ClaimTime, Document, Place
from sayso.compare.origins import Origins
from sayso.compare.reading import Reading, read_claims
from sayso.compare.relations import Circumstances, relate
from sayso.compare.speakers import Speakers
from sayso.compare.withdrawals import Withdrawals
from sayso.values import StatedTime, TextSpan


def test_two_sources_with_one_figure_agree() -> None:
    found = compared(
        written(
            "north", line("Mayor Ana Pell", "9 miners were killed in the pit at Orvik", number(9, "miners"))
        ),
        written("south", line("Iko Brandt", "9 miners died in the Orvik pit", number(9, "miners"))),
    )

    assert relations(found) == ["agrees"]


def test_two_sources_with_figures_far_apart_conflict() -> None:
    found = compared(
        written("north", line("Ana Pell", "9 miners were killed in the pit at Orvik", number(9, "miners"))),
        written("south", line("Iko Brandt", "30 miners died in the Orvik pit", number(30, "miners"))),
    )

    assert relations(found) == ["conflicts"]
    assert "30" in found.findings[0].reason


def test_the_same_speaker_with_the_same_figure_repeats() -> None:
    found = compared(
        written("north", line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners"))),
        written("south", line("Orvik Mining Board", "9 miners died in the pit", number(9, "miners"))),
    )

    assert relations(found) == ["repeats"]


def test_a_later_figure_of_the_same_source_updates_the_earlier_one() -> None:
    early = written(
        "north",
        line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners")),
        published=DAY,
    )
    late = written(
        "south",
        line("Orvik Mining Board", "14 miners died in the pit", number(14, "miners")),
        published=NEXT_DAY,
    )

    found = compared(early, late)

    assert relations(found) == ["updates"]
    assert found.findings[0].left == early[1][0].id
    assert found.findings[0].right == late[1][0].id


def test_planned_and_arrived_count_different_things() -> None:
    found = compared(
        written(
            "north",
            line(
                "Western envoy Lim Gray",
                "300 fighters were due to reach Karvel",
                number(300, "fighters"),
                event_status="planned",
            ),
        ),
        written("south", line("Iko Brandt", "60 fighters had arrived in Karvel", number(60, "fighters"))),
    )

    assert relations(found) == ["different-scope"]


def test_a_denial_conflicts_with_what_it_denies() -> None:
    found = compared(
        written("north", line("Iko Brandt", "that guards stuffed ballots in Orvik")),
        written("south", line("Ana Pell", "that ballots were stuffed in Orvik", act="deny")),
    )

    assert relations(found) == ["conflicts"]


def test_a_claim_that_takes_no_position_makes_no_pair() -> None:
    found = compared(
        written("north", line("Iko Brandt", "that guards stuffed ballots in Orvik")),
        written("south", line("Ana Pell", "that ballots were stuffed in Orvik", act="no-comment")),
    )

    assert found.findings == ()


@pytest.mark.parametrize(("died", "relation"), [("died", ["conflicts"]), ("may have died", [])])
def test_a_bare_possibility_conflicts_with_nothing(died: str, relation: list[str]) -> None:
    found = compared(
        written("north", line("Ana Pell", "9 miners were killed in the pit at Orvik", number(9, "miners"))),
        written("south", line("Iko Brandt", f"30 miners {died} in the Orvik pit", number(30, "miners"))),
    )

    assert relations(found) == relation


def test_a_withdrawal_updates_the_figure_that_it_takes_back() -> None:
    found = compared(
        written(
            "north", line("Orvik Mining Board", "9 miners were killed", number(9, "miners")), published=DAY
        ),
        written(
            "south",
            line("Orvik Mining Board", "the figure of 9 miners killed", number(9, "miners"), act="retract"),
            published=NEXT_DAY,
        ),
    )

    assert relations(found) == ["updates"]


def test_claims_about_other_things_make_no_pair() -> None:
    found = compared(
        written("north", line("Iko Brandt", "that guards stuffed ballots in Orvik")),
        written("south", line("Ana Pell", "9 miners were killed in the pit", number(9, "miners"))),
    )

    assert found.findings == ()
    assert found.questions == ()


def test_bodies_that_were_seen_do_not_contradict_a_higher_toll() -> None:
    found = compared(
        written("north", line("Pit Watch", "Six bodies lie by the pit at Orvik", number(6, "bodies"))),
        written("south", line("Iko Brandt", "30 people died in the Orvik pit", number(30, "people"))),
    )

    assert relations(found) == ["different-scope"]


def test_a_turnout_and_a_share_of_the_votes_do_not_conflict() -> None:
    found = compared(
        written("north", line("Ana Pell", "turnout in Orvik was 64 percent", number(64, "percent"))),
        written("south", line("Iko Brandt", "Lim Gray got 51 percent in Orvik", number(51, "percent"))),
    )

    assert "conflicts" not in relations(found)


def test_a_turnout_by_an_hour_is_another_count_than_that_of_the_day() -> None:
    found = compared(
        written("north", line("Ana Pell", "Turnout in Orvik was 41 percent by 15:00", number(41, "percent"))),
        written("south", line("Iko Brandt", "Turnout in Orvik was 64 percent", number(64, "percent"))),
    )

    assert relations(found) == ["different-scope"]


def test_the_dead_of_one_town_and_those_of_the_province_count_different_things() -> None:
    town = written(
        "north", line("Ana Pell", "70 people had died in the floods in Orvik alone", number(70, "people"))
    )
    province = written(
        "south",
        line("Iko Brandt", "164 people died in the floods in the whole province", number(164, "people")),
    )
    town = (town[0], [replace(town[1][0], places=(Place(text="Orvik", span=TextSpan(0, 5)),))])

    found = compared(town, province)

    assert relations(found) == ["different-scope"]


def test_an_offer_and_what_came_count_different_things() -> None:
    offered = "Veska had offered to send 40 firefighters to Karvel"
    found = compared(
        written("north", line("Lim Gray", offered, number(40, "firefighters"))),
        written(
            "south",
            line("Ana Pell", "12 firefighters of Veska had arrived in Karvel", number(12, "firefighters")),
        ),
    )

    assert relations(found) == ["different-scope"]


def test_a_body_that_denies_what_others_say_does_not_correct_itself() -> None:
    found = compared(
        written("north", line("Orvik Mining Board", "all pumps in the pit were running"), published=DAY),
        written(
            "south",
            line("Orvik Mining Board", "that any pumps in the pit had stopped", act="deny"),
            published=NEXT_DAY,
        ),
    )

    assert "updates" not in relations(found)


def test_what_somebody_was_told_does_not_conflict_with_his_report_of_it() -> None:
    document, claims = written(
        "north",
        line("Ana Pell", "They told me that my brother was on the list of the miners"),
        line("clerk", "that my brother was not on the list of the miners", through=("Ana Pell",)),
    )

    assert "conflicts" not in relations(compared((document, claims)))


def reason_between(left: dict[str, Any], right: dict[str, Any]) -> str:
    [finding] = compared(written("north", left), written("south", right)).findings
    return finding.reason


def test_a_reason_names_who_denies_what() -> None:
    reason = reason_between(
        line("Iko Brandt", "that guards stuffed ballots in Orvik"),
        line("Ana Pell", "that ballots were stuffed in Orvik", act="deny"),
    )

    about = "Ana Pell denies what Iko Brandt says about “ballots” and “stuffed”"
    assert reason == f"{about}: “guards stuffed ballots in Orvik”."


def test_who_says_the_opposite_is_quoted_beside_what_he_contradicts() -> None:
    reason = reason_between(
        line("Iko Brandt", "that guards stuffed ballots in Orvik"),
        line("Ana Pell", "that no ballots were stuffed in Orvik", event_status="not-happened"),
    )

    assert reason.endswith("“guards stuffed ballots in Orvik”, by “no ballots were stuffed in Orvik”.")


def test_an_agreement_names_what_is_agreed_on_and_not_a_scale_that_a_word_of_it_stands_on() -> None:
    reason = reason_between(
        line("Iko Brandt", "that the water of the Orvik dam was rising"),
        line("Ana Pell", "that the Orvik dam saw its water rising"),
    )

    assert "whether" not in reason
    assert " stand on one side" in reason
    assert "“the water of the Orvik dam was rising”" in reason
    assert "“the Orvik dam saw its water rising”" in reason


def test_two_who_say_the_same_words_are_quoted_once() -> None:
    reason = reason_between(
        line("Iko Brandt", "the Orvik dam was rising"), line("Ana Pell", "that the Orvik dam was rising")
    )

    assert reason == "Both say “the Orvik dam was rising”; neither is known to come from the other."


def test_what_follows_a_withdrawal_in_its_text_stands_and_is_not_taken_back() -> None:
    before = written(
        "north", line("Quay Watch", "9 miners were killed in the pit", number(9, "miners")), published=DAY
    )
    corrected = written(
        "south",
        line("Quay Watch", "we were wrong about the miners killed in the pit", act="retract"),
        line("Quay Watch", "3 miners were killed in the pit", number(3, "miners")),
        published=NEXT_DAY,
    )

    found = compared(before, corrected).findings

    assert {(finding.left, finding.right) for finding in found if finding.relation == "updates"} == {
        (before[1][0].id, corrected[1][0].id),
        (before[1][0].id, corrected[1][1].id),
    }


def test_who_takes_back_his_own_figure_does_not_take_back_that_of_others() -> None:
    own = written(
        "north",
        line("Quay Watch", "9 miners were killed in the pit", number(9, "miners")),
        line("Quay Watch", "the figure of 9 miners killed", number(9, "miners"), act="retract"),
        published=NEXT_DAY,
    )
    other = written(
        "south", line("Ana Pell", "9 miners were killed in the pit", number(9, "miners")), published=DAY
    )

    found = compared(own, other)

    updated = {finding.left for finding in found.findings if finding.relation == "updates"}
    assert updated == {own[1][0].id}


def test_an_update_names_the_earlier_figure_first() -> None:
    later = written(
        "a", line("Orvik Mining Board", "14 miners died in the pit", number(14, "miners")), published=NEXT_DAY
    )
    earlier = written(
        "b", line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners")), published=DAY
    )

    [finding] = compared(later, earlier).findings

    assert finding.reason == "Orvik Mining Board replaces “9 miners” by “14 miners”."


def test_a_withdrawal_that_gives_a_new_figure_is_an_answer_too() -> None:
    found = compared(
        written("north", line("Ana Pell", "9,000 records were copied by thieves", number(9000, "records"))),
        written(
            "south",
            line(
                "Iko Brandt",
                "I have to correct that. Some records were copied by thieves, at most 50.",
                number(50, "records", "at-most"),
                act="retract",
            ),
        ),
    )

    assert relations(found) == ["conflicts"]


@pytest.mark.parametrize(
    ("words", "unit", "withdrawn"),
    [
        ("16 people of the Sela died", "people", "16 passengers"),
        ("16 of the dead of the Sela were passengers", "passengers", "16 passengers"),
        ("16 workers of the Sela died", "workers", "16 passengers"),  # they may be the same
        ("16 crew of the Sela died", "crew", ""),
        ("16 ships like the Sela sank", "ships", ""),
    ],
)
def test_a_withdrawal_takes_back_a_number_of_those_who_may_be_meant(
    words: str, unit: str, withdrawn: str
) -> None:
    said = line("Ana Pell", "16 passengers of the Sela died", number(16, "passengers"))
    back = line("Iko Brandt", f"that {words}", number(16, unit), act="retract")
    found = compared(written("north", said), written("south", back, published=NEXT_DAY)).findings

    assert [one.reason for one in found] == [f"Iko Brandt withdraws {withdrawn}."] * bool(withdrawn)


@pytest.mark.parametrize(("since", "relation"), [(False, "conflicts"), (True, "updates")])
def test_what_was_said_before_a_figure_was_replaced_does_not_stand_in_its_place(
    since: bool, relation: str
) -> None:
    words = "9 people were killed at Orvik quay, which replaces the figure of 14"
    days = DAY, NEXT_DAY, DAY if since else "2031-05-06T10:00:00Z"
    old, own, replacing = (
        written(name, line(speaker, text, *(number(figure, "people") for figure in figures)), published=day)
        for name, speaker, text, figures, day in (
            ("a", "Ana Pell", "14 people were killed at Orvik quay", (14,), days[0]),
            ("b", "Orvik Rescue Board", "11 people were killed at Orvik quay", (11,), days[1]),
            ("c", "Orvik Rescue Board", words, (9, 14), days[2]),
        )
    )
    ends = {old[1][0].id, own[1][0].id}
    found = compared(old, own, replacing).findings

    assert [one.relation for one in found if {one.left, one.right} == ends] == [relation]


def test_who_withdrew_a_toll_puts_no_count_of_the_injured_in_its_place() -> None:
    old = written("north", line("Ana Pell", "31 people died in Orvik", number(31, "people")))
    new = written(
        "south",
        line("Iko Brandt", "the toll of 31 people dead in Orvik", number(31, "people"), act="retract"),
        line("Iko Brandt", "people were injured in Orvik"),
        line("Iko Brandt", "they are 12 people in Orvik", number(12, "people")),
        published=NEXT_DAY,
    )

    assert [one.reason for one in compared(old, new).findings] == ["Iko Brandt withdraws 31 people."]


def test_a_withdrawal_that_counts_a_part_of_its_old_figure_gives_no_new_one() -> None:
    words = "Yesterday we said 19 dead. I take that back, we had three of them twice"
    back = line("Iko Brandt", words, number(19, "dead"), number(3, "dead"), act="retract")
    found = compared(
        written("north", line("Ana Pell", "7 people were killed at Orvik quay", number(7, "people"))),
        written("south", back, published=NEXT_DAY),
    )

    assert relations(found) == []


@pytest.mark.parametrize(
    ("words", "figures", "reason"),
    [
        ("11 people were killed at Orvik quay. Our first figure of 14 is superseded", (11, 14), "replaced"),
        ("11 people were killed at Orvik quay, which replaces the figure of 14", (11, 14), "replaced"),
        ("the toll at Orvik quay, corrected from 14 to 11 people killed", (14, 11), "replaced"),
        ("the toll at Orvik quay, revised downwards from 14 to 11 people killed", (14, 11), "replaced"),
        ("11 people were killed at Orvik quay, and 14 were injured", (11, 14), "overtakes"),
        ("11 people were killed at Orvik quay. A first figure of 14 was given out", (11, 14), "overtakes"),
        ("11 people were killed at Orvik quay, and 14 are no longer missing", (11, 14), "overtakes"),
        (
            "11 people were killed at Orvik quay. Our first count of 14 hurt stands. The list is withdrawn",
            (11, 14),
            "overtakes",
        ),
        (
            "11 died at Orvik. Our first count of 14 hurt stands, and nothing of what we told is withdrawn",
            (11, 14),
            "overtakes",
        ),
    ],
)
def test_a_figure_that_its_source_has_replaced_is_so_for_who_passes_it_on_later(
    words: str, figures: tuple[int, int], reason: str
) -> None:
    board = [number(figure, "people") for figure in figures]
    found = compared(
        written("north", line("Orvik Rescue Board", words, *board)),
        written(
            "south",
            line("Iko Brandt", "14 people were killed at Orvik quay", number(14, "people")),
            published=NEXT_DAY,
        ),
    )

    [finding] = found.findings
    assert finding.relation == "updates"
    assert reason in finding.reason


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("two victims at Orvik quay had been counted at both morgues", ""),
        ("11 people died at Orvik quay, because two of them had been counted twice", "conflicts"),
    ],
)
def test_those_who_were_counted_twice_are_no_toll(words: str, relation: str) -> None:
    figures = [number(11, "people")] if relation else [number(2, "victims")]
    found = compared(
        written("north", line("Ana Pell", "14 people died at Orvik quay", number(14, "people"))),
        written("south", line("Iko Brandt", words, *figures)),
    )

    assert relations(found) == ([relation] if relation else [])


@pytest.mark.parametrize(
    ("words", "relation"),
    [("the figure of 52", "updates"), ("the figure of 52 soldiers", "conflicts")],
)
def test_a_figure_withdrawn_without_its_noun_is_of_whatever_sort(words: str, relation: str) -> None:
    old = written("north", line("Iko Brandt", "52 attackers were killed at Orvik", number(52, "attackers")))
    new = written(
        "south",
        line("Veskan Army", words, number(52, "soldiers"), act="retract"),
        line("Veskan Army", "40 attackers were killed at Orvik", number(40, "attackers")),
        published=NEXT_DAY,
    )
    ends = {old[1][0].id, new[1][1].id}

    assert [one.relation for one in compared(old, new).findings if {one.left, one.right} == ends] == [
        relation
    ]


def test_bodies_that_were_recovered_are_a_toll() -> None:
    found = compared(
        written("north", line("Orvik Coast Guard", "9 bodies were recovered at Orvik", number(9, "bodies"))),
        written(
            "south",
            line("Orvik Coast Guard", "17 people drowned at Orvik", number(17, "people")),
            published=NEXT_DAY,
        ),
    )

    assert relations(found) == ["updates"]


def test_what_came_on_top_is_not_taken_for_the_whole() -> None:
    total = line(
        "Ana Pell", "14 more bodies were found in Orvik and the dead are 31",
        number(14, "bodies"), number(31, "dead"),
    )  # fmt: skip
    found = compared(
        written("north", total), written("south", line("Iko Brandt", "31 people died", number(31, "people")))
    )

    assert relations(found) == ["agrees"]


def test_a_demand_agrees_with_no_statement_and_a_condition_with_nothing() -> None:
    demand = line("Ana Pell", "the prisoners of Orvik must be released", act="demand")
    statement = line("Iko Brandt", "the prisoners of Orvik were released")
    condition = line("Iko Brandt", "if the prisoners of Orvik were released")

    assert "agrees" not in relations(compared(written("north", demand), written("south", statement)))
    assert "agrees" not in relations(
        compared(
            written("north", line("Ana Pell", "the prisoners of Orvik were released")),
            written("south", condition),
        )
    )


def test_a_figure_far_off_a_bound_conflicts_and_the_reason_does_not_say_that_both_cannot_be_true() -> None:
    [finding] = compared(
        written(
            "north", line("Ana Pell", "at least 8 miners died in the pit", number(8, "miners", "at-least"))
        ),
        written("south", line("Iko Brandt", "14 miners died in the pit", number(14, "miners"))),
    ).findings

    assert finding.relation == "conflicts"
    assert "a bound being read as its source's count" in finding.reason
    assert "cannot both be true" not in finding.reason


def test_a_higher_figure_of_another_source_overtakes_and_is_not_called_a_word_of_the_same_source() -> None:
    [finding] = compared(
        written("north", line("Ana Pell", "9 miners died in the pit at Orvik", number(9, "miners"))),
        written(
            "south",
            line("Iko Brandt", "30 miners died in the pit at Orvik", number(30, "miners")),
            published="2031-05-07T10:00:00Z",
        ),
    ).findings

    assert finding.relation == "updates"
    assert finding.reason == "A later, higher figure, given by Iko Brandt, overtakes “9 miners”: “30 miners”."


@pytest.mark.parametrize(
    "words", ["4 of the wounded died in Orvik", "4 people were counted twice among the dead of Orvik",
              "4 people remain in intensive care after the blast killed many in Orvik"]
)  # fmt: skip
def test_a_part_of_the_counted_is_set_against_no_toll(words: str) -> None:
    found = compared(
        written("north", line("Ana Pell", words, number(4, "people"))),
        written("south", line("Iko Brandt", "30 people died in Orvik", number(30, "people"))),
    )

    assert relations(found) == []


def test_as_many_dead_as_others_count_wounded_is_no_agreement() -> None:
    found = compared(
        written("north", line("Ana Pell", "30 miners were killed in the pit", number(30, "miners"))),
        written("south", line("Iko Brandt", "30 miners were wounded in the pit", number(30, "miners"))),
    )

    assert relations(found) == []


@pytest.mark.parametrize("told", ["aware of reports", "aware of the press reports", "aware of claims"])
def test_who_only_knows_of_reports_takes_no_side_in_what_they_tell(told: str) -> None:
    denial = written("south", line("Veska", "drones of Veska were over Orvik in the night", act="deny"))
    words = f"The ministry is {told} about drones of Veska over Orvik in the night"

    assert relations(compared(written("north", line("Ministry of Sarn", words)), denial)) == []

    said = "Drones of Veska were over Orvik in the night"
    assert relations(compared(written("north", line("Ministry of Sarn", said)), denial)) == ["conflicts"]


def test_a_reason_begins_with_a_capital_whoever_replaces_a_figure() -> None:
    one = written("north", line("rescue service of Orvik", "9 were killed in the pit", number(9, "people")))
    other = written(
        "south",
        line("rescue service of Orvik", "14 were killed in the pit", number(14, "people")),
        published="2031-05-05T10:00:00Z",
    )

    (found,) = compared(one, other).findings

    assert (found.relation, found.reason[:25]) == ("updates", "Rescue service of Orvik r")


@pytest.mark.parametrize(
    ("first", "then", "planned", "relation"),
    [
        (
            "the second convoy to Orvik will leave on 5 May",
            "the second convoy to Orvik is now planned for 9 May",
            True,
            "updates",
        ),
        (
            "the second convoy to Orvik will leave on 5 May",
            "the second convoy to Orvik will leave on 9 May",
            True,
            "",
        ),
        (
            "the clip of the strike was filmed in Orvik",
            "It was not filmed in Orvik, the bridge in the clip is at Tarn",
            False,
            "updates",
        ),
        (
            "the clip of the strike was filmed in Orvik",
            "I got this one wrong: the clip of the strike was not filmed in Orvik",
            False,
            "updates",
        ),
        (
            "the clip of the strike was filmed in Orvik",
            "It was not filmed in Tarn, the bridge in the clip is at Orvik",
            False,
            "",
        ),
        ("the gates at Orvik were shut", "the gates at Orvik are now open", False, ""),
    ],
)
def test_a_word_is_put_in_place_of_another_in_one_text(
    first: str, then: str, planned: bool, relation: str
) -> None:
    """What replaces it, and what does not, of one speaker in one document."""
    status = "planned" if planned else "happened"
    north = written(
        "north",
        line("Ana Pell", first, event_status=status),
        line("Ana Pell", then, event_status=status),
    )
    claims = [_dated(north[0].text, claim) for claim in north[1]]
    found = compared((north[0], claims), joined={frozenset(claim.id for claim in claims)})

    assert relations(found) == ([relation] if relation else [])
    assert all(finding.right == claims[1].id for finding in found.findings)


def test_of_a_live_page_the_upper_entry_takes_the_place_of_the_one_below() -> None:
    upper = "12:00 | the clip of the strike was filmed in Orvik"
    below = "09:00 | I got this one wrong: the clip of the strike was not filmed in Orvik"
    document, claims = written("north", line("Ana Pell", upper), line("Ana Pell", below))
    [found] = compared((document, claims), joined={frozenset(claim.id for claim in claims)}).findings

    assert (found.relation, found.left) == ("updates", claims[1].id)


def test_who_is_no_longer_counted_corrects_no_count_in_the_same_text() -> None:
    document, claims = written(
        "north",
        line("Ana Pell", "9 people are missing in Orvik", number(9, "people")),
        line("Ana Pell", "4 people are no longer missing in Orvik", number(4, "people")),
    )

    assert relations(compared((document, claims), joined={frozenset(claim.id for claim in claims)})) == []


def test_who_got_it_wrong_himself_corrects_nobody_else() -> None:
    said = written("north", line("Ana Pell", "the clip of the strike was filmed in Orvik"))
    words = "I got this one wrong: the clip of the strike was not filmed in Orvik"
    denied = written("south", line("Iko Brandt", words), published=NEXT_DAY)

    assert relations(compared(said, denied)) == ["conflicts"]


def _read(*written_documents: tuple[Document, list[Claim]]) -> tuple[tuple[Reading, ...], Circumstances]:
    """The claims of some documents, read for comparing, and what is known of them."""
    documents = [document for document, _ in written_documents]
    claims = [claim for _, own in written_documents for claim in own]
    speakers = Speakers(documents, claims)
    readings = read_claims(documents, claims, speakers)
    return tuple(readings), Circumstances(Origins(documents, speakers), Withdrawals(readings))


def test_what_follows_in_one_text_corrects_whichever_claim_is_given_first() -> None:
    words = "It was not filmed in Orvik, the bridge in the clip is at Tarn"
    clip = line("Ana Pell", "the clip of the strike was filmed in Orvik")
    (first, then), known = _read(written("north", clip, line("Ana Pell", words)))

    for pair in ((first, then), (then, first)):
        found = relate(*pair, known)
        assert found is not None
        assert (found.relation, found.left) == ("updates", first.id)


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        (line("", "the road to Orvik is closed"), line("", "the road to Orvik is closed to all"), 0.5),
        (line("", "9 died in Orvik", number(9, "people")), line("", "9 dead", number(9, "people")), 0.1),
    ],
)
def test_words_alone_agree_from_an_even_chance_of_one_question_and_figures_from_less(
    one: dict[str, Any], other: dict[str, Any], least: float
) -> None:
    north = written("north", {**one, "speaker": "Ana Pell"})
    (left, right), known = _read(north, written("south", {**other, "speaker": "Iko Brandt"}))
    found = relate(left, right, known, least)

    assert found is not None
    assert found.relation == "agrees"
    assert relate(left, right, known, least - 0.01) is None


def _dated(text: str, claim: Claim) -> Claim:
    """The claim with the day in May that its words name as its time."""
    start, end = claim.content[0].start, claim.content[0].end
    named = re.search(r"\d+ May", text[start:end])
    if named is None:
        return claim
    day = f"2031-05-{int(named[0].split()[0]):02d}"
    span = TextSpan(start + named.start(), start + named.end())
    return replace(claim, times=(ClaimTime(span=span, stated=StatedTime(text=named[0], start=day, end=day)),))
