"""On whose word claims rest, and the evidence that is shown for it."""

from __future__ import annotations

from tests.compare.makers import compared, line, number, relations, written

from sayso.compare.types import SharedFootage

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
