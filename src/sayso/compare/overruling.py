"""A method's findings and origins, with what people judged in place of what it found.

Nothing is lost: a finding that a person overruled says what the method had found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.claims.types import Claim
from sayso.compare.judgements import Pair, Ruling, Rulings, rulings
from sayso.compare.regrouping import regrouped
from sayso.compare.types import (
    RELATIONS,
    Comparison,
    Finding,
    Judgement,
    Question,
    Relation,
)
from sayso.values import Digest


def overrule(
    comparison: Comparison, judgements: Sequence[Judgement], claims: Mapping[Digest, Claim]
) -> Comparison:
    """Put what people judged in place of what the method found.

    Which claims answer one question is the one thing that has to be known before
    comparing; give `compare_claims` the pairs for that (`joined_and_parted`).

    Args:
        comparison: what the method found.
        judgements: settled; all of them are kept in the comparison, those that count are heard.
        claims: by id.
    """
    ruled = rulings(judgements)
    questions = _marked(comparison.questions, ruled)
    return replace(
        comparison,
        questions=questions,
        findings=_findings(comparison.findings, questions, ruled),
        origins=regrouped(comparison, ruled, claims),
        judgements=tuple(judgements),
    )


def _marked(questions: Sequence[Question], ruled: Rulings) -> tuple[Question, ...]:
    """Name with each question the judgements that put claims into it, or kept them out."""
    touching: dict[Digest, dict[str, int]] = defaultdict(dict)
    for pairs in (ruled.questions, ruled.relations):
        for pair, ruling in pairs.items():
            for claim in pair if ruling.verdict != "unrelated" else ():
                touching[claim][ruling.judgement.id] = ruling.judgement.entry
    out = []
    for question in questions:
        ids = {k: v for one in question.positions for k, v in touching.get(one.claim, {}).items()}
        out.append(replace(question, judgements=tuple(sorted(ids, key=lambda one: ids[one]))))
    return tuple(out)


def _findings(found: Sequence[Finding], questions: Sequence[Question], ruled: Rulings) -> tuple[Finding, ...]:
    home = {position.claim: question.id for question in questions for position in question.positions}
    by_pair = {frozenset((one.left, one.right)): one for one in found}
    parted = ruled.parted()
    out = {
        pair: _by_origin(one, ruled.origins.get(pair)) for pair, one in by_pair.items() if pair not in parted
    }
    for pair, ruling in ruled.relations.items():
        if ruling.verdict not in RELATIONS:
            out.pop(pair, None)
            continue
        out[pair] = Finding(
            relation=_relation(ruling),
            left=ruling.first,
            right=ruling.second,
            reason=ruling.judgement.reason,
            question=_shared(home, pair),
            judgement=ruling.judgement.id,
            overruled=_was(by_pair.get(pair)),
        )
    return tuple(out.values())


def _relation(ruling: Ruling) -> Relation:
    return next(one for one in RELATIONS if one == ruling.verdict)


def _shared(home: Mapping[Digest, str], pair: Pair) -> str | None:
    """The question that both claims answer; None where there is none."""
    ids = {home.get(claim) for claim in pair}
    return ids.pop() if len(ids) == 1 else None


def _was(finding: Finding | None) -> str:
    if finding is None:
        return "nothing between them"
    return f"{finding.relation} ({finding.reason.rstrip('.')})"


def _by_origin(finding: Finding, ruling: Ruling | None) -> Finding:
    """The same answer is a repetition where the origin is one, and agreement where it is not."""
    turned: dict[tuple[str, str], Relation] = {
        ("independent", "repeats"): "agrees",
        ("one-origin", "agrees"): "repeats",
    }
    if ruling is None or (ruling.verdict, finding.relation) not in turned:
        return finding
    return replace(
        finding,
        relation=turned[ruling.verdict, finding.relation],
        reason=ruling.judgement.reason,
        judgement=ruling.judgement.id,
        overruled=_was(finding),
    )
