"""A percentage belongs to the person or party that is named with it."""

from __future__ import annotations

import re

import pytest
from tests.compare.makers import DAY, NEXT_DAY, compared, line, number, relations, written

from sayso.compare.ranges import ranges_of
from sayso.compare.shares import own_share, share_at
from sayso.compare.words import number_of, tokens_of

NAMES = frozenset({"Iko", "Brandt", "Ana", "Pell", "Reform", "Party", "Orvik"})


def _share(words: str, value: float):
    tokens = tokens_of(words)
    at = next(at for at, token in enumerate(tokens) if number_of(token.text) == value)
    return share_at(words, tokens, at, NAMES)


@pytest.mark.parametrize(
    ("words", "value", "holder"),
    [
        ("Ana Pell leads with 48.3 percent of the vote", 48.3, {"ana", "pell"}),
        ("with 61 percent of stations counted, Ana Pell has 48.3 percent", 48.3, {"ana", "pell"}),
        ("the count gives Ana Pell 51 percent and Iko Brandt 46 percent", 46, {"iko", "brandt"}),
        ("the winner was Iko Brandt with 50.2 percent, ahead of Ana Pell with 47.6", 50.2, {"iko", "brandt"}),
        ("some 51 percent voted for Ana Pell", 51, {"ana", "pell"}),
        ("exit polls put Ana Pell on 51 percent", 51, {"ana", "pell"}),
        ("the Reform Party's share was 23 percent", 23, {"reform", "party"}),
        ("turnout in Orvik was 57 percent", 57, set()),
        ("she received 47.6 percent of the vote", 47.6, set()),
    ],
)
def test_the_name_beside_a_percentage_holds_it(words: str, value: float, holder: set[str]) -> None:
    held = _share(words, value).holder

    assert len(held) == len(holder)
    assert all(any(root.startswith(name[:3]) for name in holder) for root in held)


def test_a_share_of_the_stations_is_none_of_the_vote() -> None:
    stations = _share("61 percent of polling stations were counted", 61)

    assert stations.whole
    assert stations.of_another(_share("Ana Pell has 48.3 percent of the vote", 48.3))
    assert not _share("48.3 percent of the vote", 48.3).whole
    assert not _share("48.3 percent of the valid votes", 48.3).whole
    assert _share("61 percent of stations report votes", 61).whole


def _commission(*lines, name="first", published=DAY):
    return written(
        name,
        *(line("Election Board of Orvik", words, *(number(v, "percent") for v in values))
          for words, *values in lines),
        kind="statement", publisher="Election Board of Orvik", published=published,
    )  # fmt: skip


FIRST = (
    ("Ana Pell leads with 48.3 percent of the vote", 48.3),
    ("Iko Brandt has 44.1 percent of the vote", 44.1),
)
LAST = (
    ("Ana Pell received 47.6 percent of the vote", 47.6),
    ("Iko Brandt has won with 50.2 percent of the vote", 50.2),
)


def test_a_later_share_replaces_that_of_the_same_candidate_alone() -> None:
    found = compared(_commission(*FIRST), _commission(*LAST, name="second", published=NEXT_DAY))

    assert sorted(one.reason for one in found.findings if one.relation == "updates") == [
        "Election Board of Orvik replaces “44.1 percent” by “50.2 percent”.",
        "Election Board of Orvik replaces “48.3 percent” by “47.6 percent”.",
    ]
    assert set(relations(found)) == {"updates"}


def test_a_rival_count_conflicts_candidate_by_candidate() -> None:
    both = "the campaign's count gives Ana Pell 51 percent and Iko Brandt 46 percent of the vote"
    rival = written("rival", line("Lena Osk", both, number(51, "percent"), number(46, "percent")))
    found = compared(_commission(*LAST), rival)

    assert {one.reason for one in found.findings} == {
        "“47.6 percent” and “51 percent” cannot both be true as worded.",
        "“50.2 percent” and “46 percent” cannot both be true as worded.",
    }


def test_the_shares_of_two_candidates_stand_in_no_common_range() -> None:
    case = [_commission(*FIRST), _commission(*LAST, name="second", published=NEXT_DAY)]
    claims = [claim for _, own in case for claim in own]
    found = compared(
        *case, joined=[frozenset((one.id, other.id)) for one in claims for other in claims if one != other]
    )
    ends = [{bound.value for bound in (one.low, one.high) if bound} for one in ranges_of(found, claims)]

    assert ends
    assert not any(len(one & {47.6, 50.2, 48.3, 44.1}) > 1 for one in ends)


def test_the_shares_of_many_candidates_are_asked_apart_though_few_give_each() -> None:
    told = [
        ("Ana Pell", 48.1),
        ("Iko Brandt", 30.4),
        ("Lea Marn", 12.9),
        ("Ove Tarn", 4.2),
        ("Ana Pell", 51),
        ("Iko Brandt", 41),
    ]
    case = [
        written(
            f"paper{at}",
            line(f"Teller {at}", f"{who} has {share} percent of the vote", number(share, "percent")),
        )
        for at, (who, share) in enumerate(told)
    ]
    asked = [sorted(position.value for position in one.positions) for one in compared(*case).questions]

    assert sorted(asked) == [["30.4 percent", "41 percent"], ["48.1 percent", "51 percent"]]


