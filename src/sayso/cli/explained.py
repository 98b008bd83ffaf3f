"""A text with its claims marked in it, and under each paragraph why they read as they do.

In colour on a terminal; elsewhere, and where NO_COLOR is set, in brackets that say the role.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.cli.console import console, one_line, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from sayso.claims.explain.types import Explanation, Reason
    from sayso.values import TextSpan

STYLES = {"source": "bold cyan", "cue": "bold yellow", "content": "green"}
MARGIN = 5  # columns before a paragraph, for its number
FIELD = 14  # columns for the name of a field
MOST_WORDS = 90  # characters of a content, as the heading of a claim gives it


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that has a role in one or several claims."""

    start: int
    end: int
    role: str
    numbers: tuple[int, ...]  # of the claims, 1 for the first

    @property
    def label(self) -> str:
        """Return what stands behind the opening bracket."""
        return f"{','.join(map(str, self.numbers))} {self.role}: "


def show_explained(text: str, explanations: Sequence[Explanation]) -> None:
    """Print a text paragraph by paragraph, with its claims marked and explained."""
    from rich.text import Text

    screen = console()
    in_colour = screen.is_terminal and not screen.no_color
    ordered = sorted(explanations, key=_first)
    lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    starts = [start for start, _ in lines]
    marks = _by_paragraph(marks_of(ordered), starts)
    claims = defaultdict(list)
    for number, one in enumerate(ordered, 1):
        claims[_paragraph(_first(one), starts)].append((number, one))
    if in_colour:
        screen.print(_legend())
    for number, (start, end) in enumerate(lines, 1):
        inside = marks[number]
        shown = coloured(text, start, end, inside) if in_colour else Text(bracketed(text, start, end, inside))
        _print_hanging(screen, f"{number:>3}  ", shown)
        for place, one in claims[number]:
            _print_claim(screen, place, one, text, starts)
        screen.print()


def marks_of(explanations: Sequence[Explanation]) -> list[Mark]:
    """Return the marks of claims, outer ones first; a stretch with one role in several claims is one mark."""
    found: dict[tuple[int, int, str], list[int]] = {}
    for number, one in enumerate(explanations, 1):
        for role in STYLES:
            for span in getattr(one.claim, role):
                found.setdefault((span.start, span.end, role), []).append(number)
    marks = [Mark(start, end, role, tuple(numbers)) for (start, end, role), numbers in found.items()]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.numbers, mark.role))


def _by_paragraph(marks: Sequence[Mark], starts: Sequence[int]) -> dict[int, list[Mark]]:
    """Return the marks that reach into each paragraph, 1 for the first."""
    out: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        for number in range(_paragraph(mark.start, starts), _paragraph(mark.end - 1, starts) + 1):
            out[number].append(mark)
    return out


def bracketed(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """Return a stretch of text with its marks in brackets; where two cross, the inner one is opened again."""
    out: list[str] = []
    open_: list[Mark] = []
    opening: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        opening[max(mark.start, start)].append(mark)
    borders = sorted(
        {start, end, *(place for m in marks for place in (m.start, m.end) if start < place < end)}
    )
    for at, following in zip(borders, [*borders[1:], end], strict=True):
        _close(out, open_, at)
        for mark in opening[at]:
            if mark.end > at:
                out.append(f"[{mark.label}")
                open_.append(mark)
        out.append(visible(text[at:following]))
    out.append("]" * len(open_))
    return "".join(out)


def _close(out: list[str], open_: list[Mark], at: int) -> None:
    """Close what ends at a place, and what was opened inside it, which is opened again."""
    ending = [place for place, mark in enumerate(open_) if mark.end <= at]
    if not ending:
        return
    out.append("]" * (len(open_) - ending[0]))
    left = [mark for mark in open_[ending[0] :] if mark.end > at]
    del open_[ending[0] :]
    for mark in left:
        out.append(f"[{mark.label}")
        open_.append(mark)


def coloured(text: str, start: int, end: int, marks: Sequence[Mark]) -> Text:
    """Return a stretch of text in the colours of its marks, each with the numbers of its claims."""
    from rich.text import Text

    shown = Text(visible(text[start:end]))
    for mark in marks:
        shown.stylize(STYLES[mark.role], max(mark.start, start) - start, min(mark.end, end) - start)
    pieces = Text()
    at = start
    for mark in marks:
        if mark.start >= start:
            pieces.append_text(shown[at - start : mark.start - start])
            pieces.append("·".join(map(_raised, mark.numbers)), style="dim")
            at = mark.start
    pieces.append_text(shown[at - start :])
    return pieces


def _raised(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _legend() -> Text:
    from rich.text import Text

    legend = Text(" " * MARGIN)
    for role, style in STYLES.items():
        legend.append(role, style=style).append("  ")
    return legend


def _first(one: Explanation) -> int:
    """Return where a claim is explained: at its content, which may be paragraphs after its source."""
    return one.claim.content[0].start


def _print_claim(screen: Console, number: int, one: Explanation, text: str, starts: Sequence[int]) -> None:
    from rich.text import Text

    from sayso.values import words_of

    said = one_line(words_of(one.claim.content, text), MOST_WORDS)
    heading = Text.assemble((one_line(one.claim.speaker), "bold"), f": {said}")
    screen.print()
    _print_hanging(screen, f"{' ' * MARGIN}{number}  ", heading)
    here = _paragraph(_first(one), starts)
    for reason in one.reasons:
        because = "".join(_because(reason, text, starts, here))
        _print_hanging(screen, f"{' ' * MARGIN}   {reason.field:<{FIELD}}", Text(because))


def _print_hanging(screen: Console, margin: str, shown: Text) -> None:
    """Print a text with a margin before its first line and blanks before the others."""
    from rich.text import Text

    for number, line in enumerate(shown.wrap(screen, screen.width - len(margin))):
        line.rstrip()
        before = margin if number == 0 else " " * len(margin)
        screen.print(Text(before).append_text(line), soft_wrap=True)


def _because(reason: Reason, text: str, starts: Sequence[int], here: int) -> Iterator[str]:
    """Give the parts of a reason: its value, the words that made it so, and how."""
    yield one_line(reason.value)
    if reason.field == "found by":
        return
    if reason.field == "speaker":
        chain = [_mention(span, text, starts, here) for span in reason.words]
        yield f": {' ← '.join(chain)}" if chain else ""
    elif reason.words:
        yield f", by {' '.join(_quoted(span, text) for span in _joined(reason.words, text))}"
    if reason.how:
        yield f", {one_line(reason.how)}"


def _joined(spans: Sequence[TextSpan], text: str) -> list[TextSpan]:
    """Join neighbouring words into one stretch."""
    from sayso.values import TextSpan

    out: list[TextSpan] = []
    for span in sorted(spans):
        if out and not text[out[-1].end : span.start].strip() and "\n" not in text[out[-1].end : span.start]:
            out[-1] = TextSpan(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _mention(span: TextSpan, text: str, starts: Sequence[int], here: int) -> str:
    paragraph = _paragraph(span.start, starts)
    return _quoted(span, text) + (f" in {paragraph}" if paragraph != here else "")


def _paragraph(place: int, starts: Sequence[int]) -> int:
    return bisect_right(starts, place)


def _quoted(span: TextSpan, text: str) -> str:
    return f"“{one_line(span.of(text))}”"
