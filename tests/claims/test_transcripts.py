"""Transcripts: whose turn it is, what is a heading, and what an answer denies."""

from __future__ import annotations

import time

import pytest

from sayso.claims.documents import make_document
from sayso.claims.qualify.cast import gather_cast
from sayso.claims.qualify.whose_words import speaker_of_turn
from sayso.claims.reading import read
from sayso.claims.turns import find_turns
from sayso.values import TextSpan

BRIEFING = """TRANSCRIPT: Noon briefing, 4 May 2026

Spokeswoman Ilka Vane: Good afternoon. We have opened two shelters.

Nobody was turned away.

QUESTION: Dockers say you sent buses to the quay. Did you?

MS VANE: No. We firmly deny that. Every bus stood in the yard.

QUESTION (Orrin Herald): How many people sleep in the hall?

MS VANE: About 40, according to the parish. I'm not going to get into names today.

COL. LOTH: We ask drivers to stay away.
"""


def described(claims):
    return [(one.speaker, one.act, one.content[0].of(BRIEFING)) for one in claims]


def test_each_turn_of_a_briefing_belongs_to_the_speaker_of_its_label(claims_of):
    assert described(claims_of(BRIEFING, kind="statement", publisher="Port Board")) == [
        ("Ilka Vane", "assert", "We have opened two shelters"),
        ("Ilka Vane", "assert", "Nobody was turned away"),
        ("Dockers", "assert", "you sent buses to the quay"),
        ("Ilka Vane", "deny", "you sent buses to the quay"),
        ("questioner", "question", "Did you"),
        ("Ilka Vane", "assert", "Every bus stood in the yard"),
        ("Orrin Herald", "question", "How many people sleep in the hall"),
        ("parish", "assert", "About 40"),
        ("Ilka Vane", "no-comment", "I'm not going to get into names today"),
        ("LOTH", "demand", "drivers to stay away"),
    ]


def test_what_is_told_within_a_turn_comes_through_its_speaker_if_he_is_known(claims_of):
    claims = claims_of(BRIEFING, kind="statement", publisher="Port Board")
    assert [(one.speaker, one.through) for one in claims if one.through] == [
        ("parish", ("Ilka Vane",)),
    ]


@pytest.mark.parametrize(
    ("asked", "denied"),
    [
        ("Q: Did your guards fire first?", "Did your guards fire first"),
        ("Q: The union says a crane fell.", "a crane fell"),
        ("MR. LOTH: A crane fell.", "A crane fell"),
        ("Q: Good morning. Was the quay empty?", "Was the quay empty"),
    ],
)
def test_an_answer_denies_what_was_asked_of_it_and_no_older_words(claims_of, asked, denied):
    text = f"MS VANE: Police said the gate was shut.\n\n{asked}\n\nMS VANE: We deny that."
    [denial] = [one for one in claims_of(text, kind="statement", publisher="Port Board") if one.act == "deny"]
    assert (denial.speaker, denial.content[0].of(text)) == ("VANE", denied)


def test_an_interview_with_names_as_names_are_written_is_a_transcript(said_in):
    text = (
        "Mara Hale: The pumps failed at noon.\nJoss Orlen: How many of them?\n"
        "Mara Hale: All six. We had warned the firm.\n"
    )
    assert said_in(text, kind="statement", publisher="Orrin TV") == [
        ("Mara Hale", "The pumps failed at noon"),
        ("Joss Orlen", "How many of them"),
        ("Mara Hale", "All six"),
        ("Mara Hale", "We had warned the firm"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "CASUALTIES: Three people died.\nDAMAGE: Two houses burned.\n",  # headings of one's own
        "VESK: The mayor closed the quay on Monday. Two boats sank.\n",  # where it was written
        "Location: the quay\nTime: noon\nDeaths: none\nLocation: the dam\n",
        "Key Points: It is late.\nWhat Next: A vote.\nKey Points: It is over.\nWhat Next: A march.\n",
        "Number of dead: three\nNumber of hurt: four\nNumber of dead: five\n",
        "STATEMENT: The quay is shut.\nCONTACT: Ada Brill, press office.\n",
        "Mara Hale: The pumps failed.\n",  # one label alone
    ],
)
def test_labels_that_name_nobody_make_no_transcript(text):
    assert find_turns(text, lines_of(text)) == []


def lines_of(text):
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        lines.append(TextSpan(at, at + len(line.rstrip())))
        at += len(line)
    return lines


def names(many):
    return ["K" + "".join("AEIOUXZV"[(one >> shift) % 8] for shift in (0, 3, 6, 9)) for one in range(many)]


def test_twice_as_many_labels_are_found_in_twice_the_time():
    def seconds(many):
        text = "".join(f"{name}: a\n" for name in names(many))
        lines = lines_of(text)
        start = time.process_time()
        assert find_turns(text, lines, in_capitals=True)
        return time.process_time() - start

    # The quickest of three: a busy machine slows one, and not what grows with the square.
    assert min(seconds(4_000) for _ in range(3)) < 3 * min(seconds(2_000) for _ in range(3)) + 0.05


