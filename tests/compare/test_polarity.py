"""Sides, scopes and times, one sentence at a time."""

from __future__ import annotations

import pytest
from tests.compare.makers import line, written

from sayso.claims.types import Place
from sayso.compare.polarity import sides_of
from sayso.compare.scope import apart, narrower, scope_of, scopes_differ
from sayso.compare.stating import said_at
from sayso.compare.words import stem
from sayso.values import TextSpan


def sides(words: str, **more: str):
    _, (claim,) = written("doc", line("Ana Pell", words, **more))
    return sides_of(claim, words)


@pytest.mark.parametrize(
    ("words", "act", "expected"),
    [
        ("the bridge was hit", "assert", 1),
        ("the bridge was not hit", "assert", -1),
        ("the bridge was hit", "deny", -1),
        ("nobody was hit", "deny", 1),
        ("the report that the bridge was hit was wrong", "assert", -1),
        ("there is no doubt that the bridge was hit", "assert", 1),
        ("20 minutes and no longer", "assert", 1),
        ("The bridge was hit. It was not.", "assert", -1),
        ("a freighter hit it and did not stop", "assert", 1),
        ("they came by a server that had not been mended", "assert", 1),
        ("a collision can be ruled out", "assert", -1),
        ("the figure of 40 is an invention", "assert", -1),
        ("the driver failed to stop", "assert", -1),
    ],
)
def test_denials_and_negations_turn_a_statement_round(words: str, act: str, expected: int) -> None:
    assert sides(words, act=act).whole == expected


def test_a_statement_about_one_thing_can_deny_another() -> None:
    found = sides("Veska sent people, not money")

    assert found.on({stem("people")}) == 1
    assert found.on({stem("money")}) == -1


def test_a_claim_that_was_missed_coming_back_is_about_the_missing() -> None:
    assert sides("ten miners have not come back", event_status="not-happened").whole == 1


def test_a_short_claim_takes_its_place_from_the_words_around() -> None:
    assert scope_of("turnout 94 percent", [], ["In Orvik province: 12 stations are in."]).level == "province"
    assert scope_of("31 people died there", [], ["Orvik city was luckier."]).level == "town"


def test_levels_of_a_place_differ_and_the_smaller_is_the_narrower() -> None:
    city, province = scope_of("in the city", [], []), scope_of("in the province", [], [])

    assert scopes_differ(city, province)
    assert narrower(city, province) == -1
    assert narrower(province, city) == 1
    assert not apart(city, province)
    assert scopes_differ(city, city) is None


def test_a_saying_in_the_past_perfect_came_before_its_document() -> None:
    document, (claim,) = written("doc", line("Ana Pell", "9 were killed"), published="2031-05-08T10:00:00Z")
    text = document.text.replace("said", "had said on Tuesday")
    from dataclasses import replace

    from sayso.values import TextSpan

    at = text.index("had said")
    earlier = replace(claim, cue=(TextSpan(at, at + len("had said")),))

    assert said_at(claim, document, document.text) == "2031-05-08T10:00:00Z"
    assert said_at(earlier, replace(document, text=text), text) == "2031-05-06"
    taken_back = replace(earlier, act="retract")
    assert said_at(taken_back, replace(document, text=text), text) == "2031-05-08T10:00:00Z"


def test_an_entry_of_a_live_page_was_said_at_its_hour() -> None:
    from dataclasses import replace

    from sayso.values import TextSpan

    document, (claim,) = written("doc", line("Ana Pell", "9 were killed"), published="2031-05-04T22:00:00Z")
    head = "09:10 | Doors open.\n\n21:15 | "
    moved = replace(
        claim,
        content=tuple(TextSpan(span.start + len(head), span.end + len(head)) for span in claim.content),
        cue=tuple(TextSpan(span.start + len(head), span.end + len(head)) for span in claim.cue),
        source=(),
    )

    assert said_at(moved, replace(document, text=head + document.text), "") == "2031-05-04T21:15"


def test_what_lies_outside_a_town_is_not_of_the_town() -> None:
    assert scope_of("5,000 people came, most of them from outside the city", [], []).level is None


def test_the_place_where_all_of_it_happens_limits_no_figure() -> None:
    places = (Place(text="Orvik", span=TextSpan(20, 25)),)

    assert scope_of("4,000 people came in Orvik to the march against it", places, []).places
    assert not scope_of("4,000 people came in Orvik to the march against it", places, [], {"orvik"}).places


def test_what_is_denied_of_a_matter_outweighs_a_word_that_is_stated_of_it() -> None:
    (claim,) = written("north", line("Orvik", "its troops shot at drones and had not crossed the border"))[1]
    sides = sides_of(claim, "its troops shot at drones and had not crossed the border")

    assert sides.on({stem("troops"), stem("crossed"), stem("border")}) == -1
    assert sides.on({stem("troops"), stem("shot")}) == 1
    assert sides.on({stem("border")}) == -1
