"""Claims that stand near each other and count what befell other people, told apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.compare.makers import NEXT_DAY, compared, line, number, written

from sayso.compare.grouping import reachable
from sayso.compare.left_out import Scopes
from sayso.compare.timeline import timeline
from sayso.compare.types import Comparison, Finding
from sayso.values import digest_bytes

SIX = line("Orvik Rescue Service", "that six workers were killed in the blast", number(6, "workers"))
NINE = line("Orvik Rescue Service", "that nine people were killed in the blast", number(9, "people"))
TAKEN = line(
    "Orvik Rescue Service",
    "that 17 people were taken to hospital after the blast in which workers were killed",
    number(17, "people"),
)
SENT = line(
    "Veskan Army", "that 150 soldiers will be sent to the scene of the blast", number(150, "soldiers")
)


def test_who_was_taken_to_hospital_is_no_answer_to_how_many_were_killed() -> None:
    together = line("Lim Gray", "31 killed and injured in the blast", number(31, "killed and injured"))

    found = _of_one_question(SIX, NINE, TAKEN, {**SENT, "event_status": "planned"}, together)

    assert _answers(found) == {"How many people were killed?": ["31 killed and injured", "6", "9"]}


def test_several_who_count_the_same_other_people_answer_a_question_of_their_own() -> None:
    more = line("Iko Brandt", "that 19 people were taken to hospital after the blast", number(19, "people"))

    found = _of_one_question(SIX, NINE, TAKEN, more)

    assert _answers(found) == {
        "How many people were hurt?": ["17", "19"],
        "How many people were killed?": ["6", "9"],
    }


def test_what_a_person_put_together_stays_together() -> None:
    documents = [written(f"d{place}", one) for place, one in enumerate((SIX, NINE, TAKEN))]
    six, nine, taken = (own[0].id for _, own in documents)
    pairs = {frozenset((six, nine)), frozenset((six, taken)), frozenset((nine, taken))}

    (question,) = compared(*documents, joined=pairs).questions

    assert {position.claim for position in question.positions} == {six, nine, taken}


def test_a_question_about_people_of_several_sorts_asks_for_people() -> None:
    soldiers = line("Ana Pell", "that two soldiers were hurt in the shelling", number(2, "soldiers"))
    again = line("Iko Brandt", "that three soldiers were hurt in the shelling", number(3, "soldiers"))
    villagers = line("Lim Gray", "that 5 villagers were hurt in the shelling", number(5, "villagers"))

    assert [*_answers(_of_one_question(soldiers, again))] == ["How many soldiers were hurt?"]
    assert [*_answers(_of_one_question(soldiers, again, villagers))] == ["How many people were hurt?"]


def test_the_timeline_gives_the_figures_that_were_replaced_and_not_others_of_the_same_claims() -> None:
    before = written("north", {**TAKEN, "words": "17 people had been taken to hospital after the blast"}, SIX)
    update = "nine dead after the blast, 19 in hospital, one missing"
    figures = number(9, "dead"), number(19, "people"), number(1, "people")
    after = written("south", line("Orvik Rescue Service", update, *figures), published=NEXT_DAY)
    other = written("west", line("Ana Pell", "nine workers died in the blast", number(9, "workers")))
    case = (before, after, other)
    documents, claims = [one for one, _ in case], [claim for _, own in case for claim in own]

    found = timeline(claims, documents, compared(*case))

    told = [one.words for one in found if one.sort == "revised"]
    assert sorted(told[0].split("; ")) == ["17 people → 19 people", "6 workers → 9 dead"]


def test_a_chain_of_links_does_not_pass_through_what_is_left_out() -> None:
    links = {"a": {"c"}, "c": {"x"}, "x": {"b"}}

    assert reachable("a", links) == {"a", "c", "x", "b"}
    assert reachable("a", links, {"a", "b", "c"}) == {"a", "c"}


def test_claims_that_count_one_thing_only_by_way_of_another_question_are_not_put_together() -> None:
    a, b, c, x = (digest_bytes(name.encode()) for name in "abcx")
    found = [
        Finding(relation="agrees", left=left, right=right, reason="As judged.")
        for left, right in ((a, c), (c, x), (x, b))
    ]
    scopes = Scopes(replace(compared(), findings=tuple(found)))

    assert scopes.main_of({a, b, c}) == {a, c}
    assert scopes.main_of({a, b, c, x}) == {a, b, c, x}


def _of_one_question(*lines: dict[str, Any]) -> Comparison:
    return compared(*(written(f"d{place}", one) for place, one in enumerate(lines)))


def _answers(found: Comparison) -> dict[str, list[str]]:
    return {
        question.text: sorted(position.value for position in question.positions)
        for question in sorted(found.questions, key=lambda one: one.text)
    }
