"""Which question somebody means: by its number in the matrix, the beginning of its id, or words of it."""

from __future__ import annotations

from sayso.compare.views import Matrix, Row
from sayso.values import AskedWrongly

_SHORTEST = 4  # characters of an id or of a question's words
_LISTED = 8


class NoSuchQuestion(AskedWrongly):
    """No question, or more than one, is meant by this."""

    def __init__(self, asked: str, candidates: tuple[str, ...], known: int) -> None:
        super().__init__(asked, candidates, known)
        self.asked, self.candidates, self.known = asked, candidates, known

    def __str__(self) -> str:
        if not self.known:
            return (
                f"There is no question {self.asked!r}, nor any other: no two claims of the case were found "
                "to answer one thing. `sayso claims CASE` shows the claims."
            )
        if not self.candidates:
            return (
                f"No question is called {self.asked!r}. `sayso compare CASE` numbers them; a number, the "
                "beginning of an id, or words of the question will do."
            )
        return (
            f"{self.asked!r} could mean {len(self.candidates)} questions: "
            f"{'; '.join(self.candidates[:_LISTED])}. Give the number or more words."
        )


def find_question(asked: str, matrix: Matrix) -> Row:
    """Return the one row that is meant.

    Raises:
        NoSuchQuestion: when none is, or more than one.
    """
    wanted = asked.strip().casefold()
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(matrix.rows):
        return matrix.rows[int(wanted) - 1]
    named = [row for row in matrix.rows if _is_id(wanted, row)]
    found = named or [row for row in matrix.rows if _has_words(wanted, row)]
    if len(found) == 1:
        return found[0]
    raise NoSuchQuestion(asked, tuple(_numbered(row, matrix) for row in found), len(matrix.rows))


def _is_id(wanted: str, row: Row) -> bool:
    return len(wanted) >= _SHORTEST and row.question.id.casefold().startswith(wanted)


def _has_words(wanted: str, row: Row) -> bool:
    return len(wanted) >= _SHORTEST and wanted in row.question.text.casefold()


def _numbered(row: Row, matrix: Matrix) -> str:
    return f"{matrix.rows.index(row) + 1} {row.question.text}"
