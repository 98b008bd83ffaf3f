"""One report in several documents, under other headlines: its claims stand once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compare.makers import compared, line, number, written

from sayso.claims.types import Claim, Document
from sayso.compare.judgements import Known, judged_claim
from sayso.compare.twins import documents_with, stand_ins, standing, twins_of
from sayso.compare.types import Comparison
from sayso.values import TextSpan, digest_bytes

BODY = (
    line(
        "Ana Pell", "9 miners were killed when the eastern wall of the pit at Orvik fell", number(9, "miners")
    ),
    line("Iko Brandt", "the pumps of the eastern shaft had stood still since the evening before"),
)
Written = tuple[Document, list[Claim]]


def under(doc_id: str, head: str, *more: dict, body=BODY, published: str = "2031-05-04", **meta) -> Written:
    """A report below a headline; what is said in `more` follows on it."""
    document, claims = written(doc_id, *body, *more, published=published, **meta)
    text, shift = f"{head}\n\n{document.text}", len(head) + 2
    digest = digest_bytes(text.encode())

    def moved(spans):
        return tuple(TextSpan(span.start + shift, span.end + shift) for span in spans)

    return replace(document, text=text, text_digest=digest), [
        replace(
            claim, text_digest=digest, source=moved(claim.source), cue=moved(claim.cue),
            content=moved(claim.content),
        )
        for claim in claims
    ]  # fmt: skip


def all_of(*reports: Written) -> tuple[list[Document], list[Claim]]:
    return [document for document, _ in reports], [claim for _, claims in reports for claim in claims]


WIRE = under("wire", "Nine killed in pit\nBy Lea Marn", published="2031-05-04T09:00:00Z")
COPY = under("copy", "Pit of death: wall falls on miners")


def test_a_report_under_two_headlines_is_one_text_whose_claims_stand_once() -> None:
    documents, claims = all_of(COPY, WIRE)

    assert twins_of(documents) == (("copy", "wire"),)
    assert standing(documents, claims) == WIRE[1]
    assert [stand_ins(documents, claims)[claim.id] for claim in COPY[1]] == WIRE[1]
    assert documents_with(documents, claims) == {claim.id: ("wire", "copy") for claim in WIRE[1]}


def test_pairs_with_others_are_not_doubled_by_a_second_headline() -> None:
    other = written(
        "other", line("Una Sorb", "14 miners were killed in the pit at Orvik", number(14, "miners"))
    )

    def conflicts(found: Comparison) -> int:
        return sum(finding.relation == "conflicts" for finding in found.findings)

    assert conflicts(compared(WIRE, other)) == conflicts(compared(WIRE, COPY, other)) == 1


@pytest.mark.parametrize(
    "other",
    [
        under("copy", "Nine killed in pit", line("Ana Pell", "the pit is shut")),  # goes on
        under("copy", "Nine killed in pit", body=(BODY[0],)),  # is cut
        under("copy", "Nine killed in pit", kind="post"),  # has no headline: a line of its own
        written("copy", line("Ana Pell", "the pit is shut")),
    ],
)
def test_reports_that_differ_below_their_headlines_are_no_twins(other: Written) -> None:
    documents, claims = all_of(WIRE, other)

    assert twins_of(documents) == ()
    assert len(standing(documents, claims)) == len(claims)


def test_two_short_texts_under_two_headlines_may_be_two_reports() -> None:
    short = (line("Ana Pell", "the pit is shut"),)

    assert twins_of(all_of(under("a", "Pit shut", body=short), under("b", "Shut", body=short))[0]) == ()


def test_a_claim_in_a_headline_stands_for_itself_and_is_that_of_the_report() -> None:
    document, claims = COPY
    head = document.text.index("wall falls on miners")
    above = replace(claims[0], speaker="officials", source=(), cue=(), content=(TextSpan(head, head + 20),))
    above = replace(above, quantities=(number(9, "miners"),))

    found = compared(WIRE, (document, [above, *claims]))

    pairs = {frozenset((one.left, one.right)): one.reason for one in found.findings}
    assert "the headline tells what Ana Pell says" in pairs[frozenset((above.id, WIRE[1][0].id))]


def test_what_is_judged_of_a_report_holds_of_the_one_that_stands_for_it() -> None:
    documents, claims = all_of(WIRE, COPY)

    found = Known(documents, claims).found(judged_claim(COPY[1][0], COPY[0]))

    assert found.claim == WIRE[1][0].id
    assert found.doc_id == "copy"
