"""What people judged stands in place of what a method found, under their names; what was edited is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.publish.loose_ends import LooseEnds, check_dossier
from sayso.publish.pages.page import page_of
from sayso.testing.contracts.exports import SPELLS
from sayso.testing.dossiers import haunted
from sayso.testing.judged_dossiers import make_judged_dossier


@pytest.fixture
def dossier():
    return make_judged_dossier()


def changed(dossier, **fields):
    return replace(dossier, comparison=replace(dossier.comparison, **fields))


def first_judgement(dossier, **fields):
    [first, *others] = dossier.comparison.judgements
    return changed(dossier, judgements=(replace(first, **fields), *others))


def test_a_relation_that_a_person_judged_says_who_when_and_why_and_what_the_method_had_found(read, dossier):
    text = read(dossier).text

    assert "judged by Ana Ruiz , 2031-05-12: One counts the crew as well. ( j50 )" in text
    assert "The method had found: 30 is more than a quarter above 12." in text


def test_what_a_person_judged_is_no_finding_of_the_method(dossier):
    [hurt, _] = page_of(dossier).asked

    [judged] = [found for found in hurt.found if found.judgement]
    assert (judged.relation, hurt.conflicts) == ("different-scope", 1)


def test_judgements_that_count_stand_before_those_that_do_not(dossier):
    in_force, taken_back = page_of(dossier).judged.values()

    assert (in_force.words, in_force.state) == ("are of different scope", "")
    assert not taken_back.counts
    assert taken_back.state == "taken back by Ana Ruiz on 2031-05-12 16:00:00 UTC: They share a boat."


def test_a_judgement_leads_to_its_claims_and_to_its_entry_of_the_log(read, dossier):
    page = read(dossier)

    assert [claim.claim.label for claim in page_of(dossier).judged["j50"].claims] == ["A1", "B1"]
    assert "j-50" in page.having("id")
    assert "#l-50" in page.having("href")


def test_a_name_that_was_removed_leaves_the_judgement_standing(dossier):
    judged = page_of(first_judgement(dossier, by="")).judged["j50"]

    assert judged.by == "a person whose name was removed"
    assert judged.counts


def test_a_judgement_whose_claim_is_not_found_again_says_so(dossier):
    [one, other] = dossier.comparison.judgements[0].claims
    lost = replace(one, claim=None, lost="the text has these words no more")

    judged = page_of(first_judgement(dossier, claims=(lost, other))).judged["j50"]

    assert not judged.counts
    assert judged.state == "the text has these words no more"
    assert judged.claims[0].words == one.words


def test_an_origin_that_a_person_judged_says_so(read, dossier):
    [origin] = dossier.comparison.origins
    links = tuple(replace(link, judgement="j50", found="it names no one") for link in origin.links)

    text = read(changed(dossier, origins=(replace(origin, links=links),))).text

    assert "names the harbour office" not in text
    assert "harbour office : judged by Ana Ruiz" in text
    assert "The method had found: it names no one" in text


def test_what_was_edited_is_shown_word_by_word_with_what_became_of_the_claims(read, dossier):
    page = read(dossier)

    assert "edited between 10 May 2031, 08:00 UTC and 12 May 2031, 09:00 UTC, by their captures" in page.text
    assert "a figure was changed harbour office A1 at least 12 B1 30" in page.text
    assert {"del", "ins"} <= {tag for tag, _ in page.tags}


def test_two_captures_alike_are_said_to_be_alike(read, dossier):
    [change] = dossier.comparison.changes

    text = read(changed(dossier, changes=(replace(change, edits=(), claims=()),))).text

    assert "not a word was changed between" in text
    assert "edited between captures" not in text


def test_the_case_in_brief_tells_of_judgements_and_edits(read, dossier):
    text = read(dossier).text
    brief = text[text.index("In brief") : text.index("Questions that several claims answer")]

    assert "1 judgement by people stands in place of what a method found" in brief
    assert "1 post or page edited between captures : harbour office , a figure was changed" in brief


def test_an_edit_has_its_place_in_time(dossier):
    [line] = [line for days in page_of(dossier).timeline for line in days.lines if line.lane == "edited"]

    assert line.change == "at least 12 → 30"
    assert [claim.label for claim in line.claims] == ["B1"]
    assert line.time == "10 May 2031, 08:00 to 12 May 2031, 09:00 UTC"


def test_a_revision_names_what_it_took_the_place_of(dossier):
    [repeats, *others] = dossier.comparison.findings
    update = replace(repeats, relation="updates")

    page = page_of(changed(dossier, findings=(update, *others), changes=()))

    [line] = [line for days in page.timeline for line in days.lines if line.lane == "revised"]
    assert [claim.label for claim in line.replaced] == ["A1"]
    assert [claim.label for claim in line.claims] == ["B2"]


def test_figures_that_were_replaced_are_left_out_of_the_range_and_named(dossier):
    [repeats, *_] = dossier.comparison.findings
    [office] = dossier.comparison.origins
    update, one_speaker = replace(repeats, relation="updates"), replace(office, is_speaker=True)

    page = page_of(changed(dossier, findings=(update,), origins=(one_speaker,), changes=()))

    figures = page.asked[0].figures
    assert figures.left_out == "1 replaced"
    assert [claim.label for claim in figures.replaced] == ["A1"]


def test_a_figure_that_another_source_overtook_is_kept_and_named(read, dossier):
    [repeats, *_] = dossier.comparison.findings
    case = changed(dossier, findings=(replace(repeats, relation="updates"),), origins=(), changes=())

    figures = page_of(case).asked[0].figures

    assert figures.left_out == "1 of other scope"  # the figure that no finding joins to these
    assert [claim.label for claim in figures.overtaken] == ["A1"]
    assert "Kept, though another source gave a later figure: A1" in read(case).text


def test_the_views_of_the_trade_stand_side_by_side(read, dossier):
    page = page_of(changed(dossier, findings=()))

    views = page.asked[0].figures.views
    assert [view.name for view in views] == [
        *("what stands", "as UCDP counts", "as ACLED counts", "as Airwars counts"),
    ]
    assert (views[0].low, views[0].high) == ("at least 12 (1 origin)", "30 (1 origin)")
    assert views[2].best == "at least 12 (1 origin)"


def test_links_lead_somewhere_and_no_place_stands_twice(read, dossier):
    page = read(dossier)
    places = page.having("id")

    assert len(places) == len(set(places))
    assert {link.removeprefix("#") for link in page.having("href")} <= set(places)


@pytest.mark.parametrize("spell", SPELLS)
def test_hostile_words_add_nothing_to_the_page(spell, read):
    plain, words = read(make_judged_dossier()), read(haunted(make_judged_dossier(" word"), " word"))

    page = read(haunted(make_judged_dossier(spell), spell))

    kinds = [{(tag, frozenset(attrs)) for tag, attrs in one.tags} for one in (page, plain, words)]
    assert kinds[0] <= kinds[1] | kinds[2]
    assert page.held["script"] == plain.held["script"]


def test_a_change_that_points_at_no_document_is_a_loose_end(dossier):
    [change] = dossier.comparison.changes

    with pytest.raises(LooseEnds) as loose:
        check_dossier(changed(dossier, changes=(replace(change, after_doc="gone"),)))

    assert "a change points at 'gone'" in str(loose.value)
