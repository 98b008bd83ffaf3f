"""A report that another outlet prints word for word, under its own headline: one origin, two reports."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.compare.makers import compared, line, number, written
from tests.compare.test_twins import all_of, under

from sayso.claims.types import Document
from sayso.compare.ledger import matrix_to_json
from sayso.compare.types import Comparison, Origin, OriginLink
from sayso.compare.views import matrix
from sayso.compare.voices import Count
from sayso.publish.dossier import Dossier, Material
from sayso.publish.exports.json import dossier_to_json
from sayso.publish.pages.labels import shelve
from sayso.publish.pages.page import page_of
from sayso.testing.dossiers import make_bare_dossier

BODY = (
    line("Ana Pell", "9 miners were killed when the wall of the pit at Orvik fell", number(9, "miners")),
    line("Iko Brandt", "the pumps of the eastern shaft had stood still since the evening before"),
)
WIRE = under("wire", "Nine killed in pit", body=BODY, published="2031-05-04T09:00:00Z")
PRINT = under("daily", "Pit of death", body=BODY, published="2031-05-05T07:00:00Z")
RIVAL = written("south", line("Una Sorb", "30 miners died in the pit at Orvik", number(30, "miners")))
ALONE = written("north", line("Ana Pell", "9 miners were killed in the pit", number(9, "miners")))


def material_of(document: Document) -> Material:
    return Material(
        digest=document.text_digest, doc_id=document.doc_id, media_type="text/plain",
        size_bytes=len(document.text), kind=document.kind, published=document.published,
        text=document.text, text_digest=document.text_digest,
    )  # fmt: skip


def dossier_of(*reports) -> tuple[Dossier, Comparison]:
    documents, claims = all_of(*reports)
    found = compared(*reports)
    material = tuple(map(material_of, documents))
    return replace(make_bare_dossier(), material=material, claims=tuple(claims), comparison=found), found


@pytest.mark.parametrize("reports", [(WIRE, PRINT, RIVAL), (PRINT, RIVAL, WIRE), (WIRE, PRINT, RIVAL, ALONE)])
def test_page_command_and_json_count_the_same(reports) -> None:
    dossier, found = dossier_of(*reports)
    documents, claims = all_of(*reports)

    page = page_of(dossier)
    sheet = matrix(found, claims, documents)

    shown = {asked.text: asked.origins.count for asked in page.asked}
    assert shown == {row.question.text: row.count for row in sheet.rows}
    assert [(row["reports"], row["origins"], row["not_traced"]) for row in matrix_to_json(sheet)["rows"]] == [
        (one.reports, one.origins, one.not_traced) for one in (row.count for row in sheet.rows)
    ]
    assert max(one.reports - one.origins for one in shown.values()) >= 1  # the reprint
    texts = {question.id: question.text for question in found.questions}
    told = dossier_to_json(dossier)["counts"]
    assert shown == {texts[one.pop("question")]: Count(**one) for one in told}


def test_a_copy_stands_in_the_brace_of_its_original() -> None:
    dossier, found = dossier_of(WIRE, PRINT, RIVAL)
    links = tuple(OriginLink(claim=claim.id, evidence="said by her") for claim in (WIRE[1][0], RIVAL[1][0]))
    traced = Origin(id="o", name="Ana Pell", links=links)

    [asked] = [
        one
        for one in page_of(replace(dossier, comparison=replace(found, origins=(traced,)))).asked
        if one.scale
    ]

    [nine] = [answer for answer in asked.answers if answer.words == "9"]
    [brace] = nine.origins.braces
    assert brace.origin == "Ana Pell"
    assert [one.exhibit.material.doc_id for one in brace.reports] == ["wire", "daily"]
    assert asked.origins.words == "3 reports · 1 origin"


def test_the_card_of_a_copy_leads_to_its_original_and_answers_the_same_questions() -> None:
    dossier, _ = dossier_of(PRINT, WIRE, RIVAL)

    cards = {card.claim.id: card for speaker in page_of(dossier).speakers for card in speaker.cards}

    first, copy = cards[WIRE[1][0].id], cards[PRINT[1][0].id]
    assert (first.copy_of, copy.copy_of) == (None, first.claim)
    assert copy.answers == first.answers != ()


def test_the_speaker_of_a_copy_is_put_to_the_body_of_the_original() -> None:
    dossier, found = dossier_of(WIRE, PRINT, RIVAL)
    body = Origin(
        id="o", name="Orvik Rescue", links=(OriginLink(claim=WIRE[1][0].id, evidence=""),), is_speaker=True
    )

    shelf = shelve(replace(dossier, comparison=replace(found, origins=(body,))))

    assert {one.body for one in shelf.claims if one.claim.speaker == "Ana Pell"} == {"Orvik Rescue"}


def dated(report, published: str | None):
    document, claims = report
    return replace(document, published=published), claims


LATER = "B Pit of death has the text of A Nine killed in pit, which is dated earlier, under another headline"
EARLIER = (
    "A Nine killed in pit has the text of B Pit of death, which is dated earlier, under another headline"
)
UNKNOWN = ", under different headlines; their dates do not tell which came first"
MORNING = "2031-05-04T08:30:00Z"


@pytest.mark.parametrize(
    ("wire", "reprint", "told"),
    [
        ("2031-05-04T08:00:00Z", MORNING, LATER),
        ("2031-05-04T09:00:00Z", MORNING, EARLIER),
        ("2031-05-04", MORNING, f"B Pit of death and A Nine killed in pit{UNKNOWN}"),
        ("2031-05-01", MORNING, LATER),
        (None, MORNING, f"B Pit of death and A Nine killed in pit{UNKNOWN}"),
        (None, None, f"B Pit of death and A Nine killed in pit{UNKNOWN}"),
    ],
)
def test_the_first_screen_says_which_texts_are_one_and_which_is_dated_earlier(
    read, wire: str | None, reprint: str | None, told: str
) -> None:
    dossier, _ = dossier_of(dated(WIRE, wire), dated(PRINT, reprint))
    titles = {"wire": "Nine killed in pit", "daily": "Pit of death"}
    named = tuple(replace(item, title=titles[item.doc_id]) for item in dossier.material)

    page = read(replace(dossier, material=named))

    assert f"Word for word the same: {told}" in re.sub(r" ([,:;])", r"\1", page.text)


def test_an_exhibit_says_of_which_other_it_has_the_text_and_how_they_differ() -> None:
    dossier, _ = dossier_of(PRINT, WIRE, RIVAL)

    sheets = {sheet.exhibit.material.doc_id: sheet for sheet in page_of(dossier).sheets}

    told = {
        name: [(one.exhibit.material.doc_id, one.words) for one in sheet.same_text]
        for name, sheet in sheets.items()
    }
    assert told == {
        "wire": [("daily", "dated later, under another headline")],
        "daily": [("wire", "dated earlier, under another headline")],
        "south": [],
    }
