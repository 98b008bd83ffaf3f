"""On whose word claims rest, and the evidence that is shown for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compare.makers import NEXT_DAY, compared, line, number, relations, written

from sayso.claims.types import Quantity
from sayso.compare.ledger import comparison_from_json, comparison_to_json
from sayso.compare.left_out import LaterWords
from sayso.compare.sources import NO_POSITION, NOT_TAKEN_UP
from sayso.compare.twins import standing
from sayso.compare.types import Change, SharedFootage
from sayso.compare.voices import Voices
from sayso.values import TextSpan

CLIP = "the video shows smoke over the harbour of Orvik at dawn"


def test_a_forwarded_post_repeats_what_it_forwards_and_says_so() -> None:
    first = written(
        "first", line("Harbour Eye", "over 50 crates burned in Orvik", number(52, "crates")), kind="post",
        publisher="Harbour Eye",
    )  # fmt: skip
    second = written(
        "second", line("Quay Talk", "52 crates burned in Orvik", number(52, "crates")), kind="post",
        publisher="Quay Talk", forwarded_from="Harbour Eye",
    )  # fmt: skip

    found = compared(first, second)

    assert relations(found) == ["repeats"]
    assert "forwarded from Harbour Eye" in found.findings[0].reason
    assert any(len(origin.links) == 2 for origin in found.origins)


def test_an_article_that_names_a_post_may_have_its_figure_from_somebody_else() -> None:
    post = written(
        "post", line("Harbour Eye", "52 crates burned in Orvik", number(52, "crates")), kind="post",
        publisher="Harbour Eye",
    )  # fmt: skip
    article = written(
        "article", line("Mayor Ana Pell", "52 crates burned in Orvik", number(52, "crates")), cites=("post",)
    )

    assert relations(compared(post, article)) == ["agrees"]


def test_documents_that_show_the_same_footage_are_one_voice_on_it() -> None:
    documents = [
        written("north", line("Harbour Eye", CLIP), publisher="North"),
        written("south", line("Quay Talk", "the clip shows smoke over Orvik harbour"), publisher="South"),
    ]
    seen = SharedFootage(
        left_doc="north", right_doc="south", evidence="12 seconds of the one stand in the other"
    )

    assert relations(compared(*documents)) == ["agrees"]
    found = compared(*documents, copies=[seen])
    assert relations(found) == ["repeats"]
    assert "12 seconds" in found.findings[0].reason


def test_all_claims_of_one_body_go_back_to_one_origin_with_a_reason_each() -> None:
    found = compared(
        written("north", line("Orvik Mining Board", "9 miners were killed", number(9, "miners"))),
        written("south", line("the mining board of Orvik", "the pit is closed")),
    )

    (origin,) = found.origins
    assert origin.name == "the mining board of Orvik"
    assert all(link.evidence for link in origin.links)


def _board_and_paper():
    """A board's own statement, of which a paper takes up the count alone; there it also refuses to speak."""
    board = written(
        "board",
        line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners")),
        line("Orvik Mining Board", "the new school at Tarn opens in August"),
        kind="statement", publisher="Orvik Mining Board",
    )  # fmt: skip
    paper = written(
        "paper",
        line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners")),
        line("Orvik Mining Board", "the price of coal", act="no-comment"),
        line("Orvik Mining Board", "its lamps were tested in May"),
    )
    return board, paper


def test_what_a_body_says_itself_and_nobody_takes_up_and_what_it_refuses_stand_aside() -> None:
    board, paper = _board_and_paper()

    found = compared(board, paper)

    (origin,) = found.origins
    why = {link.claim: link.aside for link in origin.links}
    assert [why[claim.id] for claim in board[1]] == ["", NOT_TAKEN_UP]
    assert [why[claim.id] for claim in paper[1]] == ["", NO_POSITION, ""]
    assert {link.claim for link in origin.group} == {claim for claim, aside in why.items() if not aside}
    assert comparison_from_json(comparison_to_json(found)) == found


def test_what_stands_aside_is_no_voice_of_its_own() -> None:
    board, paper = _board_and_paper()
    by_id = {claim.id: claim for claim in (*board[1], *paper[1])}

    (voice,) = Voices(compared(board, paper).origins, by_id).behind(by_id)

    assert set(voice.claims) == set(by_id)


def test_a_claim_that_somebody_answers_is_taken_up_and_one_claim_is_no_group() -> None:
    own = written(
        "own", line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners")),
        line("Orvik Mining Board", "the new school at Tarn opens in August"),
        kind="statement", publisher="Orvik Mining Board",
    )  # fmt: skip
    union = written("union", line("Una Sorb", "14 miners were killed in the pit", number(14, "miners")))

    (origin,) = compared(own, union).origins

    assert [link.claim for link in origin.links if not link.aside] == [own[1][0].id]
    assert origin.group == ()


