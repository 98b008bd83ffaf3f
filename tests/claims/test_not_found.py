"""What somebody has not found, not said and not alleged is never shown as what he says."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "The Board has not found that the captain left the ship before the evacuation was over.",
        "The inquiry did not find that the dam was unsafe.",
        "The Commission did not conclude that the guards fired first.",
        "The panel never found that the mayor took money.",
        "The report does not show that the mayor took money.",
        "The court hasn't found that the guard lied.",
        "Neither the Board nor the court has found that the captain was drunk.",
        "Nowhere does the report find that the guard lied.",
        "In no case did the Board find that a guard lied.",
        "Hardly anyone found that the guard lied.",
        "The firm never suggested that the dam was unsafe.",
        "The police made no claim that the nurse stole the drugs.",
        "Police have made no allegation that the driver was drunk.",
        "The nurse is not alleged to have stolen the drugs.",
    ],
)
def test_what_is_not_found_is_no_claim_of_a_report_and_in_a_statement_the_words_as_they_stand(
    claims_of, text
):
    assert claims_of(text) == []
    [own] = claims_of(text, kind="statement", publisher="Tarn Board")
    assert own.source == ()
    assert own.content[0].of(text) == text.rstrip(".")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Board has found that the captain left.", ["that the captain left"]),
        ("The Board found that the captain was not drunk.", ["that the captain was not drunk"]),
        (
            "The Board has not only found that the captain left but that the mate did.",
            ["that the captain left", "that the mate did"],
        ),
        ("The Board did not merely find that the captain had left.", ["that the captain had left"]),
        ("Not until May did the Board find that the captain was drunk.", ["that the captain was drunk"]),
        ("The Board found not that the guard lied but that he slept.", ["that he slept"]),
        (
            "The inquiry did not find that the dam was unsafe but concluded that the gate was rusty.",
            ["that the gate was rusty"],
        ),
        ("The Board, not the court, found that the guard lied.", ["that the guard lied"]),
        ("The guild has no doubt that the crane fell.", ["that the crane fell"]),
        ("The judge said that she had not found that he lied.", ["that she had not found that he lied"]),
        ('"There is no claim that we lied," the mayor said.', ["There is no claim that we lied"]),
    ],
)
def test_what_is_found_after_all_stands(said_in, text, found):
    assert [content for _, content in said_in(text)] == found


def test_what_we_have_not_found_is_our_own_negated_statement(claims_of):
    text = "We have not found that the driver was drunk. We found that he slept."
    first, second = claims_of(text, kind="statement", publisher="Orn Hall")
    assert (first.act, first.event_status) == ("assert", "not-happened")
    assert first.content[0].of(text) == "We have not found that the driver was drunk"
    assert (second.speaker, second.content[0].of(text)) == ("Orn Hall", "that he slept")


@pytest.mark.parametrize(
    ("told", "act"),
    [
        ("does not doubt that 12 people died", "assert"),
        ("did not question that 12 people died", "assert"),
        ("has no doubt that 12 people died", "assert"),
        ("doubts that 12 people died", "question"),
    ],
)
def test_who_does_not_doubt_it_asserts_it(claims_of, told, act):
    [claim] = claims_of(f"The mayor {told}.")
    assert claim.act == act


@pytest.mark.parametrize(
    "text",
    [
        "The court was not convinced that the guard lied.",
        "The judge was never persuaded that the guard lied.",
        "The mayor is not sure that the dam held.",
        "Police are not aware that anyone was hurt.",
        "The report stops short of saying that the captain left.",
        "The police refrained from saying that he had fled.",
    ],
)
def test_of_what_somebody_is_not_sure_or_stops_short_of_saying_he_claims_nothing(claims_of, text):
    assert claims_of(text) == []


@pytest.mark.parametrize(
    ("told", "act", "content"),
    [
        ("is sure that the dam held", "assert", "that the dam held"),
        ("is not only sure that the dam held but glad", "assert", "that the dam held but glad"),
        ("is not afraid that the dam would fail", "assert", "that the dam would fail"),
        ("is sceptical that the dam held", "question", "that the dam held"),
        ("does not expect that the port will close", "deny", "that the port will close"),
        ("expects that the port will close", "assert", "that the port will close"),
    ],
)
def test_of_what_somebody_is_sure_or_doubtful_he_says_so(claims_of, told, act, content):
    text = f"The mayor {told}."
    [claim] = claims_of(text)
    assert (claim.act, claim.content[0].of(text)) == (act, content)


@pytest.mark.parametrize(
    "text",
    [
        "The Board has found neither that the captain left nor that he slept.",
        "The Board said neither that the captain left nor that he stayed.",
        "The Board considers it unlikely that the captain left first.",
        "The Board found it unproven that the captain left first.",
        "The Board did not uphold the complaint that the captain left first.",
    ],
)
def test_what_is_neither_said_nor_upheld_is_no_claim(claims_of, text):
    assert claims_of(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The Board denied having said that the captain left.",
            [("Board", "deny", "having said that the captain left")],
        ),
        (
            "The Board denies that it said that the captain left.",
            [("Board", "deny", "that it said that the captain left")],
        ),
        (
            "The mayor denied the dam had leaked after engineers said it did.",
            [
                ("mayor", "deny", "the dam had leaked after engineers said it did"),
                ("engineers", "assert", "it did"),
            ],
        ),
    ],
)
def test_what_somebody_denies_to_have_said_he_does_not_say(claims_of, text, found):
    said = [(claim.speaker, claim.act, claim.content[0].of(text)) for claim in claims_of(text)]
    assert said == found


@pytest.mark.parametrize("said", ["it was false", "it was unlikely to hold", "it is wrong that they left"])
def test_what_is_called_false_in_a_clause_is_said(claims_of, said):
    text = f"The board said {said}."
    assert [claim.content[0].of(text) for claim in claims_of(text)] == [said]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Board said the captain neither left nor slept.", "not-happened"),
        ("The Board said the captain left and slept.", "happened"),
    ],
)
def test_neither_nor_negates(claims_of, text, status):
    assert [claim.event_status for claim in claims_of(text)] == [status]
