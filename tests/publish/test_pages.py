"""What stands where: origins counted, conflicts first, times as intervals, the earlier footage first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.claims.types import ClaimTime, Located
from sayso.compare.types import Origin, OriginLink
from sayso.footage.fingerprints import FINGERPRINTS
from sayso.footage.soundprints import SOUNDPRINTS
from sayso.footage.types import Box, Segment
from sayso.publish.dossier import OWN_CAPTURE, DateOnWord, KeptAs, NotLooked
from sayso.publish.footage_words import TECHNIQUE_WORDS
from sayso.publish.loose_ends import LooseEnds, check_dossier
from sayso.publish.pages.coverage import coverage_of, missed_of
from sayso.publish.pages.footage import copies_of, error_rates
from sayso.publish.pages.labels import shelve
from sayso.publish.pages.matrix import PAPER_COLUMNS, matrix_of
from sayso.publish.pages.origins import OriginCount
from sayso.publish.pages.page import page_of
from sayso.publish.pages.places import places_of
from sayso.publish.pages.questions import questions_of
from sayso.publish.pages.ruler import TICKS, ruler_of
from sayso.publish.pages.speakers import speakers_of
from sayso.publish.pages.timeline import timeline_of
from sayso.testing.dossiers import make_bare_dossier, make_dossier
from sayso.values import StatedTime, digest_bytes


@pytest.fixture
def dossier():
    return make_dossier()


def asked_of(dossier):
    return questions_of(dossier.comparison, shelve(dossier))


def with_copy(dossier, **changes):
    return replace(dossier, copies=(replace(dossier.copies[0], **changes),))


def with_time(dossier, start, end):
    time = ClaimTime(span=dossier.claims[0].content[0], stated=StatedTime(text="then", start=start, end=end))
    return replace(dossier, claims=(replace(dossier.claims[0], times=(time,)),), comparison=None)


# figures


def with_units(dossier, unit):
    """The 30 of the post count something else, which no finding sets beside the others."""
    thirty = next(claim for claim in dossier.claims if claim.quantities and claim.quantities[0].value == 30)
    counted = replace(thirty, quantities=(replace(thirty.quantities[0], unit=unit),))
    findings = tuple(one for one in dossier.comparison.findings if thirty.id not in (one.left, one.right))
    claims = tuple(counted if claim == thirty else claim for claim in dossier.claims)
    return replace(dossier, claims=claims, comparison=replace(dossier.comparison, findings=findings))


def test_a_figure_of_another_count_stands_beside_the_scale_under_its_own_noun(dossier):
    [hurt, _] = asked_of(with_units(dossier, "sailors"))

    assert hurt.scale is None
    assert [answer.words for answer in hurt.apart] == ["30 sailors"]
    assert hurt.apart[0].apart == "not found to count the same"
    assert "30" not in [answer.words for answer in hurt.standing]
    assert hurt.span == "at least 12 people"


def test_a_figure_that_its_source_replaced_is_no_point_of_the_scale(dossier):
    repeated, conflict, _ = dossier.comparison.findings
    updates = tuple(
        replace(conflict, relation="updates", left=claim, judgement="j1")
        for claim in (repeated.left, repeated.right)
    )
    comparison = replace(dossier.comparison, findings=updates)

    [hurt, _] = asked_of(replace(dossier, comparison=comparison))

    assert [(answer.words, answer.apart) for answer in hurt.apart] == [
        ("at least 12 people", "replaced or withdrawn")
    ]
    assert hurt.scale is None


def test_of_texts_that_are_the_same_the_earliest_names_the_claim(dossier):
    post = next(item for item in dossier.material if item.doc_id == "quay")
    later = replace(post, doc_id="copy", publisher="Copied Out", published="2031-05-12T08:00:00Z")
    copied = tuple(replace(claim, doc_id="copy") for claim in dossier.claims if claim.doc_id == "quay")

    shelf = shelve(replace(dossier, material=(later, *dossier.material), claims=(*copied, *dossier.claims)))

    for claim in copied:
        assert shelf.by_claim[claim.id].claim.doc_id == "quay"
        assert [one.claim.doc_id for one in shelf.twins[claim.id]] == ["quay", "copy"]


# origins


def test_reports_of_one_source_are_counted_once(dossier):
    [hurt, _] = asked_of(dossier)

    assert hurt.origins.words == "4 reports · 3 origins, 2 of them not traced"
    assert [len(brace.reports) for brace in hurt.origins.braces] == [2, 1, 1]


def test_no_more_origins_are_counted_than_cover_the_reports(dossier):
    shelf = shelve(dossier)
    reports = shelf.claims[:3]
    links = [OriginLink(claim=report.id, evidence="") for report in reports]
    comparison = replace(
        dossier.comparison,
        origins=(
            Origin(id="one", name="one", links=tuple(links[:2])),
            Origin(id="all", name="all", links=tuple(links)),
        ),
    )

    counted = OriginCount(comparison, shelf).of(report.id for report in reports)

    assert [brace.origin for brace in counted.braces] == ["all"]


def test_a_document_is_one_report_however_often_it_says_so(dossier):
    shelf = shelve(dossier)
    [several, *_] = [
        mine
        for letter in dict.fromkeys(claim.exhibit.letter for claim in shelf.claims)
        if len(mine := [claim for claim in shelf.claims if claim.exhibit.letter == letter]) > 1
    ]
    links = tuple(OriginLink(claim=claim.id, evidence="") for claim in several)
    comparison = replace(dossier.comparison, origins=(Origin(id="one", name="one", links=links),))

    counted = OriginCount(comparison, shelf).of(claim.id for claim in several)

    assert counted.words == "1 report · 1 origin"
    assert [told.claim for told in counted.braces[0].told] == several


def test_reports_without_a_known_source_are_not_called_independent(dossier):
    shelf = shelve(dossier)
    reports = [claim for claim in shelf.claims if claim.label in ("A1", "B1")]

    assert (
        OriginCount(None, shelf).of(claim.id for claim in reports).words
        == "2 reports · no common origin found"
    )


def test_one_text_that_came_in_twice_is_two_reports_of_one_voice(dossier):
    twin = replace(dossier.material[1], doc_id="twin", name="twin.txt")
    again = tuple(replace(claim, doc_id="twin") for claim in dossier.claims if claim.doc_id == "quay")
    case = replace(
        dossier,
        material=(*dossier.material, twin),
        claims=(*dossier.claims, *again),
        comparison=replace(dossier.comparison, origins=(), twins=(("quay", "twin"),)),
    )

    [hurt, _] = asked_of(case)

    [thirty] = [answer for answer in hurt.answers if answer.words == "30"]
    assert [report.label for report in thirty.reports] == ["B1", "G1"]
    assert [len(brace.reports) for brace in thirty.origins.braces] == [2]


# questions and matrix


def test_the_question_with_conflicts_comes_first(dossier):
    assert [asked.conflicts for asked in asked_of(dossier)] == [2, 0]


def test_answers_say_deny_and_keep_silent_in_this_order(dossier):
    [hurt, _] = asked_of(dossier)

    assert [answer.words for answer in hurt.answers] == ["at least 12", "30", "denies", "declines to say"]


def test_figures_that_differ_have_a_scale(dossier):
    hurt, day = asked_of(dossier)

    assert hurt.scale is not None
    assert day.scale is None


def test_every_position_stands_in_the_cell_of_its_speaker(dossier):
    shelf = shelve(dossier)
    matrix = matrix_of(dossier.comparison, asked_of(dossier), shelf)

    hurt = matrix.rows[0]
    stands = {
        (column.name, stand.words): [report.label for report in stand.reports]
        for column, cell in zip(matrix.columns, hurt.cells, strict=True)
        for stand in cell
    }
    assert stands == {
        ("harbour office", "at least 12"): ["A1", "B2"],
        ("Quay Watch", "30"): ["B1"],
        ("Sund Lines", "denies"): ["A2"],
        ("Ivo Rask", "declines to say"): ["A3"],
    }


def test_a_matrix_on_paper_loses_no_answer(dossier):
    claims = [replace(claim, speaker=f"Speaker {n}") for n, claim in enumerate(dossier.claims)]
    many = replace(dossier, claims=tuple(claims))
    matrix = matrix_of(many.comparison, asked_of(many), shelve(many))

    sheets = matrix.sheets()

    assert all(len(sheet.columns) <= PAPER_COLUMNS for sheet in sheets)
    assert sum(len(cell) for sheet in sheets for row in sheet.rows for cell in row.cells) == sum(
        len(cell) for row in matrix.rows for cell in row.cells
    )


def test_who_speaks_for_a_body_shares_its_column_and_keeps_his_own_name(dossier):
    evidence = "said by Quay Watch, who is Sund Lines or speaks for it"
    thirty = next(claim for claim in dossier.claims if claim.speaker == "Quay Watch")
    links = (OriginLink(claim=thirty.id, evidence=evidence),)
    origin = Origin(id="sund", name="Sund Lines", links=links, is_speaker=True)
    case = replace(dossier, comparison=replace(dossier.comparison, origins=(origin,)))
    shelf, asked = shelve(case), asked_of(case)

    columns = [column.name for column in matrix_of(case.comparison, asked, shelf).columns]
    speakers = {speaker.name: speaker.parties for speaker in speakers_of(case.comparison, asked, shelf)}

    assert "Quay Watch" not in columns
    assert columns.count("Sund Lines") == 1
    assert speakers["Quay Watch"] == ("Sund Lines",)
    assert speakers["Sund Lines"] == ()


@pytest.mark.parametrize(
    ("short", "full", "together"),
    [
        ("Ministry of Defence", "Orvik's Ministry of Defence", True),
        ("Tessa", "Tessa Brand", True),
        ("Orvik", "Ministry of Defence of Orvik", False),
        ("Tessa Brand", "Orvik Harbour Authority", False),
    ],
)
def test_one_speaker_under_two_names_stands_once_and_nobody_who_speaks_for_him(
    dossier, short, full, together
):
    named = [replace(claim, speaker=name) for claim, name in zip(dossier.claims, [short, full], strict=False)]
    links = tuple(OriginLink(claim=claim.id, evidence=f"said by {full}") for claim in named)
    origin = Origin(id="one", name=full, links=links, is_speaker=True)
    comparison = replace(dossier.comparison, findings=(), questions=(), origins=(origin,))

    found = speakers_of(comparison, (), shelve(replace(dossier, claims=tuple(named), comparison=comparison)))

    shown = {speaker.name: (speaker.others, speaker.parties) for speaker in found}
    assert shown == ({full: ((short,), ())} if together else {short: ((), (full,)), full: ((), ())})


def test_unnamed_speakers_of_two_documents_are_kept_apart(dossier):
    claims = tuple(replace(claim, speaker="officials", anonymous=True) for claim in dossier.claims)
    case = replace(dossier, claims=claims, comparison=None)

    speakers = speakers_of(None, (), shelve(case))

    assert [(speaker.name, speaker.nameless) for speaker in speakers] == [
        ("officials", "A"),
        ("officials", "B"),
    ]


def test_a_claim_is_shown_with_what_it_came_through(dossier):
    speakers = speakers_of(dossier.comparison, asked_of(dossier), shelve(dossier))
    cards = {card.claim.label: card for speaker in speakers for card in speaker.cards}

    assert cards["B2"].way == ("Quay Watch",)
    assert cards["B2"].carrier == "Ferry Spotter"
    assert cards["B1"].way == ()
    assert cards["A2"].does == "denies"


# timeline


def test_a_post_is_put_on_its_day_in_utc(dossier):
    days = {day.words: day for day in timeline_of(dossier, shelve(dossier))}

    said = [line for line in days["9 May 2031"].lines if line.lane == "said" and line.document.letter == "B"]
    assert [line.time for line in said] == ["17:05 UTC"]


def test_a_whole_day_is_drawn_as_wide_as_it_is_inexact(dossier):
    days = {day.words: day for day in timeline_of(dossier, shelve(dossier))}

    [line] = [line for line in days["9 May 2031"].lines if line.lane == "happened"]
    assert (line.time, line.bar.start, line.bar.width) == ("that day", 0, 100)


@pytest.mark.parametrize(
    ("times", "heading", "time", "bar"),
    [
        (
            ("2031-05-09T06:00", "2031-05-09T06:00"),
            "9 May 2031",
            "06:00, zone not stated",
            (25, 0, False, False),
        ),
        (
            ("2031-05-09T06:00", "2031-05-09T12:00"),
            "9 May 2031",
            "06:00 to 12:00, zone not stated",
            (25, 25, False, False),
        ),
        (("2031-05-09", "2031-05-12"), "9 May 2031 to 12 May 2031", None, (0, 100, False, False)),
        ((None, "2031-05-31"), "31 May 2031", "until 31 May 2031", (0, 100, True, False)),
        (
            ("2031-05-09T18:00", None),
            "9 May 2031",
            "from 9 May 2031, 18:00, zone not stated",
            (75, 25, False, True),
        ),
        (("2031-05-01", "2031-05-31"), "May 2031", "some time in May 2031", (0, 100, False, False)),
        (("2031-01-01", "2031-12-31"), "2031", "some time in 2031", (0, 100, False, False)),
    ],
)
def test_times_are_drawn_as_intervals_within_their_days(dossier, times, heading, time, bar):
    case = with_time(dossier, *times)

    days = {day.words: day for day in timeline_of(case, shelve(case))}

    [line] = [line for line in days[heading].lines if line.lane == "happened"]

    assert (line.bar.start, line.bar.width, line.bar.open_before, line.bar.open_after) == bar
    assert time is None or line.time == time


def test_the_same_hour_of_two_zones_stands_in_two_lines_each_with_its_zone(dossier):
    first = dossier.claims[0]
    at = "2031-05-09T15:00"
    times = [
        ClaimTime(span=first.content[0], stated=StatedTime(text=words, start=at, end=end, zone=zone))
        for words, end, zone in (("1500 GMT", at, "GMT"), ("3 pm", at, "local time"), ("since", None, "MSK"))
    ]
    case = replace(dossier, claims=(replace(first, times=tuple(times)),), comparison=None)

    days = {day.words: day for day in timeline_of(case, shelve(case))}

    happened = [line for line in days["9 May 2031"].lines if line.lane == "happened"]
    assert {line.time for line in happened} == {
        "15:00 GMT",
        "15:00 local time",
        "from 9 May 2031, 12:00 UTC",
    }


def test_an_hour_without_a_zone_comes_after_those_of_its_day_that_have_one_and_says_so(dossier):
    case = with_time(dossier, "2031-05-09T03:42", "2031-05-09T03:42")

    days = {day.words: day for day in timeline_of(case, shelve(case))}

    lines = days["9 May 2031"].lines
    assert [line.time for line in lines][-2:] == ["17:05 UTC", "03:42, zone not stated"]


def test_an_hour_of_a_known_zone_stands_on_its_day_in_utc(dossier):
    first = dossier.claims[0]
    stated = StatedTime(text="1 am CEST", start="2031-05-10T01:00", end="2031-05-10T01:00", zone="CEST")
    time = ClaimTime(span=first.content[0], stated=stated)
    case = replace(dossier, claims=(replace(first, times=(time,)),), comparison=None)

    days = {day.words: day for day in timeline_of(case, shelve(case))}

    [line] = [line for line in days["9 May 2031"].lines if line.lane == "happened"]
    assert line.time == "23:00 UTC"


def test_a_date_that_cannot_be_read_is_shown_and_not_drawn(dossier):
    [first, *others] = dossier.material
    case = replace(dossier, material=(replace(first, published="spring"), *others))

    days = timeline_of(case, shelve(case))

    [line] = [line for day in days for line in day.lines if line.document and line.document.letter == "A"]
    assert (line.time, line.bar) == ("spring", None)


# footage


def test_the_earlier_known_appearance_stands_first_and_says_on_whose_word(dossier):
    [copy] = copies_of(dossier, shelve(dossier))

    first, second = copy.sides
    assert (first.name, first.earliest, first.on_word_of) == ("old-clip.mp4", "November 2028", "its uploader")
    assert second.searched_for
    assert copy.order_known


def test_frames_and_seconds_change_sides_with_their_recording(dossier):
    [copy] = copies_of(dossier, shelve(dossier))

    [(first, second, caption)] = copy.pairs
    assert (first.at, second.at) == ("0:11.8", "0:01.0")
    assert first.box == ("25.0%", "10.0%", "65.0%", "70.0%")
    assert second.box is None
    assert caption == "fingerprints 18 bits apart"
    assert copy.ruler.bands[0].words == "0:10.5–0:15.5 above is 0:00.0–0:04.0 below"
    assert [side.seconds for side in copy.sides] == ["0:10.5–0:15.5", "0:00.0–0:04.0"]


def test_a_finding_says_how_the_two_differ(dossier):
    [copy] = copies_of(dossier, shelve(dossier))

    assert copy.how == (
        "mirrored",
        "D at about 1.25 times the speed",
        "of E: 25–90 % across, 10–80 % down",
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [((), ("2031",)), (("2031-05",), ("2031-05-09",)), (("2031-05-09",), ("2031-05-09",)), ((), ())],
)
def test_no_order_is_claimed_that_the_dates_do_not_show(dossier, query, found):
    shown = dossier.copies[0]
    sides = [
        replace(side, dates=tuple(DateOnWord(date=date, on_word_of="somebody") for date in dates))
        for side, dates in ((shown.query, query), (shown.found, found))
    ]

    [copy] = copies_of(with_copy(dossier, query=sides[0], found=sides[1]), shelve(dossier))

    assert not copy.order_known


def test_the_recording_of_this_case_is_told_first_and_the_other_with_its_own_date(dossier):
    shown = dossier.copies[0]
    before, later = (
        replace(shown.found, exhibit="0" * 64, dates=(DateOnWord(date=date, on_word_of="somebody"),))
        for date in ("2028-11", "2033-11")
    )

    [seen_before] = copies_of(with_copy(dossier, found=before), shelve(dossier))
    [seen_later] = copies_of(with_copy(dossier, found=later), shelve(dossier))

    assert [side.name for side in seen_before.told] == ["clip.mp4", "old-clip.mp4"]
    assert [side.name for side in seen_later.told] == ["clip.mp4", "old-clip.mp4"]
    assert (seen_before.seen_before, seen_later.seen_before) == (True, False)


def test_a_time_of_another_zone_has_utc_beside_it(dossier):
    dates = (DateOnWord(date="2030-11-24T23:30:00-05:00", on_word_of="somebody"),)

    [copy] = copies_of(
        with_copy(dossier, query=replace(dossier.copies[0].query, dates=dates)), shelve(dossier)
    )

    assert copy.sides[1].when == "24 Nov 2030, 23:30 (UTC-05:00), which is 25 Nov 2030, 04:30 UTC"


def test_a_date_under_another_name_is_told_with_that_name(dossier):
    here, there = KeptAs(name="clip.mp4", case="Here"), KeptAs(name="spring.mp4", case="Spring floods")
    dates = (DateOnWord(date="2020-01-01", on_word_of="Dam Watch", kept=there),)
    renamed = replace(dossier.copies[0].query, dates=dates, own=here)

    [copy] = copies_of(with_copy(dossier, query=renamed), shelve(dossier))

    assert (copy.sides[0].name, copy.sides[0].on_word_of) == ("clip.mp4", "Dam Watch")
    assert copy.sides[0].elsewhere == there


def test_our_own_capture_is_no_word_for_what_came_first(dossier):
    shown = dossier.copies[0]
    captured = replace(shown.found, dates=(DateOnWord(date="2031-05-09T10:00Z", on_word_of=OWN_CAPTURE),))
    posted = replace(shown.query, dates=(DateOnWord(date="2031-05-08", on_word_of="somebody"),))

    [copy] = copies_of(with_copy(dossier, query=posted, found=captured), shelve(dossier))

    assert not copy.order_known
    assert copy.sides[0].name == posted.name


def test_what_is_undecided_says_why(dossier):
    shown = dossier.copies[0]
    unsure = replace(shown.copy, kind="undecided", details={"decided_by": "nothing moves"})

    [copy] = copies_of(with_copy(dossier, copy=unsure), shelve(dossier))

    assert "decided by: nothing moves in one of the two, or in both" in copy.remarks


def test_a_recording_of_many_hours_has_no_more_steps_on_its_ruler_than_a_short_one(dossier):
    shown = dossier.copies[0]
    for hours in (1, 4, 5, 24, 100):
        long = replace(shown, query=replace(shown.query, duration_s=hours * 3600.0))

        ruler = ruler_of(long)

        assert ruler is not None
        assert len(ruler.ticks[0]) <= TICKS + 1


def test_two_stills_have_no_ruler(dossier):
    shown = dossier.copies[0]
    still = replace(shown.copy, segments=())
    query, found = (replace(side, duration_s=None, is_still=True) for side in (shown.query, shown.found))

    [copy] = copies_of(with_copy(dossier, copy=still, query=query, found=found), shelve(dossier))

    assert copy.ruler is None


def test_a_short_recording_whose_length_is_not_known_is_no_still(dossier):
    shown = dossier.copies[0]
    moment = Segment(query_start_s=0, query_end_s=0.4, found_start_s=11.5, found_end_s=11.9)
    query = replace(shown.query, duration_s=None)

    [copy] = copies_of(
        with_copy(dossier, copy=replace(shown.copy, segments=(moment,)), query=query), shelve(dossier)
    )

    assert copy.ruler.bands != ()


def test_a_still_is_placed_in_the_recording_and_has_no_seconds_of_its_own(dossier):
    shown = dossier.copies[0]
    moment = Segment(query_start_s=0, query_end_s=0.4, found_start_s=11.5, found_end_s=12)
    found_in = replace(shown.copy, segments=(moment,), speed=1.0)

    query = replace(shown.query, duration_s=None, is_still=True)

    [copy] = copies_of(with_copy(dossier, copy=found_in, query=query), shelve(dossier))

    assert copy.ruler.lengths == (100, 0)
    assert copy.ruler.bands == ()
    assert copy.ruler.joins[0][0] == pytest.approx(100 * 11.75 / 31, abs=0.01)
    assert not [remark for remark in copy.remarks if "seconds in common" in remark]


def test_a_way_in_which_the_whole_picture_matches_is_not_worth_a_word(dossier):
    upright = replace(
        dossier.copies[0].copy, found_region=Box(left=0, top=0.34, right=1, bottom=0.66), mirror=False
    )

    [copy] = copies_of(with_copy(dossier, copy=upright), shelve(dossier))

    assert copy.how[-1] == "of E: 34–66 % down"


def test_a_recording_is_called_by_its_name_in_this_case(dossier):
    renamed = replace(dossier.copies[0].query, name="came in last year as this.mp4")

    [copy] = copies_of(with_copy(dossier, query=renamed), shelve(dossier))

    assert copy.sides[1].name == "clip.mp4"


def test_no_box_is_drawn_around_a_whole_picture(dossier):
    whole = replace(dossier.copies[0].copy, found_region=Box(left=0, top=0, right=1, bottom=0.99))

    [copy] = copies_of(with_copy(dossier, copy=whole), shelve(dossier))

    assert copy.pairs[0][0].box is None


def test_the_same_footage_stands_before_what_is_only_alike(dossier):
    shown = dossier.copies[0]
    kinds = ("undecided", "same-sound", "same-footage", "same-place")
    copies = tuple(replace(shown, copy=replace(shown.copy, kind=kind)) for kind in kinds)

    found = copies_of(replace(dossier, copies=copies), shelve(dossier))

    assert [copy.kind for copy in found] == ["same-footage", "same-place", "same-sound", "undecided"]
    assert [copy.number for copy in found] == [1, 2, 3, 4]


def test_what_was_seen_longest_before_stands_first(dossier):
    shown = dossier.copies[0]

    def dated(earlier, later):
        dates = [(DateOnWord(date=date, on_word_of="somebody"),) for date in (earlier, later)]
        return replace(
            shown,
            found=replace(shown.found, dates=dates[0], exhibit="0" * 64, name=earlier),
            query=replace(shown.query, dates=dates[1]),
        )

    copies = (
        dated("2031-05-01", "2031-05-09"),
        dated("2028-05", "2031-05-09"),
        dated("2029-05-01", "2031-05-09"),
    )

    found = copies_of(replace(dossier, copies=copies), shelve(dossier))

    assert [copy.sides[0].name for copy in found] == ["2028-05", "2029-05-01", "2031-05-01"]


def test_the_first_findings_stand_open_and_the_others_are_folded(dossier):
    many = replace(dossier, copies=dossier.copies * 9)

    assert [copy.is_open for copy in copies_of(many, shelve(dossier))] == [True] * 3 + [False] * 6


def test_how_often_a_method_is_wrong_is_said_once_for_all_that_it_found(dossier):
    shown = dossier.copies[0]
    unmeasured = replace(shown, error_rate="")
    copies = copies_of(replace(dossier, copies=(shown, unmeasured, shown)), shelve(dossier))

    assert [(rate.words, rate.numbers) for rate in error_rates(copies)] == [
        ("Of 100 pairs with this score, 1 is wrong.", (1, 3)),
        ("", (2,)),
    ]


def test_every_technique_is_told_in_words():
    for technique in (*FINGERPRINTS.names(), *SOUNDPRINTS.names(), "sift"):
        assert " " in TECHNIQUE_WORDS[technique]


# in brief


def test_questions_with_conflicts_stand_first_in_brief_and_the_others_are_counted(dossier):
    brief = page_of(dossier).brief

    assert [(asked.text, asked.conflicts) for asked in brief.asked] == [("How many people were hurt?", 2)]
    assert brief.more_questions == 1


def test_figures_are_given_in_brief_from_the_lowest_to_the_highest(dossier):
    hurt, day = asked_of(dossier)

    assert hurt.span == "at least 12 to 30 people"
    assert day.span == ""
    assert day.sides == (("9 May", "harbour office"),)


def test_who_answers_the_same_is_named_or_counted(dossier):
    claims = tuple(replace(claim, speaker=f"Speaker {n}") for n, claim in enumerate(dossier.claims))
    question = dossier.comparison.questions[0]
    positions = tuple(replace(question.positions[0], claim=claim.id, value="") for claim in claims)
    comparison = replace(dossier.comparison, findings=(), questions=(replace(question, positions=positions),))
    case = replace(dossier, claims=claims, comparison=comparison)

    [asked] = asked_of(case)

    assert [told for told, _ in asked.sides] == ["says"]
    assert asked.sides[0][1].endswith(" and 3 others")


def test_who_says_that_it_is_not_so_stands_apart_from_those_who_say_that_it_is(dossier):
    question = dossier.comparison.questions[0]
    said, other = question.positions[0], question.positions[2]
    positions = (replace(said, value="it ran aground"), replace(other, sort="says-not", value="it never did"))
    asked_in_words = replace(question, positions=positions, unit=None)
    comparison = replace(dossier.comparison, findings=(), questions=(asked_in_words,))

    [asked] = asked_of(replace(dossier, comparison=comparison))

    assert asked.sides == (("says", "harbour office"), ("says not", "Quay Watch"))
    assert [answer.words for answer in asked.answers] == ["it ran aground", "not so: it never did"]


def test_what_was_kept_is_counted_by_kind(dossier):
    brief = page_of(dossier).brief

    assert brief.kept == "6 exhibits: 3 texts, 2 videos, 1 recording of sound"
    assert brief.dates == (
        "Kept on 14 May 2031",
        "Published between November 2028 and 10 May 2031, as recorded; of 2 no date is recorded",
    )


def test_what_no_method_does_yet_stands_after_what_could_not_be_done(dossier):
    digests = [item.digest for item in dossier.material]
    speech = [NotLooked(what="speech", exhibit=digest, reason="not read yet") for digest in digests]

    page = page_of(replace(dossier, not_looked=(*speech, *dossier.not_looked)))

    assert page.brief.missed[-1].line == "6 exhibits: not read yet"
    assert page.brief.missed[0].line == "call.mp4: not searched for copies, it has no pictures"


# places and figures


def test_a_place_is_shown_with_where_it_is_and_how_it_was_chosen(dossier):
    [place] = places_of(shelve(dossier))

    assert (place.name, place.called, place.country) == ("the quay", "Orrin Quay", "XA")
    assert place.coordinates == "60.12° N, 24.50° W"
    assert place.chosen == "in a country that the text names otherwise (of 3 there)"
    assert [claim.label for claim in place.claims] == ["B1"]


def test_a_place_that_the_table_lacks_is_unknown_and_one_nobody_looked_up_is_said_to_be_so(dossier):
    first = next(claim for claim in dossier.claims if claim.places)
    [named] = first.places
    unknown = replace(named, located=Located(status="unknown", source="an invented table"))
    claims = [
        replace(claim, places=(unknown, replace(named, text="the bank", located=None)))
        if claim is first
        else claim
        for claim in dossier.claims
    ]

    places = {place.name: place for place in places_of(shelve(replace(dossier, claims=tuple(claims))))}

    assert (places["the quay"].where, places["the quay"].chosen) == (
        "unknown",
        "no place of this name is in it",
    )
    assert places["the bank"].where == "not looked up"


def test_a_claim_is_shown_with_its_figures_and_places(dossier):
    cards = {card.claim.label: card for speaker in page_of(dossier).speakers for card in speaker.cards}

    assert cards["B1"].figures == ("30 people",)
    assert [place.name for place in cards["B1"].places] == ["the quay"]
    assert cards["A2"].figures == ()


# speakers


def test_of_many_claims_those_in_a_conflict_stand_open(dossier, monkeypatch):
    monkeypatch.setattr("sayso.publish.pages.speakers.OPEN_CLAIMS", 3)

    speakers = speakers_of(dossier.comparison, asked_of(dossier), shelve(dossier))

    assert {speaker.name: speaker.is_open for speaker in speakers} == {
        "harbour office": True,
        "Quay Watch": True,
        "Sund Lines": True,
        "Ivo Rask": False,
    }
    assert speakers[-1].name == "Ivo Rask"


# what was looked at


def test_found_nothing_and_not_looked_are_three_outcomes(dossier):
    covered = {item.exhibit.letter: item for item in coverage_of(dossier, shelve(dossier))}

    assert (covered["A"].claims.outcome, covered["A"].claims.words) == ("found", "3 claims found")
    assert covered["C"].claims.outcome == "nothing"
    assert covered["C"].copies is None
    assert covered["F"].copies.outcome == "not-looked"
    assert covered["F"].copies.detail == "it has no pictures"


def test_what_no_record_mentions_counts_as_not_looked_at():
    bare = make_bare_dossier()

    [missed] = missed_of(bare, shelve(bare))

    assert (missed.what, missed.exhibit.letter, missed.reason) == (
        "searched for copies",
        "B",
        "no such work is recorded",
    )


def test_what_could_not_be_taken_is_listed_too(dossier):
    reasons = {missed.reason for missed in missed_of(dossier, shelve(dossier))}

    assert reasons == {"it has no pictures", "its pages are pictures", "its thumbnail: not in the folder"}


def test_a_reason_is_shown_even_if_the_exhibit_is_not_in_the_case(dossier):
    other = replace(dossier, not_looked=(NotLooked(what="copies", exhibit="0" * 64, reason="damaged"),))

    missed = missed_of(other, shelve(other))

    assert missed[0].called == "exhibit 0000000000"


def test_what_was_not_done_for_one_reason_is_listed_once(dossier):
    first, second = dossier.material[3:5]
    missed = [
        NotLooked(what="speech", exhibit=item.digest, reason="not read yet") for item in (first, second)
    ]

    page = page_of(replace(dossier, not_looked=tuple(missed)))

    [alike] = [alike for alike in page.missed if alike.what == "speech"]
    assert [item.exhibit.letter for item in alike.items] == ["D", "E"]


def test_the_masthead_counts_what_was_not_done_as_not_done(dossier):
    counts = [count.words for count in page_of(make_bare_dossier()).counts]

    assert counts == [
        "1 text",
        "1 other exhibit",
        "no claims found",
        "not searched for copies",
        "1 not looked at",
    ]


def test_the_masthead_counts_files_that_are_not_named_one_by_one(dossier):
    others = NotLooked(what="copies", exhibit=None, reason="not readable", name="12 files", count=12)

    counts = [count.words for count in page_of(replace(dossier, not_looked=(others,))).counts]
    alone = [count.words for count in page_of(replace(dossier, not_looked=())).counts]

    assert int(counts[-1].split()[0]) - int(alone[-1].split()[0]) == 12


# loose ends


@pytest.mark.parametrize(
    ("broken", "word"),
    [
        (lambda d: replace(d, material=(*d.material, d.material[0])), "pieces of material"),
        (lambda d: replace(d, material=d.material[1:]), "whose text is not here"),
        (
            lambda d: replace(d, material=(replace(d.material[0], text="short"), *d.material[1:])),
            "reaches past",
        ),
        (lambda d: replace(d, claims=d.claims[:-1]), "which is not here"),
        (lambda d: replace(d, custody=(*d.custody, d.custody[0])), "custody entries"),
    ],
)
def test_what_points_nowhere_is_named(dossier, broken, word):
    with pytest.raises(LooseEnds) as loose:
        check_dossier(broken(dossier))

    assert word in str(loose.value)
    assert "'orrin'" in str(loose.value)


def test_a_digest_stands_once_where_one_exhibit_is_the_text_of_another(read, dossier):
    note = next(item for item in dossier.material if item.digest == item.text_digest)
    page_of_it = replace(note, doc_id="page", digest=digest_bytes(b"<p>the same words</p>"))

    places = read(replace(dossier, material=(*dossier.material, page_of_it))).having("id")

    assert len(places) == len(set(places))
