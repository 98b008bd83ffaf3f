"""What a dossier shows: the matrix, the ranges, the timeline."""

from __future__ import annotations

from dataclasses import replace

from tests.compare.makers import DAY, NEXT_DAY, compared, line, number, relations, written

from sayso.claims.types import ClaimTime
from sayso.compare.changes import Captured, changes_of
from sayso.compare.ranges import ranges_of
from sayso.compare.timeline import timeline
from sayso.compare.views import matrix
from sayso.values import StatedTime, TextSpan, in_utc


def pit():
    return [
        written(
            "north",
            line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners")),
            line("Iko Brandt", "30 miners died in the pit", number(30, "miners")),
            line("Ana Pell", "how many miners died in the pit", act="no-comment"),
            published=DAY,
        ),
        written(
            "south",
            line("Orvik Mining Board", "14 miners died in the pit", number(14, "miners")),
            published=NEXT_DAY,
        ),
    ]


def parts(case):
    return [document for document, _ in case], [claim for _, own in case for claim in own]


def test_the_matrix_has_a_cell_for_every_speaker_on_a_question() -> None:
    documents, claims = parts(pit())
    found = matrix(compared(*pit()), claims, documents)

    (row,) = found.rows
    cells = dict(held for voice in row.voices.values() for held in voice.speakers)
    assert set(cells) == {"Ana Pell", "Iko Brandt", "Orvik Mining Board"}
    assert cells["Orvik Mining Board"].values == ("9", "14")
    assert cells["Ana Pell"].sort == "declines"
    assert row.conflicts >= 1


def test_a_speaker_without_a_claim_on_a_question_has_no_cell_there() -> None:
    case = [*pit(), written("east", line("Lio Marn", "that guards stuffed ballots in Orvik"),
                            line("Una Sorb", "that ballots were stuffed in Orvik", act="deny"))]  # fmt: skip
    documents, claims = parts(case)
    found = matrix(compared(*case), claims, documents)

    assert len(found.rows) == 2
    assert sorted(len(row.voices) for row in found.rows) == [2, 3]
    assert len(found.columns) == 5


def test_a_range_leaves_out_what_was_replaced_and_names_it() -> None:
    _, claims = parts(pit())
    (found,) = ranges_of(compared(*pit()), claims)

    assert found.low is not None
    assert found.high is not None
    assert (found.low.value, found.high.value) == (14, 30)
    assert found.withdrawn == (claims[0].id,)


def test_the_timeline_gives_when_it_was_said_and_when_it_is_said_to_have_happened() -> None:
    from dataclasses import replace

    from sayso.claims.types import ClaimTime

    case = pit()
    documents, claims = parts(case)
    stated = StatedTime(text="on Friday", start="2031-05-02", end="2031-05-02")
    claims[1] = replace(claims[1], times=(ClaimTime(span=TextSpan(0, 1), stated=stated),))
    found = timeline(claims, documents, compared(*case))

    assert [entry.at for entry in found] == sorted(entry.at or "~" for entry in found)
    assert found[0].sort == "happened"
    assert found[-1].updates == (claims[0].id,)


def test_the_matrix_puts_each_claim_under_one_origin_and_its_speakers_in_it() -> None:
    documents, claims = parts(pit())
    found = matrix(compared(*pit()), claims, documents)

    (row,) = found.rows
    held = [claim for cell in row.voices.values() for claim in cell.cell.claims]
    assert sorted(held) == sorted(claim.id for claim in claims)
    assert {column.id for column in found.columns} == set(row.voices)
    by_speaker = [claim for cell in row.voices.values() for _, own in cell.speakers for claim in own.claims]
    assert sorted(by_speaker) == sorted(held)


def test_those_who_answer_what_is_contested_come_first() -> None:
    case = [*pit(), written("east", *(line("Lio Marn", words) for words in QUIET))]
    documents, claims = parts(case)
    found = matrix(compared(*case), claims, documents)

    assert found.columns[0].name != "Lio Marn"


QUIET = ("that the orchard was sold in spring", "that the orchard was sold in the spring of that year")


