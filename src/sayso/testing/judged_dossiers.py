"""A dossier of the invented case in which people judged, and one page was captured twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sayso.claims.types import Claim
from sayso.compare.types import (
    Change,
    ClaimChange,
    Edit,
    Finding,
    JudgedClaim,
    Judgement,
    Verdict,
    Withdrawn,
)
from sayso.publish.dossier import CustodyEntry, Dossier, Looked
from sayso.testing.dossiers import make_dossier
from sayso.values import TextSpan, digest_bytes, words_of

JUDGED_AT = datetime(2031, 5, 12, 16, 0, tzinfo=UTC)


def make_judged_dossier(spell: str = "") -> Dossier:
    """Return `make_dossier` with a judgement that overrules a conflict, one taken back, and an edited page.

    Args:
        spell: words that stand within the content of a claim.
    """
    dossier = make_dossier(spell)
    assert dossier.comparison is not None
    texts = {item.doc_id: item.text or "" for item in dossier.material}
    twelve, thirty = (_named(dossier, speaker) for speaker in ("harbour office", "Quay Watch"))
    pair = tuple(_judged(claim, texts[claim.doc_id]) for claim in (twelve, thirty))
    entries = tuple(
        CustodyEntry(seq=seq, at=JUDGED_AT, act="judge", words="two claims were judged") for seq in (50, 51)
    )
    return replace(
        dossier,
        custody=(*dossier.custody, *entries),
        comparison=replace(
            dossier.comparison,
            findings=tuple(_overruled(finding, twelve, thirty) for finding in dossier.comparison.findings),
            judgements=(
                _judgement(50, "different-scope", pair, "One counts the crew as well."),
                replace(
                    _judgement(51, "independent", pair, "They do not know each other."),
                    withdrawn=Withdrawn(by="Ana Ruiz", at=JUDGED_AT, reason="They share a boat.", entry=52),
                ),
            ),
            changes=(_change(twelve, thirty),),
        ),
    )


def make_misread_dossier(spell: str = "") -> Dossier:
    """Return `make_judged_dossier` with a claim that a person judged to be misread, and a copy of it."""
    dossier = make_judged_dossier(spell)
    assert dossier.comparison is not None
    note = next(item for item in dossier.material if item.doc_id == "note")
    leaflet = replace(note, doc_id="leaflet", name="leaflet.txt", digest=digest_bytes(b"leaflet"))
    text = note.text or ""
    asked = replace(
        _named(dossier, "Quay Watch"),
        doc_id="note",
        text_digest=note.text_digest or digest_bytes(text.encode()),
        speaker="the purser",
        content=(TextSpan(text.index("It takes"), len(text)),),
        quantities=(),
        places=(),
    )
    judgement = _judgement(53, "misread", (_judged(asked, text),), "It is a timetable; nobody is quoted.")
    return replace(
        dossier,
        material=(*dossier.material, leaflet),
        looked=(*dossier.looked, Looked(what="claims", exhibit=leaflet.digest, method="claims.rules 1")),
        misread=(asked, replace(asked, doc_id="leaflet")),
        custody=(
            *dossier.custody,
            CustodyEntry(seq=53, at=JUDGED_AT, act="judge", words="a claim was judged"),
        ),
        comparison=replace(dossier.comparison, judgements=(*dossier.comparison.judgements, judgement)),
    )


def _named(dossier: Dossier, speaker: str) -> Claim:
    return next(claim for claim in dossier.claims if claim.speaker == speaker)


def _judged(claim: Claim, text: str) -> JudgedClaim:
    return JudgedClaim(
        doc_id=claim.doc_id,
        speaker=claim.speaker,
        words=words_of(claim.content, text),
        text_digest=claim.text_digest,
        source=claim.source,
        cue=claim.cue,
        content=claim.content,
        claim=claim.id,
    )


def _judgement(entry: int, verdict: Verdict, claims: tuple[JudgedClaim, ...], reason: str) -> Judgement:
    return Judgement(
        id=f"j{entry}",
        verdict=verdict,
        claims=claims,
        reason=reason,
        by="Ana Ruiz",
        at=JUDGED_AT,
        entry=entry,
    )


def _overruled(finding: Finding, left: Claim, right: Claim) -> Finding:
    if finding.relation != "conflicts" or {finding.left, finding.right} != {left.id, right.id}:
        return finding
    return replace(finding, relation="different-scope", judgement="j50", overruled=finding.reason)


def _change(before: Claim, after: Claim) -> Change:
    return Change(
        target="https://news.example/harbour",
        evidence="both were captured at this address",
        before_doc=before.doc_id,
        after_doc=after.doc_id,
        before_at="2031-05-10T08:00:00Z",
        after_at="2031-05-12T09:00:00Z",
        dated_by="by their captures",
        edits=(
            Edit(before=TextSpan(0, 2), after=TextSpan(0, 2), before_words="at least 12", after_words="30"),
        ),
        claims=(
            ClaimChange(
                sort="figure",
                speaker="harbour office",
                before=before.id,
                after=after.id,
                before_words="at least 12",
                after_words="30",
            ),
        ),
    )
