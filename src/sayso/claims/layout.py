"""The build of a text: paragraphs, headlines, labels, furniture, and what posts pass on or deny."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sayso.claims.labels import CORRECTING, MARKED, OWN, SHOUTED, SIGNS, SPELLED, is_correction
from sayso.claims.posts.furniture import is_call, is_furniture, tells_something
from sayso.claims.posts.passing import Passing, find_passing
from sayso.claims.posts.verdicts import Verdict, find_spelled_verdicts, find_verdicts
from sayso.claims.turns import Turn, find_turns
from sayso.values import TextSpan

Part = Literal["headline", "heading", "note", "forward-header", "body"]

_LINE = re.compile(r"[^\n]+")
_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?"
_AGENCY = r"\([^()\n]{2,40}\)"
_DATELINE = re.compile(
    r"[A-Z][A-Z .'/-]+(?:,\s[A-Z][\w .'-]+)?"
    rf"(?:(?:,\s{_DAY})?\s*(?:{_AGENCY}\s*)?-{{1,2}}"
    rf"|\s*(?:{_AGENCY}(?:,\s{_DAY})?|,\s{_DAY}(?:\s*{_AGENCY})?)\s*[-–—]{{1,2}})\s+"
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:[|:-]\s*|(?=[A-Z]))")
_FORWARDED = re.compile(
    r"\W{0,6}(?:forwarded|fwd|re-?posted|repost|shared|retweeted|re-?blogged)(?:\s+(?:message|post))?\s+(?:from|by):?\s+"
    r"(?P<name>[^\n()\[\]]{1,80}?)\s*[)\]]?:?\s*$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]\.?$|\(.*\)$")
_BEFORE_COLON = re.compile(r"(?P<label>[^:\n]{2,60}):\s+(?=\S)")
# The number of a post in a thread, as in "1/4 The ferry lost power."
_COUNTER = re.compile(r"\(?\d{1,2}/(?:\d{1,2}|[nx])?\)?[.:)]?\s+(?=[A-Z\"'#@])")
_RULED_OFF = re.compile(r"(?:[-_*=~─━⸻] ?){3,}$")  # a line drawn between theirs and one's own
_TERMINAL = re.compile(r"[.!?…][\"')\]]*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or a wrapped run of lines, with what it is in the build of the text."""

    span: TextSpan  # without labels, datelines and clock times at its start
    part: Part
    block: int  # paragraphs of one block stand without an empty line between them
    corrects: bool = False  # begins with a label such as "Correction:"
    own_label: bool = False  # such as "From us:", or a line that is drawn below what is another's


@dataclass(frozen=True, slots=True)
class Layout:
    """The paragraphs of a text in reading order."""

    paragraphs: tuple[Paragraph, ...]
    forward_header: TextSpan | None = None  # the words such as "forwarded from"
    forward_name: TextSpan | None = None
    passed_on: tuple[Passing, ...] = ()  # of a post, what others say
    denied: tuple[Verdict, ...] = ()  # of a post or statement, what its author calls false
    turns: tuple[Turn, ...] = ()  # of a transcript, who speaks where


def lay_out(text: str, kind: str | None, rows: Sequence[TextSpan] = ()) -> Layout:
    """Find the paragraphs of a plain text.

    Args:
        text: as `plain_text` makes it.
        kind: of the document: "article", "statement", "post" or None.
        rows: lines that are rows of a table, which become notes.
    """
    lines = list(_joined_lines(text))
    paragraphs: list[Paragraph] = []
    header = name = None
    block = 0
    for position, (span, gap) in enumerate(lines):
        block += gap
        if _is_row(rows, span):
            paragraphs.append(Paragraph(span, "note", block))
            continue
        forwarded = _FORWARDED.match(span.of(text))
        if forwarded and len(span.of(text)) < 120:
            header, name = _header_spans(text, span, forwarded)
            paragraphs.append(Paragraph(span, "forward-header", block))
            continue
        paragraphs.append(_paragraph(text, span, block, _part(text, lines, position, kind)))
    laid = Layout(tuple(paragraphs), header, name)
    if kind == "post":
        return _with_what_a_post_does(text, laid)
    labels = (SIGNS.pattern, CORRECTING.pattern)
    laid = replace(laid, paragraphs=tuple(_without(text, each, labels) for each in laid.paragraphs))
    laid = _with_turns(text, laid, in_capitals=kind != "statement")
    if kind == "statement":
        bodies = [one.span for one in laid.paragraphs if one.part == "body"]
        return replace(laid, denied=tuple(find_spelled_verdicts(text, bodies)))
    return laid


def _with_turns(text: str, layout: Layout, *, in_capitals: bool) -> Layout:
    """Find the turns of a transcript; a line that begins with a speaker's label is prose from there on."""
    prose = [one.span for one in layout.paragraphs if one.part != "note"]
    turns = find_turns(text, prose, in_capitals=in_capitals)
    begun = {turn.label.start: turn for turn in turns}

    def settled(paragraph: Paragraph) -> Paragraph:
        turn = begun.get(paragraph.span.start)
        if turn is None:
            return paragraph
        return replace(paragraph, span=TextSpan(turn.stretch.start, paragraph.span.end), part="body")

    return replace(layout, paragraphs=tuple(map(settled, layout.paragraphs)), turns=tuple(turns))


