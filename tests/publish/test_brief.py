"""The first screen tells of each recording in a line: who had it first, on whose word, then its seconds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.publish.dossier import Appearance, DateOnWord
from sayso.publish.exports.html import HtmlDossier
from sayso.publish.pages.page import page_of
from sayso.testing.dossiers import make_dossier
from sayso.values import digest_bytes


@pytest.fixture
def dossier():
    return make_dossier()


def appeared(name, date=None, number=0):
    """Return a recording with the date that somebody gave of it."""
    said = () if date is None else (DateOnWord(date=date, on_word_of="somebody"),)
    return Appearance(exhibit=digest_bytes(f"{name}{number}".encode()), name=name, dates=said)


def copies_seen(dossier, *dates, kind="same-footage"):
    """Return findings of as many recordings of the case, each with the dates of itself and of the other."""
    shown, out = dossier.copies[0], []
    for number, (own, other) in enumerate(dates):
        query = replace(appeared("own", own), exhibit=dossier.material[number].digest)
        found = appeared(f"{other}", other, number)
        copy = replace(shown.copy, kind=kind, query=query.exhibit, found=found.exhibit)
        out.append(replace(shown, copy=copy, query=query, found=found))
    return out


def test_the_brief_tells_first_what_was_seen_before_and_last_bytes_kept_twice_without_a_date(dossier):
    dates = ((None, None), ("2031", "2032-05"), (None, "2030"), ("2031-05", "2030"), ("2031-05", "2029"))
    sound = copies_seen(dossier, ("2031", "2020"), kind="same-sound")
    again = replace(dossier.kept_again[0], dates=())

    copies = (*sound, *copies_seen(dossier, *dates))
    brief = page_of(replace(dossier, copies=copies, kept_again=(again,))).brief

    told = [
        ("bytes" if one.again else one.copy.kind, one.copy and one.copy.told[1].name) for one in brief.seen
    ]
    assert told == [
        *(("same-footage", name) for name in ("2029", "2030", "2030", "2032-05", "None")),
        ("bytes", None),
    ]
    assert [one.more for one in brief.seen] == [0, 0, 0, 0, 1, 0]


def test_the_brief_tells_of_each_recording_once_and_counts_what_else_was_found_of_it(dossier):
    one, two = copies_seen(dossier, ("2031", "2020"), ("2031", "2019"))
    own = one.query.exhibit
    two = replace(two, query=one.query, copy=replace(two.copy, query=own))

    [seen] = page_of(replace(dossier, copies=(one, two), kept_again=())).brief.seen

    assert (seen.copy.told[1].name, seen.more) == ("2019", 1)


@pytest.mark.parametrize(("longer_s", "leads"), [(1.5, "2019"), (8.0, "2020")])
def test_one_second_in_something_older_does_not_lead_before_a_long_stretch(dossier, longer_s, leads):
    long, short = copies_seen(dossier, ("2031", "2020"), ("2031", "2019"))
    [stretch] = long.copy.segments
    by_length = [
        replace(one.copy, query=long.query.exhibit, segments=(replace(stretch, query_end_s=end_s),))
        for one, end_s in ((long, longer_s), (short, 1.0))
    ]
    copies = tuple(
        replace(one, query=long.query, copy=copy) for one, copy in zip((long, short), by_length, strict=True)
    )

    [seen] = page_of(replace(dossier, copies=copies, kept_again=())).brief.seen

    assert (seen.copy.told[1].name, seen.more) == (leads, 1)


def test_bytes_kept_twice_with_a_date_stand_in_brief_among_what_was_seen_before(dossier):
    copies = copies_seen(dossier, ("2031", "2030"), (None, None))

    brief = page_of(replace(dossier, copies=tuple(copies))).brief

    assert [one.again is not None for one in brief.seen] == [True, False, False]


def test_what_the_brief_has_no_room_for_is_counted(dossier):
    recordings = (
        replace(dossier.material[0], doc_id=f"r{number}", digest=digest_bytes(bytes([number])), text=None)
        for number in range(20)
    )
    dossier = replace(dossier, material=tuple(recordings), claims=(), comparison=None, kept_again=())
    undated = copies_seen(dossier, *[(None, None)] * 20)
    dated = copies_seen(dossier, *[("2031", "2020")] * 20)

    few, many = (page_of(replace(dossier, copies=tuple(copies))).brief for copies in (undated, dated))

    assert (len(few.seen), few.more_seen) == (7, 13)
    assert (len(many.seen), many.more_seen) == (15, 5)


def test_how_often_a_conflict_is_none_stands_beside_their_number_and_where_they_are_shown(dossier, tmp_path):
    said = "Measured: of 100 conflicts that are found, 9 are none."

    shown, quiet = (
        HtmlDossier().write(one, tmp_path / f"{number}.html").path.read_text("utf-8")
        for number, one in enumerate((dossier, replace(dossier, methods=())))
    )

    for section in ("brief", "contested"):
        assert shown.split(f'<section id="{section}"')[1].split("</section>")[0].count(said) == 1
    assert said not in quiet


def test_of_what_conflicts_nothing_is_said_where_nothing_does(dossier):
    agreeing = replace(dossier.comparison, findings=())

    assert page_of(dossier).brief.conflict_errors
    assert page_of(replace(dossier, comparison=agreeing)).brief.conflict_errors == ""
