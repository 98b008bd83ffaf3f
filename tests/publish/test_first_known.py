"""A dossier says of which seconds of a recording another is known first, by which date and on whose word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.cli.copies_order import first_lines
from sayso.footage.types import Box, Segment, UnlikePart
from sayso.publish.dossier import Appearance, DateOnWord, Dossier
from sayso.publish.first_known import first_known
from sayso.publish.pages.first_known import first_shown
from sayso.publish.pages.labels import shelve
from sayso.testing.dossiers import make_dossier
from sayso.values import digest_bytes


def appeared(name: str, date: str = "") -> Appearance:
    """Return a recording with the date that its channel gave."""
    dates = (DateOnWord(date=date, on_word_of=f"Channel {name}"),) if date else ()
    return Appearance(exhibit=digest_bytes(name.encode()), name=name, dates=dates)


def found(query: Appearance, found: Appearance, *seconds: tuple[float, float], part: Box | None = None):
    """Return a finding over these seconds of the query, in this part of its picture."""
    segments = tuple(
        Segment(query_start_s=start, query_end_s=end, found_start_s=start, found_end_s=end)
        for start, end in seconds
    )
    [shown] = make_dossier().copies
    copy = replace(shown.copy, query=query.exhibit, found=found.exhibit, segments=segments, query_region=part)
    return copy, query, found


MIXED = appeared("mixed", "2030-05-05T10:00:00Z")
OLD, OLDER = appeared("old", "2029-01-01T10:00:00Z"), appeared("older", "2028-01-01T10:00:00Z")
YEAR, AUTUMN = appeared("year", "2029"), appeared("autumn", "2029-09-01T10:00:00Z")
LATER, UNDATED, NO_ZONE = appeared("later", "2031-01-01"), appeared("undated"), appeared("bare", "2028-01-01")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([found(MIXED, OLD, (0, 4))], [(((0, 4),), (OLD,), 0)]),
        ([found(MIXED, LATER, (0, 4))], [(((0, 4),), (MIXED,), 0)]),
        (
            [found(MIXED, OLD, (0, 4)), found(MIXED, OLDER, (4, 9))],
            [(((0, 4),), (OLD,), 0), (((4, 9),), (OLDER,), 0)],
        ),
        (
            [found(MIXED, OLD, (0, 9)), found(MIXED, OLDER, (3, 6))],
            [(((0, 3), (6, 9)), (OLD,), 0), (((3, 6),), (OLDER,), 0)],
        ),
        ([found(MIXED, OLD, (0, 4), (4.5, 9))], [(((0, 9),), (OLD,), 0)]),
        ([found(MIXED, UNDATED, (0, 4))], [(((0, 4),), (MIXED,), 1)]),
        ([found(UNDATED, appeared("too"), (0, 4))], []),
        ([found(MIXED, OLDER, (0, 4)), found(MIXED, NO_ZONE, (0, 4))], [(((0, 4),), (OLDER, NO_ZONE), 0)]),
        ([found(MIXED, OLD, (0, 0))], [(((0, 0),), (OLD,), 0)]),
        (
            [found(MIXED, OLD, (0, 5)), found(MIXED, OLDER, (2.5, 2.5))],
            [(((0, 5),), (OLD,), 0), (((2.5, 2.5),), (OLDER,), 0)],
        ),
        (
            [found(MIXED, OLD, (1, 1)), found(MIXED, OLDER, (2.5, 2.5))],
            [(((1, 1),), (OLD,), 0), (((2.5, 2.5),), (OLDER,), 0)],
        ),
        ([found(MIXED, OLD, (0, 0.9), (0.9, 1.8))], [(((0, 1.8),), (OLD,), 0)]),
        ([found(MIXED, OLD, (0, 0.9), (4, 4.9))], [(((0, 0.9), (4, 4.9)), (OLD,), 0)]),
        (
            [found(MIXED, OLD, (0, 4.5)), found(MIXED, OLDER, (4, 9))],
            [(((0, 4),), (OLD,), 0), (((4, 9),), (OLDER,), 0)],
        ),
        (
            [found(MIXED, one, (0, 4)) for one in (YEAR, appeared("march", "2029-03-01T10:00:00Z"), AUTUMN)],
            [(((0, 4),), (appeared("march", "2029-03-01T10:00:00Z"), YEAR), 0)],
        ),
    ],
    ids=[
        "earlier",
        "itself",
        "two",
        "within",
        "near",
        "undated",
        "nothing-dated",
        "cannot-tell",
        "still",
        "still-of-a-second",
        "two-stills",
        "short-that-touch",
        "short-apart",
        "sliver",
        "surely-later",
    ],
)
def test_what_is_known_first_is_told_stretch_by_stretch(rows, told):
    assert [(one.stretches, one.first, one.undated) for one in first_known(rows)] == told


def of_case(dossier: Dossier):
    return first_shown(dossier, shelve(dossier))


def test_a_dossier_names_what_is_known_before_its_own_recording_whichever_was_searched_for():
    dossier = make_dossier()
    [shown] = dossier.copies
    turned = replace(shown, query=shown.found, found=shown.query)
    turned = replace(turned, copy=replace(shown.copy, query=shown.copy.found, found=shown.copy.query))

    [one] = of_case(dossier)
    [other] = of_case(replace(dossier, copies=(turned,)))

    assert (one.exhibit.material.digest, one.seconds) == (shown.copy.query, "0:00.0–0:04.0")
    assert [(side.name, side.on_word_of) for side in one.first] == [("old-clip.mp4", "its uploader")]
    assert (other.exhibit, [side.name for side in other.first]) == (one.exhibit, ["old-clip.mp4"])
    assert not one.own_undated


def test_the_recording_that_came_later_has_a_line_and_a_missing_date_is_said():
    dossier = make_dossier()
    [shown] = dossier.copies
    later = replace(shown.found, dates=(DateOnWord(date="2033-01-01", on_word_of="its uploader"),))
    bare = replace(shown.query, dates=())

    [one] = of_case(replace(dossier, copies=(replace(shown, found=later),)))
    [undated] = of_case(replace(dossier, copies=(replace(shown, query=bare),)))

    assert (one.exhibit.title, [side.name for side in one.first]) == ("old-clip.mp4", ["clip.mp4"])
    assert (undated.exhibit.title, undated.own_undated) == ("clip.mp4", True)


def test_the_page_has_it_beside_the_findings(full):
    assert "What is known first, second by second" in full.text
    text = full.text[full.text.index("What is known first, second by second") :]
    assert text.index("0:00.0–0:04.0") < text.index("old-clip.mp4") < text.index("Nov 2028, by its uploader")


def test_recordings_without_a_date_do_not_cut_what_has_the_same_first() -> None:
    rows = [
        found(MIXED, OLD, (0, 9)),
        found(MIXED, UNDATED, (0, 4)),
        found(MIXED, appeared("too"), (3, 7)),
        found(MIXED, appeared("still"), (5, 5)),
    ]

    [known] = first_known(rows)

    assert (known.stretches, known.first, known.undated) == (((0, 9),), (OLD,), 3)


def a_still(seen: Appearance) -> Appearance:
    return replace(seen, is_still=True)


OLD_STILL, OLDER_STILL, LATER_STILL = a_still(OLD), a_still(OLDER), a_still(LATER)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([found(MIXED, OLD_STILL, (3, 9))], [(((3, 9),), (OLD_STILL,), True)]),
        ([found(MIXED, OLD_STILL, (3, 3))], [(((3, 3),), (OLD_STILL,), False)]),
        (
            [found(MIXED, OLD, (0, 20)), found(MIXED, OLDER_STILL, (3, 9))],
            [(((0, 20),), (OLD,), False), (((3, 9),), (OLDER_STILL,), True)],
        ),
        ([found(MIXED, OLDER, (0, 20)), found(MIXED, OLD_STILL, (3, 9))], [(((0, 20),), (OLDER,), False)]),
        ([found(MIXED, LATER_STILL, (3, 9))], [(((3, 9),), (MIXED,), True)]),
        (
            [found(MIXED, OLD, (0, 6)), found(MIXED, LATER_STILL, (3, 9))],
            [(((0, 6),), (OLD,), False), (((3, 9),), (MIXED,), True)],
        ),
        (
            [found(MIXED, OLD_STILL, (3, 9)), found(MIXED, OLDER_STILL, (3, 9))],
            [(((3, 9),), (OLD_STILL,), True), (((3, 9),), (OLDER_STILL,), True)],
        ),
    ],
    ids=[
        *("alone", "its second is known", "within what is later", "within what is older", "later itself"),
        *("beside another", "two of one stretch"),
    ],
)
def test_a_still_dates_a_moment_and_not_the_stretch_that_it_may_lie_in(rows, told) -> None:
    assert [(one.stretches, one.first, one.one_moment) for one in first_known(rows)] == told


def test_an_undated_still_counts_where_its_moment_may_lie() -> None:
    rows = [found(MIXED, OLD, (0, 6)), found(MIXED, a_still(UNDATED), (3, 9))]

    [known, *_] = first_known(rows)

    assert (known.stretches, known.first, known.undated) == (((0, 6),), (OLD,), 1)


def test_that_only_one_moment_is_dated_is_said_in_words() -> None:
    [line, *_] = first_lines([found(BARE, OLD_STILL, (3, 9))])

    assert "of one moment, which a still shows, of 0:03.0–0:09.0: old, " in line


INSET, HOST = Box(left=0.6, top=0.6, right=0.95, bottom=0.95), Box(left=0.01, top=0, right=1, bottom=1)
CORNER, NARROW = (
    Box(left=0, top=0, right=0.3, bottom=0.3),
    Box(left=0.15, top=0.05, right=0.85, bottom=0.95),
)
BARE = appeared("bare host")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([found(BARE, OLD, (0, 6), part=INSET), found(BARE, UNDATED, (0, 6))], [((OLD,), INSET, 0)]),
        (
            [found(BARE, UNDATED, (0, 6), part=INSET), found(BARE, OLD, (0, 6), part=HOST)],
            [((OLD,), None, 0)],
        ),
        (
            [found(BARE, OLDER, (0, 6), part=INSET), found(BARE, OLD, (0, 6))],
            [((OLD,), None, 0), ((OLDER,), INSET, 0)],
        ),
        (
            [found(BARE, OLD, (0, 6), part=INSET), found(BARE, OLDER, (0, 6), part=CORNER)],
            [((OLD,), INSET, 0), ((OLDER,), CORNER, 0)],
        ),
        ([found(BARE, OLD, (0, 6), part=NARROW), found(BARE, UNDATED, (0, 6))], [((OLD,), NARROW, 1)]),
        ([found(BARE, OLD, (0, 6), part=NARROW), found(BARE, OLDER, (0, 6))], [((OLDER,), None, 0)]),
        (
            [found(MIXED, LATER, (0, 6), part=INSET), found(MIXED, UNDATED, (4, 9))],
            [((MIXED,), None, 1)],
        ),
    ],
    ids=[
        *("a dated inset in an undated picture", "an undated inset in a dated picture"),
        *("both dated", "two insets", "most of the picture", "all of it from earlier", "itself, of any part"),
    ],
)
def test_a_date_stands_for_the_part_of_the_picture_that_it_is_of(rows, told) -> None:
    assert [(one.first, one.part, one.undated) for one in first_known(rows)] == told


WITHIN_INSET = Box(left=0.65, top=0.65, right=0.8, bottom=0.8)


def unlike(row, part: Box):
    """Return a finding whose host shows a part of the query's picture otherwise."""
    return replace(row[0], query_unlike=part), *row[1:]


