"""Headlines over the claims that they tell."""

from __future__ import annotations

import pytest
from tests.compare.makers import DAY, compared, number, relations

from sayso.claims.types import Claim, Document, Quantity
from sayso.compare.twins import headline_end
from sayso.compare.voices import Voices
from sayso.values import TextSpan, digest_bytes

Said = tuple[str, str] | tuple[str, str, Quantity]
SEVEN = number(7, "people")
BODY = "Seven people died when the bridge at Tarn fell, the mayor of Tarn, Ana Vist, said."
MAYOR: Said = ("Ana Vist", "Seven people died when the bridge at Tarn fell", SEVEN)
BRIGADE: Said = ("fire brigade", "Seven people have died at the bridge", SEVEN)


def article(text: str, *said: Said, kind: str = "article") -> tuple[Document, list[Claim]]:
    """An article with claims whose words stand in it, in their order."""
    digest = digest_bytes(text.encode())
    claims, at = [], 0
    for speaker, words, *quantities in said:
        at = text.index(words, at)
        content = TextSpan(at, at + len(words))
        at = content.end
        claims.append(
            Claim(
                doc_id="post", text_digest=digest, speaker=speaker, source=(), cue=(), content=(content,),
                mode="indirect", act="assert", endorsement="neutral", certainty="unspecified",
                event_status="happened", quantities=tuple(quantities),
            )
        )  # fmt: skip
    return Document(
        doc_id="post", text=text, text_digest=digest, kind=kind, publisher="Lake Post", published=DAY
    ), claims


def count_of_voices(written: tuple[Document, list[Claim]]) -> int:
    by_id = {claim.id: claim for claim in written[1]}
    return len(Voices(compared(written).origins, by_id).behind(by_id))


@pytest.mark.parametrize("speaker", ["mayor", "officials", "(general belief)", "Tarn"])
def test_a_headline_is_no_second_origin_of_what_is_said_below_it(speaker: str) -> None:
    text = f"Tarn: seven dead as bridge falls, mayor says\n\nBy Ida Rehm\n\n{BODY}"
    written = article(text, (speaker, "seven dead as bridge falls", SEVEN), MAYOR)

    found = compared(written)

    assert relations(found) == ["repeats"]
    assert "the headline tells what Ana Vist says below it" in found.findings[0].reason
    assert [origin.name for origin in found.origins] == ["what Ana Vist said"]
    assert count_of_voices(written) == 1


def test_a_headline_of_what_two_say_makes_no_one_voice_of_them() -> None:
    text = f"Tarn: seven dead as bridge falls\n\n{BODY}\n\n{BRIGADE[1]}, the fire brigade said."
    written = article(text, ("Tarn", "seven dead as bridge falls", SEVEN), MAYOR, BRIGADE)

    assert count_of_voices(written) == 2


def test_a_headline_in_words_is_of_the_claim_with_its_words() -> None:
    text = (
        "Owner bribed ferry inspectors, union says\n\n"
        "The ferry was old, Mara Kell, who leads the union, said. "
        "The owner had bribed inspectors of the ferry, she said."
    )
    written = article(
        text,
        ("union", "Owner bribed ferry inspectors"),
        ("Mara Kell", "The ferry was old"),
        ("Mara Kell", "The owner had bribed inspectors of the ferry"),
    )

    found = compared(written)

    head, told = written[1][0], written[1][2]
    assert {head.id, told.id} in [{one.left, one.right} for one in found.findings]
    assert relations(found) == ["repeats"]


@pytest.mark.parametrize(
    ("headline", "speaker", "figure"),
    [
        ("Nine dead in Tarn as bridge falls", "officials", number(9, "people")),  # another figure
        ("Seven dead in Tarn as bridge falls", "Police", SEVEN),  # somebody else by name
        ("Seven people died in Tarn as the bridge fell.", "officials", SEVEN),  # a sentence of the text
    ],
)
def test_what_says_otherwise_names_another_or_is_no_headline_stays_a_voice_of_its_own(
    headline: str, speaker: str, figure: Quantity
) -> None:
    written = article(f"{headline}\n\n{BODY}", (speaker, headline, figure), MAYOR)

    assert "repeats" not in relations(compared(written))
    assert count_of_voices(written) == 2


def test_the_text_begins_below_the_headlines_of_an_article_alone() -> None:
    text = f"Bridge falls\nSeven dead\nBy Ida Rehm\n\n{BODY}\n\nA heading\n\nThe end."

    ends = [headline_end(article(text, kind=kind)[0]) for kind in ("article", "post", "statement")]

    assert ends == [text.index("\n\nSeven people"), 0, 0]
    assert headline_end(article("Only a line")[0]) == headline_end(article(BODY)[0]) == 0