def test_a_group_is_named_after_who_said_it_first_and_a_day_is_not_before_its_hours() -> None:
    first = written(
        "first", line("Harbour Eye", "52 crates burned in Orvik", number(52, "crates")), kind="post",
        publisher="Harbour Eye", published="2021-05-06T02:04:00Z",
    )  # fmt: skip
    second = written(
        "second", line("Quay Talk", "52 crates burned in Orvik", number(52, "crates")), kind="post",
        publisher="Quay Talk", forwarded_from="Harbour Eye", published="2021-05-06",
    )  # fmt: skip

    names = [origin.name for origin in compared(first, second).origins]

    assert names == ["what Harbour Eye said"]


def test_a_group_after_somebody_without_a_name_of_his_own_reads_as_words() -> None:
    said = "52 crates of oranges burned in the sheds of Orvik harbour that night"
    first = written("first", line("mayor", said), kind="post", publisher="Harbour Eye")
    second = written("second", line("baker", said), kind="post", publisher="Q", forwarded_from="Harbour Eye")

    names = [origin.name for origin in compared(first, second).origins]

    assert names[0].startswith(("what the mayor said", "what the baker said"))


def test_an_unnamed_source_is_one_voice_in_a_post_and_where_it_is_forwarded() -> None:
    words = ("over 30 dead in Orvik", number(30, "dead", "more-than"))
    first = written(
        "first", line("cousin on the boat", *words), line("Harbour Eye", "pray for all"), kind="post",
        publisher="Harbour Eye",
    )  # fmt: skip
    second = written(
        "second", line("cousin on the boat", *words), kind="post", publisher="Quay Talk",
        forwarded_from="Harbour Eye",
    )  # fmt: skip
    unlinked = written("second", line("cousin on the boat", *words), kind="post", publisher="Quay Talk")

    assert relations(compared(first, second)) == ["repeats"]
    assert relations(compared(first, unlinked)) == ["agrees"]


def test_a_lawyer_speaks_for_the_company_that_has_her() -> None:
    text_of = "Orvik Shipping Company, its lawyer Greta Pohl"
    found = compared(
        written("north", line("Orvik Shipping Company", "9 crates burned on the quay", number(9, "crates"))),
        written(
            "south",
            line("Orvik Shipping Company", f"{text_of} said, was told nothing"),
            line("Greta Pohl", "9 crates burned on the quay", number(9, "crates")),
        ),
    )

    assert relations(found) == ["repeats"]


def _captures(before_at, *more):
    """Two captures of one post, whose nameless source counts 11, then 13."""
    documents = [
        written(
            name, line("rescuers", f"{count} people were killed at the market", number(count, "people")),
            line("Quay Talk", "the market in Orvik was hit"), kind="post", publisher="Quay Talk",
        )
        for name, count in (("first", 11), ("second", 13))
    ]  # fmt: skip
    change = Change(
        target="Quay Talk, post 7", evidence="both are the same post of one channel", before_doc="first",
        after_doc="second", before_at=before_at, after_at=before_at, dated_by="nothing", edits=(),
    )  # fmt: skip
    return documents, compared(*documents, *more, changes=[change])


def test_what_was_edited_between_two_captures_is_an_update_of_one_source() -> None:
    [first, second], found = _captures("2031-05-04T10:00:00Z")

    update = next(one for one in found.findings if one.relation == "updates")
    assert (update.left, update.right) == (first[1][0].id, second[1][0].id)
    assert "“11 people” by “13 people”" in update.reason
    assert any({update.left, update.right} <= {link.claim for link in o.links} for o in found.origins)


def test_two_captures_of_which_nobody_knows_the_order_do_not_conflict() -> None:
    _, found = _captures(None)

    assert "conflicts" not in relations(found)
    assert "updates" not in relations(found)


def test_of_word_for_word_twins_the_earliest_stands_for_all() -> None:
    late, early, undated = (
        written(name, line("Quay Talk", "the market in Orvik was hit"), publisher="P", published=published)
        for name, published in (("a", "2031-05-04"), ("b", "2031-05-04T09:00:00Z"), ("c", None))
    )
    documents = [late[0], early[0], undated[0]]
    claims = [*early[1], *late[1], *undated[1]]

    assert [claim.doc_id for claim in standing(documents, claims)] == ["b"]
    assert [claim.doc_id for claim in standing(documents, claims[::-1])] == ["b"]


def test_what_an_outlet_is_said_to_report_is_repeated_where_it_names_the_person_itself() -> None:
    agency = written(
        "agency", line("Ana Pell", "at least 8 people died in Orvik", number(8, "people", "at-least")),
        publisher="Sund Agency",
    )  # fmt: skip
    paper = written(
        "paper", line("mayor", "8 people died in Orvik", number(8, "people"), through=("Sund Agency",))
    )

    [finding] = compared(agency, paper).findings

    assert finding.relation == "repeats"
    assert "The Paper Paper has it from Sund Agency" in finding.reason


def test_an_agreement_with_a_text_that_is_cited_is_not_called_independent() -> None:
    agency = written("agency", line("Ana Pell", "8 people died in Orvik", number(8, "people")))
    paper = written(
        "paper", line("Iko Brandt", "8 people died in Orvik", number(8, "people")), cites=("agency",)
    )

    [finding] = compared(agency, paper).findings

    assert finding.relation == "agrees"
    assert "names The Agency Paper as its source" in finding.reason
    assert "neither is known" not in finding.reason


