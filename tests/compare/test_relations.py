"""Invented accounts side by side, and the relation that must come of each."""

from __future__ import annotations

from tests.compare.makers import DAY, NEXT_DAY, compared, line, number, relations, written


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
