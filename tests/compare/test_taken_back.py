"""What a withdrawal takes back: what it names by its matter, its day or its figure, of its speaker's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.compare.makers import compared, line, number, written

from sayso.claims.types import Claim, ClaimTime, Document
from sayso.compare.types import Comparison
from sayso.values import StatedTime, TextSpan, digest_bytes

FOURTH, FIFTH, SIXTH = (f"2031-05-0{day}T10:00:00Z" for day in (4, 5, 6))
BRIDGE = (
    "The bridge at Orvik was inspected in April",
    "No fault was found in the cables of the bridge at Orvik",
    "Forty lorries crossed the bridge at Orvik each day",
    "The keeper of the bridge at Orvik was on duty",
)


def stated(doc_id: str, speaker: str, *contents: str, at: str, **more: Any) -> tuple[Document, list[Claim]]:
    """A body's own statement: each sentence is a claim of its own."""
    return written(
        doc_id,
        *(line(speaker, words, **more) for words in contents),
        kind="statement",
        publisher=speaker,
        published=at,
    )


def in_sentence(
    doc_id: str, speaker: str, sentence: str, content: str, *, at: str, days: dict[str, str] | None = None
) -> tuple[Document, list[Claim]]:
    """A statement of one sentence, of which `content` withdraws something; `days` are those in it."""
    start = sentence.index(content)
    document, (claim,) = stated(doc_id, speaker, content, at=at, act="retract")
    digest = digest_bytes(sentence.encode())
    times = tuple(
        ClaimTime(
            span=TextSpan(sentence.index(words), sentence.index(words) + len(words)),
            stated=StatedTime(text=words, start=day, end=day),
        )
        for words, day in (days or {}).items()
    )
    span = TextSpan(start, start + len(content))
    claim = replace(claim, content=(span,), source=(), cue=(), text_digest=digest, times=times)
    return replace(document, text=sentence, text_digest=digest), [claim]


def taken(found: Comparison, *cases: tuple[Document, list[Claim]]) -> list[str]:
    """The words of what was taken back, in the order of the cases."""
    back = {finding.left for finding in found.findings if finding.relation == "updates"}
    return [
        claim.content[0].of(document.text)
        for document, claims in cases
        for claim in claims
        if claim.id in back
    ]


@pytest.mark.parametrize(
    ("content", "back"),
    [
        ("what we said about the lorries on the bridge at Orvik", [2]),
        ("our remark on the inspection of the bridge at Orvik in April", [0]),
        ("the statement that no fault was found in the cables of the bridge at Orvik", [1]),
        ("our words on the keeper of the bridge at Orvik", [3]),
        ("our claim that the bridge at Orvik carried lorries each day", [2]),
        ("what it said of the cables", [1]),
        ("our denial", [1]),
    ],
)
def test_a_withdrawal_that_names_its_matter_takes_back_nothing_else(content: str, back: list[int]) -> None:
    first = stated("first", "Orvik Bridge Board", *BRIDGE, at=FOURTH)
    last = stated("last", "Orvik Bridge Board", content, at=SIXTH, act="retract")

    assert taken(compared(first, last), first) == [BRIDGE[at] for at in back]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        (
            "We correct our statement of 4 May: the bridge at Orvik was inspected in March, not in April.",
            "our statement of 4 May",
        ),
        (
            "Correction of our announcement of 4 May: the inspection of the bridge at Orvik was in March.",
            "our announcement of 4 May",
        ),
    ],
)
def test_what_stands_behind_a_colon_tells_which_part_of_a_statement_is_corrected(
    sentence: str, content: str
) -> None:
    first = stated("first", "Orvik Bridge Board", *BRIDGE, at=FOURTH)
    last = in_sentence(
        "last", "Orvik Bridge Board", sentence, content, at=SIXTH, days={"4 May": "2031-05-04"}
    )

    assert taken(compared(first, last), first) == ["The bridge at Orvik was inspected in April"]


def test_a_statement_that_is_withdrawn_as_a_whole_takes_back_that_of_its_day_only() -> None:
    first = stated("first", "Orvik Bridge Board", "The bridge at Orvik was safe", at=FOURTH)
    next_day = stated("second", "Orvik Bridge Board", "The bridge at Orvik was sound", at=FIFTH)
    last = in_sentence(
        "last",
        "Orvik Bridge Board",
        "We withdraw our statement of 4 May.",
        "our statement of 4 May",
        at=SIXTH,
        days={"4 May": "2031-05-04"},
    )

    found = [one for one in compared(first, next_day, last).findings if one.right == last[1][0].id]

    assert [one.left for one in found if one.relation == "updates"] == [first[1][0].id]