def test_sentences_that_two_papers_share_are_one_source_though_the_claim_is_short() -> None:
    before = line("organisers", "it was a peaceful march of many thousands")
    held = line("lawyers", "31 people were held at the quay", number(31, "people"))
    of_others = {**held, "speaker": "defenders"}

    own = line("Ana Pell", "the bridge was closed all day")
    copied = compared(written("north", before, held), written("south", own, before, held))
    apart = compared(written("north", before, held), written("south", of_others))

    (finding,) = [one for one in copied.findings if "give 31" in one.reason]
    assert finding.relation == "repeats"
    shared = "march of many thousands organisers said 31 people were held at the quay lawyers said"
    assert shared in finding.reason
    assert relations(apart) == ["agrees"]


def test_an_outlet_that_is_cited_without_its_source_has_it_from_that_source() -> None:
    wire = written(
        "wire",
        line("Orvik Health Board", "that 14 people died in the pit", number(14, "people")),
        publisher="Northern Wire",
    )
    radio = written("radio", line("Northern Wire", "14 people died in the pit", number(14, "people")))

    (finding,) = compared(wire, radio).findings

    assert finding.relation == "repeats"
    assert "The Radio Paper has it from Northern Wire" in finding.reason


@pytest.mark.parametrize(
    ("who", "relation"),
    [
        ("officials", "repeats"),
        ("a nurse at the quay", "agrees"),
        ("a witness", "agrees"),
        ("two nurses", "agrees"),
    ],
)
def test_a_witness_in_a_text_that_cites_a_body_speaks_for_himself(who: str, relation: str) -> None:
    statement = written(
        "board", line("Orvik Board", "14 miners died in the pit", number(14, "miners")),
        kind="statement", publisher="Orvik Board",
    )  # fmt: skip
    article = written(
        "north",
        line(who, "14 people had died in the pit", number(14, "people"), anonymous=True),
        cites=("board",),
    )

    assert relations(compared(statement, article)) == [relation]


def quoted(outer: str, said: str, inner: str, words: str, quantity: Quantity):
    """A text in which one speaks of what another says: two claims, the second within the first."""
    road = line(outer, "the road to Orvik is open")
    document, (whole, *rest) = written("talk", line(outer, said, quantity), road)
    at, start = said.index(words), said.index(inner)
    within = replace(
        whole, speaker=inner, through=(outer,), cue=(), source=(TextSpan(start, start + len(inner)),),
        content=(TextSpan(at, at + len(words)),),
    )  # fmt: skip
    return document, [whole, within, *rest]


PASSED_ON = [
    "The Water Board speaks of 9 barrels of oil",
    "As the Water Board has it, 9 barrels of oil leaked",
]


@pytest.mark.parametrize("said", PASSED_ON)
def test_who_says_what_another_said_is_no_origin_beside_him(said: str) -> None:
    barrels = number(9, "barrels")
    own = written(
        "own", line("Water Board", "9 barrels of oil leaked at Orvik", barrels),
        line("Water Board", "the lock is shut"),
    )  # fmt: skip
    talk = quoted("Una Sorb", said, "Water Board", "9 barrels of oil", barrels)

    found = compared(own, talk)

    claims = {claim.id: claim for _, held in (own, talk) for claim in held}
    [passed_on] = [one for one in found.origins if not one.is_speaker]
    assert passed_on.name == "what Water Board said"
    [voice] = Voices(found.origins, claims).behind([own[1][0].id, *(one.id for one in talk[1][:2])])
    assert voice.name == "Water Board"
    assert comparison_from_json(comparison_to_json(found)).origins == found.origins


@pytest.mark.parametrize("said", PASSED_ON)
def test_a_figure_that_was_withdrawn_does_not_stand_because_somebody_quotes_it(said: str) -> None:
    barrels = number(9, "barrels")
    talk = quoted("Una Sorb", said, "Water Board", "9 barrels of oil", barrels)
    new = written(
        "new", line("Water Board", "30 barrels of oil leaked at Orvik", number(30, "barrels")),
        published=NEXT_DAY,
    )  # fmt: skip
    rival = written("east", line("Iko Brandt", "9 barrels of oil leaked at Orvik", barrels))
    old = written("own", line("Water Board", "9 barrels of oil leaked at Orvik", barrels))

    found = compared(old, talk, new, rival)

    claims = {claim.id: claim for _, held in (old, talk, new, rival) for claim in held}
    later = LaterWords.of(found, claims)
    assert {one.id for one in talk[1][:2]} <= later.own
    assert rival[1][0].id not in later.own


def test_of_two_in_one_text_the_one_whom_the_other_passes_on_is_the_first() -> None:
    document, claims = quoted(
        "Una Sorb", "The Water Board speaks of 9 barrels of oil", "Water Board", "9 barrels of oil",
        number(9, "barrels"),
    )  # fmt: skip
    at = document.text.index("the road")
    more = replace(claims[1], content=(TextSpan(at, at + len("the road to Orvik is open")),), quantities=())

    found = compared((document, [*claims[:2], more]))

    assert [one.name for one in found.origins if not one.is_speaker] == ["what Water Board said"]
