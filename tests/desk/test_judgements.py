"""What people judge of claims: in the log with who, when and why, heard in comparisons, never deleted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.claims.extraction import extract_claims, extractor_of
from sayso.claims.naming import NoSuchClaim
from sayso.custody.entries import Act
from sayso.desk.compare import CaseComparison, compare_case, shared_footage
from sayso.desk.dossier import gather
from sayso.desk.erasure import erase
from sayso.desk.intake import import_paths
from sayso.desk.judgement_rows import NAME_DAMAGED, VerdictNotKnown
from sayso.desk.judgements import (
    BadJudgement,
    NoSuchJudgement,
    WithdrawnBefore,
    case_judgements,
    judge_claims,
    records_of,
    withdraw_judgement,
)
from sayso.desk.status import log_lines
from sayso.publish.loose_ends import check_dossier
from sayso.publish.pages.page import page_of
from sayso.store import models, queries, rows
from sayso.store.archive import Archive
from sayso.testing.material import write_articles

ACTOR = "Ada Tester"
CASE = "the-pit"
TEXTS = {
    "north": "Nine miners were killed in the Orvik pit, the hospital said on Monday.\n",
    "south": "Thirty miners were killed in the Orvik pit, the union said on Monday.\n",
}


@pytest.fixture
def case(archive: Archive, tmp_path: Path) -> Archive:
    """An archive with two articles that do not agree."""
    import_paths(archive, [write_articles(tmp_path / "pit", TEXTS)], "The pit", actor=ACTOR)
    return archive


def compared(archive: Archive) -> CaseComparison:
    return compare_case(archive, CASE, actor=ACTOR, extractor="rules")


def claims_of(archive: Archive) -> list[str]:
    return [claim.id for claim in compared(archive).all_claims]


def judge(archive: Archive, verdict: str, reason: str = "both are in the same paper") -> str:
    names = [claim[:10] for claim in claims_of(archive)]
    return judge_claims(archive, CASE, names, verdict, reason, actor=ACTOR, extractor="rules")


def relations(archive: Archive) -> list[str]:
    return [finding.relation for finding in compared(archive).comparison.findings]


def test_a_judgement_overrules_the_method_and_stands_in_the_log(case: Archive) -> None:
    assert relations(case) == ["conflicts"]

    name = judge(case, "different-scope", "one counts the night shift alone")

    (finding,) = compared(case).comparison.findings
    assert (finding.relation, finding.judgement) == ("different-scope", name)
    (line,) = [line for line in log_lines(case) if line.entry.act == "judge"]
    assert line.entry.body["reason"] == "one counts the night shift alone"
    assert line.disclosed["operator"] == ACTOR
    assert ACTOR not in json.dumps(dict(line.entry.body))
    assert "one counts the night shift alone" in line.words


def test_claims_that_a_person_parted_stand_in_no_relation(case: Archive) -> None:
    judge(case, "other-question")

    found = compared(case).comparison

    assert found.findings == ()
    assert found.questions == ()


def test_a_judgement_whose_record_cannot_be_read_does_not_count_and_is_not_called_not_found(
    case: Archive,
) -> None:
    judge(case, "agrees")
    (record,) = records_of(CASE).values()
    case.files.object_path(record).unlink()
    models.JudgementRow.objects.update(claims=[])  # as where the index is made anew without it

    comparison = compared(case)

    (judgement,) = comparison.comparison.judgements
    assert judgement.unread_record == record
    assert not judgement.counts
    (why,) = judgement.lost
    assert why.startswith(
        f"its record (object {record}) is damaged or missing, so that nobody can tell which"
    )
    assert judgement.reason == "both are in the same paper"
    assert relations(case) == ["conflicts"]


def test_a_withdrawn_judgement_does_not_count_and_is_still_there(case: Archive) -> None:
    name = judge(case, "agrees")
    withdraw_judgement(case, CASE, name, "a slip of the pen", actor="Bo Tester")

    assert relations(case) == ["conflicts"]
    (judgement,) = case_judgements(case, CASE, actor=ACTOR, extractor="rules").judgements
    assert judgement.withdrawn is not None
    assert (judgement.withdrawn.by, judgement.withdrawn.reason) == ("Bo Tester", "a slip of the pen")
    with pytest.raises(WithdrawnBefore, match="already: a slip of the pen"):
        withdraw_judgement(case, CASE, name, "again", actor=ACTOR)
    with pytest.raises(NoSuchJudgement, match="All are withdrawn"):
        withdraw_judgement(case, CASE, "j999", "once more", actor=ACTOR)


def test_who_judged_is_said_to_be_damaged_and_not_to_be_removed(case: Archive) -> None:
    name = judge(case, "agrees")
    case.files.withheld_path(int(name.removeprefix("j"))).write_bytes(b"none")

    (judgement,) = case_judgements(case, CASE, actor=ACTOR, extractor="rules").judgements

    assert judgement.by == NAME_DAMAGED


def test_a_judgement_holds_for_another_extractor_that_finds_the_same_words(case: Archive) -> None:
    class Renamed:
        """The rules under another name: every record is made anew."""

        name, version, languages = "renamed", "7", ("en",)

        def method(self):
            from sayso.values import Method

            return Method(name="claims.renamed", version="7")

        def extract(self, document):
            from dataclasses import replace

            return replace(extract_claims(document, extractor_of("rules")), method=self.method())

        def examples(self):
            return ()

    judge(case, "agrees")

    again = compare_case(case, CASE, actor=ACTOR, extractor=Renamed())

    assert [finding.relation for finding in again.comparison.findings] == ["agrees"]


def test_the_index_can_be_made_anew_with_all_judgements(case: Archive) -> None:
    name = judge(case, "agrees")
    judge(case, "updates")
    withdraw_judgement(case, CASE, name, "it was an update", actor=ACTOR)
    before = rows.everything()

    case.rebuild()

    assert rows.everything() == before
    assert len(queries.judgements(CASE)) == 2


def test_what_was_judged_of_an_erased_exhibit_goes_with_its_words(case: Archive) -> None:
    judge(case, "agrees", "the same shift")
    (info,) = queries.judgements(CASE)

    erase(case, "north", reason="a court order", by="the court", actor=ACTOR)

    (left,) = queries.judgements(CASE)
    assert left.claims == []
    assert not case.objects.has(info.record)
    (judgement,) = case_judgements(case, CASE, actor=ACTOR, extractor="rules").judgements
    assert (judgement.claims, judgement.counts) == ((), False)
    assert judgement.erased_with == case.log.tail()[0]
    case.rebuild()
    assert queries.judgements(CASE) == [left]


THIRD = {"east": "Forty miners were killed in the Orvik pit, the ministry said on Monday.\n"}


@pytest.fixture
def three(case: Archive, tmp_path: Path) -> Archive:
    """The archive with a third article."""
    import_paths(case, [write_articles(tmp_path / "more", THIRD)], "The pit", actor=ACTOR)
    return case


def judge_those_of(archive: Archive, verdict: str, *doc_ids: str) -> str:
    claims = {claim.doc_id: claim.id for claim in compared(archive).all_claims}
    names = [claims[name] for name in doc_ids]
    return judge_claims(archive, CASE, names, verdict, "why", actor=ACTOR, extractor="rules")


def states(archive: Archive) -> dict[str, tuple[bool, str, int | None]]:
    found = case_judgements(archive, CASE, actor=ACTOR, extractor="rules").judgements
    return {one.id: (one.counts, one.superseded_by, one.erased_with) for one in found}


def test_erasing_an_exhibit_brings_no_older_judgement_back_into_force(three: Archive) -> None:
    first = judge_those_of(three, "different-scope", "north", "south")
    second = judge_those_of(three, "agrees", "north", "south", "east")
    assert states(three) == {first: (False, second, None), second: (True, "", None)}

    erase(three, "east", reason="a court order", by="the court", actor=ACTOR)

    erased_with = three.log.tail()[0]
    expected = {first: (False, second, None), second: (False, "", erased_with)}
    assert states(three) == expected
    assert relations(three) == ["conflicts"]
    three.rebuild()
    assert states(three) == expected


def test_an_erased_judgement_ends_no_judgement_on_other_claims_of_its_exhibits(
    archive: Archive, tmp_path: Path
) -> None:
    more = {**TEXTS, **THIRD}
    more["north"] += "\nThe lift had failed twice, the hospital said.\n"
    import_paths(archive, [write_articles(tmp_path / "pit", more)], "The pit", actor=ACTOR)
    claims = compared(archive).all_claims
    tolls, lift = (
        [one for one in claims if one.quantities],
        next(one for one in claims if "lift" in words(archive, one)),
    )
    south = next(one for one in tolls if one.doc_id == "south")
    kept = judge_claims(archive, CASE, [lift.id, south.id], "agrees", "why", actor=ACTOR, extractor="rules")
    judge_claims(
        archive,
        CASE,
        [one.id for one in tolls if one is not lift],
        "conflicts",
        "why",
        actor=ACTOR,
        extractor="rules",
    )

    erase(archive, "east", reason="a court order", by="the court", actor=ACTOR)

    assert states(archive)[kept] == (True, "", None)


def words(archive: Archive, claim) -> str:
    text = next(one.text for one in compared(archive).documents if one.doc_id == claim.doc_id)
    return text[claim.content[0].start : claim.content[-1].end]


def test_who_withdraws_an_erased_judgement_lets_older_ones_count_again(three: Archive) -> None:
    first = judge_those_of(three, "different-scope", "north", "south")
    second = judge_those_of(three, "agrees", "north", "south", "east")
    erase(three, "east", reason="a court order", by="the court", actor=ACTOR)

    withdraw_judgement(three, CASE, second, "it went with the paper", actor=ACTOR)

    assert states(three)[first] == (True, "", None)


def test_where_an_older_entry_names_no_claims_an_erased_judgement_ends_what_it_may_have_ended(
    three: Archive,
) -> None:
    first = judge_those_of(three, "different-scope", "north", "south")
    second = judge_those_of(three, "agrees", "north", "south", "east")
    models.JudgementRow.objects.update(named=[])

    erase(three, "east", reason="a court order", by="the court", actor=ACTOR)

    assert states(three)[first] == (False, second, None)


def test_of_opposite_judgements_the_later_one_is_heard_whatever_their_numbers(
    three: Archive, tmp_path: Path
) -> None:
    west = {"west": "Fifty miners were killed in the Orvik pit, the mayor said on Monday.\n"}
    import_paths(three, [write_articles(tmp_path / "west", west)], "The pit", actor=ACTOR)
    compared(three)
    padding = [Act(act="settings", body={}) for _ in range(98 - three.log.tail()[0])]
    three.record(padding)

    joined = judge_those_of(three, "same-question", "north", "south", "east")
    judge_those_of(three, "other-question", "north", "south", "west")
    assert joined == "j99"
    assert not on_one_question(three, "north", "south")

    withdraw_judgement(three, CASE, joined, "too early", actor=ACTOR)
    judge_those_of(three, "same-question", "north", "south", "east")
    assert on_one_question(three, "north", "south")


def on_one_question(archive: Archive, *doc_ids: str) -> bool:
    found = compared(archive)
    claims = {claim.id for claim in found.all_claims if claim.doc_id in doc_ids}
    return any(claims <= {one.claim for one in asked.positions} for asked in found.comparison.questions)


def test_a_document_that_names_an_attachment_twice_shares_no_footage_with_itself(
    archive: Archive, tmp_path: Path
) -> None:
    folder = write_articles(tmp_path / "pit", TEXTS)
    sidecar = folder / "north.meta.json"
    described = json.loads(sidecar.read_text("utf-8"))
    sidecar.write_text(json.dumps({**described, "attachments": ["south", "south.txt"]}), "utf-8")
    import_paths(archive, [folder], "The pit", actor=ACTOR)
    found = compared(archive)

    assert shared_footage(queries.items(CASE), found.claims, found.copies) == []


def test_a_verdict_of_a_later_version_stops_a_comparison_and_names_the_judgement(case: Archive) -> None:
    name = judge(case, "agrees")
    models.JudgementRow.objects.update(verdict="paraphrases")

    with pytest.raises(VerdictNotKnown, match=f"{name} says 'paraphrases'"):
        compared(case)


def test_a_name_that_was_removed_leaves_the_judgement_in_force(case: Archive) -> None:
    judge(case, "agrees")
    (info,) = queries.judgements(CASE)
    case.files.withheld_path(info.seq).unlink()

    (judgement,) = case_judgements(case, CASE, actor=ACTOR, extractor="rules").judgements

    assert judgement.counts
    assert judgement.by == ""


@pytest.mark.parametrize(
    ("verdict", "reason", "count"),
    [
        ("agrees", "", 2),
        ("agrees", "two\nlines", 2),
        ("agrees", "x" * 1001, 2),
        ("true", "it is", 2),
        ("agrees", "alone", 1),
        ("agrees", "twice the same", 3),
    ],
)
def test_what_cannot_be_judged_is_refused_and_nothing_is_kept(
    case: Archive, verdict: str, reason: str, count: int
) -> None:
    names = [claims_of(case)[place % 2] for place in range(count)]
    before = case.log.tail()

    with pytest.raises(BadJudgement):
        judge_claims(case, CASE, names, verdict, reason, actor=ACTOR, extractor="rules")

    assert case.log.tail() == before


def test_a_claim_that_is_not_there_is_named(case: Archive) -> None:
    with pytest.raises(NoSuchClaim, match="fffff"):
        judge_claims(case, CASE, ["fffff", "eeeee"], "agrees", "why", actor=ACTOR, extractor="rules")


def test_a_page_that_was_captured_twice_is_told_word_by_word(archive: Archive, tmp_path: Path) -> None:
    for number, toll in (("1", "Nine"), ("2", "Fourteen")):
        folder = tmp_path / number
        folder.mkdir()
        (folder / f"page{number}.txt").write_text(f"{toll} miners were killed, the hospital said.\n", "utf-8")
        described = {"url": "https://news.example/pit", "published": f"2031-05-0{number}"}
        (folder / f"page{number}.meta.json").write_text(json.dumps(described), "utf-8")
        import_paths(archive, [folder], "The pit", actor=ACTOR)

    (change,) = compared(archive).comparison.changes

    assert (change.before_doc, change.after_doc) == ("page1", "page2")
    assert [(one.before_words, one.after_words) for one in change.edits] == [("Nine", "Fourteen")]
    assert [one.sort for one in change.claims] == ["figure"]


def test_two_documents_of_one_name_are_compared_under_names_of_their_own(
    archive: Archive, tmp_path: Path
) -> None:
    for number, text in enumerate(TEXTS.values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "story.txt").write_text(text, "utf-8")
        import_paths(archive, [folder], "The pit", actor=ACTOR)

    found = compared(archive)

    assert len({document.doc_id for document in found.documents}) == 2
    assert [finding.relation for finding in found.comparison.findings] == ["conflicts"]


COPIED = {
    "north": "Nine miners were killed in the Orvik pit, the hospital said on Monday.\n",
    "wire": "Nine miners were killed in the Orvik pit, the hospital said on Monday.\n",
    "south": "Thirty miners were killed in the Orvik pit, the union said on Monday.\n",
    "east": "The union said on Monday that 30 miners were killed in the Orvik pit.\n",
}


@pytest.fixture
def copied(archive: Archive, tmp_path: Path) -> Archive:
    """An archive with four articles, two of one text."""
    folder = write_articles(tmp_path / "pit", COPIED)
    import_paths(archive, [folder], "The pit", actor=ACTOR)
    return archive


def judge_misread(archive: Archive, doc_id: str, reason: str = "it asks, and says nothing") -> str:
    (claim,) = [claim.id for claim in compared(archive).all_claims if claim.doc_id == doc_id]
    return judge_claims(archive, CASE, [claim], "misread", reason, actor=ACTOR, extractor="rules")


def test_a_claim_that_is_misread_is_in_no_part_of_a_comparison_and_is_kept_to_be_seen(
    copied: Archive,
) -> None:
    before = compared(copied)
    assert sorted(relations(copied)) == ["different-scope", "different-scope", "repeats"]

    name = judge_misread(copied, "wire")
    found = compared(copied)

    assert sorted(claim.doc_id for claim in found.misread) == ["north", "wire"]
    assert len(found.all_claims) == len(before.all_claims) - 2
    assert len(found.standing_misread) == 1
    assert not {claim.id for claim in found.misread} & {claim.id for claim in found.standing_claims}
    assert relations(copied) == ["repeats"]
    (line,) = [line for line in log_lines(copied) if line.entry.act == "judge"]
    assert line.words == "a claim was judged, misread: it asks, and says nothing"
    assert line.entry.body["verdict"] == "misread"

    withdraw_judgement(copied, CASE, name, "it does not ask", actor=ACTOR)
    again = compared(copied)
    assert (again.misread, again.comparison.findings) == ((), before.comparison.findings)


def test_what_is_misread_stays_so_when_methods_are_run_again_and_the_index_is_made_anew(
    copied: Archive,
) -> None:
    judge_misread(copied, "north")
    before = compared(copied)
    copied.rebuild()

    again = compared(copied)

    assert again.record == before.record
    assert again.misread == before.misread != ()
    other = compare_case(copied, CASE, actor=ACTOR, extractor="tagger")
    assert {claim.doc_id for claim in other.misread} == {"north", "wire"}


def test_a_dossier_holds_what_is_misread_apart_from_its_claims(copied: Archive) -> None:
    name = judge_misread(copied, "north")

    dossier = gather(copied, CASE, actor=ACTOR, extractor="rules")

    check_dossier(dossier)
    assert {claim.doc_id for claim in dossier.misread} == {"north", "wire"}
    assert {claim.doc_id for claim in dossier.claims} == {"south", "east"}
    told = page_of(dossier).judged[name]
    assert (told.words, told.by, told.reason) == ("is misread", ACTOR, "it asks, and says nothing")
    assert sorted(one.claim.doc_id for one in told.claims[0].misread) == ["north", "wire"]


@pytest.mark.parametrize("count", [0, 2])
def test_misread_is_said_of_one_claim(case: Archive, count: int) -> None:
    names = claims_of(case)[:count]
    before = case.log.tail()

    with pytest.raises(BadJudgement, match="“misread” takes one claim"):
        judge_claims(case, CASE, names, "misread", "why", actor=ACTOR, extractor="rules")

    assert case.log.tail() == before


def test_a_claim_that_is_not_known_cannot_be_judged_misread(case: Archive) -> None:
    with pytest.raises(NoSuchClaim, match="No claim is called 'fffff'"):
        judge_claims(case, CASE, ["fffff"], "misread", "why", actor=ACTOR, extractor="rules")