def test_one_share_of_two_candidates_is_no_agreement() -> None:
    one = written("north", line("Lena Osk", "Ana Pell won 46 percent of the vote", number(46, "percent")))
    other = written(
        "south", line("Joss Wick", "Iko Brandt won 46 percent of the vote", number(46, "percent"))
    )

    assert relations(compared(one, other)) == []


def test_the_speeds_of_two_ships_are_not_compared_and_those_of_one_are() -> None:
    def moving(name: str, speaker: str, words: str, knots: float):
        return written(name, line(speaker, words, number(knots, "knots")))

    inquiry = moving("a", "Lena Osk", "the tanker Corra Lund was moving at 5.5 knots before the crash", 5.5)
    other = moving("b", "Joss Wick", "the Halven Star was moving at 13.8 knots before the crash", 13.8)
    crew = moving("c", "Iko Brandt", "the Corra Lund was moving at 9 knots before the crash", 9)
    found = compared(inquiry, other, crew)

    assert [{one.left, one.right} for one in found.findings if one.relation == "conflicts"] == [
        {inquiry[1][0].id, crew[1][0].id}
    ]
    assert not any("13.8" in one.reason for one in found.findings)


def test_a_pronoun_stands_for_the_first_name_of_the_sentence_before() -> None:
    words = "she was moving at 6 knots"
    tokens = tokens_of(words)
    share = share_at(words, tokens, 4, NAMES, "the Reform Party was not at anchor in Orvik")

    assert len(share.holder) == 2


@pytest.mark.parametrize(
    ("share", "where", "relation"),
    [
        (61.7, "", "conflicts"),
        (44.0, "", ""),
        (47.8, "", ""),  # 100.4 percent: both were rounded
        (61.7, " in Tarn city", ""),
    ],
)
def test_two_candidates_cannot_have_more_than_all_of_one_vote(
    share: float, where: str, relation: str
) -> None:
    documents = [
        written(
            "north", line("Ana Lund", "Ana Pell leads with 52.6 percent of the vote", number(52.6, "percent"))
        ),
        written(
            "south",
            line(
                "Orvik Board", f"Iko Brandt has {share} percent of the vote{where}", number(share, "percent")
            ),
        ),
    ]
    pair = frozenset(claim.id for _, claims in documents for claim in claims)

    assert "".join(relations(compared(*documents, joined=[pair]))) == relation


def test_the_stations_that_have_counted_are_no_candidate_of_the_vote() -> None:
    counted = "61 percent of polling stations have counted the vote"
    won = "Ana Pell has 48.3 percent of the vote"
    documents = [
        written("north", line("Orvik Board", counted, number(61, "percent"))),
        written("south", line("Lena Osk", won, number(48.3, "percent"))),
    ]
    pair = frozenset(claim.id for _, claims in documents for claim in claims)

    assert relations(compared(*documents, joined=[pair])) == []


def test_who_speaks_of_his_own_share_holds_it() -> None:
    nobodys = _share("her own share there was 52 percent", 52)

    assert not nobodys.holder
    assert own_share(nobodys, "her own share there was 52 percent", "Ana Pell").holder
    assert not own_share(nobodys, "the share there was 52 percent", "Ana Pell").holder

    words = "Ana Pell won 48 percent, and my own share is small"
    assert own_share(_share(words, 48), words, "Iko Brandt") == _share(words, 48)


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("71 percent of Tarn city", ""),
        ("71 percent of the lamps burned in Tarn city", "different-scope"),
    ],
)
def test_shares_of_two_places_are_compared_only_where_one_thing_is_said_of_both(
    words: str, relation: str
) -> None:
    documents = [
        written(
            "north",
            line("Ana Lund", "52 percent of the lamps burned in Orvik province", number(52, "percent")),
        ),
        written("south", line("Iko Brandt", words, number(71, "percent"))),
    ]
    pair = frozenset(claim.id for _, claims in documents for claim in claims)

    assert "".join(relations(compared(*documents, joined=[pair]))) == relation


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        ("the Northport plant runs at 60 percent", "the Southport plant runs at 55 percent", "percent"),
        ("Ana Pell cut her staff by 60 percent", "Iko Brandt cut his staff by 55 percent", "percent"),
        ("Ana Pell won 60 percent of the vote", "Iko Brandt cut his staff by 55 percent", "percent"),
        ("the Northport brought ballots at 260 knots", "the Southport brought ballots at 255 knots", "knots"),
    ],
)
def test_shares_of_no_vote_may_be_more_than_all_of_it(one: str, other: str, unit: str) -> None:
    figures = [number(int(re.findall(r"\d+", words)[0]), unit) for words in (one, other)]
    documents = [
        written("north", line("Ana Lund", one, figures[0])),
        written("south", line("Iko Marn", other, figures[1])),
        written("third", line("Lea Marn", "talks of Northport, Southport, Ana Pell and Iko Brandt go on")),
    ]
    pair = frozenset(claim.id for _, claims in documents[:2] for claim in claims)

    assert relations(compared(*documents, joined=[pair])) == []