def test_the_speakers_of_twice_as_many_turns_are_named_in_twice_the_time():
    def seconds(many):
        text = "".join(f"MS {name}: No.\n" for name in names(many))
        cast = gather_cast(read(make_document("doc", text, kind="statement", language="en")))
        start = time.process_time()
        told = [speaker_of_turn(cast, turn.name).name for turn in cast.reading.layout.turns]
        assert told == names(many)
        return time.process_time() - start

    # The quickest of three: a busy machine slows one, and not what grows with the square.
    assert min(seconds(1_200) for _ in range(3)) < 3 * min(seconds(600) for _ in range(3)) + 0.05


@pytest.mark.parametrize("label", ["ORLEN", "Orlen", "Ilka Orlen", "Mrs. Orlen", "MS ILKA ORLEN"])
def test_a_label_is_named_as_fully_as_the_text_does(claims_of, label):
    text = (
        f"Spokeswoman Ilka Orlen: The gate is open.\nQ: Is it?\n{label}: It is.\nQ: All day?\n{label}: It is."
    )
    claims = claims_of(text, kind="statement", publisher="Port Board")
    assert claims[-1].speaker == "Ilka Orlen"


@pytest.mark.parametrize(
    "text",
    [
        "FIRE: Tull said it was late.\nFLOOD: Hane said he was tired.\nFIRE: Orlen said it was over.\n",
        (
            "MAIN FINDINGS: The mayor said it was late.\nNEXT STEPS: An inquiry begins, the ministry said.\n"
            "MAIN FINDINGS: Orlen said it was over.\nNEXT STEPS: A vote, the board said.\n"
        ),
        "CASUALTIES: 14, the clinic said.\nINQUIRIES: 40, the court said.\nCASUALTIES: 15, the ward said.\n",
    ],
)
def test_headings_that_come_back_are_nobody(claims_of, text):
    for kind in ("article", "statement"):
        claims = claims_of(text, kind=kind, publisher="Port Board")
        assert claims
        assert not any(one.through for one in claims)
        assert not {one.speaker for one in claims} & {"FIRE", "FLOOD", "MAIN FINDINGS", "CASUALTIES"}


@pytest.mark.parametrize("label", ["ADA STONE", "ILKA STONE", "UNION LEADER", "ORLEN"])
def test_a_name_or_a_trade_that_comes_back_is_a_speaker(claims_of, label):
    text = f"{label}: The quay is shut.\n\nWho shut it?\n\n{label}: The board said it was unsafe.\n"
    claims = claims_of(text)
    assert [(one.speaker, one.through) for one in claims] == [(label, ()), (label, ()), ("board", (label,))]


def test_a_word_that_comes_back_among_speakers_is_one(claims_of):
    text = "MS VANE: We opened it.\nBAKER: Who shut it?\nMS VANE: Nobody did.\nBAKER: The mayor said you did."
    claims = claims_of(text, kind="statement", publisher="Port Board")
    assert [(one.speaker, one.through) for one in claims if one.speaker != "VANE"] == [
        ("BAKER", ()), ("mayor", ("BAKER",)),
    ]  # fmt: skip


def test_a_heading_ends_a_turn(claims_of):
    text = "MS VANE: We opened it.\nMR LOTH: All of it.\nNEXT STEPS: A vote is held.\nThe board meets in May."
    claims = claims_of(text, kind="statement", publisher="Port Board")
    assert [one.speaker for one in claims] == ["VANE", "LOTH", "Port Board", "Port Board"]


def test_an_article_goes_on_behind_its_interview(claims_of):
    text = (
        "ORRIN TV: Who sold the mill?\n\nHEDDA TULL: The board did.\n\nORRIN TV: Why?\n\n"
        "HEDDA TULL: The bank said it had to.\n\n"
        "Police said on Friday that its owner, Joss Orlen, had been held. A lawyer for Orlen denied it. "
        "The ministry declined to comment."
    )
    claims = claims_of(text)
    assert {one.speaker for one in claims if one.through} == {"bank"}
    [denial] = [one for one in claims if one.act == "deny"]
    assert denial.content[0].of(text) == "that its owner, Joss Orlen, had been held"
    [refusal] = [one for one in claims if one.act == "no-comment"]
    assert (refusal.speaker, refusal.through) == ("ministry", ())


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # a repost is theirs to the end, up to a label of one's own
        ("RT @quay_eye: Two cranes fell. We demand an inquiry.", ["@quay_eye", "@quay_eye"]),
        ("RT @quay_eye: We deny that a crane fell.\n\nFrom us: we demand an answer.",
         ["@quay_eye", "Ada Brill"]),
        ("Forwarded from Quay Eye\nWe demand that the pier is shut. We have counted six boats.",
         ["Quay Eye", "Quay Eye"]),
        ("I saw it. I demand an answer.", ["Ada Brill", "Ada Brill"]),
        ("Harbour board: we deny that a crane fell. We ask the board why.", ["Harbour board", "Ada Brill"]),
    ],
)  # fmt: skip
def test_we_is_whoever_speaks_there(claims_of, text, speakers):
    claims = claims_of(text, kind="post", author="Ada Brill", publisher="X")
    assert [one.speaker for one in claims] == speakers
    assert not any(one.through for one in claims)


