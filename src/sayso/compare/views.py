"""What a dossier shows of a comparison: the matrix, the ranges, the timeline.

Derived from the comparison and the claims alone; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.claims.types import Claim, Document
from sayso.compare.concepts import LENGTH_UNITS, MASS_UNITS, TIME_UNITS
from sayso.compare.intervals import spoken, spoken_with_unit
from sayso.compare.types import Comparison, Finding, Position, Question
from sayso.values import Digest

CellSort = Literal[
    "says", "denies", "declines", "neither-confirms-nor-denies", "no-position", "withdraws", "silent"
]
TimelineSort = Literal["said", "happened"]
_UNITS: Mapping[str, float] = {**TIME_UNITS, **LENGTH_UNITS, **MASS_UNITS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one speaker answers to one question, latest last."""

    sort: CellSort  # of the speaker's last claim on it; "silent" where there is none
    values: tuple[str, ...] = ()  # one for each claim
    claims: tuple[Digest, ...] = ()  # every cell opens the exact words


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question with every speaker's answer."""

    question: Question
    conflicts: int  # pairs of answers that cannot both be true
    cells: tuple[Cell, ...]  # one for each of the matrix's speakers, in their order


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Who says what to which question: the questions with most conflicts first."""

    speakers: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The lowest and the highest figure that stands for a question, and who gives them.

    A figure that its own source withdrew is left out, and named in `withdrawn`.
    """

    question: str  # its id
    unit: str
    low: float
    high: float
    low_claims: tuple[Digest, ...]
    high_claims: tuple[Digest, ...]
    low_words: str  # as it was said: "at least 40"
    high_words: str
    withdrawn: tuple[Digest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """A moment: a claim was made, or what it speaks of is said to have happened."""

    at: str | None  # ISO 8601, as exact as known; None where no date is recorded
    until: str | None
    sort: TimelineSort
    claim: Digest
    speaker: str
    words: str  # the time in the claim's words, or the claim's in short
    updates: tuple[Digest, ...] = ()  # the claims that this one replaced or withdrew


def matrix(comparison: Comparison, claims: Sequence[Claim], documents: Sequence[Document]) -> Matrix:
    """Set the questions against the speakers, with those that conflict first.

    Speakers who were found to be one are one column, under the name of their origin.
    """
    by_id = {claim.id: claim for claim in claims}
    published = {document.doc_id: document.published or "" for document in documents}
    columns = _columns(comparison, by_id)
    speakers = tuple(sorted({columns[p.claim] for q in comparison.questions for p in q.positions}))
    conflicts = _conflicts_of(comparison.findings)
    rows = [
        Row(
            question=question,
            conflicts=conflicts.get(question.id, 0),
            cells=tuple(
                _cell(_in_time(_of(question, speaker, columns), by_id, published)) for speaker in speakers
            ),
        )
        for question in comparison.questions
    ]
    rows.sort(key=lambda row: (-row.conflicts, -len(row.question.positions), row.question.id))
    return Matrix(speakers=speakers, rows=tuple(rows))


def ranges(comparison: Comparison, claims: Sequence[Claim]) -> tuple[Range, ...]:
    """Return the range of each question that is answered by figures in one unit; nothing is averaged."""
    by_id = {claim.id: claim for claim in claims}
    replaced = {finding.left for finding in comparison.findings if finding.relation == "updates"}
    found = (range_of(question, by_id, replaced) for question in comparison.questions)
    return tuple(one for one in found if one is not None)


def range_of(question: Question, claims: Mapping[Digest, Claim], replaced: set[Digest]) -> Range | None:
    """Return the lowest and highest figure of a question; None where no two claims give one.

    Args:
        question: the question.
        claims: by id; those of its positions at least.
        replaced: claims that a later one replaced; they are left out.
    """
    figures = [
        (number, position.claim, spoken_words)
        for position in question.positions
        if position.sort == "says"
        for number, spoken_words in _figures(claims[position.claim], position.value, question.unit)
    ]
    gone = tuple(sorted({claim for _, claim, _ in figures if claim in replaced}))
    standing = [figure for figure in figures if figure[1] not in replaced] or figures
    if len(standing) < 2 or question.unit is None:
        return None
    low, high = min(standing)[0], max(standing)[0]
    return Range(
        question=question.id,
        unit=question.unit,
        low=low,
        high=high,
        low_claims=tuple(sorted({claim for number, claim, _ in standing if number == low})),
        high_claims=tuple(sorted({claim for number, claim, _ in standing if number == high})),
        low_words=min(standing)[2],
        high_words=max(standing)[2],
        withdrawn=gone,
    )


def timeline(
    claims: Sequence[Claim], documents: Sequence[Document], comparison: Comparison | None = None
) -> tuple[TimelineEntry, ...]:
    """Return when each claim was made, and when what it speaks of is said to have happened, in order.

    With a comparison, an entry also names the claims that it replaced or withdrew.
    Entries without a date come last.
    """
    by_doc = {document.doc_id: document for document in documents}
    updates: dict[Digest, list[Digest]] = {}
    for finding in comparison.findings if comparison else ():
        if finding.relation == "updates":
            updates.setdefault(finding.right, []).append(finding.left)
    entries = [_said(claim, by_doc[claim.doc_id], updates) for claim in claims]
    entries += [entry for claim in claims for entry in _happened(claim)]
    return tuple(
        sorted(entries, key=lambda entry: (entry.at is None, entry.at or "", entry.sort, entry.claim))
    )


def _columns(comparison: Comparison, claims: Mapping[Digest, Claim]) -> dict[Digest, str]:
    """The name of each claim's column: its speaker, or the body that the speaker was put to."""
    columns = {claim.id: claim.speaker for claim in claims.values()}
    for origin in comparison.origins:
        if any(link.evidence.startswith("said by ") for link in origin.links):
            columns |= {link.claim: origin.name for link in origin.links if link.claim in columns}
    return columns


def _conflicts_of(findings: Sequence[Finding]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for finding in findings:
        if finding.relation == "conflicts" and finding.question is not None:
            counts[finding.question] = counts.get(finding.question, 0) + 1
    return counts


def _of(question: Question, speaker: str, columns: Mapping[Digest, str]) -> list[Position]:
    return [position for position in question.positions if columns[position.claim] == speaker]


def _in_time(
    positions: list[Position], claims: Mapping[Digest, Claim], published: Mapping[str, str]
) -> list[Position]:
    return sorted(positions, key=lambda one: (published.get(claims[one.claim].doc_id, ""), one.claim))


def _cell(positions: Sequence[Position]) -> Cell:
    if not positions:
        return Cell(sort="silent")
    return Cell(
        sort=positions[-1].sort,
        values=tuple(position.value for position in positions),
        claims=tuple(position.claim for position in positions),
    )


def _figures(claim: Claim, value: str, unit: str | None) -> list[tuple[float, str]]:
    """The numbers of the figure that a position shows, in the question's unit."""
    factor = _UNITS.get(unit or "", 1.0)
    for quantity in claim.quantities:
        if value in (spoken(quantity), spoken_with_unit(quantity)):
            numbers = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
            own = _UNITS.get(quantity.unit, factor)
            return [(number * own / factor, value) for number in numbers]
    return []


def _said(claim: Claim, document: Document, updates: Mapping[Digest, Sequence[Digest]]) -> TimelineEntry:
    words = " ".join(" ".join(span.of(document.text) for span in claim.content).split()[:12])
    return TimelineEntry(
        at=document.published,
        until=None,
        sort="said",
        claim=claim.id,
        speaker=claim.speaker,
        words=words,
        updates=tuple(sorted(updates.get(claim.id, ()))),
    )


def _happened(claim: Claim) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            at=time.stated.start or time.stated.end,
            until=time.stated.end,
            sort="happened",
            claim=claim.id,
            speaker=claim.speaker,
            words=time.stated.text,
        )
        for time in claim.times
    ]
