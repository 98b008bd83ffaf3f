"""Answers that conflict, each once, with all who give it and what it stands against."""

from __future__ import annotations

from tests.compare.makers import compared, line, number, written

from sayso.compare.stances import Stance, stances_of
from sayso.compare.types import Finding, Position, Question


def toll(name: str, speaker: str, count: int, **more: object):
    words = f"{count} miners were killed in the Orvik pit"
    return written(name, line(speaker, words, number(count, "miners"), **more))


def conflicting(*documents) -> tuple[Stance, ...]:
    found = compared(*documents)
    claims = {claim.id: claim for _, own in documents for claim in own}
    (question,) = found.questions
    return stances_of(question, found.findings, claims)


def test_each_figure_stands_once_with_all_who_give_it_from_the_lowest_up() -> None:
    stances = conflicting(
        toll("north", "Ana Pell", 30),
        toll("south", "Iko Brandt", 9),
        toll("east", "Mila Roth", 30),
        toll("west", "Jon Sorb", 120),
    )

    assert [(one.value, len(one.claims), one.against) for one in stances] == [
        ("9", 1, (1, 2)),
        ("30", 2, (0, 2)),
        ("120", 1, (0, 1)),
    ]


def test_who_denies_a_figure_does_not_stand_with_those_who_give_it() -> None:
    stances = conflicting(toll("north", "Ana Pell", 30), toll("south", "Iko Brandt", 30, act="deny"))

    assert [(one.sort, one.value, one.against) for one in stances] == [
        ("says", "30", (1,)),
        ("denies", "30", (0,)),
    ]


def test_answers_in_words_are_one_where_they_stand_against_the_same_claims() -> None:
    documents = [written(name, line(f"Speaker {name}", f"words of {name}")) for name in ("a", "b", "c", "d")]
    ids = [claims[0].id for _, claims in documents]
    question = Question(
        id="q",
        text="Is it so?",
        positions=tuple(Position(claim=one, sort="says", value="words") for one in ids),
    )
    findings = [
        Finding(relation="conflicts", left=ids[0], right=ids[2], reason="", question="q"),
        Finding(relation="conflicts", left=ids[2], right=ids[1], reason="", question="q"),
        Finding(relation="agrees", left=ids[0], right=ids[3], reason="", question="q"),
        Finding(relation="conflicts", left=ids[3], right=ids[0], reason="", question="another"),
    ]

    stances = stances_of(question, findings, {claims[0].id: claims[0] for _, claims in documents})

    assert [(one.claims, one.against) for one in stances] == [((ids[0], ids[1]), (1,)), ((ids[2],), (0,))]
