"""Terminal and dossier say in the same words how one recording shows another, and how much was found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.footage.turning import turned
from sayso.footage.types import Box, Copy, Turn
from sayso.publish.appeared import lacks_zone
from sayso.publish.footage_words import decided_words, found_words, how_words, laid_words
from sayso.publish.pages.footage import copies_of
from sayso.publish.pages.labels import shelve
from sayso.publish.pages.ruler import ruler_of
from sayso.publish.words import stretches_words
from sayso.testing.dossiers import make_dossier

WHOLE, PART = Box(left=0.01, top=0, right=0.99, bottom=0.98), Box(left=0.1, top=0, right=0.9, bottom=1)


def plain() -> Copy:
    """Return a copy that shows all of another as it is."""
    [shown] = make_dossier().copies
    whole = {"query_region": WHOLE, "found_region": None, "mirror": False, "speed": 1.0, "details": {}}
    return replace(shown.copy, **whole)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({"mirror": True}, ["mirrored"]),
        ({"turn": 90, "mirror": True, "reversed": True}, ["mirrored", "A turned right", "backwards"]),
        ({"turn": 180}, ["A upside down"]),
        ({"turn": 270}, ["A turned left"]),
        ({"speed": 1.25}, ["A at about 1.25 times the speed"]),
        ({"speed": 0.5}, ["B at about 2 times the speed"]),
        ({"speed": 1.01}, []),
        ({"found_region": PART}, ["of B: 10–90 % across"]),
        ({"details": {"sound_score": 0.9}}, ["with its sound"]),
    ],
)
def test_how_the_one_shows_the_other_is_said_as_far_as_it_is_worth_a_word(
    changed: dict[str, object], told: list[str]
) -> None:
    assert list(how_words(replace(plain(), **changed), ("A", "B"))) == told


def test_a_finding_seen_from_the_other_side_says_the_same_of_speed() -> None:
    faster = replace(plain(), speed=1.25)

    assert list(how_words(turned(faster), ("B", "A"))) == list(how_words(faster, ("A", "B")))


def test_findings_are_counted_by_kind_and_copies_alone_need_no_total() -> None:
    assert found_words([]) == ""
    assert found_words(["same-footage"]) == "1 copy of footage"
    assert found_words(["undecided"]) == "1 finding: 1 undecided"
    assert found_words(["same-sound", "same-footage", "same-place", "same-footage"]) == (
        "4 findings: 2 copies of footage, 1 of the same place at another moment, 1 of the same sound track"
    )


def test_a_page_says_of_a_copy_played_backwards_that_it_is_and_its_ruler_crosses() -> None:
    dossier = make_dossier()
    [shown] = dossier.copies
    backwards = replace(shown, copy=replace(shown.copy, reversed=True))

    [told] = copies_of(replace(dossier, copies=(backwards,)), shelve(dossier))
    ahead, back = ruler_of(shown), ruler_of(backwards)

    assert "backwards" in told.how
    assert told.laid.endswith("backwards")
    assert ahead is not None
    assert back is not None
    assert all(band.words.endswith(" below, backwards") for band in back.bands)
    assert [band.corners for band in ahead.bands] != [band.corners for band in back.bands]
    assert list(laid_words(backwards.copy))[-1] == "backwards"


@pytest.mark.parametrize(("turn", "way"), [(90, "turned right"), (270, "turned left"), (180, "upside down")])
@pytest.mark.parametrize("of_this_case", [True, False])
def test_a_page_says_which_of_two_was_turned_whichever_was_known_first(
    turn: Turn, way: str, of_this_case: bool
) -> None:
    dossier = make_dossier()
    [shown] = dossier.copies  # its query is of the case and the later one
    copy = replace(shown.copy, turn=turn, mirror=False)
    found = replace(shown.found, exhibit=shown.found.exhibit if of_this_case else "0" * 64)

    shelf = shelve(dossier)
    [told] = copies_of(replace(dossier, copies=(replace(shown, copy=copy, found=found),)), shelf)

    [own] = [side for side in told.sides if side.digest == shown.query.exhibit]
    assert own is told.sides[1]
    assert told.how[0] == f"{shelf.by_digest[own.digest].letter} {way}"
    assert told.told[0] is own
    assert told.laid == way


def test_seconds_of_the_same_place_are_told_to_the_second() -> None:
    assert stretches_words([(0.8, 1.6), (3.2, 5.0)], whole=True) == "0:01–0:02, 0:03–0:05"
    assert stretches_words([(0.8, 1.2)], whole=True) == "0:01"


@pytest.mark.parametrize(
    ("stated", "lacks"),
    [
        ("2031-05-06T23:30:00", True),
        ("2031-05-06T23:30:00Z", False),
        ("2031-05-06T23:30+02:00", False),
        *((coarse, False) for coarse in ("2031-05-06", "2031-05", "2031", "last week")),
    ],
)
def test_a_time_of_day_without_its_zone_is_known_as_such(stated: str, lacks: bool) -> None:
    assert lacks_zone(stated) is lacks


@pytest.mark.parametrize(
    ("decided_by", "told"),
    [
        ("nothing moves", "nothing moves in one of the two, or in both"),
        ("what moves agrees", "what moves agrees"),
        ("", ""),
    ],
)
def test_that_nothing_moves_is_not_said_of_both_where_it_holds_of_one(decided_by: str, told: str) -> None:
    details = {"decided_by": decided_by} if decided_by else {}
    [shown] = make_dossier().copies
    dossier = replace(make_dossier(), copies=(replace(shown, copy=replace(plain(), details=details)),))

    [page] = copies_of(dossier, shelve(dossier))

    assert decided_words(replace(plain(), details=details)) == told
    assert [remark for remark in page.remarks if remark.startswith("decided by")] == (
        [f"decided by: {told}"] if told else []
    )