def test_claims_without_a_date_come_last_and_say_so() -> None:
    case = [
        *pit(),
        written("west", line("Lio Marn", "2 miners were killed", number(2, "miners")), published=None),
    ]
    documents, claims = parts(case)
    found = timeline(claims, documents, compared(*case))

    assert found[-1].at is None
    assert found[-1].speaker == "Lio Marn"
    assert all(entry.at is not None for entry in found[:-1])


def test_the_order_of_documents_and_claims_changes_nothing() -> None:
    documents, claims = parts(pit())
    found = compared(*pit())

    assert matrix(found, claims[::-1], documents[::-1]) == matrix(found, claims, documents)
    assert timeline(claims[::-1], documents[::-1], found) == timeline(claims, documents, found)
    assert ranges_of(found, claims[::-1]) == ranges_of(found, claims)


def test_times_of_several_zones_are_in_one_order() -> None:
    case = [
        written("late", line("Ana Pell", "the pit was shut"), published="2031-05-04T01:00:00+00:00"),
        written("early", line("Iko Brandt", "the gate was shut"), published="2031-05-04T02:00:00+03:00"),
    ]
    documents, claims = parts(case)

    assert [entry.doc_id for entry in timeline(claims, documents)] == ["early", "late"]


def test_an_hour_whose_zone_is_open_comes_after_the_others_of_its_day() -> None:
    told = [
        ("2031-05-04T03:42", None),
        ("2031-05-04T09:00", "GMT"),
        ("2031-05-04T13:00", "MSK"),
        ("2031-05-04", None),
        ("2031-05-05T01:00", "CEST"),
        ("2031-05-04T02:10", "local time"),
    ]
    times = tuple(
        ClaimTime(span=TextSpan(0, 3), stated=StatedTime(text=f"{at} {zone}", start=at, end=at, zone=zone))
        for at, zone in told
    )
    document, claims = written("north", line("Ana Pell", "the road was shut", times=times))

    found = [(entry.at, entry.zone) for entry in timeline(claims, [document]) if entry.sort == "happened"]

    assert found == [told[place] for place in (3, 1, 2, 4, 5, 0)]


def test_a_withdrawal_is_an_event_of_its_own() -> None:
    case = [
        written("north", line("Orvik Mining Board", "9 miners were killed in the pit", number(9, "miners"))),
        written(
            "south",
            line("Orvik Mining Board", "9 miners died in the pit", number(9, "miners"), act="retract"),
            published=NEXT_DAY,
        ),
    ]
    documents, claims = parts(case)
    found = timeline(claims, documents, compared(*case))

    assert [entry.sort for entry in found] == ["said", "said", "withdrawn"]
    assert found[-1].at == NEXT_DAY
    assert found[-1].words == "9 → withdrawn"


def test_a_case_of_one_claim_has_a_time_and_no_question_and_one_of_none_has_neither() -> None:
    alone = [written("north", line("Ana Pell", "the pit was shut"))]
    for case, sorts in ((alone, ["said"]), ([], [])):
        documents, claims = parts(case)
        found = compared(*case)

        assert (found.questions, found.findings, found.origins) == ((), (), ())
        shown = matrix(found, claims, documents)
        assert (shown.rows, shown.columns) == ((), ())
        assert [entry.sort for entry in timeline(claims, documents, found)] == sorts


def test_answers_of_a_cell_have_the_dates_of_their_documents() -> None:
    case = [
        written("north", line("Ana Pell", "9 miners were killed in the pit", number(9, "miners"))),
        written(
            "south", line("Iko Brandt", "30 miners died in the pit", number(30, "miners")), published=None
        ),
    ]
    documents, claims = parts(case)

    (row,) = matrix(compared(*case), claims, documents).rows

    assert sorted(date for one in row.voices.values() for date in one.cell.dates) == ["", in_utc(DAY)]


def test_the_timeline_says_of_each_row_what_its_speaker_does_with_the_words() -> None:
    case = [written("north", line("Ana Pell", "that the pit was shut", act="deny"))]
    documents, claims = parts(case)

    assert [entry.act for entry in timeline(claims, documents)] == ["deny"]