def unlike_too(row, part: Box):
    """Return one whose host shows another part otherwise, which is larger, and this one."""
    copy, *rest = unlike(row, Box(left=0.0, top=0.0, right=0.5, bottom=0.5))
    return replace(copy, unlike_parts=(UnlikePart(stretch=copy.segments[0], query=part, found=part),)), *rest


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([found(BARE, OLD, (0, 6), part=INSET), found(BARE, OLDER, (0, 6))], [((OLDER,), None, None)]),
        (
            [found(BARE, OLD, (0, 6), part=INSET), unlike_too(found(BARE, OLDER, (0, 6)), INSET)],
            [((OLDER,), None, Box(left=0.0, top=0.0, right=0.5, bottom=0.5)), ((OLD,), INSET, None)],
        ),
        (
            [found(BARE, OLD, (0, 6), part=INSET), unlike(found(BARE, OLDER, (0, 6)), INSET)],
            [((OLDER,), None, INSET), ((OLD,), INSET, None)],
        ),
        (
            [found(BARE, OLD, (0, 6), part=INSET), unlike(found(BARE, OLDER, (0, 6)), CORNER)],
            [((OLDER,), None, CORNER)],
        ),
        (
            [found(BARE, OLD, (1, 5), part=WITHIN_INSET), found(BARE, OLDER, (0, 6), part=INSET)],
            [((OLDER,), INSET, None)],
        ),
        (
            [found(BARE, OLD, (0, 6), part=INSET), found(BARE, OLDER, (0, 3))],
            [((OLDER,), None, None), ((OLD,), INSET, None)],
        ),
    ],
    ids=[
        "a crop of it",
        "an inset that it lacks in one shot, and a larger one in another",
        "an inset that it lacks",
        "a caption elsewhere",
        "two insets",
        "of half the seconds",
    ],
)
def test_what_lies_within_an_older_recordings_part_has_that_ones_date(rows, told) -> None:
    assert [(one.first, one.part, one.but_for) for one in first_known(rows)] == told


def test_what_a_dated_host_shows_otherwise_is_said_beside_its_date() -> None:
    [line, _] = first_lines([unlike(found(BARE, OLDER, (0, 6)), INSET)])

    assert "of 0:00.0–0:06.0, but for its part 60–95 % across, 60–95 % down: older, " in line


def test_the_part_is_said_with_the_date() -> None:
    inset, host = found(BARE, OLDER, (0, 6), part=INSET), found(BARE, OLD, (0, 6))

    [of_host, of_inset, _] = first_lines([inset, host])

    assert of_host.startswith("Earliest known appearance of 0:00.0–0:06.0: old, ")
    assert "of 0:00.0–0:06.0, its part 60–95 % across, 60–95 % down: older, " in of_inset
