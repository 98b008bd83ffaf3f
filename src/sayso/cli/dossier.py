"""`sayso dossier`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.console import emit_json, plural, shown_progress
from sayso.cli.options import (
    ActorOption,
    ArchiveOption,
    ExtractorOption,
    JsonOption,
    opened,
    resolve_actor,
    resolve_descriptor,
)


def dossier(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A slug or title.")],
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="PATH", help="Where to write it; else CASE.html in this folder."),
    ] = None,
    export: Annotated[str, typer.Option("--form", metavar="FORM", help="html or json.")] = "html",
    extractor: ExtractorOption = "rules",
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Write a case's dossier, after running whatever has not been run yet."""
    from sayso.desk.dossier import publish_dossier
    from sayso.store.queries import find_case

    with opened(archive) as open_, shown_progress("dossier") as progress:
        place = to or free_place(Path(f"{find_case(case).slug}.{export}"))
        published = publish_dossier(
            open_,
            case,
            place,
            actor=resolve_actor(actor),
            export=export,
            extractor=extractor,
            descriptor=resolve_descriptor(),
            progress=progress,
        )
    shown, written = published.dossier, published.written
    if json:
        emit_json(
            {
                "case": shown.sheet.slug,
                "dossier": str(written.path),
                "size_bytes": written.size_bytes,
                "files": {file.name: file.digest for file in written.files},
                "claims": len(shown.claims),
                "copies": len(shown.copies),
                "findings": len(shown.comparison.findings) if shown.comparison else None,
                "not_looked": len(shown.not_looked),
            }
        )
        return
    conflicts = (
        [f for f in shown.comparison.findings if f.relation == "conflicts"] if shown.comparison else []
    )
    typer.echo(
        f"{plural(len(conflicts), 'conflict')}, {plural(len(shown.copies), 'copy', 'copies')} of footage, "
        f"{plural(len(shown.claims), 'claim')} in {plural(len(shown.material), 'exhibit')}."
    )
    typer.echo(f"The dossier is {written.path} ({written.size_bytes:,} bytes); it opens offline.")


def free_place(wanted: Path) -> Path:
    """Return `wanted`, or the first of its numbered kind where nothing is yet."""
    place, number = wanted, 1
    while place.exists():
        number += 1
        place = wanted.with_stem(f"{wanted.stem}-{number}")
    return place
