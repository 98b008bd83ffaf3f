"""Pleas in court, what a label takes back, and whose a correction or everybody's word is."""

from __future__ import annotations

import pytest

COURT = "Joss Hane was charged with theft on Monday before Judge Arne Holt. "


@pytest.mark.parametrize(
    ("text", "pleas"),
    [
        ("He pleaded not guilty.", [("not guilty", "deny")]),
        (
            "He pleaded guilty to two counts of theft and not guilty to assault.",
            [("guilty to two counts of theft", "assert"), ("not guilty to assault", "deny")],
        ),
        ("He entered a plea of not guilty on Friday.", [("not guilty", "deny")]),
        ("He has entered a guilty plea to theft.", [("guilty plea to theft", "assert")]),
        ("He pled no contest to the charge.", [("no contest to the charge", "assert")]),
        (
            "He pleaded guilty on Monday to theft and fraud.",
            [("guilty on Monday to theft and fraud", "assert")],
        ),
        (
            "He pleaded not guilty in court to killing two men.",
            [("not guilty in court to killing two men", "deny")],
        ),
        ("He pleaded guilty in May and went to Vesk.", [("guilty", "assert")]),
        # where nothing was answered, or it was no answer to a charge
        ("He has not entered a plea.", []),
        ("He entered no plea.", []),
        ("He is expected to plead guilty.", []),
        ("He will plead guilty to theft.", []),
        ("The court found him guilty.", []),
    ],
)
def test_each_answer_to_a_charge_is_a_claim_of_the_accused(claims_of, text, pleas):
    found = [one for one in claims_of(COURT + text) if one.why.startswith("plea")]
    assert [(one.speaker, one.event_status) for one in found] == [("Joss Hane", "happened")] * len(pleas)
    assert [(one.content[0].of(COURT + text), one.act) for one in found] == pleas


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The driver, Lena Orth, was charged. Prosecutor Hedda Vane read it out. She pleaded not guilty.",
         "Lena Orth"),
        ("Police arrested Tom Reuss in May, said Inspector Karl Boden. He pleaded guilty.", "Tom Reuss"),
        ("Prosecutor Ada Brill accused Joss Hane of fraud. He pleaded not guilty.", "Joss Hane"),
        ("Two men were charged. Both pleaded guilty to trespass.", "Two men"),
        ("The driver, who pleaded guilty to fraud, will be sentenced in May.", "driver"),
        ("A plea of guilty was entered by the firm on Monday.", "firm"),
    ],
)  # fmt: skip
def test_the_accused_pleads_and_not_whoever_was_named_last(claims_of, text, speaker):
    [plea] = [one for one in claims_of(text) if one.why.startswith("plea")]
    assert plea.speaker == speaker


