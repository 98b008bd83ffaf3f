"""A method's findings and origins, with what people judged in place of what it found.

Nothing is lost: a finding that a person overruled says what the method had found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.claims.types import Claim
from sayso.compare.judgements import Pair, Ruling, Rulings, rulings
from sayso.compare.types import (
    RELATIONS,
    Comparison,
    Finding,
    Judgement,
    Origin,
    OriginLink,
    Question,
    Relation,
)
from sayso.values import Digest, digest_json


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
        origins=_origins(comparison, ruled.origins, claims),
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
        return "the method found nothing between them"
    return f"the method found: {finding.relation} ({finding.reason.rstrip('.')})"


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


def _origins(
    comparison: Comparison, ruled: Mapping[Pair, Ruling], claims: Mapping[Digest, Claim]
) -> tuple[Origin, ...]:
    repeats = [frozenset((f.left, f.right)) for f in comparison.findings if f.relation == "repeats"]
    origins = list(comparison.origins)
    for ruling in ruled.values():
        if ruling.verdict == "one-origin":
            origins = _with_one(origins, ruling, claims)
    for pair, ruling in ruled.items():
        if ruling.verdict == "independent":
            links = [other for other in repeats if other not in ruled]
            links += [other for other, one in ruled.items() if one.verdict == "one-origin"]
            origins = [part for origin in origins for part in _split(origin, pair, ruling, links)]
    return tuple(sorted(origins, key=lambda origin: origin.id))


def _with_one(origins: Sequence[Origin], ruling: Ruling, claims: Mapping[Digest, Claim]) -> list[Origin]:
    """Put two claims to one origin, with all that was found to go back to either by repetition."""
    pair = {ruling.first, ruling.second}
    held = [origin for origin in origins if not origin.is_speaker and pair & _claims_of(origin)]
    kept = [origin for origin in origins if origin not in held]
    links = {link.claim: link for origin in held for link in origin.links}
    links |= {claim: _judged_link(claim, ruling) for claim in pair}
    first = claims.get(ruling.first)
    name = held[0].name if held else f"what {first.speaker if first else 'one source'} said"
    return [*kept, _origin(name, list(links.values()))]


def _judged_link(claim: Digest, ruling: Ruling) -> OriginLink:
    return OriginLink(claim=claim, evidence=ruling.judgement.reason, judgement=ruling.judgement.id)


def _split(origin: Origin, pair: Pair, ruling: Ruling, links: Sequence[Pair]) -> list[Origin]:
    """Part two claims of one origin: each with what repeats it and not the other, else the second alone."""
    members = _claims_of(origin)
    if not pair <= members:
        return [origin]
    near = _reachable(ruling.second, [link for link in links if link <= members and link != pair])
    if ruling.first in near:
        near = {ruling.second}
    parts = [[link for link in origin.links if (link.claim in near) is second] for second in (False, True)]
    return [_origin(origin.name, part, is_speaker=origin.is_speaker) for part in parts if len(part) > 1]


def _reachable(start: Digest, links: Sequence[Pair]) -> set[Digest]:
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for link in links:
            if here in link and not link <= found:
                found |= link
                waiting += link - {here}
    return found


def _claims_of(origin: Origin) -> set[Digest]:
    return {link.claim for link in origin.links}


def _origin(name: str, links: Sequence[OriginLink], *, is_speaker: bool = False) -> Origin:
    ordered = tuple(sorted(links, key=lambda link: link.claim))
    return Origin(
        id="o-" + digest_json([name, [link.claim for link in ordered]])[:16],
        name=name,
        links=ordered,
        is_speaker=is_speaker,
    )
