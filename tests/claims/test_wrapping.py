"""Texts that were broken at a width are read as those that were not, and lines of one's own stay lines."""

from __future__ import annotations

import textwrap

import pytest

from sayso.claims.wrapping import unwrapped

REPORT = (
    "The harbour board said on Monday that 12 barges had burned at the old pier. Its director, Hedda Vane, "
    'told reporters that 40 dockers were in hospital and that "nobody could have known" of the leak. A '
    "source close to the inquiry said the board had been warned by the Orrin Fire Brigade in March. "
    '"They never answered," said one docker, a 31-year-old welder. The brigade declined to comment.'
)


@pytest.mark.parametrize("width", [95, 80, 65, 50, 40, 30])
def test_a_report_says_the_same_in_narrow_lines(claims_of, width):
    def told(text):
        return [
            (one.speaker, one.act, " ".join(one.content[0].of(text).split()), len(one.quantities))
            for one in claims_of(text)
        ]

    assert told(textwrap.fill(REPORT, width)) == told(REPORT)


@pytest.mark.parametrize(
    "text",
    [
        "Two dead in Vesk\nMayor blames the harbour board\nFour hurt\nBoard denies it\nMore soon",
        "The dam broke.\nThe road is shut.\nNobody was hurt so far, says the mayor.\nMore at noon.",
        "- two barges burned at the old pier\n- four men are looked for\n- the quay is shut\n- no more",
        "1. The quay is shut until noon\n2. The bridge is open for all but lorries\n3. The ferry sank",
        # lines of like length, without full stops
        (
            "Three men were held in Vesk at night\nNine barns were burned down by noon\n"
            "Five vans were halted near Tamsel\nWater is out in four streets at Ulm\n"
            "Ferries to Tarn do not sail at all"
        ),
        (
            "The dockers said the march would go on\nThe navy said it had lost no boats yet\n"
            "The mayor said that nobody was missing\nThe board said the pier would be closed"
        ),
        (
            "12 men were held at the old mill today\n40 barns were burned down in one night\n"
            "31 vans were halted on the coast road\n20 streets are without any water now"
        ),
        (
            "Q: how many men are still in the mill\nA: we have counted nine of them by now\n"
            "Q: were they told that it was not safe\nA: they were told so on two mornings"
        ),
        # whoever writes no capitals
        (
            "killed in the lower town so far 14\nkilled at the old ferry quay 9\n"
            "wounded and taken to the ward 41\nstill missing in the harbour 12"
        ),
        (
            "The toll so far, by the hospital in Vesk:\n\nUpper Tarn: 4 dead, 12 wounded there\n"
            "Lower Tarn: 2 dead, 9 wounded there\nTarn Bridge: nobody hurt as of today"
        ),
        "A single line",
        "Two lines that are long enough to be\nbroken",
        "",
    ],
)
def test_lines_of_ones_own_stay_lines(text):
    assert unwrapped(text) == text


@pytest.mark.parametrize(
    "text",
    [
        (
            "they are at the old bridge again\nwe counted six blasts since nine\n"
            "my house has no gas, no lamps\nthe ward is full of the wounded\nnobody of the board has come"
        ),
        (
            "we saw two vans burn at the mill\nthey took the boys off in a bus\n"
            "nobody said where they had gone\nhelp us"
        ),
    ],
)
def test_lines_of_a_post_stay_lines_though_they_are_alike_in_length(text):
    assert unwrapped(text, "post") == text


def test_a_column_is_joined_whatever_stands_above_and_below_it():
    table = "Upper Tarn: 4 dead, 12 wounded here\nLower Tarn: 2 dead, 9 wounded here"
    column, few = textwrap.fill(REPORT, 38), "Residents said that they had heard\nthree blasts."
    long = "The board's director speaks of 12 barges at the old pier, and of 40 dockers in hospital"
    table += "\nTarn: nobody was hurt as of now\nTamsel: 3 dead, one wounded today"
    text = "\n\n".join((long, column, table, few))
    joined = text.replace(column, column.replace("\n", " ")).replace(few, few.replace("\n", " "))
    for kind in ("article", "post", None):
        assert unwrapped(text, kind) == joined


def test_nothing_moves_when_lines_are_joined():
    narrow = textwrap.fill(REPORT, 45)
    joined = unwrapped(narrow)
    assert (len(joined), joined) == (len(narrow), narrow.replace("\n", " "))


def test_a_turn_begins_a_line_though_the_one_before_is_full():
    first = "Hedda Vane: we had told all of\nthem twice that the old crane\nwas not safe and not to be used."
    second = "Joss Orlen: and who was it that\nhad told the men to go up there\non a morning with such a wind"
    assert unwrapped(f"{first}\n{second}") == "\n".join(one.replace("\n", " ") for one in (first, second))


def test_a_name_before_a_colon_within_a_sentence_begins_nothing():
    text = "the board was asked by one old\nwoman what had become of poor\nHane: nobody at all could say\nit"
    assert unwrapped(text) == text.replace("\n", " ")


def test_a_paragraph_ends_where_its_last_line_has_room():
    narrow = textwrap.fill(REPORT, 50)
    assert unwrapped(f"{narrow}\n{narrow}") == "\n".join([narrow.replace("\n", " ")] * 2)


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("I take that back, it was the north gate.", ["retract", "assert"]),
        ("We take it back.", ["retract"]),
        ("They take that back.", ["assert"]),
    ],
)
def test_what_is_taken_back_is_withdrawn(claims_of, text, acts):
    assert [one.act for one in claims_of(text, kind="post", author="Ada Brill")] == acts
