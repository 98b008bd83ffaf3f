"""How two invented accounts answer one question where a rule of reading decides it, and where it must not."""

from __future__ import annotations

import pytest
from tests.compare.makers import DAY, compared, line, number, relations, written

from sayso.claims.types import Quantity

EVENING = "2031-05-04T18:00:00Z"
SOON = "2031-05-04T11:00:00Z"


def between(left: str, right: str, *, gap: str = DAY, **more: object) -> list[str]:
    """The relations of two claims without figures, the right one made at `gap`."""
    return relations(
        compared(
            written("north", line("Ana Pell", left), published=DAY),
            written("south", line("Iko Brandt", right, **more), published=gap),
        )
    )


def tolls(
    left: tuple[str, Quantity], right: tuple[str, Quantity], *, early: str = DAY, late: str = DAY
) -> list[str]:
    """The relations of two claims with a figure each."""
    return relations(
        compared(
            written("north", line("Ana Pell", *left), published=early),
            written("south", line("Iko Brandt", *right), published=late),
        )
    )


@pytest.mark.parametrize(("late", "relation"), [(EVENING, "updates"), (SOON, "conflicts")])
def test_a_higher_toll_of_another_source_is_a_later_one_from_some_hours_on(late: str, relation: str) -> None:
    found = tolls(
        ("9 miners were killed in the pit at Orvik", number(9, "miners")),
        ("30 miners died in the Orvik pit", number(30, "miners")),
        late=late,
    )

    assert found == [relation]


def test_what_a_dam_burst_above_does_not_limit_those_who_were_killed_when_it_burst() -> None:
    found = tolls(
        ("30 people were killed when a dam burst above the village", number(30, "people")),
        ("9 people were killed by the dam that burst", number(9, "people")),
    )

    assert found == ["conflicts"]


def test_killed_or_maimed_counts_others_than_the_killed() -> None:
    found = tolls(
        ("60 people were killed or maimed by the blast", number(60, "people")),
        ("12 people were killed by the blast", number(12, "people")),
    )

    assert found == ["different-scope"]


@pytest.mark.parametrize("who", ["lads", "convicts"])
def test_people_are_counted_by_common_words_for_them(who: str) -> None:
    found = tolls(
        (f"6 {who} were killed in the yard", number(6, who)),
        ("2 people were killed in the yard", number(2, "people")),
    )

    assert found != ["agrees"]
    assert found != []


def test_killers_are_not_among_the_killed() -> None:
    found = tolls(
        ("12 killers roam the moor above the yard", number(12, "killers")),
        ("2 people were killed in the yard", number(2, "people")),
    )

    assert "conflicts" not in found


@pytest.mark.parametrize(
    "empty", ["the roof of the mill at Orvik was empty", "there was nobody on the roof of the mill at Orvik"]
)
def test_who_finds_a_place_empty_denies_those_who_saw_somebody_in_it(empty: str) -> None:
    assert between(empty, "men with rifles stood on the roof of the mill at Orvik") == ["conflicts"]


def test_who_says_that_a_place_was_hit_says_nothing_of_who_was_in_it() -> None:
    assert between("the school of Orvik was empty", "shells hit the school of Orvik") == []


def test_two_calibres_cannot_both_be_true() -> None:
    assert between("the shell was of 152-mm calibre", "the shell was of 120-mm calibre") == ["conflicts"]
    assert between("the shell was of 152-mm calibre", "the shell was a 152 mm one") == ["agrees"]


def test_who_was_ordered_to_say_nothing_was_ordered_all_the_same() -> None:
    found = between(
        "doctors of the ward were ordered not to speak", "doctors of the ward were ordered to keep still"
    )

    assert found == ["agrees"]


def test_a_recording_that_is_years_old_is_not_of_this_event() -> None:
    found = between(
        "the video shows the mortar at the quarry firing",
        "the video of the mortar at the quarry is three years old",
    )

    assert found == ["conflicts"]


def test_a_withdrawal_that_names_what_it_takes_back_does_so_whoever_said_it() -> None:
    found = compared(
        written("north", line("Orvik Jail", "no guard had fired a weapon"), published=DAY),
        written(
            "south",
            line("Ministry of Justice", "the information that no guard had fired a weapon", act="retract"),
            published=EVENING,
        ),
    )

    assert relations(found) == ["updates"]


def test_a_count_of_the_dead_overtakes_a_word_that_nobody_had_died_yet() -> None:
    found = relations(
        compared(
            written("north", line("Ana Pell", "nobody had been killed in the pit"), published=DAY),
            written(
                "south",
                line("Iko Brandt", "9 miners were killed in the pit", number(9, "miners")),
                published=EVENING,
            ),
        )
    )

    assert found == ["updates"]


def test_a_denial_that_anybody_died_is_not_overtaken_but_contradicted() -> None:
    found = relations(
        compared(
            written(
                "north", line("Ana Pell", "that miners had been killed in the pit", act="deny"), published=DAY
            ),
            written(
                "south",
                line("Iko Brandt", "9 miners were killed in the pit", number(9, "miners")),
                published=EVENING,
            ),
        )
    )

    assert found == ["conflicts"]


@pytest.mark.parametrize(
    ("words", "relations_found"),
    [
        ("nobody was killed on the quay", ["updates"]),
        ("no people were killed on the quay", ["updates"]),
        ("the killing of a woman has nothing to do with the quay", []),
        ("we have never seen so many killed on the quay", []),
    ],
)
def test_only_who_had_none_is_overtaken_by_the_first_of_them(words: str, relations_found: list[str]) -> None:
    found = compared(
        written("north", line("Ana Pell", words, event_status="not-happened"), published=DAY),
        written(
            "south",
            line("Iko Brandt", "2 people were killed on the quay", number(2, "people")),
            published="2031-05-05T10:00:00Z",
        ),
    )

    assert [one for one in relations(found) if one == "updates"] == relations_found


def test_a_shared_word_alone_makes_a_later_word_of_a_speaker_no_correction() -> None:
    first = line("Orvik Police", "the police did not set any fire at the sheds", event_status="not-happened")
    later = line("Orvik Police", "officers had fired a few shots")
    north, south = written("north", first), written("south", later, published="2031-05-05T10:00:00Z")
    pair = frozenset((north[1][0].id, south[1][0].id))

    assert "updates" not in relations(compared(north, south, joined=[pair]))
