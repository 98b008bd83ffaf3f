"""The parts of a comparison in words for a terminal: cells, origins, bounds, judgements, changes."""

from __future__ import annotations

from collections import Counter

from rich.table import Table

from sayso.cli.console import one_line, plural
from sayso.compare.ranges import Bound
from sayso.compare.types import Change, Edit, Judgement, PositionSort
from sayso.compare.views import Cell, Column

EDIT_SHOWN = 160  # characters of either side of an edit
VALUES_SHOWN = 3  # of one cell; of more, the first and the last
SPEAKERS_SHOWN = 4  # of an origin, below the matrix
CELL_WORDS = {
    "says": "",
    "says-not": "not so",
    "denies": "denies",
    "declines": "declines",
    "neither-confirms-nor-denies": "neither",
    "no-position": "no position",
    "withdraws": "withdraws",
    "silent": "",
}


def judged_words(judgement: Judgement) -> str:
    """Return whose judgement it is, since when, and why."""
    who = one_line(judgement.by, 40) or "(name removed)"
    return f"judged by {who} on {judgement.at:%Y-%m-%d} ({judgement.id}): {one_line(judgement.reason)}"


def cell_words(cell: Cell) -> str:
    """Return the answers of a cell, first to last, or what its speaker does instead of answering.

    What is denied is not shown as an answer; an answer withdrawn is said to be.
    """
    told = [_answer_words(sort, value) for sort, value in zip(cell.sorts, cell.values, strict=True)]
    shown = list(dict.fromkeys(words for words in told if words))
    if len(shown) > VALUES_SHOWN:
        shown = [shown[0], "…", shown[-1]]
    return " → ".join(shown)


def _answer_words(sort: PositionSort, value: str) -> str:
    if sort == "withdraws" and value:
        return f"{one_line(value, 24)} ({CELL_WORDS[sort]})"
    if sort == "says-not":
        return f"{CELL_WORDS[sort]}: {one_line(value, 24)}"
    return one_line(value, 24) if sort == "says" else CELL_WORDS[sort]


def column_words(column: Column) -> str:
    """Return an origin with the speakers through whom it is heard."""
    speakers = [one_line(name, 30) for name in column.speakers if name != column.name]
    if not speakers or not column.traced:  # what is not traced is called by its speaker
        return origin_words(column)
    more = "…" if len(speakers) > SPEAKERS_SHOWN else ""
    return f"{origin_words(column)}, heard through {', '.join(speakers[:SPEAKERS_SHOWN])}{more}"


def origin_words(column: Column) -> str:
    """Return what an origin is called; where none was found, that is said."""
    return one_line(column.name, 60) + ("" if column.traced else " (origin not traced)")


def untraced_words(count: int) -> str:
    """Return how many of some origins were not traced; "" for none."""
    return f", {count} of them not traced" if count else ""


def bound_words(bound: Bound | None) -> str:
    """Return a figure with how many origins give it."""
    if bound is None:
        return "-"
    return f"{bound.words} ({plural(bound.origins, 'origin')})"


def letter(place: int) -> str:
    """Return the letter of a column: A to Z, then AA."""
    return chr(ord("A") + place % 26) * (1 + place // 26)


def new_table(*headings: str, wide: str) -> Table:
    """Return a table without lines, one of its columns wide."""
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold", ratio=4 if heading == wide else None)
    return table


def add_row(table: Table, *cells: str) -> None:
    """Add cells from outside as harmless lines."""
    table.add_row(*(one_line(cell) for cell in cells))


def change_words(change: Change) -> str:
    """Return in one line which captures are of one thing, what was changed between them, and when."""
    when = (
        f"between {change.before_at} and {change.after_at} ({change.dated_by})"
        if change.before_at or change.after_at
        else f"dated by {change.dated_by}"
    )
    edits = plural(len(change.edits), "edit") if change.edits else "not a word was changed"
    sorts = Counter(one.sort for one in change.claims)
    claims = "".join(f", {count} {sort}" for sort, count in sorted(sorts.items()))
    return (
        f"CAPTURED AGAIN: {one_line(change.target, 60)}: {one_line(change.before_doc, 30)} → "
        f"{one_line(change.after_doc, 30)}: {edits}{claims}, {when}"
    )


def edit_words(edit: Edit) -> str:
    """Return what was taken out as `[-…-]`, and what was put in its place as `{+…+}`."""
    gone, new = one_line(edit.before_words, EDIT_SHOWN), one_line(edit.after_words, EDIT_SHOWN)
    return " ".join([f"[-{gone}-]"] * bool(gone) + [f"{{+{new}+}}"] * bool(new))
