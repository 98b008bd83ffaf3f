"""Who takes which position on what: questions down, speakers across."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.compare.types import Comparison, Position, PositionSort
from sayso.publish.pages.labels import Labelled, Shelf
from sayso.publish.pages.questions import Asked, answer_words, question_anchor

PAPER_COLUMNS = 7  # speakers that fit beside the questions on an A4 page


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One answer of a speaker, with the claims that give it."""

    reports: tuple[Labelled, ...]
    sort: PositionSort
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A speaker."""

    key: str
    name: str
    of: str  # the letter of the document, for a speaker who is not named; "" for the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question, with a cell for each column; an empty cell means that nothing was found."""

    asked: Asked
    cells: tuple[tuple[Stand, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """All speakers who answer some question, those who answer the most first."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def sheets(self) -> tuple[Matrix, ...]:
        """Return the same in pieces that fit on paper."""
        starts = range(0, len(self.columns), PAPER_COLUMNS)
        return tuple(self._from(start) for start in starts)

    def _from(self, start: int) -> Matrix:
        end = start + PAPER_COLUMNS
        rows = (Row(asked=row.asked, cells=row.cells[start:end]) for row in self.rows)
        return Matrix(columns=self.columns[start:end], rows=tuple(row for row in rows if any(row.cells)))


def matrix_of(comparison: Comparison | None, asked: tuple[Asked, ...], shelf: Shelf) -> Matrix:
    """Return the matrix, its rows in the order of `asked`."""
    positions = {} if comparison is None else {question_anchor(q): q.positions for q in comparison.questions}
    columns = _columns([position for row in positions.values() for position in row], shelf)
    return Matrix(
        columns=columns,
        rows=tuple(
            Row(asked=question, cells=_cells(positions[question.anchor], columns, shelf))
            for question in asked
        ),
    )


def _columns(positions: list[Position], shelf: Shelf) -> tuple[Column, ...]:
    reports = [shelf.by_claim[position.claim] for position in positions]
    counts = Counter(report.party_key for report in reports)
    columns = {report.party_key: _column(report) for report in reports}
    return tuple(sorted(columns.values(), key=lambda column: (-counts[column.key], column.key)))


def _column(report: Labelled) -> Column:
    key = report.party_key
    return Column(key=key, name=report.party, of=key.rpartition("\n")[2])


def _cells(
    positions: tuple[Position, ...], columns: tuple[Column, ...], shelf: Shelf
) -> tuple[tuple[Stand, ...], ...]:
    held: dict[str, dict[tuple[PositionSort, str], list[Labelled]]] = {}
    for position in positions:
        report = shelf.by_claim[position.claim]
        answers = held.setdefault(report.party_key, {})
        answers.setdefault((position.sort, answer_words(position)), []).append(report)
    return tuple(_stands(held.get(column.key, {})) for column in columns)


def _stands(answers: Mapping[tuple[PositionSort, str], list[Labelled]]) -> tuple[Stand, ...]:
    return tuple(
        Stand(sort=sort, words=words, reports=tuple(dict.fromkeys(reports)))
        for (sort, words), reports in answers.items()
    )
