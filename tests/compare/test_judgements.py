"""What a person judged overrules the method, is marked, and is found again after claims were read anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.compare.makers import line, number, written

from sayso.compare.comparing import compare_claims
from sayso.compare.judgements import Known, Rulings, judged_claim, rulings, settled
from sayso.compare.ledger import comparison_from_json, comparison_to_json
from sayso.compare.misread import changes_without, misread_claims, read_rightly
from sayso.compare.overruling import overrule
from sayso.compare.types import VERDICTS, Change, ClaimChange, Judgement, Origin, OriginLink, Withdrawn
from sayso.compare.views import speaker_names
from sayso.values import TextSpan, canonical_json, digest_bytes


class Case:
    """Documents and claims, with the judgements that people made on them."""

    def __init__(self, *documents) -> None:
        self.documents = [document for document, _ in documents]
        self.claims = [claim for _, own in documents for claim in own]
        self.judgements: list[Judgement] = []

    def judge(self, verdict, *claims, **more):
        homes = {document.doc_id: document for document in self.documents}
        entry = len(self.judgements) + 10
        self.judgements.append(
            Judgement(
                id=f"j{entry}",
                verdict=verdict,
                claims=tuple(judged_claim(claim, homes[claim.doc_id]) for claim in claims),
                by="Ada Tester",
                at=datetime(2031, 5, 9, tzinfo=UTC),
                entry=entry,
                **{"reason": f"reason {entry}", **more},
            )
        )

    def compared(self):
        found = settled(self.judgements, Known(self.documents, self.claims))
        ruled = rulings(found)
        misread = misread_claims(self.documents, self.claims, ruled.misread())
        method = compare_claims(
            self.documents,
            read_rightly(self.claims, misread),
            joined=ruled.joined(),
            parted=ruled.parted(),
        )
        return overrule(method, found, {claim.id: claim for claim in self.claims})

    def between(self, one, other):
        pair = {one.id, other.id}
        return next((f for f in self.compared().findings if {f.left, f.right} == pair), None)

    def question_of(self, claim):
        for question in self.compared().questions:
            if claim.id in {position.claim for position in question.positions}:
                return question.id
        return None


def pit() -> Case:
    return Case(
        written("north", line("Iko Brandt", "9 miners were killed in the pit", number(9, "miners"))),
        written("south", line("Una Sorb", "30 miners died in the pit", number(30, "miners"))),
        written("east", line("Ana Pell", "the shaft had been inspected in spring")),
    )


def test_a_relation_by_a_person_takes_the_place_of_the_methods_and_names_it() -> None:
    case = pit()
    one, other, _ = case.claims
    assert case.between(one, other).relation == "conflicts"

    case.judge("different-scope", one, other)
    found = case.between(one, other)

    assert (found.relation, found.judgement, found.reason) == ("different-scope", "j10", "reason 10")
    assert "conflicts" in found.overruled


def test_an_update_by_a_person_goes_from_the_first_to_the_second() -> None:
    case = pit()
    one, other, _ = case.claims

    case.judge("updates", other, one)

    found = case.between(one, other)
    assert (found.left, found.right) == (other.id, one.id)


def test_claims_that_the_method_never_brought_together_answer_one_question_by_a_persons_word() -> None:
    case = pit()
    one, _, apart = case.claims
    assert case.question_of(apart) is None

    case.judge("same-question", one, apart)

    assert case.question_of(apart) == case.question_of(one) is not None
    shared = next(q for q in case.compared().questions if q.id == case.question_of(one))
    assert shared.judgements == ("j10",)


def test_claims_that_a_person_parted_answer_no_common_question_and_stand_in_no_relation() -> None:
    case = pit()
    one, other, _ = case.claims

    case.judge("other-question", one, other)

    assert case.between(one, other) is None
    assert case.question_of(one) is None or case.question_of(one) != case.question_of(other)


def test_unrelated_takes_the_finding_away_and_the_judgement_says_so() -> None:
    case = pit()
    one, other, _ = case.claims

    case.judge("unrelated", one, other)

    assert case.between(one, other) is None
    assert case.compared().judgements[0].counts


def agreeing() -> Case:
    return Case(
        written("north", line("Iko Brandt", "9 miners were killed in the pit", number(9, "miners"))),
        written("south", line("Una Sorb", "9 miners died in the pit", number(9, "miners"))),
    )


def test_what_agrees_repeats_where_a_person_found_one_origin() -> None:
    case = agreeing()
    one, other = case.claims
    assert case.between(one, other).relation == "agrees"

    case.judge("one-origin", one, other)
    found = case.compared()

    assert case.between(one, other).relation == "repeats"
    origin = next(o for o in found.origins if {link.claim for link in o.links} == {one.id, other.id})
    assert {link.judgement for link in origin.links} == {"j10"}


def test_what_repeats_agrees_where_a_person_found_two_origins() -> None:
    case = Case(
        *(
            written(name, line("Iko Brandt", f"{words} in the pit", number(9, "miners")))
            for name, words in (("north", "9 miners were killed"), ("south", "9 miners died"))
        )
    )
    one, other = case.claims
    assert case.between(one, other).relation == "repeats"
    assert case.compared().origins

    case.judge("independent", one, other)

    assert case.between(one, other).relation == "agrees"
    assert case.between(one, other).judgement == "j10"
    assert case.compared().origins == ()


def test_whom_a_person_found_independent_leaves_the_origin_and_the_others_stay_in_it() -> None:
    case = pit()
    one, other, third = case.claims
    case.judge("one-origin", one, other, third)
    case.judge("independent", one, other)

    together = [{link.claim for link in origin.links} for origin in case.compared().origins]

    assert not any({one.id, other.id} <= claims for claims in together)
    assert {one.id, third.id} in together


def test_whom_an_origin_is_called_by_stays_in_it_when_another_was_wrongly_put_there() -> None:
    case = Case(
        written("north", line("Ana Pell", "the pit was shut at noon")),
        written("south", line("Iko Brandt", "wages would be paid in May")),
        written("east", line("Ana Pell", "the alarm had failed twice")),
    )
    own, stranger, other = (claim.id for claim in case.claims)
    links = tuple(OriginLink(claim=one, evidence="said by Ana Pell") for one in (own, stranger, other))
    method = compare_claims(case.documents, case.claims)
    wrong = replace(method, origins=(Origin(id="o", name="Ana Pell", links=links, is_speaker=True),))
    claims = {claim.id: claim for claim in case.claims}
    for pair in ((case.claims[1], case.claims[0]), (case.claims[0], case.claims[1])):
        case.judgements = []
        case.judge("independent", *pair)

        found = overrule(wrong, settled(case.judgements, Known(case.documents, case.claims)), claims)

        assert [{link.claim for link in origin.links} for origin in found.origins] == [{own, other}]


def forwarded(*channels: str) -> Case:
    """A post of the first channel, which the others forward."""
    words = "52 crates burned in Orvik"
    more = [{}, *[{"forwarded_from": channels[0]}] * (len(channels) - 1)]
    return Case(
        *(
            written(name, line(name, words, number(52, "crates")), kind="post", publisher=name, **one)
            for name, one in zip(channels, more, strict=True)
        )
    )


def origins_of(case: Case):
    return [{link.claim for link in origin.links} for origin in case.compared().origins]


def test_a_repetition_that_a_person_judged_to_be_something_else_is_no_link_any_more() -> None:
    for verdict in ("agrees", "unrelated"):
        case = forwarded("Harbour Eye", "Quay Talk")
        one, other = case.claims
        assert origins_of(case) == [{one.id, other.id}]

        case.judge(verdict, one, other)

        assert origins_of(case) == []


def test_what_another_repetition_still_holds_to_an_origin_stays_in_it_on_evidence_of_its_own() -> None:
    case = forwarded("Harbour Eye", "Quay Talk", "Ridge Line")
    first, second, third = case.claims
    assert origins_of(case) == [{first.id, second.id, third.id}]

    case.judge("agrees", first, second)
    assert origins_of(case) == [{first.id, second.id, third.id}]

    case.judge("agrees", first, third)
    assert origins_of(case) == [{second.id, third.id}]
    (origin,) = case.compared().origins
    (repeats,) = [f for f in case.compared().findings if f.relation == "repeats"]
    assert {link.evidence for link in origin.links} == {repeats.reason}


def test_the_methods_evidence_stays_beside_a_persons_word_on_one_origin() -> None:
    case = forwarded("Harbour Eye", "Quay Talk")
    evidence = {link.evidence for link in case.compared().origins[0].links}

    case.judge("one-origin", *case.claims)
    (origin,) = case.compared().origins

    assert {link.judgement for link in origin.links} == {"j10"}
    assert {link.found for link in origin.links} == evidence
    assert comparison_from_json(comparison_to_json(case.compared())) == case.compared()


def test_a_reason_that_reads_like_evidence_makes_no_speaker_of_an_origin() -> None:
    case = agreeing()
    one, other = case.claims
    case.judge("one-origin", one, other, reason="said by the same clerk to both")
    found = case.compared()

    claims = {claim.id: claim for claim in case.claims}
    assert [origin.is_speaker for origin in found.origins] == [False]
    assert speaker_names(found, claims) == {one.id: "Iko Brandt", other.id: "Una Sorb"}


def test_a_claim_that_a_person_found_another_to_repeat_stands_aside_no_more() -> None:
    case = Case(
        written(
            "board", line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners")),
            line("Orvik Mining Board", "the new school at Tarn opens in August"),
            kind="statement", publisher="Orvik Mining Board",
        ),
        written("paper", line("Una Sorb", "lessons start after the summer")),
    )  # fmt: skip
    _, school, lessons = case.claims
    (origin,) = case.compared().origins
    assert all(link.aside for link in origin.links)

    case.judge("one-origin", school, lessons)

    (speaker,) = [one for one in case.compared().origins if one.is_speaker]
    assert [link.claim for link in speaker.links if not link.aside] == [school.id]


def test_the_latest_judgement_counts_and_the_earlier_one_says_which() -> None:
    case = pit()
    one, other, _ = case.claims
    case.judge("agrees", one, other)
    case.judge("updates", one, other)

    found = case.compared()

    assert case.between(one, other).relation == "updates"
    assert [judgement.superseded_by for judgement in found.judgements] == ["j11", ""]


def test_a_later_parting_outranks_an_earlier_relation_and_the_other_way_round() -> None:
    case = pit()
    one, other, _ = case.claims
    case.judge("conflicts", one, other)
    case.judge("other-question", one, other)
    assert case.between(one, other) is None

    case.judge("agrees", one, other)
    assert case.between(one, other).relation == "agrees"


def test_what_a_judgement_ended_does_not_come_back_when_that_judgement_is_ended_itself() -> None:
    case = pit()
    one, other, _ = case.claims
    for verdict in ("other-question", "repeats", "independent"):
        case.judge(verdict, one, other)

    found = case.compared()

    assert [judgement.superseded_by for judgement in found.judgements] == ["j12", "j12", ""]
    assert rulings(found.judgements).parted() == set()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([verdict for verdict in VERDICTS if verdict != "misread"]),
            st.sets(st.sampled_from((0, 1, 2)), min_size=2),
            st.sampled_from(("stands", "withdrawn", "erased")),
        )
        | st.tuples(
            st.just("misread"),
            st.sets(st.sampled_from((0, 1, 2)), min_size=1, max_size=1),
            st.sampled_from(("stands", "withdrawn", "erased")),
        ),
        max_size=8,
    )
)
@example([("misread", {0}, "stands"), ("same-question", {0, 1}, "erased"), ("misread", {0}, "erased")])
@example([("misread", {1}, "stands"), ("other-question", {0, 1}, "stands"), ("agrees", {0, 1}, "erased")])
def test_settling_judgements_does_not_change_what_they_come_to(said) -> None:
    case = pit()
    back = Withdrawn(by="Bo Tester", at=datetime(2031, 5, 10, tzinfo=UTC), reason="a slip", entry=40)
    more = {"stands": {}, "withdrawn": {"withdrawn": back}, "erased": {"erased_with": 50}}
    for verdict, places, state in said:
        case.judge(verdict, *(case.claims[place] for place in sorted(places)), **more[state])

    once = settled(case.judgements, Known(case.documents, case.claims))

    assert told(rulings(once)) == told(rulings(case.judgements))
    ruled = rulings(once)
    assert not any(pair & ruled.misread() for pair, verdict, _ in told(ruled) if verdict != "misread")
    in_force = {name for _, _, name in told(ruled)}
    assert {one.id for one in once if one.counts} == in_force


def told(ruled: Rulings):
    """What counts of each pair, on each matter, and by which judgement."""
    tables = (ruled.questions, ruled.origins, ruled.relations, ruled.readings)
    return {(pair, one.verdict, one.judgement.id) for table in tables for pair, one in table.items()}


def test_an_erased_judgement_does_not_count_and_nothing_that_it_ended_comes_back() -> None:
    case = pit()
    one, other, _ = case.claims
    case.judge("conflicts", one, other)
    case.judge("agrees", one, other, erased_with=50)

    found = case.compared()

    assert [judgement.counts for judgement in found.judgements] == [False, False]
    assert found.judgements[0].superseded_by == "j11"
    assert found.judgements[1].lost == ("what it was about was erased with entry 50",)
    assert {finding.judgement for finding in found.findings} == {None}


def test_a_judgement_whose_claims_are_one_now_does_not_count_and_says_why() -> None:
    case = pit()
    one, other, _ = case.claims
    case.judge("agrees", one, other)
    (judgement,) = case.judgements
    case.judgements = [replace(judgement, claims=(judgement.claims[0], judgement.claims[0]))]

    (judgement,) = case.compared().judgements

    assert not judgement.counts
    assert judgement.lost == ("its claims are one claim now",)


def test_a_withdrawn_judgement_stays_and_does_not_count() -> None:
    case = pit()
    one, other, _ = case.claims
    back = Withdrawn(by="Bo Tester", at=datetime(2031, 5, 10, tzinfo=UTC), reason="a slip", entry=40)
    case.judge("agrees", one, other, withdrawn=back)

    assert case.between(one, other).relation == "conflicts"
    assert [judgement.counts for judgement in case.compared().judgements] == [False]


def test_a_judgement_holds_where_claims_were_cut_a_little_otherwise() -> None:
    case = pit()
    one, other, _ = case.claims
    case.judge("agrees", one, other)
    wider = replace(one, content=(TextSpan(one.content[0].start, one.content[0].end - 4),), cue=())
    case.claims[0] = wider

    assert case.between(wider, other).relation == "agrees"


def test_a_judgement_holds_where_the_text_was_read_anew_and_has_the_same_words() -> None:
    case = pit()
    one, other, _ = case.claims
    case.judge("agrees", one, other)
    text = f"Read anew. {case.documents[0].text}"
    digest = digest_bytes(text.encode())
    case.documents[0] = replace(case.documents[0], text=text, text_digest=digest)
    start = one.content[0].start + len("Read anew. ")
    moved = replace(one, text_digest=digest, content=(TextSpan(start, start + 31),), source=(), cue=())
    case.claims[0] = moved

    assert case.between(moved, other).relation == "agrees"


def test_a_judged_claim_that_is_not_found_any_more_is_said_to_be_lost() -> None:
    case = pit()
    one, other, _ = case.claims
    case.judge("agrees", one, other)
    del case.claims[0]

    (judgement,) = case.compared().judgements

    assert not judgement.counts
    assert judgement.lost == ("its words are there, but no claim was found in them this time",)


def test_a_judgement_on_a_document_that_is_gone_is_said_to_be_lost() -> None:
    case = pit()
    one, other, _ = case.claims
    case.judge("agrees", one, other)
    del case.documents[0], case.claims[0]

    (judgement,) = case.compared().judgements

    assert "not in the case" in judgement.lost[0]


def test_contradictory_groupings_leave_the_comparison_whole() -> None:
    case = pit()
    one, other, third = case.claims
    case.judge("same-question", one, other)
    case.judge("same-question", other, third)
    case.judge("other-question", one, third)

    assert case.question_of(one) is None or case.question_of(one) != case.question_of(third)


def test_a_comparison_with_judgements_survives_being_written_and_read() -> None:
    case = pit()
    one, other, third = case.claims
    case.judge("updates", one, other)
    case.judge("one-origin", one, other, third)
    found = case.compared()

    written_down = comparison_to_json(found)

    assert comparison_from_json(written_down) == found
    assert canonical_json(written_down)


def rests_on(comparison) -> set[str]:
    """All claims that anything of a comparison names, but for judgements."""
    return {
        *(end for found in comparison.findings for end in (found.left, found.right)),
        *(one.claim for question in comparison.questions for one in question.positions),
        *(link.claim for origin in comparison.origins for link in origin.links),
    }


def test_nothing_rests_on_a_claim_that_a_person_judged_to_be_misread() -> None:
    case = forwarded("Harbour Eye", "Quay Talk", "Ridge Line")
    first, second, third = case.claims
    assert rests_on(case.compared()) == {first.id, second.id, third.id}

    case.judge("misread", second)
    found = case.compared()

    assert rests_on(found) == {first.id, third.id}
    assert [judgement.counts for judgement in found.judgements] == [True]
    assert comparison_from_json(comparison_to_json(found)) == found


def test_a_misread_claim_counts_again_when_that_is_withdrawn() -> None:
    case = pit()
    one, other, _ = case.claims
    case.judge("misread", one)
    assert case.between(one, other) is None

    back = Withdrawn(by="Bo Tester", at=datetime(2031, 5, 10, tzinfo=UTC), reason="a slip", entry=40)
    case.judgements = [replace(case.judgements[0], withdrawn=back)]

    assert case.between(one, other).relation == "conflicts"


def test_a_misread_claim_is_left_out_in_every_copy_of_its_text_whichever_was_named() -> None:
    words = "9 miners were killed in the pit"
    names = (("north", "2031-05-01"), ("wire", "2031-05-02"))
    for place in (0, 1):
        case = Case(
            *(
                written(name, line("Iko Brandt", words, number(9, "miners")), published=date)
                for name, date in names
            ),
            written("south", line("Una Sorb", "30 miners died in the pit", number(30, "miners"))),
        )
        assert rests_on(case.compared())

        case.judge("misread", case.claims[place])

        assert rests_on(case.compared()) == set()
        ruled = rulings(case.compared().judgements)
        left_out = misread_claims(case.documents, case.claims, ruled.misread())
        assert {claim.doc_id for claim in left_out} == {"north", "wire"}


def test_what_was_judged_of_a_misread_claim_and_others_is_superseded_and_of_the_others_stands() -> None:
    case = pit()
    one, other, third = case.claims
    case.judge("same-question", one, third)
    case.judge("one-origin", one, other, third)
    case.judge("misread", one)

    found = case.compared()

    assert [judgement.superseded_by for judgement in found.judgements] == ["j12", "", ""]
    (origin,) = found.origins
    assert {link.claim for link in origin.links} == {other.id, third.id}


def test_who_judges_later_how_a_misread_claim_stands_has_it_count_again() -> None:
    case = pit()
    one, other, _ = case.claims
    case.judge("misread", one)
    case.judge("updates", one, other)

    found = case.compared()

    assert case.between(one, other).relation == "updates"
    assert [judgement.superseded_by for judgement in found.judgements] == ["j11", ""]


def test_an_erased_judgement_that_a_claim_is_misread_ends_what_it_ended_and_leaves_the_claim_in() -> None:
    case = pit()
    one, other, _ = case.claims
    case.judge("different-scope", one, other)
    case.judge("misread", one, erased_with=50)

    found = case.compared()

    assert case.between(one, other).relation == "conflicts"
    assert [judgement.superseded_by for judgement in found.judgements] == ["j11", ""]
    assert not any(judgement.counts for judgement in found.judgements)


def test_an_erased_judgement_of_a_pair_leaves_none_of_its_claims_misread() -> None:
    case = pit()
    one, other, _ = case.claims
    case.judge("misread", one)
    case.judge("agrees", one, other, erased_with=50)

    found = case.compared()

    assert case.between(one, other).relation == "conflicts"
    assert found.judgements[0].superseded_by == "j11"


def test_a_claim_that_is_misread_is_found_again_where_it_was_cut_a_little_otherwise() -> None:
    case = pit()
    one, other, _ = case.claims
    case.judge("misread", one)
    case.claims[0] = replace(one, content=(TextSpan(one.content[0].start, one.content[0].end - 4),), cue=())

    assert case.between(case.claims[0], other) is None

    del case.claims[0]
    (judgement,) = case.compared().judgements
    assert judgement.lost == ("its words are there, but no claim was found in them this time",)


def test_an_edit_says_nothing_of_what_became_of_a_claim_that_is_misread() -> None:
    case = pit()
    one, other, third = case.claims
    before, after = (
        ClaimChange(sort="figure", speaker="Iko", before=a, after=b, before_words="9", after_words="30")
        for a, b in ((one.id, other.id), (None, third.id))
    )
    change = Change(
        target="https://news.example/pit", evidence="one address", before_doc="north", after_doc="south",
        before_at=None, after_at=None, dated_by="", edits=(), claims=(before, after),
    )  # fmt: skip

    (left,) = changes_without([change], [one])

    assert left.claims == (after,)
    assert changes_without([change], [])[0] == change