def _with_what_a_post_does(text: str, layout: Layout) -> Layout:
    """Find what a post passes on and denies; leads of reposts and lines of credit are no prose."""
    prose = [p for p in layout.paragraphs if p.part == "body"]
    spans = [p.span for p in prose]
    passings = find_passing(text, spans, [p.span.start for p in prose if p.own_label])
    credits = {one.frame.start for one in passings if one.frame.start >= one.stretch.end}
    starts = {one.frame.start: one.stretch.start for one in passings if one.direct}

    def settled(paragraph: Paragraph) -> Paragraph:
        span = paragraph.span
        if span.start in credits and paragraph.part == "body":
            return replace(paragraph, part="note")
        if span.start in starts:
            return replace(paragraph, span=TextSpan(starts[span.start], span.end))
        return paragraph

    paragraphs = [settled(paragraph) for paragraph in layout.paragraphs]
    denied = find_verdicts(text, [p.span for p in paragraphs if p.part == "body"])
    unlabelled = tuple(_without_spelled_label(text, paragraph, denied) for paragraph in paragraphs)
    return replace(layout, paragraphs=unlabelled, passed_on=tuple(passings), denied=tuple(denied))


def _without_spelled_label(text: str, paragraph: Paragraph, denied: Sequence[Verdict]) -> Paragraph:
    """Begin a line of a post after its emoji, and a label such as "Correction:", which a verdict may need."""
    if paragraph.part != "body" or any(one.frame.overlaps(paragraph.span) for one in denied):
        return paragraph
    return _without(text, paragraph, (SIGNS.pattern, _CLOCK, SPELLED.pattern, MARKED.pattern))


def _without(text: str, paragraph: Paragraph, beginnings: Sequence[re.Pattern[str]]) -> Paragraph:
    first, end = paragraph.span.start, paragraph.span.end
    start = first
    for pattern in beginnings:
        match = pattern.match(text, start, end)
        start = match.end() if match else start
    if start == end:
        return paragraph
    corrects = paragraph.corrects or is_correction(text[first:start])
    return replace(paragraph, span=TextSpan(start, end), corrects=corrects)


def _is_row(rows: Sequence[TextSpan], span: TextSpan) -> bool:
    place = bisect_right(rows, span.start, key=lambda row: row.start) - 1
    return place >= 0 and span.start < rows[place].end


def _header_spans(text: str, span: TextSpan, match: re.Match[str]) -> tuple[TextSpan, TextSpan]:
    start, end = match.span("name")
    lead = span.of(text)[:start]
    words = re.search(r"\w.*\w", lead)
    assert words is not None
    return (
        TextSpan(span.start + words.start(), span.start + words.end()),
        TextSpan(span.start + start, span.start + end),
    )


def _joined_lines(text: str) -> list[tuple[TextSpan, bool]]:
    """Return lines, hard-wrapped ones joined, and whether an empty line stands before each."""
    out: list[tuple[TextSpan, bool]] = []
    last = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip()
        if not body:
            continue
        start = match.start() + raw.index(body[0])
        span = TextSpan(start, start + len(body))
        gap = text.count("\n", last, span.start) > 1
        if out and not gap and _is_wrapped(out[-1][0].of(text), body):
            out[-1] = (TextSpan(out[-1][0].start, span.end), out[-1][1])
        else:
            out.append((span, gap))
        last = span.end
    return out


def _is_wrapped(before: str, line: str) -> bool:
    last_line = before.rsplit("\n", 1)[-1]
    return 50 <= len(last_line) <= 100 and not _TERMINAL.search(before) and line[0].islower()


def _part(text: str, lines: list[tuple[TextSpan, bool]], position: int, kind: str | None) -> Part:
    body = lines[position][0].of(text)
    if is_furniture(body) or (_BRACKETED.match(body) and not tells_something(body)):
        return "note"
    unended = not _TERMINAL.search(body) and len(body) < 160
    if kind == "post":
        return "body"
    first_block = not any(gap for _, gap in lines[1 : position + 1])
    if first_block and position < 3 and len(lines) > 1 and len(body) < 200:
        if kind == "statement":
            return "heading" if unended else "body"
        if position == 0 or unended:
            return "headline" if unended or position == 0 else "body"
    if unended and not body.endswith((":", '"')) and len(body.split()) < 14 and not re.search(r'"', body):
        return "heading" if kind == "statement" else "headline"
    return "body"


def _paragraph(text: str, span: TextSpan, block: int, part: Part) -> Paragraph:
    start = span.start
    own = bool(_RULED_OFF.match(span.of(text)))
    for pattern in (_CLOCK, _COUNTER, _DATELINE, OWN.pattern, SHOUTED.pattern):
        match = pattern.match(text, start, span.end)
        if match and match.end() < span.end:
            start = match.end()
            own = own or pattern is OWN.pattern
    if part != "note" and _BRACKETED.match(span.of(text)):
        return Paragraph(TextSpan(start + 1, span.end - 1), part, block, own_label=own)
    label = _BEFORE_COLON.match(text, start, span.end)
    if label is not None and part != "note" and is_call(label["label"]):
        start = label.end()  # "Share the word: 12 soldiers …"
    corrects = is_correction(text[span.start : start])
    return Paragraph(TextSpan(start, span.end), part, block, own_label=own, corrects=corrects)
