"""`sayso claims`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
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
    from sayso.claims.types import Claim, ClaimExtractor, Document
    from sayso.desk.claims import CaseClaims, FileClaims
    from sayso.values import Digest, Method

EXIT_COULD_NOT = 1


def claims(
    targets: Annotated[
        list[str], typer.Argument(metavar="CASE|FILE", help="A case, or files that are read and not kept.")
    ],
    extractor: ExtractorOption = DEFAULT_EXTRACTOR,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Show the text with its claims marked in it, and why each reads as it does."
        ),
    ] = False,
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Set out who claims what: source, cue, content, and how it is said."""
    chosen = chosen_extractor(extractor)
    if _are_files(targets):
        # what is missing is told last, where it is seen
        paths = sorted(map(Path, targets), key=lambda path: not path.is_file())
        _of_files(paths, chosen, explain=explain, json=json)
        return
    from sayso.desk.claims import extract_case_claims

    found = []
    with opened(archive) as open_:
        for case in sorted(
            targets, key=os.path.isfile
        ):  # so that what is missing is named, not what is there
            with shown_progress("claims") as progress:
                found.append(
                    extract_case_claims(
                        open_, case, actor=resolve_actor(actor), extractor=chosen, progress=progress
                    )
                )
    if json:
        emit_json([_case_as_json(one, explain=explain) for one in found])
    else:
        for one in found:
            _show_case(one, explain=explain)
    if all(_could_not_read(one) for one in found):
        raise typer.Exit(EXIT_COULD_NOT)


def _could_not_read(one: CaseClaims) -> bool:
    """Tell whether a case has what could be a text, of which nothing was read."""
    return not one.documents and bool(one.not_read or one.no_text)


_LIKE_A_FILE = re.compile(r"\.{1,2}|.*\.[A-Za-z]{2,5}")


def _are_files(targets: Sequence[str]) -> bool:
    """Tell whether files are asked for, of which some may be missing; a folder may be called as a case is."""
    return all(os.path.isfile(target) or _names_a_file(target) for target in targets)


def _names_a_file(target: str) -> bool:
    return bool(_LIKE_A_FILE.fullmatch(target)) or os.path.isdir(os.path.dirname(target))


def _case_as_json(one: CaseClaims, *, explain: bool) -> dict[str, object]:
    return {
        "case": one.case.slug,
        "claims": [
            {**claim, "exhibit": part.source.item.exhibit}
            for part in one.documents
            for claim in _as_json(part.source.document, part.claims, explain=explain)
        ],
        "documents": [
            {
                "exhibit": part.source.item.exhibit,
                "record": part.record,
                "notes": [*part.source.read.notes, *part.notes],
                "exchanges": [{"request": a, "response": b} for a, b in part.exchanges],
            }
            for part in one.documents
        ],
        "not_read": [
            {"exhibit": missing.item.exhibit, "name": missing.item.file_name, "reason": missing.reason}
            for missing in (*one.not_read, *one.no_text)
        ],
    }


def _show_case(one: CaseClaims, *, explain: bool) -> None:
    from sayso.claims.naming import short_ids

    names = short_ids(claim.id for part in one.documents for claim in part.claims)
    for part in one.documents:
        name, document = part.source.document.doc_id, part.source.document
        _show(name, document, part.claims, one.method, explain=explain, names=names)
        _show_notes((*part.source.read.notes, *part.notes))
        for request, response in part.exchanges if explain else ():
            typer.echo(f"  asked in the object {request}\n  answered in {response}")
    for missing in (*one.not_read, *one.no_text):
        typer.echo(f"NOT read: {one_line(missing.item.file_name)}: {one_line(missing.reason)}")
    total = sum(len(part.claims) for part in one.documents)
    typer.echo(f"{plural(total, 'claim')} in {plural(len(one.documents), 'document')}.")
    if one.documents:
        typer.echo(f"Next: sayso compare {one.case.slug}")


