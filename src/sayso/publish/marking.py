"""A text cut where claims stand in it: paragraphs, runs of words with their roles, and words in context."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.claims.types import Claim
from sayso.values import TextSpan

CONTEXT_CHARS = 200  # a paragraph up to this long is shown whole around a claim; about three lines
ROLES = ("source", "cue", "content")
MISREAD = "misread"  # the role of what a claim was wrongly found in
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_SENTENCE_GAP = re.compile(r"(?<=[.!?…。！？؟][\"”’')\]])\s+|(?<=[.!?…。！？؟])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text that plays a role in a claim."""

    span: TextSpan
    role: str  # one of ROLES, or MISREAD
    claim: str  # the claim's label in the dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a text through which the roles do not change."""

    text: str
    roles: tuple[str, ...] = ()  # in the order of ROLES, MISREAD last
    claims: tuple[str, ...] = ()  # labels of the claims that it belongs to
    opens: tuple[str, ...] = ()  # labels of the claims whose content, or what was taken for it, starts here


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph, or a part of one, with its number in the text."""

    number: int  # 1 for the first paragraph
    runs: tuple[Run, ...]
    cut_before: bool = False  # words of the same paragraph stand before it, or after it
    cut_after: bool = False


def marks_of(claim: Claim, label: str) -> tuple[Mark, ...]:
    """Return where a claim's source, cue and content stand."""
    return tuple(Mark(span=span, role=role, claim=label) for role in ROLES for span in getattr(claim, role))


def marks_of_misread(claim: Claim, label: str) -> tuple[Mark, ...]:
    """Return where the content of a claim stands that is misread: it has no roles any more."""
    return tuple(Mark(span=span, role=MISREAD, claim=label) for span in claim.content)


def paragraphs(text: str) -> tuple[TextSpan, ...]:
    """Cut a text at its blank lines, or at its line ends where it has none; blank stretches are left out."""
    gaps = list(_BLANK_LINES.finditer(text)) or list(re.finditer(r"\s*\n\s*", text))
    starts = [0, *(gap.end() for gap in gaps)]
    ends = [*(gap.start() for gap in gaps), len(text)]
    return tuple(
        TextSpan(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()
    )


def runs_of(text: str, within: TextSpan, marks: Iterable[Mark]) -> tuple[Run, ...]:
    """Cut a stretch of a text into runs."""
    near = [mark for mark in marks if mark.span.overlaps(within)]
    ends = {end for mark in near for end in (mark.span.start, mark.span.end)}
    cuts = sorted({within.start, within.end, *(end for end in ends if within.start < end < within.end)})
    return tuple(
        _run(text[start:end], [mark for mark in near if mark.span.start <= start < mark.span.end])
        for start, end in pairwise(cuts)
    )


def _run(text: str, marks: Sequence[Mark]) -> Run:
    held = {mark.role for mark in marks}
    return Run(
        text=text,
        roles=tuple(role for role in (*ROLES, MISREAD) if role in held),
        claims=tuple(dict.fromkeys(mark.claim for mark in marks)),
        opens=tuple(dict.fromkeys(mark.claim for mark in marks if mark.role in ("content", MISREAD))),
    )


def _opened_once(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Leave each claim's opening in the first run of its content alone."""
    seen: set[str] = set()
    for passage in passages:
        runs = []
        for run in passage.runs:
            runs.append(replace(run, opens=tuple(label for label in run.opens if label not in seen)))
            seen.update(run.opens)
        yield replace(passage, runs=tuple(runs))


def full_text(text: str, marks: Sequence[Mark]) -> tuple[Passage, ...]:
    """Return the whole text, paragraph by paragraph, with every claim marked in it."""
    passages = (
        Passage(number=number, runs=runs_of(text, span, marks))
        for number, span in enumerate(paragraphs(text), start=1)
    )
    return tuple(_opened_once(passages))


def in_context(text: str, marks: Sequence[Mark]) -> tuple[Passage, ...]:
    """Return the paragraphs that a claim stands in, long ones cut at sentences around it."""
    passages = []
    for number, paragraph in enumerate(paragraphs(text), start=1):
        near = [mark for mark in marks if mark.span.overlaps(paragraph)]
        if near:
            window = _window(text, paragraph, near)
            passages.append(
                Passage(
                    number=number,
                    runs=runs_of(text, window, near),
                    cut_before=window.start > paragraph.start,
                    cut_after=window.end < paragraph.end,
                )
            )
    return tuple(_opened_once(passages))


def _window(text: str, paragraph: TextSpan, marks: Sequence[Mark]) -> TextSpan:
    if paragraph.end - paragraph.start <= CONTEXT_CHARS:
        return paragraph
    words = paragraph.of(text)
    starts = [
        paragraph.start,
        *(paragraph.start + gap.end() for gap in _SENTENCE_GAP.finditer(words)),
    ]
    first = max(paragraph.start, min(mark.span.start for mark in marks))
    last = min(paragraph.end, max(mark.span.end for mark in marks))
    start = starts[bisect_right(starts, first) - 1]
    after = [cut for cut in starts if cut >= last]
    return TextSpan(start, _without_trailing_space(text, start, after[0] if after else paragraph.end))


def _without_trailing_space(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def excerpt(text: str, limit: int = 140) -> str:
    """Return the beginning of some words, cut at a space, with an ellipsis where something is left out."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return flat[:limit].rsplit(" ", 1)[0].rstrip(",;:") + " …"
