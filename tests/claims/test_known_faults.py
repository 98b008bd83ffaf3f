"""Faults that were known: charges denied, labels before counts, given names cut off; and near-misses."""

from __future__ import annotations

import pytest

CHANNEL = {"kind": "post", "author": "Keld Live"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The council accused Joss Hane of theft. He denied the charge.", "Joss Hane"),
        (
            "Police charged Joss Hane with arson. Mayor Tom Brill said it was late. He denied the charges.",
            "Joss Hane",
        ),
        ("Mayor Ada Brill accused Keld Lines of fraud. It denied the accusation.", "Keld Lines"),
        # nobody is told to be accused, or the accused is named, or she is no "he"
        ("Joss Hane said the firm was shut. He denied the charge.", "Joss Hane"),
        ("The council accused Joss Hane of theft. Mayor Ada Brill rejected the charge.", "Ada Brill"),
        ("Mayor Tom Brill accused Ada Venn of theft. He rejected the idea that it was late.", "Tom Brill"),
    ],
)
def test_the_accused_denies_the_charge(claims_of, text, speaker):
    denial = claims_of(text)[-1]
    assert (denial.act, denial.speaker) == ("deny", speaker)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Annual sales report 14 pages long.", []),
        ("The quarterly accounts report 12 chapters long.", []),
        ("Clinics in Aduz report 14 wounded", ["Clinics in Aduz"]),
        ("Pilots in Aduz report 14 fires", ["Pilots in Aduz"]),
    ],
)
def test_a_report_of_so_many_pages_speaks_of_nothing(claims_of, text, speakers):
    told = [claim.source[0].of(text) for claim in claims_of(text)]
    assert told == speakers


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("UPDATE 12 houses burnt", ["12 houses burnt"]),
        ("UPD 3 boats lost", ["3 boats lost"]),
        ("UPDATE 2 - The dam holds", ["The dam holds"]),
        ("Update houses burnt down", ["Update houses burnt down"]),
        ("Update on the fire", []),
        ("Update 14:05", []),
        ("UPDATE", []),
    ],
)
def test_a_label_ends_before_a_count(said_in, text, contents):
    assert [content for _, content in said_in(text, **CHANNEL)] == contents


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Those in charge said the dam was safe.", "Those in charge"),
        ("Those at the gate said the dam was safe.", "Those at the gate"),
        ("Those officers said the dam was safe.", "officers"),
        ("Per Olsen said the oven was cold.", "Per Olsen"),
        ("The oven was cold, per Olsen.", "Olsen"),
        ("Per Olsen, a baker, said the oven was cold.", "Per Olsen"),
    ],
)
def test_mentions_keep_what_names_somebody(claims_of, text, speaker):
    assert [claim.speaker for claim in claims_of(text)] == [speaker]


def test_whom_somebody_accuses_is_no_council_for_what_stands_before_the_verb(claims_of):
    text = 'The council sacked Joss Hane. "I will appeal," he said.'
    assert claims_of(text)[-1].speaker == "Joss Hane"


def test_questions_and_answers_stand_in_articles_too(claims_of):
    text = "Is the dam safe?\n\nQ: How many were hurt?\n\nA: We counted nine."
    [claim] = claims_of(text)
    assert (claim.speaker, [one.value for one in claim.quantities]) == ("answerer", [9])


@pytest.mark.parametrize(
    "text", ["A: The dam is wet, the board said.", "Vitamin A: nobody lacks it, the board said."]
)
def test_a_letter_of_a_list_answers_nothing(claims_of, text):
    assert [claim.speaker for claim in claims_of(text)] == ["board"]
