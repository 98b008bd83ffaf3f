"""What a person judged to be misread is no claim of the page, and is shown with who judged so and why."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sayso.publish.exports.json import JsonDossier
from sayso.publish.loose_ends import LooseEnds, check_dossier
from sayso.publish.pages.page import page_of
from sayso.testing.contracts.exports import SPELLS
from sayso.testing.dossiers import haunted
from sayso.testing.judged_dossiers import make_judged_dossier, make_misread_dossier


@pytest.fixture
def dossier():
    return make_misread_dossier()


def test_what_is_misread_is_listed_with_its_words_its_judge_and_the_reason(read, dossier):
    text = read(dossier).text

    judged = text[text.index("What people judged") :]
    [row] = [part for part in judged.split("j53")[1:] if "It is a timetable" in part]
    assert "the purser : It takes the northern channel." in row
    assert "is misread Ana Ruiz , 2031-05-12 16:00:00 UTC It is a timetable; nobody is quoted." in row


def test_what_is_misread_leads_to_its_words_in_every_copy_and_from_there_to_the_judgement(read, dossier):
    page, html = page_of(dossier), read(dossier)

    [told] = page.judged["j53"].claims
    assert [one.label for one in told.misread] == ["Gm1", "Cm1"]
    assert told.claim is None
    for one in told.misread:
        [mark] = [attrs for tag, attrs in html.tags if attrs.get("id") == one.place]
        assert mark["href"] == "#j-53"
        assert f"#{one.place}" in html.having("href")
    marked = [attrs for _, attrs in html.tags if attrs.get("class") == "misread"]
    assert [one["data-claims"] for one in marked] == ["Cm1", "Gm1"]


def test_what_is_misread_is_no_claim_of_the_page(dossier):
    page, without = page_of(dossier), page_of(make_judged_dossier())

    assert page.shelf.claims == without.shelf.claims
    assert len(page.speakers) == len(without.speakers)
    assert not any(line for days in page.timeline for line in days.lines if "purser" in str(line))
    assert [sheet.claims for sheet in page.sheets[:-1]] == [sheet.claims for sheet in without.sheets]


def test_counts_say_how_many_claims_are_left_out(read, dossier):
    page = page_of(dossier)
    text = read(dossier).text

    assert ("2 claims left out as misread", "judged") in {(one.words, one.to) for one in page.counts}
    brief = text[text.index("In brief") : text.index("Questions that several claims answer")]
    assert "2 claims left out as misread" in brief
    assert "0 claims and 1 left out as misread" in text
    words = {one.exhibit.material.doc_id: one.claims.words for one in page.coverage if one.claims}
    assert words["note"] == "1 claim found, 1 of them left out as misread"
    assert "misread" not in words["harbour"]


def test_where_every_claim_is_misread_it_is_not_said_that_none_was_found(read, dossier):
    alone = replace(
        dossier,
        claims=(),
        comparison=replace(
            dossier.comparison,
            findings=(), questions=(), origins=(), changes=(),
            judgements=dossier.comparison.judgements[-1:],
        ),
    )  # fmt: skip

    text = read(alone).text

    assert "All claims that were found are left out as misread" in text
    assert "no claims found" not in text
    assert "not read for claims" not in text.lower()


def test_the_json_form_has_what_is_misread_apart_from_the_claims(dossier, tmp_path):
    path = JsonDossier().write(dossier, tmp_path / "case.json").path

    value = json.loads(path.read_text(encoding="utf-8"))

    assert [claim["doc_id"] for claim in value["misread"]] == ["note", "leaflet"]
    assert not {claim["id"] for claim in value["misread"]} & {claim["id"] for claim in value["claims"]}
    [judgement] = [one for one in value["comparison"]["judgements"] if one["verdict"] == "misread"]
    assert judgement["claims"][0]["words"] == "It takes the northern channel."


def test_nothing_may_rest_on_what_is_misread(dossier):
    [finding, *others] = dossier.comparison.findings
    wrong = replace(finding, left=dossier.misread[0].id)

    with pytest.raises(LooseEnds) as loose:
        check_dossier(replace(dossier, comparison=replace(dossier.comparison, findings=(wrong, *others))))

    assert "a finding points at claim" in str(loose.value)


def test_a_judgement_may_name_what_is_misread_and_nothing_that_is_not_here(dossier):
    check_dossier(dossier)

    with pytest.raises(LooseEnds, match="a judgement points at claim"):
        check_dossier(replace(dossier, misread=()))


def test_a_judgement_of_claims_of_which_one_is_misread_names_both(dossier):
    [ruled, *others] = dossier.comparison.judgements
    [misread] = dossier.comparison.judgements[-1].claims
    both = replace(ruled, claims=(*ruled.claims, misread))

    page = page_of(replace(dossier, comparison=replace(dossier.comparison, judgements=(both, *others))))

    told = page.judged["j50"].claims
    assert [bool(one.claim) for one in told] == [True, True, False]
    assert [one.label for one in told[2].misread] == ["Gm1", "Cm1"]


@pytest.mark.parametrize("spell", SPELLS)
def test_hostile_words_in_what_is_misread_add_nothing_to_the_page(spell, read):
    plain, words = read(make_misread_dossier()), read(haunted(make_misread_dossier(" word"), " word"))

    page = read(haunted(make_misread_dossier(spell), spell))

    kinds = [{(tag, frozenset(attrs)) for tag, attrs in one.tags} for one in (page, plain, words)]
    assert kinds[0] <= kinds[1] | kinds[2]


def test_links_lead_somewhere_and_no_place_stands_twice(read, dossier):
    page = read(dossier)
    places = page.having("id")

    assert len(places) == len(set(places))
    assert {link.removeprefix("#") for link in page.having("href")} <= set(places)
