"""`sayso dossier`."""

from __future__ import annotations

from pathlib import Path
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
    from sayso.publish.dossier import Dossier

NOT_YET = ("speech", "text in the picture")  # work that no method does yet: the dossier itself says so


def dossier(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A slug or title.")],
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="PATH", help="Where to write it; else CASE.html in this folder."),
    ] = None,
    export: Annotated[str, typer.Option("--form", metavar="FORM", help="html or json.")] = "html",
    extractor: ExtractorOption = DEFAULT_EXTRACTOR,
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
            extractor=chosen_extractor(extractor),
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
    _tell(shown)
    typer.echo(f"The dossier is {written.path} ({written.size_bytes:,} bytes); it opens offline.")


def _tell(shown: Dossier) -> None:
    findings = shown.comparison.findings if shown.comparison else ()
    conflicts = [finding for finding in findings if finding.relation == "conflicts"]
    contested = {finding.question for finding in conflicts}
    typer.echo(
        f"{plural(len(conflicts), 'conflict')} on {plural(len(contested), 'question')}, "
        f"{plural(len(shown.copies), 'copy', 'copies')} of footage, "
        f"{plural(len(shown.claims), 'claim')} in {plural(len(shown.material), 'exhibit')}."
    )
    unread = {missing.name or missing.exhibit for missing in shown.not_looked if missing.what not in NOT_YET}
    if unread:
        typer.echo(f"NOT looked at: {', '.join(one_line(str(name)) for name in sorted(unread, key=str))}.")
    if not shown.sheet.head_note:
        typer.echo("Its head is NOT signed: the archive's key is not in the configuration folder.")


def free_place(wanted: Path) -> Path:
    """Return `wanted`, or the first of its numbered kind where nothing is yet."""
    place, number = wanted, 1
    while place.exists():
        number += 1
        place = wanted.with_stem(f"{wanted.stem}-{number}")
    return place
