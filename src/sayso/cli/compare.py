"""`sayso compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.cli.console import emit_json, one_line, plural, shown_progress
from sayso.cli.extractors import chosen_extractor
from sayso.cli.options import (
    ActorOption,
    ArchiveOption,
    ExtractorOption,
    JsonOption,
    opened,
    resolve_actor,
    resolve_descriptor,
)

if TYPE_CHECKING:
    from sayso.claims.types import Claim
    from sayso.desk.compare import CaseComparison

CONTENT_SHOWN = 100  # characters


def compare(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A slug or title.")],
    extractor: ExtractorOption = DEFAULT_EXTRACTOR,
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Set the accounts side by side: conflicts, updates, other scope, repeats, agreement."""
    from sayso.desk.compare import compare_case

    with opened(archive) as open_, shown_progress("compare") as progress:
        answer = compare_case(
            open_,
            case,
            actor=resolve_actor(actor),
            extractor=chosen_extractor(extractor),
            descriptor=resolve_descriptor(),
            progress=progress,
        )
    if json:
        from sayso.claims.ledger import claim_to_json
        from sayso.compare.ledger import comparison_to_json

        texts = {document.doc_id: document.text for document in answer.documents}
        emit_json(
            {
                "case": answer.case.slug,
                "claims": [claim_to_json(claim, texts[claim.doc_id]) for claim in answer.all_claims],
                **comparison_to_json(answer.comparison),
            }
        )
        return
    _show(answer)


def _show(answer: CaseComparison) -> None:
    from sayso.compare.types import RELATIONS

    by_id = {claim.id: claim for claim in answer.all_claims}
    texts = {document.doc_id: document.text for document in answer.documents}
    findings = answer.comparison.findings
    order = ("conflicts", "updates", "different-scope", "repeats", "agrees")
    assert set(order) == set(RELATIONS)
    for relation in order:
        chosen = [finding for finding in findings if finding.relation == relation]
        if not chosen:
            continue
        typer.echo(f"{relation.upper()}: {len(chosen)}")
        for finding in chosen:
            typer.echo(f"  {_line(by_id[finding.left], texts)}")
            typer.echo(f"  {_line(by_id[finding.right], texts)}")
            typer.echo(f"    found: {one_line(finding.reason)}\n")
    counted = ", ".join(f"{plural(sum(f.relation == r for f in findings), r, r)}" for r in order)
    typer.echo(
        f"{plural(len(by_id), 'claim')} on {plural(len(answer.comparison.questions), 'question')}, "
        f"{plural(len(answer.comparison.origins), 'origin')}: {counted}."
    )
    typer.echo(f"Next: sayso dossier {answer.case.slug}")


def _line(claim: Claim, texts: dict[str, str]) -> str:
    from sayso.values import words_of

    words = one_line(words_of(claim.content, texts[claim.doc_id]), CONTENT_SHOWN)
    return f"{one_line(claim.speaker, 40)} [{claim.act}; {one_line(claim.doc_id, 30)}]: {words}"
