"""What stands around a claim, and what of it is taken for the claim's own."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from tests.compare.makers import NEXT_DAY, compared, line, number, relations, written

from sayso.compare.surroundings import Sentences


def test_a_sentence_before_belongs_to_whoever_speaks_in_it() -> None:
    document, claims = written("north", line("the doctors", "It was hot"), line("the police", "It was dark"))

    first, second = (Sentences(document, claims).around(claim) for claim in claims)

    assert (first.earlier, first.by_others) == ("", False)
    assert second.sentence == "It was dark, the police said."
    assert (second.earlier, second.by_others) == ("It was hot, the doctors said.", True)
    assert second.before == ""  # another paragraph
    alone = Sentences(document, claims[1:]).around(claims[1])
    assert not alone.by_others


def test_what_one_speaker_says_of_a_hospital_does_not_limit_the_next_ones_figure() -> None:
    north = written(
        "north",
        line("the doctors", "Three were still in the hospital of the town", number(3, "people")),
        line("Orvik police", "12 people were arrested", number(12, "people")),
    )
    south = written("south", line("Lim Gray", "that 31 people were arrested there", number(31, "people")))

    assert relations(compared(north, south)) == ["conflicts"]


@pytest.mark.parametrize(
    "words",
    [
        "9 people were killed in the blast at the paint plant",
        "9 people were killed and others taken to hospital after a blast",
        "9 people were killed in the explosion at the Norvell paint plant",
    ],
)
def test_the_place_of_the_event_and_a_hospital_limit_no_toll(words: str) -> None:
    north = written("north", line("Ana Pell", words, number(9, "people")))
    south = written("south", line("Lim Gray", "20 people were killed in the blast", number(20, "people")))

    assert relations(compared(north, south)) == ["conflicts"]


def test_nobody_takes_himself_back_because_somebody_else_corrected_something_before() -> None:
    denied = written("north", line("Lim Gray", "The bridge is open", act="deny"))

    def after_a_correction_by(speaker: str) -> list[str]:
        document, claims = written(
            "south",
            line(speaker, "The figure of Monday was withdrawn"),
            line("Lim Gray", "The bridge is open"),
            published=NEXT_DAY,
        )
        one_paragraph = replace(document, text=document.text.replace("\n\n", "  "))
        return relations(compared(denied, (one_paragraph, claims)))

    assert after_a_correction_by("Lim Gray") == ["updates"]
    assert "updates" not in after_a_correction_by("Ana Pell")


def test_a_long_document_takes_time_by_its_length_only() -> None:
    def seconds(count: int) -> float:
        document, claims = written("north", *(line("Ana Pell", f"It was hot at {n}") for n in range(count)))
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            sentences = Sentences(document, claims)
            for claim in claims:
                sentences.around(claim)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(4000) < 16 * seconds(500) + 0.05
