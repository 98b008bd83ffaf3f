"""The cells, origins and edits of a comparison in words."""

from __future__ import annotations

import pytest

from sayso.cli.compared_words import LINE_WORDS, cell_words, column_words, edit_words, one_text_words
from sayso.compare.twins import OneText
from sayso.compare.types import Edit
from sayso.compare.views import Cell, Column
from sayso.values import TextSpan, digest_bytes

ID = digest_bytes(b"claim")


@pytest.mark.parametrize(
    ("sorts", "values", "words"),
    [
        (("says",), ("9",), "9"),
        (("says", "says", "says"), ("9", "9", "14"), "9 → 14"),
        (("says", "says", "says", "says"), ("9", "14", "20", "31"), "9 → … → 31"),
        (("denies",), ("no",), "denies"),
        (("denies", "says"), ("it had fired", "no rocket was launched"), "denies → no rocket was launched"),
        (("says", "denies"), ("9", "14"), "9 → denies"),
        (("says-not",), ("no rocket was launched",), "not so: no rocket was launched"),
        (("declines",), ("",), "declines"),
        (("withdraws", "withdraws"), ("9", "9"), "9 (withdraws)"),
        (("says", "withdraws"), ("9", ""), "9 → withdraws"),
        (("says", "withdraws", "says"), ("9", "9", "14"), "9 → 9 (withdraws) → 14"),
        (("withdraws",), ("",), "withdraws"),
        (("says",), ("",), ""),
        (("neither-confirms-nor-denies",), ("",), "neither"),
        (("says",), ("a\x1b[2Jb\nc",), "a\N{REPLACEMENT CHARACTER}[2Jb c"),
    ],
)
def test_a_cell_says_the_answer_or_what_its_speaker_does(sorts, values, words) -> None:
    dates = tuple(f"2031-05-0{day}" for day in range(1, len(values) + 1))
    cell = Cell(sort=sorts[-1], sorts=sorts, values=values, claims=(ID,) * len(values), dates=dates)

    assert cell_words(cell, 40) == words


@pytest.mark.parametrize("dates", [("2031-05-04", "2031-05-04"), ("", "2031-05-04"), ()])
def test_answers_whose_order_no_date_tells_have_no_arrow_between_them(dates) -> None:
    cell = Cell(sort="says", sorts=("says",) * 2, values=("9", "14"), claims=(ID,) * 2, dates=dates)

    assert cell_words(cell, 40) == "9 / 14"


def test_where_there_is_room_what_a_speaker_does_is_said_in_full() -> None:
    sorts = ("says", "neither-confirms-nor-denies", "declines")
    cell = Cell(sort=sorts[-1], sorts=sorts, values=("9", "", ""), claims=(ID,) * 3)

    assert cell_words(cell, 40, LINE_WORDS) == "9 / neither confirms nor denies / declines to say"


def test_an_origin_names_whom_it_is_heard_through_and_whether_it_was_traced() -> None:
    found = Column(id="o", name="the board", traced=True, speakers=("Ana Pell", "the board"))
    alone = Column(id="v", name="Ana Pell in north", traced=False, speakers=("Ana Pell",))

    assert column_words(found) == "the board, heard through Ana Pell"
    assert column_words(alone) == "Ana Pell in north (origin not traced)"


def test_an_edit_shows_only_the_sides_that_it_has() -> None:
    def edit(before: str, after: str) -> str:
        place = TextSpan(0, 0)
        return edit_words(Edit(before=place, after=place, before_words=before, after_words=after), "")

    assert edit("9", "14") == "[-9-] {+14+}"
    assert edit("gone", "") == "[-gone-]"
    assert edit("", "new") == "{+new+}"


def test_an_edit_stands_between_the_words_beside_it_in_its_line() -> None:
    text = "Morning.\nThe hospital in Orvik counts 14 dead now. The pit is shut until noon today."
    place = TextSpan(text.index("14"), text.index("14") + 2)
    edit = Edit(before=place, after=place, before_words="9", after_words="14")

    assert edit_words(edit, text) == "The hospital in Orvik counts [-9-] {+14+} dead now. The pit is …"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            OneText(doc_ids=("wire", "daily"), first="wire", in_full=False),
            "daily has the text of wire, which is dated earlier, under another headline",
        ),
        (
            OneText(doc_ids=("wire", "daily", "post"), first="wire", in_full=True),
            "daily, post have the text of wire, which is dated earlier",
        ),
        (
            OneText(doc_ids=("print", "wire"), first="", in_full=True),
            "print, wire have one text, and their dates do not tell which came first",
        ),
        (
            OneText(doc_ids=("a", "b"), first="", in_full=False),
            "a, b have one text under different headlines, and their dates do not tell which came first",
        ),
    ],
)
def test_the_earlier_of_two_texts_is_the_one_that_the_other_has(text: OneText, told: str) -> None:
    assert one_text_words(text) == f"WORD FOR WORD: {told}; its claims stand once."