def _of_files(paths: Sequence[Path], extractor: str | ClaimExtractor, *, explain: bool, json: bool) -> None:
    from sayso.desk.claims import extract_file_claims

    with shown_progress("claims") as progress:
        found = extract_file_claims(paths, extractor=extractor, progress=progress)
    if json:
        emit_json(
            [
                {
                    "file": str(one.path),
                    "claims": _as_json(one.document, one.extraction.claims, explain=explain),
                    "notes": list(one.extraction.notes),
                    "not_read": one.extraction.not_read,
                }
                for one in found
            ]
        )
    else:
        _show_files(found, explain=explain)
    missing = any(not one.path.is_file() for one in found)
    if missing or all(one.extraction.not_read is not None for one in found):
        raise typer.Exit(EXIT_COULD_NOT)


def _show_files(found: Sequence[FileClaims], *, explain: bool) -> None:
    for one in found:
        if one.extraction.not_read is not None:
            typer.echo(f"NOT read: {one_line(str(one.path))}: {one_line(one.extraction.not_read)}")
            continue
        extraction = one.extraction
        _show(one.path.name, one.document, extraction.claims, extraction.method, explain=explain)
        _show_notes(one.extraction.notes)
        typer.echo(f"{plural(len(one.extraction.claims), 'claim')} (read, not kept).")


def _as_json(document: Document, found: Sequence[Claim], *, explain: bool) -> list[dict[str, object]]:
    from sayso.claims.ledger import claim_to_json

    out = [claim_to_json(claim, document.text) for claim in found]
    if explain:
        from sayso.claims.explain.explaining import explain_claims

        for claim, one in zip(out, explain_claims(document, found), strict=True):
            claim["reasons"] = [
                {
                    "field": reason.field,
                    "value": reason.value,
                    "words": [[span.start, span.end] for span in reason.words],
                    "text": [span.of(document.text) for span in reason.words],
                    "how": reason.how,
                }
                for reason in one.reasons
            ]
    return out


def _show(
    name: str,
    document: Document,
    found: Sequence[Claim],
    method: Method,
    *,
    explain: bool,
    names: Mapping[Digest, str] | None = None,
) -> None:
    """Show a document's claims, each by its short name among those of its case, or of the document alone."""
    typer.echo(f"{one_line(name)}: {plural(len(found), 'claim')}{_by_a_model(method)}")
    if explain:
        from sayso.claims.explain.explaining import explain_claims
        from sayso.cli.explained import show_explained

        show_explained(document.text, explain_claims(document, found))
    elif found:
        from sayso.claims.naming import short_ids

        _show_table(document.text, found, names or short_ids(claim.id for claim in found))


def _by_a_model(method: Method) -> str:
    """Return who found the claims, where that was a language model."""
    if "host" not in method.parameters:
        return ""
    model, host = (one_line(str(method.parameters[name]), 60) for name in ("model", "host"))
    return f", found by the language model {model} at {host}"


def _show_table(text: str, found: Sequence[Claim], names: Mapping[Digest, str]) -> None:
    from rich.table import Table

    from sayso.values import words_of

    table = Table(box=None, pad_edge=False)
    table.add_column("claim", width=max(map(len, names.values())))
    for heading in ("who", "how", "what"):
        table.add_column(heading, overflow="fold", ratio={"what": 5}.get(heading, 2))
    for claim in found:
        marks = [claim.act, claim.endorsement, claim.certainty, claim.event_status]
        how = ", ".join(mark for mark in marks if mark not in ("neutral", "unspecified", "happened"))
        who = claim.speaker + (f" (through {', '.join(claim.through)})" if claim.through else "")
        cells = (who, how, words_of(claim.content, text))
        table.add_row(names[claim.id], *(one_line(cell) for cell in cells))
    console().print(table)


def _show_notes(notes: Sequence[str]) -> None:
    for note in notes:
        typer.echo(f"  {one_line(note)}")
