"""When it was said, when it is said to have happened, and when it was revised, withdrawn or edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.claims.types import Act, Claim, Document, EventStatus
from sayso.compare.alike import figures_in
from sayso.compare.happening import times_told
from sayso.compare.stating import said_at
from sayso.compare.surroundings import Sentences
from sayso.compare.twins import standing
from sayso.compare.types import Change, Comparison, Finding, Position
from sayso.compare.views import speaker_names
from sayso.compare.words import shortened
from sayso.compare.zones import in_zone, time_order
from sayso.values import Digest, in_utc, words_of

OpenSide = Literal["", "before", "after"]
TimelineSort = Literal["said", "happened", "revised", "withdrawn", "edited"]
ORDER: tuple[TimelineSort, ...] = ("happened", "said", "revised", "withdrawn", "edited")  # of one moment
_WORDS_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """A dated event of a case: something was said, happened by somebody's word, or was changed."""

    at: str | None  # ISO 8601, as exact as known; None where no date is recorded
    until: str | None  # where it was some time between `at` and this
    sort: TimelineSort
    claim: Digest | None  # None for an edit that touched no claim
    doc_id: str
    speaker: str  # "" for an edit that touched no claim
    words: str  # the claim's words in short, the time in its words, or "31 -> 34"
    updates: tuple[Digest, ...] = ()  # the claims that this one replaced or withdrew
    judgement: str | None = None  # of a revision that a person found
    act: Act | None = None  # the claim's: who denies words did not assert them; None for an edit
    event_status: EventStatus | None = None  # the claim's: what is planned did not happen at its time
    open_side: OpenSide = ""  # "before" in "until noon", "after" in "since May": `at` is the other side
    zone: str | None = None  # that a claim states with a clock time, such as "GMT" or "local time"


def timeline(
    claims: Sequence[Claim], documents: Sequence[Document], comparison: Comparison | None = None
) -> tuple[TimelineEntry, ...]:
    """Return all dated events in order, by UTC where a zone is known; those without a date come last.

    An hour whose zone is open comes after the others of its day, as its place among them is not known.

    Without a comparison there are no revisions, withdrawals and edits.
    """
    places = {document.doc_id: _Place(document) for document in documents}
    by_id = {claim.id: claim for claim in standing(documents, claims)}
    said = {claim_id: places[claim.doc_id].said_at(claim) for claim_id, claim in by_id.items()}
    entries = [_said(one, claim, said[one], places) for one, claim in by_id.items()]
    entries += [
        entry
        for claim_id, claim in by_id.items()
        for entry in _happened(claim_id, claim, places, said[claim_id])
    ]
    if comparison is not None:
        entries += _revised(comparison, by_id, said, places)
        entries += [entry for change in comparison.changes for entry in _edited(change, by_id)]
    return tuple(sorted(entries, key=lambda entry: _order(entry, by_id)))


def _order(entry: TimelineEntry, claims: Mapping[Digest, Claim]) -> tuple[object, ...]:
    """By time; of one moment by what it is, then as the documents have it."""
    place = ORDER.index(entry.sort)
    first = claims[entry.claim].content[0].start if entry.claim is not None else -1
    return (
        entry.at is None,
        *time_order(in_zone(entry.at or "", entry.zone)),
        place,
        entry.doc_id,
        first,
        entry.claim or "",
    )


