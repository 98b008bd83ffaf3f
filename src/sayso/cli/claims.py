"""`sayso claims`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.cli.console import console, emit_json, one_line, plural, shown_progress
from sayso.cli.extractors import chosen_extractor
from sayso.cli.options import (
    ActorOption,
    ArchiveOption,
    ExtractorOption,
    JsonOption,
    opened,
    resolve_actor,
)

if TYPE_CHECKING:
    from sayso.claims.types import Claim, ClaimExtractor
    from sayso.desk.claims import FileClaims

EXIT_COULD_NOT = 1


def claims(
    targets: Annotated[
        list[str], typer.Argument(metavar="CASE|FILE", help="A case, or files that are read and not kept.")
    ],
    extractor: ExtractorOption = DEFAULT_EXTRACTOR,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also say which rule and which words made each claim.")
    ] = False,
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Set out who claims what: source, cue, content, and how it is said."""
    chosen = chosen_extractor(extractor)
    if all(os.path.isfile(target) for target in targets):
        _of_files([Path(target) for target in targets], chosen, explain=explain, json=json)
        return
    from sayso.claims.ledger import claim_to_json
    from sayso.desk.claims import extract_case_claims

    found = []
    with opened(archive) as open_:
        for case in targets:
            with shown_progress("claims") as progress:
                found.append(
                    extract_case_claims(
                        open_, case, actor=resolve_actor(actor), extractor=chosen, progress=progress
                    )
                )
    if json:
        emit_json(
            [
                {
                    "case": one.case.slug,
                    "claims": [
                        {
                            **claim_to_json(claim, part.source.document.text),
                            "exhibit": part.source.item.exhibit,
                        }
                        for part in one.documents
                        for claim in part.claims
                    ],
                    "documents": [
                        {
                            "exhibit": part.source.item.exhibit,
                            "record": part.record,
                            "notes": list(part.notes),
                            "exchanges": [{"request": a, "response": b} for a, b in part.exchanges],
                        }
                        for part in one.documents
                    ],
                    "not_read": [
                        {
                            "exhibit": missing.item.exhibit,
                            "name": missing.item.file_name,
                            "reason": missing.reason,
                        }
                        for missing in one.not_read
                    ],
                }
                for one in found
            ]
        )
        return
    for one in found:
        for part in one.documents:
            _show(part.source.document.doc_id, part.source.document.text, part.claims, explain=explain)
            _show_notes(part.notes)
        for missing in one.not_read:
            typer.echo(f"NOT read: {one_line(missing.item.file_name)}: {one_line(missing.reason)}")
        total = sum(len(part.claims) for part in one.documents)
        typer.echo(f"{plural(total, 'claim')} in {plural(len(one.documents), 'document')}.")
        typer.echo(f"Next: sayso compare {one.case.slug}")


def _of_files(paths: Sequence[Path], extractor: str | ClaimExtractor, *, explain: bool, json: bool) -> None:
    from sayso.claims.ledger import claim_to_json
    from sayso.desk.claims import extract_file_claims

    with shown_progress("claims") as progress:
        found = extract_file_claims(paths, extractor=extractor, progress=progress)
    if json:
        emit_json(
            [
                {
                    "file": str(one.path),
                    "claims": [claim_to_json(claim, one.document.text) for claim in one.extraction.claims],
                    "notes": list(one.extraction.notes),
                    "not_read": one.extraction.not_read,
                }
                for one in found
            ]
        )
    else:
        _show_files(found, explain=explain)
    if all(one.extraction.not_read is not None for one in found):
        raise typer.Exit(EXIT_COULD_NOT)


def _show_files(found: Sequence[FileClaims], *, explain: bool) -> None:
    for one in found:
        if one.extraction.not_read is not None:
            typer.echo(f"NOT read: {one_line(str(one.path))}: {one_line(one.extraction.not_read)}")
            continue
        _show(one.path.name, one.document.text, one.extraction.claims, explain=explain)
        _show_notes(one.extraction.notes)
        typer.echo(f"{plural(len(one.extraction.claims), 'claim')} (read, not kept).")


def _show(name: str, text: str, found: Sequence[Claim], *, explain: bool) -> None:
    from rich.table import Table

    from sayso.values import words_of

    typer.echo(f"{one_line(name)}: {plural(len(found), 'claim')}")
    if not found:
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("who", "how", "what", *(["why"] if explain else [])):
        table.add_column(heading, overflow="fold", ratio={"what": 5, "why": 3}.get(heading, 2))
    for claim in found:
        marks = [claim.act, claim.endorsement, claim.certainty, claim.event_status]
        how = ", ".join(mark for mark in marks if mark not in ("neutral", "unspecified", "happened"))
        who = claim.speaker + (f" (through {', '.join(claim.through)})" if claim.through else "")
        cells = [who, how, words_of(claim.content, text), *([claim.why] if explain else [])]
        table.add_row(*(one_line(cell) for cell in cells))
    console().print(table)


def _show_notes(notes: Sequence[str]) -> None:
    for note in notes:
        typer.echo(f"  {one_line(note)}")
