"""On how many voices claims rest: each claim under one, never more of them than there may be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compare.makers import compared, line, number, written
from tests.compare.test_twins import all_of, under

from sayso.compare.asking import NoSuchQuestion, find_question
from sayso.compare.ledger import matrix_to_json
from sayso.compare.twins import documents_with, twins_of
from sayso.compare.types import Origin, OriginLink
from sayso.compare.views import Matrix, matrix
from sayso.compare.voices import Count, Voices, count_of, reports_back_to

_, CLAIMS = written("north", *(line(f"Speaker {place}", f"the pit was shut {place}") for place in range(8)))
BY_ID = {claim.id: claim for claim in CLAIMS}
IDS = list(BY_ID)


def origin(name: str, *members: str) -> Origin:
    return Origin(id=name, name=name, links=tuple(OriginLink(claim=one, evidence="") for one in members))


some = st.lists(st.sampled_from(IDS), min_size=2, max_size=8, unique=True)
many = st.lists(some, max_size=6).map(lambda sets: [origin(f"o{n}", *one) for n, one in enumerate(sets)])


@given(many, st.lists(st.sampled_from(IDS), unique=True))
def test_each_claim_is_under_one_voice(origins: list[Origin], asked: list[str]) -> None:
    found = Voices(origins, BY_ID).behind(asked)

    held = [claim for voice in found for claim in voice.claims]
    assert sorted(held) == sorted(asked)
    assert len({voice.id for voice in found}) == len(found)


@given(many)
def test_two_claims_with_one_origin_are_never_two_voices(origins: list[Origin]) -> None:
    for one in origins:
        pair = [link.claim for link in one.links][:2]
        assert len(Voices(origins, BY_ID).behind(pair)) == 1


def test_what_was_passed_on_of_one_known_speaker_is_his_voice() -> None:
    her = replace(origin("Ana Pell", *IDS[:3]), is_speaker=True)
    copied = origin("what Ana Pell said", IDS[2], IDS[3], IDS[4])

    (voice,) = Voices([copied, her], BY_ID).behind(IDS[:5])

    assert voice.name == "Ana Pell"


def test_what_was_passed_on_of_two_known_speakers_is_neither_ones_alone() -> None:
    hers, his = (
        replace(origin(name, *members), is_speaker=True)
        for name, members in (("Ana Pell", IDS[:3]), ("Iko Brandt", IDS[4:7]))
    )
    copied = origin("what Ana Pell said", IDS[2], IDS[3], IDS[4])

    found = Voices([copied, hers, his], BY_ID).behind(IDS[:7])

    assert "what Ana Pell said" in [voice.name for voice in found]


def test_what_is_called_for_one_of_two_known_speakers_is_his() -> None:
    hers, his = (
        replace(origin(name, *members), is_speaker=True)
        for name, members in (("Ana Pell", IDS[:3]), ("Iko Brandt", IDS[4:7]))
    )
    copied = replace(origin("what Ana Pell said", IDS[2], IDS[3], IDS[4]), first=IDS[2])
    elsewhere = replace(copied, first=IDS[7])  # a person parted it from the rest

    assert [voice.name for voice in Voices([copied, hers, his], BY_ID).behind(IDS[:5])] == ["Ana Pell"]
    found = Voices([elsewhere, hers, his], BY_ID).behind(IDS[:7])
    assert "what Ana Pell said" in [voice.name for voice in found]


def test_a_claim_without_an_origin_counts_for_itself_and_says_so() -> None:
    found = Voices([origin("o", IDS[0], IDS[1])], BY_ID).behind(IDS[:3])

    assert [(voice.traced, len(voice.claims)) for voice in found] == [(True, 2), (False, 1)]


def test_what_one_nameless_source_says_in_one_document_is_one_voice() -> None:
    _, claims = written(
        "south", *(line("officials", f"the pit was shut {n}", anonymous=True) for n in range(3))
    )
    by_id = {claim.id: claim for claim in claims}

    (voice,) = Voices([], by_id).behind(by_id)

    assert voice.anonymous


def asked_of():
    case = [
        written("north", line("Iko Brandt", "9 miners were killed in the pit", number(9, "miners"))),
        written("south", line("Una Sorb", "30 miners died in the pit", number(30, "miners"))),
    ]
    return matrix(compared(*case), [claim for _, own in case for claim in own], [one for one, _ in case])


def test_a_question_is_found_by_number_by_id_and_by_words() -> None:
    found = asked_of()
    (row,) = found.rows

    assert find_question("1", found) is row
    assert find_question(row.question.id[:8], found) is row
    assert find_question("MINERS", found) is row


@pytest.mark.parametrize("asked", ["0", "2", "", "q", "the weather", "²"])
def test_what_means_no_question_is_refused(asked: str) -> None:
    with pytest.raises(NoSuchQuestion):
        find_question(asked, asked_of())


def test_documents_of_one_text_are_twins_and_count_as_reports_each() -> None:
    said = line("Ridge Watch", "the bridge at Orvik is gone")
    case = [*(written(name, said) for name in ("b", "a")), written("c", line("Ana Pell", "no"))]
    documents = [document for document, _ in case]

    claims = [claim for _, own in case for claim in own]

    assert twins_of(documents) == (("a", "b"),)
    assert sorted(documents_with(documents, claims).values()) == [("a", "b"), ("c",)]


def test_a_copy_is_a_report_of_the_origin_that_its_original_has() -> None:
    origins, documents = [origin("o", IDS[0], IDS[1])], dict.fromkeys(IDS, ("north",))
    documents[IDS[0]], documents[IDS[2]] = ("north", "copy"), ("north", "copy", "reprint")

    found = Voices(origins, BY_ID).behind(IDS[:3])

    assert count_of(found, documents) == Count(reports=2 + 3, origins=2, not_traced=1)
    assert reports_back_to(origins[0], documents) == 2


def test_the_matrix_counts_reports_with_copies_under_other_headlines() -> None:
    toll = line(
        "Iko Brandt", "9 miners were killed when the eastern wall of the pit fell", number(9, "miners")
    )
    more = line(
        "Iko Brandt", "the pumps of the shaft at Orvik had stood still since Sunday evening, he added"
    )
    wire, reprint = (
        under(name, head, body=(toll, more)) for name, head in (("wire", "Nine"), ("daily", "Pit"))
    )
    rival = written("south", line("Una Sorb", "30 miners died in the pit", number(30, "miners")))
    documents, claims = all_of(wire, reprint, rival)

    [row] = [one for one in matrix(compared(wire, reprint, rival), claims, documents).rows if one.conflicts]

    assert (row.count.reports, row.count.origins) == (3, 2)
    assert matrix_to_json(Matrix(columns=(), rows=(row,)))["rows"][0]["reports"] == 3


def test_where_there_are_no_questions_that_is_said() -> None:
    with pytest.raises(NoSuchQuestion, match="nor any other: no two claims of the case") as refused:
        find_question("1", Matrix(columns=(), rows=()))

    assert "numbers them" not in str(refused.value)


@pytest.mark.parametrize("asked", ["2", "the weather"])
def test_where_there_are_questions_it_is_said_how_they_are_called(asked: str) -> None:
    with pytest.raises(NoSuchQuestion, match="numbers them"):
        find_question(asked, asked_of())