def test_who_pleads_for_something_is_no_accused(claims_of):
    told = claims_of("The union pleaded with the owners to keep the mill open. The mayor pleaded for calm.")
    assert not any(one.why.startswith("plea") for one in told)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A correction: the ferry left at 6.", "the ferry left at 6"),
        ("A small correction: the ferry left at 6.", "the ferry left at 6"),
        ("Correction to our earlier post: the ferry left at 6.", "the ferry left at 6"),
        ("Correction to 2/7: the ferry left at 6.", "the ferry left at 6"),
        ("A quick update on the fire: two engines are there.", "two engines are there"),
        # no labels
        ("A fact that matters: nobody was hurt.", "A fact that matters: nobody was hurt"),
        ("The truth is: nobody was hurt.", "The truth is: nobody was hurt"),
    ],
)
def test_a_label_with_an_article_is_no_part_of_what_is_said(said_in, text, said):
    assert said_in(text, kind="post", author="Quay Live", publisher="Quay Live") == [("Quay Live", said)]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "A correction: in our morning post we gave the date as 3 June. It was 4 June.",
            ["retract", "assert"],
        ),
        ("Correction (14:05): we wrote that 12 had died. It was 8.", ["retract", "assert"]),
        ("CORRECTION: We reported that the bridge was closed. It is open.", ["retract", "assert"]),
        # another sentence takes it back
        ("CORRECTION: on Tuesday I said the clip was shot near Tarn. I was wrong.", ["assert", "retract"]),
        ("Correction: we put the toll at about 12. It was 8.", ["retract", "assert"]),
        ("Clarification: we named the driver as Joss Orlen. It was his brother.", ["retract", "assert"]),
        ("Edit: I wrote that the pier was shut. It is open.", ["retract", "assert"]),
        ("Edit: earlier I said the pier was shut. It is open.", ["retract", "assert"]),
        ("Correction: we wrongly gave the date of the march. It is on Friday.", ["retract", "assert"]),
        ("Correction: The march is on Friday. We wrote that it was on Monday.", ["assert", "retract"]),
        # what was done
        ("Edit: I told my sister that the bridge fell.", ["assert"]),
        ("Correction: The toll is 9. We said a prayer.", ["assert", "assert"]),
        ("Correction: The toll is 9. In Vesk we said hello to the mayor.", ["assert", "assert"]),
        ("Correction: The toll is 9. We reported from the gate that people wept.", ["assert", "assert"]),
        ("Correction: The toll is 9. I told the police that two men ran.", ["assert", "assert"]),
        ("Correction: we said nothing about the mayor. Her office lied.", ["assert", "assert"]),
        ("Edit: I put the map below. It is new.", ["assert", "assert"]),
        ("EDIT: We put up beds at the church. It is open.", ["assert", "assert"]),
        ("Edit: we named our boat Mara. It is red.", ["assert", "assert"]),
        ("Correction: I gave 40 marks to the fund. It is growing.", ["assert", "assert"]),
        ("Clarification: we posted the list of wards below. It is new.", ["assert", "assert"]),
        # another's words, or no label
        ("Correction: the ministry wrote that 12 had died. It was 8.", ["assert", "assert"]),
        ("We wrote that 12 had died. More were found.", ["assert", "assert"]),
    ],
)
def test_what_stood_before_is_taken_back_behind_a_label(claims_of, text, acts):
    told = claims_of(text, kind="post", author="Quay Live", publisher="Quay Live")
    assert [one.act for one in told] == acts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Correction: This article earlier said that 12 had died. The number is 9.",
            [("Quay Herald", "retract", "that 12 had died")],
        ),
        ("Correction: The ministry reported 14 dead on Monday.", [("ministry", "assert", "14 dead")]),
        ("This article says that 12 had died.", [("Quay Herald", "assert", "that 12 had died")]),
    ],
)
def test_an_article_takes_back_what_it_said_itself(claims_of, text, told):
    found = claims_of(text, publisher="Quay Herald")
    assert [(one.speaker, one.act, one.content[0].of(text)) for one in found] == told


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A correction: an earlier version of this report said 12 people had died.", "Quay Herald"),
        ("A correction by the Courier said that the figure was 40.", "Courier"),
        ("The clarification issued by the ministry said that nobody had died.", "ministry"),
        ("The correction said that 12, not 40, had died.", "(general belief)"),
        ("Everyone says the mayor knew about the leak.", "(general belief)"),
        ("Everybody in Orrin says that the mayor knew.", "Everybody in Orrin"),
        ("Everyone at the meeting agreed that the dam must be repaired.", "Everyone at the meeting"),
        ("Someone at the mill said the dam was safe.", "Someone at the mill"),
    ],
)
def test_neither_a_correction_nor_everyone_is_a_speaker_of_that_name(claims_of, text, speaker):
    assert [one.speaker for one in claims_of(text, publisher="Quay Herald")] == [speaker]


@pytest.mark.parametrize(
    "text", ["Nobody said the dam was safe.", "No one at the mill said that the boiler had burst."]
)
def test_what_nobody_said_is_no_claim(claims_of, text):
    assert claims_of(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Keld General Staff said that its troops had left the town.", "Keld General Staff"),
        ("The General Staff of Keld reported 40 drones shot down.", "General Staff of Keld"),
        ("The Tessian General Assembly said it would vote on Friday.", "Tessian General Assembly"),
        # persons
        ("General Ada Brill said the road was open.", "Ada Brill"),
        ("Secretary General Mara Voss said the road was open.", "Mara Voss"),
        ("Chief of Staff Joss Hane said the budget was ready.", "Joss Hane"),
        ("The Chief of the General Staff, General Ada Brill, said the road was open.", "Ada Brill"),
        ("Staff at the mill said the boiler had burst.", "Staff at the mill"),
    ],
)
def test_a_general_staff_is_a_body_and_a_general_a_person(claims_of, text, speaker):
    assert [one.speaker for one in claims_of(text)] == [speaker]
