"""The matrix of a comparison in a terminal: questions down, origins across, in sheets as wide as it is.

Sentences do not fit into columns: a question with answers in words is a list, one origin a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from rich.table import Table

from sayso.cli.compared_known import Known
from sayso.cli.compared_words import LINE_WORDS, cell_words, column_words
from sayso.cli.console import console, lay, one_line, plural
from sayso.compare.views import Cell, Column, Row
from sayso.publish.words import letters

COLUMN_WIDTH = 13  # characters of an origin's column, with the space beside it
QUESTION_WIDTH = 36  # of the column of questions
SHEETS_SHOWN = 3  # each as wide as the terminal; further origins are counted
ROWS_SHOWN = 40  # questions of a sheet, or of the lists; the rest are counted
ORIGINS_SHOWN = 12  # of a list
ANSWER_SHOWN = 90  # characters of an answer in a list
CELL_LINES = 2  # of an answer in a column
SILENT_MARK = "·"
_COLUMNS_KEY = f"{SILENT_MARK}: silent, or not found to answer. Letters: the origins below each sheet. "
_KEY = "a → b: first a, later b; a / b: both, in an order that their dates do not tell."


def show_matrix(known: Known) -> None:
    """Show who answers what: short answers in sheets as wide as the terminal, all others as lists."""
    short = [row for row in known.matrix.rows if all(_fits(held.cell) for held in row.voices.values())]
    in_words = [row for row in known.matrix.rows if row not in short]
    # What weighs most comes first, in whichever form: rows stand by their conflicts.
    ahead = list(takewhile(lambda row: row in in_words, known.matrix.rows))[:ROWS_SHOWN]
    for row in ahead:
        _show_list(known, row)
    columns = [one for one in known.matrix.columns if any(one.id in row.voices for row in short)]
    fit = max(1, (console().width - QUESTION_WIDTH - 4) // COLUMN_WIDTH)
    for start in range(0, min(len(columns), SHEETS_SHOWN * fit), fit):
        _show_sheet(known, short, columns[start : start + fit], start)
    left = len(columns) - SHEETS_SHOWN * fit
    if left > 0:
        lay(f"and {plural(left, 'more origin', 'more origins')}: --origins, or --question Q")
    for row in in_words[len(ahead) : ROWS_SHOWN]:
        _show_list(known, row)
    _count_left(len(in_words) - ROWS_SHOWN)
    if known.matrix.rows:
        lay((_COLUMNS_KEY if columns else "") + _KEY)
        lay("")


def _fits(cell: Cell) -> bool:
    """Tell whether what is answered can be read in a column."""
    words, width = cell_words(cell, ANSWER_SHOWN), COLUMN_WIDTH - 1
    return len(words) <= CELL_LINES * width and all(len(word) <= width for word in words.split())


def _show_sheet(known: Known, rows: Sequence[Row], shown: Sequence[Column], first: int) -> None:
    rows = [row for row in rows if any(one.id in row.voices for one in shown)]
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("", justify="right")
    table.add_column("question (pairs that conflict)", width=QUESTION_WIDTH)
    for place, _ in enumerate(shown, start=first):
        table.add_column(letters(place), overflow="fold", width=COLUMN_WIDTH - 1)
    for row in rows[:ROWS_SHOWN]:
        number, heading = str(known.numbers[row.question.id]), _heading(known, row, f"{row.conflicts}")
        table.add_row(number, heading, *_cells(row, shown))
    console().print(table)
    _count_left(len(rows) - ROWS_SHOWN)
    for place, column in enumerate(shown, start=first):
        lay(f"{letters(place)}  {column_words(column)}", indent=2, hang=len(letters(place)) + 2)
    lay("")


def _count_left(left: int) -> None:
    if left > 0:
        lay(f"and {plural(left, 'more question', 'more questions')}: --json, or --question Q", indent=2)


def _heading(known: Known, row: Row, conflicts: str) -> str:
    told = f" ({conflicts})" if row.conflicts else ""
    return f"{one_line(row.question.text)}{told}{known.marks(row.question.judgements)}"


def _cells(row: Row, shown: Sequence[Column]) -> list[str]:
    return [
        cell_words(row.voices[one.id].cell, ANSWER_SHOWN) if one.id in row.voices else SILENT_MARK
        for one in shown
    ]


def _show_list(known: Known, row: Row) -> None:
    """Show a question with each origin that answers it, and what it answers, in a line."""
    number = known.numbers[row.question.id]
    conflicts = plural(row.conflicts, "pair conflicts", "pairs conflict")
    lay(f"{number:>2} {_heading(known, row, conflicts)}", hang=3)
    held = [(column, row.voices[column.id]) for column in known.matrix.columns if column.id in row.voices]
    for column, answer in held[:ORIGINS_SHOWN]:
        heard = replace(column, speakers=tuple(name for name, _ in answer.speakers))
        told = cell_words(answer.cell, ANSWER_SHOWN, LINE_WORDS)
        lay(f"{column_words(heard)}: {told}", indent=5, hang=4)
    if len(held) > ORIGINS_SHOWN:
        left = plural(len(held) - ORIGINS_SHOWN, "more origin", "more origins")
        lay(f"and {left}: --question {number}", indent=5)
    lay("")