@pytest.mark.parametrize("kind", ["article", None])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "REPORTER: Is the lock safe?\nWOOD: It is safe. We lost two barges.\nREPORTER: Two?\n",
            [("WOOD", "It is safe. We lost two barges.")],
        ),
        (
            (
                "Three men spoke on the quay.\nREED: Six barges "
                "sank.\nLONG: Two men fell.\nREED: Nobody came.\n"
            ),
            [("REED", "Six barges sank."), ("LONG", "Two men fell."), ("REED", "Nobody came.")],
        ),
        (
            "MINISTRY: 14 people died.\nREBELS: 40 people died.\nHOSPITAL: We have 22 bodies.\n",
            [
                ("MINISTRY", "14 people died."),
                ("REBELS", "40 people died."),
                ("HOSPITAL", "We have 22 bodies."),
            ],
        ),
        (
            "The lock of Tarn broke on Monday.\n\nWHAT WE KNOW: Two vans fell.\n\nPOLICE: A man was held.\n",
            [("POLICE", "A man was held.")],
        ),
    ],
)
def test_a_speaker_whose_name_is_a_word_speaks_in_an_article(said_in, text, told, kind):
    assert [(who, what.rstrip(".")) for who, what in said_in(text, kind=kind)] == [
        (who, what.rstrip(".")) for who, what in told
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "MR VANE: Where were you?\nWOOD: I saw nothing. Two "
                "men ran.\nMR VANE: When?\nREED: We lost six boats."
            ),
            [("WOOD", "I saw nothing"), ("WOOD", "Two men ran"), ("REED", "We lost six boats")],
        ),
        (
            (
                "ILKA WOOD: I saw it.\nINTERVIEWER: Who fell?\nKARL "
                "LONG: I was away. Two men fell.\nILKA WOOD: They did."
            ),
            [
                ("ILKA WOOD", "I saw it"),
                ("KARL LONG", "I was away"),
                ("KARL LONG", "Two men fell"),
                ("ILKA WOOD", "They did"),
            ],
        ),
        # what follows the last turn is the office's own again, a heading too
        (
            (
                "MR VANE: Is it shut?\nMS LOTH: It is. We shut it.\n\n"
                "The office publishes the log on Friday.\nWe thank all."
            ),
            [
                ("LOTH", "It is"),
                ("LOTH", "We shut it"),
                ("Port Board", "The office publishes the log on Friday"),
                ("Port Board", "We thank all"),
            ],
        ),
        (
            (
                "Ilka Vane: We look for two divers.\nJoss Orlen: Who are they?\n"
                "Ilka Vane: Two Tamsel men.\nCost: We think it will be 4 million."
            ),
            [
                ("Ilka Vane", "We look for two divers"),
                ("Ilka Vane", "Two Tamsel men"),
                ("Port Board", "it will be 4 million"),
            ],
        ),
        # the last speaks as long as others did
        (
            (
                "MR VANE: We opened it.\n\nIt has 40 beds.\n\n"
                "QUESTION: Who paid?\n\nMS LOTH: We did.\n\nIt was dear."
            ),
            [
                ("VANE", "We opened it"),
                ("VANE", "It has 40 beds"),
                ("LOTH", "We did"),
                ("LOTH", "It was dear"),
            ],
        ),
        # places
        (
            (
                "Upper Tarn: 400 people left.\nLower Tarn: 300 "
                "people left.\nUpper Tarn: two people stayed, we hear."
            ),
            [
                ("Port Board", "Upper Tarn: 400 people left"),
                ("Port Board", "Lower Tarn: 300 people left"),
                ("Port Board", "Upper Tarn: two people stayed, we hear"),
            ],
        ),
        (
            "Tarn: 400 people left.\nVesk: 300 people left.\nTarn: two people stayed.",
            [
                ("Port Board", "Tarn: 400 people left"),
                ("Port Board", "Vesk: 300 people left"),
                ("Port Board", "Tarn: two people stayed"),
            ],
        ),
    ],
)
def test_each_of_a_statements_transcript_says_his_own(claims_of, text, told):
    claims = claims_of(text, kind="statement", publisher="Port Board")
    said = [(one.speaker, one.content[0].of(text)) for one in claims if one.act != "question"]
    assert said == told


def test_a_number_alone_answers(claims_of):
    text = (
        "Joss Orlen: How many boats were lost?\nIlka Vane: "
        "Nine.\nJoss Orlen: When?\nIlka Vane: We do not know."
    )
    [_, answer, *_] = claims_of(text, kind="statement", publisher="Port Board")
    assert [(one.value, one.unit) for one in answer.quantities] == [(9, "boats")]
