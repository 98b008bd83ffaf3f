"""The questions that claims are put to, as an editor reads them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.compare.makers import compared, line, number, written

from sayso.claims.types import Quantity
from sayso.values import TextSpan


def counted(words: str, said: str, value: float, unit: str, qualifier: str = "exact") -> Quantity:
    """A figure with its place in the first line of a document."""
    start = words.index(said)
    return replace(number(value, unit, qualifier), span=TextSpan(start, start + len(said)))


def asked_in(*words: str, unit: str, apart: int = 0) -> list[str]:
    """What the questions are called that some claims answer with figures; the first `apart` are another's."""
    figures = [re.findall(r"\d+", one)[0] for one in words]
    documents = [
        written(f"paper{place}", line(f"Speaker {place}", one, counted(one, said, float(said), unit)))
        for place, (one, said) in enumerate(zip(words, figures, strict=True))
    ]
    ids = [claims[0].id for _, claims in documents]
    parted = [frozenset((one, other)) for one in ids[:apart] for other in ids[apart:]]
    return sorted(question.text for question in compared(*documents, parted=parted).questions)


def test_a_mass_is_asked_for_in_the_words_of_a_claim_that_begins_with_it() -> None:
    text = asked_in("40 tonnes of barley had burned in Orvik", "90 tonnes of barley burned", unit="tonnes")

    assert text == ["How many tonnes of barley had burned in Orvik?"]


def test_a_claim_that_gives_a_plain_number_asks_before_one_that_hedges() -> None:
    words = "about 40 tonnes of barley had burned in Orvik", "90 tonnes of barley burned"
    found = compared(
        written("north", line("Ana Pell", words[0], counted(words[0], "40", 40, "tonnes", "approx"))),
        written("south", line("Iko Brandt", words[1], counted(words[1], "90", 90, "tonnes"))),
    )

    assert [one.text for one in found.questions] == ["How many tonnes of barley burned?"]


def test_of_a_long_claim_the_words_beside_the_figure_are_quoted() -> None:
    long = (
        "the council of the old town on the river was told in May by its own clerk that 40 barns "
        "in Orvik had been emptied of hay before the flood came down from the hills"
    )

    text = asked_in(long, long.replace("40", "90"), unit="barns")

    assert text == [
        "How many barns were there: “… May by its own clerk that … barns in Orvik had been emptied of hay …”?"
    ]


def test_where_the_place_of_a_figure_is_not_known_nothing_is_quoted() -> None:
    found = compared(
        written("north", line("Ana Pell", "40 tonnes of barley had burned", number(40, "tonnes"))),
        written("south", line("Iko Brandt", "90 tonnes of barley had burned", number(90, "tonnes"))),
    )

    assert [question.text for question in found.questions] == ["How many tonnes were there?"]


def test_people_of_whom_only_their_fate_is_named_are_people() -> None:
    found = compared(
        written(
            "north", line("Ana Pell", "31 killed and injured in Orvik", number(31, "killed and injured"))
        ),
        written("south", line("Iko Brandt", "9 dead in Orvik", number(9, "dead"))),
    )

    assert [(one.text, one.unit) for one in found.questions] == [("How many people were killed?", "people")]


def test_an_accusation_is_quoted_so_that_it_reads_as_a_sentence() -> None:
    words = "Orvik Mining of hiding the letters"
    found = compared(
        written("north", line("Ana Pell", words, endorsement="distanced")),
        written("south", line("Iko Brandt", words, act="deny")),
    )

    assert found.questions[0].text == "Is it so: “Orvik Mining … hiding the letters”?"


def test_a_matter_on_which_nobody_says_anything_is_named_and_not_asserted() -> None:
    found = compared(
        written("north", line("Ana Pell", "the barley ledgers of Orvik", act="no-comment")),
        written("south", line("Iko Brandt", "the barley ledgers of Orvik", act="no-comment")),
    )

    assert found.questions[0].text == "What about “the barley ledgers of Orvik”?"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Veska's use of the barley ledgers", "What about “Veska's use of the barley ledgers”?"),
        ("the shelling of the barley stores", "What about “the shelling of the barley stores”?"),
        ("the harbour board's hasty burning of the barley", None),
        ("ORVIK BARLEY STORES", None),
        ("the shelling of the barley stores was planned", "Is it so: “…”?"),
        ("the barley ledgers fell into the harbour", "Is it so: “…”?"),
        ("Veska's mayor of ten years fell ill", "Is it so: “…”?"),
    ],
)
def test_a_deed_under_its_name_is_no_statement_that_could_be_so(words: str, title: str | None) -> None:
    found = compared(
        written("north", line("Ana Pell", words)), written("south", line("Iko Brandt", words, act="deny"))
    )

    expected = (title or "What about “…”?").replace("…", words)
    assert [question.text for question in found.questions] == [expected]


def answered(*claims: dict[str, object]) -> tuple[str, list[str]]:
    """What the question is called that some claims were put to, and what sorts of answers they are."""
    documents = [written(f"paper{place}", claim) for place, claim in enumerate(claims)]
    ids = [own[0].id for _, own in documents]
    found = compared(*documents, joined=[frozenset((ids[0], other)) for other in ids[1:]])
    (question,) = found.questions
    return question.text, sorted(position.sort for position in question.positions)


