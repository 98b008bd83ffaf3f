"""The parts of a comparison in words for a terminal: cells, origins, bounds, judgements, changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from rich.table import Table

from sayso.cli.console import one_line, plural
from sayso.compare.ranges import Bound
from sayso.compare.twins import OneText
from sayso.compare.types import Change, Edit, Judgement, PositionSort
from sayso.compare.views import Cell, Column
from sayso.compare.wording import words_beside
from sayso.publish.days import between_words
from sayso.publish.words import SORT_WORDS

EDIT_SHOWN = 160  # characters of either side of an edit
VALUES_SHOWN = 3  # of one cell; of more, the first and the last
SPEAKERS_SHOWN = 4  # of an origin, below the matrix
CELL_WORDS: dict[PositionSort, str] = {
    "says": "",
    "says-not": "not so",
    "denies": "denies",
    "declines": "declines",
    "neither-confirms-nor-denies": "neither",
    "no-position": "no position",
    "withdraws": "withdraws",
}
LINE_WORDS: dict[PositionSort, str] = {**SORT_WORDS, "says": "", "says-not": CELL_WORDS["says-not"]}


def judged_words(judgement: Judgement) -> str:
    """Return whose judgement it is, since when, and why."""
    who = one_line(judgement.by, 40) or "(name removed)"
    return f"judged by {who} on {judgement.at:%Y-%m-%d} ({judgement.id}): {one_line(judgement.reason)}"


def cell_words(cell: Cell, most: int, does: Mapping[PositionSort, str] = CELL_WORDS) -> str:
    """Return the answers of a cell, first to last, or what its speaker does instead of answering.

    "9 → 14" where the one is dated before the other; "9 / 14" where the dates do not tell.
    What is denied is not shown as an answer; an answer withdrawn is said to be. Of each answer
    `most` characters are shown. What a speaker does is called as in `does`: `LINE_WORDS` where there
    is room, `CELL_WORDS` where there is little.
    """
    dates = cell.dates or ("",) * len(cell.values)
    told: dict[str, str] = {}
    for sort, value, date in zip(cell.sorts, cell.values, dates, strict=True):
        words = _answer_words(sort, value, most, does)
        if words:
            told.setdefault(words, date)
    return _in_turn(list(told.items()))


def _in_turn(told: Sequence[tuple[str, str]]) -> str:
    """Answers with their dates in one line; of many the first and the last."""
    is_long = len(told) > VALUES_SHOWN
    shown = [told[0], told[-1]] if is_long else told
    words = [told[0][0]] if told else []
    for (_, earlier), (answer, later) in pairwise(shown):
        sign = "→" if earlier and later and earlier != later else "/"
        words += [sign, "…", sign, answer] if is_long else [sign, answer]
    return " ".join(words)


def _answer_words(sort: PositionSort, value: str, most: int, does: Mapping[PositionSort, str]) -> str:
    if sort == "withdraws" and value:
        return f"{one_line(value, most)} ({does[sort]})"
    if sort == "says-not":
        return f"{does[sort]}: {one_line(value, most)}"
    return one_line(value, most) if sort == "says" else does[sort]


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


def bound_words(bound: Bound | None) -> str:
    """Return a figure with how many origins give it."""
    if bound is None:
        return "-"
    return f"{bound.words} ({plural(bound.origins, 'origin')})"


def new_table(*headings: str, wide: str, fixed: Sequence[str] = ()) -> Table:
    """Return a table without lines, one of its columns wide, others never broken."""
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(
            heading, overflow="fold", ratio=4 if heading == wide else None, no_wrap=heading in fixed
        )
    return table


def add_row(table: Table, *cells: str) -> None:
    """Add cells from outside as harmless lines."""
    table.add_row(*(one_line(cell) for cell in cells))


def one_text_words(text: OneText) -> str:
    """Return in one line which documents have one text, and which is dated first, where that is known."""
    names = [one_line(doc_id, 30) for doc_id in text.doc_ids]
    heads = "" if text.in_full else " under another headline"
    if text.first:
        have = "has" if len(names) == 2 else "have"
        told = f"{', '.join(names[1:])} {have} the text of {names[0]}, which is dated earlier,{heads}"
    else:
        heads = "" if text.in_full else " under different headlines"
        told = f"{', '.join(names)} have one text{heads}, and their dates do not tell which came first"
    return f"WORD FOR WORD: {told.rstrip(',')}; its claims stand once."


def change_words(change: Change) -> str:
    """Return in one line which captures are of one thing, what was changed between them, and when."""
    when = (
        f"{between_words(change.before_at, change.after_at)} ({change.dated_by})"
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


def edit_words(edit: Edit, text: str) -> str:
    """Return what was taken out as `[-…-]`, what was put in its place as `{+…+}`, and the words beside it.

    Args:
        edit: what was changed.
        text: that of the later capture.
    """
    gone, new = one_line(edit.before_words, EDIT_SHOWN), one_line(edit.after_words, EDIT_SHOWN)
    before, after = (one_line(words) for words in words_beside(text, edit.after))
    parts = (before, f"[-{gone}-]" if gone else "", f"{{+{new}+}}" if new else "", after)
    return " ".join(part for part in parts if part)
