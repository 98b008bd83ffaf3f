"""Tables pasted into a text: rows of cells, which are neither sentences nor claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.values import TextSpan

FEWEST_ROWS = 2  # consecutive lines with as many cells
_LINE = re.compile(r"[^\n]+")
_MARKS = ("\t", "|", ";")
_NUMBER = re.compile(r"[-+$€£]?\d[\d.,:/]*%?[,;]?")
FEWEST_NUMBERS = 3  # of a line of numbers alone
FEWEST_CELLS = {"\t": 2, "|": 3, ";": 4}
MOST_CELL_WORDS = 6  # on average; a row of a live blog has more, and ends as a sentence
_SENTENCE_END = re.compile(r"[a-z]{2}[\"')]*[.!?…][\"')]*\s*$")


def table_rows(text: str) -> list[TextSpan]:
    """Return the lines of a text that are rows of a table, or lists of numbers."""
    lines = [TextSpan(m.start(), m.end()) for m in _LINE.finditer(text)]
    cells = [_cells(span.of(text)) for span in lines]
    return [
        lines[place]
        for start, stop in _runs(cells)
        if cells[start] is not None and (stop - start >= FEWEST_ROWS or cells[start] == 0)
        for place in range(start, stop)
    ]


def without_tables(text: str) -> str:
    """Return what a text says outside its tables; a text without any, as it is."""
    rows = table_rows(text)
    return "".join(_between(text, rows)) if rows else text


def _between(text: str, rows: list[TextSpan]) -> Iterator[str]:
    at = 0
    for row in rows:
        yield text[at : row.start]
        at = row.end
    yield text[at:]


def _cells(line: str) -> int | None:
    """Return how many cells a line has; 0 for a line of numbers alone, None where it is no row."""
    words = line.split()
    if len(words) >= FEWEST_NUMBERS and all(_NUMBER.fullmatch(word) for word in words):
        return 0
    if _SENTENCE_END.search(line):
        return None
    for mark in _MARKS:
        parts = line.strip(" |").split(mark)
        if len(parts) >= FEWEST_CELLS[mark] and len(words) / len(parts) <= MOST_CELL_WORDS:
            return len(parts)
    return None


def _runs(cells: list[int | None]) -> Iterator[tuple[int, int]]:
    """Give the unbroken runs of lines with nearly as many cells, as first and one past the last."""
    start = 0
    for place in range(1, len(cells) + 1):
        if place == len(cells) or not _alike(cells[place - 1], cells[place]):
            yield start, place
            start = place


def _alike(one: int | None, other: int | None) -> bool:
    if one is None or other is None:
        return False
    return 0 in {one, other} or abs(one - other) <= 1
