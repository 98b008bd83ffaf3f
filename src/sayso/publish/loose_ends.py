"""Make sure that a dossier points at nothing that it does not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sayso.compare.types import ClaimChange
from sayso.publish.dossier import Dossier
from sayso.values import SaysoError


class LooseEnds(SaysoError):
    """A dossier that points at what it does not hold."""

    def __init__(self, slug: str, ends: tuple[str, ...]) -> None:
        super().__init__(slug, ends)
        self.slug, self.ends = slug, ends

    def __str__(self) -> str:
        return (
            f"The dossier of {self.slug!r} has loose ends: {'; '.join(self.ends[:5])}"
            f"{f'; and {len(self.ends) - 5} more' if len(self.ends) > 5 else ''}. "
            "Gather it again, with all the material that it points at."
        )


def check_dossier(dossier: Dossier) -> None:
    """Make sure that every claim, finding, position and origin leads to words that the dossier holds.

    Raises:
        LooseEnds: naming each that does not.
    """
    ends = (
        *_double_names(dossier),
        *_loose_claims(dossier),
        *_loose_findings(dossier),
        *_loose_changes(dossier),
    )
    if ends:
        raise LooseEnds(dossier.sheet.slug, ends)


def _double_names(dossier: Dossier) -> Iterator[str]:
    yield from _double("pieces of material", [item.doc_id for item in dossier.material])
    yield from _double("custody entries", [str(entry.seq) for entry in dossier.custody])
    if dossier.comparison is not None:
        yield from _double("questions", [question.id for question in dossier.comparison.questions])


def _double(what: str, names: list[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{count} {what} are called {name!r}"


def _loose_claims(dossier: Dossier) -> Iterator[str]:
    texts = {item.doc_id: item.text for item in dossier.material}
    for claim in (*dossier.claims, *dossier.misread):
        text = texts.get(claim.doc_id)
        if text is None:
            yield f"a claim stands in {claim.doc_id!r}, whose text is not here"
        elif any(span.end > len(text) for span in (*claim.source, *claim.cue, *claim.content)):
            yield f"a claim reaches past the end of {claim.doc_id!r}"


def _loose_findings(dossier: Dossier) -> Iterator[str]:
    if dossier.comparison is None:
        return
    known = {claim.id for claim in dossier.claims}
    judged = known | {claim.id for claim in dossier.misread}
    pointed = [
        *(("a finding", end) for f in dossier.comparison.findings for end in (f.left, f.right)),
        *(("a position", p.claim) for q in dossier.comparison.questions for p in q.positions),
        *(("an origin", link.claim) for o in dossier.comparison.origins for link in o.links),
        *(("a change", end) for c in _claim_changes(dossier) for end in (c.before, c.after) if end),
    ]
    for what, claim_id in pointed:
        if claim_id not in known:
            yield f"{what} points at claim {claim_id[:12]}, which is not here"
    for claim_id in (one.claim for j in dossier.comparison.judgements for one in j.claims if one.claim):
        if claim_id not in judged:
            yield f"a judgement points at claim {claim_id[:12]}, which is not here"


def _loose_changes(dossier: Dossier) -> Iterator[str]:
    known = {item.doc_id for item in dossier.material}
    changes = dossier.comparison.changes if dossier.comparison is not None else ()
    for doc_id in {end for change in changes for end in (change.before_doc, change.after_doc)} - known:
        yield f"a change points at {doc_id!r}, which is not here"


def _claim_changes(dossier: Dossier) -> Iterator[ClaimChange]:
    for change in dossier.comparison.changes if dossier.comparison is not None else ():
        yield from change.claims
