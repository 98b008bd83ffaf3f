"""What people judge of a case's claims: said and taken back as acts of their own, and kept in the log.

A judgement's line names who, when, why and the verdict; its record holds the
claims by their place and words. Nothing is ever deleted: who was wrong withdraws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.claims.naming import find_claim
from sayso.claims.types import Claim, ClaimExtractor
from sayso.compare.judgements import MOST_CLAIMS, Known, judged_claim, settled
from sayso.compare.ledger import judged_claim_to_json
from sayso.compare.types import VERDICTS, Judgement, Verdict
from sayso.custody.entries import Act
from sayso.desk.claims import CaseClaims, DocumentClaims, extract_case_claims
from sayso.desk.erasure import LONGEST_REASON
from sayso.desk.judgement_rows import judgements_of, name_of, verdict_of
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.values import AskedWrongly, Digest, Progress, canonical_json, silent


class BadJudgement(AskedWrongly):
    """A judgement that cannot be made so."""

    def __init__(self, why: str, done: str = "judged") -> None:
        super().__init__(why, done)
        self.why, self.done = why, done

    def __str__(self) -> str:
        return f"Nothing was {self.done}: {self.why}."


class WithdrawnBefore(AskedWrongly):
    """A judgement was to be withdrawn that does not stand any more."""

    def __init__(self, name: str, since: str, reason: str) -> None:
        super().__init__(name, since, reason)
        self.name, self.since, self.reason = name, since, reason

    def __str__(self) -> str:
        return (
            f"Judgement {self.name} was withdrawn on {self.since} already: {self.reason}. "
            "`sayso judge CASE --list` shows all of them."
        )


class NoSuchJudgement(AskedWrongly):
    """No judgement of the case has this name."""

    def __init__(self, asked: str, known: tuple[str, ...]) -> None:
        super().__init__(asked, known)
        self.asked, self.known = asked, known

    def __str__(self) -> str:
        listed = f"Not withdrawn are {', '.join(self.known[:20])}" if self.known else "All are withdrawn"
        return (
            f"There is no judgement {self.asked!r} to withdraw. {listed}; "
            "`sayso judge CASE --list` shows all of them."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseJudgements:
    """The judgements of a case, as they stand to its claims now."""

    case: queries.CaseInfo
    judgements: tuple[Judgement, ...]
    claims: CaseClaims


def judge_claims(
    archive: Archive,
    case: str,
    asked: Sequence[str],
    verdict: str,
    reason: str,
    *,
    actor: str,
    extractor: str | ClaimExtractor = DEFAULT_EXTRACTOR,
    progress: Progress = silent,
) -> str:
    """Keep what a person says of one claim that is misread, or of more, and return what it goes by.

    Args:
        asked: the claims, by the beginnings of their ids; for "updates", the second updates the first.
        verdict: one of `VERDICTS`.
        reason: stands in the log for good.

    Raises:
        BadJudgement: with nothing kept.
        sayso.claims.naming.NoSuchClaim: when a name means no claim, or more than one.
    """
    said = _verdict(verdict)
    _refuse_reason(reason)
    found = extract_case_claims(archive, case, actor=actor, extractor=extractor, progress=progress)
    homes = {claim.id: (part, claim) for part in found.documents for claim in part.claims}
    chosen = [homes[find_claim(one, [claim for _, claim in homes.values()]).id] for one in asked]
    _refuse_claims(said, [claim for _, claim in chosen])
    record = archive.objects.put_bytes(
        canonical_json({"verdict": said, "claims": [_kept(part, claim) for part, claim in chosen]})
    )
    body: dict[str, object] = {
        "case": found.case.slug,
        "verdict": said,
        "reason": reason.strip(),
        "claims": sorted(claim.id for _, claim in chosen),
        "output": record.digest,
        "inputs": {"exhibit": sorted({part.source.item.exhibit for part, _ in chosen})},
        "objects": {record.digest: record.size_bytes},
    }
    [entry] = archive.record([Act(act="judge", body=body, withheld={"operator": actor})])
    return name_of(entry.seq)


def withdraw_judgement(archive: Archive, case: str, asked: str, reason: str, *, actor: str) -> str:
    """Take a judgement back, as an act of its own, and return what it goes by.

    Raises:
        BadJudgement: without a reason.
        NoSuchJudgement: when none of the case goes by this name.
        WithdrawnBefore: when it was withdrawn already.
        IndexDiffers: when the index, which says which is meant, is not what log and objects give.
    """
    archive.hold_index()  # the number that it has there is logged
    slug = queries.find_case(case).slug
    with archive.writing():
        known = {name_of(one.seq): one for one in queries.judgements(slug)}
        name = asked.strip().lower()
        _refuse_withdrawal(asked, known)
        _refuse_reason(reason, "withdrawn")
        body = {"case": slug, "judgement": known[name].seq, "reason": reason.strip()}
        archive.record_locked([Act(act="withdraw", body=body, withheld={"operator": actor})])
    return name


def _refuse_withdrawal(asked: str, known: Mapping[str, queries.JudgementInfo]) -> None:
    info = known.get(asked.strip().lower())
    if info is None:
        raise NoSuchJudgement(asked, tuple(name for name, one in known.items() if one.withdrawn_seq is None))
    if info.withdrawn_at is not None:
        raise WithdrawnBefore(asked, f"{info.withdrawn_at:%Y-%m-%d %H:%M} UTC", info.withdrawn_reason)


def case_judgements(
    archive: Archive,
    case: str,
    *,
    actor: str,
    extractor: str | ClaimExtractor = DEFAULT_EXTRACTOR,
    progress: Progress = silent,
) -> CaseJudgements:
    """Return all judgements of a case, those that do not count any more among them."""
    found = extract_case_claims(archive, case, actor=actor, extractor=extractor, progress=progress)
    return CaseJudgements(case=found.case, judgements=judgements_on(archive, found), claims=found)


def judgements_on(archive: Archive, claims: CaseClaims) -> tuple[Judgement, ...]:
    """Return the judgements of the claims' case, each found again among these claims, or not.

    Raises:
        sayso.desk.judgement_rows.VerdictNotKnown: when a later version of sayso made one of them.
    """
    kept = queries.judgements(claims.case.slug)
    if not kept:
        return ()
    documents = [part.source.document for part in claims.documents]
    known = Known(documents, [claim for part in claims.documents for claim in part.claims])
    return settled(judgements_of(archive, kept, claims, known), known)


def records_of(case: str) -> dict[str, Digest]:
    """Return judgement -> its record, for what a proposal names as its inputs."""
    return {name_of(one.seq): one.record for one in queries.judgements(case)}


def _verdict(asked: str) -> Verdict:
    verdict = verdict_of(asked)
    if verdict is None and not asked.strip():
        what = "what the claims are to each other, or of one that it is misread"
        raise BadJudgement(f"say with --is {what}: one of {', '.join(VERDICTS)}")
    if verdict is None:
        raise BadJudgement(f"there is no verdict {asked!r}; say one of {', '.join(VERDICTS)}")
    return verdict


def _refuse_reason(reason: str, done: str = "judged") -> None:
    if not reason.strip():
        raise BadJudgement("it needs a --reason, which the log keeps for good with who and when", done)
    if len(reason) > LONGEST_REASON or not reason.isprintable():
        raise BadJudgement(f"a reason is one line of up to {LONGEST_REASON:,} printable characters", done)


def _refuse_claims(verdict: Verdict, claims: Sequence[Claim]) -> None:
    often = len({claim.id for claim in claims})
    if often != len(claims):
        raise BadJudgement("a claim is named twice")
    if verdict == "misread":
        if often != 1:
            raise BadJudgement("“misread” takes one claim, since each is withdrawn by itself")
    elif often < 2 or often > MOST_CLAIMS:
        raise BadJudgement(f"it takes two claims at least, and {MOST_CLAIMS} at most")
    if verdict == "updates" and often != 2:
        raise BadJudgement("“updates” takes two claims: the second updates the first")


def _kept(part: DocumentClaims, claim: Claim) -> dict[str, object]:
    item = part.source.item
    judged = judged_claim(claim, part.source.document)
    return {**judged_claim_to_json(judged), "item": item.id, "exhibit": item.exhibit}
