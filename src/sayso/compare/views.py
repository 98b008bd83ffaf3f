"""What is shown of a comparison first: the matrix, with questions down, origins and then speakers across.

Derived from the comparison and the claims alone; nothing here decides anything.
`sayso.compare.ranges` gives the figures, `sayso.compare.timeline` the times.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.claims.types import Claim, Document
from sayso.compare.left_out import LaterWords
from sayso.compare.twins import documents_with, standing
from sayso.compare.types import Comparison, Position, PositionSort, Question
from sayso.compare.voices import Count, Voice, Voices, count_of
from sayso.values import Digest, in_utc


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one speaker, or one origin, answers to one question, latest last."""

    sort: PositionSort  # of the last claim on it
    sorts: tuple[PositionSort, ...]  # one for each claim
    values: tuple[str, ...]  # likewise
    claims: tuple[Digest, ...]  # every cell opens the exact words
    dates: tuple[str, ...] = ()  # one for each: its document's, in UTC; "" where that is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """An origin, or a source of which none was found, and the speakers through whom it is heard."""

    id: str  # as in `sayso.compare.voices`
    name: str
    traced: bool  # whether it is an origin that was found
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceCell:
    """What an origin answers, and the same speaker by speaker."""

    cell: Cell
    speakers: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question with every answer to it."""

    question: Question
    conflicts: int  # pairs of answers that stand and cannot both be true
    voices: Mapping[str, VoiceCell]  # column id -> answer; a column that is not here is silent
    count: Count  # of those who take a position


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Who says what to which question: the questions with most conflicts first."""

    columns: tuple[Column, ...]  # those who answer the most contested questions first
    rows: tuple[Row, ...]


def matrix(comparison: Comparison, claims: Sequence[Claim], documents: Sequence[Document]) -> Matrix:
    """Set the questions against origins and speakers, with those that conflict first.

    Speakers who were found to be one are one, under the name of their origin. Within a
    question each claim stands under one origin, with as few of them as cover all. Who has no
    cell in a row is silent on its question. Of texts that are one word for word all claims have
    to be given, or their copies are not counted.
    """
    copies = documents_with(documents, claims)
    by_id = {claim.id: claim for claim in standing(documents, claims)}
    when = _moments(by_id, documents)
    names = speaker_names(comparison, by_id)
    voices = Voices(comparison.origins, by_id)
    later = LaterWords.of(comparison, by_id)
    conflicts = Counter(
        f.question
        for f in comparison.findings
        if f.relation == "conflicts" and f.question and not later.is_past(f)
    )
    rows: list[Row] = []
    heard: dict[str, list[tuple[Voice, VoiceCell]]] = defaultdict(list)
    for question in comparison.questions:
        positions = {p.claim: p for p in sorted(question.positions, key=lambda p: when[p.claim])}
        cells = {voice: _voice_cell(voice, positions, names, when) for voice in voices.behind(positions)}
        for voice, cell in cells.items():
            heard[voice.id].append((voice, cell))
        rows.append(
            Row(
                question=question,
                conflicts=conflicts[question.id],
                voices={voice.id: cell for voice, cell in cells.items()},
                count=count_of(voices.behind(taking_position(question)), copies),
            )
        )
    rows.sort(key=lambda row: (-row.conflicts, -len(row.question.positions), row.question.id))
    return Matrix(columns=_columns(heard, rows), rows=tuple(rows))


def taking_position(question: Question) -> list[Digest]:
    """Return the claims that answer a question, on which its count of origins rests."""
    return [position.claim for position in question.positions if position.takes_position]


def speaker_names(comparison: Comparison, claims: Mapping[Digest, Claim]) -> dict[Digest, str]:
    """Return the name under which each claim's speaker stands: his own, or that of the body he was put to."""
    names = {claim.id: claim.speaker for claim in claims.values()}
    for origin in comparison.origins:
        if origin.is_speaker:
            names |= {link.claim: origin.name for link in origin.links if link.claim in names}
    return names


_Moments = Mapping[Digest, tuple[str, str]]


def _moments(claims: Mapping[Digest, Claim], documents: Sequence[Document]) -> _Moments:
    """What orders claims in time; without a date they come first, so that the last word is a dated one."""
    published = {document.doc_id: in_utc(document.published or "") for document in documents}
    return {claim_id: (published.get(claim.doc_id, ""), claim_id) for claim_id, claim in claims.items()}


def _voice_cell(
    voice: Voice, positions: Mapping[Digest, Position], names: Mapping[Digest, str], when: _Moments
) -> VoiceCell:
    said = set(voice.claims)
    own = [position for claim, position in positions.items() if claim in said]
    by_speaker: dict[str, list[Position]] = defaultdict(list)
    for position in own:
        by_speaker[names[position.claim]].append(position)
    return VoiceCell(
        cell=_cell(own, when),
        speakers=tuple((name, _cell(held, when)) for name, held in sorted(by_speaker.items())),
    )


def _columns(
    heard: Mapping[str, Sequence[tuple[Voice, VoiceCell]]], rows: Sequence[Row]
) -> tuple[Column, ...]:
    """Those who answer the most contested questions first, then those with most answers."""
    contested: Counter[str] = Counter()
    for row in rows:
        contested.update(dict.fromkeys(row.voices, row.conflicts))
    order = sorted(heard, key=lambda one: (-contested[one], -len(heard[one]), heard[one][0][0].name, one))
    return tuple(
        Column(
            id=one,
            name=heard[one][0][0].name,
            traced=heard[one][0][0].traced,
            speakers=tuple(sorted({name for _, cell in heard[one] for name, _ in cell.speakers})),
        )
        for one in order
    )


def _cell(positions: Sequence[Position], when: _Moments) -> Cell:
    """The answers of some claims, which are one at least."""
    return Cell(
        sort=positions[-1].sort,
        sorts=tuple(position.sort for position in positions),
        values=tuple(position.value for position in positions),
        claims=tuple(position.claim for position in positions),
        dates=tuple(when[position.claim][0] for position in positions),
    )