class _Place:
    """A document, and where its sentences begin."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self._document = document
        self._sentences = Sentences(document, ())

    def short(self, claim: Claim) -> str:
        """Return the first words of what is claimed."""
        return _short(words_of(claim.content, self.text))

    def said_at(self, claim: Claim) -> str | None:
        """Return when the claim was made, as exact as it is known."""
        return said_at(claim, self._document, self._sentences.around(claim).sentence)


def _said(claim_id: Digest, claim: Claim, at: str | None, places: Mapping[str, _Place]) -> TimelineEntry:
    return TimelineEntry(
        at=at,
        until=None,
        sort="said",
        claim=claim_id,
        doc_id=claim.doc_id,
        speaker=claim.speaker,
        words=places[claim.doc_id].short(claim),
        act=claim.act,
        event_status=claim.event_status,
    )


def _happened(
    claim_id: Digest, claim: Claim, places: Mapping[str, _Place], said_at: str | None
) -> Iterator[TimelineEntry]:
    stated: dict[tuple[str | None, str | None, str | None], list[str]] = {}
    for time in times_told(claim, places[claim.doc_id].text, said_at):
        stated.setdefault((time.start, time.end, time.zone), []).append(time.text)
    for (start, end, zone), words in stated.items():
        yield TimelineEntry(
            at=start or end,
            until=end,
            sort="happened",
            claim=claim_id,
            doc_id=claim.doc_id,
            speaker=claim.speaker,
            words=", ".join(dict.fromkeys(words)),
            act=claim.act,
            event_status=claim.event_status,
            open_side=_open_side(start, end),
            zone=zone,
        )


def _open_side(start: str | None, end: str | None) -> OpenSide:
    if start is None and end is not None:
        return "before"
    return "after" if start is not None and end is None else ""


def _revised(
    comparison: Comparison,
    claims: Mapping[Digest, Claim],
    said: Mapping[Digest, str | None],
    places: Mapping[str, _Place],
) -> Iterator[TimelineEntry]:
    """What took the place of something else, and what was taken back without anything in its place."""
    positions = {p.claim: p for question in comparison.questions for p in question.positions}
    backs = {claim for claim in claims if _takes_back(claims[claim], positions.get(claim))}
    updates = _revisions(comparison, said, backs)
    names = speaker_names(comparison, claims)
    for claim_id in sorted(updates.keys() | backs):
        claim, old = claims[claim_id], sorted(updates.get(claim_id, ()), key=lambda one: one.left)
        is_back = claim_id in backs
        yield TimelineEntry(
            at=said[claim_id],
            until=None,
            sort="withdrawn" if is_back else "revised",
            claim=claim_id,
            doc_id=claim.doc_id,
            speaker=claim.speaker,
            words=_from_to(claim_id, old, positions, names, is_back=is_back)
            or _short(words_of(claim.content, places[claim.doc_id].text)),
            updates=tuple(finding.left for finding in old),
            judgement=next((finding.judgement for finding in old if finding.judgement), None),
            act=claim.act,
            event_status=claim.event_status,
        )


def _takes_back(claim: Claim, position: Position | None) -> bool:
    return claim.act == "retract" or (position is not None and position.sort == "withdraws")


def _revisions(
    comparison: Comparison, said: Mapping[Digest, str | None], backs: Collection[Digest]
) -> dict[Digest, list[Finding]]:
    """The updates by the claim that makes them, as they are events: each step once, where it was made.

    What stood in place of the old figure before is the one replaced. What was edited between two captures
    is told as that, and who repeats a revision makes none.
    """
    edited = {(one.before, one.after) for change in comparison.changes for one in change.claims}
    updates: dict[Digest, dict[Digest, Finding]] = defaultdict(dict)
    again: dict[Digest, set[Digest]] = defaultdict(set)
    for finding in comparison.findings:
        if finding.relation == "updates":
            updates[finding.right][finding.left] = finding
        elif finding.relation == "repeats":
            again[finding.right].add(finding.left)
            again[finding.left].add(finding.right)
    steps = {
        claim: [
            finding
            for old, finding in own.items()
            if (old, claim) not in edited and not any(old in updates.get(between, ()) for between in own)
        ]
        for claim, own in updates.items()
    }
    return {
        claim: own
        for claim, own in steps.items()
        if own and (claim in backs or not _made_before(claim, own, updates, again[claim], said))
    }


def _made_before(
    claim: Digest,
    own: Iterable[Finding],
    updates: Mapping[Digest, Mapping[Digest, Finding]],
    again: Iterable[Digest],
    said: Mapping[Digest, str | None],
) -> bool:
    """Whether a claim that it repeats had replaced the same before."""
    at, replaced = said[claim], {finding.left for finding in own}
    return at is not None and any(
        replaced <= updates.get(other, {}).keys() and in_utc(said[other] or "~") < in_utc(at)
        for other in again
    )


def _from_to(
    claim: Digest,
    old: Iterable[Finding],
    positions: Mapping[Digest, Position],
    names: Mapping[Digest, str],
    *,
    is_back: bool,
) -> str:
    """ "31 -> 34", where both answers are known; "31 -> withdrawn"; "" elsewhere.

    Whose figure was another speaker's before is named: "31 (Ana Pell) -> 34".
    """
    old = list(old)
    by = {one.left: "" if names[one.left] == names[claim] else f" ({names[one.left]})" for one in old}
    if not is_back and any(_of_other_figures(one, positions) for one in old):
        told = ((figures_in(one.reason), by[one.left]) for one in old)
        steps = (f"{pair[0]}{whose} → {pair[1]}" for pair, whose in told if len(pair) == 2)
        return "; ".join(dict.fromkeys(steps))
    given = [one.left for one in old if one.left in positions and positions[one.left].value]
    before = dict.fromkeys(f"{positions[one].value}{by[one]}" for one in given)
    if claim not in positions or not before:
        return ""
    after = "withdrawn" if is_back else positions[claim].value or "withdrawn"
    return f"{', '.join(before)} → {after}"


def _of_other_figures(finding: Finding, positions: Mapping[Digest, Position]) -> bool:
    """Whether the figures of an update are others than those that its claims are shown with."""
    figures = figures_in(finding.reason) if finding.judgement is None else ()
    shown = [positions[one].value if one in positions else "" for one in (finding.left, finding.right)]
    return len(figures) == 2 and any(
        not f"{figure} ".startswith(f"{value} ") for figure, value in zip(figures, shown, strict=True)
    )


def _edited(change: Change, claims: Mapping[Digest, Claim]) -> Iterator[TimelineEntry]:
    """The edit as a whole where no claim was touched, else what it did to each claim."""
    if change.edits and not change.claims:
        first = change.edits[0]
        yield _edit(change, None, "", f"{_short(first.before_words)} → {_short(first.after_words)}")
    for one in change.claims:
        gone, new = _short(one.before_words) or "nothing", _short(one.after_words) or "nothing"
        claim = one.after or one.before
        if claim in claims:
            yield _edit(change, claim, one.speaker, f"{gone} → {new}")


def _edit(change: Change, claim: Digest | None, speaker: str, words: str) -> TimelineEntry:
    return TimelineEntry(
        at=change.before_at or change.after_at,
        until=change.after_at,
        sort="edited",
        claim=claim,
        doc_id=change.after_doc,
        speaker=speaker,
        words=words,
    )


def _short(words: str) -> str:
    return shortened(words, _WORDS_SHOWN)