@pytest.mark.parametrize("day", ["on Friday", "of 2 May"])
def test_a_day_on_which_something_happened_is_not_the_day_on_which_it_was_said(day: str) -> None:
    first = stated("first", "Orvik Police", f"no shot was fired at the quay {day}", at=FOURTH)
    content = f"that no shot was fired at the quay {day}"
    last = in_sentence(
        "last",
        "Orvik Police",
        f"We withdraw our statement {content}.",
        content,
        at=SIXTH,
        days={day: "2031-05-02"},
    )

    assert taken(compared(first, last), first) == [f"no shot was fired at the quay {day}"]


@pytest.mark.parametrize(
    "content",
    [
        "I take back what I said: there was fire from the quay roof",
        "what he said of the fire from the quay roof",
        "his remark on the fire from the quay roof",
        "I was wrong about the fire from the quay roof, and I take my words back",
    ],
)
def test_who_takes_back_his_own_words_takes_back_none_of_a_colleague(content: str) -> None:
    before = written(
        "first",
        line("Orvik Guard", "the road was open"),
        line("Ana Pell", "there was no fire from the quay roof"),
        line("Iko Brandt", "his men had been under fire from the quay roof"),
        published=FOURTH,
    )
    document, claims = before
    text = document.text.replace("Ana Pell said", "Ana Pell told", 1)
    text = text.replace("Iko Brandt said", "Iko Brandt told", 1)
    named = (
        "\n\nThe Orvik Guard spokeswoman, Ana Pell, and the Orvik Guard commander, Iko Brandt, were there."
    )
    digest = digest_bytes((text + named).encode())
    before = (
        replace(document, text=text + named, text_digest=digest),
        [replace(claim, text_digest=digest) for claim in claims],
    )
    last = written("last", line("Ana Pell", content, act="retract"), published=SIXTH)

    assert taken(compared(before, last), before) == ["there was no fire from the quay roof"]


def test_a_body_takes_back_what_who_speaks_for_it_said_on_the_matter() -> None:
    before = written(
        "first",
        line("Orvik Guard spokeswoman Ana Pell", "there was no fire from the quay roof"),
        published=FOURTH,
    )
    before = (before[0], [replace(claim, speaker="Ana Pell") for claim in before[1]])
    last = stated("last", "Orvik Guard", "what was said of the fire from the roof", at=SIXTH, act="retract")

    assert taken(compared(before, last), before) == ["there was no fire from the quay roof"]


def test_a_bare_withdrawal_is_of_what_stands_before_it() -> None:
    first = stated(
        "first", "Quay Watch", "The clip of the bridge is genuine", "We cannot check it", at=FOURTH
    )
    document, claims = stated(
        "last", "Quay Watch", "The clip is old", "We were wrong and we apologise", at=SIXTH
    )
    text = document.text.replace(".\n\nWe were", ". \nWe were")
    digest = digest_bytes(text.encode())
    last = (
        replace(document, text=text, text_digest=digest),
        [replace(claim, text_digest=digest) for claim in claims],
    )

    found = compared(first, last).findings

    assert {one.left for one in found if one.right == last[1][1].id} == {first[1][0].id}


def test_nobody_withdrew_a_figure_who_gave_another_before_it_was_withdrawn() -> None:
    old = written(
        "old",
        line("Iko Brandt", "46 rifles were found at Orvik quay", number(46, "rifles")),
        published=FOURTH,
    )
    between = stated("between", "Orvik Mine Board", "64 rifles were found at Orvik quay", at=FIFTH)
    between = (between[0], [replace(between[1][0], quantities=(number(64, "rifles"),))])
    last = written(
        "last",
        line(
            "Orvik Mine Board",
            "the figure of 46 rifles found at Orvik quay",
            number(46, "rifles"),
            act="retract",
        ),
        line("Orvik Mine Board", "16 rifles were found at Orvik quay", number(16, "rifles")),
        kind="statement",
        publisher="Orvik Mine Board",
        published=SIXTH,
    )

    found = compared(old, between, last).findings

    reasons = {
        one.right: one.reason for one in found if one.left == old[1][0].id and one.relation == "updates"
    }
    assert between[1][0].id not in reasons
    assert reasons[last[1][1].id].startswith("Orvik Mine Board withdrew 46 rifles")


def test_who_was_wrong_himself_takes_back_nothing_of_others_whom_he_names() -> None:
    before = stated("first", "Quay Line", "It does not show Captain Brandt of the ferry", at=FOURTH)
    last = stated(
        "last", "Quay Watch", "We were wrong and we apologise to Captain Brandt of the ferry", at=SIXTH
    )

    assert taken(compared(before, last), before) == []