def test_a_time_with_one_side_is_open_on_the_other() -> None:
    document, claims = written(
        "north",
        line(
            "Ana Pell",
            "the road was shut until noon and has been watched since May",
            times=(
                ClaimTime(
                    span=TextSpan(18, 28),
                    stated=StatedTime(text="until noon", start=None, end="2031-05-04T12:00"),
                ),
                ClaimTime(
                    span=TextSpan(50, 59), stated=StatedTime(text="since May", start="2031-05-01", end=None)
                ),
            ),
        ),
    )

    found = [entry for entry in timeline(claims, [document]) if entry.sort == "happened"]

    assert [(entry.at, entry.open_side) for entry in found] == [
        ("2031-05-01", "after"),
        ("2031-05-04T12:00", "before"),
    ]


def test_the_same_hour_of_two_zones_is_no_one_time() -> None:
    at = "2031-05-04T15:00"
    times = tuple(
        ClaimTime(span=TextSpan(0, 3), stated=StatedTime(text=zone, start=at, end=at, zone=zone))
        for zone in ("GMT", "local time")
    )
    document, claims = written("north", line("Ana Pell", "the road was shut at 3", times=times))

    found = [entry for entry in timeline(claims, [document]) if entry.sort == "happened"]

    assert {(entry.at, entry.zone) for entry in found} == {(at, "GMT"), (at, "local time")}


def tolls(*told: tuple[str, int, str]):
    """What one office says of the dead, as papers have it: paper, figure, when."""
    return [
        written(
            paper,
            line("Orvik Mining Board", f"{count} miners were killed in the pit", number(count, "miners")),
            published=f"2031-05-04T{hour}:00:00Z",
        )
        for paper, count, hour in told
    ]


def test_each_step_of_a_count_that_rises_is_told_once_and_from_the_figure_before() -> None:
    case = tolls(("north", 9, "10"), ("south", 14, "12"), ("east", 31, "14"))
    again = line("Orvik Mining Board", "31 miners died in the pit of Orvik", number(31, "miners"))
    case.append(written("west", again, published="2031-05-04T16:00:00Z"))
    documents, claims = parts(case)

    found = timeline(claims, documents, compared(*case))

    assert [(one.doc_id, one.words) for one in found if one.sort == "revised"] == [
        ("south", "9 → 14"),
        ("east", "14 → 31"),
    ]


def test_what_was_edited_between_two_captures_is_not_told_as_revised_too() -> None:
    case = tolls(("north", 9, "10"), ("south", 14, "12"))
    documents, claims = parts(case)
    captures = [Captured(document=document, url="https://orvik.example/pit") for document in documents]
    changes = changes_of(captures, claims)

    found = timeline(claims, documents, replace(compared(*case, changes=changes), changes=changes))

    assert [one.sort for one in found if one.sort in ("edited", "revised")] == ["edited"]


def test_copies_word_for_word_stand_in_time_and_matrix_where_the_earliest_does() -> None:
    case = tolls(("late", 9, "16"), ("early", 9, "10"), ("later", 9, "20"))
    documents, claims = parts(case)

    entries = timeline(claims, documents, compared(*case))

    assert [(one.doc_id, one.at) for one in entries] == [("early", "2031-05-04T10:00:00Z")]


def test_a_conflict_with_a_figure_that_its_own_source_replaced_is_not_counted() -> None:
    first = written("first", line("Iko Brandt", "9 miners were killed in the pit", number(9, "miners")))
    again = line("Iko Brandt", "14 miners were killed in the pit", number(14, "miners"))
    other = line("Ana Pell", "30 miners were killed in the pit", number(30, "miners"))
    case = [first, written("second", again, published=NEXT_DAY), written("third", other, published=DAY)]
    found = compared(*case)
    [row] = matrix(
        found, [claim for _, own in case for claim in own], [document for document, _ in case]
    ).rows

    assert relations(found) == ["conflicts", "conflicts", "updates"]
    assert row.conflicts == 1


def test_a_figure_that_another_speaker_had_given_is_told_with_his_name() -> None:
    first = written(
        "first", line("Ana Pell", "9 miners were killed in the pit", number(9, "miners")), published=DAY
    )
    later = line("Orvik Mining Board", "14 miners were killed in the pit", number(14, "miners"))
    case = [first, written("second", later, published=NEXT_DAY)]
    documents, claims = parts(case)

    found = timeline(claims, documents, compared(*case))

    assert [one.words for one in found if one.sort == "revised"] == ["9 (Ana Pell) → 14"]