def test_what_is_denied_is_asked_where_another_claim_says_the_opposite_of_it() -> None:
    denial = line("Ana Pell", "that barges of Orvik crossed the river that night", act="deny")
    asked = "Is it so: “barges of Orvik crossed the river that night”?"

    own = line("Ana Pell", "all barges of Orvik were moored in the harbour")
    assert answered(denial, own) == (asked, ["denies", "says"])
    watchman = line("Iko Brandt", "he saw no barges on the river", event_status="not-happened")
    assert answered(denial, watchman) == (asked, ["denies", "says-not"])


def test_a_deed_that_is_denied_by_its_name_is_no_statement_either() -> None:
    denial = line("Ana Pell", "selling barley to the harbour", act="deny")
    clerk = line("Iko Brandt", "she saw no barley", event_status="not-happened")

    assert answered(denial, clerk)[0] == "What about “selling barley to the harbour”?"


def test_what_somebody_says_is_asked_where_another_denies_it() -> None:
    says = line("Iko Brandt", "nine barges of Orvik crossed the river")
    denial = line("Ana Pell", "that barges of Orvik crossed the river that night of all nights", act="deny")

    assert answered(denial, says) == (
        "Is it so: “nine barges of Orvik crossed the river”?",
        ["denies", "says"],
    )


@pytest.mark.parametrize(("value", "unit", "expected"), [(1, "hours", "1 hour"), (4, "hours", "4 hours")])
def test_one_hour_is_no_hours(value: float, unit: str, expected: str) -> None:
    found = compared(
        written(
            "north", line("Ana Pell", f"the shooting in Orvik lasted {value} hours", number(value, unit))
        ),
        written("south", line("Iko Brandt", "the shooting in Orvik lasted 9 hours", number(9, "hours"))),
    )

    assert {position.value for position in found.questions[0].positions} == {expected, "9 hours"}


def test_the_hurt_are_no_answer_to_how_many_were_killed() -> None:
    found = compared(
        written(
            "north", line("Ana Pell", "31 killed and injured in Orvik", number(31, "killed and injured"))
        ),
        written("south", line("Iko Brandt", "9 dead in Orvik", number(9, "dead"))),
        written("west", line("Lim Gray", "17 people dead in Orvik", number(17, "people"))),
    )

    [question] = found.questions
    assert question.text == "How many people were killed?"
    assert {position.value for position in question.positions} == {"31 killed and injured", "9", "17"}


def test_questions_of_one_name_are_told_apart_by_a_claim_that_is_quoted() -> None:
    pit, bus = "{} miners were killed in the pit of Orvik", "{} miners were killed in the bus at Orvik"

    texts = asked_in(
        *(text.format(count) for text in (pit, bus) for count in (9, 14)), unit="miners", apart=2
    )

    assert texts == [
        "How many miners were killed: “… miners were killed in the bus at Orvik”?",
        "How many miners were killed: “… miners were killed in the pit of Orvik”?",
    ]


def test_where_nothing_can_be_quoted_they_are_told_apart_by_who_answers_first() -> None:
    documents = [
        written(name, line(speaker, f"{count} miners were killed in {where}", number(count, "miners")))
        for name, speaker, count, where in (
            ("north", "Ana Pell", 9, "the Orvik pit"),
            ("south", "Iko Brandt", 14, "the Orvik pit"),
            ("east", "Mila Roth", 9, "the Orvik pit"),
            ("west", "Jon Sorb", 14, "the Orvik pit"),
        )
    ]
    ids = [claims[0].id for _, claims in documents]
    parted = [frozenset((one, other)) for one in ids[:2] for other in ids[2:]]

    found = compared(*documents, parted=parted)

    texts = sorted(question.text for question in found.questions)
    assert len(set(texts)) == len(texts) == 2
    assert all(text.startswith("How many miners were killed? (as ") for text in texts)
    assert all(text.endswith(" and others answer)") for text in texts)


def test_a_figure_inside_its_clause_leaves_a_gap_in_it() -> None:
    words = "the fire had burned 400 tonnes of wheat", "the fire burned 90 tonnes of wheat"
    found = compared(
        written("north", line("Ana Pell", words[0], counted(words[0], "400", 400, "tonnes"))),
        written("south", line("Iko Brandt", words[1], counted(words[1], "90", 90, "tonnes"))),
    )

    assert [one.text.partition(":")[0] for one in found.questions] == ["How many tonnes were there"]


def test_no_fate_is_asked_for_that_only_the_words_around_the_claims_tell() -> None:
    case = [
        written(
            name,
            line("Orvik Rescue", "nine miners were killed in the pit", number(9, "miners")),
            line(speaker, f"{count} people were on shift at the time", number(count, "people")),
        )
        for name, speaker, count in (("north", "Ana Pell", 31), ("south", "Iko Brandt", 34))
    ]
    ids = [own[1].id for _, own in case]
    found = compared(*case, joined=[frozenset(ids)])
    [asked] = [one for one in found.questions if {p.claim for p in one.positions} == set(ids)]

    assert "killed" not in asked.text
    assert asked.text.startswith("How many people were there")
