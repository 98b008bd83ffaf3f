"""What adds little to other findings is folded below them; what contradicts others is said in red."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.cli.copies_order import order_words
from sayso.footage.types import Box, Segment
from sayso.publish.dossier import DateOnWord
from sayso.publish.pages.footage import copies_of
from sayso.publish.pages.labels import shelve
from sayso.publish.pages.page import page_of
from sayso.publish.words import numbers_words
from sayso.testing.dossiers import make_dossier
from sayso.values import digest_bytes

MEANS = "One of the three findings is wrong, or a copy was missed: compare the frames."


def elsewhere(name, start, end, date="", *, query=None):
    """Return a finding of the case's clip, or of another recording, in one of another case."""
    [shown] = make_dossier().copies
    segment = Segment(query_start_s=start, query_end_s=end, found_start_s=start, found_end_s=end)
    dates = (DateOnWord(date=date, on_word_of="somebody"),) if date else ()
    found = replace(shown.found, exhibit=digest_bytes(name.encode()), name=name, dates=dates, undated_by=())
    query = query or shown.query
    copy = replace(
        shown.copy,
        query=query.exhibit,
        found=found.exhibit,
        segments=(segment,),
        query_region=None,
        found_region=None,
    )
    return replace(shown, copy=copy, query=query, found=found)


def dossier_of(*copies):
    return replace(make_dossier(), copies=copies)


def test_pieces_of_other_cases_stand_below_all_other_findings(read):
    piece, whole = elsewhere("piece.mp4", 1, 3), elsewhere("whole.mp4", 0, 9, "2029")

    shown = copies_of(dossier_of(piece, whole), shelve(make_dossier()))
    text = read(dossier_of(piece, whole)).text

    assert [(copy.sides[0].name, copy.is_scrap) for copy in shown if not copy.is_scrap] == [
        ("whole.mp4", False)
    ]
    assert shown[-1].is_scrap
    table = text[text.index("Findings about footage") : text.index("How often")]
    assert "whole.mp4" in table
    assert "piece.mp4" not in table
    assert "1 more finding in recordings of other cases, without date or publisher" in table
    assert "piece.mp4" in text[text.index("How often") :]


def test_many_findings_are_folded_together_below_those_that_stand_open(read):
    copies = [elsewhere(f"clip {number}.mp4", 0, 9, "2029") for number in range(12)]

    many, few = read(dossier_of(*copies)), read(dossier_of(*copies[:9]))

    assert "9 more findings with their frames: nos. 4 to 12" in many.text
    assert "more findings with their frames" not in few.text
    assert {f"f-{number}" for number in range(1, 13)} <= set(many.having("id"))


def test_findings_that_contradict_each_other_are_said_to(read):
    here = elsewhere("shared.mp4", 0, 9, "2029")
    mine = make_dossier().material[-1]
    other = replace(here.query, exhibit=mine.digest, name=mine.name)
    copies = (here, elsewhere("shared.mp4", 4, 12, "2029", query=other))
    searched = replace(make_dossier().looked[0], what="copies", exhibit=mine.digest)
    dossier = replace(dossier_of(*copies), looked=(*make_dossier().looked, searched), not_looked=())

    text = read(dossier).text

    assert "0:04.0–0:09.0 of shared.mp4, but were not found in each other" in text
    assert MEANS in text


def test_where_a_date_is_only_a_year_it_is_said_how_it_counts():
    year, day = elsewhere("a.mp4", 0, 9, "2029"), elsewhere("a.mp4", 0, 9, "2029-05-06")

    assert page_of(dossier_of(year)).coarse_dates
    assert not page_of(dossier_of(day)).coarse_dates


def test_numbers_that_follow_each_other_are_written_as_a_run():
    assert numbers_words((1, 2, 3, 4, 7, 9, 10)) == "1–4, 7, 9, 10"
    assert numbers_words(()) == ""


@pytest.mark.parametrize(
    ("kind", "is_told"),
    [("same-footage", True), ("same-sound", True), ("same-place", False), ("undecided", False)],
)
def test_page_and_command_line_say_earlier_of_the_same_findings(read, kind, is_told):
    shown = elsewhere("whole.mp4", 0, 9, "2029")
    shown = replace(shown, copy=replace(shown.copy, kind=kind))

    text = read(dossier_of(shown)).text
    table = text[text.index("Findings about footage") : text.index("How often")]

    assert ("earlier: 2029, by somebody" in table) is is_told
    assert order_words((shown.copy, shown.query, shown.found)).startswith("earlier: 2029, by") is is_told


def test_frames_that_are_not_shown_are_said_not_to_be(read):
    shown = replace(elsewhere("whole.mp4", 0, 9), pairs=(), unshown=("of whole.mp4 no frame is shown: why",))

    assert "Of whole.mp4 no frame is shown: why." in read(dossier_of(shown)).text


def test_the_part_of_the_picture_that_a_date_stands_for_is_said_in_brief_and_second_by_second(read):
    shown = elsewhere("inset.mp4", 0, 9, "2029")
    inset = Box(left=0.6, top=0.5, right=0.9, bottom=0.8)

    text = read(dossier_of(replace(shown, copy=replace(shown.copy, query_region=inset)))).text

    assert text.count("its part 60–90 % across, 50–80 % down") == 2
