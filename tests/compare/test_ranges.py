"""From which figure to which: one view at a time, nothing averaged, nothing mixed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compare.makers import DAY, NEXT_DAY, compared, line, number, relations, written

from sayso.compare.ranges import VIEWS, Range, View, ranges_of
from sayso.compare.types import Change, Finding


def toll(*extra):
    return [
        written("north", line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners"))),
        written("south", line("Iko Brandt", "30 miners died in the pit", number(30, "miners"))),
        written("east", line("Ana Pell", "30 miners were killed in the pit", number(30, "miners"))),
        *extra,
    ]


def range_in(view: View, case) -> Range:
    claims = [claim for _, own in case for claim in own]
    (found,) = ranges_of(compared(*case), claims, view)
    return found


def test_the_plain_view_prefers_no_figure() -> None:
    found = range_in("plain", toll())

    assert found.low is not None
    assert found.high is not None
    assert (found.low.value, found.high.value, found.best) == (9, 30, None)
    assert found.high.origins == 2


def test_in_the_ucdp_view_the_best_figure_is_the_one_with_most_origins() -> None:
    found = range_in("ucdp", toll())

    assert found.best is not None
    assert found.best.value == 30
    assert "2" in found.note


def test_where_one_figure_stands_no_view_calls_it_that_of_most_origins() -> None:
    north, south = (written(name, line(who, "30 people died in the fire at Orvik", number(30, "people")))
                    for name, who in (("north", "Ana Pell"), ("south", "Iko Brandt")))  # fmt: skip

    found = range_in("ucdp", [north, south])

    assert found.best is not None
    assert (found.best.value, found.note) == (30, "The only figure that stands.")


def test_in_the_ucdp_view_a_tie_goes_to_the_lower_figure_and_says_so() -> None:
    found = range_in("ucdp", toll()[:2])

    assert found.best is not None
    assert found.best.value == 9
    assert "lower" in found.note


def test_in_the_acled_view_the_most_conservative_figure_stands_alone_and_the_dispute_is_named() -> None:
    found = range_in("acled", toll())

    assert found.best is not None
    assert (found.low, found.best.value, found.high) == (None, 9, None)
    assert "Disputed" in found.note
    assert "30" in found.note


def test_in_the_airwars_view_the_status_goes_by_the_number_of_named_sources() -> None:
    nameless = [
        written(
            "west", line("officials", "9 miners were killed in the pit", number(9, "miners"), anonymous=True)
        ),
        written("north", line("a miner", "30 miners died in the pit", number(30, "miners"), anonymous=True)),
    ]

    assert range_in("airwars", toll()).status == "fair"
    assert range_in("airwars", nameless).status == "weak"


def test_the_airwars_view_never_says_what_needs_a_person() -> None:
    case = toll(written("west", line("Una Sorb", "that 30 miners died in the pit", act="deny")))

    found = range_in("airwars", case)

    assert found.status == "fair"
    assert "1 denies it" in found.note
    assert "for a person to say" in found.note


@pytest.mark.parametrize("view", VIEWS)
def test_a_figure_that_was_replaced_is_in_no_view(view: View) -> None:
    case = [
        written("north", line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners"))),
        written(
            "south",
            line("Orvik Mining Board", "14 miners died in the pit", number(14, "miners")),
            published=NEXT_DAY,
        ),
        written("east", line("Iko Brandt", "30 miners died in the pit", number(30, "miners")), published=DAY),
    ]

    found = range_in(view, case)

    old = case[0][1][0].id
    assert found.withdrawn == (old,)
    bounds = [bound for bound in (found.low, found.best, found.high) if bound is not None]
    assert all(old not in bound.claims for bound in bounds)


def overtaken():
    return [
        written("north", line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners"))),
        written(
            "south",
            line("Iko Brandt", "14 miners were killed in the pit", number(14, "miners")),
            published=NEXT_DAY,
        ),
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_a_figure_that_another_source_overtook_stands_and_is_named(view: View) -> None:
    case = overtaken()
    assert relations(compared(*case)) == ["updates"]

    found = range_in(view, case)

    assert (found.withdrawn, found.overtaken) == ((), (case[0][1][0].id,))
    values = {end.value for one in found.origins for end in (one.low, one.best) if end is not None}
    assert values == {9, 14}


def test_a_figure_that_a_person_judged_replaced_is_left_out() -> None:
    case = overtaken()
    comparison = compared(*case)
    (update,) = comparison.findings

    judged = replace(comparison, findings=(replace(update, judgement="j10"),))
    (found,) = ranges_of(judged, [claim for _, own in case for claim in own])

    assert (found.withdrawn, found.overtaken) == ((update.left,), ())


def test_what_only_repeats_a_replaced_figure_falls_with_it() -> None:
    case = [
        written("north", line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners"))),
        written("west", line("Una Sorb", "9 miners died in the pit", number(9, "miners"))),
        written(
            "south",
            line("Orvik Mining Board", "14 miners died in the pit", number(14, "miners")),
            published=NEXT_DAY,
        ),
    ]
    board, passed_on, later = (own[0].id for _, own in case)
    comparison = compared(*case)
    others = [one for one in comparison.findings if {one.left, one.right} != {board, passed_on}]
    repeats = Finding(relation="repeats", left=board, right=passed_on, reason="Passed on.")
    assert {one.left for one in others if one.relation == "updates"} == {board, passed_on}

    comparison = replace(comparison, findings=(*others, repeats))
    (found,) = ranges_of(comparison, [claim for _, own in case for claim in own])

    assert set(found.withdrawn) == {board, passed_on}
    assert found.low is not None
    assert found.low.claims == (later,)


@pytest.mark.parametrize("view", VIEWS)
def test_what_counts_something_else_is_left_out_and_named(view: View) -> None:
    case = toll(
        written(
            "west",
            line(
                "Una Sorb", "31 miners were killed and injured in the pit", number(31, "killed and injured")
            ),
        )
    )
    both = case[-1][1][0].id
    [one] = ranges_of(compared(*case), [claim for _, own in case for claim in own], view)

    assert one.other_scope == (both,)
    assert all(both not in bound.claims for bound in (one.low, one.best, one.high) if bound is not None)


def test_each_origin_has_a_range_of_its_own() -> None:
    found = range_in("plain", toll())

    assert len(found.origins) == 3
    assert {one.low.value for one in found.origins if one.low is not None} == {9, 30}


@pytest.mark.parametrize(
    ("unit", "status"), [("soldiers", "happened"), ("miners", "planned")], ids=["others", "planned for"]
)
def test_figures_of_other_people_are_named_apart_even_where_several_agree_on_them(unit: str, status) -> None:
    case = [
        written(name, line(speaker, f"{count} miners were killed in the pit", number(count, "miners")))
        for name, speaker, count in (("n", "Ana Pell", 9), ("s", "Iko Brandt", 30), ("e", "Mila Roth", 9))
    ] + [
        written(
            name,
            line(speaker, f"150 {unit} were killed in the pit", number(150, unit), event_status=status),
        )
        for name, speaker in (("w", "Una Sorb"), ("x", "Jon Sorb"))
    ]
    claims = [claim for _, own in case for claim in own]
    joined = [frozenset((claims[0].id, claim.id)) for claim in claims[1:]]
    whole = compared(*case, joined=joined)
    apart = {claim.id for claim in claims[3:]}
    kept = [one for one in whole.findings if len({one.left, one.right} & apart) != 1]

    (found,) = ranges_of(replace(whole, findings=tuple(kept)), claims, "plain")

    assert found.high is not None
    assert found.high.value == 30
    assert set(found.other_scope) == apart


def test_a_figure_that_was_found_beside_no_other_is_not_put_into_their_range() -> None:
    case = toll()
    claims = [claim for _, own in case for claim in own]
    whole = compared(*case)
    stray = next(claim.id for claim in claims if claim.speaker == "Orvik Mining Board")
    kept = [one for one in whole.findings if stray not in (one.left, one.right)]

    (found,) = ranges_of(replace(whole, findings=tuple(kept)), claims, "plain")

    assert found.low is not None
    assert (found.low.value, found.other_scope) == (30, (stray,))


@pytest.mark.parametrize("view", VIEWS)
def test_a_figure_that_a_nameless_source_changed_between_two_captures_is_left_out(view: View) -> None:
    first, second = (
        written(
            name, line("eyewitness", f"{count} people were killed at the market", number(count, "people")),
            kind="post", publisher="Quay Talk", published=published,
        )
        for name, count, published in (("first", 9, DAY), ("second", 7, NEXT_DAY))
    )  # fmt: skip
    change = Change(
        target="Quay Talk, post 7", evidence="both are the same post of one channel", before_doc="first",
        after_doc="second", before_at=DAY, after_at=NEXT_DAY, dated_by="the dates that they bear", edits=(),
    )  # fmt: skip
    claims = [claim for _, own in (first, second) for claim in own]
    (found,) = ranges_of(compared(first, second, changes=[change]), claims, view)

    assert {bound.value for bound in (found.low, found.best, found.high) if bound} == {7}
    assert found.withdrawn == (claims[0].id,)
    assert found.overtaken == ()


@pytest.mark.parametrize(
    "words",
    [
        "the number of protesters did not exceed 4,000",
        "the number of protesters was not above 4,000",
        "the protest never drew more than 4,000 protesters",
    ],
)
def test_a_bound_that_a_negation_makes_is_a_figure_and_no_denial(words: str) -> None:
    most = line("Orvik Ministry", words, number(4000, "protesters", "at-most"), event_status="not-happened")
    crowd = line("Ana Pell", "40,000 protesters came to the protest", number(40_000, "protesters"))
    case = [written("north", most), written("south", crowd)]
    claims = [claim for _, own in case for claim in own]
    found = compared(*case, joined=[frozenset(claim.id for claim in claims)])
    [figures] = ranges_of(found, claims, "ucdp")

    assert [f"{one.relation}: {one.reason}" for one in found.findings] == [
        "conflicts: “at most 4,000 protesters” and “40,000 protesters” cannot both be true as worded."
    ]
    assert figures.low is not None
    assert figures.low.words == "at most 4,000"
    assert {position.sort for position in found.questions[0].positions} == {"says"}
