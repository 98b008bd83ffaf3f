"""How the command line speaks: answers to stdout, the rest to stderr, JSON for programs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sayso.values import Progress

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_EVERY_S = 5  # seconds between lines of progress, where stderr is no terminal
TABLE_WIDTH_ELSEWHERE = 120  # columns, where stdout is no terminal


def console() -> Console:
    """Return the console for answers; colour only on a terminal, and never where NO_COLOR is set."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else TABLE_WIDTH_ELSEWHERE
    return Console(highlight=False, emoji=False, markup=False, width=width)


def say(text: str) -> None:
    """Print an answer in words, wrapped between words where the console is narrower."""
    console().print(text, overflow="fold")


def lay(text: str, *, indent: int = 0, hang: int = 2) -> None:
    """Print a line of an answer `indent` columns in, and what does not fit below it, `hang` columns more."""
    from rich.text import Text

    page = console()
    room = max(page.width - indent - hang, 20)
    for place, line in enumerate(Text(text).wrap(page, room, overflow="fold")):
        sys.stdout.write(" " * (indent + (hang if place else 0)) + line.plain.rstrip() + "\n")


def tell(text: str, *, indent: int = 0, hang: int = 2) -> None:
    """Print a fact: on a terminal as `lay` does, elsewhere as one line, however long, for other programs.

    What it names may have any name: no part of it makes a line of its own.
    """
    text = visible(text, keep_lines=False)
    if sys.stdout.isatty():
        lay(text, indent=indent, hang=hang)
    else:
        sys.stdout.write(" " * indent + text + "\n")


def emit_json(value: object) -> None:
    """Print one JSON value, for programs."""
    text = json.dumps(value, ensure_ascii=True, indent=2, sort_keys=False, default=str)
    sys.stdout.write(text + "\n")


def complain(message: str) -> None:
    """Say what is wrong, or what a person should know, on stderr."""
    sys.stderr.write(visible(message) + "\n")


def visible(text: str, *, keep_lines: bool = True) -> str:
    """Replace what would move a terminal's cursor or turn its text around by a visible mark."""
    kept = "\n\t" if keep_lines else ""
    return "".join(
        char if char in kept or not _is_hazard(char) else "\N{REPLACEMENT CHARACTER}" for char in text
    )


def one_line(text: str, most: int = 0) -> str:
    """Return text from outside as one harmless line, cut to `most` characters where that is set."""
    flat = " ".join(visible(text.replace("\n", " "), keep_lines=False).split())
    return flat if not most or len(flat) <= most else flat[: most - 1] + "…"


def _is_hazard(char: str) -> bool:
    code = ord(char)
    return (
        code < 0x20
        or 0x7F <= code < 0xA0
        or code in (0x061C, 0x200E, 0x200F, 0x2028, 0x2029)
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or 0xD800 <= code <= 0xDFFF
    )


@contextmanager
def shown_progress(what: str) -> Iterator[Progress]:
    """Show progress in one line on stderr while the block runs: count, rate, and what is in hand.

    Where stderr is no terminal, a plain line stands there every few seconds, and nothing of what is short.
    """
    if not sys.stderr.isatty():
        yield _plain_lines(what)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[rate]} {task.fields[note]}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(what, total=None, rate="", note="")

        def show(done: int, total: int | None, note: str = "") -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:.1f}/s" if speed else ""
            bar.update(task, completed=done, total=total, rate=rate, note=one_line(note, 40))

        yield show


def _plain_lines(what: str) -> Progress:
    """Return a progress that writes a line on stderr once in PLAIN_EVERY_S, for a file or a pipe."""
    began = told_at = time.monotonic()

    def show(done: int, total: int | None, note: str = "") -> None:
        nonlocal told_at
        now = time.monotonic()
        if now - told_at >= PLAIN_EVERY_S:
            told_at = now
            of = "" if total is None else f" of {total:,}"
            beside = f", {one_line(note)}" if note else ""
            complain(f"{what}: {done:,}{of} after {now - began:.0f} s{beside}")

    return show


def plural(count: int, word: str, words: str | None = None) -> str:
    """Return a count with its noun: 1 exhibit, 2 exhibits."""
    return f"{count:,} {word if count == 1 else words or word + 's'}"


def as_plain(value: Any) -> Any:
    """Return dataclasses, tuples and paths as JSON values."""
    from dataclasses import fields, is_dataclass
    from datetime import datetime
    from pathlib import Path

    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): as_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    return value
