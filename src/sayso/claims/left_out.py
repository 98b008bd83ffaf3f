"""What of a document was seen and set aside: other languages, tables, lines in brackets, likely furniture.

Furniture that is sure, such as "Subscribe" or "1/2", is not told of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims.foreign import Foreign
from sayso.claims.languages import UNTOLD
from sayso.claims.layout import Paragraph
from sayso.claims.pasted import table_rows
from sayso.claims.posts.furniture import furniture_in
from sayso.claims.reading import Reading
from sayso.claims.types import Claim
from sayso.values import TextSpan

MOST_LINES = 12  # that are named by their numbers


def notes_on(reading: Reading, claims: Sequence[Claim]) -> tuple[str, ...]:
    """Say what of a document was not read and may claim something, for `Extraction.notes`."""
    rows = [span.start for span in table_rows(reading.document.text)]
    notes = list(_on_languages(reading.foreign))
    if rows:
        notes.append(f"{_many(len(rows), 'row')} of tables or numbers {_was(len(rows))} not read")
    brackets, furniture = _lines_left_out(reading, set(rows), claims)
    notes.extend(_on_lines(reading, furniture, "taken for furniture"))
    notes.extend(_on_lines(reading, brackets, "in brackets"))
    return tuple(notes)


def _on_languages(stretches: Sequence[Foreign]) -> Iterator[str]:
    if stretches:
        languages = sorted({one.language for one in stretches} - {UNTOLD}) or ["which was not told"]
        many, was = _many(len(stretches), "stretch", "stretches"), _was(len(stretches))
        yield f"{many} of another language ({', '.join(languages)}) {was} not read"


def _lines_left_out(
    reading: Reading, rows: set[int], claims: Sequence[Claim]
) -> tuple[list[TextSpan], list[TextSpan]]:
    """Return the lines in brackets, and those taken for furniture, that are not surely without a claim."""
    brackets: list[TextSpan] = []
    furniture: list[TextSpan] = []
    claimed = sorted(span for claim in claims for span in (*claim.source, *claim.cue, *claim.content))
    for span in _set_aside(reading):
        words = span.of(reading.text)
        found = furniture_in(words) or furniture_in(words.strip("()[]. "))
        if span.start in rows or found == "sure" or any(span.overlaps(one) for one in claimed):
            continue
        (furniture if found else brackets).append(span)
    return brackets, furniture


def _set_aside(reading: Reading) -> Iterator[TextSpan]:
    """Return the lines that no rule reads, and sentences of authors that are taken for furniture."""
    own_words = reading.document.kind in {"statement", "post"}
    credits = {one.frame.start for one in reading.layout.passed_on}
    for paragraph in reading.layout.paragraphs:
        if paragraph.part == "note" and paragraph.span.start not in credits:
            yield paragraph.span
        elif own_words and paragraph.part in {"body", "headline"}:
            yield from _furniture_within(reading, paragraph)


def _furniture_within(reading: Reading, paragraph: Paragraph) -> Iterator[TextSpan]:
    for sentence in reading.sentences_in(paragraph):
        if furniture_in(sentence.of(reading.text)):
            yield sentence


def _on_lines(reading: Reading, spans: Sequence[TextSpan], what: str) -> Iterator[str]:
    """Say how many lines are set aside, and which: by their numbers, as their words may be personal."""
    numbers = sorted({reading.document.text.count("\n", 0, span.start) + 1 for span in spans})
    if numbers:
        named = ", ".join(map(str, numbers[:MOST_LINES])) + (", …" if len(numbers) > MOST_LINES else "")
        where = "line" if len(numbers) == 1 else "lines"
        yield f"{_many(len(numbers), 'line')} {_was(len(numbers))} {what} and not read: {where} {named}"


def _many(count: int, one: str, several: str = "") -> str:
    return f"1 {one}" if count == 1 else f"{count} {several or one + 's'}"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
