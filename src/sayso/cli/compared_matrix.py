"""The matrix of a comparison in a terminal: questions down, origins across, in sheets as wide as it is."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from sayso.cli.compared_known import Known
from sayso.cli.compared_words import cell_words, column_words
from sayso.cli.console import console, lay, one_line, plural
from sayso.compare.views import Column, Row
from sayso.publish.words import letters

COLUMN_WIDTH = 13  # characters of an origin's column, with the space beside it
QUESTION_WIDTH = 36  # of the column of questions
SHEETS_SHOWN = 3  # each as wide as the terminal; further origins are counted
ROWS_SHOWN = 40  # questions of a sheet; the rest are counted
SILENT_MARK = "·"
_KEY = (
    f"{SILENT_MARK}: silent, or not found to answer. a → b: first a, later b; a / b: both, in an order that "
    "their dates do not tell. Letters: the origins below each sheet."
)


def show_matrix(known: Known) -> None:
    """Show the matrix in sheets as wide as the terminal, each with the questions that it answers."""
    columns = known.matrix.columns
    fit = max(1, (console().width - QUESTION_WIDTH - 4) // COLUMN_WIDTH)
    for start in range(0, min(len(columns), SHEETS_SHOWN * fit), fit):
        _show_sheet(known, columns[start : start + fit], start)
    left = len(columns) - SHEETS_SHOWN * fit
    if left > 0:
        lay(f"and {plural(left, 'more origin', 'more origins')}: --origins, or --question Q")
    if columns:
        lay(_KEY)
        lay("")


def _show_sheet(known: Known, shown: Sequence[Column], first: int) -> None:
    rows = [row for row in known.matrix.rows if any(one.id in row.voices for one in shown)]
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("", justify="right")
    table.add_column("question (pairs that conflict)", width=QUESTION_WIDTH)
    for place, _ in enumerate(shown, start=first):
        table.add_column(letters(place), overflow="fold", width=COLUMN_WIDTH - 1)
    for row in rows[:ROWS_SHOWN]:
        table.add_row(*_cells(known, row, shown))
    console().print(table)
    left = len(rows) - ROWS_SHOWN
    if left > 0:
        lay(f"and {plural(left, 'more question', 'more questions')}: --json, or --question Q", indent=2)
    for place, column in enumerate(shown, start=first):
        lay(f"{letters(place)}  {column_words(column)}", indent=2, hang=len(letters(place)) + 2)
    lay("")


def _cells(known: Known, row: Row, shown: Sequence[Column]) -> list[str]:
    conflicts = f" ({row.conflicts})" if row.conflicts else ""
    text = f"{one_line(row.question.text)}{conflicts}{known.marks(row.question.judgements)}"
    cells = [cell_words(row.voices[one.id].cell) if one.id in row.voices else SILENT_MARK for one in shown]
    return [str(known.numbers[row.question.id]), text, *cells]
